"""Who is what for a task: "cơ quan nào thường trực về giảm nghèo", "đơn vị nào làm đầu mối".

A plan says it in a few words at the end of the paragraph on the task ("Giao Sở A chủ trì."), and
says it of every task: the paragraph has to be about the one that is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.bodies import asks_body
from retrieval.evidence import Candidate
from retrieval.labelled import task_matcher
from retrieval.matching import Layer, Rarity, layer
from retrieval.records import Query
from retrieval.shelf import Sentence
from vietnamese.normal import fold, normalise

#: Share of the task in the question that must stand in the paragraph or its headings.
_ABOUT = 0.4
#: The same of the title of a plan that has one such body.
_WHOLE = 0.6
#: Words for a paper, which name no task.
_PAPER = (
    "chuong trinh hanh dong ke hoach nghi quyet quyet dinh de an chi thi thong bao ket luan bao cao"
    " giai doan tinh uy thanh uy ubnd hdnd mang linh vuc ve so cua trong theo"
).split()


#: What a body is for a task, folded, and how a text says so.
_ROLES = (
    (re.compile(r"(?<!chu tich )(?<!bi thu )\bthuong truc\b"), ("thuong truc",)),
    (re.compile(r"\b(?:lam )?dau moi\b"), ("dau moi", "thuong truc", "chu tri", "giao")),
    (
        re.compile(r"\bchu tri\b|\bchiu trach nhiem\b|\bphu trach\b|\bresponsible\b"),
        ("chu tri", "chiu trach nhiem", "phu trach", "dau moi", "thuong truc", "giao", "phan cong"),
    ),
)


def has_role(query: Query, sentence: Sentence) -> bool | None:
    """Whether a sentence says who is what the question asks for: "thường trực", "đầu mối".

    None where no such part in a task is asked for.
    """
    if asks_body(query) is None:
        return None
    folded = fold(normalise(query.question))
    for asked, said in _ROLES:
        if asked.search(folded):
            return any(f" {word} " in sentence.own.running for word in said)
    return None


#: Words that only say what a body is for a task.
_SAYING = {unit for _, said in _ROLES for word in said for unit in word.split()} | {"lam", "la"}


def of_the_task(query: Query, usable: Sequence[Candidate], rarity: Rarity) -> list[Candidate]:
    """The sentences that may say who is what for the task asked about, the nearest to it first.

    All of them, as they come, where no such part in a task is asked for.
    """
    if not usable or has_role(query, usable[0].sentence) is None:
        return list(usable)
    matcher = task_matcher(query, rarity, [*_PAPER, *_SAYING])
    if matcher.is_empty:
        return [item for item in usable if has_role(query, item.sentence)]
    held = [(matcher.coverage(_near(item.sentence)), item) for item in usable]
    told = [pair for pair in held if has_role(query, pair[1].sentence)]
    held = [pair for pair in told if pair[0] >= _ABOUT]
    if not held and len(told) == 1:  # the one of a whole plan, which its title names
        title = layer(told[0][1].sentence.document.title, 1.0)
        held = [pair for pair in told if matcher.coverage((title,)) >= _WHOLE]
    return [item for _, item in sorted(held, key=lambda pair: -pair[0])]


def _near(sentence: Sentence) -> tuple[Layer, ...]:
    title = sentence.document.title
    headings = [one for one in sentence.passage.headings if one not in title]
    return (sentence.own, sentence.paragraph, layer(headings, 1.0), sentence.context[-1])
