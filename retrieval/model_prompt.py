"""What a chat model is asked: numbered passages fenced as data, figures read already, the question.

Everything from documents stands between lines that carry a random code, so that no text of theirs
can close its fence. Sizes are counted with our own encoding.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from langchain_core.messages import BaseMessage
from langchain_core.prompts import ChatPromptTemplate

from retrieval.compose import label_of
from retrieval.evidence import Candidate
from retrieval.messages import message, refusal
from retrieval.reading import printed
from retrieval.records import Found, Language, Query
from retrieval.shelf import Sentence
from retrieval.wording import scope_text
from vietnamese.encoding import count_tokens

#: Passages shown at most: further ones seldom help and always cost.
_MOST = 8
#: Figures shown at most.
_FIGURES = 6
#: Least coverage of the question for a figure to be shown.
_LEAST = 0.5
#: Tokens kept for the figures, the words between the blocks and the format of a chat.
_ROOM = 400


@dataclass(frozen=True, slots=True)
class Numbered:
    """A passage as the model sees it: its number and the sentences that were shown."""

    number: int
    found: Found
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Prompt:
    """The messages for a model, and the passages by the numbers they have there."""

    messages: tuple[BaseMessage, ...]
    passages: tuple[Numbered, ...]


def build_prompt(
    query: Query,
    found: Sequence[tuple[Found, Sequence[Sentence]]],
    figures: Sequence[Candidate],
    *,
    context: int,
) -> Prompt:
    """The prompt for a question over passages with their sentences, best first.

    It has at most `context` tokens: lower ranks are left out first, and the last passage that
    finds room is cut after a whole sentence. The best sentence is always shown.
    """
    language = query.language
    boundary = secrets.token_hex(6)
    system = message("model_system", language, refusal=refusal(language))
    left = context - count_tokens(system) - count_tokens(query.question) - _ROOM
    passages: list[Numbered] = []
    blocks = []
    for item, sentences in found[:_MOST]:
        number = len(passages) + 1
        shown = _fitting(number, sentences, language, boundary, left)
        if not shown and not passages:
            shown = sentences[:1]
        if not shown:
            break
        block = _block(number, shown, language, boundary)
        left -= count_tokens(block)
        blocks.append(block)
        passages.append(Numbered(number, item, tuple(shown)))
        if len(shown) < len(sentences):
            break
    template = ChatPromptTemplate.from_messages(
        [("system", "{system}"), ("human", message("model_question", language))]
    )
    messages = template.format_messages(
        system=system,
        boundary=boundary,
        passages="\n".join(blocks),
        figures=_known(figures, passages, language),
        question=query.question,
    )
    return Prompt(tuple(messages), tuple(passages))


def _fitting(
    number: int, sentences: Sequence[Sentence], language: Language, boundary: str, left: int
) -> Sequence[Sentence]:
    """The first sentences of a passage that fit into `left` tokens; all of them if they do."""
    if count_tokens(_block(number, sentences, language, boundary)) <= left:
        return sentences
    low, high = 0, len(sentences)
    while low < high:
        middle = (low + high + 1) // 2
        size = count_tokens(_block(number, sentences[:middle], language, boundary))
        low, high = (middle, high) if size <= left else (low, middle - 1)
    return sentences[:low]


def _block(number: int, sentences: Sequence[Sentence], language: Language, boundary: str) -> str:
    if not sentences:
        return ""
    first = sentences[0]
    label = label_of(first.document, language)
    scope = scope_text(first.passage.scope, "vi")
    headings = " › ".join(first.passage.headings)
    text = first.document.text[first.start : sentences[-1].end]
    return message(
        "model_passage",
        language,
        number=number,
        boundary=boundary,
        label=" · ".join(" ".join(part.split()) for part in (label, scope, headings) if part),
        text=text.replace(boundary, ""),
    )


def _known(figures: Sequence[Candidate], passages: Sequence[Numbered], language: Language) -> str:
    """Lines for the figures that fit the question and stand in the passages shown."""
    rows = []
    for item in figures:
        figure = item.figure
        if figure is None or item.conflicts or item.coverage < _LEAST:
            continue
        number = next((one.number for one in passages if _holds(one, item)), None)
        if number is None:
            continue
        row = message(
            "model_figure",
            language,
            value=printed(figure),
            scope=scope_text(figure.scope, "vi"),
            number=number,
        )
        if row not in rows:
            rows.append(row)
        if len(rows) == _FIGURES:
            break
    return message("model_figures", language, rows="\n".join(rows)) + "\n" if rows else ""


def _holds(passage: Numbered, item: Candidate) -> bool:
    sentence = item.sentence
    return any(
        one.start == sentence.start and one.document.source == sentence.document.source
        for one in passage.sentences
    )
