"""Where the parts of a Word document lie: its relations are followed, never out of the file."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from ingest.readers.element import Element, attribute, children, local
from ingest.readers.parts import Package


def main_part(package: Package) -> str | None:
    """The part with the text; None when there is none."""
    for target in _targets(package, "_rels/.rels", "", "officeDocument"):
        return target
    return "word/document.xml" if "word/document.xml" in package else None


def related_parts(package: Package, main: str) -> dict[str, str]:
    """Parts that the main part refers to, by the last word of their kind; the first of each."""
    folder, file = posixpath.split(main)
    found: dict[str, str] = {}
    for kind in ("styles", "numbering", "footnotes", "endnotes"):
        for target in _targets(package, f"{folder}/_rels/{file}.rels", folder, kind):
            found.setdefault(kind, target)
    return found


def _targets(package: Package, part: str, folder: str, kind: str) -> Iterator[str]:
    root = package.xml(part)
    for relation in children(root):
        target = attribute(relation, "Target") or ""
        outside = attribute(relation, "TargetMode") == "External"
        if outside or (attribute(relation, "Type") or "").rpartition("/")[2] != kind:
            continue
        path = target if target.startswith("/") else f"/{folder}/{target}"
        resolved = posixpath.normpath(path).lstrip("/")
        if resolved in package:
            yield resolved


def part_of(package: Package, related: dict[str, str], kind: str) -> Element | None:
    """The root of a part found by `related_parts`; None when there is none."""
    return package.xml(related[kind]) if kind in related else None


def properties_of(package: Package) -> tuple[str, str]:
    """Title and author that the file records."""
    root = package.xml("docProps/core.xml")
    found = {local(one): one.text or "" for one in children(root)}
    return found.get("title", ""), found.get("creator", "")
