"""What a sentence holds that could answer: names, numbers, dates, causes, enumerations.

Read with patterns alone and quickly, for every sentence of every passage found; the exact span of
an answer is read later, in the few sentences that come first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from retrieval.records import AnswerType
from vietnamese.normal import fold, normalise
from vietnamese.sentences import Span
from vietnamese.tokens import syllables

#: Latin capitals, with every mark that a Vietnamese letter can have.
_CAPITAL = "".join(
    letter for letter in map(chr, (*range(0x250), *range(0x1E00, 0x1F00))) if letter.isupper()
)
#: Capitalised words in a row; one word by itself at the head of a sentence is no name.
_CAPITALS = re.compile(rf"\b[{_CAPITAL}][^\W\d_]*(?:[ -][{_CAPITAL}][^\W\d_]*)*")
_HEAD = re.compile(r"(?:\A|[.!?:;“”\"'(–-])\s*\Z")
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_DATED = re.compile(
    r"\b(?:ngày|tháng|năm|quý|thế kỷ|thế kỉ|thập niên|thập kỷ|thời|đời)\s+(?:\d|[IVX]+\b)"
    r"|\b\d{1,2}/\d{1,2}\b|\b(?:1\d|20)\d\d\b",
    re.IGNORECASE,
)
_NUMERAL = frozenset(
    "mot hai ba bon nam sau bay tam chin muoi chuc tram nghin ngan trieu ty vai nhieu".split()
)
_CAUSE = re.compile(
    r"\b(?:do|vì|bởi|nhờ|nhằm|nguyên nhân|lý do|lí do|khiến|dẫn đến|dẫn tới|xuất phát từ|vì vậy"
    r"|vì thế|nên|làm cho|để)\b",
    re.IGNORECASE,
)
_PLACED = re.compile(
    rf"\b(?:tại|ở|thuộc|nằm|trên|trong|từ|đến|về|sang|vào)\s+(?:[^\W\d_]+\s){{0,3}}?[{_CAPITAL}]"
)
_MANNER = re.compile(r"\b(?:bằng cách|bằng|thông qua|qua|theo|như|cách|dưới)\b", re.IGNORECASE)
_DEFINES = re.compile(r"\b(?:là|gọi là|nghĩa là|được hiểu là|được gọi)\b", re.IGNORECASE)
#: Openings that speak of what the sentence before spoke of.
_LEANS = re.compile(
    r"\W*(?:ông|bà|anh|chị|họ|đây|đó|nó|điều này|việc này|trong đó|tại đây|ở đây|theo đó|sau đó"
    r"|khi đó|lúc đó|từ đó|qua đó|do đó|vì vậy|ngoài ra|bên cạnh đó|đồng thời|cụ thể|chúng"
    r"|(?:[^\W\d_]+\s+){1,3}(?:trên|đó)|(?:[^\W\d_]+\s+){1,9}(?:này|nói trên))\b",
    re.IGNORECASE,
)
_JOINT = re.compile(r"[,;]|\b(?:và|hoặc|cùng)\b")


@dataclass(frozen=True, slots=True)
class Cues:
    """What stands in one sentence; names, words and units are folded."""

    names: tuple[str, ...]
    numbers: frozenset[str]
    units: tuple[str, ...]
    words: frozenset[str]
    joints: int
    dated: bool
    numeral: bool
    cause: bool
    placed: bool
    manner: bool
    defines: bool
    leans: bool


@lru_cache(maxsize=20000)
def cues_of(text: str) -> Cues:
    """The cues of a sentence or a question."""
    units = tuple(fold(unit) for unit in syllables(text))
    words = frozenset(units)
    return Cues(
        names=tuple(fold(normalise(text[span.start : span.end])) for span in name_spans(text)),
        numbers=frozenset(_NUMBER.findall(text)),
        units=units,
        words=words,
        joints=len(_JOINT.findall(text)),
        dated=_DATED.search(text) is not None,
        numeral=bool(words & _NUMERAL),
        cause=_CAUSE.search(text) is not None,
        placed=_PLACED.search(text) is not None,
        manner=_MANNER.search(text) is not None,
        defines=_DEFINES.search(text) is not None,
        leans=_LEANS.match(text) is not None,
    )


def name_spans(text: str) -> list[Span]:
    """Capitalised words in a row, that are more than the first word of a sentence."""
    return [
        Span(*run.span())
        for run in _CAPITALS.finditer(text)
        if " " in run[0] or "-" in run[0] or not _HEAD.search(text[: run.start()])
    ]


def new_names(cues: Cues, question: str) -> int:
    """How many names a sentence has that the folded question has not."""
    return sum(name not in question for name in cues.names)


def new_numbers(cues: Cues, question: Cues) -> int:
    """How many numbers a sentence has that the question has not."""
    return len(cues.numbers - question.numbers)


def fitting(wanted: AnswerType, cues: Cues, question: Cues) -> float:
    """How well a sentence can answer a question of this type, 0–1; 0.5 where that says nothing."""
    named = min(1, new_names(cues, " ".join(question.units)))
    number = min(1, new_numbers(cues, question))
    match wanted:
        case "person":
            return float(named)
        case "date":
            return float(cues.dated and number)
        case "place":
            return 0.5 * named + 0.5 * cues.placed
        case "reason":
            return float(cues.cause)
        case "amount" | "percent" | "count":
            return max(float(number), 0.5 * cues.numeral)
        case "list":
            return min(cues.joints, 3) / 3
    return 0.5


def counts_any(cues: Cues, question: Cues, nouns: frozenset[str]) -> bool:
    """Whether a new number stands right before one of `nouns`: "12 dự án" for "bao nhiêu dự án"."""
    for place, unit in enumerate(cues.units):
        number = unit[0].isdigit() or unit in _NUMERAL
        if number and unit not in question.numbers and nouns & {*cues.units[place + 1 : place + 4]}:
            return True
    return False
