from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from retrieval.fitness import fitness, unit_conflict
from retrieval.slots import (
    agreements,
    disjoint,
    figure_conflicts,
    is_flow,
    nearly_whole_year,
    says_so_far,
    sentence_conflicts,
)
from retrieval.understand import understand
from store.records import Figure
from vietnamese.periods import Period, PeriodKind, months_period, year_period
from vietnamese.places import Level, read_places
from vietnamese.scope import Kind, Scope


def ask(question):
    return understand(question, today=date(2026, 3, 2))


def place(text):
    return read_places(text)[0].places[0]


def figure(
    where="tỉnh Thái Nguyên",
    period=None,
    kind=None,
    unit="đồng",
    text="1.330 tỷ đồng",
    indicator="thu ngân sách",
    **more,
):
    found = place(where) if where else None
    period = period or year_period(2021)
    scope = Scope(place=found, level=found and found.level, period=period, kind=kind)
    return Figure(
        "a.md", 0, 1, text, Decimal(1), None, None, unit, "", indicator, None, scope, **more
    )


class TestFigures:
    def conflicts(self, question, **slots):
        return figure_conflicts(ask(question), figure(**slots))

    def test_one_of_the_same_scope_is_free_of_conflict(self):
        question = "Mục tiêu thu ngân sách tỉnh Thái Nguyên năm 2021?"
        assert self.conflicts(question, kind=Kind.TARGET) == ()

    def test_a_city_is_not_its_province(self):
        question = "Thu ngân sách tỉnh Thái Nguyên năm 2021?"
        assert set(self.conflicts(question, where="thành phố Thái Nguyên")) & {"place", "level"}

    def test_a_province_is_not_its_city(self):
        question = "Thu ngân sách thành phố Thái Nguyên năm 2021?"
        assert set(self.conflicts(question, where="tỉnh Thái Nguyên")) & {"place", "level"}

    def test_another_level_conflicts_although_the_figure_names_no_place(self):
        asked = ask("Thu ngân sách thành phố Thái Nguyên năm 2021?")
        silent = figure(where=None)
        of_level = replace(silent, scope=replace(silent.scope, level=Level.PROVINCE))
        assert figure_conflicts(asked, of_level) == ("level",)
        assert figure_conflicts(asked, silent) == ()

    @pytest.mark.parametrize("where", ["tỉnh Thái Nguyên", "thành phố Thái Nguyên"])
    def test_a_bare_name_fits_both(self, where):
        assert self.conflicts("Thu ngân sách Thái Nguyên năm 2021?", where=where) == ()

    def test_another_province_conflicts(self):
        assert "place" in self.conflicts("Thu ngân sách Lạng Sơn năm 2021?")

    @pytest.mark.parametrize(
        ("asked", "period"),
        [
            ("năm 2021", months_period(2021, 1, 1)),
            ("tháng 1/2021", year_period(2021)),
            ("năm 2021", months_period(2021, 1, 6)),
            pytest.param(
                "6 tháng đầu năm 2021",
                months_period(2021, 1, 1),
            ),
            ("quý 1/2021", months_period(2021, 1, 1)),
            ("năm 2021", year_period(2022)),
            (
                "năm 2021",
                Period(date(2021, 1, 1), date(2025, 12, 31), PeriodKind.SPAN),
            ),
        ],
    )
    def test_a_month_is_not_the_year(self, asked, period):
        assert self.conflicts(f"Thu ngân sách {asked} là bao nhiêu?", period=period) == ("period",)

    def test_an_aim_for_a_later_year_is_no_state_of_an_earlier(self):
        aim = Period(date.min, date(2025, 12, 31), PeriodKind.HORIZON)
        slots = {"period": aim, "kind": Kind.TARGET, "unit": "hộ", "text": "900 hộ"}
        question = "Còn bao nhiêu hộ nghèo ở tỉnh Thái Nguyên cuối năm {}?"
        assert "period" in self.conflicts(question.format(2021), **slots)
        assert self.conflicts(question.format(2025), **slots) == ()

    def test_a_rate_is_no_count(self):
        asked = ask("Tỉnh Thái Nguyên tỷ lệ hộ nghèo cuối năm 2021?")
        assert unit_conflict(asked, figure(unit="hộ", text="900 hộ", kind=Kind.COUNT))
        assert not unit_conflict(asked, figure(unit="%", text="4%", kind=Kind.SHARE))

    def test_points_of_a_rate_tell_how_far_it_moved_and_not_how_high_it_is(self):
        moved = figure(unit="điểm %", text="1,5 điểm phần trăm", kind=Kind.TARGET)
        assert unit_conflict(ask("Tỷ lệ hộ nghèo cuối năm 2024 dự kiến còn bao nhiêu?"), moved)
        assert not unit_conflict(ask("Tỷ lệ hộ nghèo năm 2024 giảm bao nhiêu?"), moved)

    def test_a_month_of_no_year_takes_the_same_month_of_any(self):
        question = "Thu ngân sách tháng 1 là bao nhiêu?"
        assert self.conflicts(question, period=months_period(2021, 1, 1)) == ()
        assert self.conflicts(question, period=months_period(2021, 2, 2)) == ("period",)
        assert self.conflicts(question, period=year_period(2021)) == ("period",)

    @pytest.mark.parametrize(
        ("asked", "kind"),
        [
            ("Mục tiêu thu ngân sách", Kind.RESULT),
            ("Mục tiêu thu ngân sách", Kind.ESTIMATE),
            ("Kết quả thực hiện thu ngân sách", Kind.TARGET),
            ("Mục tiêu thu ngân sách", Kind.GROWTH),
        ],
    )
    def test_a_result_is_not_a_target(self, asked, kind):
        assert "kind" in self.conflicts(f"{asked} năm 2021 là bao nhiêu?", kind=kind)

    @pytest.mark.parametrize("kind", [Kind.TARGET, Kind.PLAN, None])
    def test_a_plan_may_be_called_a_target(self, kind):
        assert self.conflicts("Mục tiêu thu ngân sách năm 2021 là bao nhiêu?", kind=kind) == ()

    def test_growth_against_last_month_is_not_growth_against_last_year(self):
        question = "Thu ngân sách tháng 1/2021 tăng bao nhiêu so với tháng trước?"
        slots = {"period": months_period(2021, 1, 1), "kind": Kind.GROWTH, "unit": "%"}
        assert self.conflicts(question, comparison="cùng kỳ", **slots) == ("base",)
        assert self.conflicts(question, comparison="tháng trước", **slots) == ()

    def test_a_plan_of_the_centre_is_not_the_plan_of_the_province(self):
        asked = ask("Dự toán thu ngân sách Trung ương giao năm 2021?")
        assert figure_conflicts(asked, figure(basis="tỉnh giao")) == ("basis",)
        assert figure_conflicts(asked, figure(basis=asked.basis)) == ()

    def test_what_each_is_given_once_is_neither_planned_nor_reached(self):
        slots = {"kind": Kind.TARGET, "indicator": "bác sĩ về xã một lần", "text": "9 triệu đồng"}
        assert self.conflicts("Năm 2021 bác sĩ về xã được bao nhiêu tiền?", **slots) == ()

    @pytest.mark.parametrize(
        ("question", "found"),
        [
            ("Theo kế hoạch tỉnh giao, tháng 6/2021 giải ngân được mấy %?", ()),
            ("Tháng 6/2021 giải ngân được bao nhiêu % theo kế hoạch của địa phương?", ()),
            ("Theo kế hoạch Thủ tướng giao, tháng 6/2021 giải ngân được mấy %?", ("basis",)),
            ("Theo kế hoạch tỉnh giao, tháng 6/2021 giải ngân bao nhiêu tỷ đồng?", ("kind",)),
        ],
    )
    def test_a_percentage_by_a_named_plan_is_the_share_of_it_reached(self, question, found):
        slots = {"period": months_period(2021, 6, 6), "kind": Kind.SHARE_OF_PLAN, "unit": "%"}
        conflicts = self.conflicts(question, basis="địa phương triển khai", **slots)
        assert set(conflicts) >= set(found)
        assert bool(conflicts) is bool(found)

    def test_counted_things_of_a_month_speak_for_the_year_that_holds_it(self):
        counted = {"unit": "dự án", "period": months_period(2021, 6, 6), "text": "172 dự án"}
        assert self.conflicts("Năm 2021 có bao nhiêu dự án?", **counted) == ()

    def test_what_a_figure_leaves_open_never_conflicts(self):
        silent = Figure("a.md", 0, 1, "1 ha", Decimal(1), None, None, "ha", "")
        assert figure_conflicts(ask("Mục tiêu xuất khẩu Lạng Sơn tháng 1/2021?"), silent) == ()


class TestFlows:
    @pytest.mark.parametrize("unit", ["đồng", "USD", "%", "ha", "tấn"])
    def test_money_rates_and_measures_add_up(self, unit):
        assert is_flow(figure(unit=unit))

    @pytest.mark.parametrize("unit", ["người", "dự án", "hộ"])
    def test_counted_things_do_not(self, unit):
        assert not is_flow(figure(unit=unit))

    def test_growth_is_a_flow_whatever_its_unit(self):
        assert is_flow(figure(unit="dự án", kind=Kind.GROWTH))


class TestSentences:
    def conflicts(self, question, where=None, periods=()):
        return sentence_conflicts(ask(question), where and place(where), periods)

    def test_another_province_conflicts(self):
        assert self.conflicts("Ai chủ trì ở Lạng Sơn?", "tỉnh Thái Nguyên") == ("place",)

    def test_a_district_of_the_province_asked_about_does_not(self):
        assert self.conflicts("Ai chủ trì ở tỉnh Lạng Sơn?", "huyện Hữu Lũng") == ()

    def test_another_year_conflicts(self):
        assert self.conflicts("Ai chủ trì năm 2020?", None, [year_period(2021)]) == ("period",)

    def test_one_period_that_touches_is_enough(self):
        periods = [year_period(2019), months_period(2021, 1, 1)]
        assert self.conflicts("Ai chủ trì năm 2021?", None, periods) == ()

    def test_nothing_named_never_conflicts(self):
        assert self.conflicts("Ai chủ trì năm 2021 ở Lạng Sơn?") == ()


class TestDisjoint:
    horizon = Period(date.min, date(2030, 12, 31), PeriodKind.HORIZON)

    @pytest.mark.parametrize(
        ("one", "other", "apart"),
        [
            (year_period(2021), year_period(2022), True),
            (year_period(2021), months_period(2021, 3, 3), False),
            (months_period(2021, 1, 3), months_period(2021, 4, 6), True),
            (horizon, year_period(2030), False),
            (horizon, year_period(2031), True),
            (horizon, Period(date(2021, 1, 1), date(2030, 12, 31), PeriodKind.SPAN), False),
        ],
    )
    def test_holds_both_ways(self, one, other, apart):
        assert disjoint(one, other) is apart
        assert disjoint(other, one) is apart


class TestAgreements:
    def test_every_slot_that_both_name_alike_counts(self):
        asked = ask("Mục tiêu thu ngân sách thành phố Thái Nguyên năm 2021?")
        full = figure(where="thành phố Thái Nguyên", kind=Kind.TARGET).scope
        assert agreements(asked, full) == 4
        assert agreements(asked, Scope(period=year_period(2021))) == 1
        assert agreements(asked, Scope()) == 0


class TestUnits:
    @pytest.mark.parametrize(
        ("question", "unit", "conflict"),
        [
            ("Thu ngân sách bằng bao nhiêu phần trăm dự toán?", "đồng", True),
            ("Thu ngân sách bằng bao nhiêu phần trăm dự toán?", "%", False),
            ("Thu ngân sách năm 2021 là bao nhiêu?", "người", True),
            ("Thu ngân sách năm 2021 là bao nhiêu?", "đồng", False),
            ("Xuất khẩu năm 2021 là bao nhiêu?", "USD", False),
            ("How much was the budget revenue?", "hộ", True),
        ],
    )
    def test_must_be_what_is_asked_for(self, question, unit, conflict):
        assert unit_conflict(ask(question), figure(unit=unit)) is conflict

    def test_a_count_must_count_the_thing_asked_about(self):
        asked = ask("Tỉnh có bao nhiêu dự án?")
        projects = figure(unit="dự án", text="172 dự án", indicator="dự án FDI")
        people = figure(unit="người", text="172 người", indicator="người lao động")
        assert not unit_conflict(asked, projects)
        assert unit_conflict(asked, people)


class TestFitness:
    def test_growth_fits_a_plain_question_less_than_the_amount(self):
        asked = ask("Thu ngân sách năm 2021?")
        growth = figure(kind=Kind.GROWTH, unit="%", text="tăng 3%")
        assert fitness(asked, growth) < fitness(asked, figure())

    def test_money_without_its_unit_fits_less(self):
        asked = ask("Mục tiêu xuất khẩu là bao nhiêu?")
        spoken, printed = (figure(unit="USD", text=text) for text in ("1,4 tỷ", "1,4 tỷ USD"))
        assert fitness(asked, spoken) < fitness(asked, printed)

    def test_another_unit_than_asked_fits_less(self):
        asked = ask("Thu được bao nhiêu ha rừng trồng?")
        hectares = figure(unit="ha", text="12 ha", indicator="rừng trồng")
        assert fitness(asked, figure(unit="tấn", text="12 tấn", indicator="lúa")) <= fitness(
            asked, hectares
        )

    @pytest.mark.parametrize("unit", ["đồng", "%", "người", ""])
    @pytest.mark.parametrize("kind", [None, Kind.GROWTH, Kind.TARGET])
    def test_stays_within_its_bounds(self, unit, kind):
        for question in ("Thu ngân sách?", "Bao nhiêu dự án?", "Tỷ lệ là bao nhiêu %?"):
            assert -0.3 <= fitness(ask(question), figure(unit=unit, kind=kind)) <= 0.2


class TestNearlyAWholeYear:
    def stands(self, day, said="Tính đến ngày ấy thu được", kind=Kind.RESULT, year=2021):
        period = Period(day, day, PeriodKind.DAY)
        asked = ask(f"Thu ngân sách tỉnh Thái Nguyên năm {year}?")
        return nearly_whole_year(asked, figure(period=period, kind=kind), said)

    @pytest.mark.parametrize("day", [date(2021, 10, 1), date(2021, 12, 31)])
    def test_what_added_up_until_late_in_the_year_stands_for_it(self, day):
        assert self.stands(day)

    @pytest.mark.parametrize(
        "slots",
        [
            {"day": date(2021, 9, 30)},
            {"day": date(2020, 12, 20)},
            {"day": date(2021, 12, 20), "kind": Kind.TARGET},
            {"day": date(2021, 12, 20), "said": "Ngày hội thu được"},
        ],
    )
    def test_nothing_else_does(self, slots):
        assert not self.stands(**slots)

    @pytest.mark.parametrize(
        ("text", "so_far"),
        [
            ("Lũy kế đến 20/12 đạt 5 tỷ đồng", True),
            ("tính tới hết tháng", True),
            ("Phiên họp ngày 20/12", False),
        ],
    )
    def test_words_say_whether_it_adds_up(self, text, so_far):
        assert says_so_far(text) is so_far


def test_a_day_closes_the_stretch_that_runs_up_to_it():
    nine = ask("Thu ngân sách 9 tháng năm 2022 là bao nhiêu?")
    day = Period(date(2022, 9, 30), date(2022, 9, 30), PeriodKind.DAY)
    earlier = Period(date(2022, 6, 30), date(2022, 6, 30), PeriodKind.DAY)
    assert "period" not in figure_conflicts(nine, figure(period=day))
    assert "period" in figure_conflicts(nine, figure(period=earlier))


def test_what_is_to_be_is_not_told_by_what_there_was():
    asked = ask("Đến năm 2030 huyện có bao nhiêu trường?")
    before = Period(date(2021, 1, 1), date(2021, 12, 31), PeriodKind.YEAR)
    assert "period" in figure_conflicts(asked, figure(period=before, unit="trường"))
