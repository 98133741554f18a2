"""Numbers written in words, Vietnamese and English: hai mươi lăm, một phần ba, twenty-five."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from vietnamese.normal import fold
from vietnamese.twin import Twin

_UNITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5,
    "nhăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_SCALES = {
    "trăm": 100, "nghìn": 1000, "ngàn": 1000, "vạn": 10_000, "triệu": 10**6, "tỷ": 10**9,
    "tỉ": 10**9,
}  # fmt: skip
_LINKS = ("linh", "lẻ")
_TENS = {"mười": 10, "mươi": 10, "chục": 10}
_ENGLISH = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen".split(),
        range(1, 20),
        strict=True,
    )
) | dict(
    zip(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(),
        range(20, 100, 10),
        strict=True,
    )
)
_ENGLISH_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_ENGLISH_SCALES |= {"trillion": 10**12}
_ENGLISH_PARTS = {"half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5}
_ENGLISH_PARTS |= {"fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8}
_ENGLISH_PARTS |= {"eighths": 8, "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10}

_ALL = [*_UNITS, *_SCALES, *_LINKS, *_TENS]


def _run(words: list[str], first: list[str]) -> re.Pattern[str]:
    either = "|".join(sorted(words, key=len, reverse=True))
    start = "|".join(sorted(first, key=len, reverse=True))
    return re.compile(rf"(?<![\w/-])(?:{start})(?:\s(?:{either}))*(?!\w)")


_STARTS = [*(word for word in _UNITS if word not in ("không", "mốt", "lăm", "nhăm", "tư")), "mười"]
_ACCENTED = _run(_ALL, _STARTS)
_PLAIN = _run([fold(word) for word in _ALL], [fold(word) for word in _STARTS])
_PLAIN_UNITS = {fold(word): value for word, value in reversed(_UNITS.items())}
_PLAIN_SCALES = {fold(word): value for word, value in _SCALES.items()}
_PLAIN_TENS = {fold(word): value for word, value in _TENS.items()}
_LARGER = frozenset(_PLAIN_TENS) | frozenset(_PLAIN_SCALES)
_PLAIN_LINKS = tuple(fold(word) for word in _LINKS)
_FRACTION = re.compile(r"\s(?:phan|parts?)\s(hai|ba|bon|tu|nam|sau|bay|tam|chin|muoi)(?!\w)")
#: tỷ lệ, tỷ trọng, tỷ giá: no billions
_RATIO = re.compile(r"\s(?:le|suat|trong|gia|so|phan|phu)(?!\w)")
_HALF = re.compile(r"(?<!\w)mot\snua(?!\w)")
_ENGLISH_RUN = re.compile(
    rf"(?<![\w-])(?:an?\s(?=(?:hundred|thousand|million|billion|half|third|quarter)\b))?"
    rf"(?:{'|'.join([*_ENGLISH, 'half'])}|"
    r"(?<=\ba\s)(?:hundred|thousand|million|billion|third|quarter))"
    rf"(?:(?:-|\s|\sand\s)(?:{'|'.join([*_ENGLISH, *_ENGLISH_SCALES, *_ENGLISH_PARTS])}))*(?!\w)"
)
#: Single syllables that, without accents, mostly mean something else: năm/Nam, sáu/sau, bảy/bay …
_AMBIGUOUS = frozenset({"nam", "sau", "bay", "tam", "mot"})


#: beyond a thousand trillion a run of words is no number
_LARGEST = 10**15


@dataclass(frozen=True, slots=True)
class WordNumber:
    """A number in words at twin start:end; `weak` ones count only before a known noun or unit."""

    start: int
    end: int
    value: Decimal
    weak: bool
    fraction: bool = False
    language: str = "vi"


def word_value(words: list[str]) -> Decimal | None:
    """Value of Vietnamese number words without accents, or None when they make no number.

    "năm" after tens or hundreds is the noun (mười năm: ten years); the digit there is "lăm".
    """
    total = group = 0
    digit: int | None = None
    ceiling = 10**15
    for place, word in enumerate(words):
        previous = words[place - 1] if place else ""
        if word in _PLAIN_SCALES:
            scale = _PLAIN_SCALES[word]
            if group == 0 or scale >= ceiling or (scale == 100 and group != digit):
                return None
            if scale == 100:
                group *= 100
            else:
                total, group, ceiling = total + group * scale, 0, scale
            digit = None
        elif word in _PLAIN_TENS:
            if digit is None and (word != "muoi" or group % 100):
                return None
            group += 10 if digit is None else digit * 9
            digit = None
        elif word in _PLAIN_LINKS:
            if digit is not None or group % 100 or not (total or group):
                return None
        else:
            noun = word == "nam" and place > 0 and previous not in _PLAIN_LINKS
            follows = words[place + 1 : place + 2]
            if (
                digit is not None
                or group % 10
                or (noun and not (follows and follows[0] in _LARGER))
            ):
                return None
            digit = _PLAIN_UNITS[word]
            group += digit
    return Decimal(total + group)


def _longest_number(words: list[str]) -> tuple[list[str], Decimal] | None:
    """The longest beginning of `words` that is a number, and its value."""
    for count in range(len(words), 0, -1):
        value = word_value(words[:count])
        if value is not None:
            return words[:count], value
    return None


def _vietnamese(twin: Twin) -> list[WordNumber]:
    found = []
    text, pattern = (twin.plain, _PLAIN) if twin.is_plain else (twin.accented, _ACCENTED)
    for match in pattern.finditer(text):
        start = match.start()
        number = _longest_number(twin.plain[start : match.end()].split())
        if number is None:
            continue
        words, value = number
        end = start + len(" ".join(words))
        if words[-1] in ("ty", "ti") and _RATIO.match(twin.plain, end):
            continue
        part = _FRACTION.match(twin.plain, end)
        if part:
            whole = 10 if part[1] == "muoi" else _PLAIN_UNITS[part[1]]
            found.append(WordNumber(start, part.end(), value / whole, False, True))
        elif words != ["mot"] and not (
            twin.is_plain and words[0] in _AMBIGUOUS and len(words) == 1
        ):
            found.append(WordNumber(start, end, value, weak=True))
    for match in _HALF.finditer(twin.plain):
        if twin.says(*match.span(), "một nửa"):
            found.append(WordNumber(*match.span(), Decimal("0.5"), False, True))
    return found


def _english(twin: Twin) -> list[WordNumber]:
    found = []
    for match in _ENGLISH_RUN.finditer(twin.accented):
        words = [word for word in re.split(r"[\s-]+", match[0]) if word not in ("a", "an", "and")]
        value, group, fraction = 0, 0, Decimal(0)
        for place, word in enumerate(words):
            if word in _ENGLISH_PARTS:
                last = place == len(words) - 1
                fraction = (
                    Decimal(group or 1) / _ENGLISH_PARTS[word]
                    if last and place < 2
                    else -Decimal(1)
                )
            elif word == "hundred":
                group = (group or 1) * 100
            elif word in _ENGLISH_SCALES:
                value, group = value + (group or 1) * _ENGLISH_SCALES[word], 0
            else:
                group += _ENGLISH[word]
        if fraction > 0:
            found.append(WordNumber(*match.span(), fraction, False, True, "en"))
        elif fraction == 0 and words != ["one"] and value + group < _LARGEST:
            found.append(WordNumber(*match.span(), Decimal(value + group), True, False, "en"))
    return found


def find_word_numbers(twin: Twin) -> list[WordNumber]:
    """All numbers in words, in order."""
    return sorted([*_vietnamese(twin), *_english(twin)], key=lambda number: number.start)
