"""Numbers in figures: what changed, and what may be put back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qantara.translate.figures import changed_numbers, restored


@pytest.mark.parametrize(
    ("source", "english", "expected"),
    [
        ("سجلت المدينة 3405 إصابات", "The city recorded 3540 cases", "The city recorded 3405 cases"),
        ("أصيب ٩٦ شخصا", "66 people were injured", "96 people were injured"),
        ("دفعت 26٬494 دولارا من 571٬678", "She paid 57187 dollars", None),
        (
            "دفعت 26٬494 دولارا من 571٬678",
            "She paid $2,424 of 57187 dollars",
            "She paid $26,494 of 571,678 dollars",
        ),
        (
            "توفي 229 من 63 قرية",
            "In 36 villages 2929 died, and 2929 is much",
            "In 63 villages 229 died, and 229 is much",
        ),
        ("بلغ 3٫75 مترا", "It reached 3.57 metres", "It reached 3.75 metres"),
        ("كلف 520,000 دولار", "It cost 520 thousand dollars", None),
        ("كلف 520,000 دولار", "It cost $520", None),
        ("كلف 1.5 مليون", "It cost 1,500,000", None),
        ("كلف 48 مليونا", "It cost 84 million", None),
        ("في عام 2019", "In the year", None),
        ("في عام 2019", "In the year 2019", None),
        ("وصل خمسون", "50 arrived, or 60", None),
        ("عند الساعة 15:30", "At 3:30 in the afternoon", None),
        ("غادر 20 ووصل 200000", "7777 left and 15 came", None),
    ],
)
def test_restored(source: str, english: str, expected: str | None) -> None:
    assert restored(source, english) == expected


def test_a_number_without_end_is_a_number() -> None:
    endless = "7" * 6000
    assert changed_numbers(f"بلغ {endless}", "It reached 19").lost == (endless,)
    assert restored(f"بلغ {endless}", "It reached 19") is None


@given(st.lists(st.integers(13, 10**7), min_size=1, max_size=5, unique=True))
def test_what_is_restored_has_the_numbers_of_the_source(numbers: list[int]) -> None:
    source = "بلغ " + " و ".join(map(str, numbers))
    spoilt = [str(n)[::-1] if n % 2 else str(n) for n in numbers]
    english = "It reached " + " and ".join(spoilt)
    mended = restored(source, english)
    if mended is not None:
        assert changed_numbers(source, mended).lost == ()
        assert changed_numbers(source, mended).new == ()
        assert mended.startswith("It reached ")
