"""How questions put two things together: what is more, by how much, which share, what in all.

Patterns over a folded question; `a` and `b` are the two, `rest` what is said of both.
"""

from __future__ import annotations

import re

MORE = r"(?:(?:nhieu|cao|lon|it|thap|kem|nho|nhanh|cham|tot) hon|hon|vuot)"
MUCH = r"(?:bao nhieu|may)"
#: What falls short of something, or goes beyond it.
OFF = rf"(?:{MORE}|(?:thu |thieu |bi )?hut(?: thu)?|kem|sut|tut)"
MOVED = r"(?:tang|giam|hut|sut|tut|nhich)"
WHO = (
    r"(?:(?:tinh|noi|dia phuong|huyen|xa|thi xa|thanh pho|ben|cai|khoan|nganh|nam|thang|quy|so)"
    r" nao|ben nao|dau)"
)
PLAN = (
    r"(?:(?:tong )?(?:muc tieu|ke hoach|du toan|chi tieu|(?:annual |yearly )?(?:target|plan))"
    r"|(?:muc|so|con so|phan) (?:\w+ ){0,5}?(?:giao|de ra|dat ra|dua ra))"
)
#: "nơi nào cao hơn và cao hơn bao nhiêu": the difference as well.
BY_HOW_MUCH = re.compile(rf"\b{MORE}\b[^?]*\b(?:{MORE} |chenh (?:lech )?)(?:nhau )?{MUCH}\b")
#: "…, con số là bao nhiêu": the larger one's own figure as well.
AND_HOW = (
    rf"(?P<value>(?:,|va|cu the|voi| )*(?:con so|so tien|so lieu|gia tri|muc)(?: do| ay| cu the)?"
    rf"(?: la| dat)? {MUCH}\b.*)"
)
#: The comparison itself, which is no part of what is compared.
SMALLER = re.compile(r"\b(?:it|thap|kem|nho|cham) hon|\bkem\b|\b(?:lower|less|smaller|slower)\b")

LARGER = (
    rf"^{WHO} (?P<rest>.*?)\s*{MORE}\s*[,:]\s*(?:giua )?(?P<a>.+?),? hay (?:la )?(?P<b>.+)$",
    rf"^(?:giua |so sanh )?(?P<a>.+?) (?:va|voi|hay) (?P<b>.+?)\s*[,:]\s*(?:thi )?{WHO}"
    rf" (?P<rest>.*?)\s*{MORE}.*$",
    rf"^(?P<a>.+?) hay (?:la )?(?P<b>.+?) (?:thi )?(?P<rest>)(?:la )?{MORE}\W*{AND_HOW}?$",
    r"^which (?:\w+ )?(?:had|has|have|is|was)?\s*(?:the |a )?(?P<rest>.*?)[,:]\s*(?P<a>.+?),? or"
    r" (?P<b>.+)$",
)
VERDICT = (
    rf"^(?P<a>.+?) co (?:{MORE})(?: so voi)? (?P<b>.+?)(?: hay)? (?:khong|chua)$",
    r"^(?:is|was|were|are) (?P<a>.+?) (?:higher|larger|greater|lower|smaller|more|less) than"
    r" (?P<b>.+)$",
)
DIFFERENCE = (
    rf"^so(?: sanh)? (?!voi\b)(?P<a>[^,;:]+?) voi (?P<b>[^,;:]+?), (?:thi )?(?P<rest>.+?) {OFF}"
    rf" (?:mat |toi |den )?{MUCH}\b.*$",
    rf"^so voi (?P<b>[^,;:]+?), (?:thi )?(?P<a>.+?) {OFF} (?:mat |toi |den )?{MUCH}\b.*$",
    rf"^(?P<a>.+?) {OFF} (?:so voi )?(?P<b>[^,;:]+?) (?:la |toi |den |mat )?{MUCH}\b.*$",
    rf"^(?P<a>.+?) {OFF} (?:mat |toi )?{MUCH} [^,]*?\b(?:so voi|than) (?P<b>.+)$",
    rf"^.*?chenh(?: lech)?(?: nhau)? (?:giua )?(?P<a>.+?) (?:va|voi|so voi) (?P<b>.+?)"
    rf"(?: la)? {MUCH}\b.*$",
    r"^(?:(?:muc|khoang|do|su) )?(?:chenh(?: lech)?|khoang cach|do venh) giua (?P<a>.+?)"
    r" (?:va|voi|so voi) (?P<b>.+)$",
    rf"^(?:tinh |neu tinh )?theo (?P<a>.+?) (?:va|voi|hay|so voi) (?:tinh )?(?:theo )?(?P<b>.+?),"
    rf" (?:thi )?(?P<rest>.+?) (?:hon kem|cach|chenh(?: lech)?|khac|lech)(?: nhau)? {MUCH}\b.*$",
    rf"^(?P<a>.+?) (?:va|voi|so voi) (?P<b>.+?)"
    rf" (?:hon kem|cach|chenh(?: lech)?)(?: nhau)? {MUCH}\b.*$",
    r"^by how much (?:does|did|do|will) (?P<a>.+?) (?:exceed|surpass) (?P<b>.+)$",
    r"^how much (?:higher|larger|greater|lower|more|less) (?:is|was|were|are) (?P<a>.+?) than"
    r" (?P<b>.+)$",
    r"^.*?difference between (?P<a>.+?) and (?P<b>.+)$",
)
CHANGE = (
    rf"^(?P<a>.+?) (?:keo|ha|rut|giam|nang|dua)\b(?P<rest>.*?) (?:xuong|len)(?: duoc)? {MUCH}\b"
    r"(?P<unit>.*?) so voi (?P<b>.+)$",
    rf"^(?P<a>.+?) {MOVED}(?: them)?(?: duoc)? {MUCH}\b(?P<unit>.*?) so voi (?P<b>.+)$",
    rf"^so voi (?P<b>.+?), (?P<a>.+?) {MOVED}(?: them)?(?: duoc)? {MUCH}\b(?P<unit>.*)$",
)
SHARE = (
    rf"^(?:ty|ti) trong (?:cua )?(?P<a>.+?) (?:trong|tren) (?:tong (?:so )?)?(?P<b>.+?)"
    rf"(?: (?:la |dat |chiem )?{MUCH}\b.*)?$",
    rf"^(?:trong|tren) (?:tong (?:so )?)?(?P<b>.+?), (?:rieng )?(?P<a>.+?) (?:bang|chiem|dong gop)"
    rf"(?: duoc| khoang| ty trong| ty le| phan| ti le| ti trong)* {MUCH} (?:phan tram|%)"
    r"(?: so voi)?(?: tong(?: so)?)?$",
    rf"^(?P<a>.+?) (?:bang|chiem|dat)(?: duoc| khoang| ty trong| ty le)? {MUCH} (?:phan tram|%)"
    r"(?: so voi| cua| trong)? (?P<b>.+)$",
    r"^what (?:percentage|percent|share|proportion) of (?P<b>.+?) (?:is|was|does|did|were|are)"
    r" (?P<a>.+)$",
)
SUM = (
    r"^(?:tong(?: cong| so)?|cong) (?P<a>.+?) (?:va|voi|cong) (?P<b>.+?)(?: cong lai)?"
    rf"(?: la| duoc| dat)? {MUCH}\b.*$",
    rf"^(?P<a>.+?) va (?P<b>.+?) (?:cong lai|tong cong|gop lai|ca hai)(?: la| duoc| dat)? {MUCH}"
    r"\b.*$",
)
