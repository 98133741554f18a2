"""From counted phrase pairs and dictionary senses to the probabilities that are shipped."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from retrieval.translation_corpus import Pair
from retrieval.translation_phrases import ENGLISH, Phrase
from vietnamese.normal import fold

#: What all dictionary senses of an entry count together, beside sentences counted one by one.
_DICTIONARY = 1.5
#: Taken from every count of a sentence pair: what was seen once is mostly chance.
_DISCOUNT = 0.4
#: Power of p(English | Vietnamese): a wording that translates much else is a part or an addition.
_BACK = 0.3
#: Occurrences at which a phrase of several words is worth as much as its words taken singly.
_HALF = 2.0
#: Fewest occurrences of a phrase, and of a word, that stands in no dictionary: such rare words are
#: mostly names.
_FEWEST, _FEWEST_WORD = 3.5, 5.0
#: How much less a phrase is worth a place than a word seen as often: its words stand for it.
_SEVERAL = 0.25
#: Words that begin or end no phrase worth keeping, unless all its words are such.
_EDGES = frozenset(
    "a an the of to in on at by for with from and or as that this it be have do will would can i "
    "you he she we they his her its their my your our which who what not is there if but so "
    "s than into about over after before during between all some any no more very".split()
)
#: Syllables that a translation takes on from its sentence, at its start and at its end.
_LEADING = frozenset(
    "các những đã đang sẽ của một sự việc cuộc là thì mà rằng bị được cho với có ở vào "
    "và cái con chiếc người_ta".split()
)
_TRAILING = frozenset("này đó của là thì mà rằng đã đang sẽ các những được một và".split())


@dataclass(frozen=True, slots=True)
class Entry:
    """An English phrase with its Vietnamese, likeliest first.

    The probabilities add up to less than 1: the rest is, for one word, how often nothing
    translates it, and for a phrase what is left to its words.
    """

    english: Phrase
    vietnamese: tuple[tuple[Phrase, float], ...]
    count: float


def estimate(
    together: Mapping[tuple[Phrase, Phrase], float],
    dictionary: Iterable[Pair],
    untranslated: Mapping[str, float],
    *,
    limit: int,
    wordings: int,
) -> list[Entry]:
    """The `limit` entries most worth having, each with at most `wordings` translations.

    `together` counts phrase pairs of sentences, `untranslated` says how often (0–1) nothing
    translates a word.
    """
    senses = _senses(dictionary)
    counts = _bare_counts(together, {unit for seen in senses.values() for w in seen for unit in w})
    back: Counter[Phrase] = Counter()
    for seen in counts.values():
        back.update(seen)
    entries = [
        entry
        for english in sorted(counts.keys() | senses.keys())
        if (entry := _entry(english, counts.get(english, {}), senses.get(english, {}), back))
    ]
    entries.sort(key=lambda entry: (-_worth(entry, back), entry.english))
    kept = [entry for entry in entries if entry.vietnamese][:limit]
    return sorted(
        (_cut(entry, wordings, untranslated) for entry in kept), key=lambda entry: entry.english
    )


def _worth(entry: Entry, back: Mapping[Phrase, float]) -> float:
    """How often an entry will be of use: by how often it was seen, and its Vietnamese.

    Of the words that only a dictionary has, those with a common translation are worth most.
    """
    common = min(back.get(entry.vietnamese[0][0], 0.0), 50.0) / 50.0 if entry.vietnamese else 0.0
    return (1.0 if len(entry.english) == 1 else _SEVERAL) * (entry.count + common)


def _bare_counts(
    together: Mapping[tuple[Phrase, Phrase], float], common: Container[str]
) -> dict[Phrase, dict[Phrase, float]]:
    """Counts by wordings without particles, and without names.

    A word that translates as itself, accents aside, needs no entry, and what holds a word of no
    language's dictionary is a name: neither is kept, so that no person's name comes into the model.
    """
    counts: dict[Phrase, dict[Phrase, float]] = defaultdict(lambda: defaultdict(float))
    for (english, vietnamese), count in together.items():
        if any(unit not in common and not unit[0].isdigit() for unit in vietnamese):
            continue
        wording = vietnamese if set(english) <= _EDGES else bare(vietnamese)
        if fold(" ".join(wording)) == " ".join(english):
            continue
        counts[english][wording] += count
    return counts


def _senses(dictionary: Iterable[Pair]) -> dict[Phrase, dict[Phrase, float]]:
    senses: dict[Phrase, dict[Phrase, float]] = defaultdict(lambda: defaultdict(float))
    for pair in dictionary:
        several = len(pair.english) > 1
        if several and fold(" ".join(pair.vietnamese)) == " ".join(pair.english):
            continue  # a name of Viet Nam, found as it stands
        if len(pair.english) <= ENGLISH:
            senses[pair.english][bare(pair.vietnamese)] += pair.weight
    return senses


def bare(wording: Phrase) -> Phrase:
    """A wording without the articles and particles around it; never empty."""
    first, last = 0, len(wording)
    while last - first > 1 and wording[first] in _LEADING:
        first += 1
    while last - first > 1 and wording[last - 1] in _TRAILING:
        last -= 1
    return wording[first:last]


def _entry(
    english: Phrase,
    seen: Mapping[Phrase, float],
    senses: Mapping[Phrase, float],
    back: Mapping[Phrase, float],
) -> Entry | None:
    count = sum(seen.values())
    several = len(english) > 1
    if not senses and count < (_FEWEST if several else _FEWEST_WORD):
        return None
    edges = {english[0], english[-1]} & _EDGES
    if several and not senses and edges and not set(english) <= _EDGES:
        return None
    scores: dict[Phrase, float] = defaultdict(float)
    for wording, number in seen.items():
        left = number - _DISCOUNT
        if left > 0 and not (several and not senses and left < 1):
            scores[wording] += left * (number / back[wording]) ** _BACK
    whole = sum(senses.values())
    for wording, weight in senses.items():
        scores[wording] += _DICTIONARY * weight / whole
    total = sum(scores.values())
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    evidence = count + (_DICTIONARY * 2 if senses else 0.0)
    mass = evidence / (evidence + _HALF) if several else 1.0
    found = tuple((wording, mass * score / total) for wording, score in ranked)
    return Entry(english, found, count + (0.5 if senses else 0.0))


def _cut(entry: Entry, wordings: int, untranslated: Mapping[str, float]) -> Entry:
    """The entry with its likeliest wordings, which take over what the others had."""
    mass = sum(share for _, share in entry.vietnamese)
    kept = [item for item in entry.vietnamese[:wordings] if item[1] > 0.02 * mass]
    left = sum(share for _, share in kept)
    if len(entry.english) == 1:
        mass *= 1 - untranslated.get(entry.english[0], 0.0)
    shares = tuple((wording, mass * share / left) for wording, share in kept)
    return Entry(entry.english, shares, entry.count)


def lines(entries: Iterable[Entry]) -> Iterator[str]:
    """Entries as lines: English, tab, "wording:thousandths" joined by "|"."""
    for entry in entries:
        shares = "|".join(
            f"{' '.join(wording)}:{max(round(1000 * share), 1)}"
            for wording, share in entry.vietnamese
        )
        yield f"{' '.join(entry.english)}\t{shares}\n"
