"""Which kind of figure a question asks for: a target, a result, a change, a share of a plan."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vietnamese.kinds import BaseMention, KindMention
from vietnamese.normal import fold, normalise
from vietnamese.scope import Kind

#: "tăng bao nhiêu", "bằng bao nhiêu phần trăm dự toán": the question names the kind by its form.
_SHARE_OF_PLAN = re.compile(
    r"(?:vuot|hut|so voi) (?:\w+ )?(?:ke hoach|du toan|chi tieu|muc tieu)\b[^?]*"
    r"\b(?:dat|bang) (?:duoc )?(?:bao nhieu|may) (?:%|phan tram)"
    r"|(?:bang|dat) (?:bao nhieu|may) (?:%|phan tram)?.*(?:ke hoach|du toan|chi tieu)"
    r"|(?:bao nhieu|may) (?:%|phan tram) (?:so voi |cua )?(?:muc )?"
    r"(?:ke hoach|du toan|chi tieu|muc tieu)"
    r"|so voi (?:\w+ ){0,2}(?:ke hoach|du toan|chi tieu)"
    r"|\b(?:gan|chua|vua|da) (?:du|dat|can|het) (?:ke hoach|du toan|chi tieu)\b[^?]*"
    r"\b(?:bao nhieu|may) (?:%|phan tram)"
    r"|so voi (?:\w+ ){1,6}?giao\b.*(?:phan tram|%)"
    r"|(?:phan tram|%) (?:so voi )?(?:muc|so|con so|von) (?:\w+ ){0,5}giao\b"
    r"|(?:percent|percentage|share|proportion|fraction|%) of .*(?:plan|estimate|budget|target)"
    r"|\b(?:against|relative to|compared? (?:with|to)|versus|vs) (?:[\w'’-]+ ){0,4}?"
    r"(?:plan|estimate|target)s?\b"
)
_GROWTH = re.compile(
    r"(?:tang|giam)(?: truong)?(?: them| so voi [^?]*)? (?:\w+ ){0,2}?(?:bao nhieu|may)|tang truong"
    r"|\b(?:uoc(?: tinh)?|du kien|se|da|van|chi) (?:tang|giam)(?: truong)?\W*$"
    r"|\blon (?:them|len) (?:duoc )?(?:bao nhieu|may)"
    r"|\b(?:tang|giam)\b(?! (?:truong|ngheo|tru)\b) (?:\w+ ){1,7}?(?:duoc|them) (?:bao nhieu|may)\b"
    r"|how (?:much|many) .*(?:grow|increase|rise|fall|decrease|drop|(?:go|goes|went|gone|going|come"
    r"|came) (?:up|down))|growth|year-on-year"
    r"|so voi .*(?:tang|giam)|tang hay(?: la)? giam"
    r"|\b(?:thay doi|bien dong|dien bien)\b(?: \w+){0,6}? (?:bao nhieu|the nao|ra sao)\b"
    r"|\b(?:hon|kem) (?:so )?(?:voi )?(?:cung (?:ky|thang|quy)|thang|quy|nam|ky|nua dau nam"
    r"|\d{1,2} thang)\b.*\b(?:bao nhieu|may)(?: (?:diem )?(?:phan tram|%)|\W*$)"
    r"|\bso (?:voi )?(?:cung ky|thang|quy|nam|ky|dau nam|cuoi nam)\b.*\b(?:the nao|ra sao)\b"
)
#: "đã xuất được bao nhiêu" asks for a result, whatever was asked before.
_DONE = re.compile(
    r"\b(?:xay|lam|trong|cap|sua|chua|giai) xong (?:duoc )?(?:bao nhieu|may)\b"
    r"|\bda\b (?:\w+ ){0,3}(?:duoc|dat|bao nhieu)|\bthuc te\b|\bactually\b"
    r"|(?:^con |, )(?:so )?thuc hien\b|\b(?:bao nhieu|may)\b[^,;?]* roi(?: a| vay| nhi| the)?\W*$"
)
#: "thu được bao nhiêu": so does this, unless an aim is asked about.
_GOT = re.compile(r"(?<!\bgiao )(?<!\bbo )\bduoc (?:bao nhieu|may)\b")
_AHEAD = re.compile(
    r"\b(?:se|muon|dinh|dat ra|nham|can|phai|hua|du kien|phan dau|(?:den|toi) (?:nam )?20\d\d)\b"
)
#: "tính đến giữa năm 2022", "hiện nay": a state, not a flow.
STOCK = re.compile(
    r"\b(?:tinh den|tinh toi|den het|hien nay|hien co|giua (?:nam|20\d\d))\b"
    r"|(?<!thang )(?<!nua )(?<!quy )(?<!\dt )\b(?:dau|cuoi) nam\b"
    r"|\b(?<!tu )(?:dau|giua|cuoi|thuong tuan|trung tuan|ha tuan) thang\b"
    r"|\bcung (?:thoi diem|ngay|moc)\b|\bcon (?:vuong|ket|ton|no|mac)\b"
    r"|\b(?:as of|by mid|mid-|currently|so far|at the (?:beginning|end) of)"
)
#: Said of targets and estimates alike.
_VAGUE = re.compile(r"du kien|du tinh|du bao|expect|project|forecast|anticipat")
PLANS = ("dự toán", "kế hoạch", "chỉ tiêu")
RELATIVE = (Kind.GROWTH, Kind.SHARE_OF_PLAN)
#: Of several kinds named, the first of these is meant: "phấn đấu đạt" is a target.
_PRECEDENCE = (Kind.TARGET, Kind.PLAN, Kind.ESTIMATE, Kind.SHARE, Kind.RESULT)


#: "hụt so với dự toán bao nhiêu", "thấp hơn kế hoạch bao nhiêu": a difference, not the plan.
_GAP = re.compile(
    r"\b(?:hut|(?:thap|cao|it|nhieu|kem) hon) (?:\w+ ){0,3}"
    r"(?:du toan|ke hoach|chi tieu|muc tieu)\b(?!.*(?:phan tram|%))"
    r"|\b(?:hut|vuot|(?:thap|cao|it|nhieu|kem) hon)\b(?: \w+){0,6}?"
    r" (?:muc|so|con so) (?:\w+ ){0,5}?(?:giao|de ra|dat ra)\b(?!.*(?:phan tram|%))"
    r"|\bvuot (?:\w+ ){0,3}(?:du toan|ke hoach|chi tieu|muc tieu)\b[^,;]*\b(?:bao nhieu|may)\b"
    r"(?!.*(?:phan tram|%))"
)
#: "kinh phí cho kế hoạch chuyển đổi số": a programme by its name, no figure that is planned.
_NAMED_PLAN = re.compile(
    r"\b(?:cho|thuc hien|trien khai) (?:ke hoach|muc tieu|chi tieu)"
    r" (?!(?:nam|giai doan|thang|quy|von|thu|chi|giao|duoc|la|bao|nay|do|tren)\b)[^\W\d_]+"
)


#: "…, so với chỉ tiêu đề ra là bao nhiêu": the plan beside the result that is asked for first.
_PLAN_BESIDE = re.compile(
    r"\b(?:bao nhieu|may)\b[^,]*(?P<plan>(?:,| va| con)(?: va| con)? (?:so voi )?(?:\w+ ){0,2}?"
    r"(?:ke hoach|du toan|chi tieu|muc tieu)(?: (?:\w+ ){0,4}?)?(?:la |thi )?"
    r"(?:bao nhieu|may|the nao|ra sao)\W*)$"
)
#: "muốn có bao nhiêu xã": what is aimed at, without a word of kind.
_WANTED = re.compile(
    r"\b(?:muon(?! (?:biet|hoi|xem|tim|tra|nghe|ro)\b)|dat ra|nham (?:toi|den|dat)"
    r"|huong (?:toi|den)|ky vong|quyet tam|cam ket)\b"
    r"(?!.*\bthi\b).*\b(?:bao nhieu|may)\b"
)
#: "có đạt kế hoạch không": whether a plan was met, no figure that is planned.
_MET = re.compile(
    r"\b(?:dat|vuot|hoan thanh|can dich|hut)(?: duoc| muc| so voi| ca)*"
    r" (?:ke hoach|chi tieu|muc tieu|du toan)\b[^,;?]*\b(?:khong|chua)\b"
)


#: "cùng kỳ năm 2023 được bao nhiêu": when, where nothing is compared with it.
_SAME_STRETCH = re.compile(
    r"(?P<before>(?:\b\w+\b|%) )?\b"
    r"(?:cung (?:ky|thoi (?:diem|gian|ky))|same (?:period|time|months))\b"
    r"(?: (?:of|in|the|nay|do|ay|tren|cua))*(?: (?:nam )?(?P<year>20\d\d)\b)?"
)
_VERSUS = re.compile(
    r"\b(?:so (?:sanh )?voi|compared (?:with|to)|versus)\b"
    r"|\b(?:against|over|than|from|on|vs) (?:that of )?(?:the )?\w?$"
)
_COMPARING = frozenset(
    "voi so bang hon kem vuot gap tang giam % phan tram lan than over from to on against".split()
)


def same_stretch(line: str) -> re.Match[str] | None:
    """Where a question asks about the same part of another year: "cùng kỳ năm ngoái thì sao".

    `year` is the year named. None where something is compared with it: "tăng so với cùng kỳ".
    """
    found = _SAME_STRETCH.search(line)
    if found is None or asks_growth(line) or _VERSUS.search(line[: found.start() + 1]):
        return None
    return None if (found["before"] or "").strip() in _COMPARING else found


def asks_gap(folded: str) -> bool:
    """Whether the difference from a plan is asked for: "hụt so với dự toán bao nhiêu"."""
    return _GAP.search(folded) is not None


#: "giảm xuống còn bao nhiêu", "nâng lên mấy": the level that is reached, not the change.
_LEVEL = re.compile(
    r"\b(?:tang|giam|nang|ha|keo|dua|rut|cat)\b(?! (?:them|duoc)\b)(?: \w+){0,6}?"
    r" (?:con|xuong|ve|len|toi|den)(?: (?:con|muc|khoang|duoi|tren|toi|den|duoc))*"
    r" (?:bao nhieu|may)\b(?!.*\bso voi\b)"
)


def asks_growth(folded: str) -> bool:
    """Whether a change is asked for: "tăng bao nhiêu", "growth"; not "giảm còn bao nhiêu"."""
    return _GROWTH.search(folded) is not None and _LEVEL.search(folded) is None


def _is_vague(mention: KindMention) -> bool:
    return _VAGUE.match(fold(mention.text.lower())) is not None


def kind_of(
    folded: str, mentions: Sequence[KindMention], bases: Sequence[BaseMention]
) -> Kind | None:
    """The kind of figure asked for; None where the question leaves it open."""
    if asks_gap(folded):
        return None
    aside = _PLAN_BESIDE.search(folded)
    if aside is not None:
        mentions = [one for one in mentions if one.kind not in (Kind.PLAN, Kind.TARGET)]
        bases = [base for base in bases if base.base not in PLANS]
        folded = folded[: aside.start("plan")]
    if _SHARE_OF_PLAN.search(folded):
        return Kind.SHARE_OF_PLAN
    by_name, met = _NAMED_PLAN.search(folded), _MET.search(folded)
    idle = f"{by_name[0].rsplit(maxsplit=1)[0] if by_name else ''} {met[0] if met else ''}"
    named = {
        mention.kind
        for mention in mentions
        if not _is_vague(mention) and fold(normalise(mention.text)) not in idle
    }
    aimed = next((kind for kind in (Kind.TARGET, Kind.PLAN) if kind in named), None)
    if asks_growth(folded) or any(base.base not in PLANS for base in bases):
        return aimed or Kind.GROWTH
    ahead = aimed or _AHEAD.search(folded) or any(_is_vague(mention) for mention in mentions)
    if _DONE.search(folded) or (_GOT.search(folded) and not ahead and not named):
        return Kind.RESULT
    if ahead:
        named -= {Kind.RESULT}  # "dự kiến hoàn thành" has been completed by nobody yet
    if not named and _WANTED.search(folded):
        return Kind.TARGET
    return next((kind for kind in _PRECEDENCE if kind in named), None)
