import json

import pytest

from errors import InputError, MissingInput
from eval.questions import Question, parse_question, read_questions


def write(path, *records):
    lines = [
        record if isinstance(record, str) else json.dumps(record, ensure_ascii=False)
        for record in records
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_full_line_is_read(tmp_path):
    path = write(
        tmp_path / "q.jsonl",
        {
            "id": "a",
            "question": "Còn năm 2022?",
            "history": ["Thu ngân sách năm 2021?"],
            "lang": "vi",
            "kind": "followup",
            "match": "all",
            "gold_doc": "x/y.md",
            "gold_quote": "thu 12 tỷ đồng",
            "gold_answers": ["12 tỷ đồng"],
            "must_not": ["13 tỷ đồng"],
        },
    )
    (question,) = read_questions(path).questions
    assert question == Question(
        id="a",
        question="Còn năm 2022?",
        history=("Thu ngân sách năm 2021?",),
        kind="followup",
        match="all",
        gold_doc="x/y.md",
        gold_quote=("thu 12 tỷ đồng",),
        gold_answers=("12 tỷ đồng",),
        must_not=("13 tỷ đồng",),
    )


def test_only_id_and_question_are_needed_and_null_is_absent(tmp_path):
    path = write(
        tmp_path / "q.jsonl",
        {"id": "a", "question": "Gì?", "gold_doc": None, "history": None, "kind": None},
        "",
        {"id": 2, "question": "Ai?"},
    )
    assert read_questions(path).questions == (Question("a", "Gì?"), Question("2", "Ai?"))


def test_byte_order_mark_and_windows_lines_are_read(tmp_path):
    path = tmp_path / "q.jsonl"
    path.write_bytes(
        b'\xef\xbb\xbf{"id": "a", "question": "x"}\r\n{"id": "b", "question": "y"}\r\n'
    )
    assert [question.id for question in read_questions(path).questions] == ["a", "b"]


def test_line_separators_inside_a_text_do_not_split_the_line(tmp_path):
    path = write(tmp_path / "q.jsonl", {"id": "a", "question": "một\u2028hai"})
    assert read_questions(path).questions[0].question == "một\u2028hai"


def test_ambiguous_question_is_matched_by_scopes_unless_it_says_otherwise():
    assert parse_question({"id": "a", "question": "x", "kind": "ambiguous"}).match == "scopes"
    assert (
        parse_question({"id": "a", "question": "x", "kind": "ambiguous", "match": "any"}).match
        == "any"
    )
    assert parse_question({"id": "a", "question": "x", "kind": "figure"}).match == "any"


@pytest.mark.parametrize(
    ("more", "lang"),
    [
        ({"question": "Thu ngân sách bao nhiêu?"}, "vi"),
        ({"question": "How much was collected?"}, "en"),
        ({"question": "How much was collected?", "lang": "vi"}, "vi"),
    ],
)
def test_language_is_that_of_the_question_unless_it_is_said(more, lang):
    assert parse_question({"id": "a", **more}).lang == lang


@pytest.mark.parametrize(
    ("kind", "answerable"),
    [("figure", True), ("ambiguous", True), ("unanswerable", False), ("adversarial", False)],
)
def test_which_kinds_may_be_refused(kind, answerable):
    assert parse_question({"id": "a", "question": "x", "kind": kind}).answerable is answerable


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", r"dòng 2: không phải JSON hợp lệ"),
        ("[1]", r"dòng 2: cần một đối tượng JSON, gặp danh sách"),
        ({"id": "b"}, r"dòng 2: thiếu trường question"),
        ({"question": "x"}, r"dòng 2: thiếu trường id"),
        ({"id": "b", "question": " "}, r"dòng 2: trường question để trống"),
        ({"id": "b", "question": 3}, r"dòng 2: trường question phải là chuỗi, gặp số"),
        ({"id": True, "question": "x"}, r"trường id phải là chuỗi, gặp đúng/sai"),
        ({"id": "b", "question": "x", "kind": "figures"}, r"«figures», chỉ nhận figure, who_"),
        ({"id": "b", "question": "x", "match": "some"}, r"chỉ nhận any, all, scopes"),
        ({"id": "b", "question": "x", "lang": "fr"}, r"chỉ nhận vi, en"),
        ({"id": "b", "question": "x", "gold_answers": [3]}, r"gold_answers phải là chuỗi hoặc"),
        ({"id": "b", "question": "x", "must_not": [""]}, r"must_not có phần tử để trống"),
        ({"id": "a", "question": "x"}, r"dòng 2: id «a» đã dùng ở dòng 1"),
    ],
)
def test_unusable_line_is_named(tmp_path, line, message):
    path = write(tmp_path / "q.jsonl", {"id": "a", "question": "x"}, line)
    with pytest.raises(InputError, match=message):
        read_questions(path)


def test_all_unusable_lines_are_counted_and_the_first_ones_shown(tmp_path):
    path = write(tmp_path / "q.jsonl", *["{"] * 8)
    with pytest.raises(InputError, match=r"(?s)có 8 lỗi.*dòng 5.*và 3 lỗi nữa"):
        read_questions(path)


def test_misspelt_key_is_remarked_on(tmp_path):
    path = write(tmp_path / "q.jsonl", {"id": "a", "question": "x", "gold_answer": ["1"]})
    assert read_questions(path).remarks == ("q.jsonl, dòng 1: bỏ qua trường lạ gold_answer",)


def test_missing_empty_and_binary_files_are_refused(tmp_path):
    with pytest.raises(MissingInput, match="--questions"):
        read_questions(tmp_path / "none.jsonl")
    (tmp_path / "empty.jsonl").write_text("\n", encoding="utf-8")
    with pytest.raises(InputError, match="không có câu nào"):
        read_questions(tmp_path / "empty.jsonl")
    (tmp_path / "binary.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="không phải văn bản UTF-8"):
        read_questions(tmp_path / "binary.jsonl")
