"""Old office files through LibreOffice: read, refused with the reason, stopped at the limit."""

import io
import os
import shutil
import time
import zipfile

import pytest

from errors import EmptyFile, UnreadableFile
from ingest import limits
from ingest.readers import office
from tests.ingest import fixture_files as fixtures
from tests.ingest.damage import damaged, is_read_or_refused

NEEDED = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")

RTF = (
    r"{\rtf1\ansi\ansicpg1258\deff0{\fonttbl{\f0 Times New Roman;}{\f1 .VnTime;}}"
    r"\f0 K\u7871?t qu\u7843? n\u259?m 2022\par{\f1 t\'d8nh Kon Tum\par}}"
)


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """Puts a program of the test in LibreOffice's place."""

    def put(script):
        program = tmp_path / "bin" / "soffice"
        program.parent.mkdir()
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")

    return put


@NEEDED
def test_rtf_is_read_with_letters_of_old_fonts(tmp_path):
    path = tmp_path / "Tên có dấu 'nháy'.rtf"
    path.write_text(RTF, "ascii")
    found = office.read(path, "a.rtf")
    assert found.text == "Kết quả năm 2022\n\ntỉnh Kon Tum\n"
    assert found.format == "rtf"


@NEEDED
def test_what_a_file_is_counts_and_not_what_it_is_called(tmp_path):
    path = tmp_path / "a.doc"
    path.write_text(RTF, "ascii")
    assert "Kết quả năm 2022" in office.read(path, "a.doc").text


@NEEDED
@pytest.mark.parametrize("seed", range(3))
def test_damaged_files_are_read_or_refused(tmp_path, seed):
    path = tmp_path / "a.doc"
    path.write_bytes(damaged(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + RTF.encode() * 30, 2 * seed))
    assert is_read_or_refused(office.read, path)


def test_without_libreoffice_the_way_to_install_it_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    path = tmp_path / "a.rtf"
    path.write_text(RTF, "ascii")
    with pytest.raises(UnreadableFile, match=r"^a\.rtf: cần LibreOffice.*apt install"):
        office.read(path, "a.rtf")


def test_at_the_limit_all_its_processes_end(tmp_path, stand_in):
    stand_in(f"sleep 60 & echo $! > {tmp_path}/pid; sleep 60")
    path = tmp_path / "a.rtf"
    path.write_text(RTF, "ascii")
    limits.use(limits.Limits(seconds=1))
    began = time.monotonic()
    try:
        with pytest.raises(UnreadableFile, match=r"^a\.rtf: LibreOffice chưa mở xong sau 1 giây"):
            office.read(path, "a.rtf")
    finally:
        limits.use(limits.Limits())
    assert time.monotonic() - began < 20
    child = int((tmp_path / "pid").read_text())
    for _ in range(50):
        state = _state(child)
        if state in ("", "Z"):
            break
        time.sleep(0.1)
    assert state in ("", "Z")


def _state(process):
    try:
        with open(f"/proc/{process}/stat") as file:
            return file.read().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return ""


def test_a_conversion_that_gives_nothing_is_a_refusal(tmp_path, stand_in):
    stand_in("exit 0")
    path = tmp_path / "a.rtf"
    path.write_text(RTF, "ascii")
    with pytest.raises(UnreadableFile, match=r"^a\.rtf: LibreOffice không mở được"):
        office.read(path, "a.rtf")


def test_the_program_sees_no_macros_no_links_and_a_home_of_its_own(tmp_path, stand_in):
    stand_in(
        f'echo "$HOME $@" > {tmp_path}/seen; '
        f'cat "$HOME/profile/user/registrymodifications.xcu" >> {tmp_path}/seen'
    )
    path = tmp_path / "a.rtf"
    path.write_text(RTF, "ascii")
    with pytest.raises(UnreadableFile):
        office.read(path, "a.rtf")
    seen = (tmp_path / "seen").read_text()
    assert "--headless" in seen
    assert "--infilter=Rich Text Format" in seen
    assert 'DisableMacrosExecution" oor:op="fuse"><value>true' in seen
    assert not seen.startswith(os.environ.get("HOME", "?"))


def opendocument(content, manifest="<m/>"):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", manifest)
        if content:
            archive.writestr("content.xml", content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "error", "said"),
    [
        (b"", EmptyFile, "tệp rỗng"),
        (opendocument('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), UnreadableFile, "thực thể XML"),
        (opendocument("<x/>", "<m><encryption-data/></m>"), UnreadableFile, "mật khẩu"),
        (opendocument(""), UnreadableFile, "không có phần nội dung"),
    ],
)
def test_what_must_not_reach_libreoffice_does_not(tmp_path, content, error, said, stand_in):
    stand_in(f"touch {tmp_path}/reached")
    path = tmp_path / "a.odt"
    path.write_bytes(content)
    with pytest.raises(error, match=rf"^a\.odt: .*{said}"):
        office.read(path, "a.odt")
    assert not (tmp_path / "reached").exists()


def test_other_files_are_not_given_to_it(tmp_path):
    fixtures.write_docx(tmp_path / "a.doc")
    with pytest.raises(UnreadableFile, match=r"^a\.doc: nội dung là \.docx"):
        office.read(tmp_path / "a.doc", "a.doc")
