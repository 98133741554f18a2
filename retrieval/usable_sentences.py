"""Which sentences may answer a question for words: those that hold enough and say something."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.bodies import asks_body
from retrieval.clauses import read_issued
from retrieval.deadlines import asks_deadline, sets_limit
from retrieval.effect_day import asks_effect
from retrieval.evidence import Candidate
from retrieval.persons import asked_office, does, names_office, names_other_office
from retrieval.reading import ENOUGH
from retrieval.records import Query
from retrieval.role_answers import has_role
from retrieval.shelf import Sentence
from retrieval.speakers import asks_speaker
from vietnamese.normal import fold
from vietnamese.sentences import Span
from vietnamese.tokens import syllables

#: Enough of the question where a name or a date is asked for, which has to stand beside its words.
ENOUGH_NAMED = 0.5
#: Share of the question that the sentence itself must hold to name a person or a date for it.
OWN = 0.3
#: How much less likely than the best one a sentence may be that is read although the best is not;
#: a list is read off its announcement, which says little, and an office names its holder.
_MOST_BEHIND = 1.5
#: How much less of the question a sentence may hold than shows that the documents speak of it:
#: what they say of it need not stand where its words do.
_SLACK = 0.15
#: Least coverage, likelihood and lead of a sentence that answers although it holds less of the
#: question than others must.
_LITTLE, _LIKELY, _APART = 0.42, 2.5, 0.9


def usable_sentences(query: Query, ranked: Sequence[Candidate]) -> list[Candidate]:
    """The sentences that may answer by what they hold of the question, and how likely they do."""
    named = query.answer_type in ("person", "date") or asks_body(query) is not None
    enough = ENOUGH_NAMED if named else ENOUGH
    if asks_deadline(query):
        ranked = [item for item in ranked if sets_limit(item.sentence.text)]
    usable = [item for item in ranked if not item.conflicts and not _says_nothing(item.sentence)]
    if not named:
        usable = [item for item in usable if not names_other_office(query, item.sentence)]
    if not any(item.coverage >= enough for item in usable):
        return [] if named else _standing_out(usable)
    if query.answer_type == "person":
        usable.sort(key=lambda item: not does(query, item.sentence))
    usable = [item for item in usable if item.coverage >= enough - _SLACK]
    if query.answer_type != "list" and asked_office(query) is None:
        least = ranked[0].likely - _MOST_BEHIND
        usable = [
            item
            for item in usable
            if item.likely >= least
            or says_it(query, item)
            or _tells_role(query, item)
            or (named and item.sentence.before == ranked[0].sentence.text)
        ]
    if not named:
        return usable
    return [
        item
        for item in usable
        if (item.own >= OWN or names_office(query, item.sentence) or _tells_role(query, item))
        and not (item.lacks and _issued(query, item) is None and not asks_speaker(query))
    ]


def _standing_out(usable: Sequence[Candidate]) -> list[Candidate]:
    """The sentence that the learned order puts far before all others, which came best first.

    An asker's own words ("lo ngại những nguy cơ gì") need not be those of the text.
    """
    best = max(usable, key=lambda item: item.likely, default=None)
    if best is None or best.coverage < _LITTLE or best.own < OWN or best.lacks:
        return []
    next_likely = max((item.likely for item in usable if item is not best), default=0.0)
    apart = best.likely >= _LIKELY and best.likely - next_likely >= _APART
    return [best] if apart else []


def _tells_role(query: Query, item: Candidate) -> bool:
    """Whether a short sentence says who does what is asked: "Giao Sở Y tế là đầu mối."."""
    return item.coverage >= ENOUGH and has_role(query, item.sentence) is True


#: The line of dashes under the head of a table.
_RULE = re.compile(r"\s*\|?[ :|-]*-{2,}[ :|-]*(?:\n|\Z)")


def _is_table_head(sentence: Sentence) -> bool:
    """Whether a sentence is the head of a table: it names columns and says nothing of them."""
    return sentence.is_row and _RULE.match(sentence.document.text, sentence.end) is not None


#: Lines of a letterhead: a number, a place with its day, words in capitals.
_LETTERHEAD = re.compile(
    r"(?:Số|Số hiệu)\s*:?\s*\d+\S*|[^\W\d_][^\d,;:]{2,40}, ngày \d{1,2}\s*(?:tháng|/|-).{4,20}"
    r"|\W*(?:Nơi nhận|Kính gửi)\s*:?.*"
)


def _says_nothing(sentence: Sentence) -> bool:
    """Whether a sentence is the head of a table or a line of a letterhead."""
    text = sentence.text.strip(" *_")
    return _is_table_head(sentence) or _LETTERHEAD.fullmatch(text) is not None


def says_it(query: Query, item: Candidate) -> bool:
    """Whether a sentence by itself holds what is asked about, wherever it comes in the order."""
    if item.own >= ENOUGH and item.coverage >= ENOUGH and not item.lacks:
        return True
    return item.coverage >= ENOUGH and _is_label_of(query, item.sentence)


#: A label before a colon: "Cơ quan thường trực: Sở Nội vụ."
_LABEL = re.compile(r"[^:;,.\n|]{4,60}(?=:\s+\S)")


def _is_label_of(query: Query, sentence: Sentence) -> bool:
    """Whether a sentence opens with a label all of whose words the question has."""
    label = _LABEL.match(sentence.text)
    if label is None:
        return False
    asked = {*syllables(fold(query.text))}
    return {*syllables(fold(label[0]))} <= asked


def _issued(query: Query, item: Candidate) -> Span | None:
    if query.answer_type != "date" or asks_effect(query) or asks_deadline(query):
        return None
    return read_issued(query, item.sentence)
