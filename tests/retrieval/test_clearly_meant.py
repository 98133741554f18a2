"""A figure that only its place and time say is meant."""

from dataclasses import replace
from decimal import Decimal

import pytest

from retrieval.clearly_meant import clearly_meant
from retrieval.evidence import Candidate
from store.records import Figure
from tests.retrieval.written import asked, written

QUESTION = "Huyện Bắc Yên năm 2022 kiếm về ngân khố bao nhiêu?"


def figure(question, text, value, **changed):
    """A figure of the place and time that `question` names, held to half of its words."""
    scope = asked(question).scope
    made = Figure("a.md", 0, 4, text, Decimal(value), None, None, "đồng", "exact", scope=scope)
    (sentence,) = written("Huyện thu 84 tỷ đồng.")
    candidate = Candidate(sentence, 0.9, 0.5, figure=made)
    return replace(candidate, **changed)


def meant(question, *candidates):
    return [item.figure.text for item in clearly_meant(asked(question), candidates)]


def test_the_one_figure_of_the_very_place_and_time_is_meant():
    assert meant(QUESTION, figure(QUESTION, "84 tỷ đồng", 84)) == ["84 tỷ đồng"]


@pytest.mark.parametrize(
    "changed",
    [{"coverage": 0.4}, {"score": 0.5}, {"conflicts": ("kind",)}],
)
def test_too_little_of_the_question_or_a_conflict_means_nothing(changed):
    assert meant(QUESTION, figure(QUESTION, "84 tỷ đồng", 84, **changed)) == []


def test_two_figures_near_each_other_are_not_told_apart():
    first = figure(QUESTION, "84 tỷ đồng", 84)
    assert meant(QUESTION, first, figure(QUESTION, "90 tỷ đồng", 90, score=0.8)) == []
    assert meant(QUESTION, first, figure(QUESTION, "90 tỷ đồng", 90, score=0.6)) == ["84 tỷ đồng"]


@pytest.mark.parametrize(
    "question",
    [
        "Huyện Bắc Yên kiếm về ngân khố bao nhiêu?",
        "Năm 2022 kiếm về ngân khố bao nhiêu?",
        "Huyện Bắc Yên năm 2022 nơi kiếm về tốt nhất được bao nhiêu?",
        "Huyện Bắc Yên năm 2022 còn thiếu bao nhiêu nữa?",
    ],
)
def test_without_a_unit_the_place_and_the_time_are_named_and_nothing_is_worked_out(question):
    assert meant(question, figure(QUESTION, "84 tỷ đồng", 84)) == []
