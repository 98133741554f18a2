"""Reading quantities from text: finds numbers, joins them with what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from vietnamese.acceptance import is_preposition, is_quantity, is_range, is_year_word
from vietnamese.amount import DIGITS, Amount, is_ahead, read_amount, read_pair, with_scale
from vietnamese.bounds import bound_after, bound_before, from_before
from vietnamese.masks import is_label, masked_regions
from vietnamese.measure import Measure, read_measure, read_per
from vietnamese.number_words import WordNumber, find_word_numbers
from vietnamese.period_finding import raw_spans
from vietnamese.quantity import Bound, Quantity
from vietnamese.twin import twin_of

_SPACED = re.compile(r"(?<![\w/.,])\d{1,3}(?: \d{3})+(?:[.,]\d+)?(?![\d.,/-]*\d)")
#: A number behind the unit of another, which it may be told against: "812 tỷ đồng/2.500 tỷ đồng".
_AGAINST = re.compile(r"(?<=[a-z%])/(?P<number>\d+(?:[.,]\d+)*)(?![\d/])")
_OF_PLAN = re.compile(r"\s(?:du toan|ke hoach|kh|dt|chi tieu|muc tieu)\b")
_JOINT = re.compile(r"\s?-\s?|\s{1,3}(?:den|toi|to)\s{1,3}(?:(?:khoang|duoi|tren|hon)\s)?")
_DASH = re.compile(r"\s?-")
_AND = re.compile(r"\s{1,3}(?:va|and)\s{1,3}")
_PREFIX = re.compile(r"(?:us\$|usd|vnd|eur|[$€£¥])\s?")
#: before a minus sign: a space or bracket after something that is neither number nor line start
_SIGNED = re.compile(r"[^\d%\n|¶-][ (]-$")


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
        self.last: Quantity | None = None
        self.masked = bytearray(len(self.twin.plain) + 1)
        for start, end in (*raw_spans(self.twin), *masked_regions(self.twin)):
            self.masked[start:end] = b"\x01" * (end - start)
        self.against: set[int] = set()
        self.numbers = self._find_numbers()

    def _find_numbers(self) -> dict[int, _Number]:
        numbers: dict[int, _Number] = {}
        for match in DIGITS.finditer(self.twin.plain):
            if not self.masked[match.start()]:
                numbers[match.start()] = _Number(match.end())
        for match in _AGAINST.finditer(self.twin.plain):
            start, end = match.span("number")
            if not self.masked[start]:
                numbers[start] = _Number(end)
                self.against.add(start)
        for match in _SPACED.finditer(self.twin.plain):
            if not any(self.masked[match.start() : match.end()]) and self._groups(match):
                numbers[match.start()] = _Number(match.end())
        for word in find_word_numbers(self.twin):
            if not any(self.masked[word.start : word.end]):
                numbers[word.start] = _Number(word.end, word)
        return dict(sorted(numbers.items()))

    def _groups(self, match: re.Match[str]) -> bool:
        """Whether spaces group digits rather than part two numbers."""
        printed = self.twin.printed(*match.span())
        if " " not in printed or printed.count(" ") > 1 or printed.endswith(" 000"):
            return True
        measure = read_measure(self.twin, match.end(), self.language, nouns=False)
        return measure.scale > 1 or measure.known is not None

    def _amount(self, start: int) -> Amount | None:
        """The amount whose number begins at `start`, if one does."""
        number = self.numbers.get(start)
        if number is None:
            return None
        end, word = number.end, number.word
        if word is None:
            return read_amount(self.twin, start, end, self.language, None, self.floor)
        if word.fraction:
            return Amount(start, end, (start, end), word.value, Measure(end, unit="phần"))
        amount = read_amount(self.twin, start, end, self.language, word.value, self.floor)
        if amount is None or amount.measure.language not in ("", word.language):
            return None
        if amount.measure.scale > 1:
            return amount
        single = " " not in amount.digits and "-" not in amount.digits
        if single and amount.measure.known is None:
            return None
        if amount.digits == "nam" and is_year_word(self.twin, amount):
            return None
        return with_scale(amount)

    def quantities(self) -> Iterator[Quantity]:
        """All quantities in order."""
        for start, number in self.numbers.items():
            if start < self.floor:
                continue
            if start in self.against:
                yield from self._told_against(start)
                continue
            if number.word is None:
                amount, stop = read_pair(self.twin, start, number.end, self.language)
                if stop > number.end:
                    printed = self.twin.plain[start : number.end]
                    if amount and not is_label(self.twin, start, printed if "." in printed else ""):
                        yield self._finish(amount, None)
                    self.floor = max(self.floor, stop)
                    continue
            amount = self._amount(start)
            if amount is None:
                continue
            second = self._second(amount)
            if second and is_range(self.twin, amount, second):
                yield self._finish(amount, second)
            elif not second and is_quantity(self.twin, amount, self.language, self.floor):
                yield self._finish(amount, None)

    def _told_against(self, start: int) -> Iterator[Quantity]:
        """The quantity behind a slash, if it has the unit of the one right before it.

        Nouns are counted so only where a plan is named behind: "30 xã/45 xã kế hoạch".
        """
        told, floor = self.last, self.floor
        amount = self._amount(start)
        if amount is None or told is None or start != floor + 1:
            return
        measure = amount.measure
        measures = measure.known is not None and not measure.known.count
        planned = _OF_PLAN.match(self.twin.plain, amount.end) is not None
        if measure.unit == told.unit and not measure.per and (measures or planned):
            yield self._finish(amount, None)

    def _opened(self, start: int) -> bool:
        """Whether "từ" or "from" stands before `start`, perhaps before a bound word."""
        before = bound_before(self.twin, start, self.floor)
        first = before[0] if before else start
        return from_before(self.twin, first, self.floor) is not None

    def _second(self, first: Amount) -> Amount | None:
        """The upper end of a range that `first` begins."""
        plain = self.twin.plain
        joint = _JOINT.match(plain, first.end)
        opened = self._opened(first.start)
        if not joint and opened:
            joint = _AND.match(plain, first.end)
        if not joint or first.total is not None:
            return None
        place = joint.end()
        prefix = _PREFIX.match(plain, place)
        second = self._amount(prefix.end() if prefix else place)
        if not second or second.start != place:
            return None
        unit = second.measure.unit
        if unit and first.measure.unit not in ("", unit):
            return None
        if not (unit or second.measure.scale > 1 or first.measure.unit or opened):
            return None
        if first.measure.unit and not unit:
            if not is_ahead(first):
                return None
            per, end = read_per(self.twin, second.end)
            measure = replace(second.measure, per=per or second.measure.per)
            second = replace(second, end=end, measure=measure)
        return second if _lower(first, second) < second.value else None

    def _range_start(self, first: Amount, start: int, word: str) -> tuple[int, str]:
        """Where a range begins with "từ" and a bound word before it, and that word."""
        if _DASH.match(self.twin.plain, first.end):
            return start, word
        opened = from_before(self.twin, start, self.floor)
        start = start if opened is None else opened
        before = bound_before(self.twin, start, self.floor)
        return (before[0], before[2]) if before and not word else (start, word)

    def _finish(self, first: Amount, second: Amount | None) -> Quantity:
        """The quantity of one amount or of both ends of a range, with its bound."""
        twin = self.twin
        last = second or first
        start, end = first.start, last.end
        value, low, high = first.value, None, None
        bound, word = Bound.EXACT, ""
        if (
            second is None
            and start > self.floor
            and _SIGNED.search(twin.plain, max(0, start - 3), start)
        ):
            start, value = start - 1, -value
        before = bound_before(twin, start, self.floor)
        if before and not is_preposition(first, before[1], before[2]):
            start, bound, word = before
        if second:
            low, high, bound = _lower(first, second), second.value, Bound.RANGE
            start, word = self._range_start(first, start, word)
        elif after := bound_after(twin, end):
            end, bound, word = after
            opened = from_before(twin, start, self.floor)
            start = start if opened is None else opened
        measure = second.measure if second and second.measure.unit else first.measure
        per = measure.per or last.measure.per
        unit_span = last.printed_unit or first.printed_unit
        self.floor = end
        first_offset, last_offset = twin.span(start, end)
        self.last = Quantity(
            first_offset, last_offset, twin.source[first_offset:last_offset],
            None if second else value, low, high,
            measure.unit, bound, twin.printed(*unit_span) if unit_span else "", per,
            max(first.measure.scale, last.measure.scale),
            *twin.span(first.number[0], last.number[1]), word, first.total,
        )  # fmt: skip
        return self.last


def _lower(first: Amount, second: Amount) -> Decimal:
    """Low end of a range: "2,4-2,5 tỷ" gives its scale to both numbers."""
    bare = is_ahead(first) or not first.measure.unit
    if first.measure.scale == 1 and bare and second.measure.scale > 1:
        return first.value * second.measure.scale
    return first.value


def read_quantities(text: str, language: str = "vi") -> list[Quantity]:
    """Every quantity in `text`, in order and not overlapping. Never raises.

    `language` ("vi" or "en") settles what a separator means where number, scale and unit do not.
    Years, dates, document numbers, labels and ordinals are no quantities.
    """
    return list(_Reader(text, language).quantities())
