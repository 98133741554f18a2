"""Sentences of texts written for a test, as the shelf would prepare them."""

from datetime import date

from retrieval.evidence import judge_sentences
from retrieval.matching import layer
from retrieval.shelf import Sentence
from retrieval.understand import understand
from store.records import Document, Passage
from vietnamese.sentences import is_list_item, sentences


def written(text, title="", headings=(), **described):
    """The sentences of one document of one passage."""
    document = Document("a.md", "", "0", text, title=title, **described)
    passage = Passage("p", "a.md", 0, len(text), text, 0, headings=headings)
    above = (layer(headings, 0.7), layer(title, 0.6), layer(text, 0.35))
    found, before = [], ""
    for start, end in sentences(text):
        found.append(
            Sentence(
                document,
                passage,
                start,
                end,
                (*above, layer(before, 0.5)),
                is_heading=text[start] == "#",
                is_item=is_list_item(text[start:end]),
                before=before,
            )
        )
        before = text[start:end]
    return found


def rarity(word):
    """Every word is as rare as any other; a pair stands somewhere."""
    return 9.0 if word == "_" else 2.0


def asked(question):
    """A question as understood."""
    return understand(question, today=date(2026, 3, 2))


def judged(question, text, **described):
    """The question and the candidates of a text, in its order."""
    query = asked(question)
    found = [(sentence, 1.0) for sentence in written(text, **described)]
    return query, judge_sentences(query, found, rarity)
