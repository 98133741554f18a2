"""What a count is of: by the words before it, by its own noun, or by what was counted before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.figure_sentence import AGES, MEASURES, ReadSentence
from ingest.figure_state import State
from store.records import Figure
from vietnamese.normal import normalise
from vietnamese.numbers import Quantity
from vietnamese.sentences import Span
from vietnamese.units import UNIT_NAMES

#: Units that classify and name nothing themselves.
_CLASSIFIERS = frozenset(
    ("con", "lượt", "chiếc", "cái", "lần", "điểm", "suất", "ca", "căn", "bậc", "vụ án", "vụ")
)
#: Units that say nothing of what is counted.
_BARE = frozenset(
    ("người", "hộ", "lao động", "lượt", "lượt người", "trường hợp", "nhà", "căn", "căn nhà")
)
#: What happened to those who are counted, told before them: "làm chết 19 người".
_CASUALTY = re.compile(
    r"(?:(?:làm|khiến|có) )*(?:chết|bị thương|thương|tử vong|mất tích|thiệt mạng|bị nạn)"
)
_RURAL = re.compile(r"\b(?:ntm|nông thôn mới)\b")
#: What a commune has met where the new countryside is spoken of, and no other standard.
_MEETS = re.compile(
    r"\s+(?:đã |được công nhận |được )?(?:đạt chuẩn|về đích)"
    r"(?! (?:quốc gia|y tế|tiếp cận|phù hợp|phổ cập|văn hóa|đô thị|về y tế|không|nâng cao"
    r"|kiểu mẫu))"
)
_DISEASE = re.compile(
    r"\b(?:covid|sốt xuất huyết|tay chân miệng|sởi|bạch hầu|ho gà|thủy đậu|bệnh dại|sốt rét"
    r"|viêm não(?: nhật bản)?|cúm (?:a|b|mùa|gia cầm)|lao phổi|bệnh lao|đậu mùa khỉ|liên cầu lợn"
    r"|uốn ván|quai bị"
    r"|hiv(?:/aids)?|dịch tả lợn(?: châu phi)?|viêm da nổi cục|lở mồm long móng)\b"
)
#: Levels of schooling, which say whose schools, pupils or teachers are counted.
_SCHOOLING = re.compile(
    r"(?:(?:bậc|cấp|khối|riêng) )*(?:mầm non|mẫu giáo|nhà trẻ|tiểu học|thcs|thpt|gdtx|đại học"
    r"|trung học (?:cơ sở|phổ thông)|cao đẳng|trung cấp)(?: (?:thiếu|còn thiếu|có))*"
)
#: What stands between the members of a series told year by year.
_SERIES = re.compile(
    r"\W*(?:\b(?:và|là|ước|đạt|còn|làm|nốt|khoảng|trong đó|cả giai đoạn|cả năm|năm|riêng|tiếp"
    r"|thêm)\b\W*)*"
)
#: Words before what a count adds up to.
_TOTAL = re.compile(r"\b(?:(?:nâng|đưa) (?:tổng số|số)?.*\blên|lũy kế|luỹ kế|tổng cộng)\W*$")
#: Words before what is left of those counted: "giảm 1.200 hộ, còn 5.300 hộ".
_REMAINS = re.compile(
    r"\W*(?:(?:nên|nay|hiện|hiện nay|đến nay|hiện chỉ|chỉ|xuống|giảm xuống) )*còn"
    r"(?: (?:lại|khoảng|gần|hơn|trên|dưới))*\W*"
)
#: Words before by how much a count has changed, or what it was.
_CHANGED = re.compile(r"\b(?:(?:tăng|giảm)(?: thêm)?|năm trước \(|cùng kỳ \()\W*$")


def counted(
    quantity: Quantity, behind: str, phrase: str, state: State, *, is_head: bool, level: bool
) -> str | None:
    """What a count is of by the words before it, "" for what was named before; None by its noun."""
    unit = quantity.unit
    if unit in _BARE and not behind and _CASUALTY.fullmatch(normalise(phrase)):
        return phrase
    if unit in _BARE and not behind and (is_head or len(phrase.split()) > 2):
        return phrase or None
    if not behind and _SCHOOLING.fullmatch(normalise(phrase)):
        return phrase
    if unit in AGES and not (is_head and level):
        return ""
    if unit in _CLASSIFIERS and not behind and not is_head and state.indicator:
        return ""
    if (is_head and (level or not phrase)) or (unit in _CLASSIFIERS and not behind):
        return phrase
    return None


def told_on(
    sentence: ReadSentence, span: Span, quantity: Quantity, behind: str, state: State
) -> bool:
    """Whether a count goes on with what was counted before in its sentence.

    "Đưa … đi làm việc: năm 2021 120 người; năm 2022: 350 người"; "nâng tổng số lên 90 xã".
    """
    if behind or not is_count(quantity) or state.sentence != sentence.start:
        return False
    words = list(sentence.text[span.start : span.end])
    dated = sentence.text[: span.start].rstrip().endswith(":")
    for mention in sentence.periods:
        for at in range(max(mention.start, span.start), min(mention.end, span.end)):
            words[at - span.start], dated = " ", True
    between = normalise("".join(words))
    noun = normalise(quantity.printed_unit)
    same = noun in normalise(state.indicator).split()
    if not same and quantity.unit not in _BARE:
        return False
    if same and (_CHANGED.search(between) or _REMAINS.fullmatch(between)):
        return True
    series = dated and _SERIES.fullmatch(between) is not None
    return series or _TOTAL.search(between) is not None


def is_count(quantity: Quantity) -> bool:
    """Whether a quantity counts something and measures nothing."""
    if quantity.unit in MEASURES or not quantity.printed_unit:
        return False
    unit = UNIT_NAMES.get(quantity.unit)
    return unit is None or unit.count or quantity.unit in (*AGES, *_CLASSIFIERS)


def rural(sentence: ReadSentence, figures: Sequence[Figure], above: str) -> list[Figure]:
    """The figures, communes that "đạt chuẩn" of those of the new countryside, if that is spoken of.

    `above` is the heading and what was told before in the paragraph.
    """
    spoken = _RURAL.search(normalise(f"{above} {sentence.text}")) is not None
    return [_rural(sentence, figure) if spoken else figure for figure in figures]


def of_disease(sentence: ReadSentence, figures: Sequence[Figure], above: str) -> list[Figure]:
    """The figures, cases of an illness that is spoken of with its name: no cases of another one.

    "Sốt xuất huyết phức tạp, 2.900 ca mắc": `above` is what was told before in the paragraph.
    """
    return [
        _of_illness(figure, f"{above} {sentence.text[: figure.end - sentence.start]}")
        if figure.term == "covid"
        else figure
        for figure in figures
    ]


def _of_illness(figure: Figure, words: str) -> Figure:
    said = [*_DISEASE.finditer(normalise(words))]
    name = said[-1][0] if said else "covid"
    if name == "covid" or name in normalise(figure.indicator):
        return figure
    return replace(figure, indicator=f"{figure.indicator} {name}", term=None)


def _rural(sentence: ReadSentence, figure: Figure) -> Figure:
    behind = normalise(sentence.text[figure.end - sentence.start :])
    bare = normalise(figure.indicator) in ("xã", "số xã") and figure.term is None
    if figure.unit != "xã" or not bare or _MEETS.match(f" {behind}") is None:
        return figure
    return replace(figure, indicator=f"{figure.indicator} đạt chuẩn", term="new_rural_communes")
