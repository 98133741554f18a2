"""What reading has settled, which a model may put into words but not change.

A figure whose scope agrees with the question, a name, a date or a place read off a sentence stands
whatever a model writes. Where reading found nothing, a model may only speak of what does not
conflict with the question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.contradiction import worth_of
from retrieval.evidence import Candidate
from retrieval.records import Answer, Query
from retrieval.shelf import Sentence
from store.records import Figure
from vietnamese.normal import fold, normalise
from vietnamese.numbers import read_quantities, same_value
from vietnamese.periods import read_periods

#: Answers that are one thing: a model must name the one that was read.
_ONE_THING = ("amount", "percent", "count", "date", "person", "place", "yes_no")
_FIGURES = ("amount", "percent", "count")
#: Share of the question that a sentence must hold where reading itself asks for more and refused.
_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Settled:
    """`short` is the short answer that must be named, "" where none was read.

    `open_to` are the sentences that may answer where reading refused, with their fitting figures;
    None where it did not refuse.
    """

    short: str = ""
    language: str = "vi"
    figure: bool = False
    open_to: dict[tuple[str, int], tuple[Figure, ...]] | None = None

    def named_in(self, text: str) -> bool:
        """Whether `text` says what was read."""
        if not self.short:
            return True
        wanted = read_quantities(self.short, self.language)
        if wanted:
            said = read_quantities(text, self.language)
            return all(any(same_value(one, other) for other in said) for one in wanted)
        days = {mention.period for mention in read_periods(self.short) if mention.period}
        if days and days & {mention.period for mention in read_periods(text)}:
            return True
        return _words(self.short) in _words(text)

    def admits(self, text: str, sentences: Sequence[Sentence]) -> bool:
        """Whether a statement on `sentences` may answer; always where reading did not refuse."""
        if self.open_to is None:
            return True
        keys = [(one.document.source, one.start) for one in sentences]
        if not all(key in self.open_to for key in keys):
            return False
        if not self.figure:
            return True
        fitting = [figure for key in keys for figure in self.open_to[key]]
        worth = [read for figure in fitting for read in worth_of(figure)]
        said = read_quantities(text, self.language)
        return bool(said) and all(any(same_value(a, b) for b in worth) for a in said)


def settle(query: Query, answer: Answer, ranked: Sequence[Candidate]) -> Settled:
    """What a model's answer to `query` has to keep to, given the answer without a model.

    `ranked` are sentences or figures with their conflicts, as reading saw them.
    """
    figure = query.answer_type in _FIGURES
    if not answer.abstained:
        short = answer.short if query.answer_type in _ONE_THING or _is_figure(answer) else ""
        return Settled(short, query.language, figure)
    open_to: dict[tuple[str, int], tuple[Figure, ...]] = {}
    for item in ranked:
        if item.conflicts or item.coverage < _ENOUGH or (figure and item.figure is None):
            continue
        key = (item.sentence.document.source, item.sentence.start)
        open_to[key] = (*open_to.get(key, ()), *((item.figure,) if item.figure else ()))
    return Settled("", query.language, figure, open_to)


def _is_figure(answer: Answer) -> bool:
    return len(read_quantities(answer.short)) == 1 and len(answer.short) <= 60


def _words(text: str) -> str:
    return f" {' '.join(fold(normalise(text)).replace(',', ' ').split())} "
