"""The engine: order, completeness, bypass, splitting, second attempts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qantara.align.segment import Segment
from qantara.align.sentences import segment_paragraph
from qantara.models.echo import EchoTranslator
from qantara.models.translator import Decoding, Hypothesis
from qantara.translate.batching import batches
from qantara.translate.clauses import halves, split_to_fit
from qantara.translate.engine import EngineSettings, TranslationEngine
from qantara.translate.guards import Symptom
from qantara.translate.stream import translate_lines


class Scripted(EchoTranslator):
    """Answers as it is told; records what it was asked."""

    backend = "scripted"

    def __init__(self, answers: dict[str, list[str]]) -> None:
        self.answers, self.asked = answers, list[tuple[str, Decoding]]()

    def translate_pieces(
        self, sources: Sequence[list[str]], decoding: Decoding, prefixes: Sequence[list[str]] | None = None
    ) -> list[Hypothesis]:
        result = []
        for pieces in sources:
            source = " ".join(pieces)
            self.asked.append((source, decoding))
            options = self.answers.get(source, ["A plain answer"])
            text = options.pop(0) if len(options) > 1 else options[0]
            result.append(Hypothesis(text, -0.5, len(text.split()) + 1))
        return result


def _segments(*texts: str) -> list[Segment]:
    return [segment for n, text in enumerate(texts) for segment in segment_paragraph(text, n)]


_LINES = st.lists(st.text(alphabet="اب ت.؟،aB1 👍", max_size=30), max_size=30)


@settings(max_examples=60)
@given(_LINES, st.integers(1, 40), st.integers(1, 7))
def test_a_line_comes_out_for_each_line_in_order(lines: list[str], budget: int, window: int) -> None:
    engine = TranslationEngine(EchoTranslator(), EngineSettings(batch_tokens=budget))
    results = list(translate_lines(lines, engine, window))
    assert [r.english.split() for r in results] == [
        [word for s in segment_paragraph(line, 0) for word in s.text.split()] for line in lines
    ]


@given(st.lists(st.integers(0, 50), max_size=60), st.integers(1, 100))
def test_batches_hold_each_item_once_and_keep_the_budget(lengths: list[int], budget: int) -> None:
    made = list(batches(lengths, budget))
    assert sorted(i for batch in made for i in batch) == list(range(len(lengths)))
    for batch in made:
        assert len(batch) == 1 or len(batch) * max(lengths[i] for i in batch) <= budget


def test_what_holds_no_arabic_does_not_see_the_model() -> None:
    model = Scripted({})
    texts = ["LEAVE A REPLY", "2024", "https://example.com/x", "👍"]
    results = list(TranslationEngine(model).translate(_segments(*texts)))
    assert [r.text for r in results] == texts
    assert all(r.passed_through for r in results)
    assert model.asked == []


def test_the_same_sentence_is_translated_once() -> None:
    model = Scripted({})
    results = list(TranslationEngine(model).translate(_segments("قال نعم", "ذهب", "قال نعم")))
    assert [source for source, _ in model.asked].count("قال نعم") == 1
    assert len(results) == 3


class Background(EchoTranslator):
    """Records when batches begin and when they are waited for."""

    def __init__(self) -> None:
        self.log = list[tuple[str, str]]()

    def submit(self, sources: Sequence[list[str]], decoding: Decoding) -> Callable[[], list[Hypothesis]]:
        told = " ".join(chain(*sources))
        self.log.append(("begun", told))

        def wait() -> list[Hypothesis]:
            self.log.append(("awaited", told))
            return self.translate_pieces(sources, decoding)

        return wait


def test_the_next_window_begins_before_the_last_is_waited_for() -> None:
    model = Background()
    results = list(TranslationEngine(model).translate(_segments("قال", "ذهب", "عاد"), window=2))
    assert [r.text for r in results] == ["قال", "ذهب", "عاد"]
    assert [what for what, _ in model.log] == ["begun", "begun", "awaited", "awaited"]


def test_a_window_of_one_is_answered_before_the_next_line_is_read() -> None:
    read = []

    def lines() -> Iterator[Segment]:
        for segment in _segments("قال", "ذهب"):
            read.append(segment.text)
            yield segment

    stream = TranslationEngine(EchoTranslator()).translate(lines(), window=1)
    assert next(stream).text == "قال"
    assert read == ["قال"]


def test_what_the_window_before_has_begun_is_not_begun_again() -> None:
    model = Background()
    results = list(TranslationEngine(model).translate(_segments("قال", "ذهب", "قال", "عاد"), window=2))
    assert [r.text for r in results] == ["قال", "ذهب", "قال", "عاد"]
    assert " ".join(told for what, told in model.log if what == "begun").split() == ["قال", "ذهب", "عاد"]


def test_every_worker_of_a_model_gets_a_batch() -> None:
    model = Background()
    model.workers = 2
    texts = [f"كلمة{n} " * 30 for n in range(8)]
    list(TranslationEngine(model).translate(_segments(*texts)))
    assert [what for what, _ in model.log].count("begun") == 2


def test_a_loop_is_tried_again_with_a_stricter_search() -> None:
    source = "قال الوزير إن الاتفاق قريب"
    model = Scripted({source: ["the the the the the", "The minister said a deal is close"]})
    [result] = TranslationEngine(model).translate(_segments(source))
    assert result.text == "The minister said a deal is close"
    assert result.mended
    assert result.warnings == ()
    assert model.asked[1][1].no_repeat_ngram == 3


def test_a_number_that_no_attempt_gets_right_is_put_back() -> None:
    number = "وصل 3405 لاجئين إلى القرية"
    translator = Scripted({number: ["3540 refugees reached the village"]})
    [translation] = TranslationEngine(translator).translate(_segments(number))
    assert translation.text == "3405 refugees reached the village"
    assert translation.mended
    assert not translation.warnings
    [untouched] = TranslationEngine(translator, EngineSettings(retry=False)).translate(_segments(number))
    assert untouched.text == "3540 refugees reached the village"


def test_what_cannot_be_mended_keeps_its_slot_with_a_warning() -> None:
    source = "قال الوزير إن الاتفاق قريب"
    [result] = TranslationEngine(Scripted({source: [""]})).translate(_segments(source))
    assert result.text == ""
    assert [(w.kind, w.unit) for w in result.warnings] == [(Symptom.EMPTY, "p1s1")]


def test_a_sentence_beyond_the_positions_is_split_at_clauses_and_joined() -> None:
    model = Scripted({})
    model.max_source_pieces = 5
    source = "قال الوزير أمس كلاما، وذهب إلى بيته سريعا، ثم عاد"
    [result] = TranslationEngine(model, EngineSettings(retry=False)).translate(_segments(source))
    assert [asked for asked, _ in model.asked] == ["قال الوزير أمس كلاما،", "وذهب إلى بيته سريعا،", "ثم عاد"] or all(
        len(asked.split()) <= 5 for asked, _ in model.asked
    )
    assert (
        " ".join(asked for asked, _ in sorted(model.asked, key=lambda a: source.index(a[0]))).split() == source.split()
    )
    assert result.text == " ".join(["A plain answer"] * len(model.asked))


def test_second_attempts_keep_to_the_positions_too() -> None:
    source = " ".join(f"كلمة{n}" for n in range(40))
    model = Scripted({})
    model.answers = {" ".join(source.split()[i:j]): [""] for i in range(40) for j in range(i + 1, 41)}
    model.max_source_pieces = 5
    [result] = TranslationEngine(model).translate(_segments(source))
    assert len(model.asked) > 20, "it was tried again"
    assert all(len(asked.split()) <= 5 for asked, _ in model.asked)
    assert [warning.kind for warning in result.warnings] == [Symptom.EMPTY]


@given(st.text(alphabet="اب ،.", min_size=1, max_size=80), st.integers(1, 10))
def test_split_to_fit_loses_nothing(text: str, limit: int) -> None:
    spans = split_to_fit(text, lambda part: len(part) <= limit)
    assert "".join(text[a:b] for a, b in spans) == text
    assert all(b - a <= limit for a, b in spans)


def test_halves_are_cut_at_the_strongest_boundary() -> None:
    assert halves("قال الوزير أمس إن الأمر انتهى؛ لكنه، كما يرى، لم يبدأ بعد") == [
        "قال الوزير أمس إن الأمر انتهى؛",
        "لكنه، كما يرى، لم يبدأ بعد",
    ]
    assert halves("قال نعم") == ["قال نعم"]


@pytest.mark.parametrize("line", ["  قال نعم  ", "\tقال", "", "   "])
def test_white_space_around_a_line_stays(line: str) -> None:
    [result] = translate_lines([line], TranslationEngine(EchoTranslator()))
    assert result.english == line
