"""What is new, asked for where a figure is of all there is: "dự án mới" of those in force."""

from __future__ import annotations

import re

from retrieval.records import Query
from retrieval.shelf import Sentence
from store.records import Figure
from vietnamese.normal import fold, normalise

#: Questions for what was begun, planted or let in during a time, folded.
_NEW = re.compile(
    r"\b(?:cap moi|moi cap|dang ky moi|moi dang ky|thu hut moi|moi vao|moi vo|trong moi|moi trong"
    r"|moi thu hut|moi thanh lap|du an (?:\w+ )?moi|newly (?:licensed|planted|registered))\b"
)
#: What says before a figure that it has added up since the beginning.
_ALL = re.compile(
    r"\b(?:luy ke|con hieu luc|hien co|dang hoat dong|den nay|tong dien tich|tong so"
    r"|hien con|cumulative)\b"
)
_MARK = re.compile(r"[,;:()](?=\s)|[.](?=\s|\Z)|\d")
_PLANTED = re.compile(r"\b(?:trong moi|moi trong)\b")
_SAID_NEW = re.compile(r"\b(?:moi|them|trong duoc|trong rung|khoi cong)\b(?! nang cao)")


def _told_of(sentence: Sentence, figure: Figure) -> str:
    """The words of a figure: those since the one before it, and those up to the next mark."""
    text = sentence.document.text
    ends = [other.end for other in sentence.figures if other.end <= figure.start]
    mark = _MARK.search(text, figure.end, sentence.end)
    return text[max([sentence.start, *ends]) : mark.start() if mark else sentence.end]


def is_of_all(query: Query, sentence: Sentence, figure: Figure) -> bool:
    """Whether a question is for what is new, and a figure counts all there is by its words."""
    asked = fold(normalise(query.text))
    if _NEW.search(asked) is None:
        return False
    told = fold(normalise(_told_of(sentence, figure)))
    if _ALL.search(told) and not _SAID_NEW.search(told):
        return True
    if _PLANTED.search(asked) is None or figure.unit != "ha":
        return False
    layers = (sentence.own, sentence.paragraph, *sentence.headings)
    return not any(_SAID_NEW.search(part.running) for part in layers)
