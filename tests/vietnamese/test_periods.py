"""Periods: reading, completing from an anchor or a neighbour, containment and conflict."""

import json
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vietnamese.normal import fold
from vietnamese.periods import Period, PeriodKind, PeriodMention, read_periods, year_period

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "figures_labelled.jsonl").read_text("utf-8").splitlines()
]


def only(text: str, anchor: date | None = None) -> PeriodMention:
    mentions = read_periods(text, anchor)
    assert len(mentions) == 1, mentions
    return mentions[0]


def shape(period: Period | None) -> str | None:
    return f"{period.start}..{period.end} {period.kind}" if period else None


def test_labelled_periods_are_read() -> None:
    wrong, total, unasked = [], 0, []
    for row in ROWS:
        found = {mention.text: mention for mention in read_periods(row["text"])}
        for label in row["periods"]:
            total += 1
            mention = found.pop(label["text"], None)
            wanted = f"{label['start']}..{label['end']} {label['kind']}" if label["start"] else None
            if mention is None or shape(mention.period) != wanted:
                wrong.append((label, mention))
        unasked += found
    assert total >= 80
    assert len(wrong) <= total * 0.05, wrong
    assert len(unasked) <= total * 0.05, unasked


def test_unaccented_and_decomposed_text_reads_the_same() -> None:
    for row in ROWS:
        wanted = [(m.period, m.partial) for m in read_periods(row["text"])]
        for form in (fold(row["text"]), unicodedata.normalize("NFD", row["text"])):
            mentions = read_periods(form)
            assert [(m.period, m.partial) for m in mentions] == wanted
            assert all(form[m.start : m.end] == m.text for m in mentions)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("năm 2022", "2022-01-01..2022-12-31 year"),
        ("tháng 3/2022", "2022-03-01..2022-03-31 month"),
        ("tháng 02 năm 2024", "2024-02-01..2024-02-29 month"),
        ("T5/2023", "2023-05-01..2023-05-31 month"),
        ("tháng Giêng năm 2022", "2022-01-01..2022-01-31 month"),
        ("quý III năm 2022", "2022-07-01..2022-09-30 quarter"),
        ("Q4/2022", "2022-10-01..2022-12-31 quarter"),
        ("6 tháng đầu năm 2022", "2022-01-01..2022-06-30 half"),
        ("sáu tháng cuối năm 2022", "2022-07-01..2022-12-31 half"),
        ("6T/2022", "2022-01-01..2022-06-30 half"),
        ("6th 2022", "2022-01-01..2022-06-30 half"),
        ("nửa đầu năm 2022", "2022-01-01..2022-06-30 half"),
        ("9 tháng đầu năm 2022", "2022-01-01..2022-09-30 months"),
        ("11 tháng năm 2022", "2022-01-01..2022-11-30 months"),
        ("3 tháng cuối năm 2022", "2022-10-01..2022-12-31 months"),
        ("giai đoạn 2026–2030", "2026-01-01..2030-12-31 span"),
        ("2016 - 2020", "2016-01-01..2020-12-31 span"),
        ("nhiệm kỳ 20152020", "2015-01-01..2020-12-31 span"),
        ("giai đoạn 2021-25", "2021-01-01..2025-12-31 span"),
        ("từ năm 2011 đến hết năm 2015", "2011-01-01..2015-12-31 span"),
        ("năm học 2023-2024", "2023-09-01..2024-05-31 span"),
        ("đến năm 2035", "0001-01-01..2035-12-31 horizon"),
        ("tầm nhìn 2045", "0001-01-01..2045-12-31 horizon"),
        ("ngày 5/4/2022", "2022-04-05..2022-04-05 day"),
        ("20 tháng 11 năm 1982", "1982-11-20..1982-11-20 day"),
        ("2/9/1845", "1845-09-02..1845-09-02 day"),
        ("in 2022", "2022-01-01..2022-12-31 year"),
        ("March 2022", "2022-03-01..2022-03-31 month"),
        ("July 13, 2022", "2022-07-13..2022-07-13 day"),
        ("first half of 2022", "2022-01-01..2022-06-30 half"),
        ("first six months of 2022", "2022-01-01..2022-06-30 half"),
        ("third quarter of 2022", "2022-07-01..2022-09-30 quarter"),
        ("the 2021-2025 period", "2021-01-01..2025-12-31 span"),
        ("by 2030", "0001-01-01..2030-12-31 horizon"),
    ],
)
def test_named_period(text: str, wanted: str) -> None:
    assert shape(only(text).period) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Thông tư số 06/2022/TT-BTC",
        "quỹ 1 tỷ đồng",
        "2.021 hộ và 2022 ha",
        "bắt đầu đợt mới",
        "thời hạn 9 tháng tù",
        "31/2/2022",
        "điện thoại 2021.345",
        "thập niên 1970",
    ],
)
def test_no_period_is_read(text: str) -> None:
    assert read_periods(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("tháng 4", "2023-04-01..2023-04-30 month"),
        ("6 tháng đầu năm", "2023-01-01..2023-06-30 half"),
        ("quý II", "2023-04-01..2023-06-30 quarter"),
        ("ngày 13/5", "2023-05-13..2023-05-13 day"),
        ("ngày 28/12", "2022-12-28..2022-12-28 day"),
        ("năm nay", "2023-01-01..2023-12-31 year"),
        ("năm ngoái", "2022-01-01..2022-12-31 year"),
        ("năm trước", "2022-01-01..2022-12-31 year"),
        ("tháng trước", "2023-04-01..2023-04-30 month"),
        ("quý trước", "2023-01-01..2023-03-31 quarter"),
        ("cùng kỳ", "2022-01-01..2022-12-31 year"),
        ("cùng kỳ năm 2020", "2020-01-01..2020-12-31 year"),
        ("hôm qua", "2023-05-19..2023-05-19 day"),
        ("last year", "2022-01-01..2022-12-31 year"),
        ("the same period last year", "2022-01-01..2022-12-31 year"),
        ("first six months", "2023-01-01..2023-06-30 half"),
    ],
)
def test_anchor_completes_a_mention(text: str, wanted: str) -> None:
    assert shape(only(text, date(2023, 5, 20)).period) == wanted


def test_a_year_of_the_same_sentence_goes_before_the_anchor() -> None:
    text = "Kết quả 6 tháng đầu năm và phương hướng 6 tháng cuối năm 2022"
    first, second = read_periods(text, date(2023, 1, 9))
    assert shape(first.period) == "2022-01-01..2022-06-30 half"
    assert shape(second.period) == "2022-07-01..2022-12-31 half"


@pytest.mark.parametrize(
    "text",
    [
        "Trong 6 tháng đầu năm, thu tăng 8% so với cùng kỳ năm 2020",
        "Ngày 13/7, anh A (SN 1985) báo tin",
        "6 tháng đầu năm, thực hiện Nghị quyết ngày 02/8/2016",
        "9 tháng đầu năm, triển khai chương trình giai đoạn 2021-2025",
    ],
)
def test_a_year_that_is_not_spoken_of_completes_nothing(text: str) -> None:
    mention = read_periods(text)[0]
    assert mention.period is None
    assert mention.partial is not None


def test_partial_mention_can_be_put_into_a_year() -> None:
    partial = only("6 tháng đầu năm").partial
    assert partial is not None
    assert shape(partial.within(2022)) == "2022-01-01..2022-06-30 half"
    day = only("ngày 29/2").partial
    assert day is not None
    assert day.within(2023) is None


def test_relative_mention_is_marked() -> None:
    mention = only("tăng 5% so với cùng kỳ năm trước")
    assert (mention.relative, mention.period) == ("cùng kỳ năm trước", None)


def test_horizon_does_not_conflict_with_its_year() -> None:
    horizon = only("đến năm 2030").period
    assert horizon is not None
    assert not horizon.conflicts(year_period(2030))
    assert not year_period(2030).conflicts(horizon)
    assert horizon.conflicts(year_period(2025))
    later = only("tầm nhìn đến năm 2045").period
    assert later is not None
    assert horizon.conflicts(later)


def test_month_conflicts_with_the_year_that_contains_it() -> None:
    month = only("tháng 1/2022").period
    assert month is not None
    assert year_period(2022).contains(month)
    assert month.conflicts(year_period(2022))


DATES = st.dates(date(2000, 1, 1), date(2050, 1, 1))
PERIODS = st.builds(
    lambda one, other, kind: Period(min(one, other), max(one, other), kind),
    DATES,
    DATES,
    st.sampled_from(PeriodKind),
)


@given(PERIODS, PERIODS, PERIODS)
def test_containment_is_a_partial_order(one: Period, other: Period, third: Period) -> None:
    assert one.contains(one)
    if one.contains(other) and other.contains(one):
        assert (one.start, one.end) == (other.start, other.end)
    if one.contains(other) and other.contains(third):
        assert one.contains(third)
    assert one.conflicts(other) is other.conflicts(one)


PIECES = st.sampled_from(
    (
        "năm tháng ngày quý nửa đầu cuối năm giai đoạn nhiệm kỳ từ đến tầm nhìn cùng kỳ trước nay "
        "2021 2025 1 6 13 31 02 9999 0 II IV / - – . , 6T Q2 hôm qua in by first half of the "
        "months January last year"
    ).split(" ")
)
TEXTS = st.one_of(
    st.text(),
    st.lists(PIECES, max_size=15).map(" ".join),
    st.lists(PIECES, max_size=15).map("".join),
)


@settings(max_examples=300)
@given(TEXTS, st.none() | st.dates())
def test_any_text_is_read_with_exact_spans(text: str, anchor: date | None) -> None:
    last = 0
    for mention in read_periods(text, anchor):
        assert text[mention.start : mention.end] == mention.text
        assert last <= mention.start < mention.end
        assert mention.period or mention.partial or mention.relative
        assert mention.period is None or mention.period.start <= mention.period.end
        last = mention.end


@given(TEXTS, st.none() | st.dates())
def test_decomposed_text_changes_only_spans(text: str, anchor: date | None) -> None:
    composed = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", text)
    assert [m.period for m in read_periods(composed, anchor)] == [
        m.period for m in read_periods(decomposed, anchor)
    ]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Thu ngân sách đến hết tháng 8/2023", date(2023, 1, 1), date(2023, 8, 31)),
        ("Đến cuối tháng 9, tỉnh giải ngân", date(2024, 1, 1), date(2024, 9, 30)),
        ("từ tháng 3 đến hết tháng 8/2023", date(2023, 3, 1), date(2023, 8, 31)),
        ("đến hết tháng 1/2024", date(2024, 1, 1), date(2024, 1, 31)),
        ("Quí II năm 2023", date(2023, 4, 1), date(2023, 6, 30)),
        ("thu quí I/2024", date(2024, 1, 1), date(2024, 3, 31)),
        ("qui 1/2024 thu bao nhieu", date(2024, 1, 1), date(2024, 3, 31)),
    ],
)
def test_months_up_to_one_and_the_other_spelling_of_quarter(text, start, end):
    (found,) = read_periods(text, date(2024, 11, 1))
    assert found.period is not None
    assert (found.period.start, found.period.end) == (start, end)


def test_the_year_of_what_is_compared_with_is_not_the_year_spoken_of():
    first, last = read_periods("Tháng 3 tăng 9% so với tháng 3/2023.", date(2024, 4, 1))
    assert first.period is not None
    assert last.period is not None
    assert (first.period.start.year, last.period.start.year) == (2024, 2023)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Ba quý đầu năm 2022", (1, 9)),
        ("sau hai quý thu đạt 40%", (1, 6)),
        ("hai quý cuối năm 2022", (7, 12)),
        ("nửa đầu 2023 xã thu", (1, 6)),
        ("Hết tháng 8/2022 đã trồng", (1, 8)),
        ("xuất khẩu 10 tháng đạt 12 triệu USD", (1, 10)),
    ],
)
def test_stretches_from_the_beginning_of_a_year_however_they_are_said(text, months):
    (mention,) = read_periods(text)
    assert mention.partial is not None
    assert (mention.partial.first_month, mention.partial.last_month) == months


@pytest.mark.parametrize("text", ["hai quý liên tiếp tăng", "thời hạn vay 6 tháng được gia hạn"])
def test_durations_are_no_stretches_of_a_year(text):
    assert read_periods(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "GRDP (giá so sánh 2010) 9 tháng ước tăng 6,1%",
        "Tỷ lệ hộ nghèo (theo chuẩn nghèo 2016) 9 tháng giảm 1,2%",
    ],
)
def test_the_year_of_prices_or_of_a_poverty_line_is_not_the_year_spoken_of(text):
    (stretch,) = [m for m in read_periods(text, date(2023, 10, 2)) if m.text == "9 tháng"]
    assert stretch.period.end == date(2023, 9, 30)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Từ ngày 15/8 đến 14/9/2024 xảy ra 28 vụ", date(2024, 8, 15), date(2024, 9, 14)),
        ("dịp nghỉ lễ 30/4 - 01/5 năm 2023", date(2023, 4, 30), date(2023, 5, 1)),
        ("đến 30-9 được 200 tỷ đồng, năm 2024", date(2024, 9, 30), date(2024, 9, 30)),
    ],
)
def test_days_of_two_months_are_one_stretch(text, start, end):
    first = next(mention for mention in read_periods(text) if mention.period)
    assert (first.period.start, first.period.end) == (start, end)


def test_a_day_just_before_the_anchor_is_of_its_year():
    text = "Chiều 9/1, hội nghị tổng kết công tác năm 2023"
    assert read_periods(text, date(2024, 1, 10))[0].period.start == date(2024, 1, 9)


@pytest.mark.parametrize("text", ["tăng đến 4-9 lần", "giảm đến 2-3%", "lên đến 4-9 xã"])
def test_ranges_are_no_days(text):
    assert read_periods(text, date(2024, 1, 10)) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("thu được trong tháng đầu năm 2023", "2023-01-01..2023-01-31 month"),
        ("tháng đầu tiên của năm 2023", "2023-01-01..2023-01-31 month"),
        ("thang cuoi nam 2023", "2023-12-01..2023-12-31 month"),
        ("ba tháng đầu năm 2023", "2023-01-01..2023-03-31 months"),
        ("những tháng đầu năm 2023", "2023-01-01..2023-12-31 year"),
    ],
)
def test_the_first_month_of_a_year_is_january(text: str, wanted: str) -> None:
    assert shape(only(text).period) == wanted


def test_a_stretch_is_not_of_the_year_it_is_held_against() -> None:
    text = "chỉ số 9 tháng tăng 4%, trong khi 9 tháng của năm 2022 tăng 9%"
    found = [mention.period for mention in read_periods(text, date(2023, 9, 30))]
    assert [period.end.year for period in found if period] == [2023, 2022]


@pytest.mark.parametrize("text", ["sau tháng 4 thì còn lại mấy", "sau thang 4 thi con lai may"])
def test_after_april_is_no_half_year(text: str) -> None:
    mention = only(text)
    assert mention.partial is not None
    assert (mention.partial.first_month, mention.partial.last_month) == (4, 4)


def test_a_code_before_a_month_is_no_day() -> None:
    assert shape(only("31 ca F2 tháng 3/2021").period) == "2021-03-01..2021-03-31 month"
    assert shape(only("the first 9 month of 2022").period) == "2022-01-01..2022-09-30 months"


@pytest.mark.parametrize(
    ("text", "end", "kind"),
    [
        ("Hết quý 2/2023 thu bao nhiêu?", (6, 30), PeriodKind.HALF),
        ("đến hết quý III năm 2023", (9, 30), PeriodKind.MONTHS),
        ("het quy ba 2023 giai ngan", (9, 30), PeriodKind.MONTHS),
    ],
)
def test_what_runs_to_the_end_of_a_quarter_began_in_january(text, end, kind):
    assert read_periods(text)[0].period == Period(date(2023, 1, 1), date(2023, *end), kind)


@pytest.mark.parametrize("text", ["quý II/2023", "trong quý 2 năm 2023"])
def test_a_quarter_is_itself(text):
    assert read_periods(text)[0].period.kind is PeriodKind.QUARTER
