"""What stands around the Gradio page: its outer HTML, security headers, and the paths it needs.

Gradio 6.31's own page is English, names its makers' servers in meta tags and carries inline
scripts; it also answers on paths this product has no use for (uploads, a proxy, run history,
monitoring). The middleware rewrites the one HTML page, gives each inline script a nonce, so that
the Content-Security-Policy needs neither `unsafe-inline` nor `unsafe-eval` for scripts, and
answers 404 for every path that is not listed.
"""

from __future__ import annotations

import re
import secrets
from typing import Final

from fastapi.responses import JSONResponse
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui import texts

#: Where the page's own style sheet and script are served.
OWN_FILES: Final = "/trang"

#: Paths that the page, its static files and its event stream need, as Gradio 6.31 asks for them.
_OPEN: Final = re.compile(
    r"/|/ask|/health|/trang/[\w.-]+|/(?:assets|static|svelte)/.+|/theme\.css|/favicon\.ico"
    r"|/robots\.txt|/config/?"
    r"|/gradio_api/(?:startup-events|theme\.css|app_id|heartbeat/\w+|queue/(?:join|data)|cancel"
    r"|reset)/?"
)
#: Largest request body passed on, in bytes: a question with a full history, no files.
BODY_MAX: Final = 512 * 1024

_META: Final = re.compile(
    r"""\s*<meta\s[^>]*?(?:property="og:|name="twitter:)[^>]*?/>|\s*<link rel="manifest"[^>]*>"""
)
_SCRIPT: Final = re.compile(r"<script(?=[\s>])")


def dress(page: str, nonce: str) -> str:
    """Gradio's page made ours: language, title, style, script, nonces; no foreign meta tags."""
    page = _META.sub("", page.replace('lang="en"', 'lang="vi"', 1))
    page = _SCRIPT.sub(f'<script nonce="{nonce}"', page)
    ours = (
        f"<title>{texts.PRODUCT}</title>"
        f'<meta name="description" content="{texts.TAGLINE}" />'
        '<meta name="color-scheme" content="light dark" />'
        f'<link rel="stylesheet" href="{OWN_FILES}/style.css" />'
        f'<script nonce="{nonce}" src="{OWN_FILES}/page.js" defer></script>'
    )
    return page.replace("</head>", ours + "</head>", 1)


def policy(nonce: str) -> str:
    """The Content-Security-Policy: nothing from elsewhere, no inline script without the nonce."""
    return (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
        "base-uri 'self'; form-action 'none'; frame-ancestors 'none'; object-src 'none'"
    )


class Shell:
    """ASGI middleware that does what this module promises."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = _Response(send, secrets.token_urlsafe(16))
        if not _OPEN.fullmatch(scope["path"]):
            await _refused(404, "Không có địa chỉ này.")(scope, receive, answer.send)
            return
        body = await _body(receive) if scope["method"] == "POST" else b""
        if body is None:
            text = f"Nội dung gửi tới lớn hơn {BODY_MAX // 1024} KB. Hãy gửi ít hơn."
            await _refused(413, text)(scope, receive, answer.send)
            return
        if scope["path"] == "/":  # the page is rewritten, so it must not come compressed
            headers = [one for one in scope["headers"] if one[0] != b"accept-encoding"]
            scope = {**scope, "headers": headers}
        await self.app(scope, _replayed(body, receive), answer.send)


async def _body(receive: Receive) -> bytes | None:
    """The whole body of a request, None when it is too large; what was not read is left unread."""
    body = b""
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > BODY_MAX:
            return None
    return body


def _replayed(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives `body` first and then whatever comes after it."""
    whole: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive_again() -> Message:
        return whole.pop() if whole else await receive()

    return receive_again


def _refused(status: int, message: str) -> JSONResponse:
    return JSONResponse({"detail": message}, status_code=status)


class _Response:
    """Sends one response on, with our headers; an HTML body is gathered and dressed first."""

    def __init__(self, send: Send, nonce: str) -> None:
        self._send = send
        self._nonce = nonce
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["Content-Security-Policy"] = policy(self._nonce)
            headers["X-Content-Type-Options"] = "nosniff"
            headers["Referrer-Policy"] = "no-referrer"
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
            headers["Cross-Origin-Opener-Policy"] = "same-origin"
            if headers.get("content-type", "").startswith("text/html"):
                self._start = message
                return
            await self._send(message)
            return
        if self._start is None:
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        body = dress(self._body.decode(), self._nonce).encode()
        headers = MutableHeaders(scope=self._start)
        headers["Content-Length"] = str(len(body))
        headers["Cache-Control"] = "no-store"
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": body})
