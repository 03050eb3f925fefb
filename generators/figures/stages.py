"""形象进度: the stages of a building project in their order, and the words offices use for them."""

from __future__ import annotations

from decimal import Decimal

from generators.model.indicator import Figure

#: One line a stage, in order; the first word is its name. Words are matched whole.
STAGES: tuple[tuple[str, ...], ...] = tuple(
    tuple(line.split())
    for line in (
        "未启动 未开工 未开始 尚未启动 尚未开工 尚未开展",
        "方案 摸底 选址 方案设计 方案编制 规划设计 前期 前期工作 前期准备",
        "报批 财评 招标 挂牌 立项 审批 招投标 完成招标 报批报建",
        "启动 开工 进场 已启动 已开工 开工建设 动工 进场施工",
        "在建 加快推进 建设中 施工 施工中 正在施工 基础施工 主体施工 建设",
        "主体封顶 主体完工 主体结构封顶 封顶 二次结构完成 主体完成",
        "装修 粉刷 外装 市政 装饰装修 内装 内外装修 室外工程 安装",
        "竣工 建成 完成 交付 完工 已竣工 已建成 已完成 已完工 竣工验收 交付使用",
        "投用 投入使用 开放 开馆 启用 建成投用 投入运营 运营 开业 已投用",
    )
)
NOT_STARTED = STAGES[0][0]
RANKS = {word: rank for rank, words in enumerate(STAGES, 1) for word in words}
#: What a live formula looks a word up in: ``|word=rank|word=rank|``; a reported 0 is 未启动.
STAGE_TEXT = "|" + "".join(f"{word}={rank}|" for word, rank in {"0": 1, **RANKS}.items())


def stage_rank(figure: Figure) -> int | None:
    """Return the place of a stage word in the order of stages, from 1; None for a word nobody knows.

    A figure of 0 means that nothing was started.

    >>> stage_rank("主体封顶"), stage_rank(Decimal(0)), stage_rank("差不多了"), stage_rank(None)
    (6, 1, None, None)
    """
    if isinstance(figure, Decimal):
        return None if figure else RANKS[NOT_STARTED]
    return RANKS.get(figure or "")


def stage_word(figure: Figure) -> str | None:
    """Return a reported stage as a word: a figure of 0 is 未启动, another number is no stage (None).

    >>> stage_word(Decimal(0)), stage_word("招标"), stage_word(Decimal(30))
    ('未启动', '招标', None)
    """
    if isinstance(figure, Decimal):
        return None if figure else NOT_STARTED
    return figure
