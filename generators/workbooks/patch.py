"""Changing a few cells of a workbook that people own: their bytes change, and nothing else is lost.

A library that loads and saves loses shapes, slicers, conversations and every formula's result. Here only the
cells asked for are written anew. Results of formulas are taken out where they may no longer be true; programs
calculate them when they open the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from shutil import copymode

from generators.errors import OutputError, Problem, WorkbookError
from generators.model.origin import Origin
from generators.opc.changing import Changes, write_changed
from generators.opc.refusals import refusal, refusing
from generators.opc.replacing import CHANGED, STRAY, move, output_error, take_away
from generators.opc.splicing import at_end, inserted
from generators.workbooks.addresses import parse_address
from generators.workbooks.cell_splicing import New, RowLook, with_cells
from generators.workbooks.guarding import Guard, held_in
from generators.workbooks.reading import Workbook, read_workbook
from generators.workbooks.results import without_results
from generators.workbooks.sheets import Cell, Sheet
from generators.workbooks.values import number

Cells = dict[tuple[int, int], New]

# What may follow a workbook's calcPr (ECMA-376 part 1, 18.2.27).
AFTER_CALCULATION = {"oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes",
                     "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst"}  # fmt: skip
ON_LOAD = re.compile(rb"""\sfullCalcOnLoad\s*=\s*(?:"[^"]*"|'[^']*')""")


#: Changes of a workbook beside its cells, made after them.
Further = Callable[[Changes, Workbook], None]


def digest_of(path: Path) -> bytes:
    """Return what tells the content of a file from any other. Raises WorkbookError (PKG-1)."""
    with refusing("PKG-1", path.name, found="读取时系统报错"):
        return sha256(path.read_bytes()).digest()


def patch(source: Path, target: Path, values: Mapping[str, Mapping[str, New]], *,
          looks: Mapping[str, Mapping[int, RowLook]] | None = None, further: Further | None = None,
          read: bytes | None = None) -> None:  # fmt: skip
    """Write a copy of a workbook with other values in some cells; ``target`` may be ``source``.

    ``values`` are by sheet and address; None blanks a cell. A cell keeps its format, a new one takes that of
    the cell above, or what ``looks`` says of its row. ``further`` makes changes beside the cells. ``read`` is
    the digest of the file that the values were worked out from: if it is another now, nothing is written.

    Raises WorkbookError with every cell that must not be changed (formulas, cells under a merge, headings of
    tables, texts too long), OutputError if the file cannot be written; then nothing has changed.
    """
    read = read or digest_of(source)
    book = read_workbook(source)
    problems = [problem for name in values for problem in refused_in(book, name, values[name])]
    if problems:
        raise WorkbookError(problems)
    changes = Changes(book.package)
    for sheet in book.sheets:
        cells = {parse_address(address): new for address, new in values.get(sheet.name, {}).items()}
        change_sheet(changes, sheet, cells, (looks or {}).get(sheet.name))
    if further is not None:
        further(changes, book)
    calculate_on_load(changes, book.part)
    write_verified(changes, source, target, read, values)


def refused_in(book: Workbook, name: str, cells: Mapping[str, New]) -> Iterator[Problem]:
    """Yield why cells of a sheet must not be changed."""
    sheet = book.sheet(name)
    if sheet is None:
        yield from refusal("XLSX-3", book.file, found=name).problems
        return
    if any("_xmlsignatures/" in part for part in book.package.members):
        yield from refusal("XLSX-6", book.file).problems
    guard = Guard(sheet, {parse_address(address)[0] for address in cells})
    for address, new in cells.items():
        yield from guard.problems(address, new)


def change_sheet(changes: Changes, sheet: Sheet, cells: Cells,
                 looks: Mapping[int, RowLook] | None = None) -> None:  # fmt: skip
    """Write some cells of a sheet anew and take out the results of its formulas. Raises XLSX-7."""
    part, file = sheet.part, sheet.package.file
    before = changes.read(part)
    try:
        content = without_results(before, cells)
        if cells:
            content = with_cells(file, part, content, cells, looks)
    except ValueError as cause:  # Unusual, or no number where one should be
        raise refusal("XLSX-7", file, found=sheet.name) from cause
    if content != before:
        changes.write(part, content)


def calculate_on_load(changes: Changes, part: str) -> None:
    """Let the workbook be calculated when it is opened."""
    content, (root, *children) = changes.read(part), changes.elements(part)
    said = b' fullCalcOnLoad="1"'
    settings = next((child for child in children if child.local == "calcPr"), None)
    if settings:
        name_end = settings.start + 1 + len(settings.name)
        old = ON_LOAD.search(content, name_end, content.index(b">", name_end))
        edits = [inserted(name_end, said), *([(old.start(), old.end(), b"")] if old else [])]
    else:
        piece = f"<{root.sibling('calcPr')}".encode() + said + b"/>"
        later = next((child for child in children if child.local in AFTER_CALCULATION), None)
        edits = [inserted(later.start, piece) if later else at_end(content, root, piece)]
    changes.splice(part, *edits)


def write_verified(changes: Changes, source: Path, target: Path, read: bytes,
                   values: Mapping[str, Mapping[str, New]]) -> None:  # fmt: skip
    """Write beside the target, read back every cell that was to change, then move into place."""
    stray = target.with_name(f"{STRAY}{token_hex(6)}.xlsx")
    try:
        write_changed(stray, changes, durable=True)
        copymode(source, stray)  # on a shared drive colleagues must be able to go on
        verify(stray, values, source.name)
        if sha256(source.read_bytes()).digest() != read:
            code, said, advice = CHANGED
            raise OutputError(Problem(code, Origin(str(source)), said, advice))
        move(stray, target)
    except OSError as cause:
        raise output_error(target, cause) from cause
    finally:
        take_away(stray)


def verify(path: Path, values: Mapping[str, Mapping[str, New]], file: str) -> None:
    """Raise WorkbookError (XLSX-7), which names ``file``, unless every cell now holds what it should."""
    book = read_workbook(path)
    for sheet in book.sheets:
        cells = values.get(sheet.name, {})
        held = held_in(sheet, {parse_address(address)[0] for address in cells})
        if not all(is_same(held.get(address), new) for address, new in cells.items()):
            raise refusal("XLSX-7", file, found=sheet.name)


def is_same(cell: Cell | None, new: New) -> bool:
    """Return whether a cell holds a value; a number under a date format is compared as it is stored."""
    if cell is None or new is None:
        return cell is None and new is None
    if isinstance(new, str | bool):
        return cell.value == new and isinstance(cell.value, type(new))
    return not isinstance(cell.value, str) and number(cell.raw) == number(str(new))
