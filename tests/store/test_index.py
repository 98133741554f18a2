"""What was put into an index comes out of it again, and is found."""

from contextlib import closing
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from errors import IndexDamaged, ModelMismatch, NoIndex
from store.index import LiveIndex, check_model, open_index
from store.lexical import lexical_query
from store.writer import embedding_text
from tests.store.tiny import TinyEmbedder, fill, make_document
from vietnamese.periods import Period, PeriodKind
from vietnamese.places import Level, Place
from vietnamese.scope import Scope


@pytest.fixture
def index(data_dir):
    with closing(open_index(data_dir)) as opened:
        yield opened


def test_documents_passages_and_figures_come_back_as_they_were_put(tmp_path):
    document, passages, figures = make_document(
        "mau", ["Câu một – có “ngoặc” và 5 000 ₫.", "Câu hai."], headings=("I", "1")
    )
    fill(tmp_path, (document, passages, figures))
    with closing(open_index(tmp_path)) as index:
        assert index.documents() == (document,)
        assert index.document("mau.md") == document
        assert index.passages_of("mau.md") == tuple(passages)
        assert index.figures("mau.md") == tuple(figures)
        assert index.card == TinyEmbedder().card
        assert (index.generation, index.document_count, index.passage_count) == (1, 1, 2)


def test_what_is_not_there_is_said_so(index):
    assert index.document("khong-co.md") is None
    assert index.passages_of("khong-co.md") == ()
    assert index.figures("khong-co.md") == ()
    with pytest.raises(KeyError, match="khong-co"):
        index.passages(["khong-co#1"])


def test_passages_come_in_the_order_asked_for(index):
    ids = [passage.id for passage in index.passages_of("ha-tang.md")]
    asked = [ids[2], ids[0], ids[2]]
    assert [passage.id for passage in index.passages(asked)] == asked
    assert index.passages([]) == []


@pytest.mark.parametrize(
    ("question", "source"),
    [
        ("xuất khẩu chè được bao nhiêu", "thuong-mai.md"),
        ("xuat khau che duoc bao nhieu", "thuong-mai.md"),
        ("trồng 1330 ha", "ha-tang.md"),
        ("TUYẾN ĐƯỜNG VEN HỒ", "ha-tang.md"),
        ("năm 2031", "thuong-mai.md"),  # stands in the context only
    ],
)
def test_lexical_search_finds_the_passage(index, question, source):
    found = index.lexical(lexical_query(question), 1)
    assert index.passages([found[0][0]])[0].source == source


def test_every_passage_is_nearest_to_its_own_vector(index):
    embedder = TinyEmbedder()
    for passage in [*index.passages_of("ha-tang.md"), *index.passages_of("thuong-mai.md")]:
        vector = embedder.embed_passages([embedding_text(passage)])[0]
        (found, similarity), *_ = index.dense(vector, 3)
        assert found == passage.id
        assert similarity == pytest.approx(1.0, abs=1e-5)


def test_dense_gives_cosine_similarity_of_any_length_of_vector(index):
    embedder = TinyEmbedder()
    rows = {
        p.id: embedder.embed_passages([embedding_text(p)])[0]
        for s in ("ha-tang.md", "thuong-mai.md")
        for p in index.passages_of(s)
    }
    query = np.arange(embedder.card.dimension, dtype=np.float32)
    found = index.dense(query, 10)
    assert len(found) == 5
    for name, similarity in found:
        assert similarity == pytest.approx(rows[name] @ query / np.linalg.norm(query), abs=1e-5)
    assert [s for _, s in found] == sorted((s for _, s in found), reverse=True)


@pytest.mark.parametrize("shape", [(3,), (1, 16)])
def test_a_vector_of_another_shape_is_refused(index, shape):
    with pytest.raises(ValueError, match=r"cần \(16,\)"):
        index.dense(np.ones(shape, dtype=np.float32), 3)


def test_equal_scores_are_ordered_by_passage_id(tmp_path):
    names = [f"d{number:02}" for number in range(40)]
    backwards = [make_document(name, ["Cùng một câu."]) for name in reversed(names)]
    fill(tmp_path, *backwards[:20])
    fill(tmp_path, *backwards[20:])
    with closing(open_index(tmp_path)) as index:
        expected = [f"{name}.md#1-0" for name in names[:3]]
        assert [name for name, _ in index.lexical(lexical_query("cùng một câu"), 3)] == expected
        vector = TinyEmbedder().embed_passages(["Cùng một câu."])[0]
        assert [name for name, _ in index.dense(vector, 3)] == expected


def test_document_frequency_counts_passages_in_either_form(index):
    assert index.document_frequency("text", "khẩu") == 2
    assert index.document_frequency("text", "khau") == 2
    assert index.document_frequency("folded", "khau") == 2
    assert index.document_frequency("text", "xuất_khẩu") == 1
    assert index.document_frequency("context", "2031") == 2
    assert index.document_frequency("text", "không-có") == 0


def test_figures_of_an_indicator_and_a_place_are_looked_up_the_last_first(tmp_path):
    document, passages, figures = make_document("a", ["Chè 5 tấn.", "Chè 6 tấn.", "Gỗ 7 m3."])
    province = Place("2025:99", "Hoa Lư", Level.PROVINCE, kind="tỉnh")
    terms = ("tea_output", "tea_output", None)
    figures = [
        replace(figure, scope=Scope(place=province), term=term)
        for figure, term in zip(figures, terms, strict=True)
    ]
    fill(tmp_path, (document, passages, figures))
    with closing(open_index(tmp_path)) as index:
        assert index.measured("tea_output", "Hoa Lư", 9) == (figures[1], figures[0])
        assert index.measured("tea_output", "hoa lu", 1) == (figures[1],)
        assert index.measured("tea_output", "Hoa Lâm", 9) == ()
        assert index.measured("wood_output", "Hoa Lư", 9) == ()


def test_figures_are_filtered_with_or_without_accents(tmp_path):
    document, passages, figures = make_document("a", ["Chè đạt 5 tấn.", "Gỗ đạt 6 m3.", "Cá ít."])
    province = Place("2025:99", "Hoa Lư", Level.PROVINCE, kind="tỉnh")
    year = Period(date(2031, 1, 1), date(2031, 12, 31), PeriodKind.YEAR)
    span = Period(date(2030, 1, 1), date(2032, 12, 31), PeriodKind.SPAN)
    horizon = Period(date.min, date(2032, 12, 31), PeriodKind.HORIZON)
    scopes = [Scope(place=province, period=year), Scope(period=span), Scope(period=horizon)]
    figures = [replace(f, scope=scope) for f, scope in zip(figures, scopes, strict=True)]
    fill(tmp_path, (document, passages, figures), make_document("b", ["Rừng."]))

    with closing(open_index(tmp_path)) as index:

        def words(source=None, **wanted):
            return [figure.text for figure in index.figures(source, **wanted)]

        assert words() == ["Chè", "Gỗ", "Cá", "Rừng."]
        assert words("b.md") == ["Rừng."]
        assert words(place="hoa lu") == words(place="tỉnh Hoa Lư") == ["Chè"]
        assert words(place="Hoa Lâm") == []
        assert words(year=2031) == ["Chè", "Gỗ"]
        assert words(year=2032) == ["Gỗ", "Cá"]  # a horizon speaks of the year it ends in
        assert words(year=2029) == []
        assert words(indicator="che dat") == ["Chè"]
        assert words("b.md", indicator="chè") == []
        assert index.figures("a.md") == tuple(figures)


def test_an_index_can_be_empty(tmp_path):
    fill(tmp_path, make_document("a", ["Một câu."]))
    from store.writer import open_writer

    with open_writer(tmp_path, TinyEmbedder()) as writer:
        assert writer.remove("a.md")
        assert writer.publish() == 2
    with closing(open_index(tmp_path)) as index:
        assert index.documents() == ()
        assert index.lexical(lexical_query("một câu"), 5) == []
        assert index.dense(np.ones(16, dtype=np.float32), 5) == []


def test_a_passage_without_words_is_kept(tmp_path):
    fill(tmp_path, make_document("a", ["* * *", "Một câu."]))
    with closing(open_index(tmp_path)) as index:
        assert index.passage_count == 2


def test_without_an_index_the_message_names_the_command(tmp_path):
    with pytest.raises(NoIndex, match="python -m ingest corpus"):
        open_index(tmp_path / "chua-co")
    with pytest.raises(NoIndex, match="python -m ingest corpus"):
        LiveIndex(tmp_path).current()


def test_another_model_is_refused_with_both_named(index):
    check_model(index, TinyEmbedder().card)
    with pytest.raises(ModelMismatch, match=r"tiny .16 chiều.*lon .32 chiều.*ingest --rebuild"):
        check_model(index, TinyEmbedder("lon", 32).card)


def test_a_live_index_follows_what_is_published(data_dir):
    live = LiveIndex(data_dir)
    old = live.current()
    assert live.current() is old
    fill(data_dir, make_document("them", ["Văn bản thêm vào sau."]))
    new = live.current()
    assert (old.generation, new.generation) == (1, 2)
    assert new.document("them.md")
    # The one who still works with the old one keeps it, even when it is no longer published,
    # nor the one before.
    for number in range(3):
        fill(data_dir, make_document("them", [f"Lần {number}."], version=number + 2))
    assert old.document("them.md") is None
    assert old.lexical(lexical_query("xuất khẩu"), 1)
    assert len(old.dense(np.ones(16, dtype=np.float32), 10)) == 5
    assert live.current().generation == 5
    old.close()
    live.close()


def test_an_index_let_go_of_frees_its_generation_for_sweeping(data_dir):
    live = LiveIndex(data_dir)
    live.current()
    for number in range(3):
        fill(data_dir, make_document("them", [f"Lần {number}."], version=number + 1))
        live.current()
    assert sorted(p.name for p in (data_dir / "generations").iterdir()) == ["2", "3", "4"]
    fill(data_dir, make_document("cuoi", ["Lần cuối."]))
    assert sorted(p.name for p in (data_dir / "generations").iterdir()) == ["3", "4", "5"]


@pytest.mark.parametrize(
    "name", ["catalogue.sqlite", "tantivy/meta.json", "chroma/chroma.sqlite3", "manifest.json"]
)
def test_a_missing_file_is_called_damage_and_the_mending_named(data_dir, name):
    (data_dir / "generations/1" / name).unlink()
    with pytest.raises(IndexDamaged, match=r"hỏng.*--rollback.*--rebuild"):
        open_index(data_dir)


@pytest.mark.parametrize(
    "pattern", ["catalogue.sqlite", "chroma/*/data_level0.bin", "tantivy/*.idx"]
)
def test_a_cut_file_is_called_damage_before_a_library_reads_it(data_dir, pattern):
    (path,) = (data_dir / "generations/1").glob(pattern)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(IndexDamaged, match=r"byte, phải là \d+.*--rollback.*--rebuild"):
        open_index(data_dir)


def test_a_garbled_pointer_is_called_damage(data_dir):
    (data_dir / "CURRENT").write_text("hỏng")
    with pytest.raises(IndexDamaged, match=r"CURRENT.*--rebuild"):
        open_index(data_dir)
