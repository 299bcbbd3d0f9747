"""Files as people have them: encodings, line ends, and files that are no text."""

from __future__ import annotations

from pathlib import Path

import pytest

from qantara.models.errors import InputError
from qantara.translate.decode_bytes import decode
from qantara.translate.document import lines_of, read_document
from qantara.translate.lines import read_lines

TEXT = "قال الرئيس إن بلاده لن تتراجع عن الاتفاق.\nوأضاف أن المحادثات ستستمر في الأيام المقبلة.\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "iso8859-6", "utf-32"]
)
def test_encodings(tmp_path: Path, encoding: str) -> None:
    data = TEXT.encode(encoding)
    assert decode(data, "x").text == TEXT
    path = tmp_path / "article.txt"
    path.write_bytes(data)
    assert list(read_lines(path)) == TEXT.splitlines()
    document = read_document(path)
    assert document.paragraphs == tuple(TEXT.splitlines())
    assert (document.encoding == "utf-8") == (encoding in ("utf-8", "utf-8-sig"))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "binary"),
        (b"\0" * 100, "binary"),
        (b"caf\xe9 au lait, d\xe9j\xe0 vu", "not UTF-8"),
        (b"\xff\xfe\x00\xd8", "breaks|utf-16"),
    ],
)
def test_what_is_no_text(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        decode(data, "x")


def test_utf8_that_breaks_late_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "late.txt"
    path.write_bytes(("قال نعم\n" * 20_000).encode() + b"\xff\xfe broken\n")
    with pytest.raises(InputError, match=r"late.txt, after line \d+"):
        list(read_lines(path))
    with pytest.raises(InputError, match=r"late\.txt"):
        read_document(path)


@pytest.mark.parametrize(
    ("make", "message"), [("missing", "does not exist"), ("folder", "is a folder"), ("empty", "is empty")]
)
def test_no_article(tmp_path: Path, make: str, message: str) -> None:
    path = tmp_path / "x"
    if make == "folder":
        path.mkdir()
    if make == "empty":
        path.write_text(" \n\n\ufeff")
    with pytest.raises(InputError, match=message):
        read_document(path)


def test_line_ends() -> None:
    assert lines_of("a\r\nb\rc\n\nd") == ("a", "b", "c", "", "d")
    assert lines_of("a\u2028b\x85c\n") == ("a\u2028b\x85c",)
