"""说明: the first sheet of a new register, which tells a clerk how to fill in the others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from generators.registers.create_looks import SIZE
from generators.registers.create_tables import LEAST_HEIGHT
from generators.typesetting.rows import Cell, row_height, text_room

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

NAME_WIDTH, TEXT_WIDTH = 12, 96
TITLE = "民生实事项目台账填写说明"
#: Heading and lines of each section; a line is what it is about and what to do.
SECTIONS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("一、先做什么", (
        ("第一步", "在“设置”填写地区、年度、发文机关、制表日期。其他各项可以先不动，每项的含义写在旁边。"),
        ("第二步", "在“单位”“领导”登记名录，“任务”里的下拉列表就来自这两张表。"),
        ("第三步", "在“任务”逐行填写事项，在“指标”把每个事项里能数的目标拆成指标。"),
        ("每季度", "在“指标”填写当季累计数，在“进展”填写文字进展，然后看“看板”。"),
    )),
    ("二、各表怎么填", (
        ("任务", "一行一个事项。同一项目的第二行起，序号、项目名称可以留空；完成时限、分管领导、牵头单位、"
                 "配合单位与上一行相同的也可以留空，表示延续上一行。确实没有的请填“无”。不用合并单元格。"
                 "一格里有两个以上单位或领导的，一行写一个（按 Alt+回车换行）。"),
        ("指标", "一行一个指标，目标值只填数字，单位写在计量单位里。季度累计一律从1月算起，不是本季新增；"
                 "还没动工的填 0，还没报来的留空，这两种情况意思不同。形象进度类的目标和累计填阶段，"
                 "如 开工、主体封顶、竣工、投入使用。"),
        ("进展", "一行是一个事项一个期次的进展。期次如 2022Q1，可以下拉选择。人工状态一般留空，"
                 "由系统按指标判定；确需人工认定时填写，并写明理由。"),
        ("单位", "全称写各类文件里用的名称，其他叫法写在“简称/别名”。“各县（市）、区”这样的组合单位，"
                 "在“组成员”列出包含哪些单位。"),
        ("领导", "领导的姓名和职务。年中换人的，填写任职自、任职至，新旧各占一行。"),
        ("目标调整", "年中经批准调整的目标，写明调整前、调整后和批准文件。"),
        ("投资", "项目或事项的投资，单位都是万元，季度数同样从1月累计。"),
    )),
    ("三、自动计算的内容", (
        ("灰底的格", "“指标”表灰底的五列（最新累计、完成率、序时进度、差距、状态）是公式，不用填写，"
                     "改了左边的数就会更新。"),
        ("完成率", "最新累计÷目标值，可以超过100%。不超过类（≤）、比率、标准、全覆盖、清零只判“达标”"
                   "“未达标”；形象进度显示阶段；没有量化目标的显示“-”。"),
        ("状态", "完成率与序时进度相比得出：已完成、超序时、按序时、偏慢、滞后；没有数据或无法判定的写"
                 "“未判定”。各档的界限在“设置”里，可以修改。"),
        ("看板", "按当前期次统计各状态的数量、各项目完成情况和牵头单位排名，全部自动计算。"
                 "排名按牵头指标的平均完成率，单位要写全称；没有百分比完成率的指标不参加平均。"),
    )),
    ("四、加行、排序和保护", (
        ("加行", "“任务”“进展”等表直接在最后一行下面接着填，表格会自动变长。"
                 "“指标”表后面已经留好空行（至少100行），公式都在里面，接着填即可。"),
        ("保护", "“指标”“看板”的公式和“设置”的项目名称加了保护，防止误改，没有密码。"
                 "需要排序，或者空行不够用时，"
                 "点“审阅—撤销工作表保护”；加行后把上一行灰底的公式向下拖，用完再点“保护工作表”。筛选不受影响。"),
        ("列", "各列的先后可以调整，也可以在右边加自己的列，不影响读取；请不要改列标题和工作表的名称。"),
        ("打印", "各表都已设好 A4 横向、标题行重复和页码，直接打印即可。"),
    )),
)  # fmt: skip


def write_guide(sheet: Worksheet, looks: Mapping[str, Format]) -> None:
    """Write the guide, every row high enough for its text."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, NAME_WIDTH)
    sheet.set_column(1, 1, TEXT_WIDTH)
    sheet.merge_range(0, 0, 0, 1, TITLE, looks["title"])
    sheet.set_row(0, 40)
    row = 1
    for heading, lines in SECTIONS:
        sheet.merge_range(row, 0, row, 1, heading, looks["section"])
        sheet.set_row(row, 26)
        row += 1
        for name, text in lines:
            sheet.write_string(row, 0, name, looks["shown"])
            sheet.write_string(row, 1, text, looks["shown_left"])
            sheet.set_row(row, row_height([Cell(text, text_room([TEXT_WIDTH]), SIZE)], LEAST_HEIGHT) + 4)
            row += 1
