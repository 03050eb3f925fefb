"""The import direction of the house, and that every package is packed."""

from __future__ import annotations

import ast
import configparser
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "generators"

MAY_IMPORT: dict[str, set[str]] = {
    "model": set(),
    "page": set(),
    "errors": {"model"},
    "console": set(),
    "workspace": {"model", "errors", "opc"},
    "opc": {"model", "errors"},
    "workbooks": {"model", "errors", "opc", "typesetting"},
    "figures": {"model"},
    "extraction": {"model"},
    "typesetting": {"model"},
    "registers": {"model", "errors", "opc", "workbooks", "figures", "extraction", "typesetting"},
    "sources": {"model", "errors", "opc", "workbooks"},
    "published": {"model", "errors", "opc", "workbooks", "extraction", "registers", "sources"},
    "adding": {"model", "errors", "opc", "workbooks", "extraction", "registers", "figures", "sources", "published"},
    "templating": {"model", "page", "errors", "opc", "workbooks"},
    "documents": {"model", "figures", "page"},
    "writers": {"model", "page", "typesetting", "templating", "errors", "opc"},
}
#: Libraries that are slow to load or belong to the edges, and who may name them.
LIBRARIES = {
    "click": {"errors", "console", "running", "cli"},
    "openpyxl": {"workbooks"},
    "xlsxwriter": {"published", "registers", "writers"},
    "docx": {"templating", "writers"},
    "lxml": {"templating", "writers"},
    "jinja2": {"templating"},
    "python_calamine": {"sources"},
}


def room_of(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> list[str]:
    """Return the full names a file imports, wherever in the file it does so."""
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: relative import"
            names += [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
    return names


@pytest.mark.parametrize("path", sorted(HOUSE.rglob("*.py")), ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_room_imports_only_what_is_below_it(path: Path) -> None:
    room = room_of(path)
    if room in ("cli", "running", "__init__", "__main__"):
        return

    rooms = {name.split(".")[1] for name in imports_of(path) if name.startswith("generators.")}
    libraries = {name.split(".")[0] for name in imports_of(path)} & set(LIBRARIES)

    assert rooms - {room, "__version__"} <= MAY_IMPORT[room]
    assert all(room in LIBRARIES[library] for library in libraries)


def test_every_package_is_in_the_wheel() -> None:
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")

    packed = set(setup["options"]["packages"].split())
    found = {str(p.parent.relative_to(ROOT)).replace("/", ".") for p in HOUSE.rglob("__init__.py")}

    assert packed == found | {"generators.templates"}
