"""Reading what is no figure off a sentence: a person, date, place, list, reason or clause."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from retrieval.answer_fit import fits
from retrieval.bodies import asks_body, body_spans, read_body, rows_of, whole_row
from retrieval.clauses import (
    SHORT,
    asks_matter,
    document_kind,
    follows_number,
    read_clause,
    read_document,
    read_issued,
    read_matter,
)
from retrieval.cues import name_spans
from retrieval.days import part_asked, read_times
from retrieval.effect_day import asks_effect, speaks_of_effect
from retrieval.evidence import Candidate
from retrieval.lists import read_announced, read_below, read_counted, read_enumeration, read_headed
from retrieval.matching import Rarity
from retrieval.named_lists import listed_thing, read_named, read_named_list
from retrieval.nearness import nearest
from retrieval.own_papers import asks_number, read_own
from retrieval.persons import (
    asked_office,
    asks_head,
    asks_signer,
    does,
    does_it,
    names_office,
    names_other_office,
    read_head,
    read_person,
    read_signer,
)
from retrieval.place_rows import place_rows
from retrieval.question_form import FROM_WHERE, question_line
from retrieval.quoting import quoted
from retrieval.ranks import asks_rank, claimed_rank, rank_verdict, read_rank
from retrieval.reading import ENOUGH, Reading, Statement
from retrieval.reasons import read_reason
from retrieval.records import Query
from retrieval.shelf import Sentence
from retrieval.speakers import asks_speaker, read_speaker
from retrieval.tasks import asked_body, read_tasks
from vietnamese.normal import fold, normalise, search_form
from vietnamese.places import read_places
from vietnamese.sentences import Span
from vietnamese.tokens import syllables

#: Enough of the question where a name or a date is asked for, which has to stand beside its words.
_ENOUGH_NAMED = 0.5
#: Share of the question that the sentence itself must hold to name a person or a date for it.
_OWN = 0.3
#: An answer longer than this is a statement, not a thing: what goes on about it is quoted, too.
_CLAUSE = 60
#: Share of the question from which on a sentence need not name the things that are asked for.
_HALF = 0.4
#: How much less likely a sentence with a name or a date may be than the best one without.
_BEHIND = 0.5
#: How much less likely than the best one a sentence may be that is read although the best is not;
#: a list is read off its announcement, which says little, and an office names its holder.
_MOST_BEHIND = 1.5
#: How much less of the question a sentence may hold than shows that the documents speak of it:
#: what they say of it need not stand where its words do.
_SLACK = 0.15
#: Sentences tried, best first.
_TRIED = 8


def read_text(query: Query, ranked: Sequence[Candidate], rarity: Rarity) -> Reading:
    """A person, date, place, list or clause off the best sentence that holds one."""
    tasks = read_tasks(query, ranked)
    if tasks is not None:
        return tasks
    return Reading() if asked_body(query) else _read(query, ranked, rarity)


def _read(query: Query, ranked: Sequence[Candidate], rarity: Rarity) -> Reading:
    surely = _surely(query, ranked, rarity)
    if surely is not None and fits(query, surely.short):
        return Reading((surely,))
    usable = _usable(query, ranked)
    if asks_matter(query):
        usable = [other for item in usable[:_TRIED] for other in (item, *_next(item, ranked))]
    claimed = claimed_rank(query)
    if claimed is not None:
        return _on_rank(query, usable[:_TRIED], claimed, rarity)
    for statement in _statements(query, usable[:_TRIED], rarity):
        if fits(query, statement.short):
            return Reading((statement,))
    return Reading(near=tuple(item for item in ranked if item.coverage >= ENOUGH))


def _usable(query: Query, ranked: Sequence[Candidate]) -> list[Candidate]:
    """The sentences that may answer by what they hold of the question, and how likely they do."""
    named = query.answer_type in ("person", "date") or asks_body(query) is not None
    enough = _ENOUGH_NAMED if named else ENOUGH
    usable = [item for item in ranked if not item.conflicts and not _says_nothing(item.sentence)]
    if not named:
        usable = [item for item in usable if not names_other_office(query, item.sentence)]
    if not any(item.coverage >= enough for item in usable):
        return []
    if query.answer_type == "person":
        usable.sort(key=lambda item: not does(query, item.sentence))
    usable = [item for item in usable if item.coverage >= enough - _SLACK]
    if query.answer_type != "list" and asked_office(query) is None:
        least = ranked[0].likely - _MOST_BEHIND
        usable = [
            item
            for item in usable
            if item.likely >= least
            or _says_it(query, item)
            or (named and item.sentence.before == ranked[0].sentence.text)
        ]
    if not named:
        return usable
    return [
        item
        for item in usable
        if (item.own >= _OWN or names_office(query, item.sentence))
        and not (item.lacks and _issued(query, item) is None and not asks_speaker(query))
    ]


def _on_rank(query: Query, usable: Sequence[Candidate], claimed: int, rarity: Rarity) -> Reading:
    """Whether the rank that a question claims is the printed one, which is told."""
    for item in usable:
        span = read_rank(query, item.sentence, rarity)
        if span is not None:
            statement = _statement(item.sentence, span)
            return Reading((statement,), verdict=rank_verdict(claimed, statement.short))
    return Reading(near=tuple(usable))


#: The line of dashes under the head of a table.
_RULE = re.compile(r"\s*\|?[ :|-]*-{2,}[ :|-]*(?:\n|\Z)")


def _is_table_head(sentence: Sentence) -> bool:
    """Whether a sentence is the head of a table: it names columns and says nothing of them."""
    return _is_row(sentence) and _RULE.match(sentence.document.text, sentence.end) is not None


#: Lines of a letterhead: a number, a place with its day, words in capitals.
_LETTERHEAD = re.compile(
    r"(?:Số|Số hiệu)\s*:?\s*\d+\S*|[^\W\d_][^\d,;:]{2,40}, ngày \d{1,2}\s*(?:tháng|/|-).{4,20}"
    r"|\W*(?:Nơi nhận|Kính gửi)\s*:?.*"
)


def _says_nothing(sentence: Sentence) -> bool:
    """Whether a sentence is the head of a table or a line of a letterhead."""
    text = sentence.text.strip(" *_")
    return _is_table_head(sentence) or _LETTERHEAD.fullmatch(text) is not None


def _is_row(sentence: Sentence) -> bool:
    return sentence.text.lstrip().startswith("|")


def _says_it(query: Query, item: Candidate) -> bool:
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


def _surely(query: Query, ranked: Sequence[Candidate], rarity: Rarity) -> Statement | None:
    """What has a form of its own: a signature, a number, a list under the word for its things."""
    if asks_signer(query):
        return read_own(query, ranked, rarity) or read_signer(ranked)
    if asks_head(query):
        return _head(query, ranked)
    if asks_number(query) and not _BY_WHICH.search(question_line(query.question)):
        return read_own(query, ranked, rarity)
    return read_named_list(query, ranked) if query.answer_type == "list" else None


def _head(query: Query, ranked: Sequence[Candidate]) -> Statement | None:
    """The one person who is said to head the group asked about; None where several are."""
    usable = [item for item in ranked if not item.conflicts and item.coverage >= _ENOUGH_NAMED]
    said = list(_spans(usable, lambda sentence: read_head(query, sentence)))
    return said[0] if len({statement.short for statement in said}) == 1 else None


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
    if asks_body(query) is not None:
        yield from _spans(usable, lambda sentence: read_body(query, sentence, rarity))
    if query.answer_type == "reason":
        reasons = (read_reason(query, item, rarity) for item in usable)
        yield from (replace(said, short=_cut(said.short)) for said in reasons if said is not None)
        return
    if query.answer_type == "list":
        yield from _fullest(query, usable, rarity)
        usable = [item for item in usable if item.own >= _OWN]
    yield from _each(query, usable, rarity)
    if query.answer_type == "person" and asked_office(query) is None and not asks_head(query):
        usable = [item for item in usable if does_it(query, item.sentence)]
        # Who does something may be no person: "diễn tập do Bộ Chỉ huy quân sự huyện chủ trì".
        yield from _spans(usable, lambda sentence: read_body(query, sentence, rarity))


def _fullest(query: Query, usable: Sequence[Candidate], rarity: Rarity) -> Iterator[Statement]:
    """Lists about the sentences that hold most of the question, however likely they are."""
    most = max((item.coverage for item in usable), default=0.0)
    for item in usable:
        if item.coverage >= most and _says_it(query, item):
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
            statement = _counted_places(query, item)
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
        found = _places(query, item, rarity) or read_headed(query, item)
    return found


#: Several places are asked for, by any word for them.
_PLACES = re.compile(
    r"\b(?:nhung|cac|may|hai|ba|bon|\d+) (?:noi|cho|diem|dia phuong|dia ban|don vi|tinh|huyen|xa"
    r"|phuong|quan|thi xa|thi tran|thanh pho|thon|vung|khu vuc|so|co quan|so nganh)\b.*\bnao\b"
)
_LANDS = re.compile(r"\b(?:nuoc|quoc gia|thi truong)\b.*\bnao\b")
_BODIES = re.compile(r"\b(?:noi|don vi|so|co quan|so nganh)\b.*\bnao\b")


def _places(query: Query, item: Candidate, rarity: Rarity) -> Statement | None:
    """The places that a sentence names in a row, where places are asked for."""
    sentence = item.sentence
    line = question_line(query.question)
    if not _PLACES.search(line) and not _LANDS.search(line):
        return None
    rows = place_rows(sentence.text, query.places[:1])
    if _LANDS.search(line):
        rows = [*rows_of(sentence.text, name_spans(sentence.text))]
    if _BODIES.search(line):
        known = [span for row in rows for span in row]
        bodies = [
            one
            for one in body_spans(sentence.text)
            if not any(one.start < other.end and other.start < one.end for other in known)
        ]
        rows = [*rows_of(sentence.text, [*known, *bodies])]
    rows = [row for row in rows if len(row) > 1]
    if not rows:
        return None
    spans = [Span(row[0].start, row[-1].end) for row in rows]
    best = nearest(query, sentence, spans, rarity)
    if best is None:
        return None
    text = sentence.text
    row = rows[[sentence.start + span.start for span in spans].index(best.start)]
    short = "; ".join(" ".join(text[one.start : one.end].split()) for one in row)
    return Statement(short, sentence, quoted(sentence, best))


_WHAT = re.compile(r"\b(?:là gì|la gi|gồm gì|gom gi)\W*\Z", re.IGNORECASE)


def _asks_what(query: Query) -> bool:
    return _WHAT.search(query.question) is not None


def _in_sentence(query: Query, item: Candidate, rarity: Rarity) -> Statement | None:
    sentence = item.sentence
    if query.answer_type == "list":
        return read_enumeration(sentence) or _whole(query, item)
    reader = read_rank if asks_rank(query) else _READERS.get(query.answer_type, read_clause)
    if reader is _place and FROM_WHERE.search(question_line(query.question)):
        reader = read_clause
    if reader is _place and _is_row(sentence):
        return None  # which row of a table has the most no row tells
    span = reader(query, sentence, rarity)
    if span is None or (reader is read_clause and _only_asks(query, sentence, span)):
        return None
    return _statement(sentence, span)


def _counted_places(query: Query, item: Candidate) -> Statement | None:
    """All places of a sentence that counts them: "5 xã, gồm: A, B …" for "xã nào"."""
    asked = _OF_LEVEL.search(question_line(query.question))
    if asked is None or not item.own >= _OWN:
        return None
    kind = search_form(item.sentence.text)
    level = asked[0].removesuffix(" nao")
    found = re.search(rf"(?<!\w){level}(?!\w)", fold(kind.text))
    if found is None:
        return None
    named = read_named(query, item, kind.text[slice(*found.span())])
    return named.statement if named is not None and named.counted else None


def _whole(query: Query, item: Candidate) -> Statement | None:
    """A sentence that enumerates nothing as such, all of it: a list may be long.

    None where it does not even speak of the things that are asked for.
    """
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
    for item in usable:
        found = read_document(kind, item.sentence, query.documents)
        if found is None:
            continue
        span, full = found
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


def _issued(query: Query, item: Candidate) -> Span | None:
    if query.answer_type != "date" or asks_effect(query):
        return None
    return read_issued(query, item.sentence)


#: Times that are no period of the calendar: "thập niên 1770", "cuối thế kỷ XIX".
_AGE = re.compile(
    r"\b(?:(?:đầu|giữa|cuối|nửa đầu|nửa cuối)\s+)?(?:thập niên|thập kỷ|thập kỉ|thế kỷ|thế kỉ)\s+"
    r"(?:thứ\s+)?(?:(?:những năm\s+)?\d+|[IVX]+)\b",
    re.IGNORECASE,
)


def _date(query: Query, sentence: Sentence, rarity: Rarity) -> Span | None:
    if asks_effect(query) and not speaks_of_effect(query, sentence.text):
        return None
    issued = None if asks_effect(query) else read_issued(query, sentence)
    if issued is not None:
        return issued
    days, longer = read_times(sentence.text)
    # The day of a document that is only named is none of what is done: "căn cứ Quyết định số …".
    days = [day for day in days if not follows_number(sentence.text, day.start)]
    if asks_effect(query):
        longer = []  # force begins and ends on a day
    aged = [Span(*match.span()) for match in _AGE.finditer(sentence.text)]
    found = nearest(query, sentence, days or longer or aged, rarity)
    if found is None:
        return None
    span = Span(found.start - sentence.start, found.end - sentence.start)
    part = part_asked(query.question, sentence.text, span)
    return Span(sentence.start + part.start, sentence.start + part.end)


def _place(query: Query, sentence: Sentence, rarity: Rarity) -> Span | None:
    rows = place_rows(sentence.text, query.places[:1])
    read = [span for row in rows for span in row]
    asked_names = fold(normalise(query.text))
    named = [
        span
        for span in name_spans(sentence.text)
        if fold(normalise(sentence.text[span.start : span.end])) not in asked_names
        and not sentence.text[span.start : span.end].isupper()
    ]
    located = list(_located(sentence.text))
    by_level = _OF_LEVEL.search(question_line(query.question)) is not None
    spots = [span for span in located if any(map(str.isupper, sentence.text[slice(*span)]))]
    ways = (read, located, named) if by_level else (spots, read, located, named)
    each = (nearest(query, sentence, spans, rarity) for spans in ways)
    best = next((span for span in each if span is not None), None)
    if best is None:
        return None
    rows = [*rows, *rows_of(sentence.text, named)]
    return max((whole_row(sentence, best, [row]) for row in rows), key=len_of, default=best)


def len_of(span: Span) -> int:
    """How long a span is."""
    return span.end - span.start


#: Where something is, in words: "tại Trung tâm thương mại X, phường Y".
_AT = re.compile(r"\b(?:[Tt]ại|[Ởở])\s+(?=[^\W\d_])")
_AT_ENDS = re.compile(
    r"[,;:.()](?=\s|\Z)|\s(?:và|với|do|để|nhằm|vào|từ|sẽ|đã|đang|được|có|là|cho|cùng|còn|trong)\s"
    r"|\s[–-]\s"
)
#: What asks for a unit of government by its level, not for the spot.
_OF_LEVEL = re.compile(
    r"\b(?:tinh|huyen|xa|thanh pho|dia phuong|phuong|quan|thi xa|thi tran) nao\b"
)


def _located(text: str) -> Iterator[Span]:
    """Spots behind "tại", "ở", with the units in which they lie."""
    units = {mention.start: mention.end for mention in read_places(text)}
    for match in _AT.finditer(text):
        stop = _AT_ENDS.search(text, match.end())
        end = stop.start() if stop else len(text)
        while text[end : end + 2] == ", " and end + 2 in units:
            end = units[end + 2]
        yield Span(match.end(), end)


_READERS: dict[str, Reader] = {
    "person": read_person,
    "date": _date,
    "place": _place,
}
