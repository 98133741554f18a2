"""Which of several is first or last: "huyện nào giải ngân cao nhất", "đơn vị nào xếp cuối".

A sentence may say it; or the rows of a table, or a row of places with their figures, show it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from retrieval.bodies import body_spans, rows_of
from retrieval.cues import name_spans
from retrieval.evidence import Candidate
from retrieval.matching import Matcher, Rarity, layer
from retrieval.nearness import POLES
from retrieval.place_rows import place_rows
from retrieval.question_form import question_line
from retrieval.quoting import quoted
from retrieval.reading import ENOUGH, Reading, Statement
from retrieval.records import AnswerType, Query
from retrieval.shelf import Sentence
from retrieval.slots import disjoint
from store.records import Figure
from vietnamese.normal import fold, is_unaccented, normalise, search_form
from vietnamese.places import Level, Place, same_or_within
from vietnamese.quantity import MONEY, PERCENT
from vietnamese.scope import Kind
from vietnamese.sentences import Span
from vietnamese.tokens import syllables

#: What is asked for, folded: units of government, countries, bodies.
_PLACES = (
    r"(?:huyen|(?<!thi )xa|(?<!dia )phuong|(?<!co )quan|thi xa|thanh pho|thi tran|tinh|dia phuong"
    r"|noi|cho"
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
    r" (?:la )?nao\b"
    rf"|\b(?:which|what) (?:\w+ )?(?P<english>{_PLACES}|{_LANDS}|{_BODIES})\b"
    rf"|\b(?:ke ten|liet ke|neu ten|list|name)\b.*?\b(?P<listed>{_PLACES}|{_LANDS}|{_BODIES})\b"
    rf"|\b(?P<where>o dau|where)\b"
    rf"|\b(?P<plain>{_PLACES}|{_LANDS}|{_BODIES})(?: (?!nao\b)\w+){{0,7}}? (?:nhat|so mot|dan dau"
    r"|dung dau|(?:xep|dung) (?:cuoi|chot)|doi so|bet)\b"
    rf"|^(?P<bare>{_PLACES}|{_LANDS}|{_BODIES}) (?!.*\b(?:bao nhieu|may)\b)"
)
#: Words that only say which end of a scale is meant, or that one of several is.
_SCALE = (
    "nhat cao thap nhieu it lon nho tot kem nhanh cham dan dung xep dau cuoi chot bang thu noi dia"
    " phuong don vi highest lowest most least first last"
)
#: How short ones are written: "cho", "số", "bán" name no place and no body.
_WRITTEN = {
    "cho": ("chỗ",), "so": ("sở",), "ban": ("ban",), "noi": ("nơi",), "xa": ("xã",),
    "quan": ("quận",), "tinh": ("tỉnh",), "vung": ("vùng",), "thon": ("thôn",),
    "nuoc": ("nước",), "nganh": ("ngành",), "phuong": ("phường",),
}  # fmt: skip
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
_PLAN = re.compile(r"\b(?:ke hoach|muc tieu|du toan|chi tieu|plan|target)\b|\bkh\b")
#: What a column of plans is held back by, where none is asked about.
_IF_PLAN = 0.1
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
    if len(poles) != 1:
        return None
    plain, line = normalise(query.question), _plain(query)
    starts = [match.start() for match in re.finditer(r"\b\w", line)]
    things = [match for at in starts if (match := _ASKS.match(line, at)) is not None]
    # "bán sang nước nào": the last one before "nào", and one with "nào" before one without.
    things.sort(key=lambda match: (match["plain"] is None, match.start()))
    for match in reversed(things):
        name = next(name for name, word in match.groupdict().items() if word)
        said = plain[slice(*match.span(name))] if len(plain) == len(line) else match[name]
        if is_unaccented(plain) or said in _WRITTEN.get(match[name], (said,)):
            return poles[0], match[name]
    return None


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
        statement = _shown(query, ranked, rarity, figures, asked)
    if statement is not None:
        return Reading((statement,))
    if re.fullmatch(_PLACES, thing):
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
    said = {*syllables(thing), *_SCALE.split()}
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
        whole = max((m.end() for m in re.finditer(r";(?=\s)", text[:start])), default=0)
        subject = [row for row in before if row[0].start >= whole]
        if subject and re.search(r",\s+(?:là|và|nên)\b[^,]*\Z", text[:start]):
            return subject[0]
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
    bodies = [
        one
        for one in sorted(body_spans(text))
        if any(map(str.isupper, text[one.start + 1 : one.end]))
    ]
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
    query: Query,
    ranked: Sequence[Candidate],
    rarity: Rarity,
    figures: Callable[[Query], Sequence[Candidate]],
    asked: tuple[int, str],
) -> Statement | None:
    """The place with the highest or lowest figure of a table, a list or a row of places."""
    end, thing = asked
    about = _about(query, thing)
    line = _plain(query)
    cells = [*_columns(about, ranked, rarity), *_items(about, figures, line, end)]
    usable = [
        cell
        for cell in cells
        if _compares(query, cell.figure, thing) and _measures(line, cell.figure)
    ]
    usable.sort(key=lambda cell: cell.series)
    best: list[_Cell] = []
    worth = 0.0
    for _, series in groupby(usable, key=lambda cell: cell.series):
        items = list(series)
        held = max(cell.held for cell in items)
        if len({cell.figure.scope.place for cell in items}) >= _FEW and held > worth:
            best, worth = items, held
    return _first_of(best, end) if best else None


@dataclass(frozen=True, slots=True)
class _Cell:
    """A figure that may be compared with others of its series; `held` is what its words hold."""

    sentence: Sentence
    figure: Figure
    held: float
    series: tuple[str, ...]


def _columns(about: Query, ranked: Sequence[Candidate], rarity: Rarity) -> Iterator[_Cell]:
    """Cells of tables whose column is of what is asked about, by its head."""
    matcher = Matcher(about.concepts, rarity, accented=not about.unaccented)
    plans = _PLAN.search(fold(normalise(about.question))) is not None
    seen = set()
    for item in ranked:
        sentence = item.sentence
        key = sentence.document.source, sentence.start
        if not sentence.text.lstrip().startswith("|") or key in seen:
            continue
        seen.add(key)
        table, _ = _whole_table(sentence.start, sentence)
        text = sentence.document.text
        heads = text[table : text.find("\n", table)].split("|")
        for figure in sentence.figures:
            column = text[sentence.start : figure.start].count("|")
            column += text[text.rfind("\n", 0, sentence.start) + 1 : sentence.start].count("|")
            head = heads[column] if column < len(heads) else ""
            held = matcher.coverage((layer(head, 1.0), *sentence.context))
            if _PLAN.search(fold(normalise(head))) and not plans:
                held -= _IF_PLAN
            if held >= ENOUGH and not matcher.lacks((layer(head, 1.0), *sentence.context[:2])):
                series = sentence.document.source, str(table), f"{column:03}"
                yield _Cell(sentence, figure, held, series)


def _items(
    about: Query, figures: Callable[[Query], Sequence[Candidate]], line: str, end: int
) -> Iterator[_Cell]:
    """Figures of list items, and of sentences that name only those at one end of the scale."""
    rate = _RATES.search(line) is not None
    wanted: tuple[AnswerType, ...] = ("percent",) if rate else ("percent", "amount")
    scope = replace(about.scope, kind=None if about.scope.kind is Kind.GROWTH else about.scope.kind)
    for kind in wanted:
        for item in figures(replace(about, asked=(), scope=scope, answer_type=kind)):
            sentence, figure = item.sentence, item.figure
            if figure is None or item.coverage < ENOUGH or sentence.text.lstrip().startswith("|"):
                continue
            if not {*item.conflicts} <= {"place", "level", "period"}:
                continue
            source, period = sentence.document.source, str(figure.scope.period)
            if sentence.is_item:
                kinds = str(figure.scope.kind), period
                yield _Cell(
                    sentence,
                    figure,
                    item.score,
                    (source, figure.term or "", figure.unit, *kinds),
                )
            elif _LEANING[end].search(sentence.text):
                series = source, str(sentence.start), figure.unit
                yield _Cell(sentence, figure, item.coverage, series)


def _compares(query: Query, figure: Figure, thing: str) -> bool:
    """Whether a figure may be compared: of a unit of the kind asked for, then and there."""
    place = figure.scope.place
    if figure.value is None or place is None:
        return False
    asked, period = query.scope.period, figure.scope.period
    if asked and period and disjoint(asked, period):
        return False
    if query.places and not any(_lies_in(place, outer) for outer in query.places):
        return False
    kinds = _KINDS.get(thing)
    if kinds and place.kind not in kinds:
        return False
    level = _LEVELS.get(thing)
    return level is None or place.level is level


#: What is measured by a word of the question, folded, and the units that it is measured in.
_UNITS = (
    (re.compile(r"\bdien tich\b|\barea\b"), ("ha", "m2", "km2")),
    (re.compile(r"\bsan luong\b|\boutput\b"), ("tấn", "kg", "tạ", "con", "m3", "kWh")),
    (re.compile(r"\b(?:thu ngan sach|doanh thu|von|kim ngach|revenue)\b"), (*MONEY, "%")),
    (_RATES, PERCENT),
)


def _measures(line: str, figure: Figure) -> bool:
    """Whether a figure has a unit of what the question compares: no hectares of an output."""
    return all(figure.unit in units for asked, units in _UNITS if asked.search(line))


def _lies_in(place: Place, outer: Place) -> bool:
    return place.level is not outer.level and same_or_within(place, outer)


def _first_of(items: Sequence[_Cell], end: int) -> Statement | None:
    values = [cell.figure.value for cell in items if cell.figure.value is not None]
    worth = min(values) if end else max(values)
    chosen = [cell for cell in items if cell.figure.value == worth]
    if len({cell.figure.scope.place for cell in chosen}) != 1:
        return None
    sentence, place = chosen[0].sentence, chosen[0].figure.scope.place
    assert place is not None
    start, last = _whole_table(min(cell.sentence.start for cell in items), sentence)
    last = max(last, *(cell.sentence.end for cell in items))
    quote = Span(start, last) if last - start <= _LONGEST else Span(sentence.start, sentence.end)
    return Statement(place.full_name, sentence, quote)


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
