"""Parts told by bare numbers: "thiếu 1.320 giáo viên, trong đó mầm non 410, tiểu học 520".

The unit is told once, with the whole; that the parts are no more than it together says that they
are its parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from ingest.figure_sentence import ReadSentence
from ingest.table_place import named_places
from store.records import FORMER, Figure, Inherited
from vietnamese.normal import normalise
from vietnamese.places import Level, Place, province_of, same_or_within
from vietnamese.quantity import PERCENT
from vietnamese.scope import Kind
from vietnamese.terms import read_terms

#: What opens the parts behind a whole, on its way no other figure.
_OPENS = re.compile(
    r"[^\d.;:()]{0,60}?"
    r"(?::|\(|[,;]?\s*\b(?:trong đó|gồm|bao gồm|cụ thể|lần lượt là)(?: có)?\b:?)\s*"
)
_ITEM = re.compile(
    r"(?:(?:và|riêng|còn|bậc|cấp|khối|ở|tại)\s+)*(?P<label>[^\W\d_](?:[^,;:.()\d]{0,40}[^\W\d_])?)"
    r"\s*(?::|\blà|\bcó)?\s+(?P<number>\d{1,3}(?:\.\d{3})+|\d{1,4})(?![\d.,/%]*\d|\s*%|/)"
    r"(?:\s(?P<unit>[^\W\d_]+(?: [^\W\d_]+)?))??(?P<ends>\s*(?:[,;]\s*(?:và\s+)?|\s+và\s+|[.)]|$))"
)
_DISTRICTS = "huyện, thị xã, thành phố, quận"
#: Labels that add up, compare or date, and are no parts.
_NO_PART = re.compile(
    r"\b(?:tăng|giảm|kế hoạch|kh|năm|tháng|quý|ngày|tổng|lũy kế|bằng|đạt|so với|số|mục|khoản|điều"
    r"|quyết định|nghị quyết|giai đoạn|vụ|đợt|lần|thứ|khóa|kỳ)\b"
)


def bare_parts(
    sentence: ReadSentence, figures: Sequence[Figure], around: Place | None, at: date | None
) -> list[Figure]:
    """The figures of a sentence with those of parts that are told without a unit."""
    found = list(figures)
    for whole in figures:
        if not _may_have_parts(whole):
            continue
        items = list(_items(sentence, whole))
        total = sum((value for _, _, value in items), Decimal(0))
        if len(items) < 2 or whole.value is None or total > whole.value:
            continue
        for label, start, value in items:
            part = _part(whole, sentence, label, start, value, _place(label, around, at))
            told = next((one for one in found if one.start <= part.start < one.end), None)
            if told is not None and not _counts_for(told, whole):
                continue
            found = [one for one in found if one is not told]
            found.append(replace(part, end=told.end, text=told.text) if told else part)
    return sorted(found, key=lambda figure: figure.start)


def _counts_for(told: Figure, whole: Figure) -> bool:
    """Whether the last part has a general noun for the whole's: "THPT 100 người" of teachers."""
    return told.unit != whole.unit and told.unit in ("người", "hộ", "") and told.term is None


def _may_have_parts(figure: Figure) -> bool:
    counted = bool(figure.unit) and figure.unit not in (*PERCENT, "lần", "điểm", "điểm %")
    relative = figure.scope.kind in (Kind.GROWTH, Kind.SHARE_OF_PLAN)
    whole = figure.value is not None and figure.value >= 2 and figure.comparison != FORMER
    return counted and whole and not relative and bool(figure.indicator)


def _items(sentence: ReadSentence, whole: Figure) -> Iterator[tuple[str, int, Decimal]]:
    """Label, offset in the sentence and value of each bare part behind a whole."""
    opens = _OPENS.match(sentence.text, whole.end - sentence.start)
    scale = _scale(whole)
    if opens is None or scale is None:
        return
    place = opens.end()
    while (item := _ITEM.match(sentence.text, place)) is not None:
        label = item["label"]
        if _NO_PART.search(normalise(label)) or len(label.split()) > 5:
            return
        yield label, item.start("number"), Decimal(item["number"].replace(".", "")) * scale
        place = item.end()
        if item["ends"].strip() in (".", ")", ""):
            return


def _scale(whole: Figure) -> Decimal | None:
    """What a bare number is multiplied with: counts and hectares are told in full."""
    scaled = re.search(r"\b(?:nghìn|ngàn|triệu|tỷ|tỉ)\b", normalise(whole.text)) is not None
    return None if scaled else Decimal(1)


def _place(label: str, around: Place | None, at: date | None) -> Place | None:
    """The unit of the province of `around` that a label names."""
    province = (province_of(around) or around) if around is not None else None
    if province is None or province.level is not Level.PROVINCE:
        return None
    units = named_places(label, _DISTRICTS, at)
    inside = [unit for unit in units if same_or_within(unit, province)]
    return next((unit for unit in inside if unit.level is not Level.PROVINCE), None)


def _part(
    whole: Figure,
    sentence: ReadSentence,
    label: str,
    at: int,
    value: Decimal,
    place: Place | None,
) -> Figure:
    number = re.match(r"[\d.]*\d", sentence.text[at:])
    assert number is not None
    start = sentence.start + at
    named = Inherited("indicator", whole.indicator, "body", whole.start, whole.end)
    part = replace(
        whole,
        start=start,
        end=start + number.end(),
        text=number[0],
        value=value,
        low=None,
        high=None,
        inherited=(*whole.inherited, named),
    )
    if place is not None:
        scope = replace(whole.scope, place=place, level=place.level)
        return replace(part, scope=scope)
    indicator = f"{whole.indicator} {label}"
    found = [mention for mention in read_terms(indicator) if not mention.start]
    exact = [one.term.id for one in found if one.end == len(indicator)]
    return replace(part, indicator=indicator, term=exact[0] if exact else None)
