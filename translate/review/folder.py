"""A run folder: its articles, where they came from, and what was decided about them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qantara.models.errors import InputError, QantaraError
from qantara.translate.article import Article
from qantara.translate.article_file import SUFFIX, article_files, read_article
from qantara.translate.outputs import FORMATS, Rebuild
from qantara.translate.review.journal import Journal
from qantara.translate.review.state import ArticleState, Waivers


@dataclass(frozen=True, slots=True)
class Origin:
    """What an article's manifest says of its making.

    Attributes:
        formats: those of its files that decisions change.
        source: the file it was read from, if it is still there.
        field: the field that was read of it.
        glossary: the term base its names were checked against, if it is still there.
    """

    formats: tuple[str, ...]
    source: Path | None
    field: str | None
    glossary: Path | None


def _existing(folder: Path, *names: str | None) -> Path | None:
    """The first of the places that holds a file; relative ones are looked for from the folder, then from here."""
    for name in names:
        if name:
            for path in (folder / name, Path(name)):
                if path.is_file():
                    return path
    return None


def origin_of(folder: Path, stem: str) -> Origin:
    """What the manifest says; without one, all formats and no places."""
    try:
        record: dict[str, Any] = json.loads((folder / f"{stem}.run.json").read_bytes())
        files, here = set(record["files"]), record.get("from_here") or {}
        glossary = (record.get("glossary") or {}).get("path")
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Origin(FORMATS, None, None, None)
    suffixes = {name: f"{stem}.pairs.{name}" for name in FORMATS}
    suffixes |= {"txt": f"{stem}.en.txt", "html": f"{stem}.report.html"}
    return Origin(
        tuple(name for name in FORMATS if suffixes[name] in files),
        _existing(folder, here.get("article"), record.get("article")),
        here.get("field"),
        _existing(folder, here.get("glossary"), glossary),
    )


def rebuilder(article: Article, origin: Origin) -> Rebuild | None:
    """What puts an article's English back into the structure of its file; None for articles without one.

    Raises:
        InputError: the file is gone, or is no longer the one that was translated.
    """
    if article.suffix is None:
        return None
    from qantara.translate.formats import open_structured_again

    if origin.source is None:
        raise InputError(f"{article.stem}: the file it was read from is gone, so no {article.suffix} can be made of it")
    try:
        structured = open_structured_again(origin.source, origin.field)
    except QantaraError as error:
        raise InputError(f"{article.stem}: no {article.suffix} can be made ({error})") from error
    texts = structured.paragraphs
    same = len(texts) == len(article.paragraphs) and all(
        row.source in text for text, paragraph in zip(texts, article.paragraphs, strict=True) for row in paragraph.rows
    )
    if not same:
        raise InputError(f"{origin.source} has changed since it was translated: run it again; its decisions are kept")
    return structured.rebuild


class ReviewFolder:
    """All articles of a run folder with the decisions on them.

    Attributes:
        articles: by stem, in the order of their names.
        waivers: what the glossary was made to admit.
        journal: of the folder.
    """

    def __init__(self, folder: Path) -> None:
        """Raises InputError: no folder, no articles in it, or a file that cannot be read."""
        self.folder = folder
        self.journal = Journal(folder)
        self.waivers = Waivers()
        self.articles: dict[str, ArticleState] = {}
        self._files: dict[Path, tuple[int, int]] = {}
        self._folded = 0
        self.refresh()

    def refresh(self) -> None:
        """Take in what other processes wrote: decisions, and articles that were run again."""
        anew = self.journal.refresh()
        self.catch_up(anew=self._read_articles() or anew)

    def catch_up(self, *, anew: bool = False) -> None:
        """Fold in the decisions that the journal has read."""
        if anew:
            self.waivers = Waivers()
            self.articles = {stem: ArticleState(old.article, self.waivers) for stem, old in self.articles.items()}
            self._folded = 0
        for decision in self.journal.decisions[self._folded :]:
            self.waivers.add(decision)
            if (state := self.articles.get(decision.article)) is not None:
                state.add(decision)
        self._folded = len(self.journal.decisions)

    def _read_articles(self) -> bool:
        """Read the articles whose files have changed; whether there were any."""
        files = {path: _stamp(path) for path in article_files(self.folder)}
        if files == self._files:
            return False
        fresh = {path.name.removesuffix(SUFFIX): self._article(path, stamp) for path, stamp in files.items()}
        self.articles, self._files = fresh, files
        return True

    def _article(self, path: Path, stamp: tuple[int, int]) -> ArticleState:
        stem = path.name.removesuffix(SUFFIX)
        if self._files.get(path) == stamp and stem in self.articles:
            return self.articles[stem]
        return ArticleState(read_article(path), self.waivers)


def _stamp(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_mtime_ns, status.st_size


def decided_state(folder: Path, article: Article) -> ArticleState:
    """An article with what was decided about it in an earlier run into the same folder.

    Raises:
        InputError: the journal cannot be read.
    """
    journal, waivers = Journal(folder), Waivers()
    journal.refresh()
    state = ArticleState(article, waivers)
    for decision in journal.decisions:
        waivers.add(decision)
        if decision.article == article.stem:
            state.add(decision)
    return state
