"""How well and how fast row heights are predicted, with LibreOffice as the judge.

Run ``python -m tests.benchmarks.bench_typesetting``; it takes LibreOffice about ten seconds. Every predictor is
given what LibreOffice really leaves for text; the recipes are those of row-height answers on the web.
"""

from __future__ import annotations

import random
import tempfile
import timeit
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from math import ceil
from pathlib import Path

from generators.typesetting.faces import SAFE
from generators.typesetting.lines import CALC, Rules, count_lines
from generators.typesetting.metrics import Face, em_pixels
from tests.typeset import HAN, Judged, judge, lines_of

SIZES, WIDTHS = (12, 10.5), (14, 26, 42)
Predictor = Callable[[str, int, int], int]


def by_length(text: str, room: int, em: int) -> int:
    return ceil(len(text) * em / room)


def by_east_asian_width(text: str, room: int, em: int) -> int:
    halves = sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)
    return ceil(halves * em / 2 / room)


def by_our_rule(face: Face, rules: Rules) -> Predictor:
    return lambda text, room, em: count_lines(text, room, em, face, rules)


def judgements(judged: Judged, predict: Callable[[int], Predictor]) -> Iterator[int]:
    """Yield for each text by how many lines a predictor is above LibreOffice."""
    for column, fitted in zip(judged.columns, judged.free, strict=True):
        em = em_pixels(column.size)
        predictor, room, line = predict(em), judged.room(fitted) - 1, judged.face.line_pixels(em)
        for text, height in zip(column.texts, fitted.heights, strict=True):
            yield predictor(text, room, em) - lines_of(height, line)


def verdict(judged: Judged, predict: Callable[[int], Predictor]) -> str:
    found = Counter((above > 0) - (above < 0) for above in judgements(judged, predict))
    return "  ".join(f"{found[sign] / found.total():7.1%}" for sign in (0, -1, 1))


def microseconds(call: Callable[[str], object], texts: list[str]) -> float:
    """Return the time of one call, at its best of nine rounds."""
    return min(timeit.repeat(lambda: [call(text) for text in texts], number=1, repeat=9)) / len(texts) * 1e6


def sixty_characters(count: int = 20_000) -> list[str]:
    chance = random.Random(1)
    return ["".join(chance.choices(HAN, k=28)) + "，" + str(chance.randint(1000, 9999))
            + "".join(chance.choices(HAN, k=22)) + "56%。" + "建" for _ in range(count)]


def main() -> None:
    predictors: dict[str, Callable[[int], Predictor]] = {
        "characters, as the common recipe": lambda em: by_length,
        "East Asian widths": lambda em: by_east_asian_width,
        "this project, SAFE": lambda em: by_our_rule(SAFE.on_screen(em), Rules()),
    }
    with tempfile.TemporaryDirectory() as folder:
        judged = judge(Path(folder), SIZES, WIDTHS)
    predictors["this project, the font's metrics"] = lambda em: by_our_rule(judged.face.on_screen(em), CALC)
    print(f"{len(judged.columns[0].texts)} texts x {len(WIDTHS)} widths x {len(SIZES)} sizes".ljust(36),
          "  exact   too low   too high")
    for name, predict in predictors.items():
        print(name.ljust(36), verdict(judged, predict))
    texts = sixty_characters()
    print(f"count_lines, 60 characters on 3 lines: {microseconds(lambda text: count_lines(text, 264, 12), texts):.1f} µs")
    short = [text[:8] for text in texts]
    print(f"count_lines, 8 characters on 1 line: {microseconds(lambda text: count_lines(text, 264, 12), short):.2f} µs")


if __name__ == "__main__":
    main()
