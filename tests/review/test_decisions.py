"""What a decision does, what undoing it does, and what is left of it after the article was run again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from qantara.translate.article_file import article_bytes, read_article
from qantara.translate.outputs import FORMATS, write_reviewed
from qantara.translate.review.decision import Decision
from qantara.translate.review.desk import ConflictError, Desk, RefusedError, Wish
from qantara.translate.review.folder import ReviewFolder
from qantara.translate.review.state import ArticleState, RowState, Verdict
from tests.review.sample import GLOSSARY, NEWS, write_run

Decide = Callable[..., Decision]


def row(desk: Desk, id: str) -> RowState:
    return desk.folder.articles["news"].state(id)


def verdicts(state: ArticleState) -> list[str]:
    return [str(flag.verdict) for flag in state.flags()]


def again(folder: Path) -> ArticleState:
    """What another process makes of the folder."""
    return ReviewFolder(folder).articles["news"]


def english(folder: Path) -> list[str]:
    write_reviewed(again(folder), folder, FORMATS)
    return (folder / "news.en.txt").read_text(encoding="utf-8").splitlines()


def test_an_accepted_suggestion_is_in_every_file(desk: Desk, decide: Decide, run_folder: Path) -> None:
    decide("p1s1", "misspelt", "accept")
    assert row(desk, "p1s1").text == "The Starlink service works again."
    assert english(run_folder)[0] == "The Starlink service works again. And Putin said that it is far."
    lines = [json.loads(line) for line in (run_folder / "news.pairs.jsonl").read_bytes().splitlines()]
    assert lines[0]["review"] == "corrected"
    assert lines[0]["reviewer"] == "Salma"
    assert lines[0]["machine"] == "The Starling service works again."
    assert "review" not in lines[1]
    rows = [line.split("\t") for line in (run_folder / "news.pairs.tsv").read_text(encoding="utf-8").splitlines()]
    assert [columns[2] for columns in rows] == ["corrected", "", "", "", ""]
    tmx = (run_folder / "news.pairs.tmx").read_text(encoding="utf-8")
    assert tmx.count('<prop type="x-review">corrected</prop>') == 1
    assert 'changeid="Salma"' in tmx
    report = (run_folder / "news.report.html").read_text(encoding="utf-8")
    assert "accepted" in report
    assert "<button" not in report


def test_an_ignored_flag_approves_the_pair(decide: Decide, run_folder: Path) -> None:
    decide("p3s1", "forbidden", "ignore")
    assert again(run_folder).review() == {"p3s1": "approved"}


def test_an_edit_settles_what_it_mends(desk: Desk, decide: Decide) -> None:
    decide("p1s2", "", "edit", text="And Putin said  that\nTaiwan is far.")
    state = row(desk, "p1s2")
    assert state.text == "And Putin said that Taiwan is far."
    assert [flag.verdict for flag in state.flags] == [Verdict.BY_WORDING]


def test_an_edit_elsewhere_in_the_sentence_leaves_the_flag(desk: Desk, decide: Decide) -> None:
    decide("p1s1", "", "edit", text="The Starling network works again.")
    [flag] = row(desk, "p1s1").flags
    assert flag.open
    assert flag.target_span == (4, 12)
    decide("p1s1", "misspelt", "accept")
    assert row(desk, "p1s1").text == "The Starlink network works again."


def test_undo_of_the_earlier_of_two_changes_keeps_the_later(desk: Desk, decide: Decide) -> None:
    first = decide("p1s1", "misspelt", "accept")
    decide("p1s1", "", "edit", text="The Starlink network works again.")
    desk.decide(Wish("news", action="undo", decision=first.id))
    assert row(desk, "p1s1").text == "The Starling network works again."
    assert row(desk, "p1s1").flags[0].open


def test_undo_twice_is_a_conflict(desk: Desk, decide: Decide) -> None:
    made = decide("p3s1", "forbidden", "wrong")
    desk.decide(Wish("news", action="undo", decision=made.id))
    assert row(desk, "p3s1").flags[0].open
    with pytest.raises(ConflictError, match="undone already"):
        desk.decide(Wish("news", action="undo", decision=made.id))


def test_always_admits_the_form_and_settles_its_like(desk: Desk, decide: Decide, run_folder: Path) -> None:
    made = decide("p1s1", "misspelt", "always")
    changed = GLOSSARY.replace("Starlink,ستار لينك,,", "Starlink,ستار لينك,Starling,")
    assert (run_folder / "names.csv").read_text(encoding="utf-8") == changed
    assert verdicts(again(run_folder)) == ["always", "open", "open", "admitted"]
    desk.decide(Wish("news", action="undo", decision=made.id))
    assert (run_folder / "names.csv").read_text(encoding="utf-8") == GLOSSARY
    assert verdicts(again(run_folder)) == ["open"] * 4


def test_always_for_a_missing_name_waives_the_kind(decide: Decide, run_folder: Path) -> None:
    decide("p1s2", "omitted", "always")
    text = (run_folder / "names.csv").read_text(encoding="utf-8")
    assert text.splitlines()[0].endswith(",note,waived")
    assert "تايوان,Taiwan,,,,place,,omitted\n" in text
    write_run(run_folder)
    assert [flag.remark.kind for flag in again(run_folder).flags()] == ["misspelt", "forbidden", "misspelt"]


def test_always_for_a_forbidden_form_lifts_the_ban(desk: Desk, decide: Decide, run_folder: Path) -> None:
    made = decide("p3s1", "forbidden", "always")
    assert "بوتين,Putin,,Vladimir Putin|Poutine,,person,\n" in (run_folder / "names.csv").read_text(encoding="utf-8")
    desk.decide(Wish("news", action="undo", decision=made.id))
    assert (run_folder / "names.csv").read_text(encoding="utf-8") == GLOSSARY


def test_a_glossary_that_cannot_be_changed_leaves_all_as_it_was(decide: Decide, run_folder: Path) -> None:
    (run_folder / "names.csv").write_text("بوتين,Putin\n", encoding="utf-8")
    with pytest.raises(Exception, match="no entry 'starlink' any more"):
        decide("p1s1", "misspelt", "always")
    assert verdicts(again(run_folder)) == ["open"] * 4


def test_two_windows_do_not_overwrite_each_other(desk: Desk, decide: Decide, run_folder: Path) -> None:
    other = Desk(ReviewFolder(run_folder), "Omar")
    key, seen = row(desk, "p1s1").flags[0].key, row(desk, "p1s1").version
    decide("p1s1", "misspelt", "accept", at=other)
    with pytest.raises(ConflictError, match="Omar was quicker \\(accepted the suggestion"):
        desk.decide(Wish("news", "p1s1", key, "ignore", seen))
    assert row(desk, "p1s1").text == "The Starlink service works again.", "it has seen the other's decision"
    decide("p3s1", "forbidden", "ignore")
    other.folder.refresh()
    assert verdicts(other.folder.articles["news"]) == verdicts(desk.folder.articles["news"])


@pytest.mark.parametrize(
    ("kind", "action", "why"),
    [
        ("misspelt", "burn", "no such decision"),
        ("", "ignore", "needs a flag"),
        ("", "edit", "Nothing has changed"),
    ],
)
def test_what_makes_no_sense_is_refused(decide: Decide, kind: str, action: str, why: str) -> None:
    with pytest.raises(RefusedError, match=why):
        decide("p1s1", kind, action, text="The Starling service works again.")


def test_a_missing_name_is_not_guessed_into_its_place(decide: Decide) -> None:
    with pytest.raises(RefusedError, match="no sure place"):
        decide("p1s2", "omitted", "accept")


# ---- after the article was run again


def test_a_rerun_that_changes_nothing_keeps_everything(decide: Decide, run_folder: Path) -> None:
    decide("p1s1", "misspelt", "accept")
    decide("p3s1", "forbidden", "wrong")
    before = verdicts(again(run_folder))
    write_run(run_folder, (NEWS[1], *NEWS[:1], NEWS[2]))  # other numbers, the same sentences
    assert sorted(verdicts(again(run_folder))) == sorted(before)
    lines = (run_folder / "news.en.txt").read_text(encoding="utf-8").splitlines()
    assert lines[2].startswith("The Starlink service works again."), "the files of the run have the decision at once"


def test_new_english_of_the_model_shows_its_flags_again(decide: Decide, run_folder: Path) -> None:
    decide("p1s1", "misspelt", "accept")
    decide("p3s1", "forbidden", "wrong")
    changed = ((("عادت خدمة ستارلينك إلى العمل.", "Starling is back."), NEWS[0][1]), *NEWS[1:])
    write_run(run_folder, changed)
    state = again(run_folder)
    assert state.state("p1s1").text == "Starling is back.", "an accepted suggestion belongs to the sentence it was in"
    assert state.state("p1s1").flags[0].open
    assert state.state("p3s1").flags[0].verdict is Verdict.WRONG


def test_what_a_person_wrote_outlives_the_models_english(decide: Decide, run_folder: Path) -> None:
    decide("p1s1", "misspelt", "edit", text="Starlink is up again.")
    changed = ((("عادت خدمة ستارلينك إلى العمل.", "Starling is back."), NEWS[0][1]), *NEWS[1:])
    write_run(run_folder, changed)
    state = again(run_folder).state("p1s1")
    assert (state.text, state.stale) == ("Starlink is up again.", True)
    assert state.flags[0].verdict is Verdict.BY_WORDING


def test_a_sentence_said_twice_is_decided_on_twice(tmp_path: Path) -> None:
    twice = ((NEWS[1][0],), (NEWS[1][0],))
    desk = Desk(ReviewFolder(write_run(tmp_path / "out", twice)))
    first, second = (row(desk, id).flags[0] for id in ("p1s1", "p3s1"))
    assert first.key != second.key
    desk.decide(Wish("news", "p3s1", second.key, "ignore", ""))
    assert verdicts(desk.folder.articles["news"]) == ["open", "ignore"]


def test_arabic_without_english_can_be_given_some(tmp_path: Path) -> None:
    folder = write_run(tmp_path / "out", ((("جملة أولى.", "First."), ("جملة ضائعة.", ""), ("أخيرة.", "Last.")),))
    desk = Desk(ReviewFolder(folder))
    desk.decide(Wish("news", "p1s2", "", "edit", "", "A lost one."))
    assert english(folder) == ["First. A lost one. Last."]
    assert again(folder).flags()[0].verdict is Verdict.BY_WORDING
    assert len((folder / "news.pairs.tsv").read_text(encoding="utf-8").splitlines()) == 3


def test_the_article_file_is_read_as_it_was_written(run_folder: Path) -> None:
    path = run_folder / "news.article.jsonl"
    assert article_bytes(read_article(path)) == path.read_bytes()
