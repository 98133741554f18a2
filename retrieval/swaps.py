"""A follow-up that puts another word into the question before: "thu ngân sách …", "còn chi?"."""

from __future__ import annotations

import re
from dataclasses import replace

from retrieval.records import Query
from vietnamese.normal import normalise
from vietnamese.terms import read_terms
from vietnamese.tokens import syllables


def swap(before: Query, now: Query) -> Query | None:
    """The question before with one word of its indicator replaced: "thu ngân sách … còn chi?".

    None unless the word put in its place names another indicator, or a thing of the same shape
    ("F1" → "F2"). Without accents "chi" is a word of the question form as well as a name.
    """
    words = [c.wordings[0] for c in now.concepts if " " not in c.wordings[0]]
    words += syllables(normalise(now.text)) if now.unaccented else []
    for number, concept in enumerate(before.concepts):
        own = concept.wordings[0].split()
        if len(own) > 1 and concept.weight < 1:
            continue  # two words that only stand side by side
        for place, old in enumerate(own):
            for new in words:
                if new == old:
                    continue
                name = " ".join([*own[:place], new, *own[place + 1 :]])
                named = [m.term for m in read_terms(name) if m.text == name]
                if not named and place:  # "đàn gia cầm", "còn heo?"
                    name = " ".join([*own[:place], new])
                    named = [m.term for m in read_terms(name) if m.text == name]
                if not named and not (len(own) == 1 and _is_of_series(old, new)):
                    continue
                wordings = tuple(dict.fromkeys((name, *(n for t in named for n in t.names))))
                changed = replace(concept, wordings=wordings)
                return replace(
                    before,
                    text=f"{before.text} {name}",
                    terms=tuple(term.id for term in named),
                    concepts=(*before.concepts[:number], changed, *before.concepts[number + 1 :]),
                )
    return None


def _is_of_series(one: str, other: str) -> bool:
    """Whether two words are signs of one series: "f1" and "f2"."""
    shape = [re.sub(r"\d+", "0", re.sub(r"[^\W\d_]", "x", word)) for word in (one, other)]
    return one != other and shape[0] == shape[1] and "0" in shape[0] and "x" in shape[0]
