"""The words of a corpus, and which of them stand side by side; for telling misspelt words."""

from __future__ import annotations

import threading
import weakref
from collections import Counter
from functools import lru_cache, partial
from itertools import pairwise

from store.index import Index
from vietnamese.common_pairs import common_pairs
from vietnamese.glossary import glossary_rows
from vietnamese.normal import fold
from vietnamese.place_names import names, region_names
from vietnamese.slips import one_slip
from vietnamese.sorts import sorts
from vietnamese.telex import is_well_formed
from vietnamese.terms import terms
from vietnamese.tokens import syllables

#: Longest word that is looked at: longer ones are joined words or addresses.
LONGEST = 16
#: Words whose neighbours are remembered: more than there are syllables, at 1 KB each.
_REMEMBERED = 4_000

#: Phrases of questions and common function words, known whatever the corpus holds.
_COMMON = (
    "bao nhiêu|là bao nhiêu|được bao nhiêu|đạt bao nhiêu|tăng bao nhiêu|giảm bao nhiêu"
    "|như thế nào|thế nào|khi nào|bao giờ|ở đâu|tại sao|vì sao|phần trăm|bao gồm|phấn đấu"
    "|mục tiêu|kế hoạch|dự toán|chỉ tiêu|kết quả|cùng kỳ|so với|thành phố|giai đoạn|nhiệm kỳ"
    "|tỷ đồng|triệu đồng|đúng không|phải không|cho biết|chủ tịch|giám đốc|bí thư|quyết định"
    "|nghị quyết|ban hành|hội nghị|cuộc họp|địa bàn|dự án|doanh nghiệp|người dân|đầu năm|cuối năm"
)


class Vocabulary:
    """The words of one index with how often they stand in it.

    Words of the product's own lists of indicators and terms are among them with count 0. Of a very
    large corpus the rarest words may be missing, but not for `has`.
    """

    def __init__(self, index: Index) -> None:
        # Of the lexical index alone: the index itself must not be kept by its vocabulary.
        self._frequency = partial(index.lexical_index.document_frequency, "text")
        self.counts: dict[str, int] = {}
        self.capitals: set[str] = set()
        for form, count, capital in index.words():
            if len(form) <= LONGEST:
                self.counts[form] = count
                if capital:
                    self.capitals.add(form)
        for word in _listed_words():
            self.counts.setdefault(word, 0)
        #: folded word → its accented forms, most frequent first; without any where it has none
        self._forms: dict[str, tuple[str, ...]] = {}
        self._near: dict[str, tuple[str, ...]] = {}
        #: texts with their accents, as `retrieval.restore` found them lately
        self.restored: dict[str, str] = {}
        # Folded in one go: a call for each of 200,000 words would take ten times as long.
        for form, folded in zip(self.counts, fold("\n".join(self.counts)).split("\n"), strict=True):
            known = self._forms.get(folded, ())
            self._forms[folded] = (*known, form) if form != folded else known

    def forms(self, folded: str) -> tuple[str, ...]:
        """The accented forms of a folded word, most frequent first; empty for unknown words."""
        return self._forms.get(folded, ())

    def knows(self, folded: str) -> bool:
        """Whether a folded word is known in any spelling."""
        return folded in self._forms

    def has(self, form: str) -> bool:
        """Whether a word in search form is known, with its accents or typed without."""
        return form in self.counts or form in self._forms or self._frequency(form) > 0

    def count(self, form: str) -> int:
        """How often a word in search form stands in the corpus, a folded one with any accents."""
        if form in self._forms:
            return self.counts.get(form, 0) + sum(self.counts[other] for other in self._forms[form])
        return self.counts.get(form, 0)

    def pair_count(self, first: str, second: str) -> int:
        """In how many passages two words in search form stand side by side, as they are written."""
        return self._frequency(f"{first}_{second}")

    def in_corpus(self, first: str, second: str) -> bool:
        """Whether two words in search form stand side by side in a passage, with these accents."""
        return self.pair_count(first, second) > 0

    def pair(self, first: str, second: str, *, bare: bool = False) -> bool:
        """Whether two words stand side by side in a passage, a term or Vietnamese at large.

        `bare`: with any accents.
        """
        if bare:
            first, second = fold(first), fold(second)
        return is_compound(first, second, bare=bare) or self.in_corpus(first, second)

    def near(self, folded: str) -> tuple[str, ...]:
        """Known folded words one slip away; not the word itself.

        A slip is a letter too many, missing, wrong, or two letters in the wrong order.
        """
        found = self._near.get(folded)
        if found is None:
            known = (other for other in one_slip(folded) if other in self._forms)
            found = tuple(other for other in dict.fromkeys(known) if other != folded)
            if len(self._near) < _REMEMBERED:
                self._near[folded] = found
        return found


@lru_cache(maxsize=1)
def known_pairs() -> frozenset[str]:
    """Pairs of neighbours in indicators, glossary and question phrases.

    Written "a_b" as the lexical index writes them, with their accents.
    """
    phrases = [name for entry in terms().values() for name in entry.names]
    phrases += [wording for _, wordings in sorts() for wording in wordings]
    phrases += [meaning for _, meanings, _ in glossary_rows() for meaning in meanings]
    phrases += _COMMON.split("|")
    found: set[str] = set()
    for phrase in phrases:
        units = [unit for unit in syllables(phrase) if is_well_formed(unit)]
        found.update(f"{first}_{second}" for first, second in pairwise(units))
    return frozenset(found)


@lru_cache(maxsize=1)
def bare_known_pairs() -> frozenset[str]:
    """The same without accents."""
    return frozenset(fold("\n".join(known_pairs())).split("\n"))


@lru_cache(maxsize=1)
def _listed_words() -> frozenset[str]:
    return frozenset(_parts(known_pairs()))


def is_compound(first: str, second: str, *, bare: bool = False) -> bool:
    """Whether two words in search form are neighbours in a term or in Vietnamese at large.

    `bare`: with any accents; the words are given folded.
    """
    pair = f"{first}_{second}"
    return pair in _bare_pairs() if bare else pair in common_pairs() or pair in known_pairs()


@lru_cache(maxsize=1)
def place_words() -> frozenset[str]:
    """Folded words that stand in names of places."""
    return names().folded_words() | region_names().folded_words()


@lru_cache(maxsize=1)
def term_words() -> frozenset[str]:
    """Folded words that stand in names of indicators and policy terms."""
    phrases = "\n".join(name for entry in terms().values() for name in entry.names)
    return frozenset(fold(word) for word in syllables(phrases))


def partners(form: str, *, bare: bool = False) -> int:
    """Beside how many words a word stands in Vietnamese at large: how freely it is used."""
    return _partners(bare)[form]


def known_forms() -> tuple[str, ...]:
    """The words of Vietnamese at large, in search form."""
    return tuple(_partners(bare=False))


@lru_cache(maxsize=2)
def _partners(bare: bool) -> Counter[str]:
    return Counter(_parts(_bare_pairs() if bare else common_pairs()))


def _parts(pairs: frozenset[str]) -> list[str]:
    return "_".join(pairs).split("_")


@lru_cache(maxsize=1)
def _bare_pairs() -> frozenset[str]:
    return frozenset(fold("\n".join(known_pairs() | common_pairs())).split("\n"))


_VOCABULARIES: weakref.WeakKeyDictionary[Index, Vocabulary] = weakref.WeakKeyDictionary()
_LOCK = threading.Lock()


def vocabulary_of(index: Index) -> Vocabulary:
    """The vocabulary of an index, made at the first call and kept as long as the index."""
    with _LOCK:
        found = _VOCABULARIES.get(index)
        if found is None:
            found = _VOCABULARIES[index] = Vocabulary(index)
        return found
