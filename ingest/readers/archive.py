"""ZIP archives and attachments of mails: their members, one after another, within limits.

Members are unpacked one at a time to a temporary folder under names of our own, so no name in an
archive can lead anywhere, and at most one lies there at a time. Refused members are told, each with
its reason, and do not stop the others.
"""

from __future__ import annotations

import re
import stat
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from errors import InputError, UnreadableFile
from ingest import limits
from ingest.readers.mail import attachments, open_mail
from ingest.readers.parts import damage_refused, needs_password

_BLOCK = 1 << 20
#: below this size a large ratio is that of a short text full of spaces, not of a bomb
_SMALL = 10 * 2**20
#: a small archive may unpack to so many bytes in all
_LEAST_TOTAL = 100 * 2**20
#: what programs put into archives for themselves
_SERVICE = frozenset((".DS_Store", "Thumbs.db", "desktop.ini"))


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: its name there, and where it lies unpacked until the next is asked for.

    `error` says why it was not unpacked; `path` then leads nowhere.
    """

    name: str
    path: Path
    error: str = ""


def members(path: Path, name: str) -> Iterator[Member]:
    """The files of the archive or mail at `path`, called `name` in messages, nested ones too.

    A member of a nested archive is called "inner.zip/member". The limits are those of
    `ingest.limits`. Raises UnreadableFile when it is no archive or has too many members.
    """
    with TemporaryDirectory(prefix="hoidap-") as folder:
        run = _Run(Path(folder), name)
        is_mail = path.suffix.lower() == ".eml"
        run.most = max(_LEAST_TOTAL, limits.current().ratio * path.stat().st_size)
        yield from run.mail(path, "", 1) if is_mail else run.zip(path, "", 1)


@dataclass(slots=True)
class _Run:
    """An archive being unpacked; files and bytes count over all archives nested in it.

    `most` bytes may come out of it in all.
    """

    folder: Path
    name: str
    most: int = 0
    files: int = 0
    place: int = 0
    unpacked: int = 0
    seen: set[str] = field(default_factory=set)

    def zip(self, path: Path, prefix: str, depth: int) -> Iterator[Member]:
        """The files of a zip archive; `prefix` goes before their names, `depth` is 1 outermost."""
        whole = f"{self.name}/{prefix}".rstrip("/")
        with damage_refused(whole, "nén ZIP"):
            archive = zipfile.ZipFile(path)
        with archive:
            found = [info for info in archive.infolist() if not _is_service(info)]
            self._count(len(found), whole)
            for info in found:
                unpack = partial(self._unpack, archive, info)
                yield from self._member(prefix + member_name(info), depth, unpack)

    def mail(self, path: Path, prefix: str, depth: int) -> Iterator[Member]:
        whole = f"{self.name}/{prefix}".rstrip("/")
        with damage_refused(whole, "thư điện tử (EML)"):
            found = list(attachments(open_mail(path.read_bytes(), whole)))
        self._count(len(found), whole)
        for attached, content in found:
            member = prefix + unicodedata.normalize("NFC", attached.replace("\\", "/"))
            yield from self._member(member, depth, partial(_write, content))

    def _count(self, found: int, whole: str) -> None:
        self.files += found
        if self.files > limits.current().members:
            raise limits.exceeded(whole, f"có {found} tệp bên trong", "members")

    def _member(
        self, member: str, depth: int, unpack: Callable[[str, Path], object]
    ) -> Iterator[Member]:
        self.place += 1
        shown = _printable(member)
        target = self.folder / f"{self.place:06}{_suffix(member)}"
        try:
            _check_name(member, f"{self.name}/{shown}")
            if shown in self.seen:
                raise UnreadableFile(
                    f"{self.name}/{shown}: tên này có hai lần trong tệp nén; chỉ tệp đầu được đọc. "
                    "Hãy đổi tên một trong hai."
                )
            self.seen.add(shown)
            with damage_refused(f"{self.name}/{shown}", "trong tệp nén"):
                unpack(f"{self.name}/{shown}", target)
        except InputError as error:
            target.unlink(missing_ok=True)
            yield Member(shown, target, str(error))
            return
        try:
            yield from self._inside(shown, target, depth)
        finally:
            target.unlink(missing_ok=True)

    def _unpack(
        self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, whole: str, target: Path
    ) -> None:
        """Write a member to `target`, refusing what is encrypted, a link, or grows too much."""
        if info.flag_bits & 1:
            raise needs_password(whole)
        if stat.S_ISLNK(info.external_attr >> 16):
            raise UnreadableFile(
                f"{whole}: là liên kết tượng trưng, không được đọc. Hãy nén chính tệp ấy."
            )
        allowed = limits.current()
        if info.file_size > allowed.mb * 2**20:
            raise limits.exceeded(whole, f"giải nén ra {info.file_size // 2**20} MB", "mb")
        grows = info.file_size / max(1, info.compress_size)
        if info.file_size > _SMALL and grows > allowed.ratio:
            raise limits.exceeded(whole, f"nở ra {grows:.0f} lần khi giải nén", "ratio")
        with archive.open(info) as packed, target.open("wb") as file:
            while block := packed.read(_BLOCK):
                self.unpacked += len(block)
                if self.unpacked > self.most:
                    raise limits.exceeded(whole, "cùng các tệp trước nó nở ra quá nhiều", "ratio")
                file.write(block)

    def _inside(self, member: str, target: Path, depth: int) -> Iterator[Member]:
        """The member itself, or what it holds where it is an archive."""
        is_zip = target.suffix == ".zip"
        if is_zip and depth >= limits.current().depth:
            error = limits.exceeded(f"{self.name}/{member}", "nằm sâu trong nhiều lớp nén", "depth")
            yield Member(member, target, str(error))
            return
        if not is_zip:
            yield Member(member, target)
            return
        try:
            yield from self.zip(target, f"{member}/", depth + 1)
        except InputError as error:
            yield Member(member, target, str(error))


def member_name(info: zipfile.ZipInfo) -> str:
    """A member's name: UTF-8, whether it says so or not; else as Vietnamese Windows writes it."""
    name = info.filename
    if not info.flag_bits & 0x800 and not name.isascii():
        raw = name.encode("cp437", "replace")  # what zipfile took it for
        for encoding in ("utf-8", "cp1258"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return unicodedata.normalize("NFC", name.replace("\\", "/"))


def _check_name(member: str, whole: str) -> None:
    parts = member.split("/")
    if member.startswith("/") or ".." in parts or re.match(r"[A-Za-z]:", member):
        raise UnreadableFile(
            f"{whole}: tên dẫn ra ngoài tệp nén, không được đọc. Hãy nén lại với tên thường."
        )


def _is_service(info: zipfile.ZipInfo) -> bool:
    """Whether a member is a folder or what a program put there for itself."""
    last = info.filename.rpartition("/")[2]
    service = last in _SERVICE or last.startswith("~$") or info.filename.startswith("__MACOSX/")
    return info.is_dir() or service


def _printable(member: str) -> str:
    """A name without control characters and marks that turn the direction of writing."""
    shown = "".join(
        letter for letter in member if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co")
    )
    return shown.encode("utf-8", "replace").decode("utf-8") or "(không tên)"


def _suffix(member: str) -> str:
    suffix = PurePosixPath(_printable(member)).suffix.lower()
    return suffix if re.fullmatch(r"\.[a-z0-9]{1,8}", suffix) else ""


def _write(content: bytes, _: str, target: Path) -> None:
    target.write_bytes(content)
