"""From the result of a run to the article that a person reviews."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from qantara.align.bead import Bead
from qantara.align.flag import EntityFlag, Span
from qantara.align.terms.base import TermBase
from qantara.align.terms.findings import Findings
from qantara.translate.article import Article, Name, Paragraph, Remark, Role, Row
from qantara.translate.guards import TranslationWarning
from qantara.translate.pipeline import AlignedParagraph, ArticleResult
from qantara.translate.signature import product_version

_LACKS_ENGLISH = Remark("no_english", "warning", "Nothing in the English stands opposite this sentence.")
_LACKS_ARABIC = Remark("no_arabic", "warning", "Nothing in the Arabic stands opposite this sentence.")


def remark_of(flag: EntityFlag, source: str, base: TermBase | None) -> Remark:
    """A flag of the entity check as a remark."""
    if base is not None and flag.term_id:
        term = base[flag.term_id].source_forms[0]
    else:
        term = source[slice(*flag.source_span)] if flag.source_span else ""
    return Remark(
        str(flag.kind), str(flag.severity), flag.reason, flag.term_id, term, flag.source_span, flag.target_span,
        flag.expected, flag.found, flag.suggestion, flag.confidence,
    )  # fmt: skip


def _warned(warning: TranslationWarning) -> Remark:
    return Remark(str(warning.kind), "warning", warning.detail)


class _Rows:
    """Rows of one paragraph after the other."""

    def __init__(self, result: ArticleResult, base: TermBase | None) -> None:
        self._document, self._base = result.document, base
        self._found: dict[str, Findings] = {item.pair.id: item for item in result.findings}
        self._warnings: dict[str, list[Remark]] = defaultdict(list)
        for warning in result.warnings:
            self._warnings[warning.unit].append(_warned(warning))

    def of(self, paragraph: AlignedParagraph) -> Iterator[Row]:
        """A row for each bead, in the order of the beads."""
        end = 0
        for bead in paragraph.beads:
            if bead.target:
                place = paragraph.target[bead.target[0]].start, paragraph.target[bead.target[-1]].end
                end = place[1]
            else:
                place = end, end
            yield self._row(paragraph, bead, place)

    def _row(self, paragraph: AlignedParagraph, bead: Bead, place: Span) -> Row:
        segments = [paragraph.source[i] for i in bead.source]
        target = paragraph.english[slice(*place)]
        if not segments:
            return Row(
                f"{paragraph.target[bead.target[0]].id}en",
                Role.NO_ARABIC,
                "",
                target,
                place,
                None,
                (),
                (_LACKS_ARABIC,),
            )
        source = self._document.paragraphs[paragraph.number][segments[0].start : segments[-1].end]
        warnings = [remark for segment in segments for remark in self._warnings[segment.id]]
        if all(segment.lang != "ar" for segment in segments):
            return Row(segments[0].id, Role.PASSED_THROUGH, source, target, place)
        if not bead.target:
            return Row(segments[0].id, Role.NO_ENGLISH, source, "", place, None, (), (_LACKS_ENGLISH, *warnings))
        return self._pair(segments[0].id, source, target, place, bead.score, warnings)

    def _pair(self, id: str, source: str, target: str, place: Span, score: float, warnings: Sequence[Remark]) -> Row:
        found = self._found[id]
        names = tuple(Name(r.term_id, r.source_span, r.target_span) for r in found.renderings)
        remarks = (*(remark_of(flag, source, self._base) for flag in found.flags), *warnings)
        return Row(id, Role.PAIR, source, target, place, score, names, remarks)


def article_of(result: ArticleResult, signature: str, base: TermBase | None) -> Article:
    """The article of a run.

    Args:
        result: what the run gave.
        signature: see ``signature.signature``.
        base: the term base its names were checked against.
    """
    rows = _Rows(result, base)
    paragraphs = tuple(Paragraph(p.number, p.english, tuple(rows.of(p))) for p in result.paragraphs)
    structured = result.document.structured
    suffix = structured.suffix if structured is not None else None
    return Article(result.document.stem, signature, product_version(), result.counts(), suffix, paragraphs)
