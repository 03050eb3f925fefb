"""What a font is to line breaking: how wide each character, how high a line. No font file is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import floor

ASCII = tuple(map(chr, range(0x20, 0x7F)))
FULL_WIDTH = 1.0
PIXEL = 0.75  # points, on the 96 dpi screen that Excel and LibreOffice Calc lay cells out for
STAND_IN = "?"  # what a character beyond Latin-1 becomes when encoded: its slot holds the full width
# control characters that no cell holds: they stand for STAND_IN itself and for exceptions beyond Latin-1
SPARE = tuple(map(chr, (*range(0x80, 0xA0), *range(0x01, 0x09), *range(0x0E, 0x20))))


@dataclass(frozen=True, slots=True)
class Face:
    """A font as far as line breaking cares. All lengths are in em.

    ``ascii`` holds the advances of U+0020 to U+007E; ``others`` those of further characters that are not
    full-width. ``ascent`` and ``descent`` are measured from the base line and make up the height of a line;
    ``leading`` is what some programs add between lines.
    """

    name: str
    ascii: tuple[float, ...]
    ascent: float
    descent: float
    leading: float = 0.0
    others: tuple[tuple[str, float], ...] = ()
    widest: float = field(init=False, repr=False, compare=False)
    slots: tuple[float, ...] = field(init=False, repr=False, compare=False)
    look_up: Callable[[int], float] = field(init=False, repr=False, compare=False)
    substitutes: dict[int, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Work out the table of 256 advances that :meth:`advances` looks codes up in."""
        known = dict(zip(ASCII, self.ascii, strict=True)) | dict(self.others)
        beyond = [char for char in known if char == STAND_IN or ord(char) > 0xFF]
        spare = dict(zip(beyond, SPARE))  # should there be more exceptions than codes, the rest count full
        codes = {ord(spare.get(char, char)): em for char, em in known.items()}
        slots = codes | {ord(STAND_IN): FULL_WIDTH}
        object.__setattr__(self, "slots", tuple(slots.get(code, FULL_WIDTH) for code in range(256)))
        object.__setattr__(self, "look_up", list(self.slots).__getitem__)  # a third faster than a tuple's
        object.__setattr__(self, "substitutes", {ord(char): code for char, code in spare.items()})
        object.__setattr__(self, "widest", max(self.slots))

    @property
    def height(self) -> float:
        """The height of a line."""
        return self.ascent + self.descent + self.leading

    def advances(self, text: str) -> Iterator[float]:
        """Return the width of each character in em.

        >>> list(Face("grid", (0.5,) * 95, ascent=0.86, descent=0.14).advances("建5G?"))
        [1.0, 0.5, 0.5, 0.5]
        """
        if len(self.substitutes) > 1 or STAND_IN in text:
            text = text.translate(self.substitutes)
        return map(self.look_up, text.encode("latin-1", "replace"))

    def width(self, text: str) -> float:
        """Return the width of a text on one line in em."""
        return sum(self.advances(text))

    def on_screen(self, em: int) -> Face:
        """Return the face as a screen draws it at an em of so many pixels: every advance whole pixels."""
        return _on_screen(self, em)

    def line_pixels(self, em: int) -> int:
        """Return the height of a line of an em in screen pixels, rounded part by part as programs do."""
        return sum(floor(part * em + 0.5) for part in (self.ascent, self.descent, self.leading))


@lru_cache(maxsize=64)
def _on_screen(face: Face, em: int) -> Face:
    others = tuple((char, _rounded(width, em)) for char, width in face.others)
    return replace(face, ascii=tuple(_rounded(width, em) for width in face.ascii), others=others)


def _rounded(width: float, em: int) -> float:
    return floor(width * em + 0.5) / em


def em_pixels(size: float) -> int:
    """Return the em of a font size in points as a 96 dpi screen draws it: whole pixels.

    >>> [em_pixels(size) for size in (10.5, 11, 12, 14)]
    [14, 15, 16, 19]
    """
    return floor(size / PIXEL + 0.5)


def screen_size(size: float) -> float:
    """Return the size in points that a font really has on screen or on paper, whichever is larger.

    On screen 11 pt are 15 pixels, 11.25 pt wide; on paper 10 pt stay 10 pt although the screen shows 9.75.
    """
    return max(size, em_pixels(size) * PIXEL)


def covering(name: str, faces: Iterable[Face]) -> Face:
    """Return a face at least as wide and as high as each of the given ones."""
    all_of = tuple(faces)
    exceptions = {char for face in all_of for char, _ in face.others}
    others = {char: max(dict(face.others).get(char, FULL_WIDTH) for face in all_of) for char in exceptions}
    ascent, descent = max(face.ascent for face in all_of), max(face.descent for face in all_of)
    height = max(face.height for face in all_of)
    return Face(name, tuple(map(max, *(face.ascii for face in all_of))), ascent, descent,
                max(0.0, height - ascent - descent), tuple(sorted(others.items())))
