"""Who holds an office, who did something, who signed."""

from datetime import date

import pytest

from retrieval.persons import names_other_office, read_person
from retrieval.signers import asks_signer, read_office_signature, read_signer
from retrieval.text_reading import read_text
from tests.retrieval.written import asked, judged, rarity, written

DIRECTOR = "Bà Trần Thị Hoa, Giám đốc Sở Xây dựng, trình bày đề án."
CHAIRED = "Ông Lê Văn Bình, Bí thư Huyện ủy, chủ trì hội nghị."
BLOCK = (
    "Quyết định về việc giao đất.\n\nĐiều 1. Giao đất cho xã.\n\n"
    "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nPhạm Văn Nam\n"
)


def person(question, text):
    sentence = written(text)[0]
    span = read_person(asked(question), sentence, rarity)
    return span and text[span.start : span.end]


@pytest.mark.parametrize(
    ("question", "text", "name"),
    [
        ("Giám đốc Sở Xây dựng là ai?", DIRECTOR, "Trần Thị Hoa"),
        ("Giám đốc Sở Y tế là ai?", DIRECTOR, None),
        ("Phó Giám đốc Sở Xây dựng là ai?", DIRECTOR, None),
        ("Ai chủ trì hội nghị?", CHAIRED, "Lê Văn Bình"),
        ("Who chaired the meeting?", CHAIRED, "Lê Văn Bình"),
        ("Ai chủ trì hội nghị?", "Hội nghị do huyện tổ chức.", None),
    ],
)
def test_the_person_asked_for(question, text, name):
    assert person(question, text) == name


@pytest.mark.parametrize(
    ("question", "text", "other"),
    [
        ("Vì sao Giám đốc Sở Y tế vắng mặt?", DIRECTOR, True),
        ("Vì sao Giám đốc Sở Xây dựng vắng mặt?", DIRECTOR, False),
        ("Vì sao Giám đốc Sở Y tế vắng mặt?", "Đồng chí Giám đốc vắng mặt vì ốm.", False),
        ("Vì sao chè mất mùa?", DIRECTOR, False),
    ],
)
def test_the_same_post_of_another_body_is_another_office(question, text, other):
    assert names_other_office(asked(question), written(text)[0]) is other


@pytest.mark.parametrize(
    ("question", "signs"),
    [
        ("Ai ký quyết định này?", True),
        ("Ai là người ký báo cáo?", True),
        ("ai da ky ke hoach", True),
        ("Who signed the report?", True),
        ("Ai trồng rừng trong kỳ?", False),
        ("Kỳ họp do ai chủ trì?", False),
    ],
)
def test_who_asks_for_a_signature(question, signs):
    assert asks_signer(asked(question)) is signs


class TestSigner:
    QUESTION = "Ai ký quyết định giao đất?"

    def test_is_quoted_where_the_document_is_signed(self):
        _, candidates = judged(self.QUESTION, BLOCK, signer="Phạm Văn Nam")
        signed = read_signer(candidates)
        assert signed.short == BLOCK[signed.quote.start : signed.quote.end] == "Phạm Văn Nam"

    def test_nobody_where_no_signature_was_described(self):
        _, candidates = judged(self.QUESTION, BLOCK)
        assert read_signer(candidates) is None

    def test_nobody_for_a_document_that_does_not_speak_of_it(self):
        _, candidates = judged("Ai ký hợp đồng mua tàu biển?", BLOCK, signer="Phạm Văn Nam")
        assert read_signer(candidates) is None


ASSIGNED = (
    "Phân công: bà Vừ Thị Lan, Phó Chủ tịch UBND tỉnh phụ trách chung; ông Lò Văn Cương, Giám đốc "
    "Sở Y tế; ông Đặng Hữu Pha, Giám đốc Sở GD&ĐT; bà Cà Thị Mỵ, GĐ Sở LĐ-TB&XH lo việc làm."
)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Ai làm giám đốc ngành giáo dục?", "Đặng Hữu Pha"),
        ("Giám đốc Sở GDĐT là ai?", "Đặng Hữu Pha"),
        ("Sếp Sở Y tế tên gì?", "Lò Văn Cương"),
        ("ai dung dau nganh y te", "Lò Văn Cương"),
        ("Giám đốc Sở Lao động - Thương binh và Xã hội là ai?", "Cà Thị Mỵ"),
        ("Who is the health department director?", "Lò Văn Cương"),
        ("Who is the director of the education department?", "Đặng Hữu Pha"),
        ("Giám đốc Sở Nội vụ là ai?", None),
        ("Chủ tịch UBND tỉnh là ai?", None),
    ],
)
def test_an_office_in_a_row_is_that_of_the_body_right_behind(question, name):
    query, candidates = judged(question, ASSIGNED)
    found = read_person(query, candidates[0].sentence, rarity)
    said = ASSIGNED[found.start : found.end] if found else None
    assert said == name


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Chủ tịch UBND tỉnh Lai Châu là ai?", "Phạm Văn Nam"),
        ("ai la chu tich tinh lai chau", "Phạm Văn Nam"),
        ("Chủ tịch HĐND tỉnh Lai Châu là ai?", None),
        ("Phó Chủ tịch UBND tỉnh Lai Châu là ai?", None),
        ("Chủ tịch UBND tỉnh Sơn La là ai?", None),
        ("Chủ tịch UBND huyện Lai Châu là ai?", None),
        ("Chủ tịch UBND tỉnh Lai Châu năm 2011 là ai?", None),
    ],
)
def test_a_signature_names_the_holder_of_its_office(question, name):
    query, candidates = judged(
        question,
        BLOCK,
        signer="Phạm Văn Nam",
        signer_office="CHỦ TỊCH",
        signer_authority="TM. ỦY BAN NHÂN DÂN",
        issuer="ỦY BAN NHÂN DÂN TỈNH LAI CHÂU",
        published=date(2024, 3, 1),
    )
    found = read_office_signature(query, candidates)
    assert (found.short if found else None) == name


GROUP = "Chủ trì Tổ công tác thúc đẩy giải ngân do ông Đỗ Khánh Ly làm Tổ trưởng."


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Ai làm tổ trưởng tổ đốc thúc giải ngân?", "Đỗ Khánh Ly"),
        ("Tổ công tác giải ngân do ai đứng đầu?", "Đỗ Khánh Ly"),
        ("Ai làm tổ trưởng tổ phòng chống dịch?", None),
    ],
)
def test_the_head_of_a_group_is_that_of_its_task(question, name):
    query, candidates = judged(question, GROUP)
    reading = read_text(query, candidates, rarity)
    assert (reading.statements[0].short if reading.statements else None) == name


def test_several_holders_in_a_row_are_all_named():
    text = "Dự họp có các Phó Chủ tịch UBND tỉnh Lâm Thị Bích Ly, Đỗ Khánh Xa; các sở, ngành."
    query, candidates = judged("Những Phó Chủ tịch nào dự họp?", text)
    found = read_person(query, candidates[0].sentence, rarity)
    assert found is not None
    assert text[found.start : found.end] == "Lâm Thị Bích Ly, Đỗ Khánh Xa"


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Ai chủ tọa kỳ họp?", "Trương Quốc Lả"),
        ("Ai cùng điều hành kỳ họp?", "Lê Thị Hoa"),
        ("Giám đốc Sở Y tế nào dự kỳ họp?", "Lò Văn Cương"),
    ],
)
def test_who_leads_and_who_leads_along(question, name):
    text = (
        "Ông Trương Quốc Lả chủ tọa kỳ họp; cùng điều hành có bà Lê Thị Hoa, Phó Chủ tịch; ông "
        "Lò Văn Cương, Giám đốc Sở Y tế dự kỳ họp."
    )
    query, candidates = judged(question, text)
    found = read_person(query, candidates[0].sentence, rarity)
    assert found is not None
    assert text[found.start : found.end] == name


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Who chairs the Ha Giang People's Committee?", "Vừ Mí Sình"),
        ("Who is the secretary of the Ha Giang provincial party committee?", "Lò Thị Mai"),
    ],
)
def test_who_heads_a_body_in_english(shared_assistant_over, question, short):
    text = (
        "# Tỉnh Hà Giang họp\n\nNgày 4/5/2023, bà Lò Thị Mai, Bí thư Tỉnh ủy Hà Giang, chủ trì hội "
        "nghị Ban Thường vụ Tỉnh ủy.\n\nÔng Vừ Mí Sình, Chủ tịch UBND tỉnh Hà Giang, báo cáo kết "
        "quả thu ngân sách.\n"
    )
    assert shared_assistant_over({"a.md": text}).ask(question).short == short
