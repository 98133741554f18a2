import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.counted_noun import asked
from retrieval.kind_asked import kind_of
from retrieval.question_form import answer_type, question_line
from vietnamese.kinds import read_bases, read_kinds
from vietnamese.normal import fold, normalise
from vietnamese.scope import Kind


def folded(text):
    return fold(normalise(text))


class TestAnswerType:
    @pytest.mark.parametrize(
        ("question", "wanted"),
        [
            ("Mục tiêu xuất khẩu năm 2021 là bao nhiêu?", "amount"),
            ("Chỉ số hiệu quả quản trị năm 2023 của Bắc Giang là bao nhiêu?", "amount"),
            ("Thu ngân sách đạt bao nhiêu tỷ đồng?", "amount"),
            ("How much revenue was collected?", "amount"),
            ("Hộ nghèo chiếm bao nhiêu phần trăm?", "percent"),
            ("Tỷ lệ che phủ rừng là bao nhiêu?", "percent"),
            ("Bao nhiêu % hộ dân có nước sạch?", "percent"),
            ("Giải ngân đầu tư công được mấy %?", "percent"),
            ("What percentage of households are poor?", "percent"),
            ("Tỉnh có bao nhiêu dự án FDI?", "count"),
            ("Có mấy huyện hoàn thành?", "count"),
            ("How many projects are there?", "count"),
            ("Ai là Bí thư Tỉnh ủy?", "person"),
            ("Đồng chí nào chủ trì hội nghị?", "person"),
            ("Who chaired the meeting?", "person"),
            ("Hội nghị họp khi nào?", "date"),
            ("Tỉnh được thành lập vào ngày nào?", "date"),
            ("When was the province founded?", "date"),
            ("Hội nghị diễn ra ở đâu?", "place"),
            ("Where was the meeting held?", "place"),
            ("Liệt kê các nhiệm vụ trọng tâm", "list"),
            ("Chương trình gồm những gì?", "list"),
            ("List the key tasks", "list"),
            ("Vì sao giải ngân chậm?", "reason"),
            ("Why is disbursement slow?", "reason"),
            ("Tỉnh lập quỹ đất để làm gì?", "reason"),
            ("Đề án ấy nhằm mục đích gì?", "reason"),
            ("Vốn của dự án lấy từ đâu?", "place"),
            ("What proportion of adults is insured?", "percent"),
            ("Tỉnh đã hoàn thành mục tiêu chưa?", "yes_no"),
            ("Có phải mục tiêu là 5 tỷ đồng không?", "yes_no"),
            ("Is the target 5 billion dollars?", "yes_no"),
        ],
    )
    def test_is_read_off_the_form_with_and_without_accents(self, question, wanted):
        assert answer_type(folded(question), has_indicator=False) == wanted

    def test_a_bare_indicator_asks_for_its_figure(self):
        assert answer_type("xuat khau 2021", has_indicator=True) == "amount"

    def test_a_bare_rate_asks_for_a_percentage(self):
        assert answer_type("ty le che phu rung 2021", has_indicator=True) == "percent"

    def test_words_without_an_indicator_ask_for_nothing_special(self):
        assert answer_type("nghi quyet ve nong thon", has_indicator=False) == "open"

    def test_how_an_indicator_changed_asks_for_a_figure(self):
        assert answer_type("xuat khau tang the nao", has_indicator=True) == "amount"

    def test_which_of_an_indicator_asks_for_no_figure(self):
        assert answer_type("thu ngan sach la gi", has_indicator=True) == "open"

    @given(st.text(max_size=120), st.booleans())
    def test_never_raises(self, text, has_indicator):
        assert answer_type(folded(text), has_indicator=has_indicator)


class TestAsked:
    @pytest.mark.parametrize(
        ("question", "wanted"),
        [
            ("Tỉnh có bao nhiêu dự án?", ("du an",)),
            ("Có mấy huyện?", ("huyen",)),
            ("Đạt bao nhiêu % kế hoạch?", ("% ke",)),
            ("Mục tiêu là bao nhiêu?", ()),
            ("Thu được bao nhiêu trong tháng 1?", ()),
            ("Có bao nhiêu năm 2021?", ()),
        ],
    )
    def test_is_the_noun_after_how_many(self, question, wanted):
        if wanted and " " in wanted[0] and wanted[0].startswith("%"):
            assert asked(folded(question))[0].startswith("%")
        else:
            assert asked(folded(question)) == wanted

    def test_an_english_noun_is_given_by_its_translations(self):
        assert "du an" in asked("how many projects are there")

    @given(st.text(max_size=120))
    def test_never_raises(self, text):
        assert isinstance(asked(folded(text)), tuple)


class TestKind:
    @pytest.mark.parametrize(
        ("question", "wanted"),
        [
            ("Mục tiêu xuất khẩu năm 2021 là bao nhiêu?", Kind.TARGET),
            ("Thu ngân sách phấn đấu đạt bao nhiêu?", Kind.TARGET),
            ("What is the export target?", Kind.TARGET),
            ("Kế hoạch gieo trồng là bao nhiêu ha?", Kind.PLAN),
            ("Tỉnh đã xuất khẩu được bao nhiêu?", Kind.RESULT),
            ("Kết quả thu ngân sách thực tế là bao nhiêu?", Kind.RESULT),
            ("GRDP tăng bao nhiêu?", Kind.GROWTH),
            ("Xuất khẩu giảm bao nhiêu so với cùng kỳ?", Kind.GROWTH),
            ("How much did exports grow?", Kind.GROWTH),
            ("Thu ngân sách bằng bao nhiêu phần trăm dự toán?", Kind.SHARE_OF_PLAN),
            ("Giải ngân đạt bao nhiêu % kế hoạch?", Kind.SHARE_OF_PLAN),
            ("What percent of the plan was disbursed?", Kind.SHARE_OF_PLAN),
            ("Xuất khẩu năm 2021 của tỉnh?", None),
        ],
    )
    @pytest.mark.parametrize("typed", [str, fold], ids=["accented", "unaccented"])
    def test_is_read_alike_with_and_without_accents(self, question, wanted, typed):
        text = typed(question)
        assert kind_of(folded(text), read_kinds(text), read_bases(text)) == wanted


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Ngân sách bố trí bao nhiêu cho kế hoạch số hóa hồ sơ?", None),
        ("Kinh phí thực hiện kế hoạch trồng rừng là bao nhiêu?", None),
        ("Kế hoạch thu ngân sách năm 2024 là bao nhiêu?", Kind.PLAN),
        ("Dự toán giao cho kế hoạch trồng rừng là bao nhiêu?", Kind.PLAN),
        ("Thu ngân sách hụt so với dự toán bao nhiêu?", None),
        ("Thu ngân sách vượt dự toán, đạt bao nhiêu phần trăm?", Kind.SHARE_OF_PLAN),
    ],
)
def test_a_plan_by_name_or_fallen_short_of_is_not_asked_for(question, wanted):
    assert kind_of(folded(question), read_kinds(question), read_bases(question)) is wanted


class TestQuestionLine:
    @pytest.mark.parametrize(
        ("question", "wanted"),
        [
            ("Tỉnh có nhà máy điện rác nào đang chạy?", "open"),
            ("Từ đầu năm huyện Hòn Đất thu ngân sách ra sao, con số?", "amount"),
            ("Thị xã Ba Đồn thu bao nhiêu tiền đấu giá đất?", "amount"),
            ("huyen quang ninh thu bao nhieu ty", "amount"),
            ("Chỉ số PAPI của tỉnh đứng thứ mấy?", "open"),
            ("Quý II thu thuế được mấy nghìn tỷ?", "amount"),
            ("Xã nào thoát nghèo thì được thưởng bao nhiêu tiền?", "amount"),
            ("Tỉnh kêu gọi được bao nhiêu vốn tư nhân?", "amount"),
            ("Vốn đối ứng lấy ở đâu?", "place"),
        ],
    )
    def test_words_that_only_fold_to_question_words_ask_nothing(self, question, wanted):
        assert answer_type(question_line(question), has_indicator=False) == wanted

    @pytest.mark.parametrize(
        ("question", "noun"),
        [
            ("Huyện trồng bao nhiêu héc-ta cà phê?", "ha"),
            ("Cả năm làm được mấy cây số đường?", "km"),
            ("Xã còn mấy cái cầu tạm?", "cau"),
            ("Bến Lức có bao nhiêu trường đạt chuẩn?", "truong"),
            ("Vùng có bao nhiêu cơ sở chế biến?", "co so"),
            ("Kho bạc chi bao nhiêu tiền làm đường?", "tien"),
            ("Có mấy nghìn lượt khách?", "luot khach"),
            ("Tỉnh bán ra bao nhiêu triệu đô nữa?", "usd"),
        ],
    )
    def test_what_is_asked_for_is_the_unit_or_the_noun(self, question, noun):
        assert asked(question_line(question)) == (noun,)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Quý III thị xã thu được bao nhiêu?", Kind.RESULT),
        ("Năm tới định thu được bao nhiêu?", None),
        ("Đến năm 2030 tỉnh thu được bao nhiêu?", None),
        ("Huyện được giao bao nhiêu?", Kind.PLAN),
        ("So với mức HĐND giao thì thu được bao nhiêu phần trăm?", Kind.SHARE_OF_PLAN),
        ("Kinh tế lớn thêm bao nhiêu phần trăm?", Kind.GROWTH),
    ],
)
def test_what_was_got_is_a_result_and_what_is_meant_to_be_got_none(question, kind):
    assert kind_of(question_line(question), read_kinds(question), read_bases(question)) is kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Đến cuối kỳ phải giảm hộ nghèo xuống còn bao nhiêu phần trăm?", None),
        ("Diện tích rừng nâng lên bao nhiêu ha?", None),
        ("Hộ nghèo giảm bao nhiêu so với năm trước?", Kind.GROWTH),
        ("Thu thuế tăng thêm bao nhiêu?", Kind.GROWTH),
    ],
)
def test_the_level_that_is_reached_is_no_change(question, kind):
    assert kind_of(question_line(question), read_kinds(question), read_bases(question)) is kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Sản lượng chè quý I ước tăng?", Kind.GROWTH),
        ("Số hộ nghèo năm nay dự kiến giảm?", Kind.GROWTH),
        ("How much did the price of tea go down?", Kind.GROWTH),
        ("Nhà cao bao nhiêu tầng?", None),
    ],
)
def test_a_bare_rise_asks_for_a_change(question, kind):
    assert kind_of(question_line(question), read_kinds(question), read_bases(question)) is kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Sao ít vậy, cả năm định bán bao nhiêu?", "amount"),
        ("Sao lâu thế, ai chủ trì?", "person"),
        ("Sao bán ít vậy?", "reason"),
        ("Đề án tầm nhìn tới năm mấy lận?", "date"),
    ],
)
def test_a_cry_ahead_of_a_question_asks_for_no_reason(question, kind):
    assert answer_type(question_line(question), has_indicator=True) == kind


@pytest.mark.parametrize(
    "question",
    ["Số hồ sơ nộp qua mạng năm 2023 là bao nhiêu bộ?", "so ho so tra tre nam nay may bo"],
)
def test_a_bare_classifier_counts_what_was_named(question):
    line = question_line(question)
    assert asked(line, normalise(question)) == ("ho so",)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Tiến độ gieo mạ vụ mùa của huyện", "percent"),
        ("tien do thu thue 6 thang dau nam", "percent"),
        ("Tiến độ làm đường ra sao?", "open"),
    ],
)
def test_progress_by_itself_is_a_percentage(question, kind):
    has_indicator = kind == "percent"
    assert answer_type(question_line(question), has_indicator=has_indicator) == kind
