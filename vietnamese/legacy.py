"""Text in the font encodings of before Unicode, TCVN3 (ABC) and VNI, turned into Vietnamese.

Such text looks like "ñy ban nh©n d©n" or "Nghò quyeát": Western characters in the place of
Vietnamese letters. Where the font is known its name tells the encoding (`by_font`); where it is
not, `vietnamese.legacy_runs` finds it out by the syllables.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Literal

from vietnamese.legacy_tables import ACCENTED, TCVN3, VN1, VNI
from vietnamese.normal import normalise
from vietnamese.telex import is_well_formed

Encoding = Literal["tcvn3", "vni"]

#: fonts marked as symbol fonts put their characters here
_WESTERN = {code: chr(code - 0xF000) for code in range(0xF020, 0xF100)}
#: look-alikes that programs write for the Western characters
_WESTERN |= {ord("μ"): "µ", ord("∙"): "·", ord("⋅"): "·", ord("ˉ"): "¯"}

_FROM_TCVN3 = {ord(code): letter for letter, code in VN1.items()}
#: combining tones, the same in all code sets of TCVN 5712
_COMBINING = dict(zip("°±²³´", "\u0300\u0309\u0303\u0301\u0323", strict=True))
_COMBINED = re.compile(r"(?<=[aăâeêioôơuưyAĂÂEÊIOÔƠUƯY])[°±²³´]")
#: codes that stand for the capital too, there being no other
_EITHER_CASE = {TCVN3[letter] for letter in TCVN3 if letter not in "ĂÂÊÔƠƯĐăâêôơưđ"}

_FROM_VNI = {code: letter for letter, code in VNI.items()}
_FROM_VNI |= {code[0] + code[1:].swapcase(): letter for letter, code in VNI.items()}
_VNI_LETTER = re.compile("|".join(sorted(map(re.escape, _FROM_VNI), key=len, reverse=True)))

#: Vietnamese letters that no Western font has: their text is Unicode
_UNICODE = re.compile(f"[{''.join(letter for letter in ACCENTED if ord(letter) > 0xFF)}]")
#: words, the Western signs that stand for letters among them; no quotes, no dashes
WORD = re.compile(
    r"[A-Za-z\u00a1-\u024f\u0300-\u036f\u03bc\u1ea0-\u1ef9\u02c9\u2219\u22c5\uf0a1-\uf0ff"
    r"\x01-\x06\x11-\x17\x80-\x9f]+"
)
_LETTERS = re.compile(r"[^\W\d_]+")

_TCVN3_FONT = re.compile(r"(?:[A-Z]{6}\+)?(?:\.|#2E)?Vn(?=[A-Z3])")
_VNI_FONT = re.compile(r"(?:[A-Z]{6}\+)?VNI[-\s_]?[A-Z]", re.IGNORECASE)
_STYLE = re.compile(r"(?:[\s,-]*(?:Bold|Italic|Oblique|Regular|Normal))+\Z", re.IGNORECASE)


def decode_tcvn3(text: str) -> str:
    """Text of a TCVN3 (ABC) font as Vietnamese, NFC.

    A small letter with a tone becomes a capital in a word that is in capitals otherwise, since
    most fonts have no code for it. Codes of VN1 are read too; 0x80–0x9F only as control codes,
    not as the quotes and dashes that Windows has there.
    """
    western = text.translate(_WESTERN)
    decoded = western.translate(_FROM_TCVN3)
    if not _EITHER_CASE.isdisjoint(western):
        lines = zip(western.split("\n"), decoded.split("\n"), strict=True)
        decoded = "\n".join(_raise_capitals(raw, line) for raw, line in lines)
    toned = _COMBINED.sub(lambda mark: _COMBINING[mark[0]], decoded)
    return unicodedata.normalize("NFC", toned)


def _raise_capitals(raw: str, line: str) -> str:
    """`line`, decoded from `raw`, with capitals where only the words around tell them."""
    words = list(_LETTERS.finditer(line))
    cases = [_case(raw[word.start() : word.end()], word[0]) for word in words]
    letters = list(line)
    for place, (word, case) in enumerate(zip(words, cases, strict=True)):
        if case == "either":
            before = next((case for case in reversed(cases[:place]) if case != "either"), "")
            after = next((case for case in cases[place + 1 :] if case != "either"), "")
            around = {before, after} - {""}
            case = "upper" if around == {"upper"} else case
        if case == "upper":
            letters[word.start() : word.end()] = word[0].upper()
    return "".join(letters)


def _case(raw: str, word: str) -> Literal["upper", "lower", "either"]:
    """The case of a word as its sure letters show it; one capital may begin a word in either."""
    codes = zip(raw, word, strict=True)
    sure = [(n, letter) for n, (code, letter) in enumerate(codes) if code not in _EITHER_CASE]
    if any(letter.islower() for _, letter in sure):
        return "lower"
    return "upper" if any(n > 0 for n, _ in sure) else "either"


def decode_vni(text: str) -> str:
    """Text of a VNI font as Vietnamese, NFC; the mark of a letter may be in either case."""
    western = text.translate(_WESTERN)
    decoded = _VNI_LETTER.sub(lambda code: _FROM_VNI[code[0]], western)
    return unicodedata.normalize("NFC", decoded)


DECODERS: dict[Encoding, Callable[[str], str]] = {"tcvn3": decode_tcvn3, "vni": decode_vni}


def by_font(name: str) -> Callable[[str], str] | None:
    """What turns text set in the font called `name` into Vietnamese; None for a Unicode font.

    Fonts of TCVN3 are called ".VnTime", ".VnArialH" (H: small letters are drawn as capitals),
    those of VNI "VNI-Times". Text that is Unicode in spite of such a font stays as it is.
    """
    face = _STYLE.sub("", name.strip())
    if _TCVN3_FONT.match(face):
        capitals = face.endswith("H")
        return lambda text: _by_font(text, "tcvn3", capitals)
    if _VNI_FONT.match(face):
        return lambda text: _by_font(text, "vni", False)
    return None


def _by_font(text: str, encoding: Encoding, capitals: bool) -> str:
    if _UNICODE.search(text):
        return text
    decoded = DECODERS[encoding](text)
    if is_vietnamese(text) and not is_vietnamese(decoded):
        return text
    return decoded.upper() if capitals else decoded


def is_vietnamese(text: str) -> bool:
    """Whether each word of `text` that is not plain ASCII can be a Vietnamese syllable.

    Its capitals too have to stand where Vietnamese has them: at its beginning, or throughout.
    """
    return all(
        is_well_formed(normalise(word)) and (word[1:].islower() or word.isupper() or len(word) == 1)
        for word in WORD.findall(text)
        if not word.isascii()
    )
