"""From a path to a document: suffixes, compression, and a whole way through the engine."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
import zstandard

from qantara.align.sentences import segment_paragraph
from qantara.models.echo import EchoTranslator
from qantara.models.errors import InputError, UsageError
from qantara.translate.engine import TranslationEngine
from qantara.translate.formats import as_document, open_structured, stem_of, suffix_of
from qantara.translate.stream import translate_lines

TEXT = "# عنوان\n\nقال الرئيس إن [بلاده](http://a.b) لن تتراجع. وأضاف: نعم.\n"


def packed(suffix: str, data: bytes) -> bytes:
    return {".gz": gzip.compress, ".zst": zstandard.ZstdCompressor().compress, "": bytes}[suffix](data)


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_compressed_text(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.ar.md{suffix}"
    path.write_bytes(packed(suffix, TEXT.encode()))
    structured = open_structured(path)
    assert structured.rebuild(structured.paragraphs).decode() == TEXT
    document = as_document(path, structured)
    assert (document.stem, suffix_of(path), structured.suffix) == ("a", ".md", ".md")
    assert document.segments() == [segment_paragraph(text, i) for i, text in enumerate(structured.paragraphs)]


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_members_one_after_the_other_are_one_text(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.txt{suffix}"
    path.write_bytes(packed(suffix, "قال\n".encode()) + packed(suffix, "نعم\n".encode()))
    assert open_structured(path).paragraphs == ("قال", "نعم")


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
@pytest.mark.parametrize("fault", ["bomb", "cut", "garbage"])
def test_broken_or_hostile_compression(tmp_path: Path, suffix: str, fault: str) -> None:
    path = tmp_path / f"a.txt{suffix}"
    sound = packed(suffix, b"a" * (32 << 20)) if fault == "bomb" else packed(suffix, TEXT.encode())
    path.write_bytes({"bomb": sound, "cut": sound[:-6], "garbage": b"\x01" + sound}[fault])
    with pytest.raises(InputError, match="unpacks to more" if fault == "bomb" else f"broken {suffix} file"):
        open_structured(path)


@pytest.mark.parametrize("backing", ["utf-8-sig", "cp1256", "utf-16"])
def test_text_is_written_in_utf8(tmp_path: Path, backing: str) -> None:
    path = tmp_path / "a.txt"
    text = "قال الرئيس إن بلاده لن تتراجع عن الاتفاق\r\n"
    path.write_bytes(text.encode(backing))
    document = open_structured(path)
    assert document.rebuild(document.paragraphs) == text.encode("utf-8-sig" if backing == "utf-8-sig" else "utf-8")


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    for name, content, message in (
        ("a.pdf", b"x", "no format is known"),
        ("a.txt", b" \n", "no words"),
        ("b.md", b"\0\1\2", "binary"),
        ("c.md", b"***\n", "no words"),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(InputError, match=message):
            open_structured(tmp_path / name)
    with pytest.raises(InputError, match="does not exist"):
        open_structured(tmp_path / "none.md")
    with pytest.raises(UsageError, match="--field"):
        open_structured(tmp_path / "a.txt", field="text")
    with pytest.raises(UsageError, match="no web page"):
        open_structured(tmp_path / "a.txt", article=True)


def test_stems() -> None:
    assert [stem_of(Path(name)) for name in ("a.ar.md.gz", "b.docx", "c.AR.txt")] == ["a", "b", "c.AR"]


def test_through_the_engine(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(TEXT, encoding="utf-8")
    document = open_structured(path)
    engine = TranslationEngine(EchoTranslator())
    english = [line.english for line in translate_lines(document.paragraphs, engine)]
    assert document.rebuild(english).decode() == TEXT
