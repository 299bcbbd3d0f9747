"""TMX and XLIFF in, read as hostile input: no entities, no DTD, no network, an element at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from qantara.align.bead import SentencePair
from qantara.models.errors import InputError

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Inline codes of TMX 1.4b (bpt, ept, it, ph, ut) and of XLIFF hold markup of the original format, not words.
_CODES = frozenset(("bpt", "ept", "it", "ph", "ut"))


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _words(element: etree._Element) -> str:
    """Text of a segment without its inline codes; the text between codes stays."""
    parts = [element.text or ""]
    for child in element:
        if _local(child) and _local(child) not in _CODES:
            parts.append(_words(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _elements(path: Path, names: set[str]) -> Iterator[etree._Element]:
    """Finished elements of these local names, each forgotten once it has been used."""
    try:
        with path.open("rb") as file:
            events = etree.iterparse(
                file, events=("end",), resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
            )
            for _, element in events:
                if _local(element) not in names:
                    continue
                if next(element.iter(etree.Entity), None) is not None:
                    raise InputError(f"{path}, line {element.sourceline}: uses entities of its own, which are not read")
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise InputError(f"{path}, line {error.lineno}: broken XML: {error.msg}") from error
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror or error}") from error


def _language(element: etree._Element) -> str:
    return (element.get(_XML_LANG) or element.get("lang") or "").lower().partition("-")[0]


def read_tmx(path: Path) -> Iterator[SentencePair]:
    """Translation units that have Arabic and English, whatever the order and the regional tags (``ar-SA``)."""
    for number, unit in enumerate(_elements(path, {"tu"}), 1):
        texts = {
            _language(variant): "".join(_words(seg) for seg in variant if _local(seg) == "seg")
            for variant in unit
            if _local(variant) == "tuv"
        }
        if "ar" not in texts or "en" not in texts:
            continue
        scores = [p.text for p in unit if _local(p) == "prop" and p.get("type") in ("x-score", "score")]
        try:
            score = float(scores[0]) if scores and scores[0] else None
        except ValueError:
            score = None  # another tool's property of that name
        yield SentencePair(unit.get("tuid") or str(number), texts["ar"], texts["en"], score)


def read_xliff(path: Path) -> Iterator[SentencePair]:
    """XLIFF 1.2 ``trans-unit`` and 2.x ``segment`` elements; those without a target have an empty one."""
    for number, unit in enumerate(_elements(path, {"trans-unit", "segment"}), 1):
        texts = {_local(child): _words(child) for child in unit if _local(child) in ("source", "target")}
        if "source" in texts:
            yield SentencePair(unit.get("id") or str(number), texts["source"], texts.get("target", ""))
