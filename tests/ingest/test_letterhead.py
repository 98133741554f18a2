"""What letterhead and signature say, in the layouts that offices and readers of files give."""

from datetime import date

import pytest

from errors import EmptyFile
from ingest.describe import describe
from ingest.extracted import Extracted
from ingest.noting import kept_record
from ingest.reading import FileText

PROSE = "Sở báo cáo đã chi 4,2 tỷ đồng hỗ trợ trồng cây ăn quả, bằng 35% dự toán năm của tỉnh."


def read(text, name="a.txt", **extracted):
    kept = Extracted(text, "x", **extracted) if extracted else None
    return describe(FileText(text, "0", "utf-8", extracted=kept), name, "/r")


def evidence(document, slot):
    return [found for found in document.evidence if found.slot == slot]


COLUMNS = """ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH HÀ GIANG                 Độc lập - Tự do - Hạnh phúc
Số: 99/QĐ-UBND            Hà Giang, ngày 05 tháng 01 năm 2021
"""
LINES = """ỦY BAN NHÂN DÂN
TỈNH HÀ GIANG
-------
Số: 99/QĐ-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Hà Giang, ngày 05 tháng 01 năm 2021
"""
ROW = (
    "| ỦY BAN NHÂN DÂN<br>TỈNH HÀ GIANG<br>Số: 99/QĐ-UBND | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    "<br>Độc lập - Tự do - Hạnh phúc<br>*Hà Giang, ngày 05 tháng 01 năm 2021* |\n|---|---|\n"
)
BOLD = """**ỦY BAN NHÂN DÂN**

**TỈNH HÀ GIANG**

Số: 99 /QĐ-UBND

**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**

*Hà Giang, ngày 05/01/2021*
"""
TITLE = "\nQUYẾT ĐỊNH\nVề việc giao chỉ tiêu trồng rừng năm 2021\n"
APART = "\n**QUYẾT ĐỊNH**\n\n**Về việc giao chỉ tiêu trồng rừng năm 2021**\n"


@pytest.mark.parametrize(
    "head", [COLUMNS, LINES, ROW, BOLD], ids=["columns", "lines", "row", "bold"]
)
@pytest.mark.parametrize("title", [TITLE, APART], ids=["together", "apart"])
def test_a_letterhead_in_any_layout(head, title):
    document = read(f"{head}{title}\nĐiều 1. Giao chỉ tiêu\n{PROSE}\n")
    assert document.number == "99/QĐ-UBND"
    assert document.issuer == "ỦY BAN NHÂN DÂN TỈNH HÀ GIANG"
    assert document.published == date(2021, 1, 5)
    assert document.title == "QUYẾT ĐỊNH Về việc giao chỉ tiêu trồng rừng năm 2021"
    assert document.doc_type == "QUYẾT ĐỊNH"
    assert document.scope.place.full_name == "tỉnh Hà Giang"
    assert document.scope.period.start == date(2021, 1, 1)


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("Số: 07/2022/NQ-HĐND", "07/2022/NQ-HĐND"),
        ("Số: 15 /2021/QĐ-UBND", "15/2021/QĐ-UBND"),
        ("Số 01-NQ/TU", "01-NQ/TU"),
        ("Số: 45 - KH/HU", "45-KH/HU"),
        ("Số:512/STC-QLNS", "512/STC-QLNS"),
        ("Luật số: 45/2019/QH14", "45/2019/QH14"),
        ("Số:       /QĐ-UBND", None),
        ("Số lượng: 45 bản", None),
    ],
)
def test_numbers_as_they_are_printed(printed, number):
    text = f"TỈNH ỦY HÀ GIANG\n{printed}\nHà Giang, ngày 05 tháng 01 năm 2021\n\n{PROSE}\n"
    document = read(text)
    assert document.number == number
    for found in evidence(document, "number"):
        assert text[found.start : found.end] == found.value


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("V/v báo cáo kết quả\nchi hỗ trợ cây ăn quả", "V/v báo cáo kết quả chi hỗ trợ cây ăn quả"),
        ("Về việc chi hỗ trợ", "Về việc chi hỗ trợ"),
    ],
)
def test_a_letter_is_named_by_its_subject(subject, title):
    text = (
        "UBND TỈNH HÀ GIANG            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "SỞ TÀI CHÍNH                     Độc lập - Tự do - Hạnh phúc\n"
        f"Số: 512/STC-QLNS             Hà Giang, ngày 03 tháng 4 năm 2023\n{subject}\n\n"
        f"Kính gửi: Ủy ban nhân dân tỉnh\n\n{PROSE}\n"
    )
    document = read(text)
    assert document.title == title
    assert document.doc_type == "Công văn"
    assert document.issuer == "SỞ TÀI CHÍNH"
    assert document.scope.place.full_name == "tỉnh Hà Giang"


def test_the_code_in_its_number_tells_the_kind_where_no_title_does():
    document = read(f"TỈNH ỦY HÀ GIANG\nSố: 01-NQ/TU\nHà Giang, ngày 05/01/2021\n\n{PROSE}\n")
    assert document.doc_type == "Nghị quyết"


def test_a_body_without_its_province_is_placed_by_where_it_signed():
    head = "SỞ CÔNG THƯƠNG\nSố: 12/BC-SCT\nCao Bằng, ngày 05 tháng 6 năm 2022\n\n"
    text = f"{head}BÁO CÁO\nCông nghiệp\n\n{PROSE}"
    assert read(text).scope.place.full_name == "tỉnh Cao Bằng"


def test_days_of_other_documents_are_not_what_a_title_is_about():
    text = (
        f"{COLUMNS}\nQUYẾT ĐỊNH\nVề việc sửa đổi Quyết định số 21/2020/QĐ-UBND ngày 08/12/2020\n\n"
        f"Điều 1. Sửa đổi\n{PROSE}\n"
    )
    assert read(text).scope.period is None


# -- signature -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("block", "signer", "office", "authority"),
    [
        (
            "Nơi nhận:                    TM. ỦY BAN NHÂN DÂN\n"
            "- Như trên;                     KT. CHỦ TỊCH\n"
            "- Lưu: VT.                     PHÓ CHỦ TỊCH\n\n"
            "                       Hoàng Văn Nam",
            *("Hoàng Văn Nam", "PHÓ CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH"),
        ),
        (
            "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\n\n(Đã ký)\n\n"
            "Lò Thị Mai Hoa",
            *("Lò Thị Mai Hoa", "CHÁNH VĂN PHÒNG", "TL. CHỦ TỊCH"),
        ),
        ("CHỦ TỊCH\n\n(Đã ký)\n\nThào Hồng Sơn", "Thào Hồng Sơn", "CHỦ TỊCH", None),
        (
            "| Nơi nhận:<br>- Như trên; | T/M BAN THƯỜNG VỤ<br>PHÓ BÍ THƯ<br>Nguyễn Đức Tâm |\n"
            "|---|---|",
            *("Nguyễn Đức Tâm", "PHÓ BÍ THƯ", "T/M BAN THƯỜNG VỤ"),
        ),
        ("GIÁM ĐỐC\nTS. Lù Thị Mai", "Lù Thị Mai", "GIÁM ĐỐC", None),
        (
            "**TM. ỦY BAN NHÂN DÂN — CHỦ TỊCH: Hoàng Văn Nam (đã ký)**",
            *("Hoàng Văn Nam", "CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN"),
        ),
        (
            "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH\nHoàng Văn Nam",
            *("Hoàng Văn Nam", "PHÓ CHỦ TỊCH", "KT. CHỦ TỊCH"),
        ),
        ("Nơi nhận:\n- Sở Tài chính;\n- Lưu: VT.", None, None, None),
    ],
)
def test_who_signed_and_by_what_right(block, signer, office, authority):
    document = read(f"{COLUMNS}{TITLE}\nĐiều 1. Giao chỉ tiêu\n{PROSE}\n\n{block}\n")
    assert (document.signer, document.signer_office) == (signer, office)
    assert document.signer_authority == authority
    for slot in ("signer", "signer_office", "signer_authority"):
        for found in evidence(document, slot):
            assert document.text[found.start : found.end] == found.value


def test_a_speaker_of_the_news_signs_nothing():
    text = f"Họp về chè\n\n{PROSE}\n\nChủ tịch UBND tỉnh Hoàng Văn Nam nói chè sẽ tăng.\n"
    assert read(text).signer is None


# -- in force --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clause", "effective", "expires"),
    [
        ("có hiệu lực từ ngày 20 tháng 3 năm 2021.", date(2021, 3, 20), None),
        ("có hiệu lực thi hành kể từ ngày 20/3/2021.", date(2021, 3, 20), None),
        ("có hiệu lực kể từ ngày ký.", date(2021, 1, 5), None),
        ("có hiệu lực sau 10 ngày kể từ ngày ký.", date(2021, 1, 15), None),
        (
            "được thông qua ngày 04/01/2021 và có hiệu lực từ ngày 15/01/2021 đến hết năm 2025.",
            *(date(2021, 1, 15), date(2025, 12, 31)),
        ),
        ("có hiệu lực từ ngày ký đến hết ngày 30/6/2022.", date(2021, 1, 5), date(2022, 6, 30)),
        ("hết hiệu lực từ ngày 01/7/2022.", None, date(2022, 6, 30)),
        ("được gửi các sở.", None, None),
    ],
)
def test_from_when_to_when_a_document_is_in_force(clause, effective, expires):
    document = read(f"{COLUMNS}{TITLE}\nĐiều 1. Giao\n{PROSE}\n\nĐiều 2. Quyết định này {clause}\n")
    assert (document.effective, document.expires) == (effective, expires)


ADOPTED = "được Hội đồng nhân dân tỉnh thông qua ngày 08 tháng 12 năm 2020"


@pytest.mark.parametrize(
    ("clause", "effective", "expires"),
    [
        ("Quyết định có hiệu lực kể từ ngày 20/3/2021.", date(2021, 3, 20), None),
        ("Quyết định có hiệu lực thi hành từ ngày ký.", date(2021, 1, 5), None),
        ("1. Quyết định sẽ có hiệu lực từ 20/3/2021.", date(2021, 3, 20), None),
        (f"Quyết định này {ADOPTED} và có hiệu lực từ ngày thông qua.", date(2020, 12, 8), None),
        (f"Quyết định {ADOPTED}, có hiệu lực từ ngày 18/12/2020.", date(2020, 12, 18), None),
        (
            f"Quyết định này {ADOPTED} và có hiệu lực sau 10 ngày kể từ ngày Hội đồng nhân dân "
            "tỉnh thông qua.",
            *(date(2020, 12, 18), None),
        ),
        ("Quyết định có hiệu lực sau mười ngày, kể từ ngày ký.", date(2021, 1, 15), None),
        ("Quyết định có hiệu lực sau 15 (mười lăm) ngày từ ngày ký.", date(2021, 1, 20), None),
        ("Quyết định có hiệu lực sau bảy (07) ngày kể từ ngày ký.", date(2021, 1, 12), None),
        ("Quyết định có hiệu lực sau 10 ngày kể từ ngày 01/02/2021.", date(2021, 2, 11), None),
        ("Quyết định này có hiệu lực đến hết ngày 31/12/2025.", None, date(2025, 12, 31)),
        (
            "Quyết định này thay thế Quyết định số 3/QĐ-UBND và có hiệu lực từ ngày 20/3/2021.",
            *(date(2021, 3, 20), None),
        ),
        # not of itself, or not to be worked out
        ("Quyết định có hiệu lực sau 10 ngày làm việc kể từ ngày ký.", None, None),
        ("Nghị quyết có hiệu lực kể từ ngày 20/3/2021.", None, None),
        ("Quyết định số 3/QĐ-UBND có hiệu lực từ ngày 20/3/2015.", None, None),
        (
            "Quyết định này thay thế Quyết định số 3/QĐ-UBND có hiệu lực từ ngày 20/3/2015.",
            *(None, None),
        ),
        (
            "Tỉnh đã ban hành Quyết định số 3/QĐ-UBND. Quyết định có hiệu lực từ ngày 20/3/2015.",
            *(None, None),
        ),
        ("“Quyết định này có hiệu lực từ ngày 20/3/2015.”", None, None),
        (
            "Kể từ ngày Quyết định này có hiệu lực, các quyết định trước đây hết hiệu lực từ ngày "
            "01/7/2022.",
            *(None, None),
        ),
    ],
)
def test_a_document_speaks_of_its_own_days_with_and_without_this(clause, effective, expires):
    document = read(f"{COLUMNS}{TITLE}\nĐiều 1. Giao\n{PROSE}\n\nĐiều 2. Hiệu lực\n{clause}\n")
    assert (document.effective, document.expires) == (effective, expires)
    inline = read(f"{COLUMNS}{TITLE}\nĐiều 1. Giao\n{PROSE}\n\nĐiều 2. {clause}\n")
    assert (inline.effective, inline.expires) == (effective, expires)


def test_when_another_document_is_in_force_says_nothing_of_this():
    text = f"{COLUMNS}{TITLE}\nĐiều 1. Luật Đất đai có hiệu lực từ ngày 01/8/2024 thì áp dụng.\n"
    assert read(text).effective is None


# -- what the format records -----------------------------------------------------------------------


def test_what_the_file_records_fills_what_the_text_leaves_open():
    document = read(
        PROSE,
        **{"title": "Chi hỗ trợ", "author": "Lan Anh", "outlet": "Báo tỉnh"},
        published=date(2023, 4, 5),
        pages=(20,),
    )
    assert (document.title, document.author, document.outlet) == (
        "Chi hỗ trợ",
        "Lan Anh",
        "Báo tỉnh",
    )
    assert document.published == date(2023, 4, 5)
    assert document.pages == (20,)
    assert {found.origin for found in evidence(document, "title")} == {"file"}


def test_what_the_text_says_comes_before_what_the_file_records():
    document = read(
        f"{COLUMNS}{TITLE}\n{PROSE}", title="Microsoft Word - qd", published=date(2024, 1, 1)
    )
    assert document.title.startswith("QUYẾT ĐỊNH")
    assert document.published == date(2021, 1, 5)


def test_what_the_file_recorded_outlives_it():
    record = {"title": "Chi hỗ trợ", "author": "Lan Anh", "published": date(2023, 4, 5)}
    document = read(PROSE, **record, pages=(20,))
    content = FileText(document.text, "0", "utf-8", extracted=kept_record(document))
    assert describe(content, document.source, document.root) == document
    assert kept_record(read(PROSE)) is None


def test_an_empty_text_is_refused():
    with pytest.raises(EmptyFile, match="không có nội dung"):
        read("---\n---\n")
