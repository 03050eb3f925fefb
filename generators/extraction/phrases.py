"""Who does what to what: a stretch of a clause parsed into subject, verb and object, without numbers."""

from __future__ import annotations

import re
from bisect import bisect_left

from generators.extraction.lexicon import LEAD, NOMINAL, PIVOT, VERB
from generators.extraction.reading import Phrase, Reading, Word
from generators.extraction.records import Span
from generators.extraction.words import PREPOSITIONS, each

_PREPOSITION = re.compile("|".join(sorted(PREPOSITIONS, key=len, reverse=True)) + "(?<!按(?=期|时|序))")
# What follows a verb and turns it into a noun: 培训工作, 改造资金, 服务能力.
_COMPOUND = re.compile(
    r"内容|工作|项目|工程|中心|机构|基地|活动|能力|面积|人次|数|量|率|水平|体系|任务|试点|计划|方案|"
    r"费|资金|经费|点(?!位)|站(?!点|台|牌)|岗(?!位)|类|型|队|者|员|器|化(?!粪|工)|性|力|机(?!场|动|关|井|电|"
    r"器)|制(?!作|造)|案|课(?!桌)|区(?=$|[的内,;。])|圈|厂(?!房)|权|地(?!块|下|铁|面|方|段|质)|馆|标准(?!化)|"
    r"规模|场所|场地"
)
# 开工建设中国…, 完成中心村…: the 中 of a name, not of 建设中.
_MIDDLE = re.compile("中(?:国|心|学|小|医|央|山|华|路|街|型|级|职|高|央|老年|低|部|兴|原|南|北|东|西)")
# Verbs that close a stretch as its predicate (实施甲项目新开工30套); any other is the head of a noun there.
_CLOSING = frozenset(("新开工", "开工", "动工", "竣工", "完工", "投用", "完成", "增加", "新增"))
# Verbs that need an activity behind them: 开展培训, 完成改造 – the activity is their object, not a second
# verb.
_LIGHT = each("完成 实施 开展 进行 提供 实现 组织 推进 做好 举办 落实 启动 抓好 接受 加快")
_PLANNING = each("制定 拟定 拟制 草拟 编制 出台 印发 起草 修订")
# What may stand between two verbs of one predicate: 新建、改建, 新建(更新).
_JOINERS = frozenset(("", "、", "和", "及", "或", "/", "(", "并", "了", "与", ",并"))
_LONG_OBJECT = 4
_EDGE = "、的了和及与并;,:。-·/ "
_ADVERB_TAIL = re.compile(
    r"(?<!自)(?:已经|已|均|现已|目前|正在|全部|共)+(?:于.{1,8})?$|于(?:[0-9]{4}年)?[0-9]{1,2}月.{0,4}$|(?:国庆|春节|元旦|五一|中秋)节?前?$"
)
_VERBISH = VERB | NOMINAL


def trimmed(text: str, span: Span) -> Span:
    """Return the span without joining words and signs at its edges."""
    start, end = span
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def words_between(reading: Reading, start: int, end: int) -> list[Word]:
    """Return the words that lie wholly inside ``start``:``end``."""
    words = reading.words
    first, last = bisect_left(words, (start,)), bisect_left(words, (end,))
    return [word for word in words[first:last] if word[1] <= end]


def skip_lead(reading: Reading, start: int, end: int) -> int:
    """Return where the clause proper begins: behind item marks, dates and words of time, degree and order."""
    place, text = start, reading.text
    while place < end:
        word = reading.starts.get(place)
        if place in reading.marks:
            place = reading.marks[place]
        elif word and word[1] <= end and word[2] & LEAD and not word[2] & _VERBISH:
            place = word[1]
        elif text[place] in "、,了" or _counts_up(reading, place) or (
            place > start and text[place] in "底末初内前中" and text[place - 1] in "年月日底度份"
        ):
            place += 1
        else:
            break
    return min(place, end)


def _counts_up(reading: Reading, place: int) -> bool:
    """1-9月共培训1650人次: 共 right before a verb."""
    behind = reading.starts.get(place + 1) if reading.text[place] == "共" else None
    return behind is not None and bool(behind[2] & (VERB | NOMINAL))


def parse(reading: Reading, start: int, end: int) -> Phrase:
    """Return the phrase of ``start``:``end`` (text that precedes a number, or a whole clause without one)."""
    known = reading.phrases.get((start, end))
    if known is None:
        known = reading.phrases[start, end] = _parsed(reading, start, end)
    return known


def _parsed(reading: Reading, start: int, end: int) -> Phrase:
    text = reading.text
    place = skip_lead(reading, start, end)
    words = words_between(reading, place, end)
    preposition, agent, about = "", (place, place), (place, place)
    match = _PREPOSITION.match(text, place)
    if (
        match
        and match.end() <= end
        and not any(word[0] <= place < word[1] and word[1] > match.end() for word in words)
    ):
        preposition = match[0]
        verb_at = _verb_after(text, words, match.end(), end)
        if verb_at is None:
            place = skip_lead(reading, match.end(), end)
        else:
            agent = (match.end(), verb_at) if preposition == "由" else agent
            about = (match.end(), verb_at)
            place = skip_lead(reading, verb_at, end)
    subject, verb, place = _predicate(reading, words, place, end)
    adverb = _ADVERB_TAIL.search(text, *subject) if subject[1] > subject[0] else None
    subject = (subject[0], adverb.start()) if adverb else subject
    subject = subject if subject[1] > subject[0] else agent
    return Phrase(
        trimmed(text, subject), verb, trimmed(text, (place, end)), preposition, trimmed(text, about)
    )


def _verb_after(text: str, words: list[Word], start: int, end: int) -> int | None:
    last = None
    for word in words:
        if word[0] >= start and word[2] & VERB:
            return word[0]
        if word[0] >= start and word[2] & NOMINAL and word[1] == end:
            last = word[0]
    if last is None:
        last = next(
            (word[0] for word in words if word[0] > start and word[2] & NOMINAL and _orders(text, word, end)),
            None,
        )
    return last


def _orders(text: str, word: Word, end: int) -> bool:
    """Does a verb that might be a noun govern a longer object (在条件成熟的小区试点建设充电设施)?"""
    return end - word[1] >= _LONG_OBJECT and text[word[0] - 1] != "的" and governs(text, word[1], end)


def _predicate(reading: Reading, words: list[Word], place: int, end: int) -> tuple[Span, Span, int]:
    """Return subject, verb and where the object begins."""
    text, subject, verb = reading.text, (place, place), (place, place)
    for word in words:
        start, stop, kind = word
        between = text[place:start]
        chained = verb[1] > verb[0] and between in _JOINERS
        if start < place:
            continue
        if not (chained or start == place):
            if _takes_over(text, word, verb[1] > verb[0], end):
                subject, verb, place = (place, start), (start, stop), stop
        elif kind & LEAD and not kind & _VERBISH:
            place = stop
        elif not kind & _VERBISH:
            break
        elif _begins_object(text, word, text[slice(*verb)] if between == "" else "", end):
            if stop == end and not chained:
                verb, place = (start, stop), stop
            break
        else:
            place = stop + (text[stop : stop + 1] == ")" and between == "(")
            verb = (verb[0] if chained else start, place)
    return subject, verb, place


def _begins_object(text: str, word: Word, verb: str, end: int) -> bool:
    """Is a verb the head of an object: 培训 in 开展培训, 改造 in 改造工程, 发放 in 拟定发放办法?"""
    if verb.endswith(_PLANNING):
        return True
    if not word[2] & NOMINAL or word[2] & VERB:
        return False
    return not governs(text, word[1], end) or verb.endswith(_LIGHT)


def _takes_over(text: str, word: Word, after_verb: bool, end: int) -> bool:
    """Is the word, standing inside the stretch, its predicate?"""
    start, stop, kind = word
    if not kind & (PIVOT if after_verb else VERB):
        return False
    if text[stop : stop + 1] == "的" or text[start - 1] in "的所可未应待拟不为":
        return False
    if stop == end and after_verb and text[start:stop] not in _CLOSING:
        return False
    return bool(kind & PIVOT) or not _COMPOUND.match(text, stop, end)


def governs(text: str, stop: int, end: int) -> bool:
    """Is the word that ends at ``stop`` a verb with an object, not the head of a compound (培训工作)?"""
    if stop >= end or text[stop] in "的率后前期" or (text[stop] == "中" and not _MIDDLE.match(text, stop)):
        return False
    return not _COMPOUND.match(text, stop, end)
