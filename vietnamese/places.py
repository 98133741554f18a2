"""Administrative units of Viet Nam, before and after the mergers of 1 July 2025.

The records stand in `place`, the units in `place_data`, the reader in `place_reading`.
"""

from __future__ import annotations

from vietnamese.place import Level, Place
from vietnamese.place_choice import at_home
from vietnamese.place_data import (
    MERGER,
    NATION,
    place_of,
    predecessors,
    province_of,
    same_or_within,
    stands,
    successor,
    successors,
    undated,
    units_named,
)
from vietnamese.place_inference import infer_province
from vietnamese.place_mention import PlaceMention, without_routes
from vietnamese.place_reading import read_places

__all__ = [
    "MERGER",
    "NATION",
    "Level",
    "Place",
    "PlaceMention",
    "at_home",
    "infer_province",
    "place_of",
    "predecessors",
    "province_of",
    "read_places",
    "same_or_within",
    "stands",
    "successor",
    "successors",
    "undated",
    "units_named",
    "without_routes",
]
