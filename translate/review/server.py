"""The review pages as a web application: addresses to pages, forms to decisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, quote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from qantara.align.page.model import IndexEntry, Progress
from qantara.align.page.render import STATIC, render_index, render_message, render_review, render_row, static_file
from qantara.models.errors import QantaraError
from qantara.translate.report import page_row
from qantara.translate.review.decision import Action, Decision
from qantara.translate.review.desk import ConflictError, Desk, Made, RefusedError, Wish
from qantara.translate.review.files import FollowingFiles
from qantara.translate.review.security import App, Guard
from qantara.translate.review.state import ArticleState, counted
from qantara.translate.review.view import Query, Searchable, View

_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
LARGEST_FORM = 1 << 20


class _MissingError(Exception):
    """An address that leads nowhere."""


class ReviewServer:
    """Answers requests, one after the other: no two of them change the state at the same time."""

    def __init__(self, desk: Desk, files: FollowingFiles, root: str) -> None:
        self._desk, self._files, self._root = desk, files, root
        self._searchable: dict[str, Searchable] = defaultdict(Searchable)

    def app(self) -> Starlette:
        routes = [
            Route("/", self.index),
            Route("/article/{stem}", self.article),
            Route("/static/{name}", self.static),
            Route("/decide", self.decide, methods=["POST"]),
            Route("/person", self.person, methods=["POST"]),
        ]
        handlers: dict[Any, Any] = {_MissingError: self._missing, QantaraError: self._failed}
        return Starlette(routes=routes, exception_handlers=handlers)

    # pages

    async def index(self, request: Request) -> Response:
        self._desk.folder.refresh()
        entries = [self._entry(state) for state in self._desk.folder.articles.values()]
        folder = self._desk.folder
        kept = f"Decisions are kept in {folder.journal.path}, a line each."
        return HTMLResponse(render_index(entries, folder.folder.resolve().name, self._root, self._desk.person, kept))

    def _entry(self, state: ArticleState) -> IndexEntry:
        counts, last = counted(state.flags()), state.last()
        told = f"last decision {last.time[:10]}{f' by {last.who}' if last.who else ''}" if last else ""
        stem = state.article.stem
        address = f"{self._root}/article/{quote(stem, safe='')}"
        pairs = state.article.counts["pairs"]
        return IndexEntry(stem, address, pairs, Progress(counts["decided"], counts["all"]), counts["error"], told)

    async def article(self, request: Request) -> Response:
        self._desk.folder.refresh()
        state = self._state(request.path_params["stem"])
        stem = state.article.stem
        page = self._view(state).page(Query.of(request.query_params), self._desk.glossary_of(stem) is not None)
        return HTMLResponse(render_review(page))

    def _state(self, stem: str) -> ArticleState:
        state = self._desk.folder.articles.get(stem)
        if state is None:
            raise _MissingError
        return state

    def _view(self, state: ArticleState) -> View:
        return View(state, self._root, self._desk.person, self._searchable[state.article.stem])

    async def static(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in STATIC:
            raise _MissingError
        return Response(static_file(name), media_type=_TYPES[name.rpartition(".")[2]])

    # decisions

    async def person(self, request: Request) -> Response:
        form = await _form(request)
        self._desk.person = " ".join(form.get("who", "").split())[:80]
        return RedirectResponse(f"{self._root}/", 303)

    async def decide(self, request: Request) -> Response:
        form = await _form(request)
        wish = Wish(**{name: form.get(name, "") for name in Wish.__dataclass_fields__})
        answer = self._answer(wish, form)
        status = answer.pop("status")
        if "application/json" in request.headers.get("accept", ""):
            return JSONResponse(answer, status)
        back = f"{self._root}/article/{quote(wish.article, safe='')}"
        if query := Query.of(dict(parse_qsl(form.get("back", "")))).string(_page_number(form.get("back", ""))):
            back += f"?{query}"
        back += f"#{quote(answer.get('row', wish.row))}"
        if status == 200:
            return RedirectResponse(back, 303)
        return HTMLResponse(render_message("Nothing was decided", answer["message"], back, self._root), status)

    def _answer(self, wish: Wish, form: Mapping[str, str]) -> dict[str, Any]:
        self._desk.folder.refresh()
        try:
            made = self._desk.decide(wish)
        except ConflictError as conflict:
            return {"status": 409, "message": str(conflict), **self._shown(wish.article, {wish.row}, form)}
        except RefusedError as refusal:
            return {"status": 422, "message": str(refusal)}
        except QantaraError as error:
            return {"status": 500, "message": str(error)}
        decision = made.decision
        for state in self._touched(decision):
            self._files.follow(state)
        rows = self._between(form) if decision.form else {decision.row}
        told = {"decision": decision.id, "row": decision.row, "flag": decision.flag}
        return {"status": 200, "message": self._said(made), **told, **self._shown(decision.article, rows, form)}

    def _touched(self, decision: Decision) -> list[ArticleState]:
        """Articles whose files a decision changes: a form that is admitted settles flags everywhere."""
        articles = self._desk.folder.articles
        return list(articles.values()) if decision.form else [articles[decision.article]]

    def _between(self, form: Mapping[str, str]) -> set[str]:
        """The flagged rows that a window shows."""
        ids = list(self._state(form.get("article", "")).rows)
        try:
            first, last = ids.index(form.get("first", "")), ids.index(form.get("last", ""))
        except ValueError:
            return {form.get("row", "")}
        state = self._state(form["article"])
        return {id for id in ids[first : last + 1] if state.rows[id].remarks}

    def _shown(self, stem: str, rows: set[str], form: Mapping[str, str]) -> dict[str, Any]:
        """Rows as they are now, the progress, and where the next open flag is."""
        state = self._state(stem)
        glossary = self._desk.glossary_of(stem) is not None
        page = self._view(state).page(Query.of(dict(parse_qsl(form.get("back", "")))), glossary, rows=False)
        html = {id: render_row(page_row(state.state(id), glossary=glossary), page) for id in rows if id in state.rows}
        progress = {"decided": page.progress.decided, "all": page.progress.all}
        return {"rows": html, "progress": progress, "next_open": page.next_open}

    def _said(self, made: Made) -> str:
        said = _said(made.decision)
        if made.decision.action is Action.ALWAYS:
            others = self._settled_by(made.decision)
            said += (
                f" {others} more flags are settled by it."
                if others > 1
                else " One more flag is settled by it." * others
            )
        return " ".join(filter(None, (said, made.note, self._files.trouble)))

    def _settled_by(self, decision: Decision) -> int:
        flags = (flag for state in self._desk.folder.articles.values() for flag in state.flags())
        return sum(flag.by is not None and flag.by.id == decision.id for flag in flags) - 1

    # what went wrong

    async def _missing(self, request: Request, error: Exception) -> Response:
        return HTMLResponse(
            render_message("Not here", "There is nothing at this address.", f"{self._root}/", self._root), 404
        )

    async def _failed(self, request: Request, error: Exception) -> Response:
        return HTMLResponse(render_message("That did not work", str(error), f"{self._root}/", self._root), 500)


def _page_number(back: str) -> int:
    return Query.of(dict(parse_qsl(back))).page


def _said(decision: Decision) -> str:
    kind = decision.kind.replace("_", " ")
    admitted = f"The glossary accepts “{decision.form}” from now on."
    if decision.form.startswith("("):
        admitted = f"The glossary lets “{kind}” pass for this name from now on."
    return {
        Action.ACCEPT: "Written into the English.",
        Action.EDIT: "Saved.",
        Action.IGNORE: "Left as it is.",
        Action.ALWAYS: admitted,
        Action.WRONG: "Noted: not a mistake.",
        Action.UNDO: "Undone.",
    }[decision.action]


async def _form(request: Request) -> dict[str, str]:
    """The fields of a form; what is no form, or far too large, has none."""
    body = b""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return {}
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_FORM:
            return {}
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=50))


def review_app(desk: Desk, files: FollowingFiles, secret: str, port: int) -> App:
    """The application behind its guard.

    Args:
        desk: where decisions are made.
        files: what follows them.
        secret: the beginning of every address.
        port: where the server will listen.
    """
    return Guard(ReviewServer(desk, files, f"/{secret}").app(), secret, port)
