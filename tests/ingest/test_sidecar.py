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


DECISION = """ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH CAO BẰNG                Độc lập - Tự do - Hạnh phúc
Số: 15/2021/QĐ-UBND            Cao Bằng, ngày 05 tháng 3 năm 2021

QUYẾT ĐỊNH
Quy định mức hỗ trợ trồng chè

Điều 1. Hỗ trợ giống chè 12 triệu đồng/ha, như Quyết định số 7/2018/QĐ-UBND đã nêu.

Điều 2. Quyết định này có hiệu lực từ ngày 20/3/2021 và thay thế Quyết định số 12/2019/QĐ-UBND.

Nơi nhận:                                  TM. ỦY BAN NHÂN DÂN
- Lưu: VT.                                        CHỦ TỊCH
                                              Hoàng Văn Nam
"""


def decision(sidecar, text=DECISION):
    return describe(FileText(text, "0", "utf-8", sidecar), "a.txt", "/r")


def said(document):
    return [(one.kind, one.number, one.origin) for one in document.relations]


OWN = ("replaces", "12/2019/QĐ-UBND", "body")


@pytest.mark.parametrize(
    ("sidecar", "expected"),
    [
        ("signer: Hoàng Văn Năm\n", [OWN]),
        ("replaces: []\n", []),
        ("replaces: 13/2019/QĐ-UBND\n", [("replaces", "13/2019/QĐ-UBND", "sidecar")]),
        ("replaces: Quyết định số 12/2019/QĐ-UBND\n", [OWN]),
        ("repeals: [12/2019/QĐ-UBND]\n", [("repeals", "12/2019/QĐ-UBND", "sidecar")]),
        (
            "amends:\n- 7/2018/QĐ-UBND ngày 3/2/2018\n- 01-NQ/TU\n",
            [OWN, ("amends", "7/2018/QĐ-UBND", "sidecar"), ("amends", "01-NQ/TU", "sidecar")],
        ),
    ],
)
def test_relations_that_are_given_hold_over_those_read(sidecar, expected):
    document = decision(sidecar)
    assert said(document) == expected
    for one in document.relations:
        assert document.text[one.start : one.end]
        if "7/2018" in one.number:
            assert one.day == date(2018, 2, 3)
            assert document.text[one.start : one.end] == "7/2018/QĐ-UBND"


def test_signer_and_days_in_force_that_are_given_hold():
    document = decision(
        "signer: Hoàng Văn Năm\nsigner_office: PHÓ CHỦ TỊCH\neffective: 25/3/2021\n"
        "expires: 2025-12-31\n"
    )
    assert (document.signer, document.signer_office) == ("Hoàng Văn Năm", "PHÓ CHỦ TỊCH")
    assert (document.effective, document.expires) == (date(2021, 3, 25), date(2025, 12, 31))
    found = {item.slot: item for item in document.evidence}
    assert {found[slot].origin for slot in ("signer", "effective", "expires")} == {"sidecar"}
    effective = found["effective"]
    assert "từ ngày 20/3/2021" in document.text[effective.start : effective.end]


def test_an_article_without_a_number_may_be_given_what_an_official_document_has():
    document = decision("effective: 25/3/2021\nreplaces: 3/QĐ-UBND\n", TEXT)
    assert document.effective == date(2021, 3, 25)
    assert said(document) == [("replaces", "3/QĐ-UBND", "sidecar")]


@pytest.mark.parametrize(
    ("sidecar", "message"),
    [
        ("effective: sau mười ngày\n", "trường effective có giá trị «sau mười ngày», được phép"),
        ("replaces: Quyết định cũ\n", "trường replaces .* được phép: số văn bản như «12/2019/QĐ"),
        ("repeals: [12/2019/QĐ-UBND, cũ]\n", "trường repeals có giá trị"),
        ("amends: {số: 12}\n", "trường amends có giá trị"),
        ("replaces: 15/2021/QĐ-UBND\n", "trường replaces nêu số 15/2021/QĐ-UBND của chính"),
        ("replaces: 1/QĐ-UBND\nrepeals: 1/QĐ-UBND\n", "số 1/QĐ-UBND có ở cả replaces và repeals"),
        (
            "effective: 2/1/2022\nexpires: 1/1/2022\n",
            r"hết hiệu lực \(expires 01/01/2022\) trước khi",
        ),
        ("efective: 2/1/2022\n", r"tệp kèm theo \(.yaml\) có trường «efective», .* «effective»"),
        ("signer: a: b\n", "sai cú pháp YAML ở dòng 1"),
    ],
)
def test_what_cannot_be_is_refused_with_what_is_allowed(sidecar, message):
    with pytest.raises(UnreadableFile, match=message):
        decision(sidecar)


def test_what_is_given_survives_a_rebuild(ingest, tmp_path):
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.txt").write_text(DECISION, encoding="utf-8")
    (folder / "a.yaml").write_text(
        "signer: Hoàng Văn Năm\neffective: 25/3/2021\nreplaces: []\n"
        "amends: [7/2018/QĐ-UBND ngày 3/2/2018, 1/QĐ-UBND]\n",
        encoding="utf-8",
    )
    ingest(folder)
    ingest("--rebuild")
    (row,) = ingest("--list", "--json").value["documents"]
    assert (row["signer"], row["effective"]) == ("Hoàng Văn Năm", "2021-03-25")
    assert (row["replaces"], row["repeals"]) == ([], [])
    assert row["amends"] == ["7/2018/QĐ-UBND", "1/QĐ-UBND"]
    assert row["confidence"]["amends"] == row["confidence"]["signer"] == 1.0
