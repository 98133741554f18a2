from datetime import date

import pytest

from store.records import Inherited
from ui import words
from vietnamese.periods import Period, PeriodKind
from vietnamese.places import Level, Place
from vietnamese.scope import Scope


def period(kind: PeriodKind, start: tuple[int, int, int], end: tuple[int, int, int]) -> Period:
    return Period(date(*start), date(*end), kind)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (period(PeriodKind.DAY, (2021, 1, 5), (2021, 1, 5)), "ngày 05/01/2021"),
        (period(PeriodKind.MONTH, (2021, 1, 1), (2021, 1, 31)), "tháng 1/2021"),
        (period(PeriodKind.QUARTER, (2022, 10, 1), (2022, 12, 31)), "quý IV/2022"),
        (period(PeriodKind.HALF, (2022, 1, 1), (2022, 6, 30)), "6 tháng đầu năm 2022"),
        (period(PeriodKind.HALF, (2022, 7, 1), (2022, 12, 31)), "6 tháng cuối năm 2022"),
        (period(PeriodKind.MONTHS, (2022, 1, 1), (2022, 9, 30)), "9 tháng năm 2022"),
        (period(PeriodKind.YEAR, (2021, 1, 1), (2021, 12, 31)), "năm 2021"),
        (period(PeriodKind.SPAN, (2021, 1, 1), (2025, 12, 31)), "giai đoạn 2021–2025"),
        (period(PeriodKind.HORIZON, (1, 1, 1), (2030, 12, 31)), "đến năm 2030"),
    ],
)
def test_a_period_is_named_as_in_administrative_prose(given: Period, expected: str) -> None:
    assert words.period(given) == expected


def test_a_city_is_told_from_its_province() -> None:
    city = Place("2024:164", "Thái Nguyên", Level.CITY)
    province = Place("2024:19", "Thái Nguyên", Level.PROVINCE)
    assert words.place(city) != words.place(province)
    assert words.scope(Scope(place=city)) == "thành phố Thái Nguyên"


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (Inherited("period", "năm 2021", "title", 0, 9), "năm 2021: theo tiêu đề"),
        (
            Inherited("place", "tỉnh Lạng Sơn", "front matter", field="place"),
            "tỉnh Lạng Sơn: theo thông tin đầu tệp (mục «place»)",
        ),
        (Inherited("period", "", "file name"), "thời gian: theo tên tệp"),
        (Inherited("level", "province", "title", 0, 4), "cấp tỉnh: theo tiêu đề"),
    ],
)
def test_inherited_scope_names_its_origin(item: Inherited, expected: str) -> None:
    assert words.evidence(item) == expected


@pytest.mark.parametrize(("number", "shown"), [(0, "0"), (999, "999"), (1330, "1.330")])
def test_thousands_are_set_apart_with_a_dot(number: int, shown: str) -> None:
    assert words.thousands(number) == shown
