"""What a turn wants of the answer before it: who said it, its source, more of it, what follows.

Also what a pronoun stands for: "nó được ban hành ngày nào" after an answer that named a decision.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.citing import escape
from retrieval.compose import compose
from retrieval.evidence import Candidate
from retrieval.guard import guard
from retrieval.messages import message
from retrieval.papers_meant import KIND, asks_of_paper, in_english, paper_meant
from retrieval.reading import Reading, Statement, printed
from retrieval.records import Answer, Query, Whole
from retrieval.shelf import Sentence, Shelf
from retrieval.turn_form import Wish, asks_part, wish_of
from store.records import Document
from vietnamese.language import language_of
from vietnamese.names import read_names
from vietnamese.normal import fold, is_unaccented, search_form
from vietnamese.numbers import read_quantities
from vietnamese.sentences import Span, sentences
from vietnamese.terms import read_terms

#: Sentences looked back for who speaks, and given before and after an answer that is to be fuller.
_BACK, _AROUND = 5, 2
#: What follows a list: items at most; sentences at most where it is no list; length in characters.
_ITEMS, _FOLLOWING, _REACH = 12, 3, 3000
#: Longest answer that a pronoun may stand for, in characters.
_NAMEABLE = 60
_SPEAKS = re.compile(
    r"\b(?:cho biết|nói|nhấn mạnh|khẳng định|phát biểu|nêu|cho rằng|chia sẻ|thông tin|đề nghị"
    r"|yêu cầu|báo cáo|kết luận|tuyên bố|nhận định|theo|đánh giá|trả lời|lưu ý|thông báo)\b",
    re.IGNORECASE,
)
_MARK = re.compile(r"\s*(?:[-*+•–]|\d{1,2}[.)]|[a-zđ]\))\s+")
_DOCUMENT = rf"(?:nó|{KIND} (?:đó|này|ấy|trên))"
_PERSON = r"(?:(?:ông|bà|anh|chị|vị|người|đồng chí) (?:ấy|này|đó|ta))"
_DOCUMENT_EN = r"(?:it|(?:this|that|the) (?:decision|resolution|plan|directive))"
_PERSON_EN = r"(?:he|she|(?:this|that) (?:man|woman|person))"


def needs_last(question: str) -> bool:
    """Whether a turn cannot be understood without the answer before it."""
    return (
        wish_of(question) is not None
        or asks_part(question)
        or asks_of_paper(question)
        or _found(_DOCUMENT, question) is not None
        or _found(_PERSON, question) is not None
    )


def with_antecedent(question: str, last: Answer) -> str:
    """The question with its pronoun replaced by what the last answer named, where it named one."""
    named = " ".join(last.short.split())
    span = _found(_DOCUMENT, question)
    document = paper_meant(last, question[span.start : span.end] if span else "")
    document = in_english(document) if language_of(question) == "en" else document
    if span and document:
        return f"{question[: span.start]}{document}{question[span.end :]}"
    if document and asks_of_paper(question):
        return f"{question.rstrip(' ?.')} {document}?"
    if read_quantities(named) or len(named) > _NAMEABLE or read_terms(question):
        return question
    person = _found(_PERSON, question)
    if person and len(read_names(named)) == 1:
        return f"{question[: person.start]}{read_names(named)[0].text}{question[person.end :]}"
    return question


def besides(query: Query, question: str, last: Answer) -> Query:
    """`query` with the figure that a part is asked of, which is no answer any more."""
    if not asks_part(question) or not last.citations or not read_quantities(last.short):
        return query
    cited = last.citations[0]
    return replace(query, besides=Whole(cited.source, last.short, cited.start, cited.end))


def is_besides(query: Query, item: Candidate) -> bool:
    """Whether a candidate is no part of the figure that the question asks for a part of.

    It is not where it is that figure itself, or stands further on than the sentence after it.
    """
    whole, figure = query.besides, item.figure
    if whole is None or figure is None:
        return False
    itself = whole.short == " ".join(printed(figure).split())
    return figure.source != whole.source or itself or not _is_beside(whole, item.sentence)


def _is_beside(whole: Whole, sentence: Sentence) -> bool:
    """Whether a sentence holds what was quoted, follows it, or is an item of the list under it."""
    if sentence.start < whole.end:
        return whole.start < sentence.end
    between = sentence.document.text[whole.end : sentence.start]
    lines = between.split("\n")
    listed = all(_MARK.match(line) for line in lines[1:] if line.strip())
    return not _MARK.sub(" ", between).strip(" \n.;:") or (sentence.is_item and listed)


def tell(wish: Wish, query: Query, last: Answer, shelf: Shelf) -> Answer | None:
    """What the turn wants of the answer before it; None where there is no such thing."""
    if last.abstained or not last.citations:
        return None
    if wish == "source":
        return _source(query, last)
    document = shelf.document(last.citations[0].source)
    at = _cited(last, shelf)
    if document is None or at is None:
        return None
    if wish == "speaker":
        statement = _speaker(last, at, shelf)
    elif wish == "detail":
        statement = _fuller(last, at, shelf)
    else:
        statement = _next(last, at, document)
    return compose(query, Reading((statement,)), last.passages) if statement else None


def _source(query: Query, last: Answer) -> Answer:
    """The document behind the last answer, with the same quote."""
    citation = replace(last.citations[0], marker=1)
    text = message(
        "answer",
        query.language,
        head=f"**{escape(citation.label)}** [1]",
        quote=escape(citation.quote),
        label=escape(citation.label),
    )
    return Answer(
        query.question, text, short=citation.label, citations=(citation,), passages=last.passages
    )


def _cited(last: Answer, shelf: Shelf) -> Sentence | None:
    """The sentence that the last answer quotes first."""
    citation = last.citations[0]
    return next(
        (
            sentence
            for sentence in _read(last, shelf)
            if sentence.start < citation.end and citation.start < sentence.end
        ),
        None,
    )


def _read(last: Answer, shelf: Shelf) -> list[Sentence]:
    """The sentences of the passages that the last answer was found in, of its document."""
    source = last.citations[0].source
    found = [item for item in last.passages if item.passage.source == source]
    read = {(s.start, s.end): s for item in found for s, _ in shelf.sentences([item])}
    return [read[key] for key in sorted(read)]


def _speaker(last: Answer, at: Sentence, shelf: Shelf) -> Statement | None:
    """Who is said to speak in the sentence cited, or else in the nearest one before it."""
    before = [one for one in _read(last, shelf) if one.start <= at.start][-_BACK:]
    said = next((figure.speaker for figure in at.figures if figure.speaker), None)
    for sentence in reversed(before):
        spoken = [match.start() for match in _SPEAKS.finditer(sentence.text)]
        names = read_names(sentence.text)
        if said:
            names = [name for name in names if name.text in said or said in name.text] or names
        if not spoken or not names:
            continue
        best = min(names, key=lambda name: min(abs(name.start - place) for place in spoken))
        return Statement(best.text, sentence, Span(sentence.start, sentence.end))
    return None


def _fuller(last: Answer, at: Sentence, shelf: Shelf) -> Statement:
    """The last answer again, quoted with the sentences around it in its passage."""
    near = [one for one in _read(last, shelf) if one.passage.id == at.passage.id]
    place = near.index(at)
    shown = [one for one in near[max(0, place - _AROUND) : place + _AROUND + 1]]
    citation = last.citations[0]
    start, end = min(shown[0].start, citation.start), max(shown[-1].end, citation.end)
    quoted = " ".join(citation.quote.split())
    short = last.short if last.short and last.short in quoted else quoted
    return Statement(short, at, Span(start, end))


def _next(last: Answer, at: Sentence, document: Document) -> Statement | None:
    """The items that follow the last quote under the same heading, or the next sentences."""
    start = max(citation.end for citation in last.citations if citation.source == document.source)
    following = list(sentences(document.text, start, min(len(document.text), start + _REACH)))
    following = [span for span in following if document.text[span.start : span.end].strip(" .;,")]
    kept: list[Span] = []
    listed = bool(following) and _MARK.match(document.text, following[0].start) is not None
    for span in following:
        marked = _MARK.match(document.text, span.start) is not None
        if document.text[span.start] == "#" or marked != listed:
            break
        if len(kept) == (_ITEMS if listed else _FOLLOWING):
            break
        kept.append(span)
    if not kept:
        return None
    texts = [" ".join(document.text[span.start : span.end].split()) for span in kept]
    short = "; ".join(_MARK.sub("", text, count=1).rstrip(" .;,") for text in texts)
    return Statement(short, at, Span(kept[0].start, kept[-1].end))


def _found(pattern: str, question: str) -> Span | None:
    """Where a pattern, written with accents, stands in a question typed with or without them."""
    form = search_form(question)
    if language_of(question) == "en":
        pattern = _DOCUMENT_EN if pattern == _DOCUMENT else _PERSON_EN
    elif is_unaccented(form.text):
        pattern = fold(pattern)
    match = re.search(rf"\b{pattern}\b", form.text)
    return Span(*form.span(*match.span())) if match else None


def answered_last(history: Sequence[str]) -> int | None:
    """The number of the last turn that asked the documents something; None when there is none."""
    return next((n for n in reversed(range(len(history))) if guard(history[n]) is None), None)
