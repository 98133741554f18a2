"""Answer text to safe HTML.

An answer is Markdown that carries words of documents, users and models. Only paragraphs, lists,
tables, quotes and emphasis are read as Markdown; links, images, code, raw HTML and formulas stay
the characters they are. The result is one HTML block without an empty line, so that the chat
component passes it on as it stands; the component's own sanitiser runs after us, not instead.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

_RULES: Final = [
    "paragraph",
    "list",
    "table",
    "blockquote",
    "emphasis",
    "balance_pairs",
    "fragments_join",
    "escape",
    "newline",
]
_MARK: Final = re.compile(r"\[(\d{1,3})\]")
_BLANK_LINES: Final = re.compile(r"\n\s*\n")
_EMPHASIS: Final = re.compile(r"\*\*|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)|\\(?=[^\w\s])")


def escape(text: str) -> str:
    """Text of any origin as inert HTML on one line."""
    return html.escape(text.strip(), quote=True).replace("\r", "").replace("\n", "<br>")


def attribute(text: str) -> str:
    """Text of any origin as the value of an attribute in double quotes, on one line."""
    return html.escape(text.strip(), quote=True).replace("\r", "").replace("\n", "&#10;")


def mark_link(turn: int, marker: int) -> str:
    """The link of a mark to its card; the card's id is `card_id(turn, marker)`."""
    return (
        f'<a class="dau-trich" href="#{card_id(turn, marker)}" '
        f'title="Xem nguồn {marker}">[{marker}]</a>'
    )


def card_id(turn: int, marker: int) -> str:
    """Id of the card of citation `marker` in answer number `turn`."""
    return f"nguon-{turn}-{marker}"


def answer_html(text: str, turn: int, markers: Collection[int] = ()) -> str:
    """Render an answer's Markdown; marks in `markers` become links, others stay text."""
    rendered = _reader().render(text, {"turn": turn, "markers": frozenset(markers)})
    return _BLANK_LINES.sub("\n", rendered).strip()


def plain(text: str) -> str:
    """An answer's Markdown as plain text with its marks, for copying."""
    return _EMPHASIS.sub("", text).strip()


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    reader = MarkdownIt("zero", {"html": False, "linkify": False, "breaks": True})
    reader.enable(_RULES)
    reader.add_render_rule("text", _text)
    return reader


def _text(
    renderer: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    turn, markers = env["turn"], env["markers"]
    return _MARK.sub(
        lambda found: mark_link(turn, int(found[1])) if int(found[1]) in markers else found[0],
        html.escape(tokens[index].content, quote=True),
    )
