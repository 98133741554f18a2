"""Tokens of both forms in tantivy: what is found, how it is weighed, how well on public sets."""

import gzip
import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import store.lexical
import store.rescoring
from errors import IndexDamaged
from store.forward import Runs, forward_of, units_met
from store.lexical import Lexical, LexicalQuery, LexicalWriter, indexed_tokens, lexical_query
from vietnamese.normal import fold, normalise
from vietnamese.tokens import accented_tokens, folded_tokens


def index_of(folder, texts, contexts=()):
    writer = LexicalWriter.create(folder)
    pairs = zip(texts, [*contexts, *[""] * len(texts)], strict=False)
    writer.add(
        (f"p{number}", indexed_tokens(text), indexed_tokens(context))
        for number, (text, context) in enumerate(pairs)
    )
    writer.close()
    return Lexical.open(folder)


def found(index, text, limit=5, **options):
    return [name for name, _ in index.search(lexical_query(text, **options), limit)]


@pytest.mark.parametrize(
    "question",
    ["chỉ số hài lòng", "chi so hai long", "CHỈ SỐ HÀI LÒNG", "chi số hai lòng"],
)
def test_every_way_of_typing_finds_the_same_passage(tmp_path, question):
    index = index_of(tmp_path, ["Chi phí số hoá.", "Chỉ số hài lòng của dân.", "Hai con đường."])
    assert found(index, question)[0] == "p1"


def test_the_accented_spelling_wins_over_a_homograph(tmp_path):
    index = index_of(tmp_path, ["Trồng chè trên đồi.", "Che chắn công trình.", "Nấu chè đỗ đen."])
    assert set(found(index, "chè", 2)) == {"p0", "p2"}
    assert set(found(index, "che", 3)) == {"p0", "p1", "p2"}


@pytest.mark.parametrize(
    "question",
    ["Nghị quyết 01-NQ/TU", "nghi quyet 01-nq/tu", "1.330 ha", "1330 ha", "8,5%", "13/7"],
)
def test_numbers_and_document_numbers_are_found(tmp_path, question):
    index = index_of(
        tmp_path,
        ["Theo Nghị quyết 02-NQ/TU.", "Nghị quyết 01-NQ/TU: 1.330 ha, 8,5%, ngày 13/7."],
    )
    assert found(index, question)[0] == "p1"


def test_context_counts_for_less_than_the_text(tmp_path):
    index = index_of(tmp_path, ["Một câu về chè.", "Một câu về gỗ."], ["rừng", "chè"])
    assert found(index, "chè") == ["p0", "p1"]
    assert found(index, "chè", context_weight=0) == ["p0"]


@pytest.mark.parametrize("text", ["", "   ", "?!…", "—"])
def test_a_question_without_tokens_finds_nothing(tmp_path, text):
    index = index_of(tmp_path, ["Một câu."])
    assert index.search(lexical_query(text), 5) == []
    assert index.search(LexicalQuery(), 5) == []


@pytest.mark.parametrize(
    "text", ['a"b', "+đường -cầu", "text:đường", "(đường", "đường*", "\\", "AND"]
)
def test_signs_of_query_languages_mean_nothing(tmp_path, text):
    assert found(index_of(tmp_path, ["Con đường mới."]), f"{text} đường") == ["p0"]


def test_a_word_longer_than_tantivy_takes_is_left_out(tmp_path):
    index = index_of(tmp_path, [f"Con đường {'7' * 70_000} mới."])
    assert index.count == 1
    assert found(index, "con đường mới") == ["p0"]
    assert found(index, "7" * 70_000) == []


def test_scores_add_up_and_weights_multiply(tmp_path):
    index = index_of(tmp_path, ["xuất khẩu gỗ", "gỗ lớn"])
    one = LexicalQuery({"text": {"gỗ": 1.0}})
    double = LexicalQuery({"text": {"gỗ": 2.0}})
    other = LexicalQuery({"text": {"lớn": 1.0}})
    single = dict(index.search(one, 5))
    assert dict(index.search(double, 5)) == pytest.approx({k: 2 * v for k, v in single.items()})
    both = dict(index.search(one.plus(other, 0.5), 5))
    assert both["p1"] == pytest.approx(single["p1"] + 0.5 * dict(index.search(other, 5))["p1"])


def test_an_unknown_field_is_refused(tmp_path):
    index = index_of(tmp_path, ["Một câu."])
    with pytest.raises(ValueError, match=r"'title'; các trường: text, context"):
        index.search(LexicalQuery({"title": {"câu": 1.0}}), 5)


def test_two_queries_join_without_changing_either():
    one, other = LexicalQuery({"text": {"a": 1.0}}), LexicalQuery({"text": {"a": 2.0, "b": 4.0}})
    assert one.plus(other, 0.5) == LexicalQuery({"text": {"a": 2.0, "b": 2.0}})
    assert one == LexicalQuery({"text": {"a": 1.0}})


def test_a_pair_weighs_less_than_its_syllables():
    weights = lexical_query("xuất khẩu", pair_weight=0.5).fields["text"]
    assert (weights["xuất"], weights["xuat"], weights["xuất_khẩu"]) == (1.0, 1.0, 0.5)


def test_told_unaccented_it_looks_up_the_folded_form_only():
    assert "xuất" not in lexical_query("xuất khau", unaccented=True).fields["text"]
    assert lexical_query("xuat khau") == lexical_query("xuất khẩu", unaccented=True)


def test_both_forms_stand_in_one_field():
    assert indexed_tokens("Gỗ lớn") == "gỗ lớn gỗ_lớn go lon go_lon"


@given(st.text(alphabet=st.sampled_from("aăâđĐoòóỏÒuưyỳ1290.,/-_ \n\u0301\u0323ðß%"), max_size=40))
def test_the_index_holds_the_tokens_that_questions_ask_for(text):
    expected = accented_tokens(text) + folded_tokens(text)
    assert indexed_tokens(text).split() == expected


def test_adding_in_steps_scores_as_adding_at_once(tmp_path):
    texts = [f"Câu số {number} nói về chè và gỗ." for number in range(30)]
    (tmp_path / "one").mkdir()
    at_once = index_of(tmp_path / "one", texts)
    (tmp_path / "two").mkdir()
    LexicalWriter.create(tmp_path / "two").close()
    for number, text in enumerate(texts):
        writer = LexicalWriter.append(tmp_path / "two")
        writer.add([(f"p{number}", indexed_tokens(text), "")])
        writer.close()
    in_steps = Lexical.open(tmp_path / "two")
    query = lexical_query("câu 7 nói về gỗ")
    assert in_steps.search(query, 30) == at_once.search(query, 30)


@pytest.mark.parametrize("content", [None, "{}", "hỏng"])
def test_a_folder_that_is_no_index_is_called_damage(tmp_path, content):
    if content is not None:
        (tmp_path / "tantivy").mkdir()
        (tmp_path / "tantivy" / "meta.json").write_text(content)
    with pytest.raises(IndexDamaged, match="tantivy"):
        Lexical.open(tmp_path)


def lines_of(path):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def ndcg(ids, gold):
    return sum(1 / math.log2(rank + 2) for rank, name in enumerate(ids) if name in gold) / sum(
        1 / math.log2(rank + 2) for rank in range(min(10, len(gold)))
    )


@pytest.mark.parametrize(
    ("name", "floor", "floor_unaccented"),
    [("xquad_vi", 96.8, 96.4), ("viquad_dev", 86.9, 85.8), ("vire_alqac", 96.5, 96.4)],
)
def test_quality_on_public_questions(shared_data_dir, tmp_path, name, floor, floor_unaccented):
    bench = shared_data_dir / "bench"
    passages = lines_of(bench / f"{name}.passages.jsonl.gz")
    questions = lines_of(bench / f"{name}.questions.jsonl.gz")
    writer = LexicalWriter.create(tmp_path)
    writer.add((p["id"], indexed_tokens(p["text"]), indexed_tokens(p["title"])) for p in passages)
    writer.close()
    index = Lexical.open(tmp_path)
    for spell, expected in ((str, floor), (lambda text: fold(normalise(text)), floor_unaccented)):
        total = sum(
            ndcg(
                found(index, spell(question["question"]), 10),
                question.get("passage_ids") or [question["passage_id"]],
            )
            for question in questions
        )
        assert 100 * total / len(questions) >= expected


@pytest.fixture
def few(monkeypatch):
    """Next to nothing may be looked up."""
    monkeypatch.setattr(store.lexical, "POSTINGS", 0)
    monkeypatch.setattr(store.lexical, "PER_PASSAGE", 0.1)
    monkeypatch.setattr(store.lexical, "_FEWEST", 2)


TEXTS = [
    *(f"Nội dung của kế hoạch số {number}." for number in range(60)),
    "Kế hoạch trồng chè shan, kế hoạch của tỉnh.",
    "Kế hoạch trồng lúa nước của của tỉnh: 1.330 ha.",
]
CONTEXTS = ["Kế hoạch của tỉnh năm 2031"] * 30 + ["Chè"] * 32
QUESTION = "Nội dung của kế hoạch trồng chè shan của tỉnh là gì, ke hoach nam 2031?"


def runs_of(texts):
    runs = [forward_of(text, "", ()).words for text in texts]
    return Runs(np.concatenate(runs), np.array([len(run) for run in runs]))


def runs(ids):
    places = [int(name[1:]) for name in ids]
    return runs_of(text for place in places for text in (TEXTS[place], CONTEXTS[place]))


def test_when_a_question_would_read_too_much_its_rare_words_decide(tmp_path, few):
    index = index_of(tmp_path, TEXTS)
    chosen, left_out = index._affordable(lexical_query(QUESTION))
    assert {"chè", "shan"} <= {token for _, token, _ in chosen}
    assert {"kế", "hoạch", "của"} <= {item.token for item in left_out}
    assert found(index, QUESTION, 1) == ["p60"]


def test_left_out_words_count_for_those_found_as_if_looked_up(tmp_path, few, monkeypatch):
    index = index_of(tmp_path, TEXTS, CONTEXTS)
    quick = index.search(lexical_query(QUESTION), 62, runs)
    assert index._affordable(lexical_query(QUESTION))[1]
    monkeypatch.setattr(store.lexical, "POSTINGS", 10**9)
    assert not index._affordable(lexical_query(QUESTION))[1]
    whole = dict(index.search(lexical_query(QUESTION), 62))
    assert [name for name, _ in quick] == ["p60", "p61"]
    for name, score in quick:
        assert score == pytest.approx(whole[name], rel=0.05)
    assert [score for _, score in quick] == sorted((score for _, score in quick), reverse=True)


def test_a_question_of_frequent_words_alone_is_still_answered(tmp_path, few):
    index = index_of(tmp_path, ["Kế hoạch của tỉnh."] * 5 + ["Kế hoạch của tỉnh và tỉnh."])
    assert len(found(index, "kế hoạch của tỉnh", 6)) == 6


def test_a_token_that_stands_nowhere_costs_nothing(tmp_path):
    index = index_of(tmp_path, ["Trồng chè."])
    assert index.search(lexical_query("không hề có"), 3) == []
    chosen, left_out = index._affordable(lexical_query("lạ chè"))
    assert chosen == [("text", "chè", 1.0), ("text", "che", 1.0)]
    assert left_out == []


WORDS = st.lists(st.sampled_from("của cua kế hoạch ke chè 5 che tỉnh".split()), max_size=12)


@given(st.lists(WORDS.map(" ".join), min_size=1, max_size=5), WORDS.filter(bool))
def test_occurrences_are_those_of_the_tokens(texts, question):
    tokens = sorted(set(accented_tokens(" ".join(question)) + folded_tokens(" ".join(question))))
    counted = store.rescoring._counts(runs_of(texts), tokens)
    expected = [[indexed_tokens(text).split().count(token) for token in tokens] for text in texts]
    assert counted.tolist() == expected


def test_two_words_on_one_place_of_the_table_are_told_apart():
    rng = np.random.default_rng(3)
    units = np.unique(rng.integers(0, 1 << 32, 3000, dtype=np.uint32))  # enough for a clash
    words = np.concatenate([units[::-1], rng.integers(0, 1 << 32, 50, dtype=np.uint32)])
    for some in (units, units[:5]):
        at, which = units_met(some, words)
        assert at.tolist() == np.flatnonzero(np.isin(words, some)).tolist()
        assert (words[at] == some[which]).all()


def test_the_word_of_number_nought_is_none_unless_asked_for():
    words = np.array([0, 7, 0], np.uint32)
    assert units_met(words[1:2], words)[0].tolist() == [1]
    assert units_met(np.array([0, 7], np.uint32), words)[1].tolist() == [0, 1, 0]
