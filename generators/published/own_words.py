"""词汇.xlsx: the words an office adds to those that sentences are read by, one a row.

类别 says what kind of word it is, 词 is the word, 意思 what it stands for where the kind needs that: the
usual name of a unit, a comparator, a stage.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generators.errors import Problem, TemplateError
from generators.extraction.lexicon import Lexicon, shipped, vocabulary_of
from generators.model.origin import Origin
from generators.workbooks.addresses import cell_address
from generators.workbooks.reading import read_workbook
from generators.workbooks.sheets import Row, Sheet

FILE, SHEET, HEADINGS = "词汇.xlsx", "词汇", ("类别", "词", "意思")
COMPARATORS = {"不少于": ">=", "不多于": "<=", "大约": "~"}
STAGES = {
    "未启动": "not_started", "方案": "plan", "审批": "approval", "开工": "start", "在建": "construct",
    "主体封顶": "topped", "装修": "fitout", "竣工": "complete", "投入使用": "in_use", "持续推进": "ongoing",
}  # fmt: skip
#: No word of an office is longer; a longer cell holds something else.
LONGEST_WORD = 20


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of word: its table in the vocabulary, what 意思 may say (None: nothing), and an example."""

    table: str
    meanings: Mapping[str, str] | None
    said: str
    example: tuple[str, str]


ANY: Mapping[str, str] = {}
KINDS: Mapping[str, Kind] = {
    "计量单位": Kind("units", ANY, "数后面的量词。“意思”写统一的叫法，不写就用它自己", ("垧", "")),
    "动词": Kind("verbs", None, "后面跟着要做的事", ("增殖放流", "")),
    "名词": Kind("nouns", None, "里面虽有动词，整个是名称", ("服务驿站", "")),
    "动名词": Kind("nominal_verbs", None, "又作动词又作名词", ("轮训", "")),
    "句首词": Kind("lead_words", None, "时间、程度一类，不算进名称", ("首期", "")),
    "数前词": Kind("cues_before", COMPARATORS, "数前面表示口径的词", ("起码", "不少于")),
    "数后词": Kind("cues_after", COMPARATORS, "数后面表示口径的词", ("打底", "不少于")),
    "进度词": Kind("predicates", STAGES, "放在工程后面，说做到哪一步", ("亮灯", "投入使用")),
    "进度动词": Kind("verb_stages", STAGES, "放在工程前面，说要做到哪一步", ("点亮", "投入使用")),
    "工程名尾": Kind("work_heads", None, "工程名称的最后几个字", ("环廊", "")),
    "地点名尾": Kind("site_heads", None, "并列的地点各算一项，名称的最后几个字", ("垸", "")),
    "成语": Kind("idioms", None, "里面的数不是数量", ("三点半", "")),
}


def read_own_words(path: Path) -> Lexicon:
    """Return the shipped vocabulary with the words of a 词汇.xlsx; the shipped one itself where it adds none.

    Raises TemplateError with everything that is wrong with the file, WorkbookError when it cannot be read.
    """
    book = read_workbook(path)
    sheet = book.sheet(SHEET) or book.sheets[0]
    problems: list[Problem] = []
    tables: dict[str, dict[str, str]] = {}
    for typed in _typed_rows(sheet, book.file, problems):
        _take(typed, tables, problems)
    if problems:
        raise TemplateError(problems)
    if not tables:
        return shipped()
    return Lexicon(vocabulary_of({name: _table(name, words) for name, words in tables.items()}))


@dataclass(frozen=True, slots=True)
class _Typed:
    """One row as typed, with the places of its cells."""

    cells: tuple[str, str, str]
    places: tuple[Origin, Origin, Origin]


def _typed_rows(sheet: Sheet, file: str, problems: list[Problem]) -> Iterator[_Typed]:
    """Yield the rows below the head that say something."""
    origin = Origin(file, sheet.name)
    columns: dict[int, int] = {}
    for row in sheet.rows():
        texts = {cell.column: (str(cell.value).strip(), origin.at(cell.address)) for cell in row.cells()}
        if not columns:
            heads = ((column, text) for column, (text, _) in texts.items() if text in HEADINGS)
            columns = {HEADINGS.index(text): column for column, text in heads}
        elif any(text for text, _ in texts.values()):
            yield _typed(row, columns, texts, origin)
    if not {0, 1} <= set(columns):
        said = f"没有找到表头：{'、'.join(HEADINGS)}。"
        problems.append(Problem("VOC-1", origin, said, "请照随软件提供的 词汇.xlsx 补上这一行。"))


def _typed(
    row: Row, columns: Mapping[int, int], texts: Mapping[int, tuple[str, Origin]], origin: Origin
) -> _Typed:
    """Return a row as typed; a cell that is not there still has its place."""
    at = [columns.get(place, place + 1) for place in range(len(HEADINGS))]
    found = [texts.get(column) or ("", origin.at(cell_address(row.number, column))) for column in at]
    return _Typed(tuple(text for text, _ in found), tuple(place for _, place in found))  # type: ignore[arg-type]


def _take(typed: _Typed, tables: dict[str, dict[str, str]], problems: list[Problem]) -> None:
    """Put the word of a row into its table, or note what is wrong with it."""
    (name, word, meaning), (at_kind, at_word, at_meaning) = typed.cells, typed.places
    kind = KINDS.get(name)
    if kind is None:
        said = f"没有“{name}”这个类别。" if name else f"“{word or meaning}”没有写类别。"
        problems.append(Problem("VOC-2", at_kind, said, f"请写这些类别之一：{'、'.join(KINDS)}。"))
        return
    if not 0 < len(word) <= LONGEST_WORD or any(sign.isspace() for sign in word):
        said = f"“{word}”不是一个词。" if word else "这一行没有写词。"
        advice = f"请写一个词，不超过 {LONGEST_WORD} 个字，中间没有空格。"
        problems.append(Problem("VOC-3", at_word, said, advice))
    elif kind.meanings and meaning not in kind.meanings:
        said = f"“{word}”的意思写的是“{meaning}”。" if meaning else f"“{word}”没有写意思。"
        problems.append(Problem("VOC-4", at_meaning, said, f"请写：{'、'.join(kind.meanings)}。"))
    else:
        held = tables.setdefault(kind.table, {})
        held[word] = kind.meanings[meaning] if kind.meanings else meaning or word


def _table(name: str, words: Mapping[str, str]) -> Mapping[str, str] | tuple[str, ...]:
    """Return the words of a kind as their table has them: with meanings, or alone."""
    with_meanings = any(kind.table == name and kind.meanings is not None for kind in KINDS.values())
    return words if with_meanings else tuple(words)
