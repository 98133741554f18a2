"""What is no figure: dates, places, causes, subject matters, documents, and when to refuse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.clauses import SHORT, asks_matter, document_kind
from retrieval.text_reading import read_best, read_text
from tests.retrieval.written import asked, judged, rarity

DECREE = "Nghị quyết số 07-NQ/HU ngày 12/4/2022 của Huyện ủy về phát triển rừng gỗ lớn."
FOLLOWED = (
    "Huyện báo cáo kết quả Nghị quyết số 07-NQ/HU. "
    "Huyện ủy ban hành nghị quyết này năm 2022; nội dung là phát triển rừng gỗ lớn."
)
LONG = (
    "Huyện đầu tư đường vào vùng quế, xây trạm biến áp ở ba xã vùng cao và mở lớp dạy nghề mộc cho "
    "thanh niên trong hai năm liền với sự tham gia của trường trung cấp; kè suối Nậm Lạ chống sạt "
    "lở cho bản Pá Hốc được làm xong trước mùa mưa."
)
FAIR = "Hội chợ quế mở từ ngày 3/5 đến 7/5/2023; huyện chi 900 triệu đồng."
DEADLINES = "Huyện phải xong mặt bằng chợ trước 31/12/2023, riêng kè suối chậm nhất ngày 15/9."
LAKES = "Nơi có nhiều hồ chứa nhất là huyện Mộc Châu (17 hồ), ít nhất là huyện Mai Sơn (2 hồ)."
DRILL = "Diễn tập tại hồ Nậm Lạ do Bộ Chỉ huy Quân sự huyện chủ trì."
POLES = (
    "Tỷ lệ hộ nghèo bình quân 12,5%, cao nhất ở xã Nậm Lạ 31,9%, thấp nhất ở thị trấn Pá Hốc 4%."
)


def short(question, text, **described):
    query, candidates = judged(question, text, **described)
    reading = read_text(query, candidates, rarity)
    return reading.statements[0].short if reading.statements else None


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("Hội chợ quế khai mạc khi nào?", "Hội chợ quế khai mạc ngày 5/9/2023.", "ngày 5/9/2023"),
        ("Cây cầu treo được dựng khi nào?", "Cây cầu treo được dựng đầu thập niên 1930.", "1930"),
        ("Nghị quyết số 07-NQ/HU ban hành ngày nào?", DECREE, "12/4/2022"),
        ("Hội chợ quế mở những ngày nào?", FAIR, "từ ngày 3/5 đến 7/5/2023"),
        ("Hội chợ quế bắt đầu ngày nào?", FAIR, "3/5"),
        ("Hội chợ quế kết thúc ngày nào?", FAIR, "7/5/2023"),
        ("Kè suối phải xong chậm nhất ngày nào?", DEADLINES, "15/9"),
        ("Xã nào có tỷ lệ hộ nghèo cao nhất?", POLES, "xã Nậm Lạ"),
        ("xa nao co ty le ho ngheo thap nhat", POLES, "thị trấn Pá Hốc"),
        ("Huyện nào có ít hồ chứa nhất?", LAKES, "Mai Sơn"),
        ("Huyện nào có nhiều hồ chứa nhất?", LAKES, "Mộc Châu"),
        ("Ai chủ trì diễn tập?", DRILL, "Bộ Chỉ huy Quân sự huyện"),
        ("Hội chợ quế tổ chức ở đâu?", "Hội chợ quế tổ chức tại nhà văn hóa xã.", "nhà văn hóa xã"),
        ("Vì sao quế mất giá?", "Quế mất giá do đơn hàng giảm; dân vẫn trồng.", "do đơn hàng giảm"),
        ("Nghị quyết số 07-NQ/HU về việc gì?", DECREE, "phát triển rừng gỗ lớn"),
        ("Nghị quyết số 07-NQ/HU về việc gì?", FOLLOWED, "phát triển rừng gỗ lớn"),
        ("Thế còn Nghị quyết 07-NQ/HU?", FOLLOWED, "phát triển rừng gỗ lớn"),
        ("Nghị quyết nào nói về rừng gỗ lớn?", DECREE, "Nghị quyết số 07-NQ/HU ngày 12/4/2022"),
    ],
)
def test_what_was_asked_for_is_read(question, text, answer):
    assert answer in short(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Vì sao tàu biển mất lái?", "Quế mất giá do đơn hàng giảm."),
        ("Hội chợ quế khai mạc khi nào?", "Hội chợ quế có nhiều gian hàng."),
        ("Vì sao quế mất giá?", "Quế mất giá."),
        ("Điều 9 của Nghị quyết số 07-NQ/HU quy định gì?", DECREE),
        ("Vì sao Giám đốc Sở Y tế họp muộn?", "Giám đốc Sở Xây dựng họp muộn vì mưa."),
    ],
)
def test_what_does_not_stand_there_is_refused(question, text):
    assert short(question, text) is None


def test_no_head_and_no_row_of_a_table_is_a_place():
    table = "| Xã | Diện tích quế (ha) |\n|---|---|\n| Nậm Lạ | 120 |\n| Pá Hốc | 90 |\n"
    assert short("Xã nào có diện tích quế cao hơn?", table) is None


GROUP = (
    "Bà Vi Thị Sa, Chủ tịch UBND huyện, khai mạc Hội nghị bàn về tổ công tác trồng quế. "
    "Huyện lập tổ công tác trồng quế do Phó Chủ tịch UBND huyện Lò Văn Pá làm tổ trưởng, họp hằng"
    " tháng."
)


@pytest.mark.parametrize("asks", ["do ai đứng đầu", "ai làm tổ trưởng", "do ai là người đứng đầu"])
def test_who_heads_a_group_is_who_is_said_to(asks):
    assert short(f"Tổ công tác trồng quế {asks}?", GROUP) == "Lò Văn Pá"


def test_a_meeting_heads_nothing():
    text = "Huyện mở Hội nghị bàn về tổ công tác trồng quế do xã đề nghị."
    assert short("Tổ công tác trồng quế do ai đứng đầu?", text) is None


def test_a_number_with_all_its_signs_comes_before_one_without():
    text = "Triển khai Nghị quyết số 07 về rừng gỗ lớn. " + DECREE
    assert short("Nghị quyết nào nói về rừng gỗ lớn?", text).startswith("Nghị quyết số 07-NQ/HU")


def test_a_clause_never_runs_over_a_semicolon():
    said = short("Huyện làm kè suối Nậm Lạ cho bản nào?", LONG)
    assert "bản Pá Hốc" in said
    assert "lớp dạy nghề" not in said
    assert len(said) <= SHORT


def test_the_quote_of_a_sentence_that_leans_begins_with_the_one_it_leans_on():
    text = "Bà Trần Thị Hoa phụ trách hội chợ quế. Bà cho biết hội chợ quế đông khách."
    query, candidates = judged("Bà Trần Thị Hoa nói gì về khách của hội chợ quế?", text)
    quote = read_best(query, candidates[1:], rarity).quote
    assert text[quote.start : quote.end] == text


def test_what_goes_on_about_a_statement_is_quoted_with_it():
    text = (
        "Huyện đã ban hành đề án phát triển cây quế ở các xã vùng cao. "
        "Đề án này được hai xã làm thử. Chợ huyện họp ngày thứ bảy."
    )
    query, candidates = judged("Huyện đã làm gì để phát triển cây quế?", text)
    quote = read_best(query, candidates, rarity).quote
    assert text[quote.start : quote.end].endswith("làm thử.")


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Nghị quyết nào giao chỉ tiêu?", "nghi quyet"),
        ("theo quyet dinh nao", "quyet dinh"),
        ("Nghị quyết 07 về việc gì?", None),
        ("Lớp nào học chương trình mới?", None),
    ],
)
def test_the_kind_of_document_asked_for(question, kind):
    assert document_kind(asked(question)) == kind


@pytest.mark.parametrize(
    ("question", "matter"),
    [
        ("Nghị quyết 07-NQ/HU về việc gì?", True),
        ("nghi quyet 07-NQ/HU noi ve viec gi", True),
        ("What is Resolution 07-NQ/HU about?", True),
        ("Thế còn Nghị quyết 07-NQ/HU?", True),
        ("Nghị quyết 07-NQ/HU có hiệu lực khi nào?", False),
        ("Ai ban hành Nghị quyết 07-NQ/HU?", False),
    ],
)
def test_what_a_document_is_about_is_told_from_other_questions(question, matter):
    assert asks_matter(asked(question)) is matter


@given(st.text(alphabet="aăbđ;,.: \n-1)ÔÁng", max_size=100), st.sampled_from("ai gì nào".split()))
def test_every_quote_is_a_span_of_the_text(text, word):
    query, candidates = judged(f"Rừng quế {word}?", text)
    best = read_best(query, candidates, rarity)
    if best is not None:
        assert 0 <= best.quote.start < best.quote.end <= len(text)


def test_of_several_papers_the_one_of_which_it_is_said():
    text = (
        "Kỳ họp thông qua Nghị quyết số 47/NQ-HĐND về đầu tư công; Nghị quyết số 51/NQ-HĐND quy "
        "định mức hỗ trợ học phí; Nghị quyết số 55/NQ-HĐND về cầu Nậm Lạ."
    )
    query, candidates = judged("Nghị quyết nào về cầu Nậm Lạ?", text)
    found = read_text(query, candidates, rarity).statements
    assert [statement.short for statement in found] == ["Nghị quyết số 55/NQ-HĐND"]


def test_a_number_of_tasks_is_a_list():
    text = "Ông Hà Văn Lả nêu 3 việc về chợ: mở quầy; sửa mái; trồng cây."
    query, candidates = judged("Ông Hà Văn Lả nêu 3 việc gì về chợ?", text)
    found = read_text(query, candidates, rarity).statements
    assert [statement.short for statement in found] == ["mở quầy; sửa mái; trồng cây"]
