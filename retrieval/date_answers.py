"""Reading the day or the time asked for off a sentence."""

from __future__ import annotations

import re
from itertools import pairwise

from retrieval.clauses import follows_number, read_issued
from retrieval.days import part_asked, read_times
from retrieval.deadlines import asks_deadline, set_as_limits
from retrieval.effect_day import asks_effect, speaks_of_effect
from retrieval.matching import Rarity
from retrieval.nearness import nearest, positions
from retrieval.records import Query
from retrieval.references import read_references
from retrieval.shelf import Sentence
from retrieval.work_dates import of_stage_asked
from vietnamese.normal import fold, normalise
from vietnamese.sentences import Span

#: Times that are no period of the calendar: "thập niên 1770", "cuối thế kỷ XIX".
_AGE = re.compile(
    r"\b(?:(?:đầu|giữa|cuối|nửa đầu|nửa cuối)\s+)?(?:thập niên|thập kỷ|thập kỉ|thế kỷ|thế kỉ)\s+"
    r"(?:thứ\s+)?(?:(?:những năm\s+)?\d+|[IVX]+)\b",
    re.IGNORECASE,
)


#: Questions for a year, folded: "tới năm nào" asks for one that something reaches to.
_YEAR = re.compile(
    r"\b(?P<until>den |toi )?(?:tan )?nam (?:nao|may|bao nhieu)\b|\b(?:what|which) year\b"
)
_UNTIL = re.compile(r"(?:đến|tới)(?:\s+(?:hết|cuối|năm))*\s*$", re.IGNORECASE)
#: How far a plan looks ahead, in its name: "giai đoạn 2021-2025, định hướng đến năm 2030".
_OUTLOOK = re.compile(r"\b(?:định hướng|tầm nhìn)\s*\Z", re.IGNORECASE)
_AIMS = re.compile(r"\b(?:dinh huong|tam nhin|giai doan|thoi ky)\b")
_IN_FORCE = re.compile(r"\bhiệu lực\b", re.IGNORECASE)


def _behind_force(text: str, days: list[Span]) -> list[Span]:
    """The days behind "hiệu lực", where there are any: "thông qua ngày 1/3, có hiệu lực từ 1/5"."""
    said = _IN_FORCE.search(text)
    return [day for day in days if said and day.start >= said.end()] or days


def _years(query: Query, text: str, days: list[Span], longer: list[Span]) -> list[Span]:
    """The times with a year where one is asked for; else the days, or what is longer."""
    asked = _YEAR.search(fold(normalise(query.question)))
    dated = [time for time in longer if re.search(r"\d{4}", text[time.start : time.end])]
    if asked is None or not dated:
        return days or longer
    until = [time for time in dated if _UNTIL.search(text[: time.start + _start(text, time)])]
    return (until or dated) if asked["until"] else sorted([*days, *dated])


def _clause_meant(query: Query, sentence: Sentence, rarity: Rarity) -> Span:
    """The part between semicolons with most words of the question, in the sentence's text."""
    ends = [found.start() for found in re.finditer(r";(?=\s)", sentence.text)]
    parts = [Span(a, b) for a, b in pairwise([0, *ends, len(sentence.text)])]
    places = positions(query, sentence, rarity) if ends else []
    return max(parts, key=lambda one: sum(w for at, w in places if one.start <= at < one.end))


def _start(text: str, time: Span) -> int:
    """How far into a time its number stands: "đến năm 2030"."""
    number = re.search(r"\d", text[time.start : time.end])
    return number.start() if number else 0


def read_date(query: Query, sentence: Sentence, rarity: Rarity) -> Span | None:
    """The day asked for, or the part of it; a longer time or an age where no day stands."""
    if asks_effect(query) and not speaks_of_effect(query, sentence.text):
        return None
    limit = asks_deadline(query)
    issued = None if limit or asks_effect(query) else read_issued(query, sentence)
    if issued is not None:
        return issued
    days, longer = read_times(sentence.text)
    # The day of a document that is only named is none of what is done: "căn cứ Quyết định số …".
    bare = any(named.number for named in read_references(query.question))
    days = [day for day in days if not follows_number(sentence.text, day.start, bare=bare)]
    if not _AIMS.search(fold(normalise(query.question))):
        longer = [time for time in longer if not _OUTLOOK.search(sentence.text[: time.start])]
    days, longer = (of_stage_asked(query.text, sentence.text, some) for some in (days, longer))
    if asks_effect(query):
        longer = []  # force begins and ends on a day
        days = _behind_force(sentence.text, days)
    if limit:
        days, longer = (set_as_limits(sentence.text, some) for some in (days, longer))
    aged = [Span(*match.span()) for match in _AGE.finditer(sentence.text)]
    clause = _clause_meant(query, sentence, rarity)
    if any(clause.start <= time.start < clause.end for time in (*days, *longer)):
        days, longer = (
            [time for time in some if clause.start <= time.start < clause.end]
            for some in (days, longer)
        )
    times = _years(query, sentence.text, days, longer)
    found = nearest(query, sentence, times or ([] if limit else aged), rarity)
    if found is None:
        return None
    span = Span(found.start - sentence.start, found.end - sentence.start)
    part = part_asked(query.question, sentence.text, span)
    return Span(sentence.start + part.start, sentence.start + part.end)
