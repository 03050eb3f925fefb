"""How far a piece of work has come: the words of a building site and of an office, and the stage each one
means.

Stages stand in the order of :data:`STAGES`; ``ongoing`` lies outside the order (no end point is named).
"""

from __future__ import annotations

from collections.abc import Mapping

from generators.extraction.words import each

STAGES = ("not_started", "plan", "approval", "start", "construct", "topped", "fitout", "complete", "in_use")
ONGOING = "ongoing"

# Words that say how far a work is when they close a clause (a school + 主体封顶); a longer word wins over a
# shorter one.
PREDICATES: Mapping[str, str] = {
    word: stage
    for stage, words in {
        "not_started": "尚未开展 尚未启动 尚未开工 尚未开始 尚未实施 暂未开展 暂未启动 暂未开工 未开展 尚未发放 尚未采购 尚未招标 尚未建设 尚未举办 尚未拨付 尚未组织 尚未安装 尚未落实 还未启动 还未开工 "
        "未启动 未开工 未开始 尚未动工 未动工",
        "plan": "方案 设计方案 初步设计方案 实施方案 工作方案 摸底 选址 选址工作 筹备 前期筹备 前期准备 "
        "调研 实地调研 勘察 勘查 实地勘察 实地勘查 勘验 实地勘验 实地考察 摸排 谋划 设计 初步设计 "
        "方案设计 "
        "方案编制 测算 规划设计 施工图设计 遴选 征求意见 意见征集 方案论证",
        "approval": "报批 审批 批复 财评 财政评审 评审 招标 招投标 公开招标 挂牌 会审 立项 审核 预算审核 "
        "图审 中标 采购 招采 公示 招标流程 招标程序 "
        "招标公告 招拍挂 土地招拍挂 合同签订 签订合同 签订 招标采购 专家论证 可研批复 立项批复 施工许可 土地出让 前期手续 前期工作 前期工程 开工前准备 "
        "前期准备 政府采购 招标工作 挂牌上市 挂牌上市材料 挂牌材料 土地划拨 用地审批 用地手续 具备开工条件 工可批复 初步设计批复 申报材料 总平方案 可研 可研报告 "
        "招标流程 "
        "提交审核 上报 已上报 报审 送审 备案 招标阶段 采购程序 采购流程 报建 报建手续",
        "start": "启动 开工 进场 进场施工 动工 奠基 开工建设 新开工 全面开工 全部开工 开工仪式 "
        "施工队伍进场 实质性开工 破土动工",
        "construct": "在建 施工 建设 建设中 施工中 主体施工 基础施工 桩基施工 基础工程 桩基工程 桩基 "
        "路面摊铺 路面铺设 路基施工 管网铺设 清淤截污 清淤 管线迁改 桥面铺装 桩基工程 基础 地下室基础工程 土方开挖 基坑支护 基坑开挖 打桩 土建施工 改造中 改造施工 "
        "加快建设 有序建设 主体结构施工 地下室施工 土建",
        "topped": "主体封顶 封顶 主体完工 主体竣工 主体工程完工 主体结构完工 主体结构 二次结构 "
        "主体结顶 结顶 主体结构结顶 主体结构封顶 结构封顶 主体验收 主体建成 主体工程 主体",
        "fitout":
            "外墙 内墙 屋面 幕墙 门窗 室内 粉刷 装修 硬装 软装 内装 外装 装饰 内部装修 室内装修 室内装饰 "
            "外墙涂料 涂料 贴砖 室内贴砖 外装饰 "
        "内装饰 市政工程 市政配套 市政 附属工程 室外工程 景观绿化 "
        "设备安装 安装调试 设备调试 收尾 扫尾 收尾阶段 配套工程 室外配套 绿化工程 精装修 内外装修 "
        "装修工程 水电安装 装修阶段",
        "complete": "贯通 打通 合龙 架通 竣工 建成 完成 交付 完工 竣工交付 竣工验收 验收 完成建设 建设完成 完成改造 改造完成 "
        "完成竣工验收 全部完成 全面完成 全面竣工 全部竣工 全部完工 "
        "通过验收 工程完工 建成交付 改造完工 整治完成 完成整治 竣工备案 完成验收 结束 建成达标 办结 完结 "
        "安装完成 提升完成",
        "in_use": "具备运行条件 具备使用条件 具备通车条件 具备投用条件 建成投产 竣工投用 投用 投入使用 开放 开馆 投运 正式投运 运营 通车 启用 开园 营业 开业 投产 上线 开学 "
        "入住 通水 通气 通电 运行 投入运行 投入运营 交付使用 建成投用 "
        "建成开放 建成投运 建成启用 建成通车 竣工投用 正式运营 正式启用 正式运行 试运行 试运营 挂牌运营 "
        "揭牌运营 建成投入使用 竣工通车 招生 开诊 全线通车 "
        "揭牌 上线运行 完工并投入使用 建成并投入使用 建成并投用 正式开放 对外开放 向社会开放 建成使用 "
        "对外营业 建成运营 开通",
        "ongoing": "推进 实施 在效期内 在有效期内 有序推进 持续推进 稳步推进 扎实推进 推进中 开展 "
        "持续开展 实施中 正常推进 按序时推进 按计划推进 顺利推进",
    }.items()
    for word in each(words)
}  # fmt: skip
# Parts of a building or of a project that have no existence of their own: their subject is the work named
# before.
COMPONENTS = each(
    "土建 构筑物 构筑物主体 主体构筑物 主体 主体结构 主体工程 二次结构 结构 市政工程 市政 内装 外装 粉刷 装修 室内装修 外墙 外墙涂料 "
    "涂料 贴砖 室内贴砖 前期工程 前期工作 前期手续 "
    "基础 基础工程 桩基 桩基工程 地下室 外装饰 装饰 附属工程 绿化 景观 室外工程 设备 各项前期工程 "
    "各项前期工作 主体二次结构 总平方案 初步设计 方案 设计方案 "
    "施工图 可研 可研报告 招标 预算 材料 挂牌上市材料 内部装修 水电 幕墙 消防 电梯 装修工程 土方 "
    "围挡 设计 项目 工程 该项目 该工程 整体 整体工程 整个工程 各项工作"
)

# Verbs that stand first (建成 + a name) and what they say of the work they govern.
VERB_STAGES: Mapping[str, str] = {
    verb: stage
    for stage, verbs in {
        "plan": "制定 制订 拟定 拟制 草拟 编制 起草 制定下发 印发 出台 下发 确定 明确 摸排 摸底 调研 考察 "
        "筹建 谋划 修订 选定 勘察 勘验 征集 落实方案 梳理",
        "approval": "报批 招标 审批 申报 报送 提交 进入",
        "start": "启动 开工 新开工 开工建设 开工实施 动工建设 启动建设 启动实施 动建",
        "construct": "在建 新建 建设 改造 改建 扩建 改扩建 新改建 新改扩建 迁建 续建 重建 翻建 修建 兴建 "
        "加快推进 加快建设 加快 改造提升 整治提升 修缮 改扩建设 新建改建 "
        "整治 加装 增设 配建 修复 打造 推进建设 更新改造 升级改造 提升改造 异地新建 共建 更新 改造升级 提标改造 维修更换 维修改造 铺设 敷设 架设 改造修缮 修缮改造 加固改造 除险加固 拓宽 拓宽改造 维修 疏浚 硬化 安装 配备",
        "complete": "打通 贯通 建成 完成 建好 交付 竣工 完工 购买 赠送 举办 创成 建立 设立 成立 创建 办好 "
        "承办 组建 "
        "搭建 建优 参加 召开 出版 发布 上线 基本实现 主办 组织 提供 发放",
        "in_use": "投用 启用 开放 开通 投入使用 投运 运营",
        "ongoing": "推进 实施 落实 深化 开展 推行 持续 实现 提升 完善 探索 推动 优化 健全 落实落细 推广 "
        "构建 进行 提档升级 优化提升 综合提升 美化 亮化 绿化 美化亮化 绿化亮化 综合整治 更新完善 逐步实现 发展 支持",
    }.items()
    for verb in each(verbs)
}
# Verb-first clauses with these verbs name a piece of work whenever their object does; the others only when
# a sentence
# holds nothing else.
TASK_VERBS = each(
    "投用 投运 建成投用 打通 贯通 推进 实施 落实 启动 开工 新开工 开工建设 开工实施 新建 建设 改造 "
    "改建 扩建 改扩建 "
    "新改建 迁建 续建 重建 翻建 修建 兴建 加快推进 加快建设 改造提升 建成 完成 交付 "
    "购买 赠送 举办 启用 开放 开通 实现 投入使用 竣工 完工 建好 修缮 新改扩建 异地新建 打造 创成 承办 "
    "新建改建 启动建设 启动实施 设立 组建 "
    "动工建设 动建 修复 改造升级 提档升级 提标改造 优化提升 综合提升 整治提升 综合整治 维修更换 维修改造 铺设 敷设 架设 "
    "拓宽 拓宽改造 疏浚 除险加固 进行 更新改造 升级改造 提升改造 加装"
)
# How a named piece of work ends: the tail that tells a task (工程) from a quality (水平).
WORK_HEADS = each(
    "办法 细则 意见 规划 改建 重建 续建 翻建 搬迁 安装 排水口 展陈 陈列 布展 断头路 工程 项目 中心 "
    "大楼 医院 学校 小学 中学 高中 初中 幼儿园 大桥 桥 路 馆 园 "
    "厂 站 库 "
    "地块 安置房 小区 平台 系统 机制 方案 计划 行动 试点 建设 改造 活动 赛事 大赛 "
    "比赛 保险 政策 工作 体系 基地 广场 泵站 街区 社区 场 道 线 村 河 湖 楼 院 所 校区 院区 一期 二期 "
    "三期 四期 期 网 区 苑 家园 驿站 点 通道 隧道 枢纽 设施 评审 目标 "
    "整治 修缮 提升 修复 治理 迁建 扩建 新建 改扩建 清淤 加固 检查 筛查 运动会 文化节 读书节 运动 服务 "
    "制度 展 论坛 马拉松 公开赛 测验 任务 审查 标准化 ” 》 一体化 "
    "市场 食堂 大厅 窗口 公寓 房 街 巷 塔 渠 闸 堤 坝 井 管网 码头 机场 车站 地铁 线路 停车场 公园 绿地 "
    "步道 绿道 文体中心 数据 需求 摸底 手续 规划 设计 图纸 会议 "
    "学校。 培训 评估 调查 示范点 样板 名单 标准 评定 竞赛 晚会 招聘会 对象 装修 监测 主题 品牌 队伍 网络 "
    "机构 名录 接入 对接 联动 救助 清单 管控 机构"
)
# The last sign of what is built, repaired or opened somewhere; a list of such names is a list of works.
SITE_SIGNS = frozenset(
    "场堂室楼馆园院校站所厂路街桥河湖库区村镇乡苑城道线段坝塘港渠池井厅店仓塔亭墓里坊巷弄溪江沟浜闸学寓庄宅屋房舍廊岛湾山林地圃台"
)
# With these verbs anything that is no quality is a piece of work, however its name ends.
BUILDING_VERBS = each(
    "投用 投运 建成投用 建成 开工 新开工 开工建设 动工建设 动建 新建 改建 扩建 改扩建 新改建 新改扩建 迁建 续建 重建 翻建 "
    "修建 兴建 竣工 完工 建好 修缮 修复 铺设 敷设 架设 疏浚 启用 拓宽 拓宽改造 改造提升 提升改造 改造升级 升级改造 更新改造"
)
# Nouns that end a facility's or a site's name: what stands on both sides of 、 or 和 is then two works, not
# one.
SITE_HEADS = each(
    "工程 项目 中心 大楼 医院 学校 小学 中学 高中 初中 幼儿园 桥 路 馆 园 厂 站 库 地块 "
    "安置房 小区 广场 街区 社区 村 河 湖 楼 院 所 校区 院区 一期 二期 三期 期 苑 驿站 "
    "隧道 枢纽 街 巷 公寓 大厦 基地 里 坊 港 浜 渠 闸 镇 街道 乡 县 区 塔 公园 新村 花园 码头 评审 大赛 "
    "门诊 线 仓 池 厅 室 店 城 网 房 仓库 电站 ” 墩 家园 庄 庭 湾 府 城 道"
)
ADMIN_HEADS = ("街道", "镇", "乡", "县", "区", "村", "社区", "市")

# Words from which a whole coverage, a zero or a doubling follows without a number.
COVERAGE_TAILS = each(
    "全覆盖 全面覆盖 全域覆盖 全员覆盖 全部覆盖 应装尽装 应保尽保 应检尽检 应救尽救 应助尽助 "
    "应接尽接 应收尽收 应享尽享 应兜尽兜 "
    "应纳尽纳 应改尽改 应治尽治 应签尽签 应查尽查 应开尽开 应建尽建 应援尽援"
)
ZERO_TAILS = ("动态清零", "全面清零", "全部清零", "清零", "零增长", "零发生", "零事故", "零新增")
