"""A run folder as ``run`` would leave it, made of sentences written here: no model takes part."""

from __future__ import annotations

import json
from pathlib import Path

from qantara.align.bead import SentencePair
from qantara.align.terms import load_checker
from qantara.align.terms.findings import examine
from qantara.models.atomic import write_bytes
from qantara.translate.article import Article, Name, Paragraph, Remark, Role, Row
from qantara.translate.article_file import article_bytes
from qantara.translate.outputs import FORMATS, write_reviewed
from qantara.translate.recording import remark_of
from qantara.translate.review.folder import decided_state

GLOSSARY = """source,target,source_variants,target_variants,forbidden,type,note
ستارلينك,Starlink,ستار لينك,,Star Link,product,"kept, as it is quoted"
تايوان,Taiwan,,,,place,
بوتين,Putin,,Vladimir Putin,Poutine,person,
كييف,Kyiv,,Kiev,,place,
"""

NEWS = (
    (
        ("عادت خدمة ستارلينك إلى العمل.", "The Starling service works again."),
        ("وقال بوتين إن تايوان بعيدة.", "And Putin said that it is far."),
    ),
    (("زار بوتين كييف أمس.", "Poutine visited Kyiv yesterday."),),
    (("لا شيء جديد هنا.", "Nothing is new here."), ("تعطلت ستارلينك مرة أخرى.", "Starling broke down once more.")),
)
Text = tuple[tuple[tuple[str, str], ...], ...]


def article_of(stem: str, text: Text, glossary: Path) -> Article:
    """An article whose rows are checked against a glossary; a blank line stands between its paragraphs."""
    checker = load_checker(glossary)
    places: list[tuple[int, str, tuple[int, int]]] = []
    pairs: list[SentencePair] = []
    englishes: list[str] = []
    for number, sentences in enumerate(text):
        english = ""
        for place, (source, target) in enumerate(sentences):
            english += " " if english and target else ""
            id = f"p{2 * number + 1}s{place + 1}"
            places.append((2 * number, id, (len(english), len(english) + len(target))))
            pairs.append(SentencePair(id, source, target, 0.9))
            english += target
        englishes += [english, ""]
    rows: dict[int, list[Row]] = {}
    for (paragraph, id, place), found in zip(places, examine(checker, pairs), strict=True):
        pair = found.pair
        names = tuple(Name(r.term_id, r.source_span, r.target_span) for r in found.renderings)
        remarks = tuple(remark_of(flag, pair.source, checker.base) for flag in found.flags)
        if not pair.target:
            lacks = Remark("no_english", "warning", "Nothing stands opposite.")
            row = Row(id, Role.NO_ENGLISH, pair.source, "", place, None, (), (lacks,))
        else:
            row = Row(id, Role.PAIR, pair.source, pair.target, place, 0.9, names, remarks)
        rows.setdefault(paragraph, []).append(row)
    paragraphs = tuple(Paragraph(n, english, tuple(rows.get(n, ()))) for n, english in enumerate(englishes[:-1]))
    counts = {"pairs": len(pairs), "mentions": 0, "flags_error": 0, "flags_warning": 0, "warnings": 0}
    return Article(stem, "model:test", "0", counts, None, paragraphs)


def write_run(folder: Path, text: Text = NEWS, stem: str = "news", glossary: Path | None = None) -> Path:
    """Write, or write again, the files of a run; returns the folder."""
    folder.mkdir(exist_ok=True)
    if glossary is None:
        glossary = folder / "names.csv"
        if not glossary.exists():
            glossary.write_text(GLOSSARY, encoding="utf-8")
    article = article_of(stem, text, glossary)
    written = write_reviewed(decided_state(folder, article), folder, FORMATS)
    write_bytes(folder / f"{stem}.article.jsonl", article_bytes(article))
    record = {
        "article": f"{stem}.txt", "glossary": {"path": str(glossary)}, "files": [path.name for path in written],
        "from_here": {"article": f"{stem}.txt", "field": None, "glossary": str(glossary)},
    }  # fmt: skip
    write_bytes(folder / f"{stem}.run.json", json.dumps(record).encode())
    return folder
