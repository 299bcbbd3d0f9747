"""``STEM.run.json``: how an article was made, what came of it, and what to distrust."""

from __future__ import annotations

from collections import Counter
from typing import Any

from qantara.translate.pipeline import ArticleResult
from qantara.translate.signature import product_version


def manifest(
    result: ArticleResult,
    signature: str,
    model: dict[str, str],
    glossary: dict[str, str] | None,
    files: list[str],
) -> dict[str, Any]:
    """The manifest as JSON values. All but ``seconds`` is the same for the same input and signature.

    Args:
        result: the article.
        signature: see ``signature.signature``.
        model: name, revision and SHA-256 of the model.
        glossary: path and SHA-256 of the glossary, if there was one.
        files: names of the files written.
    """
    return {
        "qantara": product_version(),
        "signature": signature,
        "article": result.document.name,
        "encoding": result.document.encoding,
        "model": model,
        "glossary": glossary,
        "files": files,
        "counts": result.counts(),
        "repair": result.repair,
        "flags_by_kind": dict(sorted(Counter(str(flag.kind) for flag in result.flags).items())),
        "warnings": [{"kind": str(w.kind), "unit": w.unit, "detail": w.detail} for w in result.warnings],
        "seconds": result.seconds,
    }
