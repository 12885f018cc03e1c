"""Who may talk to the workbench: this machine, this browser, this page.

A local server can be reached by every web page the researcher has open. So a request needs the
right Host (no DNS rebinding), a cookie that only the launch code gives (no other user of the
machine), and for a change the right Origin (no other page). The answers carry a policy under which
the browser runs no script but ours and talks to nobody else.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "media-src 'self' blob:; connect-src 'self'; frame-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
"""Nothing from elsewhere, no inline script or style, no text that becomes markup."""

PAPER_POLICY = (
    "sandbox allow-scripts allow-popups; default-src 'none'; style-src 'unsafe-inline'; "
    "script-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'self'"
)
"""For a report shown in a frame: it brings its own script, so it gets an origin of its own that can
reach neither the workbench nor the network."""

PAPER = "x-crosscase-paper"
"""The header by which a route says that its answer is such a report."""

MOST_JSON = 8_000_000
"""Bytes of a request that is no upload."""

MOST_UPLOAD = 2_000_000_000
"""Bytes of one uploaded file."""

_ASKS = {"GET", "HEAD"}


@dataclass
class Keys:
    """The secrets of one run: a code for the first visit and the cookie it is changed for."""

    code: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    def spend(self, given: str) -> bool:
        """Whether this is the launch code; it works once."""
        right = bool(self.code) and hmac.compare_digest(given.encode(), self.code.encode())
        if right:
            self.code = ""
        return right


class Guard:
    """Refuses every request that does not come from the workbench's own page."""

    def __init__(self, app: ASGIApp, keys: Keys, port: int) -> None:
        self.app = app
        self.keys = keys
        self.cookie = f"crosscase_{port}"
        self.hosts = {f"127.0.0.1:{port}", f"localhost:{port}", f"[::1]:{port}"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, or say why not."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":  # no WebSocket is spoken here
            return
        heads = {name.decode("latin-1"): v.decode("latin-1") for name, v in scope["headers"]}
        if heads.get("host", "") not in self.hosts:
            await self._refuse(scope, receive, send, "This is not the address of the workbench.")
            return
        if scope["path"] == "/launch":
            await self._launch(scope, receive, send, heads)
            return
        if not self._knows(heads):
            await self._refuse(
                scope,
                receive,
                send,
                "This browser has not been let in. Open the address that `crosscase open` printed; "
                "it works once. For another browser start `crosscase open` again.",
            )
            return
        if scope["method"] not in _ASKS:
            origin = heads.get("origin", "")
            if (
                origin.removeprefix("http://") != heads["host"]
                or heads.get("sec-fetch-site", "same-origin") != "same-origin"
            ):
                await self._refuse(scope, receive, send, "Another page asked for this change.")
                return
            kind = heads.get("content-type", "")
            if kind not in ("application/json", "application/octet-stream"):
                await self._refuse(scope, receive, send, "Only JSON or a file can be sent.")
                return
            receive = _bounded(receive, MOST_JSON if "json" in kind else MOST_UPLOAD)
        await self.app(scope, receive, _dressed(send))

    def _knows(self, heads: dict[str, str]) -> bool:
        try:
            cookie = SimpleCookie(heads.get("cookie", "")).get(self.cookie)
        except CookieError:
            return False
        return cookie is not None and hmac.compare_digest(
            cookie.value.encode(), self.keys.token.encode()
        )

    async def _launch(
        self, scope: Scope, receive: Receive, send: Send, heads: dict[str, str]
    ) -> None:
        asked = parse_qs(scope["query_string"].decode("latin-1"))
        if self._knows(heads) or self.keys.spend(asked.get("code", [""])[0]):
            answer = RedirectResponse(asked.get("to", ["/"])[0] if _ours(asked) else "/", 303)
            answer.set_cookie(
                self.cookie, self.keys.token, httponly=True, samesite="strict", path="/"
            )
            await answer(scope, receive, _dressed(send))
            return
        await self._refuse(scope, receive, send, "This launch code was used already, or is wrong.")

    async def _refuse(self, scope: Scope, receive: Receive, send: Send, why: str) -> None:
        await PlainTextResponse(why + "\n", 403)(scope, receive, _dressed(send))


def _ours(asked: dict[str, list[str]]) -> bool:
    """Whether the launch leads to a page of ours and nowhere else."""
    to = asked.get("to", [""])[0]
    return to.startswith("/") and not to.startswith(("//", "/\\"))


def _dressed(send: Send) -> Send:
    """Add the headers that every answer carries."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            heads = dict(message.get("headers", []))
            paper = heads.pop(PAPER.encode(), None)
            policy = PAPER_POLICY if paper else POLICY
            heads[b"content-security-policy"] = policy.encode()
            heads[b"x-content-type-options"] = b"nosniff"
            heads[b"referrer-policy"] = b"no-referrer"
            heads[b"cross-origin-opener-policy"] = b"same-origin"
            heads[b"cross-origin-resource-policy"] = b"same-origin"
            heads.setdefault(b"cache-control", b"no-store")
            message["headers"] = list(heads.items())
        await send(message)

    return sending


def _bounded(receive: Receive, most: int) -> Receive:
    """Stop a body that is longer than stated: the connection ends there."""
    taken = 0

    async def receiving() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            return {"type": "http.disconnect"}
        return message

    return receiving
