"""Reading quantities from text: finds numbers, joins them with what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from vietnamese.bounds import bound_after, bound_before, from_before
from vietnamese.masks import is_label, masked_regions
from vietnamese.measure import Measure, read_measure, read_per
from vietnamese.normal import fold, normalise
from vietnamese.notation import read_digits
from vietnamese.number_words import WordNumber, find_word_numbers, word_value
from vietnamese.period_patterns import raw_spans
from vietnamese.quantity import Bound, Quantity
from vietnamese.twin import Twin, twin_of
from vietnamese.units import SCALES, UNITS, Unit

_DIGITS = re.compile(r"(?<![\w/])(?<![a-z]-)(?<!\d[.,])\d+(?:[.,]\d+)*")
_SPACED = re.compile(r"(?<![\w/.,])\d{1,3}(?: \d{3})+(?:[.,]\d+)?(?![\d.,/-]*\d)")
_PAIR = re.compile(r"\s?/\s?(\d+(?:[.,]\d+)*)(?![\d/])")
_JOINT = re.compile(r"\s?-\s?|\s{1,3}(?:den|toi|to)\s{1,3}(?:(?:khoang|duoi|tren|hon)\s)?")
_AND = re.compile(r"\s{1,3}(?:va|and)\s{1,3}")
_PREFIX = re.compile(r"(?:(?<!\w)(?:us\$|usd|vnd|eur|jpy|cny|gbp)|[$€£¥])\s?$")
_ENGLISH_MILLIONS = re.compile(r"(?P<m>m|mn)(?!\w)|(?P<b>b)(?!\w)")
_CUE = re.compile(
    fold(r"(?<!\w)(?:đạt|là|còn|tổng số|bằng|lên|xuống|tăng|giảm|chiếm|total|is|was|reached|to)\s$")
)
_CELL = re.compile(r"\|[ ]*$")
_CELL_END = re.compile(r"[ ]*\|")
_GLUED = re.compile(r"[^\W\d_]|-[^\W\d_]{1,3}\b|[°/]\d")
#: legal texts repeat a number in words: 15 (mười lăm) ngày
_SPELLED_OUT = re.compile(
    r"\s?\(((?:(?:mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|tram|nghin|lam|linh|le)\s?)+)\)"
)
#: "trên 3 lĩnh vực" speaks of three fields, not of more than three
_FEW = 12


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number with its measure at twin start:end; `value` is scaled."""

    start: int
    end: int
    number: tuple[int, int]
    value: Decimal
    measure: Measure
    total: Decimal | None = None
    printed_unit: tuple[int, int] | None = None
    digits: str = ""


def _prefix(twin: Twin, start: int, floor: int) -> tuple[int, Unit] | None:
    match = _PREFIX.search(twin.plain, max(floor, start - 4), start)
    if not match:
        return None
    unit = UNITS[match[0].strip()][0].unit
    return (match.start(), unit) if unit else None


def _read_number(
    twin: Twin, start: int, end: int, language: str, value: Decimal | None, floor: int
) -> _Amount | None:
    """The amount whose number stands at start:end; `value` is given for numbers in words."""
    printed = twin.plain[start:end]
    prefix = _prefix(twin, start, floor)
    if prefix:
        measure = read_measure(twin, end, language, nouns=False)
        short = _ENGLISH_MILLIONS.match(twin.plain, end)
        if (
            short
            and measure.known is not None
            and measure.known.name == "m"
            or short
            and short["b"]
        ):
            scale = SCALES["million" if short["m"] else "billion"][0].scale
            measure = Measure(short.end(), scale, "en")
        if measure.unit and measure.unit != prefix[1].name:
            measure = Measure(end, measure.scale) if measure.scale == 1 else measure
        if measure.per is None:
            per, tail = read_per(twin, measure.end)
            measure = replace(measure, per=per, end=tail)
        symbol = "$" in twin.plain[prefix[0] : start]
        measure = replace(
            measure,
            unit=prefix[1].name,
            known=prefix[1],
            language=measure.language or ("en" if symbol else ""),
        )
    else:
        measure = read_measure(twin, end, language)
    spelled_out = _SPELLED_OUT.match(twin.plain, end)
    if spelled_out and value is None and word_value(spelled_out[1].split()) == read_digits(printed):
        measure = read_measure(twin, spelled_out.end(), language)
    if measure.end == end and _GLUED.match(twin.plain, end):
        return None
    speaks = measure.language or language
    whole = measure.scale == 1 and (measure.counts or bool(measure.known and measure.known.whole))
    if value is None:
        value = read_digits(printed, speaks, whole)
    if value is None:
        return None
    span = (measure.unit_start, measure.unit_end) if measure.unit_end else None
    first = start
    if prefix:
        first = prefix[0]
        span = (first, first + len(twin.plain[first:start].rstrip()))
    amount = _Amount(
        first, measure.end, (start, end), value * measure.scale + measure.add, measure,
        printed_unit=span, digits=printed,
    )  # fmt: skip
    return _compound(twin, amount, language)


def _compound(twin: Twin, amount: _Amount, language: str) -> _Amount:
    """Join "3 tỷ" and "200 triệu đồng" into one amount."""
    measure = amount.measure
    if measure.scale < 10**6 or measure.unit or not amount.digits[:1].isdigit():
        return amount
    gap = re.compile(r"\s{1,2}").match(twin.plain, amount.end)
    number = _DIGITS.match(twin.plain, gap.end()) if gap else None
    if not number:
        return amount
    rest = read_measure(twin, number.end(), language, nouns=False)
    value = read_digits(number[0], rest.language or language)
    if (
        value is None
        or not 1000 <= rest.scale < measure.scale
        or value * rest.scale >= measure.scale
    ):
        return amount
    span = (rest.unit_start, rest.unit_end) if rest.unit_end else None
    measure = replace(rest, scale=measure.scale)
    return replace(
        amount,
        end=rest.end,
        value=amount.value + value * rest.scale,
        measure=measure,
        printed_unit=span,
    )


def _pair(twin: Twin, amount_start: int, end: int, language: str) -> tuple[_Amount | None, int]:
    """ "9/9 huyện", "2/3": a pair of numbers at amount_start, and where the pair ends."""
    match = _PAIR.match(twin.plain, end)
    if not match:
        return None, end
    measure = read_measure(twin, match.end(), language)
    part = read_digits(twin.plain[amount_start:end], language, whole=True)
    total = read_digits(match[1], language, whole=True)
    number = (amount_start, match.end())
    if part is None or total is None or not 0 < part <= total or measure.scale != 1:
        return None, match.end()
    span = (measure.unit_start, measure.unit_end) if measure.unit_end else None
    small = total <= 10 and part < total and not twin.plain[amount_start] == "0"
    if measure.known and measure.known.count:
        return _Amount(amount_start, measure.end, number, part, measure, total, span), measure.end
    if small and measure.unit and not measure.known:
        fraction = Measure(match.end(), unit="phần")
        return _Amount(amount_start, match.end(), number, part / total, fraction), match.end()
    if measure.unit and not measure.known and total > 10:
        return _Amount(amount_start, measure.end, number, part, measure, total, span), measure.end
    return None, match.end()


@dataclass(frozen=True, slots=True)
class _Number:
    """A number that ends at twin position `end`; `word` where it is written in words."""

    end: int
    word: WordNumber | None = None


class _Reader:
    """One pass over a text; keeps the twin, what is masked and the numbers found."""

    def __init__(self, text: str, language: str) -> None:
        self.twin = twin_of(text)
        self.language = language
        self.floor = 0  # where the last quantity ended
        self.masked = bytearray(len(self.twin.plain) + 1)
        for start, end in (*raw_spans(self.twin), *masked_regions(self.twin)):
            self.masked[start:end] = b"\x01" * (end - start)
        numbers: dict[int, _Number] = {}
        for match in _DIGITS.finditer(self.twin.plain):
            if not self.masked[match.start()]:
                numbers[match.start()] = _Number(match.end())
        for match in _SPACED.finditer(self.twin.plain):
            if not any(self.masked[match.start() : match.end()]) and self._groups(match):
                numbers[match.start()] = _Number(match.end())
        for word in find_word_numbers(self.twin):
            if not any(self.masked[word.start : word.end]):
                numbers[word.start] = _Number(word.end, word)
        self.numbers = dict(sorted(numbers.items()))

    def _groups(self, match: re.Match[str]) -> bool:
        """Whether spaces group digits rather than part two numbers."""
        printed = self.twin.printed(*match.span())
        if " " not in printed or printed.count(" ") > 1:
            return True
        measure = read_measure(self.twin, match.end(), self.language, nouns=False)
        return measure.scale > 1 or measure.known is not None

    def amount(self, start: int) -> _Amount | None:
        """The amount whose number begins at `start`, if one does and it is a quantity."""
        if start not in self.numbers:
            return None
        end, word = self.numbers[start].end, self.numbers[start].word
        if word is None:
            return _read_number(self.twin, start, end, self.language, None, self.floor)
        if word.fraction:
            return _Amount(start, end, (start, end), word.value, Measure(end, unit="phần"))
        amount = _read_number(self.twin, start, end, self.language, word.value, self.floor)
        if amount is None or amount.measure.language not in ("", word.language):
            return None
        if amount.measure.scale > 1:
            return amount
        if " " not in amount.digits and "-" not in amount.digits and amount.measure.known is None:
            return None
        if amount.digits == "nam" and amount.measure.unit in (
            "tháng",
            "ngày",
            "tuần",
            "giờ",
            "năm",
        ):
            return None
        return _scaled(amount)

    def quantities(self) -> Iterator[Quantity]:
        """All quantities in order."""
        for start in self.numbers:
            if start < self.floor:
                continue
            end = self.numbers[start].end
            if self.numbers[start].word is None:
                amount, stop = _pair(self.twin, start, end, self.language)
                if stop > end:
                    if amount and not is_label(self.twin, start, ""):
                        yield self._finish(amount, None)
                    self.floor = max(self.floor, stop)
                    continue
            amount = self.amount(start)
            if amount is None:
                continue
            second = self._second(amount)
            if not second and not self._accepts(amount):
                continue
            yield self._finish(amount, second)

    def _accepts(self, amount: _Amount) -> bool:
        """Whether a number is a quantity: it has a scale or unit, or its place says so."""
        measure = amount.measure
        if measure.scale > 1 or (measure.known and not measure.known.count):
            time = (
                measure.known and measure.scale == 1 and measure.known.dimension.startswith("time")
            )
            weak = time or (measure.unit in ("điểm", "lần", "mẫu", "sào") and measure.scale == 1)
            return not (weak and is_label(self.twin, amount.start, amount.digits))
        if measure.unit == "phần":
            return True
        if is_label(self.twin, amount.start, amount.digits):
            return False
        plain, digits = self.twin.plain, amount.digits
        if measure.unit and not self._is_counted(amount):
            return False
        if measure.unit:
            year = len(digits) == 4 and digits.isdigit() and 1900 <= int(digits) <= 2100
            return measure.known is not None or not year
        if not digits[0].isdigit():
            return " " in digits
        grouped = len(digits) > 4 and re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d+)?", digits)
        if grouped or ("," if self.language == "vi" else ".") in digits.removesuffix(".0"):
            return True
        if digits.isdigit() and len(digits) > 9 or (digits[0] == "0" and len(digits) > 1):
            return False
        window = max(0, amount.start - 12), amount.start
        cell = _CELL.search(plain, *window) and _CELL_END.match(plain, amount.end)
        return bool(
            cell or _CUE.search(plain, *window) or bound_before(self.twin, amount.start, self.floor)
        )

    def _is_counted(self, amount: _Amount) -> bool:
        """Whether the noun after a number is counted by it, and not the next clause's first word."""
        twin, start, measure = self.twin, amount.start, amount.measure
        before = twin.plain[start - 1 : start] if start else " "
        if measure.known is None and before not in " \n(¶|\"“'":
            return False
        first = twin.printed(measure.unit_start, measure.unit_start + 2)
        if first[:1].isupper() and not first.isupper():
            last = twin.plain[max(0, start - 3) : start].rstrip()[-1:]
            return last.isalpha() or last in (",", ":")
        return True

    def _second(self, first: _Amount) -> _Amount | None:
        """The upper end of a range that `first` begins, with the first's scale settled."""
        plain = self.twin.plain
        joint = _JOINT.match(plain, first.end)
        opened = (
            from_before(self.twin, _before(self.twin, first.start, self.floor), self.floor)
            is not None
        )
        if not joint and opened:
            joint = _AND.match(plain, first.end)
        if not joint or first.total is not None:
            return None
        place = joint.end()
        prefix = re.compile(r"(?:us\$|usd|vnd|eur|[$€£¥])\s?").match(plain, place)
        second = self.amount(prefix.end() if prefix else place)
        if not second or second.start != place:
            return None
        same = first.measure.unit in ("", second.measure.unit) or not second.measure.unit
        named = second.measure.unit or second.measure.scale > 1 or first.measure.unit
        if not same or not (named or opened):
            return None
        if first.measure.unit and not second.measure.unit:
            if not _is_ahead(first):
                return None
            per, end = read_per(self.twin, second.end)
            second = replace(
                second, end=end, measure=replace(second.measure, per=per or second.measure.per)
            )
        return second if _lower(first, second) < second.value else None

    def _finish(self, first: _Amount, second: _Amount | None) -> Quantity:
        twin = self.twin
        last = second or first
        start, end = first.start, last.end
        value: Decimal | None = first.value
        low = high = None
        bound, word = Bound.EXACT, ""
        sign = (
            start
            and twin.plain[start - 1] == "-"
            and re.search(r"[^\d%\n|¶-][ (]$", twin.plain[max(0, start - 3) : start - 1])
        )
        if sign and value is not None and second is None:
            start, value = start - 1, -value
        before = bound_before(twin, start, self.floor)
        if before and not self._is_preposition(first, before[1], before[2]):
            start, bound, word = before
        if second:
            low, high, value = _lower(first, second), second.value, None
            bound = Bound.RANGE
            if not re.match(r"\s?-", twin.plain[first.end : first.end + 2]):
                opened = from_before(twin, start, self.floor)
                start = start if opened is None else opened
                before = bound_before(twin, start, self.floor)
                if before and not word:
                    start, _, word = before
        after = bound_after(twin, end) if not second else None
        if after:
            end, bound, word = after
            opened = from_before(twin, start, self.floor)
            start = start if opened is None else opened
        measure = second.measure if second and second.measure.unit else first.measure
        unit_span = (second.printed_unit if second else None) or first.printed_unit
        if second and not measure.per:
            measure = replace(measure, per=second.measure.per)
        self.floor = end
        first_offset, last_offset = twin.span(start, end)
        number = twin.span(first.number[0], last.number[1])
        return Quantity(
            first_offset, last_offset, twin.source[first_offset:last_offset], value, low, high,
            measure.unit, bound, twin.printed(*unit_span) if unit_span else "", measure.per,
            max(first.measure.scale, last.measure.scale), *number, word, first.total,
        )  # fmt: skip

    def _is_preposition(self, amount: _Amount, bound: Bound, word: str) -> bool:
        """Whether "trên" before a small count only means "on"."""
        if bound not in (Bound.OVER, Bound.UNDER) or fold(normalise(word)) not in (
            "tren",
            "duoi",
            "under",
        ):
            return False
        measure = amount.measure
        if amount.total is not None:
            return True
        measured = measure.known is not None and not measure.known.count
        return measure.scale == 1 and not measured and amount.value < _FEW


def _before(twin: Twin, start: int, floor: int) -> int:
    before = bound_before(twin, start, floor)
    return before[0] if before else start


def _is_ahead(amount: _Amount) -> bool:
    """Whether the unit is printed before the number (US$28)."""
    return amount.printed_unit is not None and amount.printed_unit[0] < amount.number[0]


def _lower(first: _Amount, second: _Amount) -> Decimal:
    """Low end of a range: "2,4-2,5 tỷ" gives its scale to both numbers."""
    bare = _is_ahead(first) or not first.measure.unit
    if first.measure.scale == 1 and bare and second.measure.scale > 1:
        return first.value * second.measure.scale
    return first.value


def _scaled(amount: _Amount) -> _Amount:
    """Give a number in words the scale its digits would be printed with."""
    for scale in (Decimal(10) ** 9, Decimal(10) ** 6):
        if amount.value >= scale and amount.value % (scale / 1000) == 0:
            return replace(amount, measure=replace(amount.measure, scale=scale))
    return amount


def read_quantities(text: str, language: str = "vi") -> list[Quantity]:
    """Every quantity in `text`, in order and not overlapping. Never raises.

    `language` ("vi" or "en") settles what a separator means where number, scale and unit do not.
    Years, dates, document numbers, labels and ordinals are no quantities.
    """
    return list(_Reader(text, language).quantities())
