"""Make the sample registers in inputs/ from the plain data in tools/sample/.

There is one folder an office and one CSV file a sheet, with the headings of the register.
Run it from the checkout after the data were changed: ``python -m tools.make_sample``.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "tools" / "sample"


@dataclass(frozen=True, slots=True)
class Office:
    """One sample office: the folder of its data and the register made of it."""

    region: str
    year: int
    created: datetime

    @property
    def folder(self) -> Path:
        """Return the folder with one CSV file a sheet."""
        return DATA / self.region

    @property
    def register_name(self) -> str:
        """Return the file name of the register."""
        return f"{self.region}{self.year}年民生实事台账.xlsx"


OFFICES = (
    Office("示例市", 2022, datetime(2022, 1, 20, 9)),
    Office("示例区", 2022, datetime(2022, 2, 18, 9)),
)


def read_sheet(folder: Path, sheet: str) -> list[dict[str, str]]:
    """Return the rows of one sheet as typed, by heading; cells are text and keep their line breaks."""
    with (folder / f"{sheet}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
