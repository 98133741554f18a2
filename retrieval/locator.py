"""Where in a document a citation stands, as one cites in Vietnam: "Điều 3, khoản 2, tr. 5"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.records import Language
from store.records import Division, Document

#: units in English; what is not here keeps its Vietnamese name
_ENGLISH = {
    "phụ lục": "Annex",
    "biểu": "Form",
    "mẫu": "Form",
    "bảng": "Table",
    "phần": "Part",
    "chương": "Chapter",
    "mục": "section",
    "tiểu mục": "subsection",
    "điều": "Article",
    "khoản": "clause",
    "điểm": "point",
    "tiết": "item",
    "ý": "point",
    "nhiệm vụ": "task",
    "giải pháp": "solution",
    "mục tiêu": "objective",
    "chỉ tiêu": "indicator",
    "nội dung": "content",
    "dự án": "project",
    "tiểu dự án": "subproject",
    "hợp phần": "component",
    "bước": "step",
    "nhóm": "group",
    "hoạt động": "activity",
    "kịch bản": "scenario",
}
#: units whose name is written with a capital
_CAPITAL = ("phụ lục", "biểu", "mẫu", "bảng", "phần", "chương", "điều")
#: above an article, only these are named with it: articles are counted through all chapters
_ABOVE_ARTICLE = ("phụ lục", "kèm theo")


def locator_of(document: Document, offset: int, language: Language = "vi") -> str:
    """The counted parts and the page that hold `offset` of the document's text, outermost first.

    Empty where the document has neither.
    """
    holding = [part for part in document.divisions if part.start <= offset < part.end]
    parts = [_named(part, language) for part in _joined(_needed(holding))]
    page = document.page_at(offset)
    if page is not None:
        parts.append(f"{'p.' if language == 'en' else 'tr.'} {page}")
    return ", ".join(parts)


def _needed(holding: Sequence[Division]) -> list[Division]:
    """What a reader needs to find the place: of the parts above an article only an annex."""
    articles = [place for place, part in enumerate(holding) if part.unit == "điều"]
    if not articles:
        return list(holding)
    first = articles[-1]
    return [part for part in holding[:first] if part.unit in _ABOVE_ARTICLE] + list(holding[first:])


def _joined(parts: Sequence[Division]) -> list[Division]:
    """Sections within sections as one: "mục II.1"."""
    done: list[Division] = []
    above: Division | None = None
    for part in parts:
        if above and above.unit == part.unit in ("mục", "khoản"):
            # "1.2" holds the number of "1" already.
            own = part.number.removeprefix(f"{above.number}.")
            done[-1] = replace(part, number=f"{done[-1].number}.{own}")
        else:
            done.append(part)
        above = part
    return done


def _named(part: Division, language: Language) -> str:
    if part.unit == "kèm theo":
        what = part.number if part.number == "Phụ lục" else f"{part.number} kèm theo"
        return what if language == "vi" else f"attached {part.number}"
    if language == "en":
        return f"{_ENGLISH.get(part.unit, part.unit)} {part.number}"
    unit = part.unit.capitalize() if part.unit in _CAPITAL else part.unit
    return f"{unit} {part.number}"
