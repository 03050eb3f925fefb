"""The sheets and columns of a register, as data: one table that both reading and creating go by.

A heading in a workbook is ours or one of its ``synonyms`` (names met in published tables); columns may stand
in any order. ``required`` means that the sheet cannot be understood without the column; whether a single cell
may be blank is for the checks of the reader.
"""

from __future__ import annotations

from generators.model.period import CUMULATIVE_NAMES, QUARTER_NAMES
from generators.registers.columns import CellKind, ColumnSpec, SettingSpec, SheetSpec, quarterly, words

SETTINGS = SheetSpec(
    "设置",
    words("参数 参数设置 基本信息 配置"),
    (
        ColumnSpec("item", "设置项", words("项目 名称 参数"), required=True, width=18),
        ColumnSpec("value", "取值", words("值 内容 设置值"), required=True, width=28),
        ColumnSpec("meaning", "说明", words("含义 备注"), width=84),
    ),
    "设置表",
    required=True,
)

SETTING_ITEMS = (
    SettingSpec("region", "地区", words("行政区 行政区划 区域"), required=True,
                meaning="本台账所属的市、区（县），用于各类文件的标题。"),
    SettingSpec("year", "年度", words("年份"), CellKind.NUMBER, required=True,
                meaning="台账年份，四位数字，例如 2022。"),
    SettingSpec("issuer", "发文机关", words("印发机关 发文单位 制表单位"),
                meaning="印发汇总、通报的机关，例如 示例市人民政府办公室。"),
    SettingSpec("prepared_on", "制表日期", words("落款日期 编制日期"), CellKind.DATE,
                meaning="各类文件落款的日期；同一台账、同一日期生成的文件完全相同。"),
    SettingSpec("current_period", "当前期次", words("期次 本期 报告期"), CellKind.PERIOD, choices="期次",
                meaning="指标、看板按哪一期计算；留空时取已填报的最近一期。"),
    SettingSpec("schedule_rule", "序时口径", words("序时进度口径 序时算法"), CellKind.SCHEDULE_RULE,
                choices="序时口径",
                meaning="序时进度怎么算。按月：已过月数÷12；按日：已过天数÷全年天数；"
                        "季度节点：用下面四个节点；手填：只看指标的季度目标。"),
    *(
        SettingSpec(f"quarter_floor_{quarter}", f"{name}节点", words(f"{name}节点（%） {name}序时"),
                    CellKind.NUMBER,
                    meaning=f"序时口径为“季度节点”时，到{span}末应完成全年任务的百分之几，只填数字。")
        for quarter, (name, span) in enumerate(zip(QUARTER_NAMES, CUMULATIVE_NAMES), 1)
    ),
    SettingSpec("ahead_threshold", "超序时阈值", words("超前阈值"), CellKind.NUMBER,
                meaning="完成率比序时进度高出多少个百分点以上算“超序时”。"),
    SettingSpec("tolerance", "按序时容差", words("容差"), CellKind.NUMBER,
                meaning="完成率比序时进度低多少个百分点以内仍算“按序时”。"),
    SettingSpec("behind_threshold", "预警阈值", words("滞后阈值"), CellKind.NUMBER,
                meaning="完成率比序时进度低多少个百分点以上算“滞后”；未超过的算“偏慢”。"),
    SettingSpec("decimals", "小数位数", words("保留小数"), CellKind.NUMBER,
                meaning="完成率保留几位小数（0 至 4），四舍五入。"),
    SettingSpec("layout", "分解表版式", words("任务分解表版式 版式"),
                meaning="任务分解表用 版式.xlsx 里的哪一种版式，例如 区级责任分解表；留空用市级任务分解表。"),
    SettingSpec("unjudged_name", "未判定名称", words("未判定"),
                meaning="没有数据、无法判定时在状态栏写什么。"),
)  # fmt: skip

TASKS = SheetSpec(
    "任务",
    words("任务台账 重点任务 任务分解 任务分解表 项目清单 民生实事 台账 事项"),
    (
        ColumnSpec("project_number", "序号", words("项目序号 项目编号"), CellKind.NUMBERING, width=7,
                   note="项目的序号，如 3。同一项目的第二行起可以留空，表示与上一行相同。"),
        ColumnSpec("project_name", "项目名称",
                   words("名称 项目 民生实事 事项名称 任务名称 实事项目名称 民生实事项目"),
                   required=True, width=18, note="同一项目的第二行起可以留空，表示与上一行相同。"),
        ColumnSpec("project_alias", "别名", words("品牌 简称 项目别名"),
                   note="项目的品牌名或简称，没有就留空。"),
        ColumnSpec("number", "事项编号", words("编号 任务编号 子项编号 事项序号"), CellKind.NUMBERING,
                   width=9, note="每个事项一个编号，如 3.2，全年不变。进展、指标都按这个编号对应。"),
        ColumnSpec("content", "主要内容",
                   words("工作任务 目标任务 任务内容 指标要求 内容与要求 重点督办内容 实施内容 事项内容 "
                         "重点工作 工作内容 主要任务 年度目标任务 预期目标 重点工作目标任务"),
                   required=True, width=56, note="一行一个事项，写全目标任务原文。"),
        ColumnSpec("deadline", "完成时限", words("计划完成时间 完成时间 时限 时间节点 完成期限"),
                   CellKind.DEADLINE,
                   note="如 2022年底、9月底前、2022-12-31。留空表示与上一行相同，没有时限请填“无”。"),
        ColumnSpec("leaders", "分管领导",
                   words("分管市领导 分管区领导 分管县领导 分管省领导 市政府分管领导 区政府分管领导 "
                         "牵头领导 主管领导 责任领导"),
                   CellKind.NAMES, width=11, choices="领导",
                   note="可下拉选择；两位以上请逐行填写（Alt+回车换行）。"
                        "留空表示与上一行相同，没有请填“无”。"),
        ColumnSpec("lead_units", "牵头单位",
                   words("责任单位 牵头部门 责任部门 牵头责任单位 主要责任单位 考核实施单位"),
                   CellKind.NAMES, width=18, choices="单位",
                   note="可下拉选择；两个以上请逐行填写（Alt+回车换行）。"
                        "留空表示与上一行相同，没有请填“无”。"),
        ColumnSpec("supporting_units", "配合单位",
                   words("配合部门 主要配合部门 协同单位 责任主体与协同单位 政策处理单位 配合责任单位"),
                   CellKind.NAMES, width=22, choices="单位",
                   note="一行一个单位（Alt+回车换行）。留空表示与上一行相同，没有配合单位请填“无”。"),
        ColumnSpec("remark", "备注", words("说明"), width=16, note="需要说明的其他情况。"),
    ),
    "任务表",
    required=True,
)  # fmt: skip

INDICATORS = SheetSpec(
    "指标",
    words("指标台账 指标表 指标体系 量化指标"),
    (
        ColumnSpec("task_number", "事项编号", words("所属事项 任务编号"), CellKind.NUMBERING, required=True,
                   width=9, choices="事项编号", note="指标属于哪个事项，与“任务”表的事项编号一致。"),
        ColumnSpec("number", "指标编号", words("编号 指标序号"), CellKind.NUMBERING, width=9,
                   note="每个指标一个编号，如 3.2.1，全年不变。"),
        ColumnSpec("name", "指标名称", words("指标 名称 考核指标"), required=True, width=26,
                   note="数的是什么，如 新建停车位。"),
        ColumnSpec("unit_of_measure", "计量单位", words("单位 单位（计量）"), width=9,
                   note="个、套、公里、人次、% 等。"),
        ColumnSpec("kind", "类型", words("指标类型 目标类型"), CellKind.INDICATOR_KIND, width=10,
                   choices="类型",
                   note="增量：当年新做多少；存量：年底总数；比率：百分比；标准：每人每月等标准；"
                        "形象进度：工程到哪一步；全覆盖、清零、倍增（基数的几倍）、持续推进（无量化目标）。"),
        ColumnSpec("comparator", "口径", words("比较 比较方式 目标口径"), CellKind.COMPARATOR, width=7,
                   choices="口径", note="≥ 不少于；≤ 不超过；= 等于；≈ 左右；区间：目标值至目标上限。"),
        ColumnSpec("target", "目标值", words("全年目标 年度目标 目标 目标任务 年初目标 工作目标 计划完成数"),
                   CellKind.FIGURE, width=11,
                   note="只填数字，不带单位；比率填百分数的数字（85% 填 85）；"
                        "形象进度填阶段，如 投入使用；倍增填倍数。"),
        ColumnSpec("target_max", "目标上限", words("上限 目标值上限"), CellKind.NUMBER, width=10,
                   note="只有口径为“区间”时填写。"),
        ColumnSpec("base", "基数", words("上年数 上年基数"), CellKind.NUMBER, width=10,
                   note="倍增等指标的基数（一般是上年实绩）。"),
        ColumnSpec("carried_over", "上年结转", words("结转 结转数"), CellKind.NUMBER, width=10,
                   note="以前年度已完成、今年不得重复计算的数。"),
        *quarterly("quarter_target", "目标 目标值 计划", CellKind.FIGURE,
                   "到{}末的累计目标（从1月算起）；没有分季目标就留空。"),
        *quarterly("cumulative", "累计 累计完成 完成 实际完成", CellKind.FIGURE,
                   "从1月到{}末的累计数，不是本季新增。只填数字；未启动填 0；未报送请留空。", spans=True),
        ColumnSpec("latest", "最新累计", words("累计完成 实际完成 已完成数"), CellKind.FORMULA, width=11,
                   note="自动计算：当前期次及以前最近一次填报的累计数。"),
        ColumnSpec("rate", "完成率", words("完成比例 完成进度 占全年计划"), CellKind.FORMULA, width=11,
                   note="自动计算：最新累计÷目标值，可以超过100%。"),
        ColumnSpec("scheduled", "序时进度", words("序时"), CellKind.FORMULA, width=11,
                   note="自动计算：按“设置”里的序时口径；填了本季目标的按季度目标÷目标值。"),
        ColumnSpec("gap", "差距（百分点）", words("差距 差距(百分点)"), CellKind.FORMULA, width=15,
                   note="自动计算：完成率减序时进度。"),
        ColumnSpec("status", "状态", words("进展状态 完成状态"), CellKind.FORMULA, width=10,
                   note="自动计算，不用填写。需要人工认定的请在“进展”表填写。"),
        ColumnSpec("remark", "备注", words("说明"), width=16, note="需要说明的其他情况。"),
    ),
    "指标表",
)  # fmt: skip

PROGRESS = SheetSpec(
    "进展",
    words("进展情况 推进情况 进展台账 季度进展"),
    (
        ColumnSpec("period", "期次", words("报告期 季度"), CellKind.PERIOD, required=True, width=9,
                   choices="期次", note="如 2022Q1，可下拉选择。"),
        ColumnSpec("task_number", "事项编号", words("编号 任务编号"), CellKind.NUMBERING, required=True,
                   width=9, choices="事项编号", note="与“任务”表的事项编号一致。"),
        ColumnSpec("text", "进展情况",
                   words("推进情况 落实进展情况 当前进度 完成情况 目前进展情况 上半年推进情况 "
                         "落实情况 当前工作进展"),
                   width=56, note="本期末的累计进展，写清数字。"),
        ColumnSpec("difficulty", "存在问题", words("问题 困难问题 存在的问题"), width=28,
                   note="没有就留空。"),
        ColumnSpec("next_step", "下一步打算", words("下一步 下一步措施 下步打算 下一步工作"), width=28,
                   note="没有就留空。"),
        ColumnSpec("manual_status", "人工状态", words("状态 人工认定 目标完成情况 是否达序"), CellKind.STATUS,
                   width=10, choices="状态",
                   note="一般留空，由系统按指标判定；与系统判定不同时才填，并写明理由。"),
        ColumnSpec("manual_reason", "理由", words("人工状态理由 认定理由"), width=18,
                   note="为什么人工认定。"),
        ColumnSpec("reporting_unit", "填报单位", words("报送单位 单位"), width=16, choices="单位",
                   note="可下拉选择。"),
        ColumnSpec("reporter", "填报人", words("联系人 联络人 联络员"), width=10, note="谁填报的。"),
        ColumnSpec("phone", "电话", words("联系电话 联络人电话"), width=15, note="不会出现在公开的文件里。"),
        ColumnSpec("reported_on", "日期", words("填报日期 报送日期"), CellKind.DATE, note="如 2022-3-28。"),
        ColumnSpec("source", "来源文件", words("来源 文件"), width=20,
                   note="回收的填报表文件名，自动登记。"),
    ),
    "进展表",
)  # fmt: skip

UNITS = SheetSpec(
    "单位",
    words("单位字典 责任单位名录 单位名录"),
    (
        ColumnSpec("full_name", "全称", words("单位名称 单位 单位全称"), required=True, width=26,
                   note="单位在各类文件里的写法。"),
        ColumnSpec("short_names", "简称/别名", words("简称 别名 曾用名"), CellKind.NAMES, width=22,
                   note="其他写法，用“、”隔开；填报时写哪个都认得。"),
        ColumnSpec("category", "类别", words("单位类别"), note="如 部门、辖市区、街道、国企、组合单位。"),
        ColumnSpec("members", "组成员", words("成员 成员单位 包含单位"), CellKind.NAMES, width=40,
                   note="“各辖市、区”这样的组合单位由哪些单位组成，用“、”隔开。"),
        ColumnSpec("contact", "联系人", words("联络员 联络人"), width=10, note="该单位负责填报的人。"),
        ColumnSpec("phone", "电话", words("联系电话"), width=15, note="不会出现在公开的文件里。"),
        ColumnSpec("email", "邮箱", words("电子邮箱 邮件"), width=24, note="下发填报表用。"),
        ColumnSpec("valid_from", "有效期自", words("启用日期 有效期起"), CellKind.DATE,
                   note="机构新设的日期；一直有的留空。"),
        ColumnSpec("valid_to", "有效期至", words("停用日期 有效期止 有效期"), CellKind.DATE,
                   note="机构撤并的日期；仍在用的留空。"),
    ),
    "单位表",
)  # fmt: skip

LEADERS = SheetSpec(
    "领导",
    words("领导字典 分管领导"),
    (
        ColumnSpec("name", "姓名", words("领导 领导姓名"), required=True,
                   note="两个字的姓名不用加空格，出文件时自动对齐。"),
        ColumnSpec("post", "职务", words("职位"), width=26, note="如 副市长。"),
        ColumnSpec("valid_from", "任职自", words("任职日期 有效期自"), CellKind.DATE,
                   note="不清楚可以留空。"),
        ColumnSpec("valid_to", "任职至", words("离任日期 有效期至 有效期"), CellKind.DATE,
                   note="仍在任的留空。"),
    ),
    "领导表",
)  # fmt: skip

AMENDMENTS = SheetSpec(
    "目标调整",
    words("调整记录 目标调整记录"),
    (
        ColumnSpec("number", "编号", words("指标编号 事项编号"), CellKind.NUMBERING, required=True, width=10,
                   note="调整的是哪个指标（3.2.1）或事项（3.2）。"),
        ColumnSpec("changed", "调整内容", words("调整项 调整事项"), width=24,
                   note="调整了什么，如 目标值、完成时限。"),
        ColumnSpec("before", "调整前", words("原目标 原值"), width=18, note="调整前的目标。"),
        ColumnSpec("after", "调整后", words("新目标 现值"), width=18,
                   note="调整后的目标；“指标”“任务”表里也要改成这个。"),
        ColumnSpec("document", "批准文件", words("依据 批准依据 文件"), width=36,
                   note="批准调整的会议或文件。"),
        ColumnSpec("changed_on", "调整日期", words("日期 批准日期"), CellKind.DATE, note="如 2022-7-15。"),
    ),
    "目标调整表",
)  # fmt: skip

INVESTMENTS = SheetSpec(
    "投资",
    words("投资情况 投资完成情况"),
    (
        ColumnSpec("number", "编号", words("序号 事项编号 项目序号"), CellKind.NUMBERING, required=True,
                   width=10, note="项目的序号（3）或事项的编号（3.2）。"),
        ColumnSpec("total", "总投资（万元）", words("总投资 项目总投资"), CellKind.NUMBER, width=17,
                   note="只填数字，单位是万元。"),
        ColumnSpec("planned", "年度计划（万元）",
                   words("年度计划 年度计划投资 年内计划投资 计划投资 投资计划 年度计划投资（万元）"),
                   CellKind.NUMBER, width=18, note="只填数字，单位是万元。"),
        *quarterly("invested", "完成投资 完成 投资 累计 累计完成 累计完成投资", CellKind.NUMBER,
                   "从1月到{}末累计完成的投资，单位是万元。", spans=True, width=14),
        ColumnSpec("remark", "备注", words("说明"), width=20, note="需要说明的其他情况。"),
    ),
    "投资表",
)  # fmt: skip

#: The sheets a register is read from, in the order they stand in a created workbook.
SHEETS = (SETTINGS, TASKS, INDICATORS, PROGRESS, UNITS, LEADERS, AMENDMENTS, INVESTMENTS)
BY_NAME = {sheet.name: sheet for sheet in SHEETS}

GUIDE, BOARD, LISTS, CALCULATION = "说明", "看板", "选项", "计算"
#: Sheets of a register drafted from published documents: what a person must look at, and where all came from.
DOUBTS, SOURCES = "待核对", "来源对照"
#: Sheets that a register may have and that are never read.
UNREAD = (GUIDE, BOARD, LISTS, CALCULATION, "问题清单", DOUBTS, SOURCES)
