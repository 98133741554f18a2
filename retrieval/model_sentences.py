"""The growing reply of a model, cut into whole sentences with their marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vietnamese.sentences import is_list_item, sentences

#: What models put around an answer: their thinking, fences, headings, emphasis.
_THOUGHT = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL | re.IGNORECASE)
_THINKING = re.compile(r"\A\s*<think(?:ing)?>", re.IGNORECASE)
_MAY_THINK = re.compile(r"\A\s*<[a-z]{0,8}>?\Z", re.IGNORECASE)
_MARK = re.compile(r"\[(\d{1,3})\]|[\[［【](?:đoạn |passage )?(\d{1,3})[\]］】]", re.IGNORECASE)
_SEVERAL = re.compile(r"\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})+)\]")
#: A mark after the full stop belongs to the sentence before it.
_AFTER_STOP = re.compile(r"([.!?…]+)[ \t]*\n?[ \t]*((?:\[\d{1,3}\][ \t]*)+)(?=\s|\Z)")
#: A line that ends with a mark has ended, however the next one begins.
_MARK_ENDS = re.compile(r"(\[\d{1,3}\])[ \t]*\n(?!\n)")
_ONLY_MARKS = re.compile(r"[\s\[\]\d,;.]*")
_BULLET = re.compile(r"\s*(?:[-–—+*•·▪●○◦]|\d{1,2}[.)]|[a-zđ]\))\s+")
_DRESS = re.compile(r"^\s*#{1,6}\s+|\*\*|__|`|^>\s+")
_STARS = re.compile(r"(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)")


@dataclass(frozen=True, slots=True)
class Drafted:
    """One sentence of a draft: its words without marks and dress, and the marks apart.

    `is_item` says that it stands in a list, `raw` how the model wrote it.
    """

    raw: str
    text: str
    marks: tuple[int, ...]
    is_item: bool = False

    @property
    def opens_list(self) -> bool:
        """Whether it announces what follows and states nothing: "Các nhiệm vụ gồm:"."""
        return self.text.endswith(":") and not self.marks


class Draft:
    """Takes pieces, gives sentences once they are whole; `text` is all that came."""

    def __init__(self) -> None:
        self.text = ""
        self._rest = ""
        self._thought = False

    def add(self, piece: str) -> list[Drafted]:
        """The sentences that `piece` makes whole."""
        self.text += piece
        self._rest += piece
        if not self._thought:
            if _THINKING.match(self._rest):
                if not _THOUGHT.search(self._rest):
                    return []
                self._rest = _THOUGHT.sub("", self._rest, count=1)
            elif _MAY_THINK.match(self._rest):
                return []
            self._thought = bool(self._rest.strip())
        if not any(sign in self._rest for sign in ".!?…\n"):
            return []
        return self._cut(whole=False)

    def finish(self) -> list[Drafted]:
        """What is left, at the end of the reply."""
        if not self._thought and _THINKING.match(self._rest):
            return []
        return self._cut(whole=True)

    def _cut(self, *, whole: bool) -> list[Drafted]:
        text = _AFTER_STOP.sub(r" \2\1 ", _SEVERAL.sub(_apart, self._rest.replace("\r", "")))
        text = _MARK_ENDS.sub(r"\1\n\n", text)
        spans = [(span.start, span.end) for span in sentences(text)]
        while len(spans) > 1 and _ONLY_MARKS.fullmatch(text, *spans[-1]):
            spans[-2:] = [(spans[-2][0], spans[-1][1])]
        if not whole:
            if len(spans) < 2:
                return []
            self._rest = text[spans[-1][0] :]
            spans = spans[:-1]
        else:
            self._rest = ""
        drafted = (_drafted(text[start:end]) for start, end in spans)
        return [sentence for sentence in drafted if sentence.text]


def _apart(match: re.Match[str]) -> str:
    return "".join(f"[{number.strip()}]" for number in re.split("[,;]", match[1]))


def _drafted(raw: str) -> Drafted:
    is_item = is_list_item(raw)
    text = _BULLET.sub("", raw, count=1) if is_item else raw
    marks = tuple(int(match[1] or match[2]) for match in _MARK.finditer(text))
    text = _STARS.sub("", _DRESS.sub("", _MARK.sub("", text)))
    text = re.sub(r"\s+([.,;:!?])", r"\1", " ".join(text.split()))
    return Drafted(raw, text, tuple(dict.fromkeys(marks)), is_item)
