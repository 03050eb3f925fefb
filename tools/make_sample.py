"""Make the sample registers in inputs/ from the plain data in tools/sample/.

There is one folder an office and one CSV file a sheet, with the headings of the register.
Run it from the checkout after the data were changed: ``python -m tools.make_sample``.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from generators.errors import OfficeError, Problem
from generators.model.origin import Origin
from generators.model.settings import Settings
from generators.registers.columns import SheetSpec
from generators.registers.create import create_register
from generators.registers.create_values import typed_columns
from generators.registers.read_settings import settings_of
from generators.registers.sheets import SETTING_ITEMS, SETTINGS, SHEETS

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


def read_office_settings(office: Office) -> Settings:
    """Return the settings of an office; OfficeError when one of them is unknown or wrong."""
    fields = {item.heading: item.field for item in SETTING_ITEMS}
    origin = Origin("设置.csv")
    typed = {fields[row["设置项"]]: (row["取值"], origin) for row in read_sheet(office.folder, "设置")}
    problems: list[Problem] = []
    settings = settings_of(typed, problems)
    if problems:
        raise OfficeError(problems)
    return settings


def typed_rows(office: Office, spec: SheetSpec) -> list[list[str]]:
    """Return the rows of one sheet in the order of its typed columns; KeyError for a heading of no column."""
    columns = {column.heading: index for index, column in enumerate(typed_columns(spec))}
    rows = []
    for row in read_sheet(office.folder, spec.name):
        values = [""] * len(columns)
        for heading, value in row.items():
            values[columns[heading]] = value
        rows.append(values)
    return rows


def make_register(office: Office, folder: Path) -> Path:
    """Write the register of an office into ``folder`` and return its path; the same bytes each time."""
    path = folder / office.register_name
    rows = {spec.name: typed_rows(office, spec) for spec in SHEETS if spec is not SETTINGS}
    create_register(path, read_office_settings(office), rows, created=office.created)
    return path


def main() -> None:
    """Write both registers into inputs/."""
    for office in OFFICES:
        print(make_register(office, ROOT / "inputs"))


if __name__ == "__main__":
    main()
