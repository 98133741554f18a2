"""TCVN3 and VNI: every letter, text by font, text found by its syllables, plain text files."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.legacy import by_font, decode_tcvn3, decode_vni
from vietnamese.legacy_runs import decode_legacy_bytes, decode_runs, legacy_encoding
from vietnamese.legacy_tables import ACCENTED, TCVN3, VN1, VNI

TEXT = (
    "Ủy ban nhân dân xã giao các thôn rà soát hộ nghèo, hộ cận nghèo trước ngày 15 tháng 9.\n"
    "Kinh phí hỗ trợ là 2.450 triệu đồng, tăng 12,5% so với kế hoạch; nguồn vốn gồm ngân sách"
    " tỉnh và đóng góp của nhân dân.\n"
    "Đường liên thôn dài 3,2 km được mở rộng, trải nhựa và lắp đèn chiếu sáng."
)
#: as it was typed: a capital with a tone is the small letter's code
TYPED_TCVN3 = {letter: TCVN3.get(letter, TCVN3[letter.lower()]) for letter in ACCENTED}
FOREIGN = [
    "Le département a dépensé où l'été fut très sec; même le maïs était brûlé, là-bas, à côté.",
    "Die Straße für schöne Häuser wäre über die Brücke größer geworden.",
    "El niño añadió que mañana será la reunión en São Paulo; não há informação.",
    "Växjö är en stad på höglandet, så långt från öarna.",
    "The plan covers 25 °C ± 2, §5 and ½ of «all» users® of the © system · v² × 3.",
    "Café naïve résumé: the façade of Noël's coöperative.",
    "plain words only, no accents at all",
    "",
]

letters = st.sampled_from(sorted(ACCENTED))
lower = st.sampled_from(sorted(ACCENTED.lower()))
plain = st.sampled_from("abcdehiklmnopqrstuvxyABCDEGHIKLMNOPQRSTUVXY ,.-()0123456789%\n")


def as_codes(text: str, table: dict[str, str]) -> str:
    return text.translate(str.maketrans(table))


def test_all_134_letters_are_in_the_tables() -> None:
    assert len(ACCENTED) == len(set(ACCENTED)) == 134
    assert set(VNI) == set(VN1) == set(ACCENTED)
    assert len(set(VNI.values())) == len(set(VN1.values())) == 134
    assert set(ACCENTED.lower()) <= set(TCVN3)


@pytest.mark.parametrize("letter", ACCENTED)
def test_each_letter_is_read_back(letter: str) -> None:
    assert decode_vni(VNI[letter]) == letter
    assert decode_tcvn3(VN1[letter]) == letter


@given(st.text(st.one_of(letters, plain)))
def test_vni_text_comes_back(text: str) -> None:
    assert decode_vni(as_codes(text, VNI)) == text


@given(st.text(st.one_of(lower, plain.filter(lambda letter: not letter.isupper()))))
def test_small_tcvn3_text_comes_back(text: str) -> None:
    assert decode_tcvn3(as_codes(text, TCVN3)) == text


@given(st.text())
def test_no_text_is_refused(text: str) -> None:
    for decode in (decode_tcvn3, decode_vni):
        assert unicodedata.is_normalized("NFC", decode(text))
    decode_runs(text)


@given(st.binary())
def test_no_bytes_are_refused(content: bytes) -> None:
    decode_legacy_bytes(content)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ñy ban nh©n d©n", "ủy ban nhân dân"),
        ("ñY BAN NH¢N D¢N TØNH", "ỦY BAN NHÂN DÂN TỈNH"),
        ("NghÞ quyÕt sè 5", "Nghị quyết số 5"),
        ("§é vµ §", "Độ và Đ"),
        ("Bµ Hµ nãi", "Bà Hà nói"),
        ("Bµ RÞA", "BÀ RỊA"),
        ("CHÞU Tõ THIÖN", "CHỊU TỪ THIỆN"),
        ("a\u00b3 b", "á b"),
        ("20°C, 5 m²", "20°C, 5 m²"),
        ("\uf0ae\uf0adêng", "đường"),
        ("“§Ò ¸n” – 5", "“Đề án” – 5"),
    ],
)
def test_tcvn3_as_it_was_typed(typed: str, read: str) -> None:
    assert decode_tcvn3(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Nghò quyeát soá 5", "Nghị quyết số 5"),
        ("ÑÖÔØNG", "ĐƯỜNG"),
        ("ñöôøng", "đường"),
        ("Aùp duïng, UÛy ban, Uûy ban", "Áp dụng, Ủy ban, Ủy ban"),
        ("Haø Noäi, kyõ thuaät, löïc löôïng", "Hà Nội, kỹ thuật, lực lượng"),
    ],
)
def test_vni_as_it_was_typed(typed: str, read: str) -> None:
    assert decode_vni(typed) == read


@pytest.mark.parametrize(
    ("font", "given_", "read"),
    [
        (".VnTime", "c¸n bé", "cán bộ"),
        ("ABCDEF+.VnTime,Bold", "c¸n bé", "cán bộ"),
        ("#2EVnArial-Italic", "c¸n bé", "cán bộ"),
        (".VnTimeH", "quyÕt ®Þnh", "QUYẾT ĐỊNH"),
        (".VnArial NarrowH, Bold", "tØnh", "TỈNH"),
        ("VNI-Times", "caùn boä", "cán bộ"),
        ("QWERTY+VNI-Helve-Bold", "caùn boä", "cán bộ"),
        (".VnTime", "quyết định", "quyết định"),
        (".VnTime", "là và", "là và"),
        ("VNI-Times", "quyết", "quyết"),
    ],
)
def test_the_font_tells_the_encoding(font: str, given_: str, read: str) -> None:
    decode = by_font(font)
    assert decode is not None
    assert decode(given_) == read


@pytest.mark.parametrize(
    "font",
    ["Times New Roman", "Arial", "VnTime2000Unicode".lower(), "Vni", "", "UVnTime", "Vntime"],
)
def test_other_fonts_are_unicode(font: str) -> None:
    assert by_font(font) is None


def test_encoding_is_found_by_the_syllables() -> None:
    assert legacy_encoding(as_codes(TEXT, TYPED_TCVN3)) == "tcvn3"
    assert legacy_encoding(as_codes(TEXT, VNI)) == "vni"


@pytest.mark.parametrize("text", [TEXT, TEXT.upper(), unicodedata.normalize("NFD", TEXT), *FOREIGN])
def test_unicode_text_is_never_converted(text: str) -> None:
    assert legacy_encoding(text) is None
    assert decode_runs(text) == (text, ())
    assert decode_legacy_bytes(text.encode()) is None


@pytest.mark.parametrize("line", TEXT.split("\n"))
def test_french_with_vietnamese_names_is_never_converted(line: str) -> None:
    mixed = f"{FOREIGN[0]} {line}"
    assert decode_runs(mixed) == (mixed, ())


@pytest.mark.parametrize("foreign", FOREIGN)
@pytest.mark.parametrize("table", [TYPED_TCVN3, VNI])
def test_runs_of_several_encodings_are_read_each_in_its_own(
    foreign: str, table: dict[str, str]
) -> None:
    first, second, third = TEXT.split("\n")
    mixed = "\n".join([as_codes(first, table), second, foreign, as_codes(third, table)])
    decoded, found = decode_runs(mixed)
    assert decoded.split("\n")[1:3] == [second, foreign]
    assert decoded.split("\n")[3] == third
    assert decoded.lower().startswith(first.lower())
    assert found == (("vni",) if table is VNI else ("tcvn3",))


def test_words_of_another_encoding_within_a_line() -> None:
    line = as_codes("đường liên thôn được mở rộng và trải nhựa", TCVN3)
    other = as_codes("chiếu sáng", VNI)
    assert decode_runs(f"{line} {other}\n{as_codes(TEXT, VNI)}")[0].startswith(
        "đường liên thôn được mở rộng và trải nhựa chiếu sáng\n"
    )


@pytest.mark.parametrize(
    ("table", "encoding"), [(TYPED_TCVN3, "tcvn3"), (VNI, "vni"), (VN1, "tcvn3")]
)
def test_a_plain_text_file_is_read(table: dict[str, str], encoding: str) -> None:
    text = TEXT.upper() + "\n" + TEXT.replace("Ủy", "Uy")
    content = as_codes(text, table).encode("latin-1")
    assert decode_legacy_bytes(content) == (text, encoding)


def test_a_file_of_several_encodings_is_read() -> None:
    first, second, third = TEXT.replace("Ủy", "Uy").split("\n")
    content = b"\r\n".join(
        [
            as_codes(first, VNI).encode("latin-1"),
            second.encode(),
            b"\x93" + as_codes(third, TYPED_TCVN3).encode("latin-1") + b"\x94",
        ]
    )
    read = decode_legacy_bytes(content)
    assert read == (f"{first}\r\n{second}\r\n“{third}”", "vni+tcvn3")


def test_windows_1258_bytes_are_left_to_their_own_reader() -> None:
    text = unicodedata.normalize("NFC", TEXT)
    content = b"".join(
        letter.encode("cp1258", "ignore")
        or unicodedata.normalize("NFD", letter).encode("cp1258", "ignore")
        for letter in text
    )
    assert decode_legacy_bytes(content) is None
