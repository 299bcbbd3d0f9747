"""The tree of errors that a user can meet. Each names the remedy; ``cli.py`` alone turns them into exit codes.

=====  =====================================================
code   meaning
=====  =====================================================
0      clean
1      flags at or above ``--fail-on``
2      wrong usage
3      bad input, or an output that cannot be written
4      model missing, unusable, or offline
130    interrupted
=====  =====================================================
"""

from __future__ import annotations


class QantaraError(Exception):
    """Anything that is the user's to mend. The message is one line: what happened, where, what to do."""

    exit_code = 3


class UsageError(QantaraError):
    """Options that do not go together, or a value out of range."""

    exit_code = 2


class InputError(QantaraError):
    """An input that cannot be read: missing, binary, empty, malformed."""


class OutputError(QantaraError):
    """A place that cannot be written to: no permission, no space, a file where a folder should be."""


class ModelError(QantaraError):
    """A model that is not there, is not what it should be, or cannot be fetched now."""

    exit_code = 4


def first_line(error: BaseException) -> str:
    """What an error of another library says, in one line, for a message of ours."""
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
