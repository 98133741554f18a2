"""Every message is there in both languages, and every message used is there."""

import re
from datetime import date
from pathlib import Path

import pytest

from retrieval.messages import message, refusal
from retrieval.records import Query
from retrieval.refusal import abstain
from retrieval.wording import period_text, scope_text
from vietnamese.periods import Partial, Period, PeriodKind, months_period, year_period
from vietnamese.places import read_places
from vietnamese.scope import Kind, Scope

ROOT = Path(__file__).resolve().parents[2]
PROMPTS = ROOT / "prompts"
NAMES = sorted(path.stem for path in (PROMPTS / "vi").glob("*.txt"))
ROOMS = ("retrieval", "ui", "eval", "ingest")
PLACEHOLDER = re.compile(r"{(\w*)}")
USED = re.compile(r"""\bmessage\(\s*(f?)["']([^"']+)["']""")


def placeholders(language, name):
    """Names of the placeholders; a month may stand as a number or as a word."""
    return {
        found.removesuffix("_name")
        for found in PLACEHOLDER.findall((PROMPTS / language / f"{name}.txt").read_text("utf-8"))
    }


def used_names():
    files = [path for room in ROOMS for path in (ROOT / room).glob("*.py")] + [ROOT / "app.py"]
    for path in files:
        for formatted, name in USED.findall(path.read_text("utf-8")):
            yield path.name, bool(formatted), name


def test_both_languages_have_the_same_messages():
    assert NAMES
    assert sorted(path.stem for path in (PROMPTS / "en").glob("*.txt")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_the_same_placeholders(name):
    assert placeholders("vi", name) == placeholders("en", name)


def test_code_uses_messages():
    assert len({name for _, _, name in used_names()}) > 10


@pytest.mark.parametrize(
    ("formatted", "name"), sorted({(formatted, name) for _, formatted, name in used_names()})
)
def test_every_message_used_in_code_is_there(formatted, name):
    pattern = re.sub(r"{.*?}", r"[a-z_]+", name) if formatted else re.escape(name)
    assert [known for known in NAMES if re.fullmatch(pattern, known)]


def test_every_message_is_used():
    patterns = [re.sub(r"{.*?}", r"[a-z_]+", name) for _, _, name in used_names()]
    patterns.append("refusal")
    assert [name for name in NAMES if not any(re.fullmatch(p, name) for p in patterns)] == []


@pytest.mark.parametrize("language", ["vi", "en"])
class TestFamilies:
    def test_every_kind_and_period_has_words(self, language):
        assert all(message(f"kind_{kind.value}", language) for kind in Kind)
        for kind in PeriodKind:
            assert period_text(
                Period(year_period(2031).start, year_period(2031).end, kind), language
            )


def test_unknown_message_is_refused():
    with pytest.raises(FileNotFoundError, match="khong-co"):
        message("khong-co")


def test_placeholder_without_a_value_is_refused():
    with pytest.raises(KeyError, match="quote"):
        message("answer", head="x")


def test_braces_in_a_value_are_safe():
    assert "{khác}" in message("answer", head="{khác}", quote="{0}", label="{}")


class TestRefusal:
    @pytest.mark.parametrize("language", ["vi", "en"])
    @pytest.mark.parametrize("reason", ["missing", "off_topic", "smalltalk", "unsafe"])
    def test_starts_with_the_refusal_sentence(self, language, reason):
        answer = abstain(Query("?", "?", language=language), (), reason)
        assert answer.text.startswith(refusal(language))
        assert (answer.abstained, answer.reason, answer.short) == (True, reason, "")
        assert answer.citations == ()

    @pytest.mark.parametrize("language", ["vi", "en"])
    @pytest.mark.parametrize("reason", ["missing", "off_topic", "unsafe"])
    def test_names_no_figure(self, language, reason):
        assert not re.search(r"\d", abstain(Query("?", "?", language=language), (), reason).text)

    def test_differs_by_language(self):
        assert refusal("vi") == "Không tìm thấy trong tài liệu."
        assert refusal("vi") != refusal("en")


class TestPeriods:
    @pytest.mark.parametrize(
        ("period", "vi", "en"),
        [
            (year_period(2031), "năm 2031", "2031"),
            (months_period(2031, 1, 1), "tháng 1/2031", "January 2031"),
            (months_period(2031, 1, 6), "6 tháng đầu năm 2031", "first half of 2031"),
            (months_period(2031, 7, 12), "6 tháng cuối năm 2031", "second half of 2031"),
            (months_period(2031, 1, 9), "9 tháng đầu năm 2031", "first 9 months of 2031"),
            (Partial(PeriodKind.QUARTER, 7, 9).within(2031), "quý 3/2031", "Q3 2031"),
            (Partial(PeriodKind.DAY, 7, 7, 13).within(2031), "ngày 13/7/2031", "13 July 2031"),
            (
                Period(year_period(2031).start, year_period(2035).end, PeriodKind.SPAN),
                "giai đoạn 2031–2035",
                "2031–2035",
            ),
            (
                Period(date(2031, 4, 30), date(2031, 5, 3), PeriodKind.SPAN),
                "từ ngày 30/4 đến ngày 3/5/2031",
                "30 April to 3 May 2031",
            ),
            (
                Period(date(2031, 9, 1), date(2032, 5, 31), PeriodKind.SPAN),
                "năm học 2031–2032",
                "the 2031–2032 school year",
            ),
        ],
    )
    def test_are_put_into_words(self, period, vi, en):
        assert period_text(period, "vi") == vi
        assert period_text(period, "en") == en

    def test_an_open_horizon_names_its_end_only(self):
        horizon = Period(year_period(1).start.min, year_period(2040).end, PeriodKind.HORIZON)
        assert period_text(horizon, "vi") == "đến năm 2040"
        assert period_text(horizon, "en") == "by 2040"


class TestScopeInWords:
    def test_place_with_its_level_then_period_then_kind(self):
        place = read_places("tỉnh Cao Bằng")[0].places[0]
        scope = Scope(place=place, level=place.level, period=year_period(2031), kind=Kind.TARGET)
        assert scope_text(scope, "vi") == "tỉnh Cao Bằng, năm 2031, mục tiêu"
        assert scope_text(scope, "en") == "Cao Bằng province, 2031, target"

    @pytest.mark.parametrize(
        ("printed", "vi", "en"),
        [
            ("thành phố Hải Phòng", "thành phố Hải Phòng", "Hải Phòng city"),
            ("thị xã Hoài Nhơn", "thị xã Hoài Nhơn", "Hoài Nhơn town"),
            ("huyện Mường La", "huyện Mường La", "Mường La district"),
        ],
    )
    def test_a_place_has_the_type_word_it_bears(self, printed, vi, en):
        scope = Scope(place=read_places(printed)[0].place)
        assert scope_text(scope, "vi") == vi
        assert scope_text(scope, "en") == en

    def test_nothing_said_gives_no_words(self):
        assert scope_text(Scope(), "vi") == ""
