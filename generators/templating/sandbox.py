"""Compile and render what an office typed: lines of text with Jinja, each with the place it came from.

All mistakes are told at once; a failure while rendering is told with the line where it arose.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, cast

from jinja2 import Template, TemplateSyntaxError, nodes
from jinja2.runtime import Context

from generators.errors import TemplateError
from generators.model.origin import Origin
from generators.templating.environment import NATIVE, compiled, environment, guarded
from generators.templating.failures import mistake_of, problem
from generators.templating.limits import UNITS, Exhausted, metered, spend
from generators.templating.names import check_nodes
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
from generators.templating.vocabulary import Vocabulary

LINE_END = "{#\n#}"  # a line of the template ends, and nothing is printed
LONGEST_TEMPLATE = 200_000
MOST_TAGS = 2_000
UNITS_PER_TAG = UNITS // MOST_TAGS


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
        context = self._template.new_context(cast("dict[str, Any]", values))
        try:
            with metered():
                return list(self._template.root_render_func(context)), context
        except Exception as error:
            raise self._located(error) from None

    def _located(self, error: Exception) -> TemplateError:
        """Return the error with the line of the template where it arose."""
        line = self._line_of(error)
        mistake = mistake_of(error, line, self._lines[line - 1])
        return TemplateError(problem(mistake, self._places, self._lines))

    def _line_of(self, error: Exception) -> int:
        """Return the innermost line of the template in a traceback."""
        line, trace = 1, error.__traceback__
        while trace:
            if trace.tb_frame.f_globals.get("__jinja_template__") is self._template:
                line = self._template.get_corresponding_lineno(trace.tb_lineno)
            trace = trace.tb_next
        return min(max(line, 1), len(self._lines))


def compile_lines(
    lines: Sequence[str],
    places: Sequence[Origin],
    vocabulary: Vocabulary | None = None,
    containers: Sequence[int] | None = None,
) -> Compiled:
    """Return a template of lines (paragraphs), each with the place it came from.

    Raises TemplateError with every mistake: tags, pairs, filters, and the names that ``vocabulary`` lacks.
    """
    with _compiling(lines, places):
        plain = [plain_line(line) for line in lines]
        mistakes = [*half_open(plain), *syntax_mistakes(plain), *unpaired(plain, containers)]
        if mistakes:
            _stop_at([*mistakes, *names_despite(mistakes, plain, vocabulary)], places, lines)
        tree = environment().parse(LINE_END.join(plain))
        _stop_at(check_nodes(tree, plain, vocabulary), places, lines)
        return Compiled(compiled(tree), plain, places)


def syntax_mistakes(lines: Sequence[str]) -> Iterator[Mistake]:
    """Yield a mistake for each tag that Jinja cannot read, each tag looked at alone."""
    for number, line in enumerate(lines, 1):
        for tag in tags_of(line):
            spend(UNITS_PER_TAG)
            word = first_word(tag)
            if word.removeprefix("end") in FORBIDDEN_WORDS:
                yield Mistake(number, "TPL-5", tag, "模板里不能用这个语句。", "请把内容直接写在模板里。")
                continue
            try:
                environment().parse(alone(tag))
            except (TemplateSyntaxError, RecursionError) as error:
                yield mistake_of(error, number, tag)


def names_despite(
    mistakes: Sequence[Mistake], lines: Sequence[str], vocabulary: Vocabulary | None
) -> list[Mistake]:
    """Return the wrong names and filters in what can be read: all tags but those with mistakes."""
    unreadable = {(mistake.line, mistake.near) for mistake in mistakes}
    left = []
    for number, line in enumerate(lines, 1):
        tags = (tag for tag in tags_of(line) if (number, tag) not in unreadable)
        left.append("".join(tags))
    try:
        return check_nodes(environment().parse(LINE_END.join(left)), left, vocabulary)
    except TemplateSyntaxError:
        return []  # a statement that cannot be read leaves others unpaired


def value_name(index: int) -> str:
    """Return the name under which :func:`compile_values` keeps a value."""
    return f"_value{index}"


def compile_values(
    sources: Sequence[str], places: Sequence[Origin], vocabulary: Vocabulary | None
) -> Compiled:
    """Return a template that assigns one value a source: native where it is one expression, else text.

    All are computed in one run; the values are in :meth:`Compiled.assigned` under :func:`value_name`.
    Raises TemplateError with the mistakes of all sources.
    """
    body: list[nodes.Node] = []
    mistakes: list[Mistake] = []
    with _compiling(sources, places):
        plain = [plain_line(source) for source in sources]
        for index, source in enumerate(plain):
            found = [*half_open([source]), *syntax_mistakes([source]), *unpaired([source])]
            if not found:
                tree = environment().parse(source)
                found = check_nodes(tree, [source], vocabulary)
                body.append(_at_line(_value_node(index, tree), index + 1))
            mistakes += [Mistake(index + 1, m.code, m.near, m.said, m.advice) for m in found]
        _stop_at(mistakes, places, sources)
        return Compiled(compiled(nodes.Template(body, lineno=1)), plain, places)


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
        return nodes.Assign(target, guarded(expression, NATIVE))
    return nodes.AssignBlock(target, None, tree.body)


def _at_line(node: nodes.Node, line: int) -> nodes.Node:
    node.set_lineno(line, override=True)
    return node


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
        longest = max(range(len(lines)), key=lambda index: len(lines[index]))
        line = min(getattr(error, "lineno", None) or longest + 1, len(lines))
        raise TemplateError(problem(mistake_of(error, line, lines[line - 1]), places, lines)) from None


def _stop_at(mistakes: Sequence[Mistake], places: Sequence[Origin], lines: Sequence[str]) -> None:
    if mistakes:
        ordered = sorted(mistakes, key=lambda mistake: mistake.line)
        raise TemplateError(problem(mistake, places, lines) for mistake in ordered)
