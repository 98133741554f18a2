"""The lexical index of one generation in tantivy: our tokens, BM25 by field."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from errors import IndexDamaged
from store.forward import Runs
from store.rescoring import LeftOut, added_scores
from store.ties import best
from vietnamese.normal import is_unaccented
from vietnamese.tokens import both_tokens

if TYPE_CHECKING:
    import tantivy

FOLDER = "tantivy"

#: The passage and its context. Each field holds the tokens of both forms, accented and folded, side
#: by side: on public sets one field for both finds more than a field for each (nDCG@10 85.9 against
#: 85.4 on ViQuAD), because a word that has no accent to begin with (a name, a number) counts twice.
FIELDS = ("text", "context")

#: Names of the forms, both of which stand in "text".
_FORMS = {"accented": "text", "folded": "text"}

#: Weight of a pair of neighbours beside its two syllables. At 1, as plain BM25 has it, the same
#: word is counted three times over: 85.9 on ViQuAD; 87.1 at 0.6, 87.2 at 0.5, 87.0 at 0.3; on ALQAC
#: 96.6, 96.7, 96.6 and 96.1.
PAIR_WEIGHT = 0.6

#: bytes of memory before tantivy writes a segment (about 80,000 passages): every token of a
#: question is looked up in every segment
_MEMORY = 256_000_000

#: Postings that one question may look up: the larger of this many, which holds up to 100,000
#: passages, and so many for each passage. All its tokens have 8 a passage, which takes 8 ms at
#: 100,000 passages, at most 17. The most frequent, which tell least, are left to `added_scores` for
#: the best `_RESCORED` of the others. The right one among ten and among fifty, of 430 titles of
#: 22,491 news: with all 80.7% and 90.4%, so 80.7% and 89.7% (with 100 of the others 90.0%); of 400
#: questions on 100,000 made-up passages: 86.0% and 93.0%, 8 ms, so 86.3% and 92.8%, 3 ms.
POSTINGS, PER_PASSAGE = 75_000, 0.75
_RESCORED = 66
#: A token that stands in more passages than this times the removed ones is not counted anew: its
#: weight differs by less than 0.02.
_COMMON = 50
#: Tokens always looked up, however frequent.
_FEWEST = 6


#: Field, token and weight.
Weighed = tuple[str, str, float]
#: Passage ids, at least one → their words.
ReadRuns = Callable[[Sequence[str]], Runs]


@dataclass(frozen=True, slots=True)
class LexicalQuery:
    """Tokens with their weights for each field of `FIELDS`; any one match is enough."""

    fields: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def plus(self, other: LexicalQuery, weight: float = 1.0) -> LexicalQuery:
        """Both queries in one, the weights of `other` multiplied by `weight`."""
        return self.plus_all([(other, weight)])

    def plus_all(self, others: Iterable[tuple[LexicalQuery, float]]) -> LexicalQuery:
        """All queries in one, each of `others` with its weights multiplied by the one given."""
        merged = {name: dict(tokens) for name, tokens in self.fields.items()}
        for other, weight in others:
            for name, tokens in other.fields.items():
                into = merged.setdefault(name, {})
                for token, value in tokens.items():
                    into[token] = into.get(token, 0.0) + weight * value
        return LexicalQuery(merged)


def lexical_query(
    text: str,
    *,
    context_weight: float = 0.4,
    pair_weight: float = PAIR_WEIGHT,
    unaccented: bool | None = None,
) -> LexicalQuery:
    """The tokens of a question for both fields, a repeated token weighing more.

    Text without a single accent is taken to be typed without them: its tokens are those of the
    folded form. `unaccented` decides otherwise, for text that has an accent here and there by
    accident.
    """
    bare = is_unaccented(text) if unaccented is None else unaccented
    accented, folded = both_tokens(text)
    tokens = folded * 2 if bare else accented + folded
    weights: dict[str, float] = {}
    for token in tokens:
        weights[token] = weights.get(token, 0.0) + (pair_weight if "_" in token else 1.0)
    fields = {"text": weights}
    if context_weight:
        fields["context"] = {token: context_weight * weight for token, weight in weights.items()}
    return LexicalQuery(fields)


def indexed_tokens(text: str) -> str:
    """What stands in a field for `text`: the tokens of both forms, separated by spaces."""
    accented, folded = both_tokens(text)
    return " ".join(accented + folded)


class Lexical:
    """The lexical index, open for reading; safe from several threads and processes at once."""

    def __init__(self, index: tantivy.Index, removed: int = 0) -> None:
        self._schema = index.schema
        #: passages that are no longer there but still count in tantivy's statistics
        self._removed = removed
        self._searcher = index.searcher()
        self._count = int(self._searcher.num_docs)
        self._lengths: dict[str, float] = {}
        self._held = lru_cache(maxsize=65536)(self._count_held)

    @classmethod
    def open(cls, folder: Path) -> Lexical:
        """The lexical index in `folder`. Raises IndexDamaged when tantivy cannot open it."""
        import tantivy

        if not (folder / FOLDER / "meta.json").is_file():
            raise IndexDamaged(f"thiếu {folder / FOLDER / 'meta.json'}")
        try:
            return cls(tantivy.Index.open(str(folder / FOLDER)), removed_passages(folder))
        except ValueError as error:
            raise IndexDamaged(f"không mở được {folder / FOLDER}: {error}") from error

    @property
    def count(self) -> int:
        """Number of passages."""
        return self._count

    def holds(self, name: str) -> int:
        """How often the passage of this id is there: once, or not at all."""
        import tantivy

        query = tantivy.Query.term_query(self._schema, "id", name, index_option="basic")
        return len(self._searcher.search(query, 2, count=False).hits)

    def document_frequency(self, field: str, token: str) -> int:
        """In how many passages `token` stands in `field`.

        The forms are accepted as names too: both stand in "text".
        """
        return self._held(_FORMS.get(field, field), token)

    def search(
        self, query: LexicalQuery, limit: int, runs: ReadRuns | None = None
    ) -> list[tuple[str, float]]:
        """Passage ids with the sum of their weighted BM25 scores, best first.

        Where not all tokens can be afforded (see `POSTINGS`), `runs` gives the words of
        passages: the others then count for those that the telling tokens have found.
        """
        chosen, left_out = self._affordable(query)
        if not chosen:
            return []
        if not left_out or runs is None:
            return self._look_up(chosen, limit)
        scores = dict(self._look_up(chosen, max(_RESCORED, limit)))
        if not scores:
            return []
        lengths = {item.field: self._average_length(item.field, item.token) for item in left_out}
        added = added_scores(runs(list(scores)), left_out, lengths)
        for name, score in zip(scores, added.tolist(), strict=True):
            scores[name] += score
        return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]

    def _look_up(self, tokens: list[Weighed], limit: int) -> list[tuple[str, float]]:
        import tantivy

        clauses = []
        for name, token, weight in tokens:
            clause = tantivy.Query.term_query(self._schema, name, token, index_option="freq")
            if self._removed:
                weight *= self._mended(name, token)
            if weight != 1.0:
                clause = tantivy.Query.boost_query(clause, weight)
            clauses.append((tantivy.Occur.Should, clause))
        together = tantivy.Query.boolean_query(clauses)

        def fetch(number: int) -> list[tuple[str, float]]:
            number = min(number, max(self.count, 1))
            hits = self._searcher.search(together, number, count=False).hits
            least = hits[limit - 1][0] if len(hits) >= limit else 0.0
            # The names of the others, which are but to show where a tie ends, are not read.
            return [
                (self._searcher.doc(place)["id"][0] if score >= least else "", score)
                for score, place in hits
            ]

        return best(fetch, limit)

    def _affordable(self, query: LexicalQuery) -> tuple[list[Weighed], list[LeftOut]]:
        """What is looked up, and what is left out; see `POSTINGS`.

        Raises ValueError for a field that there is not.
        """
        for name in query.fields:
            if name not in FIELDS:
                raise ValueError(f"không có trường {name!r}; các trường: {', '.join(FIELDS)}")
        held = [
            (name, token, weight, frequency)
            for name, tokens in query.fields.items()
            for token, weight in tokens.items()
            if (frequency := self._held(name, token))
        ]
        left = max(POSTINGS, int(PER_PASSAGE * self._count))
        if sum(row[3] for row in held) <= left:
            return [row[:3] for row in held], []
        ranked = sorted(
            (-weight * self._rarity(frequency), name, token, weight, frequency)
            for name, token, weight, frequency in held
        )
        chosen: list[Weighed] = []
        left_out: list[LeftOut] = []
        for worth, name, token, weight, frequency in ranked:
            if len(chosen) < _FEWEST or frequency <= left:
                chosen.append((name, token, weight))
                left -= frequency
            else:
                left_out.append(LeftOut(name, token, -worth))
        return chosen, left_out

    def _average_length(self, field: str, token: str) -> float:
        """Tokens that `field` has on average, which tantivy tells in explaining a score alone.

        `token` stands in it somewhere.
        """
        if field not in self._lengths:
            import tantivy

            query = tantivy.Query.term_query(self._schema, field, token, index_option="freq")
            ((_, place),) = self._searcher.search(query, 1, count=False).hits
            told = query.explain(self._searcher, place).to_json()
            (length,) = re.findall(r'"value": ([\d.]+),\s*"description": "avgdl', told)
            self._lengths[field] = float(length)
        return self._lengths[field]

    def _count_held(self, name: str, token: str) -> int:
        """In how many passages a token stands; counted one by one where the removed ones tell."""
        counted = int(self._searcher.doc_freq(name, token))
        if not self._removed or counted > _COMMON * self._removed:
            return min(counted, self._count)
        import tantivy

        query = tantivy.Query.term_query(self._schema, name, token, index_option="freq")
        found: Any = self._searcher.search(query, 1, count=True)
        return int(found.count)

    def _mended(self, name: str, token: str) -> float:
        """What makes of tantivy's weight of a token that without the removed passages."""
        counted = int(self._searcher.doc_freq(name, token))
        held = self._held(name, token)
        if held in (0, counted):
            return 1.0
        return self._rarity(held) / _rarity(self.count + self._removed, counted)

    def _rarity(self, frequency: int) -> float:
        return _rarity(self._count, frequency)


def _rarity(passages: int, frequency: int) -> float:
    """What BM25 gives a token that stands in `frequency` of so many passages."""
    return math.log1p((passages - frequency + 0.5) / (frequency + 0.5))


def removed_passages(folder: Path) -> int:
    """How many passages were removed from the index in `folder` and still count in its statistics.

    Tantivy forgets them when it merges their segment, which it alone decides on.
    """
    segments = json.loads((folder / FOLDER / "meta.json").read_text("utf-8"))["segments"]
    return sum((segment["deletes"] or {}).get("num_deleted_docs", 0) for segment in segments)


class LexicalWriter:
    """The lexical index of a generation being written."""

    def __init__(self, index: tantivy.Index) -> None:
        # One thread: with more, which segment a passage falls into would vary between runs.
        self._writer = index.writer(heap_size=_MEMORY, num_threads=1)

    @classmethod
    def create(cls, folder: Path) -> LexicalWriter:
        """A new, empty lexical index in `folder`."""
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        for name in FIELDS:
            builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
        (folder / FOLDER).mkdir()
        return cls(tantivy.Index(builder.build(), path=str(folder / FOLDER)))

    @classmethod
    def append(cls, folder: Path) -> LexicalWriter:
        """The lexical index in `folder`, to be added to."""
        import tantivy

        return cls(tantivy.Index.open(str(folder / FOLDER)))

    def remove(self, names: Iterable[str]) -> None:
        """Remove passages by id, of those that were there before anything was added."""
        for name in names:
            self._writer.delete_documents_by_term("id", name)

    def add(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Add passages: a new id, and the `indexed_tokens` of text and context, in any order."""
        import tantivy

        for name, text, context in rows:
            self._writer.add_document(tantivy.Document(id=name, text=text, context=context))

    def close(self) -> None:
        """Commit, and wait until tantivy's own threads have left the folder."""
        self._writer.commit()
        self._writer.wait_merging_threads()
