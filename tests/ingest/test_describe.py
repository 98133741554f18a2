from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from errors import EmptyFile, UnreadableFile
from ingest.describe import describe
from ingest.inherit import speaking_day
from ingest.passages import cut_passages
from ingest.reading import FileText
from vietnamese.periods import PeriodKind
from vietnamese.places import Level

PROSE = "Các sở, ngành đã tập trung thực hiện tốt nhiệm vụ được giao trong thời gian qua."


def read(text, source="a/bao-cao.txt"):
    return describe(FileText(text, "0" * 64, "utf-8"), source, "/root")


def evidence(document, slot):
    return [found for found in document.evidence if found.slot == slot]


FRONT = """---
title: "Tỉnh Hà Giang: thu ngân sách"
original_title: Thu ngân sách vượt kế hoạch
outlet: Báo tỉnh
event_date: 2021-07-13
published: 14/7/2021
place: tỉnh Hà Giang
level: province
period: 6 tháng đầu năm 2021
doc_type: tin
digest: true
official_names: [Ban Thường vụ Tỉnh ủy]
notes:
  - Nguồn in sai.
unknown: 5
---
# Tiêu đề khác

"""


def test_front_matter_fills_the_slots_and_is_their_evidence():
    document = read(FRONT + PROSE)
    assert document.title == "Tỉnh Hà Giang: thu ngân sách"
    assert document.original_title == "Thu ngân sách vượt kế hoạch"
    assert document.scope.place.full_name == "tỉnh Hà Giang"
    assert document.scope.level is Level.PROVINCE
    assert document.scope.period.kind is PeriodKind.HALF
    assert (document.event_date, document.published) == (date(2021, 7, 13), date(2021, 7, 14))
    assert document.digest
    assert document.notes == ("Nguồn in sai.",)
    assert document.official_names == ("Ban Thường vụ Tỉnh ủy",)
    assert document.text[document.body_start :].startswith("# Tiêu đề khác")
    for slot in ("title", "place", "level", "period", "event_date", "published"):
        assert [(e.origin, e.field) for e in evidence(document, slot)] == [("front matter", slot)]


def test_what_front_matter_leaves_open_is_read_from_the_text():
    document = read(
        "---\noutlet: Báo tỉnh\nplace: null\n---\n# Thu năm 2020 của huyện Bình Gia\n\n" + PROSE
    )
    assert document.scope.place.full_name == "huyện Bình Gia"
    assert document.scope.period.start == date(2020, 1, 1)


def test_level_of_front_matter_chooses_among_units_of_one_name():
    document = read(f"---\nplace: Thái Nguyên\nlevel: city\nperiod: 2021\n---\n{PROSE}")
    assert document.scope.place.level is Level.CITY


@pytest.mark.parametrize(
    ("front", "message"),
    [
        ("title: a: b: c\n", "sai cú pháp YAML ở dòng 2"),
        ("title: [a\n", "sai cú pháp YAML"),
        ("level: làng\n", "trường level có giá trị «làng», được phép: .*province"),
        ("event_date: hôm qua\n", "trường event_date .*2021-07-13"),
        ("published: 31/2/2021\n", "trường published"),
        ("period: xa xưa\n", "trường period .*2021-2025"),
        ("title: {a: b}\n", "trường title"),
        ("digest: có lẽ\n", "trường digest .*true, false"),
    ],
)
def test_bad_front_matter_is_refused_clearly(front, message):
    with pytest.raises(UnreadableFile, match=f"^a/bao-cao.txt: .*{message}"):
        read(f"---\n{front}---\n{PROSE}")


def test_front_matter_must_be_closed():
    with pytest.raises(UnreadableFile, match="thiếu dòng «---»"):
        read(f"---\ntitle: a\n{PROSE}")


def test_a_rule_at_the_top_is_no_front_matter():
    document = read(f"---\n\n{PROSE}\n\n---\n")
    assert document.body_start == 0


def test_front_matter_without_text_is_an_empty_document():
    with pytest.raises(EmptyFile, match="không có nội dung"):
        read("---\ntitle: a\n---\n\n")


def test_title_period_and_place_of_plain_text_come_with_their_spans():
    text = f"Kế hoạch thu năm 2022 của thị xã Nghĩa Lộ\n\n{PROSE}\n"
    document = read(text)
    assert document.title == "Kế hoạch thu năm 2022 của thị xã Nghĩa Lộ"
    assert document.scope.place.full_name == "thị xã Nghĩa Lộ"
    assert document.scope.level is Level.CITY
    assert document.scope.period.kind is PeriodKind.YEAR
    for slot, said in (("period", "năm 2022"), ("place", "thị xã Nghĩa Lộ")):
        (found,) = evidence(document, slot)
        assert found.origin == "title"
        assert text[found.start : found.end] == said


@pytest.mark.parametrize(
    "line",
    [
        "Thứ hai, 25/10/2021",
        "Thứ hai,  25/10/2021",
        "Chủ nhật, 3/5/2020 08:15 (GMT+7)",
        "25/10/2021",
        "Ngày đăng: 25/10/2021 lúc 10:20",
        "Cập nhật: 25-10-2021",
    ],
)
def test_a_date_line_is_no_title(line):
    assert read(f"{line}\n\nHội nghị bàn về thu ngân sách\n\n{PROSE}").title.startswith("Hội nghị")


def test_the_date_of_a_page_completes_days_but_is_no_publication():
    text = "Thứ hai, 25/10/2021\n\nHội nghị bàn về chè\n\n"
    text += "Ngày 13/7, Huyện ủy Định Hóa họp bàn về cây chè năm 2021."
    document = read(text)
    assert document.published is None
    assert document.event_date == date(2021, 7, 13)
    assert speaking_day(document) == date(2021, 7, 13)


def test_the_date_of_a_page_saved_years_later_dates_nothing():
    text = "Thứ ba, 12/3/2024\n\nHội nghị bàn về chè\n\n"
    text += "Ngày 13/7, Huyện ủy họp về kế hoạch năm 2021 của huyện."
    document = read(text)
    assert document.event_date in (None, date(2021, 7, 13))
    assert not evidence(document, "page_date")


def test_a_date_said_to_be_of_publication_is_kept():
    assert read(f"Cập nhật: 15/7/2021\n\nTin về chè\n\n{PROSE}").published == date(2021, 7, 15)


TWO_COLUMNS = f"""UBND TỈNH CAO BẰNG          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ CÔNG THƯƠNG                Độc lập - Tự do - Hạnh phúc
-------                       ---------------
Số: 12/BC-SCT                 Cao Bằng, ngày 05 tháng 6 năm 2022

BÁO CÁO
Tình hình công nghiệp, thương mại 5 tháng đầu năm, nhiệm vụ
tháng 6 năm 2022

Kính gửi: Ủy ban nhân dân tỉnh

{PROSE}
"""


def test_letterhead_in_two_columns():
    document = read(TWO_COLUMNS)
    assert document.title.startswith("BÁO CÁO Tình hình công nghiệp")
    assert document.title.endswith("tháng 6 năm 2022")
    assert document.number == "12/BC-SCT"
    assert document.issuer == "SỞ CÔNG THƯƠNG"
    assert document.published == date(2022, 6, 5)
    assert document.scope.place.full_name == "tỉnh Cao Bằng"
    assert document.scope.period.end == date(2022, 5, 31)


OFFICIAL = f"""ỦY BAN NHÂN DÂN
TỈNH CAO BẰNG
Số: 45/KH-UBND
Cao Bằng, ngày 20 tháng 4 năm 2021

KẾ HOẠCH
Về phát triển chè năm 2021

I. MỤC TIÊU
{PROSE}
"""


def test_letterhead_of_an_official_document():
    document = read(OFFICIAL)
    assert document.title == "KẾ HOẠCH Về phát triển chè năm 2021"
    assert document.number == "45/KH-UBND"
    assert document.issuer == "ỦY BAN NHÂN DÂN TỈNH CAO BẰNG"
    assert document.doc_type == "KẾ HOẠCH"
    assert document.published == date(2021, 4, 20)
    assert document.scope.place.full_name == "tỉnh Cao Bằng"
    assert cut_passages(document)[-1].headings[-1] == "I. MỤC TIÊU"


@pytest.mark.parametrize(
    "title",
    [
        "Sở Công Thương triển khai kế hoạch",
        "UBND tỉnh họp phiên thường kỳ",
        "TỈNH HÀ GIANG HỌP BÁO",
    ],
)
def test_a_title_may_begin_with_the_name_of_a_body(title):
    assert read(f"{title}\n\n{PROSE}").title == title


def test_place_is_inferred_when_the_text_never_names_its_province():
    text = f"Hội nghị bàn về chè\n\n{PROSE} Huyện Định Hóa và huyện Phú Lương trồng thêm chè."
    document = read(text)
    assert document.scope.place.name == "Thái Nguyên"
    assert document.scope.level is Level.PROVINCE
    assert {text[e.start : e.end] for e in evidence(document, "place")} == {"Định Hóa", "Phú Lương"}


def test_one_name_alone_infers_nothing():
    assert read(f"Hội nghị bàn về chè\n\n{PROSE} Huyện Định Hóa trồng chè.").scope.place is None


def test_without_a_title_the_file_gives_its_name():
    document = read(PROSE)
    assert document.title == "bao-cao"
    assert evidence(document, "title")[0].origin == "file name"


def test_a_heading_narrows_what_a_passage_inherits():
    text = f"# Thu năm 2021 của tỉnh Hà Giang\n\n{PROSE}\n\n## Sáu tháng đầu năm\n\n{PROSE}\n\n"
    text += f"## Thu quý IV của huyện Đồng Văn\n\n{PROSE}\n"
    whole, half, quarter = cut_passages(read(text))
    assert whole.scope.period.kind is PeriodKind.YEAR
    assert half.scope.period.start == date(2021, 1, 1)
    assert half.scope.period.kind is PeriodKind.HALF
    assert half.scope.place.full_name == "tỉnh Hà Giang"
    assert quarter.scope.place.full_name == "huyện Đồng Văn"
    assert quarter.scope.level is Level.DISTRICT
    assert quarter.scope.period.start == date(2021, 10, 1)
    said = {e.slot: (e.origin, text[e.start : e.end]) for e in quarter.evidence}
    assert said["period"] == ("heading", "quý IV")
    assert said["place"] == ("heading", "huyện Đồng Văn")


def test_a_day_in_a_heading_is_not_the_period_of_what_stands_below():
    text = f"# Thu năm 2021\n\n{PROSE}\n\n## Họp ngày 13/7/2021\n\n{PROSE}\n"
    assert cut_passages(read(text))[1].scope.period.kind is PeriodKind.YEAR


LINES = st.lists(
    st.sampled_from(
        [
            *[
                "---",
                "title: a",
                "Thứ hai, 25/10/2021",
                "QUYẾT ĐỊNH",
                "Về việc giao đất",
                "# Thu",
                "",
            ],
            *[
                "Số: 5/QĐ-UBND",
                "UBND TỈNH HÀ GIANG",
                "I. MỤC TIÊU",
                PROSE,
                "Ngày 13/7, tỉnh họp.",
                "...",
            ],
            *["Năm 2021 và năm 2022", "huyện Đồng Văn", "| a | b |", "period: 2021", "x" * 300],
        ]
    ),
    min_size=1,
    max_size=12,
).map("\n".join)


@given(LINES)
def test_every_text_is_described_with_true_evidence_or_refused(text):
    try:
        document = read(text)
    except (UnreadableFile, EmptyFile):
        return
    assert document.title
    for found in document.evidence:
        if found.start is None:
            assert found.field
        elif found.slot in ("place", "period", "number"):
            assert text[found.start : found.end] == found.value


@pytest.mark.seeds
def test_source_documents_are_described(seeds_dir):
    documents = {}
    for path in sorted(seeds_dir.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        documents[path.name[:3]] = read(text, path.name)
    places = {key: d.scope.place.full_name for key, d in documents.items()}
    assert set(places.values()) == {"tỉnh Thái Nguyên", "thành phố Thái Nguyên", "tỉnh Lạng Sơn"}
    assert [key for key, place in places.items() if "Lạng Sơn" in place] == ["004"]
    assert [key for key, place in places.items() if "thành phố" in place] == ["003"]
    assert documents["004"].event_date == date(2021, 7, 13)
    assert documents["004"].published is None
    assert all(
        d.title == d.text[e.start : e.end] for d in documents.values() for e in evidence(d, "title")
    )


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("UBND TỈNH BẮC KẠN\nSỞ CÔNG THƯƠNG\n\nKẾ HOẠCH\nPhát triển chợ nông thôn năm 2024\n\n"
         "Năm 2023 tỉnh có 60 chợ đang hoạt động.", "KẾ HOẠCH Phát triển chợ nông thôn năm 2024"),
        ("THÔNG CÁO BÁO CHÍ\nTây Ninh: quý II/2024 đón 1 triệu lượt khách\n\nSáng nay Sở báo tin.",
         "THÔNG CÁO BÁO CHÍ Tây Ninh: quý II/2024 đón 1 triệu lượt khách"),
    ],
)  # fmt: skip
def test_a_kind_of_document_in_capitals_opens_the_title(text, title):
    assert read(text).title == title


@pytest.mark.parametrize(
    ("title", "lead", "last"),
    [
        ("Long An dồn lực cho quý cuối năm", "sơ kết tình hình kinh tế, quốc phòng 9 tháng, bàn "
         "nhiệm vụ quý IV/2023", date(2023, 9, 30)),
        ("Long An tăng tốc 6 tháng cuối năm 2023", "đánh giá kết quả 6 tháng đầu năm 2023",
         date(2023, 6, 30)),
        ("Long An chuẩn bị cho quý III/2023", "đánh giá tình hình quý II/2023", date(2023, 6, 30)),
    ],
)  # fmt: skip
def test_a_stretch_still_to_come_is_not_what_a_text_reports(title, lead, last):
    text = f"{title}\n\nSáng 10/10/2023, UBND tỉnh Long An tổ chức phiên họp {lead}."
    assert read(text).scope.period.end == last


def test_quarters_that_follow_each_other_are_one_stretch():
    text = "# Thu ngân sách quý I, quý II năm 2023 của tỉnh Long An\n\nThu 900 tỷ đồng."
    assert read(text).scope.period.end == date(2023, 6, 30)


def test_a_number_in_brackets_below_the_title_is_the_documents():
    text = "# Báo cáo năm 2021 của tỉnh Long An\n\n(Số 41/BC-UBND ngày 14/12/2021)\n\nThu tăng."
    assert read(text).number == "41/BC-UBND"


def test_the_section_of_a_page_is_not_its_title():
    text = (
        "Thứ Tư, 10/01/2024 08:12\nKinh tế - Chính trị\n\nVĩnh Long tổng kết năm 2023, mở hướng "
        "cho năm mới\n\nChiều 9/1, UBND tỉnh Vĩnh Long tổng kết công tác năm 2023."
    )
    document = read(text)
    assert document.title.startswith("Vĩnh Long tổng kết")
    assert document.event_date == date(2024, 1, 9)


def test_a_body_in_a_heading_is_not_the_title_but_the_place():
    text = "# UBND HUYỆN THỌ XUÂN\n**BÁO CÁO**\n**Kết quả năm 2024**\n\nThu ngân sách tăng."
    document = read(text)
    assert document.title == "BÁO CÁO Kết quả năm 2024"
    assert document.scope.place.full_name == "huyện Thọ Xuân"


def test_front_matter_of_other_programs_dates_and_names_a_text():
    text = (
        "---\ntitle: Giá cà phê\nsource: Báo Đắk Nông\ndate: 2024-03-20\nurl: https://a.vn\n---\n\n"
        "Hai tháng đầu năm, tỉnh Đắk Nông xuất khẩu 48 tấn cà phê."
    )
    document = read(text)
    assert (document.published, document.outlet) == (date(2024, 3, 20), "Báo Đắk Nông")


def test_a_date_of_another_form_is_passed_over():
    assert read("---\ntitle: Giá cà phê\ndate: hôm qua\n---\n\nGiá tăng.").published is None


def test_a_text_of_a_known_day_reports_on_the_year_it_names_most():
    text = (
        "# Cần Thơ về đích sớm\n\nCần Thơ, ngày 28/12/2024\n\nThu ngân sách năm 2024 tăng. Chi năm "
        "2024 cũng vậy. Dự toán năm 2025 cao hơn.\n"
    )
    assert read(text).scope.period.end == date(2024, 12, 31)


def test_the_name_of_a_site_is_no_title_and_a_law_dates_no_event():
    page = (
        "Cổng Thông tin điện tử tỉnh Thái Bình\nThứ Sáu, 18/12/2020 | 16:42 GMT+7\nThái Bình họp "
        "báo về kết quả 2020\n\nChiều 18/12, UBND tỉnh họp báo thường kỳ quý IV."
    )
    assert read(page).title == "Thái Bình họp báo về kết quả 2020"
    plan = (
        "# KẾ HOẠCH\n## Đầu tư công tỉnh An Giang giai đoạn 2021-2025\n\nCăn cứ Luật Đầu tư công "
        "ngày 13/6/2019, UBND tỉnh ban hành Kế hoạch như sau:\n\nVốn 90 tỷ đồng."
    )
    assert read(plan).title == "KẾ HOẠCH Đầu tư công tỉnh An Giang giai đoạn 2021-2025"
    assert read(plan).event_date is None


@pytest.mark.parametrize(
    "title",
    [
        "Tình hình thực hiện nhiệm vụ năm 2022, phương hướng, nhiệm vụ năm 2023",
        "Kết quả thực hiện nhiệm vụ văn hóa - xã hội năm 2022 và kế hoạch năm 2023",
        "Hội nghị tổng kết năm 2022, triển khai nhiệm vụ năm 2023",
    ],
)
def test_a_report_is_of_the_year_it_looks_back_on_not_of_its_tasks_too(title):
    document = read(f"UBND TỈNH HÀ NAM\n\n# {title}\n\n{PROSE}\n")
    assert document.scope.period is not None
    assert document.scope.period.end == date(2022, 12, 31)


REPORTED = (
    "Thu ngân sách ước đạt 900 tỷ đồng, bằng 88% dự toán; xuất khẩu giảm 4% so với cùng kỳ. Khách "
    "du lịch tăng 5% so với năm trước. Giải ngân mới đạt 61% kế hoạch."
)


@pytest.mark.parametrize(
    "page",
    [
        "# Quảng Nam: giữ nhịp cho 2024\n\nThứ sáu, 08/12/2023\n\nChiều 7/12, kỳ họp thứ 19 "
        "của HĐND tỉnh Quảng Nam bước sang ngày làm việc thứ hai. {}",
        "# Nhiều quyết sách quan trọng cho năm 2024\n\n08/12/2023 10:55\n\nSáng nay (8/12), HĐND "
        "tỉnh họp kỳ cuối năm 2023. {}",
    ],
)
def test_a_page_that_reports_before_the_year_of_its_title_is_of_the_year_that_ends(page):
    document = read(page.format(REPORTED))
    assert document.scope.period is not None
    assert document.scope.period.end == date(2023, 12, 31)


def test_a_plan_is_of_the_year_it_is_for_and_so_is_a_page_of_aims():
    plan = read(f"UBND TỈNH HÀ NAM\nHà Nam, ngày 08/12/2023\n\n# KẾ HOẠCH năm 2024\n\n{REPORTED}")
    aims = read(
        "# Hà Nam cho 2024\n\nThứ sáu, 08/12/2023\n\nChiều 7/12, tỉnh họp. Phấn đấu thu ngân sách "
        "900 tỷ đồng, mục tiêu xuất khẩu tăng 4%."
    )
    for document in (plan, aims):
        assert document.scope.period is not None
        assert document.scope.period.start == date(2024, 1, 1)


def test_the_month_of_a_regular_session_is_not_what_it_hears_of():
    document = read(
        "Quý IV phải chạy nước rút\n29/09/2023\n\nNgày 29-9, UBND tỉnh họp phiên thường kỳ tháng 9 "
        f"để nghe báo cáo KT-XH 9 tháng. {REPORTED}"
    )
    assert document.scope.period is not None
    assert document.scope.period.start == date(2023, 1, 1)


def test_a_town_is_not_what_its_province_reports_on():
    text = """Phiên họp thường kỳ tháng 8
Ngày 5/8/2023, UBND tỉnh tổ chức phiên họp thường kỳ.
Toàn tỉnh có 300 dự án. Thành phố Vinh giải ngân 20%, thị xã Cửa Lò 30%. Nghệ An phấn đấu đạt 95%.
"""
    place = read(text).scope.place
    assert place is not None
    assert place.full_name == "tỉnh Nghệ An"


def test_a_town_may_only_be_where_the_province_met():
    text = """Họp đánh giá công việc tháng 8
Sáng 5/8/2023, tại thành phố Vinh, UBND tỉnh tổ chức phiên họp thường kỳ tháng 8 năm 2023.
"""
    place = read(text).scope.place
    assert place is not None
    assert place.full_name == "tỉnh Nghệ An"


@pytest.mark.parametrize(
    "text",
    [
        "Thành phố Vinh họp phiên tháng 8\nNgày 5/8/2023, UBND thành phố Vinh họp phiên tháng 8.\n",
        "Họp phiên tháng 8\nNgày 5/8/2023, UBND thành phố Vinh họp, báo cáo UBND tỉnh Nghệ An.\n",
    ],
)
def test_a_town_may_report_to_its_province(text):
    place = read(text).scope.place
    assert place is not None
    assert place.full_name == "thành phố Vinh"


def test_a_caption_of_a_picture_is_no_heading():
    text = """Tình hình kinh tế tỉnh Nghệ An tháng 8 năm 2023

UBND tỉnh Nghệ An họp phiên tháng 8 năm 2023.

Công nhân một nhà máy may ở thành phố Vinh vào ca. Ảnh tư liệu

Thu ngân sách đạt 1.200 tỷ đồng.
"""
    places = [passage.scope.place for passage in cut_passages(read(text))]
    assert {place.full_name for place in places if place} == {"tỉnh Nghệ An"}


def test_what_is_reported_is_the_period_of_a_title_with_tasks_for_the_rest_of_the_year():
    document = read(
        "UBND TỈNH HÀ NAM\nSố: 15/BC-UBND\n\nBÁO CÁO\nKết quả lâm nghiệp 9 tháng đầu năm 2022; "
        f"nhiệm vụ trọng tâm quý IV năm 2022\n\n{REPORTED}"
    )
    assert document.scope.period is not None
    assert document.scope.period.end == date(2022, 9, 30)


def test_the_number_may_stand_between_the_kind_of_a_document_and_what_it_is_on():
    document = read(
        "**ỦY BAN NHÂN DÂN TỈNH TRÀ VINH**\n\n# QUYẾT ĐỊNH\n\nSố 23/QĐ-UBND, ngày 27/12/2022\n\n"
        "**Ban hành Kế hoạch cải cách hành chính tỉnh Trà Vinh năm 2023**\n\nĐiều 1. Ban hành kèm "
        "theo Quyết định này Kế hoạch."
    )
    assert document.title.endswith("Kế hoạch cải cách hành chính tỉnh Trà Vinh năm 2023")
    assert document.scope.period is not None
    assert document.scope.period.start == date(2023, 1, 1)
