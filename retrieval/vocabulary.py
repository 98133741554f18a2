"""The words of a corpus, and which of them stand side by side; for telling misspelt words."""

from __future__ import annotations

import threading
import weakref
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from store.index import Index
from vietnamese.common_pairs import common_pairs
from vietnamese.glossary import glossary_rows
from vietnamese.lexicon import word_forms
from vietnamese.normal import fold
from vietnamese.slips import distance, one_slip
from vietnamese.telex import is_well_formed
from vietnamese.terms import terms
from vietnamese.tokens import syllables

_PUNCTUATION = " .,;:!?()[]{}\"'“”‘’…–—-*#|_/%"
#: Longest word that is looked at: longer ones are joined words or addresses.
_LONGEST = 12
#: From this length on a word may have two slips, if it begins right.
TWO_SLIPS = 7
_BEGINNING = 3
#: Passages whose words are counted, about 1 s; of a larger corpus every second document, or third.
_READ = 20_000

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

    `words` maps a folded word to its accented forms with their counts; words of the product's own
    lists of indicators and terms are among them with count 0. Of a large corpus only a part is
    counted: rare words may be missing among `words`, but not for `has`.
    """

    def __init__(self, index: Index) -> None:
        self._index = weakref.ref(index)
        self.words: dict[str, dict[str, int]] = {}
        self.capitals: set[str] = set()
        self._long: dict[str, list[str]] = {}
        counted: Counter[str] = Counter()
        for text in index.catalogue.texts(every=1 + index.passage_count // _READ):
            counted.update(text.split())
        for raw, count in counted.items():
            for part in raw.strip(_PUNCTUATION).replace("/", "-").split("-"):
                if part.isalpha() and len(part) <= _LONGEST:
                    self._add(part, count)
                    if part.isupper():
                        self.capitals.add(part)
        for pair in known_pairs():
            for part in pair.split("_"):
                self._add(part, 0)
        for folded in self.words:
            if len(folded) >= TWO_SLIPS - 2:
                self._long.setdefault(folded[:_BEGINNING], []).append(folded)

    def _add(self, raw: str, count: int) -> None:
        form, folded = word_forms(raw)
        forms = self.words.setdefault(folded, {})
        forms[form] = forms.get(form, 0) + count

    def has(self, form: str) -> bool:
        """Whether a word in search form is known, with its accents or typed without."""
        folded = fold(form)
        if folded in self.words and (form == folded or form in self.words[folded]):
            return True
        index = self._index()
        return index is not None and index.document_frequency("text", form) > 0

    def count(self, form: str) -> int:
        """How often a word in search form stands in the corpus."""
        forms = self.words.get(fold(form), {})
        return sum(forms.values()) if form == fold(form) else forms.get(form, 0)

    def in_corpus(self, first: str, second: str) -> bool:
        """Whether two words in search form stand side by side in a passage, with these accents."""
        index = self._index()
        return index is not None and index.document_frequency("text", f"{first}_{second}") > 0

    def pair(self, first: str, second: str, *, bare: bool = False) -> bool:
        """Whether two words stand side by side in a passage, a term or Vietnamese at large.

        `bare`: with any accents.
        """
        if bare:
            first, second = fold(first), fold(second)
        return is_compound(first, second, bare=bare) or self.in_corpus(first, second)

    def near(self, folded: str) -> Iterator[str]:
        """Known folded words one slip away, from `TWO_SLIPS` letters on two; not the word itself.

        A slip is a letter too many, missing, wrong, or two letters in the wrong order.
        """
        seen = {folded}
        for other in one_slip(folded):
            if other not in seen and other in self.words:
                seen.add(other)
                yield other
        if len(folded) >= TWO_SLIPS:
            for other in self._long.get(folded[:_BEGINNING], ()):
                far = abs(len(other) - len(folded)) > 2 or other in seen
                if not far and distance(folded, other) <= 2:
                    yield other


@lru_cache(maxsize=1)
def known_pairs() -> frozenset[str]:
    """Pairs of neighbours in indicators, glossary and question phrases.

    Written "a_b" as the lexical index writes them, with their accents.
    """
    phrases = [name for entry in terms().values() for name in entry.names]
    phrases += [meaning for _, meanings, _ in glossary_rows() for meaning in meanings]
    phrases += _COMMON.split("|")
    found: set[str] = set()
    for phrase in phrases:
        units = [unit for unit in syllables(phrase) if is_well_formed(unit)]
        found.update(f"{first}_{second}" for first, second in pairwise(units))
    return frozenset(found)


def is_compound(first: str, second: str, *, bare: bool = False) -> bool:
    """Whether two words in search form are neighbours in a term or in Vietnamese at large.

    `bare`: with any accents; the words are given folded.
    """
    pair = f"{first}_{second}"
    return pair in _bare_pairs() if bare else pair in known_pairs() or pair in common_pairs()


def partners(form: str, *, bare: bool = False) -> int:
    """Beside how many words a word stands in Vietnamese at large: how freely it is used."""
    return _partners(bare)[form]


@lru_cache(maxsize=2)
def _partners(bare: bool) -> Counter[str]:
    pairs = _bare_pairs() if bare else common_pairs()
    return Counter(part for pair in pairs for part in pair.split("_"))


@lru_cache(maxsize=1)
def _bare_pairs() -> frozenset[str]:
    return frozenset(fold(pair) for pair in known_pairs() | common_pairs())


_VOCABULARIES: weakref.WeakKeyDictionary[Index, Vocabulary] = weakref.WeakKeyDictionary()
_LOCK = threading.Lock()


def vocabulary_of(index: Index) -> Vocabulary:
    """The vocabulary of an index, made at the first call and kept as long as the index."""
    with _LOCK:
        found = _VOCABULARIES.get(index)
        if found is None:
            found = _VOCABULARIES[index] = Vocabulary(index)
        return found
