"""A glossary with one value more or less, and every other byte as it was."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qantara.align.terms import load_term_base
from qantara.align.terms.editing import Change, change_glossary
from qantara.align.terms.formats import write_tbx
from qantara.models.errors import InputError

ADMIT = Change("target_variants", "Mask")
TAKE_BACK = Change("target_variants", "Mask", add=False)

CSV = """source,target,target_variants,note
ماسك,Musk,,"quoted, as it was"
بوتين,"Putin",Poutine|Putine,
"""
YAML = """# names of the desk
terms:
  - source: ماسك   # the man
    target: Musk

  # the president
  - {source: بوتين, target: Putin, target_variants: [Poutine, Putine]}
"""
YAML_LIST = """- ar: ماسك
  en: 'Musk'
  target_variants:
  - Elon   # first name
  - Elon Musk
- ar: بوتين
  en: Putin
"""
JSON = """[
\t{"source": "ماسك", "target": "Musk", "note": ""},
\t{
\t\t"source": "بوتين",
\t\t"target": "Putin"
\t}
]
"""
TBX = """<?xml version="1.0" encoding="UTF-8"?>
<!-- exported by hand -->
<martif type="TBX"  xml:lang="en"><text><body>
<termEntry id='musk'>
  <langSet xml:lang="ar"><tig><term>ماسك</term></tig></langSet>
  <langSet xml:lang="en-GB">
    <tig><term>Musk</term></tig> <!-- keep -->
  </langSet>
</termEntry>
<termEntry id="putin"><langSet xml:lang="ar"><ntig><termGrp><term>بوتين</term></termGrp></ntig></langSet>
<langSet xml:lang="en"><ntig><termGrp><term>Putin</term></termGrp></ntig></langSet></termEntry>
</body></text></martif>
"""
FILES = [("a.csv", CSV), ("a.yaml", YAML), ("b.yml", YAML_LIST), ("a.json", JSON), ("a.tbx", TBX)]


def changed_lines(old: str, new: str) -> tuple[list[str], list[str]]:
    before, after = old.splitlines(), new.splitlines()
    return [line for line in before if line not in after], [line for line in after if line not in before]


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="")
    return path


@pytest.mark.parametrize(("name", "text"), FILES)
@pytest.mark.parametrize("term", ["musk", "putin"])
def test_a_form_is_admitted_and_nothing_else_touched(tmp_path: Path, name: str, text: str, term: str) -> None:
    path = written(tmp_path / name, text)
    before = load_term_base(path)
    assert change_glossary(path, term, [ADMIT]) is True
    after = load_term_base(path)
    assert after[term].target_admitted == (*before[term].target_admitted, "Mask")
    gone, come = changed_lines(text, path.read_text(encoding="utf-8"))
    assert len(gone) <= 1
    assert 1 <= len(come) <= 2
    assert all("Mask" in line for line in come[-1:])
    assert change_glossary(path, term, [ADMIT]) is False, "it is there"
    assert change_glossary(path, term, [TAKE_BACK]) is True
    assert load_term_base(path)[term].target_admitted == before[term].target_admitted


@pytest.mark.parametrize(("name", "text"), FILES)
def test_kinds_are_waived_and_forms_forbidden(tmp_path: Path, name: str, text: str) -> None:
    path = written(tmp_path / name, text)
    changes = [Change("waived", "omitted"), Change("waived", "extra"), Change("forbidden", "Mask")]
    change_glossary(path, "musk", changes)
    entry = load_term_base(path)["musk"]
    assert entry.waived == ("omitted", "extra")
    assert entry.target_forbidden == ("Mask",)
    change_glossary(
        path, "musk", [Change("forbidden", "Mask", add=False), ADMIT, Change("waived", "omitted", add=False)]
    )
    entry = load_term_base(path)["musk"]
    assert (entry.waived, entry.target_forbidden) == (("extra",), ())
    assert "Mask" in entry.target_admitted


@pytest.mark.parametrize("text", [CSV, CSV.replace("\n", "\r\n"), CSV.rstrip("\n"), CSV.replace(",", ";")])
def test_taking_back_gives_the_same_bytes(tmp_path: Path, text: str) -> None:
    path = written(tmp_path / "a.csv", text)
    change_glossary(path, "musk", [ADMIT])
    assert path.read_bytes() != text.encode()
    change_glossary(path, "musk", [TAKE_BACK])
    assert path.read_bytes() == text.encode()


@pytest.mark.parametrize(
    ("mark", "encoding"), [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (b"", "utf-8")]
)
def test_the_encoding_stays(tmp_path: Path, mark: bytes, encoding: str) -> None:
    path = tmp_path / "a.tsv"
    path.write_bytes(mark + "source\ttarget\nماسك\tMusk\n".encode(encoding))
    change_glossary(path, "musk", [ADMIT])
    assert path.read_bytes() == mark + "source\ttarget\ttarget_variants\nماسك\tMusk\tMask\n".encode(encoding)


def test_a_row_over_several_lines(tmp_path: Path) -> None:
    text = 'source,note,target\nماسك,"two\nlines, ""quoted""",Musk\nبوتين,,Putin\n'
    path = written(tmp_path / "a.csv", text)
    change_glossary(path, "musk", [ADMIT])
    change_glossary(path, "putin", [ADMIT])
    wanted = 'source,note,target,target_variants\nماسك,"two\nlines, ""quoted""",Musk,Mask\nبوتين,,Putin,Mask\n'
    assert path.read_text(encoding="utf-8") == wanted


@given(form=st.text(min_size=1, max_size=12).filter(lambda form: "|" not in form and form.split() == [form.strip()]))
@pytest.mark.parametrize(("name", "text"), FILES)
def test_any_form_is_written_so_that_it_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, name: str, text: str, form: str
) -> None:
    path = written(tmp_path_factory.mktemp("glossary") / name, text)
    try:
        change_glossary(path, "putin", [Change("target_variants", form.strip())])
    except InputError:
        assert path.read_text(encoding="utf-8") == text
    else:
        assert form.strip() in {
            load_term_base(path)["putin"].target_preferred,
            *load_term_base(path)["putin"].target_admitted,
        }


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("a.csv", "ماسك,Musk\n", "no header"),
        ("a.yaml", "ماسك: Musk\n", "no room for it"),
        ("a.yaml", "- source: ماسك\n  target: Musk\n  target_variants: |\n    Elon\n", "block of text"),
    ],
)
def test_what_cannot_be_changed_is_told_and_left(tmp_path: Path, name: str, text: str, why: str) -> None:
    path = written(tmp_path / name, text)
    with pytest.raises(InputError, match=rf"{name}:1: add 'Mask' to target_variants by hand: .*{why}"):
        change_glossary(path, "musk", [ADMIT])
    assert path.read_text(encoding="utf-8") == text


def test_an_entry_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no entry 'trump' any more"):
        change_glossary(written(tmp_path / "a.csv", CSV), "trump", [ADMIT])


def test_all_changes_or_none(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", CSV)
    with pytest.raises(InputError, match="a bar"):
        change_glossary(path, "musk", [ADMIT, Change("forbidden", "a|b")])
    assert path.read_text(encoding="utf-8") == CSV


def test_our_own_tbx(tmp_path: Path) -> None:
    path = tmp_path / "a.tbx"
    write_tbx(load_term_base(written(tmp_path / "a.csv", CSV)), path)
    before = path.read_bytes()
    change_glossary(path, "musk", [ADMIT, Change("waived", "omitted")])
    assert load_term_base(path)["musk"].waived == ("omitted",)
    change_glossary(path, "musk", [TAKE_BACK, Change("waived", "omitted", add=False)])
    assert path.read_bytes() == before
