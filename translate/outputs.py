"""An article's files. Each is written atomically; the manifest last, so that it vouches for the others."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qantara.align.corpus import WRITERS, CorpusInfo
from qantara.align.page import render_report
from qantara.align.terms.base import TermBase
from qantara.align.terms.report.text import jsonl_lines
from qantara.models.atomic import write_bytes
from qantara.models.errors import OutputError, UsageError
from qantara.translate.article_file import SUFFIX, article_bytes
from qantara.translate.manifest import manifest
from qantara.translate.report import page_of
from qantara.translate.review.effects import english_of, review_marks, reviewed_pairs
from qantara.translate.review.state import ArticleState

if TYPE_CHECKING:
    from qantara.translate.pipeline import ArticleResult

FORMATS = ("txt", "tmx", "tsv", "jsonl", "html")

Rebuild = Callable[[Sequence[str]], bytes]


def parse_formats(text: str) -> tuple[str, ...]:
    """``tmx,tsv`` to names.

    Raises:
        UsageError: an unknown name.
    """
    names = tuple(name.strip().lower() for name in text.split(",") if name.strip())
    for name in names:
        if name not in FORMATS:
            raise UsageError(f"no format {name!r}; there are: {', '.join(FORMATS)}")
    return names


def prepare_folder(folder: Path) -> None:
    """Make the output folder.

    Raises:
        OutputError: something else is there, or it may not be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot make the folder {folder}: {error.strerror}") from error


def english_lines(state: ArticleState) -> list[str]:
    """The English, a line for each line of the source, with a person's corrections."""
    texts = state.texts()
    return [english_of(paragraph, texts) if texts else paragraph.english for paragraph in state.article.paragraphs]


def flag_lines(result: ArticleResult, base: TermBase | None) -> bytes:
    """One JSON object a flag and line."""
    flags = ((flag, found.pair) for found in result.findings for flag in found.flags)
    return "".join(jsonl_lines(flags, base)).encode()


def _text(state: ArticleState) -> bytes:
    return "".join(line + "\n" for line in english_lines(state)).encode()


def _corpus(state: ArticleState, name: str) -> bytes:
    buffer = io.BytesIO()
    article = state.article
    info = CorpusInfo(article.stem, article.signature, article.version, review_marks(state))
    WRITERS[name](reviewed_pairs(state), buffer, info)
    return buffer.getvalue()


def _content(state: ArticleState, name: str) -> tuple[str, bytes]:
    """The suffix of a format's file, and what stands in it."""
    if name == "txt":
        return "en.txt", _text(state)
    if name == "html":
        return "report.html", render_report(page_of(state)).encode()
    return f"pairs.{name}", _corpus(state, name)


def write_reviewed(
    state: ArticleState, folder: Path, formats: Sequence[str], rebuild: Rebuild | None = None
) -> list[Path]:
    """Write ``STEM.en.txt``, ``STEM.pairs.*`` and ``STEM.report.html`` with a person's decisions in them.

    Args:
        state: the article as it stands.
        folder: where to.
        formats: of ``FORMATS``.
        rebuild: puts the English back into the structure of the article's file; None leaves that file alone.

    Returns:
        The paths, in the order of writing.

    Raises:
        OutputError: the folder cannot be written; what was there before is still there.
    """
    stem = state.article.stem
    written = []
    for name in FORMATS:
        if name in formats:
            suffix, data = _content(state, name)
            written.append(folder / f"{stem}.{suffix}")
            write_bytes(written[-1], data)
    if rebuild is not None and "txt" in formats:
        written.append(folder / f"{stem}.en{state.article.suffix}")
        write_bytes(written[-1], rebuild(english_lines(state)))
    return written


def write_article(
    result: ArticleResult,
    state: ArticleState,
    folder: Path,
    formats: tuple[str, ...],
    model: dict[str, str],
    base: TermBase | None,
) -> tuple[dict[str, Any], list[Path]]:
    """Write all that ``write_reviewed`` writes, and ``STEM.flags.jsonl``, ``STEM.article.jsonl``, ``STEM.run.json``.

    Returns:
        The manifest and the paths, in the order of writing.

    Raises:
        OutputError: the folder cannot be written; what was there before is still there.
    """
    stem = result.document.stem
    structured = result.document.structured
    written = write_reviewed(state, folder, formats, structured.rebuild if structured is not None else None)
    for suffix, data in ((".flags.jsonl", flag_lines(result, base)), (SUFFIX, article_bytes(state.article))):
        written.append(folder / f"{stem}{suffix}")
        write_bytes(written[-1], data)
    record = manifest(result, state.article, folder, model, base, [path.name for path in written])
    path = folder / f"{stem}.run.json"
    write_bytes(path, (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode())
    return record, [*written, path]
