import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.derivation import Operation, derivation_of

OP = Operation


@pytest.mark.parametrize(
    ("question", "operation", "parts"),
    [
        (
            "Năm 2023 huyện Na Rì chi ngân sách nhiều hơn thu bao nhiêu tỷ đồng?",
            OP.DIFFERENCE,
            ("Năm 2023 huyện Na Rì chi ngân sách", "thu"),
        ),
        ("Thu ngân sách năm 2023 tăng bao nhiêu so với năm 2022?", OP.DIFFERENCE, None),
        ("Thu ngân sách năm 2023 tăng bao nhiêu phần trăm so với năm 2022?", OP.GROWTH, None),
        ("So với năm 2022, thu ngân sách năm 2023 tăng mấy %?", OP.GROWTH, None),
        (
            "Chênh lệch giữa thu và chi ngân sách năm 2023 là bao nhiêu?",
            OP.DIFFERENCE,
            ("thu", "chi ngân sách năm 2023"),
        ),
        (
            "Thu nội địa chiếm bao nhiêu phần trăm tổng thu ngân sách?",
            OP.SHARE,
            ("Thu nội địa", "tổng thu ngân sách"),
        ),
        (
            "Tỉnh nào thu ngân sách cao hơn, Cao Bằng hay Bắc Kạn?",
            OP.LARGER,
            ("Cao Bằng thu ngân sách", "Bắc Kạn thu ngân sách"),
        ),
        (
            "Cao Bằng và Bắc Kạn, tỉnh nào thu ngân sách cao hơn?",
            OP.LARGER,
            ("Cao Bằng thu ngân sách", "Bắc Kạn thu ngân sách"),
        ),
        (
            "thu ngan sach cua Cao Bang co cao hon Bac Kan khong?",
            OP.LARGER,
            ("thu ngan sach cua Cao Bang", "Bac Kan"),
        ),
        (
            "Thu ngân sách của Cao Bằng và Bắc Kạn cộng lại là bao nhiêu?",
            OP.SUM,
            ("Thu ngân sách của Cao Bằng", "Bắc Kạn"),
        ),
        (
            "Chênh lệch giữa tỷ lệ hộ nghèo và tỷ lệ hộ cận nghèo huyện Na Rì năm 2023?",
            OP.DIFFERENCE,
            ("tỷ lệ hộ nghèo", "tỷ lệ hộ cận nghèo huyện Na Rì năm 2023"),
        ),
        (
            "Theo kế hoạch Thủ tướng giao và kế hoạch tỉnh giao, giải ngân chênh nhau mấy điểm %?",
            OP.DIFFERENCE,
            ("kế hoạch Thủ tướng giao giải ngân", "kế hoạch tỉnh giao giải ngân"),
        ),
        (
            "Doanh thu bình quân một hợp tác xã ở Na Rì năm 2023",
            OP.RATIO,
            ("Doanh thu hợp tác xã ở Na Rì năm 2023", "có bao nhiêu hợp tác xã"),
        ),
        ("Năm 2023 huyện Na Rì bội chi ngân sách bao nhiêu?", OP.DIFFERENCE, None),
        (
            "Trong thu ngân sách năm 2023, thu nội địa chiếm tỷ trọng mấy phần trăm?",
            OP.SHARE,
            ("thu nội địa", "thu ngân sách năm 2023"),
        ),
        (
            "Chia bình quân thì mỗi hợp tác xã nông nghiệp ở Na Rì có doanh thu bao nhiêu?",
            OP.RATIO,
            (
                "hợp tác xã nông nghiệp ở Na Rì có doanh thu bao nhiêu",
                "có bao nhiêu hợp tác xã nông nghiệp",
            ),
        ),
        (
            "Mỗi dự án ở Na Rì trung bình có vốn bao nhiêu?",
            OP.RATIO,
            ("dự án ở Na Rì có vốn bao nhiêu", "có bao nhiêu dự án"),
        ),
        (
            "Tỷ trọng thu nội địa trong tổng thu ngân sách là bao nhiêu?",
            OP.SHARE,
            ("thu nội địa", "thu ngân sách"),
        ),
        ("Thu nội địa hay thu hải quan lớn hơn, con số là bao nhiêu?", OP.LARGER, None),
        (
            "By how much does the revenue of Cao Bang exceed that of Bac Kan?",
            OP.DIFFERENCE,
            ("the revenue of Cao Bang", "that of Bac Kan"),
        ),
    ],
)
def test_what_is_put_together_and_how(question, operation, parts):
    found = derivation_of(question)
    assert found is not None
    assert found.operation is operation
    assert not found.against_plan
    if parts:
        assert found.parts == parts


@pytest.mark.parametrize(
    ("question", "operation"),
    [
        ("Thu ngân sách 6 tháng đạt bao nhiêu % kế hoạch?", OP.SHARE),
        ("thu ngan sach bang may phan tram muc tieu ca nam", OP.SHARE),
        ("Tỉnh còn phải thu bao nhiêu nữa mới đạt dự toán?", OP.REMAINDER),
        ("Bình quân mỗi tháng còn lại phải thu bao nhiêu để hoàn thành kế hoạch?", OP.MONTHLY),
        ("Bình quân mỗi tháng phải thu bao nhiêu để đạt dự toán năm 2023?", OP.MONTHLY),
        ("Thu 6 tháng so với dự toán năm thì bằng mấy phần trăm?", OP.SHARE),
        ("Thu ngân sách năm 2023 thấp hơn dự toán bao nhiêu?", OP.DIFFERENCE),
        ("How much more must be collected to reach the target?", OP.REMAINDER),
    ],
)
def test_a_plan_is_what_the_result_is_held_against(question, operation):
    found = derivation_of(question)
    assert found is not None
    assert (found.operation, found.against_plan) == (operation, True)


@pytest.mark.parametrize(
    "question",
    [
        "Thu ngân sách năm 2023 là bao nhiêu?",
        "Ai chủ trì hội nghị?",
        "GRDP có vượt 7% không?",
        "Mọi khoản thu là bao nhiêu?",
        "Thu ngân sách vượt dự toán, đạt bao nhiêu phần trăm?",
        "Tỉnh có những khu công nghiệp nào?",
        "",
    ],
)
def test_a_plain_question_asks_for_no_computation(question):
    assert derivation_of(question) is None


def test_the_lesser_may_be_asked_for():
    found = derivation_of("Thu ngân sách của Cao Bằng thấp hơn Bắc Kạn bao nhiêu?")
    assert found is not None
    assert found.smaller


@given(st.text(max_size=120))
def test_never_raises(text):
    derivation_of(text)


class TestWaysToSayThatSomethingFallsShort:
    @pytest.mark.parametrize(
        ("question", "operation"),
        [
            ("Thu thuế đất của Bến Cát hụt so với dự toán 2021 là bao nhiêu?", "difference"),
            ("Quý II huyện thu hụt bao nhiêu so với quý I?", "difference"),
            ("Xã phải trồng thêm bao nhiêu ha nữa mới đủ kế hoạch?", "remainder"),
        ],
    )
    def test_it_is_worked_out(self, question, operation):
        asked = derivation_of(question)
        assert asked is not None
        assert asked.operation == operation

    def test_two_years_put_together_are_asked_about_one_by_one(self):
        asked = derivation_of("Gộp cả hai năm 2027 và 2028 xã trồng bao nhiêu cây?")
        assert asked is not None
        assert asked.operation == "sum"
        assert asked.parts == ("năm 2027 xã trồng bao nhiêu cây", "năm 2028 xã trồng bao nhiêu cây")


def test_how_many_times_more_is_no_difference():
    assert derivation_of("Thu ngân sách của Na Rì nhiều hơn Ba Bể mấy lần?") is None
