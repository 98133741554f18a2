"""Papers asked for by what they are about: their number, their day, or which one it is.

"Nghị quyết về chuyển đổi số của tỉnh số mấy, ban hành ngày nào": the body in the question issued
the paper; the text that names it may be of another place.
"""

from __future__ import annotations

import re

from retrieval.question_form import NUMBER_OF, question_line
from retrieval.records import Query
from retrieval.references import read_references

#: Kinds of papers, folded, as they stand in a question.
PAPERS = (
    "nghi quyet|quyet dinh|ke hoach|chi thi|thong tu|nghi dinh|luat|ket luan|cong van|de an"
    "|chuong trinh|huong dan|thong bao|to trinh|bao cao|cong dien|van ban"
)
#: Of these a question may speak without asking for the paper: "nghị quyết" is always one.
_BARE = re.compile(rf"\b({PAPERS})\b")
#: A paper comes about on a day, which is asked for.
_DAY = re.compile(
    r"\b(?:ban hanh|ky|ra doi|ra|thong qua|phe duyet|cong bo)(?: \w+){0,3} "
    r"(?:ngay|khi|hom|thoi gian|thoi diem|thang|nam) (?:nao|may|bao nhieu)\b"
    r"|\bngay (?:thang )?(?:ban hanh|ky|thong qua|phe duyet|cong bo|ra doi)\b"
    r"|\b(?:ky|ban hanh|thong qua|phe duyet|cong bo) (?:bao gio|khi nao)\b"
    r"|\bngay (?:may|nao|bao nhieu) (?:duoc |thi )?(?:ban hanh|ky|thong qua|ra|phe duyet)\b"
)
_NUMBER = re.compile(
    r"\bso (?:hieu |van ban )?(?:la )?(?:may|bao nhieu|nao|gi)\b|\b(?<!chi )so (?:ky )?hieu\b"
)
_ISSUED = re.compile(r"\b(?:ban hanh|ky|ngay|van ban)\b")


def asks_number(query: Query) -> bool:
    """Whether the number of a document is asked for."""
    line = question_line(query.question)
    if NUMBER_OF.search(line):
        return True
    return _DAY.search(line) is not None and bool(_NUMBER.search(line) and _BARE.search(line))


def asks_day(query: Query) -> bool:
    """Whether the day is asked for on which a paper came about."""
    return _DAY.search(question_line(query.question)) is not None


def paper_asked(query: Query) -> str | None:
    """The kind of the paper whose number or day is asked for, folded; "van ban" is any kind.

    None where the question asks for neither, or names the paper by its number.
    """
    if any(reference.number for reference in read_references(query.question)):
        return None
    line = question_line(query.question)
    found = _BARE.search(line)
    if found is None or not (asks_number(query) or (asks_day(query) and _ISSUED.search(line))):
        return None
    return found[1]
