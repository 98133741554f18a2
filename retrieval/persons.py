"""Reading people off sentences: who holds an office, who did something, who signed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.bodies import rows_of, whole_row
from retrieval.matching import Rarity, folded_run
from retrieval.nearness import nearest, positions
from retrieval.office_words import office_words
from retrieval.posts import is_given, is_told, told_posts
from retrieval.presenters import asks_presenter, read_presenter
from retrieval.records import Query
from retrieval.shelf import Sentence
from vietnamese.abbreviations import spell_out
from vietnamese.names import NameMention, read_names
from vietnamese.normal import fold, normalise, search_form
from vietnamese.offices import Office, read_office
from vietnamese.sentences import Span
from vietnamese.tokens import syllables

#: A name further than this from the words of the question is somebody else's, in characters.
_REACH = 160
#: Words between an office and its holder, at most: other offices of the holder may stand between.
_OFFICE_REACH = 25
#: Characters behind a post that its body is looked for in.
_BEHIND = 80
#: What somebody does in a question without being it: "who chaired" asks for no chairman.
_DOES = re.compile(
    r"\bchair(?:ed|s|ing)\b|\bpresid(?:ed|es|ing)\b|\bhead(?:ed|ing)\b|\bled\b", re.I
)


def read_person(query: Query, sentence: Sentence, rarity: Rarity) -> Span | None:
    """The person asked for, where the sentence names one; of an office only its holder."""
    office = asked_office(query)
    if _ASKS_FORMER.search(fold(normalise(query.question))):
        return _former(sentence)
    if office is not None:
        return _holder(query, office, sentence)
    asked = fold(normalise(query.question))
    named = [
        Span(name.start, name.end)
        for name in read_names(sentence.text)
        if fold(normalise(name.text)) not in asked
    ]
    if _BESIDE.search(fold(normalise(query.question))):
        return _beside_chair(sentence, named)
    if _CHAIRS.search(fold(normalise(query.question))):
        led = _chair(sentence.text, named)
        return Span(sentence.start + led.start, sentence.start + led.end) if led else None
    if asks_presenter(query):
        reader = read_presenter(sentence.text, named)
        return reader and Span(sentence.start + reader.start, sentence.start + reader.end)
    if is_given(query):
        told = [span for span in named if is_told(sentence.text, span)]
        named = told or ([] if any(told_posts(sentence.text)) else named)
    places = [place for place, _ in positions(query, sentence, rarity)]
    near = [
        span
        for span in named
        if any(span.start - _REACH <= place <= span.end + _REACH for place in places)
    ]
    return nearest(query, sentence, near, rarity)


#: Who was there before: "Giám đốc mới thay ai".
_ASKS_FORMER = re.compile(r"\b(?:thay|thay the|thay cho|ke nhiem|nguoi tien nhiem la) ai\b")
_FORMER = re.compile(r"\b(?:thay(?: thế| cho)?|kế nhiệm)\s+(?:(?:ông|bà|đồng chí)\s+)?\Z")


def _former(sentence: Sentence) -> Span | None:
    """The one who is replaced in a sentence: the name right behind "thay"."""
    for name in read_names(sentence.text):
        if _FORMER.search(sentence.text[: name.start]):
            return Span(sentence.start + name.start, sentence.start + name.end)
    return None


#: Who is asked for that leads a meeting, and how a text says it.
_CHAIRS = re.compile(
    r"\bai (?:la nguoi |da |cung |dong )?(?:chu tri|chu toa|dieu hanh|dieu khien)\b(?! nganh\b)"
    r"|\b(?:chu tri|chu toa|dieu hanh|dieu khien)\b.*\b(?:la ai|cua ai|boi ai)\b"
    r"|\bnguoi (?:nao )?(?:chu tri|chu toa|dieu hanh)\b"
    r"|\bwho (?:was |is )?(?:chair|presid)\w*\b"
    r"(?! (?:[\w’']+ ){0,8}?(?:committee|council|board|department)\W*$)|\bchaired by who"
)
_LED = re.compile(r"\b(?:chủ trì|chủ tọa|chủ toạ|điều hành|điều khiển)\b", re.IGNORECASE)


#: What is led; who runs a province chairs no meeting.
_MEETING = re.compile(
    r"\bchủ (?:trì|tọa|toạ)\b|\b(?:hội nghị|họp|buổi|lễ|tọa đàm|diễn đàn|đối thoại)\b", re.I
)


#: Who leads a meeting together with its chair, and how a text says so.
_BESIDE = re.compile(r"\b(?:ai|nguoi nao)\b.*\b(?:cung|dong) (?:chu tri|chu toa|dieu hanh)\b")
_BESIDE_CHAIR = re.compile(
    r"\b(?:cùng|đồng) (?:chủ trì|chủ tọa|chủ toạ|điều hành)\b", re.IGNORECASE
)


def _beside_chair(sentence: Sentence, named: Sequence[Span]) -> Span | None:
    """Those who lead with the chair: the row of names behind "cùng điều hành có"."""
    said = _BESIDE_CHAIR.search(sentence.text)
    behind = [span for span in named if said and span.start >= said.end()]
    row = next(rows_of(sentence.text, behind), None)
    if row is None:
        return None
    return Span(sentence.start + row[0].start, sentence.start + row[-1].end)


def does_it(query: Query, sentence: Sentence) -> bool:
    """Whether a sentence speaks of leading a meeting, where it is asked who led one."""
    if not _CHAIRS.search(fold(normalise(query.question))):
        return True
    return _LED.search(sentence.text) is not None and _MEETING.search(sentence.text) is not None


def _chair(text: str, named: Sequence[Span]) -> Span | None:
    """Who leads by the words beside: the last one named before in its clause, or the next one."""
    for led in _LED.finditer(text):
        start = max(text.rfind(";", 0, led.start()), text.rfind(". ", 0, led.start())) + 1
        before = [span for span in named if start <= span.start and span.end <= led.start()]
        if before:
            return before[-1]
        stop = text.find(";", led.end())
        stop = stop if stop >= 0 else len(text)
        after = [span for span in named if led.end() <= span.start and span.end <= stop]
        if after:
            return after[0]
    return None


#: Who is at the head of a group for a task, and how a text says it.
_GROUP = (
    r"to (?:cong tac|giup viec|tu van|bien tap)|ban chi dao|ban to chuc"
    r"|doan (?:kiem tra|giam sat|thanh tra|cong tac)|hoi dong"
)
_LEADS = r"(?:dung dau|cam trich|cam dau|phu trach|dan dat|truong|to truong|chu tich|lanh dao)"
_ASKS_HEAD = re.compile(
    rf"\b({_GROUP})\b.*\bai (?:la |lam )?(?:nguoi )?{_LEADS}\b"
    rf"|\bai (?:la |lam |se )?(?:nguoi )?{_LEADS} (?:cua )?({_GROUP})\b"
    r"|\bai (?:la |lam |se )?(?:nguoi )?to truong (?:cua )?(to)(?! dan\b| chuc\b| hop\b)\b"
)
_HEADS = re.compile(
    r"\s+(?:làm|là|giữ chức|giữ vai trò)\s+(?:[Tt]ổ trưởng|[Tt]rưởng (?:ban|đoàn|tiểu ban|Ban|Đoàn)"
    r"|[Cc]hủ tịch [Hh]ội đồng)\b"
)


def asks_head(query: Query) -> bool:
    """Whether the question asks who heads a group for a task: "Tổ công tác do ai đứng đầu?"."""
    return _ASKS_HEAD.search(fold(normalise(query.question))) is not None


def read_head(query: Query, sentence: Sentence) -> Span | None:
    """The name right before "làm tổ trưởng" in a sentence that has the group asked about."""
    asked = _ASKS_HEAD.search(fold(normalise(query.question)))
    group = next(filter(None, asked.groups()), "") if asked else ""
    if not group or f" {group} " not in folded_run(sentence.text):
        return None
    said = _HEADS.search(sentence.text)
    for name in read_names(sentence.text):
        if said is not None and name.end == said.start():
            return Span(sentence.start + name.start, sentence.start + name.end)
    return None


def asked_office(query: Query) -> Office | None:
    """The office whose holder is asked for, None where a person is asked for by a deed."""
    if query.language == "en" and _DOES.search(query.question.lower()):
        return None
    if is_given(query):
        return None
    office = read_office(office_words(query)) or read_office(query.text)
    if office is not None and query.language == "en":
        known = any(_BODY_HEADS.match(body) for body in office.bodies)
        return office if known else replace(office, bodies=())
    return office


#: First words of bodies, folded; other words of an English question are in their own order.
_BODY_HEADS = re.compile(
    r"(?:so|ubnd|hdnd|uy ban|hoi|tinh|thanh|huyen|cuc|chi cuc|ban|cong an|bo|vien|benh vien|truong"
    r"|ngan hang|trung tam|phong|doan|lien)\b"
)


#: Several people are asked for: "những phó chủ tịch nào", "hai giám đốc".
_SEVERAL = re.compile(r"^(?:nhung|cac|hai|ba|bon|may)\b|\b(?:gom|co) (?:nhung )?ai\b|\bnhung ai\b")


def _holder(query: Query, office: Office, sentence: Sentence) -> Span | None:
    """The name that stands closest to an office in a sentence; None where it is not named.

    Behind a semicolon another office begins, and "Giám đốc Sở A Nguyễn Văn B" is his who follows.
    """
    text = sentence.text
    posts = [span for span in _held(office, text) if _of_level(query, text, span)]
    if not posts:
        return None
    names = read_names(text)

    def distance(name: NameMention) -> float:
        return min((_steps(text, name, post) for post in posts), default=_OFFICE_REACH + 1.0)

    named = [name for name in names if distance(name) <= _OFFICE_REACH]
    if not named:
        return None
    best = min(named, key=distance)
    span = Span(sentence.start + best.start, sentence.start + best.end)
    if not _SEVERAL.search(fold(normalise(query.question))):
        return span
    rows = rows_of(text, [Span(name.start, name.end) for name in names])
    return whole_row(sentence, span, rows)


def _held(office: Office, text: str) -> list[Span]:
    """Where a text names the very office, its body in full or shortened: "GĐ Sở GD&ĐT"."""
    spans = _posts(text, office.post)
    written = spell_out(text)
    again = _posts(written, office.post)
    if len(again) == len(spans):
        short = [
            span
            for span, other in zip(spans, again, strict=True)
            if office.is_behind(syllables(fold(written[other.end : other.end + _BEHIND])))
        ]
        if short:
            return short
    at = office.places_in(syllables(fold(text)))
    return [span for span in spans if len(syllables(text[: span.start])) in at]


#: The level behind a post: "Chủ tịch UBND | tỉnh", "Chủ tịch | huyện".
_LEVEL_BEHIND = re.compile(
    r"\s+(?:(?:UBND|HĐND|Ủy ban nhân dân|Uỷ ban nhân dân|Hội đồng nhân dân|Huyện ủy)\s+)?"
    r"(?P<level>tỉnh|thành phố|thị xã|huyện|quận|xã|phường|thị trấn)\b"
)
ASKED_LEVEL = re.compile(
    r"\b(?:chu tich|pho chu tich|bi thu|pho bi thu)(?: (?:ubnd|hdnd|uy ban nhan dan"
    r"|hoi dong nhan dan|thuong truc))* "
    r"(?P<level>tinh|thanh pho|thi xa|huyen|quan|xa|phuong|thi tran)\b"
)
_ALIKE = {"thành phố": ("tinh", "thanh pho", "thi xa", "huyen"), "thị xã": ("thi xa", "huyen")}


def _of_level(query: Query, text: str, post: Span) -> bool:
    """Whether a post is of the level asked about: the head of a province is none of a district."""
    asked = ASKED_LEVEL.search(fold(normalise(query.question)))
    behind = _LEVEL_BEHIND.match(text, post.end)
    if asked is None or behind is None:
        return True
    return asked["level"] in _ALIKE.get(behind["level"], (fold(behind["level"]),))


_DEPUTY = re.compile(r"\bphó\s\Z", re.IGNORECASE)


def _posts(text: str, post: str) -> list[Span]:
    """Where a post is named in a text."""
    form = search_form(text)
    short = r"|gd(?= (?:so|benh vien|trung tam|cong ty|ban|cong an|nganh)\b)"
    word = f"{post}{short}" if post == "giam doc" else post
    found = re.finditer(rf"(?<!\w)(?:{word})(?!\w)", fold(form.text))
    spans = (Span(*form.span(*match.span())) for match in found)
    return [
        span for span in spans if post.startswith("pho ") or not _DEPUTY.search(text[: span.start])
    ]


#: Between a name and the post behind it: "ông A làm", "ông A, ".
_IS = re.compile(
    r"\s*[,(–-]?\s*(?:(?:hiện )?(?:là|làm|giữ chức(?: vụ)?"
    r"|được (?:bổ nhiệm|bầu)(?: làm| giữ chức)?)\s+)?"
)


def _steps(text: str, name: NameMention, post: Span) -> float:
    """How far a name is from a post, in words; a border counts for several, a semicolon for all."""
    if name.start >= post.end:
        between = text[post.end : name.start]
        borders = len(re.findall(r"[,:.()–](?=\s)", between))
        return len(between.split()) / 3 + 8 * borders + _OFFICE_REACH * between.count(";")
    between = text[name.end : post.start]
    if _IS.fullmatch(between):
        return 0.0
    return len(between.split()) + _OFFICE_REACH * between.count(";")


def names_office(query: Query, sentence: Sentence) -> bool:
    """Whether a sentence names the very office whose holder is asked for, with its body."""
    office = asked_office(query)
    if office is None or not office.bodies:
        return False
    return bool(_held(office, sentence.text))


def names_other_office(query: Query, sentence: Sentence) -> bool:
    """Whether a sentence speaks of the same post in another body: another department's director.

    A post without its body ("đồng chí Chủ tịch") may well be the one asked about.
    """
    office = asked_office(query)
    if office is None or not office.bodies:
        return False
    units = syllables(fold(sentence.text))
    if _held(office, sentence.text):
        return False
    running = f" {' '.join(units)} "
    kinds = {body.split()[0] for body in office.bodies if " " in body}
    return any(f" {office.post} {kind} " in running for kind in kinds)


#: What somebody does or is given to do, right behind the question word.
_DEED = re.compile(
    r"\b(?:ai|nguoi nao|ong nao|ba nao|(?:chu tich|bi thu|giam doc|pho chu tich|pho giam doc) nao)"
    r" (?:\w+ ){0,6}?(?:(?:la|nguoi|da|dang|se|duoc|bi|phai|lam) )*"
    r"(?:(?:giao|phan cong|cu|chi dinh) )?((?!la\b|o\b|cua\b)\w+ \w+)"
)


def does(query: Query, sentence: Sentence) -> bool:
    """Whether a sentence has the deed in the question's own words: "trực tiếp chỉ đạo"."""
    deed = _DEED.search(fold(normalise(query.question)))
    return deed is not None and f" {deed[1]} " in sentence.own.running
