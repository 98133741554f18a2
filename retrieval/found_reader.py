"""What is read off the passages found: figures, sentences, or what is worked out of figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from embedding.model import Embedder
from retrieval.computing import read_derived
from retrieval.evidence import Candidate, rank_figures, rank_sentences
from retrieval.extreme_question import asked_extreme
from retrieval.extremes import read_extreme
from retrieval.labelled import asks_labelled, read_labelled
from retrieval.last_answer import is_besides
from retrieval.ledger_search import find_with_ledger
from retrieval.neighbours import with_rest_of_first
from retrieval.papers_asked import asks_number
from retrieval.reading import Reading, read_figure, read_premise, read_verdict
from retrieval.records import FIGURES, Found, Query
from retrieval.sentence_ranker import sentence_order
from retrieval.shelf import DEPTH, Shelf
from retrieval.slots import sentence_conflicts
from retrieval.stages import Stages
from retrieval.text_reading import read_text
from vietnamese.numbers import read_quantities


@dataclass(frozen=True, slots=True)
class FoundReader:
    """Reads what was found for a question; `today` is what relative time is reckoned from."""

    shelf: Shelf
    embedder: Embedder
    stages: Stages
    today: date

    def read(self, query: Query, found: list[Found]) -> tuple[list[Candidate], Reading]:
        """The figures or sentences in the order of their fitness, and what was read off them."""
        if asks_number(query):
            return self._plain(query, found)
        derived = read_derived(
            query, lambda: self._plain(query, found)[1], self._figures_of(found), today=self.today
        )
        if derived is not None and derived.computed is not None:
            return list(derived.computed.operands), derived
        ranked, reading = self._plain(query, found)
        return ranked, derived or reading

    def _figures_of(self, found: list[Found]) -> Callable[[Query], list[Candidate]]:
        """Ranks figures for a part of the question, of what is found for the part and the whole."""

        def ranked(part: Query) -> list[Candidate]:
            own = find_with_ledger(self.shelf, self.embedder, part, self.stages)
            sentences = [
                *self.shelf.sentences(_of_place_first(part, own)),
                *self.shelf.sentences(_of_place_first(part, found)),
            ]
            return rank_figures(part, sentences, self.shelf.rarity)

        return ranked

    def _plain(self, query: Query, found: list[Found]) -> tuple[list[Candidate], Reading]:
        """What is read off the documents as it is printed."""
        sentences = self.shelf.sentences(_of_place_first(query, found))
        rarity = self.shelf.rarity
        claimed = read_quantities(query.text, query.language)
        if asked_extreme(query) is not None:
            found = with_rest_of_first(found, self.shelf.passages_of, DEPTH)
            sentences = self.shelf.sentences(found, depth=None)
            judged = rank_sentences(query, sentences, rarity)
            extreme = read_extreme(
                query, judged, rarity, lambda part: rank_figures(part, sentences, rarity)
            )
            if extreme is not None:
                return judged, extreme
        if asks_labelled(query):
            judged = rank_sentences(query, sentences, rarity)
            labelled = read_labelled(query, judged, rarity)
            if labelled is not None:
                item, statement = labelled
                return [item, *judged], Reading((statement,))
        if claimed or query.answer_type in FIGURES:
            figures = rank_figures(query, sentences, rarity)
            figures = [item for item in figures if not is_besides(query, item)]
            if claimed and query.answer_type == "yes_no":
                return figures, read_verdict(query, figures)
            premise = read_premise(query, figures, [item.passage.text for item in found])
            if premise is not None:
                return figures, premise
            if query.answer_type in FIGURES:
                return figures, read_figure(query, figures)
        found = with_rest_of_first(found, self.shelf.passages_of, DEPTH)
        sentences = self.shelf.sentences(found, depth=None)
        order = sentence_order(self.embedder, self.shelf)
        ranked = rank_sentences(query, sentences, rarity, order)
        return ranked, read_text(query, ranked, rarity)


def _of_place_first(query: Query, found: Sequence[Found]) -> list[Found]:
    """Passages that may be of the place asked about before those of others: so many are read."""
    return sorted(
        found, key=lambda item: bool(sentence_conflicts(query, item.passage.scope.place, ()))
    )
