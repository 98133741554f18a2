"""Reading judged on a set of our own: what counts as held, refused and given."""

import gzip
import json

import pytest

from errors import InputError
from eval.__main__ import main
from eval.bench_sets import BenchPassage, BenchQuestion, read_bench_questions
from eval.reading_bench import Read, bench_reading, reading_table, row, spread
from tests.retrieval.conftest import WordEmbedder

PASSAGES = [
    BenchPassage(
        "p1", "Hồ Nậm Lạ", "Hồ Nậm Lạ rộng 45 ha. Ông Lê Văn Bình trông coi hồ. Cá nuôi từ 2019."
    ),
    BenchPassage("p2", "Chợ phiên", "Chợ phiên họp ngày thứ bảy. Bà Trần Thị Hoa quản lý chợ."),
]
QUESTIONS = [
    BenchQuestion("q1", "Ai trông coi hồ Nậm Lạ?", frozenset({"p1"}), ("Lê Văn Bình",)),
    BenchQuestion("q2", "Ai quản lý chợ phiên?", frozenset({"p2"}), ("bà Trần Thị Hoa", "Hoa")),
    BenchQuestion("q3", "Tàu vũ trụ hạ cánh khi nào?", frozenset({"p2"}), ("năm 1969",)),
]


def read(id, kind, *, holds, refused, time_ms=10.0):
    return Read(id, kind, "câu", holds, refused, time_ms)


def test_both_settings_are_judged_and_a_refusal_is_told(tmp_path):
    results = bench_reading(PASSAGES, QUESTIONS, tmp_path, WordEmbedder())
    assert list(results) == ["given", "found"]
    for items in results.values():
        assert [item.id for item in items] == ["q1", "q2", "q3"]
        assert [item.holds for item in items] == [True, True, False]
        assert [item.refused for item in items] == [False, False, True]
        assert "Lê Văn Bình" in items[0].quote
        assert items[2].quote


def test_with_the_passage_given_nothing_is_searched(tmp_path):
    results = bench_reading(PASSAGES, QUESTIONS[:1], tmp_path, WordEmbedder(), given_only=True)
    assert list(results) == ["given"]


def test_a_question_without_answers_cannot_be_judged(tmp_path):
    bare = BenchQuestion("q9", "Ai?", frozenset({"p1"}))
    with pytest.raises(InputError, match=r"q9.*answers"):
        bench_reading(PASSAGES, [bare], tmp_path, WordEmbedder())


def test_a_refusal_holds_nothing_as_shipped_though_its_best_sentence_does():
    one = row(
        [
            read("a", "person", holds=True, refused=False),
            read("b", "person", holds=True, refused=True),
            read("c", "date", holds=False, refused=False, time_ms=40.0),
            read("d", "date", holds=False, refused=True),
        ]
    )
    assert (one["n"], one["holds"], one["answered"], one["holds_as_shipped"]) == (4, 0.5, 0.5, 0.25)
    assert one["kinds"] == {"date": [2, 0.0], "person": [2, 1.0]}
    assert "| given | 4 | 0.500 | 0.500 | 0.250 | 10.0 |" in reading_table({"given": one})


@pytest.mark.parametrize(("limit", "ids"), [(None, "q1 q2 q3"), (9, "q1 q2 q3"), (2, "q1 q2")])
def test_a_limit_takes_questions_from_the_whole_set(limit, ids):
    assert [question.id for question in spread(QUESTIONS, limit)] == ids.split()


class TestCommand:
    @pytest.fixture
    def files(self, tmp_path):
        passages, questions = tmp_path / "p.jsonl.gz", tmp_path / "q.jsonl"
        with gzip.open(passages, "wt", encoding="utf-8") as lines:
            for one in PASSAGES:
                lines.write(json.dumps({"id": one.id, "title": one.title, "text": one.text}) + "\n")
        questions.write_text(
            "\n".join(
                json.dumps(
                    {
                        "id": one.id,
                        "question": one.question,
                        "passage_ids": sorted(one.relevant),
                        "answers": list(one.answers),
                    }
                )
                for one in QUESTIONS
            ),
            encoding="utf-8",
        )
        return ["reading", "--passages", str(passages), "--questions", str(questions)]

    def test_json_is_one_value_on_standard_output(self, files, capsys):
        assert main([*files, "--limit", "2", "--json"]) == 0
        shown = json.loads(capsys.readouterr().out)
        assert {name: one["n"] for name, one in shown.items()} == {"given": 2, "found": 2}

    def test_gold_gives_the_passage_only(self, files, capsys):
        assert main([*files, "--gold"]) == 0
        assert "| given | 3 |" in (shown := capsys.readouterr().out)
        assert "found" not in shown

    @pytest.mark.parametrize("limit", ["0", "-1", "x"])
    def test_a_limit_that_is_none_is_refused(self, files, capsys, limit):
        assert main([*files, "--limit", limit]) == 2
        assert "từ 1 trở lên" in capsys.readouterr().err

    def test_answers_must_be_a_list_of_texts(self, tmp_path):
        path = tmp_path / "q.jsonl"
        path.write_text('{"id":"q","question":"Ai?","passage_id":"p1","answers":"Hoa"}\n', "utf-8")
        with pytest.raises(InputError, match="dòng 1: answers"):
            read_bench_questions(path, PASSAGES)
