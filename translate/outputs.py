"""An article's files. Each is written atomically; the manifest last, so that it vouches for the others."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from qantara.align.corpus import WRITERS, CorpusInfo
from qantara.align.page import render_report
from qantara.align.terms.base import TermBase
from qantara.align.terms.report.text import jsonl_lines
from qantara.models.atomic import write_bytes
from qantara.models.errors import OutputError, UsageError
from qantara.translate.manifest import manifest
from qantara.translate.pipeline import ArticleResult
from qantara.translate.report import page_of
from qantara.translate.signature import product_version

FORMATS = ("txt", "tmx", "tsv", "jsonl", "html")


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


def flag_lines(result: ArticleResult, base: TermBase | None) -> bytes:
    """One JSON object a flag and line."""
    flags = ((flag, found.pair) for found in result.findings for flag in found.flags)
    return "".join(jsonl_lines(flags, base)).encode()


def _corpus(result: ArticleResult, name: str, signature: str) -> bytes:
    buffer = io.BytesIO()
    WRITERS[name](result.pairs, buffer, CorpusInfo(result.document.stem, signature, product_version()))
    return buffer.getvalue()


def _contents(result: ArticleResult, signature: str) -> dict[str, tuple[str, Callable[[], bytes]]]:
    return {
        "txt": ("en.txt", lambda: result.english.encode()),
        **{name: (f"pairs.{name}", lambda name=name: _corpus(result, name, signature)) for name in WRITERS},  # type: ignore[misc]
        "html": ("report.html", lambda: render_report(page_of(result, signature)).encode()),
    }


def write_article(
    result: ArticleResult,
    folder: Path,
    formats: tuple[str, ...],
    signature: str,
    model: dict[str, str],
    base: TermBase | None,
) -> tuple[dict[str, Any], list[Path]]:
    """Write ``STEM.en.txt``, ``STEM.pairs.*``, ``STEM.flags.jsonl``, ``STEM.report.html`` and ``STEM.run.json``.

    Returns:
        The manifest and the paths, in the order of writing.

    Raises:
        OutputError: the folder cannot be written; what was there before is still there.
    """
    stem = result.document.stem
    contents = _contents(result, signature)
    wanted = [contents[name] for name in FORMATS if name in formats]
    if (structured := result.document.structured) is not None and "txt" in formats:
        wanted.append((f"en{structured.suffix}", lambda: structured.rebuild([p.english for p in result.paragraphs])))
    wanted.append(("flags.jsonl", lambda: flag_lines(result, base)))
    written = []
    for suffix, make in wanted:
        path = folder / f"{stem}.{suffix}"
        write_bytes(path, make())
        written.append(path)
    glossary = {"path": str(base.path), "sha256": base.sha256} if base else None
    record = manifest(result, signature, model, glossary, [path.name for path in written])
    path = folder / f"{stem}.run.json"
    write_bytes(path, (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode())
    return record, [*written, path]
