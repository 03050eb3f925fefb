"""What clerks type, with the agreed reading: read only where there is one way to read it, else asked (R4)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generators.model.indicator import Comparator, IndicatorKind
from generators.registers.cells import Unclear, day, figure, number, numbering, text
from generators.registers.deadlines import parse_day, parse_deadline
from generators.registers.grids import Percent
from generators.registers.name_lists import split_leaders, split_units
from generators.registers.parsing import parse_comparator, parse_kind, parse_number, parse_target
from generators.workbooks.values import NO_RESULT, CellError, Doubtful

ASK = "ask"

#: Typed, 计量单位, reading.
NUMBERS = [
    ("12", "", "12"), ("0", "", "0"), ("-3", "", "-3"), ("+30", "", "30"), ("3.5", "", "3.5"), ("3.50", "", "3.5"),
    ("100", "", "100"), ("30.00", "", "30"), ("0.85", "", "0.85"), ("000", "", ASK), ("007", "", ASK), ("05", "", ASK),
    ("1,234", "", "1234"), ("12,345,678", "", "12345678"), ("1，234", "", "1234"), ("12,34", "", ASK),
    ("1,23", "", ASK), ("1.234,56", "", ASK), ("1.234.567", "", ASK), ("1 234", "", "1234"), ("12 345 678", "", "12345678"),
    ("12 34", "", ASK), ("2 3", "", ASK), ("1 2 3", "", ASK), ("１２，３４５", "", "12345"), ("１２３", "", "123"), ("３．５", "", "3.5"),
    ("　30　", "", "30"), ("30\u00a0", "", "30"), ("30\n", "", "30"), ("\ufeff30", "", "30"), ("3\u200b0", "", "30"),
    ("1.03万", "", "10300"), ("35万", "", "350000"), ("2亿", "", "200000000"), ("1.2亿", "", "120000000"), ("3千", "", "3000"),
    ("5百万", "", "5000000"), ("2千万", "", "20000000"), ("1.5万亿", "", "1500000000000"), ("35 万", "", "350000"),
    ("3亿4500万", "", "345000000"), ("1亿2万", "", "100020000"), ("3亿45000万", "", ASK), ("1万2", "", ASK), ("1万2千", "", ASK),
    ("85%", "", "85"), ("85％", "", "85"), ("85 %", "", "85"), ("0.5%", "", "0.5"), ("120%", "", "120"), ("85%%", "", ASK),
    ("85‰", "", ASK), ("百分之八十五", "", ASK), ("百分之85", "", ASK), ("1.2万%", "", ASK),
    ("22个", "个", "22"), ("22 个", "个", "22"), ("22个", "", ASK), ("22个", "家", ASK), ("1.5万套", "套", "15000"),
    ("1.5万套（间）", "套（间）", "15000"), ("30公里", "公里", "30"), ("3公里", "米", ASK), ("415元/月", "元/月", "415"),
    ("1.2万元", "万元", "1.2"), ("1.2亿元", "万元", "12000"), ("800", "万元", "800"), ("800元", "万元", "0.08"),
    ("1.2万", "万元", ASK), ("2亿", "万元", ASK), ("35万", "万人次", ASK), ("3.5万人次", "万人次", "3.5"), ("35000人次", "万人次", "3.5"),
    ("1.2万元", "元", "12000"), ("1.2万", "元", "12000"), ("85%", "%", "85"), ("85", "%", "85"), ("85%", "个", "85"),
    ("约30", "", ASK), ("30余", "", ASK), ("30多", "", ASK), ("近30", "", ASK), ("30左右", "", ASK), ("大约30", "", ASK), ("30上下", "", ASK),
    ("接近30", "", ASK), ("30余个", "个", ASK), ("3600余人", "人", ASK), ("2万多", "", ASK), ("近2万", "", ASK), ("几十", "", ASK),
    ("数百", "", ASK), ("若干", "", ASK), ("~30", "", ASK), ("～30", "", ASK), ("超30", "", ASK), ("30+", "", ASK), (">30", "", ASK), ("<30", "", ASK),
    ("2-3", "", ASK), ("2～3", "", ASK), ("2至3", "", ASK), ("12+8", "", ASK), ("=1+1", "", ASK), ("3*4", "", ASK), ("1/2", "", ASK), ("3:2", "", ASK),
    ("(5)", "", ASK), ("（5）", "", ASK), ("△5", "", ASK), ("—5", "", ASK), ("－5", "", "-5"), ("−5", "", "-5"), ("-0", "", "0"),
    ("1e3", "", ASK), ("1E5", "", ASK), ("NaN", "", ASK), ("inf", "", ASK), ("１O", "", ASK), ("l2", "", ASK), ("3O", "", ASK),
    ("①", "", ASK), ("Ⅲ", "", ASK), ("³⁰", "", ASK), ("٣٠", "", ASK), ("三十", "", ASK), ("二十", "", ASK), ("叁", "", ASK), ("十余", "", ASK),
    ("30。", "", ASK), ("30、", "", ASK), ("30.", "", ASK), (".5", "", ASK), ("'30", "", ASK), ("“30”", "", ASK), ("#REF!", "", ASK),
    ("2022", "", "2022"), ("20240305", "", "20240305"), ("3.1415926", "", "3.1415926"), ("1_000", "", ASK), ("0x10", "", ASK),
    ("待定", "", ASK), ("暂无", "", ASK), ("未统计", "", ASK), ("同上", "", ASK), ("主体封顶", "", ASK), ("见附件", "", ASK), ("30(其中新增5)", "", ASK),
    ("123456789012345678", "", "123456789012345678"), ("0.123456789012", "", "0.123456789012"), ("30\x07", "", ASK),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "unit", "reading"), NUMBERS)
def test_a_typed_number_is_read_only_when_it_is_certain(typed: str, unit: str, reading: str) -> None:
    if reading == ASK:
        with pytest.raises(ValueError, match="“"):
            parse_number(typed, unit)
    else:
        assert str(parse_number(typed, unit)) == reading


TARGETS = [
    ("30", "", "30", None), ("≥85%", "%", "85", "≥"), (">=85", "", "85", "≥"), ("≧85", "", "85", "≥"), ("不少于30", "", "30", "≥"),
    ("不低于85%", "", "85", "≥"), ("至少3个", "个", "3", "≥"), ("85%以上", "", "85", "≥"), ("30个以上", "个", "30", "≥"), ("1万及以上", "", "10000", "≥"),
    ("30 以上", "", "30", "≥"), ("≤4.3%", "%", "4.3", "≤"), ("<=3", "", "3", "≤"), ("不超过3%", "", "3", "≤"), ("不高于5", "", "5", "≤"),
    ("3%以内", "", "3", "≤"), ("3以下", "", "3", "≤"), ("控制在3%以内", "", "3", "≤"), ("控制在4以下", "", "4", "≤"), ("≈30", "", "30", "≈"),
    ("=30", "", "30", "="), ("等于30", "", "30", "="), ("＞＝３０", "", "30", "≥"), ("不少于1.2万元", "万元", "1.2", "≥"),
    ("控制在3%", "", ASK, None), ("约30", "", ASK, None), ("30余", "", ASK, None), ("超30", "", ASK, None), ("达30", "", ASK, None),
    ("大于30", "", ASK, None), ("小于3", "", ASK, None), ("≥约30", "", ASK, None), ("不少于", "", ASK, None), ("以上", "", ASK, None),
    ("30左右", "", ASK, None), ("85以上90以下", "", ASK, None), ("投入使用", "", ASK, None), ("翻一番", "", ASK, None),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "unit", "reading", "sign"), TARGETS)
def test_a_typed_target_carries_its_own_comparator(typed: str, unit: str, reading: str, sign: str | None) -> None:
    if reading == ASK:
        with pytest.raises(ValueError, match="“"):
            parse_target(typed, unit)
    else:
        target = parse_target(typed, unit)
        assert str(target.value) == reading
        assert (target.comparator.value if target.comparator else None) == sign


RANGES = [
    ("2-3", "", ("2", "3")), ("2～3", "", ("2", "3")), ("2—3", "", ("2", "3")), ("2——3", "", ("2", "3")), ("2至3", "", ("2", "3")),
    ("2到3个", "个", ("2", "3")), ("10%-20%", "", ("10", "20")), ("10-20%", "", ("10", "20")), ("2万-3万", "", ("20000", "30000")),
    ("1.5-2.5", "", ("1.5", "2.5")), ("２－３", "", ("2", "3")), ("2-3万", "", ASK), ("3-2", "", ASK), ("2-2", "", ASK), ("2-3-4", "", ASK),
    ("两至三", "", ASK), ("2-约3", "", ASK), ("2至", "", ASK), ("-3", "", None),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "unit", "reading"), RANGES)
def test_a_typed_range_has_two_ends(typed: str, unit: str, reading: tuple[str, str] | str | None) -> None:
    if reading == ASK:
        with pytest.raises(ValueError, match="“"):
            parse_target(typed, unit)
    elif reading is None:
        assert parse_target(typed, unit).upper is None
    else:
        target = parse_target(typed, unit)
        assert (str(target.value), str(target.upper), target.comparator) == (*reading, Comparator.RANGE)


#: Typed, last day in a register of 2022; None for words that name no day and ask nothing.
DEADLINES = [
    ("2022年底", "2022-12-31"), ("2022年末", "2022-12-31"), ("2022年12月底", "2022-12-31"), ("2022年12月31日前", "2022-12-31"),
    ("2022年12月31日", "2022-12-31"), ("2022-12-31", "2022-12-31"), ("2022/12/31", "2022-12-31"), ("2022.12.31", "2022-12-31"),
    ("2022/6/5", "2022-06-05"), ("２０２２年６月３０日", "2022-06-30"), ("2022 年 6 月 30 日", "2022-06-30"), ("20220630", "2022-06-30"),
    ("12月底前", "2022-12-31"), ("12月底", "2022-12-31"), ("9月底前", "2022-09-30"), ("9月投入使用", "2022-09-30"), ("9月竣工", "2022-09-30"),
    ("9月", "2022-09-30"), ("9月份", "2022-09-30"), ("9月末", "2022-09-30"), ("6月底前完成", "2022-06-30"), ("6月30日前完成", "2022-06-30"),
    ("6月30号", "2022-06-30"), ("2月底", "2022-02-28"), ("2024年2月底", "2024-02-29"), ("6月上旬", "2022-06-10"), ("6月中旬", "2022-06-20"),
    ("6月下旬", "2022-06-30"), ("2022年6月中旬前", "2022-06-20"), ("年底", "2022-12-31"), ("年底前", "2022-12-31"), ("年内", "2022-12-31"),
    ("年内完成", "2022-12-31"), ("全年", "2022-12-31"), ("当年年底", "2022-12-31"), ("今年年底前", "2022-12-31"), ("年中", "2022-06-30"),
    ("上半年", "2022-06-30"), ("2022年上半年", "2022-06-30"), ("下半年", "2022-12-31"), ("上半年底", "2022-06-30"), ("一季度", "2022-03-31"),
    ("第三季度末", "2022-09-30"), ("3季度", "2022-09-30"), ("2022年第二季度", "2022-06-30"), ("2022年", "2022-12-31"), ("2022", "2022-12-31"),
    ("2022-06", "2022-06-30"), ("2022.12", "2022-12-31"), ("2022-2023", "2023-12-31"), ("2022—2023年", "2023-12-31"), ("2022年至2023年", "2023-12-31"),
    ("2022年6月-2023年3月", "2023-03-31"), ("6-12月", "2022-12-31"), ("6月至12月", "2022-12-31"), ("2022.6-2022.12", "2022-12-31"),
    ("2022年12月底前全部完成", "2022-12-31"), ("2022年底前建成投用", "2022-12-31"), ("2023年春节前", ASK), ("国庆前", ASK), ("汛期前", ASK),
    ("24/3/5", ASK), ("3/5", ASK), ("12.31", ASK), ("12-31", ASK), ("5/12/2022", ASK), ("22年底", ASK), ("2022年2月30日", ASK), ("2月30日", ASK),
    ("2022年13月", ASK), ("0月底", ASK), ("十二月底", ASK), ("明年6月", ASK), ("每月", ASK), ("每季度末", ASK), ("6月、12月", ASK),
    ("一期6月底、二期12月底", ASK), ("9月启动", "2022-09-30"), ("5月底前动工", "2022-05-31"), ("6月底前完成设计；11月底前完工", "2022-11-30"), ("尽快", ASK), ("待定", ASK), ("2022年左右", ASK), ("1822年底", ASK),
    ("2023-2022", ASK), ("12-6月", ASK), ("30", ASK), ("12", ASK), ("44926", ASK), ("#REF!", ASK), ("2022年12月31日前（暂定）", ASK),
    ("长期", None), ("常态化推进", None), ("持续推进", None), ("跨年度", None), ("长期坚持", None),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "reading"), DEADLINES)
def test_a_deadline_names_its_last_day_or_is_asked_for(typed: str, reading: str | None) -> None:
    if reading == ASK:
        with pytest.raises(ValueError, match="“"):
            parse_deadline(typed, 2022)
    else:
        deadline = parse_deadline(typed, 2022)
        assert deadline.text == typed
        assert (deadline.date.isoformat() if deadline.date else None) == reading


@pytest.mark.parametrize(("typed", "begins"), [("5月底前动工", True), ("9月底前开工建设", True), ("9月底前竣工", False)])
def test_a_deadline_says_whether_work_must_begin_or_be_done(typed: str, begins: bool) -> None:
    assert parse_deadline(typed, 2022).begins is begins


@pytest.mark.parametrize("typed", ["12月底前", "年底", "一季度", "上半年", "9月"])
def test_a_deadline_without_a_year_is_asked_for_when_the_register_has_none(typed: str) -> None:
    with pytest.raises(ValueError, match="“"):
        parse_deadline(typed, 0)


DAYS = [
    ("2022-03-28", "2022-03-28"), ("2022年3月28日", "2022-03-28"), ("2022/3/28", "2022-03-28"), ("2022.3.28", "2022-03-28"),
    ("20220328", "2022-03-28"), ("2022年3月", ASK), ("22-3-28", ASK), ("3月28日", ASK), ("2022-3/28", ASK), ("昨天", ASK), ("2022-02-29", ASK),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "reading"), DAYS)
def test_a_day_is_read_only_with_its_year(typed: str, reading: str) -> None:
    if reading == ASK:
        with pytest.raises(ValueError, match="“"):
            parse_day(typed)
    else:
        assert parse_day(typed) == date.fromisoformat(reading)


GROUPS = frozenset(("各镇、有关街道", "市教育局", "市财政局", "市统计局", "市商务局", "东湖新区管委会", "团 市委"))
UNITS = [
    ("市教育局", ["市教育局"]), ("市教育局\n市财政局", ["市教育局", "市财政局"]), ("市教育局\n\n\n市财政局", ["市教育局", "市财政局"]),
    ("市教育局、市财政局", ["市教育局", "市财政局"]), ("市教育局，市财政局", ["市教育局", "市财政局"]), ("市教育局,市财政局", ["市教育局", "市财政局"]),
    ("市教育局；市财政局;市民政局", ["市教育局", "市财政局", "市民政局"]), ("市教育局  市财政局", ["市教育局", "市财政局"]), ("市教育局 市财政局", ["市教育局", "市财政局"]),
    ("市教育局　　市财政局", ["市教育局", "市财政局"]), ("市教育局\t市财政局", ["市教育局", "市财政局"]), ("市教育局、\n市财政局", ["市教育局", "市财政局"]),
    ("市教育局、、市财政局、", ["市教育局", "市财政局"]), ("各辖市、区", ["各辖市、区"]), ("各辖市、区\n市教育局", ["各辖市、区", "市教育局"]),
    ("各辖市、区、市教育局", ["各辖市、区", "市教育局"]), ("各县、区，市教育局", ["各县、区", "市教育局"]), ("各县（市）、区", ["各县（市）、区"]), ("各镇、街道", ["各镇、街道"]),
    ("各镇、各街道", ["各镇", "各街道"]), ("各辖市、区 市教育局", ["各辖市、区", "市教育局"]), ("市教育局、各辖市、区", ["市教育局", "各辖市、区"]),
    ("各镇、有关街道", ["各镇、有关街道"]), ("各镇、街道、开发区", ["各镇、街道、开发区"]), ("东湖园（柳镇）", ["东湖园（柳镇）"]), ("东湖园\n（柳镇）", ["东湖园（柳镇）"]),
    ("东湖园\n（柳镇）各街道", ["东湖园（柳镇）", "各街道"]), ("东湖园（柳镇、桥镇）、市教育局", ["东湖园（柳镇、桥镇）", "市教育局"]), ("东湖园(柳镇, 桥镇)", ["东湖园(柳镇, 桥镇)"]),
    ("市自然资源和规划局（林业局）\n市教育局", ["市自然资源和规划局（林业局）", "市教育局"]), ("市教育局（牵头", ["市教育局（牵头"]), ("市教育局）、市财政局", ["市教育局）", "市财政局"]),
    ("市商务局、统计局", ["市商务局", "市统计局"]), ("市商务局、文旅局", ["市商务局", "文旅局"]), ("东湖新区\n管委会", ["东湖新区管委会"]), ("市教育局、市教育局", ["市教育局"]),
    ("团 市委", ["团 市委"]), (" 市教育局 ", ["市教育局"]), ("市教育局\u200b", ["市教育局"]), ("甲局\r\n乙局", ["甲局", "乙局"]),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "reading"), UNITS)
def test_units_are_split_where_they_are_separated_and_nowhere_else(typed: str, reading: list[str]) -> None:
    assert list(split_units(typed, GROUPS)) == reading


LEADERS = [
    ("李明", ["李明"]), ("李　明", ["李明"]), ("李  明", ["李明"]), ("李 明", ["李明"]), ("李　明\n王建国", ["李明", "王建国"]), ("李  明\n\n王建国", ["李明", "王建国"]),
    ("李　明、王建国", ["李明", "王建国"]), ("李　明 王建国", ["李明", "王建国"]), ("王建国 李　明", ["王建国", "李明"]), ("李　明　王　刚", ["李明", "王刚"]),
    ("欧 阳 雪", ["欧阳雪"]), ("李明，王刚；赵红", ["李明", "王刚", "赵红"]), ("李明（副市长）", ["李明（副市长）"]), ("李明\n（常务）", ["李明（常务）"]), ("李明、李明", ["李明"]),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "reading"), LEADERS)
def test_leaders_lose_the_padding_of_their_names(typed: str, reading: list[str]) -> None:
    assert list(split_leaders(typed)) == reading


NUMBERINGS = [
    ("3", "3"), ("3.2", "3.2"), ("３．２", "3.2"), ("3.2.1", "3.2.1"), ("3、", "3"), ("3.", "3"), ("3．", "3"), (" 3 . 2 ", "3.2"), ("★3", "3"),
    (3, "3"), (3.2, "3.2"), (0.1 + 0.2, "0.3"), ("无", ""), ("3-2", "3-2"), ("3.10", "3.10"), (3.1, "3.1"), ("三", "三"), ("一、", "一"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "reading"), NUMBERINGS)
def test_a_number_that_names_something_is_tidied(typed: object, reading: str) -> None:
    assert numbering(typed) == reading


WORDS = [
    (parse_comparator, "≥", Comparator.AT_LEAST), (parse_comparator, "＞＝", Comparator.AT_LEAST), (parse_comparator, "不少于", Comparator.AT_LEAST),
    (parse_comparator, "以上", Comparator.AT_LEAST), (parse_comparator, "≤", Comparator.AT_MOST), (parse_comparator, "不超过", Comparator.AT_MOST),
    (parse_comparator, "以内", Comparator.AT_MOST), (parse_comparator, "=", Comparator.EQUAL), (parse_comparator, "＝", Comparator.EQUAL),
    (parse_comparator, "约", Comparator.ABOUT), (parse_comparator, "区间", Comparator.RANGE), (parse_comparator, "大概", None),
    (parse_kind, "增量", IndicatorKind.INCREMENT), (parse_kind, " 形象 进度", None), (parse_kind, "形象进度", IndicatorKind.MILESTONE),
    (parse_kind, "比例", IndicatorKind.RATIO), (parse_kind, "翻一番", IndicatorKind.MULTIPLY), (parse_kind, "动态清零", IndicatorKind.ZERO),
    (parse_kind, "别的", None), (parse_comparator, "", None),
]  # fmt: skip


@pytest.mark.parametrize(("parse", "typed", "reading"), WORDS)
def test_a_word_is_one_of_its_list_or_asked_for(parse: object, typed: str, reading: object) -> None:
    assert callable(parse)
    if reading is None:
        with pytest.raises(ValueError, match="不是"):
            parse(typed)
    else:
        assert parse(typed) is reading


#: What the workbook holds, the reader, the reading or the code of the question.
CELLS: list[tuple[object, object, object]] = [
    (CellError("#REF!"), text, "CELL-1"), (CellError("#N/A"), figure, "CELL-1"), (CellError("#REF!"), number, "CELL-1"), (CellError("#REF!"), day, "CELL-1"),
    (NO_RESULT, text, "CELL-2"), (NO_RESULT, figure, "CELL-2"), (NO_RESULT, number, "CELL-2"),
    (Doubtful("20240305", "不是日期"), day, "CELL-4"), (Doubtful("20240305", "不是日期"), text, "CELL-4"), (Doubtful("1E999", "不是数字"), figure, "CELL-4"),
    (True, number, "CELL-5"), (True, figure, "CELL-5"), (False, text, "CELL-5"), (True, day, "CELL-5"),
    (date(2024, 2, 3), number, "CELL-6"), (date(2024, 2, 3), figure, "CELL-6"), (date(2024, 3, 2), numbering, "CELL-6"),
    (date(2024, 2, 3), day, date(2024, 2, 3)), (20240305, day, date(2024, 3, 5)), (45356, day, "DATE-1"), ("24/3/5", day, "DATE-1"),
    (Percent(0.85), figure, Decimal(85)), (Percent(0.285), number, Decimal("28.5")), (Percent(1), figure, Decimal(100)), (Percent(0.85), text, "85%"),
    (0.1, figure, Decimal("0.1")), (0.28999999999999998, figure, Decimal("0.29")), (3, figure, Decimal(3)), (1e15, figure, Decimal(10**15)),
    (2.5, text, "2.5"), (13800000000, text, "13800000000"), ("甲\x07乙", text, "CELL-3"), ("无", figure, None), ("—", figure, None), ("／", number, None),
    ("/", figure, None), ("-", number, None), ("约30", number, "NUM-1"), ("主体封顶", figure, "主体封顶"), ("", figure, None), ("  ", figure, None), ("无", day, None),
]  # fmt: skip


@pytest.mark.parametrize(("value", "read", "reading"), CELLS)
def test_a_stored_cell_is_read_or_asked_about_and_never_blanked(value: object, read: object, reading: object) -> None:
    assert callable(read)
    if isinstance(reading, str) and reading[:4] in ("CELL", "DATE", "NUM-"):
        with pytest.raises(Unclear) as asked:
            read(value)
        assert asked.value.code == reading
    else:
        assert read(value) == reading


def test_there_are_enough_typed_values_in_the_tables() -> None:
    tables = (NUMBERS, TARGETS, RANGES, DEADLINES, DAYS, UNITS, LEADERS, NUMBERINGS, WORDS, CELLS)

    assert sum(map(len, tables)) >= 300


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_every_plain_number_reads_as_itself(value: Decimal) -> None:
    assert parse_number(f"{value:f}") == value
    assert parse_number(f"{abs(value):,f}") == abs(value)


@given(st.text(max_size=12))
def test_a_text_is_a_number_or_a_question_and_never_a_crash(typed: str) -> None:
    for parse in (parse_number, parse_target, lambda text: parse_deadline(text, 2022), parse_day, parse_comparator):
        try:
            parse(typed)
        except ValueError as asked:
            assert typed in str(asked)


@given(st.lists(st.text("市教育财政民政局委（）", min_size=2, max_size=6), max_size=6))
def test_splitting_loses_no_sign_of_a_name(names: list[str]) -> None:
    typed = "\n".join(names)

    assert sorted("".join(split_units(typed))) == sorted("".join(dict.fromkeys(split_units(typed))))
    assert set("".join(split_units(typed))) == set("".join(names))
