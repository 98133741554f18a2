"""What is no question to the documents: small talk, and attempts to steer the program."""

from __future__ import annotations

import re

from retrieval.records import Reason
from vietnamese.normal import fold, normalise

#: The whole question is a greeting, thanks, a farewell, or asks about the assistant itself.
_SMALLTALK = re.compile(
    r"(?:(?:xin |em |toi |minh )?chao(?: ban| anh| chi| ad| em| bot| moi nguoi| ca nha)*|alo|hi+"
    r"|hello|hey|good (?:morning|afternoon|evening)|(?:xin |rat )?cam on.*|thank(?:s| you).*"
    r"|tam biet.*|(?:good)?bye.*"
    r"|(?:ban|may|em|anh|bot|ad|tro ly) (?:la ai|ten (?:la )?gi|ten|khoe khong"
    r"|(?:co the )?(?:lam|giup) (?:duoc )?(?:gi|nhung gi).*|bao nhieu tuoi.*"
    r"|la (?:nguoi|may|robot).*)"
    r"|who are you|what (?:can|do) you do|what are you|how are you(?: today)?|what is your name"
    r"|ok(?:e|ay)?|vang|da|uh|test(?:ing)?)"
)
#: Asks for the program's instructions, or gives it new ones.
_STEERING = re.compile(
    r"system prompt|(?:in|hien|xuat|cho xem|tiet lo|doc|lap lai|viet|dua) (?:ra )?(?:\w+ ){0,3}"
    r"(?:prompt|loi nhac he thong|chi dan he thong|cau lenh he thong|huong dan he thong)"
    r"|(?:bo qua|quen|phot lo|lo di) (?:\w+ ){0,4}(?:huong dan|chi dan|quy tac|cau lenh)\b"
    r"|(?:ignore|forget|disregard|override) (?:\w+ ){0,4}(?:instruction|prompt|rule|guideline)s?"
    r"|(?:print|show|reveal|repeat|output|tell me) (?:\w+ ){0,4}"
    r"(?:prompt|instructions|api key|password)"
    r"|(?:hay |gia vo |dong vai )(?:\w+ ){0,3}(?:khong bi gioi han|hacker|dan mode)"
    r"|you are now|tu bay gio ban la|pretend (?:to be|you are)|jailbreak|developer mode"
    r"|(?:mat khau|api key|khoa api) (?:cua )?(?:he thong|quan tri|admin|server|may chu)"
)
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


def guard(question: str) -> Reason | None:
    """Why the documents should not be asked at all, or None for a real question.

    What is steering with a real question beside it is refused whole: half an answer to it would
    look like consent.
    """
    form = _EDGES.sub("", fold(normalise(question)))
    if _STEERING.search(form):
        return "unsafe"
    if not form or _SMALLTALK.fullmatch(re.sub(r"[,.!?;:]+", "", form)):
        return "smalltalk"
    return None
