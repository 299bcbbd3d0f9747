"""Web pages: in place, or their article."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qantara.models.errors import InputError
from qantara.translate.formats import open_structured
from qantara.translate.formats.structured import SourceText
from qantara.translate.formats.web import read_page
from qantara.translate.formats.web.tokens import tokens

TAGS = ["<p>", "</p>", "<b>", "</b>", "<a href='x'>", "</a>", "<br>", "<img src=x>", "<script>", "</script>", "<svg>"]
REST = [
    "</svg>",
    "<code>",
    "<p title=it's>",
    "قال",
    " نعم ",
    "NATO",
    "&amp;",
    "<",
    "<!--",
    "-->",
    "</",
    '"',
    ">",
    "<td",
]
PIECES = st.sampled_from([*TAGS, *REST, "\n"])
PAGE = """<!DOCTYPE html>
<html lang="ar" dir=rtl><head><meta charset="utf-8"><title>أخبار &amp; آراء</title>
<style>p{color:red}</style><script>var s = "<p>نص</p>";</script></head>
<body style="direction: rtl; text-align: right"><p class=lead dir='rtl'>قال <b>الرئيس</b> إن
<a href="/x?a=1&b=2">الاتفاق</a> مهم.<br>سطر <code>git</code> آخر</p><div><a href=y><b>رابط</b></a></div>
<p class="notranslate">اسم</p></body></html>
"""
ARTICLE = (
    '<html lang="ar"><head><title>عنوان الصفحة</title></head><body><nav><ul><li><a href="/">الرئيسية</a></li>'
    "</ul></nav>"
    "<article><h1>عنوان المقال</h1><p>"
    + "قال الرئيس إن بلاده لن تتراجع عن الاتفاق مع جيرانها أبدا. " * 3
    + "</p><h2>تفاصيل</h2><p>"
    + "وأضاف أن المحادثات ستستمر في الأيام المقبلة بين الطرفين. " * 3
    + "</p></article><footer>جميع الحقوق محفوظة</footer></body></html>"
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=40).map("".join))
def test_tokens_are_the_page(text: str) -> None:
    assert "".join(token.raw for token in tokens(text)) == text
    document = read_page(SourceText("x", text, "utf-8", False))
    assert document.rebuild(document.paragraphs).decode() == text
    answer = document.rebuild(["ENGLISH"] * len(document.paragraphs)).decode()
    assert answer.count("ENGLISH") == len(document.paragraphs)
    assert answer.count("<a ") == text.count("<a ")


def test_a_page_in_place() -> None:
    document = read_page(SourceText("x", PAGE, "utf-8", False))
    assert document.paragraphs == ("أخبار & آراء", "قال الرئيس إن الاتفاق مهم.", "سطر git آخر", "رابط")
    english = ["News & views", "The president said the agreement matters.", "Other git line <", "Link"]
    assert document.rebuild(english).decode() == (
        """<!DOCTYPE html>
<html lang="en" dir="ltr"><head><meta charset="utf-8"><title>News &amp; views</title>
<style>p{color:red}</style><script>var s = "<p>نص</p>";</script></head>
<body style="direction: ltr; text-align: left"><p class=lead dir="ltr">The president said the <a href="/x?a=1&b=2">"""
        """agreement</a> matters.<br>Other <code>git</code> line &lt;</p><div><a href=y><b>Link</b></a></div>
<p class="notranslate">اسم</p></body></html>
"""
    )


@pytest.mark.parametrize("declared", ["windows-1256", "iso-8859-6"])
def test_an_old_encoding_becomes_utf8(tmp_path: Path, declared: str) -> None:
    path = tmp_path / "a.html"
    page = f'<html><head><meta content="text/html; charset={declared}"></head><body><p>نعم</p></body></html>'
    path.write_bytes(page.encode(declared))
    document = open_structured(path)
    assert document.paragraphs == ("نعم",)
    assert document.rebuild(["Yes"]).decode() == (
        '<html lang="en" dir="ltr"><head><meta content="text/html; charset=utf-8"></head><body><p>Yes</p></body></html>'
    )


def test_an_article(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(ARTICLE, encoding="utf-8")
    document = open_structured(path, article=True)
    assert document.suffix == ".md"
    assert len(document.paragraphs) == 4
    assert document.rebuild(["Title", "One.", "Details", "Two."]) == b"# Title\n\nOne.\n\n## Details\n\nTwo.\n"


@pytest.mark.parametrize("body", ["<div>" * 5_000, "<p", "<script>نص</script>"])
def test_no_article(tmp_path: Path, body: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(body, encoding="utf-8")
    with pytest.raises(InputError, match="no article"):
        open_structured(path, article=True)
    with pytest.raises(InputError, match="no words"):
        open_structured(path)


@pytest.mark.parametrize("piece", ["<a ", "<a x=", "<!--", "<b>ا", "</b>ا", "<a href=x>ا ", "<script>", "&#", "<svg>"])
def test_hostile_pages_come_back(piece: str) -> None:
    text = piece * 3000
    document = read_page(SourceText("x", text, "utf-8", False))
    assert document.rebuild(document.paragraphs).decode() == text
