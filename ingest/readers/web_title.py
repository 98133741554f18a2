"""What a web page is called, without the name of its outlet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from vietnamese.normal import normalise

#: an outlet's name in the title: "Tiêu đề | Báo X", "Tiêu đề - Báo X"
_TITLE_TAIL = re.compile(r"\s+(?P<mark>[|»]|[-–—]{1,2})\s+(?P<name>[^|»]{2,60})$")


@dataclass(frozen=True, slots=True)
class TitleTexts:
    """Where a page says what it is called; "" where it does not."""

    heading: str
    shared: str
    window: str


def title_texts(tree: Any) -> TitleTexts:  # noqa: ANN401
    """The names that the page `tree` gives itself."""
    headings = [" ".join(one.text_content().split()) for one in tree.iter("h1")]
    shared = tree.xpath("string(//meta[@property='og:title']/@content)")
    window = tree.xpath("string(//head/title)")
    return TitleTexts(
        next(iter(headings), "") if len(headings) == 1 else "",
        " ".join(shared.split()),
        " ".join(window.split()),
    )


def page_title(texts: TitleTexts, outlet: str) -> str:
    """The title of a page: its one heading where the page's own name agrees, else that name.

    trafilatura's title is not taken: of "Kế hoạch 2021 - 2025" it leaves "Kế hoạch 2021".
    """
    named = texts.shared or texts.window
    agrees = normalise(texts.heading) in normalise(f"{texts.shared}\n{texts.window}")
    if texts.heading and (agrees or not named):
        return texts.heading
    return _own_title(named, outlet)


def _own_title(title: str, outlet: str) -> str:
    """The title without the name of the outlet at its end."""
    tail = _TITLE_TAIL.search(title)
    if tail and (tail["mark"] in "|»" or normalise(tail["name"]) == normalise(outlet)):
        return title[: tail.start()]
    return title
