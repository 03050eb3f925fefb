"""Where a value came from, so that every message can point at it."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Origin:
    """A place in a file: sheet and cell of a workbook, or paragraph or table cell of a document.

    >>> str(Origin("台账.xlsx", "任务", "F12"))
    '台账.xlsx［任务］F12'
    >>> str(Origin("通报.docx", place="第3段"))
    '通报.docx 第3段'
    """

    file: str
    sheet: str = ""
    cell: str = ""
    place: str = ""

    def __str__(self) -> str:
        sheet = f"［{self.sheet}］" if self.sheet else ""
        place = f" {self.place}" if self.place else ""
        return f"{self.file}{sheet}{self.cell}{place}"

    def at(self, cell: str) -> Origin:
        """Return the origin of another cell of the same sheet."""
        return replace(self, cell=cell)


NOWHERE = Origin("")
