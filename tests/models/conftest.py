"""Small models with random weights, in the layout of the hub; and a small hub."""

from __future__ import annotations

import hashlib
import json
import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from qantara.models.locate import EMBEDDED

Make = Callable[..., Path]


@pytest.fixture
def random_model(tmp_path: Path) -> Make:
    """``random_model(name, vocabulary=0, **config)``: MarianMTModel with the embedded tokenizer and random weights.

    The vocabulary is filled up with pieces that no text has, if it is to be larger than the tokenizer's.
    """
    import torch
    from transformers import MarianConfig, MarianMTModel

    def make(name: str = "random", vocabulary: int = 0, **settings: Any) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        for file in ("source.spm", "target.spm"):
            shutil.copyfile(EMBEDDED / file, folder / file)
        (folder / "tokenizer_config.json").write_text('{"source_lang": "ar", "target_lang": "en"}')
        pieces = json.loads((EMBEDDED / "vocab.json").read_text(encoding="utf-8"))
        pieces = {piece: number for piece, number in pieces.items() if piece != "<pad>"}
        for number in range(len(pieces), vocabulary - 1):
            pieces[f"▁filling{number}"] = number
        pieces["<pad>"] = pad = len(pieces)
        (folder / "vocab.json").write_text(json.dumps(pieces, ensure_ascii=False), encoding="utf-8")
        shape = {
            "d_model": 32, "encoder_layers": 1, "decoder_layers": 1, "encoder_attention_heads": 2,
            "decoder_attention_heads": 2, "encoder_ffn_dim": 64, "decoder_ffn_dim": 64,
            "max_position_embeddings": 64, "activation_function": "swish",
        }  # fmt: skip
        config = MarianConfig(
            vocab_size=len(pieces), decoder_vocab_size=len(pieces), pad_token_id=pad, decoder_start_token_id=pad,
            eos_token_id=0, forced_eos_token_id=0, bos_token_id=0, scale_embedding=True, **{**shape, **settings},
        )  # fmt: skip
        torch.manual_seed(1)
        model = MarianMTModel(config)
        model.get_input_embeddings().weight.data[pad] = 0  # Marian starts from zeros
        model.save_pretrained(folder)
        return folder

    return make


class FakeHub(ThreadingHTTPServer):
    """As much of the Hugging Face Hub as a download needs, on this machine.

    Attributes:
        repositories: files by repository and name; names in ``LARGE`` are told with a SHA-256 and sent from ``/cdn``.
        refused: status and ``X-Error-Code`` by repository.
        cuts: of the next large files, after how many bytes the connection is cut, and whether it stalls before.
        spoilt: large files arrive with a byte changed.
        seen: method, path and ``Range`` of every request.
    """

    LARGE = ("model.safetensors", "pytorch_model.bin")
    COMMIT = "fedcba9876543210fedcba9876543210fedcba98"
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.repositories: dict[str, dict[str, bytes]] = {}
        self.refused: dict[str, tuple[int, str]] = {}
        self.cuts: list[tuple[int, bool]] = []
        self.spoilt = False
        self.seen: list[tuple[str, str, str | None]] = []
        self.stalled, self.closing = threading.Event(), threading.Event()
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.cdn = f"http://localhost:{self.server_address[1]}"  # another host, as far as the client can tell
        threading.Thread(target=self.serve_forever, args=[0.02], daemon=True).start()

    def close(self) -> None:
        self.closing.set()
        self.shutdown()
        self.server_close()

    def ranges(self) -> list[str | None]:
        """``Range`` of each request for content of a large file."""
        return [given for method, path, given in self.seen if method == "GET" and path.startswith("/cdn/")]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is what some tests want."""


class _Answer(BaseHTTPRequestHandler):
    server: FakeHub
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        self.server.seen.append((self.command, self.path, self.headers.get("Range")))
        parts = [unquote(part) for part in urlsplit(self.path).path.strip("/").split("/")]
        if parts[0] == "cdn":
            self._content(self._large(parts[1]))
            return
        hub_id = "/".join(parts[2:4] if parts[0] == "api" else parts[:2])
        files = self.server.repositories.get(hub_id)
        if hub_id in self.server.refused:
            self._refuse(*self.server.refused[hub_id])
        elif files is None:
            self._refuse(404, "RepoNotFound")
        elif parts[0] == "api" and parts[5] not in ("main", self.server.COMMIT):
            self._refuse(404, "RevisionNotFound")
        elif parts[0] == "api":
            self._send(json.dumps(self._info(hub_id, files)).encode(), {"Content-Type": "application/json"})
        else:
            self._file(files[parts[4]], parts[4])

    def _info(self, hub_id: str, files: dict[str, bytes]) -> dict[str, Any]:
        siblings: list[dict[str, Any]] = [
            {"rfilename": name, "size": len(data), "blobId": _git_hash(data)} for name, data in files.items()
        ]
        for sibling in siblings:
            if (name := sibling["rfilename"]) in self.server.LARGE:
                sibling["lfs"] = {"sha256": _sha256(files[name]), "size": len(files[name]), "pointerSize": 134}
        return {"id": hub_id, "modelId": hub_id, "sha": self.server.COMMIT, "siblings": siblings, "tags": []}

    def _file(self, data: bytes, name: str) -> None:
        headers = {"X-Repo-Commit": self.server.COMMIT, "ETag": f'"{_git_hash(data)}"'}
        if name not in self.server.LARGE:
            self._send(data, headers)
            return
        headers |= {"X-Linked-Etag": f'"{_sha256(data)}"', "X-Linked-Size": str(len(data))}
        self._send(b"", headers | {"Location": f"{self.server.cdn}/cdn/{_sha256(data)}"}, 302)

    def _large(self, sha256: str) -> bytes:
        everything = (data for files in self.server.repositories.values() for data in files.values())
        return next(data for data in everything if _sha256(data) == sha256)

    def _content(self, data: bytes) -> None:
        if self.server.spoilt:
            data = data[:-1] + bytes([data[-1] ^ 1])
        start = int((self.headers.get("Range") or "bytes=0-").removeprefix("bytes=").rstrip("-"))
        status = 206 if "Range" in self.headers else 200
        headers = {"Content-Range": f"bytes {start}-{len(data) - 1}/{len(data)}"} if status == 206 else {}
        if not self.server.cuts:
            self._send(data[start:], headers, status)
            return
        length, stall = self.server.cuts.pop(0)
        self._send(data[start:], headers, status, length)
        if stall:
            self.server.stalled.set()
            self.server.closing.wait(60)
        self.close_connection = True

    def _refuse(self, status: int, code: str) -> None:
        self._send(b"{}", {"X-Error-Code": code} if code else {}, status)

    def _send(self, body: bytes, headers: dict[str, str], status: int = 200, most: int | None = None) -> None:
        self.send_response(status)
        for name, value in (headers | {"Content-Length": str(len(body))}).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body[:most])
            self.wfile.flush()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _git_hash(data: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    """A hub with nothing in it."""
    server = FakeHub()
    yield server
    server.close()


@pytest.fixture
def online(hub: FakeHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeHub:
    """The hub as the mirror of this process and of those it starts, with a cache of its own."""
    from huggingface_hub import constants

    for name, value in {
        "HF_ENDPOINT": hub.url, "HF_HOME": str(tmp_path / "home"), "HF_HUB_OFFLINE": "0", "HF_TOKEN": "",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)  # it was read when the library was imported
    monkeypatch.setattr(constants, "ENDPOINT", hub.url)
    monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", hub.url + "/{repo_id}/resolve/{revision}/{filename}")
    monkeypatch.setattr(constants, "DOWNLOAD_CHUNK_SIZE", 4096)
    return hub
