"""The part of a sentence that answers: a clause, a cause, a subject matter, a named document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.matching import Rarity
from retrieval.nearness import nearest, positions
from retrieval.papers_asked import paper_asked
from retrieval.records import Query
from retrieval.references import read_references
from retrieval.shelf import Sentence
from retrieval.vocabulary import is_compound
from vietnamese.normal import fold, normalise, search_form
from vietnamese.question_words import question_words
from vietnamese.sentences import Span
from vietnamese.tokens import syllables

#: Length of a short answer in characters, by contract.
SHORT = 200

_PIECE = re.compile(r"[,;:](?=\s)|\s[–-]\s")
#: "về việc gì", "nói về vấn đề gì", "nội dung là gì": the subject matter of a document.
_ABOUT = re.compile(
    r"\bve (?:viec|van de|noi dung|linh vuc|chu de|cai|dieu)? ?gi\b|\bnoi dung (?:la )?gi\b"
    r"|\bquy dinh (?:ve )?(?:van de |noi dung |dieu )?gi\b|\bla ve gi\b|\bwhat .*\babout\b"
)
#: What introduces it, the surest first.
_MATTER = (
    re.compile(
        r"\b(?:nội dung(?: chính)?(?: của \S+)? là|về việc|quy định(?: về)?)\s+", re.IGNORECASE
    ),
    re.compile(r"\b(?:nói |bàn )?về\s+", re.IGNORECASE),
)
_MATTER_END = re.compile(r"[;.](?=\s|\Z)|,\s+(?:do|ngày|của|được|có hiệu lực)\b")
#: "nghị quyết nào", "theo quyết định nào".
_WHICH_DOCUMENT = re.compile(
    r"\b(van ban|nghi quyet|quyet dinh|ke hoach|chi thi|thong tu|nghi dinh|luat|ket luan|cong van"
    r"|de an|chuong trinh|huong dan|thong bao)"
    r"(?: so| cu| moi| truoc| khac)? (?:nao|may|bao nhieu)\b"
)
_ANY = "van ban"
_KINDS = tuple(
    "nghi quyet|quyet dinh|ke hoach|chi thi|thong tu|nghi dinh|luat|ket luan|cong van|de an"
    "|chuong trinh|huong dan|thong bao|to trinh|bao cao|cong dien".split("|")
)
#: Number of a document with its signs, and one without: "số 01-NQ/TU", "số 664".
_NUMBER = re.compile(r"(?:số\s+)?(\d+(?:/\d{4})?[-/][^\W\d_][\w-]*(?:/[\w-]+)*)")
_BARE = re.compile(r"số\s+(\d+)\b(?![-/.,]\w)")
_DAY = re.compile(r",?\s+ngày\s+(\d{1,2}[/-]\d{1,2}[/-]\d{4})")


def asks_matter(query: Query) -> bool:
    """Whether the question asks what a document is about, or names one and asks nothing of it."""
    asked = query.text if query.documents else query.question
    return _ABOUT.search(fold(normalise(asked))) is not None or _names_alone(query)


def _names_alone(query: Query) -> bool:
    """Whether a document is all that a question names: "Thế còn Nghị quyết 05-NQ/TU?"."""
    if query.answer_type != "open" or query.language != "vi":
        return False
    spans = [(item.start, item.end) for item in read_references(query.question) if item.number]
    if not spans:
        return False
    spans += [(span.start, span.end) for span in question_words(query.question, "vi")]
    rest = "".join(
        letter
        for at, letter in enumerate(query.question)
        if not any(start <= at < end for start, end in spans)
    )
    return not syllables(rest)


def read_matter(query: Query, sentence: Sentence, rarity: Rarity) -> Span | None:
    """What a document is about, behind "về", "nội dung là"; nearest to the question's words."""
    numbers = [match.end() for match in _NUMBER.finditer(sentence.text)]
    for pattern in _MATTER:
        found = []
        for marker in pattern.finditer(sentence.text):
            end = _MATTER_END.search(sentence.text, marker.end())
            found.append(Span(marker.end(), end.start() if end else len(sentence.text)))
        behind = [span for span in found if any(at <= span.start for at in numbers)]
        if found:
            return nearest(query, sentence, behind[:1] or found, rarity)
    return None


def document_kind(query: Query) -> str | None:
    """The kind of document asked for by "nghị quyết nào", folded; None for other questions."""
    found = _WHICH_DOCUMENT.search(fold(normalise(query.question)))
    return found[1] if found else paper_asked(query)


def read_document(
    kind: str,
    sentence: Sentence,
    named: Sequence[str] = (),
    asked: frozenset[str] = frozenset(),
) -> tuple[Span, bool] | None:
    """A document of the kind in a sentence, with its day; whether its number has its signs.

    Not one of those that the question names, `named` as folded units; of several the one of which
    most of the folded words `asked` are said.
    """
    best: tuple[Span, bool] | None = None
    most = -1
    kinds = _KINDS if kind == _ANY else (kind,)
    for pattern, full in ((_NUMBER, True), (_BARE, False)):
        for match in pattern.finditer(sentence.text):
            before = sentence.text[: match.start()].rstrip()
            found = next((one for one in kinds if fold(normalise(before)).endswith(one)), None)
            if found is None or _running(match[1]) in named:
                continue
            start = len(before) - len(found)
            day = _DAY.match(sentence.text, match.end())
            end = day.end() if day else match.end()
            span = Span(sentence.start + start, sentence.start + end)
            said = _of_document(sentence.text, start, end, asked)
            if best is None or (full is best[1] and said > most):
                best, most = (span, full), said
    return best


def _of_document(text: str, start: int, end: int, asked: frozenset[str]) -> int:
    """How many words of the question are said of a document: from it up to the next semicolon."""
    stop = text.find(";", end)
    own = text[end : stop if stop >= 0 else len(text)]
    return len(asked & {*syllables(fold(own))})


#: A document named in a question by number alone: "Quyết định số 664", "Decision No. 664".
_NUMBERED = re.compile(r"(?:\bso|\bno\.?|\bnumber)\s*(\d+)\b")


def read_issued(query: Query, sentence: Sentence) -> Span | None:
    """The day printed behind the number of the document that a question names."""
    repaired = () if query.inherited else read_references(query.text)
    named = read_references(query.question) or repaired
    asked = {*query.documents, *_NUMBERED.findall(fold(normalise(query.question)))}
    short = {item.number[0]: item.kind for item in named if len(item.number) == 1}
    if not asked and not short:
        return None
    for pattern in (_NUMBER, _BARE):
        for match in pattern.finditer(sentence.text):
            day = _DAY.match(sentence.text, match.end())
            units = _running(match[1]).split()
            kind = short.get(units[0].lstrip("0"), "-")
            at = _kinds_at(sentence.text, match)
            whole = kind in units[1:] or kind in at
            # "Nghị quyết 15" is no "Quyết định số 15"
            other = kind != "-" and at and kind not in at
            if day and not other and (whole or _running(match[1]) in asked):
                return Span(sentence.start + day.start(1), sentence.start + day.end(1))
    return None


def _kinds_at(text: str, number: re.Match[str]) -> set[str]:
    """The kind of a document whose bare number stands in a text: "Quyết định số 664"."""
    words = text[max(0, number.start() - 20) : number.end()]
    return {item.kind for item in read_references(words) if item.end == len(words)}


def follows_number(text: str, at: int, *, bare: bool = False) -> bool:
    """Whether a day at `at` is the day of issue of the document named right before it.

    With `bare` also of one named by "số 664" alone.
    """
    return any(
        day.start() <= at < day.end()
        for pattern in (_NUMBER, _BARE)[: 1 + bare]
        for match in pattern.finditer(text)
        if (day := _DAY.match(text, match.end())) is not None
    )


def _running(text: str) -> str:
    return " ".join(syllables(fold(text)))


#: What is asked for by "gì" at the end, with the two words before: "trúng cử | chức danh gì".
_WHAT = re.compile(r"((?:\w+ )+)gi\W*\Z")
#: Characters that an object has at least, and what its clause is worth before all others.
_OBJECT, _ASKED_OF = 20, 1000.0


def _object_place(query: Query, text: str) -> int | None:
    """Where the last compound before "gì" stands in a text: what is asked for stands behind it."""
    found = _WHAT.search(fold(normalise(query.question)))
    if found is None:
        return None
    units = found[1].split()
    form = search_form(text)
    plain = re.sub(r"\W", " ", fold(form.text))
    for at in range(len(units) - 2, max(-1, len(units) - 6), -1):
        word = f"{units[at]} {units[at + 1]}"
        said = re.search(rf"(?<!\w){word}(?!\w)", plain)
        if said is not None and is_compound(*word.split(), bare=True):
            return form.offsets[said.start()]
    return None


#: A paper that only leads up to a question, folded, and its name before its number in a text.
_BY_PAPER = re.compile(r"(?:theo|can cu|trong|tai) (?:" + "|".join(_KINDS) + r")\b[^,;]*\d[^,;]*,")
_PAPER_NAME, _OF_YEAR = 20, 1.0
_YEAR = re.compile(r"(?<![\d/-])20\d\d(?!\d)")


def _without_lead(
    query: Query, text: str, held_at: Sequence[tuple[int, float]]
) -> list[tuple[int, float]]:
    """The words held by a sentence without those of a paper that leads up to the question.

    "Theo Quyết định số 12, mục tiêu đến năm 2030 là gì?" asks not for the paper: a clause that has
    the year answers it.
    """
    lead = _BY_PAPER.match(fold(normalise(query.question)))
    if lead is None:
        return list(held_at)
    named = [match.span() for pattern in (_NUMBER, _BARE) for match in pattern.finditer(text)]
    kept = [
        (place, weight)
        for place, weight in held_at
        if not any(start - _PAPER_NAME <= place < end for start, end in named)
    ]
    years = {*_YEAR.findall(query.question[lead.end() :])}
    return kept + [(m.start(), _OF_YEAR) for m in _YEAR.finditer(text) if m[0] in years]


def read_clause(query: Query, sentence: Sentence, rarity: Rarity) -> Span | None:
    """The part of a sentence that fits a short answer and holds most of the question.

    It lies between two semicolons: what stands behind one is another matter.
    """
    if sentence.end - sentence.start <= SHORT:
        return Span(sentence.start, sentence.end)
    text = sentence.text
    borders = [0, *(match.end() for match in _PIECE.finditer(text)), len(text)]
    held_at = _without_lead(query, text, positions(query, sentence, rarity))
    behind = _object_place(query, text)
    best, score = Span(0, min(SHORT, len(text))), -1.0
    for first, start in enumerate(borders[:-1]):
        for end in borders[first + 1 :]:
            if end - start > SHORT or ";" in text[start : end - 1]:
                break
            held = sum(weight for place, weight in held_at if start <= place < end)
            worth = held + (end - start) / 10_000
            if behind is not None and start <= behind and end >= behind + _OBJECT:
                worth += _ASKED_OF
            if worth > score:
                best, score = Span(start, end), worth
    start, end = best
    while start < end and text[start].isspace():
        start += 1
    return Span(sentence.start + start, sentence.start + end)
