"""Parts of what was measured: "sản lượng thủy sản 600 tấn, trong đó tôm 200 tấn, cá 300 tấn".

A part names only itself; what is measured of it the whole says: "sản lượng tôm". Levels and zones
go on so without a word: "hồ sơ trực tuyến cấp tỉnh 60%; cấp huyện 50%".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.figure_phrase import head_of
from ingest.figure_sentence import MEASURES, ReadSentence
from store.records import FORMER, Figure, Inherited
from vietnamese.normal import normalise
from vietnamese.quantity import PERCENT
from vietnamese.scope import Kind
from vietnamese.terms import read_terms

#: Words that open the parts of what was told before them.
_OPENS = re.compile(
    r"\b(?:trong đó|trong số (?:này|đó|ấy)|bao gồm|gồm|riêng|cụ thể)\b(?:\s(?:có|là|riêng))*\W*"
)
#: A part, between the figure before it and its own.
_PART = re.compile(
    r"\W*(?:(?:và|còn|riêng|của|ở|tại|khối)\s)*"
    r"(?P<part>(?!tổng|giá|mức)[^\W\d]+(?: [^\W\d]+){0,6}?)"
    r"(?:\s(?:là|đạt|được|ước|có|khoảng|gần|hơn|trên|với|chiếm|còn|mới|chỉ|ở mức|giảm|tăng"
    r"|phấn đấu|bình quân|mỗi năm|phải|cần))*\W*"
)
_TOTAL = re.compile(r"^tổng (?:số )?", re.IGNORECASE)
_BORDER = re.compile(r"[,;:(]")
#: Levels, zones and walks of life, which divide what was measured.
_LEVEL = re.compile(
    r"(?:(?:cấp|tuyến) (?:tỉnh|huyện|xã|trung ương|cơ sở)"
    r"|(?:(?:các |trong )?(?:khu vực|vùng|xã|huyện) )?(?:đô thị|thành thị|nông thôn|miền núi"
    r"|đồng bằng|vùng (?:núi|cao|sâu|xa|ven biển|biên giới|bãi ngang)"
    r"|(?:trong )?(?:vùng )?(?:đồng bào )?(?:dân tộc thiểu số|dtts)(?: và miền núi)?)"
    r"|(?:các )?(?:huyện|xã) (?:nghèo|miền núi|vùng cao)"
    r"|(?:bậc |cấp |khối )?(?:mầm non|tiểu học|thcs|thpt|trung học (?:cơ sở|phổ thông))"
    r"|nam|nữ)"
)
_INNER_LEVEL = re.compile(rf"\s(?:ở )?{_LEVEL.pattern}(?!\w)", re.IGNORECASE)
#: Ways in which what was measured is come by.
_DONE_WITH = re.compile(r"(?:nuôi trồng|khai thác|đánh bắt|chăn nuôi|trồng mới|nhập khẩu)")
#: Sources of money, which say themselves what they are.
_NAMED = re.compile(r"(?:ngân sách|vốn|nguồn|kinh phí|thu|chi|thuế|tiền|phí|lệ phí|xuất|nhập)\b")
_RELATIVE = (Kind.GROWTH, Kind.SHARE_OF_PLAN)
#: A measure of what is grown, raised or made, alone and at the head of an indicator.
_MEASURE = re.compile(
    r"(?:tổng )?(?:sản lượng|năng suất|diện tích|số lượng|đàn)"
    r"(?: (?:bình quân|thu hoạch|gieo trồng|gieo cấy|gieo sạ|trồng|nuôi|hiện có))*\s*",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?:tổng )?(?:sản lượng|năng suất|diện tích|giá trị sản xuất)"
    r"(?: (?:bình quân|ước|thu hoạch|cả năm))*"
    r"|(?:tổng )?diện tích (?:gieo trồng|gieo sạ|gieo cấy|xuống giống|trồng|nuôi|thả nuôi)"
    r"|gieo trồng|gieo sạ|gieo cấy|xuống giống|thả nuôi"
)
#: What an item is about, before its figures: "- Lúa: DT gieo trồng 900 ha; sản lượng 5.000 tấn".
_LABEL = re.compile(
    r"\W*(?:\d+[.)]\s*)?(?P<thing>(?:[^\W\d_]+[ -]){0,4}[^\W\d_]+)\s*:\s(?=[^\d:]{2,30}\d)"
)
#: Measures as plans and tables write them in short.
_MEASURES = {"DT": "Diện tích", "SL": "Sản lượng", "GTSX": "Giá trị sản xuất"}
_SHORT = re.compile(r"\b(?:DT|SL|GTSX)\b")
_GROWN = ("ha", "tấn", "tạ", "con", "tấn/ha", "m2", "mẫu")
_LONGEST_THING = 4
#: Words with which the name of what is grown ends: season, place, what was done with it.
_ASIDE = re.compile(
    r"\s(?:cả|trên|tại|vụ|năm|niên vụ|toàn|của|ở|đã|thu hoạch|xuống giống|gieo|công suất|trồng"
    r"|thả|nuôi|cho|được|đạt)\b",
    re.IGNORECASE,
)


#: Who grows it and what became of it, which is nothing that is grown.
_NO_THING = re.compile(
    r"(?:(?:bà con )?nông dân|bà con|người|hộ|các|toàn|tỉnh|huyện|xã|thành phố|diện tích|thiệt hại"
    r"|mất trắng|hư hỏng|hư hại|chết|thu hoạch|xuống giống|chuyển đổi|gieo|hỗ trợ|tiêu thụ|tiêu hủy"
    r"|vụ|đã|ước|nuôi trồng|khai thác|đánh bắt)\b"
)


def parts_of(
    sentence: ReadSentence, figures: Sequence[Figure], told: Sequence[Figure]
) -> list[Figure]:
    """The figures of a sentence, those of mere parts with what is measured of the whole.

    `told` are the figures of the sentences before it in the paragraph.
    """
    done: list[Figure] = []
    whole: Figure | None = None
    last = 0
    for figure in figures:
        start = figure.start - sentence.start
        words = normalise(sentence.text[last:start])
        opens = _OPENS.search(words)
        if opens:
            changes = figure.scope.kind is Kind.GROWTH
            earlier = [one for one in (*told, *done) if _is_whole(one, changes=changes)]
            earlier = [one for one in earlier if not _bracketed(sentence, one, start)]
            whole = earlier[-1] if earlier and (done or not opens.start()) else None
        part = _PART.fullmatch(_BORDER.split(words[opens.end() :] if opens else words)[-1])
        level = part is not None and _LEVEL.fullmatch(part["part"]) is not None
        source = whole if whole is not None else _parallel(done) if level else None
        if part and source is not None and _may_be_part(figure, source, part["part"], level=level):
            figure = _of(figure, source, part["part"])
        elif whole is not None and not opens:
            whole = None
        done.append(figure)
        last = figure.end - sentence.start
    return done


def _bracketed(sentence: ReadSentence, figure: Figure, start: int) -> bool:
    """Whether a figure stands in brackets that are closed before `start`: only an aside."""
    at = max(figure.end - sentence.start, 0)
    between = sentence.text[at:start]
    return between.count(")") > between.count("(")


def of_same(sentence: ReadSentence, figures: Sequence[Figure]) -> list[Figure]:
    """The figures of a sentence, a bare measure with what the one before it is of.

    "Diện tích cà phê 107 ha; sản lượng 312 tấn": the output of coffee; also what the label of an
    item says: "Cà phê: DT 107 ha; SL 312 tấn".
    """
    done: list[Figure] = []
    label = _LABEL.match(sentence.text)
    named = label["thing"].strip().lower() if label else ""
    for figure in figures:
        bare = _BARE.fullmatch(normalise(figure.indicator))
        if bare and figure.scope.kind not in _RELATIVE:
            thing = next((found for one in reversed(done) if (found := _thing(one))), "")
            thing = thing or (named if figure.unit in _GROWN or "tấn" in figure.unit else "")
            figure = _with_thing(figure, thing) if thing else figure
        done.append(figure)
    return done


def _thing(figure: Figure) -> str:
    """What is grown, raised or made, of a figure in hectares, tonnes or heads: "cà phê"."""
    if figure.unit not in _GROWN or _BARE.fullmatch(normalise(figure.indicator)):
        return ""
    thing = _ASIDE.split(f" {_MEASURE.sub('', figure.indicator, count=1)}")[0].strip()
    named = 0 < len(thing.split()) <= _LONGEST_THING and not _NO_THING.match(normalise(thing))
    return thing if named else ""


def _with_thing(figure: Figure, thing: str) -> Figure:
    indicator = f"{figure.indicator} {thing}"
    short = f"{head_of(figure.indicator)} {thing}"
    terms = [mention.term.id for text in (short, indicator) for mention in read_terms(text)]
    return replace(figure, indicator=indicator, term=terms[0] if terms else figure.term)


def spelt_out(figures: Sequence[Figure]) -> list[Figure]:
    """The figures, short names of measures written out: "SL lúa" is "Sản lượng lúa"."""
    return [_spelt(figure) if _SHORT.search(figure.indicator) else figure for figure in figures]


def _spelt(figure: Figure) -> Figure:
    indicator = _SHORT.sub(lambda found: _MEASURES[found[0]], figure.indicator)
    terms = [mention.term for mention in read_terms(indicator)]
    terms.sort(key=lambda term: "%" not in term.units if figure.unit == "%" else False)
    return replace(figure, indicator=indicator, term=terms[0].id if terms else figure.term)


def under_whole(figures: Sequence[Figure], above: Sequence[Figure]) -> list[Figure]:
    """The figures of a list item below "Trong đó:", the first of them a part of what is `above`."""
    first = figures[0] if figures else None
    wholes = [one for one in above if _is_whole(one) and first and one.unit == first.unit]
    if first is None or not wholes:
        return list(figures)
    part = normalise(first.indicator)
    if not _PART.fullmatch(part) or not _may_be_part(first, wholes[0], part, level=False):
        return list(figures)
    return [_of(first, wholes[0], part), *figures[1:]]


def _is_whole(figure: Figure, *, changes: bool = False) -> bool:
    """Whether a figure may be a whole of parts: a level, or with `changes` a change of one."""
    relative = figure.scope.kind in _RELATIVE
    if changes:
        relative = figure.scope.kind is not Kind.GROWTH
    return bool(figure.indicator) and figure.comparison != FORMER and not relative


def _parallel(done: Sequence[Figure]) -> Figure | None:
    """The figure before, of another level: "cấp tỉnh 60%; cấp huyện 50%"."""
    return done[-1] if done and _is_whole(done[-1]) else None


def _may_be_part(figure: Figure, whole: Figure, part: str, *, level: bool) -> bool:
    if figure.unit != whole.unit or figure.term:
        return False
    if figure.scope.kind in _RELATIVE and not (level and figure.scope.kind is whole.scope.kind):
        return False
    if figure.unit not in (*MEASURES, "con"):  # a count names its noun
        return False
    if figure.unit in PERCENT and not level:
        return False
    own = normalise(figure.indicator)
    return own in ("", part) or (part in own and len(own.split()) <= len(part.split()) + 1)


def _of(figure: Figure, whole: Figure, part: str) -> Figure:
    """The figure with what is measured of the part: the head of the whole, or all of it."""
    printed = _printed(figure, part)
    head = head_of(whole.indicator)
    level = _LEVEL.fullmatch(part) is not None
    opening = normalise(head or whole.indicator.partition(" ")[0])
    if not (head or whole.term or level) or _NAMED.match(part) or part.startswith(opening):
        return figure
    short = f"{head} {printed}" if head else ""
    terms = [mention.term.id for mention in read_terms(short)] if head else []
    term: str | None
    if terms:
        indicator, term = short, terms[0]
        if _DONE_WITH.fullmatch(part):  # what is done says nothing of what it is done with
            indicator = f"{whole.indicator} {printed}"
    else:
        inner = _INNER_LEVEL.search(whole.indicator) if level else None
        if inner:
            indicator = (
                f"{whole.indicator[: inner.start()]} {printed}{whole.indicator[inner.end() :]}"
            )
        else:
            indicator = f"{whole.indicator} {printed}"
        found = [mention.term.id for mention in read_terms(indicator)]
        term = found[0] if level and found else None
    named = Inherited("indicator", whole.indicator, "body", whole.start, whole.end)
    return replace(figure, indicator=indicator, term=term, inherited=(*figure.inherited, named))


def _printed(figure: Figure, part: str) -> str:
    """The part as it is printed, where the figure's indicator is it; a label's capital is none."""
    own = figure.indicator
    if normalise(own) != part:
        return part
    return own if any(map(str.isupper, own[1:])) else own[:1].lower() + own[1:]
