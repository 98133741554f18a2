"""The letters of TCVN3 (ABC) and VNI, the encodings of Vietnamese fonts before Unicode.

Both write Vietnamese with the 256 characters of a Western font. TCVN3 gives a letter one
character: that of TCVN 5712:1993, code set VN3, where only seven capitals have codes of their own
and a capital with a tone is the small letter in a font that draws capitals (.VnTimeH). Code set
VN1 has codes for all capitals; those above 0xA0 are free in VN3, those below are taken there by
Windows' quotes and dashes. VNI for Windows writes a letter as its base and a mark of its own.
"""

from __future__ import annotations

import unicodedata

_TONES = "\u0300\u0309\u0303\u0301\u0323"  # grave, hook above, tilde, acute, dot below
_LETTERS = "aăâeêioôơuưy"


def toned(vowels: str, tones: str = _TONES) -> str:
    """Each of `vowels` with each of `tones`, composed."""
    return unicodedata.normalize("NFC", "".join(v + t for v in vowels for t in tones))


#: the 134 letters that Vietnamese has beside a–z, capitals after small ones
ACCENTED = toned(_LETTERS) + "ăâđêôơư"
ACCENTED += ACCENTED.upper()

#: code set VN3, TCVN 5712:1993: tones in the order grave, hook, tilde, acute, dot
_VN3 = {
    "ĂÂÊÔƠƯĐăâêôơưđ": range(0xA1, 0xAF),
    toned("a"): range(0xB5, 0xBA),
    toned("ă"): (0xBB, 0xBC, 0xBD, 0xBE, 0xC6),
    toned("â"): (0xC7, 0xC8, 0xC9, 0xCA, 0xCB),
    toned("e"): (0xCC, 0xCE, 0xCF, 0xD0, 0xD1),
    toned("ê"): range(0xD2, 0xD7),
    toned("i"): (0xD7, 0xD8, 0xDC, 0xDD, 0xDE),
    toned("o"): (0xDF, 0xE1, 0xE2, 0xE3, 0xE4),
    toned("ô"): range(0xE5, 0xEA),
    toned("ơ"): range(0xEA, 0xEF),
    toned("u"): (0xEF, 0xF1, 0xF2, 0xF3, 0xF4),
    toned("ư"): range(0xF5, 0xFA),
    toned("y"): range(0xFA, 0xFF),
}
#: the capitals that code set VN1 adds where VN3 leaves room
_VN1_HIGH = dict(
    zip(
        "ẰẲẴẮẦẨẪẤỀỂỄẾỒỔỖỐ",
        (0xAF, 0xBA, 0xBF, *range(0xC0, 0xC6), 0xCD, 0xD9, 0xDA, 0xDB, 0xE0, 0xF0, 0xFF),
        strict=True,
    )
)
#: the capitals of VN1 among the control codes
_VN1_LOW = dict(
    zip(
        "ÚỤỪỬỮỨỰỲỶỸÝỴÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ",
        (1, 2, 4, 5, 6, *range(0x11, 0x18), *range(0x80, 0xA0)),
        strict=True,
    )
)

#: letter → character in TCVN3; the capitals with tones have none
TCVN3 = {
    letter: chr(code)
    for letters, codes in _VN3.items()
    for letter, code in zip(letters, codes, strict=True)
}
#: letter → character in VN1, capitals included
VN1 = TCVN3 | {letter: chr(code) for letter, code in (_VN1_HIGH | _VN1_LOW).items()}

#: VNI's marks in the order of the tones; on â, ê, ô and on ă the mark tells the tone too
_VNI_TONES = "øûõùï"
_VNI_CIRCUMFLEX = "àåãáä"
_VNI_BREVE = "èúüéë"


def _vni() -> dict[str, str]:
    table = {"ă": "aê", "â": "aâ", "ê": "eâ", "ô": "oâ", "ơ": "ô", "ư": "ö", "đ": "ñ"}
    table |= dict(zip(toned("i"), "ìæóíò", strict=True))
    for vowel, base in (*zip("aeouy", "aeouy", strict=True), ("ơ", "ô"), ("ư", "ö")):
        marked = (base + mark for mark in _VNI_TONES)
        table |= dict(zip(toned(vowel), marked, strict=True))
    for vowel, base in zip("âêô", "aeo", strict=True):
        table |= dict(zip(toned(vowel), (base + mark for mark in _VNI_CIRCUMFLEX), strict=True))
    table |= dict(zip(toned("ă"), ("a" + mark for mark in _VNI_BREVE), strict=True))
    table["ỵ"] = "î"
    return table | {letter.upper(): code.upper() for letter, code in table.items()}


#: letter → one or two characters in VNI for Windows
VNI = _vni()
