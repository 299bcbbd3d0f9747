"""The server at work: bound to this machine alone, until somebody ends it."""

from __future__ import annotations

import contextlib
import signal
import socket
from collections import Counter
from collections.abc import Callable

import uvicorn

from qantara.models.errors import UsageError
from qantara.translate.review.desk import Desk
from qantara.translate.review.files import FollowingFiles
from qantara.translate.review.security import new_secret
from qantara.translate.review.server import review_app
from qantara.translate.review.state import counted


def bound(port: int) -> socket.socket:
    """A socket on 127.0.0.1.

    Args:
        port: 0 takes any that is free.

    Raises:
        UsageError: the port is taken, or not ours to take.
    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
    except OSError as error:
        listener.close()
        raise UsageError(
            f"cannot listen on port {port}: {error.strerror}; leave out --port to take a free one"
        ) from error
    return listener


def server_of(desk: Desk, files: FollowingFiles, listener: socket.socket) -> tuple[uvicorn.Server, str]:
    """A server that only has to be run, and the address to open, secret included.

    Args:
        desk: where decisions are made.
        files: what follows them.
        listener: see ``bound``.
    """
    secret, port = new_secret(), listener.getsockname()[1]
    config = uvicorn.Config(
        review_app(desk, files, secret, port), log_config=None, access_log=False, lifespan="off", ws="none",
        server_header=False, timeout_graceful_shutdown=1,
    )  # fmt: skip
    return uvicorn.Server(config), f"http://127.0.0.1:{port}/{secret}/"


def serve(desk: Desk, listener: socket.socket, ready: Callable[[str], None]) -> None:
    """Answer requests until the process is interrupted or told to end, then write the files that still wait.

    Args:
        desk: where decisions are made.
        listener: see ``bound``.
        ready: called with the address once it can be opened.
    """
    files = FollowingFiles(desk.folder)
    server, address = server_of(desk, files, listener)
    signal.signal(signal.SIGTERM, _interrupt)
    listener.listen()
    try:
        with contextlib.suppress(KeyboardInterrupt):
            ready(address)
            server.run(sockets=[listener])
    finally:
        files.write()


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def summary(desk: Desk) -> str:
    """One line of what was decided, for a person."""
    made = Counter(str(decision.action) for decision in desk.made)
    left = sum(counted(state.flags())["open"] for state in desk.folder.articles.values())
    done = ", ".join(f"{count} {action}" for action, count in made.most_common())
    return f"{len(desk.made)} decisions{f' ({done})' if done else ''}; {left} flags are still open."
