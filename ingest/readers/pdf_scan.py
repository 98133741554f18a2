"""Pictures of pages made ready for recognition: dirt off, straight, the rules of tables apart.

A picture is in grey, 0 black to 255 white.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

from ingest.readers.pdf_rules import Rule, Rules, merged

if TYPE_CHECKING:
    import numpy as np
    from PIL.Image import Image

    Picture: TypeAlias = Image
    Bits: TypeAlias = np.ndarray[tuple[int, int], np.dtype[np.bool_]]

#: a rule is at least so long, in inches, and at most so thick
_RULE_LENGTH, _RULE_THICKNESS = 0.45, 0.045
#: darker points are ink
DARK = 140
#: a dark point with fewer around it, in a square of seven by seven, is dirt; a hair line has seven
_SPECK_PIXELS = 6.5
#: pixels of the longer side of the picture in which the angle is measured; degrees that matter; how
#: much sharper the turned picture has to be
_SMALL_SIDE, _LEAST_ANGLE, _MARGIN = 1200, 0.25, 1.02


def cleaned(picture: Picture, dots: float) -> tuple[Picture, Rules]:
    """A picture of `dots` per inch ready for recognition, and the rules on it in points."""
    return _without_rules(_straightened(_without_specks(picture)), dots)


def _without_specks(picture: Picture) -> Picture:
    """The picture without the dirt of a copy: dark points with next to nothing around them."""
    import numpy as np
    from PIL import Image, ImageFilter

    dark = picture.point(lambda grey: 255 if grey < DARK else 0)
    around = np.asarray(dark.filter(ImageFilter.BoxBlur(3)), np.float32) * (49 / 255)
    pixels = np.array(picture)
    pixels[(pixels < DARK) & (around < _SPECK_PIXELS)] = 255
    return Image.fromarray(pixels)


def _straightened(picture: Picture) -> Picture:
    """The picture turned by the few degrees that a sheet lay askew in the scanner.

    Upright, the lines of a text make the sums of its rows differ most.
    """
    import numpy as np
    from PIL import Image

    small = picture.convert("L")
    small.thumbnail((_SMALL_SIDE, _SMALL_SIDE))
    ink = small.point(lambda grey: 255 if grey < DARK + 40 else 0)

    def sharpness(angle: float) -> float:
        sums = np.asarray(ink.rotate(angle)).sum(axis=1, dtype=np.float64)
        return float(np.square(np.diff(sums)).sum())

    coarse = max((step / 2 for step in range(-8, 9)), key=sharpness)
    angle = max((coarse + step / 10 for step in range(-4, 5)), key=sharpness)
    if abs(angle) < _LEAST_ANGLE or sharpness(angle) < _MARGIN * sharpness(0.0):
        return picture
    return picture.rotate(angle, Image.Resampling.BILINEAR, fillcolor=255)


def _without_rules(picture: Picture, dots: float) -> tuple[Picture, Rules]:
    """The picture with its long straight lines painted over, and these in points."""
    import numpy as np
    from PIL import Image

    pixels = np.array(picture)
    dark = pixels < DARK
    length, thick = max(8, int(_RULE_LENGTH * dots)), max(2, int(_RULE_THICKNESS * dots))
    level = _long_runs(dark, length)
    upright = _long_runs(dark.T, length).T
    level &= ~_long_runs(level.T, thick).T
    upright &= ~_long_runs(upright, thick)
    if not level.any() and not upright.any():
        return picture, Rules()
    scale = 72 / dots
    rules = Rules(
        tuple(merged([Rule(*(scale * v for v in run)) for run in _runs(level)])),
        tuple(merged([Rule(*(scale * v for v in run)) for run in _runs(upright.T)])),
    )
    pixels[_widened(level | upright)] = 255
    return Image.fromarray(pixels), rules


def _long_runs(bits: Bits, length: int) -> Bits:
    """The bits that lie in a row of at least `length` of them."""
    import numpy as np

    if bits.shape[1] < length:
        return np.zeros_like(bits)
    sums = np.cumsum(np.pad(bits, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    starts = (sums[:, length:] - sums[:, :-length]) == length
    marks = np.zeros((bits.shape[0], bits.shape[1] + 1), np.int32)
    marks[:, : starts.shape[1]] += starts
    marks[:, length : length + starts.shape[1]] -= starts
    return np.cumsum(marks, axis=1)[:, :-1] > 0


def _runs(bits: Bits) -> Iterator[tuple[float, float, float]]:
    """Rows of bits as row, first and last place."""
    import numpy as np

    for row in np.flatnonzero(bits.any(axis=1)):
        edges = np.flatnonzero(np.diff(np.pad(bits[row].astype(np.int8), 1)))
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            yield float(row), float(start), float(end)


def _widened(bits: Bits) -> Bits:
    """The bits with those next to them, where a line's edge is grey."""
    wide = bits.copy()
    wide[1:] |= bits[:-1]
    wide[:-1] |= bits[1:]
    wide[:, 1:] |= bits[:, :-1]
    wide[:, :-1] |= bits[:, 1:]
    return wide
