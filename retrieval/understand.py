"""A question as typed → a `Query`: language, answer type, slots, and what it is about."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from retrieval.concepts import Mention, overlaps, read_concepts
from retrieval.counted_noun import asked
from retrieval.exclusions import excluded_spans
from retrieval.guard import guard
from retrieval.implied_terms import (
    economy_in_english,
    implied_in_english,
    implied_terms,
    joined,
    wholes_of_shares,
)
from retrieval.kind_asked import PLANS, RELATIVE, STOCK, asks_growth, kind_of, same_stretch
from retrieval.places_asked import meant_places, place_of, province_of_zones, without_works
from retrieval.question_form import ASKS, answer_type, asking_noun, question_line, without_names
from retrieval.records import FIGURES, Filters, Query
from vietnamese.abbreviations import spell_out
from vietnamese.basis import basis_spans, read_basis, read_standard
from vietnamese.kinds import BaseMention, KindMention, read_bases, read_kinds
from vietnamese.language import language_of
from vietnamese.lexicon import words
from vietnamese.normal import fold, is_unaccented, normalise
from vietnamese.periods import (
    Partial,
    Period,
    PeriodKind,
    PeriodMention,
    read_periods,
    year_period,
)
from vietnamese.places import PlaceMention, read_places, without_routes
from vietnamese.scope import Kind, Scope
from vietnamese.sentences import Span
from vietnamese.terms import TermMention, read_terms
from vietnamese.tokens import document_numbers, syllables

#: "nhiệm kỳ 2021–2026" names an assembly, not when something happened; "cả nhiệm kỳ" does.
_TERM_OF_OFFICE = re.compile(
    r"(?<!\bcả )(?<!\bca )(?<!trong )(?<!suốt )(?<!suot )(?<!toàn )(?<!toan )"
    r"\b(?:nhiệm k[ỳì]|nhiem ky|kh[óo][áa]|term) (?:\d{4}\s*[-–]\s*\d{4})?$",
    re.IGNORECASE,
)


#: "khu vực dịch vụ", "lĩnh vực y tế": the sort of what is named, which a text may leave out.
_CLASSIFIER = re.compile(
    r"\b(?P<what>(?:khu|lĩnh|linh) (?:vực|vuc)|mảng)(?= (?!nào\b|nao\b|này\b|nay\b)[^\W\d_])",
    re.IGNORECASE,
)
#: A poverty line before the years that name it, folded: "theo chuẩn đa chiều giai đoạn 2022-2025".
_LINE = re.compile(
    r"\bchuan(?: ho)?(?: ngheo)?(?: (?:da chieu|quoc gia|moi|cu|tiep can))*(?: giai doan)?\s*$"
)
#: When what is spoken of was told, folded: "(theo hội nghị tháng 10/2022)", "tin tháng 7/2023".
_TOLD = re.compile(
    r"(?:\(|\btheo (?:so )?|, )(?:\w+ ){0,2}?(?:tin|thong tin|cong bo|hoi nghi|chuong trinh|bai bao"
    r"|quyet dinh|nghi quyet|bao cao|bai viet|hop bao|thong cao|dot ra|doi thoai|nguon)"
    r"(?: (?!nam\b)\w+){0,3}?(?: |ra\b|hoi\b|tu\b|ngay\b|luc\b|cuoi\b|dau\b|giua\b)*$"
)
#: A moment added in brackets: "(đầu tháng 4/2025)"; folded.
_AT = re.compile(r"\((?:(?:thoi diem|luc|hoi|tinh|cuoi|dau|giua)\b ?)+$")
#: Bases that are periods, unless something is compared with them.
_TIMES = ("tháng trước", "quý trước", "năm trước", "đầu năm")
#: What stands right before a period that is only compared with.
_FROM = re.compile(
    r"\b(?:(?:so(?: sanh)?|doi chieu) voi|compared? (?:with|to)|versus|against|over|than (?:in )?"
    r"|so(?: sanh)? (?:nam|nua|quy|thang|ky|\d{1,2} thang) [^,;?]{1,25} voi"
    r"|hon|kem)(?: (?:cung ky|thang|quy|cuoi|dau|that of|the same period (?:of|in)|the))*"
    r" ?(?:nam |cua )?$"
)
#: A stretch that runs on to the end of the year: "từ tháng 5/2023 trở đi"; folded.
_SINCE = re.compile(r"\b(?:tu(?: dau| sau| het)?|from|since)\s*$")
_AFTER = re.compile(r"\bafter\s*$")
_ONWARD = re.compile(r"\s*(?:tro (?:di|ve sau)|on(?:wards?)?)\b")
_LATER = re.compile(r"\b(?:cac|nhung|may) thang (?:sau|con lai|con lai cua|tiep theo|ke tu)\s*$")
#: The same stretch of last year, up to the words for that: "so với tháng 8 [năm trước]"; folded.
_VERSUS_STRETCH = re.compile(
    r"\bso (?:sanh )?(?:voi )?(?:cung )?(?:thang|quy|\d{1,2} thang|nua|ky|thoi diem|giai doan)"
    r"(?: (?!ke\b)\w+){0,4} ?$"
)
#: A turn that only puts another slot in: "kế hoạch năm 2023 thì sao?"; folded.
_SO_WHAT = re.compile(r"\bthi (?:sao|the nao)\W*$")
_COMPARISON = re.compile(
    r"\b(?:so (?:voi )?|hon |kem |cung ky\b|than |over |from |compare|versus|on-|on )"
)


#: Answer types of no figure, for which "hụt", "tăng" are words like others.
_OF_WORDS = ("person", "place", "list", "reason", "open")
#: "chỉ tiêu nào": what is asked for, no kind of a figure.
_ASKED_FOR = re.compile(r"\s+(?:chủ yếu |chu yeu )?(?:nào|gì|nao|gi)\b", re.IGNORECASE)


def understand(question: str, *, today: date, filters: Filters = Filters()) -> Query:
    """Read one question on its own; `follow_up` joins it to earlier turns.

    `today` resolves "năm nay", "tháng trước".
    """
    text = unicodedata.normalize("NFC", question).strip()
    language = language_of(text)
    spelt = spell_out(text, chat_only=True)
    folded, line = fold(normalise(spelt)), question_line(spelt)
    places = without_works(text, without_routes(text, read_places(text)))
    places = [province_of_zones(text, mention) for mention in places]
    line = without_names(line, [text[one.name_start : one.name_end] for one in places])
    terms = read_terms(text)
    if not terms and language == "vi" and not is_unaccented(text):
        terms = [m for m in read_terms(fold(text)) if _is_slip_of(text[m.start : m.end], m)]
    if not terms:
        terms = implied_terms(text) if language == "vi" else implied_in_english(text)
    wholes = wholes_of_shares(text, terms)
    terms = [mention for mention in terms if mention not in wholes]
    said = [kind for kind in read_kinds(text) if not _in_name(kind, places)]
    said = [kind for kind in said if not overlaps(kind, excluded_spans(text))]
    kinds = [kind for kind in said if not _ASKED_FOR.match(text, kind.end)]
    things = [kind for kind in said if kind not in kinds]
    bases = [base for base in read_bases(text) if _is_compared(text, base)]
    when = [base for base in bases if base.base == "cùng kỳ"] if same_stretch(line) else []
    bases = [base for base in bases if base not in when]
    periods, partial = _periods(text, today, bases)
    compared = _compared(text)
    period = _period_of(periods)
    period = _part_of_year(period, partial) if language == "en" else period
    told_then = _all_behind(text, periods, _TOLD)  # the time of the source
    if told_then and period is not None:
        period, partial = year_period(period.end.year), None
    base = bases[-1].base if bases else base_of(period, compared)
    if base == "năm trước" and period and period.kind is not PeriodKind.YEAR:
        base = "cùng kỳ"  # "9 tháng đầu năm tăng bao nhiêu so với năm ngoái"
    named: list[Mention] = [*places, *read_periods(text, today), *when, *wholes]
    meant = meant_places(text, places)
    place, level = place_of(meant)
    kind = kind_of(line, kinds, bases)
    if kind is None and language == "en" and economy_in_english(text):
        kind = Kind.GROWTH
    if kind is Kind.GROWTH and base in PLANS:
        base = None  # "tăng mấy phần trăm, so với chỉ tiêu đề ra là bao nhiêu"
    wanted = answer_type(line, has_indicator=bool(terms))
    if wanted == "amount" and asks_growth(line) and kind not in RELATIVE and kind:
        wanted = "percent"  # "chỉ tiêu tăng trưởng": a target, but of a rate
    out = excluded_spans(text)  # a figure may well be one "không kể lọc dầu"
    denied = [span for span in out if fold(text[span.start :].lower()).startswith("chu ")]
    named += denied if wanted in FIGURES else out
    counted = asked(line, normalise(spelt))
    if wholes and (not counted or counted[0].startswith(tuple(m.term.id for m in wholes))):
        counted, wanted = (), "percent"  # "chiếm bao nhiêu GRDP"
    bare = wanted == "open" and (ASKS.search(folded) is None or _SO_WHAT.search(folded) is not None)
    worded = wanted in _OF_WORDS and not bare and language == "vi"
    head = asking_noun(line)
    led = [Span(words(text)[0].start, words(text)[head - 1].end)] if head else []
    slots: list[Mention] = [] if worded else [*kinds, *bases]
    return Query(
        question=question,
        text=text,
        language=language,
        unaccented=language == "vi" and is_unaccented(text),
        answer_type=wanted,
        asked=counted,
        scope=Scope(
            place=place,
            level=level,
            period=period,
            kind=kind,
            base=base if kind in RELATIVE else None,
        ),
        places=tuple(dict.fromkeys(place for mention in meant for place in mention.places)),
        terms=joined([mention.term.id for mention in terms]),
        partial=partial,
        compared=compared,
        basis=read_basis(text) or read_standard(text),
        documents=tuple(document_numbers(text)),
        stock=told_then or _all_behind(text, periods, _AT) or STOCK.search(folded) is not None,
        concepts=read_concepts(
            text,
            language,
            named,
            terms,
            [*slots, *basis_spans(text), *_classifiers(text), *led],
            things,
        ),
        filters=filters,
        reason=guard(text),
    )


def _part_of_year(period: Period | None, partial: Partial | None) -> Period | None:
    """The part of a year that is named apart from it: "of the 2022 plan by the end of June"."""
    if period is None or partial is None or period.kind is not PeriodKind.YEAR:
        return period
    return partial.within(period.end.year) or period


def _in_name(kind: KindMention, places: Sequence[PlaceMention]) -> bool:
    """Whether a word of kind is part of a name: "tuan giao" is no plan."""
    return any(one.name_start <= kind.start and kind.end <= one.name_end for one in places)


def _classifiers(text: str) -> list[Span]:
    """Words that only say what sort of thing is named after them: "khu vực dịch vụ"."""
    return [Span(*found.span("what")) for found in _CLASSIFIER.finditer(text)]


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


def _all_behind(text: str, mentions: Sequence[PeriodMention], words: re.Pattern[str]) -> bool:
    """Whether the times that a question names all stand behind some words."""
    return bool(mentions) and all(
        not mention.relative and words.search(fold(normalise(text[: mention.start])))
        for mention in mentions
    )


def _is_compared(text: str, base: BaseMention) -> bool:
    """Whether a base is compared with; "năm ngoái" by itself is a period."""
    if base.base not in _TIMES:
        return True
    near = fold(normalise(text[max(0, base.start - 12) : base.end]))
    before = fold(normalise(text[: base.start]))
    forms = (_COMPARISON.search(near), _VERSUS_STRETCH.search(before), _FROM.search(before))
    return any(forms)


def _periods(
    text: str, today: date, bases: Sequence[BaseMention]
) -> tuple[list[PeriodMention], Partial | None]:
    """Periods named, and a stretch of an unnamed year ("tháng 1"), which today's year is not.

    What is only compared with ("so với tháng trước") is no period of the question.
    """
    named = [
        mention
        for mention in read_periods(text, None)
        if not mention.relative
        and not is_measured_from(text, mention)
        and not _LINE.search(fold(normalise(text[: mention.start])))
    ]
    named = [_to_the_end(text, mention) for mention in named]
    whole = [m for m in named if m.period and not _TERM_OF_OFFICE.search(text[: m.end])]
    if not whole:
        relative = [m for m in read_periods(text, today) if m.relative and m.period]
        whole = [mention for mention in relative if not overlaps(mention, bases)]
    return whole, next((mention.partial for mention in named if mention.partial), None)


def _to_the_end(text: str, mention: PeriodMention) -> PeriodMention:
    """A part of a year from which on something is asked about, as its year: a plan covers it."""
    period, before = mention.period, fold(normalise(text[: mention.start]))
    onward = _SINCE.search(before) and _ONWARD.match(fold(normalise(text[mention.end :])))
    if not period or not (onward or _LATER.search(before) or _AFTER.search(before)):
        return mention
    return replace(mention, period=year_period(period.end.year), partial=None)


def is_measured_from(text: str, mention: PeriodMention) -> bool:
    """Whether a period is only compared with: "so với tháng 2", "so với cùng kỳ năm 2020"."""
    return _FROM.search(fold(normalise(text[: mention.start]))) is not None


def _compared(text: str) -> Period | Partial | None:
    """The period that a change is measured from, where the question names it."""
    for mention in read_periods(text, None):
        if not mention.relative and is_measured_from(text, mention):
            return mention.period or mention.partial
    return None


def base_of(period: Period | None, compared: Period | Partial | None) -> str | None:
    """What the period compared with is to the one asked about: the same of last year, the last one.

    None where it is neither, or where one of them is not known.
    """
    if period is None or compared is None:
        return None
    other = compared.within(period.end.year) if isinstance(compared, Partial) else compared
    if other is not None and isinstance(compared, Partial) and other.start > period.end:
        other = compared.within(period.end.year - 1)  # December, compared with in January
    if other is None:
        return None
    back = period.start.year - other.start.year
    alike = (period.start.month, period.end.month) == (other.start.month, other.end.month)
    if back == 1 and alike and period.kind is not PeriodKind.YEAR:
        return "cùng kỳ"
    before = other.end < period.start and (period.start - other.end).days == 1
    if back == 1 and not before and period.kind is other.kind is PeriodKind.MONTH:
        return "đầu năm" if other.start.month == 12 else None
    names = {PeriodKind.MONTH: "tháng trước", PeriodKind.QUARTER: "quý trước"}
    return names.get(period.kind) if before and other.kind is period.kind else None


def _period_of(mentions: Sequence[PeriodMention]) -> Period | None:
    """The period asked about: of several, the shortest."""
    periods = [mention.period for mention in mentions if mention.period]
    return min(periods, key=lambda period: period.end - period.start, default=None)
