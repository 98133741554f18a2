"""What a question asks for, read off its form: a number, a time, a place, a list, a reason."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.counted_noun import NO_COUNT, SCALE
from retrieval.records import FIGURES, AnswerType
from vietnamese.normal import fold, is_unaccented, normalise

#: A bare noun of time asks when: "Hạn chót nộp hồ sơ?", "Thời gian tổ chức lễ hội?".
_WHEN_BARE = (
    r"(?:han (?:cuoi|chot|hoan thanh|nop|bao cao|gui)|thoi han (?!vay|hop dong|thue|su dung|bao"
    r" hanh)|thoi diem|thoi gian (?:to chuc|dien ra|khai mac|khoi cong|hoan thanh|bat dau|ket thuc"
    r"|khanh thanh|thong xe|nop)|ngay (?:khai mac|khoi cong|to chuc|ban hanh|co hieu luc|ky"
    r"|khanh thanh|hoan thanh))"
)
_ENGLISH_MONEY = r"(?:(?:million|billion|trillion|thousand) )*(?:us )?(?:usd|vnd|dong|dollars)"
#: Tried in this order on the question's line; the first that fits decides.
_FORMS: tuple[tuple[AnswerType, str], ...] = (
    (
        "percent",
        r"(?:bao nhieu|may) (?:phan tram|%)|percentage|\b(?:con so|ty le) (?:phan tram|%)"
        r"|^what(?: s| is| was| are| were| will be)? .*\b(?:rate|ratio|proportion)\b"
        r"(?!.*\bper (?:1,?000|10,?000|100,?000|capita|head)\b)"
        r"|what (?:percent|share|proportion|fraction)",
    ),
    ("percent", r"chiem bao nhieu|(?:ty|ti) le .*(?:bao nhieu|la may)|how many percent"),
    (
        "reason",
        r"^sao (?!chep|y\b|thuy|kim|bac)(?!\w+ (?:vay|the|qua|nhi|a)\W.*\b(?:bao nhieu|may|ai)\b)"
        r"|\b(?:vi sao|tai sao|do dau|vi dau|nguyen nhan|ly do|de lam gi"
        r"|(?:muc dich|nham) gi)\b"
        r"|\bwhy\b|reasons? (?:for|of)",
    ),
    (
        "person",
        r"\bai\b|\bten (?:la )?gi\b|\b(?:nguoi|ong|ba|dong chi|lanh dao) nao\b|\bwho(?:m|se)?\b"
        r"|\b(?:chu tich|bi thu|giam_? doc|thu tuong|bo truong|thu truong|cuc truong"
        r"|chanh van phong|can bo) nao\b"
        r"|^(?:pho )?(?:chu tich|bi thu|giam_? doc|cuc truong|truong ban|chanh van phong)"
        r"(?: (?!nao\b|cac\b|nhung\b)\w+){1,6} (?<!huyen )(?<!xa )(?<!tinh )(?<!quan )"
        r"(?<!phuong )(?<!pho )(?<!so )(?<!nganh )(?<!vi )(?<!tran )nao\b"
        r"|^(?:nguoi|ong|ba) (?:chu tri|dieu hanh|chu toa|dung dau|phat ngon|ky|phu trach)\b",
    ),
    (
        "date",
        r"\bkhi nao|\bbao gio"
        r"|\b(?:ngay|hom|bua|thang|nam|(?<!chu )(?<!nang )(?<!nhan )(?<!nguon )luc"
        r"|thoi gian|thoi diem) nao|ngay bao nhieu"
        r"|(?:den|toi|vao|tu)(?: tan)? nam (?:bao nhieu|may)(?: (?:vay|the|lan|nhi|a|ha|roi))?\W*$"
        r"|ngay may|\bwhen\b"
        r"|(?:what|which) (?:date|day|year|month)|\bdeadlines?\b"
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
        r"liet ke|ke ten|ke ra|gom (?:nhung|cac|co)|bao gom|nhung (?:cai )?gi\b|gom gi"
        r"|cac (?!.*\b(?:ky hop|phien hop|cuoc hop|hoi nghi) nao\b).+ nao"
        r"|^danh sach (?:cac |nhung )?\w"
        r"|^(?:cho (?:xin|toi|minh|em|biet)|xin|gui|can|tim) (?:\w+ )?danh sach\b"
        r"|\b(?:hai|ba|bon|bay|tam|chin|muoi) (?:cong trinh|du an|de an|nhiem vu|chuong trinh"
        r"|linh vuc|dot pha|khau|nganh|giai phap|nhom|muc tieu|tru cot|dong luc|mui nhon|vung)"
        r"(?: \w+){0,3} nao\b"
        r"|nhung .+ (?:nao|gi)\b|\blist\b|what are the|which .+s\b (?:are|were|have|did)"
        r"|name the",
    ),
    (
        "list",
        r"\bmay (?!gio|ngay|thang|nam|tien|ty\b|trieu|phan)\w+,?(?: \w+,?){0,6} nao\b"
        r"|\b(?:may|hai|ba|bon|nam|sau|bay|tam|chin|muoi|\d{1,2}) (?:viec|dieu|cai|loai|thu|chuyen"
        r"|noi dung|nhiem vu|van de|yeu cau) gi\b"
        r"|^(?:hai|ba|bon|nam|sau|bay|tam|chin|muoi|\d{1,2}) (?:nhom|van de|viec|noi dung|nhiem vu"
        r"|giai phap|yeu cau|khau)\b.*\bla (?:nhung )?(?:gi|nao)\b",
    ),
    (
        "count",
        rf"(?:bao nhieu|\bmay) (?!{NO_COUNT}"
        r"|(?:so|la|trong|o|tai|thang|va|cho|tu|den|theo|de|vao|moi"
        r"|mot|tren"
        r"|chua|thi|ty|ti|trieu|nghin|ngan|phan|tien|do la|do|usd|dong|von|thue|kinh phi|doanh thu"
        r"|ngan sach|nguon luc|nguon von|chi phi|no|gia tri|dien tich|san luong|grdp|nua)\b|nam \d)"
        rf"[a-z]+|how many (?!{_ENGLISH_MONEY})"
        r"|^(?:the )?(?:total )?(?:passengers|visitors|tourists|guests|households|workers"
        r"|students|projects|enterprises|cases|flights) (?:\w+ly )?(?:handled|served|welcomed"
        r"|received|hosted|created|registered|trained|built|licensed|carried|treated)\b",
    ),
    (
        "amount",
        rf"bao nhieu|la may|\bmay (?:cai|chiec|con)\W*$"
        rf"|con so|muc (?:nao|may)|\bmay {SCALE}\b|how much"
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
    rf"|\bthu (?:may|bao nhieu)\b(?! (?:{SCALE}|tien|dong|usd|thue|phan tram|%))"
)
#: "văn bản số mấy", "số hiệu kế hoạch": the number of a document, which is no figure.
NUMBER_OF = re.compile(
    r"\b(?:(?<!chi )so hieu(?! qua\b)|so ky hieu|so van ban|document number"
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
    r"|dan so|so luong|gia tri|cong suat|kim ngach|chieu dai|muc ho tro|muc thuong|so tien"
    r"|(?:tong )?so (?:nguoi|ho|vu|ca|luot|hoc sinh|hoc tro|giao vien|chau|tre|em|truong|lop|xa"
    r"|thon|doanh nghiep|hop tac xa|du an|can bo|dang vien|doan vien|hoi vien|ho so|thu tuc|giuong"
    r"|bac si|khach|nha|can|cong trinh|lao dong|benh nhan|dai bieu|cuoc|don vi|co so|san pham"
    r"|doi tuong))\b"
)
#: A question word; a turn without one asks for what was asked before.
ASKS = re.compile(
    r"\b(?:bao nhieu|may|ai|gi|nao|o dau|sao|khi nao|khong|chua|liet ke|ke ten|how|what|who|when"
    r"|where|which|why|list)\b"
)
#: "thay đổi thế nào": asks for a figure when an indicator is named.
_HOW = re.compile(
    r"\b(?:tang|giam|thay doi|bien dong|dat|dien bien|so voi)\b.*\b(?:the nao|ra sao)\b"
    r"|\btang hay(?: la)? giam\b"
)
#: "khu công nghiệp nào": asks for a name, not for a figure.
_WHICH = re.compile(
    r"\w nao\b|\bwhich\b|\bla gi\b|\bnhu the nao\b|\b(?:noi|cho rang|nhan dinh|nhan xet|danh gia"
    r"|khang dinh|phat bieu|luu y|yeu cau|de nghi|chi dao|nhan manh) (?:nhung )?gi\b"
)


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


#: "huyện, thị xã, thành phố nào", "sở, ngành hay địa phương nào": kinds in a row, one is asked for.
_PLACE_KIND = r"(?:huyen|quan|thi xa|thi tran|thi|thanh pho|tp|xa|phuong|dia phuong)"
_BODY_KIND = r"(?:so|ban|nganh|co quan|don vi|dia phuong|doan the)"
_KINDS = (
    *(
        (re.compile(rf"\b{kind}(?:(?:,|/| hay| hoac| va|,? hay la) ?{kind})+(?= nao\b)"), name)
        for kind, name in ((_PLACE_KIND, "dia phuong"), (_BODY_KIND, "don vi"))
    ),
    (
        re.compile(r"\b(?:don vi|dia phuong|dia ban)(?: hanh chinh)? cap (?:huyen|xa)\b"),
        "dia phuong",
    ),
)


def one_kind(folded: str) -> str:
    """A folded question with kinds in a row under the word for all of them.

    "Huyện, thị nào" asks for a place as "địa phương nào" does, "sở, ngành nào" for a body.
    """
    for pattern, name in _KINDS:
        folded = pattern.sub(name, folded)
    return folded


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
        return one_kind(_HOLDING.sub(lambda words: f"{words[0]}_", fold(plain)))
    plain = _COLLECTED.sub("thu_", plain)
    words = plain.split(" ")
    return one_kind(
        " ".join(
            f"{fold(word)}_" if _WRITTEN.get(fold(bare), bare) != bare != fold(bare) else fold(word)
            for word in words
            for bare in (word.strip(".,;:?!()\"'“”"),)
        )
    )


def without_names(line: str, names: Sequence[str]) -> str:
    """A question line in which the words of names end in "_": "Điện Biên" is no change."""
    for name in names:
        plain = fold(normalise(name))
        marked = "_ ".join(plain.split()) + "_"
        line = re.sub(rf"\b{re.escape(plain)}\b", marked, line)
    return line


def answer_type(folded: str, *, has_indicator: bool) -> AnswerType:
    """What the question asks for; a bare indicator ("xuất khẩu 2021") asks for its figure."""
    if RANK.search(folded) or NUMBER_OF.search(folded):
        return "open"
    if any(form.search(folded) for form in (_SEVERAL, _SET, _AS_MANY)):
        return "list"
    whichever = _WHICHEVER.search(folded) is not None
    for kind, pattern in _TYPES:
        if whichever and kind not in FIGURES:
            continue
        if pattern.search(folded):
            return kind
    if _MEASURED.match(folded) and not _WHICH.search(folded):
        return "amount"
    progress = folded.startswith("tien do ") and has_indicator and not ASKS.search(folded)
    if progress or (folded.startswith(("ty le", "ti le")) and not _WHICH.search(folded)):
        return "percent"
    if _HOW.search(folded) and has_indicator:
        return "amount"
    if _WHICH.search(folded) or not has_indicator:
        return "open"
    return "amount"
