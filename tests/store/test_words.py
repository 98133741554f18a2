"""The words of an index, and their numbers for the reranker, follow its documents."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import store.words
from embedding.text import MAX_CHARACTERS, model_form
from errors import IndexDamaged
from store import generations
from store.forward import forward_of
from store.forward_file import WORDS, ForwardWriter
from store.index import open_index
from store.indexing import embedding_text, passage_form
from store.reading import Reader
from store.records import Passage
from store.words import WordTally, text_between
from store.writer import open_writer
from tests.store.tiny import TinyEmbedder, fill, make_document

TEXTS = st.lists(st.sampled_from(["UBND tỉnh", "Ubnd", "thuỷ lợi", "a-b/c, 5a", "", "HĐND"]))


def words(data_dir):
    with closing(open_index(data_dir)) as index:
        return {form: (count, capital) for form, count, capital in index.words()}


def test_words_are_counted_in_search_form_with_their_capitals(tmp_path):
    sentences = ["UBND tỉnh họp.", "Thuỷ lợi (thủy lợi); KT-XH/an-sinh 5km2 H2O.", "Ubnd họp"]
    fill(tmp_path, make_document("a", sentences))
    found = words(tmp_path)
    assert found["ubnd"] == (2, True)
    assert found["họp"] == (2, False)
    assert found["thủy"] == (2, False)
    assert found["kt"] == found["xh"] == (1, True)
    assert found["an"] == found["sinh"] == (1, False)
    assert not {"km", "h", "o", "5km2", "thuỷ"} & set(found)


def test_the_most_frequent_come_first_and_equals_by_form(tmp_path):
    fill(tmp_path, make_document("a", ["sau trước giữa giữa", "trước giữa sau"]))
    with closing(open_index(tmp_path)) as index:
        assert [w for w in index.words() if w[0] in ("giữa", "trước", "sau")] == [
            ("giữa", 3, False),
            ("sau", 2, False),
            ("trước", 2, False),
        ]
        assert len(index.catalogue.words(2)) == 2


def test_words_follow_removals_and_updates(data_dir):
    before = words(data_dir)
    fill(data_dir, make_document("them", ["CHÈ xanh CHÈ."]))
    assert words(data_dir)["chè"] == (3, True)
    fill(data_dir, make_document("them", ["Lúa vàng."], version=2))
    assert words(data_dir)["chè"] == (1, False)
    assert "xanh" not in words(data_dir)
    with open_writer(data_dir, TinyEmbedder()) as writer:
        writer.put(*make_document("bo", ["Rồi lại bỏ."]))
        writer.remove("bo.md")
        writer.remove("them.md")
        writer.publish()
    assert words(data_dir) == before


@given(TEXTS, TEXTS)
def test_what_is_added_and_taken_leaves_nothing(texts, others):
    tally = WordTally()
    for text in [*texts, *others]:
        tally.add(text)
    for text in texts:
        tally.take(text)
    alone = WordTally()
    for text in others:
        alone.add(text)
    assert list(tally.rows()) == list(alone.rows())


def test_counting_in_parts_changes_nothing(monkeypatch):
    texts = [f"câu {number} chữ{number} của UBND." for number in range(50)]
    whole, parts = WordTally(), WordTally()
    for text in texts:
        whole.add(text)
    monkeypatch.setattr(store.words, "_HELD", 7)
    for text in texts:
        parts.add(text)
    assert list(parts.rows()) == list(whole.rows())


def plain(forward):
    return [getattr(forward, name).tolist() for name in ("words", "starts", "context", "pieces")]


def test_forwards_are_those_of_text_and_context(data_dir):
    fill(data_dir, make_document("a-moi", ["Câu mới; hai vế."], context="Ngữ cảnh"))
    with closing(open_index(data_dir)) as index:
        passages = [p for d in index.documents() for p in index.passages_of(d.source)][::-1]
        found = index.forwards([p.id for p in passages])
        for passage, forward in zip(passages, found, strict=True):
            assert plain(forward) == plain(forward_of(passage.text, passage.context, ()))
        assert index.forwards([]) == []
        with pytest.raises(KeyError, match="không-có"):
            index.forwards([passages[0].id, "không-có"])


def test_a_replaced_passage_has_the_new_words(data_dir):
    fill(data_dir, make_document("thuong-mai", ["Hoàn toàn khác.", "Câu này cũng vậy."]))
    with closing(open_index(data_dir)) as index:
        (forward,) = index.forwards(["thuong-mai.md#1-0"])
        assert np.array_equal(forward.words, forward_of("Hoàn toàn khác.", "", ()).words)


class WithPieces(TinyEmbedder):
    most = 100

    def pieces_of_forms(self, forms):
        return [
            np.array([min(len(word), 6) * self.most for word in form.split()], np.int32)
            for form in forms
        ]

    def embed_pieces(self, pieces):
        return self.embed_passages([" ".join(map(str, some)) for some in pieces])


def test_pieces_are_those_of_the_text_alone(tmp_path):
    documents = [
        make_document("a", ["Một câu.", "* * *"], headings=("Tiêu đề", "Mục")),
        make_document("b", ["Hai câu dài."]),
    ]
    embedder = WithPieces()
    fill(tmp_path, *documents, embedder=embedder)
    with closing(open_index(tmp_path)) as index:
        found = index.forwards(["a.md#1-0", "a.md#1-1", "b.md#1-0"])
        assert [forward.pieces.tolist() for forward in found] == [
            [300, 300],
            [],
            [300, 300, 300],
        ]
        row = embedder.embed_pieces([[400, 200, 300, 300, 300]])
        assert np.allclose(index.vectors_of(["a.md#1-0"]), row, atol=1e-6)


def test_pieces_too_many_for_their_numbers_are_left_out(tmp_path):
    embedder = WithPieces()
    embedder.most = 20_000
    fill(tmp_path, make_document("a", ["Một đoạn."]), embedder=embedder)
    with closing(open_index(tmp_path)) as index:
        assert index.forwards(["a.md#1-0"])[0].pieces.tolist() == []


@pytest.mark.parametrize("length", [0, 30, MAX_CHARACTERS - 20, MAX_CHARACTERS + 20])
@pytest.mark.parametrize("headings", [(), ("Phần I: chè",), ("Chương 1", "—")])
@pytest.mark.parametrize("prefix", ["", "đoạn: ", "tỉnh"])
def test_a_passage_is_embedded_by_its_headings_and_its_text(prefix, headings, length):
    text = ("Thuỷ lợi, 1.330 hộ; KT-XH. " * (1 + length // 20))[:length]
    passage = Passage("p", "a", 0, len(text), text, 0, headings)
    (read,) = Reader().read([text])
    assert passage_form(prefix, passage, read) == model_form(prefix + embedding_text(passage))


WITH_SPACES = st.text(alphabet="ab \n.", max_size=30)


@given(WITH_SPACES, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=4))
def test_words_are_those_of_the_passages_and_of_the_text_between(text, spans):
    passages = [
        Passage(f"p{start}-{end}", "a", start, end, text[start:end], 0)
        for start, end in ((min(pair), min(max(pair), len(text))) for pair in spans)
        if start <= end
    ]
    between = text_between(text, passages)
    if between is not None:
        parts = [between, *(passage.text for passage in passages)]
        assert Counter(text.split()) == Counter(word for part in parts for word in part.split())


def test_passages_that_overlap_or_cut_a_word_are_not_counted_by_themselves():
    def passage(start, end):
        return Passage("p", "a", start, end, "một hai ba"[start:end], 0)

    assert text_between("một hai ba", [passage(0, 3), passage(8, 10)]) == "\n hai \n"
    assert text_between("một hai ba", [passage(0, 5)]) is None
    assert text_between("một hai ba", [passage(5, 10)]) is None
    assert text_between("một hai ba", [passage(0, 7), passage(4, 10)]) is None


def test_words_follow_a_document_put_several_times_before_it_is_read(data_dir):
    before = words(data_dir)
    with open_writer(data_dir, TinyEmbedder()) as writer:
        writer.put(*make_document("them", ["CHÈ xanh.", "Chè già."]))
        writer.put(*make_document("them", ["Lúa vàng."], version=2))
        writer.put(*make_document("bo", ["Rồi lại bỏ chè."]))
        writer.put(*make_document("them", ["Lúa chín CHÈ."], version=3))
        writer.remove("bo.md")
        writer.publish()
    after = words(data_dir)
    new = {"lúa": (1, False), "chín": (1, False)}
    assert {word: after[word] for word in after.keys() - before.keys()} == new | {
        word: (1, False) for word in ("phiên", "bản") if word not in before
    } | ({"chè": (1, True)} if "chè" not in before else {})
    fill(data_dir, make_document("them", ["CHÈ."], version=4))
    assert words(data_dir).keys() - before.keys() <= {"chè", "phiên", "bản"}


def test_a_passage_without_its_words_is_not_published(data_dir, monkeypatch):
    monkeypatch.setattr(ForwardWriter, "put", lambda self, rows, forwards: None)
    with pytest.raises(IndexDamaged, match="danh mục có 6 đoạn nhưng dãy từ của 5 đoạn"):
        fill(data_dir, make_document("them", ["Một câu."]))


def test_words_cut_short_are_found_when_opened(data_dir):
    folder = generations.folder_of(data_dir, generations.read_current(data_dir).number)
    (folder / WORDS).write_bytes((folder / WORDS).read_bytes()[:-4])
    with pytest.raises(IndexDamaged, match=f"tệp {WORDS} có"):
        open_index(data_dir)


def test_several_threads_read_at_once(data_dir):
    with closing(open_index(data_dir)) as index:
        ids = [p.id for d in index.documents() for p in index.passages_of(d.source)]

        def read(_):
            return index.passages(ids), list(map(plain, index.forwards(ids))), index.words()

        with ThreadPoolExecutor(8) as pool:
            first, *others = pool.map(read, range(64))
        assert all(other == first for other in others)
