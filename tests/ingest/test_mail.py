"""Mails: subject, sender, day, body, attachments."""

from datetime import date
from email.message import EmailMessage

import pytest

from errors import EmptyFile, UnreadableFile
from ingest.readers.archive import members
from ingest.readers.mail import read
from tests.ingest import fixture_files as fixtures
from tests.ingest.damage import damaged, is_read_or_refused


@pytest.fixture
def mail(tmp_path):
    """Writes a mail; a body of text, of HTML, attached files by name."""

    def write(text=None, html=None, attached=(), **headers):
        message = EmailMessage()
        message["Subject"] = "Lịch họp giao ban tháng 4"
        message["From"] = "Trần Thị Lan <lan@vidu.example>"
        message["Date"] = "Mon, 03 Apr 2023 07:00:00 +0700"
        for name, value in headers.items():
            del message[name]
            message[name] = value
        if text is not None:
            message.set_content(text)
        if html is not None:
            (message.add_alternative if text else message.set_content)(html, subtype="html")
        for name, content in attached:
            message.add_attachment(content, "application", "octet-stream", filename=name)
        path = tmp_path / "a.eml"
        path.write_bytes(message.as_bytes())
        return path

    return write


def test_headers_and_body(mail):
    found = read(mail("Kính gửi các phòng,\nHọp lúc 8 giờ.\n> thư cũ\n"), "a.eml")
    assert found.text.split("\n\n") == [
        "# Lịch họp giao ban tháng 4",
        "Người gửi: Trần Thị Lan <lan@vidu.example>\nNgày gửi: 03/04/2023",
        "Kính gửi các phòng,\nHọp lúc 8 giờ.\n",
    ]
    assert (found.title, found.author) == ("Lịch họp giao ban tháng 4", "Trần Thị Lan")
    assert found.published == date(2023, 4, 3)


def test_a_body_with_a_table_is_read_as_a_page(mail):
    table = fixtures.html_table(fixtures.BUDGET)
    found = read(mail("Xem bảng.", f"<p>Gửi các phòng.</p>{table}"), "a.eml")
    assert fixtures.markdown_table(fixtures.BUDGET) in found.text
    assert "Gửi các phòng." in found.text
    assert "Chỉ có trang" in read(mail(None, "<p>Chỉ có trang</p>"), "a.eml").text


def test_attachments_are_members_and_named_in_the_text(mail):
    path = mail("Gửi kèm.", attached=[("kế hoạch.txt", b"Ke hoach"), ("../x.txt", b"x")])
    assert read(path, "a.eml").text.rstrip().endswith("Tệp đính kèm: kế hoạch.txt; ../x.txt")
    found = [
        (m.name, m.path.read_bytes() if not m.error else m.error) for m in members(path, "a.eml")
    ]
    assert found[0] == ("kế hoạch.txt", b"Ke hoach")
    assert found[1][1].startswith("a.eml/../x.txt: tên dẫn ra ngoài")


def test_odd_headers_do_no_harm(mail):
    found = read(mail("Nội dung.", Date="hôm qua", From=""), "a.eml")
    assert found.published is None
    assert found.text == "# Lịch họp giao ban tháng 4\n\nNội dung.\n"


def test_a_mail_in_an_old_encoding_is_read(tmp_path):
    path = tmp_path / "a.eml"
    head = b"From: a@vidu.example\r\nContent-Type: text/plain; charset=windows-1258\r\n"
    head += b"Content-Transfer-Encoding: 8bit\r\n\r\n"
    path.write_bytes(head + fixtures.windows_1258("Ủy ban nhân dân huyện thông báo."))
    assert "Ủy ban nhân dân huyện thông báo." in read(path, "a.eml").text


@pytest.mark.parametrize(
    ("content", "error", "said"),
    [
        (b" \r\n", EmptyFile, "tệp rỗng"),
        (b"khong phai thu", UnreadableFile, "không phải thư điện tử"),
        (b"Subject:\r\n\r\n", EmptyFile, "tệp rỗng"),
    ],
)
def test_what_is_no_mail_is_refused(tmp_path, content, error, said):
    path = tmp_path / "a.eml"
    path.write_bytes(content)
    with pytest.raises(error, match=rf"^a\.eml: .*{said}"):
        read(path, "a.eml")


@pytest.mark.parametrize("seed", range(20))
def test_damaged_mails_are_read_or_refused(mail, seed):
    path = mail("Nội dung.", "<p>Trang</p>", [("a.txt", b"a"), ("b.txt", b"b" * 200)])
    path.write_bytes(damaged(path.read_bytes(), seed))
    assert is_read_or_refused(read, path)
