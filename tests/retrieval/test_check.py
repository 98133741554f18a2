import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.check import broken_quotes, unknown_marks, unsupported
from retrieval.records import Citation

QUOTE = (
    "Năm 2031, ông Nguyễn Văn Hải cho biết thu ngân sách tỉnh Hoa Lư đạt 1.330 tỷ đồng, "
    "bằng 8,5% dự toán theo Nghị quyết số 12-NQ/TU ngày 5/4/2031."
)


def cite(quote=QUOTE, marker=1, source="a.md", start=0):
    return Citation(marker, source, start, start + len(quote), quote, "p")


def missing(statement, *quotes, **options):
    return unsupported(statement, [cite(quote) for quote in (quotes or (QUOTE,))], **options)


class TestFigures:
    @pytest.mark.parametrize(
        "statement",
        [
            "1.330 tỷ đồng",
            "1330 tỷ đồng",
            "8,5%",
            "8,5 %",
            "8,5 phần trăm",
            "Thu ngân sách đạt 1.330 tỷ đồng, bằng 8,5% dự toán.",
        ],
    )
    def test_equal_in_value_are_accepted_in_another_notation(self, statement):
        assert missing(statement) == ()

    @pytest.mark.parametrize(
        "statement", ["VND 1,330 billion", "1.33 trillion dong", "8.5%", "8.5 percent"]
    )
    def test_english_notation_is_accepted_in_an_english_answer(self, statement):
        assert missing(statement, language="en") == ()

    @pytest.mark.parametrize(
        "statement", ["US$28 billion", "28 billion US dollars", "over US$28 billion"]
    )
    def test_translated_money_is_accepted(self, statement):
        assert missing(statement, "Mục tiêu là trên 28 tỷ đô la Mỹ.", language="en") == ()

    @pytest.mark.parametrize(
        "statement",
        [
            "1.331 tỷ đồng",
            "1.330 triệu đồng",
            "1.330 tỷ USD",
            "85%",
            "0,85%",
            "8,5 điểm %",
            "1.330 ha",
            "trên 9.000 tỷ đồng",
        ],
    )
    def test_another_value_unit_or_scale_is_caught(self, statement):
        assert missing(statement)

    def test_every_one_of_several_is_judged(self):
        assert missing("đạt 1.330 tỷ đồng, bằng 9,5% dự toán") == ("9,5%",)

    def test_each_may_stand_in_another_quote(self):
        assert missing("12 ha và 7 km", "Rừng: 12 ha.", "Đường: 7 km.") == ()

    def test_nothing_is_supported_without_a_quote(self):
        assert unsupported("1.330 tỷ đồng", []) == ("1.330 tỷ đồng",)

    def test_evidence_of_scope_never_bears_a_figure(self):
        assert missing("77 tỷ đồng", evidence=["Thu 77 tỷ đồng"])


class TestNamesDatesAndNumbers:
    @pytest.mark.parametrize(
        "statement",
        [
            "năm 2031",
            "ngày 5/4/2031",
            "Nghị quyết 12-NQ/TU",
            "ông Nguyễn Văn Hải",
            "Không có gì để kiểm tra.",
            "",
        ],
    )
    def test_that_stand_in_the_quote_are_accepted(self, statement):
        assert missing(statement) == ()

    @pytest.mark.parametrize(
        ("statement", "caught"),
        [
            ("năm 2032", "2032"),
            ("ngày 6/4/2031", "6/4/2031"),
            ("Nghị quyết 13-NQ/TU", "13-NQ/TU"),
            ("ông Trần Quốc Bảo", "Trần Quốc Bảo"),
        ],
    )
    def test_that_do_not_are_caught(self, statement, caught):
        assert caught in missing(statement)

    def test_a_place_that_does_not_is_caught(self):
        assert missing("Thu ngân sách tỉnh Cao Bằng đạt 1.330 tỷ đồng")

    def test_a_year_may_come_from_recorded_evidence(self):
        assert missing("năm 2033", evidence=["Kế hoạch năm 2033"]) == ()

    def test_a_name_may_come_from_recorded_evidence(self):
        assert missing("ông Trần Quốc Bảo", evidence=["Đồng chí Trần Quốc Bảo chủ trì"]) == ()


WORDS = "thu tỉnh Hoa Lư đạt 1.330 tỷ đồng bằng 8,5% dự toán năm 2031 ông Lê Văn Tám ngày 5/4"
PIECES = st.lists(st.sampled_from(WORDS.split()), max_size=25).map(" ".join)


class TestTheQuoteItself:
    @settings(deadline=None)
    @given(PIECES)
    def test_never_has_anything_unsupported(self, quote):
        assert unsupported(quote, [cite(quote)]) == ()

    @settings(deadline=None, max_examples=150)
    @given(st.text(max_size=80))
    def test_never_has_anything_unsupported_whatever_it_holds(self, quote):
        assert unsupported(quote, [cite(quote)]) == ()


STORED = {"a.md": f"Đầu. {QUOTE} Cuối."}


class TestQuotesAndMarks:
    def test_stored_text_at_its_offsets_is_whole(self):
        assert broken_quotes([cite(start=5)], STORED) == ()

    @pytest.mark.parametrize(
        "citation",
        [
            cite(start=4),
            cite(QUOTE.replace("1.330", "1.331"), start=5),
            cite(source="b.md", start=5),
        ],
    )
    def test_anything_else_is_broken(self, citation):
        assert broken_quotes([citation], STORED) == (1,)

    def test_marks_without_a_citation_are_named_in_order(self):
        assert unknown_marks("Một [3], hai [1], ba [2], [3]", [cite(marker=1)]) == (2, 3)

    def test_marks_of_citations_are_known(self):
        assert unknown_marks("Một [1] và [2]", [cite(marker=1), cite(marker=2)]) == ()
