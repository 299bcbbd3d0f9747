"""Term base files: what goes in comes out, and what is wrong is said with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qantara.align.term import TermEntry
from qantara.align.terms.base import stats, term_base
from qantara.align.terms.formats import load_term_base, write_csv, write_tbx, write_tsv
from qantara.align.terms.formats.delimited import delimited_text, read_delimited
from qantara.align.terms.formats.tbx import read_tbx, tbx_bytes
from qantara.models.errors import InputError

FULL = "source,target,source_variants,target_variants,forbidden,type,case_sensitive,note\n"


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_csv_with_every_column(tmp_path: Path) -> None:
    path = write(tmp_path, "g.csv", FULL + "ماسك,Musk,المسك|ماسك,,Mask|Moschus,person,no,the man\n")
    (entry,) = load_term_base(path).entries
    assert entry == TermEntry("musk", ("ماسك", "المسك"), "Musk", (), ("Mask", "Moschus"), "person", False, "the man", 2)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("g.csv", "ماسك,Musk\n"),
        ("g.tsv", "ماسك\tMusk\n"),
        ("g.csv", "Musk,ماسك\n"),
        ("g.csv", "Musk,ماسك,en,ar\n"),
        ("g.csv", "ماسك,Musk,AR,EN-US\n"),
        ("g.csv", "\ufeffsource;target\nماسك;Musk\n"),
        ("g.csv", "target,source\nMusk,ماسك\n"),
        ("g.json", '[{"source": "ماسك", "target": "Musk"}]'),
        ("g.json", '{"terms": [{"ar": "ماسك", "en": "Musk"}]}'),
        ("g.json", '{"ماسك": "Musk"}'),
        ("g.yaml", "- source: ماسك\n  target: Musk\n"),
        ("g.yml", "ماسك: Musk\n"),
    ],
)
def test_every_shape_of_table(tmp_path: Path, name: str, text: str) -> None:
    base = load_term_base(write(tmp_path, name, text))
    assert [(entry.source_forms, entry.target_preferred) for entry in base.entries] == [(("ماسك",), "Musk")]
    assert len(base.sha256) == 64


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("g.csv", "source,translation\nماسك,Musk\n", "g.csv:1"),
        ("g.csv", "source,target,colour\nماسك,Musk,red\n", "g.csv:1"),
        ("g.csv", "source,target\nماسك,Musk\nبوتين,\n", "g.csv:3"),
        ("g.csv", "source,target\nماسك,Musk,person\n", "g.csv:2"),
        ("g.csv", 'source,target,note\nماسك,Musk,"two\nlines"\nبوتين,,\n', "g.csv:4"),
        ("g.csv", "source,target,case_sensitive\nماسك,Musk,maybe\n", "g.csv:2"),
        ("g.csv", "ماسك,Musk,person\n", "g.csv:1"),
        ("g.csv", "ماسك,Musk,ar,ar\n", "g.csv:1"),
        ("g.csv", "", "g.csv"),
        ("g.json", '[\n{"source": "ماسك",}]', "g.json:2"),
        ("g.json", '[{"source": "ماسك"}]', "term 1"),
        ("g.yaml", "- source: ماسك\n  target: Musk\n- source: بوتين\n", "g.yaml:3"),
        ("g.yaml", "- source: [ماسك\n", "g.yaml:2"),
        ("g.tbx", "<tbx><text>", "g.tbx:1"),
        ("g.tbx", "<html/>", "g.tbx:1"),
        ("g.docx", "", ".docx"),
    ],
)
def test_what_is_wrong_is_located(tmp_path: Path, name: str, text: str, place: str) -> None:
    with pytest.raises(InputError, match=place.replace(".", r"\.")):
        load_term_base(write(tmp_path, name, text))


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot read"):
        load_term_base(tmp_path / "none.csv")


def test_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    path.write_bytes(b"source,target\n\xc7\xe1,Musk\n")
    with pytest.raises(InputError, match=r"g\.csv:2: not UTF-8"):
        load_term_base(path)


TBX2 = """<?xml version="1.0"?>
<martif type="TBX-Basic" xml:lang="en"><text><body>
<termEntry id="c1"><descrip type="subjectField">person</descrip>
<langSet xml:lang="ar"><tig><term>ماسك</term></tig></langSet>
<langSet xml:lang="en-US">
<tig><term>E. Musk</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></tig>
<tig><term>Musk</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
<tig><term>Mask</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
</langSet></termEntry></body></text></martif>"""

TBX3_DCT = """<?xml version="1.0"?>
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:basic="http://www.tbxinfo.net/ns/basic"><text><body>
<conceptEntry id="c1"><basic:subjectField>person</basic:subjectField>
<langSec xml:lang="ar"><termSec><term>ماسك</term></termSec></langSec>
<langSec xml:lang="en">
<termSec><term>E. Musk</term><basic:administrativeStatus>admittedTerm-admn-sts</basic:administrativeStatus></termSec>
<termSec><term>Musk</term><basic:administrativeStatus>preferredTerm-admn-sts</basic:administrativeStatus></termSec>
<termSec><term>Mask</term><basic:administrativeStatus>supersededTerm-admn-sts</basic:administrativeStatus></termSec>
</langSec></conceptEntry></body></text></tbx>"""


@pytest.mark.parametrize("text", [TBX2, TBX3_DCT])
def test_tbx_of_both_versions(tmp_path: Path, text: str) -> None:
    (entry,) = load_term_base(write(tmp_path, "g.tbx", text)).entries
    assert (entry.id, entry.source_forms, entry.type) == ("c1", ("ماسك",), "person")
    assert (entry.target_preferred, entry.target_admitted, entry.target_forbidden) == ("Musk", ("E. Musk",), ("Mask",))


def test_tbx_without_a_language_is_located(tmp_path: Path) -> None:
    text = TBX2.replace('xml:lang="ar"', 'xml:lang="fa"')
    with pytest.raises(InputError, match=r"g\.tbx:3: no Arabic term"):
        load_term_base(write(tmp_path, "g.tbx", text))


def test_xml_entities_are_not_resolved(tmp_path: Path) -> None:
    secret = write(tmp_path, "secret.txt", "SECRET")
    text = TBX2.replace("<martif", f'<!DOCTYPE martif [<!ENTITY x SYSTEM "{secret.as_uri()}">]><martif')
    path = write(tmp_path, "g.tbx", text.replace("<term>Musk</term>", "<term>Musk&x;</term>"))
    (entry,) = load_term_base(path).entries
    assert "SECRET" not in entry.target_preferred


CELL = st.text(
    alphabet=st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="|\x85\ufeff"), min_size=1
).map(str.strip)
ENTRIES = st.lists(
    st.builds(
        lambda source, target, admitted, note, sensitive: TermEntry(
            "x", ("م" + source,), "T" + target, tuple(dict.fromkeys("U" + a for a in admitted)), (), "", sensitive, note
        ),
        CELL,
        CELL,
        st.lists(CELL, max_size=2),
        CELL,
        st.booleans(),
    ),
    min_size=1,
    max_size=4,
)


def essence(entries: object) -> list[tuple[object, ...]]:
    return [(e.source_forms, e.target_preferred, e.target_admitted, e.case_sensitive, e.note) for e in entries]  # type: ignore[attr-defined]


@given(ENTRIES)
def test_csv_round_trip(entries: list[TermEntry]) -> None:
    base = term_base(entries)
    assert essence(read_delimited(delimited_text(base), "g.csv", ",")) == essence(base.entries)


@given(ENTRIES)
def test_tbx_round_trip(entries: list[TermEntry]) -> None:
    plain = "".join(chr(c) for c in range(0xFFFE, 0x10000))
    if any(character in entry.note + entry.target_preferred for entry in entries for character in plain):
        return
    base = term_base(entries)
    assert essence(read_tbx(tbx_bytes(base), "g.tbx")) == essence(base.entries)


def test_written_files_read_back(tmp_path: Path) -> None:
    base = load_term_base(write(tmp_path, "g.csv", FULL + "ماسك,Musk,المسك,E. Musk,Mask,person,no,the man\n"))
    for name, writer in (("h.csv", write_csv), ("h.tsv", write_tsv), ("h.tbx", write_tbx)):
        writer(base, tmp_path / name)
        (entry,) = load_term_base(tmp_path / name).entries
        assert (entry.source_forms, entry.target_admitted, entry.target_forbidden, entry.note) == (
            ("ماسك", "المسك"),
            ("E. Musk",),
            ("Mask",),
            "the man",
        )


def test_ids_are_unique_and_statistics_count() -> None:
    base = term_base([TermEntry("musk", ("ماسك",), "Musk", type="person"), TermEntry("musk", ("المسك",), "Musk")])
    assert [entry.id for entry in base.entries] == ["musk", "musk-2"]
    assert stats(base)["entries"] == 2
    assert stats(base)["type:person"] == 1
