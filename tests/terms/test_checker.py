"""Judging: what happened to a name, case by case."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qantara.align.bead import SentencePair
from qantara.align.flag import EntityFlag, Kind, Severity
from qantara.align.term import TermEntry
from qantara.align.terms.base import TermBase, term_base
from qantara.align.terms.checker import Checker, Settings
from qantara.align.terms.judging.sentence import Link

BASE = term_base(
    [
        TermEntry("elon-musk", ("إيلون ماسك",), "Elon Musk", type="person"),
        TermEntry("musk", ("ماسك", "المسك"), "Musk", type="person"),
        TermEntry("starlink", ("ستارلينك",), "Starlink", target_forbidden=("Star Link",)),
        TermEntry("sea", ("بحر آزوف",), "Sea of Azov", ("Azov Sea",)),
        TermEntry("azov", ("آزوف",), "Azov"),
        TermEntry("spacex", ("سبيس إكس",), "SpaceX"),
        TermEntry("x", ("إكس",), "X"),
        TermEntry("un", ("الأمم المتحدة",), "United Nations"),
        TermEntry("candidate", ("المرشح",), "The Candidate"),
        TermEntry("nun", ("الراهبة البيضاء",), "The White Sister"),
        TermEntry("muhammad", ("محمد الأمين",), "Muhammad al-Amin", type="person"),
        TermEntry("shell", ("شل",), "Shell"),
    ]
)
CHECKER = Checker(BASE)


def check(*pairs: tuple[str, str], checker: Checker = CHECKER) -> list[EntityFlag]:
    return list(checker.check(SentencePair(str(n), *pair) for n, pair in enumerate(pairs)))


def serious(flags: Iterable[EntityFlag]) -> list[tuple[Kind, str | None]]:
    return [(flag.kind, flag.found) for flag in flags if flag.severity.rank >= Severity.WARNING.rank]


@pytest.mark.parametrize(
    ("arabic", "english", "kind", "found"),
    [
        ("انقطعت خدمة ستارلينك أمس", "The service was cut off yesterday", Kind.OMITTED, None),
        ("انقطعت خدمة ستارلينك أمس", "The ستارلينك service was cut off yesterday", Kind.UNTRANSLATED, "ستارلينك"),
        ("انقطعت خدمة ستارلينك أمس", "The Starling service was cut off yesterday", Kind.MISSPELT, "Starling"),
        ("انقطعت خدمة ستارلينك أمس", "The starlink service was cut off yesterday", Kind.MISCASED, "starlink"),
        ("انقطعت خدمة ستارلينك أمس", "The Star Link service was cut off yesterday", Kind.FORBIDDEN, "Star Link"),
        ("انقطعت خدمة ستارلينك أمس", "The SpaceX service was cut off yesterday", Kind.WRONG_ENTITY, "SpaceX"),
        ("انقطعت خدمة ستارلينك أمس", "The Verizon service was cut off yesterday", Kind.WRONG_ENTITY, "Verizon"),
        ("من مثل في فيلم الراهبة البيضاء؟", "Who acted in the film Alrahba Albyda?", Kind.MISSPELT, "Alrahba Albyda"),
        ("وقال ماسك إنه باق", "The mask said it was staying", Kind.MISSPELT, "mask"),
        (
            "حذر الجيش من الألغام في بحر آزوف",
            "The army warned of mines in the Sea of Azof",
            Kind.MISSPELT,
            "Sea of Azof",
        ),
        ("متى صدر فيلم المرشح؟", "When was the film the candidate released?", Kind.MISCASED, "the candidate"),
    ],
)
def test_each_kind_is_named_and_located(arabic: str, english: str, kind: Kind, found: str | None) -> None:
    flags = check((arabic, english))
    assert serious(flags) == [(kind, found)]
    (flag,) = [flag for flag in flags if flag.severity.rank >= Severity.WARNING.rank]
    assert flag.source_span is not None
    assert arabic[slice(*flag.source_span)] in [form for entry in BASE.entries for form in entry.source_forms]
    assert flag.suggestion == flag.expected[0]
    assert 0.0 < flag.confidence <= 1.0
    assert flag.target_span is None or english[slice(*flag.target_span)] == found


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("قال إيلون ماسك ثم عاد ماسك", "Elon Musk spoke and then he returned"),
        ("غادر إيلون ماسك", "Musk's gone"),
        ("في بحر آزوف", "In the Azov Sea"),
        ("دعت الأمم المتحدة إلى الهدنة", "The UN called for a truce"),
        ("انتشرت المحطات في بحر آزوف ثم في آزوف", "Stations spread in the Sea of Azov, then in Azov"),
        ("قال المرشح المستقل إنه فاز", "The independent candidate said he had won"),
        ("شل الإضراب حركة القطارات", "The strike paralysed train traffic"),
        ("تفوح رائحة المسك من السوق", "The market smells of musk"),
        ("أمسك الشرطي اللص", "The policeman caught the thief"),
        ("زار محمد الأمين المدرسة", "Mohammed Al-Amin visited the school"),
    ],
)
def test_right_renderings_pass(arabic: str, english: str) -> None:
    assert serious(check((arabic, english))) == []


def test_a_nested_name_needs_its_own_place() -> None:
    assert serious(check(("أطلقت سبيس إكس منصة إكس", "SpaceX launched the platform"))) == [(Kind.OMITTED, None)]


def test_a_name_to_spare_next_door_makes_an_omission_a_remark() -> None:
    flags = check(("انقطعت خدمة ستارلينك", "The service was cut off"), ("عادت بعد ساعة", "Starlink came back"))
    assert [flag.severity for flag in flags if flag.kind is Kind.OMITTED] == [Severity.INFO]


def test_a_name_that_next_door_needs_itself_is_not_to_spare() -> None:
    flags = check(("انقطعت خدمة ستارلينك", "The service was cut off"), ("عادت ستارلينك", "Starlink came back"))
    assert serious(flags) == [(Kind.OMITTED, None)]


def test_a_glossary_name_out_of_nowhere_is_a_remark() -> None:
    (flag,) = check(("وصل القائد إلى المدينة", "Musk arrived in the city"))
    assert (flag.kind, flag.severity, flag.source_span, flag.found) == (Kind.EXTRA, Severity.INFO, None, "Musk")


def test_two_accepted_forms_in_one_article_are_a_remark_once_an_article() -> None:
    pairs = (("في بحر آزوف", "In the Sea of Azov"), ("في بحر آزوف", "In the Azov Sea"))
    # The same words in another order count as the same form.
    assert [flag.kind for flag in check(*pairs)] == []
    base = term_base([TermEntry("who", ("منظمة الصحة",), "Health Agency", ("WHO",))])
    pairs = (("قالت منظمة الصحة", "The Health Agency said"), ("قالت منظمة الصحة", "The WHO said"))
    assert [flag.kind for flag in check(*pairs, checker=Checker(base))] == [Kind.INCONSISTENT]
    apart = Checker(base, Settings(article_of=lambda pair_id: pair_id))
    assert check(*pairs, checker=apart) == []


def test_a_word_alignment_says_which_stranger_it_is() -> None:
    arabic = "ستارلينك وفيريزون وقعتا العقد"
    english = "Acme and Globex signed the contract"
    pair = SentencePair("0", arabic, english)
    start = english.index("Globex")
    links = [Link((0, len("ستارلينك")), (start, start + len("Globex")), 0.9)]
    (flag,) = CHECKER.check([pair], word_alignment=lambda _pair: links)
    assert flag.found == "Globex"


def test_the_check_streams() -> None:
    def endless() -> Iterable[SentencePair]:
        number = 0
        while True:
            yield SentencePair(str(number), "عادت ستارلينك", "It came back")
            number += 1

    flags = iter(CHECKER.check(endless()))
    assert [next(flags).pair_id for _ in range(3)] == ["0", "1", "2"]


def test_an_empty_base_flags_nothing() -> None:
    assert check(("قال ماسك", "He said"), checker=Checker(TermBase(()))) == []


WORDS = st.sampled_from(["ماسك", "ستارلينك", "بحر آزوف", "المرشح", "قال", "في", "إكس", "وبالستارلينك", "،", "«"])
ENGLISH = st.sampled_from(
    ["Musk", "musk", "Starling", "Sea", "of", "Azov", "X", "he", "said", "،", "ستارلينك", "The", "'s", "\n"]
)


@given(st.lists(WORDS, max_size=8), st.lists(ENGLISH, max_size=10))
def test_spans_lie_inside_their_texts(arabic: list[str], english: list[str]) -> None:
    pair = SentencePair("p", " ".join(arabic), " ".join(english))
    for flag in CHECKER.check([pair]):
        for span, text in ((flag.source_span, pair.source), (flag.target_span, pair.target)):
            if span is not None:
                assert 0 <= span[0] < span[1] <= len(text)
        if flag.target_span is not None:
            assert flag.found == pair.target[slice(*flag.target_span)]
