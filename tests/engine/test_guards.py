"""Each guard objects to what it is for, and to nothing else."""

from __future__ import annotations

import pytest

from qantara.models.translator import Hypothesis
from qantara.translate.guards import Symptom, badness, find_loop, symptoms

SOURCE = "قال الوزير في 15 مايو 2022 إن بلاده ستدفع 1500 دولار لكل أسرة"
GOOD = "The minister said on 15 May 2022 that his country would pay $1,500 to each family"


def _symptoms(text: str, source: str = SOURCE, score: float = -0.5, truncated: bool = False) -> set[Symptom]:
    return set(symptoms(source, Hypothesis(text, score, 10, truncated)))


def test_a_good_translation_has_no_symptoms() -> None:
    assert _symptoms(GOOD) == set()


@pytest.mark.parametrize(
    ("text", "symptom"),
    [
        ("", Symptom.EMPTY),
        (" . ", Symptom.EMPTY),
        (GOOD + " and the and the and the and the", Symptom.REPETITION),
        (GOOD + " twoiniiniiniiniini", Symptom.REPETITION),
        (GOOD.replace("country would", "country country would"), Symptom.REPETITION),
        (GOOD.replace("would pay", "would pay would pay"), Symptom.REPETITION),
        ("15 2022 1500", Symptom.TOO_SHORT),
        (GOOD + " with a long tail that nobody said" * 4, Symptom.TOO_LONG),
        (GOOD.replace("minister", "الوزير"), Symptom.ARABIC_LEFT),
        (GOOD.replace("2022", "2023"), Symptom.NUMBER_CHANGED),
        (GOOD.replace("$1,500", "money"), Symptom.NUMBER_CHANGED),
    ],
)
def test_each_symptom(text: str, symptom: Symptom) -> None:
    assert symptom in _symptoms(text)


def test_truncated_and_unlikely() -> None:
    assert _symptoms(GOOD, truncated=True) == {Symptom.TRUNCATED}
    assert _symptoms(GOOD, score=-5.0) == {Symptom.UNLIKELY}


@pytest.mark.parametrize(
    "ending",
    [
        " (Applause)",
        " ♪",
        " Subtitles by the team.",
        " Thank you for watching!",
        " The orchestra played another lovely melody before midnight.",
    ],
)
def test_an_invented_ending(ending: str) -> None:
    assert _symptoms(GOOD + "." + ending) == {Symptom.INVENTED_ENDING}


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("انتهت الكلمة (تصفيق)", "The speech ended (applause)"),
        (
            "قال الوزير إن بلاده ستدفع، وأضاف أن الاتفاق قريب",
            "The minister said it will pay. He added a deal is near.",
        ),
        ("رفض الطلب، ولم يوضح السبب", "The request was refused. No reason."),
    ],
)
def test_endings_that_the_arabic_has(source: str, target: str) -> None:
    assert _symptoms(target, source) == set()


def test_length_is_judged_by_what_is_usual_of_the_model() -> None:
    source, hypothesis = "كلمة " * 20, Hypothesis("a word and more " * 14, -0.5, 60)
    assert set(symptoms(source, hypothesis, ratio=1.2)) & {Symptom.TOO_LONG}
    assert not set(symptoms(source, hypothesis, ratio=2.5)) & {Symptom.TOO_LONG, Symptom.TOO_SHORT}


def test_links_and_addresses() -> None:
    source = "راسلونا على a.b@example.org أو https://example.org/x"
    assert Symptom.LINK_LOST in _symptoms("Write to a.b@example.org or the site", source)
    assert _symptoms("Write to a.b@example.org or https://example.org/x", source) == set()


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("وصل ٣٠ لاجئا", "30 refugees arrived"),
        ("بلغت ١٬٢٠٠ طن", "It reached 1200 tonnes"),
        ("بعد 3 أيام", "After three days"),
        ("ارتفع 3٫5 في المئة", "It rose 3.5 percent"),
    ],
)
def test_numbers_that_agree(source: str, target: str) -> None:
    assert Symptom.NUMBER_CHANGED not in _symptoms(target, source)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("لا لا لا قال", "No, no, no, he said"),
        ("تقدم رويدا رويدا نحو الباب", "He moved slowly slowly towards the door"),
        ("قال إنه كان قد اكتفى", "He said that he had had enough"),
        ("غنى دوران دوران في لندن", "Duran Duran sang in London"),
        ("كانت الطريق طويلة جدا", "It was a very very long road"),
    ],
)
def test_a_repetition_that_is_meant_is_no_symptom(source: str, target: str) -> None:
    assert Symptom.REPETITION not in _symptoms(target, source)


@pytest.mark.parametrize("text", ["He had had enough", "a b c d a b", "1111111111", "very, very good"])
def test_no_loop(text: str) -> None:
    assert find_loop(text) is None


def test_badness_prefers_one_small_fault_to_a_loop() -> None:
    loop = symptoms(SOURCE, Hypothesis(GOOD + " so so so so", -0.5, 10))
    number = symptoms(SOURCE, Hypothesis(GOOD.replace("2022", "2023"), -0.5, 10))
    assert badness(number) < badness(loop)
