"""Check a parsed template before it is rendered: statements, filters and names that are not there, at once.

What a name holds is followed through loops, ``set`` and filters as far as the vocabulary tells, so that
``{% for 项 in 项目列表 %}{{ 项.名字 }}`` is found without any register.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from jinja2 import nodes

from generators.templating.filters import FILTERS, TESTS
from generators.templating.tags import Mistake
from generators.templating.vocabulary import Known, Vocabulary, proposal

ALWAYS_KNOWN = ("range", "loop", "caller", "varargs", "kwargs")
FORBIDDEN: dict[type[nodes.Node], str] = {
    nodes.Include: "include", nodes.Import: "import", nodes.FromImport: "from", nodes.Extends: "extends",
    nodes.Block: "block", nodes.ScopedEvalContextModifier: "autoescape", nodes.NSRef: "namespace",
}  # fmt: skip
SAME_ITEMS = {"sort", "list", "selectattr", "rejectattr", "unique", "reverse", "去空", "默认", "default"}
NAMED_BY_FIRST = {"selectattr", "rejectattr", "groupby", "sum", "顿号"}
ADVICE = "请改成有的名称；可用的名称见 版式.xlsx 的“说明”表。"

Scope = dict[str, Known | None]


def check_nodes(tree: nodes.Node, lines: Sequence[str], vocabulary: Vocabulary | None) -> list[Mistake]:
    """Return every mistake in a parsed template; names only where a vocabulary is given."""
    found = [*_forbidden(tree), *_unknown_words(tree)]
    if vocabulary is not None:
        found += _Names(lines).check(tree, vocabulary)
    unique = {(mistake.line, mistake.near, mistake.said): mistake for mistake in found}
    return sorted(unique.values(), key=lambda mistake: mistake.line)


def _forbidden(tree: nodes.Node) -> Iterator[Mistake]:
    for node in tree.find_all(tuple(FORBIDDEN)):
        yield Mistake(
            node.lineno, "TPL-5", FORBIDDEN[type(node)], "模板里不能用这个语句。", "请把内容直接写在模板里。"
        )
    for loop in tree.find_all(nodes.For):
        if loop.recursive:
            yield Mistake(loop.lineno, "TPL-5", "recursive", "循环不能自己套自己。", "请去掉 recursive。")


def _unknown_words(tree: nodes.Node) -> Iterator[Mistake]:
    """Yield a mistake for each filter and test that is not on the list."""
    for filtered in tree.find_all(nodes.Filter):
        if filtered.name not in FILTERS:
            yield Mistake(
                filtered.lineno,
                "TPL-6",
                f"|{filtered.name}",
                f"没有“{filtered.name}”这个过滤器。",
                proposal(filtered.name, FILTERS),
            )
    for test in tree.find_all(nodes.Test):
        if test.name not in TESTS:
            yield Mistake(
                test.lineno,
                "TPL-6",
                f"is {test.name}",
                f"没有“{test.name}”这个判断。",
                proposal(test.name, TESTS),
            )


def dotted(node: nodes.Node) -> str:
    """Return an expression of names as it was typed: ``任务.主要内容``; nothing for other expressions."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        before = dotted(node.node)
        return f"{before}.{node.attr}" if before else ""
    return ""


class _Names:
    """One walk over a template; ``mistakes`` grows as unknown names are met."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.mistakes: list[Mistake] = []

    def check(self, tree: nodes.Node, vocabulary: Vocabulary) -> list[Mistake]:
        """Return the unknown names of ``tree``."""
        scope: Scope = dict(vocabulary) | dict.fromkeys(ALWAYS_KNOWN)
        for macro in tree.find_all(nodes.Macro):  # a macro may be used above the line that defines it
            scope[macro.name] = None
        self.walk_all(tree.iter_child_nodes(), scope)
        return self.mistakes

    def walk_all(self, found: Iterator[nodes.Node] | Sequence[nodes.Node], scope: Scope) -> None:
        """Walk nodes that share a scope."""
        for node in found:
            self.walk(node, scope)

    def walk(self, node: nodes.Node, scope: Scope) -> None:
        """Walk a statement; expressions are followed by :meth:`kind`."""
        step = _STATEMENTS.get(type(node))
        if step:
            step(self, node, scope)
        elif isinstance(node, nodes.Expr):
            self.kind(node, scope)
        else:
            self.walk_all(node.iter_child_nodes(), scope)

    def for_loop(self, node: nodes.For, scope: Scope) -> None:
        """Walk a loop: its name stands for one item of the list."""
        inner = scope | self.bound(node.target, _item(self.kind(node.iter, scope)))
        self.walk_all([*node.body, *([node.test] if node.test else [])], inner)
        self.walk_all(node.else_, dict(scope))

    def assign(self, node: nodes.Assign, scope: Scope) -> None:
        """Walk ``set``: from here on the name holds what was assigned."""
        scope.update(self.bound(node.target, self.kind(node.node, scope)))

    def assign_block(self, node: nodes.AssignBlock, scope: Scope) -> None:
        """Walk ``set … endset``."""
        self.walk_all(node.body, dict(scope))
        scope.update(self.bound(node.target, None))

    def macro(self, node: nodes.Macro | nodes.CallBlock, scope: Scope) -> None:
        """Walk a macro: nobody knows what its arguments hold."""
        inner = scope | dict.fromkeys(argument.name for argument in node.args)
        self.walk_all([*node.defaults, *node.body], inner)
        if isinstance(node, nodes.CallBlock):
            self.walk(node.call, scope)

    def with_block(self, node: nodes.With, scope: Scope) -> None:
        """Walk ``with``."""
        inner = dict(scope)
        for target, value in zip(node.targets, node.values, strict=True):
            inner.update(self.bound(target, self.kind(value, scope)))
        self.walk_all(node.body, inner)

    def bound(self, target: nodes.Node, known: Known | None) -> Scope:
        """Return what the names of an assignment hold."""
        if isinstance(target, nodes.Name):
            return {target.name: known}
        return dict.fromkeys(name.name for name in target.find_all(nodes.Name))

    def kind(self, node: nodes.Node, scope: Scope) -> Known | None:
        """Return what an expression holds, None if nobody knows; note the unknown names in it."""
        if isinstance(node, nodes.Name):
            return self.name(node, scope)
        if isinstance(node, nodes.Getattr):
            return self.inside(node, node.attr, self.kind(node.node, scope))
        if isinstance(node, nodes.Getitem):
            return self.item(node, scope)
        if isinstance(node, nodes.Filter):
            return self.filtered(node, scope)
        self.walk_all(node.iter_child_nodes(), scope)
        return None

    def name(self, node: nodes.Name, scope: Scope) -> Known | None:
        """Return what a single name holds."""
        if node.name not in scope:
            self.unknown(node, node.name, [name for name in scope if name not in ALWAYS_KNOWN])
        return scope.get(node.name)

    def item(self, node: nodes.Getitem, scope: Scope) -> Known | None:
        """Return what ``x[…]`` holds."""
        known = self.kind(node.node, scope)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self.inside(node, node.arg.value, known)
        self.walk(node.arg, scope)
        return known if isinstance(node.arg, nodes.Slice) else _item(known)

    def filtered(self, node: nodes.Filter, scope: Scope) -> Known | None:
        """Return what a list holds after a filter, and check the names given to the filter."""
        known = self.kind(node.node, scope) if node.node else None
        self.walk_all([*node.args, *(pair.value for pair in node.kwargs)], scope)
        first = node.args[:1] if node.name in NAMED_BY_FIRST else []
        for named in [*first, *(pair.value for pair in node.kwargs if pair.key == "attribute")]:
            if isinstance(named, nodes.Const) and isinstance(named.value, str) and known and known.many:
                self.steps(node, named.value, _item(known))
        if node.name in ("first", "last"):
            return _item(known)
        return known if node.name in SAME_ITEMS else None

    def steps(self, node: nodes.Node, path: str, known: Known | None) -> None:
        """Check a path given as text, as in ``sort(attribute="任务.编号")``."""
        for step in path.split("."):
            known = self.inside(node, step, known)

    def inside(self, node: nodes.Node, attribute: str, known: Known | None) -> Known | None:
        """Return what a name inside a record holds."""
        if known is None:
            return None
        before = dotted(node.node) if isinstance(node, nodes.Getattr) else ""
        near = f"{before}.{attribute}" if before else attribute
        if known.many:
            self.mistakes.append(
                Mistake(
                    node.lineno,
                    "TPL-7",
                    near,
                    f"“{before or near}”是列表，里面有许多项。",
                    f"请用 {{% for 项 in {before or '列表'} %}} 逐个写。",
                )
            )
        elif attribute not in known.fields:
            self.unknown(node, near, known.fields, f"{before}." if before else "", attribute)
        else:
            return known.fields[attribute]
        return None

    def unknown(
        self,
        node: nodes.Node,
        near: str,
        known: Mapping[str, Known] | Sequence[str],
        prefix: str = "",
        last: str = "",
    ) -> None:
        """Note a name that is not there, with the one that was probably meant."""
        if any(mistake.line == node.lineno and mistake.near == near for mistake in self.mistakes):
            return
        advice = proposal(last or near, known, prefix) or ADVICE
        self.mistakes.append(Mistake(node.lineno, "TPL-7", near, f"没有“{near}”。", advice))


def _item(known: Known | None) -> Known | None:
    """Return one item of a list."""
    return Known(known.meaning, known.fields) if known and known.many else None


_STATEMENTS: dict[type[nodes.Node], Callable[..., None]] = {
    nodes.For: _Names.for_loop, nodes.Assign: _Names.assign, nodes.AssignBlock: _Names.assign_block,
    nodes.Macro: _Names.macro, nodes.CallBlock: _Names.macro, nodes.With: _Names.with_block,
}  # fmt: skip
