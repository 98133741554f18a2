"""What is said to an assistant and asks the documents nothing: greetings, thanks, who it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from vietnamese.normal import fold, normalise

Talk = Literal["greeting", "thanks", "farewell", "assistant"]

_YOU = (
    r"(?:(?:cac |quy )?(?:ban|anh|chi|vi)|em|ad|bot|may|tro ly|chatbot|he thong|moi nguoi|ca nha)"
)
_ME = r"(?:toi|minh|em|anh|chi|tui|chung toi)"
#: What may stand beside any of them and says nothing.
_FILLER = (
    rf"(?:{_YOU}|{_ME}|nhe|nha|a|oi|da|vang|thoi|nhieu|rat nhieu|that|vay|the|thi|day|va|roi"
    r"|hom nay|so much|very much|a lot|again|please|there|and|well|everyone)"
)
#: Phrases, folded and without punctuation; a question made of nothing else is small talk.
_PHRASES: Mapping[Talk, str] = {
    "thanks": r"(?:xin |rat |chan thanh )?cam on(?: vi)?(?: da (?:giup(?: do)?|tra loi))?"
    r"|thank(?:s| you)(?: for (?:your|the) (?:help|answer))?|cheers|hay qua|tuyet voi|tot lam"
    r"|great|perfect|nice|well done",
    "farewell": r"(?:xin )?tam biet|hen gap lai|chao tam biet|(?:good ?)?bye(?: bye)?|see you"
    r"(?: later| soon)?|good ?night|chuc ngu ngon",
    "assistant": rf"{_YOU} (?:la ai|(?:ten|ho ten) (?:la )?(?:gi|j)|la (?:nguoi|may|robot|ai|gi)"
    r"(?: hay (?:la )?(?:nguoi|may|robot|ai))?|bao nhieu tuoi|sinh nam (?:nao|may)"
    r"|den tu dau|o dau|hoat dong (?:the nao|ra sao|nhu the nao)|dung mo hinh (?:gi|nao)"
    rf"|(?:co the |co )?(?:biet|lam|giup|ho tro|tra loi)(?: {_ME})?(?: duoc)?(?: {_ME})?"
    r"(?: duoc)? (?:nhung )?(?:cau hoi |viec |dieu )?(?:gi|nao)(?: cho (?:toi|minh|em))?)"
    rf"|ai (?:da )?(?:tao|lam|viet|xay dung|phat trien)(?: ra)? (?:ra )?{_YOU}"
    rf"|{_YOU} (?:do|duoc) ai (?:tao|lam|viet|phat trien)(?: ra)?|gioi thieu (?:ve )?(?:ban than"
    rf"|{_YOU})|(?:huong dan|cach) (?:su )?dung(?: {_YOU})?|(?:tro giup|help)"
    r"|who (?:are|made|built|created|developed) you|what (?:can|do) you (?:do|know)"
    r"|what are you|what is your name|what s your name|whats your name|are you (?:a |an )?"
    r"(?:human|robot|bot|ai|machine|chatbot|real)(?: person)?|how do you work"
    r"|how can you help(?: me)?|what can i ask(?: you)?|introduce yourself",
    "greeting": rf"(?:xin )?chao(?: (?:buoi (?:sang|trua|chieu|toi)|mung))?(?: {_YOU})?|alo+|hi+"
    rf"|hello|hey|good (?:morning|afternoon|evening)|{_YOU} (?:co )?khoe (?:khong|ko|chu)"
    rf"|{_YOU} an com chua|how are you(?: today| doing)?|nice to meet you"
    rf"|rat vui duoc (?:gap|lam quen)(?: {_YOU})?|ok(?:e|ay|ie)?|test(?:ing)?|u|uh|um",
}
_KINDS = {kind: re.compile(rf"\b(?:{phrase})\b") for kind, phrase in _PHRASES.items()}
_ANY = "|".join(_PHRASES.values())
_WHOLE = re.compile(rf"(?:{_FILLER} )*(?:{_ANY})(?: (?:{_ANY}|{_FILLER}))*")
#: Single words of assent; without accents "va" is "và", which begins a follow-up.
_YES = frozenset({"vâng", "dạ", "ừ", "uh", "ừm", "vâng ạ", "dạ vâng"})
_SIGNS = re.compile(r"[\W_]+")
#: Longer than this nobody greets, in words.
_LONGEST = 24


def smalltalk(question: str) -> Talk | None:
    """What kind of talk a whole question is; None when it asks for anything else.

    A question without a letter or a digit ("?!") is talk, too. Of several kinds the one that asks
    for most decides: "chào bạn, bạn là ai" asks who it is.
    """
    typed = " ".join(_SIGNS.sub(" ", normalise(question)).split())
    if not typed or typed in _YES:
        return "greeting"
    form = fold(typed)
    if len(form.split()) > _LONGEST or _WHOLE.fullmatch(form) is None:
        return None
    for kind in ("assistant", "thanks", "farewell"):
        if _KINDS[kind].search(form):
            return kind
    return "greeting"
