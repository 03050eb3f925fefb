"""A workbook of Excel 97 to 2003 or of WPS (.xls, .et) as blocks: values by python-calamine.

calamine may abort or take all memory on a hostile file, so it runs as a child with limits. The records say
what it leaves out: percents, dates under Chinese formats, errors, what is hidden. Comments are not read.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import generators
from generators.opc.refusals import refusal as package_refusal
from generators.sources.biff_records import BookFacts, SheetFacts, read_facts
from generators.sources.blocks import Document
from generators.sources.calamine_child import (
    NO_CALAMINE,
    REFUSED_LARGE,
    REFUSED_LOCKED,
    REFUSED_TEXT,
    SECONDS,
)
from generators.sources.refusals import MOST_SIGNS, too_long
from generators.sources.sheet_tables import SheetTables, Texts
from generators.sources.shown_values import shown
from generators.workbooks.addresses import Range
from generators.workbooks.formats import Meaning
from generators.workbooks.values import CellError, Value, moment

CHILD = "generators.sources.calamine_child"
NO_MEMORY = "读取时内存不够，已经停下"
_PARSE: dict[str, Callable[[str], Value]] = {
    "datetime": datetime.fromisoformat, "date": date.fromisoformat, "time": time.fromisoformat,
}  # fmt: skip
_DATED = (Meaning.DATE, Meaning.TIME, Meaning.DURATION)


class NoCalamine(Exception):
    """python-calamine is not installed, as where no wheel is built for the machine."""


def read_old_excel(path: Path, stream: bytes) -> Document:
    """Return the workbook at ``path``, whose stream of records is ``stream``, as a document.

    Raises WorkbookError; NoCalamine where there is nothing to read it with.
    """
    book = read_facts(stream)
    if book.is_encrypted:
        raise package_refusal("PKG-4", path.name)
    maker = SheetTables(path.name)
    for sheet in sheets_of(path):
        facts = book.sheets.get(sheet["name"], SheetFacts())
        merges = [Range(top + 1, left + 1, low + 1, right + 1) for top, left, low, right in sheet["merges"]]
        hidden = sorted(number + 1 for number, _ in sheet["rows"] if number in facts.hidden_rows)
        rows = filled_rows(sheet["rows"], facts, book)
        maker.add(sheet["name"], rows, merges, sheet["is_hidden"], hidden)
    return maker.document()


def filled_rows(rows: Sequence[Any], facts: SheetFacts, book: BookFacts) -> Iterator[tuple[int, Texts]]:
    """Yield the rows of a sheet as they are seen, counted from 1; errors stand among them."""
    found: dict[int, dict[int, str]] = {
        number: {at + 1: shown_at((number, at), value, facts, book) for at, value in cells}
        for number, cells in rows
    }
    for (number, at), code in facts.errors.items():
        found.setdefault(number, {})[at + 1] = shown(CellError(code))
    for number in sorted(found):
        yield number + 1, {at: text for at, text in found[number].items() if text}


def shown_at(place: tuple[int, int], value: Any, facts: SheetFacts, book: BookFacts) -> str:
    """Return the value of a cell as its format shows it."""
    if isinstance(value, str):
        return shown(value)
    form = facts.formats.get(place)
    if isinstance(value, list):
        kind, text = value
        return shown(_PARSE[kind](text)) if kind in _PARSE else str(text)
    return shown(dated(value, form.meaning, book.is_1904) if form else value, bool(form and form.is_percent))


def dated(value: float, meaning: Meaning, is_1904: bool) -> Value:
    """Return a number that calamine did not take for a date, where its format is that of one."""
    if meaning not in _DATED or isinstance(value, bool):
        return value
    found = moment(value, meaning, is_1904)
    return value if found is None else found


# ---------------------------------------------------------------- the child
def sheets_of(path: Path) -> Sequence[Mapping[str, Any]]:
    """Return the sheets of a workbook as calamine gives them. Raises WorkbookError and NoCalamine."""
    told = ask_child(path)
    refused = told.get("refused", "")
    if refused == NO_CALAMINE:
        raise NoCalamine
    if refused == REFUSED_LOCKED:
        raise package_refusal("PKG-4", path.name)
    if refused == REFUSED_TEXT:
        raise too_long(path.name)
    if refused == REFUSED_LARGE:
        raise package_refusal("PKG-7", path.name, found=NO_MEMORY)
    if refused:
        raise package_refusal("PKG-5", path.name, found="表格的内容读不出来")
    found: Sequence[Mapping[str, Any]] = told["sheets"]
    return found


def ask_child(path: Path) -> Mapping[str, Any]:
    """Return what the child says; PKG-7 where it took too long or died of all it was to hold."""
    command = [sys.executable, "-m", CHILD, str(path.resolve()), str(MOST_SIGNS)]
    beside = Path(generators.__file__).resolve().parent.parent
    quiet = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows would open a black window for it
    try:
        done = subprocess.run(command, cwd=beside, stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=SECONDS, creationflags=quiet)  # fmt: skip
        told: Mapping[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired as cause:
        raise package_refusal("PKG-7", path.name, found=f"{SECONDS} 秒还没有读完") from cause
    except (OSError, ValueError) as cause:
        raise package_refusal("PKG-7", path.name, found=NO_MEMORY) from cause
    return told
