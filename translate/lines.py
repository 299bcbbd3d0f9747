"""The lines of a file or of standard input, one at a time: a file of any size takes the memory of one line."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from qantara.models.errors import InputError
from qantara.translate.decode_bytes import encoding_of
from qantara.translate.document import open_binary

_SAMPLE = 1 << 16


class _Prefixed(io.RawIOBase):
    """A stream with the bytes that were read from it for a look put back in front."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        part, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        if not part:
            part = self._rest.read1(len(buffer)) if hasattr(self._rest, "read1") else self._rest.read(len(buffer))
        buffer[: len(part)] = part
        return len(part)


def _decoded(stream: BinaryIO, name: str) -> Iterator[str]:
    head = stream.read1(_SAMPLE) if hasattr(stream, "read1") else stream.read(_SAMPLE)
    encoding = encoding_of(head, name)
    text = io.TextIOWrapper(io.BufferedReader(_Prefixed(head, stream)), encoding=encoding, newline=None)
    number = 0
    try:
        for number, line in enumerate(text, 1):  # noqa: B007 - the number is for the message
            yield line.removesuffix("\n")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name}, after line {number}: not {encoding} (byte 0x{error.object[error.start]:02x})"
        ) from error


def read_lines(path: Path) -> Iterator[str]:
    """Lines without their ends; ``-`` is standard input.

    Raises:
        InputError: missing, a folder, binary, or broken in the middle (with the line).
    """
    if str(path) == "-":
        yield from _decoded(sys.stdin.buffer, "standard input")
        return
    with open_binary(path) as file:
        yield from _decoded(file, str(path))
