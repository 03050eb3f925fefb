"""The frame a page puts around a text: what stands above its title, its credits, what follows.

A line alone often does not show that it is none of the text (a slogan, the headline of another article); its
place does: above the title, or below the words with which pages begin their recommendations.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from generators.extraction.signs import BELOW_CHAPTER, CHAPTER, CLAUSE_SIGN, ITEM, NUMERALS
from generators.extraction.words import each

#: Words of a page and of no text; a line with one of them and no count belongs to the page.
FURNITURE = re.compile(
    r"ICP备|公网安备|网站标识码|版权所有|技术支持|电子邮箱|联系我们|网站地图|返回顶部|关闭窗口|"
    r"打印(?:本页|此页|本文|正文|关闭)|\(打印|打印$|浏览次数|点击(?:数|量|率)|阅读(?:次数|量)|字[号体][:：]|"
    r"联系人:[^。]*电话|联系电话|咨询电话|举报电话|监督电话|新闻热线|传真|邮编|邮政编码|"
    r"当前位置|您(?:现)?在的?位置|^登录|登录注册|^注册|^首页|首页[>|›»]|网站首页|个人中心|"
    r"责任编辑|责任校对|编辑[:：]|审核[:：]|稿件|供稿|来源[:：]|信息来源|日印发$|"
    r"发布日期|发布时间|发布机构|索引号|主办[:：]|承办[:：]|主办单位[:：]|访问统计|数据发布|"
    r"无障碍(?:浏览|阅读)|扫一扫|分享[到至]|信息公开指南|政务服务网|设为首页|加入收藏|收藏本站|网站纠错|"
    r"^(?:报|送|发|主送|抄送|抄报):|^共印[0-9]+份|^第[0-9]+期\(总第?[0-9]+期\)$|"
    r"附件下载|上一篇|下一篇|相关链接|视力保护|背景色|手机版|智能问答|App下载|客户端"
)
#: Injected by whoever broke into the page: 618betting1betting2, or what it wants to sell.
ADVERTISING = re.compile(
    r"(?:[0-9]+[a-z]{4,}|[a-z]{4,}[0-9]+).*(?:[0-9]+[a-z]{4,}|[a-z]{4,}[0-9]+)|"
    r"博彩|赌场|娱乐城|体育投注|不能提款|真人娱乐|彩票(?!公益)",
    re.IGNORECASE,
)
#: A title of the documents that are read here; no sentence.
_TITLE = re.compile(
    r"实事|民生|任务分解|责任分[解工]|项目清单|重点工作|为民办|惠民|(?:进展|完成|推进|落实)情况|任务书|工作要点"
)
_LONGEST_TITLE, _SHORTEST_TITLE, _LOOKED_AT = 70, 6, 40
_SENTENCE_END = "。；;"
#: Above a title of an office these belong to it: its letterhead, its number, 附件.
_LETTERHEAD = re.compile(r"^附件|\([0-9]{4}\)|号$|文件$|政府|办公[室厅]|委员会|工作报告|年(?:度)?$|^[(（]")
#: What an index card of a page says: 索引号: …, 发布日期: …; never a title and never a target.
_CARD = re.compile(
    r"^(?:索引号|组配分类|主题分类|主题词|公开方式|公开类别|发布机构|发文机关|发文字号|文号|"
    r"名称|标题|有效性|时效性|生成日期|"
    r"成文日期|发文日期|公布日期|发布日期|发布时间|更新时间|更新日期|发表时间|信息来源|信息来源部门|来源|稿源|作者|"
    r"撰稿|浏览次数|访问量|点击数|点击率|阅读量|关键词|责任编辑|编辑|审核|校对|内容分类|专栏名称|当前位置|"
    r"您(?:现在)?所?在的?位置|您的位置):"
)
#: What heads a column of a table.
HEADER_CELLS = frozenset(
    each(
        "序号 项目名称 项目 主要内容 完成时限 分管领导 分管市领导 分管区领导 分管县领导 牵头单位 "
        "责任单位 配合单位 备注 附件 工作任务 目标任务 年度目标 工作目标 目标 进展情况 推进情况 完成情况 "
        "完成率 完成比例 进度 区政府分管领导 市政府分管领导 牵头部门 责任部门 配合部门 任务名称 "
        "事项名称 建设内容"
    )
)
#: A line that is nothing but the number of a document, a telephone, or the name of a file.
_FILING = re.compile(r"^\(?[一-龥]{1,12}\((?:19|20)[0-9]{2}\)第?[0-9]{1,5}号\)?(?:附件[0-9]*)?$")
_PHONE = re.compile(r"^\(?[^,。;()]{0,16}(?:电话|热线|邮箱|传真):[0-9()+-]{7,}")
_FILE = re.compile(r"^附件[0-9]*[:.]?.{2,60}[.](?:docx?|xlsx?|pdf|wps|et|zip|rar)$", re.IGNORECASE)
#: A filing number stands below pages only, whatever else the line says.
_FILED = re.compile("ICP备|公网安备|网站标识码|版权所有")
_BYLINE = re.compile(
    r"^\(?(?:本报|本网|全媒体|特约|实习)?"
    r"[^,。:]{0,10}(?:记者|通讯员|实习生|摄影)[^,。:]{0,24}$"
)
_CREDIT = re.compile(
    r"记者|通讯员|来源|作者|发布|更新|时间|日期|公众号|正文|字[体号]|[大中小]{3}|浏览|点击|阅读|分享|编辑|"
    r"摄影|文/|图/|(?:19|20)[0-9]{2}[-年/.][0-9]{1,2}[-月/.][0-9]{1,2}"
)
#: From such a line on a page tells of other things.
_BELOW = re.compile(
    r"^\(?(?:新闻|热点|精彩|编辑|文章|更多|热门|最新|猜你|为您)?(?:相关|推荐|延伸|热门|猜你喜欢|更多)"
    r"(?:新闻|阅读|链接|文章|推荐|稿件|资讯|报道|内容|信息|附件)?[):]?$|"
    r"^(?:报|送|发|主送|抄送|抄报):|^共印[0-9]+份|^联系人:|^(?:上|下)一(?:篇|条|页)|^友情链接|^网友评论|"
    r"^(?:版权|免责)(?:声明|所有)|^关于我们|^Copyright|^©"
)
_COUNT = re.compile(r"[0-9][万亿余多]*(?:[一-龥]|%)")
#: A heading that counts its own list (27项实事项目完成情况) is no indicator.
_OF_THE_LIST = re.compile(
    r"(?:实事|民生).{0,12}(?:情况|清单|公布|出炉|名单|如下|目标|任务|项目|内容|事项)[:!]?$|"
    r"^(?:19|20)[0-9]{2}年.{0,30}实事$"
)
_LONGEST_HEADING = 40
# 首页>政务公开>民生: where a page stands in its site.
_PATH = re.compile("[>›»|]")
_NO_HEADLINE = re.compile(r"[!?>›»|:·•]|^[0-9A-Za-z.]+$|网站|门户|融媒体")
_LONGEST_NAME, _LONGEST_CAPTION, _FEW = 12, 30, 3
_SENTENCE_ENDS = "。;!?)…”"
_OPEN_ENDS = "、,;:("
_ENDS = "。;"
_BARE_CHAPTER = re.compile(rf"^[{NUMERALS}][^{NUMERALS}、.,;:。个项是][^,;:。]{{1,16}}$")
_DAY = (
    r"(?:(?:19|20)[0-9]{2}年[0-9]{1,2}月(?:[0-9]{1,2}日)?|"
    r"[二〇零○][〇零○一二三四五六七八九十年月日]{5,})$"
)
_OFFICE = r"(?:政府|委员会|办公[室厅]|[市县区省镇乡街工]委|局|领导小组|中心|督查.{0,4}[办室]|办|处)"
_DATE = re.compile(f"^{_DAY}")
_SIGNER = re.compile(f"^[^:,;。]*{_OFFICE}$")
_SIGNED_AND_DATED = re.compile(f"^[^:,;。0-9]{{2,25}}{_OFFICE}{_DAY}")
#: Who signs without a day, as the last line of all.
_ISSUER = re.compile(r"^[^:,;。]{2,20}(?:人民政府|办公[室厅]|领导小组)$")
_LONGEST_SIGNER = 25
# 病有所医:看病不再跑远路: two halves of a title, no label.
_MOTTO = re.compile("[一-龥]有所[一-龥]:[^:0-9]{4,}$|[^:,]{2,8}:[^:,0-9]*[更多越新再][^:,0-9]{2,}$")
_NUMBER = re.compile(r"^[0-9]{1,3}$")
#: Numbers on lines of their own further apart than this are those of pages, not of items.
_PAGE = 12


def framed(lines: Sequence[str], own: Collection[int] = ()) -> list[str | None]:
    """Return ``furniture`` or ``heading`` for each folded line that frames the text, None for all others.

    The lines at the places ``own`` are known to be of the text, as far as that goes.

    >>> framed(["城事", "十件实事圆满完成", "记者 李木", "新建公园2个。", "相关阅读", "某地下雪"])
    ['furniture', 'heading', 'furniture', None, 'furniture', 'furniture']
    """
    roles: list[str | None] = [None] * len(lines)
    title = find_title(lines)
    if title is not None:
        title = _last_told(lines, title)
        _frame_title(lines, title, roles)
    for place, line in enumerate(lines):
        signed = len(line) <= _LONGEST_HEADING and _BYLINE.search(line)
        if signed or any(pattern.search(line) for pattern in (_CARD, _FILED, _FILING, _PHONE, _FILE)):
            roles[place] = "furniture"
    for place in _headings(lines):
        roles[place] = roles[place] or "heading"
    for place in signature(lines):
        roles[place] = "furniture"
    for place in own:
        roles[place] = None
    below = _end(lines, -1 if title is None else title)
    roles[below:] = ["furniture"] * (len(lines) - below)
    return roles


def _frame_title(lines: Sequence[str], title: int, roles: list[str | None]) -> None:
    """Set the roles of a title, of what stands above it and of its credits, in place."""
    for place in range(title):
        of_it = _is_letterhead(lines[place]) and not _SIGNED_AND_DATED.search(lines[place])
        roles[place] = None if of_it else "furniture"
    if title and _is_overline(lines[title - 1]):
        roles[title - 1] = "heading"
    roles[title] = "heading"
    for place in _credits(lines, title + 1):
        roles[place] = "furniture"


def find_title(lines: Sequence[str]) -> int | None:
    """Return the place of the document's title, None where text comes before any."""
    for place, line in enumerate(lines[:_LOOKED_AT]):
        if _is_title(line):
            return place
        if ITEM.match(line) or (line[-1:] in _SENTENCE_END and _COUNT.search(line)):
            return None
    return None


def _is_title(line: str) -> bool:
    return (
        _SHORTEST_TITLE <= len(line) <= _LONGEST_TITLE
        and line[-1] not in _SENTENCE_END
        and "。" not in line
        and _TITLE.search(line) is not None
        and not _PATH.search(line)
        and not ITEM.match(line)
        and not _CARD.search(line)
    )


def _last_told(lines: Sequence[str], title: int) -> int:
    """Return the last place of a title that a page prints twice (in a summary, then above the text)."""
    again = [
        place
        for place in range(title + 1, min(title + _FEW, len(lines)))
        if len(lines[place]) >= _SHORTEST_TITLE and lines[place] in lines[title]
    ]
    return again[-1] if again else title


def _is_overline(line: str) -> bool:
    """Is a line right above a title the first half of it, not a column's name, a slogan or a menu?"""
    return 8 <= len(line) <= _LONGEST_HEADING and not _NO_HEADLINE.search(line)


def _is_letterhead(line: str) -> bool:
    if len(line) > _LONGEST_HEADING or line[-1] in _SENTENCE_END or _NO_HEADLINE.search(line):
        return False
    return _LETTERHEAD.search(line) is not None


def _credits(lines: Sequence[str], start: int) -> Iterator[int]:
    """Yield the places of the lines under a title that tell who published it, and when."""
    found = False
    for place in range(start, min(start + 6, len(lines))):
        line = lines[place]
        found = found or _CREDIT.search(line) is not None
        short = len(line) <= (_LONGEST_HEADING if _CREDIT.search(line) else _LONGEST_NAME)
        told = line[-1:] in _SENTENCE_END or ITEM.match(line) or _OF_THE_LIST.search(line)
        if not found or not short or told or line in HEADER_CELLS:
            return
        yield place


def _headings(lines: Sequence[str]) -> Iterator[int]:
    """Yield the places of headings that hold numbers: of the list (over two lines as well), and of items."""
    in_sentences = _writes_sentences(lines)
    for place, line in enumerate(lines):
        ended = line[-1] in _SENTENCE_END or "。" in line
        if len(line) > _LONGEST_HEADING or ended or FURNITURE.search(line):
            continue
        below = lines[place + 1] if place + 1 < len(lines) else ""
        if CHAPTER.match(line):
            if BELOW_CHAPTER.match(below) and not CLAUSE_SIGN.search(line):
                yield place
        elif _OF_THE_LIST.search(line) and not ITEM.match(line):
            yield place
            if place and lines[place - 1][-1:] == "、" and len(lines[place - 1]) <= _LONGEST_HEADING:
                yield place - 1
        elif in_sentences and _is_caption(line, below):
            yield place
    yield from _items(lines)
    yield from _chapters(lines)


def _chapters(lines: Sequence[str]) -> list[int]:
    """Return the places of short lines that open with 一, 二, 三 … in order, no sign behind."""
    found: list[int] = []
    for place, line in enumerate(lines):
        if _BARE_CHAPTER.match(line) and line[0] == NUMERALS[len(found) : len(found) + 1]:
            found.append(place)
    return found if len(found) > 1 else []


def _writes_sentences(lines: Sequence[str]) -> bool:
    """Does the text end its longer lines as sentences? Then a short line without an end is a heading."""
    long = [line for line in lines if len(line) > _LONGEST_CAPTION]
    return len(long) >= _FEW and sum(line[-1] in _SENTENCE_ENDS for line in long) * 5 >= len(long) * 4


def _is_caption(line: str, below: str) -> bool:
    heads = len(below) > _LONGEST_CAPTION or ITEM.match(below) is not None
    return (
        heads
        and 4 < len(line) <= _LONGEST_CAPTION
        and line[-1] not in _OPEN_ENDS
        and not ITEM.match(line)
        and (":" not in line or _MOTTO.match(line) is not None)
    )


def _items(lines: Sequence[str]) -> list[int]:
    """Return the places of numbers on lines of their own that count up close to each other."""
    found: list[int] = []
    for place, line in enumerate(lines[:-1]):
        expected = int(lines[found[-1]]) + 1 if found else 1
        if _NUMBER.match(line) and int(line) == expected:
            found.append(place)
    close = len(found) > 1 and (found[-1] - found[0]) / (len(found) - 1) <= _PAGE
    return found if close else []


def signature(lines: Sequence[str]) -> list[int]:
    """Return the places of who issued the text and when, below it.

    >>> signature(["新建公园2个。责任单位:县城管局", "石桥县人民政府办公室", "2031年2月10日"])
    [1, 2]
    """
    told = (at for at, line in enumerate(lines) if ITEM.match(line) or any(sign in line for sign in _ENDS))
    start = next(told, len(lines)) + 1
    found: set[int] = set()
    for place in range(start, len(lines)):
        if _DATE.match(lines[place]):
            found |= {place, *_signers(lines, place, start)}
        elif _SIGNED_AND_DATED.match(lines[place]):
            found.add(place)
    if start < len(lines) and _ISSUER.match(lines[-1]):
        found.add(len(lines) - 1)
    return sorted(found)


def _signers(lines: Sequence[str], day: int, start: int) -> Iterator[int]:
    """Yield the places of those who signed above a day."""
    for place in range(day - 1, max(day - 4, start - 1), -1):
        if len(lines[place]) > _LONGEST_SIGNER or not _SIGNER.search(lines[place]):
            return
        yield place


def _end(lines: Sequence[str], title: int) -> int:
    """Return where the text ends and the page goes on with other things."""
    told = False
    for place in range(title + 1, len(lines)):
        if told and _BELOW.search(lines[place]):
            return place
        told = told or lines[place][-1:] in _SENTENCE_END or bool(ITEM.match(lines[place]))
    return len(lines)
