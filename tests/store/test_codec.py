"""Records survive the catalogue."""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.codec import from_plain, to_plain
from store.records import Document, Figure, Inherited, Passage
from vietnamese.periods import Period, PeriodKind
from vietnamese.places import Level, Place
from vietnamese.scope import Kind, Scope

WORDS = st.text(max_size=12)
MAYBE = st.none() | WORDS
NUMBERS = st.none() | st.decimals(allow_nan=False, allow_infinity=False)
PERIODS = st.builds(Period, st.dates(), st.dates(), st.sampled_from(PeriodKind))
PLACES = st.builds(Place, WORDS, WORDS, st.sampled_from(Level), parent=MAYBE)
SCOPES = st.builds(
    Scope,
    st.none() | PLACES,
    st.none() | st.sampled_from(Level),
    st.none() | PERIODS,
    st.none() | st.sampled_from(Kind),
    MAYBE,
)
EVIDENCE = st.lists(
    st.builds(Inherited, WORDS, WORDS, WORDS, st.none() | st.integers(), field=MAYBE), max_size=2
).map(tuple)
TEXTS = st.lists(WORDS, max_size=2).map(tuple)
RECORDS = st.one_of(
    st.builds(
        Document,
        WORDS,
        WORDS,
        WORDS,
        WORDS,
        scope=SCOPES,
        event_date=st.none() | st.dates(),
        digest=st.booleans(),
        notes=TEXTS,
        evidence=EVIDENCE,
    ),
    st.builds(
        Passage,
        WORDS,
        WORDS,
        st.integers(),
        st.integers(),
        WORDS,
        st.integers(),
        TEXTS,
        page=st.none() | st.integers(),
        scope=SCOPES,
        evidence=EVIDENCE,
    ),
    st.builds(
        Figure,
        WORDS,
        st.integers(),
        st.integers(),
        WORDS,
        NUMBERS,
        NUMBERS,
        NUMBERS,
        WORDS,
        WORDS,
        scope=SCOPES,
        inherited=EVIDENCE,
        doubt=TEXTS,
    ),
)


@given(RECORDS)
def test_a_record_comes_back_equal_through_json(record):
    written = json.loads(json.dumps(to_plain(record), ensure_ascii=False))
    assert from_plain(type(record), written) == record


def test_exact_values_are_kept():
    figure = Figure("a.md", 0, 5, "1,330", Decimal("1.330"), None, None, "ha", "")
    assert str(from_plain(Figure, to_plain(figure)).value) == "1.330"


def test_fields_at_their_default_are_left_out():
    passage = Passage("a#0", "a.md", 0, 3, "abc", 0)
    assert set(to_plain(passage)) == {"id", "source", "start", "end", "text", "ordinal"}


def test_a_field_of_another_version_is_ignored():
    plain = to_plain(Passage("a#0", "a.md", 0, 3, "abc", 0)) | {"of_the_future": 1}
    assert from_plain(Passage, plain).id == "a#0"


@dataclass(frozen=True)
class Odd:
    content: object


@pytest.mark.parametrize("content", [b"bytes", {1, 2}, 1j])
def test_what_json_cannot_hold_is_refused(content):
    with pytest.raises(TypeError, match=type(content).__name__):
        to_plain(Odd(content))


def test_a_pair_keeps_the_types_of_its_parts():
    assert from_plain(tuple[date, Decimal], ["2031-01-02", "1.50"]) == (
        date(2031, 1, 2),
        Decimal("1.50"),
    )
