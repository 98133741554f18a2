"""The office of a person whom the question names: "Ông A là ai?", "bà B giữ chức vụ gì?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.evidence import Candidate
from retrieval.quoting import quoted
from retrieval.reading import Statement
from retrieval.records import Query
from vietnamese.names import FAMILY_NAMES, read_names
from vietnamese.normal import fold, is_unaccented, normalise, search_form
from vietnamese.offices import POST
from vietnamese.sentences import Span
from vietnamese.tokens import syllables

_ASKS = re.compile(
    r"\b(?:la ai|la nguoi nao|(?:giu|lam|dam nhiem|mang|nam)(?: cac| nhung)? (?:chuc|chuc vu"
    r"|chuc danh|cuong vi|vai tro) (?:gi|nao)|chuc vu (?:la )?gi)\b"
)
#: Somebody named without accents or capitals.
_TITLED = re.compile(
    r"(?:ong|ba|dong chi) (?!chu tich|bi thu|giam doc)(?:\w+ ){2,4}?(?:la|giu|lam)\b"
)
#: Somebody named without a title either, folded, or in English: "Who is Nguyen Van An?".
_NAME = r"(?P<name>[^\W\d_]+(?: [^\W\d_]+){1,4}?)"
_TITLE = r"(?:(?:mr|mrs|ms|dr)\.? )?"
_OFFICE = "(?:position|post|office|role|job|title)"
_PLAIN = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^{_NAME} (?:la ai|giu chuc (?:vu )?gi)\W*$",
        rf"\bwho (?:is|was) {_TITLE}{_NAME}\W*$",
        rf"\bwhat {_OFFICE} (?:does|did|do) {_TITLE}{_NAME} (?:hold|have)",
        rf"\bwhat (?:is|was) {_TITLE}{_NAME}['’]s {_OFFICE}\b",
    )
)
#: What a post ends before, behind a name: what its holder does.
_DOES = re.compile(
    r"\s+(?:cho (?:biết|rằng|hay)|phát biểu|nhận định|nhấn mạnh|khẳng định|chia sẻ|yêu cầu|đề nghị"
    r"|chủ trì|chủ tọa|báo cáo|trình bày|kết luận|nói|là|đã|vừa|sẽ|cũng|làm|giao|kiểm tra|dự|tham"
    r"|thay mặt|ký|trao|tặng|trả lời|giải trình|và (?:các|lãnh đạo))(?=\W|\Z)"
    r"|[;:.()“”\"\n]|\s[–-]\s"
)
_LEAD = re.compile(r"\s*[,(–-]\s*(?:(?:hiện )?là\s+|nguyên\s+)?|\s+(?:là|giữ chức|làm)\s+")
#: Posts in the Party that name no word for a post: "Ủy viên Ban Thường vụ Tỉnh ủy".
_MEMBER = re.compile(r"(?:uy vien|dai bieu|thanh vien|thu ky)\b")


def asks_post(query: Query) -> bool:
    """Whether the question asks what office somebody holds whom it names."""
    asked = fold(normalise(query.question))
    named = bool(read_names(query.question)) or _TITLED.match(asked) is not None
    plain = next(filter(None, (form.search(asked) for form in _PLAIN)), None)
    typed = is_unaccented(normalise(query.question))
    name = plain["name"] if plain is not None and typed else ""
    if name and not POST.match(name) and name.split()[0] in FAMILY_NAMES:
        return True
    return named and _ASKS.search(asked) is not None


def read_post_held(query: Query, ranked: Sequence[Candidate]) -> Statement | None:
    """The offices that a sentence gives right behind the name; the longest row of them."""
    asked = f" {' '.join(syllables(fold(normalise(query.question))))} "
    best: tuple[int, Statement] | None = None
    for item in ranked:
        if item.conflicts:
            continue
        sentence = item.sentence
        for name in read_names(sentence.text):
            if f" {fold(normalise(name.text))} " not in asked:
                continue
            span = _behind(sentence.text, name.end) or _before(sentence.text, name.start)
            if span is None or (best is not None and span.end - span.start <= best[0]):
                continue
            at = Span(sentence.start + span.start, sentence.start + span.end)
            short = " ".join(sentence.text[span.start : span.end].split())
            best = (
                span.end - span.start,
                Statement(short, sentence, quoted(sentence, at, whole=True)),
            )
    return best[1] if best else None


def _behind(text: str, end: int) -> Span | None:
    """The posts behind a name: "…, Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh | phát biểu"."""
    lead = _LEAD.match(text, end)
    if lead is None:
        return None
    stop = _DOES.search(text, lead.end())
    span = Span(lead.end(), stop.start() if stop else len(text))
    said = text[span.start : span.end].rstrip(" ,")
    kept: list[str] = []
    for piece in re.split(r",\s+", said):
        plain = fold(normalise(piece))
        if not (POST.match(plain) or _MEMBER.match(plain)) and not (kept and piece[:1].isupper()):
            break
        kept.append(piece)
    if not kept:
        return None
    length = len(", ".join(kept))
    return Span(span.start, span.start + length)


def _before(text: str, start: int) -> Span | None:
    """The post before a name: "Chủ tịch UBND tỉnh | (ông) …"."""
    lead = re.split(r"[;:.,\n“”\"]\s*", text[:start])[-1]
    form = search_form(lead)
    posts = list(POST.finditer(fold(form.text)))
    if not posts:
        return None
    at = start - len(lead) + form.span(*posts[-1].span())[0]
    said = re.sub(r"\s*(?:đồng chí|ông|bà|TS\.?|ThS\.?)?\s*\Z", "", text[at:start])
    tail = said[len(posts[-1][0]) :]
    if not text[at].isupper() or re.search(r"\b(?:và|giao|cùng|với|do|cho|yêu cầu)\b", tail):
        return None
    return Span(at, at + len(said))
