import pytest

from vietnamese.names import read_names
from vietnamese.normal import fold
from vietnamese.offices import read_office
from vietnamese.tokens import syllables


def named(question, sentence):
    return bool(read_office(question).places_in(syllables(fold(sentence))))


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (
            "Ai là Chủ tịch UBND tỉnh Cao Bằng?",
            "Ông Lê Văn Hải, Chủ tịch Ủy ban nhân dân tỉnh.",
        ),
        ("ai la chu tich ubnd tinh cao bang", "Ông Lê Văn Hải, Chủ tịch UBND tỉnh, chủ trì."),
        ("Chủ tịch Hội đồng nhân dân tỉnh là ai?", "Bà Vi Thị Lan, Chủ tịch HĐND tỉnh, kết luận."),
        ("Giám đốc Sở Tài chính là ai?", "Sở Tài chính, do bà Hà Thị Mơ làm Giám đốc, báo cáo."),
        ("Ai là chủ tịch tỉnh?", "Chủ tịch UBND tỉnh Lê Văn Hải yêu cầu."),
        ("Bí thư Tỉnh ủy là ai?", "Ông Trần Đức Minh, Bí thư Tỉnh ủy, dự."),
        ("Ai là Phó Chủ tịch UBND tỉnh?", "Phó Chủ tịch UBND tỉnh Trương Thị Nga trình bày."),
        ("Ai làm giám đốc ngành giáo dục?", "Bà Vi Thị Lan, Giám đốc Sở Giáo dục và Đào tạo."),
        ("Người đứng đầu ngành y tế là ai?", "Giám đốc Sở Y tế Lê Văn Hải báo cáo."),
        ("Lãnh đạo ngành y tế tỉnh là ai?", "Giám đốc Sở Y tế Lê Văn Hải báo cáo."),
        ("Giám đốc Sở Nội vụ là ai?", "Giám đốc Sở Nội vụ Lê Văn Hải báo cáo."),
    ],
)
def test_an_office_is_found_under_its_other_wordings(question, sentence):
    assert named(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Ai là Chủ tịch UBND tỉnh?", "Phó Chủ tịch UBND tỉnh Trương Thị Nga trình bày."),
        ("Ai là Chủ tịch HĐND tỉnh?", "Chủ tịch UBND tỉnh Lê Văn Hải yêu cầu."),
        ("Giám đốc Sở Tài chính là ai?", "Giám đốc Sở Tài nguyên và Môi trường Lê Văn Tám nói."),
        ("Bí thư Tỉnh ủy là ai?", "Bí thư Thành ủy Nguyễn Văn Sáu phát biểu."),
        ("Giám đốc Sở Nội vụ là ai?", "Giám đốc Sở Y tế Lê Văn Hải báo cáo."),
    ],
)
def test_another_office_or_a_deputy_is_none_of_it(question, sentence):
    assert not named(question, sentence)


def test_the_head_of_a_committee_stands_far_from_its_name():
    told = "Ban Chỉ đạo do Phó Chủ tịch UBND huyện Lò Văn Sơn làm Trưởng ban."
    assert named("Trưởng ban chỉ đạo trồng rừng là ai?", told)
    assert not named("Trưởng ban tổ chức lễ hội là ai?", told)


@pytest.mark.parametrize("question", ["Ai chủ trì hội nghị?", "Thu ngân sách?", ""])
def test_a_question_without_an_office_names_none(question):
    assert read_office(question) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ông Lò Văn Sơn, Chủ tịch UBND tỉnh", ["Lò Văn Sơn"]),
        ("bầu bổ sung ông Vì Đức Hòa giữ chức", ["Vì Đức Hòa"]),
        ("đồng chí Phó Bí thư thường trực Tỉnh ủy", []),
        ("tỉnh Thái Nguyên và thành phố Hải Phòng", []),
        ("Bà Rịa - Vũng Tàu", []),
        ("NGUYỄN VĂN AN", ["NGUYỄN VĂN AN"]),
        ("Phó Chủ tịch Y Krang Niê trả lời", ["Y Krang Niê"]),
        ("bà H'Yâm Bkrông và nghệ nhân K'Broh Sơ", ["H'Yâm Bkrông", "K'Broh Sơ"]),
        ("Sở Y Tế Dự Phòng", []),
        ("xã Ea H'dinh, huyện Cư M'gar", []),
    ],
)
def test_names_of_people_are_told_from_posts_and_places(text, names):
    assert [name.text for name in read_names(text)] == names


@pytest.mark.parametrize(
    "question",
    [
        "Ai đang làm Cục trưởng Cục Thuế Hưng Yên theo bài báo tháng 7/2024?",
        "Cục trưởng Cục Thuế năm 2024 là ai?",
        "cuc truong cuc thue hung yen vao thang 7 la ai",
    ],
)
def test_a_body_ends_where_the_question_goes_on(question):
    office = read_office(question)
    assert office is not None
    assert office.places_in("ba vi thi lan cuc truong cuc thue tinh cho biet".split())
