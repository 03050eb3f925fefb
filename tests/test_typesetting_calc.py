"""Row heights against LibreOffice Calc's own: the algorithm with the real font's metrics, and the safe default."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor

import pytest

from generators.typesetting.lines import CALC, CALC_STRICT, Rules, count_lines
from generators.typesetting.metrics import PIXEL, Face, em_pixels
from generators.typesetting.rows import Cell, row_height, text_room
from tests.typeset import (
    PIXELS_PER_TWIP,
    Column,
    Fitted,
    fit,
    lines_of,
    made_up_texts,
    real_face,
    seed_sentences,
)

FONT = "仿宋"
SIZES, WIDTHS = (12, 10.5), (14, 26, 42)
PROBE_SIZE, PROBED = 9, range(15, 40)  # 12 whole pixels, and how many of them
HIGHEST = 300  # characters: LibreOffice fits no row higher than 10,000 twips
EDGES = 3  # pixels of a column that are not for text: LibreOffice's margins and its grid line

pytestmark = pytest.mark.office


@dataclass(frozen=True)
class Judged:
    """What LibreOffice made of the texts, and how wide it draws a twip."""

    columns: Sequence[Column]
    free: Sequence[Fitted]
    strict: Sequence[Fitted]
    face: Face
    scale: float


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    texts = [text for text in {*seed_sentences()} | {*made_up_texts(800)} if len(text) <= HIGHEST]
    columns = [Column(sorted(texts), size, width) for size in SIZES for width in WIDTHS]
    probes = [Column(["民" * count for count in PROBED], PROBE_SIZE, 28 + 0.31 * step) for step in range(60)]
    free, strict = fit([*columns, *probes], tmp_path_factory.mktemp("calc"), FONT)
    face = real_face(FONT, texts)
    scale = drawing_scale(free[len(columns):], face.line_pixels(em_pixels(PROBE_SIZE)))
    return Judged(columns, free[:len(columns)], strict[:len(columns)], face, scale)


def drawing_scale(probes: Sequence[Fitted], line_pixels: int) -> float:
    """Return the pixels LibreOffice gives a twip of column width: it fits screen to printer, font by font.

    Every probe of full-width characters tells how many of them its column holds, so the scale lies between two
    bounds.
    """
    em = em_pixels(PROBE_SIZE)
    lines = [[lines_of(height, line_pixels) for height in probe.heights] for probe in probes]
    held = [(probe.width, em * PROBED[count.index(2) - 1]) for probe, count in zip(probes, lines, strict=True)]
    least = max((pixels + EDGES + 1) / width for width, pixels in held)
    most = min((pixels + em + EDGES + 1) / width for width, pixels in held)
    assert least < most < least * 1.003
    return (least + most) / 2


def differences(judged: Judged, fitted: Sequence[Fitted], rules: Rules) -> Iterator[int]:
    """Yield for every text by how many lines we are above LibreOffice, with the metrics of its own font."""
    for column, result in zip(judged.columns, fitted, strict=True):
        em = em_pixels(column.size)
        face, line_pixels = judged.face.on_screen(em), judged.face.line_pixels(em)
        room = floor(result.width * judged.scale) - EDGES
        for text, height in zip(column.texts, result.heights, strict=True):
            # a line that is full to the pixel goes either way: LibreOffice compares in hundredths of a millimetre
            ours = max(count_lines(text, pixels, em, face, rules) for pixels in (room - 1, room))
            yield ours - lines_of(height, line_pixels)


@pytest.mark.parametrize(("fitted", "rules"), [("free", CALC), ("strict", CALC_STRICT)])
def test_nearly_all_rows_are_as_high_as_libreoffice_makes_them_and_none_is_lower(
        judged: Judged, fitted: str, rules: Rules) -> None:
    above = list(differences(judged, getattr(judged, fitted), rules))

    assert len(above) >= 600 * len(WIDTHS)
    assert min(above) >= 0
    assert above.count(0) / len(above) >= 0.97


@pytest.mark.parametrize("fitted", ["free", "strict"])
def test_with_no_font_known_no_row_is_too_low(judged: Judged, fitted: str) -> None:
    for column, result in zip(judged.columns, getattr(judged, fitted), strict=True):
        width = text_room([column.characters])
        for text, height in zip(column.texts, result.heights, strict=True):
            assert row_height([Cell(text, width, column.size)]) >= height * PIXELS_PER_TWIP * PIXEL - 0.1, text


def test_a_column_is_no_narrower_in_libreoffice_than_we_take_it_to_be(judged: Judged) -> None:
    for column, result in zip(judged.columns, judged.free, strict=True):
        assert text_room([column.characters]) < result.width / 20
