"""The understood question → passages, best first; also as a LangChain retriever."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, SkipValidation

from embedding.model import Embedder
from retrieval.records import Found, Query
from retrieval.search import CANDIDATES, Searchable, search
from store.index import Index
from store.lexical import LexicalQuery, lexical_query
from vietnamese.normal import fold, normalise

#: Weight of words that stand for the question's own (abbreviations, synonyms, translations).
_EXPANSION = 0.5
#: Passages handed on to reading.
LIMIT = 20


def find(index: Searchable, embedder: Embedder, query: Query, limit: int = LIMIT) -> list[Found]:
    """Passages for an understood question, filtered by what the asker fixed; best first."""
    found = search(
        index,
        embedder,
        dense_text(query),
        lexical=expanded(query),
        limit=limit if query.filters == type(query.filters)() else CANDIDATES,
    )
    return [item for item in found if _passes(query, item)][:limit]


def expanded(query: Query) -> LexicalQuery:
    """The question's own words, and at lower weight those that may stand in their place."""
    own = lexical_query(query.text, unaccented=query.unaccented or None)
    seen = f" {fold(normalise(query.text))} "
    share = 1.0 if query.language == "en" else _EXPANSION
    for concept in query.concepts:
        others = [w for w in concept.wordings if f" {fold(normalise(w))} " not in seen]
        for wording in others:
            own = own.plus(
                lexical_query(wording, unaccented=query.unaccented or None),
                share * concept.weight / len(others),
            )
    return own


def dense_text(query: Query) -> str:
    """What is embedded: the question; for an English one, its terms in Vietnamese."""
    if query.language == "vi":
        return query.text
    return " ".join(concept.wordings[0] for concept in query.concepts) or query.text


def _passes(query: Query, item: Found) -> bool:
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
                },
            )
            for found in search(self.index, self.embedder, query, limit=self.limit)
        ]
