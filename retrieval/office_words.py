"""The words of a question that name an office, in Vietnamese whatever its language."""

from __future__ import annotations

import re

from retrieval.records import Query
from vietnamese.glossary import translate_terms

#: "the health department director", "head of the education sector".
_SECTOR = r"((?:(?!the\b|is\b|of\b)[a-z]+(?:,? and)? ){1,4}?)(?:department|sector)"
_DIRECTS = re.compile(
    rf"\b{_SECTOR}(?:'s)? (?:director|head|chief)\b(?! of)"
    rf"|\b(?:director|head|chief) of the (?:provincial )?{_SECTOR}\b",
    re.IGNORECASE,
)


#: Who is at the head of a body as such, which no meeting of it is.
_HEADED = re.compile(
    r"\bwho (?:chairs|heads|leads|runs|is (?:the )?(?:head|leader|chair(?:man)?|secretary) of)\b"
    r".*\b(?P<body>party committee|people['’]?s['’]? committee)\W*$",
    re.IGNORECASE,
)


def office_words(query: Query) -> str:
    """A question's own words; of an English one the translations, in their order."""
    if query.language == "vi":
        return query.question
    headed = _HEADED.search(query.question)
    if headed is not None:
        party = headed["body"].lower().startswith("party")
        return "bí thư tỉnh ủy" if party else "chủ tịch ủy ban nhân dân"
    directed = _DIRECTS.search(query.question)
    if directed is not None:
        sector = " ".join(
            found.vietnamese[0] for found in translate_terms(directed[1] or directed[2])
        )
        return f"giám đốc sở {sector}"
    return " ".join(found.vietnamese[0] for found in translate_terms(query.question))
