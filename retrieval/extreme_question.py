"""Which end of a scale a question asks for, and of what: "huyện nào giải ngân cao nhất"."""

from __future__ import annotations

import re
from dataclasses import replace

from retrieval.nearness import POLES
from retrieval.question_form import one_kind, question_line
from retrieval.records import Query
from vietnamese.normal import fold, is_unaccented, normalise
from vietnamese.tokens import syllables

#: What is asked for, folded: units of government, countries, bodies.
PLACES = (
    r"(?:(?<!cap )(?<!khoi )huyen|(?<!cap )(?<!thi )xa|(?<!dia )phuong|(?<!co )quan"
    r"|thi xa|thanh pho|thi tran|tinh|dia phuong|noi|cho"
    r"|(?<!nong )thon|dia ban"
    r"|vung|khu vuc|locality|localities|districts?|communes?|wards?|town|city|cities|provinces?)"
)
LANDS = r"(?:nuoc|quoc gia|thi truong|countr(?:y|ies)|markets?)"
_BODIES = (
    r"(?:so|don vi|co quan|nganh|ban|chu dau tu|doanh nghiep|cong ty|tap doan|nha dau tu"
    r"|department|agency|company|firm|unit)"
)
_ASKS = re.compile(
    rf"\b(?P<thing>{PLACES}|{LANDS}|{_BODIES})(?: (?!nao\b|nhat\b)\w+){{0,6}}?"
    r" (?:la )?nao\b"
    rf"|\b(?:which|what) (?:\w+ )?(?P<english>{PLACES}|{LANDS}|{_BODIES})\b"
    rf"|\b(?:ke ten|liet ke|neu ten|list|name)\b.*?\b(?P<listed>{PLACES}|{LANDS}|{_BODIES})\b"
    rf"|\b(?P<where>o dau|where)\b"
    rf"|\b(?P<plain>{PLACES}|{LANDS}|{_BODIES})(?: (?!nao\b)\w+){{0,7}}? (?:nhat|so mot|dan dau"
    r"|dung dau|(?:xep|dung) (?:cuoi|chot)|(?<!chuyen )doi so|bet)\b"
    rf"|^(?P<bare>{PLACES}|{LANDS}|{_BODIES}) (?!.*\b(?:bao nhieu|may)\b)"
)
#: Words that only say which end of a scale is meant, or that one of several is.
_SCALE = (
    "nhat cao thap nhieu it lon nho tot kem nhanh cham dan dung xep dau cuoi chot bang thu noi dia"
    " phuong don vi i ach le mau te highest lowest most least first last"
)
#: How short ones are written: "cho", "số", "bán" name no place and no body.
_WRITTEN = {
    "cho": ("chỗ",), "so": ("sở",), "ban": ("ban",), "noi": ("nơi",), "xa": ("xã",),
    "quan": ("quận",), "tinh": ("tỉnh",), "vung": ("vùng",), "thon": ("thôn",),
    "nuoc": ("nước",), "nganh": ("ngành",), "phuong": ("phường",),
}  # fmt: skip
#: Units of government of one kind: "huyện nào" does not ask for a town.
KINDS = {
    "huyen": ("huyện",),
    "xa": ("xã",),
    "phuong": ("phường",),
    "quan": ("quận",),
    "thi xa": ("thị xã",),
    "thanh pho": ("thành phố",),
    "thi tran": ("thị trấn",),
}


def asked_extreme(query: Query) -> tuple[int, str] | None:
    """The end of the scale that is asked for (0 first, 1 last) and the word for the thing.

    None where a figure, or nothing at either end, is asked for.
    """
    line = question_line(query.question)
    if query.answer_type in ("reason", "date", "yes_no", "person"):
        return None
    if re.search(r"\b(?:bao nhieu|may|how (?:much|many))\b(?!.*\bnhat\b)", _first(line)):
        return None
    poles = [end for end, pole in enumerate(POLES) if pole.search(plain_question(query))]
    if len(poles) != 1:
        return None
    plain, line = normalise(query.question), plain_question(query)
    starts = [match.start() for match in re.finditer(r"\b\w", line)]
    things = [match for at in starts if (match := _ASKS.match(line, at)) is not None]
    # "bán sang nước nào": the last one before "nào", and one with "nào" before one without.
    things.sort(key=lambda match: (match["plain"] is None, match.start()))
    for match in reversed(things):
        name = next(name for name, word in match.groupdict().items() if word)
        said = plain[slice(*match.span(name))] if len(plain) == len(line) else match[name]
        if is_unaccented(plain) or said in _WRITTEN.get(match[name], (said,)):
            return poles[0], match[name]
    return None


def _first(line: str) -> str:
    """The question up to "nhất": "nơi nào cao nhất, cao bao nhiêu" first asks for the place."""
    return line.partition(" nhat")[0] if re.search(r"\bnao\b.*\bnhat\b", line) else line


def plain_question(query: Query) -> str:
    """The question as the patterns here read it: folded, without marks of tone."""
    return one_kind(fold(normalise(query.question)))


def is_one_of(thing: str, words: str) -> bool:
    """Whether a thing asked for is one of a kind: PLACES, LANDS or bodies."""
    return bool(re.fullmatch(words, thing)) or (words is PLACES and thing in ("o dau", "where"))


def about_things(query: Query, thing: str) -> Query:
    """The question without the words for the thing and for its place on the scale."""
    said = {*syllables(thing), *_SCALE.split()}
    kept = tuple(
        concept
        for concept in query.concepts
        if not {fold(unit) for unit in concept.wordings[0].split()} <= said
        and not any(pole.fullmatch(fold(concept.wordings[0])) for pole in POLES)
    )
    return replace(query, concepts=kept)
