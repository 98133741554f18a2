"""Whether what was read is of the sort that was asked for: a last look before it is given.

"Đơn vị nào" is answered by no person, "ai" by no sum, "nơi nào" by nothing that names no place.
"""

from __future__ import annotations

import re

from retrieval.bodies import FIRM, asks_body, body_spans
from retrieval.cues import name_spans
from retrieval.days import read_times
from retrieval.nearness import POLES
from retrieval.papers_asked import asks_number
from retrieval.records import Query
from vietnamese.names import read_names
from vietnamese.normal import fold, is_unaccented, normalise
from vietnamese.numbers import read_quantities
from vietnamese.places import read_places
from vietnamese.tokens import syllables

_ENGLISH = (
    r"\b(?:which|what) (?:localit(?:y|ies)|districts?|communes?|provinces?|cit(?:y|ies)|towns?"
    r"|agency|department|company|body|unit)\b"
)
#: Places and bodies that are asked for by their sort: "sở nào", which is not "chỉ số nào".
_SORTS = (
    r"\b(?:nơi|địa phương|địa bàn|huyện|xã|phường|quận|thị xã|thị trấn|thành phố|tỉnh|đơn vị"
    r"|cơ quan|sở|sở,? ngành|doanh nghiệp|công ty|tổ chức|tập đoàn|nhà đầu tư) nào\b"
)
_BARE = fold(_SORTS).replace("|so|", "|(?<!chi )(?<!con )(?<!nhung )so|")
_ASKED = {False: re.compile(f"{_SORTS}|{_ENGLISH}"), True: re.compile(f"{_BARE}|{_ENGLISH}")}


#: A day is asked for, which no year is.
_ASKS_DAY = re.compile(r"\b(?:ngay|hom|bua) (?:nao|may|bao nhieu)\b(?!.*\bnam nao\b)")
_YEAR_ALONE = re.compile(
    r"(?:(?:đến|trước|từ|trong|vào|hết|cuối|đầu)\s+)*(?:năm\s+)?(?:19|20)\d{2}"
)
#: The longest name of a firm that does not say it is one, in characters.
_NAME = 60
#: A paper's number: "01-NQ/TU", "số 664".
_NUMBERED = re.compile(r"\d\s?[-/]\s?[^\W\d_]|\d/\d+/|\b[Ss]ố\s+\d|\A\d+\Z")


def fits(query: Query, short: str) -> bool:
    """Whether a short answer can be one to the question's sort; true where the sort is open."""
    plain = normalise(query.question)
    if not short:
        return True
    if _tells_both_ends(query, short) or _is_none_compared(query, short):
        return False
    if asks_body(query) == "firm" and len(short) > _NAME and not _names_firm(short):
        return False
    if asks_number(query):
        return _NUMBERED.search(short) is not None
    if query.answer_type == "person":
        return _names_something(short)
    if _ASKED[is_unaccented(plain)].search(plain):
        return not _is_person(short) and _names_something(short) and not _is_spot(plain, short)
    if query.answer_type == "date":
        days, longer = read_times(short)
        if not days and _ASKS_DAY.search(fold(plain)) and _YEAR_ALONE.fullmatch(short):
            return False
        counted = any(quantity.unit for quantity in read_quantities(short))
        return bool(days or longer) or (
            not counted and any(unit[:1].isdigit() for unit in syllables(short))
        )
    return True


#: Two that are compared, before the word that asks which: "A với B, nơi nào … hơn".
_WHICH_OF_TWO = re.compile(
    r"\b(?:voi|va|hay|hoac|giua)\b.*\b(?:noi|huyen|xa|tinh|dia phuong|ben|don vi) nao\b.*\bhon\b"
)
_KIND = re.compile(r"^(?:huyen|xa|phuong|thi xa|thi tran|thanh pho|tp|quan|tinh)\.? ")


def _is_none_compared(query: Query, short: str) -> bool:
    """Whether an answer is neither of two that a question compares by name."""
    asked = fold(normalise(query.question))
    if query.answer_type != "place" or not _WHICH_OF_TWO.search(asked):
        return False
    return _KIND.sub("", fold(normalise(short))).strip() not in asked


def _tells_both_ends(query: Query, short: str) -> bool:
    """Whether a text tells what is first and what is last, where one of the two is asked for.

    "Thấp nhất là huyện A, cao nhất thị xã B" names the one asked for beside the other.
    """
    asked, said = fold(normalise(query.question)), fold(normalise(short))
    return sum(pole.search(asked) is not None for pole in POLES) == 1 and all(
        pole.search(said) is not None for pole in POLES
    )


#: Units of government are asked for by their level, folded; what else may stand before a name.
_LEVEL = re.compile(r"\b(?:huyen|xa|phuong|(?<!co )quan|thi xa|thi tran|thanh pho|tinh) nao\b")


def _is_spot(plain: str, short: str) -> bool:
    """Whether a spot is given where a unit of government is asked for: "đèo Kháu Lấu"."""
    return (
        _LEVEL.search(fold(plain)) is not None
        and short[:1].islower()
        and not read_places(short)
        and re.match(r"(?:huyện|xã|phường|quận|thị|thành|tỉnh|các|hai|ba)\b", short) is None
    )


def _names_firm(short: str) -> bool:
    """Whether a text names a firm: "cộng đồng doanh nghiệp" is none."""
    said = (short[span.start : span.end] for span in body_spans(short))
    return any(FIRM.match(name) and any(map(str.isupper, name[1:])) for name in said)


def _is_person(short: str) -> bool:
    """Whether a text is the name of a person and nothing else."""
    return any(name.end - name.start >= len(short.strip()) for name in read_names(short))


def _names_something(short: str) -> bool:
    """Whether a text names a person, a body, a place, or anything in capitals."""
    return (
        is_unaccented(short)
        or bool(read_names(short))
        or any(True for _ in body_spans(short))
        or bool(read_places(short))
        or bool(name_spans(f"– {short}"))
        or any(map(str.isupper, short[1:]))
    )
