"""What reading has settled, which a model may put into words but not change.

A figure whose scope agrees with the question, a name, a date or a place read off a sentence stands
whatever a model writes; of a list every item. Elsewhere a model must speak of what fits the
question about as well as the best sentence that reading found; where reading found nothing, only
of what does not conflict with the question.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from retrieval.contradiction import worth_of
from retrieval.evidence import Candidate
from retrieval.records import FIGURES, Answer, AnswerType, Query
from retrieval.shelf import Sentence
from store.records import Figure
from vietnamese.names import read_names
from vietnamese.normal import fold, normalise
from vietnamese.numbers import read_quantities, same_value
from vietnamese.offices import Office, read_office
from vietnamese.periods import read_periods
from vietnamese.places import read_places
from vietnamese.tokens import syllables

#: Answers that are one thing: a model must name the one that was read.
_ONE_THING = (*FIGURES, "date", "person", "place")
#: Share of the question that a sentence must hold where reading itself asks for more and refused.
_ENOUGH = 0.5
#: How much less of the question a sentence may hold than the best one to bear an answer.
_BEHIND = 0.1
#: Share of the words of a list's item by which it counts as named.
_NAMED = 0.7

#: Where a sentence stands: source and start.
Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Settled:
    """`short` is the short answer that must be named, `items` what a list must hold.

    `fitting` are the sentences of which one must bear the answer, None where any may. `open_to` are
    the sentences that may answer where reading refused, with their figures that fit; None where it
    did not refuse. `thing` is what is asked for, `office` the office whose holder it is.
    """

    short: str = ""
    items: tuple[str, ...] = ()
    fitting: frozenset[Place] | None = None
    open_to: dict[Place, tuple[Figure, ...]] | None = field(default=None, hash=False)
    thing: AnswerType = "open"
    office: Office | None = None
    language: str = "vi"

    def named_in(self, text: str) -> bool:
        """Whether `text` says what was read."""
        if self.items:
            words = set(map(fold, syllables(text)))
            return all(_share(item, words) >= _NAMED for item in self.items)
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

    def fits(self, sentences: Iterable[Sentence]) -> bool:
        """Whether one of these sentences bears the answer, not only something beside it."""
        return self.fitting is None or any(_place(one) in self.fitting for one in sentences)

    def admits(self, text: str, sentences: Sequence[Sentence]) -> bool:
        """Whether a statement on `sentences` may answer; always where reading did not refuse."""
        if self.open_to is None:
            return True
        places = [_place(one) for one in sentences]
        if not all(place in self.open_to for place in places):
            return False
        if self.office and not any(_names_office(self.office, one) for one in sentences):
            return False
        if self.thing not in FIGURES:
            return _holds(self.thing, text)
        fitting = [figure for place in places for figure in self.open_to[place]]
        worth = [read for figure in fitting for read in worth_of(figure)]
        said = read_quantities(text, self.language)
        return bool(said) and all(any(same_value(a, b) for b in worth) for a in said)


def settle(query: Query, answer: Answer, ranked: Sequence[Candidate]) -> Settled:
    """What a model's answer to `query` has to keep to, given the answer without a model.

    `ranked` are sentences or figures with their conflicts, as reading saw them.
    """
    language = query.language
    if answer.abstained:
        return Settled(
            open_to=_open_to(query, ranked),
            thing=query.answer_type,
            office=read_office(query.text) if query.answer_type == "person" else None,
            language=language,
        )
    if query.answer_type == "list":
        return Settled(items=tuple(answer.short.split("; ")), language=language)
    if query.answer_type in _ONE_THING or _is_figure(answer):
        return Settled(answer.short, language=language)
    best = max((item.coverage for item in ranked if not item.conflicts), default=0.0)
    near = {
        _place(item.sentence)
        for item in ranked
        if not item.conflicts and not item.lacks and item.coverage >= best - _BEHIND
    }
    cited = {
        (one.source, item.sentence.start)
        for one in answer.citations
        for item in ranked
        if one.source == item.sentence.document.source
        and one.start < item.sentence.end
        and item.sentence.start < one.end
    }
    return Settled(fitting=frozenset(near | cited), language=language)


def _open_to(query: Query, ranked: Sequence[Candidate]) -> dict[Place, tuple[Figure, ...]]:
    """Sentences that reading found too weak to answer, but nothing speaks against."""
    found: dict[Place, tuple[Figure, ...]] = {}
    for item in ranked:
        if item.conflicts or item.lacks or item.coverage < _ENOUGH:
            continue
        place = _place(item.sentence)
        found[place] = (*found.get(place, ()), *((item.figure,) if item.figure else ()))
    return found


def _place(sentence: Sentence) -> Place:
    return sentence.document.source, sentence.start


def _names_office(office: Office, sentence: Sentence) -> bool:
    return bool(office.places_in(syllables(fold(sentence.text))))


def _holds(thing: AnswerType, text: str) -> bool:
    """Whether a statement names a thing of the kind asked for."""
    if thing == "person":
        return bool(read_names(text))
    if thing == "date":
        return bool(read_periods(text))
    return thing != "place" or bool(read_places(text))


def _is_figure(answer: Answer) -> bool:
    return len(read_quantities(answer.short)) == 1 and len(answer.short) <= 60


def _share(item: str, words: set[str]) -> float:
    """Share of the words of an item that stand among `words`; 1 for an item without words."""
    own = [fold(unit) for unit in syllables(item)]
    return sum(unit in words for unit in own) / len(own) if own else 1.0


def _words(text: str) -> str:
    return f" {' '.join(fold(normalise(text)).replace(',', ' ').split())} "
