"""The server as its socket shows it: whom it answers, with what, and that a decision outlives it."""

from __future__ import annotations

import contextlib
import http.client
import json
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from qantara.translate.review.desk import Desk
from qantara.translate.review.files import FollowingFiles
from qantara.translate.review.folder import ReviewFolder
from qantara.translate.review.serving import bound, server_of
from tests.review.sample import NEWS, write_run

ROOT = Path(__file__).resolve().parent.parent.parent
SAME = {"Sec-Fetch-Site": "same-origin"}


class Visitor:
    """Speaks to a server as a browser, or something worse, would."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder, self.address = folder, address

    def request(
        self, path: str, method: str = "GET", body: str = "", **headers: str
    ) -> tuple[int, dict[str, str], str]:
        parts = urlsplit(self.address)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if body:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path if path.startswith("/") else parts.path + path, body or None, sent)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, text

    def decide(self, headers: dict[str, str] | None = None, **fields: str) -> tuple[int, dict[str, str], str]:
        sent = SAME if headers is None else headers
        return self.request("decide", "POST", urlencode({"article": "news", **fields}), **sent)


class Command(Visitor):
    """``qantara review`` in a process of its own."""

    def __init__(self, folder: Path, *options: str) -> None:
        command = [
            sys.executable,
            "-m",
            "qantara.cli",
            "review",
            str(folder),
            "--no-browser",
            "--as",
            "Salma",
            *options,
        ]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)
        assert self.process.stdout is not None
        super().__init__(folder, self.process.stdout.readline().strip())

    def stop(self, how: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        if self.process.poll() is None:
            self.process.send_signal(how)
        _, err = self.process.communicate(timeout=20)
        return self.process.returncode, err


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[Visitor]:
    """A server in a thread."""
    desk = Desk(ReviewFolder(folder), "Salma")
    files, listener = FollowingFiles(desk.folder), bound(0)
    server, address = server_of(desk, files, listener)
    listener.listen()
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    yield Visitor(folder, address)
    server.should_exit = True
    thread.join()
    files.write()
    listener.close()


@pytest.fixture(scope="module")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """For tests that decide nothing."""
    with serving(write_run(tmp_path_factory.mktemp("review") / "out")) as server:
        yield server


@pytest.fixture
def server(run_folder: Path) -> Iterator[Visitor]:
    with serving(run_folder) as server:
        yield server


@pytest.fixture
def command(run_folder: Path) -> Iterator[Command]:
    command = Command(run_folder)
    yield command
    command.stop(signal.SIGKILL)


def flags(server: Visitor) -> list[str]:
    return re.findall(r'data-key="(\w+)"', server.request("article/news")[2])


def test_the_address_has_a_secret_and_leads_to_the_articles(shared_server: Visitor) -> None:
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{32}/", shared_server.address)
    status, _, page = shared_server.request("")
    assert status == 200
    assert "5 sentence pairs" in page
    assert "<b>0</b> of 4 decided" in page


def test_every_answer_has_the_headers(shared_server: Visitor) -> None:
    for path in ("", "article/news", "static/review.js", "nowhere", "/wrong"):
        headers = shared_server.request(path)[1]
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'self'; script-src 'self'")
        assert "unsafe" not in policy
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/wrong/", "/wrong/article/news", "//", "/%00/"])
def test_without_the_secret_there_is_nothing(shared_server: Visitor, path: str) -> None:
    status, _, text = shared_server.request(path)
    assert status == 404
    assert "Starling" not in text


def test_all_but_the_last_letter_of_the_secret_is_not_enough(shared_server: Visitor) -> None:
    assert shared_server.request(urlsplit(shared_server.address).path[:-2] + "/")[0] == 404


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1.evil.example", ""])
def test_a_foreign_host_is_refused(shared_server: Visitor, host: str) -> None:
    assert shared_server.request("", Host=host)[0] in (400, 421)


def test_localhost_is_this_machine_too(shared_server: Visitor) -> None:
    assert shared_server.request("", Host=f"localhost:{urlsplit(shared_server.address).port}")[0] == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "null"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://evil.example"},
    ],
)
def test_a_decision_from_elsewhere_is_refused(shared_server: Visitor, headers: dict[str, str]) -> None:
    assert shared_server.decide(headers, row="p1s1", flag=flags(shared_server)[0], action="ignore")[0] == 403
    assert not (shared_server.folder / "review.jsonl").exists()


def test_an_address_alone_decides_nothing(shared_server: Visitor) -> None:
    assert shared_server.request("decide?article=news&row=p1s1&action=ignore")[0] == 405


def test_other_bodies_than_forms_are_not_read(shared_server: Visitor) -> None:
    sent = {"Content_Type": "text/plain", **SAME}
    assert shared_server.request("decide", "POST", "", **sent)[0] == 422


@pytest.mark.parametrize(
    "path", ["static/../../cli.py", "static/%2e%2e%2fmodel.py", "static/parts.html.j2", "article/none"]
)
def test_other_files_are_not_served(shared_server: Visitor, path: str) -> None:
    assert shared_server.request(path)[0] == 404


def test_filters_and_search(shared_server: Visitor) -> None:
    def rows(query: str) -> list[str]:
        return re.findall(r'<div class="row[^>]*id="(\w+)"', shared_server.request(f"article/news?{query}")[2])

    assert rows("") == ["p1s1", "p1s2", "p3s1", "p5s1", "p5s2"]
    assert rows("state=open") == ["p1s1", "p1s2", "p3s1", "p5s2"]
    assert rows("state=decided") == []
    assert rows("kind=misspelt") == ["p1s1", "p5s2"]
    assert rows(urlencode({"term": "تايوان"})) == ["p1s2"]
    assert rows("severity=info") == []
    assert rows("q=STARLING") == ["p1s1", "p5s2"]
    assert rows(urlencode({"q": "الي العَمل"})) == ["p1s1"], "neither hamza nor vowel signs matter"
    assert rows("q=nothing+here+fits") == []
    assert rows("page=99&kind=x") == []


def test_a_decision_without_script(server: Visitor) -> None:
    status, headers, _ = server.decide(row="p1s1", flag=flags(server)[0], action="accept", back="kind=misspelt&evil=1")
    assert status == 303
    assert headers["location"] == f"{urlsplit(server.address).path}article/news?kind=misspelt#p1s1"
    page = server.request("article/news")[2]
    assert ">Starlink</mark> service" in page
    assert "<b>1</b> of 4 decided" in page


def test_a_decision_by_script_and_its_undo(server: Visitor) -> None:
    key = flags(server)[0]
    ask = {"Accept": "application/json", **SAME}
    status, _, text = server.decide(ask, row="p1s1", flag=key, action="accept")
    answer = json.loads(text)
    assert (status, answer["progress"]) == (200, {"decided": 1, "all": 4})
    assert list(answer["rows"]) == ["p1s1"]
    assert "accepted" in answer["rows"]["p1s1"]
    assert server.decide(ask, row="p1s1", flag=key, action="accept")[0] == 409, "seen by no window"
    status, _, text = server.decide(ask, action="undo", decision=answer["decision"])
    assert (status, json.loads(text)["progress"]["decided"]) == (200, 0)


def test_files_follow_and_the_end_is_clean(command: Command) -> None:
    command.decide(row="p1s1", flag=flags(command)[0], action="accept")
    code, err = command.stop()
    assert code == 0
    assert err.splitlines()[-1] == "1 decisions (1 accept); 3 flags are still open."
    assert "Starlink service" in (command.folder / "news.en.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_told(command: Command, how: signal.Signals) -> None:
    assert command.stop(how)[0] == 0


def test_a_decision_outlives_kill_9(command: Command) -> None:
    for key in flags(command)[:2]:
        row = "p1s1" if key == flags(command)[0] else "p1s2"
        assert command.decide(row=row, flag=key, action="ignore")[0] == 303
    command.stop(signal.SIGKILL)
    with (command.folder / "review.jsonl").open("ab") as journal:
        journal.write(b'{"id": "torn')
    second = Command(command.folder)
    assert "<b>2</b> of 4 decided" in second.request("article/news")[2]
    assert second.decide(row="p3s1", flag=flags(second)[2], action="ignore")[0] == 303
    assert second.stop()[0] == 0
    assert len((command.folder / "review.jsonl").read_bytes().splitlines()) == 3


def test_two_servers_of_one_folder(server: Visitor) -> None:
    with serving(server.folder) as second:
        key = flags(second)[0]
        assert server.decide(row="p1s1", flag=key, action="accept")[0] == 303
        status, _, page = second.decide(row="p1s1", flag=key, action="ignore")
    assert status == 409
    assert "Salma was quicker (accepted the suggestion" in page


def test_a_run_into_the_folder_of_a_server_is_seen(server: Visitor) -> None:
    write_run(server.folder, NEWS[:1])
    assert "of 2 decided" in server.request("article/news")[2]


def test_a_name_for_the_reviewer(server: Visitor) -> None:
    body = urlencode({"who": " Omar\n<b> "})
    assert server.request("person", "POST", body, **SAME)[0] == 303
    assert 'value="Omar &lt;b&gt;"' in server.request("")[2]
    server.decide(row="p1s1", flag=flags(server)[0], action="ignore")
    assert json.loads((server.folder / "review.jsonl").read_bytes())["who"] == "Omar <b>"


def test_a_folder_without_articles_is_told(tmp_path: Path) -> None:
    server = Command(tmp_path)
    code, err = server.stop()
    assert code == 3
    assert err.startswith("error: ")
    assert "qantara run ARTICLE --out" in err


def test_a_taken_port_is_told(shared_server: Visitor, run_folder: Path) -> None:
    port = urlsplit(shared_server.address).port
    code, err = Command(run_folder, "--port", str(port)).stop()
    assert code == 2
    assert f"cannot listen on port {port}" in err
