"""What a person corrects in `NAME.yaml` beside `NAME.txt` holds over what the text says."""

from datetime import date

import pytest

from errors import UnreadableFile
from ingest.confidence import confidence
from ingest.describe import describe
from ingest.listing import printed_period
from ingest.reading import FileText, read_file
from vietnamese.places import Level

TEXT = "Họp báo quý I\n\nNgày 12/4, hội nghị tại Trà Vinh cho biết thu ngân sách đạt 900 tỷ đồng.\n"
YAML = (
    "title: Họp báo quý I năm 2023\nplace: thành phố Trà Vinh\nlevel: thành phố\n"
    "period: quý I/2023\npublished: 13/4/2023\nnumber: 12/BC-UBND\n"
    "issuer: UBND thành phố Trà Vinh\n"
    "doc_type: Báo cáo\n"
)


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "hop-bao.txt"
    path.write_text(TEXT, encoding="utf-8")
    path.with_suffix(".yaml").write_text(YAML, encoding="utf-8")
    return describe(read_file(path), "hop-bao.txt", str(tmp_path))


def test_a_sidecar_corrects_every_field(document):
    assert document.title == "Họp báo quý I năm 2023"
    assert document.scope.place.full_name == "thành phố Trà Vinh"
    assert document.scope.level is Level.CITY
    assert printed_period(document.scope.period) == "2023-01-01/2023-03-31"
    assert document.published == date(2023, 4, 13)
    assert (document.number, document.doc_type) == ("12/BC-UBND", "Báo cáo")
    assert document.text == TEXT
    origins = {item.slot: item.origin for item in document.evidence}
    assert origins["place"] == origins["period"] == origins["title"] == "sidecar"
    assert confidence(document)["place"] == 1.0


def test_a_sidecar_holds_over_front_matter():
    text = "---\ntitle: Cũ\nplace: tỉnh Hà Nam\n---\nNội dung.\n"
    described = describe(FileText(text, "0", "utf-8", "place: tỉnh Nam Định\n"), "a.md", "")
    assert (described.title, described.scope.place.name) == ("Cũ", "Nam Định")


def test_a_bad_sidecar_is_refused_with_what_is_allowed():
    with pytest.raises(UnreadableFile, match="trường published có giá trị «hôm qua»"):
        describe(FileText(TEXT, "0", "utf-8", "published: hôm qua\n"), "a.txt", "")


def test_a_changed_sidecar_updates_the_document_and_survives_a_rebuild(ingest, tmp_path):
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "hop-bao.txt").write_text(TEXT, encoding="utf-8")
    assert ingest(folder, "--json").statuses == {"hop-bao.txt": "added"}
    (folder / "hop-bao.yaml").write_text(YAML, encoding="utf-8")
    assert ingest(folder, "--json").statuses == {"hop-bao.txt": "updated"}
    assert ingest(folder, "--json").statuses == {"hop-bao.txt": "unchanged"}
    (folder / "hop-bao.yaml").unlink()
    ingest("--rebuild")
    (row,) = ingest("--list", "--json").value["documents"]
    assert (row["place"], row["level"]) == ("thành phố Trà Vinh", "city")
    assert row["confidence"]["place"] == 1.0


def test_what_is_inferred_is_less_sure_than_what_is_titled():
    titled = describe(FileText("Tỉnh Trà Vinh năm 2023\n\nTin.\n", "0", "utf-8"), "a.txt", "")
    inferred = describe(
        FileText("Bản tin\n\nCác xã ở huyện Càng Long và huyện Cầu Kè được khen.\n", "0", "utf-8"),
        "b.txt",
        "",
    )
    sure = confidence(titled)["place"]
    assert sure > 0.9
    assert inferred.scope.place is None or confidence(inferred)["place"] < sure


def test_two_documents_that_contradict_are_both_listed_with_a_doubt(ingest, tmp_path):
    folder = tmp_path / "docs"
    folder.mkdir()
    for name, value in (("a", "900"), ("b", "970")):
        (folder / f"{name}.txt").write_text(
            f"Tỉnh Trà Vinh: kinh tế năm 2022\n\nThu ngân sách đạt {value} tỷ đồng.\n",
            encoding="utf-8",
        )
    ingest(folder)
    rows = ingest("--figures", "--json").value["figures"]
    assert [(row["value"], row["doubt"]) for row in rows] == [
        ("900000000000", ["conflict"]),
        ("970000000000", ["conflict"]),
    ]
    assert "nghi ngờ: conflict" in ingest("--figures", "--year", "2022").out
