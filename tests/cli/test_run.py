"""The main job on the real article, and each file against its format."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lxml import etree

SCHEMA = json.loads(Path(__file__).with_name("schema_flags.json").read_text(encoding="utf-8"))
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
STEM = "musk-putin"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The article run once with the embedded model."""
    from typer.testing import CliRunner

    from qantara.cli import app

    folder = tmp_path_factory.mktemp("out")
    root = Path(__file__).resolve().parent.parent.parent
    arguments = ["run", str(root / "examples" / "musk-putin.ar.txt"), "--out", str(folder)]
    result = CliRunner().invoke(
        app, [*arguments, "--glossary", str(root / "examples" / "glossary.csv"), "--model", "starter"]
    )
    assert result.exit_code == 0, result.output
    assert sorted(result.stdout.splitlines()) == sorted(str(path) for path in folder.iterdir())
    return folder


def _pairs(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / f"{STEM}.pairs.jsonl").read_text(encoding="utf-8").splitlines()]


def test_the_english_has_the_shape_of_the_arabic(out: Path, article: Path) -> None:
    arabic = article.read_text(encoding="utf-8").splitlines()
    english = (out / f"{STEM}.en.txt").read_text(encoding="utf-8").splitlines()
    assert len(english) == len(arabic)
    assert [not line.strip() for line in english] == [not line.strip() for line in arabic]
    assert english[-3:] == arabic[-3:], "the boilerplate is passed through"
    assert not re.search("[\u0621-\u064a]", "\n".join(english))


def test_the_pairs_cover_the_arabic(out: Path, article: Path) -> None:
    text = article.read_text(encoding="utf-8")
    pairs = _pairs(out)
    assert all(pair["translation"]["ar"] in text for pair in pairs)
    words = sum(len(pair["translation"]["ar"].split()) for pair in pairs)
    arabic = [line for line in text.splitlines() if re.search("[\u0621-\u064a]", line)]
    assert words == sum(len(line.split()) for line in arabic)
    assert all(0 <= pair["score"] <= 1 and pair["translation"]["en"] for pair in pairs)


def test_all_formats_hold_the_same_pairs(out: Path) -> None:
    texts = [(pair["translation"]["ar"], pair["translation"]["en"]) for pair in _pairs(out)]
    rows = (out / f"{STEM}.pairs.tsv").read_text(encoding="utf-8").splitlines()
    assert [tuple(row.split("\t")) for row in rows] == texts
    tmx = etree.parse(out / f"{STEM}.pairs.tmx")
    units = [
        tuple(unit.findtext(f"tuv[@{{*}}lang='{lang}']/seg") or "" for lang in ("ar", "en")) for unit in tmx.iter("tu")
    ]
    by_attribute = [
        tuple(tuv.findtext("seg") for tuv in sorted(unit.iter("tuv"), key=lambda tuv: tuv.get(XML_LANG)))
        for unit in tmx.iter("tu")
    ]
    assert by_attribute == texts, units


def test_flags_follow_the_schema_and_point_into_the_texts(out: Path) -> None:
    flags = [json.loads(line) for line in (out / f"{STEM}.flags.jsonl").read_text(encoding="utf-8").splitlines()]
    texts = {pair["id"]: pair["translation"] for pair in _pairs(out)}
    assert flags
    for flag in flags:
        jsonschema.validate(flag, SCHEMA)
        assert flag["source"] == texts[flag["pair_id"]]["ar"]
        assert flag["target"] == texts[flag["pair_id"]]["en"]
        if flag["target_span"]:
            assert flag["found"] == flag["target"][slice(*flag["target_span"])]


def test_the_report_is_one_well_formed_page(out: Path) -> None:
    page = (out / f"{STEM}.report.html").read_text(encoding="utf-8")
    body = page.replace("<!DOCTYPE html>", "").replace('<meta charset="utf-8">', "")
    body = re.sub(r"<(meta[^>]*)>", r"<\1/>", body)
    root = etree.fromstring(body.encode())
    arabic = root.findall(".//p[@lang='ar']")
    assert len(arabic) == len(_pairs(out))
    assert all(paragraph.get("dir") == "rtl" for paragraph in arabic)
    assert "http" not in re.sub(r"http-equiv", "", page), "nothing is loaded from elsewhere"
    assert "LEAVE A REPLY" in page


def test_the_manifest_counts_what_is_there(out: Path) -> None:
    record = json.loads((out / f"{STEM}.run.json").read_text(encoding="utf-8"))
    counts = record["counts"]
    assert counts["pairs"] == len(_pairs(out)) == 21
    assert (counts["paragraphs"], counts["segments"], counts["passed_through"]) == (16, 24, 3)
    assert counts["flags"] == sum(counts[f"flags_{name}"] for name in ("error", "warning", "info"))
    assert set(record["files"]) | {f"{STEM}.run.json"} == {path.name for path in out.iterdir()}
    assert re.fullmatch(r"[0-9a-f]{64}", record["model"]["sha256"])
    assert record["signature"].startswith("model:starter@")


def test_the_same_input_gives_the_same_bytes(out: Path, tmp_path: Path, qantara: Callable[..., Any]) -> None:
    done = qantara(
        "run",
        "examples/musk-putin.ar.txt",
        "--out",
        tmp_path,
        "--glossary",
        "examples/glossary.csv",
        "--model",
        "starter",
        "--json",
    )
    assert done.returncode == 0, done.stderr.decode()
    printed = json.loads(done.stdout)
    assert printed["counts"] == json.loads((out / f"{STEM}.run.json").read_text(encoding="utf-8"))["counts"]
    for path in out.iterdir():
        if path.suffix == ".json":
            records = [json.loads((folder / path.name).read_text(encoding="utf-8")) for folder in (out, tmp_path)]
            for record in records:
                for key in ("seconds", "article", "glossary", "from_here"):
                    record.pop(key)
            assert records[0] == records[1]
        else:
            assert path.read_bytes() == (tmp_path / path.name).read_bytes(), path.name


def test_names_are_escaped_in_the_page(tmp_path: Path, qantara: Callable[..., Any]) -> None:
    evil = "<script>alert(1)</script>"
    article = tmp_path / "x.txt"
    article.write_text(f"قال {evil} نعم ”&“\n", encoding="utf-8")
    glossary = tmp_path / "g.csv"
    glossary.write_text('source,target\nنعم,"<img src=x onerror=alert(2)>"\n', encoding="utf-8")
    done = qantara("run", article, "--out", tmp_path / "o", "--glossary", glossary, "--backend", "echo")
    assert done.returncode == 0, done.stderr.decode()
    page = (tmp_path / "o" / "x.report.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page
