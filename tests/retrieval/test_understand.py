from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.records import Filters
from retrieval.understand import understand
from vietnamese.normal import fold
from vietnamese.periods import PeriodKind
from vietnamese.places import Level
from vietnamese.scope import Kind

TODAY = date(2026, 3, 2)


def read(question, **filters):
    return understand(question, today=TODAY, filters=Filters(**filters))


def slots(query):
    scope = query.scope
    return (
        scope.place and scope.place.name,
        scope.level,
        scope.period,
        scope.kind,
        scope.base,
        query.partial,
        query.terms,
        query.answer_type,
    )


QUESTIONS = [
    "Mục tiêu xuất khẩu năm 2021 của tỉnh Thái Nguyên là bao nhiêu?",
    "Thu ngân sách thành phố Thái Nguyên năm 2021 phấn đấu bao nhiêu?",
    "GRDP tỉnh Lạng Sơn 6 tháng đầu năm 2021 tăng bao nhiêu?",
    "Xuất khẩu tỉnh Cao Bằng quý 3/2022 tăng bao nhiêu so với cùng kỳ?",
    "Thu ngân sách huyện Hữu Lũng tháng 4 năm 2020 đạt bao nhiêu tỷ đồng?",
    "Giải ngân vốn đầu tư công năm 2022 bằng bao nhiêu phần trăm kế hoạch?",
    "Kế hoạch xuất khẩu giai đoạn 2021-2025 là bao nhiêu?",
]


class TestSlots:
    @pytest.mark.parametrize("question", QUESTIONS)
    def test_are_the_same_with_accents_on_or_off(self, question):
        accented, plain = read(question), read(fold(question))
        assert slots(accented) == slots(plain)
        assert (accented.unaccented, plain.unaccented) == (False, True)

    @pytest.mark.parametrize("question", QUESTIONS)
    def test_are_the_same_in_capitals(self, question):
        assert slots(read(question.upper()))[1:] == slots(read(question))[1:]

    @pytest.mark.parametrize(
        ("question", "name", "level"),
        [
            ("Thu ngân sách thành phố Thái Nguyên?", "Thái Nguyên", Level.CITY),
            ("Thu ngân sách TP. Thái Nguyên?", "Thái Nguyên", Level.CITY),
            ("Thu ngân sách tỉnh Thái Nguyên?", "Thái Nguyên", Level.PROVINCE),
            ("Thu ngân sách Thái Nguyên?", "Thái Nguyên", None),
            ("Thu ngân sách huyện Hữu Lũng?", "Hữu Lũng", Level.DISTRICT),
            ("What is the budget revenue of Lang Son province?", "Lạng Sơn", Level.PROVINCE),
        ],
    )
    def test_a_place_carries_the_level_that_is_said(self, question, name, level):
        scope = read(question).scope
        assert (scope.place.name, scope.level) == (name, level)

    def test_a_name_without_a_level_may_be_the_city_or_the_province(self):
        places = read("Thu ngân sách Thái Nguyên năm 2021?").places
        assert {place.level for place in places} >= {Level.CITY, Level.PROVINCE}

    @pytest.mark.parametrize(
        ("question", "start", "end", "kind"),
        [
            ("Xuất khẩu năm 2021?", date(2021, 1, 1), date(2021, 12, 31), PeriodKind.YEAR),
            ("Xuất khẩu tháng 1/2021?", date(2021, 1, 1), date(2021, 1, 31), PeriodKind.MONTH),
            ("Thu quý II/2022?", date(2022, 4, 1), date(2022, 6, 30), PeriodKind.QUARTER),
            (
                "GRDP 6 tháng đầu năm 2021?",
                date(2021, 1, 1),
                date(2021, 6, 30),
                PeriodKind.HALF,
            ),
            ("Thu năm nay?", date(2026, 1, 1), date(2026, 12, 31), PeriodKind.YEAR),
            pytest.param(
                "Thu ngân sách năm ngoái là bao nhiêu?",
                date(2025, 1, 1),
                date(2025, 12, 31),
                PeriodKind.YEAR,
            ),
            pytest.param(
                "Xuất khẩu tháng trước là bao nhiêu?",
                date(2026, 2, 1),
                date(2026, 2, 28),
                PeriodKind.MONTH,
            ),
        ],
    )
    def test_a_period_is_read_with_its_shape(self, question, start, end, kind):
        period = read(question).scope.period
        assert (period.start, period.end, period.kind) == (start, end, kind)

    def test_the_shortest_of_several_periods_is_meant(self):
        period = read("Trong kế hoạch năm 2021, tháng 1/2021 thu bao nhiêu?").scope.period
        assert period.kind is PeriodKind.MONTH

    def test_what_is_compared_with_is_no_period_of_the_question(self):
        query = read("Xuất khẩu tăng bao nhiêu so với tháng trước?")
        assert query.scope.period is None
        assert (query.scope.kind, query.scope.base) == (Kind.GROWTH, "tháng trước")

    def test_a_month_without_a_year_takes_no_year_from_today(self):
        query = read("Xuất khẩu tháng 1 là bao nhiêu?")
        assert query.scope.period is None
        assert query.partial.within(2021) == read("Xuất khẩu tháng 1/2021?").scope.period

    @pytest.mark.parametrize(
        ("question", "term"),
        [
            ("Xuất khẩu năm 2021?", "export"),
            ("XK năm 2021 đạt bao nhiêu?", "export"),
            ("xuat khau 2021", "export"),
            ("exports in 2021", "export"),
            ("Thu ngân sách 2021?", "budget_revenue"),
            ("GRDP tăng bao nhiêu?", "grdp"),
            ("Xuát khẩu năm 2021?", "export"),
        ],
    )
    def test_an_indicator_is_known_by_any_of_its_wordings(self, question, term):
        assert term in read(question).terms

    def test_who_set_a_plan_is_kept_apart(self):
        assert read("Dự toán thu ngân sách Trung ương giao là bao nhiêu?").basis
        assert read("Dự toán thu ngân sách là bao nhiêu?").basis is None

    def test_a_state_is_told_from_a_flow(self):
        assert read("Tính đến hết năm 2021 có bao nhiêu dự án?").stock
        assert not read("Năm 2021 có bao nhiêu dự án?").stock

    def test_a_half_year_is_no_state(self):
        assert not read("GRDP 6 tháng đầu năm 2021 tăng bao nhiêu?").stock


class TestConcepts:
    def words(self, question):
        return {wording for concept in read(question).concepts for wording in concept.wordings}

    def test_places_periods_and_question_words_are_left_out(self):
        words = self.words("Cho biết năm 2021 tỉnh Lạng Sơn trồng bao nhiêu cây hồi?")
        assert {"cây", "hồi", "trồng"} <= words
        assert not {"lạng", "sơn", "2021", "bao", "nhiêu", "cho", "biết"} & words

    def test_an_indicator_brings_its_other_wordings(self):
        assert {"xuất khẩu", "kim ngạch xuất khẩu"} <= self.words("Xuất khẩu năm 2021?")

    def test_an_english_phrase_brings_its_translations(self):
        assert "giải ngân" in " ".join(self.words("Why is disbursement slow?"))

    def test_words_of_the_kind_weigh_less_than_the_indicator(self):
        weights = {
            concept.wordings[0]: concept.weight
            for concept in read("Kế hoạch xuất khẩu tăng trưởng ra sao?").concepts
        }
        assert weights["xuất khẩu"] == 1.0
        assert all(weight < 1 for word, weight in weights.items() if word != "xuất khẩu")


class TestFilters:
    def test_a_year_set_beside_the_question_narrows_and_names_no_period(self):
        query = read("Xuất khẩu là bao nhiêu?", year=2021)
        assert query.filters.year == 2021
        assert query.scope.period is None

    def test_a_shorter_period_of_the_question_stays(self):
        period = read("Xuất khẩu tháng 1/2021?", year=2021).scope.period
        assert period.kind is PeriodKind.MONTH

    def test_are_passed_on(self):
        filters = Filters(place="Lạng Sơn", level="province", source="a.md")
        assert understand("Thu?", today=TODAY, filters=filters).filters == filters


@settings(deadline=None, max_examples=120)
@given(st.one_of(st.text(max_size=150), st.sampled_from(QUESTIONS).map(lambda q: q[7:40])))
def test_never_raises_and_keeps_the_question(question):
    query = read(question)
    assert query.question == question
    assert all(concept.wordings and concept.weight > 0 for concept in query.concepts)


@settings(deadline=None, max_examples=60)
@given(st.permutations(QUESTIONS[0].split()), st.integers(1, 9))
def test_any_order_of_words_is_read(words, kept):
    read(" ".join(words[:kept]))


class TestPlacesOfOneQuestion:
    @pytest.mark.parametrize(
        ("question", "place"),
        [
            ("Đến năm 2025 tỉnh Phú Yên trồng bao nhiêu ha mía tại huyện Sông Hinh?", "Sông Hinh"),
            ("Huyện Sông Hinh (tỉnh Phú Yên) có bao nhiêu xã?", "Sông Hinh"),
            ("Tỉnh Phú Yên có bao nhiêu xã?", "Phú Yên"),
        ],
    )
    def test_the_narrowest_within_the_others_is_meant(self, question, place):
        query = understand(question, today=TODAY)
        assert query.scope.place is not None
        assert query.scope.place.name == place
        assert {unit.name for unit in query.places} == {place}

    @pytest.mark.parametrize(
        "question",
        [
            "Tỷ lệ hộ nghèo của tỉnh Phú Yên, huyện Sông Hinh là bao nhiêu?",
            "Tỷ lệ hộ nghèo của tỉnh Phú Yên và huyện Sông Hinh là bao nhiêu?",
        ],
    )
    def test_places_in_a_row_are_all_meant(self, question):
        query = understand(question, today=TODAY)
        assert query.scope.place is None
        assert {unit.name for unit in query.places} == {"Phú Yên", "Sông Hinh"}


@pytest.mark.parametrize(
    ("question", "base"),
    [
        ("9 tháng năm 2022 thu tăng bao nhiêu so với năm ngoái?", "cùng kỳ"),
        ("Năm 2022 thu tăng bao nhiêu so với năm ngoái?", "năm trước"),
    ],
)
def test_a_part_of_a_year_is_compared_with_the_same_part(question, base):
    assert understand(question, today=TODAY).scope.base == base


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("Dân bỏ nghề chài lưới được giúp bao nhiêu?", ()),
        ("Xuát khẩu năm 2021 đạt bao nhiêu?", ("export",)),
    ],
)
def test_a_wrong_accent_is_no_other_word(question, terms):
    assert understand(question, today=TODAY).terms == terms


def test_a_kind_that_is_asked_for_is_what_the_question_is_about():
    query = read("Những chỉ tiêu nào không đạt?")
    assert query.scope.kind is None
    assert any("tiêu" in concept.wordings for concept in query.concepts)


@pytest.mark.parametrize(
    "question",
    ["Vốn đầu tư hạ tầng bao nhiêu?", "von ha tang bao nhieu", "Tặng quà bao nhiêu suất?"],
)
def test_a_word_that_only_folds_to_a_rise_asks_for_none(question):
    assert understand(question, today=TODAY).scope.kind is None


def test_an_indicator_that_runs_into_a_place_is_a_concept():
    query = understand("Thu ngân sách tỉnh Long An năm 2023 bao nhiêu?", today=TODAY)
    assert query.concepts[0].wordings[0] == "thu ngân sách"


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("When will the Tan Duc II industrial park be built?", "Tan Duc II"),
        ("Who invests in VSIP Long An III Industrial Zone?", "VSIP Long An III"),
        ("khu cong nghiep tan duc 2 rong bao nhieu", "tan duc 2"),
    ],
)
def test_a_zone_is_read_by_its_whole_name(question, name):
    assert understand(question, today=TODAY).scope.place.name == name


@pytest.mark.parametrize(
    "question",
    [
        "Nhà máy điện gió Bảo Thạnh tốn bao nhiêu?",
        "How much is the Bao Thanh wind farm going to cost?",
    ],
)
def test_works_are_named_after_no_commune(question):
    assert understand(question, today=TODAY).scope.place is None


def test_a_commune_where_works_stand_is_one():
    query = understand("Trường học ở xã Bảo Thạnh có bao nhiêu phòng?", today=TODAY)
    assert query.scope.place.name == "Bảo Thạnh"


def test_a_sort_of_thing_is_no_word_of_the_question():
    query = understand("Khu vực dịch vụ tăng bao nhiêu?", today=TODAY)
    assert query.concepts[0].wordings[0] == "dịch"


class TestEnglishForms:
    @pytest.mark.parametrize(
        ("question", "kind"),
        [
            ("How many million USD is the wind farm going to cost?", "amount"),
            ("What shrimp farming area does the province target?", "amount"),
            ("What was the rice output in 2022?", "amount"),
            ("What is the poverty rate of Lang Son?", "percent"),
            ("How large is the industrial park?", "amount"),
            ("Which company has the largest project and how big is it?", "open"),
            ("How many teachers are missing?", "count"),
            ("What are the output targets?", "list"),
        ],
    )
    def test_what_is_asked_for(self, question, kind):
        assert understand(question, today=TODAY).answer_type == kind

    @pytest.mark.parametrize(
        ("question", "noun"),
        [
            ("How many dengue fever cases did Lang Son record?", "ca sot xuat huyet"),
            ("How many communes in Lang Son meet the standards?", "xa"),
            ("How many doctors quit or moved in 2022?", "bac s"),
            ("How much coffee did Dak Lak export?", "ca phe"),
            ("How many party members are there?", "dang vien"),
        ],
    )
    def test_the_noun_that_is_counted(self, question, noun):
        assert noun in " ".join(understand(question, today=TODAY).asked)

    @pytest.mark.parametrize(
        "question", ["How much money is needed?", "How many of them?", "How much did it collect?"]
    )
    def test_no_noun_is_counted(self, question):
        assert understand(question, today=TODAY).asked == ()


class TestNamesOfPlaces:
    @pytest.mark.parametrize(
        ("question", "kind"),
        [
            ("Tỷ lệ hộ nghèo tỉnh Điện Biên bao nhiêu?", None),
            ("Điện Biên cuối năm 2021 có bao nhiêu hộ nghèo?", None),
            ("so ca mac covid o huyen Tuan Giao tinh Dien Bien", None),
            ("Tỷ lệ hộ nghèo diễn biến thế nào?", Kind.GROWTH),
            ("so thu tinh giao cho Tuan Giao bao nhieu", Kind.PLAN),
        ],
    )
    def test_their_words_say_no_kind(self, question, kind):
        assert read(question).scope.kind == kind


class TestTimesAsked:
    def test_turnover_of_a_year_is_compared_with_nothing(self):
        query = read("What was Gia Lai's export turnover in 2022?")
        assert query.compared is None
        assert query.scope.period == read("exports of Gia Lai in 2022").scope.period

    @pytest.mark.parametrize(
        ("question", "stock"),
        [
            ("Nửa đầu năm 2024 Hưng Yên thu ngân sách bao nhiêu?", False),
            ("6 tháng đầu năm 2024 Hưng Yên thu ngân sách bao nhiêu?", False),
            ("Đầu năm 2024 Hưng Yên có bao nhiêu doanh nghiệp?", True),
        ],
    )
    def test_half_a_year_is_no_moment(self, question, stock):
        assert read(question).stock is stock

    @pytest.mark.parametrize(
        ("question", "counted"),
        [
            ("Số người chết vì tai nạn giao thông năm 2022?", ("nguoi",)),
            ("Số xã đạt chuẩn nông thôn mới năm 2022?", ("xa",)),
            ("Số thu ngân sách năm 2022?", ()),
        ],
    )
    def test_the_number_of_things_counts_them(self, question, counted):
        assert read(question).asked == counted


@pytest.mark.parametrize(
    "question", ["Cả nhiệm kỳ 2016-2020 chi bao nhiêu?", "suốt nhiệm kỳ 2016-2020 chi bao nhiêu?"]
)
def test_a_whole_term_of_office_is_when(question):
    assert understand(question, today=TODAY).scope.period.start == date(2016, 1, 1)


def test_what_is_left_out_is_no_kind():
    question = (
        "Năm 2022 tiêu bao nhiêu tiền vốn? Tôi hỏi vốn giải ngân chứ không phải vốn được giao."
    )
    assert understand(question, today=TODAY).scope.kind is None
