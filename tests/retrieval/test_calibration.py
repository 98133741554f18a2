from dataclasses import replace

import pytest

from eval.calibration import (
    Case,
    calibration_error,
    enough_curve,
    fit,
    reliability,
    risk_by_coverage,
    swapped,
)
from eval.calibration_command import calibration_parser, calibration_table
from eval.questions import Question
from retrieval.confidence import FEATURES, WEIGHTS, Support, confidence

STRONG = Support("2.150 tỷ đồng", figure=True, coverage=0.95, margin=0.4, slots=1.0, named=True)
WEAK = Support("12 ha", figure=True, coverage=0.61, against=0.8, slots=0.25)


def case(number, support, right, offered=True):
    return Case(f"câu {number}", "figure", support, offered, right, right)


def many(n=200):
    """Strong support is right 9 times in 10, weak support 3 times in 10."""
    return [
        case(number, STRONG if number % 2 else WEAK, (number // 2) % 10 < (9 if number % 2 else 3))
        for number in range(n)
    ]


class TestConfidence:
    def test_has_a_weight_for_each_feature(self):
        assert len(WEIGHTS) == len(FEATURES) == len(STRONG.features())

    def test_stronger_evidence_is_surer(self):
        assert confidence(STRONG) > confidence(WEAK)

    @pytest.mark.parametrize("support", [STRONG, WEAK, Support("")])
    def test_is_a_probability(self, support):
        assert 0 < confidence(support) < 1
        assert 0 < confidence(support, [1e9] * len(FEATURES)) <= 1

    def test_goes_with_every_answer_that_was_read(self, assistant):
        answer = assistant.ask("Mục tiêu xuất khẩu năm 2021 của Thái Nguyên là bao nhiêu?")
        assert 0.5 < answer.confidence < 1
        assert answer.support.says == answer.short
        assert assistant.ask("Xin chào").confidence is None


class TestFitting:
    def test_the_shares_of_right_answers_are_learned(self):
        weights = fit(many())
        assert confidence(STRONG, weights) == pytest.approx(0.9, abs=0.05)
        assert confidence(WEAK, weights) == pytest.approx(0.3, abs=0.05)

    def test_a_refusal_counts_by_whether_the_best_candidate_was_the_answer(self):
        refused = replace(case(1, WEAK, True, offered=False), would=False)
        assert not refused.sound
        assert replace(refused, would=True).sound
        assert confidence(WEAK, fit([*many(), *[refused] * 200])) < 0.2

    def test_a_candidate_that_a_slot_speaks_against_is_learned_to_be_none(self):
        against = replace(STRONG, conflicted=True)
        cases = [*many(), *[case(number, against, False) for number in range(60)]]
        weights = fit(cases)
        assert confidence(against, weights) < 0.15 < 0.75 < confidence(STRONG, weights)


class TestReliability:
    def test_bins_tell_predicted_from_observed(self):
        weights = fit(many())
        bins = reliability(many(), weights)
        assert sum(item.n for item in bins) == 200
        assert all(abs(item.predicted - item.observed) < 0.1 for item in bins)
        assert calibration_error(bins) < 0.05

    def test_overconfidence_is_an_error(self):
        sure = [10.0, *[0.0] * (len(FEATURES) - 1)]
        wrong = [replace(item, right=False) for item in many()]
        assert calibration_error(reliability(wrong, sure)) == pytest.approx(1.0, abs=0.01)

    def test_of_fewer_answers_more_are_right(self):
        rows = risk_by_coverage(many(), fit(many()))
        assert rows[0][0] == 1.0
        assert rows[0][2] == pytest.approx(0.6)
        assert rows[-1][2] == pytest.approx(0.9)

    def test_a_higher_threshold_loses_more(self):
        rows = enough_curve(many(), figure=True)
        assert [row[3] for row in rows] == sorted(row[3] for row in rows)
        assert enough_curve(many(), figure=False)[0][1] == 0

    def test_halves_part_no_question_from_what_was_made_of_it(self):
        one = case(1, STRONG, True)
        assert one.tested == replace(one, way="year", right=False).tested


class TestSwapping:
    QUESTION = Question(
        "x",
        "Thu ngân sách năm 2021 của tỉnh Hà Giang là bao nhiêu?",
        kind="figure",
        gold_answers=("2.150 tỷ đồng",),
        gold_doc="a.md",
    )

    def test_year_place_and_indicator_become_ones_no_document_names(self):
        text = "thu ngân sách năm 2021 của tỉnh hà giang đạt 2.150 tỷ đồng, kon tum không có"
        made = {way: (q, key) for q, way, key in swapped([self.QUESTION], text)}
        assert set(made) == {"year", "place", "indicator"}
        for question, key in made.values():
            assert key == self.QUESTION.question != question.question
            assert not question.answerable
            assert question.gold_answers == ()
        assert "2021" not in made["year"][0].question
        assert "Hà Giang" not in made["place"][0].question
        assert "Kon Tum" not in made["place"][0].question
        assert "hu ngân sách" not in made["indicator"][0].question

    def test_follow_ups_are_left_alone(self):
        assert not list(swapped([replace(self.QUESTION, history=("A?",))], ""))


def test_the_table_shows_what_was_measured():
    weights = fit(many())
    bins = reliability(many(), weights)
    table = calibration_table(
        {
            "asked": [{"way": "figure", "n": 200, "right": 120, "answered": 200}],
            "reliability": [
                {"low": b.low, "high": b.high, "predicted": 0.9, "observed": 0.8, "n": b.n}
                for b in bins
            ],
            "error": 0.0123,
            "risk": [{"answered": 1.0, "confidence": 0.3, "right": 0.6}],
            "enough": {"figure": [], "text": []},
            "fitted": True,
            "weights": dict(zip(FEATURES, weights, strict=True)),
        }
    )
    assert "ECE" in table
    assert "0.012" in table
    assert "0.600" in table


def test_the_command_takes_a_sample_of_the_questions_made():
    assert calibration_parser().parse_args(["--every", "3", "--fit"]).every == 3
