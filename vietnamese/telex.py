"""Telex and VNI keystrokes left in a text, read as the Vietnamese that was meant.

With the input method switched off, "mục tiêu" arrives as "mucj tieeu" or "muc5 tieu6". Such a word
is no Vietnamese syllable as it stands and becomes one when its keys are carried out. Because a few
English words do so too ("tax" → "tã"), the text as a whole has to look typed that way.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from vietnamese.glossary import translate_terms
from vietnamese.language import is_syllable
from vietnamese.normal import fold, normalise, place_tone
from vietnamese.question_words import question_words

#: A word with at most the digits that VNI puts into it; addresses and "don't" are left out.
_WORD = re.compile(r"(?<![\w@.'’])[^\W\d_][^\W_]{1,9}(?![\w@'’]|\.\w)")

_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300\u0301\u0303\u0309\u0323"
_TELEX_TONES = {"f": _GRAVE, "s": _ACUTE, "x": _TILDE, "r": _HOOK, "j": _DOT}
_VNI_TONES = {"2": _GRAVE, "1": _ACUTE, "4": _TILDE, "3": _HOOK, "5": _DOT}
_TONE_KEYS = {mark: key for key, mark in _TELEX_TONES.items()}
_CIRCUMFLEX_MARK, _BREVE_MARK, _HORN_MARK = "\u0302", "\u0306", "\u031b"
_MARK_KEYS = frozenset((_CIRCUMFLEX_MARK, _BREVE_MARK, _HORN_MARK))
#: a syllable takes at most so many keys: "nghieengs", and one too many
_MOST_KEYS = 11
_CIRCUMFLEX = {"a": "â", "e": "ê", "o": "ô"}
_HORN = {"u": "ư", "o": "ơ"}
_BREVE = {"a": "ă"}
_VOWELS = frozenset("aăâeêioôơuưy")

#: Rimes with their accents but without tone: with a final consonant, and without.
_CLOSED = (
    r"(?:a|oa|i)(?:ch|nh|ng|[cmnpt])|o(?:ng|[cmnpt])|(?:ă|oă|â|ô)(?:ng|[cmnpt])"
    r"|(?:e|uâ)(?:ng|[cmnpt])|ê(?:ch|nh|[mnpt])|(?:uê|uy)(?:ch|nh|[npt])|ơ[mnpt]|oe[nt]|uơn"
    r"|(?:u|iê|yê|uô|ươ)(?:ng|[cmnpt])|ư(?:ng|[cmnt])|uyê[nt]|oo(?:ng|c)"
)
_OPEN = (
    r"[aeêiyoôơuư]|ai|ao|au|ay|âu|ây|eo|êu|ia|iu|oi|ôi|ơi|ua|ui|ưa|ưi|ưu|oa|oe|uê|uơ|uy"
    r"|iêu|yêu|oai|oao|oay|oeo|uây|uôi|ươi|ươu|uya|uyu"
)
#: "ngh" and "gh" stand before e, ê and i, "ng" before all others.
_ONSET = r"b|ch?|d|đ|gh(?=[eêi])|gi?|h|kh?|l|m|ngh(?=[eêi])|ng(?![eêi])|nh?|ph?|qu|r|s|th?|tr|v|x"
_VALID = re.compile(rf"(?:{_ONSET})?(?:{_CLOSED}|{_OPEN})")
_STOPPED = re.compile(r"(?:c|ch|p|t)$")
#: A key pressed right after its letter; a vowel beside another, which English does not
#: write: "tieeu", "xuaat".
_DOUBLED = re.compile(r"aa|ee|oo|dd|w")
_PLAINLY_TELEX = re.compile(r"[iy]ee|(?<!q)u(?:oo|aa)|eeu|aa[uy]|ooi")

#: Syllables with oo, a spelling of borrowed words, are keystrokes unless they are these.
_OO = re.compile(r"(?!(?:b|x|g|ch|m)oo)[a-z]*oo(?:ng|c)")

#: What is counted has its number right after it at times: "thang1", "lop5".
_NUMBERED = frozenset(
    "thang quy nam ngay tuan lop quan phuong khoa dot ky lan so mui tap cap hang dieu khoan diem "
    "bai muc phan vong nhom loai tang khu to doi".split()
)


def untelex(text: str) -> str:
    """`text` with the keystrokes of Telex or VNI in its words carried out.

    Only words that are no syllables become ones, and only in a text with one at least that hardly
    anybody writes otherwise, and without accents more of them than English words. Any other text
    comes back as it is, code point for code point; so does the result when it is given again.
    """
    shouted = text.isupper() and len(text.split()) > 1
    slips: list[tuple[int, int, str]] = []
    evidence: set[str] = set()
    strong = False
    english = 0
    for match in _WORD.finditer(text):
        found = _seen(match[0])
        if found is None or (found.shout and not shouted):
            continue  # a syllable, or an abbreviation
        english += found.foreign
        if found.typed is not None:
            slips.append((*match.span(), found.typed))
            strong = strong or found.strong
            if found.strong or shouted or found.small:
                evidence.add(match[0].lower())
    if not strong:
        return text
    marked = fold(normalise(text)) != normalise(text)
    if len(evidence) <= english and not marked:
        return text
    for start, end, typed in reversed(slips):
        text = text[:start] + typed + text[end:]
    return text


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is to be known of one word: the keystrokes in it, or that another language has it."""

    shout: bool
    foreign: bool
    typed: str | None = None
    strong: bool = False
    small: bool = False


@lru_cache(maxsize=16384)
def _seen(raw: str) -> _Seen | None:
    """A word that is no syllable as it stands; None for one that tells nothing."""
    read = carried_out(raw)
    if read is None:
        foreign = raw.isascii() and not is_syllable(fold(normalise(raw)))
        return _Seen(raw.isupper(), True) if foreign else None
    word = raw.lower()
    if _is_english(word):
        return _Seen(raw.isupper(), True)
    typed, keys = read
    small = not (raw[0].isupper() or _is_numbered(raw))
    return _Seen(raw.isupper(), False, typed, _is_strong(word, keys), small)


@lru_cache(maxsize=65536)
def is_well_formed(form: str) -> bool:
    """Whether a word in search form can be a Vietnamese syllable with the accents it has.

    Stricter than `is_syllable`, which looks at letters only: no "ưo", no "dụg", no "muc" with any
    tone but two. A word without any accent counts as one typed without them.
    """
    letters = unicodedata.normalize("NFD", form)
    tones = [mark for mark in letters if mark in _TELEX_TONES.values()]
    if not tones and fold(form) == form:
        return is_syllable(form)
    plain = "".join(letter for letter in letters if letter not in tones)
    plain = unicodedata.normalize("NFC", plain)
    if len(tones) > 1 or _VALID.fullmatch(plain) is None:
        return False
    return not _STOPPED.search(plain) or tones in ([_ACUTE], [_DOT])


@lru_cache(maxsize=4096)
def _is_english(word: str) -> bool:
    return bool(question_words(word, "en") or translate_terms(word))


def _is_numbered(raw: str) -> bool:
    return raw[-1].isdigit() and raw[:-1].lower() in _NUMBERED


def _is_strong(word: str, keys: str) -> bool:
    """Whether hardly another language writes the word so: a j, two keys, a digit within."""
    if any(map(str.isdigit, word)):
        return not _is_numbered(word) and (
            len(keys) > 1 or not word[-1].isdigit() or word[-1] in "6789"
        )
    return (
        "j" in keys
        or (len(keys) > 1 and _DOUBLED.search(word) is not None)
        or _PLAINLY_TELEX.search(word) is not None
    )


@lru_cache(maxsize=16384)
def carried_out(raw: str) -> tuple[str, str] | None:
    """One word with its keystrokes carried out, and the keys; None where it was not typed so.

    The word is no Vietnamese syllable as it stands, the result is one.
    """
    word = raw.lower()
    plain = fold(normalise(raw))
    if len(word) != len(raw) or (is_syllable(plain) and not _OO.fullmatch(plain)):
        return None
    typing = _Typing(tones=_VNI_TONES if any(map(str.isdigit, word)) else _TELEX_TONES)
    for letter, source in zip(word, raw, strict=True):
        if not typing.take(letter, source.isupper()):
            return None
    return typing.result()


def retyped(raw: str) -> tuple[str, ...]:
    """Syllables that are meant where a word is none, in lower case, the likeliest first.

    The keys of the word are carried out, and where that gives none, its keys with two neighbours
    swapped: "ngừoi" → "người", "thnags" → "tháng", "sahcs" → "sách".
    """
    keys = _keys(raw)
    if len(keys) > _MOST_KEYS or not keys.isalpha():
        return ()
    straight = carried_out(keys)
    if straight is not None:
        return (straight[0],)
    swapped = (
        keys[:place] + keys[place + 1] + keys[place] + keys[place + 2 :]
        for place in range(len(keys) - 1)
    )
    return tuple(dict.fromkeys(done[0] for one in swapped if (done := carried_out(one))))


def _keys(raw: str) -> str:
    """The keys of Telex that a word is typed with, each where its accent stands."""
    keys = ""
    tones: set[str] = set()
    for letter in unicodedata.normalize("NFC", raw.lower()):
        base, *accents = list(unicodedata.normalize("NFD", letter))
        base = "dd" if base == "đ" else base
        marks = [base if a == _CIRCUMFLEX_MARK else "w" for a in accents if a in _MARK_KEYS]
        typed = {_TONE_KEYS[accent] for accent in accents if accent in _TONE_KEYS}
        if letter in tones:  # the key of a tone that is there already: "xuấts"
            continue
        keys += "".join((base, *marks, *sorted(typed)))
        tones |= typed
    return keys


class _Typing:
    """What an input method holds while a word is typed."""

    def __init__(self, tones: dict[str, str]) -> None:
        self.tones = tones
        self.vni = tones is _VNI_TONES
        self.letters: list[str] = []
        self.upper: list[bool] = []
        self.tone = ""
        self.keys = ""

    def take(self, letter: str, upper: bool) -> bool:
        """Type one letter; False when an input method would have no use for it."""
        if letter in self.tones and not _VOWELS.isdisjoint(self.letters):
            if self.tone:
                return False
            self.tone = self.tones[letter]
            self.keys += letter
        elif self._change(letter):
            self.keys += letter
        elif letter.isdigit():
            return False
        elif letter == "w" and not self.vni:
            self.keys += letter
            self._append("ư", upper)
        else:
            self._append(letter, upper)
        return True

    def _append(self, letter: str, upper: bool) -> None:
        self.letters.append(letter)
        self.upper.append(upper)

    def _change(self, key: str) -> bool:
        """Let a key change a letter typed before; False when there is none to change."""
        if key == ("9" if self.vni else "d"):
            changes = bool(self.letters) and self.letters[0] == "d"
            if changes:
                self.letters[0] = "đ"
            return changes
        if self.vni:
            table = {"6": _CIRCUMFLEX, "7": _HORN, "8": _BREVE}.get(key, {})
        elif key == "w":
            table = _BREVE | _HORN
        else:
            table = {key: _CIRCUMFLEX[key]} if key in _CIRCUMFLEX else {}
        places = [place for place, letter in enumerate(self.letters) if letter in table]
        if not places:
            return False
        place = places[-1]
        before = self.letters[place - 1] if place else ""
        rounded = before == "u" and self.letters[place - 2 : place - 1] != ["q"]
        if key in "w7" and rounded and self.letters[place] == "a":
            place -= 1  # cuaw → cưa
        elif key in "w7" and rounded and self.letters[place] == "o":
            self.letters[place - 1] = "ư"  # duowc → dươc
        self.letters[place] = table[self.letters[place]]
        return True

    def result(self) -> tuple[str, str] | None:
        """The syllable typed and its keys; None when it is none, or was typed without keys."""
        plain = "".join(self.letters)
        if not self.keys:
            return None
        plain = re.sub(r"(?<!q)uơ(?=[cmnptiu])|ưo(?=[cmnptiu])", "ươ", plain)
        stopped = _STOPPED.search(plain) is not None
        if not _VALID.fullmatch(plain) or (stopped and self.tone not in (_ACUTE, _DOT)):
            return None
        vowels = [place for place, letter in enumerate(plain) if letter in _VOWELS]
        last = vowels[-1] + 1
        toned = place_tone(normalise(plain[:last] + self.tone + plain[last:]))
        letters = (
            letter.upper() if upper else letter
            for letter, upper in zip(toned, self.upper, strict=True)
        )
        return "".join(letters), self.keys
