"""How high the paragraphs of a Word template are, and how wide its pages: what a writer needs to fill a page.

Read from styles.xml as Word does: document defaults, then the style and what it is based on, then the
paragraph itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
TWIPS, HALF_POINTS, LINE_UNITS, EMU = 20, 2, 240, 12_700
SINGLE_LINE = 1.3  # of a Chinese font's size, as Word and WPS set it without a grid
DEFAULT_SIZE = 10.0
DEEPEST_STYLE = 20
#: In mm: a column of a table that is narrower cannot hold a character of 小四 between its lines.
NARROWEST_COLUMN = 6.0
OFF = ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class Section:
    """A page in points: paper, margins, and the pitch of its line grid (0 without one)."""

    width: float = 595.3
    height: float = 841.9
    top: float = 72.0
    right: float = 72.0
    bottom: float = 72.0
    left: float = 72.0
    grid: float = 0.0

    @property
    def text_width(self) -> float:
        """Return how wide a line may be."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> float:
        """Return how much of a page the text may fill."""
        return self.height - self.top - self.bottom

    @property
    def is_landscape(self) -> bool:
        """Whether the paper lies on its long side."""
        return self.width > self.height


@dataclass(frozen=True, slots=True)
class Look:
    """What decides the height of a paragraph, in points; ``pitch`` is from line to line."""

    size: float
    pitch: float
    before: float = 0.0
    after: float = 0.0
    first_indent: float = 0.0
    left: float = 0.0
    right: float = 0.0
    starts_page: bool = False
    keeps_with_next: bool = False


@dataclass(frozen=True, slots=True)
class Styles:
    """The paragraph styles of a template: their ids by name, and what each says about height."""

    ids: Mapping[str, str] = field(default_factory=dict)
    said: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    default: str = ""

    def look(self, paragraph: Any, section: Section) -> Look:
        """Return the look of a paragraph (``w:p``) on a page."""
        properties = paragraph.find(f"{W}pPr")
        style = properties.find(f"{W}pStyle") if properties is not None else None
        name = str(style.get(f"{W}val")) if style is not None else self.default
        own = _said(properties) if properties is not None else {}
        run = paragraph.find(f"{W}r/{W}rPr")
        size = _said_size(run) if run is not None else {}
        return _look({**self.of(name), **own, **size, "picture": _picture_height(paragraph)}, section)

    def of(self, style: str) -> Mapping[str, Any]:
        """Return what a style says; of the default style for one that is not there."""
        return self.said.get(style) or self.said.get(self.default) or self.said.get("", {})

    def look_of(self, name: str, section: Section) -> Look | None:
        """Return the look of paragraphs of a style by its name (表文), None if there is no such style."""
        return _look(self.of(self.ids[name]), section) if name in self.ids else None


def read_styles(root: Any) -> Styles:
    """Return the paragraph styles of a parsed styles.xml."""
    base = _defaults(root)
    styles = {s.get(f"{W}styleId"): s for s in root.iter(f"{W}style") if s.get(f"{W}type") == "paragraph"}
    said = {style: _inherited(style, styles, base) for style in styles} | {"": base}
    names = {_value(s, "name"): style for style, s in styles.items()}
    default = next((style for style, s in styles.items() if s.get(f"{W}default") in ("1", "true", "on")), "")
    return Styles(names, said, default)


def read_section(properties: Any) -> Section:
    """Return the page of a ``w:sectPr``; A4 where it does not say."""
    paper, margins, grid = (properties.find(f"{W}{name}") for name in ("pgSz", "pgMar", "docGrid"))
    said = _points(paper, {"w": "width", "h": "height"})
    said |= _points(margins, {side: side for side in ("top", "right", "bottom", "left")})
    if grid is not None and grid.get(f"{W}type") not in (None, "default"):
        said |= _points(grid, {"linePitch": "grid"})
    return Section(**{name: abs(size) for name, size in said.items()})


def _defaults(root: Any) -> dict[str, Any]:
    properties = root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")
    run = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    return (
        {"size": DEFAULT_SIZE}
        | (_said(properties) if properties is not None else {})
        | (_said_size(run) if run is not None else {})
    )


def _inherited(style: str, styles: Mapping[str, Any], base: dict[str, Any]) -> dict[str, Any]:
    """Return what a style and those it is based on say, the nearest winning."""
    chain = list(_chain(style, styles))
    return reduce(lambda said, element: said | _said_by_style(element), reversed(chain), base)


def _chain(style: str, styles: Mapping[str, Any]) -> Iterator[Any]:
    for _ in range(DEEPEST_STYLE):
        if style not in styles:
            return
        yield styles[style]
        style = _value(styles[style], "basedOn")


def _said_by_style(element: Any) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for name, read in (("pPr", _said), ("rPr", _said_size)):
        properties = element.find(f"{W}{name}")
        said |= read(properties) if properties is not None else {}
    return said


def _said(properties: Any) -> dict[str, Any]:
    """Return what a ``w:pPr`` says about height."""
    spacing, indent = properties.find(f"{W}spacing"), properties.find(f"{W}ind")
    said: dict[str, Any] = _points(spacing, {"before": "before", "after": "after"})
    said |= _points(indent, {"left": "left", "right": "right", "firstLine": "first_indent"})
    said |= _in_characters(indent)
    if spacing is not None and spacing.get(f"{W}line"):
        rule = spacing.get(f"{W}lineRule", "auto")
        said |= {"line": _number(spacing.get(f"{W}line")), "rule": rule}
    for tag, name in (
        ("pageBreakBefore", "starts_page"),
        ("keepNext", "keeps_with_next"),
        ("snapToGrid", "snaps"),
    ):
        element = properties.find(f"{W}{tag}")
        said |= {} if element is None else {name: element.get(f"{W}val") not in OFF}
    return said


def _in_characters(indent: Any) -> dict[str, Any]:
    """Return the indents given in hundredths of a character, which win over those in twips."""
    if indent is None:
        return {}
    names = {
        "firstLineChars": "first_characters",
        "leftChars": "left_characters",
        "rightChars": "right_characters",
    }
    return {
        name: _number(indent.get(f"{W}{tag}")) / 100 for tag, name in names.items() if indent.get(f"{W}{tag}")
    }


def _said_size(run: Any) -> dict[str, Any]:
    size = _value(run, "sz")
    return {"size": _number(size) / HALF_POINTS} if size else {}


def _picture_height(paragraph: Any) -> float:
    """Return the height of the highest picture that stands in the line, in points."""
    heights = (
        _number(e.get("cy", "0")) / EMU for p in paragraph.iter(f"{WP}inline") for e in p.iter(f"{WP}extent")
    )
    return max(heights, default=0.0)


def _look(said: Mapping[str, Any], section: Section) -> Look:
    size = said.get("size", DEFAULT_SIZE)
    indents = {
        name: said[f"{key}_characters"] * size if said.get(f"{key}_characters") else said.get(name, 0.0)
        for name, key in (("first_indent", "first"), ("left", "left"), ("right", "right"))
    }
    return Look(
        size,
        _pitch(said, size, section),
        said.get("before", 0.0),
        said.get("after", 0.0),
        **indents,
        starts_page=said.get("starts_page", False),
        keeps_with_next=said.get("keeps_with_next", False),
    )


def _pitch(said: Mapping[str, Any], size: float, section: Section) -> float:
    """Return the distance of lines: as set, or in whole lines of the grid, or what the font needs."""
    line, rule = said.get("line", LINE_UNITS), said.get("rule", "auto")
    if rule == "exact":
        return float(line / TWIPS)
    natural = size * SINGLE_LINE
    if section.grid and said.get("snaps", True):
        natural = section.grid * -(-natural // section.grid)
    pitch = max(natural, line / TWIPS) if rule == "atLeast" else natural * line / LINE_UNITS
    return float(max(pitch, said.get("picture", 0.0)))


def _points(element: Any, names: Mapping[str, str]) -> dict[str, Any]:
    """Return attributes in twips as points, under our names."""
    if element is None:
        return {}
    return {
        name: _number(element.get(f"{W}{tag}")) / TWIPS
        for tag, name in names.items()
        if element.get(f"{W}{tag}")
    }


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _value(element: Any, tag: str) -> str:
    found = element.find(f"{W}{tag}")
    return str(found.get(f"{W}val", "")) if found is not None else ""
