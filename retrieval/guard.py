"""What is no question to the documents: small talk, and attempts to steer the program."""

from __future__ import annotations

import re

from retrieval.records import Reason
from vietnamese.normal import fold, normalise

_YOU = r"(?:ban|anh|chi|em|ad|bot|may|tro ly|moi nguoi|ca nha)"
#: The whole question, folded, is a greeting, thanks, a farewell, or asks about the assistant.
_SMALLTALK = re.compile(
    rf"(?:(?:xin |em |toi |minh )?chao(?: {_YOU})*|alo|hi+|hello|hey"
    r"|good (?:morning|afternoon|evening)"
    rf"|(?:xin |rat )?cam on(?: (?:{_YOU}|nhieu|rat nhieu|nhe|a|da giup|vi da giup))*"
    r"|thank(?:s| you)(?: (?:very much|so much|a lot|again))?"
    rf"|tam biet(?: {_YOU})*|(?:good)?bye(?: bye)?"
    rf"|{_YOU} (?:la ai|ten (?:la )?gi|khoe khong|la (?:nguoi|may|robot)(?: \w+){{0,5}}"
    r"|bao nhieu tuoi|(?:co the )?(?:lam|giup) (?:duoc )?(?:gi|nhung gi)(?: \w+){0,4})"
    r"|who are you|what (?:can|do) you do|what are you|how are you(?: today)?|what is your name"
    r"|ok(?:e|ay)?|test(?:ing)?)"
)
_YES = frozenset({"vâng", "dạ", "ừ", "uh", "ừm", "vâng ạ"})
_RULES = r"(?:huong dan|chi dan|quy tac|cau lenh)"
#: Asks for the program's instructions, or gives it new ones. Rules of others ("quy tắc đấu thầu")
#: are a real subject: only all rules, or the ones above, are the program's.
_STEERING = re.compile(
    r"system prompt|(?:in|hien|xuat|cho xem|tiet lo|doc|lap lai|viet|dua) (?:ra )?(?:\w+ ){0,3}"
    r"(?:prompt|loi nhac he thong|chi dan he thong|cau lenh he thong|huong dan he thong)"
    rf"|(?:bo qua|quen|phot lo|lo di) (?:\w+ ){{0,2}}(?:moi|tat ca|het)(?: \w+){{0,2}} {_RULES}"
    rf"|(?:bo qua|quen|phot lo|lo di) (?:\w+ ){{0,3}}{_RULES}(?: o)?"
    r" (?:tren|truoc|cua ban|he thong|(?:va|roi) (?:hay )?(?:tra loi|noi|in|viet))"
    r"|(?:ignore|forget|disregard|override) (?:\w+ ){0,4}(?:instruction|prompt|rule|guideline)s?"
    r"|(?:print|show|reveal|repeat|output|tell me) (?:\w+ ){0,4}(?:prompt|api key|password)"
    r"|(?:print|show|reveal|repeat|output|tell me) (?:\w+ ){0,2}"
    r"(?:your|system|hidden|initial|previous) (?:\w+ )?instructions"
    r"|(?:hay |gia vo |dong vai )(?:\w+ ){0,3}(?:khong bi gioi han|hacker|dan mode)"
    r"|you are now|tu bay gio ban la|pretend (?:to be|you are)|jailbreak|developer mode"
    r"|\b(?:drop|alter|truncate) table\b|<script\b|\bselect\b .*\bfrom\b .*;"
    r"|(?:mat khau|api key|khoa api) (?:cua )?(?:he thong|quan tri|admin|server|may chu)"
)
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


def guard(question: str) -> Reason | None:
    """Why the documents should not be asked at all, or None for a real question.

    What is steering with a real question beside it is refused whole: half an answer to it would
    look like consent.
    """
    typed = _EDGES.sub("", normalise(question))
    form = fold(typed)
    if _STEERING.search(form):
        return "unsafe"
    if not form or typed in _YES or _SMALLTALK.fullmatch(re.sub(r"[,.!?;:]+", "", form)):
        return "smalltalk"
    return None
