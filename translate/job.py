"""One article's work from document to files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from qantara.align.terms.checker import Checker
from qantara.models.locate import locate, sha256_of
from qantara.translate.document import Document
from qantara.translate.engine import TranslationEngine
from qantara.translate.outputs import write_article
from qantara.translate.pipeline import ArticleResult, run_article
from qantara.translate.recording import article_of
from qantara.translate.repair import Repairer
from qantara.translate.review.folder import decided_state
from qantara.translate.review.state import counted
from qantara.translate.signature import signature


@dataclass(frozen=True, slots=True)
class Done:
    """A finished article: its result, the manifest, the files written (the manifest last), and flags decided before."""

    result: ArticleResult
    record: dict[str, Any]
    files: list[Path]
    decided: int = 0

    @property
    def worst(self) -> int:
        """Rank of the gravest flag: 2 error, 1 warning, 0 at most info."""
        return max((flag.severity.rank for found in self.result.findings for flag in found.flags), default=0)

    def summary(self) -> str:
        """One line for a person."""
        counts = self.result.counts()
        names = f"errors: {counts['flags_error']}, doubts: {counts['flags_warning']}, in {counts['mentions']} names"
        if self.record["glossary"] is None:
            names = f"{counts['flags_warning']} doubts about names (with --glossary FILE they are checked in full)"
        done = f"; {repair['repaired']} of {repair['flagged']} repaired" if (repair := self.result.repair) else ""
        warned = f"; {counts['warnings']} translation warnings" if counts["warnings"] else ""
        kept = f"; {self.decided} flags were decided on in an earlier review" if self.decided else ""
        return f"{self.result.document.name}: {counts['pairs']} sentence pairs, {names}{done}{warned}{kept}."


@dataclass
class Job:
    """Runs articles with one engine and one glossary, and writes their files to one folder.

    Attributes:
        repairer: puts names right before the check; None leaves the translation as it is.
    """

    engine: TranslationEngine
    checker: Checker | None
    folder: Path
    formats: tuple[str, ...]
    repairer: Repairer | None = None

    @cached_property
    def model(self) -> dict[str, str]:
        translator = self.engine.translator
        record = {"name": translator.name, "revision": translator.revision, "backend": translator.backend}
        if translator.backend != "echo":
            record["sha256"] = sha256_of(locate(translator.name).folder)
        return record

    def run(self, document: Document, progress: Callable[[int, int], None]) -> Done:
        """Translate, align, check and write one article."""
        result = run_article(document, self.engine, self.checker, progress, self.repairer)
        base = self.checker.base if self.checker else None
        mode = "repair" if self.repairer else "check"
        line = signature(self.engine.translator, self.engine.settings.decoding, base.sha256 if base else None, mode)
        state = decided_state(self.folder, article_of(result, line, base))
        record, files = write_article(result, state, self.folder, self.formats, self.model, base)
        return Done(result, record, files, counted(state.flags())["decided"])
