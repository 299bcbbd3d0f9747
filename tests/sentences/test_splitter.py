"""Sentence boundaries, on real Arabic with its traps."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qantara.align.sentences import language_of, segment_paragraph, sentence_spans

ARABIC = {
    "stop and question": ("هل وصل الوفد؟ نعم. وصل أمس!", ["هل وصل الوفد؟", "نعم.", "وصل أمس!"]),
    "commas do not end": ("قال الوزير، بعد الاجتماع؛ إن الاتفاق قريب.", ["قال الوزير، بعد الاجتماع؛ إن الاتفاق قريب."]),
    "title": ("وصل د. أحمد إلى القاهرة. وغادر.", ["وصل د. أحمد إلى القاهرة.", "وغادر."]),
    "initials": ("أعلنت م.ت.ف. موقفها أمس. ورفضت.", ["أعلنت م.ت.ف. موقفها أمس.", "ورفضت."]),
    "two titles": ("قدم أ.د. سامي ورقته. وصفق الحضور.", ["قدم أ.د. سامي ورقته.", "وصفق الحضور."]),
    "decimal": ("ارتفع السعر 3.5 في المئة. وهبط الذهب.", ["ارتفع السعر 3.5 في المئة.", "وهبط الذهب."]),
    "glued": ("عقد اللقاء مساء الخميس.وقال المتحدث إنه مثمر.", ["عقد اللقاء مساء الخميس.", "وقال المتحدث إنه مثمر."]),
    "quote closes after the stop": ("قال: “لن نتراجع.” ثم انصرف.", ["قال: “لن نتراجع.”", "ثم انصرف."]),
    "guillemets": ("«لن نتراجع.» هكذا قال.", ["«لن نتراجع.»", "هكذا قال."]),
    "quoted question inside": ("سأله «متى تعود؟» فلم يجب.", ["سأله «متى تعود؟» فلم يجب."]),
    "ellipsis": ("وانتظرنا… ولم يأت أحد.", ["وانتظرنا…", "ولم يأت أحد."]),
    "three stops": ("وانتظرنا... ولم يأت أحد.", ["وانتظرنا...", "ولم يأت أحد."]),
    "link": ("نشر على https://example.com/a.b خبرا. وحذفه.", ["نشر على https://example.com/a.b خبرا.", "وحذفه."]),
    "bidi mark after the stop": ("انتهى اللقاء.\u200f وبدأ آخر.", ["انتهى اللقاء.\u200f", "وبدأ آخر."]),
    "interrobang": ("أحقا؟! نعم.", ["أحقا؟!", "نعم."]),
    "Latin inside": ("اشترت Apple Inc. الشركة. وسكتت.", ["اشترت Apple Inc. الشركة.", "وسكتت."]),
}
ENGLISH = {
    "titles": ("Mr. Smith met Dr. Jones. They left.", ["Mr. Smith met Dr. Jones.", "They left."]),
    "initials": ("J. K. Rowling wrote it. It sold.", ["J. K. Rowling wrote it.", "It sold."]),
    "country": (
        "The U.S. Navy came. In the U.S. The law differs.",
        ["The U.S. Navy came.", "In the U.S.", "The law differs."],
    ),
    "time": ("He left at 5 p.m. on Monday. It rained.", ["He left at 5 p.m. on Monday.", "It rained."]),
    "question in a quote": ("“Stop!” she said. He did.", ["“Stop!” she said.", "He did."]),
    "one-word quote": ('"No." He left.', ['"No."', "He left."]),
    "lower case goes on": ("It was v. good, i.e. fine. Done.", ["It was v. good, i.e. fine.", "Done."]),
    "number sentence": ("It cost a lot. 50 people came.", ["It cost a lot.", "50 people came."]),
}


def _split(text: str, lang: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, lang)]


@pytest.mark.parametrize(("text", "expected"), ARABIC.values(), ids=ARABIC)
def test_arabic(text: str, expected: list[str]) -> None:
    assert _split(text, "ar") == expected


@pytest.mark.parametrize(("text", "expected"), ENGLISH.values(), ids=ENGLISH)
def test_english(text: str, expected: list[str]) -> None:
    assert _split(text, "en") == expected


def test_the_article(article: Path) -> None:
    lines = article.read_text(encoding="utf-8").splitlines()
    counts = [len(segment_paragraph(line, number)) for number, line in enumerate(lines)]
    assert [c for c in counts if c] == [1, 1, 1, 2, 2, 2, 2, 2, 2, 1, 2, 2, 1, 1, 1, 1]


_TEXT = st.text(alphabet="ابتث وقال.؟!…،؛“”«»\"'() \u200f\u064b\u0640aBc.123\n\t", max_size=120)


@given(_TEXT, st.sampled_from(["ar", "en"]))
def test_spans_cover_all_but_white_space(text: str, lang: str) -> None:
    spans = sentence_spans(text, lang)
    covered = set()
    last = 0
    for start, end in spans:
        assert last <= start < end <= len(text)
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        covered.update(range(start, end))
        last = end
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)


@given(_TEXT)
def test_offsets_point_into_the_paragraph(text: str) -> None:
    for segment in segment_paragraph(text, 4):
        assert segment.text == text[segment.start : segment.end]
        assert segment.id.startswith("p5s")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("قال", "ar"),
        ("LEAVE A REPLY", "en"),
        ("2024 – 15%", "zxx"),
        ("👍", "zxx"),
        ("SpaceX أطلقت", "ar"),
        ("٣٠", "zxx"),
        ("،", "zxx"),
    ],
)
def test_language(text: str, lang: str) -> None:
    assert language_of(text) == lang
