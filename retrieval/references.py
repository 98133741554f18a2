"""What a question points at by number: documents, and articles, clauses, chapters of them.

"khoản 2 Điều 10 Nghị định 15/2020/NĐ-CP", "NQ 01", "quyet dinh so 1234", "chương III", "phụ lục 2".
Such a question is a look-up: the passage that is that article of that document comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from vietnamese.lexicon import either_spelling
from vietnamese.normal import fold, search_form

#: Kinds of documents with the code they have in a document's number (Decree 30/2020/NĐ-CP, annex 3,
#: and the Party's rules on papers). Read by themselves before a bare number: "nghị quyết 01".
_KINDS = {
    "nghị quyết": "nq",
    "nghị định": "nđ",
    "thông tư liên tịch": "ttlt",
    "thông tư": "tt",
    "chỉ thị": "ct",
    "pháp lệnh": "pl",
    "công điện": "cđ",
    "thông tri": "ttr",
}
#: Kinds that are ordinary words, too: their number must follow "số", or end the phrase.
_COMMON_KINDS = {
    "quyết định": "qđ",
    "kế hoạch": "kh",
    "báo cáo": "bc",
    "tờ trình": "ttr",
    "công văn": "cv",
    "thông báo": "tb",
    "hướng dẫn": "hd",
    "kết luận": "kl",
    "quy định": "qđ",
    "chương trình": "ctr",
    "đề án": "đa",
    "luật": "",
    "lệnh": "l",
    "văn bản hợp nhất": "vbhn",
    "văn bản": "",
}
#: Parts of a document, widest first. Those of the second line are counted in Roman numbers, too.
_UNITS = ("phụ lục", "phần", "chương", "mục", "điều", "khoản", "điểm")
_ROMAN_UNITS = ("phụ lục", "phần", "chương", "mục")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


_CODES = sorted({code for code in (*_KINDS.values(), *_COMMON_KINDS.values()) if len(code) > 1})
_CODE = either_spelling(_CODES)
_AGENCY = "cp|tu|ttg|ubnd|hđnd|hdnd|bch"
_YEAR = r"(?:19|20)\d\d"
#: 01-nq/tu, 15/2020/nđ-cp, 45/2019/qh14; people put spaces around the marks, or only spaces.
_FULL = (
    rf"(?P<full>\d{{1,5}}[a-zđ]?(?:\s?/\s?{_YEAR})?\s?[-/]\s?[^\W\d_][^\W_]*(?:\s?[-/]\s?[^\W_]+|\s(?:{_AGENCY})(?!\w))*"
    rf"|\d{{1,5}}(?:\s?/\s?{_YEAR})?\s(?:{_CODE})(?:\s?[-/]\s?[^\W_]+)+)"
)
_DOCUMENT = re.compile(
    rf"(?<![\w/.,-])(?:(?P<kind>{either_spelling((*_KINDS, *_COMMON_KINDS))}|{_CODE})"
    r"(?P<marked>\s?(?:số|so)\b\s?:?)?\s?)?"
    rf"(?:{_FULL}|(?P<plain>\d{{1,5}}(?:\s?/\s?{_YEAR})?))(?![\w%]|[.,/]\d)"
)
_PART = re.compile(
    rf"(?<!\w)(?P<unit>{either_spelling(_UNITS)})\s(?:(?:số|so|thứ|thu)\s)?"
    r"(?P<numbers>(?:\d{1,3}[a-zđ]?|[ivxlc]{1,6}|[a-zđ])"
    r"(?:(?:\s?,\s?|\s(?:và|va|hoặc|hoac)\s)(?:\d{1,3}[a-zđ]?|[ivxlc]{1,6}|[a-zđ]))*)"
    r"(?![\w%]|[.,/]\d)"
)
#: What is counted rather than numbered: "khoản 2 tỷ đồng", "báo cáo 6 tháng", "năm 2021".
_COUNTED = re.compile(
    r"\s(?:tỷ|ty|triệu|trieu|nghìn|nghin|ngàn|ngan|trăm|tram|đồng|dong|phần|phan"
    r"|(?:điểm|diem)(?!\s[a-zđ](?!\w))|(?:mục|muc)\s(?:tiêu|tieu)"
    r"|tháng|thang|tuần|tuan|quý|quy(?!\s(?:chế|che|định|dinh|ước|uoc|tắc|tac|chuẩn|chuan))|năm(?!\s\d)|nam(?!\s\d)|người|nguoi|lần|lan|nội|noi|nhóm"
    r"|nhom|nhiệm|nhiem|giải|giai|vấn|van|dự|du|chỉ|chi|tấn|tan|ha|km|usd)(?!\w)"
)
_ENDS = re.compile(
    r"\s*(?:$|[^\w\s]|(?:của|cua|về|ve|ngày|ngay|năm|nam|do|là|la|có|co|nói|noi|quy|ban|này|nay"
    r"|thì|thi|gồm|gom|tỉnh|tinh|ubnd|hđnd|hdnd|phê duyệt|phe duyet|được|duoc|ký|ky)(?!\w))"
)
_LINKS = ("của", "thuộc", "tại", "trong", "ở", "theo", "kèm theo", "ban hành kèm theo")
#: What may stand between the parts of one reference: "Điều 5 của Nghị quyết 01".
_LINK = re.compile(rf"[\s,;(]*(?:(?:{either_spelling(_LINKS)})\s)?")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Part:
    """An article, clause or chapter: its unit, folded ("dieu"), and its numbers.

    Any of the numbers is meant. Roman ones are given as digits.
    """

    unit: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """What text[start:end] points at: a document, parts of one, or both.

    `kind` is the code of the kind of document ("nq"), folded; empty where it is not said. `number`
    holds the units of its number, folded and without leading zeros: ("1", "nq", "tu"); empty where
    no document is named. `parts` are in the order of `_UNITS`.
    """

    start: int
    end: int
    kind: str = ""
    number: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


@lru_cache(maxsize=64)
def read_references(text: str) -> tuple[Reference, ...]:
    """The references in a question, in its order, in any spelling, also without accents."""
    form = search_form(text)
    documents = list(_documents(form.text))
    taken = [(item.start, item.end) for item in documents]
    parts = [item for item in _parts(form.text) if not _overlaps(item, taken)]
    together = _joined(form.text, sorted((*documents, *parts), key=lambda item: item.start))
    return tuple(
        Reference(*form.span(item.start, item.end), item.kind, item.number, item.parts)
        for item in together
        if item.number or any(part.unit != "diem" for part in item.parts)
    )


def number_asked(text: str) -> tuple[str, ...] | None:
    """The number of the one document that a question names; None where it names none or several."""
    numbers = {reference.number for reference in read_references(text) if reference.number}
    return numbers.pop() if len(numbers) == 1 else None


def _documents(form: str) -> Iterator[Reference]:
    for match in _DOCUMENT.finditer(form):
        kind, plain = match["kind"], match["plain"]
        code = _code(kind) if kind else ""
        if plain is not None:
            if kind is None or _COUNTED.match(form, match.end()):
                continue
            marked = match["marked"] is not None
            if not marked and re.fullmatch(_YEAR, plain):
                continue  # "kế hoạch 2021"
            weak = fold(kind) in _folded_common()
            if weak and not marked and not _ENDS.match(form, match.end()):
                continue
        number = tuple(_unit(unit) for unit in _WORD.findall(fold(plain or match["full"])))
        if plain is None and not code:
            code = next((unit for unit in number if unit in _folded_codes()), "")
            if kind is None and not code and not re.search(r"/|\d-[^\W\d]{2}", match["full"]):
                continue
        yield Reference(match.start(), match.end(), code, number)


def _parts(form: str) -> Iterator[Reference]:
    for match in _PART.finditer(form):
        unit = fold(match["unit"].replace("\xa0", " "))
        roman = unit in map(fold, _ROMAN_UNITS)
        numbers = []
        for number in re.split(r"\s?,\s?|\s(?:và|va|hoặc|hoac)\s", match["numbers"]):
            if number[0].isdigit():
                numbers.append(_unit(fold(number)))
            elif roman and set(number) <= set(_ROMAN):
                numbers.append(str(_arabic(number)))
            elif unit == "diem" and len(number) == 1:
                numbers.append(number)
        if numbers and not _COUNTED.match(form, match.end()):
            yield Reference(match.start(), match.end(), parts=(Part(unit, tuple(numbers)),))


def _joined(form: str, items: Sequence[Reference]) -> list[Reference]:
    """Mentions that stand side by side as one: clause, article and document."""
    found: list[Reference] = []
    for item in items:
        last = found[-1] if found else None
        near = last is not None and _LINK.fullmatch(form, last.end, item.start)
        fits = last is not None and not (last.number and item.number)
        used = {part.unit for part in last.parts} if last is not None else set()
        if last is None or not near or not fits or used & {part.unit for part in item.parts}:
            found.append(item)
            continue
        order = [fold(unit) for unit in _UNITS]
        parts = sorted((*last.parts, *item.parts), key=lambda part: order.index(part.unit))
        found[-1] = Reference(
            last.start,
            item.end,
            last.kind or item.kind,
            last.number or item.number,
            tuple(parts),
        )
    return found


def _overlaps(item: Reference, taken: Sequence[tuple[int, int]]) -> bool:
    return any(start < item.end and item.start < end for start, end in taken)


def _unit(unit: str) -> str:
    return unit.lstrip("0") or "0"


def _arabic(roman: str) -> int:
    values = [_ROMAN[letter] for letter in roman]
    signed = [
        -value if any(value < later for later in values[place + 1 : place + 2]) else value
        for place, value in enumerate(values)
    ]
    return sum(signed)


def _roman(number: int) -> str:
    tens = "x" * (number // 10)
    return tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[number % 10]


@lru_cache(maxsize=1)
def _folded_kinds() -> dict[str, str]:
    return {fold(name): fold(code) for name, code in (*_KINDS.items(), *_COMMON_KINDS.items())}


@lru_cache(maxsize=1)
def _folded_common() -> frozenset[str]:
    return frozenset(map(fold, _COMMON_KINDS))


@lru_cache(maxsize=1)
def _folded_codes() -> frozenset[str]:
    return frozenset(map(fold, _CODES))


def _code(kind: str) -> str:
    folded = " ".join(fold(kind).split())
    return _folded_kinds().get(folded, folded)


# -- passages ----------------------------------------------------------------------------------


def fit(
    references: Sequence[Reference], text: str, headings: Sequence[str] = (), context: str = ""
) -> float:
    """How well a passage is what the question points at, in 0–1; 0 without any reference.

    1: the passage is that article of that document, by its own heading or those above it, its
    context or title. Less where it only speaks of it. An article of another document is worth
    little. Of several references the best counts.
    """
    above = fold("\n".join((*headings, context)).lower())
    body = fold(text.lower())
    return max((_fit(reference, body, above) for reference in references), default=0.0)


#: What a passage is worth that names the document or the article in its text only, and an article
#: with the right number where the document is not known to be the right one.
_SPOKEN_OF, _ELSEWHERE = 0.5, 0.3


def _fit(reference: Reference, body: str, above: str) -> float:
    document = 1.0
    if reference.number:
        pattern = _document_pattern(reference.kind, reference.number)
        document = 1.0 if pattern.search(above) else _SPOKEN_OF * bool(pattern.search(body))
        if not reference.parts:
            return document
    found = [_part_fit(part, body, above) for part in reference.parts]
    # The widest part decides: many an article has a clause 2.
    share = min(found[0], sum(found) / len(found))
    return share * (document or _ELSEWHERE)


def _part_fit(part: Part, body: str, above: str) -> float:
    spoken, own = _part_patterns(part)
    if spoken.search(above) or own.search(body):
        return 1.0
    return _SPOKEN_OF * bool(spoken.search(body))


@lru_cache(maxsize=256)
def _document_pattern(kind: str, number: tuple[str, ...]) -> re.Pattern[str]:
    """A document's number in folded text: "nghi quyet so 01", "01-nq/tu", "so 01/nq-tu"."""
    gap = r"\s?[-–/]\s?"
    units = [rf"0*{re.escape(unit)}" if unit.isdigit() else re.escape(unit) for unit in number]
    whole = rf"(?<![\w/.,-]){gap.join(units)}"
    if len(number) > 1 and not number[-1].isdigit():
        return re.compile(rf"{whole}(?!\w)")
    names = [name.replace(" ", r"\s") for name, code in _folded_kinds().items() if code == kind]
    named = "|".join((*names, kind)) if kind else "so"
    coded = rf"|{whole}(?:{gap}{_YEAR})?{gap}{kind}(?!\w)" if kind else ""
    return re.compile(rf"(?<!\w)(?:{named})\s(?:so\s?:?\s?)?{whole}(?!\d){coded}")


@lru_cache(maxsize=256)
def _part_patterns(part: Part) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A part as it is spoken of, and as the beginning of its own text, in folded text."""
    numbers = set(part.numbers)
    if part.unit in map(fold, _ROMAN_UNITS):
        numbers |= {_roman(int(n)) for n in part.numbers if n.isdigit() and int(n) < 40}
    either = "|".join(rf"0*{n}" if n[0].isdigit() else re.escape(n) for n in sorted(numbers))
    unit = part.unit.replace(" ", r"\s")
    spoken = rf"(?<!\w){unit}\s(?:so\s)?(?:{either})(?![\w/]|[.,]\d)"
    if part.unit == "khoan":
        own = rf"^\W*(?:khoan\s)?(?:{either})[.)]\s"
    elif part.unit == "diem":
        # Folding makes "đ)" a "d)": the letter before it decides nothing here.
        folded = "|".join(fold(letter) for letter in sorted(part.numbers))
        spoken = rf"(?<!\w)diem\s(?:{folded})(?!\w)"
        own = rf"^\W*(?:{folded})\)\s"
    else:
        own = rf"^\W*{unit}\s(?:{either})(?![\w/]|[.,]\d)"
    return re.compile(spoken), re.compile(own, re.MULTILINE)


def wordings(reference: Reference) -> tuple[str, ...]:
    """Other ways a document may write what is pointed at, for the lexical leg.

    "nghị quyết 01" also stands as "nghị quyết số 01" and "01-NQ"; "chương III" as "chương 3".
    """
    found: list[str] = []
    names = {fold(code): name for name, code in (*_COMMON_KINDS.items(), *_KINDS.items())}
    if reference.number and reference.kind:
        first = reference.number[0].zfill(2)
        name = names.get(reference.kind)
        if name:
            found.append(f"{name} số {first}")
        found.append(f"{first} {reference.kind}")
    for part in reference.parts:
        unit = next(unit for unit in _UNITS if fold(unit) == part.unit)
        for number in part.numbers:
            found.append(f"{unit} {number}")
            if unit in _ROMAN_UNITS and number.isdigit() and int(number) < 40:
                found.append(f"{unit} {_roman(int(number))}")
    return tuple(dict.fromkeys(found))
