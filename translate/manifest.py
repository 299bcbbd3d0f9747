"""``STEM.run.json``: how an article was made, what came of it, and what to distrust."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qantara.align.terms.base import TermBase
from qantara.translate.article import Article
from qantara.translate.signature import product_version

if TYPE_CHECKING:
    from qantara.translate.pipeline import ArticleResult


def _from(folder: Path, path: str) -> str:
    """A path as one has to write it in ``folder``, so that a project can be moved as a whole."""
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive
        return str(Path(path).absolute())


def manifest(
    result: ArticleResult,
    article: Article,
    folder: Path,
    model: dict[str, str],
    base: TermBase | None,
    files: list[str],
) -> dict[str, Any]:
    """The manifest as JSON values. All but ``seconds`` is the same for the same input, signature and places.

    Args:
        result: what came of the article.
        article: the same, as it is reviewed.
        folder: where its files are.
        model: name, revision and SHA-256 of the model.
        base: the glossary, if there was one.
        files: names of the files written.
    """
    document = result.document
    return {
        "qantara": product_version(),
        "signature": article.signature,
        "article": document.name,
        "encoding": document.encoding,
        "model": model,
        "glossary": {"path": str(base.path), "sha256": base.sha256} if base else None,
        "from_here": {
            "article": _from(folder, document.name),
            "field": document.field,
            "glossary": _from(folder, str(base.path)) if base else None,
        },
        "files": files,
        "counts": article.counts,
        "repair": result.repair,
        "flags_by_kind": dict(sorted(Counter(str(flag.kind) for flag in result.flags).items())),
        "warnings": [{"kind": str(w.kind), "unit": w.unit, "detail": w.detail} for w in result.warnings],
        "seconds": result.seconds,
    }
