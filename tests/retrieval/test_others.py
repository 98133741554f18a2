"""A count of what there is besides what was told is not the count of all."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from retrieval.fitness import is_asked
from retrieval.others import of_the_others
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
    assert (of_the_others(query, OTHERS) > of_the_others(query, ITEMS)) is others_first


@pytest.mark.parametrize("question", ["Kỳ họp bàn mấy việc?", "ky hop ban bao nhieu van de"])
def test_what_a_meeting_deals_with_goes_by_any_noun(question):
    assert is_asked(ask(question).asked, ITEMS)


def test_a_turnout_told_of_half_a_year_is_that_of_the_year():
    scope = Scope(period=months_period(2021, 1, 6), kind=Kind.RESULT)
    turnout = Figure(
        "a.md", 0, 1, "98%", Decimal(98), None, None, "%", "", "cử tri đi bầu", "voter_turnout"
    )
    query = ask("Năm 2021 tỷ lệ cử tri đi bầu là bao nhiêu?")
    assert figure_conflicts(query, replace(turnout, scope=scope)) == ()
    assert figure_conflicts(query, replace(turnout, term="disbursement", scope=scope))
