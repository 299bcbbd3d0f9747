"""``STEM.article.jsonl``: an article for the review page. The first line is its head, each further one a paragraph."""

from __future__ import annotations

import contextlib
import gc
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qantara.models.errors import InputError
from qantara.translate.article import Article, Name, Paragraph, Remark, Role, Row

SUFFIX = ".article.jsonl"
SCHEMA = 1


def _remark_record(remark: Remark) -> dict[str, Any]:
    """Fields that say nothing are left out."""
    record = {
        "kind": remark.kind, "severity": remark.severity, "reason": remark.reason, "term_id": remark.term_id,
        "term": remark.term, "source_span": remark.source_span, "target_span": remark.target_span,
        "expected": remark.expected, "found": remark.found, "suggestion": remark.suggestion,
        "confidence": remark.confidence,
    }  # fmt: skip
    return {key: value for key, value in record.items() if value not in (None, "", ())}


def _row_record(row: Row) -> dict[str, Any]:
    record: dict[str, Any] = {"id": row.id, "role": str(row.role), "ar": row.source, "en": row.target}
    record["place"] = row.place
    if row.score is not None:
        record["score"] = round(row.score, 4)
    if row.names:
        record["names"] = [[name.term_id, name.source_span, name.target_span] for name in row.names]
    if row.remarks:
        record["remarks"] = [_remark_record(remark) for remark in row.remarks]
    return record


def _records(article: Article) -> Iterator[dict[str, Any]]:
    yield {
        "qantara": article.version, "schema": SCHEMA, "article": article.stem, "signature": article.signature,
        "counts": article.counts, "suffix": article.suffix,
    }  # fmt: skip
    for paragraph in article.paragraphs:
        yield {
            "paragraph": paragraph.number,
            "english": paragraph.english,
            "rows": [_row_record(row) for row in paragraph.rows],
        }


def article_bytes(article: Article) -> bytes:
    """The file's bytes; the same article gives the same."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in _records(article)).encode()


def _remark(record: dict[str, Any]) -> Remark:
    record = {**record, "expected": tuple(record.get("expected", ()))}
    for side in ("source_span", "target_span"):
        if side in record:
            record[side] = tuple(record[side])
    return Remark(**record)


def _row(record: dict[str, Any]) -> Row:
    names = tuple(Name(term, tuple(source), tuple(target)) for term, source, target in record.get("names", ()))
    start, end = record["place"]
    return Row(
        record["id"], Role(record["role"]), record["ar"], record["en"], (start, end), record.get("score"), names,
        tuple(map(_remark, record.get("remarks", ()))),
    )  # fmt: skip


def _article(lines: Iterator[str]) -> Article:
    head = json.loads(next(lines))
    if head["schema"] != SCHEMA:
        raise ValueError(f"its schema is {head['schema']}, this version reads {SCHEMA}")
    paragraphs = tuple(
        Paragraph(record["paragraph"], record["english"], tuple(map(_row, record["rows"])))
        for record in map(json.loads, lines)
    )
    return Article(head["article"], head["signature"], head["qantara"], head["counts"], head["suffix"], paragraphs)


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Without the garbage collector, which would look in vain through a million new objects again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def read_article(path: Path) -> Article:
    """Read an article.

    Raises:
        InputError: missing, malformed, or of a later version.
    """
    try:
        with path.open(encoding="utf-8", newline="\n") as file, _uncollected():
            return _article(iter(file))
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, StopIteration, AttributeError) as error:
        raise InputError(f"{path} is not an article that qantara wrote ({error}); run the article again") from error


def article_files(folder: Path) -> list[Path]:
    """The articles of a run folder, by name.

    Raises:
        InputError: the folder is missing, or holds none.
    """
    if not folder.is_dir():
        raise InputError(f"{folder} is not a folder; give the one that ‘qantara run --out’ wrote to")
    found = sorted(path for path in folder.iterdir() if path.name.endswith(SUFFIX))
    if not found:
        raise InputError(f"{folder} holds no article to review; write one with: qantara run ARTICLE --out {folder}")
    return found
