"""Reading what is no figure off a sentence: a person, date, place, list, reason or clause."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from retrieval.answer_fit import fits
from retrieval.asked_things import speaks_of_things
from retrieval.bodies import asks_body, read_body
from retrieval.clauses import (
    SHORT,
    asks_matter,
    document_kind,
    read_clause,
    read_document,
    read_matter,
)
from retrieval.date_answers import read_date
from retrieval.days import read_times
from retrieval.demands import asks_demand, tells_demand
from retrieval.evidence import Candidate
from retrieval.listed_things import listed_thing
from retrieval.lists import read_announced, read_below, read_counted, read_enumeration, read_headed
from retrieval.loosely_read import is_loose, speaking_of_it
from retrieval.matching import Layer, Matcher, Rarity
from retrieval.named_lists import read_named_list
from retrieval.own_papers import read_own, read_own_day
from retrieval.papers_asked import asks_day, asks_number, paper_asked
from retrieval.persons import asked_office, asks_head, does_it, read_head, read_person
from retrieval.place_answers import read_counted_places, read_place, read_place_list
from retrieval.posts import read_post
from retrieval.posts_held import asks_post, read_post_held
from retrieval.question_form import FROM_WHERE, question_line
from retrieval.quoting import quoted
from retrieval.ranks import asks_rank, claimed_rank, rank_verdict, read_rank
from retrieval.reading import ENOUGH, Reading, Statement
from retrieval.reasons import read_reason
from retrieval.records import Query
from retrieval.role_answers import of_the_task
from retrieval.shelf import Sentence
from retrieval.signers import asks_signer, read_office_signature, read_signer
from retrieval.speakers import asks_speaker, read_speaker
from retrieval.table_cells import read_cell, read_column
from retrieval.tasks import asked_body, read_tasks
from retrieval.usable_sentences import ENOUGH_NAMED, OWN, says_it, usable_sentences
from vietnamese.normal import fold, normalise
from vietnamese.sentences import Span
from vietnamese.tokens import syllables

#: An answer longer than this is a statement, not a thing: what goes on about it is quoted, too.
_CLAUSE = 60
#: Share of the question from which on a sentence need not name the things that are asked for.
_HALF = 0.4
#: How much less likely a sentence with a name or a date may be than the best one without.
_BEHIND = 0.5
#: Words for a group and its head that tell no group from another, folded.
_GROUP_WORDS = frozenset(
    "to truong ban chi dao cong tac giup viec doan hoi dong dung dau lam la nguoi phu trach lanh"
    " cam trich tieu".split()
)
#: Whose task or fault something is, of which texts seldom speak by a body's name.
_OWNS = re.compile(r"\b(?:việc|viec|trách nhiệm|lỗi|loi) (?:của|cua) ai\W*\Z", re.IGNORECASE)
#: Sentences tried, best first.
_TRIED = 8


def read_text(query: Query, ranked: Sequence[Candidate], rarity: Rarity) -> Reading:
    """A person, date, place, list or clause off the best sentence that holds one."""
    cell = read_cell(query, ranked, rarity) or read_column(query, ranked)
    if cell is not None and fits(query, cell.short):
        return Reading((cell,))
    if asks_post(query):  # "ông Đoàn làm chức gì" asks for no task of a "đoàn"
        return _read(query, ranked, rarity)
    tasks = read_tasks(query, ranked)
    if tasks is not None:
        return tasks
    # "các huyện" are many, of whom a text may speak by name or not at all
    told = asked_body(query)
    return Reading() if told and told[0] != "cac" else _read(query, ranked, rarity)


def _read(query: Query, ranked: Sequence[Candidate], rarity: Rarity) -> Reading:
    surely = _surely(query, ranked, rarity)
    if surely is not None and fits(query, surely.short):
        return Reading((surely,))
    if asks_post(query):
        return Reading(near=tuple(item for item in ranked if item.coverage >= ENOUGH))
    usable = speaking_of_it(query, ranked, usable_sentences(query, ranked), rarity)
    if asks_matter(query):
        usable = [other for item in usable[:_TRIED] for other in (item, *_next(item, ranked))]
    claimed = claimed_rank(query)
    if claimed is not None:
        return _on_rank(query, usable[:_TRIED], claimed, rarity)
    for statement in _statements(query, usable[:_TRIED], rarity):
        if fits(query, statement.short) and (
            not is_loose(query) or speaks_of_things(query, statement)
        ):
            return Reading((statement,))
    signed = read_office_signature(query, ranked) if query.answer_type == "person" else None
    if signed is not None:
        return Reading((signed,))
    return Reading(near=tuple(item for item in ranked if item.coverage >= ENOUGH))


def _on_rank(query: Query, usable: Sequence[Candidate], claimed: int, rarity: Rarity) -> Reading:
    """Whether the rank that a question claims is the printed one, which is told."""
    for item in usable:
        span = read_rank(query, item.sentence, rarity)
        if span is not None:
            statement = _statement(item.sentence, span)
            return Reading((statement,), verdict=rank_verdict(claimed, statement.short))
    return Reading(near=tuple(usable))


def _surely(query: Query, ranked: Sequence[Candidate], rarity: Rarity) -> Statement | None:
    """What has a form of its own: a signature, a number, a list under the word for its things."""
    if asks_signer(query):
        return read_own(query, ranked, rarity) or read_signer(ranked)
    if asks_post(query):
        return read_post_held(query, ranked)
    if asks_head(query):
        return _head(query, ranked, rarity)
    if asks_number(query) and not _BY_WHICH.search(question_line(query.question)):
        return read_own(query, ranked, rarity)
    if query.answer_type == "date":
        own = read_own_day(query, ranked)
        return own or (read_own(query, ranked, rarity) if paper_asked(query) else None)
    return read_named_list(query, ranked) if query.answer_type == "list" else None


def _head(query: Query, ranked: Sequence[Candidate], rarity: Rarity) -> Statement | None:
    """The one person who is said to head the group asked about; None where several are.

    The sentence must speak of what the group is for: every group has a head.
    """
    about = tuple(
        concept
        for concept in query.concepts
        if not {*fold(normalise(concept.wordings[0])).split()} <= _GROUP_WORDS
    )
    matcher = Matcher(about, rarity, accented=not query.unaccented)
    usable = [
        item
        for item in ranked
        if not item.conflicts
        and item.coverage >= ENOUGH_NAMED
        and (matcher.is_empty or matcher.coverage(_near(item.sentence)) >= ENOUGH_NAMED)
    ]
    said = list(_spans(usable, lambda sentence: read_head(query, sentence)))
    return said[0] if len({statement.short for statement in said}) == 1 else None


def _near(sentence: Sentence) -> tuple[Layer, ...]:
    return (sentence.own, sentence.paragraph, *sentence.headings, sentence.context[-1])


#: "được công nhận theo quyết định số mấy": the document named beside what is spoken of.
_BY_WHICH = re.compile(r"\b(?:theo|tai|bang|can cu|under|by)\b (?:\w+ ){0,2}\bso\b")


def read_best(query: Query, ranked: Sequence[Candidate], rarity: Rarity) -> Statement | None:
    """What `read_text` would say if it might not refuse: to judge reading apart from refusing."""
    if not ranked:
        return None
    likely = [item for item in ranked[:_TRIED] if item.likely >= ranked[0].likely - _BEHIND]
    said = next(_statements(query, likely, rarity), None)
    if said is None:
        best = ranked[0].sentence
        said = _statement(best, Span(best.start, best.end))
    return said


def _next(item: Candidate, ranked: Sequence[Candidate]) -> Iterator[Candidate]:
    """What goes on about it ("Nghị quyết này …"), if that is among the sentences."""
    return (
        other
        for other in ranked
        if other.sentence.leans
        and other.sentence.passage is item.sentence.passage
        and other.sentence.before == item.sentence.text
    )


def _statements(query: Query, usable: Sequence[Candidate], rarity: Rarity) -> Iterator[Statement]:
    """What each of the sentences says, in their order; nothing for one that holds no answer."""
    kind = document_kind(query)
    if kind is not None:
        yield from _documents(kind, usable, query)
    if asks_matter(query):
        yield from _spans(usable, lambda sentence: read_matter(query, sentence, rarity))
    holder = query.answer_type == "person" and asked_office(query) is not None
    if asks_body(query) is not None and not holder:
        usable = of_the_task(query, usable, rarity)
        yield from _spans(usable, lambda sentence: read_body(query, sentence, rarity))
    if query.answer_type == "reason":
        reasons = (read_reason(query, item, rarity) for item in usable)
        yield from (replace(said, short=_cut(said.short)) for said in reasons if said is not None)
        return
    if query.answer_type == "list":
        yield from _fullest(query, usable, rarity)
        usable = [item for item in usable if item.own >= OWN]
    yield from _each(query, usable, rarity)
    holder = holder or asks_head(query) or asks_signer(query)
    holder = holder or _OWNS.search(query.question) is not None
    if query.answer_type == "person" and not holder:
        usable = [item for item in usable if does_it(query, item.sentence)]
        # Who does something may be no person: "diễn tập do Bộ Chỉ huy quân sự huyện chủ trì".
        yield from _spans(usable, lambda sentence: read_post(query, sentence, rarity))
        yield from _spans(usable, lambda sentence: read_body(query, sentence, rarity))


def _fullest(query: Query, usable: Sequence[Candidate], rarity: Rarity) -> Iterator[Statement]:
    """Lists about the sentences that hold most of the question, however likely they are."""
    most = max((item.coverage for item in usable), default=0.0)
    for item in usable:
        if item.coverage >= most and says_it(query, item):
            found = _list_around(query, item, rarity)
            if found is not None:
                yield found


def _each(query: Query, usable: Sequence[Candidate], rarity: Rarity) -> Iterator[Statement]:
    """What each sentence says by itself or opens, in their order."""
    for item in usable:
        statement = read_speaker(item) if asks_speaker(query) else None
        if query.answer_type in ("list", "open"):
            statement = _list_around(query, item, rarity)
        if query.answer_type == "place":
            statement = read_counted_places(query, item)
        is_heading = item.sentence.is_heading or item.sentence.text.isupper()
        if statement is None and not is_heading:
            statement = _in_sentence(query, item, rarity)
        if statement is not None:
            yield statement


def _spans(
    usable: Sequence[Candidate], read: Callable[[Sentence], Span | None]
) -> Iterator[Statement]:
    for item in usable:
        span = read(item.sentence)
        if span is not None:
            yield _statement(item.sentence, span)


def _list_around(query: Query, item: Candidate, rarity: Rarity) -> Statement | None:
    """A list that a sentence opens or begins; for "những … nào" also the things it names."""
    if item.sentence.opens_list:
        return read_below(item)
    wants_list = query.answer_type == "list"
    found = read_counted(item) or (
        read_announced(item) if wants_list or _asks_what(query) else None
    )
    if found is None and wants_list:
        found = read_place_list(query, item, rarity) or read_headed(query, item)
    return found


_WHAT = re.compile(r"\b(?:là gì|la gi|gồm gì|gom gi)\W*\Z", re.IGNORECASE)


def _asks_what(query: Query) -> bool:
    return _WHAT.search(query.question) is not None


def _in_sentence(query: Query, item: Candidate, rarity: Rarity) -> Statement | None:
    sentence = item.sentence
    if query.answer_type == "list":
        return read_enumeration(sentence) or _whole(query, item)
    reader = read_rank if asks_rank(query) else _READERS.get(query.answer_type, read_clause)
    if reader is read_place and FROM_WHERE.search(question_line(query.question)):
        reader = read_clause
    if reader is read_place and sentence.is_row:
        return None  # which row of a table has the most no row tells
    span = reader(query, sentence, rarity)
    if span is None or (reader is read_clause and _only_asks(query, sentence, span)):
        return None
    return _statement(sentence, span)


def _whole(query: Query, item: Candidate) -> Statement | None:
    """A sentence that enumerates nothing as such, all of it: a list may be long.

    None where it does not even speak of the things that are asked for.
    """
    if asks_demand(query) and not tells_demand(item.sentence):
        return None
    sentence, thing = item.sentence, {*syllables(fold(listed_thing(query)))}
    if thing and item.own < _HALF and not thing & sentence.own.units:
        return None
    text = " ".join(sentence.text.split()).rstrip(" .;:,/")
    return Statement(text, sentence, Span(sentence.start, sentence.end))


def _only_asks(query: Query, sentence: Sentence, span: Span) -> bool:
    """Whether a span has no word that the question has not: a heading names what is asked about."""
    said = syllables(fold(sentence.document.text[span.start : span.end]))
    return {*said} <= {*syllables(fold(query.text))}


def _documents(kind: str, usable: Sequence[Candidate], query: Query) -> Iterator[Statement]:
    """The document asked for; one that gives its number with all signs before one that does not."""
    bare = []
    asked = frozenset(syllables(fold(query.text)))
    for item in usable:
        found = read_document(kind, item.sentence, query.documents, asked)
        if found is None:
            continue
        span, full = found
        if asks_day(query) and not read_times(item.sentence.document.text[slice(*span)])[0]:
            continue
        if full:
            yield _statement(item.sentence, span)
        else:
            bare.append(_statement(item.sentence, span))
    yield from bare


def _statement(sentence: Sentence, span: Span) -> Statement:
    whole = span == (sentence.start, sentence.end) or span.end - span.start > _CLAUSE
    return Statement(_short(sentence, span), sentence, quoted(sentence, span, whole=whole))


def _short(sentence: Sentence, span: Span) -> str:
    """The span's text on one line, cut at a word to the length of a short answer."""
    return _cut(" ".join(sentence.document.text[span.start : span.end].split()))


def _cut(text: str) -> str:
    if len(text) > SHORT:
        text = text[:SHORT].rsplit(" ", 1)[0].rstrip(" ,;:")
    return text.rstrip(" .;:,/")


Reader = Callable[[Query, Sentence, Rarity], Span | None]


_READERS: dict[str, Reader] = {
    "person": read_person,
    "date": read_date,
    "place": read_place,
}
