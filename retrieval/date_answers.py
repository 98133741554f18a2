"""Reading the day or the time asked for off a sentence."""

from __future__ import annotations

import re

from retrieval.clauses import follows_number, read_issued
from retrieval.days import part_asked, read_times
from retrieval.deadlines import asks_deadline, set_as_limits
from retrieval.effect_day import asks_effect, speaks_of_effect
from retrieval.matching import Rarity
from retrieval.nearness import nearest
from retrieval.records import Query
from retrieval.shelf import Sentence
from retrieval.work_dates import of_stage_asked
from vietnamese.sentences import Span

#: Times that are no period of the calendar: "thập niên 1770", "cuối thế kỷ XIX".
_AGE = re.compile(
    r"\b(?:(?:đầu|giữa|cuối|nửa đầu|nửa cuối)\s+)?(?:thập niên|thập kỷ|thập kỉ|thế kỷ|thế kỉ)\s+"
    r"(?:thứ\s+)?(?:(?:những năm\s+)?\d+|[IVX]+)\b",
    re.IGNORECASE,
)


_IN_FORCE = re.compile(r"\bhiệu lực\b", re.IGNORECASE)


def _behind_force(text: str, days: list[Span]) -> list[Span]:
    """The days behind "hiệu lực", where there are any: "thông qua ngày 1/3, có hiệu lực từ 1/5"."""
    said = _IN_FORCE.search(text)
    return [day for day in days if said and day.start >= said.end()] or days


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
    days = [day for day in days if not follows_number(sentence.text, day.start)]
    days, longer = (of_stage_asked(query.text, sentence.text, some) for some in (days, longer))
    if asks_effect(query):
        longer = []  # force begins and ends on a day
        days = _behind_force(sentence.text, days)
    if limit:
        days, longer = (set_as_limits(sentence.text, some) for some in (days, longer))
    aged = [Span(*match.span()) for match in _AGE.finditer(sentence.text)]
    found = nearest(query, sentence, days or longer or ([] if limit else aged), rarity)
    if found is None:
        return None
    span = Span(found.start - sentence.start, found.end - sentence.start)
    part = part_asked(query.question, sentence.text, span)
    return Span(sentence.start + part.start, sentence.start + part.end)
