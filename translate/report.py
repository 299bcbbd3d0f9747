"""From an article's result to the values that its page shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from qantara.align.flag import Flag
from qantara.align.page import Note, PageData, PageParagraph, PageRow
from qantara.align.page.model import Mark
from qantara.align.terms.findings import Rendering
from qantara.translate.pipeline import AlignedParagraph, ArticleResult


def marks_of(renderings: Sequence[Rendering], flags: Sequence[Flag]) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """Marks of the Arabic and of the English: names that came out right, and flags."""
    source = [Mark(rendering.source_span, "ok", rendering.target) for rendering in renderings]
    target = [Mark(rendering.target_span, "ok", rendering.target) for rendering in renderings]
    for flag in flags:
        title = f"{flag.kind.replace('_', ' ')}: {flag.reason}"
        if flag.source_span is not None:
            source.append(Mark(flag.source_span, str(flag.severity), title))
        if flag.target_span is not None:
            target.append(Mark(flag.target_span, str(flag.severity), title))
    return tuple(source), tuple(target)


def _facts(result: ArticleResult) -> tuple[tuple[str, str], ...]:
    counts = result.counts()
    wanted = (
        ("Sentence pairs", "pairs"), ("Names found", "mentions"), ("Errors", "flags_error"),
        ("Doubts", "flags_warning"), ("Translation warnings", "warnings"),
    )  # fmt: skip
    return tuple((label, str(counts[key])) for label, key in wanted)


def page_of(result: ArticleResult, signature: str) -> PageData:
    """The page of one article. Passages without Arabic stand in their places, marked as such."""
    notes: dict[str, list[Note]] = defaultdict(list)
    for warning in result.warnings:
        notes[warning.unit].append(Note(str(warning.kind), warning.detail))
    found = {item.pair.id: item for item in result.findings}
    rows: dict[int, list[tuple[str, PageRow]]] = defaultdict(list)
    for pair, place in zip(result.pairs, result.places, strict=True):
        renderings, flags = (found[pair.id].renderings, found[pair.id].flags) if pair.id in found else ((), ())
        row = PageRow(
            pair.id, pair.source, pair.target, pair.score, *marks_of(renderings, flags), flags=flags,
            notes=tuple(note for segment in place.segments for note in notes[segment]),
        )  # fmt: skip
        rows[place.paragraph].append((pair.id, row))
    covered = {segment for place in result.places for segment in place.segments}
    paragraphs = [
        PageParagraph(p.number, tuple(_in_order(p, dict(rows[p.number]), covered)))
        for p in result.paragraphs
        if p.source
    ]
    return PageData(result.document.stem, signature, _facts(result), tuple(paragraphs))


def _in_order(paragraph: AlignedParagraph, by_id: dict[str, PageRow], covered: set[str]) -> list[PageRow]:
    """Rows in the order of the Arabic, with what was passed through, or has no English, in between."""
    rows = []
    for segment in paragraph.source:
        if segment.id in by_id:
            rows.append(by_id[segment.id])
        elif segment.lang != "ar":
            rows.append(PageRow(segment.id, segment.text, segment.text, passed_through=True))
        elif segment.id not in covered:
            rows.append(PageRow(segment.id, segment.text, "", notes=(Note("no_english", "nothing stands opposite"),)))
    return rows
