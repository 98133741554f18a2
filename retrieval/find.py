"""The understood question → passages, best first; also as a LangChain retriever."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import islice

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, SkipValidation

from embedding.model import Embedder
from retrieval.papers_asked import paper_asked
from retrieval.rambling import weighed_query
from retrieval.records import Filters, Found, Query
from retrieval.references import Reference, fit, read_references, wordings
from retrieval.restore import restore_accents
from retrieval.search import CANDIDATES, Lap, Searchable, Wanted, search
from retrieval.spelling import Correction, doubtful_tokens, repaired
from retrieval.stages import ALL, Stages
from retrieval.translation import translate, translated_query
from retrieval.understand import understand
from store.index import Index
from store.lexical import LexicalQuery, lexical_query
from vietnamese.normal import fold, normalise
from vietnamese.scope import Scope
from vietnamese.synonyms import read_synonyms, short_forms

#: Weight of words that stand for the question's own (abbreviations, synonyms, translations), and
#: how many wordings of one thing are added: an indicator may go by hundreds of names.
_EXPANSION, _OTHERS = 0.3, 16
#: Passages handed on to reading; passages looked at where scope or references may move one up, and
#: where filters or the place asked about leave most out, as far as any leg goes.
LIMIT, DEPTH, FILTERED = 20, 30, CANDIDATES
#: Share of its score that a passage keeps for each slot of its scope that the question contradicts.
#: It may name other places and periods beside those it inherits: it is put back, not left out.
_CONFLICT = {"place": 0.5, "level": 0.8, "period": 0.8}


def find(
    index: Searchable,
    embedder: Embedder,
    query: Query,
    limit: int = LIMIT,
    *,
    stages: Stages = ALL,
    lap: Lap = lambda name: None,
) -> list[Found]:
    """Passages for an understood question, filtered by what the asker fixed; best first."""
    slots = query.scope.place or query.scope.level or query.scope.period
    scope = replace(query.scope, kind=None, base=None) if slots and "scope" in stages else None
    if scope and paper_asked(query):
        scope = replace(scope, place=None, level=None)  # of who issued it, not of the text
    references = read_references(query.text) if "references" in stages else ()
    depth = DEPTH if scope or references else limit
    placed = scope is not None and scope.place is not None
    if placed or query.filters != Filters():
        depth = FILTERED
    found = search(
        index,
        embedder,
        wanted(query, stages),
        stages=stages,
        limit=max(depth, limit),
        lap=lap,
    )
    if query.filters != Filters():
        found = [item for item in found if passes(query, item)]
    if scope or references:
        worths = (_worth(item, scope, references) for item in found)
        found = [
            item if worth == item.score else replace(item, score=worth)
            for item, worth in zip(found, worths, strict=True)
        ]
        found.sort(key=lambda item: -item.score)
    if scope and placed and not references and len(found) > limit:
        # What may answer is not crowded out by what is told of other places.
        kept = sorted(found, key=lambda item: "place" in scope.conflicts(item.passage.scope))
        found = sorted(kept[:limit], key=lambda item: -item.score)
    return found[:limit]


def find_text(
    index: Index,
    embedder: Embedder,
    text: str,
    limit: int = LIMIT,
    *,
    today: date,
    stages: Stages = ALL,
    lap: Lap = lambda name: None,
) -> list[Found]:
    """Passages for a question as typed: its slips put right, understood, found."""
    correction = correction_of(text, index, stages)
    lap("repair")
    query = completed(understand(correction.text, today=today), correction, index, stages)
    lap("understand")
    return find(index, embedder, query, limit, stages=stages, lap=lap)


def correction_of(text: str, index: Index, stages: Stages = ALL) -> Correction:
    """`text` as it was meant to be typed, and what stays doubtful in it."""
    return repaired(text, index) if "repair" in stages else Correction(text)


def completed(query: Query, correction: Correction, index: Index, stages: Stages = ALL) -> Query:
    """`query` with the doubts of its correction, and with its accents restored."""
    restored = ""
    if "restore" in stages and query.language == "vi":
        restored = restore_accents(query.text, index)
    return replace(query, doubts=correction.doubts, restored=restored)


def wanted(query: Query, stages: Stages = ALL) -> Wanted:
    """What is searched for: the question's words, and those that may stand in their place."""
    if query.language == "en" and "translate" in stages:
        return Wanted(query.text, translated_query(query.text), query.text, translate(query.text))
    lexical = weighed_query(query.text, unaccented=query.unaccented or None)
    lexical = lexical.plus(doubtful_tokens(query.doubts))
    if "expand" in stages:
        lexical = expanded(lexical, query)
    if "references" in stages:
        lexical = lexical.plus_all(
            (lexical_query(wording), _EXPANSION)
            for reference in read_references(query.text)
            for wording in wordings(reference)
        )
    # Words are looked up as typed, which finds either spelling; the model and the reranker read the
    # likeliest one. Mean nDCG@10 of five sets without and with it, in two samples: without accents
    # 87.7, 87.7 and +0.4; half of them 87.8, 87.8 and +0.8.
    meant = query.restored or query.text
    return Wanted(meant, lexical, meant)


def expanded(own: LexicalQuery, query: Query) -> LexicalQuery:
    """The question's own words, and at lower weight those that may stand in their place."""
    seen = f" {fold(normalise(query.text))} "
    added = []
    for concept in query.concepts:
        if concept.loose:
            continue
        unsaid = (w for w in concept.wordings if f" {fold(normalise(w))} " not in seen)
        others = tuple(islice(unsaid, _OTHERS))
        for wording in others:
            tokens = _wording_tokens(wording, query.unaccented or None)
            added.append((tokens, _EXPANSION * concept.weight / len(others)))
    for phrase in read_synonyms(query.text):
        short = [other for other in phrase.others if other in short_forms()]
        added += [(lexical_query(form), _EXPANSION / len(short)) for form in short]
    return own.plus_all(added)


@lru_cache(maxsize=4096)
def _wording_tokens(wording: str, unaccented: bool | None) -> LexicalQuery:
    """The tokens of another wording, of which an indicator has the same in every question."""
    return lexical_query(wording, unaccented=unaccented)


def _worth(item: Found, scope: Scope | None, references: Sequence[Reference]) -> float:
    """The score of a passage, less for what contradicts the question.

    What the question points at by its number comes before all else.
    """
    passage, score = item.passage, item.score
    for slot in scope.conflicts(passage.scope) if scope else ():
        score *= _CONFLICT[slot]
    if references:
        score = (score + fit(references, passage.text, passage.headings, passage.context)) / 2
    return score


def passes(query: Query, item: Found) -> bool:
    """Whether a passage lies within the filters; what is unknown of a passage excludes it."""
    filters, scope = query.filters, item.passage.scope
    if filters.source and item.passage.source != filters.source:
        return False
    if filters.level and (scope.level is None or scope.level.value != filters.level):
        return False
    if filters.place:
        name = scope.place.name if scope.place else ""
        if fold(normalise(filters.place)) not in fold(normalise(name)):
            return False
    if filters.year:
        period = scope.period
        if period is None or not period.touches(filters.year):
            return False
    return True


class PassageRetriever(BaseRetriever):
    """Hybrid search as a LangChain retriever: question → documents with source and offsets."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: SkipValidation[Index]
    embedder: SkipValidation[Embedder]
    limit: int = 10

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        return [
            LangChainDocument(
                page_content=found.passage.text,
                id=found.passage.id,
                metadata={
                    "source": found.passage.source,
                    "start": found.passage.start,
                    "end": found.passage.end,
                    "score": found.score,
                    "twins": [twin.source for twin in found.twins],
                },
            )
            for found in find_text(self.index, self.embedder, query, self.limit, today=date.today())
        ]
