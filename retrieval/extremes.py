"""Which of several is first or last: "huyện nào giải ngân cao nhất", "đơn vị nào xếp cuối".

A sentence may say it; or the rows of a table, or a row of places with their figures, show it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby

from retrieval.bodies import body_spans, rows_of
from retrieval.cues import name_spans
from retrieval.evidence import Candidate
from retrieval.matching import Matcher, Rarity
from retrieval.nearness import POLES
from retrieval.place_rows import place_rows
from retrieval.question_form import question_line
from retrieval.quoting import quoted
from retrieval.reading import ENOUGH, Reading, Statement
from retrieval.records import AnswerType, Query
from retrieval.shelf import Sentence
from retrieval.slots import disjoint
from vietnamese.normal import fold, normalise, search_form
from vietnamese.places import Level, Place, same_or_within
from vietnamese.quantity import MONEY
from vietnamese.scope import Kind
from vietnamese.sentences import Span
from vietnamese.tokens import syllables

#: What is asked for, folded: units of government, countries, bodies.
_PLACES = (
    r"(?:huyen|xa|phuong|(?<!co )quan|thi xa|thanh pho|thi tran|tinh|dia phuong|noi|cho"
    r"|(?<!nong )thon|dia ban"
    r"|vung|khu vuc|locality|localities|districts?|communes?|wards?|town|city|cities|provinces?)"
)
_LANDS = r"(?:nuoc|quoc gia|thi truong|countr(?:y|ies)|markets?)"
_BODIES = (
    r"(?:so|don vi|co quan|nganh|ban|chu dau tu|doanh nghiep|cong ty|tap doan|nha dau tu"
    r"|department|agency|company|firm|unit)"
)
_ASKS = re.compile(
    rf"\b(?P<thing>{_PLACES}|{_LANDS}|{_BODIES})(?: (?!nao\b|nhat\b)\w+){{0,6}}?"
    r" (?:la )?(?:nao|dau)\b"
    rf"|\b(?:which|what) (?:\w+ )?(?P<english>{_PLACES}|{_LANDS}|{_BODIES})\b"
    rf"|\b(?P<where>o dau|where)\b"
    rf"|^(?P<bare>{_PLACES}|{_LANDS}|{_BODIES}) (?!.*\b(?:bao nhieu|may)\b)"
)
#: Units of government of one kind: "huyện nào" does not ask for a town.
_KINDS = {
    "huyen": ("huyện",),
    "xa": ("xã",),
    "phuong": ("phường",),
    "quan": ("quận",),
    "thi xa": ("thị xã",),
    "thanh pho": ("thành phố",),
    "thi tran": ("thị trấn",),
}
_LEVELS = {"tinh": Level.PROVINCE, "province": Level.PROVINCE, "provinces": Level.PROVINCE}
#: From "cao nhất" to what holds it: "là", a colon, a preposition; little before it.
_LEADS_TO = re.compile(
    r"[^;:()\n]{0,60}?(?::|\b(?:là|gồm(?: có)?|bao gồm|thuộc về|ở|tại|gọi tên)\b:?)\s*"
)
#: A sentence that turns to the other end of the scale.
_TURNS = re.compile(
    r"\W*(?:(?:còn )?(?:ở|tại) (?:chiều|phía|chiều hướng) ngược lại|ngược lại|trái lại)\b", re.I
)
#: What sets a figure or a place apart from the first one: "kế đến là", "còn".
_NEXT = re.compile(
    r"\b(?:kế đến|tiếp đến|tiếp theo|theo sau|sau đó|kế tiếp|đứng thứ|xếp thứ|thứ hai|còn|trong khi"
    r"|riêng|nhưng|song)\b|;",
    re.I,
)
#: How far behind "cao nhất" a name without "là" may begin.
_STEP = 12
#: A sentence that names only those at one end of the scale: "ba xã dưới 10%", "vượt 60%".
_LEANING = (
    re.compile(r"\b(?:trên|vượt|cao hơn|khá|tốt|nhanh)\b", re.I),
    re.compile(r"\b(?:dưới|chưa (?:đạt|đến|tới)|mới (?:đạt|được)|thấp|chậm|kém|chỉ)\b", re.I),
)
#: Rows that a comparison takes, and how long the quote of them may be.
_FEW, _LONGEST = 3, 1600
#: Share of the question that a sentence which says it must hold with its paragraph.
_HELD = 0.5
_RATES = re.compile(r"\b(?:ty|ti) (?:le|trong)\b|\b(?:rate|share|percent\w*|proportion)\b|%")


def asked_extreme(query: Query) -> tuple[int, str] | None:
    """The end of the scale that is asked for (0 first, 1 last) and the word for the thing.

    None where a figure, or nothing at either end, is asked for.
    """
    line = question_line(query.question)
    if query.answer_type in ("reason", "date", "yes_no", "person"):
        return None
    if re.search(r"\b(?:bao nhieu|may|how (?:much|many))\b(?!.*\bnhat\b)", _first(line)):
        return None
    poles = [end for end, pole in enumerate(POLES) if pole.search(_plain(query))]
    asked = _ASKS.search(line)
    if len(poles) != 1 or asked is None:
        return None
    thing = next(word for word in (*asked.groups(),) if word)
    return poles[0], thing


def read_extreme(
    query: Query,
    ranked: Sequence[Candidate],
    rarity: Rarity,
    figures: Callable[[Query], Sequence[Candidate]],
) -> Reading | None:
    """What is first or last, as a sentence says it or figures in a row show it.

    None where the question does not ask for it, or for things that no rule here can tell.
    """
    asked = asked_extreme(query)
    if asked is None:
        return None
    end, thing = asked
    statement = _said(query, ranked, rarity, end, thing)
    if statement is None and _is(thing, _PLACES):
        statement = _shown(query, figures, end, thing)
    if statement is not None:
        return Reading((statement,))
    if _is(thing, _PLACES):
        return Reading(near=tuple(item for item in ranked if item.coverage >= ENOUGH))
    return None


def _first(line: str) -> str:
    """The question up to "nhất": "nơi nào cao nhất, cao bao nhiêu" first asks for the place."""
    return line.partition(" nhat")[0] if re.search(r"\bnao\b.*\bnhat\b", line) else line


def _plain(query: Query) -> str:
    return fold(normalise(query.question))


def _is(thing: str, words: str) -> bool:
    return bool(re.fullmatch(words, thing)) or (words is _PLACES and thing in ("o dau", "where"))


def _said(
    query: Query, ranked: Sequence[Candidate], rarity: Rarity, end: int, thing: str
) -> Statement | None:
    """The best sentence that has words of this end of the scale beside a thing of the kind."""
    about = _about(query, thing)
    matcher = Matcher(about.concepts, rarity, accented=not query.unaccented)
    best, worth = None, 0.0
    for item in ranked:
        sentence = item.sentence
        if item.conflicts or sentence.is_heading or sentence.text.lstrip().startswith("|"):
            continue
        row = _row_at(query, sentence, end, thing)
        if not row:
            continue
        near = sentence.paragraph
        if matcher.lacks((sentence.own, near, *sentence.headings)):
            continue
        held = matcher.coverage((sentence.own, near, *sentence.context))
        if held > worth and held >= _HELD:
            best, worth = _statement(sentence, row), held
    return best


def _about(query: Query, thing: str) -> Query:
    """The question without the words for the thing and for its place on the scale."""
    line = _plain(query)
    said = {*syllables(thing), "nhat", "dau", "cuoi", "noi", "dia", "phuong", "don", "vi"}
    for pole in POLES:
        said |= {word for match in pole.finditer(line) for word in (match[0].split()[0],)}
        said |= {word for match in pole.finditer(line) for word in match[0].split()[-1:]}
    kept = tuple(
        concept
        for concept in query.concepts
        if not {fold(unit) for unit in concept.wordings[0].split()} <= said
        and not any(pole.fullmatch(fold(concept.wordings[0])) for pole in POLES)
    )
    return replace(query, concepts=kept)


def _statement(sentence: Sentence, row: Sequence[Span]) -> Statement:
    text = sentence.text
    short = "; ".join(" ".join(text[one.start : one.end].split()) for one in row)
    spans = [Span(sentence.start + one.start, sentence.start + one.end) for one in row]
    return Statement(short, sentence, quoted(sentence, Span(spans[0].start, spans[-1].end)))


def _row_at(query: Query, sentence: Sentence, end: int, thing: str) -> list[Span]:
    """What a sentence puts at the end of the scale asked for: one thing, or several it counts."""
    text = sentence.text
    rows = _rows(query, text, thing)
    if not rows:
        return []
    form = search_form(text)
    folded = fold(form.text)
    turns = _TURNS.match(text)
    if turns is not None and any(
        POLES[1 - end].search(fold(normalise(p))) for p in (sentence.before,)
    ):
        return rows[0]
    for mark in POLES[end].finditer(folded):
        start, stop = form.span(*mark.span())
        leads = _LEADS_TO.match(text, stop)
        if leads is not None and not _NEXT.search(text, stop, leads.end()):
            after = [row for row in rows if 0 <= row[0].start - leads.end() <= _STEP]
            if after:
                return after[0]
        clause = max((m.end() for m in re.finditer(r"[;,:](?=\s)", text[:start])), default=0)
        before = [row for row in rows if row[-1].end <= start]
        inside = [row for row in before if row[-1].end > clause]
        if inside or (before and start - before[-1][-1].end <= _STEP):
            return (inside or before)[-1]
        after = [row for row in rows if 0 <= row[0].start - stop <= _STEP]
        if after:
            return after[0]
    return []


def _rows(query: Query, text: str, thing: str) -> list[list[Span]]:
    """Things of the kind asked for that a text names, those in a row together."""
    if _is(thing, _PLACES):
        kinds = _KINDS.get(thing)
        rows = place_rows(text, query.places[:1])
        if kinds:
            named = [[one for one in row if _bears(text, one, kinds)] for row in rows]
            rows = [row for row in named if row] or rows
        return rows
    if _is(thing, _LANDS):
        return list(rows_of(text, name_spans(text)))
    bodies = sorted(body_spans(text))
    return list(rows_of(text, bodies)) or (
        place_rows(text, query.places[:1]) if thing == "don vi" else []
    )


def _bears(text: str, span: Span, kinds: Sequence[str]) -> bool:
    """Whether a place is said to be of one of the kinds, or of none: "Kế Sách"."""
    said = normalise(text[span.start : span.end])
    levels = (
        "huyện",
        "xã",
        "phường",
        "quận",
        "thị xã",
        "thành phố",
        "thị trấn",
        "tỉnh",
        "tp",
        "tx",
    )
    kind = next((one for one in levels if said.startswith(f"{one} ")), None)
    return kind is None or kind in kinds


def _shown(
    query: Query, figures: Callable[[Query], Sequence[Candidate]], end: int, thing: str
) -> Statement | None:
    """The place with the highest or lowest figure of a table, a list or a row of places."""
    line = _plain(query)
    rate = _RATES.search(line) is not None
    wanted: tuple[AnswerType, ...] = ("percent",) if rate else ("percent", "amount")
    scope = replace(query.scope, kind=None if query.scope.kind is Kind.GROWTH else query.scope.kind)
    about = replace(_about(query, thing), asked=(), scope=scope)
    usable = [
        item
        for kind in wanted
        for item in figures(replace(about, answer_type=kind))
        if _compares(query, item, end, thing) and _measures(line, item)
    ]
    best: list[Candidate] = []
    worth = 0.0
    usable.sort(key=_series)
    for _, series in groupby(usable, key=_series):
        items = list(series)
        held = max(item.score for item in items)
        if len({item.figure.scope.place for item in items if item.figure}) >= _FEW and held > worth:
            best, worth = items, held
    if not best:
        return None
    return _first_of(best, end)


def _compares(query: Query, item: Candidate, end: int, thing: str) -> bool:
    """Whether a figure is one of a row that may be compared: of a unit of the kind asked for."""
    figure = item.figure
    place = figure.scope.place if figure else None
    if figure is None or figure.value is None or place is None or item.coverage < ENOUGH:
        return False
    asked, period = query.scope.period, figure.scope.period
    if not {*item.conflicts} <= {"place", "level", "period"}:
        return False
    if "period" in item.conflicts and (not asked or not period or disjoint(asked, period)):
        return False
    if query.places and not any(_lies_in(place, outer) for outer in query.places):
        return False
    kinds = _KINDS.get(thing)
    if kinds and place.kind not in kinds:
        return False
    level = _LEVELS.get(thing)
    if level is not None and place.level is not level:
        return False
    return _in_a_row(item.sentence) or _LEANING[end].search(item.sentence.text) is not None


#: What is measured by a word of the question, folded, and the units that it is measured in.
_UNITS = (
    (re.compile(r"\bdien tich\b|\barea\b"), ("ha", "m2", "km2")),
    (re.compile(r"\bsan luong\b|\boutput\b"), ("tấn", "kg", "tạ", "con", "m3", "kWh")),
    (re.compile(r"\b(?:thu ngan sach|doanh thu|von|kim ngach|revenue)\b"), (*MONEY, "%")),
)


def _measures(line: str, item: Candidate) -> bool:
    """Whether a figure has a unit of what the question compares: no hectares of an output."""
    unit = item.figure.unit if item.figure else ""
    return all(unit in units for asked, units in _UNITS if asked.search(line))


def _in_a_row(sentence: Sentence) -> bool:
    return sentence.text.lstrip().startswith("|") or sentence.is_item


def _lies_in(place: Place, outer: Place) -> bool:
    return place.level is not outer.level and same_or_within(place, outer)


def _series(item: Candidate) -> tuple[str, ...]:
    """What figures of one column or list have alike."""
    figure = item.figure
    assert figure is not None
    scope, sentence = figure.scope, item.sentence
    if not _in_a_row(sentence):
        return sentence.document.source, str(sentence.start), figure.unit
    return (
        sentence.document.source,
        figure.term or "",
        fold(normalise(figure.indicator)) if sentence.text.lstrip().startswith("|") else "",
        figure.unit,
        str(scope.kind),
        str(scope.period),
    )


def _first_of(items: Sequence[Candidate], end: int) -> Statement | None:
    values = [item.figure.value for item in items if item.figure and item.figure.value is not None]
    worth = min(values) if end else max(values)
    chosen = [item for item in items if item.figure and item.figure.value == worth]
    places = {item.figure.scope.place for item in chosen if item.figure}
    if len(places) != 1 or len({*values}) < len(values) // 2:
        return None
    sentence, figure = chosen[0].sentence, chosen[0].figure
    assert figure is not None
    assert figure.scope.place is not None
    start, last = _whole_table(min(one.sentence.start for one in items), sentence)
    last = max(last, *(one.sentence.end for one in items))
    quote = Span(start, last) if last - start <= _LONGEST else Span(sentence.start, sentence.end)
    return Statement(figure.scope.place.full_name, sentence, quote)


def _whole_table(start: int, sentence: Sentence) -> tuple[int, int]:
    """Where the line at `start` begins, or the head of the table that it is a row of."""
    text = sentence.document.text
    start = text.rfind("\n", 0, start) + 1
    while sentence.text.lstrip().startswith("|") and start:
        above = text.rfind("\n", 0, start - 1) + 1
        if not text[above:start].lstrip().startswith("|"):
            break
        start = above
    return start, sentence.end
