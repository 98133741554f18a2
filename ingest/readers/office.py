"""Old Word, Excel, PowerPoint, RTF and OpenDocument files: LibreOffice makes DOCX, XLSX, PPTX.

LibreOffice is a program of its own and not needed for anything else; where it is missing, the file
is refused with the way to install it. It runs with a profile of its own in a temporary folder,
macros and links off, one at a time, and is killed with all its processes at the time limit.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from errors import UnreadableFile
from ingest import limits
from ingest.extracted import Extracted
from ingest.formats import detect
from ingest.readers.parts import needs_password, open_package

#: end of the name → LibreOffice's import filter, and what the file is turned into; without a filter
#: LibreOffice reads whatever it does not know as plain text
_FORMATS = {
    ".doc": ("MS Word 97", "docx"),
    ".rtf": ("Rich Text Format", "docx"),
    ".odt": ("writer8", "docx"),
    ".xls": ("MS Excel 97", "xlsx"),
    ".ods": ("calc8", "xlsx"),
    ".ppt": ("MS PowerPoint 97", "pptx"),
}
#: what to install for each
_PACKAGES = {
    "docx": "libreoffice-writer",
    "xlsx": "libreoffice-calc",
    "pptx": "libreoffice-impress",
}
_OPEN_DOCUMENT = frozenset((".odt", ".ods"))
#: share of the file's time limit that LibreOffice gets, so that it is killed before its worker
_SHARE = 0.8
#: no macro runs, nothing linked is fetched or updated
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""
_one_at_a_time = Lock()


def read(path: Path, name: str) -> Extracted:
    """The text of the document at `path`, called `name` in messages.

    Raises UnreadableFile (damaged, needs a password, LibreOffice missing or over its time) and
    EmptyFile.
    """
    from ingest.readers.docx import read as read_word
    from ingest.readers.sheet import read as read_workbook
    from ingest.readers.slides import read as read_slides

    suffix = detect(path, name).suffix  # what it is, whatever it is called
    if suffix not in _FORMATS:
        raise UnreadableFile(
            f"{name}: nội dung là {suffix}, không phải một trong {', '.join(_FORMATS)}. "
            "Hãy đổi phần mở rộng của tệp cho đúng."
        )
    _check(path, name, suffix)
    with converted(path, name, suffix) as result:
        readers = {".docx": read_word, ".xlsx": read_workbook, ".pptx": read_slides}
        content = readers[result.suffix](result, name)
    return replace(content, format=suffix[1:])


@contextmanager
def converted(path: Path, name: str, suffix: str) -> Iterator[Path]:
    """The document of that format as DOCX, XLSX or PPTX, there while the context is open.

    Raises UnreadableFile.
    """
    form, target = _FORMATS[suffix]
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise UnreadableFile(
            f"{name}: cần LibreOffice để đọc {suffix}, máy này chưa có. Hãy cài (Debian, Ubuntu: "
            f"apt install {_PACKAGES[target]}) hoặc lưu lại tệp dạng .{target}, rồi nạp lại."
        )
    with TemporaryDirectory(prefix="hoidap-") as folder:
        inside = Path(folder) / f"in{suffix}"
        shutil.copyfile(path, inside)  # its own name may be anything
        settings = Path(folder) / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, "utf-8")
        command = [
            *(program, f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"),
            *("--headless", "--norestore", "--nolockcheck", f"--infilter={form}"),
            *("--convert-to", target, "--outdir", folder, str(inside)),
        ]
        with _one_at_a_time:
            _run(command, name)
        result = inside.with_suffix(f".{target}")
        if not result.is_file():
            part = "" if target != "pptx" else ", hoặc máy chưa cài libreoffice-impress"
            raise UnreadableFile(
                f"{name}: LibreOffice không mở được tệp; tệp bị hỏng, có mật khẩu hoặc không phải "
                f"{suffix}{part}. Hãy mở tệp bằng chương trình đã tạo ra nó và lưu lại dạng "
                f".{target}."
            )
        yield result


def _run(command: list[str], name: str) -> None:
    seconds = max(1.0, limits.current().seconds * _SHARE)
    environment = {
        key: value
        for key, value in os.environ.items()
        if key in ("PATH", "LANG", "LC_ALL", "TMPDIR")
    }
    watchman = shutil.which("timeout")  # ends it even when this process is killed meanwhile
    watched = [watchman, "-s", "KILL", f"{seconds + 1:.0f}"] if watchman else []
    with subprocess.Popen(
        [*watched, *command],
        env=environment | {"HOME": str(Path(command[-1]).parent), "SAL_USE_VCLPLUGIN": "svp"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        process_group=0,
    ) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired as cause:
            raise UnreadableFile(
                f"{name}: LibreOffice chưa mở xong sau {seconds:.0f} giây nên đã bị dừng. Hãy chia "
                "nhỏ tệp hoặc lưu lại dạng mới (.docx, .xlsx)."
            ) from cause
        finally:
            _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the program with all processes it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _check(path: Path, name: str, suffix: str) -> None:
    """Refuse what must not even be given to LibreOffice: bombs, entities, locked files."""
    if suffix not in _OPEN_DOCUMENT:
        return
    with open_package(path, name, f"OpenDocument ({suffix})") as package:
        for part in ("META-INF/manifest.xml", "content.xml", "styles.xml", "meta.xml"):
            if part in package:
                package.refuse_entities(part)
        manifest = "META-INF/manifest.xml"
        if manifest in package and b"encryption-data" in package.read(manifest):
            raise needs_password(name)
        if "content.xml" not in package:
            raise UnreadableFile(
                f"{name}: không phải tài liệu OpenDocument (không có phần nội dung). "
                "Hãy lưu lại tệp từ LibreOffice rồi nạp lại."
            )
        package.read("content.xml")
