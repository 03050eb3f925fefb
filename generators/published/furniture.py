"""Page furniture: navigation, filing numbers, dates of publication, advertising that a page carries along."""

from __future__ import annotations

import re

from generators.registers.spelling import without_spaces

#: Words that no task contains and every web page does; one is enough in a line without a sentence.
_WORDS = re.compile(
    r"ICP备|公网安备|网站标识码|版权所有|技术支持|电子邮箱|联系我们|网站地图|返回顶部|打印(?:本页|此页)|关闭窗口|浏览次数|点击(?:数|量|率)|"
    r"阅读(?:次数|量)|字(?:号|体)[:：]|当前位置|您(?:现)?在的?位置|登录|注册|首页|责任编辑|发布(?:日期|时间|机构)|索引号|主办(?:单位)?[:：]|"
    r"承办(?:单位)?[:：]|访问统计|无障碍|扫一扫|分享到|信息公开指南|政府信息公开|政务公开|设为首页|加入收藏|传真|邮编|邮政编码|网站纠错|收藏本站|"
    r"上一篇|下一篇|相关链接|视力保护|背景色|信息来源|来源[:：]|编辑[:：]|审核[:：]|数据发布|个人中心|手机版|简体|繁体|智能问答|App下载|客户端"
)
_PAGE_NUMBER = re.compile(
    r"[-—–·]?第?[0-9]{1,4}页?(?:[,，]?共[0-9]+页)?[-—–·]?|[0-9]+/[0-9]+|Page[0-9]+", re.I
)
_ADVERTISING = re.compile(
    r"(?:[0-9]+[a-z]{4,}|[a-z]{4,}[0-9]+).*(?:[0-9]+[a-z]{4,}|[a-z]{4,}[0-9]+)|(?:彩票|博彩|赌场|娱乐城|体育投注|不能提款)",
    re.I,
)
_CONTACT = re.compile(r"(?:电话|手机|热线|邮箱)[:：]?[0-9(（]")


def is_furniture(text: str) -> bool:
    """Return whether a paragraph belongs to the page it was published on and not to the document.

    >>> texts = "当前位置：首页 > 公示", "- 3 -", "改造网上登录系统3个，服务市民2万人次。"
    >>> [is_furniture(text) for text in texts]
    [True, True, False]
    """
    spelt = without_spaces(text)
    if _PAGE_NUMBER.fullmatch(spelt):
        return True
    if spelt.endswith(("。", "；", ";")) and len(spelt) > 15:
        return False
    return bool(_WORDS.search(spelt) or _ADVERTISING.search(spelt) or _CONTACT.search(spelt))
