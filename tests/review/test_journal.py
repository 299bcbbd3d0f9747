"""The journal grows, survives a crash at any byte, and is shared."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from qantara.models.errors import InputError, OutputError
from qantara.translate.review.decision import Action, Decision, new_id, now
from qantara.translate.review.journal import Journal


def made(**values: str) -> Decision:
    return Decision(new_id(), now(), "سلمى", Action.IGNORE, "news", "p1s1", "s", "p", **values)  # type: ignore[arg-type]


def write(journal: Journal, *decisions: Decision) -> None:
    with journal.exclusive():
        for decision in decisions:
            journal.append(decision)


def read(folder: Path) -> list[Decision]:
    journal = Journal(folder)
    journal.refresh()
    return journal.decisions


def test_what_is_written_is_read(tmp_path: Path) -> None:
    decisions = [made(flag="f", old="a\u2028b", new=""), made(kind="omitted")]
    write(Journal(tmp_path), *decisions)
    assert read(tmp_path) == decisions
    lines = (tmp_path / "review.jsonl").read_bytes().splitlines()
    assert json.loads(lines[1])["who"] == "سلمى"


def test_a_line_torn_anywhere_costs_nothing_that_was_saved(tmp_path: Path) -> None:
    first, second, third = made(), made(), made()
    write(Journal(tmp_path), first)
    path = tmp_path / "review.jsonl"
    kept, line = path.read_bytes(), second.line()
    for length in range(len(line) - 1):
        path.write_bytes(kept + line[:length])
        assert read(tmp_path) == [first]
        write(Journal(tmp_path), third)
        assert read(tmp_path) == [first, third]


def test_a_whole_last_line_without_its_end_is_kept(tmp_path: Path) -> None:
    first, second = made(), made()
    (tmp_path / "review.jsonl").write_bytes(first.line().rstrip())
    write(Journal(tmp_path), second)
    assert read(tmp_path) == [first, second]


def test_two_journals_of_one_file_see_each_other(tmp_path: Path) -> None:
    here, there = Journal(tmp_path), Journal(tmp_path)
    first, second = made(), made()
    write(here, first)
    write(there, second)
    assert there.decisions == [first, second]
    assert here.refresh() is False
    assert here.decisions == [first, second]


def test_a_file_that_was_exchanged_is_read_anew(tmp_path: Path) -> None:
    journal, other = Journal(tmp_path), made()
    write(journal, made(), made())
    replacement = tmp_path / "new"
    replacement.write_bytes(other.line())
    replacement.replace(tmp_path / "review.jsonl")
    assert journal.refresh() is True
    assert journal.decisions == [other]


@pytest.mark.parametrize("line", [b"<<<<<<< HEAD\n", b"[]\n", b'{"action": "ignore"}\n', b'{"action": "burn"}\n'])
def test_a_line_that_is_no_decision_is_named(tmp_path: Path, line: bytes) -> None:
    (tmp_path / "review.jsonl").write_bytes(made().line() + line + made().line())
    with pytest.raises(InputError, match=r"review\.jsonl:2: not a decision"):
        read(tmp_path)


def test_a_full_disk_leaves_the_journal_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal, first = Journal(tmp_path), made()
    write(journal, first)
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, data[: len(data) // 2]))
    with pytest.raises(OutputError, match="not saved"):
        write(journal, made())
    monkeypatch.undo()
    assert read(tmp_path) == [first]
    second = made()
    write(journal, second)
    assert read(tmp_path) == [first, second]
