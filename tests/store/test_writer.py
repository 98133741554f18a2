"""One writer changes a copy; leaving without publishing changes nothing."""

import hashlib
import os
import shutil
import tempfile
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from errors import IndexDamaged, IndexLocked, IndexReadOnly, ModelMismatch
from store import publishing
from store.generations import read_current
from store.index import open_index
from store.lexical import lexical_query
from store.vectors import Vectors
from store.writer import open_writer
from tests.store.tiny import TinyEmbedder, fill, make_document


def answers(data_dir):
    """Everything a reader could see, to compare two indexes with."""
    with closing(open_index(data_dir)) as index:
        return (
            index.documents(),
            tuple(index.catalogue.passages(index.catalogue.passage_ids())),
            index.figures(),
            index.lexical(lexical_query("xuất khẩu đường mới năm 2031"), 50),
            index.dense(np.arange(16, dtype=np.float32), 50),
        )


def test_replacing_a_document_leaves_nothing_of_it_behind(data_dir):
    fill(data_dir, make_document("thuong-mai", ["Chợ mới khai trương."], version=2))
    with closing(open_index(data_dir)) as index:
        assert [p.id for p in index.passages_of("thuong-mai.md")] == ["thuong-mai.md#2-0"]
        assert [f.text for f in index.figures("thuong-mai.md")] == ["Chợ"]
        assert index.lexical(lexical_query("xuất khẩu chè"), 10) == []
        assert index.document_frequency("text", "khẩu") == 0
        assert len(index.dense(np.ones(16, dtype=np.float32), 50)) == 4
        assert index.vectors.count == index.lexical_index.count == index.passage_count == 4


def test_replacing_with_the_same_ids_takes_the_new_words(data_dir):
    document = make_document("thuong-mai", ["Hoàn toàn khác.", "Câu này cũng vậy."])
    fill(data_dir, document)
    with closing(open_index(data_dir)) as index:
        assert index.passages_of("thuong-mai.md") == tuple(document[1])
        assert index.lexical(lexical_query("xuất khẩu chè"), 10) == []
        vector = TinyEmbedder().embed_passages(["Hoàn toàn khác."])[0]
        assert index.dense(vector, 1)[0] == ("thuong-mai.md#1-0", pytest.approx(1.0, abs=1e-5))


def test_removing_a_document_leaves_nothing_of_it_behind(data_dir):
    with open_writer(data_dir, TinyEmbedder()) as writer:
        assert writer.remove("thuong-mai.md")
        assert not writer.remove("thuong-mai.md")
        assert not writer.remove("khong-co.md")
        writer.publish()
    with closing(open_index(data_dir)) as index:
        assert [d.source for d in index.documents()] == ["ha-tang.md"]
        assert index.passages_of("thuong-mai.md") == ()
        assert {f.source for f in index.figures()} == {"ha-tang.md"}
        assert index.vectors.count == index.lexical_index.count == index.passage_count == 3


def test_putting_a_document_twice_in_one_run_keeps_the_last(data_dir):
    with open_writer(data_dir, TinyEmbedder()) as writer:
        writer.put(*make_document("moi", ["Lần một.", "Câu hai."]))
        writer.put(*make_document("moi", ["Lần hai."], version=2))
        writer.put(*make_document("bo", ["Rồi lại bỏ."]))
        writer.remove("bo.md")
        assert [d.source for d in writer.documents()] == ["ha-tang.md", "moi.md", "thuong-mai.md"]
        writer.publish()
    with closing(open_index(data_dir)) as index:
        assert [p.id for p in index.passages_of("moi.md")] == ["moi.md#2-0"]
        assert index.vectors.count == index.lexical_index.count == index.passage_count == 6


def test_only_new_passages_are_embedded(data_dir):
    embedder = TinyEmbedder()
    fill(data_dir, make_document("them", ["Một câu thêm."]), embedder=embedder)
    assert embedder.embedded == 1


def test_without_a_change_there_is_no_new_generation(data_dir):
    with open_writer(data_dir, TinyEmbedder()) as writer:
        assert writer.document("ha-tang.md")
        assert not writer.touch("ha-tang.md", root="/tai-lieu")
        assert not writer.touch("khong-co.md", root="/khac")
        assert writer.publish() == 1
    assert [p.name for p in (data_dir / "generations").iterdir()] == ["1"]


def test_publishing_nothing_into_nothing_publishes_nothing(tmp_path):
    with open_writer(tmp_path, TinyEmbedder()) as writer:
        assert writer.documents() == ()
        assert writer.publish() == 0
    assert read_current(tmp_path) is None


def test_a_document_that_moved_keeps_its_passages(data_dir):
    embedder = TinyEmbedder()
    with open_writer(data_dir, embedder) as writer:
        assert writer.touch("ha-tang.md", root="/noi-khac")
        assert writer.publish() == 2
    with closing(open_index(data_dir)) as index:
        assert index.document("ha-tang.md").root == "/noi-khac"
        assert len(index.passages_of("ha-tang.md")) == 3
    assert embedder.embedded == 0


def test_a_report_is_kept_with_its_generation(data_dir):
    with open_writer(data_dir, TinyEmbedder()) as writer:
        writer.remove("ha-tang.md")
        writer.publish('{"removed": 1}')
    with closing(open_index(data_dir)) as index:
        assert index.report == '{"removed": 1}'


@pytest.mark.parametrize("interrupt", [False, True])
def test_leaving_without_publishing_drops_the_draft(data_dir, interrupt):
    before = answers(data_dir)
    try:
        with open_writer(data_dir, TinyEmbedder()) as writer:
            writer.remove("ha-tang.md")
            if interrupt:
                raise KeyboardInterrupt
    except KeyboardInterrupt:
        pass
    assert answers(data_dir) == before
    assert [p.name for p in (data_dir / "generations").iterdir()] == ["1"]


def test_a_failed_put_leaves_the_document_as_it_was(data_dir):
    before = answers(data_dir)
    document, passages, figures = make_document("ha-tang", ["Văn bản mới."], version=2)
    stolen = make_document("khac", ["Câu khác."])[1]
    clash = [type(passages[0])("thuong-mai.md#1-0", "ha-tang.md", 0, 3, "---", 0)]
    with open_writer(data_dir, TinyEmbedder()) as writer:
        with pytest.raises(ValueError, match=r"khac\.md.* không thuộc"):
            writer.put(document, stolen, figures)
        with pytest.raises(ValueError, match="trùng mã đoạn"):
            writer.put(document, clash, [])
        shifted = [type(passages[0])("x", "ha-tang.md", 1, 4, "---", 0)]
        with pytest.raises(ValueError, match="không khớp văn bản"):
            writer.put(document, shifted, [])
        assert writer.publish() == 1
    assert answers(data_dir) == before


def test_an_embedder_that_fails_leaves_the_old_generation(data_dir):
    class Broken(TinyEmbedder):
        def embed_passages(self, texts):
            return np.full((len(texts), 16), np.nan, dtype=np.float32)

    before = answers(data_dir)
    with pytest.raises(ValueError, match="không hữu hạn"):
        fill(data_dir, make_document("them", ["Một câu."]), embedder=Broken())
    assert answers(data_dir) == before


def test_a_draft_whose_parts_disagree_is_not_published(data_dir, monkeypatch):
    from store.lexical import LexicalWriter

    monkeypatch.setattr(LexicalWriter, "add", lambda self, passages: None)
    before = read_current(data_dir)
    with pytest.raises(IndexDamaged, match="danh mục có 6 đoạn, chỉ mục véc-tơ 6, chỉ mục từ 5"):
        fill(data_dir, make_document("them", ["Một câu."]))
    assert read_current(data_dir) == before


def test_a_second_writer_is_refused_and_readers_are_not(data_dir):
    with open_writer(data_dir, TinyEmbedder()) as writer:
        writer.remove("ha-tang.md")
        with (
            pytest.raises(IndexLocked, match="tiến trình khác đang ghi"),
            open_writer(data_dir, TinyEmbedder()),
        ):
            pytest.fail("two writers")
        with pytest.raises(IndexLocked, match="tiến trình khác đang ghi"):
            publishing.rollback(data_dir)
        assert len(answers(data_dir)[0]) == 2
    with open_writer(data_dir, TinyEmbedder()):
        pass


@pytest.fixture
def as_nobody():
    """A folder that this process may read and not write, root or not."""
    folder = Path(tempfile.mkdtemp())
    yield folder
    if os.geteuid() != os.getuid():
        os.seteuid(os.getuid())
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755)
    shutil.rmtree(folder)


def test_a_read_only_data_folder_is_named(as_nobody):
    fill(as_nobody, make_document("a", ["Một câu."]))
    for path in sorted(as_nobody.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    as_nobody.chmod(0o555)
    if os.getuid() == 0:
        os.seteuid(65534)
    with (
        pytest.raises(IndexReadOnly, match=f"{as_nobody}.*HOIDAP_DATA_DIR"),
        open_writer(as_nobody, TinyEmbedder()),
    ):
        pytest.fail("wrote into a read-only folder")
    with (
        pytest.raises(IndexReadOnly, match="HOIDAP_DATA_DIR"),
        open_writer(as_nobody / "con", TinyEmbedder()),
    ):
        pytest.fail("made a folder in a read-only one")


def test_another_model_must_rebuild(data_dir):
    with (
        pytest.raises(ModelMismatch, match=r"tiny .*khac .*--rebuild"),
        open_writer(data_dir, TinyEmbedder("khac")),
    ):
        pytest.fail("mixed two models")
    embedder = TinyEmbedder("khac", 24)
    with open_writer(data_dir, embedder, rebuild=True) as writer:
        assert writer.documents() == ()
        assert [d.source for d in writer.published_documents()] == ["ha-tang.md", "thuong-mai.md"]
        writer.put(*make_document("a", ["Một câu."]))
        assert writer.publish() == 2
    with closing(open_index(data_dir)) as index:
        assert index.card == embedder.card
        assert [d.source for d in index.documents()] == ["a.md"]


def test_a_rebuild_answers_as_the_index_that_grew(data_dir):
    fill(data_dir, make_document("them", ["Đường mới mở.", "Xuất khẩu gỗ."]))
    fill(data_dir, make_document("them", ["Đường mới mở.", "Xuất khẩu cá."], version=2))
    with open_writer(data_dir, TinyEmbedder()) as writer:
        writer.remove("ha-tang.md")
        writer.publish()
    grown = answers(data_dir)
    with closing(open_index(data_dir)) as index:
        kept = [
            (d, index.passages_of(d.source), index.figures(d.source)) for d in index.documents()
        ]
    with open_writer(data_dir, TinyEmbedder(), rebuild=True) as writer:
        for document in reversed(kept):
            writer.put(*document)
        writer.publish()
    assert answers(data_dir) == grown


def contents(folder):
    return {
        path.relative_to(folder): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("sentences", [3, 4_500])
def test_a_later_generation_changes_nothing_in_an_earlier_one(tmp_path, sentences):
    """Files are shared between generations, and a large lexical index is changed in place."""
    many = make_document("lon", [f"Câu số {number} của tỉnh." for number in range(sentences)])
    fill(tmp_path, many, make_document("doi", ["Xuất khẩu chè.", "Đường mới."]))
    first = tmp_path / "generations" / "1"
    asked = answers(tmp_path)
    before = contents(first)
    fill(tmp_path, make_document("doi", ["Xuất khẩu gỗ.", "Đường mới."], version=2))
    with open_writer(tmp_path, TinyEmbedder()) as writer:
        writer.remove("doi.md")
        writer.publish()
    assert contents(first) == before
    publishing.rollback(tmp_path)
    publishing.rollback(tmp_path)
    with closing(open_index(tmp_path)) as index:
        assert index.generation == 3
        assert index.lexical(lexical_query("gỗ"), 10) == []
        assert index.vectors.count == index.lexical_index.count == index.passage_count == sentences
    assert asked != answers(tmp_path)


def test_passages_removed_from_a_large_index_no_longer_count_in_its_scores(tmp_path):
    lines = [f"Huyện {number % 997} trồng {number} ha chè năm 2031." for number in range(4_500)]
    fill(tmp_path, make_document("lon", lines), make_document("bo", ["Huyện 5 trồng chè."] * 20))
    with open_writer(tmp_path, TinyEmbedder()) as writer:
        writer.remove("bo.md")
        writer.publish()
    with closing(open_index(tmp_path)) as index:
        changed = index.lexical(lexical_query("huyện 5 trồng chè"), 40)
        frequency = index.document_frequency("text", "5")
    fill(tmp_path / "anew", make_document("lon", lines))
    with closing(open_index(tmp_path / "anew")) as index:
        filled = index.lexical(lexical_query("huyện 5 trồng chè"), 40)
        assert index.document_frequency("text", "5") == frequency
    assert changed[0][0] == filled[0][0] == "lon.md#1-5"
    assert [score for _, score in changed] == pytest.approx(
        [score for _, score in filled], rel=0.05
    )


def test_a_rebuild_starts_from_a_catalogue_whose_indexes_are_lost(data_dir):
    shutil.rmtree(data_dir / "generations/1/chroma")
    (data_dir / "generations/1/manifest.json").unlink()
    with (
        pytest.raises(IndexDamaged, match="--rebuild"),
        open_writer(data_dir, TinyEmbedder()),
    ):
        pytest.fail("copied a damaged generation")
    with open_writer(data_dir, TinyEmbedder(), rebuild=True) as writer:
        assert len(writer.published_documents()) == 2
        writer.put(*make_document("a", ["Một câu."]))
        assert writer.publish() == 2
    with closing(open_index(data_dir)) as index:
        assert index.document_count == 1


@pytest.mark.parametrize("lost", [1, 5])
def test_a_graph_that_misses_one_vector_is_published_and_one_that_misses_most_is_not(
    tmp_path, monkeypatch, lost
):
    texts = [f"Câu số {place} về việc {place * 7}." for place in range(6)]
    plain, asked = Vectors.nearest, []

    def nearest(self, vector, limit):
        asked.append(vector)
        return [] if 1 < len(asked) <= 1 + lost else plain(self, vector, limit)

    monkeypatch.setattr(Vectors, "nearest", nearest)
    if lost == 1:
        assert fill(tmp_path, make_document("a", texts)) == 1
    else:
        with pytest.raises(IndexDamaged, match="chỉ mục véc-tơ lạc đoạn"):
            fill(tmp_path, make_document("a", texts))
