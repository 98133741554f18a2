from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.understand import understand
from vietnamese.language import is_syllable, language_of
from vietnamese.question_words import question_words
from vietnamese.scope import Kind


class TestLanguage:
    @pytest.mark.parametrize(
        "text",
        [
            "Mục tiêu xuất khẩu là bao nhiêu?",
            "muc tieu xuat khau 2021 thai nguyen",
            "UBND tinh chi dao nhung gi",
            "thu ngan sach",
            "ai chu tri hoi nghi",
            "2021?",
            "",
            "FDI",
        ],
    )
    def test_vietnamese_however_typed_and_when_nothing_tells(self, text):
        assert language_of(text) == "vi"

    @pytest.mark.parametrize(
        "text",
        [
            "What is the 2021 export target of Thai Nguyen?",
            "who chaired the meeting",
            "How much budget revenue did Thái Nguyên collect?",
            "List the key projects in Lạng Sơn",
            "And in January?",
            "FDI capital of the province",
        ],
    )
    def test_english_although_it_names_vietnamese_places(self, text):
        assert language_of(text) == "en"

    @pytest.mark.parametrize("text", ["grdp lang son", "fdi thai nguyen", "fdi 2021"])
    def test_vietnamese_when_only_an_abbreviation_and_a_place_are_typed_small(self, text):
        assert language_of(text) == "vi"

    @given(st.text(max_size=200))
    def test_never_raises(self, text):
        assert language_of(text) in ("vi", "en")


@pytest.mark.parametrize("word", ["nghieng", "thu", "quyet", "gi", "oanh", "xuan"])
def test_syllables_are_known_by_their_sounds(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["budget", "street", "plan", "zone", "export", ""])
def test_other_words_are_none(word):
    assert not is_syllable(word)


class TestQuestionWords:
    def left(self, text, language="vi"):
        kept = list(text)
        for start, end in question_words(text, language):
            kept[start:end] = " " * (end - start)
        return "".join(kept).split()

    def test_leave_what_is_asked_about(self):
        assert self.left("Cho biết thu ngân sách là bao nhiêu") == ["thu", "ngân", "sách"]

    def test_leave_it_without_accents_too(self):
        assert self.left("cho biet thu ngan sach la bao nhieu") == ["thu", "ngan", "sach"]

    def test_leave_it_in_english(self):
        assert self.left("What is the export target", "en") == ["export", "target"]

    def test_a_word_with_other_accents_is_another_word(self):
        assert "hội" in self.left("hội hỏi gì")
        assert "hỏi" not in self.left("hội hỏi gì")

    @given(st.text(max_size=120), st.sampled_from(["vi", "en"]))
    def test_are_ordered_spans_of_the_text(self, text, language):
        spans = question_words(text, language)
        place = 0
        for start, end in spans:
            assert place <= start < end <= len(text)
            place = end


@pytest.mark.parametrize(
    ("question", "only_asks"),
    [
        ("By what date must the land be handed over?", "ngày nào"),
        ("Who is the health director named in the report?", "liệt kê"),
        ("Which districts are listed in the plan?", "liệt kê"),
    ],
)
def test_an_english_phrase_that_only_asks_is_no_subject(question, only_asks):
    concepts = understand(question, today=date(2026, 3, 2)).concepts
    assert only_asks not in {wording for concept in concepts for wording in concept.wordings}


def test_a_short_translation_is_not_taken_for_a_question_word():
    concepts = understand("What is the planned expenditure?", today=date(2026, 3, 2)).concepts
    assert any("chi" in wording.split() for concept in concepts for wording in concept.wordings)


@pytest.mark.parametrize(
    "question",
    [
        "How fast did the economy of Can Tho grow in 2024?",
        "By how much was Dong Thap's economy estimated to grow in 2021?",
        "What was Son La's economic growth in 2020?",
    ],
)
def test_the_growth_of_the_economy_is_asked_for_in_english(question):
    query = understand(question, today=date(2026, 3, 2))
    assert query.terms == ("growth_rate",)


def test_projects_of_foreign_investment_are_projects():
    query = understand("How many Korean FDI projects are there?", today=date(2026, 3, 2))
    assert query.asked[0] == "du an"
    assert any("hàn quốc" in concept.wordings for concept in query.concepts)


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("What was the 2023 revenue target of Lang Son?", "budget_revenue"),
        ("How much did Lang Son collect in May 2023?", "budget_revenue"),
        ("How much does Lang Son plan to spend in 2023?", "budget_expenditure"),
        ("What is the planned expenditure of Lang Son in 2023?", "budget_expenditure"),
        ("By how much did budget receipts in Lang Son rise in 2023?", "budget_revenue"),
        ("How many workers from Lang Son went abroad in 2023?", "export_labour"),
        ("What was Lang Son's 2023 growth target?", "growth_rate"),
    ],
)
def test_what_is_done_names_an_indicator(question, term):
    assert understand(question, today=date(2026, 3, 2)).terms == (term,)


@pytest.mark.parametrize(
    "question",
    [
        "What was the tourism revenue of Lang Son in 2023?",
        "How much did Lang Son spend on roads in 2023?",
        "What is the revenue of enterprises in Lang Son?",
    ],
)
def test_another_revenue_is_none_of_the_budget(question):
    terms = understand(question, today=date(2026, 3, 2)).terms
    assert not {"budget_revenue", "budget_expenditure"} & set(terms)


@pytest.mark.parametrize("question", ["Who is La Hong Ninh?", "Where is Phu Tho?", "who was he"])
def test_an_english_opening_tells(question):
    assert language_of(question) == "en"


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("What share of the 2023 revenue plan was collected by the end of June?", 1, 6),
        ("How much was exported by the end of September 2023?", 1, 9),
        ("How many projects were there in mid-2023?", 1, 12),
        ("After January 2023, how much must be exported a month to hit the target?", 1, 12),
    ],
)
def test_english_times_of_a_year(question, first, last):
    period = understand(question, today=date(2026, 3, 2)).scope.period
    assert (period.start.year, period.start.month, period.end.month) == (2023, first, last)


@pytest.mark.parametrize(
    "question",
    [
        "What percentage of the 2023 plan did revenue reach?",
        "How far was disbursement against the plan in 2023?",
        "How did 2023 revenue compare with the estimate?",
    ],
)
def test_an_english_share_of_a_plan(question):
    assert understand(question, today=date(2026, 3, 2)).scope.kind is Kind.SHARE_OF_PLAN
