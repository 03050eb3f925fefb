"""What is written of a report, and why not: the same in a new draft and in a register that people own."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from generators.model.indicator import Comparator, IndicatorKind
from generators.published.drafting import draft_register
from generators.published.multiples import parted, turned
from generators.published.reading import document_of_text
from generators.registers.read import read_register
from tests.published_files import text_file
from tests.test_adding import add, cumulative, lines, register
from tests.test_published_draft import column

TITLE = "示例市2022年民生实事项目三季度进展情况"
#: What is promised, in how many of what, what is reported, what is written, what must be looked at.
CASES = [
    ("改造农田3万亩。", 30000, "亩", "累计改造农田2.4万亩。", "24000", ""),
    ("改造农田3万亩。", 30000, "亩", "累计改造农田约2.4万亩。", None, "“约2.4万亩”不是准数"),
    ("改造农田3万亩。", 30000, "亩", "改造农田2.4万余亩。", None, "“2.4万余亩”不是准数"),
    ("培训农民工2000人次。", 2000, "人次", "本季度培训农民工380人次。", None, "单季的数"),
    ("新建学校5所。", 5, "所", "建成小学2所、中学1所。", "3", "几个数加起来"),
    ("建设绿道8公里。", 8, "公里", "建设绿道6200米。", "6.2", ""),
    ("建设绿道8千米。", 8, "千米", "建设绿道6200米。", "6.2", ""),
    ("新增绿地15公顷。", 15, "公顷", "新增绿地180亩。", "12", ""),
    ("新增绿地15公顷。", 15, "公顷", "新增绿地100亩。", None, "没有写进指标"),
]


@pytest.mark.parametrize(("content", "target", "unit", "done", "written", "why"), CASES)
def test_a_draft_and_a_register_take_the_same_figure_and_tell_the_same_of_it(
    content: str, target: int, unit: str, done: str, written: str | None, why: str, tmp_path: Path
) -> None:
    text = [TITLE, "一、安居工程", content, f"进展情况：{done}"]
    task = ("1", "安居工程", "", "1.1", content, "2022年底", "李明", "市住建局", "无", "")
    name = draft_register([document_of_text("\n".join(text), "a.txt")]).rows["指标"][0][2]
    row = ("1.1", "1.1.1", name, unit, IndicatorKind.INCREMENT, Comparator.EQUAL, target)
    book = register(tmp_path / "台账.xlsx", [task], [row])

    draft = draft_register([document_of_text("\n".join(text), "a.txt")])
    result = add(text_file(tmp_path / "a.txt", text, []), book)

    [drafted] = column(draft, "指标", "cumulative_3")
    assert drafted == (None if written is None else Decimal(written))
    assert cumulative(read_register(book)[0])["1.1.1"][2] == written, result.output
    told = "".join(one.reason for one in draft.doubtful if one.field.startswith(("text", "指标")))
    assert (why in told) if why else not told
    listed = "".join(str(line[4]) for line in lines(book))
    assert (why in listed) if why else not listed


@pytest.mark.parametrize(
    ("value", "unit", "into", "wanted"),
    [("6200", "米", "公里", "6.2"), ("3", "万平方米", "亩", "45"), ("2", "平方公里", "公顷", "200"), ("7", "平方米", "亩", "0.0105"), ("7", "亩", "公顷", None),
     ("5", "千克", "公斤", "5"), ("5", "吨", "公斤", "5000"), ("5", "公顷", "公里", None)],
)  # fmt: skip
def test_kindred_units_are_turned_only_where_that_is_exact(
    value: str, unit: str, into: str, wanted: str | None
) -> None:
    assert turned(Decimal(value), unit, into) == (None if wanted is None else Decimal(wanted))


@pytest.mark.parametrize("unit", ["个", "万人次", "亿元/年", "元/平方米"])
def test_other_units_are_only_parted_from_their_multiple(unit: str) -> None:
    factor, base = parted(unit)

    assert unit.endswith(base)
    assert factor in (1, 10**4, 10**8)
