"""Corpora written and read again; formats as their specifications have them; hostile files refused."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from qantara.align.bead import SentencePair
from qantara.align.corpus import WRITERS, CorpusInfo, read_pairs
from qantara.models.errors import InputError

INFO = CorpusInfo("article", "model:x@1|version:0", "0")
PAIRS = [
    SentencePair("p1s1", "قال «ماسك» إن X & <Starlink> تعمل.", 'Musk said "X" & <Starlink> work.', 0.97),
    SentencePair("p1s2", "نعم\tأو لا\nسطر", "Yes\tor no\nline", None),
]
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def _written(name: str, pairs: list[SentencePair]) -> bytes:
    buffer = io.BytesIO()
    WRITERS[name](pairs, buffer, INFO)
    return buffer.getvalue()


def _read(tmp_path: Path, name: str, data: bytes) -> list[SentencePair]:
    path = tmp_path / f"corpus.{name}"
    path.write_bytes(data)
    return list(read_pairs(path))


@pytest.mark.parametrize("name", ["tmx", "jsonl"])
def test_round_trip_is_exact(tmp_path: Path, name: str) -> None:
    assert _read(tmp_path, name, _written(name, PAIRS)) == PAIRS


def test_tsv_keeps_one_pair_a_line(tmp_path: Path) -> None:
    pairs = _read(tmp_path, "tsv", _written("tsv", PAIRS))
    assert [(p.source, p.target) for p in pairs] == [
        (PAIRS[0].source, PAIRS[0].target),
        ("نعم أو لا سطر", "Yes or no line"),
    ]


_ANY = st.text(st.characters(codec="utf-8"), max_size=40)


@given(st.lists(st.tuples(_ANY, _ANY, st.none() | st.floats(0, 1)), max_size=5), st.sampled_from(sorted(WRITERS)))
def test_writers_take_any_text(rows: list[tuple[str, str, float | None]], name: str) -> None:
    pairs = [SentencePair(str(n), a, b, score) for n, (a, b, score) in enumerate(rows)]
    data = _written(name, pairs)
    assert data == _written(name, pairs)
    if name == "tmx":
        assert len(etree.fromstring(data).findall(".//tu")) == len(pairs)
    else:
        assert data.count(b"\n") == len(pairs)


def test_tmx_follows_the_dtd_of_1_4b() -> None:
    """Required attributes and content models of tmx14.dtd, restated here."""
    root = etree.fromstring(_written("tmx", PAIRS))
    assert (root.tag, root.get("version")) == ("tmx", "1.4")
    header, body = root
    required = {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"}
    assert required <= set(header.attrib)
    assert header.get("segtype") in {"block", "paragraph", "sentence", "phrase"}
    assert all(child.tag in {"note", "prop", "ude"} for child in header)
    for unit in body:
        tags = [child.tag for child in unit]
        assert unit.tag == "tu"
        assert tags == ["prop"] * tags.count("prop") + ["tuv"] * tags.count("tuv")  # (note|prop)*, tuv+
        assert [tuv.get(XML_LANG) for tuv in unit.iter("tuv")] == ["ar", "en"]
        assert all([child.tag for child in tuv] == ["seg"] for tuv in unit.iter("tuv"))


def test_foreign_tmx_with_regions_codes_and_a_third_language(tmp_path: Path) -> None:
    data = """<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header/><body>
      <tu tuid="7"><tuv xml:lang="EN-GB"><seg>See <bpt i="1">&lt;b></bpt>Azov<ept i="1">&lt;/b></ept> now</seg></tuv>
      <tuv xml:lang="fr"><seg>x</seg></tuv><tuv lang="ar-SA"><seg>انظر <hi>آزوف</hi> الآن</seg></tuv></tu>
      <tu><tuv xml:lang="en"><seg>alone</seg></tuv></tu></body></tmx>"""
    assert _read(tmp_path, "tmx", data.encode()) == [SentencePair("7", "انظر آزوف الآن", "See Azov now")]


def test_xliff_1_2_and_2(tmp_path: Path) -> None:
    one = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file><body><trans-unit id="a">
      <source>مرحبا</source><target>Hello</target></trans-unit></body></file></xliff>"""
    two = """<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file><unit><segment id="b">
      <source>شكرا</source></segment></unit></file></xliff>"""
    assert _read(tmp_path, "xlf", one.encode()) == [SentencePair("a", "مرحبا", "Hello")]
    assert _read(tmp_path, "xliff", two.encode()) == [SentencePair("b", "شكرا", "")]


@pytest.mark.parametrize("header", ["source\ttarget", "ar\ten", "Arabic\tEnglish"])
def test_tsv_header(tmp_path: Path, header: str) -> None:
    assert _read(tmp_path, "tsv", f"{header}\nنعم\tyes\n".encode()) == [SentencePair("2", "نعم", "yes")]


def test_tsv_header_may_turn_the_columns_round(tmp_path: Path) -> None:
    assert _read(tmp_path, "tsv", "en\tnote\tar\nyes\t-\tنعم\n".encode()) == [SentencePair("2", "نعم", "yes")]


def test_moses_pair_and_two_files(tmp_path: Path) -> None:
    (tmp_path / "c.ar").write_text("نعم\nلا\n", encoding="utf-8")
    (tmp_path / "c.en").write_text("yes\nno\n", encoding="utf-8")
    expected = [SentencePair("1", "نعم", "yes"), SentencePair("2", "لا", "no")]
    assert list(read_pairs(tmp_path / "c")) == expected
    assert list(read_pairs(tmp_path / "c.ar", tmp_path / "c.en")) == expected


_BOMB = '<!DOCTYPE t [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
_LEAK = '<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
_UNIT = '<tu><tuv xml:lang="ar"><seg>{}</seg></tuv><tuv xml:lang="en"><seg>x</seg></tuv></tu>'


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("jsonl", '{"id": 1}\n', "line 1: not a pair"),
        ("jsonl", '{"translation": {"ar": "x", "en": "y"}}\n[]', "line 2: not a pair"),
        ("jsonl", '{"translation": {"ar": 3, "en": "y"}}', "line 1: both texts must be strings"),
        ("jsonl", '{"translation": {"ar": "x", "en": "y"}, "score": "high"}', "line 1: score 'high'"),
        ("tsv", "x\ty\nalone\n", "line 2: no tab"),
        ("tmx", "<tmx><body>\n<tu>", "line 2: broken XML"),
        ("tmx", _BOMB + "<tmx><body>" + _UNIT.format("&b;") + "</body></tmx>", "entities"),
        ("tmx", _LEAK + "<tmx><body>" + _UNIT.format("&x;") + "</body></tmx>", "entities"),
        ("doc", "x", "cannot tell its format"),
    ],
)
def test_bad_input_is_named(tmp_path: Path, name: str, content: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        _read(tmp_path, name, content.encode())
    assert f"corpus.{name}" in str(caught.value)


def test_files_of_different_length(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1\n2\n")
    (tmp_path / "b").write_text("1\n")
    with pytest.raises(InputError, match="b ends at line 1"):
        list(read_pairs(tmp_path / "a", tmp_path / "b"))


def test_not_utf8(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not UTF-8"):
        _read(tmp_path, "tsv", "نعم\tyes\n".encode("cp1256"))
