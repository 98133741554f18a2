"""A count of what there is besides what was told is not the count of all."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from retrieval.fitness import is_asked, unit_conflict
from retrieval.measured import relation
from retrieval.others import counted_as_named, told_for_each
from retrieval.slots import figure_conflicts
from retrieval.understand import understand
from store.records import Figure
from vietnamese.periods import months_period
from vietnamese.scope import Kind, Scope

ITEMS = Figure("a.md", 0, 1, "5 nội dung", Decimal(5), None, None, "nội dung", "", "nội dung")
OTHERS = replace(ITEMS, text="4 nội dung", indicator="nội dung khác")


def ask(question):
    return understand(question, today=date(2026, 3, 2))


@pytest.mark.parametrize(
    ("question", "others_first"),
    [
        ("Kỳ họp bàn tất cả bao nhiêu nội dung?", False),
        ("ky hop ban may noi dung", False),
        ("Ngoài ngân sách, kỳ họp còn bàn mấy nội dung?", True),
        ("Kỳ họp bàn bao nhiêu nội dung khác?", True),
    ],
)
def test_others_are_counted_only_where_they_are_asked_for(question, others_first):
    query = ask(question)
    assert (counted_as_named(query, OTHERS) > counted_as_named(query, ITEMS)) is others_first


def test_the_very_noun_asked_about_comes_first():
    query = ask("Có bao nhiêu chốt kiểm dịch?")
    posts = replace(ITEMS, text="8 chốt kiểm dịch", unit="chốt kiểm dịch", indicator="")
    cases = replace(ITEMS, text="60 trường hợp", unit="trường hợp", indicator="")
    assert counted_as_named(query, posts) > counted_as_named(query, cases)
    of_posts = replace(cases, indicator="chốt kiểm dịch")
    assert counted_as_named(query, posts) == counted_as_named(query, of_posts)


@pytest.mark.parametrize(
    ("question", "fits"),
    [
        ("Kế hoạch thu cả năm 2022 là bao nhiêu?", False),
        ("Kế hoạch 5 năm kéo dài bao lâu?", True),
        ("Tuổi thọ trung bình là bao nhiêu?", True),
    ],
)
def test_a_stretch_of_time_is_given_only_where_one_is_asked_for(question, fits):
    years = replace(ITEMS, text="5 năm", unit="năm", indicator="năm")
    assert unit_conflict(ask(question), years) is not fits


@pytest.mark.parametrize("question", ["Kỳ họp bàn mấy việc?", "ky hop ban bao nhieu van de"])
def test_what_a_meeting_deals_with_goes_by_any_noun(question):
    assert is_asked(ask(question).asked, ITEMS)


@pytest.mark.parametrize(
    ("question", "each_first"),
    [
        ("Mỗi tháng phải thu bao nhiêu tỷ?", True),
        ("thu binh quan mot thang bao nhieu", True),
        ("Năm nay phải thu bao nhiêu tỷ?", False),
    ],
)
def test_what_falls_to_each_month_is_told_where_it_is_asked_for(question, each_first):
    whole = replace(ITEMS, text="24 tỷ đồng", unit="đồng", indicator="thu")
    each = replace(whole, text="2 tỷ đồng/tháng")
    query = ask(question)
    assert (told_for_each(query, each) > told_for_each(query, whole)) is each_first


def test_the_growth_of_the_economy_is_that_of_the_grdp():
    growth = replace(ITEMS, text="7%", unit="%", term="growth_rate", scope=Scope(kind=Kind.GROWTH))
    assert relation(growth, ("grdp",)) == "same"
    assert relation(replace(growth, scope=Scope(kind=Kind.PLAN)), ("grdp",)) == "same"
    assert relation(replace(growth, unit="đồng"), ("grdp",)) != "same"


def test_a_turnout_told_of_half_a_year_is_that_of_the_year():
    scope = Scope(period=months_period(2021, 1, 6), kind=Kind.RESULT)
    turnout = Figure(
        "a.md", 0, 1, "98%", Decimal(98), None, None, "%", "", "cử tri đi bầu", "voter_turnout"
    )
    query = ask("Năm 2021 tỷ lệ cử tri đi bầu là bao nhiêu?")
    assert figure_conflicts(query, replace(turnout, scope=scope)) == ()
    assert figure_conflicts(query, replace(turnout, term="disbursement", scope=scope))


def test_the_code_asked_about_tells_cases_apart():
    case = replace(ITEMS, text="31 trường hợp", unit="trường hợp", indicator="trường hợp F2")
    guest = replace(ITEMS, text="5 chuyên gia", unit="chuyên gia", indicator="chuyên gia người Lào")
    query = ask("Huyện có bao nhiêu người F2?")
    assert counted_as_named(query, case) > counted_as_named(query, guest)
    other = replace(case, indicator="trường hợp F1")
    assert counted_as_named(query, other) < counted_as_named(query, case)
