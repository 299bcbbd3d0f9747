"""TBX: one term group more or less, or one status changed; every other byte stays."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape

from qantara.align.terms.editing.place import Change, Place

_ENTRY = frozenset(("termEntry", "conceptEntry"))
_LANGUAGE = frozenset(("langSet", "langSec"))
_GROUP = frozenset(("tig", "ntig", "termSec"))
_STATUS = frozenset(("administrativeStatus", "normativeAuthorization"))
_WAIVED = "x-waived"


@dataclass
class _Element:
    """Byte offsets of an element: all of it, and what is between its tags."""

    tag: str
    attributes: dict[str, str]
    start: int
    inner: int = 0
    inner_end: int = 0
    end: int = 0
    text: str = ""
    children: list[_Element] = field(default_factory=list)

    @property
    def local(self) -> str:
        return self.tag.rpartition(":")[2]

    def all(self) -> list[_Element]:
        return [self, *(below for child in self.children for below in child.all())]


def _tree(data: bytes) -> _Element:
    """The document as elements with their places. The file has been read before by a parser that fetches nothing."""
    root = _Element("", {}, 0)
    open_elements = [root]
    parser = expat.ParserCreate()

    def start(tag: str, attributes: dict[str, str]) -> None:
        element = _Element(tag, attributes, parser.CurrentByteIndex)
        open_elements[-1].children.append(element)
        open_elements.append(element)

    def end(tag: str) -> None:
        element = open_elements.pop()
        element.inner_end = parser.CurrentByteIndex

    def characters(text: str) -> None:
        open_elements[-1].text += text

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, characters
    parser.Parse(data, True)
    for element in root.all()[1:]:
        element.inner = _tag_end(data, element.start)
        closed_itself = data[element.inner - 2 : element.inner] == b"/>"
        element.end = element.inner if closed_itself else data.index(b">", element.inner_end) + 1
    return root


_TAG = re.compile(rb"<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")


def _tag_end(data: bytes, start: int) -> int:
    match = _TAG.match(data, start)
    assert match is not None, "expat has found a tag here"
    return match.end()


def change_tbx(data: bytes, place: Place, change: Change) -> bytes:
    """The file with the change.

    Raises:
        InputError: not UTF-8, or no English section to put it in.
    """
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise place.refuse("only UTF-8 files can be changed here") from error
    entry = [element for element in _tree(data).all() if element.local in _ENTRY][place.number]
    if change.column == "waived":
        return _waived(data, entry, change)
    english = [e for e in entry.all() if e.local in _LANGUAGE and _is_english(e)]
    groups = [e for section in english for e in section.all() if e.local in _GROUP]
    if not groups:
        raise place.refuse("there is no English term beside which to put it")
    status = "admittedTerm-admn-sts" if change.column == "target_variants" else "deprecatedTerm-admn-sts"
    if change.add:
        return _inserted(data, groups[-1], _group(groups[-1], change.value, status))
    return _without(data, groups, change)


def _is_english(section: _Element) -> bool:
    return (section.attributes.get("xml:lang") or section.attributes.get("lang") or "").lower().startswith("en")


def _group(like: _Element, value: str, status: str) -> str:
    prefix = like.tag.rpartition(":")[0]
    prefix += ":" if prefix else ""
    tag = prefix + ("tig" if like.local == "ntig" else like.local)
    note = f'<{prefix}termNote type="administrativeStatus">{status}</{prefix}termNote>'
    return f"<{tag}><{prefix}term>{escape(value)}</{prefix}term>{note}</{tag}>"


def _margin(data: bytes, element: _Element) -> bytes:
    """The white space before an element, from the line end on."""
    before = data[: element.start]
    return before[len(before.rstrip()) :]


def _inserted(data: bytes, after: _Element, text: str) -> bytes:
    return data[: after.end] + _margin(data, after) + text.encode() + data[after.end :]


def _cut(data: bytes, element: _Element) -> bytes:
    return data[: element.start - len(_margin(data, element))] + data[element.end :]


def _without(data: bytes, groups: list[_Element], change: Change) -> bytes:
    deprecated = change.column == "forbidden"
    for group in groups:
        if _term(group) == change.value and _deprecated(group) == deprecated:
            return _cut(data, group)
    return data


def _term(group: _Element) -> str:
    term = next((element for element in group.all() if element.local == "term"), None)
    return "".join(element.text for element in term.all()).strip() if term is not None else ""


def _deprecated(group: _Element) -> bool:
    values = [e.text.strip().casefold() for e in group.all() if _STATUS & {e.local, e.attributes.get("type", "")}]
    return any(value.startswith(("deprecated", "superseded")) for value in values)


def _waived(data: bytes, entry: _Element, change: Change) -> bytes:
    """Kinds that are waived stand in one ``descrip`` of the entry, before its languages."""
    old = next((e for e in entry.children if e.attributes.get("type") == _WAIVED), None)
    if old is not None:
        values = change.applied(tuple(value for value in old.text.strip().split("|") if value))
        if not values:
            return _cut(data, old)
        return data[: old.inner] + escape("|".join(values)).encode() + data[old.inner_end :]
    first = entry.children[0]
    prefix = entry.tag.rpartition(":")[0]
    tag = f"{prefix}:descrip" if prefix else "descrip"
    text = f'<{tag} type="{_WAIVED}">{escape(change.value)}</{tag}>'.encode()
    return data[: first.start] + text + _margin(data, first) + data[first.start :]
