"""Offices people hold: "Chủ tịch HĐND" is not "Chủ tịch UBND"."""

from __future__ import annotations

import re

from vietnamese.abbreviations import expand_abbreviations
from vietnamese.normal import fold, normalise

#: Heads of offices, folded.
_POSTS = (
    r"(?:pho |thu truong thuong truc |quyen )?(?:chu tich|tong bi thu|bi thu|tong giam doc|giam doc"
    r"|tong cuc truong|chi cuc truong|cuc truong|bo truong|thu truong|vien truong|truong ban"
    r"|truong phong|truong doan|chanh van phong|chanh thanh tra|chanh an|hieu truong|chu nhiem"
    r"|chi huy truong|tu lenh|thu tuong|doi truong|to truong)"
)
_OFFICE = re.compile(rf"\b({_POSTS})((?: (?!la\b|ai\b|ten\b|nao\b|hien\b)[^\W\d_]+){{1,5}})")


def read_offices(text: str) -> tuple[str, ...]:
    """Folded wordings of the office that `text` names first, short or spelled out; () for none.

    A post is told apart by the first words of its body: "chủ tịch hđnd" and "chủ tịch hội đồng
    nhân dân" are one office.
    """
    found: list[str] = []
    for form in (text, _spelled_out(text)):
        match = _OFFICE.search(fold(normalise(form)))
        if match is None:
            continue
        post, body = match[1], match[2].split()
        if body[0] in _LEVELS and body[1:2] != ["uy"]:  # "bí thư tỉnh ủy" is of the tỉnh ủy
            body = body[1:]
        if not body:
            found.append(post)
            continue
        found.append(" ".join([post, *body[:2]]) if len(body) > 1 else f"{post} {body[0]}")
        found.append(f"{post} {body[0]}" if len(body[0]) > 2 and _is_short(body[0]) else found[-1])
        for size in (3, 4):
            if len(body) >= size:
                found.append(f"{post} {''.join(word[0] for word in body[:size])}")
    return tuple(dict.fromkeys(found))


_LEVELS = ("tinh", "thanh", "huyen", "xa")


def _is_short(word: str) -> bool:
    """Whether a folded word is an abbreviation: it has no vowel in its first letters."""
    return re.match(r"[^aeiouy]{2}", word) is not None


def _spelled_out(text: str) -> str:
    for start, end, _, meanings in reversed(expand_abbreviations(text)):
        text = f"{text[:start]}{meanings[0]}{text[end:]}"
    return text
