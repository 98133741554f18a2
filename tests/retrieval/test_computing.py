"""Computed answers over own documents: right, cited, marked as computed, done again."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.arithmetic import recomputed
from retrieval.assistant import open_assistant
from retrieval.derivation import Operation
from retrieval.prediction import prediction
from tests.retrieval.conftest import TODAY, WordEmbedder, publish, write_documents

PAPERS = {
    "cao-bang.md": """# Tỉnh Cao Bằng: tình hình kinh tế - xã hội 6 tháng đầu năm 2023

Thu ngân sách 6 tháng đầu năm 2023 của tỉnh Cao Bằng đạt 1.200 tỷ đồng.
Kế hoạch thu ngân sách năm 2023 của tỉnh Cao Bằng là 3.000 tỷ đồng.
Chi ngân sách 6 tháng đầu năm 2023 của tỉnh Cao Bằng là 1.450,5 tỷ đồng.
Kim ngạch xuất khẩu 6 tháng đầu năm 2023 của tỉnh Cao Bằng đạt 900 triệu USD.
Mục tiêu xuất khẩu năm 2023 của tỉnh Cao Bằng là trên 2 tỷ USD.
Tỷ lệ hộ nghèo của tỉnh Cao Bằng cuối năm 2023 là 21,5%.
""",
    "bac-kan.md": """# Tỉnh Bắc Kạn: tình hình kinh tế - xã hội 6 tháng đầu năm 2023

Thu ngân sách 6 tháng đầu năm 2023 của tỉnh Bắc Kạn đạt 450 tỷ đồng, bằng 52,4% dự toán năm.
Dự toán thu ngân sách năm 2023 của tỉnh Bắc Kạn là 860 tỷ đồng.
Tỷ lệ hộ nghèo của tỉnh Bắc Kạn cuối năm 2023 là 19,25%.
""",
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    """Asks an assistant over the two papers."""
    folder = tmp_path_factory.mktemp("papers")
    publish(folder / "data", write_documents(folder / "documents", PAPERS))
    assistant = open_assistant(folder / "data", embedder=WordEmbedder(), today=TODAY)
    return lambda question, *history: prediction(assistant.ask(question, history))


@pytest.mark.parametrize(
    ("question", "short"),
    [
        (
            "6 tháng đầu năm 2023 tỉnh Cao Bằng chi ngân sách nhiều hơn thu bao nhiêu?",
            "250,5 tỷ đồng",
        ),
        (
            "Chênh lệch giữa thu và chi ngân sách 6 tháng đầu năm 2023 của tỉnh Cao Bằng là"
            " bao nhiêu?",
            "250,5 tỷ đồng",
        ),
        ("6 tháng đầu năm 2023 tỉnh Cao Bằng bội chi ngân sách bao nhiêu?", "250,5 tỷ đồng"),
        (
            "Thu ngân sách 6 tháng đầu năm 2023 của tỉnh Cao Bằng cao hơn Bắc Kạn bao nhiêu?",
            "750 tỷ đồng",
        ),
        (
            "Thu ngân sách 6 tháng đầu năm 2023 của tỉnh Cao Bằng đạt bao nhiêu % kế hoạch?",
            "40%",
        ),
        (
            "thu ngan sach 6 thang dau nam 2023 cua tinh cao bang dat bao nhieu phan tram ke hoach",
            "40%",
        ),
        (
            "Sau 6 tháng đầu năm 2023, tỉnh Cao Bằng còn phải thu ngân sách bao nhiêu nữa mới đạt"
            " kế hoạch?",
            "1.800 tỷ đồng",
        ),
        (
            "Bình quân mỗi tháng còn lại của năm 2023, tỉnh Cao Bằng phải thu ngân sách bao nhiêu"
            " để đạt kế hoạch?",
            "300 tỷ đồng/tháng",
        ),
        (
            "Thu ngân sách 6 tháng đầu năm 2023 của tỉnh Cao Bằng và tỉnh Bắc Kạn cộng lại là"
            " bao nhiêu?",
            "1.650 tỷ đồng",
        ),
        (
            "Tỷ lệ hộ nghèo cuối năm 2023 của tỉnh Cao Bằng cao hơn tỉnh Bắc Kạn bao nhiêu?",
            "2,25 điểm %",
        ),
        (
            "Xuất khẩu 6 tháng đầu năm 2023 của tỉnh Cao Bằng bằng bao nhiêu phần trăm mục tiêu?",
            "dưới 45%",
        ),
    ],
)
def test_is_worked_out_of_the_printed_figures(ask, question, short):
    answer = ask(question)
    assert answer["short_answer"] == short
    [computation] = answer["computations"]
    assert computation["text"] == short
    assert len(computation["operands"]) == 2
    marks = {citation["marker"] for citation in answer["citations"]}
    assert {operand["marker"] for operand in computation["operands"]} <= marks
    assert recomputed(computation, PAPERS)
    assert "tính từ các số liệu in" in answer["answer"]


def test_the_figure_of_the_larger_one_is_given_where_it_is_asked_for(ask):
    question = "Thu hay chi ngân sách 6 tháng đầu năm 2023 của tỉnh Cao Bằng lớn hơn, con số là"
    answer = ask(f"{question} bao nhiêu?")
    assert answer["short_answer"] == "Chi ngân sách nhà nước: 1.450,5 tỷ đồng"


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Tỉnh nào thu ngân sách 6 tháng đầu năm 2023 cao hơn, Cao Bằng hay Bắc Kạn?", "Cao Bằng"),
        ("Cao Bằng và Bắc Kạn, tỉnh nào có tỷ lệ hộ nghèo cuối năm 2023 thấp hơn?", "Bắc Kạn"),
    ],
)
def test_the_larger_or_lesser_of_two_is_named(ask, question, short):
    answer = ask(question)
    assert answer["short_answer"] == f"tỉnh {short}"
    assert len(answer["citations"]) == 2


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Thu ngân sách 6 tháng đầu năm 2023 của tỉnh Cao Bằng có cao hơn Bắc Kạn không?", "có"),
        ("Thu ngân sách 6 tháng đầu năm 2023 của tỉnh Bắc Kạn có cao hơn Cao Bằng không?", "không"),
    ],
)
def test_whether_one_is_larger_is_answered_yes_or_no(ask, question, verdict):
    answer = ask(question)
    assert answer["short_answer"] == verdict
    assert "1.200 tỷ đồng" in answer["answer"]
    assert "450 tỷ đồng" in answer["answer"]


def test_a_printed_share_beats_a_computed_one(ask):
    answer = ask("Thu ngân sách 6 tháng đầu năm 2023 của tỉnh Bắc Kạn bằng bao nhiêu % dự toán?")
    assert answer["short_answer"] == "52,4%"
    assert answer["computations"] == []


def test_the_answer_to_an_english_question_is_in_english_notation(ask):
    answer = ask(
        "By how much does the revenue of Cao Bang in the first six months of 2023 exceed the"
        " revenue of Bac Kan?"
    )
    assert answer["short_answer"] == "VND 750 billion"
    assert "1.200 tỷ đồng" in answer["citations"][0]["quote"]


@pytest.mark.parametrize(
    "question",
    [
        "Chi ngân sách 6 tháng đầu năm 2023 của tỉnh Cao Bằng cao hơn tỉnh Bắc Kạn bao nhiêu?",
        "Thu ngân sách 6 tháng đầu năm 2023 của tỉnh Cao Bằng cao hơn tỉnh Hà Giang bao nhiêu?",
        "Thu ngân sách năm 2024 của tỉnh Cao Bằng tăng bao nhiêu so với năm 2023?",
    ],
)
def test_nothing_is_worked_out_where_a_figure_is_missing(ask, question):
    assert ask(question)["computations"] == []


LATE = {
    "kon-tum.md": """# Tỉnh Kon Tum: thu, chi ngân sách cuối năm 2024

Tính đến ngày 18/12/2024, tổng thu ngân sách nhà nước trên địa bàn tỉnh Kon Tum đạt 4.210 tỷ đồng,
bằng 107,3% dự toán Trung ương giao và bằng 101,8% dự toán HĐND tỉnh quyết định.

Thu tiền sử dụng đất chỉ được 350 tỷ đồng trong khi dự toán là 510 tỷ đồng, tức hụt 160 tỷ đồng.

Nghị quyết ngày 09/12/2024 giao dự toán năm 2025: tổng thu ngân sách 4.600 tỷ đồng.
""",
}


class TestShortOfAPlan:
    @pytest.fixture
    def ask(self, shared_assistant_over):
        assistant = shared_assistant_over(LATE)
        return lambda question, *history: prediction(assistant.ask(question, history))

    def test_a_percentage_asked_for_is_never_worked_out_as_money(self, ask):
        said = ask("Thu ngân sách Kon Tum vượt dự toán, đạt bao nhiêu phần trăm?")
        assert said["computations"] == []
        assert "107,3%" in said["answer"]
        assert "101,8%" in said["answer"]

    @pytest.mark.parametrize(
        "question",
        [
            "Thu tiền sử dụng đất năm 2024 ở Kon Tum hụt so với dự toán bao nhiêu?",
            "Thu tiền sử dụng đất ở Kon Tum thấp hơn dự toán bao nhiêu?",
        ],
    )
    def test_a_printed_shortfall_is_given_as_printed(self, ask, question):
        said = ask(question)
        assert said["short_answer"] == "160 tỷ đồng"
        assert said["computations"] == []

    @pytest.mark.parametrize(
        "question",
        [
            "Thu ngân sách Kon Tum thấp hơn dự toán năm 2025 bao nhiêu?",
            "Thu ngân sách Kon Tum năm 2024 thấp hơn kế hoạch bao nhiêu?",
        ],
    )
    def test_a_shortfall_is_no_operand(self, ask, question):
        assert ask(question)["computations"] == []

    def test_a_result_and_the_plan_told_with_it_differ_by_the_shortfall(
        self, shared_assistant_over
    ):
        late = {name: text.replace(", tức hụt 160 tỷ đồng", "") for name, text in LATE.items()}
        said = prediction(
            shared_assistant_over(late).ask(
                "Thu tiền sử dụng đất ở Kon Tum thấp hơn dự toán bao nhiêu?"
            )
        )
        assert said["short_answer"] == "160 tỷ đồng"
        (worked_out,) = said["computations"]
        assert worked_out["expression"] == "510 tỷ đồng − 350 tỷ đồng"

    @pytest.mark.parametrize(
        ("setter", "share"), [("Trung ương giao", "107,3%"), ("HĐND tỉnh quyết định", "101,8%")]
    )
    def test_who_set_the_plan_decides(self, ask, setter, share):
        said = ask(f"Thu ngân sách Kon Tum năm 2024 bằng bao nhiêu phần trăm dự toán {setter}?")
        assert said["short_answer"] == share
        assert "tính đến ngày 18/12/2024" in said["answer"].split("\n")[0]

    def test_a_year_is_answered_by_what_had_added_up_late_in_it(self, ask):
        said = ask("Thu ngân sách Kon Tum năm 2024 là bao nhiêu?")
        assert said["short_answer"] == "4.210 tỷ đồng"
        assert "tính đến ngày 18/12/2024" in said["answer"].split("\n")[0]

    @pytest.mark.parametrize("period", ["tháng 12 năm 2024", "năm 2023", "6 tháng đầu năm 2024"])
    def test_another_period_is_not(self, ask, period):
        assert ask(f"Thu ngân sách Kon Tum {period} là bao nhiêu?")["abstained"]


class TestDoneAgain:
    def computation(self, **more):
        text = "Thu đạt 1.200 tỷ đồng, chi 1.450,5 tỷ đồng."
        operands = [
            {
                "source": "a.md",
                "start": text.index(p),
                "end": text.index(p) + len(p),
                "text": p,
                "value": value,
            }
            for p, value in (
                ("1.450,5 tỷ đồng", "1450500000000"),
                ("1.200 tỷ đồng", "1200000000000"),
            )
        ]
        plain = {
            "operation": "difference",
            "value": "250500000000",
            "rounded": False,
            "step": "10000000",
            "months": 1,
            "operands": operands,
        }
        return plain | more, {"a.md": text}

    def test_the_right_result_passes(self):
        assert recomputed(*self.computation())

    @pytest.mark.parametrize(
        "wrong",
        [
            {"value": "250600000000"},
            {"operation": "sum"},
            {"value": "250600000000", "rounded": True},
        ],
    )
    def test_a_wrong_result_does_not(self, wrong):
        assert not recomputed(*self.computation(**wrong))

    def test_an_operand_that_is_not_printed_there_does_not_pass(self):
        computation, _ = self.computation()
        assert not recomputed(computation, {"a.md": "Thu đạt 1.300 tỷ đồng, chi 1.450,5 tỷ đồng."})
        assert not recomputed(computation, {})

    @given(st.integers(1, 10**6), st.integers(1, 10**6))
    def test_a_share_is_right_to_its_last_digit(self, part, whole):
        prints = [f"{part} tỷ đồng", f"{whole} tỷ đồng"]
        text = " / ".join(prints)
        operands = [
            {
                "source": "a",
                "start": text.index(prints[0]),
                "end": len(prints[0]),
                "text": prints[0],
                "value": str(part * 10**9),
            },
            {
                "source": "a",
                "start": len(prints[0]) + 3,
                "end": len(text),
                "text": prints[1],
                "value": str(whole * 10**9),
            },
        ]
        shown = round(Decimal(part) / Decimal(whole) * 100, 2)
        computation = {
            "operation": Operation.SHARE.value,
            "value": str(shown),
            "rounded": True,
            "step": "0.01",
            "months": 1,
            "operands": operands,
        }
        assert recomputed(computation, {"a": text})
        computation["value"] = str(shown + 1)
        assert not recomputed(computation, {"a": text})


COUNTS = {
    "bang.md": """# Báo cáo năm 2023 của tỉnh Long An

| Đơn vị | Số trường |
|---|---|
| Huyện Đức Hòa | 72 |
| Huyện Cần Đước | 58 |
""",
}


def test_bare_counts_of_a_table_are_compared(shared_assistant_over):
    assistant = shared_assistant_over(COUNTS)
    asked = "Huyện Đức Hòa với huyện Cần Đước, nơi nào có số trường nhiều hơn?"
    said = prediction(assistant.ask(asked))
    assert said["abstained"] is False
    assert "Đức Hòa" in said["answer"]
    assert said["computations"][0]["expression"].startswith("72")


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Thu ngân sách 6 tháng đầu năm 2023 của Bắc Kạn đã vượt dự toán chưa?", "không: 52,4%"),
        ("thu ngan sach 9 thang dau nam 2023 cua ha giang co dat du toan khong", "có"),
        ("Thu ngân sách năm 2022 của Hà Giang đã vượt dự toán chưa?", "không: 100%"),
        ("Thu ngân sách năm 2022 của Hà Giang có đạt dự toán không?", "có"),
    ],
)
def test_whether_a_plan_was_met_is_told_by_the_share_of_it_that_is_printed(
    shared_assistant_over, question, short
):
    report = """# Tỉnh Hà Giang: thu ngân sách

Thu ngân sách 9 tháng đầu năm 2023 của tỉnh Hà Giang bằng 104,1% dự toán.
Thu ngân sách năm 2022 của tỉnh Hà Giang đạt 100% dự toán, tăng 6% so với năm trước.
"""
    papers = {"bac-kan.md": PAPERS["bac-kan.md"], "ha-giang.md": report}
    assert shared_assistant_over(papers).ask(question).short == short


def test_growth_of_two_places_is_compared_each_in_its_own_time(shared_assistant_over):
    papers = {
        "hung-yen.md": "# Hưng Yên\n\nKinh tế tỉnh Hưng Yên 6 tháng đầu năm 2021 tăng 6,4%.\n",
        "nam-dinh.md": "# Nam Định\n\nKinh tế tỉnh Nam Định 6 tháng đầu năm 2022 tăng 8,1%.\n",
    }
    question = (
        "Hưng Yên 6 tháng đầu năm 2021 và Nam Định 6 tháng đầu năm 2022, "
        "nơi nào kinh tế tăng nhanh hơn?"
    )
    assert shared_assistant_over(papers).ask(question).short == "tỉnh Nam Định"


@pytest.mark.parametrize(
    "question",
    [
        "Cuối năm 2023 tỉnh Cao Bằng có bao nhiêu phần trăm hộ không nghèo?",
        "cuoi nam 2023 tinh Cao Bang bao nhieu phan tram ho khong ngheo",
    ],
)
def test_what_is_so_is_not_told_for_what_is_not_so(ask, question):
    assert "21,5" not in ask(question)["short_answer"]


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Huyện Mù Cang Chải năm 2023 còn mấy phần trăm hộ chưa có nước sạch?", "9%"),
        ("mu cang chai nam 2023 con bao nhieu phan tram ho chua co nuoc sach", "9%"),
        ("Thu ngân sách năm 2023 còn thiếu bao nhiêu phần trăm so với dự toán?", "4,5%"),
        ("Huyện Mù Cang Chải năm 2023 còn mấy phần trăm thôn chưa có điện?", "6%"),
    ],
)
def test_what_is_left_of_a_hundred_percent(shared_assistant_over, question, short):
    text = (
        "# Kinh tế huyện Mù Cang Chải, tỉnh Yên Bái năm 2023\n\nNăm 2023, 91% hộ đã có nước sạch. "
        "Thu ngân sách nhà nước đạt 95,5% dự toán, tăng 12%. Còn 6% thôn chưa có điện.\n"
    )
    answer = shared_assistant_over({"yen-bai.md": text}).ask(question)
    assert answer.short == short
