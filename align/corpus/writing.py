"""Sentence pairs out: TMX 1.4b, TSV, JSON lines. Streams; the same pairs give the same bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from lxml import etree

from qantara.align.bead import SentencePair

# XML 1.0, section 2.2: what no XML document may hold, escaped or not
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_BREAKS = re.compile(r"[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a person made of a pair.

    Attributes:
        status: ``corrected`` if its English was changed, ``approved`` if it was left as it is.
        who: the person; empty if nobody was named.
        machine: the English as the model wrote it.
    """

    status: str
    who: str
    machine: str


@dataclass(frozen=True, slots=True)
class CorpusInfo:
    """What a corpus says about itself.

    Attributes:
        name: the article, or the corpus.
        signature: how it was made.
        version: of qantara.
        reviewed: pairs that a person has reviewed, by id.
    """

    name: str
    signature: str
    version: str
    reviewed: Mapping[str, Reviewed] = field(default_factory=dict)


def xml_text(text: str) -> str:
    """Text without the characters that XML forbids."""
    return _NOT_XML.sub("", text)


def _unit(pair: SentencePair, reviewed: Reviewed | None) -> etree._Element:
    unit = etree.Element("tu", tuid=xml_text(pair.id))
    if pair.score is not None:
        etree.SubElement(unit, "prop", type="x-score").text = f"{pair.score:.4f}"
    if reviewed is not None:
        etree.SubElement(unit, "prop", type="x-review").text = reviewed.status
    for lang, text in (("ar", pair.source), ("en", pair.target)):
        variant = etree.SubElement(unit, "tuv", {_XML_LANG: lang})
        if reviewed is not None and reviewed.who and lang == "en":
            variant.set("changeid", xml_text(reviewed.who))
        etree.SubElement(variant, "seg").text = xml_text(text)
    return unit


def write_tmx(pairs: Iterable[SentencePair], file: BinaryIO, info: CorpusInfo) -> None:
    """TMX 1.4b (LISA OSCAR, 2005). No dates, so that a run can be repeated byte for byte."""
    header = {
        "creationtool": "qantara", "creationtoolversion": info.version, "segtype": "sentence", "o-tmf": "qantara",
        "adminlang": "en", "srclang": "ar", "datatype": "plaintext",
    }  # fmt: skip
    with etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("tmx", version="1.4"):
            head = etree.Element("header", header)
            for kind, value in (("x-name", info.name), ("x-signature", info.signature)):
                etree.SubElement(head, "prop", type=kind).text = xml_text(value)
            xml.write("\n", head, "\n")
            with xml.element("body"):
                xml.write("\n")
                for pair in pairs:
                    xml.write(_unit(pair, info.reviewed.get(pair.id)), "\n")
            xml.write("\n")
    file.write(b"\n")


def _one_line(text: str) -> str:
    return _LINE_BREAKS.sub(" ", text)


def write_tsv(pairs: Iterable[SentencePair], file: BinaryIO, info: CorpusInfo) -> None:
    """Arabic, tab, English; no header, no quoting: a tab or line break inside a sentence becomes a space.

    If anything was reviewed, a third column says what became of each pair; it is empty where nothing did.
    """
    for pair in pairs:
        columns = [_one_line(pair.source), _one_line(pair.target)]
        if info.reviewed:
            reviewed = info.reviewed.get(pair.id)
            columns.append(reviewed.status if reviewed else "")
        file.write(("\t".join(columns) + "\n").encode())


def write_jsonl(pairs: Iterable[SentencePair], file: BinaryIO, info: CorpusInfo) -> None:
    """One object a line: ``{"id": …, "translation": {"ar": …, "en": …}, "score": …}``.

    A reviewed pair also has ``review`` (``corrected`` or ``approved``), ``reviewer`` if there was a name, and, if it
    was corrected, ``machine``: the English of the model.
    """
    for pair in pairs:
        row: dict[str, object] = {"id": pair.id, "translation": {"ar": pair.source, "en": pair.target}}
        if pair.score is not None:
            row["score"] = round(pair.score, 4)
        if (reviewed := info.reviewed.get(pair.id)) is not None:
            row |= _review_fields(reviewed)
        file.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")


def _review_fields(reviewed: Reviewed) -> dict[str, str]:
    fields = {"review": reviewed.status, "reviewer": reviewed.who}
    if reviewed.status == "corrected":
        fields["machine"] = reviewed.machine
    return {key: value for key, value in fields.items() if value or key == "machine"}


Writer = Callable[[Iterable[SentencePair], BinaryIO, CorpusInfo], None]
WRITERS: dict[str, Writer] = {"tmx": write_tmx, "tsv": write_tsv, "jsonl": write_jsonl}
