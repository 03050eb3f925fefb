"""Where a row of the register stands: one origin a row, the cell of each field worked out when a message needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generators.model.origin import NOWHERE, Origin
from generators.workbooks.addresses import cell_address


@dataclass(frozen=True, slots=True)
class RowOrigin(Origin):
    """The origin of a row: ``cell`` is its first cell, ``columns`` the column of each field, one mapping a sheet."""

    row: int = 0
    columns: Mapping[str, int] = field(default_factory=dict, compare=False, hash=False, repr=False)


def origin_of(origin: Origin, name: str) -> Origin:
    """Return the origin of one field of a row; of the row itself when its column is not known."""
    if isinstance(origin, RowOrigin) and name in origin.columns:
        return Origin(origin.file, origin.sheet, cell_address(origin.row, origin.columns[name]))
    return Origin(origin.file, origin.sheet, origin.cell, origin.place) if origin != NOWHERE else NOWHERE
