"""TBX: v2 (``martif``, ISO 30042:2008) and v3 (``tbx``, ISO 30042:2019) in DCA and DCT style, Basic dialect.

Read: terms of both languages with their administrative status (preferred, admitted, deprecated or superseded), part
of the subject field as the entry's type, and notes. Written: v3 DCA, which current tools read.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from qantara.align.term import TermEntry
from qantara.align.terms.base import TermBase, accepted_forms
from qantara.align.terms.formats.rows import entry_from
from qantara.models.errors import InputError

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NAMESPACE = "urn:iso:std:iso:30042:ed-2"

_ENTRY = frozenset(("termEntry", "conceptEntry"))
_LANGUAGE = frozenset(("langSet", "langSec"))
_TERM_GROUP = frozenset(("tig", "ntig", "termSec"))
_STATUS = frozenset(("administrativeStatus", "normativeAuthorization"))

_PREFERRED = "preferred"
_ADMITTED = "admitted"
_DEPRECATED = "deprecated"


def read_tbx(data: bytes, name: str) -> list[TermEntry]:
    """Read a TBX file; external entities and DTDs are never fetched.

    Raises:
        InputError: naming file and line, if the XML is broken, is not TBX, or an entry lacks a language.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.position[0] if error.position else 1
        raise InputError(f"{name}:{line}: not valid XML: {error.msg}; export the term base again") from error
    if _local(root) not in ("martif", "tbx"):
        raise InputError(
            f"{name}:{root.sourceline}: the root is <{_local(root)}>, not <tbx> or <martif>; not a TBX file"
        )
    entries = [_entry(node, name) for node in root.iter() if _local(node) in _ENTRY]
    if not entries:
        raise InputError(f"{name}: no terms in it; a TBX file holds termEntry or conceptEntry elements")
    return entries


def _local(node: etree._Element) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _entry(node: etree._Element, name: str) -> TermEntry:
    line = int(node.sourceline or 0)
    place = f"{name}:{line}"
    forms: dict[str, list[tuple[str, str]]] = {"ar": [], "en": []}
    for section in node.iter():
        if _local(section) in _LANGUAGE:
            language = (section.get(_XML_LANG) or section.get("lang") or "").split("-")[0].casefold()
            forms.setdefault(language, []).extend(_terms(section))
    for language, title in (("ar", "Arabic"), ("en", "English")):
        if not any(status != _DEPRECATED for _, status in forms[language]):
            raise InputError(f"{place}: no {title} term in this entry; add a language section xml:lang={language!r}")
    source, target = _sorted(forms["ar"]), _sorted(forms["en"])
    return entry_from(
        {
            "id": node.get("id") or "",
            "source": source[0],
            "source_variants": "|".join(source[1:]),
            "target": target[0],
            "target_variants": "|".join(target[1:]),
            "forbidden": "|".join(term for term, status in forms["en"] if status == _DEPRECATED),
            "type": _value(node, "subjectField"),
            "case_sensitive": _value(node, "x-caseSensitive"),
            "note": _note(node),
            "waived": _value(node, "x-waived"),
        },
        place,
        line,
    )


def _terms(section: etree._Element) -> Iterator[tuple[str, str]]:
    for group in section.iter():
        if _local(group) not in _TERM_GROUP:
            continue
        term = next((child for child in group.iter() if _local(child) == "term"), None)
        text = "".join(map(str, term.itertext())).strip() if term is not None else ""
        if text:
            yield text, _status(group)


def _status(group: etree._Element) -> str:
    for node in group.iter():
        # DCA puts the category in an attribute, DCT in the element's name.
        if node.get("type") in _STATUS or _local(node) in _STATUS:
            value = (node.text or "").strip().casefold()
            if value.startswith("preferred"):
                return _PREFERRED
            if value.startswith(("deprecated", "superseded")):
                return _DEPRECATED
    return _ADMITTED


def _sorted(terms: list[tuple[str, str]]) -> list[str]:
    kept = [(status != _PREFERRED, place, term) for place, (term, status) in enumerate(terms) if status != _DEPRECATED]
    return [term for _, _, term in sorted(kept)]


def _value(node: etree._Element, category: str) -> str:
    for child in node.iter():
        if child.get("type") == category or _local(child) == category:
            return (child.text or "").strip()
    return ""


def _note(node: etree._Element) -> str:
    return next(((child.text or "").strip() for child in node.iter() if _local(child) == "note"), "")


def tbx_bytes(base: TermBase) -> bytes:
    """The base as TBX v3, DCA style, Basic dialect."""
    root = etree.Element("tbx", {"type": "TBX-Basic", "style": "dca", _XML_LANG: "en"}, nsmap={None: _NAMESPACE})
    header = _child(root, "tbxHeader")
    source = _child(_child(header, "fileDesc"), "sourceDesc")
    _child(source, "p", "Term base written by qantara")
    body = _child(_child(root, "text"), "body")
    for entry in base.entries:
        _write_entry(_child(body, "conceptEntry", id=entry.id), entry)
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return data


def _child(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    node = etree.SubElement(parent, f"{{{_NAMESPACE}}}{tag}", attributes)
    node.text = text or None
    return node


def _write_entry(node: etree._Element, entry: TermEntry) -> None:
    if entry.type:
        _child(node, "descrip", entry.type, type="subjectField")
    if not entry.case_sensitive:
        _child(node, "descrip", "false", type="x-caseSensitive")
    if entry.waived:
        _child(node, "descrip", "|".join(entry.waived), type="x-waived")
    if entry.note:
        _child(node, "note", entry.note)
    arabic = _child(node, "langSec")
    arabic.set(_XML_LANG, "ar")
    _write_terms(arabic, entry.source_forms, ())
    english = _child(node, "langSec")
    english.set(_XML_LANG, "en")
    _write_terms(english, accepted_forms(entry), entry.target_forbidden)


def _write_terms(section: etree._Element, accepted: tuple[str, ...], deprecated: tuple[str, ...]) -> None:
    for place, form in enumerate(accepted + deprecated):
        group = _child(section, "termSec")
        _child(group, "term", form)
        status = "preferredTerm" if place == 0 else "admittedTerm" if place < len(accepted) else "deprecatedTerm"
        _child(group, "termNote", f"{status}-admn-sts", type="administrativeStatus")
