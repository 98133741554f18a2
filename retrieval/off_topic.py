"""What provincial policy documents are not about: told apart from what they merely lack."""

from __future__ import annotations

import re

from vietnamese.normal import fold, normalise

#: Work to be done rather than a question: a poem, a story, code, a translation, a sum.
_TASK = re.compile(
    r"^(?:(?:hay|xin|vui long|ban|giup|ho|toi|minh|please|can you|could you|nho|lam on|co the) )*"
    r"(?:(?:viet|sang tac|lam|soan|ke|hat|doc|nghi|tao|compose|write|make|tell|sing|create)"
    r"(?: (?:cho|giup|ho|tang|me|us|toi|minh|em|anh))* (?:(?:1|2|3|4|mot|vai|doan|bai|cau|a|an|some"
    r"|the|short) ){0,3}(?:tho|truyen|chuyen cuoi|truyen cuoi|bai hat|loi bai hat|van ta"
    r"|van nghi luan|loi chuc|thiep|caption|code|ma nguon|doan ma|chuong trinh (?:python|java|c\b)"
    r"|ham (?:python|java|c\b)|script|poem|story|song|joke|essay|python|java|javascript|sql|haiku"
    r"|function|lyrics)"
    r"|(?:dich|translate) .*(?:sang|ra|into|to) (?:tieng \w+|\w+ese|english|french|german)"
    r"|(?:giai|solve) .*(?:phuong trinh|bai toan|dang thuc|equation))\b"
)
#: Everyday matters, folded. Each is told by words that go together, as single ones have a place in
#: policy: "thời tiết" hits crops, "bóng đá" gets a stadium.
_MATTERS = re.compile(
    r"\b(?:thoi tiet|du bao thoi tiet|troi mua|troi nang|nhiet do|weather|rain|temperature)\b.*"
    r"\b(?:hom nay|ngay mai|mai|toi nay|chieu nay|sang mai|tuan nay|tuan toi|cuoi tuan"
    r"|bay gio|today|tomorrow|tonight|this week|next week|weekend|now)\b"
    r"|\b(?:hom nay|ngay mai|toi nay|cuoi tuan|tomorrow|today)\b.*"
    r"\b(?:troi mua|troi nang|thoi tiet|weather)\b"
    r"|\bgia (?:vang|xang|dau|bac|bitcoin|usd|do la|co phieu|heo hoi|ca phe)\b.*"
    r"\b(?:hom nay|bay gio|hien tai|sang nay|luc nay)\b"
    r"|^gia (?:vang|xang|bitcoin|co phieu)(?: \w+)?(?: (?:la )?(?:bao nhieu|the nao|ra sao))?$"
    r"|\b(?:ty gia)\b.*\b(?:hom nay|bay gio)\b|\b(?:bitcoin|tien ao|tien dien tu|chung khoan my)\b"
    r"|\b(?:price of (?:gold|oil|bitcoin)|gold price|stock price|exchange rate today)\b"
    r"|\b(?:world cup|euro 20\d\d|ngoai hang anh|champions league|premier league|v-?league"
    r"|messi|ronaldo|tran dau|doi bong nao|vo dich the gioi|ti so tran|real madrid|manchester)\b"
    r"|\b(?:cach|lam sao de|lam the nao de|cong thuc|huong dan)(?: \w+){0,2} (?:nau (?:mon )?\w+"
    r"|lam banh|nuong|kho|chien|xao|luoc|pha ca phe|pha tra)\b"
    r"|\b(?:recipe|how (?:to|do (?:i|you)) (?:cook|bake"
    r"|make (?:a )?(?:cake|soup|pizza|bread|coffee)))\b|\bmon (?:an|ngon) (?:nao|gi)\b"
    r"|\b(?:tu vi|cung hoang dao|boi toan|xem boi|boi bai|so mo|lo de|xo so(?! kien thiet)"
    r"|horoscope|lottery)\b"
    r"|\b(?:phim|bai hat|ca si|dien vien|tiktok|youtuber|movie|film|singer|actor) (?:nao|gi|hay"
    r"|hot|noi tieng|moi)\b|\bwhich (?:movie|film|song)\b"
    r"|\b(?:nguoi yeu|ban gai|ban trai|tinh yeu|that tinh|girlfriend|boyfriend)\b"
    r"|\b(?:giam can|dau dau|dau bung|cam cum|uong thuoc)\b(?: \w+){0,4} (?:the nao|lam sao|gi)\b"
    r"|\b(?:lap trinh|ngon ngu (?:python|java|lap trinh)|python|javascript|c\+\+|html)\b"
    r"|\b(?:thu do|tong thong|quoc ky|nguyen thu) (?:cua )?(?:nuoc )?(?:phap|my|anh|nga|duc|nhat"
    r"|nhat ban|trung quoc|han quoc|thai lan|lao|campuchia|uc|an do)\b"
    r"|\b(?:capital|president) of (?:france|the us|the united states|russia|germany|japan|china)\b"
    r"|\b(?:mat troi|sao hoa|vu tru|khung long|hanh tinh)\b.*\b(?:bao xa|bao nhieu|may|nao)\b"
)
_SIGNS = re.compile(r"[^\w+]+")


def is_task(question: str) -> bool:
    """Whether a question orders work that no document answers: "viết một bài thơ về chè"."""
    return _TASK.match(_form(question)) is not None


def is_off_topic(question: str) -> bool:
    """Whether a question is about everyday matters: weather, prices of the day, sport, cooking.

    For what the documents turn out not to hold: where they do hold it, it is no longer off topic.
    """
    return is_task(question) or _MATTERS.search(_form(question)) is not None


def _form(question: str) -> str:
    return " ".join(_SIGNS.sub(" ", fold(normalise(question))).split())
