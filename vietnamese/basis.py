"""Who set a plan, and at which prices a value is given: why two shares of "the plan" differ."""

from __future__ import annotations

import re

from vietnamese.normal import fold, normalise, search_form
from vietnamese.sentences import Span

#: Folded, so that questions typed without accents are read alike.
_GIVEN_BY = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        (
            "Trung ương giao",
            r"\b(?:thu tuong|ttcp|ttg|chinh phu|trung uong|tw|bo tai chinh)\b[\w\s]{0,20}\bgiao\b"
            r"|\b(?:assigned|set|given|allocated) by the (?:prime minister|(?:central )?government)"
            r"|\b(?:prime minister|central government)['’]?s? (?:assigned )?"
            r"(?:plan|estimate|target)",
        ),
        (
            "HĐND giao",
            r"\b(?:hdnd|hoi dong nhan dan)\b[\w\s]{0,20}\b(?:giao|quyet nghi|quyet dinh)\b"
            r"|\b(?:du toan|ke hoach) (?:cua )?(?:hdnd|hoi dong nhan dan)\b(?: (?:tinh|thanh pho))?"
            r"|\bassigned by the people's council",
        ),
        (
            "địa phương triển khai",
            r"\bdia phuong (?:\w+ ){0,2}(?:trien khai|giao)\b"
            r"|\b(?:ke hoach|du toan) (?:(?:cua|do|ma|cap|rieng) )*(?:dia phuong|tinh)"
            r" (?:(?:tu|minh|da) )*(?:trien khai|lap|xay dung|dat ra|giao)\b"
            r"|\b(?:ke hoach|du toan) (?:cua |cap )?dia phuong\b"
            r"|\b(?:so voi|theo|bang|dat|%|phan tram) (?:ke hoach|du toan|muc) (?:cua |do )?"
            r"(?:chinh )?tinh\b(?: tu)?(?: (?:giao|dat|xay dung|trien khai|de ra))?\b"
            r"|\b(?:local|locally|province's own|provincial) (?:\w+ )?plan",
        ),
    )
)
_PRICES = (
    (
        "giá so sánh",
        re.compile(r"\bgia (?:so sanh|ss)\b|\bconstant prices\b|\bcomparable prices\b"),
    ),
    ("giá hiện hành", re.compile(r"\bgia (?:hien hanh|hh|thuc te)\b|\bcurrent prices\b")),
)


#: How the name of a poverty line begins, which is a basis like whoever set a plan.
STANDARD = "chuẩn"


def read_basis(text: str) -> str | None:
    """Who set the plan that `text` speaks of; None where it does not say."""
    return _first(_GIVEN_BY, text)


#: The poverty line that a rate is told by: "chuẩn nghèo đa chiều giai đoạn 2022-2025"; folded.
_STANDARD = re.compile(
    r"\bchuan (?:ho )?(?:ngheo )?(?:(?:da chieu|quoc gia|moi|cu|tiep can)\W+)*(?:giai doan )?"
    r"(?P<first>20\d\d) ?[-–] ?(?P<last>20\d\d)\b"
)


def read_standard(text: str) -> str | None:
    """The poverty line that `text` names last, "chuẩn 2022–2025"; None where it names none."""
    found = list(_STANDARD.finditer(fold(normalise(text))))
    return f"{STANDARD} {found[-1]['first']}–{found[-1]['last']}" if found else None


def basis_spans(text: str) -> list[Span]:
    """Where `text` says who set a plan, as spans of the given text."""
    form = search_form(text)
    folded = fold(form.text)
    return [
        Span(*form.span(*match.span()))
        for _, pattern in _GIVEN_BY
        for match in pattern.finditer(folded)
    ]


def read_price_basis(text: str) -> str | None:
    """The prices that `text` speaks of: "giá so sánh" or "giá hiện hành"; None where not said."""
    return _first(_PRICES, text)


def _first(rules: tuple[tuple[str, re.Pattern[str]], ...], text: str) -> str | None:
    folded = fold(normalise(text))
    return next((name for name, pattern in rules if pattern.search(folded)), None)
