"""One conversation as the page holds it: turns in, chat messages and source cards out."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Protocol

from errors import HoiDapError
from retrieval.records import Answer, Filters
from ui import texts
from ui.cards import nearest_list, sources_panel
from ui.markup import answer_html, attribute, escape, plain
from ui.shelf import Shelf

#: Longest question taken, in characters; the same for the page and for `/ask`.
QUESTION_MAX: Final = 2000
#: Earlier turns whose cards stay in the panel and whose questions go along as history.
TURNS_KEPT: Final = 12

#: What an answer's own text says of its sources, of which a copy has a fuller list, and how it was
#: made, which is nothing for a report.
_SOURCE_LINES: Final = re.compile(
    r"^(?:(?:Nguồn|Source) \[\d+\]: .*|\*(?:Ghi chú|Note): .*\*)$\n?", re.MULTILINE
)

_log = logging.getLogger(__name__)


class Assistant(Protocol):
    """What the page and `/ask` need of `retrieval.assistant.Assistant`."""

    def ask(self, question: str, history: Sequence[str] = (), filters: Filters = ...) -> Answer:
        """Answer one question."""

    def stream(
        self, question: str, history: Sequence[str] = (), filters: Filters = ...
    ) -> Iterator[Answer]:
        """Snapshots of the growing answer; the last one has `complete` set."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One question with its answer, or with the `problem` that kept it from being answered."""

    number: int
    question: str
    answer: Answer | None = None
    problem: str = ""


def reply(
    assistant: Assistant, turns: Sequence[Turn], question: str, filters: Filters
) -> Iterator[list[Turn]]:
    """Answer `question` after `turns`; yields all turns anew as the answer grows.

    The first value shows the question without an answer. Errors become the turn's problem: those
    of our own tree with their message, others with a general one and an entry in the log.
    """
    earlier = list(turns)[-TURNS_KEPT:]
    number = (earlier[-1].number if earlier else 0) + 1
    question = question.strip()
    if len(question) > QUESTION_MAX:
        problem = texts.too_long(len(question), QUESTION_MAX)
        yield [*earlier, Turn(number, question[:200] + "…", problem=problem)]
        return
    yield [*earlier, Turn(number, question)]
    history = tuple(turn.question for turn in earlier if turn.answer)
    try:
        for answer in assistant.stream(question, history, filters):
            yield [*earlier, Turn(number, question, answer)]
    except HoiDapError as error:
        yield [*earlier, Turn(number, question, problem=str(error))]
    except Exception:  # noqa: BLE001  the page must say something; the cause goes to the log
        _log.exception("no answer to a question of %d characters", len(question))
        yield [*earlier, Turn(number, question, problem=texts.BROKEN)]


def stopped(turns: Sequence[Turn]) -> list[Turn]:
    """The turns once the asker has stopped the last one: what was shown of it stays."""
    if not turns or turns[-1].problem or (turns[-1].answer and turns[-1].answer.complete):
        return list(turns)
    *earlier, last = turns
    if last.answer is None or not last.answer.text:
        return [*earlier, replace(last, answer=None, problem=texts.STOPPED)]
    text = f"{last.answer.text}\n\n*{texts.STOPPED}*"
    return [*earlier, replace(last, answer=replace(last.answer, text=text, complete=True))]


def messages(turns: Sequence[Turn], shelf: Shelf) -> list[dict[str, Any]]:
    """The turns as messages of the chat component, with the questions offered to click."""
    shown: list[dict[str, Any]] = []
    for turn in turns:
        shown.append(
            {"role": "user", "content": f'<div class="cau-hoi">{escape(turn.question)}</div>'}
        )
        message: dict[str, Any] = {"role": "assistant", "content": bubble(turn, shelf)}
        if turn.answer and turn.answer.complete:
            offered = turn.answer.choices or turn.answer.suggestions
            message |= {"options": [{"value": one} for one in offered]} if offered else {}
        shown.append(message)
    return shown


def bubble(turn: Turn, shelf: Shelf) -> str:
    """The HTML of one answer, in whatever state it is."""
    if turn.problem:
        return f'<div class="tra-loi su-co"><p>{escape(turn.problem)}</p></div>'
    answer = turn.answer
    if answer is None or not (answer.text or answer.complete):
        return f'<div class="tra-loi cho"><p>{texts.SEARCHING}</p></div>'
    body = answer_html(answer.text, turn.number, {one.marker for one in answer.citations})
    if not answer.complete:
        return f'<div class="tra-loi dang-viet">{body}</div>'
    kind = "hoi-lai" if answer.clarification else "khong-thay" if answer.abstained else "xong"
    if answer.abstained and answer.reason in (None, "missing"):
        body += nearest_list(answer, shelf)
    if answer.clarification and answer.choices:
        body += f'<p class="nhe">{texts.CHOOSE}</p>'
    elif answer.suggestions:
        body += f'<p class="nhe">{texts.SUGGESTED}</p>'
    tools = _tools(answer, shelf) if kind == "xong" else ""
    return f'<div class="tra-loi {kind}" id="dap-{turn.number}">{body}{tools}</div>'


def _tools(answer: Answer, shelf: Shelf) -> str:
    """Copy button with the text it copies, number of sources, time taken."""
    facts = []
    if answer.citations:
        facts.append(f"{len(answer.citations)} nguồn")
    if answer.latency_ms:
        facts.append(f"{answer.latency_ms / 1000:.1f} giây".replace(".", ","))
    return (
        f'<div class="cong-cu"><button type="button" class="chep" '
        f'value="{attribute(copied(answer, shelf))}">{texts.COPY}</button>'
        f'<span class="do">{" · ".join(facts)}</span></div>'
    )


def copied(answer: Answer, shelf: Shelf) -> str:
    """An answer as plain text with its list of sources, ready for a report."""
    lines = [plain(_SOURCE_LINES.sub("", answer.text))]
    lines += [
        f"[{one.marker}] {one.label or shelf.title(one.source)} ({one.source})"
        for one in answer.citations
    ]
    return "\n".join(lines)


def panel(turns: Sequence[Turn], shelf: Shelf) -> str:
    """The sources panel for these turns."""
    return sources_panel(
        [
            (turn.number, turn.question, turn.answer)
            for turn in turns
            if turn.answer and (turn.answer.complete or turn.answer.citations)
        ],
        shelf,
    )
