"""Stems, skeletons and similarities: what must meet and what must not."""

from __future__ import annotations

import pytest

from qantara.align.alignment import arabic, english
from qantara.align.alignment.punctuation import end_class
from qantara.align.alignment.romanise import skeleton_of_arabic, skeleton_of_english
from qantara.align.alignment.shapes import AUTO, parse_shapes
from qantara.align.alignment.similarity import similarity
from qantara.models.errors import UsageError


@pytest.mark.parametrize(
    ("one", "other"), [("nations", "nation"), ("studies", "study"), ("companies", "company"), ("running", "runs")]
)
def test_forms_of_one_english_word_meet(one: str, other: str) -> None:
    assert english.stem(one) == english.stem(other)


def test_english_numbers_and_clitics() -> None:
    assert english.words("He didn't pay $1,250.50 to twelve of Café’s") == [
        *("he", "did", "pay", "1250.50", "to", "12", "of", "caf"),
    ]


def test_arabic_words_are_stemmed_and_folded() -> None:
    assert arabic.words("والمُحامون ٢٠٢٤ IBM") == ["محام", "2024", "ibm"]
    assert arabic.words("المدرسة") == arabic.words("ومدرسة")


@pytest.mark.parametrize(
    ("name", "written"), [("محمد", "muhammad"), ("محمد", "mohamed"), ("باريس", "paris"), ("خرطوم", "khartoum")]
)
def test_names_sound_alike(name: str, written: str) -> None:
    assert skeleton_of_arabic(name) == skeleton_of_english(written) != ""


def test_short_skeletons_say_nothing() -> None:
    assert skeleton_of_arabic("دار") == skeleton_of_english("door") == ""


def likeness(source: str, target: str) -> float:
    table = similarity([source], [target])
    return float(table.values.sum())


def test_likeness_of_words() -> None:
    assert likeness("court", "court") == 1.0
    assert likeness(arabic.stem("كتاب"), "book") > 0.4
    assert 0 < likeness(english.stem("happy"), english.stem("merry")) < 1
    assert likeness("mohammed", "muhammed") > 0
    assert likeness("doctor", "table") == likeness(arabic.stem("كتاب"), "river") == 0


def test_table_seen_from_the_other_side() -> None:
    table = similarity(["court", "doctor"], ["physician", "court", "table"])
    back = table.transposed()
    assert back.width == 2
    assert back.columns.flat[back.columns.starts[1] : back.columns.starts[2]].tolist() == [0]
    assert back.transposed().columns.flat.tolist() == table.columns.flat.tolist()


@pytest.mark.parametrize(
    ("text", "kind"), [("لماذا؟", 1), ("No!»", 2), ("قال:", 3), ('Yes."', 4), ("then,", 5), ("so", 0)]
)
def test_ends(text: str, kind: int) -> None:
    assert end_class(text) == kind


def test_shapes() -> None:
    assert parse_shapes("auto") == AUTO
    assert parse_shapes(" 1-1, 1-2,2-1,1-0") == ((1, 1), (1, 2), (2, 1))
    for wrong in ("", "1", "1-9", "0-0", "1-0", "a-b", "1-1,,"):
        with pytest.raises(UsageError, match="write auto"):
            parse_shapes(wrong)
