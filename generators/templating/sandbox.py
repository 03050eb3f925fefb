"""Jinja for templates that anybody in an office may have typed: nothing runs but loops, tests and our filters.

Why it holds: attributes are keys of plain dicts and nothing else, so no Python object can be reached; only macros
and a capped ``range`` can be called; filters, tests and globals are white lists; every loop, operator,
comparison, concatenation and printed value goes through a function that spends from an allowance
(:mod:`limits`), put there by rewriting the parsed template. No loader, no signals, no child process.

Autoescape is off: templates here make cells of Excel and marked text that becomes XML only afterwards, where
every character is escaped once; Jinja's HTML escaping would come too early (``|upper`` turns ``&amp;`` into ``&AMP;``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import InvalidOperation
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from generators.errors import Problem, TemplateError
from generators.model.origin import Origin
from generators.templating.filters import FILTERS, TESTS, items, limited_range
from generators.templating.limits import Exhausted, metered, spend
from generators.templating.marks import without_marks
from generators.templating.names import check_nodes, dotted
from generators.templating.plain import Misuse, as_text, calculate, flat, native
from generators.templating.tags import (
    FORBIDDEN_WORDS,
    Mistake,
    alone,
    first_word,
    half_open,
    plain_line,
    tags_of,
    unpaired,
)
from generators.templating.vocabulary import Vocabulary, proposal

LINE_END = "{#\n#}"  # a line of the template ends, and nothing is printed
LONGEST_TEMPLATE = 200_000
UNITS_PER_CALL = 20
LONGEST_EXCERPT = 40
LOOP_NAMES = frozenset(("index", "index0", "revindex", "revindex0", "first", "last", "length", "cycle", "depth",
                        "changed", "previtem", "nextitem"))  # fmt: skip
# names that a template cannot type; each guards one kind of node
EACH, TEXT, FLAT, NATIVE = "#each", "#text", "#flat", "#native"
GUARDS: dict[str, Callable[..., Any]] = {EACH: items, TEXT: as_text, FLAT: flat, NATIVE: native}


class Missing(StrictUndefined):
    """A name that is not there; using it says so in Chinese, with the nearest name there is."""

    __slots__ = ()

    def _undefined_message_(self) -> str:
        known = self._undefined_obj if isinstance(self._undefined_obj, Mapping) else ()
        return f"没有“{self._undefined_name}”。\n{proposal(str(self._undefined_name), map(str, known))}"

    def _fail_with_undefined_error(self, *_: Any, **__: Any) -> Any:
        raise UndefinedError(self._undefined_message_())

    __iter__ = __str__ = __len__ = __eq__ = __ne__ = __bool__ = __hash__ = _fail_with_undefined_error
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __lt__ = __gt__ = __le__ = __ge__ = (
        _fail_with_undefined_error)  # fmt: skip
    __getitem__ = __call__ = __contains__ = __neg__ = __pos__ = __int__ = __float__ = _fail_with_undefined_error


class OfficeEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's immutable sandbox, narrowed to plain data."""

    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "%", "**"))

    def __init__(self) -> None:
        super().__init__(undefined=Missing, finalize=as_text, autoescape=False, cache_size=0, optimized=False)
        self.globals = {"range": limited_range}
        self.filters = {**FILTERS, **GUARDS}
        self.tests = dict(TESTS)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return what a name inside a record or ``loop`` holds; nothing else has attributes."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        if isinstance(obj, LoopContext) and attribute in LOOP_NAMES:
            return getattr(obj, attribute)
        return self._missing(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item of a list by its place, or of a record by its name."""
        if type(obj) is dict and isinstance(argument, str) and argument in obj:
            return obj[argument]
        if isinstance(obj, str | list | tuple) and isinstance(argument, int) and -len(obj) <= argument < len(obj):
            return obj[argument]
        return self._missing(obj, argument)

    def _missing(self, obj: Any, name: Any) -> Missing:
        if isinstance(obj, Missing):
            obj._fail_with_undefined_error()
        return Missing(obj=obj, name=str(name))

    def call(__self, __context: Context, __obj: Any, *arguments: Any, **named: Any) -> Any:  # noqa: N805
        """Call a macro or ``range``; everything else cannot be called."""
        spend(UNITS_PER_CALL)
        for internal in ("_loop_vars", "_block_vars"):  # Jinja hands these to whatever wants the context
            named.pop(internal, None)
        if isinstance(__obj, Macro) or __obj is limited_range:
            return __obj(*arguments, **named)
        if getattr(__obj, "__func__", None) in (LoopContext.cycle, LoopContext.changed):
            return __obj(*arguments)
        if isinstance(__obj, Missing):
            __obj._fail_with_undefined_error()
        raise SecurityError

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Calculate with exact numbers and bounded results."""
        return calculate(operator, left, right)


class _Guards(NodeTransformer):
    """Put a guard around everything whose work grows with its values."""

    def visit_For(self, node: nodes.For) -> nodes.Node:
        self.generic_visit(node)
        node.iter = _guarded(node.iter, EACH)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        self.generic_visit(node)
        node.nodes = [_guarded(part, TEXT) for part in node.nodes]
        return node

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:
        self.generic_visit(node)
        node.expr = _guarded(node.expr, FLAT)
        for operand in node.ops:
            operand.expr = _guarded(operand.expr, FLAT)
        return node


def _guarded(node: Any, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


@lru_cache(maxsize=1)
def environment() -> OfficeEnvironment:
    """Return the one environment of all templates."""
    return OfficeEnvironment()


class Compiled:
    """A template of lines, compiled; ``render`` may be called any number of times, in any thread."""

    def __init__(self, template: Template, lines: Sequence[str], places: Sequence[Origin]) -> None:
        self._template, self._lines, self._places = template, lines, places

    def render(self, values: Mapping[str, Any]) -> str:
        """Return the text for ``values`` (plain dicts, lists, text, numbers); raise TemplateError."""
        return "".join(self._run(values)[0])

    def assigned(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the top level of the template assigned (:func:`compile_values`)."""
        return self._run(values)[1].vars

    def _run(self, values: Mapping[str, Any]) -> tuple[list[str], Context]:
        context = self._template.new_context(dict(values))
        try:
            with metered():
                return list(self._template.root_render_func(context)), context
        except Exception as error:
            raise self._located(error) from None

    def _located(self, error: Exception) -> TemplateError:
        """Return the error with the line of the template where it arose."""
        line = self._line_of(error)
        mistake = _mistake(error, line, self._lines[line - 1])
        return TemplateError(problem(mistake, self._places, self._lines))

    def _line_of(self, error: Exception) -> int:
        """Return the innermost line of the template in a traceback."""
        line, trace = 1, error.__traceback__
        while trace:
            if "__jinja_template__" in trace.tb_frame.f_globals or "environment" in trace.tb_frame.f_globals:
                line = self._template.get_corresponding_lineno(trace.tb_lineno)
            trace = trace.tb_next
        return min(max(line, 1), len(self._lines))


def compile_lines(lines: Sequence[str], places: Sequence[Origin], vocabulary: Vocabulary | None = None,
                  containers: Sequence[int] | None = None) -> Compiled:
    """Return a template of lines (paragraphs), each with the place it came from.

    Raises TemplateError with every mistake: tags, pairs, filters, and the names that ``vocabulary`` lacks.
    """
    plain = [plain_line(line) for line in lines]
    with _compiling(plain, places):
        mistakes = [*half_open(plain), *syntax_mistakes(plain), *unpaired(plain, containers)]
        _stop_at(mistakes, places, lines)
        tree = environment().parse(LINE_END.join(plain))
        _stop_at(check_nodes(tree, plain, vocabulary), places, lines)
        return Compiled(_compiled(tree), plain, places)


def syntax_mistakes(lines: Sequence[str]) -> Iterator[Mistake]:
    """Yield a mistake for each tag that Jinja cannot read, each tag looked at alone."""
    for number, line in enumerate(lines, 1):
        for tag in tags_of(line):
            word = first_word(tag)
            if word.removeprefix("end") in FORBIDDEN_WORDS:
                yield Mistake(number, "TPL-5", tag, "模板里不能用这个语句。", "请把内容直接写在模板里。")
                continue
            try:
                environment().parse(alone(tag))
            except TemplateSyntaxError as error:
                yield Mistake(number, "TPL-4", tag, *in_chinese(error.message or ""))


def value_name(index: int) -> str:
    """Return the name under which :func:`compile_values` keeps a value."""
    return f"_value{index}"


def compile_values(sources: Sequence[str], places: Sequence[Origin], vocabulary: Vocabulary | None) -> Compiled:
    """Return a template that assigns one value a source: native where it is one ``{{ expression }}``, else text.

    All are computed in one run; the values are in :meth:`Compiled.assigned` under :func:`value_name`.
    Raises TemplateError with the mistakes of all sources.
    """
    plain = [plain_line(source) for source in sources]
    body: list[nodes.Node] = []
    mistakes: list[Mistake] = []
    with _compiling(plain, places):
        for index, source in enumerate(plain):
            found = [*half_open([source]), *syntax_mistakes([source]), *unpaired([source])]
            if not found:
                tree = environment().parse(source)
                found = check_nodes(tree, [source], vocabulary)
                body.append(_at_line(_value_node(index, tree), index + 1))
            mistakes += [Mistake(index + 1, m.code, m.near, m.said, m.advice) for m in found]
        _stop_at(mistakes, places, sources)
        return Compiled(_compiled(nodes.Template(body, lineno=1)), plain, places)


def single_expression(tree: nodes.Template) -> nodes.Expr | None:
    """Return the expression of a template that is one ``{{ expression }}`` and nothing else."""
    if len(tree.body) == 1 and isinstance(tree.body[0], nodes.Output) and len(tree.body[0].nodes) == 1:
        only = tree.body[0].nodes[0]
        return None if isinstance(only, nodes.TemplateData) else only
    return None


def _value_node(index: int, tree: nodes.Template) -> nodes.Node:
    target = nodes.Name(value_name(index), "store")
    expression = single_expression(tree)
    if expression is not None:
        return nodes.Assign(target, _native(expression))
    return nodes.AssignBlock(target, None, tree.body)


def _native(expression: nodes.Expr) -> nodes.Filter:
    return _guarded(expression, NATIVE)


def _at_line(node: nodes.Node, line: int) -> nodes.Node:
    node.set_lineno(line, override=True)
    return node


def _compiled(tree: nodes.Template) -> Template:
    guarded = _Guards().visit(tree)
    guarded.set_environment(environment())
    return environment().from_string(guarded)


@contextmanager
def _compiling(lines: Sequence[str], places: Sequence[Origin]) -> Iterator[None]:
    """Meter the reading of a template too, and say where it failed."""
    try:
        with metered():
            if sum(map(len, lines)) > LONGEST_TEMPLATE:
                raise Exhausted
            yield
    except TemplateError:
        raise
    except Exception as error:
        line = min(getattr(error, "lineno", 1) or 1, len(lines))
        raise TemplateError(problem(_mistake(error, line, lines[line - 1]), places, lines)) from None


def _stop_at(mistakes: Sequence[Mistake], places: Sequence[Origin], lines: Sequence[str]) -> None:
    if mistakes:
        ordered = sorted(mistakes, key=lambda mistake: mistake.line)
        raise TemplateError(problem(mistake, places, lines) for mistake in ordered)


def problem(mistake: Mistake, places: Sequence[Origin], lines: Sequence[str]) -> Problem:
    """Return a mistake as a problem at the place its line came from, with the text around."""
    near = _shortened(without_marks(mistake.near or lines[mistake.line - 1]))
    said = mistake.said if near in mistake.said else f"“{near}”：{mistake.said}"
    return Problem(mistake.code, places[mistake.line - 1], said, mistake.advice)


def _shortened(text: str) -> str:
    text = text.strip()
    return text if len(text) <= LONGEST_EXCERPT else text[:LONGEST_EXCERPT] + "……"


_TOO_MUCH = ("TPL-8", "要做的循环、调用或文字太多，已经停下。", "请检查循环是否套得太多，或者自己套了自己。")
_FAILURES: tuple[tuple[type[BaseException], tuple[str, str, str]], ...] = (
    (Exhausted, _TOO_MUCH),
    (RecursionError, _TOO_MUCH),
    (MemoryError, _TOO_MUCH),
    (OverflowError, _TOO_MUCH),
    (SecurityError, ("TPL-5", "模板里不能调用这个。", "只能用名称、过滤器和 range。")),
    (ZeroDivisionError, ("TPL-9", "除数是 0。", "请先用 {% if %} 判断除数。")),
    (InvalidOperation, ("TPL-9", "这个计算没有结果。", "请检查参加计算的数。")),
)


def _mistake(error: Exception, line: int, text: str) -> Mistake:
    """Return any failure of Jinja or of our filters as a mistake in Chinese."""
    tags = list(tags_of(text))
    near = tags[0] if len(tags) == 1 else text
    if isinstance(error, UndefinedError):
        said, _, advice = str(error.message).partition("\n")
        return _full_name(Mistake(line, "TPL-7", near, said, advice), text)
    if isinstance(error, Misuse):
        return Mistake(line, "TPL-9", near, error.said, error.advice)
    if isinstance(error, TemplateSyntaxError):
        return Mistake(line, "TPL-4", near, *in_chinese(error.message or ""))
    for kind, told in _FAILURES:
        if isinstance(error, kind):
            return Mistake(line, told[0], near, told[1], told[2])
    return Mistake(line, "TPL-9", near, "这些值不能这样用。", f"请检查过滤器的参数和值的种类（{error}）。")


def _full_name(mistake: Mistake, text: str) -> Mistake:
    """Return the mistake about a missing name with the full name as it was typed: 任务.主要内空."""
    short = mistake.said.removeprefix("没有“").removesuffix("”。")
    for tag in tags_of(text):
        for node in environment().parse(alone(tag)).find_all(nodes.Getattr):
            full = dotted(node)
            if node.attr == short and full:
                advice = mistake.advice.replace("是不是“", f"是不是“{full.removesuffix(short)}", 1)
                return Mistake(mistake.line, mistake.code, tag, f"没有“{full}”。", advice)
    return mistake


_SYNTAX: tuple[tuple[str, str, str], ...] = (
    (r"Expected an expression, got 'end of", "这里少写了名称或值。", "请补上，如 {{ 任务.主要内容 }}。"),
    (r"Encountered unknown tag '([^']*)'", "没有“{0}”这个语句。", "可用的有：for、if、elif、else、set、macro、with 和对应的 end…。"),
    (r"expected token 'end of (?:print statement|statement block)', got '?(.+?)'?$",
     "“{0}”放在这里看不懂。", "请检查前面是否少了 . 、| 或引号。"),
    (r"expected token '([^']*)', got '?(.+?)'?$", "这里应是“{0}”，写的是“{1}”。", "请检查括号、逗号和引号。"),
    (r"unexpected char '?(.+?)'? at", "有看不懂的字符“{0}”。", "请删去，或给文字加上引号。"),
    (r"unexpected '?([^']+)'?$", "多了“{0}”，或少了与它配对的括号。", "请检查括号和花括号。"),
)


def in_chinese(message: str) -> tuple[str, str]:
    """Return what Jinja says about a tag, in Chinese: what is wrong, and what to do.

    >>> in_chinese("Encountered unknown tag 'fro'.")[0]
    '没有“fro”这个语句。'
    """
    for pattern, said, advice in _SYNTAX:
        found = re.search(pattern, message)
        if found:
            return said.format(*found.groups()), advice
    return "写法不对。", f"请对照“说明”表里的例子检查（{message}）。"
