"""Prefix-constrained decoding: the output starts as it is told, and the rest of the contract holds."""

from __future__ import annotations

import pytest

from qantara.models.echo import EchoTranslator
from qantara.models.load import Engine, load
from qantara.models.translator import Decoding, Translator

SENTENCES = ["تبرع الرجل بعدة مئات من محطات ستارلينك.", "وصل الوفد إلى القاهرة.", "ارتفعت أسعار النفط أمس."]
BEGINNINGS = ["The man donated hundreds of Starlink", "", "Oil prices"]


def _begun(translator: Translator, decoding: Decoding) -> None:
    sources = translator.tokenise([translator.normalise(s) for s in SENTENCES])
    free = translator.translate_pieces(sources, decoding)
    prefixes = translator.tokenise_target(BEGINNINGS)
    begun = translator.translate_pieces(sources, decoding, prefixes)
    for beginning, hypothesis in zip(BEGINNINGS, begun, strict=True):
        assert hypothesis.text.startswith(beginning)
        assert len(hypothesis.text) > len(beginning)
        assert not hypothesis.truncated
    assert begun[1].text == free[1].text
    assert begun[1].score == pytest.approx(free[1].score, abs=0.02)
    # A hypothesis forced to be what it was is as likely as it was: the score counts the prefix.
    again = translator.translate_pieces(sources, decoding, translator.tokenise_target([h.text for h in free]))
    for was, now in zip(free, again, strict=True):
        assert (now.text, now.tokens) == (was.text, was.tokens)
        assert now.score == pytest.approx(was.score, abs=0.02)


@pytest.mark.parametrize("beam", [1, 4])
def test_ctranslate2_finishes_what_is_begun(beam: int) -> None:
    _begun(load("starter"), Decoding(beam=beam))


@pytest.mark.slow
@pytest.mark.parametrize("beam", [1, 4])
def test_transformers_finishes_what_is_begun(beam: int) -> None:
    _begun(load("starter", Engine("transformers")), Decoding(beam=beam))


def test_a_prefix_longer_than_the_limit_leaves_room_to_finish() -> None:
    translator = load("starter")
    sources = translator.tokenise([translator.normalise(SENTENCES[1])])
    beginning = "The delegation that had been expected for a long time arrived"
    decoding = Decoding(max_length_factor=0.0)
    [hypothesis] = translator.translate_pieces(sources, decoding, translator.tokenise_target([beginning]))
    assert hypothesis.text.startswith(beginning)
    assert not hypothesis.truncated


@pytest.mark.slow
def test_both_backends_agree_on_the_end_and_the_score() -> None:
    fast, reference = load("starter", Engine(precision="float32")), load("starter", Engine("transformers"))
    prefixes = fast.tokenise_target(BEGINNINGS)
    assert reference.tokenise_target(BEGINNINGS) == prefixes
    texts, scores = [], []
    for translator in (fast, reference):
        sources = translator.tokenise([translator.normalise(s) for s in SENTENCES])
        found = translator.translate_pieces(sources, Decoding(beam=1), prefixes)
        texts.append([h.text for h in found])
        scores.append([h.score for h in found])
    assert texts[0] == texts[1]
    assert scores[0] == pytest.approx(scores[1], abs=1e-3)


def test_echo_says_the_prefix_first() -> None:
    translator = EchoTranslator()
    found = translator.translate_pieces([["a", "b"], ["c"]], Decoding(), translator.tokenise_target(["Once upon", ""]))
    assert [h.text for h in found] == ["Once upon a b", "c"]
