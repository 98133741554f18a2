"""Archives: members with their names, within limits; what is refused and why."""

import io
import stat
import zipfile

import pytest

from errors import UnreadableFile
from ingest import limits
from ingest.readers.archive import members
from tests.ingest.damage import damaged


@pytest.fixture
def archive(tmp_path):
    def write(*files, name="a.zip"):
        path = tmp_path / name
        path.write_bytes(zipped(*files))
        return path

    return write


@pytest.fixture
def limited():
    def use(**given):
        limits.use(limits.Limits(**given))

    yield use
    limits.use(limits.Limits())


def zipped(*files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files:
            made.writestr(name, content)
    return buffer.getvalue()


def found(path):
    """Names with contents, or with the refusal."""
    return [(one.name, one.error or one.path.read_bytes()) for one in members(path, "a.zip")]


def test_members_lie_unpacked_one_at_a_time(archive):
    path = archive(("Kế hoạch/năm 2023.txt", b"mot"), ("b.txt", b"hai"), ("trống/", b""))
    seen = []
    for member in members(path, "a.zip"):
        assert member.path.suffix == ".txt"
        assert [p for p in member.path.parent.iterdir()] == [member.path]
        seen.append((member.name, member.path.read_bytes()))
    assert seen == [("Kế hoạch/năm 2023.txt", b"mot"), ("b.txt", b"hai")]
    assert not member.path.parent.exists()


def test_the_folder_goes_when_reading_stops_early(archive):
    run = members(archive(("a.txt", b"1"), ("b.txt", b"2")), "a.zip")
    folder = next(run).path.parent
    run.close()
    assert not folder.exists()


def test_what_programs_put_there_is_passed_over(archive):
    path = archive(("__MACOSX/._a", b"x"), (".DS_Store", b"x"), ("~$a.docx", b"x"), ("a.txt", b"1"))
    assert found(path) == [("a.txt", b"1")]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../ngoài.txt", "../ngoài.txt"),
        ("/etc/a.txt", "/etc/a.txt"),
        ("a/../../b.txt", "a/../../b.txt"),
        ("C:/a.txt", "C:/a.txt"),
        ("a\\..\\b.txt", "a/../b.txt"),
    ],
)
def test_names_that_lead_out_are_refused(archive, name, shown):
    (one, two) = found(archive((name, b"x"), ("b.txt", b"2")))
    assert one[0] == shown
    assert one[1].startswith(f"a.zip/{shown}: tên dẫn ra ngoài")
    assert two == ("b.txt", b"2")


def test_links_and_locked_members_and_twins_are_refused(archive):
    link = zipfile.ZipInfo("lien-ket.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = archive((link, b"/etc/passwd"), ("a.txt", b"1"), ("a.txt", b"2"))
    one, two, three = found(path)
    assert "liên kết tượng trưng" in one[1]
    assert two == ("a.txt", b"1")
    assert "có hai lần" in three[1]
    content = bytearray(zipped(("khoa.txt", b"x")))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    assert "mật khẩu" in found(path)[0][1]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1258"])
def test_names_that_do_not_say_their_encoding(tmp_path, encoding):
    name = "báo cáo.txt"
    placeholder = "x" * len(name.encode(encoding))
    content = zipped((placeholder, b"1")).replace(placeholder.encode(), name.encode(encoding))
    (tmp_path / "a.zip").write_bytes(content)
    assert found(tmp_path / "a.zip") == [(name, b"1")]


def test_marks_that_turn_writing_round_do_not_show(archive):
    assert found(archive(("a\u202etxt.exe", b"1"))) == [("atxt.exe", b"1")]


def test_archives_in_archives_are_read_to_the_depth_allowed(archive, limited):
    inner = zipped(("c.txt", b"3"))
    path = archive(("b.zip", zipped(("trong.zip", inner), ("b.txt", b"2"))), ("a.txt", b"1"))
    limited(depth=2)
    deep, two, one = found(path)
    assert deep[0] == "b.zip/trong.zip"
    assert deep[1].startswith("a.zip/b.zip/trong.zip: nằm sâu trong nhiều lớp nén, vượt giới hạn 2")
    assert (two, one) == (("b.zip/b.txt", b"2"), ("a.txt", b"1"))
    limited(depth=3)
    assert found(path)[0] == ("b.zip/trong.zip/c.txt", b"3")


def test_too_many_members_are_refused_before_any_is_read(archive, limited):
    limited(members=3)
    path = archive(*((f"{n}.txt", b"x") for n in range(4)))
    with pytest.raises(UnreadableFile, match=r"^a\.zip: có 4 tệp bên trong, vượt giới hạn 3"):
        next(members(path, "a.zip"))
    nested = archive(("1.txt", b"1"), ("b.zip", zipped(("2", b""), ("3", b""), ("4", b""))))
    assert "vượt giới hạn 3" in found(nested)[1][1]


def test_bombs_are_refused_by_ratio_size_and_sum(archive, limited, monkeypatch):
    bomb = b"\0" * (11 * 2**20)
    limited(ratio=100)
    assert "nở ra" in found(archive(("a.txt", bomb), ("b.txt", b"1")))[0][1]
    limited(mb=10)
    assert "giải nén ra 11 MB, vượt giới hạn 10 MB" in found(archive(("a.txt", bomb)))[0][1]
    limited(ratio=1)
    monkeypatch.setattr("ingest.readers.archive._LEAST_TOTAL", 1 << 20)
    small = b"\0" * (700 << 10)
    one, two = found(archive(("a.txt", small), ("b.txt", small)))
    assert one == ("a.txt", small)
    assert "nở ra quá nhiều" in two[1]


def test_a_size_that_lies_gives_no_more_than_it_says(tmp_path):
    content = bytearray(zipped(("a.txt", b"x" * 100_000)))
    place = content.index(b"PK\x01\x02") + 24
    content[place : place + 4] = (10).to_bytes(4, "little")
    (tmp_path / "a.zip").write_bytes(content)
    ((_, said),) = found(tmp_path / "a.zip")
    assert said == b"x" * 10 or "hỏng" in said


def test_what_is_no_archive_is_refused(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"khong phai")
    with pytest.raises(UnreadableFile, match=r"^a\.zip: tệp nén ZIP bị hỏng"):
        next(members(tmp_path / "a.zip", "a.zip"))


@pytest.mark.parametrize("seed", range(40))
def test_damaged_archives_are_refused_in_one_line(tmp_path, seed):
    inner = zipped(("c.txt", b"3" * 500))
    path = tmp_path / "a.zip"
    path.write_bytes(damaged(zipped(("a.txt", b"1" * 500), ("b.zip", inner)), seed))
    try:
        said = [str(one[1]) for one in found(path) if isinstance(one[1], str)]
    except UnreadableFile as error:
        said = [str(error)]
    assert all(line.startswith("a.zip") and "\n" not in line for line in said)
