"""A server on loopback that speaks the chat-completions protocol, and Ollama's, and misbehaves.

Each request is answered by the script set for it: a function that writes to an open reply.
"""

import json
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Asked:
    """One request as it came: when, with which headers, and when its client hung up."""

    path: str
    headers: Message
    body: dict
    at: float
    closed: threading.Event = field(default_factory=threading.Event)

    @property
    def system(self):
        return self.body["messages"][0]["content"]

    @property
    def user(self):
        return self.body["messages"][-1]["content"]


class Reply:
    """An open reply to one request."""

    def __init__(self, handler, asked, closing):
        self._handler = handler
        self._closing = closing
        self.asked = asked
        self._started = False

    def fail(self, status, headers=(), message="no"):
        """Refuse the request with a status."""
        body = json.dumps({"error": {"message": message, "type": "x", "code": None}}).encode()
        self._handler.send_response(status)
        for name, value in (*headers, ("Content-Type", "application/json")):
            self._handler.send_header(name, value)
        self._handler.send_header("Content-Length", str(len(body)))
        self._handler.end_headers()
        self._handler.wfile.write(body)

    def start(self):
        """Open the event stream."""
        if not self._started:
            self._started = True
            kind = "application/x-ndjson" if self._is_ollama else "text/event-stream"
            self._handler.send_response(200)
            self._handler.send_header("Content-Type", kind)
            self._handler.send_header("Connection", "close")
            self._handler.end_headers()

    def raw(self, data):
        """Bytes as they are."""
        self.start()
        self._handler.wfile.write(data)
        self._handler.wfile.flush()

    def piece(self, text, finish=None):
        """One piece of the model's text."""
        if self._is_ollama:
            event = {"model": "m", "created_at": "2026-01-01T00:00:00Z", "done": finish is not None}
            event["message"] = {"role": "assistant", "content": text}
            if finish:
                event["done_reason"] = finish
            self.raw(json.dumps(event).encode() + b"\n")
            return
        choice = {"index": 0, "delta": {"role": "assistant", "content": text}}
        event = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
        event["choices"] = [choice | {"finish_reason": finish}]
        self.raw(b"data: " + json.dumps(event).encode() + b"\n\n")

    def end(self, reason="stop"):
        """End the reply as a server does that has said all."""
        self.piece("", reason)
        if not self._is_ollama:
            self.raw(b"data: [DONE]\n\n")

    def say(self, text, size=7):
        """The whole of `text` in small pieces, and the end."""
        for at in range(0, len(text), size):
            self.piece(text[at : at + size])
        self.end()

    def wait(self, seconds):
        """Say nothing for a while; end early and note it when the client hangs up."""
        connection = self._handler.connection
        connection.settimeout(0.05)
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self._closing.is_set():
            try:
                if not connection.recv(1):
                    self.asked.closed.set()
                    return
            except TimeoutError:
                continue
            except OSError:
                self.asked.closed.set()
                return

    @property
    def _is_ollama(self):
        return self.asked.path.startswith("/api/")


Script = Callable[[Reply], None]


class ChatServer:
    """The server; `script` answers every request, or each in turn the next of `scripts`."""

    def __init__(self):
        self.asked: list[Asked] = []
        self.script: Script = lambda reply: reply.say("")
        self.scripts: list[Script] = []
        self._closing = threading.Event()
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                chat = self.path.endswith(("/chat/completions", "/api/chat"))
                given = json.loads(body) if chat else {}
                asked = Asked(self.path, self.headers, given, time.monotonic())
                server.asked.append(asked)
                if not chat:
                    Reply(self, asked, server._closing).fail(404)
                    return
                script = server.scripts.pop(0) if server.scripts else server.script
                self.close_connection = True
                try:
                    script(Reply(self, asked, server._closing))
                except OSError:
                    asked.closed.set()

            do_GET = do_POST  # noqa: N815  so the handler's base class calls it

            def log_message(self, *_):
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = False  # all have ended when the server is closed

            def handle_error(self, *_):
                pass

        self._server = Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def base_url(self):
        return f"{self.address}/v1"

    def close(self):
        self._closing.set()
        with suppress(OSError):
            self._server.shutdown()
            self._server.server_close()
        self._thread.join(5)


def saying(text, size=7) -> Script:
    """A script that says `text` and ends."""
    return lambda reply: reply.say(text, size)


def failing(status, headers=(), message="no") -> Script:
    """A script that refuses the request."""
    return lambda reply: reply.fail(status, headers, message)


@contextmanager
def tracing_service(monkeypatch, variable):
    """A server that the environment names as the tracing service, switched on by `variable`."""
    from langsmith import run_trees, utils

    service = ChatServer()
    try:
        with monkeypatch.context() as patched:
            patched.setenv(variable, "true")
            patched.setenv("LANGSMITH_ENDPOINT", service.address)
            patched.setenv("LANGSMITH_API_KEY", "x")
            patched.setattr(run_trees, "_CLIENT", None)
            utils.get_env_var.cache_clear()
            yield service
    finally:
        utils.get_env_var.cache_clear()
        service.close()
