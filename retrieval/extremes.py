"""Which of several is first or last: "huyện nào giải ngân cao nhất", "đơn vị nào xếp cuối".

A sentence may say it; or the rows of a table, or a row of places with their figures, show it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from retrieval.bodies import body_spans, rows_of
from retrieval.cues import name_spans
from retrieval.evidence import Candidate
from retrieval.extreme_figures import shown_extreme
from retrieval.extreme_question import (
    KINDS,
    LANDS,
    PLACES,
    about_things,
    asked_extreme,
    is_one_of,
    plain_question,
)
from retrieval.matching import Matcher, Rarity
from retrieval.nearness import POLES
from retrieval.place_rows import place_rows
from retrieval.quoting import quoted
from retrieval.reading import ENOUGH, Reading, Statement
from retrieval.records import Query
from retrieval.shelf import Sentence
from vietnamese.normal import fold, normalise, search_form
from vietnamese.quantity import PERCENT
from vietnamese.sentences import Span

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
_BORDER = re.compile(r"[,;:.()]")
#: How far behind "cao nhất" a name without "là" may begin.
_STEP = 12
#: Share of the question that a sentence which says it must hold with its paragraph.
_HELD = 0.5


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
    if statement is None and is_one_of(thing, PLACES):
        statement = shown_extreme(query, ranked, rarity, figures, asked)
    if statement is not None:
        return Reading((_with_its_figure(query, statement),))
    if re.fullmatch(PLACES, thing):
        return Reading(near=tuple(item for item in ranked if item.coverage >= ENOUGH))
    return None


def _with_its_figure(query: Query, statement: Statement) -> Statement:
    """The place, and where that is asked as well how much it reached: "huyện nào …, được mấy %"."""
    if not re.search(r"\b(?:bao nhieu|may)\b", plain_question(query)):
        return statement
    percent = query.answer_type == "percent"
    told = [
        figure
        for figure in statement.sentence.figures
        if figure.scope.place is not None
        and normalise(statement.short).endswith(normalise(figure.scope.place.name))
        and (figure.unit in PERCENT or not percent)
    ]
    if len(told) != 1:
        return statement
    return replace(statement, short=f"{statement.short}; {told[0].text}")


def _said(
    query: Query, ranked: Sequence[Candidate], rarity: Rarity, end: int, thing: str
) -> Statement | None:
    """The best sentence that has words of this end of the scale beside a thing of the kind."""
    about = about_things(query, thing)
    matcher = Matcher(about.concepts, rarity, accented=not query.unaccented)
    best, worth = None, 0.0
    for item in ranked:
        sentence = item.sentence
        if item.conflicts or sentence.is_heading or sentence.is_row:
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
        beside = _beside(text, rows, start, stop)
        if beside:
            return beside
        after = [row for row in rows if 0 <= row[0].start - stop <= _STEP]
        if after:
            return after[0]
    return []


def _beside(text: str, rows: Sequence[list[Span]], start: int, stop: int) -> list[Span]:
    """The row told to be first or last by words at start:stop of a text, without a "là"."""
    clause = max((m.end() for m in re.finditer(r"[;,:](?=\s)", text[:start])), default=0)
    before = [row for row in rows if row[-1].end <= start]
    inside = [row for row in before if row[-1].end > clause]
    if inside:
        return inside[-1]
    behind = [row for row in rows if 0 <= row[0].start - stop <= _STEP]
    if behind and not _BORDER.search(text, stop, behind[0][0].start):
        return behind[0]
    if before and start - before[-1][-1].end <= _STEP:
        return before[-1]
    if before and not text[clause:start].strip() and text[:clause].rstrip().endswith(","):
        turns = [match.end() for match in _NEXT.finditer(text, 0, clause)]
        told = [row for row in before if row[0].start >= max(turns, default=0)]
        if len(told) == 1:  # "còn A mới giải ngân 19%, thấp nhất tỉnh"
            return told[0]
    whole = max((m.end() for m in re.finditer(r";(?=\s)", text[:start])), default=0)
    subject = [row for row in before if row[0].start >= whole]
    if subject and re.search(r",\s+(?:là|và|nên)\b[^,]*\Z", text[:start]):
        return subject[0]
    return []


def _rows(query: Query, text: str, thing: str) -> list[list[Span]]:
    """Things of the kind asked for that a text names, those in a row together."""
    if is_one_of(thing, PLACES):
        kinds = KINDS.get(thing)
        rows = place_rows(text, query.places[:1])
        if kinds:
            named = [[one for one in row if _bears(text, one, kinds)] for row in rows]
            rows = [row for row in named if row] or rows
        return rows
    if is_one_of(thing, LANDS):
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
