"""What is doubtful in a term base, by file and line: findings for a person, none of them an error in the format."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from qantara.align.flag import Severity
from qantara.align.term import TermEntry
from qantara.align.terms.arabic import fold, has_arabic
from qantara.align.terms.base import TermBase, accepted_forms
from qantara.align.terms.clitics import split_article
from qantara.align.terms.english import SMALL_WORDS, tokenise
from qantara.align.terms.lexicon import is_common_english, means_something

_INVISIBLE = re.compile(
    "[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffd]"
)
_OTHER_SCRIPT = re.compile(r"[^\W\d_a-zA-Z\u00c0-\u024f\u1e00-\u1eff\u02b0-\u02ff\u0300-\u036f]")
_PLACEHOLDER = re.compile(r"^(?:tbd|todo|n/?a|none|null|xxx+|\?+|-+|test)$", re.IGNORECASE)
_LONGEST_TARGET = 100


@dataclass(frozen=True, slots=True)
class LintFinding:
    """A doubt about one entry.

    Attributes:
        line: one-based line of the file; 0 where the format has none.
        severity: ``error`` if the entry cannot work as meant, ``warning`` if it will cry wolf, ``info`` otherwise.
        code: short name of the rule, for switching it off.
        term_id: the entry.
        message: one sentence with the remedy.
    """

    line: int
    severity: Severity
    code: str
    term_id: str
    message: str


def lint(base: TermBase) -> list[LintFinding]:
    """All findings, by line."""
    findings = [finding for entry in base.entries for finding in _entry(entry)]
    findings += _across(base)
    return sorted(findings, key=lambda finding: (finding.line, finding.code))


def located(finding: LintFinding, base: TermBase) -> str:
    """A finding as a line of text, ``file:line: severity: message [code]``."""
    place = f"{base.path or 'glossary'}:{finding.line}" if finding.line else f"{base.path or 'glossary'}"
    return f"{place}: {finding.severity}: {finding.message} [{finding.code}]"


def _entry(entry: TermEntry) -> Iterator[LintFinding]:
    for form in entry.source_forms:
        yield from _source(entry, form)
    for form in accepted_forms(entry):
        yield from _target(entry, form)
    for form in entry.target_forbidden:
        if form in accepted_forms(entry):
            yield _finding(entry, Severity.ERROR, "conflict", f"“{form}” is both accepted and forbidden; keep one.")
    yield from _invisible(entry)


def _source(entry: TermEntry, form: str) -> Iterator[LintFinding]:
    folded = fold(form)
    if not folded:
        yield _finding(entry, Severity.ERROR, "no-letters", f"“{form}” has no letters and is never found.")
    elif not has_arabic(form):
        yield _finding(entry, Severity.INFO, "latin-source", f"“{form}” is not Arabic; it is found only as it stands.")
    elif re.search("[A-Za-z]", form):
        yield _finding(entry, Severity.WARNING, "mixed-scripts", f"“{form}” mixes Arabic and Latin letters.")
    if len(folded) == 1:
        yield _finding(entry, Severity.WARNING, "one-letter", f"“{form}” is one letter; list a longer form.")
    elif " " not in folded and means_something(split_article(folded)[0]):
        message = f"“{form}” is an ordinary word as well; a missing name will be a remark only."
        yield _finding(entry, Severity.WARNING, "common-word", message)


def _target(entry: TermEntry, form: str) -> Iterator[LintFinding]:
    if has_arabic(form):
        yield _finding(
            entry, Severity.ERROR, "arabic-target", f"The target “{form}” is Arabic; are the columns swapped?"
        )
        return
    other = _OTHER_SCRIPT.search(form)
    if other:
        name = unicodedata.name(other.group(), "a strange letter").title()
        yield _finding(entry, Severity.WARNING, "mixed-scripts", f"The target “{form}” holds {name}.")
    if _PLACEHOLDER.match(form.strip()) or not any(character.isalnum() for character in form):
        yield _finding(entry, Severity.ERROR, "placeholder", f"No one would write “{form}”; put the English form.")
    elif len(form) > _LONGEST_TARGET or form.rstrip().endswith((",", ";", ":")):
        yield _finding(entry, Severity.WARNING, "odd-target", f"“{form[:40]}” is hardly a name; shorten it.")
    elif len(form) == 1:
        yield _finding(entry, Severity.WARNING, "one-letter", f"The target “{form}” is one letter; expect remarks.")
    elif entry.case_sensitive and form.islower():
        message = f"“{form}” has no capital; if that is right, set case_sensitive to false."
        yield _finding(entry, Severity.INFO, "no-capital", message)
    weighty = [token for token in tokenise(form) if token.canon not in SMALL_WORDS]
    if len(weighty) == 1 and len(form) > 1 and is_common_english(weighty[0].canon):
        message = f"“{form}” is an ordinary English word; only its capital tells the name."
        yield _finding(entry, Severity.INFO, "common-target", message)


def _invisible(entry: TermEntry) -> Iterator[LintFinding]:
    for form in (*entry.source_forms, *accepted_forms(entry), *entry.target_forbidden):
        found = _INVISIBLE.search(form)
        if found:
            name = unicodedata.name(found.group(), f"U+{ord(found.group()):04X}").lower()
            yield _finding(entry, Severity.WARNING, "invisible", f"“{form}” holds an invisible character ({name}).")


def _across(base: TermBase) -> Iterator[LintFinding]:
    seen: dict[str, TermEntry] = {}
    for entry in base.entries:
        for form in dict.fromkeys(map(fold, entry.source_forms)):
            other = seen.setdefault(form, entry)
            if other is entry:
                continue
            same = other.target_preferred == entry.target_preferred
            where = f"line {other.line}" if other.line else other.id
            if same:
                yield _finding(entry, Severity.WARNING, "duplicate", f"“{form}” stands already at {where}; remove one.")
            else:
                message = f"“{form}” is “{other.target_preferred}” at {where} and “{entry.target_preferred}” here."
                yield _finding(entry, Severity.ERROR, "conflict", message)
    yield from _inside(base, seen)


def _inside(base: TermBase, forms: dict[str, TermEntry]) -> Iterator[LintFinding]:
    """Terms whose words stand inside a longer term: right and useful, but worth knowing."""
    for entry in base.entries:
        words = fold(entry.source_forms[0]).split()
        for size in range(1, len(words)):
            for first in range(len(words) - size + 1):
                inner = forms.get(" ".join(words[first : first + size]))
                if inner is not None and inner is not entry:
                    message = f"“{inner.source_forms[0]}” stands inside “{entry.source_forms[0]}”; the longer one wins."
                    yield _finding(entry, Severity.INFO, "nested", message)


def _finding(entry: TermEntry, severity: Severity, code: str, message: str) -> LintFinding:
    return LintFinding(entry.line, severity, code, entry.id, message)
