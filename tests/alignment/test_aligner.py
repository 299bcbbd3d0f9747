"""The aligner as a whole, on sentences written for it and on arbitrary text."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qantara.align.alignment import AlignmentSettings, align_sentences, aligner
from qantara.align.bead import Bead

ARABIC = [
    "وصل الوزير إلى القاهرة صباح يوم الاثنين على رأس وفد من 12 خبيراً.",
    "هل ستتفق الدولتان على تقاسم مياه النهر؟",
    "قال الرئيس إن المفاوضات صعبة، لكنه متفائل بالنتيجة.",
    "وكانت شركة Siemens قد وقعت عقداً بقيمة 450 مليون دولار لبناء المحطة.",
    "اشترى محمد كتاباً عن تاريخ باريس القديمة.",
    "أغلقت المدارس أبوابها بسبب الأمطار الغزيرة.",
]
TRANSLATION = [
    "The minister arrived in Cairo on Monday morning at the head of a delegation of 12 experts.",
    "Will the two countries agree on sharing the water of the river?",
    "The president said that the negotiations are difficult, but he is optimistic about the result.",
    "Siemens had signed a contract worth 450 million dollars to build the station.",
    "Mohammed bought a book about the history of old Paris.",
    "The schools closed their doors because of heavy rain.",
]
ENGLISH = [
    "Heading a team of twelve experts, the minister flew into Cairo on Monday morning.",
    "Will both countries agree to share the river's water?",
    "Negotiations are hard, the president said.",
    "Yet he remains optimistic about the outcome.",
    "A contract worth $450 million to build the plant had been signed by Siemens.",
    "Muhammad bought a book on the history of ancient Paris.",
    "Schools closed because of the heavy rains.",
]
GOLD = [((0,), (0,)), ((1,), (1,)), ((2,), (2, 3)), ((3,), (4,)), ((4,), (5,)), ((5,), (6,))]
SENTENCES = st.lists(st.text(st.sampled_from("abcd إسلام?.\n 1"), max_size=12), max_size=14)


def sides(beads: list[Bead]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.source, bead.target) for bead in beads]


def assert_sound(beads: list[Bead], rows: int, columns: int) -> None:
    assert [i for bead in beads for i in bead.source] == list(range(rows))
    assert [j for bead in beads for j in bead.target] == list(range(columns))
    assert all(bead.source or bead.target for bead in beads)
    assert all(0 <= bead.score <= 1 for bead in beads)


def test_with_a_translation() -> None:
    assert sides(align_sentences(ARABIC, ENGLISH, source_translation=TRANSLATION)) == GOLD


def test_without_a_translation() -> None:
    assert sides(align_sentences(ARABIC, ENGLISH)) == GOLD


def test_only_the_given_shapes_and_gaps() -> None:
    beads = align_sentences(ARABIC, ENGLISH, settings=AlignmentSettings(shapes="1-1"))
    assert {(len(bead.source), len(bead.target)) for bead in beads} <= {(1, 1), (1, 0), (0, 1)}


def test_paragraphs_are_a_hint() -> None:
    source, target = ["كلام طويل", "كلام طويل"], ["some words here", "some words here", "some words here"]
    first = align_sentences(source, target, source_paragraphs=[0, 1], target_paragraphs=[0, 1, 1])
    second = align_sentences(source, target, source_paragraphs=[0, 1], target_paragraphs=[0, 0, 1])
    assert sides(first) == [((0,), (0,)), ((1,), (1, 2))]
    assert sides(second) == [((0,), (0, 1)), ((1,), (2,))]


def test_one_side_empty() -> None:
    assert sides(align_sentences(["نص", "نص"], [])) == [((0,), ()), ((1,), ())]
    assert sides(align_sentences([], ["text"])) == [((), (0,))]
    assert align_sentences([], []) == []


def test_lists_that_do_not_belong_together() -> None:
    with pytest.raises(ValueError, match="source_translation has 1 entries for 2 sentences"):
        align_sentences(["ا", "ب"], ["a"], source_translation=["a"])
    with pytest.raises(ValueError, match="target_paragraphs has 0"):
        align_sentences(["ا"], ["a"], target_paragraphs=[])


@settings(deadline=None, max_examples=60)
@given(SENTENCES, SENTENCES, st.booleans())
def test_every_sentence_is_in_one_bead_in_order(source: list[str], target: list[str], translated: bool) -> None:
    translation = source[::-1] if translated else None
    assert_sound(align_sentences(source, target, source_translation=translation), len(source), len(target))


def long_text(count: int) -> tuple[list[str], list[str]]:
    """Sentences of rare words; ``translation`` and English share them in another order."""
    chosen = random.Random(7)
    words = [["".join(chosen.choices("bcdfgklmnprst", k=6)) for _ in range(6)] for _ in range(count)]
    return [" ".join(line) for line in words], [" ".join(line[::-1]) for line in words]


@pytest.mark.parametrize("cut", [range(0), range(100, 101), range(100, 240)])
def test_windows_follow_a_long_text(cut: range, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aligner, "WHOLE", 0)
    translation, english = long_text(400)
    kept = [i for i in range(400) if i not in cut]
    arabic = ["جملة طويلة لا تقول شيئا يعرفه المعجم ولا فيها ما يدل عليه"] * 400
    beads = align_sentences(arabic, [english[i] for i in kept], source_translation=translation)
    assert_sound(beads, 400, len(kept))
    gaps = [bead.source[0] for bead in beads if not bead.target]
    assert set(gaps) <= set(cut)
    assert len(gaps) >= len(cut) - 2 * (len(cut) > 1)  # those at the edges of a run may be joined to their neighbours
    right = {((i,), (n,)) for n, i in enumerate(kept)}
    assert len(right & set(sides(beads))) >= 0.98 * len(kept)


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 90), st.integers(1, 300))
def test_windows_cover_texts_of_any_proportion(rows: int, columns: int) -> None:
    beads = aligner._align_rolling(
        *_parts(["نص قصير"] * (rows + 1), ["short text"] * columns),
    )
    assert_sound(beads, rows + 1, columns)


def _parts(source: list[str], target: list[str]):  # type: ignore[no-untyped-def]
    measures = aligner.measure(source, target, None, AlignmentSettings())
    shapes = aligner.with_gaps(AlignmentSettings().bead_shapes)
    return measures, aligner.anchored_path(measures), shapes, aligner.WITHOUT_TRANSLATION
