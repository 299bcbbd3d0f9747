"""Word documents, read back by python-docx, which shares no code with the reader under test."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from qantara.models.errors import InputError
from qantara.translate.formats.docx import read_docx


def right_to_left(paragraph: docx.text.paragraph.Paragraph) -> None:
    paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    for run in paragraph.runs:
        run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))


def article() -> bytes:
    document = docx.Document()
    document.add_heading("عنوان المقال", 1)
    paragraph = document.add_paragraph("")
    paragraph.add_run("باريس:").bold = True
    paragraph.add_run(" قال الرئيس إن ")
    paragraph.add_run("بلاده").italic = True
    paragraph.add_run(" لن تتراجع.")
    document.add_paragraph("نقطة أولى", style="List Bullet")
    lines = document.add_paragraph("بيت أول")
    lines.add_run().add_break()
    lines.add_run("بيت ثان")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "خلية", "2024"
    document.sections[0].header.paragraphs[0].text = "رأس الصفحة"
    linked = document.add_paragraph("انظر ")
    linked._p.append(parse_xml(f'<w:hyperlink {nsdecls("w")} w:anchor="x"><w:r><w:t>الاتفاق</w:t></w:r></w:hyperlink>'))
    linked.add_run(" كاملا")
    for each in document.paragraphs:
        right_to_left(each)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


PARAGRAPHS = (
    *("عنوان المقال", "باريس: قال الرئيس إن بلاده لن تتراجع.", "نقطة أولى", "بيت أول", "بيت ثان", "خلية", "2024"),
    *("انظر الاتفاق كاملا", "رأس الصفحة"),
)
ENGLISH = (
    *("The title", "Paris: The president said his country will not retreat.", "First", "One", "Two", "Cell", "2024"),
    *("See the agreement in full", "Header"),
)


def rebuilt() -> docx.document.Document:
    return docx.Document(io.BytesIO(read_docx(article(), "x").rebuild(ENGLISH)))


def test_paragraphs() -> None:
    assert read_docx(article(), "x").paragraphs == PARAGRAPHS


def test_english_in_the_same_places() -> None:
    document = rebuilt()
    assert [p.text for p in document.paragraphs] == [*ENGLISH[:3], "One\nTwo", ENGLISH[7]]
    assert [p.style.name for p in document.paragraphs][:3] == ["Heading 1", "Normal", "List Bullet"]
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["Cell", "2024"]
    assert document.sections[0].header.paragraphs[0].text == "Header"


def test_formatting_stays_where_its_place_is_certain() -> None:
    """The run-in heading ends at a colon on both sides; nothing tells which English words were in italics."""
    runs = [(run.text, run.bold, run.italic) for run in rebuilt().paragraphs[1].runs if run.text]
    assert runs == [("Paris:", True, None), (" The president said his country will not retreat.", None, None)]


def test_a_link_is_kept() -> None:
    assert [link.text for link in rebuilt().paragraphs[-1].hyperlinks] == ["agreement"]


def test_nothing_runs_from_right_to_left() -> None:
    body = rebuilt().element.body
    assert not [e for name in ("w:bidi", "w:rtl") for e in body.iter(qn(name))]


def test_unchanged_text_leaves_every_other_part_as_it_was() -> None:
    data = article()
    document = read_docx(data, "x")
    again = document.rebuild(document.paragraphs)
    assert read_docx(again, "x").paragraphs == PARAGRAPHS
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(again)) as new:
        assert old.namelist() == new.namelist()
        same = [name for name in old.namelist() if old.read(name) == new.read(name)]
    assert set(old.namelist()) - set(same) <= set(document.parts)


def archive(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return buffer.getvalue()


W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ENTITY = (
    b'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document ' + W + b"><w:p><w:r><w:t>&e;</w:t></w:r></w:p>"
)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 nothing", "x: not a sound .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "x: an old .doc"),
        (archive({"a.txt": b"a"}), "x: a zip file, but no Word document"),
        (archive({"word/document.xml": b"<w:document"}), r"x, word/document.xml: broken XML"),
        (archive({"word/document.xml": ENTITY + b"</w:document>"}), r"x, word/document.xml: .*document type"),
        (archive({"word/document.xml": b"<a/>", "word/media/b": b"\0" * (17 << 20)}), "word/media/b: unpacks to more"),
        (article()[:-400], "x: not a sound .docx"),
        (article()[:3000] + b"\xff" * 40 + article()[3040:], "x: not a sound .docx"),
    ],
)
def test_what_is_no_word_document(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message) as raised:
        read_docx(data, "x")
    assert "\n" not in str(raised.value)


def test_as_many_texts_as_paragraphs(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="paragraphs"):
        read_docx(article(), str(tmp_path)).rebuild(["one"])
