"""Paragraphs of WordprocessingML: the text of their runs, and English put into the runs' places.

Names of elements are those of ECMA-376, part 1, chapter 17.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from lxml import etree

from qantara.translate.formats.projection import Projection
from qantara.translate.formats.structured import has_words, one_line

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# What ends a stretch of text inside a paragraph: line and page breaks, tabs, a field's text (made by Word itself).
_BREAKS = frozenset(f"{_W}{name}" for name in ("br", "cr", "tab", "ptab", "fldChar", "instrText", "sym"))
# What stands at a place among the words and keeps it.
_ATOMS = frozenset(
    f"{_W}{name}" for name in ("footnoteReference", "endnoteReference", "commentReference", "drawing", "pict", "object")
)
# Run properties that say nothing of how Latin text looks.
_NO_FORMAT = frozenset(f"{_W}{name}" for name in ("rtl", "cs", "lang", "bCs", "iCs", "szCs", "noProof", "webHidden"))
_OWN_TEXT = f"{_W}t"


@dataclass(frozen=True)
class _Text:
    """A ``w:t`` and what tells whether its neighbour looks the same."""

    element: etree._Element
    group: int
    look: bytes

    @property
    def text(self) -> str:
        return self.element.text or ""


@dataclass
class Stretch:
    """Words of a paragraph without a break between them."""

    texts: list[_Text] = field(default_factory=list)

    @property
    def text(self) -> str:
        """As one line, without white space around it."""
        return one_line("".join(text.text for text in self.texts))

    def write(self, english: str) -> None:
        """Put the English into the places of the words; unchanged text leaves them alone."""
        english = one_line(english)
        if english == self.text:
            return
        raw = "".join(text.text for text in self.texts)
        lead, trail = raw[: len(raw) - len(raw.lstrip())], raw[len(raw.rstrip()) :]
        projection = Projection(raw, english)
        parts = self._parts(projection)
        cuts = self._cuts(parts, raw, projection)
        slices = [english[a:b] for a, b in zip([0, *cuts], [*cuts, len(english)], strict=True)]
        slices[0], slices[-1] = lead + slices[0], slices[-1] + trail
        for text in self.texts:
            text.element.text = ""
        for part, words in zip(parts, slices, strict=True):
            target = self._target(part)
            target.text = words
            target.set(_SPACE, "preserve")

    def _groups(self) -> list[list[_Text]]:
        """Runs with the same container and no atom between them."""
        return [list(texts) for _, texts in groupby(self.texts, key=lambda text: text.group)]

    def _parts(self, projection: Projection) -> list[list[_Text]]:
        """Groups, cut further where the formatting changes at a place that is certain in the English."""
        parts: list[list[_Text]] = []
        at = last = 0
        for group in self._groups():
            for number, (_, same) in enumerate(groupby(group, key=lambda text: text.look)):
                texts = list(same)
                place = projection.place(at)
                if number == 0 or (place.certain and place.gap > last):
                    parts.append(texts)
                    last = place.gap
                else:
                    parts[-1] += texts
                at += sum(len(text.text) for text in texts)
        return parts

    @staticmethod
    def _target(part: list[_Text]) -> etree._Element:
        """The ``w:t`` that takes a part's English: the first of those that look like most of the part."""
        weight: Counter[bytes] = Counter()
        for text in part:
            weight[text.look] += len(text.text.strip())
        look = weight.most_common(1)[0][0]
        return next(text.element for text in part if text.look == look)

    @staticmethod
    def _cuts(parts: list[list[_Text]], raw: str, projection: Projection) -> list[int]:
        """Offsets into the English where one part ends and the next begins."""
        starts = [start for start, _ in projection.words]
        ends = [0, *(end for _, end in projection.words)]
        cuts: list[int] = []
        at = 0
        for part in parts[:-1]:
            at += sum(len(text.text) for text in part)
            gap = projection.place(at).gap
            # The space between two words goes to the side that has it in the Arabic.
            before = raw[:at].endswith(" ") and gap < len(starts)
            cut = starts[gap] if before else ends[gap]
            cuts.append(max(cut, cuts[-1] if cuts else 0))
        return cuts


def _look(run: etree._Element) -> bytes:
    properties = run.find(f"{_W}rPr")
    if properties is None:
        return b""
    return b"".join(etree.tostring(child) for child in properties if child.tag not in _NO_FORMAT)


@dataclass
class _Walk:
    """The state of the way through one paragraph."""

    done: list[Stretch] = field(default_factory=list)
    open: Stretch = field(default_factory=Stretch)
    group: int = 0
    fields: int = 0

    def cut(self) -> None:
        self.done.append(self.open)
        self.open = Stretch()

    def run(self, run: etree._Element) -> None:
        look = _look(run)
        for child in run:
            if child.tag == _OWN_TEXT:
                if not self.fields:
                    self.open.texts.append(_Text(child, self.group, look))
            elif child.tag in _BREAKS:
                self._field(child)
                self.cut()
            elif child.tag in _ATOMS or not isinstance(child.tag, str) or not child.tag.startswith(_W):
                self.group += 1

    def _field(self, mark: etree._Element) -> None:
        """Count fields that Word fills in (page numbers, dates); the shown text of a link's field is words."""
        kind = mark.get(f"{_W}fldCharType")
        if kind == "begin":
            self.fields += 1
        elif kind == "end" or (kind == "separate" and self._is_link(mark)):
            self.fields = max(0, self.fields - 1)

    @staticmethod
    def _is_link(mark: etree._Element) -> bool:
        paragraph = next(mark.iterancestors(f"{_W}p"), None)
        codes = paragraph.iter(f"{_W}instrText") if paragraph is not None else ()
        return any("HYPERLINK" in (code.text or "") for code in codes)

    def content(self, parent: etree._Element) -> None:
        for child in parent:
            if child.tag == f"{_W}r":
                self.run(child)
            elif child.tag in (f"{_W}fldSimple", f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}p"):
                continue
            elif child.tag in (f"{_W}hyperlink", f"{_W}ins", f"{_W}moveTo"):
                self.group += 1
                self.content(child)
                self.group += 1
            elif isinstance(child.tag, str):
                self.content(child)


def stretches(root: etree._Element) -> Iterator[Stretch]:
    """The stretches with words of a part, in reading order: body, tables and text boxes."""
    for paragraph in root.iter(f"{_W}p"):
        walk = _Walk()
        walk.content(paragraph)
        walk.cut()
        yield from (stretch for stretch in walk.done if has_words(stretch.text))


def turn_left_to_right(root: etree._Element) -> None:
    """Paragraphs, runs, tables and sections of a part no longer run from right to left."""
    for name in ("bidi", "rtl", "bidiVisual", "rtlGutter"):
        for flag in list(root.iter(f"{_W}{name}")):
            flag.getparent().remove(flag)
    for language in root.iter(f"{_W}lang"):
        language.set(f"{_W}val", "en-US")
