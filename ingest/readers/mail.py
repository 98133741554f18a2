"""E-mail (EML) and web pages saved as mail (MHT): headers that matter, the body, attachments."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from datetime import date, datetime
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr
from pathlib import Path
from typing import cast

from errors import EmptyFile, UnreadableFile
from ingest.extracted import Extracted
from ingest.readers.parts import clean, damage_refused, extracted

_WHAT = "thư điện tử (EML)"
#: a mail opens with headers
_HEADER = re.compile(rb"[A-Za-z][\w-]*:[^\n]*\n")
#: a line that quotes an earlier mail
_QUOTED = re.compile(r"\s*>")


def read(path: Path, name: str) -> Extracted:
    """The mail at `path`, called `name` in messages, without its attachments.

    Raises UnreadableFile (no mail) and EmptyFile.
    """
    with damage_refused(name, _WHAT):
        message = open_mail(path.read_bytes(), name)
        subject = " ".join(str(message.get("subject", "")).split())
        sender = " ".join(str(message.get("from", "")).split())
        day = _day(message)
        head = [f"Người gửi: {sender}" if sender else ""]
        head += [f"Ngày gửi: {day:%d/%m/%Y}"] if day else []
        blocks = [
            f"# {subject}" if subject else "",
            "\n".join(filter(None, head)),
            *_body(message, name),
        ]
        names = [attachment for attachment, _ in attachments(message)]
        if names:
            blocks.append("Tệp đính kèm: " + "; ".join(names))
    return extracted(blocks, name, "eml", title=subject, author=parseaddr(sender)[0], published=day)


def open_mail(content: bytes, name: str) -> EmailMessage:
    """The bytes of a mail as a message. Raises UnreadableFile and EmptyFile."""
    if not content.strip():
        raise EmptyFile(f"{name}: tệp rỗng. Hãy thêm nội dung hoặc bỏ tệp này đi.")
    if not _HEADER.match(content.lstrip(b"\xef\xbb\xbf\r\n")):
        raise UnreadableFile(f"{name}: không phải {_WHAT}. Hãy lưu lại thư dạng .eml rồi nạp lại.")
    return email.message_from_bytes(content, policy=email.policy.default)


def attachments(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    """Names and contents of the files attached; a mail in the mail is such a file."""
    for place, part in enumerate(message.iter_attachments(), 1):
        attached = part.get_filename()
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0)
            yield attached or f"thu-{place}.eml", cast(EmailMessage, inner).as_bytes()
        elif attached:
            yield clean(attached), cast(bytes, part.get_payload(decode=True) or b"")


def page_of_archive(content: bytes, name: str) -> bytes:
    """The page in a web archive (MHT). Raises UnreadableFile when there is none."""
    with damage_refused(name, "MHT"):
        message = open_mail(content, name)
        for part in message.walk():
            if part.get_content_type() == "text/html":
                page = cast(bytes, part.get_payload(decode=True) or b"")
                charset = part.get_content_charset("")
                mark = f"<meta charset={charset}>".encode("ascii", "ignore") if charset else b""
                return page if page.startswith(b"\xff\xfe") else mark + page
    raise UnreadableFile(
        f"{name}: trong tệp MHT không có trang web. Hãy lưu lại trang từ trình duyệt rồi nạp lại."
    )


def _body(message: EmailMessage, name: str) -> list[str]:
    """The body in blocks: as a page where it has tables or there is no plain text."""
    from ingest.readers.web import page_blocks

    plain = message.get_body(preferencelist=("plain",))
    page = message.get_body(preferencelist=("html",))
    raw = cast(bytes, page.get_payload(decode=True) or b"") if page else b""
    if page and (plain is None or b"<table" in raw.lower()) and raw.strip():
        charset = page.get_content_charset("")
        return page_blocks(f'<meta charset="{charset}">'.encode() + raw, name)
    if plain is None:
        return []
    text = clean(_plain_text(plain, name))
    kept = [line for line in text.split("\n") if not _QUOTED.match(line)]
    return ["\n".join(kept)]


def _plain_text(part: MIMEPart, name: str) -> str:
    from ingest.reading import decode

    content = cast(bytes, part.get_payload(decode=True) or b"")
    charset = part.get_content_charset("") or ""
    if charset not in ("", "us-ascii"):
        try:
            return content.decode(charset)
        except (LookupError, UnicodeDecodeError):
            pass  # declared wrongly
    return decode(content, name)[0]


def _day(message: EmailMessage) -> date | None:
    try:
        header = message["date"]
        sent = getattr(header, "datetime", None)
    except (MessageError, ValueError, TypeError, IndexError):  # a date that is none
        return None
    return sent.date() if isinstance(sent, datetime) else None
