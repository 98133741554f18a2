import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vietnamese.sentences import clauses, is_list_item, sentences


def split(text):
    return [text[start:end] for start, end in sentences(text)]


def split_clauses(text):
    return [text[clause.start : clause.end] for clause in clauses(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Tổng thu đạt 2.450 tỷ đồng, bằng 31,7% dự toán.",
        "Trụ sở đặt tại TP. Lạng Sơn và huyện Bình Gia.",
        "Đoàn làm việc với TP.Sông Công về quy hoạch.",
        "Dự án ở P. Tân Lập, Q. 3 và TX. Phổ Yên.",
        "Hỗ trợ lúa, ngô, chè, v.v. cho các hộ nghèo.",
        "Hỗ trợ lúa, ngô, chè... trên toàn tỉnh.",
        "Vốn vay của ngân hàng… và vốn tự có.",
        "Báo cáo của PGS. TS. Nguyễn Văn Bình về giống chè.",
        "Tác giả J.K. Rowling có sách trong thư viện tỉnh.",
        "Ông Nguyễn V. Bình chủ trì.",
        "1. Mục tiêu chung là tăng thu.",
        "2.1. Về nông nghiệp, trồng 300 ha rừng.",
        "IV. Tổ chức thực hiện",
        "Điều 12. Hiệu lực thi hành",
        "a) Nâng cao chất lượng nguồn nhân lực;",
        "Xem tại trang vidu.gov.vn về hồ sơ.",
        "Ban hành kèm theo Quyết định./.",
        "Ông nói: “Phải làm ngay!” rồi cảm ơn đại biểu.",
        "| 1. Thu ngân sách | 900 tỷ. Vượt | 12,5% |",
        "Nhiệm vụ gồm: 1. Giữ rừng; 2. Trồng rừng; 3. Giao đất.",
    ],
)
def test_stays_one_sentence(text):
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thu đạt 8,5%. Chi đạt 7%.", ["Thu đạt 8,5%.", "Chi đạt 7%."]),
        ("Đạt kế hoạch năm 2021. Trong đó có chè.", ["Đạt kế hoạch năm 2021.", "Trong đó có chè."]),
        ("Tổng số: 15. Trong đó có 3 dự án.", ["Tổng số: 15.", "Trong đó có 3 dự án."]),
        (
            "Theo Điều 5. Các sở thực hiện.",
            ["Theo Điều 5.", "Các sở thực hiện."],
        ),
        ("Dự án nhóm A. Vốn 3 tỷ.", ["Dự án nhóm A.", "Vốn 3 tỷ."]),
        ("HĐND khóa XX. Kỳ họp thứ hai.", ["HĐND khóa XX.", "Kỳ họp thứ hai."]),
        ("Còn lạm phát... Dưới đây là số.", ["Còn lạm phát...", "Dưới đây là số."]),
        ("Trồng chè, v.v. Trong đó có ngô.", ["Trồng chè, v.v.", "Trong đó có ngô."]),
        ("Ông nói: “Làm ngay.” Hội nghị vỗ tay.", ["Ông nói: “Làm ngay.”", "Hội nghị vỗ tay."]),
        ("“Phải làm”./. Nơi nhận: Sở.", ["“Phải làm”./.", "Nơi nhận: Sở."]),
        ("Đã hoàn thành.Trong đó có chè.", ["Đã hoàn thành.", "Trong đó có chè."]),
        ("Vượt kế hoạch.[1] Năm sau tăng.", ["Vượt kế hoạch.[1]", "Năm sau tăng."]),
        ("**Kết luận.** Thu tăng.", ["**Kết luận.**", "Thu tăng."]),
        ("Có được không? Được.", ["Có được không?", "Được."]),
        ("Thực hiện như sau. a) Trồng rừng.", ["Thực hiện như sau.", "a) Trồng rừng."]),
        ("Tiêu đề\nĐoạn đầu.", ["Tiêu đề", "Đoạn đầu."]),
        ("Gồm:\n- trồng rừng\n- giữ rừng", ["Gồm:", "- trồng rừng", "- giữ rừng"]),
        ("Gồm:\na) rừng\nb) đất", ["Gồm:", "a) rừng", "b) đất"]),
        ("tăng thu\n\ngiảm chi", ["tăng thu", "giảm chi"]),
        ("# Thu ngân sách\ntăng cao.", ["# Thu ngân sách", "tăng cao."]),
        ("Dòng một\r\nDòng hai", ["Dòng một", "Dòng hai"]),
        (" \n ", []),
        ("", []),
    ],
)
def test_splits(text, expected):
    assert split(text) == expected


def test_a_line_in_lower_case_continues_the_one_before():
    assert split("Tỉnh thực hiện các mục tiêu\nphát triển kinh tế.") == [
        "Tỉnh thực hiện các mục tiêu\nphát triển kinh tế."
    ]


def test_hard_wrapped_text_is_joined_before_capitals_and_digits_too():
    text = (
        "Trong quý I, Sở Công Thương tỉnh phối hợp với Sở Tài chính rà soát các dự án tại\n"
        "Khu công nghiệp số 2; đến hết tháng 3 đã giải quyết xong hồ sơ của nhà đầu tư và\n"
        "12 doanh nghiệp được cấp phép, trong đó phần lớn là doanh nghiệp của tỉnh, đã đi\n"
        "vào hoạt động.\n"
        "Quý II tiếp tục."
    )
    assert split(text) == [text[: text.index("\nQuý II")], "Quý II tiếp tục."]


def test_sentences_of_a_part_stay_within_it():
    text = "Một hai. Ba bốn. Năm sáu."
    spans = sentences(text, 4, 20)
    assert [text[start:end] for start, end in spans] == ["hai.", "Ba bốn.", "Năm"]


def test_clauses_of_a_list_sentence_carry_its_lead():
    text = "Một số chỉ tiêu: GRDP tăng 7%; thu 900 tỷ; xuất khẩu 3 triệu USD."
    assert split_clauses(text) == [
        "Một số chỉ tiêu:",
        "GRDP tăng 7%;",
        "thu 900 tỷ;",
        "xuất khẩu 3 triệu USD.",
    ]
    leads = [clause.lead for clause in clauses(text)]
    assert leads[0] is None
    assert {text[lead.start : lead.end] for lead in leads[1:]} == {"Một số chỉ tiêu:"}


def test_items_with_colons_of_their_own_are_led_by_the_first_colon():
    text = "Kết quả: GRDP: 7%; thu: 900 tỷ; chi: 800 tỷ."
    assert split_clauses(text)[:2] == ["Kết quả:", "GRDP: 7%;"]


def test_semicolons_in_brackets_divide_nothing():
    text = "Thu đạt 20 tỷ (thuế 15 tỷ; đất 5 tỷ); chi đạt 18 tỷ."
    assert split_clauses(text) == ["Thu đạt 20 tỷ (thuế 15 tỷ; đất 5 tỷ);", "chi đạt 18 tỷ."]


def test_an_open_bracket_does_not_hold_the_rest():
    assert len(split_clauses("Thu (thuế 15 tỷ; đất 5 tỷ; chi 18 tỷ.")) == 3


def test_a_time_of_day_announces_nothing():
    assert split_clauses("Họp lúc 8:30 tại tỉnh; bế mạc lúc 11:00.") == [
        "Họp lúc 8:30 tại tỉnh;",
        "bế mạc lúc 11:00.",
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- trồng rừng", True),
        ("+ giữ rừng", True),
        ("a) đất", True),
        ("đ) nước", True),
        ("1. Thu", True),
        ("(2) Chi", True),
        ("2021 là năm đầu", False),
        ("1.330 tỷ đồng", False),
        ("Thu ngân sách", False),
    ],
)
def test_list_items(line, expected):
    assert is_list_item(line) is expected


VIETNAMESE = st.text(
    st.sampled_from("aáảêệơĐđưUỶ XV12.,;:!?…/()[]“”\"'»-–*|#\n\t\u00a0%"), max_size=120
)
PIECES = [
    *["TP.", "Thái", "đạt", "8%.", "v.v.", "1.", "a)", "./.", "...", "“Ông", "nói.”", "\n", "\n\n"],
    *["Điều", "5.", "A.", "khóa", "thành.Trong", ";", ":", "(", ")", "-", "|"],
]
WORDS = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)


@given(st.one_of(st.text(max_size=200), VIETNAMESE, WORDS))
def test_spans_are_ordered_disjoint_trimmed_and_cover_all_ink(text):
    spans = sentences(text)
    check_cover(text, 0, len(text), spans)
    for start, end in spans:
        parts = clauses(text, start, end)
        check_cover(text, start, end, [(part.start, part.end) for part in parts])
        for part in parts:
            if part.lead:
                assert (part.lead.start, part.lead.end) == (parts[0].start, parts[0].end)


def check_cover(text, start, end, spans):
    covered = start
    for left, right in spans:
        assert covered <= left < right <= end
        assert not text[covered:left].strip()
        assert text[left:right] == text[left:right].strip()
        covered = right
    assert not text[covered:end].strip()


@given(st.one_of(VIETNAMESE, WORDS))
@example("Điều 5. TP.")
def test_decomposed_text_is_split_alike(text):
    composed = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", text)
    assert [unicodedata.normalize("NFC", part) for part in split(decomposed)] == split(composed)


def test_a_megabyte_on_one_line_takes_linear_time():
    text = "Thu đạt 8,5% (tăng; giảm). Trong đó TP. Lạng Sơn đạt 1.330 tỷ; v.v. " * 7000
    began = time.perf_counter()
    assert len(sentences(text)) == 14000
    clauses(text)
    assert time.perf_counter() - began < 20
