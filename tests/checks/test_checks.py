"""The general checks: one right and several wrong pairs for each."""

from __future__ import annotations

import pytest

from qantara.align.bead import SentencePair
from qantara.align.checks import CHECKS, run_checks
from qantara.align.flag import CheckFlag, CheckKind, Severity


def check(arabic: str, english: str, kind: CheckKind) -> list[CheckFlag]:
    return list(run_checks([SentencePair("p", arabic, english)], [kind]))


def serious(arabic: str, english: str, kind: CheckKind) -> bool:
    return any(flag.severity is not Severity.INFO for flag in check(arabic, english, kind))


WRONG = [
    (CheckKind.NUMBERS, "قتل 47 شخصا", "Killed were 74 people"),
    (CheckKind.NUMBERS, "بلغ السعر ٢٫٥ دولار والربح ٣٥ سنتا", "The price was 2.5 dollars and the profit 53 cents"),
    (CheckKind.NUMBERS, "في عام ٢٠٢٤", "In 2042"),
    (CheckKind.DATES, "في 5 مارس", "On 5 May"),
    (CheckKind.DATES, "يوم الخميس", "On Friday"),
    (CheckKind.LINKS, "زوروا https://example.org/a?b=1.", "Visit https://example.org/"),
    (CheckKind.LINKS, "راسلوا info@example.org", "Write to us"),
    (CheckKind.UNTRANSLATED_SENTENCE, "عادت الخدمة", "عادت الخدمة"),
    (CheckKind.UNTRANSLATED_SENTENCE, "عادت الخدمة", ""),
    (CheckKind.UNTRANSLATED_SENTENCE, "عادت خدمة الشبكة", "The شبكة service came back today"),
    (CheckKind.REPEATED, "عادت الخدمة", "The the service came back"),
    (CheckKind.REPEATED, "في مدينة كييف", "In the city of the city of the city of Kyiv"),
    (
        CheckKind.LENGTH,
        "عادت الخدمة إلى العمل بعد انقطاع دام ثلاث ساعات كاملة في العاصمة والمدن المجاورة",
        "It is back.",
    ),
    (CheckKind.BALANCE, "قال (أمس) إنه عائد", "He said (yesterday that he was back"),
    (CheckKind.BALANCE, "قال: «سأعود»", 'He said: "I will be back'),
]
RIGHT = [
    (CheckKind.NUMBERS, "بلغ العدد ١٬٢٠٠ شخص", "The number reached 1,200 people"),
    (CheckKind.NUMBERS, "خسرت الشركة 1.5 مليون دولار", "The company lost $1,500,000"),
    (CheckKind.NUMBERS, "بعد 12 يوما", "After twelve days"),
    (CheckKind.NUMBERS, "بعد اثني عشر يوما", "After 12 days"),
    (CheckKind.NUMBERS, "عام 2024/2025", "In 2024-25"),
    (CheckKind.NUMBERS, "غرم 42 ألفا وخمسمئة دولار", "He was fined $42,500"),
    (CheckKind.DATES, "في 3 كانون الثاني", "On January 3"),
    (CheckKind.DATES, "مارس الرياضة يوم السبت", "He did sport on Saturday in May"),
    (CheckKind.LINKS, "زوروا (https://example.org/a).", "Visit https://example.org/a now"),
    (CheckKind.UNTRANSLATED_SENTENCE, "عادت الخدمة", "The service is back"),
    (CheckKind.REPEATED, "أدى اليمين في باريس", "He was sworn in in Paris"),
    (CheckKind.REPEATED, "نعم، نعم، نعم", "Yes, yes, yes"),
    (CheckKind.LENGTH, "عادت الخدمة إلى العمل", "The service is working again"),
    (CheckKind.BALANCE, "قال (أمس) إنه عائد", "He said (yesterday) that he was back"),
    (CheckKind.BALANCE, "1) المقدمة", "1) Introduction"),
]


@pytest.mark.parametrize(("kind", "arabic", "english"), WRONG)
def test_wrong_pairs_are_flagged(kind: CheckKind, arabic: str, english: str) -> None:
    assert serious(arabic, english, kind)


@pytest.mark.parametrize(("kind", "arabic", "english"), RIGHT)
def test_right_pairs_pass(kind: CheckKind, arabic: str, english: str) -> None:
    assert not serious(arabic, english, kind)


def test_a_number_that_is_only_lost_is_a_remark() -> None:
    (flag,) = check("قتل 47 شخصا", "Several people were killed", CheckKind.NUMBERS)
    assert (flag.severity, flag.expected) == (Severity.INFO, ("47",))


def test_spans_point_at_what_differs() -> None:
    arabic, english = "قتل ٤٧ شخصا", "Killed were 74 people"
    (flag,) = check(arabic, english, CheckKind.NUMBERS)
    assert flag.source_span is not None
    assert flag.target_span is not None
    assert (arabic[slice(*flag.source_span)], english[slice(*flag.target_span)]) == ("٤٧", "74")


def test_checks_are_switched_off_one_by_one() -> None:
    pair = SentencePair("p", "قتل 47 شخصا", "Killed killed were 74 people")
    kinds = {flag.kind for flag in run_checks([pair])}
    assert kinds == {CheckKind.NUMBERS, CheckKind.REPEATED}
    assert {flag.kind for flag in run_checks([pair], set(CHECKS) - {CheckKind.NUMBERS})} == {CheckKind.REPEATED}
