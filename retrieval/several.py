"""Several questions in one: taken apart, each answered in its turn, the answers put together."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from retrieval.citing import escape
from retrieval.derivation import derivation_of
from retrieval.messages import message
from retrieval.places_asked import ends_lead
from retrieval.question_form import NUMBER_OF
from retrieval.records import Answer, Citation, Language
from retrieval.turn_form import leans, wish_of, without_new_topic
from vietnamese.normal import SearchForm, fold, search_form
from vietnamese.periods import PeriodMention, read_periods
from vietnamese.places import PlaceMention, read_places, same_or_within
from vietnamese.terms import TermMention, is_part_of, read_terms

#: More questions than this in one turn are taken as one: it is a text, no list of questions.
MOST_PARTS = 6
#: "bao nhiêu", "ai" …, folded: each part that is joined by "và" must ask for something itself.
_ASK = (
    r"(?:bao nhieu|\bbn\b|\bmay\b(?! moc| tinh| bay)|\bai\b|\b(?:la )?gi\b|\bnao\b|\bo dau\b"
    r"|\bkhi nao\b|\bbao gio\b|\bvi sao\b|\btai sao\b|\bthe nao\b|\bra sao\b|\bhow (?:many|much)\b"
    r"|\bwho\b|\bwhen\b|\bwhere\b|\bwhy\b|\bwhat\b|\bwhich\b)"
)
_ASKS = re.compile(_ASK)
_AND = re.compile(r"\s*(?:,|;)?\s+(?:và|va|and|cũng như|cung nhu|&)\s+|\s*;\s+", re.IGNORECASE)
#: Goes on to how much that is of a plan, or how much more than before: ", bằng mấy phần trăm",
#: "và tăng bao nhiêu so với cùng kỳ".
_AND_THEN = re.compile(
    r"(?:\s*,\s*|\s+(?=(?:và|va) ))"
    r"(?=(?:và |va )?(?:bằng|chiếm|đạt|tăng|giảm|bang|chiem|dat|tang|giam)\b"
    r"[^,;]*\b(?:bao nhiêu|mấy|bao nhieu|may|bn)\b)",
    re.IGNORECASE,
)
#: Between two things named one after the other.
_JOINED = re.compile(r"\s*(?:,|&|\b(?:và|va|and(?: the)?|cùng với|cung voi)\b)\s*", re.IGNORECASE)
#: Two things that are set against each other, or belong together, are one question.
_TOGETHER = re.compile(
    r"\b(?:so voi|so sanh|chiem|hay|hoac|hon|chenh|tong cong|cong lai|gop lai|ca hai|giua|quan he"
    r"|lien ket|hop tac|noi|tuyen|bang bao nhieu phan tram|trong do|difference|compared?|versus"
    r"|between|than|both|total of|sum of|ratio|tu|from)\b"
)
_END = re.compile(r"[?？]+[\s\"”’)]*|\n+")
_NUMBERED = re.compile(r"^\s*(?:\(?\d{1,2}[.):]|[-*•+]|[a-e]\))\s+")
_MARK = re.compile(r"(?<!\\)\[(\d+)\]")
_EMPTY = re.compile(r"[\W_]*")
_Mention = TermMention | PlaceMention | PeriodMention
_M = TypeVar("_M", TermMention, PlaceMention, PeriodMention)


@dataclass(frozen=True, slots=True)
class Part:
    """One question of several with the turns that it may lean on, oldest first."""

    question: str
    history: tuple[str, ...]


def parts_of(question: str, history: Sequence[str]) -> tuple[Part, ...]:
    """The questions of a turn in their order, a later one leaning on those before it.

    A turn without a subject of its own after several questions in one asks each of them again:
    "xuất khẩu và thu ngân sách năm 2021?", "còn năm 2022?".
    """
    earlier = tuple(history)
    split = split_questions(question)
    if len(split) > 1:
        # Things named side by side are whole questions; sentences may lean on the ones before.
        return tuple(Part(part, (*earlier, *split[:number])) for number, part in enumerate(split))
    again = earlier and leans(question) and not read_terms(question) and not wish_of(question)
    before = _coordinated(earlier[-1]) if again and not without_new_topic(question) else ()
    if len(before) > 1:
        return tuple(Part(question, (*earlier[:-1], part)) for part in before)
    return (Part(question, earlier),)


def split_questions(question: str) -> tuple[str, ...]:
    """The questions that stand in a text; the text itself where it asks one thing."""
    found: list[str] = []
    for sentence in _sentences(question):
        for clause in _clauses(sentence):
            found += _of_each_verb(clause) or _coordinated(clause)
    return tuple(found) if 1 < len(found) <= MOST_PARTS else (question,)


#: "đạt, tăng mấy phần trăm": how much of the plan, and how much more than before.
_VERBS = re.compile(
    r"\b(?P<reached>(?:đạt|dat|bằng|bang)(?: được| duoc)?)\s*(?:,|và|va|&)\s*"
    r"(?P<moved>tăng|giảm|tang|giam|tăng giảm|tang giam)\s+"
    r"(?P<ask>(?:mấy|may|bao nhiêu|bao nhieu)\s+(?:phần trăm|phan tram|%))"
)


def _of_each_verb(text: str) -> list[str]:
    """The question for the share of the plan reached and that for the growth, asked in one."""
    verbs = _VERBS.search(text)
    if verbs is None:
        return []
    before, after = text[: verbs.start()], text[verbs.end() :]
    each = (f"{verbs['reached']} {verbs['ask']} kế hoạch", f"{verbs['moved']} {verbs['ask']}")
    return [f"{before}{asked}{after}" for asked in each]


def _sentences(text: str) -> list[str]:
    """Parts ended by a question mark or a line end; what asks nothing goes with the next part."""
    pieces = []
    start = 0
    for match in _END.finditer(text):
        pieces.append(text[start : match.end()])
        start = match.end()
    pieces.append(text[start:])
    found: list[str] = []
    waiting = ""
    for piece in pieces:
        bare = _NUMBERED.sub("", piece).strip()
        if _EMPTY.fullmatch(bare):
            continue
        asks = bare.rstrip('"”’) ').endswith(("?", "？")) or _asks(bare)
        if asks:
            found.append(f"{waiting} {bare}".strip())
            waiting = ""
        else:
            waiting = f"{waiting} {bare}".strip()
    if waiting and found:
        found[-1] = f"{found[-1]} {waiting}"
    return found or [text]


def _asks(text: str) -> bool:
    return _ASKS.search(_folded(text)) is not None


def _folded(text: str) -> str:
    return fold(search_form(text).text)


def _clauses(sentence: str) -> list[str]:
    """Parts joined by "và" of which each asks for something: "ai … và khi nào …"."""
    then = _AND_THEN.search(sentence)
    if then is not None and _asks(sentence[: then.start()]) and _is_whole(sentence[: then.start()]):
        return [f"{sentence[: then.start()].strip()}?", *_clauses(sentence[then.end() :].strip())]
    if derivation_of(sentence) is not None:
        return [sentence]
    for match in _AND.finditer(sentence):
        first, second = sentence[: match.start()], sentence[match.end() :]
        if _asks(first) and _asks(second) and _is_whole(first):
            return [f"{first.strip()}?", *_clauses(second.strip())]
    return [sentence]


def _is_whole(first: str) -> bool:
    """Whether what stands before "và" is a question, not only its opening: "ai và khi nào"."""
    return len(first.split()) > 2


def _coordinated(clause: str) -> list[str]:
    """One question for each of the indicators, places or periods named side by side."""
    form = search_form(clause)
    folded = fold(form.text)
    if _TOGETHER.search(folded) or NUMBER_OF.search(folded) or derivation_of(clause) is not None:
        return [clause]
    wants_figure = bool(read_terms(clause))
    elliptic = _elliptic(clause, form)
    if elliptic:
        return elliptic
    terms = _side_by_side(clause, read_terms(clause), _apart)
    if len(terms) > 1:
        return _each(clause, terms)
    if not wants_figure:
        return [clause]
    places = _side_by_side(clause, _addressed(clause, read_places(clause)), _other_text)
    if len(places) > 1:
        return _each(clause, places)
    named = [mention for mention in read_periods(clause) if not mention.relative]
    periods = _side_by_side(clause, named, _other_text)
    return _each(clause, periods) if len(periods) > 1 else [clause]


def _addressed(clause: str, places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The places without those that only say where the one before lies: "huyện A, tỉnh B"."""
    kept: list[PlaceMention] = []
    for mention in places:
        last = kept[-1] if kept else None
        comma = last is not None and clause[last.end : mention.start].strip() == ","
        if last is None or not comma or not same_or_within(last.place, mention.place):
            kept.append(mention)
    if len(kept) == 2 and _lies_in(clause, *kept):  # "Ở tỉnh B, huyện A thu bao nhiêu"
        return kept[1:]
    return kept


def _lies_in(clause: str, one: PlaceMention, other: PlaceMention) -> bool:
    """Whether a lead ends with a place in which the next one lies."""
    comma = clause[one.end : other.start].strip() == "," and ends_lead(clause[: one.end])
    return comma and one.place != other.place and same_or_within(other.place, one.place)


def _other_text(one: PlaceMention | PeriodMention, other: PlaceMention | PeriodMention) -> bool:
    return one.text != other.text


def _apart(one: TermMention, other: TermMention) -> bool:
    """Whether two indicators are two things, not one told twice or a part beside its whole."""
    return not (is_part_of(one.term.id, other.term.id) or is_part_of(other.term.id, one.term.id))


def _side_by_side(clause: str, mentions: Sequence[_M], apart: Callable[[_M, _M], bool]) -> list[_M]:
    """The first run of mentions with nothing but "và" or commas between them."""
    row: list[_M] = []
    for mention in mentions:
        joined = row and _JOINED.fullmatch(clause[row[-1].end : mention.start])
        if joined and all(apart(kept, mention) for kept in row):
            row.append(mention)
        elif len(row) > 1:
            break
        else:
            row = [mention]
    return row


def _each(clause: str, row: Sequence[_Mention]) -> list[str]:
    before, after = clause[: row[0].start], clause[row[-1].end :]
    return [f"{before}{clause[one.start : one.end]}{after}" for one in row]


def _elliptic(clause: str, form: SearchForm) -> list[str]:
    """Both of "thu và chi ngân sách", where the last words belong to both indicators."""
    for mention in read_terms(clause):
        words = mention.text.split()
        lead = re.search(r"([^\W\d_]+)\s*(?:,|và|va|and|&)\s*$", clause[: mention.start])
        if lead is None or len(words) < 2:
            continue
        other = " ".join([lead[1], *words[1:]])
        named = read_terms(other)
        if len(named) == 1 and named[0].text == other and named[0].term != mention.term:
            before, after = clause[: lead.start()], clause[mention.end :]
            return [f"{before}{other}{after}", f"{before}{mention.text}{after}"]
    return []


def joined(question: str, answers: Sequence[tuple[str, Answer]], language: Language) -> Answer:
    """One answer of several, each under its question and with marks of its own.

    What could not be answered says so in its place; where nothing could, the whole is a refusal.
    """
    answers = [item for item in answers if item[1].reason != "smalltalk"] or answers
    whole = [answer for _, answer in answers]
    if len(whole) == 1:
        return replace(whole[0], question=question)
    if all(answer.abstained for answer in whole):
        reasons = {answer.reason for answer in whole}
        kept = next((a for a in whole if a.reason == "missing"), whole[0])
        told = dict.fromkeys(answer.text for answer in whole)
        text = kept.text if len(reasons) > 1 else "\n\n".join(told)
        return replace(kept, question=question, text=text)
    asking = [answer for answer in whole if answer.clarification]
    if len(asking) == len(whole):
        choices = tuple(choice for answer in asking for choice in answer.choices)
        return replace(asking[0], question=question, choices=choices)
    texts: list[str] = []
    citations: list[Citation] = []
    for part, answer in answers:
        texts.append(f"**{escape(part)}**\n\n{_renumbered(answer.text, len(citations))}")
        moved = (replace(c, marker=c.marker + len(citations)) for c in answer.citations)
        citations += list(moved)
    text = "\n\n".join([message("several", language), *texts])
    return Answer(
        question,
        text,
        short="; ".join(answer.short for answer in whole if answer.short),
        citations=tuple(citations),
        passages=tuple({f.passage.id: f for a in whole for f in a.passages}.values()),
        computations=tuple(item for answer in whole for item in answer.computations),
        draft=text,
        checks=tuple(check for answer in whole for check in answer.checks),
        confidence=min((a.confidence for a in whole if a.confidence is not None), default=None),
    )


def _renumbered(text: str, by: int) -> str:
    """The marks of an answer counted on from those before it."""
    return _MARK.sub(lambda mark: f"[{int(mark[1]) + by}]", text)
