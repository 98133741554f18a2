"""Whether a figure is a target, a plan, an estimate, a result, a change or a share."""

from __future__ import annotations

import re
from datetime import date

from ingest.figure_plan import (
    OF_PLAN,
    PLANNED,
    amount_after_share,
    is_plan_beside,
    is_plan_in_all,
    kind_of_plan,
    names_plan,
    near_words,
)
from ingest.figure_sentence import DONE, EDGE, MEASURES, TARGETS, ReadSentence, says_change
from ingest.figure_state import State
from vietnamese.normal import normalise
from vietnamese.numbers import Quantity
from vietnamese.periods import Period, PeriodKind
from vietnamese.quantity import MONEY, PERCENT
from vietnamese.scope import Kind
from vietnamese.sentences import Span

_SHARE = re.compile(r"\b(?:chiếm|tỷ lệ|tỷ trọng|cơ cấu)\b")
_LEVEL = re.compile(r"\b(?:đạt|bằng|lên|còn|xuống)\b")
#: Duty: "mỗi tháng phải đạt", "cần huy động".
_MUST = re.compile(
    r"\b(?:phải|cần|cam kết|quyết tâm)\b(?:\s\w+){0,4}"
    r"(?:\s(?:bình quân|trung bình|tối thiểu|ít nhất))*\s*$"
)
#: What must be done to the things counted, which only says which they are: "hộ phải di dời".
_DESCRIBED = re.compile(
    r"\b(?:dự án|công trình|hộ|hộ dân|diện tích|đất|số|người|doanh nghiệp|đơn vị|xã|trường hợp)"
    r" (?:phải|cần) (?!đạt|hoàn thành|có\b|bảo đảm|đảm bảo|giải ngân|thu\b(?! hồi))"
    r"[^,;:(.]*$"
)
#: A plan that is only compared with or met: "sớm hơn kế hoạch", "vượt mục tiêu".
_WEIGHED = re.compile(
    r"\b(?:hơn|so với|so|vượt|đạt|hoàn thành|sớm|trước|chậm|bằng)(?: \w+)?\s+$", re.IGNORECASE
)
#: A stock-taking up to a day: "tính đến cuối năm 2022, có 47 nhà máy".
_SO_FAR = re.compile(r"\btính (?:đến|tới)\b|\b(?:lũy|luỹ) kế\b|\bđến (?:hết|nay|cuối)\b")
#: What was done with the money planned, told after the plan: "vốn được giao …, giải ngân 6%".
_PAID_OUT = re.compile(
    r"\W*(?:(?:tính )?(?:đến|tới|hết) [^,;]{1,25} )?(?:(?:mới|đã|chỉ|hiện|lũy kế|luỹ kế) )*"
    r"(?:giải ngân|thanh toán|thực hiện được)\b"
)
#: Money that is yet to be found: "tổng nhu cầu vốn", "kinh phí dự kiến".
_NEEDED = re.compile(r"\bnhu cầu(?: (?:vốn|kinh phí|nguồn lực|về vốn))?\b(?!.*\bđã\b)")
_SCORES = ("điểm", "lần", "tuổi")
_PLAN_END = re.compile(r"[,;:(]|\bvà\b")
_COMPARES = re.compile(
    r"\b(?:cao|thấp|nhiều|ít|lớn|kém) hơn(?: so với)?"
    r"(?: (?:cùng kỳ|năm|tháng|quý)(?: (?:năm )?(?:trước|ngoái|\d{4}))?)?\s*$"
)
#: By how much a plan is passed: "vượt 8% kế hoạch", "tăng 12% so với kế hoạch".
_PASSES = re.compile(r"\bvượt(?: (?:gần|hơn|khoảng|trên|tới))?\s*$")
_RISES = re.compile(r"\b(?:tăng|giảm|hụt)(?: (?:gần|hơn|khoảng|trên|tới))?\s*$")
_TIMES = re.compile(r"\bgấp\b")
_AIMS = re.compile(r"\b(?:phấn đấu|mục tiêu|đặt ra|cần đạt|phải đạt|nhiệm vụ|chỉ tiêu)\b")
_ESTIMATES = re.compile(r"\W*(?:ước|dự ước|ước tính|ước thực hiện|dự kiến)(?: cả)? năm\b")
_PLANS = re.compile(
    r"\b(?:giao(?! (?:thông|dịch|lưu|thương|tiếp|thừa|diện|ban|hữu))|kế hoạch|dự toán)\b"
)
#: Percentages of what there was a year or a month before: "bằng 112,5% cùng kỳ".
_OF_SAME = re.compile(
    r"\s*(?:so với |so |của )?(?:cùng kỳ|(?:năm|quý|tháng) (?:trước|ngoái)|cùng thời điểm"
    r"|(?:thực hiện )?năm \d{4})\b"
)
_REACHES = re.compile(r"\b(?:bằng|đạt|tương đương)\s*$")
#: Words right before an amount that is missing from a plan, and no plan itself.
_SHORT_OF = re.compile(
    r"(?<!thâm )\b(?:hụt(?: thu)?|thiếu hụt)(?: (?:gần|hơn|khoảng|tới|đến))?\s*$"
)
#: What stands between a change and the period it is measured against.
_AGAINST = re.compile(
    r"\s*(?:so với|so)\s+(?:(?:cùng kỳ|(?:thời điểm\s+)?cuối|mức của|mức)\s+|thời điểm\s+)?"
)
_ACHIEVED = re.compile(r"\b(?:đạt|vượt|hoàn thành|đảm bảo|bảo đảm|thực hiện|kết quả)\b")


def announced_kind(words: str) -> Kind | None:
    """The kind that an announcement ("Phấn đấu đạt các chỉ tiêu sau:") gives to its list.

    `words` are normalised; an announcement of results gives none, as that is what figures are.
    """
    if re.search(r"\bphấn đấu\b|\bmục tiêu\b|\b(?:cần|phải) đạt\b", words) and not DONE.search(
        words
    ):
        return Kind.TARGET
    if _ESTIMATES.match(words):
        return Kind.ESTIMATE
    if DONE.search(words) or _ACHIEVED.search(words):
        return None
    if _PLANS.search(words):
        return Kind.PLAN
    return Kind.TARGET if _AIMS.search(words) else None


def kind_of(
    sentence: ReadSentence,
    quantity: Quantity,
    before: Span,
    after: Span,
    state: State,
    governing: Kind | None,
) -> Kind | None:
    """The kind of a figure from the words around it and what governs it."""
    near = near_words(sentence, before)
    behind = normalise(sentence.text[after.start : after.end])
    if quantity.unit in PERCENT and OF_PLAN.match(f" {behind}"):
        against = behind.lstrip().startswith("so ")
        passes = _PASSES.search(near) or (against and _RISES.search(near))
        return Kind.GROWTH if passes else Kind.SHARE_OF_PLAN
    if quantity.unit in PERCENT and _OF_SAME.match(behind) and _REACHES.search(near):
        return Kind.GROWTH
    needed = quantity.unit in MONEY and _NEEDED.search(near) is not None
    needed = needed or is_plan_in_all(sentence, quantity, before, after)
    needed = needed or is_plan_beside(sentence, quantity, before)
    if needed or (quantity.unit not in PERCENT and amount_after_share(sentence, before)):
        return Kind.PLAN
    planned = kind_of_plan(sentence, quantity, before, after)
    if planned or _SHORT_OF.search(near):
        return planned or Kind.GROWTH
    if _changes(near) or _TIMES.search(near):
        aimed = governing in TARGETS and not _done(near) and "vượt" not in near
        return governing if aimed else Kind.GROWTH
    if governing in TARGETS:
        return governing
    if quantity.unit in PERCENT and _SHARE.search(near):
        return Kind.SHARE
    if quantity.unit in PERCENT and says_change(normalise(state.indicator)):
        return Kind.GROWTH
    counts = quantity.unit not in (*MEASURES, *_SCORES)
    if governing in (None, Kind.RESULT):
        return Kind.COUNT if counts else Kind.RESULT
    return governing


def _own_start(sentence: ReadSentence, before: Span) -> int:
    """Where the words before a figure are no longer those of the plan that a share is of.

    Nor of the plan that an amount is: "trong tổng số 700 tỷ đồng kế hoạch vốn, tỷ lệ 35%".
    """
    words = normalise(sentence.text[before.start : before.end])
    of_share = sentence.text[: before.start].endswith(("%", "phần trăm"))
    edge = _PLAN_END.search(sentence.text, before.start, before.end)
    if edge is not None and not of_share and PLANNED.match(words):
        return edge.end()
    if not of_share or not OF_PLAN.match(words):
        return before.start
    return edge.end() if edge else before.end


def governing_kind(
    sentence: ReadSentence, before: Span, state: State, today: date | None
) -> Kind | None:
    """The kind that the words up to a figure set, the last of them first, or what held before.

    `today` is the day the document speaks from: what lies ahead of it is aimed at.
    """
    near = near_words(sentence, before)
    kind = state.kind
    if _MUST.search(near) and not _DESCRIBED.search(normalise(sentence.text[: before.end])):
        return Kind.TARGET
    so_far = _SO_FAR.search(normalise(sentence.text[: before.end])) is not None
    if kind is None and _lies_ahead(state, today) and not (so_far or _done(near)):
        kind = Kind.TARGET
    if kind is Kind.TARGET and _is_over(sentence, before, state, today):
        kind = None
    kind = Kind.RESULT if kind is Kind.PLAN and _PAID_OUT.match(near) else kind
    first = _own_start(sentence, before)
    for mention in sentence.kinds:
        if not first <= mention.start < before.end:
            continue
        weighed = mention.kind in TARGETS and _WEIGHED.search(sentence.text[: mention.start])
        if weighed and not names_plan(sentence, Span(mention.start, before.end)):
            continue
        if mention.kind in (*TARGETS, Kind.ESTIMATE):
            kind = mention.kind
        elif mention.kind is Kind.RESULT and kind not in (*TARGETS, Kind.ESTIMATE):
            kind = Kind.RESULT
    if _done(near) and not (kind is Kind.ESTIMATE and "ước" in near):
        return Kind.RESULT
    return kind


def _done(words: str) -> bool:
    """Whether the words before a figure say that it has been reached, and aim at nothing after."""
    done = [match.end() for match in DONE.finditer(words)]
    aims = [match.start() for match in _AIMS.finditer(words)]
    return bool(done) and not (aims and aims[-1] > done[-1])


def _is_over(sentence: ReadSentence, before: Span, state: State, today: date | None) -> bool:
    """Whether the words before a figure turn to a time that was over as the document spoke."""
    period = state.period[0]
    if today is None or period is None or period.kind is PeriodKind.HORIZON:
        return False
    named = [m for m in sentence.periods if before.start <= m.start < before.end]
    return bool(named) and named[-1].period == period and period.end < today


def _lies_ahead(state: State, today: date | None) -> bool:
    """Whether what is spoken of ends after the document speaks; terms of office do not count."""
    period, evidence = state.period
    if period is None or (state.back and evidence[:1] and evidence[0].origin != "body"):
        return False
    if period.kind is PeriodKind.HORIZON:
        year_end = (period.end.month, period.end.day) == (12, 31)
        return year_end and (today is None or period.end.year > today.year)
    if today is None:
        return False
    return period.start > today or (
        period.kind is PeriodKind.SPAN
        and period.end.year > today.year >= period.start.year
        and any("nhiệm kỳ" not in normalise(item.value) for item in evidence[:1])
        and period.start.month == 1
    )


def _changes(words: str) -> bool:
    """Whether the words right before a figure say a change, and no level reached after it."""
    changes = says_change(words)
    if _COMPARES.search(words):
        return True
    return bool(changes) and not _LEVEL.search(words[changes[-1].end() :])


def base_of(sentence: ReadSentence, before: Span, after: Span) -> str | None:
    """What a change is measured against: right behind the figure, else before it."""
    edge = EDGE.search(sentence.text, after.start, after.end)
    stop = edge.start() if edge else after.end
    behind = [base.base for base in sentence.bases if after.start <= base.start < stop]
    own = any(
        mention.start >= after.start
        and _AGAINST.fullmatch(f"{normalise(sentence.text[after.start : mention.start])} ")
        for mention in sentence.periods
    )  # "tăng 0,3% so với tháng trước, tăng 4% so với tháng 6/2023"
    inside = [base.base for base in sentence.bases if before.start <= base.start < before.end]
    ahead = [] if own else inside
    rest = [base.base for base in sentence.bases if stop <= base.start < after.end and not own]
    return next(iter((*behind, *ahead[-1:], *rest)), None)


def compared_with(sentence: ReadSentence, after: Span, period: Period | None) -> str | None:
    """The usual name of the period that a change of `period` is printed against, if one is.

    "So với tháng 2" is the month before in a figure of March, "so với quý I/2023" the same quarter.
    """
    for mention in sentence.periods:
        between = normalise(sentence.text[after.start : mention.start])
        if mention.start < after.start or not _AGAINST.fullmatch(f"{between} "):
            continue
        other = mention.period
        if period is None or other is None or other.kind is not period.kind:
            return None
        months = (period.start.year - other.start.year) * 12
        months += period.start.month - other.start.month
        if period.kind is PeriodKind.YEAR:
            return "năm trước" if months == 12 else None
        if months == 12:
            return "cùng kỳ"
        if period.kind is PeriodKind.MONTH and other.start.month == 12 and 1 < months <= 12:
            return "đầu năm"
        step = {PeriodKind.MONTH: (1, "tháng trước"), PeriodKind.QUARTER: (3, "quý trước")}
        length, name = step.get(period.kind, (0, ""))
        return name if length and months == length else None
    return None
