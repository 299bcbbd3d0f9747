"""The page: marks nest, everything is escaped, what has no English is shown all the same."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qantara.align.page import PageData, PageFlag, PageParagraph, PageRow, render_report
from qantara.align.page.highlight import highlighted
from qantara.align.page.model import Mark

_SPANS = st.tuples(st.integers(0, 12), st.integers(0, 14)).map(lambda edges: (min(edges), max(edges)))
_MARKS = st.lists(st.builds(Mark, _SPANS, st.sampled_from(["ok", "info", "error"]), st.text(max_size=5)), max_size=5)


@given(st.text(alphabet="ab<>&\"' اب\u200f", max_size=12), _MARKS)
def test_the_text_survives_any_marks(text: str, marks: list[Mark]) -> None:
    html = str(highlighted(text, marks))
    assert unescape(re.sub(r"</?mark[^>]*>", "", html)) == text
    tags = re.findall(r"</?mark", html)
    assert tags == ["<mark", "</mark"] * (len(tags) // 2), "marks do not nest"


def test_the_gravest_mark_wins() -> None:
    html = highlighted("Sea of Azov", [Mark((0, 11), "ok", "a"), Mark((7, 11), "error", "b")])
    assert str(html) == '<mark class="ok" title="a">Sea of </mark><mark class="error" title="b">Azov</mark>'


@pytest.fixture
def page() -> str:
    flags = (
        PageFlag("", "misspelt", "error", "Near.", "ماسك", "Mask", "Musk"),
        PageFlag("", "too_long", "warning", "a < b", about_name=False),
    )
    rows = (
        PageRow("p1s1", "ماسك هنا", "Mask <b>here</b>", 0.5, flags=flags),
        PageRow("p1s2", "LEAVE A REPLY", "LEAVE A REPLY", passed_through=True),
        PageRow("p1s3", "لا شيء", ""),
    )
    return render_report(PageData('<i>"T"</i>', "model:x", (("Pairs", "2"),), (PageParagraph(0, rows),)))


def test_everything_is_escaped(page: str) -> None:
    assert "<b>here" not in page
    assert "<i>" not in page
    assert "&lt;b&gt;here&lt;/b&gt;" in page
    assert "a &lt; b" in page


def test_a_flag_says_what_was_found_and_what_was_expected(page: str) -> None:
    words = re.sub(r"\s+", " ", re.sub("<[^>]+>", "", page))
    assert re.search(r"misspelt ماسك → Mask, expected Musk Near\.", words)
    assert "nothing" not in words, "a warning about a sentence is not about a name"


def test_a_report_has_no_buttons_and_no_script(page: str) -> None:
    assert not re.search(r"<(script|button|form|input|textarea)", page)


def test_directions(page: str) -> None:
    assert page.count('lang="ar" dir="rtl"') == 2
    assert page.count('lang="en" dir="ltr"') == 2
    assert "not translated" in page
