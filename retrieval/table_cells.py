"""Reading a cell of a table by its row and its column, where it holds words and no figure.

"| Bắc Hà | 26,0 | Đ/c A, Trưởng ban |" under "| Huyện | Mục tiêu | Lãnh đạo phụ trách |" tells who
is in charge of Bắc Hà; "| 2 | Cấp mã số | Chi cục B | Quý I/2024 |" by when that is to be done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from retrieval.bodies import body_spans
from retrieval.clauses import SHORT
from retrieval.evidence import Candidate
from retrieval.labelled import Slot, asked_slot, task_matcher
from retrieval.matching import Layer, Matcher, Rarity, layer
from retrieval.question_form import question_line
from retrieval.reading import Statement
from retrieval.records import Query
from retrieval.table_layout import cells_of, heads_at, heads_of, rows_below, top_of
from vietnamese.abbreviations import spell_out
from vietnamese.names import read_names
from vietnamese.normal import fold, normalise
from vietnamese.places import read_places
from vietnamese.sentences import Span
from vietnamese.tokens import syllables

_TYPES = ("person", "place", "date", "open", "list")
#: How surely a column is the one asked for: by its heading being the very noun asked for, by what
#: its heading says it is for, by words of its heading, by being the only one of the sort.
_BY_NOUN, _BY_SLOT, _BY_WORDS, _BY_SORT = 4, 3, 2, 1
#: Share of the question that must stand in the row and above it; more where the heading says
#: nothing. How much of it the row itself must hold, and by how much more than any other row.
_ENOUGH, _SURE, _OWN, _APART = 0.45, 0.6, 0.25, 0.1
#: Worth of the headings of the columns and of what stands above the table.
_COLUMNS, _ABOVE, _DOCUMENT = 0.7, 0.9, 0.6
_UNIT = re.compile(r"\([^()]*\)")
#: Words of a heading that name no thing: "Số TT", "Tên dự án".
_IDLE = frozenset("so tt stt ten cac noi dung du kien dang".split())
#: "huyện nào", "công ty gì": the noun that is asked for, and a level before the name of a place.
_ASKED_NOUN = re.compile(r"((?:\w+ ){1,3})(?<!the )(?:nao|gi)\b")
_ASKS_TASK = re.compile(r"\b(?:viec|nhiem vu|noi dung|du an|chu tri|phoi hop|lam) gi\b")
#: The noun of what is to be listed, and columns that hold tasks.
_LISTED = re.compile(
    r"\b(?:nhung|cac|may|liet ke|ke ten)(?: cac)? (\w+(?: (?!nao\b|gi\b|do\b|cua\b|ma\b)\w+)?)"
)
_TASKS = re.compile(r"\b(?:nhiem vu|cong viec|noi dung|ten du an|du an|de an|hoat dong|viec)\b")
#: Words from which on a cell can be told in a question.
_TELLING = 2
_SEVERAL = re.compile(r"\b(?:nhung|cac|may|liet ke|ke ten)\b")
_LEVEL = re.compile(r"^(?:huyen|xa|phuong|thi xa|thi tran|thanh pho|tp|quan|tinh|h|tx)\.? ")
#: Columns that hold a person, a day or a place by their heading, though they hold no such cue.
_PEOPLE = re.compile(
    r"\b(?:ho (?:va )?ten|lanh dao|nguoi|can bo|dong chi|dai bieu|phu trach|truong|chu nhiem)\b"
)
_REGULAR = re.compile(r"\b(?:hang|thuong xuyen|dinh ky|ngay sau)\b")


@dataclass(frozen=True, slots=True)
class _Value:
    """A cell that may answer: where it is, how much of the question its row holds."""

    item: Candidate
    span: Span
    sure: int
    named: bool
    held: float
    own: float


def read_cell(query: Query, candidates: Sequence[Candidate], rarity: Rarity) -> Statement | None:
    """The cell of the one row that the question names, in the column that it asks for.

    None where it asks for no column, or no row or several fit.
    """
    if query.answer_type not in _TYPES or _asks_several(query) or _compares(query):
        return None
    slot = asked_slot(query)
    found = [
        value
        for item in candidates
        if {*item.conflicts} <= {"subject"} and item.sentence.is_row
        for value in _values(query, item, slot, rarity)
    ]
    surest = max((value.sure for value in found), default=0)
    found = [value for value in found if value.sure == surest]
    found = [value for value in found if value.named] or found
    best = max(found, key=lambda value: (value.held, value.own), default=None)
    if best is None or not _is_enough(best):
        return None
    said = _text(best)
    for other in found:
        apart = best.held - other.held if best.named else best.own - other.own
        if apart < _APART and _text(other) != said:
            return None
    sentence = best.item.sentence
    return Statement(said, sentence, Span(sentence.start, sentence.end))


def read_column(query: Query, candidates: Sequence[Candidate]) -> Statement | None:
    """What stands in one column of all rows that hold what the question names, one by one.

    "Sở A chủ trì những nhiệm vụ nào": the tasks of the rows with Sở A under "Chủ trì". None where
    the question names no cell, or no column that may be asked for.
    """
    if query.answer_type not in ("list", "open") or not _asks_things(query):
        return None
    seen: set[tuple[str, int]] = set()
    for item in candidates:
        text, source = item.sentence.document.text, item.sentence.document.source
        if not item.sentence.is_row or {*item.conflicts} - {"subject"}:
            continue
        top = top_of(text, item.sentence.start)
        if (source, top) in seen:
            continue
        seen.add((source, top))
        found = list(_of_rows(query, text, top))
        if found:
            short = "; ".join(dict.fromkeys(_plain(text[slice(*cell)]) for cell, _ in found))
            return Statement(short, item.sentence, Span(found[0][1].start, found[-1][1].end))
    return None


def _asks_things(query: Query) -> bool:
    line = question_line(query.question)
    return _SEVERAL.search(line) is not None or _ASKS_TASK.search(line) is not None


def _of_rows(query: Query, text: str, top: int) -> Iterator[tuple[Span, Span]]:
    """The cells asked for of the table at `top`, each with the line of its row."""
    heads = heads_of(text, top)
    if heads is None:
        return
    at = _column(query, heads)
    if at is None:
        return
    asked, slot = _folded(spell_out(query.text)), asked_slot(query)
    for line in rows_below(text, top):
        row = cells_of(text, line.start)
        if len(row) != len(heads) or not any(map(str.isalnum, text[slice(*row[at])])):
            continue
        given = [
            number
            for number, cell in enumerate(row)
            if number != at and _names_it(text[slice(*cell)], asked)
        ]
        if slot is not None and any(_is_slot(slot, head) for head in heads):
            given = [number for number in given if _is_slot(slot, heads[number])]
        if given:
            yield row[at], line


def _is_slot(slot: Slot, head: str) -> bool:
    name = f" {_folded(_UNIT.sub(' ', head))} "
    return any(f" {one} " in name for one in slot.names)


def _column(query: Query, heads: Sequence[str]) -> int | None:
    """The column of the things asked for; None where none or several may be."""
    line = question_line(query.question)
    names = [_folded(_UNIT.sub(" ", head)) for head in heads]
    noun = _LISTED.search(line)
    if noun is not None and noun[1] not in ("viec", "gi"):
        fit = [at for at, name in enumerate(names) if re.search(rf"\b{noun[1].strip()}\b", name)]
    else:
        fit = [at for at, name in enumerate(names) if _TASKS.search(name)]
    return fit[0] if len(fit) == 1 else None


def _names_it(cell: str, asked: str) -> bool:
    """Whether a question names what a cell is: all of it, or a person or a body in it."""
    words = _folded(spell_out(cell)).split()
    if len(words) < _TELLING:
        return False
    bodies = [cell[span.start : span.end] for span in body_spans(cell)]
    people = [name.text for name in read_names(cell)]
    said = [" ".join(words), *(_folded(spell_out(one)) for one in (*bodies, *people))]
    return any(f" {one} " in f" {asked} " for one in said)


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" .;*")


def _is_enough(value: _Value) -> bool:
    if value.named:
        return value.held >= _ENOUGH
    return value.own >= _OWN and value.held >= (_ENOUGH if value.sure > _BY_SORT else _SURE)


def _compares(query: Query) -> bool:
    """Whether the question asks which row has more: no row is named by it."""
    return re.search(r"\b(?:hon|nhat)\b", question_line(query.question)) is not None


def _asks_several(query: Query) -> bool:
    return _SEVERAL.search(question_line(query.question)) is not None


def _text(value: _Value) -> str:
    text = " ".join(value.item.sentence.document.text[slice(*value.span)].split())
    if len(text) > SHORT:
        text = text[:SHORT].rsplit(" ", 1)[0].rstrip(" ,;:")
    return text.strip(" .;*")


def _values(query: Query, item: Candidate, slot: Slot | None, rarity: Rarity) -> Iterator[_Value]:
    """The cells of a row that stand in a column which the question may ask for."""
    text = item.sentence.document.text
    heads = heads_at(text, item.sentence.start)
    row = cells_of(text, text.rfind("\n", 0, item.sentence.start) + 1)
    if heads is None or len(heads) != len(row) or len(row) < 2:
        return
    asked = _folded(query.text)
    cells = [_folded(text[slice(*cell)]) for cell in row]
    given = [_is_given(text[slice(*cell)], asked) for cell in row]
    sures = [
        0 if given[at] else _sure(query, slot, head, text[slice(*row[at])])
        for at, head in enumerate(heads)
    ]
    if not any(sures):
        sures = _by_sort(query, [text[slice(*cell)] for cell in row], given)
    best = max(sures)
    if not best or sures.count(best) > 1:
        return
    at = sures.index(best)
    matcher = _matcher(query, rarity, heads[at])
    others = layer([text[slice(*cell)] for number, cell in enumerate(row) if number != at])
    held = matcher.coverage((others, *_above(item, heads)))
    places = {_folded(place.name) for place in query.places[:1]}
    named = any(_LEVEL.sub("", cell) in places for cell in cells)
    if named and matcher.is_empty:
        held = 1.0
    yield _Value(item, row[at], best, named, held, matcher.coverage((others,)))


def _is_given(cell: str, asked: str) -> bool:
    """Whether a question has what a cell says, or the person named there."""
    said = [_folded(cell), *(_folded(name.text) for name in read_names(cell))]
    return any(one and f" {one} " in f" {asked} " for one in said)


def _above(item: Candidate, heads: Sequence[str]) -> tuple[Layer, ...]:
    """What stands above a row: the columns, the line over the table, headings, the title."""
    sentence = item.sentence
    text = sentence.document.text
    top = top_of(text, sentence.start)
    caption = text[:top].rstrip().rpartition("\n")[2] if top else ""
    return (
        layer(heads, _COLUMNS),
        layer((caption, *sentence.passage.headings), _ABOVE),
        layer((sentence.document.title, sentence.passage.context), _DOCUMENT),
    )


def _matcher(query: Query, rarity: Rarity, head: str) -> Matcher:
    return task_matcher(query, rarity, [*syllables(_folded(head)), *_folded("nào gì ai").split()])


def _sure(query: Query, slot: Slot | None, head: str, cell: str) -> int:
    """How surely a column with a heading is asked for, where its cell is of the sort."""
    if not _is_of_sort(query, cell, head):
        return 0
    name = _folded(_UNIT.sub(" ", head))
    by_slot = slot is not None and any(f" {one} " in f" {name} " for one in slot.names)
    sure = _BY_SLOT * by_slot
    words = [word for word in name.split() if word not in _IDLE]
    noun = _ASKED_NOUN.search(question_line(query.question))
    if not words:
        return sure
    if noun is None:
        named = slot is None and {*words} <= {*_folded(query.question).split()}
        return sure + _BY_WORDS * named
    asked = noun[1].split()
    if asked[-len(words) :] == words:
        return sure + _BY_NOUN
    return sure + _BY_WORDS * (words[: len(asked)] in (asked[-2:], asked[-1:]))


def _by_sort(query: Query, cells: Sequence[str], given: Sequence[bool]) -> list[int]:
    """The one column with a person or a place, where such a one is asked for."""
    if query.answer_type not in ("person", "place"):
        return [0] * len(cells)
    reads = read_names if query.answer_type == "person" else read_places
    fit = [bool(reads(cell)) and not given[at] for at, cell in enumerate(cells)]
    key = next((at for at, cell in enumerate(cells) if any(map(str.isalpha, cell))), 0)
    fit[key] = fit[key] and query.answer_type == "person"  # which row it is, no column tells
    return [_BY_SORT * (one and fit.count(True) == 1) for one in fit]


def _is_of_sort(query: Query, cell: str, head: str) -> bool:
    """Whether a cell may be what the question asks for: who by a person or body, when by a time."""
    if not any(map(str.isalnum, cell)):
        return False
    if query.answer_type == "person":
        is_body = any(True for _ in body_spans(cell)) and not _PEOPLE.search(_folded(head))
        is_name = _PEOPLE.search(_folded(head)) is not None and any(map(str.isupper, cell))
        return bool(read_names(cell)) or is_name or is_body
    if query.answer_type == "place":
        return any(map(str.isupper, cell))
    if query.answer_type == "date":
        return any(map(str.isdigit, cell)) or _REGULAR.search(_folded(cell)) is not None
    return True


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return " ".join(syllables(fold(normalise(text))))
