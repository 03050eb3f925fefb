"""Where a row stands: one origin a row, the cell of each field worked out when a message needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generators.model.origin import Origin
from generators.workbooks.addresses import cell_address


@dataclass(frozen=True, slots=True)
class RowOrigin(Origin):
    """The origin of a row: ``cell`` is its first cell, ``columns`` the column of each field of the sheet."""

    row: int = 0
    columns: Mapping[str, int] = field(default_factory=dict, compare=False, hash=False, repr=False)


def origin_of(origin: Origin, name: str) -> Origin:
    """Return the origin of one field of a row; of the row itself when its column is not known.

    >>> str(origin_of(RowOrigin("台账.xlsx", "任务", "A9", row=9, columns={"content": 5}), "content"))
    '台账.xlsx［任务］E9'
    """
    if isinstance(origin, RowOrigin) and name in origin.columns:
        return Origin(origin.file, origin.sheet, cell_address(origin.row, origin.columns[name]))
    return Origin(origin.file, origin.sheet, origin.cell, origin.place)


def place_of(origin: Origin, name: str) -> str:
    """Return sheet and cell of one field of a row, for messages that speak of a second place."""
    place = origin_of(origin, name)
    return f"{place.sheet}!{place.cell}" if place.sheet else str(place)
