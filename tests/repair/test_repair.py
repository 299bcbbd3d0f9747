"""The logic of repair, with a model that says what the test tells it to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from qantara.align.segment import Segment
from qantara.align.term import TermEntry
from qantara.align.terms.base import term_base
from qantara.align.terms.checker import Checker
from qantara.models.echo import EchoTranslator
from qantara.models.translator import Decoding, Hypothesis
from qantara.translate.engine import Translation, TranslationEngine
from qantara.translate.guards import Symptom, TranslationWarning
from qantara.translate.repair import MOST_DECODINGS, Repairer, repair_counts


class Finisher(EchoTranslator):
    """Ends each beginning as it is told, or stops at once; records the beginnings."""

    def __init__(self, ends: dict[str, str], score: float = -0.5) -> None:
        self.ends, self.score, self.asked = ends, score, list[str]()

    def translate_pieces(
        self, sources: Sequence[list[str]], decoding: Decoding, prefixes: Sequence[list[str]] | None = None
    ) -> list[Hypothesis]:
        beginnings = [" ".join(prefix) for prefix in prefixes or []]
        self.asked += beginnings
        texts = [beginning + self.ends.get(beginning, "") for beginning in beginnings]
        return [Hypothesis(text, self.score, len(text.split()) + 1, tail_score=self.score) for text in texts]


def _entry(source: str, target: str, forbidden: tuple[str, ...] = ()) -> TermEntry:
    return TermEntry(target, (source,), target, (), forbidden, "", True, "")


CHECKER = Checker(
    term_base(
        [
            _entry("ستارلينك", "Starlink", ("Star Link",)),
            _entry("آزوف", "Azov"),
            _entry("الكرملين", "the Kremlin"),
            _entry("بوتين", "Putin"),
            _entry("كييف", "Kyiv"),
        ]
    )
)


def _translation(source: str, english: str, score: float = -0.5) -> Translation:
    return Translation(Segment("p1s1", source, "ar", 0, 0, len(source)), english, score)


def _repair(source: str, english: str, ends: dict[str, str] | None = None) -> tuple[Translation, Finisher]:
    model = Finisher(ends or {})
    [result] = Repairer(TranslationEngine(model), CHECKER).repair([_translation(source, english)])
    return result, model


STATIONS = "تبرع بعشرين محطة من ستارلينك في عام 2022"


def test_the_model_finishes_after_the_right_name() -> None:
    result, model = _repair(
        STATIONS,
        "He donated twenty Starlik stars in the year 2022",
        {"He donated twenty Starlink": " stations in the year 2022"},
    )
    assert model.asked == ["He donated twenty Starlink"]
    assert result.text == "He donated twenty Starlink stations in the year 2022"
    assert (result.flagged, result.repaired) == (1, 1)


@pytest.mark.parametrize(
    "end",
    [
        " stations in the year",  # a number got lost
        " stations in the year 2023",  # another came
        "s in the year 2022",  # the name was glued on to
        " Star Link in the year 2022",  # the forbidden form came back
        " stations stations stations stations in the year 2022",  # a loop
        " stations of Brezhnev in the year 2022",  # a stranger
        " stations of Putin in the year 2022",  # a name of the glossary that the Arabic does not mention
        " 2022",  # shorter: words that were understood are lost
        " stations in the year 2022 and in the year 2022 for the people in the city",
        " محطة in the year 2022",
    ],
)
def test_an_end_that_is_worse_is_refused_and_the_name_replaced_in_place(end: str) -> None:
    english = "He donated twenty Starlik stations in the year 2022"
    result, _ = _repair(STATIONS, english, {"He donated twenty Starlink": end})
    assert result.text == english.replace("Starlik", "Starlink")
    assert (result.flagged, result.repaired) == (1, 1)


def test_an_end_that_the_model_thinks_unlikely_is_refused() -> None:
    model = Finisher({"He donated twenty Starlink": " stars in the year 2022"}, score=-1.4)
    english = "He donated twenty Starlik stations in the year 2022"
    [result] = Repairer(TranslationEngine(model), CHECKER).repair([_translation(STATIONS, english)])
    assert result.text == english.replace("Starlik", "Starlink")
    assert result.score == -0.5


def test_a_good_sentence_is_not_touched_and_does_not_see_the_model() -> None:
    english = "He donated twenty Starlink stations in the year 2022"
    result, model = _repair(STATIONS, english)
    assert result == _translation(STATIONS, english)
    assert model.asked == []


def test_what_cannot_be_mended_is_left_as_it_was() -> None:
    english = "He donated twenty of them in the year 2022"
    result, model = _repair(STATIONS, english)
    assert (result.text, result.flagged, result.repaired) == (english, 1, 0)
    assert model.asked  # it was tried


def test_an_omitted_name_is_put_where_it_belongs() -> None:
    result, model = _repair(
        STATIONS,
        "He donated twenty stations from them in the year 2022",
        {"He donated twenty stations from Starlink": " in the year 2022"},
    )
    assert result.text == "He donated twenty stations from Starlink in the year 2022"
    assert 1 <= len(model.asked) <= 3


def test_of_several_places_the_likeliest_sentence_wins() -> None:
    class Judging(Finisher):
        def translate_pieces(
            self, sources: Sequence[list[str]], decoding: Decoding, prefixes: Sequence[list[str]] | None = None
        ) -> list[Hypothesis]:
            found = super().translate_pieces(sources, decoding, prefixes)
            return [replace(h, score=-2.0 if h.text.startswith("He gave Starlink") else -1.0) for h in found]

    model = Judging({"He gave Starlink": " twenty in 2022", "He gave twenty from Starlink": " in 2022"})
    old = _translation(STATIONS, "He gave twenty from there in 2022")
    [new] = Repairer(TranslationEngine(model), CHECKER).repair([old])
    assert new.text == "He gave twenty from Starlink in 2022"


def test_no_name_is_put_right_after_another() -> None:
    _, model = _repair("طلب بوتين ألا تعمل ستارلينك", "He was asked by Putin not to work")
    assert model.asked
    assert not any(asked.endswith("Putin Starlink") for asked in model.asked)


def test_letters_in_the_wrong_case_are_exchanged_without_the_model() -> None:
    result, model = _repair("وصل بوتين إلى كييف", "putin's plane arrived in Kyiv")
    assert result.text == "Putin's plane arrived in Kyiv"
    assert model.asked == []


def test_articles_are_not_doubled() -> None:
    result, _ = _repair("نفى الكرملين ذلك أمس", "Yesterday the Kremlim denied it")
    assert result.text == "Yesterday the Kremlin denied it"
    result, _ = _repair("قتل جندي من آزوف", "A soldier of an Asof unit was killed")
    assert result.text == "A soldier of an Azov unit was killed"


def test_two_names_in_one_sentence() -> None:
    source = "قال بوتين إن ستارلينك تعمل في كييف"
    result, model = _repair(source, "Puten said that Starlik works in Kyiv")
    assert result.text == "Putin said that Starlink works in Kyiv"
    assert (result.flagged, result.repaired) == (2, 2)
    assert model.asked == ["Putin", "Putin said that Starlink"]


def test_the_decodings_of_a_sentence_are_bounded() -> None:
    source = "قال بوتين إن ستارلينك تعمل في كييف وفي آزوف كما نفى الكرملين"
    result, model = _repair(source, "He said that it works in the city and in the town as they denied in the house")
    assert result.flagged == 5
    assert len(model.asked) <= MOST_DECODINGS


def test_a_forbidden_form_left_in_arabic_and_passed_through() -> None:
    result, _ = _repair(STATIONS, "He donated twenty Star Link stations in the year 2022")
    assert result.text == "He donated twenty Starlink stations in the year 2022"
    result, _ = _repair(STATIONS, "He donated twenty ستارلينك stations in the year 2022")
    assert result.text == "He donated twenty Starlink stations in the year 2022"
    passed = Translation(Segment("p1s1", "2022", "zxx", 0, 0, 4), "2022", passed_through=True)
    assert list(Repairer(TranslationEngine(Finisher({})), CHECKER).repair([passed])) == [passed]


def test_warnings_are_those_of_the_new_text() -> None:
    old = _translation(STATIONS, "He donated twenty ستارلينك stations in the year 2022")
    left = TranslationWarning(Symptom.ARABIC_LEFT, "p1s1", "")
    old = Translation(old.segment, old.text, old.score, warnings=(left,))
    [new] = Repairer(TranslationEngine(Finisher({})), CHECKER).repair([old])
    assert new.warnings == ()


def test_only_counting_changes_nothing() -> None:
    old = _translation(STATIONS, "He donated twenty Starlik stations in the year 2022")
    [new] = Repairer(TranslationEngine(Finisher({})), CHECKER, mend=False).repair([old])
    assert (new.text, new.flagged, new.repaired) == (old.text, 1, 0)
    assert repair_counts([old, new, new]) == {"flagged": 2, "repaired": 0, "left": 2}
    assert repair_counts([]) == {"flagged": 0, "repaired": 0, "left": 0}


def test_what_is_said_twice_is_repaired_once() -> None:
    model = Finisher({"He donated twenty Starlink": " stations in the year 2022"})
    old = _translation(STATIONS, "He donated twenty Starlik stars in the year 2022")
    first, second = Repairer(TranslationEngine(model), CHECKER).repair([old, old])
    assert first == second
    assert len(model.asked) == 1
