"""The matching form and the way back from it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qantara.align.terms.arabic import fold, matching_form

ARABIC = st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآىةءؤئـًٌٍَُِّْ ﻻﻷ،؟.\u200f\u200bXab12٣", max_size=60)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("إيلون", "ايلون"),
        ("مُوسَى", "موسي"),
        ("غزّة", "غزه"),
        ("بوتـــين", "بوتين"),
        ("٢٠٢٤", "2024"),
        ("ﺳﺘﺎﺭﻟﻴﻨﻚ", "ستارلينك"),
        ("\u200fآزوف\u200e", "ازوف"),
        ("ھدايت", "هدايت"),
        ("بحر-آزوف", "بحر\nآزوف"),
        ("خدمةStarlink", "خدمة starlink"),
    ],
)
def test_spellings_of_one_name_share_a_form(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_different_words_stay_different() -> None:
    assert fold("أمسك") != fold("المسك")


@pytest.mark.parametrize("text", ["زار بُوتِـين موسكو", "\u200fبُوتِينُ", "قال ﺑﻮﺗﻴﻦ.", "«بوتين»"])
def test_span_covers_the_word_as_written(text: str) -> None:
    form = matching_form(text)
    start = form.text.index("بوتين")
    span = form.original_span(start, start + len("بوتين"))
    assert fold(text[slice(*span)]) == "بوتين"
    assert not text[slice(*span)].startswith(("«", " "))
    assert not text[slice(*span)].endswith(("»", ".", " "))


@given(ARABIC)
def test_every_word_leads_back_to_itself(text: str) -> None:
    form = matching_form(text)
    for word, start in zip(form.text.split(), form.starts, strict=True):
        first, last = form.original_span(start, start + len(word))
        assert 0 <= first < last <= len(text)
        # Half a ligature brings all of it, so the word may be a part of what stands there.
        assert word in fold(text[first:last]).replace(" ", "") or fold(text[first:last]) == word


@given(ARABIC)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
