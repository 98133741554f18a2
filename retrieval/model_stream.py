"""One call of a chat model: pieces of text as they come, within bounds, and stopped for good.

The call runs on an event loop of its own, so that a timeout or a reader who leaves cancels it
wherever it waits: the connection is closed and the server can stop generating.
"""

from __future__ import annotations

import asyncio
import atexit
import logging
import time
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from functools import lru_cache
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING, Literal

from errors import ModelError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage, BaseMessageChunk

#: What kept a model from answering: no connection, key or request refused, too many requests, an
#: error of the server, nothing in time, a reply that broke off, one that does not end.
Why = Literal["unreachable", "denied", "busy", "broken", "slow", "cut", "endless"]

#: Seconds after which a waiting reader gets an empty piece, so that it can leave.
_BEAT = 0.25
#: Seconds before the first repeated try; doubled each time.
_PAUSE = 0.5
#: Tries of a call that has given nothing yet.
_TRIES = 4
#: Longest reply in characters for each token allowed; a token is seldom longer than a long word.
_LETTERS = 12
#: Seconds that the process waits for its calls when it ends.
_LAST = 2.0
#: Where providers put the reason for which a reply ended.
_ENDS = ("finish_reason", "done_reason", "stop_reason", "stopReason")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds to the first piece, between two pieces, for the whole reply; sizes in tokens.

    `context` bounds the prompt, `max_tokens` the reply.
    """

    first: float = 20
    between: float = 15
    whole: float = 60
    max_tokens: int = 1000
    context: int = 6000


class NoReply(ModelError):
    """A model that did not answer, or not to the end; `why` says what happened."""

    def __init__(self, why: Why, detail: str = "") -> None:
        super().__init__(f"Mô hình ngôn ngữ không trả lời trọn vẹn ({why}; {detail}).")
        self.why: Why = why


def stream_text(
    client: BaseChatModel, messages: Sequence[BaseMessage], limits: Limits
) -> Iterator[str]:
    """Pieces of the reply; an empty one now and then, while there is nothing new.

    Raises `NoReply`. Closing the iterator ends the request.
    """
    pieces: SimpleQueue[str | Exception | None] = SimpleQueue()
    started = time.monotonic()
    call = _Call(client, messages, limits, pieces.put, started)
    task = asyncio.run_coroutine_threadsafe(call.run(), _loop())
    heard, until, length = False, started + limits.first, 0
    told = started
    try:
        while True:
            now = time.monotonic()
            until = min(until, started + limits.whole)
            if now >= until:
                raise NoReply("cut" if heard else "slow", "timeout")
            try:
                piece = pieces.get(timeout=min(_BEAT, until - now))
            except Empty:
                piece = ""
            if piece is None:
                return
            if isinstance(piece, Exception):
                raise piece
            now = time.monotonic()
            if piece:
                heard = True
                until = now + limits.between
                length += len(piece)
            elif now - told < _BEAT:
                continue
            if length > limits.max_tokens * _LETTERS:
                raise NoReply("endless", f"{length} characters")
            told = now
            yield piece
    finally:
        call.left.set()
        task.cancel()


@dataclass(frozen=True, slots=True)
class _Call:
    """What runs on the event loop: calls, and calls again while nothing has come."""

    client: BaseChatModel
    messages: Sequence[BaseMessage]
    limits: Limits
    put: Callable[[str | Exception | None], None]
    started: float
    left: Event = field(default_factory=Event)

    async def run(self) -> None:
        from langsmith import tracing_context

        # Questions go to the model that was set and nowhere else, whatever tracing the
        # environment asks for.
        with tracing_context(enabled=False):
            pause = _PAUSE
            for more in reversed(range(_TRIES)):
                heard = False
                try:
                    async with aclosing(self._pieces()) as pieces:
                        async for piece in pieces:
                            heard = heard or bool(piece)
                            self.put(piece)
                            # A cancellation can be lost in a stream that always has more to
                            # give: `asyncio.wait_for` swallows it there before Python 3.12.
                            if self.left.is_set():
                                return
                    self.put(None)
                    return
                except NoReply as error:
                    self.put(error)
                    return
                except Exception as error:  # noqa: BLE001  every provider raises its own
                    why = "cut" if heard else _why(error)
                    _log.warning("chat model: %s (%s)", why, type(error).__name__)
                    wait = _retry_after(error, pause)
                    remaining = self.started + self.limits.first - time.monotonic()
                    if not more or why not in ("unreachable", "busy", "broken") or wait > remaining:
                        self.put(NoReply(why, type(error).__name__))
                        return
                    pause *= 2
                    await asyncio.sleep(wait)

    async def _pieces(self) -> AsyncGenerator[str, None]:
        """Text of each chunk; `NoReply` where the reply breaks off."""
        end = ""
        reply = self.client.astream(list(self.messages), {"callbacks": []})
        async with aclosing(reply) as chunks:  # type: ignore[type-var]
            async for chunk in chunks:
                yield str(chunk.text)
                end = _end_of(chunk) or end
        if end.lower() not in ("stop", "end_turn", "eos"):
            raise NoReply("cut", end or "no end")


def _end_of(chunk: BaseMessageChunk) -> str:
    metadata = chunk.response_metadata
    return next((str(metadata[name]) for name in _ENDS if metadata.get(name)), "")


def _why(error: Exception) -> Why:
    status = _status(error)
    if status is None:
        if isinstance(error, ValueError):
            return "broken"  # no JSON, or not what the protocol says
        return "slow" if "timeout" in type(error).__name__.lower() else "unreachable"
    if status in (401, 403):
        return "denied"
    if status == 429:
        return "busy"
    return "broken" if status >= 500 else "denied"


def _status(error: Exception) -> int | None:
    """HTTP status of a provider's error; None where there was no answer at all."""
    given = getattr(error, "status_code", None)
    if given is None:
        given = getattr(getattr(error, "response", None), "status_code", None)
    return given if isinstance(given, int) and given > 0 else None


def _retry_after(error: Exception, pause: float) -> float:
    """Seconds to wait before the next try: what the server asks for, else `pause`."""
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        return max(pause, float(headers.get("retry-after", pause)))
    except ValueError:
        return pause


@lru_cache(maxsize=1)
def _loop() -> asyncio.AbstractEventLoop:
    """The event loop of all calls, in a thread that ends before the process does.

    One for all, because providers share their connections among the models of a process.
    """
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, name="chat-model", daemon=True)
    thread.start()

    def end() -> None:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(_LAST)

    atexit.register(end)
    return loop
