"""A Word document's package: a zip file of which only the parts with text are opened and changed.

Every other part (pictures, styles, macros, what a later Word will invent) is copied as it is.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from qantara.models.errors import InputError
from qantara.translate.formats.compression import LIMIT, RATIO
from qantara.translate.formats.docx.paragraph import Stretch, stretches, turn_left_to_right

# Styles and numbering hold no words, but may say that paragraphs run from right to left.
_TEXT_PARTS = re.compile(
    r"word/(?:document|header[0-9]*|footer[0-9]*|footnotes|endnotes|comments|styles|numbering)\.xml$"
)
_MEMBERS = 10_000
_FREE = 16 << 20  # a part below this may pack as small as it likes


@dataclass(frozen=True)
class WordDocument:
    """An open package.

    Attributes:
        package: the whole file.
        parts: the parts with text, by name, as parsed from it.
    """

    package: bytes
    parts: dict[str, bytes]
    paragraphs: tuple[str, ...]
    suffix: str = ".docx"
    encoding: str = "utf-8"

    def rebuild(self, english: Sequence[str]) -> bytes:
        if len(english) != len(self.paragraphs):
            raise ValueError(f"{len(english)} texts for {len(self.paragraphs)} paragraphs")
        texts = iter(english)
        written = {name: _in_english(data, texts) for name, data in self.parts.items()}
        buffer = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self.package)) as old, zipfile.ZipFile(buffer, "w") as new:
            for info in old.infolist():
                data = written[info.filename] if info.filename in written else old.read(info)
                new.writestr(_like(info), data, compress_type=zipfile.ZIP_DEFLATED)
        return buffer.getvalue()


def _like(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """The same name and time; sizes and checks are worked out anew."""
    copy = zipfile.ZipInfo(info.filename, info.date_time)
    copy.external_attr = info.external_attr
    return copy


def _parsed(data: bytes) -> etree._Element:
    """A part's tree. No entities, no DTD, no network; XMLSyntaxError or ValueError if it is not to be had."""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.doctype:
        raise ValueError("it has a document type, which Word never writes")
    return root


def _in_english(data: bytes, texts: Iterator[str]) -> bytes:
    root = _parsed(data)
    for stretch in _stretches(root):
        stretch.write(next(texts))
    turn_left_to_right(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _stretches(root: etree._Element) -> list[Stretch]:
    return list(stretches(root))


def _checked(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse what unpacks to more than a document holds; the sizes are binding, zipfile reads no further.

    Raises:
        InputError: too many parts, too large, packed too small, a part twice, or encrypted.
    """
    members = archive.infolist()
    if len(members) > _MEMBERS or len({m.filename for m in members}) != len(members):
        raise InputError(f"{name}: {len(members)} parts, or some of them twice; Word writes no such file")
    if sum(m.file_size for m in members) > LIMIT:
        raise InputError(f"{name} unpacks to more than {LIMIT >> 20} MiB; it is not read")
    for member in members:
        if member.file_size > max(_FREE, RATIO * member.compress_size):
            raise InputError(f"{name}, {member.filename}: unpacks to more than {RATIO} times its size; it is not read")
        if member.flag_bits & 1:
            raise InputError(f"{name} is encrypted; save it without a password")


def _text_parts(archive: zipfile.ZipFile, name: str) -> dict[str, bytes]:
    names = [info.filename for info in archive.infolist()]
    if "word/document.xml" not in names:
        raise InputError(f"{name}: a zip file, but no Word document: it has no word/document.xml")
    wanted = sorted((n for n in names if _TEXT_PARTS.match(n)), key=lambda n: (n != "word/document.xml", n))
    return {part: archive.read(part) for part in wanted}


def _paragraphs(data: bytes, where: str) -> list[str]:
    try:
        return [stretch.text for stretch in _stretches(_parsed(data))]
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"{where}: broken XML: {str(error).splitlines()[0]}") from error
    except RecursionError as error:
        raise InputError(f"{where}: nested too deep") from error


def read_docx(data: bytes, name: str) -> WordDocument:
    """Take a Word document apart.

    Raises:
        InputError: no zip file, no Word document, a bomb, encrypted, or with a broken part.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(f"{name}: an old .doc file, or one with a password; save it as .docx without one")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _checked(archive, name)
            for info in archive.infolist():
                archive.read(info)  # its checksum; what is broken is found now, not after the translation
            parts = _text_parts(archive, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise InputError(f"{name}: not a sound .docx file: {error}") from error
    paragraphs = [text for part, content in parts.items() for text in _paragraphs(content, f"{name}, {part}")]
    return WordDocument(data, parts, tuple(paragraphs))
