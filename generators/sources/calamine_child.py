"""The values of an .xls by python-calamine, printed as JSON: a program of its own, for calamine may abort.

Run: ``python -m generators.sources.calamine_child FILE MOST_SIGNS``. What it prints is one
object: ``sheets`` with name, is_hidden, merges and rows, or ``refused`` with a word for the reason.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

MEMORY = 1 << 30
SECONDS = 60
REFUSED_TEXT, REFUSED_LOCKED, REFUSED_LARGE, REFUSED_BROKEN = "long", "locked", "large", "broken"
NO_CALAMINE = "missing"


def limit() -> None:
    """Take no more memory and time than a workbook of an office needs, where the system can hold us to it."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def read(path: str, most: int) -> dict[str, Any]:
    """Return the sheets of a workbook that hold cells, or why it is refused."""
    try:
        from python_calamine import CalamineWorkbook, PasswordError
    except ImportError:
        return {"refused": NO_CALAMINE}
    try:
        content = BytesIO(Path(path).read_bytes())  # by its path calamine would go by the extension
        return {"sheets": sheets_of(CalamineWorkbook.from_filelike(content), most)}
    except PasswordError:
        return {"refused": REFUSED_LOCKED}
    except OverflowError:
        return {"refused": REFUSED_TEXT}
    except MemoryError:
        return {"refused": REFUSED_LARGE}
    except BaseException:  # a panic of calamine is no Exception
        return {"refused": REFUSED_BROKEN}


def sheets_of(book: Any, most: int) -> list[dict[str, Any]]:
    """Return the sheets with their cells; OverflowError where they hold more text than ``most``."""
    found = []
    for at, facts in enumerate(book.sheets_metadata):
        if not str(facts.typ).endswith(".WorkSheet"):
            continue
        sheet = book.get_sheet_by_index(at)
        rows, most = filled_rows(sheet, most) if sheet.start else ([], most)
        merges = [[*first, *end] for first, end in sheet.merged_cell_ranges or ()]
        hidden = not str(facts.visible).endswith(".Visible")
        found.append({"name": facts.name, "is_hidden": hidden, "merges": merges, "rows": rows})
    return found


def filled_rows(sheet: Any, most: int) -> tuple[list[Any], int]:
    """Return the rows that hold something, their cells as column and value, and how much text is left.

    Rows and columns count from 0.
    """
    (top, left), found = sheet.start, []
    for number, row in enumerate(sheet.to_python(), top):
        cells = [[at, plain(value)] for at, value in enumerate(row, left) if value != ""]
        most -= sum(len(value) for _, value in cells if isinstance(value, str))
        if most < 0:
            raise OverflowError
        if cells:
            found.append([number, cells])
    return found, most


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it: dates and times are told by a word before them."""
    if isinstance(value, datetime | date | time):
        return [type(value).__name__, value.isoformat()]
    if isinstance(value, timedelta):
        return ["timedelta", str(value)]
    return value


if __name__ == "__main__":
    limit()
    print(json.dumps(read(sys.argv[1], int(sys.argv[2]))))
