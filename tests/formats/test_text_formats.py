"""Formats that are text: nothing of a file is lost, and English goes where the Arabic was."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qantara.models.errors import InputError
from qantara.translate.formats.json_lines import read_json_lines
from qantara.translate.formats.markdown import read_markdown
from qantara.translate.formats.plain import read_plain
from qantara.translate.formats.structured import SourceText, TextSkeleton
from qantara.translate.formats.subtitles import LINE, balanced, read_srt, read_vtt
from qantara.translate.formats.tab_separated import read_tab_separated

WORDS = st.sampled_from(
    [
        *("قال", "الرئيس", "إن", "بلاده", "**نعم**", "[الاتفاق](http://a.b/c)", "`git`", "*", "# ", "- ", "> ", "1. "),
        *("|", "٣", "NATO", "\\", "_", "<b>", "</b>", "&amp;", "![x](y)", "[^1]", "---", "```", "$$", ":", "~~", "  "),
        "\u200f",
    ]
)
ENDS = st.sampled_from(["\n", "\r\n", "\n\n", "\r", " \n", "  \n", "\\\n", "\n    ", "\n> ", "\n- "])
TEXTS = st.lists(st.one_of(WORDS, ENDS, st.text(max_size=5)), max_size=40).map("".join)
CUE_TEXT = st.lists(
    st.sampled_from(["قال", "- ", "<i>", "</i>", "{\\an8}", "نعم.", "\n", " ", "&lt;", "<v علي>"]), min_size=1
)


def source(text: str) -> SourceText:
    return SourceText("x", text, "utf-8", False)


def english(document: TextSkeleton, *lines: str) -> str:
    return document.rebuild(lines).decode()


@given(TEXTS)
def test_plain_and_markdown_give_back_what_they_were_given(text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    for read in (read_plain, read_markdown):
        document = read(source(text))
        assert document.rebuild(document.paragraphs).decode() == text
        assert not any(set(paragraph) & set("\n\r") for paragraph in document.paragraphs)


@given(TEXTS)
def test_no_arabic_word_of_markdown_is_left_out(text: str) -> None:
    """Whatever the markup, a word is in a unit or in a stretch of code, HTML or a link's target."""
    document = read_markdown(source(text))
    answer = english(document, *["ENGLISH"] * len(document.paragraphs))
    assert answer.count("ENGLISH") == len(document.paragraphs)


@given(st.lists(CUE_TEXT.map("".join), min_size=1, max_size=5), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_subtitles_give_back_what_they_were_given(cues: list[str], end: str, vtt: bool) -> None:
    dot = "." if vtt else ","
    text = "WEBVTT\n\n" if vtt else ""
    for number, cue in enumerate(cues, 1):
        text += f"{number}\n00:00:0{number}{dot}000 --> 00:00:0{number}{dot}900\n{cue}\n\n"
    text = text.replace("\n", end)
    document = (read_vtt if vtt else read_srt)(source(text))
    assert document.rebuild(document.paragraphs).decode() == text
    answer = english(document, *["Some words of English"] * len(document.paragraphs))
    assert answer.count(" --> ") == len(cues)


CELL = st.text(st.characters(exclude_characters="\t\n\r", codec="utf-8"), max_size=8)


@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=8), st.sampled_from(["\n", "\r\n"]))
def test_tab_separated_rows_get_one_more_column(rows: list[tuple[str, str]], end: str) -> None:
    assume("2" not in rows[0])  # it would be a column's name
    text = "".join(f"{a}\t{b}{end}" for a, b in rows)
    document = read_tab_separated(source(text), "2")
    lines = document.rebuild(document.paragraphs).decode().split(end)[:-1]
    assert "".join(line.rpartition("\t")[0] + end for line in lines) == text
    assert [line.rpartition("\t")[2] for line in lines] == [b.strip() for _, b in rows]


@given(st.lists(st.dictionaries(st.sampled_from(["text", "id", "n"]), st.text(max_size=20)), min_size=1, max_size=5))
def test_json_lines_get_one_more_member(rows: list[dict[str, str]]) -> None:
    rows.append({"text": "نعم"})
    text = "".join(json.dumps(row, ensure_ascii="id" in row) + "\n" for row in rows)
    document = read_json_lines(source(text), None)
    for row, line in zip(rows, document.rebuild(document.paragraphs).decode().split("\n")[:-1], strict=True):
        answer = json.loads(line)
        if "text" in row:
            clean = row["text"].encode("utf-8", "replace").decode()
            assert answer.pop("text_en") == clean
        assert answer == row
        assert list(answer) == list(row)


def test_markdown_keeps_its_markup() -> None:
    text = (
        '---\ntitle: x\n---\n# عنوان **المقال** #\n\nقال الرئيس إن [الاتفاق](http://a.b/c_d "ع") مهم.\n'
        "وأضاف: `git`.\n\n"
        "- نقطة أولى\n  - [x] فرعية![](i.png)\n\n> اقتباس\n> سطر ثان\n\n| اسم | قيمة |\n|---|:-:|\n| خلية | أ\\|ب |\n\n"
        "```sh\nكود\n```\n\n    كود\n\n<div>\nنص\n</div>\n\n[1]: http://x.y\n\nبيت أول  \nبيت ثان\n"
    )
    document = read_markdown(source(text))
    assert document.paragraphs == (
        *("عنوان المقال", "قال الرئيس إن الاتفاق مهم. وأضاف: git.", "نقطة أولى", "فرعية", "اقتباس سطر ثان"),
        *("اسم", "قيمة", "خلية", "أ|ب", "بيت أول", "بيت ثان"),
    )
    lines = ["A title", "The president said the agreement is important. He added: git.", "First", "Sub", "# Quoted"]
    answer = english(document, *lines, "Name", "Value", "Cell", "a|b", "One\n- line", "* Two")
    assert answer == (
        '---\ntitle: x\n---\n# A title #\n\nThe president said the [agreement is](http://a.b/c_d "ع") important. '
        "He added: `git`.\n\n- First\n  - [x] Sub![](i.png)\n\n> \\# Quoted\n\n| Name | Value |\n|---|:-:|\n| Cell "
        "| a\\|b |\n\n```sh\nكود\n```\n\n    كود\n\n<div>\nنص\n</div>\n\n[1]: http://x.y\n\nOne - line  \n\\* Two\n"
    )


def test_srt() -> None:
    text = (
        "\ufeff1\n00:00:01,000 --> 00:00:02,500\n{\\an8}<i>قال الرئيس\nإن بلاده لن تتراجع</i>\n\n"
        "2\n00:00:03,000 --> 00:00:04,000\n- هل جئت؟\n- نعم.\n\nتتمة\n"
    )
    document = read_srt(source(text))
    assert document.paragraphs == ("قال الرئيس إن بلاده لن تتراجع", "هل جئت؟", "نعم.", "تتمة")
    answer = english(document, "The president said that his country would not step back", "Came?", "Yes.", "More")
    assert answer == (
        "\ufeff1\n00:00:01,000 --> 00:00:02,500\n{\\an8}<i>The president said that his\n"
        "country would not step back</i>\n\n"
        "2\n00:00:03,000 --> 00:00:04,000\n- Came?\n- Yes.\n\nMore\n"
    )


def test_vtt() -> None:
    text = (
        "WEBVTT - عنوان\n\nSTYLE\n::cue { color: red }\n\nNOTE\nملاحظة --> لا\n\nمقدمة\n"
        "00:01.000 --> 00:02.000 align:start position:10%\n<v علي>قال &lt;نعم&gt;\n"
    )
    document = read_vtt(source(text))
    assert document.paragraphs == ("قال <نعم>",)
    assert english(document, "He said <yes> & no") == text.replace("قال &lt;نعم&gt;", "He said &lt;yes&gt; &amp; no")


@given(st.lists(st.text("abcdef", min_size=1, max_size=12), min_size=1, max_size=40))
def test_wrapping_loses_no_word_and_keeps_the_width(words: list[str]) -> None:
    lines = balanced(" ".join(words))
    assert " ".join(lines).split() == words
    assert all(len(line) <= LINE for line in lines)


def test_json_lines_keep_every_byte() -> None:
    text = '{"a":1.50,"doc":{"body":"سطر\\n\\nثان\\u0021","k":[1, 2]},"z":1e400}\n\n{"doc":{"body":null}}\n{"x":1}'
    document = read_json_lines(source(text), "doc.body")
    assert document.paragraphs == ("سطر", "ثان!")
    assert english(document, 'A "line"', "Two!") == text.replace(
        '"k":[1, 2]', '"k":[1, 2],"body_en":"A \\"line\\"\\n\\nTwo!"'
    )


@pytest.mark.parametrize(
    ("field", "column"), [(None, "text_en"), ("text", "text_en"), ("2", "Text"), ("3", None), ("no", None)]
)
def test_columns(field: str | None, column: str | None) -> None:
    text = "id\ttext\n1\tقال نعم\n\n2\t\n"
    if column is None:
        with pytest.raises(InputError, match="no column"):
            read_tab_separated(source(text), field)
        return
    document = read_tab_separated(source(text), field)
    said = ["He said\tyes"] if field != "2" else ["Text", "He said\tyes"]
    assert english(document, *said) == f"id\ttext\t{column}\n1\tقال نعم\tHe said yes\n\n2\t\t\n"


Read = Callable[[SourceText], TextSkeleton]


@pytest.mark.parametrize(
    ("read", "text", "message"),
    [
        (read_srt, "قال نعم\n", "x, line 1: no cue"),
        (read_srt, "1\n00:00:01,000 --> قريبا\nنص\n", "x, line 2: not a time"),
        (read_vtt, "1\n00:01.000 --> 00:02.000\nنص\n", "x, line 1: .*WEBVTT"),
        (read_vtt, "WEBVTT\n\n00:01 --> 00:02\nنص\n", "x, line 3: not a time"),
        (lambda s: read_json_lines(s, None), '{"text":"ا"}\n{"text": }\n', "x, line 2: broken JSON"),
        (lambda s: read_json_lines(s, None), '{"text":"ا"} {}\n', "x, line 1: .*follows"),
        (lambda s: read_json_lines(s, None), "[1]\n", "x, line 1: not a JSON object"),
        (lambda s: read_json_lines(s, None), '{"text":["ا"]}\n', "x, line 1: text is not text but list"),
        (lambda s: read_json_lines(s, None), '{"text":"ا","text_en":"a"}\n', "x, line 1: .*text_en already"),
        (lambda s: read_json_lines(s, None), '{"body":"ا"}\n', "no line has a field 'text'; .*body"),
        (lambda s: read_json_lines(s, None), '{"text":' + "[" * 100_000 + "\n", "x, line 1: "),
        (lambda s: read_tab_separated(s, None), "ا\tب\n", "choose the column"),
        (lambda s: read_tab_separated(s, "1"), "ا\tب\nج\n", "x, line 2: 1 columns where the first row has 2"),
    ],
)
def test_what_is_malformed_names_its_line(read: Read, text: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as raised:
        read(source(text))
    assert "\n" not in str(raised.value)


def test_as_many_texts_as_paragraphs() -> None:
    with pytest.raises(ValueError, match="zip"):
        read_plain(source("ا\nب\n")).rebuild(["a"])


@pytest.mark.parametrize(
    "piece", ["[", "![", "](", ']("', "`", "*a ", "**", "<a ", "<!--", "> ", "- ", "|", "[^", "_a", "&#"]
)
def test_hostile_markdown_comes_back(piece: str) -> None:
    text = piece * 3000 + "\n"
    document = read_markdown(source(text))
    assert document.rebuild(document.paragraphs).decode() == text
