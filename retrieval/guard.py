"""What is no question to the documents: small talk, orders, and attempts to steer the program."""

from __future__ import annotations

import base64
import binascii
import re

from retrieval.off_topic import is_task
from retrieval.records import Reason
from retrieval.smalltalk import smalltalk
from vietnamese.normal import fold, normalise

_RULES = r"(?:huong dan|chi dan|quy tac|cau lenh|chi thi he thong|rang buoc|gioi han)"
_SECRETS = (
    r"(?:prompt|loi nhac he thong|chi dan he thong|cau lenh he thong|huong dan he thong"
    r"|khoa api|api key|ma api|tep cau hinh|file cau hinh|tep cai dat"
    r"|ma nguon cua (?:ban|he thong)|mat khau (?:cua )?(?:he thong|may chu|quan tri|admin|ban))"
)
#: Asks for the program's instructions, or gives it new ones. Rules of others ("quy tắc đấu thầu")
#: are a real subject: only all rules, or the ones above, are the program's.
_STEERING = re.compile(
    rf"system prompt|(?:in|hien|hien thi|xuat|cho xem|cho toi xem|tiet lo|doc|lap lai|viet|dua"
    rf"|cung cap|gui) (?:ra |cho (?:toi|minh) )?(?:\w+ ){{0,3}}{_SECRETS}"
    rf"|(?:bo qua|quen|phot lo|lo di) (?:\w+ ){{0,2}}(?:moi|tat ca|het)(?: \w+){{0,2}}"
    rf" {_RULES}"
    rf"|(?:bo qua|quen|phot lo|lo di) (?:\w+ ){{0,3}}{_RULES}(?: o)?"
    r" (?:tren|truoc|cua ban|he thong|(?:va|roi) (?:hay )?(?:tra loi|noi|in|viet))"
    r"|(?:lap lai|chep lai|in ra|in lai|doc lai|nhac lai) (?:\w+ ){0,3}(?:nguyen van|tat ca"
    r"|toan bo|moi thu|moi dieu|nhung gi|het) (?:\w+ ){0,5}(?:phia tren|ben tren|o tren|phia truoc"
    r"|truoc dong nay|tren dong nay)"
    r"|(?:ignore|forget|disregard|override|bypass) (?:\w+ ){0,4}(?:instruction|prompt|rule"
    r"|guideline|restriction|filter)s?"
    r"|(?:print|show|reveal|repeat|output|tell me|give me|dump) (?:\w+ ){0,4}(?:prompt|api key"
    r"|password|environment variables|config file|source code of (?:this|your))"
    r"|(?:print|show|reveal|repeat|output|tell me) (?:\w+ ){0,2}"
    r"(?:your|system|hidden|initial|previous) (?:\w+ )?instructions"
    r"|(?:repeat|print) (?:\w+ ){0,2}(?:everything|all|text|words|what) (?:\w+ ){0,4}"
    r"(?:above|before this)"
    r"|(?:hay |gia vo |dong vai )(?:\w+ ){0,3}(?:khong bi gioi han|hacker|dan mode)"
    r"|you are now|(?:tu (?:bay gio|gio|nay)) ban (?:la|se la|phai)|from now on you"
    r"|pretend (?:to be|you are|that you)|(?:^|[.!?:] ?|please |now )act as (?:a|an|if|my)\b"
    r"|\brole ?play\b|jailbreak"
    r"|developer mode|(?:khong gioi han|unrestricted|uncensored) (?:mode|che do)"
    # A number made up on order, or one without a source.
    r"|bia (?:ra |dat |cho (?:toi|minh) )+(?:mot |cac |vai )*(?:con so|so lieu|nguon|cau)"
    r"|(?:make up|invent|fabricate) (?:\w+ ){0,3}(?:figure|number|statistic|quote|source)s?"
    r"|khong can (?:dan nguon|neu nguon|trich dan|trich nguon|theo tai lieu)"
    r"|khong can (?:nguon|can cu)(?= *(?:$|[.,;:!?]))"
    r"|(?:answer|reply|respond|tell me) (?:\w+ ){0,6}without (?:any )?(?:sources?|citations?"
    r"|citing)"
    r"|(?:gia lam|lam gia|sua|xoa|chinh sua) (?:\w+ ){0,3}(?:tai lieu|van ban|chi muc"
    r"|co so du lieu) (?:goc|trong kho|trong he thong|cua ban)"
    # Hidden in another writing.
    r"|(?:giai ma|decode) (?:\w+ ){0,3}(?:chuoi|doan|string|text|message) (?:sau|nay|duoi|roi|below"
    r"|and)\b|\bdecode (?:this|the following)\b|\bbase ?64\b|\brot ?13\b"
    # Commands to a machine.
    r"|\b(?:drop|alter|truncate) table\b|<script\b|\bselect\b .*\bfrom\b .*;|\bunion select\b"
    r"|javascript:|/etc/passwd|\brm -rf\b|\bos\.system\b|\bsubprocess\.|\{\{.*\}\}|\$\{.*\}"
    r"|(?:mat khau|api key|khoa api) (?:cua )?(?:he thong|quan tri|admin|server|may chu)"
)
#: "Đóng vai một nhà báo": an order, where "đóng vai trò đầu mối" is a part that someone plays.
_ROLE = re.compile(
    r"(?:^|[.!?\n:]\s*|(?:hay|ban|thu) )(?:dong vai|gia vo|gia lam|nhap vai)"
    r"(?! (?:tro|chinh|chu dao|dau moi))\b"
)
_BLOB = re.compile(r"(?<![\w/+.])[A-Za-z0-9+/]{24,}={0,2}(?![\w/+])")


def guard(question: str) -> Reason | None:
    """Why the documents should not be asked at all, or None for a real question.

    What is steering with a real question beside it is refused whole: half an answer to it would
    look like consent.
    """
    form = fold(normalise(question))
    if _STEERING.search(form) or _ROLE.search(form) or _hides_text(question):
        return "unsafe"
    if smalltalk(question):
        return "smalltalk"
    return "off_topic" if is_task(question) else None


def _hides_text(question: str) -> bool:
    """Whether a run of letters is text in base64, which nobody types who wants an answer."""
    for match in _BLOB.finditer(question):
        blob = match[0].rstrip("=")
        try:
            hidden = base64.b64decode(blob + "=" * (-len(blob) % 4), validate=True).decode()
        except (binascii.Error, ValueError):
            continue
        if hidden.isprintable() and any(letter.isspace() for letter in hidden):
            return True
    return False
