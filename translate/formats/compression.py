"""Bytes of a file, unpacked if it is compressed; never more of them than a document may have."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from qantara.models.errors import InputError
from qantara.translate.document import open_binary

LIMIT = 256 << 20  # bytes of a structured document, which is held in memory whole
RATIO = 250  # text packs 3 to 20 times smaller, very repetitive text 100; a bomb of gzip 1000, of zstd 30,000
_FREE = 16 << 20  # below this the ratio does not matter
_CHUNK = 1 << 10  # of packed bytes: zstd makes at most 32 MiB of them
_ZSTD_WINDOW = 1 << 27  # what ``zstd --long`` asks for by default

COMPRESSED = (".gz", ".zst")


class _Unpacker(Protocol):
    """What ``zlib.decompressobj`` and ``zstandard``'s decompression objects have in common."""

    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, /) -> bytes: ...


def _gunzip() -> _Unpacker:
    return zlib.decompressobj(16 + zlib.MAX_WBITS)


def _unzstd() -> _Unpacker:
    import zstandard

    return zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()


def _unpacked(chunks: Iterable[bytes], make: Callable[[], _Unpacker]) -> Iterator[bytes]:
    """Plain bytes of all members or frames; zero bytes between them are padding."""
    unpacker = make()
    begun = False
    for chunk in chunks:
        data = chunk
        while data := data if begun else data.lstrip(b"\0"):
            begun = True
            yield unpacker.decompress(data)
            if not unpacker.eof:
                break
            data, unpacker, begun = unpacker.unused_data, make(), False
    if begun:
        raise EOFError("it ends in the middle")


def _bounded(chunks: Iterable[bytes], path: Path, packed: int | None) -> bytes:
    parts, size = [], 0
    for chunk in chunks:
        size += len(chunk)
        if packed is not None and size > _FREE and size > RATIO * packed:
            raise InputError(f"{path} unpacks to more than {RATIO} times its size, as no text does; it is not read")
        if size > LIMIT:
            raise InputError(f"{path} holds more than {LIMIT >> 20} MiB; split it, or translate its text line by line")
        parts.append(chunk)
    return b"".join(parts)


def _chunks(file: BinaryIO, size: int) -> Iterator[bytes]:
    return iter(lambda: file.read(size), b"")


def read_bytes(path: Path) -> bytes:
    """The content of a file, without its compression if its name ends in ``.gz`` or ``.zst``.

    Raises:
        InputError: missing, a folder, unreadable, broken, or too large (``LIMIT``, ``RATIO``).
    """
    suffix = path.suffix.lower()
    with open_binary(path) as file:
        if suffix not in COMPRESSED:
            return _bounded(_chunks(file, 1 << 20), path, None)
        make = _gunzip if suffix == ".gz" else _unzstd
        try:
            return _bounded(_unpacked(_chunks(file, _CHUNK), make), path, path.stat().st_size)
        except (zlib.error, EOFError) as error:
            raise InputError(f"{path}: broken {suffix} file: {error}") from error
        except Exception as error:
            if type(error).__name__ != "ZstdError":  # its library is imported only when it is needed
                raise
            raise InputError(f"{path}: broken {suffix} file: {error}") from error
