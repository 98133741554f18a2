"""What office files record of themselves, where it can be believed.

Programs fill in titles from a template or the first line, and the name of the machine for the
author; a title of another document in an answer would be worse than none.
"""

from __future__ import annotations

import re

from vietnamese.normal import normalise

#: the title of a text stands within so many characters from its beginning
_HEAD = 3000
_NAME = re.compile(r"[^\W\d_a-z][^\W\d_]*(?:\s+[^\W\d_a-z][^\W\d_]*){1,5}")
_MACHINES = re.compile(
    r"\b(?:user|admin\w*|windows|microsoft|office|computer|laptop|desktop|pc|hp|dell|acer|asus"
    r"|lenovo|unknown|apache|python|openpyxl|libreoffice|máy tính|may tinh|it|home)\b",
    re.IGNORECASE,
)
_PROGRAM_TITLE = re.compile(r"microsoft|\.(?:docx?|xlsx?|pdf|rtf|odt)\b|^(?:document|book)\s*\d*$")
_FRAME = re.compile(
    r"^(?:cộng hòa xã hội|độc lập|ủy ban nhân dân|hội đồng nhân dân|số\b|ubnd|hđnd)"
)


def title_in_text(title: str, text: str) -> str:
    """The recorded title where the head of the text has it too, "" elsewhere."""
    words = " ".join(title.split())
    plain = normalise(words)
    if len(plain) < 8 or " " not in plain or _PROGRAM_TITLE.search(plain) or _FRAME.match(plain):
        return ""
    return words if plain in normalise(" ".join(text[:_HEAD].split())) else ""


def person(author: str) -> str:
    """The recorded author where it is a person's or an office's name, "" elsewhere."""
    words = " ".join(author.split())
    if len(words) > 80 or not _NAME.fullmatch(words) or _MACHINES.search(words):
        return ""
    return words
