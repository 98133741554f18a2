"""Pictures of documents (PNG, JPEG, TIFF with any number of pages), read by tesseract."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from errors import EmptyFile, InputError, UnreadableFile
from ingest import limits
from ingest.extracted import Extracted
from ingest.readers import ocr, tesseract
from ingest.readers.ocr_figures import unclear_remark, unclear_spans
from ingest.readers.pdf_flow import markdown, page_offsets
from ingest.readers.pdf_frames import frames
from ingest.readers.pdf_lines import Line, Table
from ingest.readers.pdf_page import read_page

if TYPE_CHECKING:
    from ingest.readers.pdf_scan import Picture

#: formats that are opened; Pillow knows many more, some with programs behind them
_FORMATS = ("PNG", "JPEG", "TIFF")
#: more pixels than a sheet of A3 at 600 dots per inch has
_MOST_PIXELS = 75_000_000
#: sides of a sheet of paper, in inches, that a picture without a known resolution is taken for
_SHEET = (8.27, 11.69)
#: resolutions that a scanner may record
_SCANNED = (95.0, 1300.0)


def read(path: Path, name: str) -> Extracted:
    """The text on the picture at `path`, called `name` in messages.

    Raises UnreadableFile (damaged, too large, no program to read it) and EmptyFile.
    """
    if path.stat().st_size == 0:
        raise EmptyFile(f"{name}: tệp rỗng. Hãy thêm nội dung hoặc bỏ tệp này đi.")
    missing = tesseract.missing()
    if missing:
        raise UnreadableFile(f"{name}: là ảnh, chưa đọc được: {missing}.")
    pages: list[list[Line | Table]] = []
    warnings: list[str] = []
    unclear: list[tuple[str, ...]] = []
    with _damage_refused(name):
        for number, (picture, dots) in enumerate(_pictures(path, name)):
            seen = ocr.read_picture(picture, dots)
            where = f"trang {number + 1}"
            unclear.append(seen.unclear if seen else ())
            if seen is None:
                warnings.append(f"{where} nhận dạng quá lâu nên chưa đọc được")
                pages.append([])
                continue
            if not seen.words or seen.doubt:
                warnings.append(f"{where} {seen.doubt or 'không có chữ'}")
            if seen.unclear:
                warnings.append(f"{where} {unclear_remark(seen.unclear)}")
            pages.append(read_page(seen.words, frames(seen.rules), number))
    text, offsets = page_offsets(markdown(pages))
    if not any(letter.isalnum() for letter in text):
        raise EmptyFile(
            f"{name}: không nhận dạng được chữ nào trong ảnh. Hãy quét lại rõ hơn (200–300 dpi)."
        )
    spans = unclear_spans(text, offsets, unclear)
    return Extracted(text + "\n", "image", offsets, warnings=tuple(warnings), unclear=spans)


@contextmanager
def _damage_refused(name: str) -> Iterator[None]:
    """Turn what Pillow raises on a damaged or enormous picture into UnreadableFile."""
    import warnings

    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except InputError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as cause:
        raise _too_large(name) from cause
    except (OSError, ValueError, LookupError, TypeError, ArithmeticError, RuntimeError, SyntaxError,
            MemoryError) as cause:  # fmt: skip
        raise UnreadableFile(
            f"{name}: ảnh bị hỏng hoặc không phải PNG, JPEG, TIFF. "
            "Hãy mở ảnh, lưu lại dạng PNG rồi nạp lại."
        ) from cause


def _pictures(path: Path, name: str) -> Iterator[tuple[Picture, float]]:
    """The pages of a picture in grey, with their dots per inch."""
    from PIL import Image, ImageOps, ImageSequence

    with Image.open(path, formats=_FORMATS) as image:
        if getattr(image, "n_frames", 1) > limits.current().pages:
            raise limits.exceeded(name, f"có {getattr(image, 'n_frames', 1)} trang", "pages")
        for frame in ImageSequence.Iterator(image):
            if frame.width * frame.height > _MOST_PIXELS:
                raise _too_large(name)
            upright = ImageOps.exif_transpose(frame)
            if upright.mode in ("RGBA", "LA", "PA", "P"):
                page = Image.new("RGBA", upright.size, "white")
                page.alpha_composite(upright.convert("RGBA"))
                upright = page
            yield _scaled(upright.convert("L"), frame.info.get("dpi"))


def _scaled(picture: Picture, recorded: object) -> tuple[Picture, float]:
    """The picture at a resolution that suits tesseract, and that resolution.

    What no scanner recorded is taken for a sheet of A4 that fills the picture.
    """
    dots = 0.0
    if isinstance(recorded, tuple) and recorded:
        dots = float(recorded[0])
    if not _SCANNED[0] <= dots <= _SCANNED[1]:
        dots = max(min(picture.size) / _SHEET[0], max(picture.size) / _SHEET[1])
    aim = ocr.resolution(picture.width * 72 / dots, picture.height * 72 / dots)
    if 0.6 < dots / aim < 1.35:
        return picture, dots
    factor = min(aim / dots, 3.0)
    size = (max(1, round(picture.width * factor)), max(1, round(picture.height * factor)))
    return picture.resize(size), dots * factor


def _too_large(name: str) -> UnreadableFile:
    return UnreadableFile(
        f"{name}: ảnh quá lớn (được phép: {_MOST_PIXELS // 1_000_000} triệu điểm ảnh). "
        "Hãy quét lại ở 300 dpi hoặc chia ảnh thành nhiều trang."
    )
