"""Jinja that anybody may have typed: what it can say, what it cannot do, and how its mistakes are told."""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generators.errors import TemplateError
from generators.model.origin import Origin
from generators.templating.sandbox import compile_lines, compile_values, value_name
from generators.templating.vocabulary import ROW, SUMMARY

AT_MOST_SECONDS = 1.0  # of the processor: a busy machine makes no attack longer


def places(count: int) -> list[Origin]:
    return [Origin("通报.docx", place=f"第{number}段") for number in range(1, count + 1)]


def render(*lines: str, **values: Any) -> str:
    return compile_lines(lines, places(len(lines))).render(values)


def mistakes(*lines: str, vocabulary: Any = None, **values: Any) -> list[str]:
    with pytest.raises(TemplateError) as caught:
        compile_lines(lines, places(len(lines)), vocabulary).render(values)
    return [str(problem) for problem in caught.value.problems]


def test_names_loops_and_choices_are_filled_in() -> None:
    lines = ("{% for 项 in 统计 %}", "{{ 项.状态 }}{{ 项.数量 }}个{% if not loop.last %}、{% endif %}", "{% endfor %}。")

    assert render(*lines, 统计=[{"状态": "已完成", "数量": 3}, {"状态": "滞后", "数量": 1}]) == "已完成3个、滞后1个。"


def test_numbers_are_exact_and_blanks_print_nothing() -> None:
    assert render("{{ a }}|{{ b }}|{{ c }}", a=Decimal("12.50"), b=None, c=Decimal("1E+3")) == "12.50||1000"
    assert render("{{ 0.1 + 0.2 == 0.3 }}{{ 1 / 4 }}{{ a * 1.5 }}", a=Decimal(3)) == "是0.254.5"


@pytest.mark.parametrize(("template", "printed"), [
    ("{{ 0.8333|百分比 }}", "83.33%"), ("{{ 0.5|百分比 }}", "50%"), ("{{ 12345|万元 }}", "1.23万元"),
    ("{{ ['甲', '乙']|顿号 }}", "甲、乙"), ("{{ 名单|顿号 }}", "李明、欧阳修文"),
    ("{{ 名单|补空 }}", "李　明\n欧阳修文"), ("{{ 12|中文数字 }}{{ 105|中文数字 }}", "十二一百零五"),
    ("{{ 3|圈码 }}{{ 21|圈码 }}", "③（21）"), ("{{ '2022-03-31'|日期 }}", "2022年3月31日"),
    ("{{ ['甲', '', none]|去空|length }}", "1"), ("{{ 没有|默认('无') }}{{ ''|默认('无') }}", "无无"),
    ("{{ 2.345|round(2) }}", "2.35"), ("{{ 列表|map(attribute='数')|sum }}", "3"), ("{{ '甲，'|句号 }}", "甲。"),
    ("{{ 列表|selectattr('数', '>', 1)|map(attribute='名')|join('；') }}", "乙"),
    ("{{ 列表|sort(attribute='数', reverse=true)|map(attribute='名')|first }}", "乙"),
    ("{% for 组 in 列表|groupby('类') %}{{ 组.名称 }}{{ 组.列表|length }}{% endfor %}", "丙2"),
    ("{{ [3, 1, 3]|unique|sort|join(',') }}", "1,3"), ("{{ 'a' if 0 }}", ""), ("{{ 'ab'|upper ~ 1 }}", "AB1"),
    ("{{ '滞后' in ['滞后', '偏慢'] }}", "是"), ("{{ (range(3)|list)[1:]|join }}", "12"),
])  # fmt: skip
def test_filters_and_expressions(template: str, printed: str) -> None:
    values = {"名单": "李明\n欧阳修文", "列表": [{"名": "甲", "数": 1, "类": "丙"}, {"名": "乙", "数": 2, "类": "丙"}]}

    assert render(template, **values) == printed


def test_word_spelling_of_tags_is_understood() -> None:
    assert render("“{{ 备注｜默认（“无“”） }}”".replace("“无“”", "“无”"), 备注="") == "“无”"
    assert render("{{　甲．乙\xa0}}", 甲={"乙": "丙"}) == "丙"
    assert render("{{ \"“甲”\" }}") == "“甲”"


class Hostile:
    """What must never be handed to a template; if it were, nothing of it could be reached."""

    secret = "secret"

    def delete(self) -> str:
        raise AssertionError("a method was called")


DOUBLED = 60
NESTED = "{% set a = (1,) %}" + "{% set a = (a, a) %}" * DOUBLED  # a few lines that print 2 ** 60 numbers
ATTACKS = {
    "globals of a helper": "{{ cycler.__init__.__globals__.os.popen('id') }}",
    "class of a string": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "format of a string": "{{ '{0.__class__}'.format(1) }}",
    "attr filter": "{{ x|attr('__class__') }}",
    "method of a value": "{{ 物.delete() }}",
    "attribute of a value": "{{ 物.secret }}",
    "changing a list": "{{ 表.append(1) }}",
    "changing a record": "{{ 记.update(a=1) }}",
    "changing through a filter": "{{ 记|xmlattr }}",
    "self": "{{ self.__init__ }}",
    "a file": "{% include '/etc/passwd' %}",
    "an import": "{% import 'os' as os %}{% from 'a' import b %}",
    "inheritance": "{% extends 'a' %}",
    "raw": "{% raw %}{{ x }}{% endraw %}",
    "range": "{{ range(10**9) }}",
    "three loops": "{% for a in range(9999) %}" * 3 + "{% endfor %}" * 3,
    "printing in loops": "{% for a in range(9999) %}{% for b in range(9999) %}{{ a * b }}{% endfor %}{% endfor %}",
    "searching in loops": "{% set 大 = range(9999)|list %}{% for a in 大 %}{% for b in 大 %}{{ -1 in 大 }}"
                          "{% endfor %}{% endfor %}",
    "sorting in loops": "{% set 大 = range(9999)|list %}{% for a in 大 %}{{ 大|sort|length }}{% endfor %}",
    "lorem ipsum": "{{ lipsum(n=10**6) }}",
    "text times number": "{{ 'x' * 10**10 }}",
    "centred": "{{ 'x'|center(10**10) }}",
    "percent format": "{{ '%9999999999s' % 1 }}",
    "a macro in itself": "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    "a branching macro": "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(99) }}",
    "a recursive loop": "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "nested ifs": "{% if 1 %}" * 50_000 + "{% endif %}" * 50_000,
    "fewer nested ifs": "{% if 1 %}" * 3_000 + "{% endif %}" * 3_000,
    "twenty-one loops": "{% for a in [1] %}" * 21 + "{% endfor %}" * 21,
    "thousands of tags": "{{ x }}" * 20_000,
    "a long sum": "{{ " + "+".join(["1"] * 200_000) + " }}",
    "a sum that parses": "{{ " + "+".join(["1"] * 450) + " }}" + "{{ 1/0 }}",
    "brackets": "{{" + "(" * 5_000 + "1" + ")" * 5_000 + "}}",
    "signs": "{{ " + "-" * 900 + "1 }}",
    "half-open tags": '{{ "" "" "" ""' * 5_000,
    "a great power": "{{ 10**10**10 }}",
    "powers of powers": "{% set a = 7 %}" + "{% set a = a * a %}" * DOUBLED + "{{ a }}",
    "doubling text": "{% set a = 'xxxxxxxx' %}" + "{% set a = a ~ a %}" * DOUBLED,
    "adding text": "{% set a = 'xxxxxxxx' %}" + "{% set a = a + a %}" * DOUBLED,
    "doubling a list": "{% set a = [1] %}" + "{% set a = a + a %}" * DOUBLED,
    "doubling a block": "{% set a %}xxxxxxxx{% endset %}" + "{% set a %}{{ a }}{{ a }}{% endset %}" * DOUBLED,
    "replacing": "{% set a = 'aaaaaaaa' %}" + "{% set a = a|replace('a', a) %}" * DOUBLED,
    "joining": "{% set a = 'aaaaaaaa' %}" + "{% set a = [a, a, a]|join(a) %}" * DOUBLED,
    "comparing nested lists": "{% set a = [1] %}" + "{% set a = [a, a] %}" * DOUBLED
                              + "{% set b = [1] %}" + "{% set b = [b, b] %}" * DOUBLED + "{{ a == b }}",
    "printing nested lists": "{% set a = [1] %}" + "{% set a = [a, a] %}" * DOUBLED + "{{ a }}",
    "hashing nested lists": NESTED + "{{ [a]|unique }}",
    "a key of nested lists": NESTED + "{{ {a: 1} }}",
    "an index of nested lists": NESTED + "{{ {'b': 1}[a] }}",
    "a name of nested lists": NESTED + "{{ [{'b': 1}]|map(attribute=a) }}",
    "a filter of nested lists": NESTED + "{{ [1]|map(a) }}",
    "a test of nested lists": NESTED + "{{ [{'b': 1}]|selectattr('b', a, 1) }}",
    "a change of nested lists": NESTED + "{% for x in [1, 2] %}{{ loop.changed(a) }}{% endfor %}",
    "nested lists as everything": NESTED + "{{ [1]|join(a) }}{{ 1|round(a) }}{{ 'b'|replace(a, a) }}{{ a|sum }}",
    "nested lists concatenated": NESTED + "{{ a ~ a }}",
    "a namespace": "{% set ns = namespace(a=1) %}{% set ns.a = 2 %}",
    "calling a value": "{{ 名() }}",
    "division by zero": "{{ 1 / 0 }}",
    "a long number": "{{ " + "9" * 900 + " * 1 }}",
}  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_an_attack_ends_at_once_with_its_place(attack: str) -> None:
    values = {"x": "x", "物": Hostile(), "表": [1], "记": {"b": 1}, "名": "甲"}
    began = time.process_time()

    told = mistakes("好的一段", attack, **values)

    assert time.process_time() - began < AT_MOST_SECONDS
    assert all(line.startswith("通报.docx 第2段：") for line in told)
    assert values["表"] == [1] and values["记"] == {"b": 1}


def test_renderings_in_several_threads_do_not_share_an_allowance() -> None:
    compiled = compile_lines(["{% for a in range(9000) %}{% for b in range(100) %}{% endfor %}{% endfor %}完"], places(1))

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(compiled.render, [{}] * 8)) == ["完"] * 8


def test_a_name_with_a_slip_is_told_with_the_one_meant() -> None:
    assert mistakes("{{ 任务.主要内空 }}", 任务={"主要内容": "建桥"}) == [
        "通报.docx 第1段：“{{ 任务.主要内空 }}”：没有“任务.主要内空”。是不是“任务.主要内容”？（TPL-7）"
    ]


def test_every_mistake_of_a_template_is_told_at_once() -> None:
    told = mistakes(
        "{{ 地曲 }}和{{ 项目列表.名称 }}",
        "{% for 项 in 项目列表 %}{{ 项.名字|uper }}",
        "{% for 件 in 项.任务列表|sort(attribute='编好') %}{{ 件.完成时 }}{% endfor %}",
        "{% endfor %}",
        vocabulary=SUMMARY,
    )  # fmt: skip

    assert [line.split("：")[0] for line in told] == [
        *["通报.docx 第1段"] * 2, *["通报.docx 第2段"] * 2, *["通报.docx 第3段"] * 2,
    ]  # fmt: skip
    whole = "".join(told)
    assert all(name in whole for name in ("“地区”", "“项.名称”", "“upper”", "“编号”", "“件.完成时限”", "{% for 项 in 项目列表 %}"))


def test_wrong_names_are_told_beside_wrong_tags() -> None:
    told = mistakes("{{ 地曲 }}共{{ 项目数 }件", "{% for 项 in 统计 %}{{ 项. }}{{ 项.状太 }}{% endfor %}", vocabulary=SUMMARY)

    assert [re.findall("第.段|TPL-.", line) for line in told] == [
        ["第1段", "TPL-1"], ["第1段", "TPL-7"], ["第2段", "TPL-4"], ["第2段", "TPL-7"],
    ]  # fmt: skip


@pytest.mark.parametrize(("line", "said"), [
    ("{{ 名称 }", "没有配对"), ("｛｛ 名称 ｝｝", "全角"), ("{{ }}", "少写了"), ("{% fro x in y %}", "没有“fro”这个语句"),
    ("{{ 甲 乙 }}", "“乙”放在这里看不懂"), ("{% for x in y %}", "没有与它配对的 {% endfor %}"),
    ("{% endif %}", "前面没有与它配对的 {% if … %}"), ("{% if 甲 %}{% endfor %}", "前面没有与它配对的"),
    ("{{ 甲|b }}", "没有“b”这个过滤器"), ("{{ 甲 is b }}", "没有“b”这个判断"), ("{{ '甲 }}", "引号没有配对"),
])  # fmt: skip
def test_a_wrong_tag_is_told_in_chinese(line: str, said: str) -> None:
    told = mistakes("第一段", line)

    assert said in told[0]
    assert told[0].startswith("通报.docx 第2段：")


def test_a_missing_name_is_told_with_its_line_inside_a_loop() -> None:
    assert mistakes("{% for x in xs %}", "甲", "{{ x.乙 }}", "{% endfor %}", xs=[{"丙": 1}])[0].startswith("通报.docx 第3段：")


@pytest.mark.parametrize("wrong", ["{{ 没有 }}", "{{ 1 / 0 }}", "{{ 甲|百分比 }}", "{{ 甲.乙 }}", "{% if 甲 > 1 %}{% endif %}"])
def test_a_failure_is_told_at_its_line_whatever_stands_around(wrong: str) -> None:
    good = ["{{ 甲 }}", "{% set b = 甲 %}{{ b }}", "文", "{% macro f() %}{{ 甲 }}{% endmacro %}", "{{ f() }}"]

    for line in range(len(good) + 1):
        told = mistakes(*good[:line], wrong, *good[line:], 甲="一")
        assert told[0].startswith(f"通报.docx 第{line + 1}段："), told


@pytest.mark.parametrize("line", ["{{ 列表 }}", "{{ 列表 == [[1]] }}", "{{ 列表 ~ 'a' }}", "{% for a in '字' %}{% endfor %}"])
def test_what_cannot_be_printed_or_compared_is_refused(line: str) -> None:
    assert "TPL-9" in mistakes(line, 列表=[[1]])[0]


def test_values_come_out_as_they_are_and_mixed_text_as_text() -> None:
    sources = ("{{ 任务.编号 }}", "{{ 指标.目标值 }}", "{{ 指标.目标值 }}个", "{% if 任务.备注 %}有{% endif %}", "—", "")
    compiled = compile_values(sources, places(6), ROW)

    found = compiled.assigned({"任务": {"编号": "3.2", "备注": "急"}, "指标": {"目标值": Decimal("12.0")}})

    assert [found[value_name(i)] for i in range(6)] == ["3.2", Decimal("12.0"), "12.0个", "有", "—", ""]


@given(st.text(max_size=40))
def test_any_value_comes_out_as_the_same_text(text: str) -> None:
    assert render("{{ 值 }}", 值=text) == text


@given(st.text(alphabet="{}%# 名称.|'\"“”()[]+*if for in endif 1", max_size=40))
def test_any_typing_is_rendered_or_refused_in_chinese(text: str) -> None:
    try:
        compile_lines([text], places(1)).render({"名称": "甲"})
    except TemplateError as error:
        assert all(problem.code.startswith("TPL-") and problem.origin.place == "第1段" for problem in error.problems)
