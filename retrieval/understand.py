"""A question as typed → a `Query`: language, answer type, slots, and what it is about."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Protocol

from retrieval.guard import guard
from retrieval.question_form import (
    RELATIVE,
    STOCK,
    answer_type,
    asked,
    asks_growth,
    kind_of,
    question_line,
)
from retrieval.records import Concept, Filters, Query
from retrieval.translation import Translation, english_in_vietnamese, probable, translate
from vietnamese.abbreviations import expand_abbreviations, spell_out
from vietnamese.basis import basis_spans, read_basis
from vietnamese.glossary import translate_terms
from vietnamese.kinds import BaseMention, read_bases, read_kinds
from vietnamese.language import language_of
from vietnamese.normal import fold, is_unaccented, normalise, search_form
from vietnamese.periods import Partial, Period, PeriodKind, PeriodMention, read_periods
from vietnamese.places import (
    Level,
    Place,
    PlaceMention,
    read_places,
    same_or_within,
    without_routes,
)
from vietnamese.question_words import question_words
from vietnamese.scope import Scope
from vietnamese.sentences import Span
from vietnamese.synonyms import read_synonyms
from vietnamese.terms import TermMention, read_terms, term
from vietnamese.tokens import document_numbers, syllables

#: Weight of words that say the kind of a figure or a level, which the slots judge already.
_LIGHT = 0.3
#: Weight of a word of its own, and of two neighbours, which are often one word in Vietnamese.
_SINGLE, _PAIR = 0.5, 0.5
#: Weight of an English word without a translation, which can stand in no Vietnamese document; where
#: most words are such, they weigh full: nothing is known of what is asked.
_FOREIGN = 0.25


#: "nhiệm kỳ 2021–2026" names an assembly, not when something happened.
_TERM_OF_OFFICE = re.compile(
    r"\b(?:nhiệm k[ỳì]|nhiem ky|kh[óo][áa]|term) (?:\d{4}\s*[-–]\s*\d{4})?$", re.IGNORECASE
)


#: What stands between places that are asked about together, folded.
_JOINT = re.compile(r"\s*(?:[,;&/]|,? ?\b(?:va|voi|hay|hoac|cung|lan|and|or))\s*(?:o |tai |cua )?")
#: The economy as a whole; "kinh tế biển", "kinh tế tập thể" are parts of it.
_ECONOMY = re.compile(
    r"\b(?P<what>(?:nen )?kinh te)(?= (?:cua |toan |ca )?(?:tinh|thanh pho|dia phuong|huyen|thi xa"
    r"|nam|quy|\d|tang|giam|lon|duoc)\b|\b(?= [^\s]+ [^\s]+ (?:nam|quy|\d|tang|lon)))"
)
#: Verbs for what is done with a figure, folded; beside an indicator they tell nothing of it.
_HANDLING = frozenset("keo dua ha nang rut day bo xong giao lam giu chot gom chiu lo".split())
#: Bases that are periods, unless something is compared with them.
_TIMES = ("tháng trước", "quý trước", "năm trước", "đầu năm")
#: What stands right before a period that is only compared with.
_FROM = re.compile(
    r"(?:\bso (?:sanh )?voi|compared (?:with|to)|versus|against|over|than (?:in )?)"
    r"(?: (?:cung ky|thang|quy|cuoi|dau|that of|the same period (?:of|in)|the))* ?(?:nam |cua )?$"
)
_COMPARISON = re.compile(r"\bso (?:voi )?|\bcung ky\b|than |over |from |compared|versus|on-|on ")


#: "chỉ tiêu nào": what is asked for, no kind of a figure.
_ASKED_FOR = re.compile(r"\s+(?:chủ yếu |chu yeu )?(?:nào|gì|nao|gi)\b", re.IGNORECASE)


class _Mention(Protocol):
    """Anything with a span in the question."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


def understand(question: str, *, today: date, filters: Filters = Filters()) -> Query:
    """Read one question on its own; `follow_up` joins it to earlier turns.

    `today` resolves "năm nay", "tháng trước".
    """
    text = unicodedata.normalize("NFC", question).strip()
    language = language_of(text)
    spelt = spell_out(text, chat_only=True)
    folded, line = fold(normalise(spelt)), question_line(spelt)
    places = without_routes(text, read_places(text))
    terms = read_terms(text)
    if not terms and language == "vi" and not is_unaccented(text):
        terms = [m for m in read_terms(fold(text)) if _is_slip_of(text[m.start : m.end], m)]
    if not terms and language == "vi":
        terms = _growth_of_the_economy(text)
    kinds = [kind for kind in read_kinds(text) if not _ASKED_FOR.match(text, kind.end)]
    bases = [base for base in read_bases(text) if _is_compared(text, base)]
    periods, partial = _periods(text, today, bases)
    compared = _compared(text)
    period = _period_of(periods)
    base = bases[-1].base if bases else base_of(period, compared)
    if base == "năm trước" and period and period.kind is not PeriodKind.YEAR:
        base = "cùng kỳ"  # "9 tháng đầu năm tăng bao nhiêu so với năm ngoái"
    named: list[_Mention] = [*places, *read_periods(text, today)]
    meant = _meant_places(text, places)
    place, level = _place_of(meant)
    kind = kind_of(line, kinds, bases)
    wanted = answer_type(line, has_indicator=bool(terms))
    if wanted == "amount" and asks_growth(folded) and kind not in RELATIVE and kind:
        wanted = "percent"  # "chỉ tiêu tăng trưởng": a target, but of a rate
    return Query(
        question=question,
        text=text,
        language=language,
        unaccented=language == "vi" and is_unaccented(text),
        answer_type=wanted,
        asked=asked(line),
        scope=Scope(
            place=place,
            level=level,
            period=period,
            kind=kind,
            base=base if kind in RELATIVE else None,
        ),
        places=tuple(dict.fromkeys(place for mention in meant for place in mention.places)),
        terms=tuple(dict.fromkeys(mention.term.id for mention in terms)),
        partial=partial,
        compared=compared,
        basis=read_basis(text),
        documents=tuple(document_numbers(text)),
        stock=STOCK.search(folded) is not None,
        concepts=_concepts(text, language, named, terms, [*kinds, *bases, *basis_spans(text)]),
        filters=filters,
        reason=guard(text),
    )


def _growth_of_the_economy(text: str) -> list[TermMention]:
    """The economy that a question lets grow: "kinh tế tỉnh … tăng trưởng bao nhiêu"."""
    form = search_form(text)
    line = fold(form.text)
    words, known = _ECONOMY.search(line), term("growth_rate")
    if known is None or words is None or not asks_growth(line[words.end() :]):
        return []
    start, end = form.span(*words.span("what"))
    return [TermMention(start, end, text[start:end], known)]


def _is_slip_of(typed: str, mention: TermMention) -> bool:
    """Whether words are a name with one wrong accent ("xuát khẩu"), not others ("dân bỏ nghề")."""
    words = syllables(typed)
    for name in mention.term.names:
        parts = syllables(name)
        if [fold(word) for word in words] != [fold(part) for part in parts]:
            continue
        if sum(a not in (b, fold(b)) for a, b in zip(words, parts, strict=True)) <= len(parts) // 2:
            return len(parts) > 1 or words == [fold(parts[0])]
    return False


def _is_compared(text: str, base: BaseMention) -> bool:
    """Whether a base is compared with; "năm ngoái" by itself is a period."""
    if base.base not in _TIMES:
        return True
    near = fold(normalise(text[max(0, base.start - 12) : base.end]))
    return _COMPARISON.search(near) is not None


def _periods(
    text: str, today: date, bases: Sequence[BaseMention]
) -> tuple[list[PeriodMention], Partial | None]:
    """Periods named, and a stretch of an unnamed year ("tháng 1"), which today's year is not.

    What is only compared with ("so với tháng trước") is no period of the question.
    """
    named = [
        mention
        for mention in read_periods(text, None)
        if not mention.relative and not _is_measured_from(text, mention)
    ]
    whole = [m for m in named if m.period and not _TERM_OF_OFFICE.search(text[: m.end])]
    if not whole:
        relative = [m for m in read_periods(text, today) if m.relative and m.period]
        whole = [mention for mention in relative if not _overlaps(mention, bases)]
    return whole, next((mention.partial for mention in named if mention.partial), None)


def _is_measured_from(text: str, mention: PeriodMention) -> bool:
    """Whether a period is only compared with: "so với tháng 2", "so với cùng kỳ năm 2020"."""
    return _FROM.search(fold(normalise(text[: mention.start]))) is not None


def _compared(text: str) -> Period | Partial | None:
    """The period that a change is measured from, where the question names it."""
    for mention in read_periods(text, None):
        if not mention.relative and _is_measured_from(text, mention):
            return mention.period or mention.partial
    return None


def base_of(period: Period | None, compared: Period | Partial | None) -> str | None:
    """What the period compared with is to the one asked about: the same of last year, the last one.

    None where it is neither, or where one of them is not known.
    """
    if period is None or compared is None:
        return None
    other = compared.within(period.end.year) if isinstance(compared, Partial) else compared
    if other is None:
        return None
    back = period.start.year - other.start.year
    alike = (period.start.month, period.end.month) == (other.start.month, other.end.month)
    if back == 1 and alike and period.kind is not PeriodKind.YEAR:
        return "cùng kỳ"
    before = other.end < period.start and (period.start - other.end).days == 1
    names = {PeriodKind.MONTH: "tháng trước", PeriodKind.QUARTER: "quý trước"}
    return names.get(period.kind) if before and other.kind is period.kind else None


def _meant_places(text: str, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The mentions of the place that a question is about: the first, or one that lies within it.

    Places in a row ("Kim Sơn, Yên Mô", "tỉnh và thành phố") are all meant, but for those in which
    the first one lies ("Yên Mô, Ninh Bình").
    """
    named = [mention for mention in mentions if mention.places]
    meant = named[:1]
    for mention in named[1:]:
        last = meant[-1]
        in_a_row = _JOINT.fullmatch(fold(normalise(text[last.end : mention.start]))) is not None
        if any(same_or_within(last.place, outer) for outer in mention.places):
            continue
        if in_a_row:
            meant.append(mention)
        elif len(meant) == 1 and _lies_within(mention, last):
            meant = [mention]
    return meant


def _lies_within(inner: PlaceMention, outer: PlaceMention) -> bool:
    """Whether a place named is a unit below another one named."""
    return inner.place.level is not outer.place.level and any(
        same_or_within(place, other) for place in inner.places for other in outer.places
    )


def _place_of(mentions: Sequence[PlaceMention]) -> tuple[Place | None, Level | None]:
    """The one place a question is about, and its level where the text says it."""
    if len(mentions) != 1:
        return None, None
    return mentions[0].places[0], mentions[0].level


def _period_of(mentions: Sequence[PeriodMention]) -> Period | None:
    """The period asked about: of several, the shortest."""
    periods = [mention.period for mention in mentions if mention.period]
    return min(periods, key=lambda period: period.end - period.start, default=None)


def _concepts(
    text: str,
    language: str,
    slots: Sequence[_Mention],
    terms: Sequence[TermMention],
    light: Sequence[_Mention],
) -> tuple[Concept, ...]:
    """What the question is about: indicators, abbreviations or translated phrases, and the rest.

    Places and periods are left to the slots; the words of the question form are left out.
    """
    taken = [False] * len(text)
    for slot in slots:
        _take(taken, slot)
    found = []
    asking = question_words(text, language)
    for span, wordings in _phrases(text, language, terms):
        asks = _overlaps(span, asking) if language == "vi" else _lies_in(text, span, asking)
        if asks and not _overlaps(span, terms):
            continue
        if not any(taken[span.start : span.end]):
            _take(taken, span)
            is_light = _overlaps(span, light) and not _overlaps(span, terms)
            found.append(Concept(wordings, _LIGHT if is_light else 1.0))
    for span in (*asking, *light):
        _take(taken, span)
    for item, wordings in _learned(text, language):
        if not any(taken[item.start : item.end]):
            _take(taken, item)
            found.append(Concept(wordings, _SINGLE))
    translated = len(found)
    alike = _alike(text) if language == "vi" else {}
    rest = "".join(" | " if used else letter for letter, used in zip(text, taken, strict=True))
    runs = [syllables(run) for run in rest.split("|")]
    known = language == "vi" or sum(map(len, runs)) > translated
    for units in runs:
        weight = _SINGLE if known else _FOREIGN
        units = _telling(units, terms)
        found += [Concept((unit, *alike.get(unit, ())), weight, unit in alike) for unit in units]
        if language == "vi":
            found += [Concept((f"{a} {b}",), _PAIR) for a, b in pairwise(units)]
    return tuple(found)


def _alike(text: str) -> dict[str, tuple[str, ...]]:
    """What may stand for a word of the question, or for the phrase that the word is of."""
    return {
        unit: _wordings(*phrase.others)
        for phrase in read_synonyms(text)
        for unit in syllables(text[phrase.start : phrase.end])
    }


def _telling(units: Sequence[str], terms: Sequence[TermMention]) -> list[str]:
    """Words without verbs of handling, where an indicator says what is asked about."""
    return [unit for unit in units if not terms or fold(unit) not in _HANDLING]


def _lies_in(text: str, span: _Mention, others: Sequence[_Mention]) -> bool:
    """Whether all words of a span lie in others: "people's committee" has more than its "s"."""
    return all(
        any(other.start <= at < other.end for other in others)
        for at in range(span.start, span.end)
        if text[at].isalnum()
    )


def _take(taken: list[bool], span: _Mention) -> None:
    taken[span.start : span.end] = [True] * (span.end - span.start)


def _phrases(
    text: str, language: str, terms: Sequence[TermMention]
) -> Iterator[tuple[_Mention, tuple[str, ...]]]:
    """Spans that stand for something with other wordings, longest kinds first.

    The first wording is the question's own, or for an English phrase its first translation.
    """
    for mention in terms:
        own = () if language == "en" else (mention.text,)
        yield mention, _wordings(*own, *mention.term.names)
    if language == "en":
        for match in translate_terms(text):
            yield match, _wordings(*match.vietnamese)
    for start, end, short, meanings in expand_abbreviations(text):
        yield Span(start, end), _wordings(short, *meanings)


def _learned(text: str, language: str) -> Iterator[tuple[Translation, tuple[str, ...]]]:
    """English words with the likely ones of the word-translation model, also in a Vietnamese text.

    What is there taken for a name has no other wording than itself and is left out.
    """
    for item in translate(text) if language == "en" else english_in_vietnamese(text):
        wordings = probable(item)
        own = " ".join(syllables(text[item.start : item.end]))
        if wordings and wordings[0] != own:
            # A Vietnamese document may well have the English word: never first, as it is rare.
            yield item, (*wordings, own) if language == "vi" else wordings


def _wordings(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(_running, texts)))


@lru_cache(maxsize=4096)
def _running(text: str) -> str:
    """The words of a name or meaning in search form; the lists of these are short."""
    return " ".join(syllables(text))


def _overlaps(span: _Mention, others: Iterable[_Mention]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in others)
