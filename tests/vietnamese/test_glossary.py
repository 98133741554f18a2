"""The English glossary: longest phrases, endings, spans, and the way back to English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.glossary import glossary_rows, stem, translate_terms


def test_the_glossary_is_large_and_every_entry_is_sound():
    rows = glossary_rows()
    assert len(rows) >= 800
    assert len({english for english, _, _ in rows}) == len(rows)
    for english, vietnamese, category in rows:
        assert english == english.strip().lower()
        assert vietnamese
        assert all(name == name.strip() and name for name in vietnamese)
        assert category


@pytest.mark.parametrize("row", glossary_rows()[::7], ids=lambda row: row[0])
def test_an_entry_is_found_under_its_own_name(row):
    english, vietnamese, _ = row
    (match,) = translate_terms(english)
    assert match.vietnamese[0] in vietnamese


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("export turnover", [("export turnover", "kim ngạch xuất khẩu")]),
        ("Exported goods", [("Exported goods", "kim ngạch xuất khẩu")]),
        ("How many communes", [("How many", "bao nhiêu"), ("communes", "xã")]),
        (
            "the Provincial People's Committee",
            [("Provincial People's Committee", "ủy ban nhân dân tỉnh")],
        ),
        ("PEOPLE’S COUNCILS", [("PEOPLE’S COUNCILS", "hội đồng nhân dân")]),
        (
            "disbursed public investment capital",
            [
                ("disbursed", "giải ngân"),
                ("public investment capital", "vốn đầu tư công"),
            ],
        ),
        ("planning", [("planning", "quy hoạch")]),
        ("shortcomings", [("shortcomings", "hạn chế")]),
        ("industries exceeded", [("industries", "công nghiệp"), ("exceeded", "vượt")]),
        ("new rural communes", [("new rural communes", "xã đạt chuẩn nông thôn mới")]),
    ],
)
def test_longest_phrase_is_translated(question, expected):
    assert [
        (question[match.start : match.end], match.vietnamese[0])
        for match in translate_terms(question)
    ] == expected


@pytest.mark.parametrize("question", ["", "xyzzy", "đạt bao nhiêu tỷ đồng", "Thái Nguyên", "1.330"])
def test_what_is_not_english_is_left_alone(question):
    assert translate_terms(question) == []


@pytest.mark.parametrize(
    "forms",
    [
        ("export", "exports", "exported", "exporting"),
        ("achieve", "achieves", "achieved", "achieving"),
        ("plan", "plans", "planned", "planning"),
        ("industry", "industries"),
        ("carry", "carries", "carried"),
        ("process", "processes"),
    ],
)
def test_endings_meet_in_one_stem(forms):
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize("word", ["news", "status", "gross", "progress", "this", "spring"])
def test_words_that_only_look_inflected_stay(word):
    assert stem(word) == word


@given(st.text())
def test_translation_never_raises_and_spans_are_in_order(text):
    end = 0
    for match in translate_terms(text):
        assert end <= match.start < match.end <= len(text)
        end = match.end
