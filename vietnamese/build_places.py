"""Make `places.tsv.gz` from gazetteer files: python -m vietnamese.build_places FOLDER [--texts …].

FOLDER holds `provinces_pre2025.json.gz`, `districts_pre2025.json.gz`, `communes_pre2025.json.gz`
(facts of the General Statistics Office: code, name, type, parent) and `units_2025.jsonl.gz` (MIT:
code, name, parent, what it was before). With `--texts`, names that also occur as ordinary words in
those texts (gzipped JSON lines with a field "d") are marked, so that "đoàn kết" is not read as a
ward; without, the marks of the file being replaced are kept. Same input, same bytes.

Columns: code ("2024:19"), type word, name, code of the parent, codes of the predecessors (2025
only, comma-separated), marks ("o": ordinary words, "f": ordinary when typed without accents).
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from vietnamese.lexicon import word_forms, words
from vietnamese.normal import fold, normalise, place_tone

OUT = Path(__file__).with_name("places.tsv.gz")
_TYPES = {
    "tinh": "tỉnh",
    "thanh-pho": "thành phố",
    "thi-xa": "thị xã",
    "huyen": "huyện",
    "quan": "quận",
    "xa": "xã",
    "phuong": "phường",
    "thi-tran": "thị trấn",
}
_TYPE_2025 = re.compile(r"(tỉnh|thành phố|thủ đô|xã|phường|đặc khu)\s+(.+)", re.IGNORECASE)
_PART = re.compile(
    r"(?:(tỉnh|thành phố|xã|phường|thị trấn|huyện|đặc khu)\s+)?"
    r"((?:[A-ZÀ-Ỹ1-9Đ][^,;()]*?))\s*(?:\((?:huyện|quận|thị xã|thành phố)\s+([^)]*)\))?"
    r"(?=,|;|\(|$|\s+và\s)"
)
#: A name counts as ordinary words when it is written small this often, and in this share of cases.
ORDINARY_COUNT, ORDINARY_SHARE = 5, 0.15
FOLDED_COUNT, FOLDED_SHARE = 60, 2.0


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the data file."""

    code: str
    kind: str
    name: str
    parent: str = ""
    before: tuple[str, ...] = ()
    marks: str = ""

    def line(self) -> str:
        """The row as tab-separated text."""
        return "\t".join(
            (self.code, self.kind, self.name, self.parent, ",".join(self.before), self.marks)
        )


def _clean(name: str) -> str:
    name = unicodedata.normalize("NFC", name).replace("’", "'")
    name = re.sub(r"\s+", " ", name).strip()
    name = re.sub(r"^la (?=[A-ZĐ])", "Ia ", name)  # a misread capital I in some sources
    name = re.sub(r"(\w)'\s+(\w)", r"\1'\2", name).replace("Phan Rang-", "Phan Rang - ")
    return re.sub(r"[^\W\d_]+", _traditional, name)


def _traditional(syllable: re.Match[str]) -> str:
    """The syllable with its tone mark in the traditional place, capitals kept."""
    placed = place_tone(syllable[0].lower())
    return "".join(
        b.upper() if a.isupper() else b for a, b in zip(syllable[0], placed, strict=True)
    )


def _key(name: str) -> str:
    return re.sub(r"\b0+(?=\d)", "", normalise(_clean(name)))


def _old_rows(folder: Path) -> Iterator[Row]:
    for part in ("provinces", "districts", "communes"):
        with gzip.open(folder / f"{part}_pre2025.json.gz", "rt", encoding="utf-8") as stream:
            units: dict[str, dict[str, str]] = json.load(stream)
        for code, unit in sorted(units.items()):
            parent = unit.get("parent_code")
            name = re.sub(r"^0+(?=\d)", "", _clean(unit["name"]))
            yield Row(
                f"2024:{code}", _TYPES[unit["type"]], name, f"2024:{parent}" if parent else ""
            )


def _new_units(folder: Path) -> list[tuple[Row, str, str]]:
    """Rows of 2025, each with the name of its province and what it was before."""
    found = []
    with gzip.open(folder / "units_2025.jsonl.gz", "rt", encoding="utf-8") as stream:
        for line in stream:
            unit: dict[str, Any] = json.loads(line)
            match = _TYPE_2025.fullmatch(_clean(unit["name"]))
            if not match:
                raise SystemExit(f"Không đọc được tên đơn vị: {unit['name']!r}")
            kind = match[1].lower().replace("thủ đô", "thành phố")
            row = Row(f"2025:{unit['code']}", kind, match[2])
            found.append((row, unit["parent"] or "", unit["before_merger"]))
    return sorted(found, key=lambda item: (len(item[0].code), item[0].code))


class _Old:
    """Units before the mergers, found by name."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = {row.code: row for row in rows}
        self.provinces = {_key(r.name): r.code for r in self.rows.values() if not r.parent}
        self.names: dict[tuple[str, str], list[str]] = {}
        for row in self.rows.values():
            if len(row.code) == 10:
                self.names.setdefault((self.province(row.code), _key(row.name)), []).append(
                    row.code
                )

    def province(self, code: str) -> str:
        while self.rows[code].parent:
            code = self.rows[code].parent
        return code

    def communes(self, text: str, provinces: Iterable[str], home: str | None) -> tuple[str, ...]:
        """Communes named in `text`; of several with one name, the one in district `home`."""
        found: dict[str, None] = {}
        kind = ""
        for match in _PART.finditer(re.sub(r"của các|và các|Các ", ",", text)):
            kind = (match[1] or kind).lower()
            name = re.sub(r"^(?:Xã|Phường|Thị trấn|Thị Trấn)\s+", "", match[2]).strip()
            options = [c for p in provinces for c in self.names.get((p, _key(name)), ())]
            if len(options) > 1 and match[3]:
                district = _key(match[3])
                inside = [c for c in options if self._district(c) == district]
                options = inside or options
            if len(options) > 1 and home:
                options = [c for c in options if self.rows[c].parent == home] or options
            if len(options) > 1 and kind:
                options = [c for c in options if self.rows[c].kind == kind] or options
            if len(options) == 1:
                found[options[0]] = None
        return tuple(sorted(found))

    def _district(self, code: str) -> str:
        return _key(self.rows[self.rows[code].parent].name)


def _province_names(text: str, old: _Old) -> tuple[str, ...]:
    named = normalise(text).split(". từ ngày")[0].replace("tphcm", "hồ chí minh")
    codes = {
        old.provinces[name]
        for name in (
            re.sub(r"^(?:tỉnh|thành phố)\s+", "", part.strip())
            for part in re.split(r",|\bvà\b", named)
        )
        if name in old.provinces
    }
    return tuple(sorted(codes))


def _new_rows(units: list[tuple[Row, str, str]], old: _Old) -> Iterator[Row]:
    provinces: dict[str, Row] = {}
    for row, parent, before in units:
        if not parent:
            codes = _province_names(before, old) or (row.code.replace("2025", "2024"),)
            provinces[row.name] = replace(row, before=codes)
    yield from sorted(provinces.values(), key=lambda row: row.code)
    for row, parent, before in units:
        if not parent:
            continue
        match = _TYPE_2025.fullmatch(_clean(parent))
        assert match is not None, parent
        province = provinces[match[2]]
        same = row.code.replace("2025", "2024")
        home = old.rows[same].parent if same in old.rows else None
        if "giữ nguyên" in normalise(before):
            codes = (same,) if same in old.rows else ()
        else:
            codes = old.communes(before, province.before, home)
        if not codes and row.kind == "đặc khu":
            codes = tuple(
                r.code
                for r in old.rows.values()
                if len(r.code) == 8 and _key(r.name) == _key(row.name)
            )
        if not codes and same in old.rows and _key(old.rows[same].name) == _key(row.name):
            codes = (same,)
        yield replace(row, parent=province.code, before=codes)


def _texts(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            for line in stream:
                yield unicodedata.normalize("NFC", str(json.loads(line).get("d", "")))


def ordinary_marks(names: Iterable[str], texts: Iterable[str]) -> dict[str, str]:
    """Marks of the names that are also ordinary words, by how the texts write them."""
    keys = {tuple(word.form for word in words(name)) for name in names}
    folded = {tuple(fold(part) for part in key) for key in keys}
    small: Counter[tuple[str, ...]] = Counter()
    large: Counter[tuple[str, ...]] = Counter()
    bare: Counter[tuple[str, ...]] = Counter()
    for text in texts:
        raws = re.findall(r"[^\W_]+", text)
        forms = [word_forms(raw) for raw in raws]
        for first, raw in enumerate(raws):
            for size in (1, 2, 3):
                part = tuple(form[0] for form in forms[first : first + size])
                plain = tuple(form[1] for form in forms[first : first + size])
                if plain not in folded:
                    continue
                is_small = not raw[0].isupper()
                bare[plain] += is_small
                if part in keys:
                    (small if is_small else large)[part] += 1
    marks = {}
    for name in names:
        key = tuple(word.form for word in words(name))
        plain = tuple(fold(part) for part in key)
        mark = ""
        total = small[key] + large[key]
        if small[key] >= ORDINARY_COUNT and small[key] >= ORDINARY_SHARE * total:
            mark += "o"
        if bare[plain] >= FOLDED_COUNT and bare[plain] >= FOLDED_SHARE * total:
            mark += "f"
        marks[name] = mark
    return marks


def _kept_marks(out: Path) -> dict[str, str]:
    if not out.exists():
        return {}
    with gzip.open(out, "rt", encoding="utf-8") as stream:
        cells = [line.rstrip("\n").split("\t") for line in stream if not line.startswith("#")]
    return {row[2]: row[5] for row in cells}


def build(folder: Path, texts: list[Path], out: Path) -> int:
    """Write the data file and return the number of its rows."""
    old = _Old(_old_rows(folder))
    rows = [*old.rows.values(), *_new_rows(_new_units(folder), old)]
    names = sorted({row.name for row in rows})
    marks = ordinary_marks(names, _texts(texts)) if texts else _kept_marks(out)
    lines = [replace(row, marks=marks.get(row.name, "")).line() for row in rows]
    head = "# code\tkind\tname\tparent\tpredecessors\tmarks; see places.LICENSE.md"
    body = "\n".join((head, *lines, "")).encode()
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=9, mtime=0, filename="") as stream:
        stream.write(body)
    out.write_bytes(packed.getvalue())
    return len(rows)


def main(argv: list[str] | None = None) -> int:
    """Command line entry; returns the exit status."""
    parser = argparse.ArgumentParser(description="Dựng tệp dữ liệu địa danh từ các tệp danh mục.")
    parser.add_argument("folder", type=Path, help="thư mục chứa các tệp danh mục")
    parser.add_argument("--texts", type=Path, nargs="*", default=[], help="văn bản .jsonl.gz")
    parser.add_argument("--out", type=Path, default=OUT, help="tệp ghi ra")
    options = parser.parse_args(argv)
    if not (options.folder / "units_2025.jsonl.gz").exists():
        sys.stderr.write(
            f"Không thấy units_2025.jsonl.gz trong {options.folder}; hãy đưa đúng thư mục.\n"
        )
        return 2
    count = build(options.folder, options.texts, options.out)
    sys.stderr.write(f"Đã ghi {count} đơn vị vào {options.out}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
