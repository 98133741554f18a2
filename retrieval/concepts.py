"""What a question is about: its indicators, phrases and words, with the wordings of each."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import Protocol

from retrieval.records import Concept
from retrieval.translation import Translation, english_in_vietnamese, probable, translate
from vietnamese.abbreviations import expand_abbreviations
from vietnamese.everyday import everyday_words
from vietnamese.glossary import GlossaryMatch, is_verb, translate_terms
from vietnamese.normal import fold
from vietnamese.question_words import question_words
from vietnamese.sentences import Span
from vietnamese.synonyms import read_synonyms
from vietnamese.terms import TermMention
from vietnamese.tokens import syllables

#: Weight of words that say the kind of a figure or a level, which the slots judge already.
_LIGHT = 0.3
#: Weight of a word of its own, and of two neighbours, which are often one word in Vietnamese.
_SINGLE, _PAIR = 0.5, 0.5
#: Weight of an English word without a translation, which can stand in no Vietnamese document; where
#: most words are such, they weigh full: nothing is known of what is asked.
_FOREIGN = 0.25
#: What a word of daily talk counts of that: a document may well say the same otherwise.
_EVERYDAY = 0.4
#: Verbs for what is done with a figure, folded; beside an indicator they tell nothing of it.
_HANDLING = frozenset("keo dua ha nang rut day bo xong giao lam giu chot gom chiu lo".split())


#: Numbers of things at the head of a question.
_COUNTS = frozenset("hai ba bốn sáu bảy tám chín mười".split())


#: Small numbers as words and as digits: "đủ hai mũi" is "đủ 2 mũi".
_DIGITS = {
    one: (other,)
    for word, digit in zip("hai ba bốn sáu bảy tám chín".split(), "2346789", strict=True)
    for one, other in ((word, digit), (digit, word))
}


class Mention(Protocol):
    """Anything with a span in the question."""

    @property
    def start(self) -> int:
        """Where it begins."""
        ...

    @property
    def end(self) -> int:
        """Where it ends."""
        ...


#: "Lang Son | provincial party committee": the level is of the body's name.
_BODY_BEHIND = re.compile(r"\s(?:provincial|municipal|city|district)(?= (?:party|people))", re.I)


def read_concepts(
    text: str,
    language: str,
    slots: Sequence[Mention],
    terms: Sequence[TermMention],
    light: Sequence[Mention],
    things: Sequence[Mention] = (),
) -> tuple[Concept, ...]:
    """What the question is about: indicators, abbreviations or translated phrases, and the rest.

    Places and periods are left to the slots; the words of the question form are left out, but for
    `things` that are asked for ("chỉ tiêu nào").
    """
    taken = [False] * len(text)
    for slot in slots:
        body = _BODY_BEHIND.search(text, slot.start) if language == "en" else None
        own = body is not None and body.end() == slot.end and body.start() > slot.start
        _take(taken, Span(slot.start, body.start()) if own and body else slot)
    found = []
    asking = [span for span in question_words(text, language) if not overlaps(span, things)]
    for span, wordings in _phrases(text, language, _beside_slots(terms, slots)):
        asks = overlaps(span, asking) if language == "vi" else _lies_in(text, span, asking)
        if asks and not overlaps(span, terms):
            continue
        if not any(taken[span.start : span.end]):
            _take(taken, span)
            is_light = overlaps(span, light) and not overlaps(span, terms)
            found.append(Concept(wordings, _LIGHT if is_light else _worth(span)))
    found = [concept for concept in found if concept.wordings]
    for span in (*asking, *light):
        _take(taken, span)
    for item, wordings in _learned(text, language):
        if not any(taken[item.start : item.end]):
            _take(taken, item)
            found.append(Concept(wordings, _SINGLE))
    translated = len(found)
    alike = _alike(text) if language == "vi" else {}
    rest = "".join(" | " if used else letter for letter, used in zip(text, taken, strict=True))
    runs = [syllables(run) for run in rest.split("|")]
    known = language == "vi" or sum(map(len, runs)) > translated
    weight = _SINGLE if known else _FOREIGN
    said = everyday_words().difference(alike)
    for units in runs:
        units = _telling(_uncounted(units), terms, alike)
        found += [
            Concept(
                (unit, *alike.get(unit, ()), *_DIGITS.get(unit, ())),
                weight * (_EVERYDAY if unit in said else 1),
                unit in alike,
            )
            for unit in units
        ]
        if language == "vi":
            found += [Concept((f"{a} {b}",), _PAIR) for a, b in pairwise(units)]
    return tuple(found)


def _beside_slots(terms: Sequence[TermMention], slots: Sequence[Mention]) -> list[TermMention]:
    """Names of indicators up to the slot they run into: "thu ngân sách | tỉnh Long An"."""
    cut = []
    for mention in terms:
        ends = [slot.start for slot in slots if mention.start < slot.start < mention.end]
        text = mention.text[: min(ends) - mention.start].rstrip() if ends else mention.text
        cut.append(replace(mention, end=mention.start + len(text), text=text))
    return cut


def _alike(text: str) -> dict[str, tuple[str, ...]]:
    """What may stand for a word of the question, or for the phrase that the word is of."""
    return {
        unit: _wordings(*phrase.others)
        for phrase in read_synonyms(text)
        for unit in syllables(text[phrase.start : phrase.end])
    }


def _uncounted(units: Sequence[str]) -> Sequence[str]:
    """Words without the number of the things asked for: "bốn | phẩm chất"."""
    return units[1:] if len(units) > 1 and units[0] in _COUNTS else units


def _telling(
    units: Sequence[str], terms: Sequence[TermMention], alike: Collection[str]
) -> list[str]:
    """Words without verbs of handling, where an indicator says what is asked about.

    One of a phrase with synonyms (`alike`) is no such verb: "giáo viên bỏ việc".
    """
    return [unit for unit in units if not terms or unit in alike or fold(unit) not in _HANDLING]


def _lies_in(text: str, span: Mention, others: Sequence[Mention]) -> bool:
    """Whether all words of a span lie in others: "people's committee" has more than its "s"."""
    return all(
        any(other.start <= at < other.end for other in others)
        for at in range(span.start, span.end)
        if text[at].isalnum()
    )


def _take(taken: list[bool], span: Mention) -> None:
    taken[span.start : span.end] = [True] * (span.end - span.start)


def _phrases(
    text: str, language: str, terms: Sequence[TermMention]
) -> Iterator[tuple[Mention, tuple[str, ...]]]:
    """Spans that stand for something with other wordings, longest kinds first.

    The first wording is the question's own, or for an English phrase its first translation; what
    only asks has none.
    """
    alike = {(p.start, p.end): p.others for p in read_synonyms(text)} if language == "vi" else {}
    for mention in terms:
        own = () if language == "en" else (mention.text,)
        others = alike.get((mention.start, mention.end), ())
        yield mention, _wordings(*own, *mention.term.names, *others)
    if language == "en":
        for match in translate_terms(text):
            asks = _is_asking(text, match, match.vietnamese[0])
            yield match, () if asks else _wordings(*match.vietnamese)
    for start, end, short, meanings in expand_abbreviations(text):
        yield Span(start, end), _wordings(short, *meanings)


def _worth(span: Mention) -> float:
    """What a phrase counts: an English one that says what is done, as a Vietnamese verb does."""
    does = isinstance(span, GlossaryMatch) and (is_verb(span) or span.english in _ROLES)
    return _SINGLE if does else 1.0


#: English phrases for the part somebody has in a task, which a text says in many ways.
_ROLES = frozenset(("in charge of", "responsible for", "assigned to", "tasked with"))
#: Participles before "in" that only say where an answer is to stand: "the man named in the report".
_SAID_IN = re.compile(r"(?:named?|mention(?:ed)?|list(?:ed)?|given|stated?|quot(?:ed?)|cited?)\Z")


def _is_asking(text: str, span: Mention, vietnamese: str) -> bool:
    """Whether an English phrase is of the question form: "what date", "named in the report"."""
    said = text[span.start : span.end].lower()
    behind = text[span.end : span.end + 6].lower().lstrip("d")
    if _SAID_IN.match(said) and behind.startswith((" in ", " by ")):
        return True
    words = question_words(vietnamese, "vi") if " " in vietnamese else []  # "chi" is no "chỉ"
    return len(words) == 1 and words[0] == (0, len(vietnamese))


def _learned(text: str, language: str) -> Iterator[tuple[Translation, tuple[str, ...]]]:
    """English words with the likely ones of the word-translation model, also in a Vietnamese text.

    What is there taken for a name has no other wording than itself and is left out.
    """
    for item in translate(text) if language == "en" else english_in_vietnamese(text):
        wordings = probable(item)
        own = " ".join(syllables(text[item.start : item.end]))
        if wordings and wordings[0] != own:
            # A Vietnamese document may well have the English word: never first, as it is rare.
            yield item, (*wordings, own) if language == "vi" else wordings


def _wordings(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(_running, texts)))


@lru_cache(maxsize=4096)
def _running(text: str) -> str:
    """The words of a name or meaning in search form; the lists of these are short."""
    return " ".join(syllables(text))


def overlaps(span: Mention, others: Iterable[Mention]) -> bool:
    """Whether a span has a letter in common with any of the others."""
    return any(other.start < span.end and span.start < other.end for other in others)
