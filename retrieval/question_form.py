"""What a question asks for, read off its form: answer type, thing counted, kind of figure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.records import AnswerType
from vietnamese.glossary import is_verb, translate_terms
from vietnamese.kinds import BaseMention, KindMention
from vietnamese.normal import fold, is_unaccented, normalise
from vietnamese.nouns import NOUN_NAMES
from vietnamese.scope import Kind

#: Scales and currencies, which are no nouns that are counted.
_SCALE = r"(?:tram|nghin|ngan|van|trieu|ty|ti|chuc)"
#: A bare noun of time asks when: "Hạn chót nộp hồ sơ?", "Thời gian tổ chức lễ hội?".
_WHEN_BARE = (
    r"(?:han (?:cuoi|chot|hoan thanh|nop|bao cao|gui)|thoi han (?!vay|hop dong|thue|su dung|bao"
    r" hanh)|thoi diem|thoi gian (?:to chuc|dien ra|khai mac|khoi cong|hoan thanh|bat dau|ket thuc"
    r"|khanh thanh|thong xe|nop)|ngay (?:khai mac|khoi cong|to chuc|ban hanh|co hieu luc|ky"
    r"|khanh thanh|hoan thanh))"
)
#: What follows "bao nhiêu" and is no noun to count: a time, a particle, a bare classifier.
_NO_COUNT = (
    r"(?:sau|truoc|giua|khi|ke tu|roi|nhi|vay|so voi)\b|quy (?:\d|i{1,3}v?|iv|mot|hai|ba|bon|tu)\b"
    r"|(?:cai|chiec|con)(?=\W*$)"
)
_ENGLISH_MONEY = r"(?:(?:million|billion|trillion|thousand) )*(?:us )?(?:usd|vnd|dong|dollars)"
#: Tried in this order on the question's line; the first that fits decides.
_FORMS: tuple[tuple[AnswerType, str], ...] = (
    (
        "percent",
        r"bao nhieu (?:phan tram|%)|may phan tram|percentage"
        r"|^what(?: s| is| was| are| were| will be)? .*\b(?:rate|ratio|proportion)\b"
        r"(?!.*\bper (?:1,?000|10,?000|100,?000|capita|head)\b)"
        r"|what (?:percent|share|proportion|fraction)",
    ),
    ("percent", r"chiem bao nhieu|(?:ty|ti) le .*(?:bao nhieu|la may)|how many percent"),
    (
        "reason",
        r"^sao (?!chep|y\b|thuy|kim|bac)"
        r"|\b(?:vi sao|tai sao|do dau|vi dau|nguyen nhan|ly do|de lam gi"
        r"|(?:muc dich|nham) gi)\b"
        r"|\bwhy\b|reasons? (?:for|of)",
    ),
    (
        "person",
        r"\bai\b|\bten (?:la )?gi\b|\b(?:nguoi|ong|ba|dong chi|lanh dao) nao\b|\bwho(?:m|se)?\b"
        r"|\b(?:chu tich|bi thu|giam doc|thu tuong|bo truong|thu truong|cuc truong|chanh van phong"
        r"|can bo) nao\b"
        r"|^(?:nguoi|ong|ba) (?:chu tri|dieu hanh|chu toa|dung dau|phat ngon|ky|phu trach)\b",
    ),
    (
        "date",
        r"\bkhi nao|\bbao gio"
        r"|\b(?:ngay|hom|bua|thang|nam|(?<!chu )(?<!nang )(?<!nhan )(?<!nguon )luc"
        r"|thoi gian|thoi diem) nao|ngay bao nhieu"
        r"|ngay may|\bwhen\b|(?:what|which) (?:date|day|year|month)|\bdeadlines?\b"
        rf"|^{_WHEN_BARE}(?!.*\b(?:bao nhieu|may|bao lau)\b)",
    ),
    (
        "place",
        r"\b(?:o|tai|tu) (?:nhung )?dau\b|\bnoi nao|\bcho nao|\bwhere\b"
        r"|\b(?:tinh|huyen|xa|thanh pho|dia phuong|phuong|(?<!co )quan|thi xa|thi tran|thon) nao\b"
        r"|^(?:dia diem|noi) (?:to chuc|dien ra|dat|thuc hien|xay dung|to chuc le|khoi cong)\b",
    ),
    (
        "list",
        r"liet ke|ke ten|ke ra|gom (?:nhung|cac|co)|bao gom|nhung (?:cai )?gi\b|gom gi|cac .+ nao"
        r"|nhung .+ (?:nao|gi)\b|\blist\b|what are the|which .+s\b (?:are|were|have|did)"
        r"|name the",
    ),
    (
        "list",
        r"\bmay (?!gio|ngay|thang|nam|tien|ty\b|trieu|phan)\w+,?(?: \w+,?){0,6} nao\b"
        r"|\bmay (?:viec|dieu|cai|loai|thu|chuyen) gi\b",
    ),
    (
        "count",
        rf"(?:bao nhieu|\bmay) (?!{_NO_COUNT}"
        r"|(?:so|la|trong|o|tai|thang|va|cho|tu|den|theo|de|vao|moi"
        r"|mot|tren"
        r"|chua|thi|ty|ti|trieu|nghin|ngan|phan|tien|do la|do|usd|dong|von|thue|kinh phi|doanh thu"
        r"|ngan sach|nguon luc|nguon von|chi phi|no|gia tri|dien tich|san luong|grdp|nua)\b|nam \d)"
        rf"[a-z]+|how many (?!{_ENGLISH_MONEY})",
    ),
    (
        "amount",
        rf"bao nhieu|la may|\bmay (?:cai|chiec|con)\W*$"
        rf"|con so|muc (?:nao|may)|\bmay {_SCALE}\b|how much"
        r"|^(?:and |but |then |so )?how (?:large|big|long|far|wide|tall|high)\b"
        rf"|how many {_ENGLISH_MONEY}|^what(?: s| is| was| are| were| will be)? (?:the )?"
        r"(?:[^\s?]+ ){0,5}(?:area|output|amount|capacity|number|length|volume|size|population"
        r"|productivity|yield)\b",
    ),
    (
        "yes_no",
        r"\b(?:co|da) .*(?:khong|chua|hay khong)\W*$|phai khong|dung khong|co phai"
        r"|^(?:is|are|was|were|did|does|do|has|have|had|will|can)\b",
    ),
)
_TYPES = tuple((kind, re.compile(pattern)) for kind, pattern in _FORMS)
#: "xếp hạng mấy", "đứng thứ mấy": a place among others, no figure of an indicator.
RANK = re.compile(
    r"\b(?:xep|dung|o|vi tri)(?: \w+)? (?:thu|hang|vi tri) ?(?:may|bao nhieu)\b"
    r"|\bhang (?:may|bao nhieu|nao)\b|\bwhat (?:rank|place|position)\b|\btop may\b"
    r"|\b(?:thu hang|vi thu)\b.*\b(?:may|bao nhieu|nao|the nao|ra sao)\b"
    r"|\b(?:xep|dung) (?:hang )?(?:o dau|bao nhieu|may)"
    r"(?=\W*$| (?:ca|toan|trong|ve|o|tai|nam|cua|bang|so|thi|va|vay|roi|tren)\b)"
    r"|\b(?:where|how|what)\b.*\b(?:rank|ranks|ranked|ranking)\b"
    rf"|\bthu (?:may|bao nhieu)\b(?! (?:{_SCALE}|tien|dong|usd|thue|phan tram|%))"
)
#: "văn bản số mấy", "số hiệu kế hoạch": the number of a document, which is no figure.
NUMBER_OF = re.compile(
    r"\b(?:so hieu|so ky hieu|so van ban|document number"
    r"|(?:number|no\.?) of the (?:document|decision|resolution|plan|directive|circular"
    r"|decree|report|programme|program))\b"
    r"|\b(?:van ban|quyet dinh|nghi quyet|ke hoach|chi thi|thong tu|nghi dinh|cong van|thong bao"
    r"|ket luan|to trinh|bao cao|de an|chuong trinh|luat|ban hanh|ky hieu) (?:mang )?so (?:hieu )?"
    r"(?:la )?(?:may|bao nhieu|nao|gi)\b|\bmang so (?:hieu )?(?:la )?(?:may|bao nhieu|nao|gi)\b"
    r"|\b(?:van ban|quyet dinh|nghi quyet|ke hoach|chi thi|cong van|thong bao|ket luan|to trinh"
    r"|bao cao|chuong trinh)\b.*\b(?<!con )so (?:hieu )?(?:la )?(?:may|bao nhieu)\W*$"
    r"|\b(?:decision|resolution|plan|directive|circular|decree) (?:number|no\.?)\b(?! \d)"
)
#: "những xã nào", "mấy nước nào": several places, one by one.
_SEVERAL = re.compile(
    r"\b(?:nhung|cac|may|hai|ba|bon|sau|bay|tam|chin|muoi"
    r"|(?<!quy )(?<!thang )(?<!ngay )(?<!muc )(?<!dieu )(?<!so )(?<!/)\d{1,2}) (?:tinh|huyen"
    r"|xa|phuong|thi tran|thi xa|thanh pho|dia phuong|nuoc|quoc gia|thi truong|vung|khu vuc"
    r"|noi|thon|ban)(?: (?:thanh|va vung lanh tho|xuat khau))? nao\b(?!.*\bbao nhieu\b)"
    r"|\b(?:hai|ba|bon|chin|muoi) (?!ngay|thang|nam|quy|gio|giam|chu|pho|bi|truong|tu|den|o)"
    r"\w+ (?!ngay|thang|nam|luc|khi)(?:\w+ )?nao\b(?!.*\b(?:bao nhieu|may)\b)"
)
#: "kinh phí lấy từ đâu": from which purse, no place.
FROM_WHERE = re.compile(r"\b(?:tien|kinh phi|von|nguon)\b.*\b(?:tu|o) dau\b")
#: "3 dự án chậm là dự án nào": as many as it says.
_AS_MANY = re.compile(
    r"^(?:hai|ba|bon|sau|bay|tam|chin|muoi|\d{1,2}) (?!thang|nam|quy|ngay)\w+.*"
    r"\bla (?:nhung |cac )?(?:\w+ ){1,2}nao\b"
)
#: A set of things that is only named: "năm mô hình hay của tỉnh", "các đơn vị dẫn đầu".
_SET = re.compile(
    r"^(?:cac|nhung|hai|ba|bon|nam(?! (?:\d|nay|ngoai|truoc|qua|hoc|tai))|sau|bay|tam|chin|muoi"
    r"|\d{1,2}) (?!thang|nam|quy|ngay|lan|phan|diem|trieu|ty|nguoi)"
    r"(?!.*\b(?:bao nhieu|may|nao|gi|dau|ai|vi sao|the nao|ra sao|khi|khong|chua)\b)"
    r"(?:(?:du an|don vi|dia phuong|huyen|xa|mo hinh"
    r"|mat hang|san pham|nhiem vu|giai phap|chi tieu|han che|kho khan|nguyen nhan|linh vuc"
    r"|nganh|thi truong|cong trinh|su kien|tieu chi|doi tuong|noi dung|khau dot pha|nhom)\b)"
)
#: "xã nào về đích thì được thưởng bao nhiêu": a condition, and then what is asked for.
_WHICHEVER = re.compile(r"\bnao\b[^,]*,? thi\b.*\b(?:bao nhieu|may)\b")
#: A bare noun of measure asks for its figure: "Nhu cầu vốn giai đoạn 2022-2025?".
_MEASURED = re.compile(
    r"(?:tong |so )?(?:nhu cau von|kinh phi|muc dau tu|von dau tu|dien tich|san luong|doanh thu"
    r"|dan so|so luong|gia tri|cong suat|kim ngach|chieu dai|muc ho tro|muc thuong|so tien)\b"
)
#: A question word; a turn without one asks for what was asked before.
ASKS = re.compile(
    r"\b(?:bao nhieu|may|ai|gi|nao|o dau|sao|khi nao|khong|chua|liet ke|ke ten|how|what|who|when"
    r"|where|which|why|list)\b"
)
_OF_FIGURES = ("percent", "count", "amount")
#: "thay đổi thế nào": asks for a figure when an indicator is named.
_HOW = re.compile(
    r"\b(?:tang|giam|thay doi|bien dong|dat|dien bien|so voi)\b.*\b(?:the nao|ra sao)\b"
    r"|\btang hay(?: la)? giam\b"
)
#: "khu công nghiệp nào": asks for a name, not for a figure.
_WHICH = re.compile(r"\w nao\b|\bwhich\b|\bla gi\b|\bnhu the nao\b")
_ASKED = re.compile(
    r"(?:bao nhieu|\bmay) "
    rf"(?!{_NO_COUNT}"
    r"|(?:so|la|trong|o|tai|thang|va|cho|tu|den|theo|de|vao|moi|mot|tren|chua|thi)"
    r"\b|nam \d)"
    r"((?:%|[^\W\d_]+)(?:[ -][^\W\d_]+){0,3})"
    r"|how (?:many|much) ([a-z0-9][a-z0-9-]*(?: [a-z0-9][a-z0-9-]*){0,6})"
)
#: What a noun that is counted is followed by, no more of it.
_NO_NOUN = frozenset(
    "cho de lam trong cua o tai nam thang quy den toi tu duoc da dang se bi co di ve theo va voi"
    " nua moi thi la tren nhat khi vao ra len xuong chua dat can phai so hien con".split()
)
#: Words before a noun that say only how it is counted: "mấy cái cầu", "bao nhiêu chiếc tàu".
_CLASSIFIERS = frozenset("cai chiec ngoi toa vi".split())
#: Units by other names than figures bear.
_UNIT_NAMES = {
    "hec ta": "ha", "hecta": "ha", "hec": "ha", "cay so": "km", "ki lo met": "km", "kilomet": "km",
    "nha ngheo": "ho", "nha can ngheo": "ho", "nha thuoc dien": "ho", "nha dan": "ho",
    "gia dinh": "ho", "mon ocop": "san pham", "mat hang": "san pham",
    "phan tram": "%", "diem phan tram": "diem %", "do la my": "usd", "do la": "usd", "do": "usd",
}  # fmt: skip
_MEASURES = frozenset("% ha km m2 m3 mw kw kwh gw tan ta kg lit diem met usd".split())
COUNTED = frozenset(fold(normalise(name)) for name in NOUN_NAMES)
_COUNTED_AS_WRITTEN = frozenset(map(normalise, NOUN_NAMES))


#: Words of the question form, and how they are written: what only folds to one is another word.
_WRITTEN = {
    "may": "mấy", "dau": "đâu", "ai": "ai", "nao": "nào", "tang": "tăng", "giam": "giảm",
}  # fmt: skip
#: Words that hold one of these without accents: "nhà máy", "hạ tầng", "giám đốc".
_HOLDING = re.compile(r"\b(?:nha may|ha tang|qua tang|giam(?= (?:doc|sat|dinh|thi)\b))\b")
_COLLECTED = re.compile(r"\bthu(?= (?:mấy|bao nhiêu)\b)")


#: Nouns at the head of a bare question that only say what is asked for.
_ASKING_NOUN = re.compile(
    r"(?:(?:han|thoi han|moc)(?: thoi gian)?(?: (?:cuoi cung|cuoi|chot))?|thoi diem|thoi gian|ngay"
    r"|dia diem|noi|nguyen nhan|ly do|nguoi)\b(?: (?:to chuc|dien ra|cua|de|cho|ma|la|khien))*"
)


def asking_noun(folded: str) -> int:
    """How many words at the head of a bare question only say that a time or a place is asked for.

    "Thời gian tổ chức lễ hội?" is about the festival.
    """
    bare = re.match(_WHEN_BARE, folded) or re.match(r"(?:dia diem|noi) ", folded)
    found = _ASKING_NOUN.match(folded) if bare else None
    return len(found[0].split()) if found else 0


def question_line(text: str) -> str:
    """A question folded, but for words that only fold to a question word: they end in "_".

    "nhà máy" asks for no number, "đầu tư" for no place, "hạ tầng" for no rise, and "thu bao nhiêu"
    for no rank.
    """
    plain = normalise(text)
    if is_unaccented(text):
        return _HOLDING.sub(lambda words: f"{words[0]}_", fold(plain))
    plain = _COLLECTED.sub("thu_", plain)
    return " ".join(
        f"{fold(word)}_" if _WRITTEN.get(fold(bare), bare) != bare != fold(bare) else fold(word)
        for word in plain.split(" ")
        for bare in (word.strip(".,;:?!()\"'“”"),)
    )


def answer_type(folded: str, *, has_indicator: bool) -> AnswerType:
    """What the question asks for; a bare indicator ("xuất khẩu 2021") asks for its figure."""
    if RANK.search(folded) or NUMBER_OF.search(folded):
        return "open"
    if any(form.search(folded) for form in (_SEVERAL, _SET, _AS_MANY)):
        return "list"
    whichever = _WHICHEVER.search(folded) is not None
    for kind, pattern in _TYPES:
        if whichever and kind not in _OF_FIGURES:
            continue
        if pattern.search(folded):
            return kind
    if _MEASURED.match(folded) and not _WHICH.search(folded):
        return "amount"
    if folded.startswith(("ty le", "ti le")) and not _WHICH.search(folded):
        return "percent"
    if _HOW.search(folded) and has_indicator:
        return "amount"
    if _WHICH.search(folded) or not has_indicator:
        return "open"
    return "amount"


def asked(folded: str, written: str = "") -> tuple[str, ...]:
    """What is to be counted or measured, folded; an English noun by its translations.

    `written` is the same with its accents: "hộ chưa nhận" counts no "hồ chứa".
    """
    match = _ASKED.search(folded)
    if match is None:
        return ()
    if match[1]:
        start, end = match.span(1)
        spelt = written[start:end] if len(written) == len(folded) else match[1]
        return _noun(match[1].replace("-", " ").split(), spelt.replace("-", " ").split())
    return _english_noun(match[2])


#: What follows the noun that is counted in an English question, and what is no noun to count.
_AFTER_NOUN = re.compile(
    r"\b(?:did|do|does|is|are|was|were|be|been|will|would|should|must|can|could|has|have|had|in|of"
    r"|on|at|by|to|for|from|with|within|per|under|over|as|that|which|who|there|still|this|these"
    r"|those|the|its|their|meets?|got|get|gets|it|they)\b"
)
_NO_ENGLISH_NOUN = re.compile(
    r"(?:money|budget|revenue|capital|funding|investment|more|less|higher|lower|longer|faster"
    r"|(?:million|billion|trillion|thousand|us|usd|vnd|dong|dollars)\b)"
)


def _english_noun(words: str) -> tuple[str, ...]:
    """The head of an English noun phrase, its last words, by its translations."""
    end = _AFTER_NOUN.search(words)
    phrase = words[: end.start()].strip() if end else words
    found = [match for match in translate_terms(phrase) if not is_verb(match)]
    if not found or _NO_ENGLISH_NOUN.match(phrase):
        return ()
    return tuple(dict.fromkeys(fold(normalise(text)) for text in found[-1].vietnamese))


def _noun(words: list[str], spelt: list[str]) -> tuple[str, ...]:
    """The unit or the noun at the head of words, without a scale or a classifier before it."""
    while len(words) > 1 and _is_scale(words, spelt) and words[1] not in _NO_NOUN:
        words, spelt = words[1:], spelt[1:]
    if len(words) > 1 and words[0] in _CLASSIFIERS and words[1] not in _NO_NOUN:
        words, spelt = words[1:], spelt[1:]
    for size in range(min(3, len(words)), 0, -1):
        head, accented = " ".join(words[:size]), " ".join(spelt[:size])
        known = head in COUNTED and (accented == head or accented in _COUNTED_AS_WRITTEN)
        if head in _UNIT_NAMES or head in _MEASURES or known:
            return (_UNIT_NAMES.get(head, head),)
    end = next((n for n, word in enumerate(words) if n and word in _NO_NOUN), len(words))
    return (" ".join(words[: min(end, 2)]),)


def _is_scale(words: list[str], spelt: list[str]) -> bool:
    """Whether the first word multiplies what is counted: "mấy trăm hộ"; "may tram thu phat" not."""
    if not re.fullmatch(_SCALE, words[0]) or " ".join(words[:2]) in COUNTED:
        return False
    if words[0] != "tram" or spelt[0] == "trăm":
        return True
    return spelt[0] == "tram" and (
        words[1] in COUNTED
        or words[1] in _MEASURES
        or re.fullmatch(f"{_SCALE}|dong|usd|nguoi", words[1]) is not None
    )


#: "tăng bao nhiêu", "bằng bao nhiêu phần trăm dự toán": the question names the kind by its form.
_SHARE_OF_PLAN = re.compile(
    r"(?:vuot|hut|so voi) (?:\w+ )?(?:ke hoach|du toan|chi tieu|muc tieu)\b[^?]*"
    r"\b(?:dat|bang) (?:duoc )?(?:bao nhieu|may) (?:%|phan tram)"
    r"|(?:bang|dat) (?:bao nhieu|may) (?:%|phan tram)?.*(?:ke hoach|du toan|chi tieu)"
    r"|bao nhieu (?:%|phan tram) (?:so voi )?(?:ke hoach|du toan)"
    r"|so voi (?:\w+ ){0,2}(?:ke hoach|du toan|chi tieu)"
    r"|so voi (?:muc|so|con so|von) (?:\w+ ){0,5}giao\b.*(?:phan tram|%)"
    r"|(?:phan tram|%) (?:so voi )?(?:muc|so|con so|von) (?:\w+ ){0,5}giao\b"
    r"|(?:percent|share|%) of .*(?:plan|estimate|budget)"
)
_GROWTH = re.compile(
    r"(?:tang|giam)(?: truong)?(?: them| so voi [^?]*)? (?:\w+ ){0,2}?(?:bao nhieu|may)|tang truong"
    r"|\blon (?:them|len) (?:duoc )?(?:bao nhieu|may)"
    r"|how much .*(?:grow|increase|rise|fall|decrease|drop)|growth|year-on-year"
    r"|so voi .*(?:tang|giam)|tang hay(?: la)? giam"
    r"|\b(?:thay doi|bien dong|dien bien)\b(?: \w+){0,6}? (?:bao nhieu|the nao|ra sao)\b"
    r"|\bso (?:voi )?(?:cung ky|thang|quy|nam|ky|dau nam|cuoi nam)\b.*\b(?:the nao|ra sao)\b"
)
#: "đã xuất được bao nhiêu" asks for a result, whatever was asked before.
_DONE = re.compile(
    r"\bda\b (?:\w+ ){0,3}(?:duoc|dat|bao nhieu)|\bthuc te\b|\bactually\b"
    r"|(?:^con |, )(?:so )?thuc hien\b"
)
#: "thu được bao nhiêu": so does this, unless an aim is asked about.
_GOT = re.compile(r"(?<!\bgiao )(?<!\bbo )\bduoc (?:bao nhieu|may)\b")
_AHEAD = re.compile(
    r"\b(?:se|muon|dinh|dat ra|nham|can|phai|hua|du kien|phan dau|(?:den|toi) (?:nam )?20\d\d)\b"
)
#: "tính đến giữa năm 2022", "hiện nay": a state, not a flow.
STOCK = re.compile(
    r"\b(?:tinh den|tinh toi|den het|hien nay|hien co|giua nam)\b|(?<!thang )\b(?:dau|cuoi) nam\b"
    r"|\b(?:den|toi) (?:dau|giua|cuoi|thuong tuan|trung tuan|ha tuan) thang\b"
    r"|\bcung (?:thoi diem|ngay|moc)\b|\bcon (?:vuong|ket|ton|no|mac)\b"
    r"|\b(?:as of|by mid|mid-|currently|so far|at the (?:beginning|end) of)"
)
#: Said of targets and estimates alike.
_VAGUE = re.compile(r"du kien|du tinh|du bao|expected|projected")
_PLANS = ("dự toán", "kế hoạch", "chỉ tiêu")
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


#: "muốn có bao nhiêu xã": what is aimed at, without a word of kind.
_WANTED = re.compile(
    r"\b(?:muon|dat ra|nham (?:toi|den|dat)|huong (?:toi|den)|ky vong|quyet tam|cam ket)\b"
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
    r"(?: (?:of|in|the|nay|do|cua))*(?: (?:nam )?(?P<year>20\d\d)\b)?"
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
    if asks_growth(folded) or any(base.base not in _PLANS for base in bases):
        return aimed or Kind.GROWTH
    ahead = aimed or _AHEAD.search(folded) or any(_is_vague(mention) for mention in mentions)
    if _DONE.search(folded) or (_GOT.search(folded) and not ahead and not named):
        return Kind.RESULT
    if ahead:
        named -= {Kind.RESULT}  # "dự kiến hoàn thành" has been completed by nobody yet
    if not named and _WANTED.search(folded):
        return Kind.TARGET
    return next((kind for kind in _PRECEDENCE if kind in named), None)
