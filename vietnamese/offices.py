"""Offices people hold: "Chủ tịch HĐND" is not "Chủ tịch UBND", nor is its deputy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from vietnamese.abbreviations import spell_out
from vietnamese.normal import fold, normalise
from vietnamese.places import read_places
from vietnamese.tokens import syllables

#: Heads of offices, folded.
_POSTS = (
    r"(?:pho |quyen )?(?:chu tich|tong bi thu|bi thu|tong giam doc|giam doc|tong cuc truong"
    r"|chi cuc truong|cuc truong|bo truong|thu truong|vien truong|truong ban|truong phong"
    r"|truong doan|chanh van phong|chanh thanh tra|chanh an|hieu truong|chu nhiem|vu truong"
    r"|chi huy truong|chinh uy|tu lenh|thu tuong|doi truong|to truong|truong tieu ban"
    r"|truong cong an|truong thon|tong bien tap|tong thanh tra|tong kiem toan|nguoi phat ngon)"
)
#: A post in a folded text.
POST = re.compile(rf"\b{_POSTS}\b")
_OFFICE = re.compile(
    rf"(?:^| )({_POSTS})((?: (?!(?:la|ai|ten|nao|hien|nay|cua(?! khau)|noi(?! vu| chinh)|cho|da"
    r"|do(?! thi)|theo|vao|trong|khi|luc|thoi|nam|thang"
    r"|tai(?! (?:chinh|nguyen))|nhu)\b)[^\W\d_]+){0,6})"
)
#: Where the name of a body ends: its level or its place follows.
_LEVELS = frozenset(
    {"tinh", "thanh", "huyen", "xa", "thi", "quan", "phuong", "nhiem", "khoa", "la"}
)
#: Bodies left out in speech: "chủ tịch tỉnh", "bí thư tỉnh".
_USUAL = {"chu tich": ("ubnd", "uy ban nhan"), "bi thu": ("tinh uy", "thanh uy", "huyen uy")}
#: Abbreviations of bodies that stand with a name of their own: "HTX Rau sạch do bà Y làm …".
_ALONE = frozenset({"htx", "bql"})
#: Words of a body that tell it apart: "sở tài chính" from "sở tài nguyên".
_BODY = 3
#: The same letters as words of bodies: "quản lý", "hợp tác xã", "xã hội", "thị trường".
_NO_LEVELS = re.compile(
    r"\b(?:quan (?:ly|su|tri|doi|khu)|(?<=tac )xa|xa hoi|thi (?:truong|dua|hanh)"
    r"|thanh (?:nien|tra|toan)|khoa hoc)\b"
)
#: Words between a post and its body put apart: "Sở X, do bà Y làm Giám đốc".
_APART = 24


@dataclass(frozen=True, slots=True)
class Office:
    """A post with the body it is held in, folded; `bodies` are its wordings, short and long."""

    post: str
    bodies: tuple[str, ...]

    def places_in(self, units: list[str]) -> list[int]:
        """Where the office is named in the folded units of a sentence: places of the post.

        Those with the body right behind, or else those with the body near.
        """
        post = self.post.split()
        deputy = post[0] == "pho"
        behind, near = [], []
        for at in range(len(units) - len(post) + 1):
            if units[at : at + len(post)] != post or (at and units[at - 1] == "pho" and not deputy):
                continue
            around = units[max(0, at - _APART) : at + len(post) + _APART]
            running = f" {' '.join(around)} "
            after = f"{' '.join(units[at + len(post) : at + len(post) + 2 * _BODY])} "
            if not self.bodies or any(after.startswith(body) for body in self.bodies):
                behind.append(at)
            elif any(
                (len(body.split()) > 1 or body in _ALONE) and f" {body} " in running
                for body in self.bodies
            ):
                near.append(at)
        return behind or near

    def is_behind(self, units: list[str]) -> bool:
        """Whether the folded units behind a post begin with its body."""
        after = " ".join(units[: 2 * _BODY])
        return any(after.startswith(body) for body in self.bodies)


@lru_cache(maxsize=256)
def read_office(text: str) -> Office | None:
    """The office that a question names first; None when it names none."""
    rest = list(text)
    for mention in read_places(text):
        for at in range(mention.name_start, mention.name_end):
            rest[at] = " "
    blanked = "".join(rest)
    bodies: list[str] = []
    post = ""
    for form in (blanked, spell_out(blanked)):
        match = _OFFICE.search(" ".join(syllables(fold(normalise(form)))))
        if match is None:
            continue
        post = match[1]
        body = _cut(match[2].split())
        if body[:1] == ["nganh"]:  # "giám đốc ngành giáo dục" is that of its department
            body[0] = "so"
        if body:
            bodies.append(" ".join(body[:_BODY]))
            bodies += ["".join(word[0] for word in body[:size]) for size in (3, 4)]
    if not post:
        return _head_of(" ".join(syllables(fold(normalise(spell_out(blanked))))))
    if post == "truong ban":  # "Ban Chỉ đạo do bà Y làm Trưởng ban": what it is for stands above
        bodies += [" ".join(body.split()[:2]) for body in bodies if len(body.split()) > 2]
    known = tuple(dict.fromkeys(body for body in bodies if len(body) > 2))
    return Office(post, known or _USUAL.get(post.removeprefix("pho "), ()))


#: Who is at the head of a body, without the name of the office, folded.
_HEAD = r"(?:dung dau|nguoi dung dau|cam dau|sep|lanh dao cao nhat cua) (?:cua )?"
_HEADS = (
    (re.compile(rf"{_HEAD}(?:dang bo|cap uy) (tinh|thanh|huyen|thi)\b"), "bi thu"),
    (re.compile(rf"{_HEAD}((?:tinh|thanh|huyen|thi) uy)\b"), "bi thu"),
    (re.compile(rf"{_HEAD}(uy ban nhan|chinh quyen)\b"), "chu tich"),
    (re.compile(rf"{_HEAD}(hoi dong nhan)\b"), "chu tich"),
    (
        re.compile(
            rf"(?:{_HEAD}|lanh dao |dieu hanh (?=nganh)|quan ly (?=nganh))"
            r"((?:so|nganh)(?: [a-z]+){1,4})"
        ),
        "giam doc",
    ),
)


def _head_of(line: str) -> Office | None:
    """The office of who is at the head of a body: "đứng đầu Đảng bộ huyện" is its bí thư."""
    for pattern, post in _HEADS:
        found = pattern.search(line)
        if found is None:
            continue
        body = found[1]
        if post == "bi thu" and not body.endswith("uy"):
            body = f"{body} uy"
        if body == "chinh quyen":
            body = "uy ban nhan"
        body = re.sub(r"^nganh\b", "so", body)
        words = _cut(body.split())[:_BODY]
        short = "".join(word[0] for word in body.split())
        shorts = {"uy ban nhan": "ubnd", "hoi dong nhan": "hdnd"}
        bodies = (" ".join(words), shorts.get(body, short if len(short) > 2 else ""))
        return Office(post, tuple(filter(None, bodies)))
    return None


def _cut(body: list[str]) -> list[str]:
    """The words of a body up to its level; "tỉnh ủy" and "thành ủy" are bodies themselves."""
    line = " ".join(body)
    kept = {match.start() for match in _NO_LEVELS.finditer(line)}
    starts = [len(" ".join(body[:place])) + (place > 0) for place in range(len(body))]
    for place, word in enumerate(body):
        if word in _LEVELS and body[place + 1 : place + 2] != ["uy"] and starts[place] not in kept:
            return body[:place]
        if word == "uy" and place and body[place - 1] in _LEVELS:
            return body[: place + 1]
    return body
