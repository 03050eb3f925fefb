"""Lines of a row that lost its cells, put back under the columns they fit best."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from generators.extraction.roles import weight
from generators.published.columns import is_date_like, is_leader_like, is_number_like, is_unit_like
from generators.published.outline import is_title

#: A line of the copy: its number and its text.
Line = tuple[int, str]


def is_rate_like(text: str) -> bool:
    """Return whether a line gives shares and no sentence: 85.06%, 学位13.33%，照明100%."""
    return is_number_like(text) or ("%" in text and not text.endswith("。"))


#: What the lines of a column look like, by its field; any other column takes what is none of these.
FITS: Mapping[str, Callable[[str], bool]] = {
    "deadline": is_date_like,
    "leaders": is_leader_like,
    "lead_units": is_unit_like,
    "supporting_units": is_unit_like,
    "target": is_number_like,
    "latest": is_number_like,
    "rate": is_rate_like,
}
WORDS = ("content", "project_name", "text")
FIT, MISFIT, BLANK = 1.0, -1.0, -0.6
#: What a sentence that speaks for progress, or a title, gains in the column that is meant for it.
MEANT = 0.2
#: A row of more lines is left as it is: the last column takes the rest.
MOST_LINES = 80


def sub_rows(lines: Sequence[Line], fields: Sequence[str]) -> Iterator[list[Line]]:
    """Yield the lines of a row in pieces: a sentence behind units or dates begins a further task of it."""
    start = 0
    for at in range(2, len(lines)):
        behind = any(fits(lines[at - 1][1]) for fits in set(FITS.values()))
        if behind and lines[at][1].endswith("。") and any(field in WORDS for field in fields):
            yield list(lines[start:at])
            start = at
    yield list(lines[start:])


def aligned(lines: Sequence[Line], fields: Sequence[str]) -> list[list[Line]]:
    """Return the lines of a row by column, in order, so that most of them stand where they fit.

    >>> lines = [(1, "新建天桥2座。"), (2, "县住建局"), (3, "县代建中心"), (4, "9月底前")]
    >>> [[text for _, text in cell] for cell in aligned(lines, ["content", "lead_units", "deadline"])]
    [['新建天桥2座。'], ['县住建局', '县代建中心'], ['9月底前']]
    """
    width, count = len(fields), len(lines)
    if count > MOST_LINES:
        return [*([line] for line in lines[: width - 1]), list(lines[width - 1 :])]

    @cache
    def fit(line: int, column: int) -> float:
        return _fit(lines[line][1], fields[column])

    best: list[list[float]] = [[0.0] + [float("-inf")] * count]
    cut: list[list[int]] = []
    for column in range(width):
        scores, cuts = _best_cuts(best[-1], [fit(line, column) for line in range(count)])
        best.append(scores)
        cut.append(cuts)
    cells: list[list[Line]] = []
    end = count
    for cuts in reversed(cut):
        cells.append(list(lines[cuts[end] : end]))
        end = cuts[end]
    return cells[::-1]


def _best_cuts(before: Sequence[float], fits: Sequence[float]) -> tuple[list[float], list[int]]:
    """Return for every number of lines the best score with one more column, and where that column begins."""
    scores, cuts = [], []
    for end in range(len(fits) + 1):
        options = [(before[end] + BLANK, end)]
        total = 0.0
        for start in range(end - 1, -1, -1):
            total += fits[start]
            options.append((before[start] + total, start))
        score, start = max(options)
        scores.append(score)
        cuts.append(start)
    return scores, cuts


def _fit(text: str, field: str) -> float:
    """Return how well a line stands in a column."""
    fits = FITS.get(field)
    if fits is not None:
        return FIT if fits(text) else MISFIT
    if any(other(text) for other in set(FITS.values())):
        return MISFIT
    return FIT + _meant(text, field)


def _meant(text: str, field: str) -> float:
    """Return what a line of words gains in a column: a title as name, a report as progress."""
    if field not in WORDS:
        return 0.0
    kind = "project_name" if is_title(text) else "text" if weight(text) > 0 else "content"
    return MEANT if kind == field else -MEANT
