"""The numbers of one sentence: which count something, in what unit, how compared, and which do not."""

from __future__ import annotations

import re

from generators.extraction.divisors import (
    EACH_BEFORE,
    RATE,
    divisors_of,
    flow_before,
    may_divide,
    mean_before,
)
from generators.extraction.lexicon import LEAD, NOMINAL, NOUN, VERB, Lexicon
from generators.extraction.numerals import NUMBER, Number, number_at
from generators.extraction.reading import Quantity, Reading, inside, quoted_names
from generators.extraction.records import Ignored, Span
from generators.extraction.shapes import SHAPE_START, SHAPES
from generators.extraction.words import WEAK_UNITS, each, pairs

_SKIPPED = frozenset(("item_no", "date", "year", "period"))

# 100张以上床位的养老机构: the number says how large, not how many.
_SIZE_OF = re.compile(r"[一-龥]{0,4}的")
# 修复816南路: the number of a road.
_STREET = re.compile("[东南西北中]{0,2}大?(?:路|街|道|线|弄|巷|国道|省道|县道|乡道)")
# 站点500米覆盖率: how far, not how much.
_RADIUS = re.compile("(?:以内|范围|内)?(?:覆盖率|覆盖面|范围|半径|服务圈|生活圈|见园|见绿)")
_BUILDINGS = frozenset(("幢", "栋"))
_PLACES = frozenset("村苑园里区坊庄城府湾庭")
_PHASE = re.compile(r"[一二两三四五六七八九十0-9]期(?!次)")
# 空气优良天数达到310天: days that are counted.
_DAYS = re.compile(r"(?:天数|时长|课时|学时)[^,;。0-9]{0,10}$")
_MONEY_NOUN = re.compile(
    r"(?:资金|投资|经费|费用|补助|补贴|保费|保险费|贷款|金额|预算|收入|税收|总额|产值|奖金|救助金|"
    r"善款|消费券|公积金)[^,;。:]{0,6}$"
)
# A cue behind one of these characters is part of a word: 签约, 到达, 附近, 最近.
_NOT_A_CUE = pairs(
    "约=签公节预合契履集违特邀大 达=到直发传表抵下通 近=附邻最临靠 超=赶反 为=作成认 在=所存 "
    "由=自缘理 从=服 共=公 有=拥所尚还另 均=人户日月年平生"
)
_PREPOSITIONS = frozenset("为在到将")
# A numeral behind one of these is no count: 第三, 每一个, 这两个, 数十个, 之一.
_BEFORE_ORDINAL = frozenset("第每上下同唯统逐这那某任十百数几之高另")
_SHORTEST_ORDER = 5
# 13条(段): the unit as it is written.
_TWIN = re.compile(r"\((..?)\)")
# 【学有优教】新建…: what a paragraph is headed with.
_CAPTION = re.compile(r"\([^()0-9,;。:]{2,12}\)(?=.)")
# How far before the first of two numbers 分别 may stand.
_REACH_OF_BOTH = 8
# DR4台: a machine goes by its letters, and its number counts it.
_OF_MACHINES = ("台", "套", "辆")
_BRACKET = re.compile(r"\([^()]*\)")
_EACH_LIST = re.compile(r"([省市区县镇国]{2,3})$")
_GOES_ON = ("其中", "另有", "还有", "剩余", "其余", "另外")
_SPECIAL_HAN_UNITS = frozenset(
    each("期 次 倍 成 度 元 日 方 点 路 吨 米 本 对 面 口 头 片 道 版 类 种 顶 届 级 块 组 班 集 卷 年 项")
)


def read(text: str, lexicon: Lexicon) -> Reading:
    """Return the reading of one folded sentence (see :func:`generators.extraction.sentences.folded`)."""
    quotes = quoted_names(text)
    kinds = lexicon.kinds
    found = [(*match.span(), kinds[match[0]]) for match in lexicon.word_pattern.finditer(text)]
    if quotes:
        found = [word for word in found if not inside(quotes, word[0])]
    reading = Reading(text, found, [], [], quotes, {word[0]: word for word in found})
    caption = _CAPTION.match(text)
    if caption:
        reading.marks[0] = caption.end()
    _Scan(reading, lexicon).run()
    return reading


class _Scan:
    """One pass over the numbers of a sentence, left to right."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        self.reading, self.lexicon, self.text = reading, lexicon, reading.text
        self.ends = {end: kind for _, end, kind in reading.words}
        self.has_divisor = may_divide(self.text)
        self.counted: set[str] = set()

    def run(self) -> None:
        place, size = 0, len(self.text)
        while place < size:
            start = SHAPE_START.search(self.text, place)
            if start is None:
                return
            place = self._step(start.start())

    def _step(self, place: int) -> int:
        quote = inside(self.reading.quotes, place)
        if quote:
            if any(
                "0" <= sign <= "9" or sign in "一二三四五六七八九十两百千万"
                for sign in self.text[quote[0] : quote[1]]
            ):
                self._ignore(quote, "name")
            return quote[1]
        shape = SHAPES.match(self.text, place)
        if shape:
            why = shape.lastgroup or "name"
            if not (why == "duration" and self._counts_hours(shape)) and not (
                why == "grade" and self._counts_kinds(shape)
            ):
                self._ignore(shape.span(), why)
                return shape.end()
        number = NUMBER.match(self.text, place)
        return self._number(number_at(number)) if number else place + 1

    def _counts_hours(self, shape: re.Match[str]) -> bool:
        """空气优良天数达到310天: days are counted where the noun before them says so."""
        before = _DAYS.search(self.text, max(0, shape.start() - 14), shape.start())
        return before is not None and shape[0].endswith(("天", "小时"))

    def _counts_kinds(self, shape: re.Match[str]) -> bool:
        """``10类`` at the end of a clause counts; ``三类`` before a noun is a grade."""
        return (
            shape[0][-1] == "类"
            and shape[0][0].isdigit()
            and (len(shape[0]) > 2 or self.text[shape.end() : shape.end() + 1] in (*",;。、0123456789", ""))
        )

    def _ignore(self, span: Span, why: str) -> None:
        if why != "code" or any("0" <= sign <= "9" for sign in self.text[span[0] : span[1]]):
            if why in _SKIPPED or (why == "name" and span[0] == 0 and self.text[: span[1]].isdigit()):
                self.reading.marks[span[0]] = span[1]
            self.reading.ignored.append(Ignored(self.text[span[0] : span[1]], why, span))

    # ------------------------------------------------------------------ one number
    def _number(self, number: Number) -> int:
        if number.han and self.lexicon.idiom_pattern.match(self.text, number.start):
            self._ignore((number.start, number.end), "idiom")
            return number.end
        unit, unit_raw, end = self._unit(number)
        quantity = self._quantity(number, unit, unit_raw, end)
        why = self._why_not(number, quantity, end > number.end or number.percent)
        if why:
            with_unit = why in ("name", "descr", "stage_detail")
            self._ignore((number.start, max(number.end, end) if with_unit else number.end), why)
            return number.end
        self.reading.quantities.append(quantity)
        self.counted.add(unit_raw)
        return max(quantity.end, number.end)

    def _unit(self, number: Number) -> tuple[str, str, int]:
        """Return canonical unit, unit as written, and where it ends."""
        if number.percent:
            return "%", "百分之", number.end
        match = self.lexicon.unit_pattern.match(self.text, number.end)
        if not match:
            return "", "", number.end
        if match[0] == "元":
            # a slip such as 2万元名: the counting word behind it is the unit
            slip = self.lexicon.unit_pattern.match(self.text, match.end())
            if slip and self.lexicon.units[slip[0]] in ("人", "户", "个", "家", "人次"):
                match = slip
        unit, end = self.lexicon.units[match[0]], match.end()
        rate = RATE.match(self.text, end)
        if rate:
            return unit + divisors_of(rate[0]), self.text[match.start() : rate.end()], rate.end()
        twin = _TWIN.match(self.text, end)
        if twin and twin[1] in self.lexicon.units:
            return f"{match[0]}（{twin[1]}）", self.text[match.start() : twin.end()], twin.end()
        if match[0] in ("平方", "方") and self.text[end : end + 1] not in ("", *",;。、以左的()"):
            return "", "", number.end
        return unit, match[0], end

    def _quantity(self, number: Number, unit: str, unit_raw: str, end: int) -> Quantity:
        comparator = "range" if number.value_max is not None else "~" if number.about else "="
        quantity = Quantity(
            number.start, end, number.value, number.value_max, unit, unit_raw, comparator, number.start, end
        )
        self._cues_before(quantity)
        self._cues_after(quantity)
        self._shared_with_before(quantity)
        return quantity

    def _cues_before(self, quantity: Quantity) -> None:
        place, floor = quantity.start, self._floor()
        while True:
            word = self._cue_ending_at(place, floor)
            if not word:
                break
            place -= len(word)
            self._note(quantity, word)
        quantity.lead = place
        quantity.unit += self._divisor_far_before(quantity, floor)

    def _divisor_far_before(self, quantity: Quantity, floor: int) -> str:
        """Return the divisor told some words earlier: 人均体育场地面积达3平方米, 日处理400吨."""
        if not quantity.unit or "/" in quantity.unit or quantity.unit == "%":
            return ""
        flow = flow_before(self.text, floor, quantity.lead, quantity.unit)
        if flow or not self.has_divisor:
            return flow
        return mean_before(self.text, floor, quantity.lead)

    def _floor(self) -> int:
        return self.reading.quantities[-1].end if self.reading.quantities else 0

    def _cue_ending_at(self, place: int, floor: int) -> str:
        words = self.lexicon.cues_by_end.get(self.text[place - 1 : place], ()) if place > floor else ()
        for word in words:
            start = place - len(word)
            if start >= floor and self.text.startswith(word, start) and self._may_be_cue(word, start):
                return word
        each = EACH_BEFORE.search(self.text, max(floor, place - 12), place) if self.has_divisor else None
        return each[0] if each else ""

    def _may_be_cue(self, word: str, start: int) -> bool:
        before = self.text[start - 1 : start]
        if word in _PREPOSITIONS and (
            not before or before in ",;:。、(①②③④⑤⑥⑦⑧⑨⑩" or self.ends.get(start, 0) & LEAD
        ):
            return False
        return not before or before not in _NOT_A_CUE.get(word, "")

    def _note(self, quantity: Quantity, word: str) -> None:
        comparator = self.lexicon.cues_before.get(word)
        if comparator and quantity.comparator in ("=", "~"):
            quantity.comparator = comparator
        if word == "各":
            quantity.each = self._sharers(quantity)
        elif word in ("由", "从"):
            quantity.raised_from = True
        elif word[-1] in "到至为" and len(word) >= 3:
            quantity.raised_to = True
        elif (
            word[0] in "每人户日月年生床村"
            and (word[0] == "每" or word[-1] == "均")
            and quantity.unit
            and "/" not in quantity.unit
        ):
            quantity.unit += divisors_of(word)

    def _shared_with_before(self, quantity: Quantity) -> None:
        """分别不低于75%、85%, 每月700元和530元: cue and divisor are those of both numbers."""
        before = self.reading.quantities[-1] if self.reading.quantities else None
        if before is None or before.unit_raw != quantity.unit_raw:
            return
        if self.text[before.tail : quantity.lead] not in ("、", "和", "及"):
            return
        if "分别" in self.text[max(0, before.lead - _REACH_OF_BOTH) : before.start]:
            quantity.comparator = before.comparator if quantity.comparator == "=" else quantity.comparator
            quantity.unit = before.unit if before.unit.startswith(quantity.unit + "/") else quantity.unit

    def _sharers(self, quantity: Quantity) -> int:
        names = re.split(r"[、和及]", re.split(r"[,;:。]", self.text[: quantity.start - 1])[-1])
        if len(names) > 1:
            return len(names)
        run = _EACH_LIST.search(names[0])
        return len(run[1]) if run else 1

    def _cues_after(self, quantity: Quantity) -> None:
        place = quantity.end
        while True:
            match = self.lexicon.after_pattern.match(self.text, place)
            if not match:
                break
            corrects = quantity.comparator == "<=" and match[0] in ("以上", "左右", "上下")
            if corrects or quantity.comparator in ("=", "~"):
                quantity.comparator = self.lexicon.cues_after[match[0]]
            place = match.end()
        aside = _BRACKET.match(self.text, place)
        if aside and not re.search(r"[0-9]", aside[0]):
            place = aside.end()
        quantity.tail = place

    # ------------------------------------------------------------------ what is no quantity
    def _why_not(self, number: Number, quantity: Quantity, has_unit: bool) -> str:
        text, start = self.text, number.start
        before, after = text[start - 1 : start], text[quantity.end : quantity.end + 1]
        in_name = before.isascii() and before.isalpha() and quantity.unit_raw not in _OF_MACHINES
        if before and (in_name or before in ".第"):
            return "name"
        if not has_unit:
            return self._why_not_bare(number, quantity, after)
        why = self._describes(number, quantity)
        if why:
            return why
        if number.han:
            return self._why_not_han(number, quantity)
        in_buildings = quantity.unit_raw in _BUILDINGS and number.value_max is not None
        if in_buildings and not self._follows_verb(quantity):
            return "building_no"
        return "name" if self._is_weak(number, quantity) else ""

    def _describes(self, number: Number, quantity: Quantity) -> str:
        """Return why a number with a unit only describes a thing: its size, its reach, its phase."""
        text, unit = self.text, quantity.unit
        with_cue = quantity.tail > quantity.end
        if with_cue and not self._follows_verb(quantity) and _SIZE_OF.match(text, quantity.tail):
            return "descr"
        if unit in ("米", "公里", "分钟") and _RADIUS.match(text, quantity.tail):
            return "descr"
        before = text[number.start - 1 : number.start]
        if unit in _BUILDINGS and before in _PLACES and not self._follows_verb(quantity):
            return "building_no"
        if quantity.unit_raw == "期" and self._is_phase(number, quantity):
            return "name"
        if unit == "人" and text.startswith("制", quantity.end):  # 8人制足球场
            return "descr"
        return "stage_detail" if text.startswith("层", number.end) else ""

    def _is_weak(self, number: Number, quantity: Quantity) -> bool:
        """Is the counting word as often part of a name (3路, 5村), and nothing says that it counts?"""
        if quantity.unit_raw not in WEAK_UNITS or number.multiple or "/" in quantity.unit:
            return False
        before = self.text[quantity.lead - 1 : quantity.lead]
        if quantity.unit_raw in self.counted or self.text.endswith(_GOES_ON, 0, quantity.lead):
            return False  # 已投用5部,3部正在公示
        if self.text[quantity.end : quantity.end + 1].isdigit():  # 203路、206路3条公交线路
            return True
        listed = self.reading.quantities and before in ("、", "和", "及")
        return not (listed or self._closes(quantity.tail) or self._follows_verb(quantity))

    def _why_not_bare(self, number: Number, quantity: Quantity, after: str) -> str:
        if _STREET.match(self.text, number.end):
            return "name"
        if self.text.startswith("层", number.end):
            return "stage_detail"
        if number.han:
            return "name"
        if number.multiple or number.about:
            if _MONEY_NOUN.search(self.text, max(0, quantity.lead - 14), quantity.lead):
                quantity.unit = "元"
            elif not number.multiple and not ("一" <= after <= "龥"):
                return "name"
            return ""
        follows = self.ends.get(quantity.lead, 0) & (VERB | NOMINAL) or quantity.lead < quantity.start
        noun_next = "一" <= after <= "龥" and after not in "度号路楼层级类年月日时分"
        return "" if follows and noun_next and number.value >= 10 else "name"

    def _is_phase(self, number: Number, quantity: Quantity) -> bool:
        if number.han:
            return True
        return number.value <= 6 and not (self._closes(quantity.tail) and self._follows_verb(quantity))

    def _why_not_han(self, number: Number, quantity: Quantity) -> str:
        if number.start and self.text[number.start - 1] in _BEFORE_ORDINAL:
            return "ordinal"
        if quantity.unit == "%":
            return ""
        if self.text.startswith("全覆盖", quantity.tail):
            return "descr"
        if quantity.unit_raw in WEAK_UNITS:
            return "name"
        if number.value > 1 and quantity.unit_raw in self.counted and quantity.unit != "个":
            return ""  # 3所已封顶,高新区两所正在招标
        follows, closes = self._follows_verb(quantity), self._closes(quantity.tail)
        noun_next = not closes and not self._begins(quantity.tail) & (VERB | LEAD)
        if quantity.unit_raw in _SPECIAL_HAN_UNITS:
            counts = follows and closes
        elif number.value == 1:
            counts = (follows and noun_next) or (closes and self._is_ordered(quantity))
        else:
            counts = follows or closes or (noun_next and self._stands_alone(quantity))
        return "" if counts else "descr"

    def _stands_alone(self, quantity: Quantity) -> bool:
        return self._opens(quantity) or self._counts_a_list(quantity)

    def _counts_a_list(self, quantity: Quantity) -> bool:
        """东关、北街两个市场: as many as the names before it."""
        head = max(self.text.rfind(sign, 0, quantity.lead) for sign in ",;。:") + 1
        return len(re.split("[、和及]", self.text[head : quantity.lead])) == quantity.value

    def _is_ordered(self, quantity: Quantity) -> bool:
        """创建省级人民法庭一处: a verb opens the stretch that ends with 一处."""
        head = max(self.text.rfind(sign, 0, quantity.lead) for sign in ",;。:") + 1
        return bool(self._begins(head) & (VERB | NOMINAL)) and quantity.lead - head > _SHORTEST_ORDER

    def _begins(self, place: int) -> int:
        word = self.reading.starts.get(place)
        return word[2] if word else 0

    def _follows_verb(self, quantity: Quantity) -> bool:
        return bool(self.ends.get(quantity.lead, 0) & (VERB | NOMINAL)) or quantity.lead < quantity.start

    def _closes(self, place: int) -> bool:
        return place >= len(self.text) or self.text[place] in ",;。:、()!?和及与并0123456789"

    def _opens(self, quantity: Quantity) -> bool:
        return (
            quantity.lead == 0
            or self.text[quantity.lead - 1] in ",;。:、)"
            or bool(self.ends.get(quantity.lead, 0) & (LEAD | NOUN))
        )
