"""Joining a question to the turns before it: what it leaves out it takes over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from retrieval.kind_asked import RELATIVE, same_stretch
from retrieval.off_topic import is_off_topic
from retrieval.question_form import ASKS, RANK, question_line
from retrieval.records import FIGURES, Concept, Filters, Query
from retrieval.sister_place import names_only, with_sister_place
from retrieval.swaps import swap
from retrieval.turn_form import leans, measures, wish_of, without_lead, without_new_topic
from retrieval.understand import base_of, is_measured_from, understand
from vietnamese.normal import fold, normalise
from vietnamese.periods import Period, PeriodKind, read_periods, year_period
from vietnamese.places import Level, Place, province_of
from vietnamese.scope import Kind, Scope
from vietnamese.terms import read_terms

#: What opens a turn that leans on another; without accents it looks like a word of content.
_OPENERS = ("con", "the", "vay", "va", "roi", "thi", "nhung")
#: Words of a question that cannot stand alone.
_STUB = 5
_THEN_WHAT = re.compile(r"\b(?:thi sao|the nao|ra sao|what about|how about)\b")
#: A paper or a body that is asked for by its name, folded.
_WHICH = re.compile(
    r"\b(?:nghi quyet|quyet dinh|ke hoach|chi thi|de an|van ban|chuong trinh|du an|co quan|don vi"
    r"|nganh|doanh nghiep|cong ty|linh vuc|san pham|mat hang) nao\b"
    r"|\bwhich (?:decision|resolution|plan|document|project|agency|company|sector)\b"
)
#: Weight from which on a concept is a word of content, not of the kind of figure asked for.
_OWN = 0.5
#: Words of its own from which on a question has its own subject, leaning or not.
_OWN_WORDS = 4
#: "quý liền trước", "năm kế tiếp": the one beside.
_NEXT_DOOR = re.compile(
    r"(?:liền (?:trước|kề|sau)|kế (?:tiếp|sau|trước)|tiếp (?:theo|sau)|ngay sau)"
)
_SIDES = {"trước": "trước", "kề": "trước", "sau": "sau", "tiếp": "sau", "theo": "sau"}
#: "cùng kỳ đó": the stretch spoken of itself.
_THAT_VERY = re.compile(r"\b(?:do|ay|nay|tren)\b")
_WHOLE_PROVINCE = re.compile(
    r"\b(?:(?:toan|ca) tinh|(?:tren )?dia ban tinh|(?:whole|entire) province|province[- ]wide)\b"
)
#: "Còn lại bao nhiêu?" after a change: the level it came to.
_LEVEL = re.compile(r"\b(?:con lai|chi con|con) (?:la )?(?:bao nhieu|may)\b|\bxuong con\b")
_LEVELS = frozenset("tinh huyen xa phuong quan province city district commune".split())
_LEVEL_WORDS = frozenset("toan ca tinh tren dia ban whole entire province wide".split())
_WHOLE_YEAR = re.compile(
    r"\b(?:ca nam|(?:ke hoach|du toan|chi tieu|muc tieu)(?: giao| de ra| dat ra)? (?:trong )?nam"
    r"(?! \d)|(?:cac|nhung) thang con lai|tu nay den cuoi nam|full[- ]year|whole year"
    r"|annual (?:plan|target|estimate)|remaining months|rest of the year)\b"
)


def understand_turns(
    question: str, history: Sequence[str], *, today: date, filters: Filters = Filters()
) -> Query:
    """Understand `question` as the last of a conversation; `history` are the earlier user turns."""
    before: Query | None = None
    for turn in history:
        own = without_new_topic(turn)
        current = understand(own or without_lead(turn), today=today, filters=filters)
        if current.reason is None and wish_of(turn) is None and not is_off_topic(turn):
            # Thanks between two turns lose no thread.
            before = join(before, current) if before and own is None else current
    own = without_new_topic(question)
    if own:
        return replace(understand(own, today=today, filters=filters), question=question)
    now = understand(question, today=today, filters=filters)
    rest = without_lead(question)
    if rest != question and now.reason is None:
        now = replace(understand(rest, today=today, filters=filters), question=question)
    return join(before, now) if before and now.reason is None else now


def join(before: Query, now: Query) -> Query:
    """Fill the open slots of `now` from `before`.

    A question without a subject of its own takes over the whole subject; one with a subject takes
    over place and period only, and these inherited slots are marked, as they bind less. A question
    on another topic takes over nothing.
    """
    leaning = leans(now.text) or _is_stub(now) or names_only(now.text)
    now = with_sister_place(before, now) if leaning else now
    now = _among_all(before, now)
    if leaning and now.unaccented:
        now = replace(now, concepts=tuple(c for c in now.concepts if c.wordings[0] not in _OPENERS))
    now = replace(now, concepts=_without_levels(now.concepts))
    own_words = sum(" " not in concept.wordings[0] for concept in now.concepts)
    own_subject = own_words >= _OWN_WORDS or any(concept.weight >= 1 for concept in now.concepts)
    if own_subject and not leaning and _is_another_topic(before, now):
        return now
    if _WHOLE_PROVINCE.search(fold(normalise(now.text))):
        now = replace(now, concepts=tuple(c for c in now.concepts if not _says_level(c)))
        own_subject = own_subject and bool(now.concepts)
    scope, places, inherited = _slots(before, now, leaning=leaning, own_subject=own_subject)
    if "period" in inherited:
        now = replace(now, stock=now.stock or before.stock)
    swapped = swap(before, now) if leaning and not now.terms else None
    if swapped is not None:
        before, own_subject = swapped, False
        now = replace(now, concepts=())
    if leaning and now.answer_type == "open" and not _asks_which(now):
        now = replace(now, answer_type=before.answer_type)
    if now.basis and before.basis and leaning and not own_subject:
        scope = replace(scope, kind=before.scope.kind, base=before.scope.base)
    if not own_subject:
        return _same_subject(before, now, scope, places, inherited)
    if leaning and scope.kind is None and before.scope.kind and not _asks_anew(now):
        scope = replace(scope, kind=before.scope.kind, base=scope.base or before.scope.base)
        now = replace(now, answer_type=before.answer_type)
        inherited.append("kind")
    return replace(
        now,
        text=_with_slots(now, before, inherited),
        scope=scope,
        places=places,
        inherited=tuple(inherited),
        alike=leaning and _asks_alike(before, now),
    )


def _asks_rank(now: Query) -> bool:
    return RANK.search(question_line(now.text)) is not None


def _asks_which(now: Query) -> bool:
    """Whether a turn asks for a name or a rank of its own: "nghị quyết nào đặt ra"."""
    return (
        _asks_rank(now) or _WHICH.search(_THEN_WHAT.sub(" ", question_line(now.text))) is not None
    )


def _among_all(before: Query, now: Query) -> Query:
    """A question for a rank without those it is among, no other place: "thứ mấy cả nước"."""
    if now.scope.level is not Level.NATION or not before.places or not _asks_rank(now):
        return now
    return replace(now, places=(), asked=(), scope=replace(now.scope, place=None, level=None))


def relaxed(query: Query) -> Query | None:
    """A follow-up with a subject of its own without the kind of figure it took over.

    None where it took over none: what was asked for is then all that may be answered.
    """
    if "kind" not in query.inherited:
        return None
    scope = replace(query.scope, kind=None, base=None)
    kept = tuple(slot for slot in query.inherited if slot != "kind")
    answer_type = "amount" if query.answer_type in FIGURES else query.answer_type
    return replace(query, scope=scope, inherited=kept, answer_type=answer_type)


def _is_another_topic(before: Query, now: Query) -> bool:
    """Whether a question that stands by itself is on another topic than the one before.

    With place and period it is complete. With a place, a figure may still be meant for the period
    of the figure before it; what is no figure needs none.
    """
    if not now.scope.place:
        return False
    figures = now.answer_type in FIGURES and before.answer_type in FIGURES
    return now.scope.period is not None or not figures


def _asks_anew(now: Query) -> bool:
    folded = _THEN_WHAT.sub(" ", fold(normalise(now.text)))
    return ASKS.search(folded) is not None


def _asks_alike(before: Query, now: Query) -> bool:
    """Whether a turn asks for the same measure; "so với năm trước?" asks a share of an amount."""
    relative = now.scope.kind in RELATIVE and before.scope.kind not in RELATIVE
    return not (measures(now.text) or _asks_anew(now) or relative)


def _slots(
    before: Query, now: Query, *, leaning: bool, own_subject: bool
) -> tuple[Scope, tuple[Place, ...], list[str]]:
    """Place, level and period of `now`, what it leaves open taken over; and the names of those.

    The day of a meeting is no period of another subject.
    """
    inherited = []
    scope, places = now.scope, now.places
    last = before.scope.period
    moved = (_moved_on(now.text, last) or _of_another_year(now.text, last)) if last else None
    scope = replace(scope, period=moved) if moved else scope
    if scope.period is None and now.partial and last:
        scope = replace(scope, period=now.partial.within(last.end.year))
    whole = scope.kind is not Kind.SHARE_OF_PLAN  # what some months are of the plan of the year
    if scope.period is None and last and whole and _WHOLE_YEAR.search(fold(normalise(now.text))):
        scope = replace(scope, period=year_period(last.end.year))
    wide = _province(before) if _WHOLE_PROVINCE.search(fold(normalise(now.text))) else None
    if not now.places and wide:
        scope, places = replace(scope, place=wide, level=wide.level), (wide,)
    elif not now.places and before.places:
        open_level = scope.level is None
        level = before.scope.level if open_level else scope.level
        scope = replace(scope, place=before.scope.place, level=level)
        places = before.places if open_level else ()
        inherited.append("place")
    of_a_day = last is not None and last.kind is PeriodKind.DAY
    if scope.period is None and last and (leaning or not own_subject or not of_a_day):
        scope = replace(scope, period=last)
        inherited.append("period")
    if scope.base is None and now.compared:
        scope = replace(scope, base=base_of(scope.period, now.compared))
    return scope, places, inherited


def _moved_on(text: str, last: Period) -> Period | None:
    """The period that a turn counts from the one spoken of: "quý sau", "năm liền trước"."""
    near = _NEXT_DOOR.sub(lambda words: _SIDES[words[0].split()[-1]], normalise(text))
    kinds = {"quý": PeriodKind.QUARTER, "tháng": PeriodKind.MONTH, "năm": PeriodKind.YEAR}
    for mention in read_periods(near, last.end):
        words = normalise(mention.relative or "").split()
        if is_measured_from(near, mention):
            continue  # "còn so với tháng trước?"
        if mention.period and len(words) == 2 and kinds.get(words[0]) is last.kind:
            return mention.period if words[1] in ("sau", "tới", "trước") else None
    return None


def _of_another_year(text: str, last: Period) -> Period | None:
    """The same stretch of another year, the one before unless one is named: "cùng kỳ thì sao"."""
    said = same_stretch(question_line(text))
    if said is None or last.kind is PeriodKind.HORIZON:
        return None
    if _THAT_VERY.search(said[0]):
        return last
    back = last.end.year - int(said["year"]) if said["year"] else 1
    try:
        start, end = (day.replace(year=day.year - back) for day in (last.start, last.end))
    except ValueError:  # 29 February
        return None
    return replace(last, start=start, end=end)


def _province(before: Query) -> Place | None:
    """The province that the place asked about before lies in, or that place itself."""
    place = before.scope.place
    return (province_of(place) or place) if place else None


def _required(concept: Concept) -> Concept:
    """A word that a short question adds to the one before: it must stand in the answer."""
    return replace(concept, weight=max(concept.weight, 1.0)) if concept.weight >= _OWN else concept


def _without_levels(concepts: Sequence[Concept]) -> tuple[Concept, ...]:
    """Concepts without a bare "tỉnh", which is the one spoken of; in "xã kiểu mẫu" it is none."""
    paired = {word for c in concepts for word in c.wordings[0].split() if " " in c.wordings[0]}
    return tuple(
        concept
        for concept in concepts
        if fold(concept.wordings[0]) not in _LEVELS or concept.wordings[0] in paired
    )


def _says_level(concept: Concept) -> bool:
    return all(word in _LEVEL_WORDS for word in fold(concept.wordings[0]).split())


def _is_stub(now: Query) -> bool:
    """Whether a question is too short to stand alone: few words, no place, no indicator."""
    return len(now.text.split()) <= _STUB and not now.places and not now.terms


def _same_subject(
    before: Query, now: Query, scope: Scope, places: tuple[Place, ...], inherited: Sequence[str]
) -> Query:
    passed = before.scope.kind in (Kind.RESULT, Kind.ESTIMATE)
    anew = scope.period if "period" not in inherited else None
    aimed = before.scope.kind in (Kind.PLAN, Kind.TARGET) and before.scope.period
    # of the year before a plan what was reached is asked for
    over = bool(aimed and anew and anew.end < aimed.start)
    left = before.scope.kind is Kind.GROWTH and _LEVEL.search(fold(normalise(now.text)))
    if scope.kind is None and not over and not (passed and anew) and not left:
        scope = replace(scope, kind=before.scope.kind, base=scope.base or before.scope.base)
    said = now.answer_type not in ("open", "yes_no") or _asks_which(now)
    plain = now.answer_type == "amount" and not (now.asked or measures(now.text))
    again = plain and before.answer_type == "percent"  # "còn huyện kia được bao nhiêu?"
    answer_type = now.answer_type if said and not again else before.answer_type
    light = {concept.wordings[0] for concept in now.concepts if concept.weight < _OWN}
    added = tuple(
        _required(concept)
        for concept in now.concepts
        if " " not in concept.wordings[0] or light.isdisjoint(concept.wordings[0].split())
    )
    kept, terms = before.concepts, before.terms
    measured = bool(measures(now.text))
    if measured:
        named = {word for name in measures(before.text) for word in name.split()}
        kept = tuple(c for c in kept if not named.issuperset(c.wordings[0].split()))
        kept, terms = _of_other_measure(kept, before.terms, named, measures(now.text))
    return replace(
        now,
        text=f"{before.text} {now.text}",
        answer_type=answer_type,
        asked=now.asked or (() if measured or answer_type == "open" else before.asked),
        added=added,
        alike=_asks_alike(before, now),
        scope=scope,
        places=places,
        terms=now.terms or terms,
        basis=now.basis or before.basis,
        concepts=(*kept, *added),
        inherited=(*inherited, "subject"),
    )


def _of_other_measure(
    kept: tuple[Concept, ...], terms: tuple[str, ...], named: set[str], asked: Sequence[str]
) -> tuple[tuple[Concept, ...], tuple[str, ...]]:
    """The subject without the measure that the turn replaces: "diện tích chè", "thế sản lượng?".

    `named` are the words of the measures before, `asked` the names of the one asked for now.
    """
    found = []
    for concept in kept:
        words = concept.wordings[0].split()
        rest = " ".join(word for word in words if word not in named)
        if rest and len(rest.split()) < len(words):
            concept = replace(concept, wordings=(rest,))
            names = [f"{measure} {rest}" for measure in asked]
            terms = tuple(
                one.term.id for name in names for one in read_terms(name) if one.text == name
            )
        found.append(concept)
    return tuple(found), terms


def _with_slots(now: Query, before: Query, inherited: Sequence[str]) -> str:
    """The question with the names of inherited slots after it, for searching."""
    added = []
    if "place" in inherited and before.scope.place:
        added.append(before.scope.place.name)
    if "period" in inherited and before.scope.period:
        added.append(str(before.scope.period.end.year))
    return " ".join([now.text, *added])
