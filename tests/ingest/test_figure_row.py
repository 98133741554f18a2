"""Things in a row after a measure that is said once."""

import pytest

from tests.ingest.ledgers import ledger_of

_HEAD = "# Tỉnh Bạc Liêu năm 2022\n\n"


@pytest.mark.parametrize(
    ("text", "printed", "term"),
    [
        ("Đàn heo 245.000 con; gia cầm 3,4 triệu con.", "3,4 triệu con", "poultry_flock"),
        ("Đàn trâu 12.000 con, bò 30.000 con, lợn 90.000 con.", "30.000 con", "cattle_herd"),
        ("Đàn trâu 12.000 con, bò 30.000 con, lợn 90.000 con.", "90.000 con", "pig_herd"),
        ("Đàn trâu, bò 12.000 con (tăng 200 con), gia cầm 30.000 con.", "30.000 con",
         "poultry_flock"),
        ("Đàn lợn 9.000 con, trong đó nái 700 con.", "9.000 con", "pig_herd"),
    ],
)  # fmt: skip
def test_each_of_a_row_is_of_its_own_thing(text, printed, term):
    assert ledger_of(_HEAD + text)[printed].term == term


def test_a_change_in_a_row_is_of_what_it_changes():
    found = ledger_of(_HEAD + "Đàn heo 245.000 con, tăng 900 con.")
    assert found["900 con"].term == "pig_herd"
