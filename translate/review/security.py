"""Who may talk to the server: a browser on this machine that was given the secret, and no page of another site.

Any page that a browser shows can send requests to 127.0.0.1, and by DNS rebinding even read the answers. So the secret
stands in every address, the Host must be ours, and what changes anything must come from our own pages.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

CONTENT_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    b"content-security-policy": CONTENT_POLICY.encode(),
    b"referrer-policy": b"no-referrer",
    b"x-content-type-options": b"nosniff",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"cache-control": b"no-store",
}
_SAFE = frozenset(("GET", "HEAD"))


def new_secret() -> str:
    """192 random bits, fit for an address."""
    return secrets.token_urlsafe(24)


class Guard:
    """An ASGI application in front of another, which sees addresses without the secret.

    Args:
        app: the application to guard.
        secret: what every address begins with.
        port: where the server listens.
    """

    def __init__(self, app: App, secret: str, port: int) -> None:
        self._app, self._secret = app, secret
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"} | ({"127.0.0.1", "localhost"} if port == 80 else set())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        status, path = self._judged(scope["method"], scope["path"], headers)
        if status != 200:
            await _refuse(status, send)
            return
        await self._app({**scope, "path": path, "raw_path": path.encode()}, receive, _with_headers(send))

    def _judged(self, method: str, path: str, headers: dict[str, str]) -> tuple[int, str]:
        """A status that is 200 if the request may pass, and its path without the secret."""
        if headers.get("host", "") not in self._hosts:
            return 421, ""
        first, slash, rest = path.removeprefix("/").partition("/")
        if not hmac.compare_digest(first.encode(), self._secret.encode()):
            return 404, ""
        if method not in _SAFE and not self._from_here(headers):
            return 403, ""
        return 200, slash + rest or "/"

    def _from_here(self, headers: dict[str, str]) -> bool:
        """Whether a request comes from one of our pages. Forms of a page without referrer send ``Origin: null``."""
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        ours = origin is not None and origin.removeprefix("http://") in self._hosts and origin.startswith("http://")
        if site is None:
            return ours
        return site == "same-origin" and (ours or origin in (None, "null"))


async def _refuse(status: int, send: Send) -> None:
    body = b"Not here. The address to open is the one that qantara review printed.\n"
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*headers, *HEADERS.items()]})
    await send({"type": "http.response.body", "body": body})


def _with_headers(send: Send) -> Send:
    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", []), *HEADERS.items()]
        await send(message)

    return with_headers
