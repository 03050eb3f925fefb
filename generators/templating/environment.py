"""The one Jinja environment of all templates: plain data, white lists, and a guard on whatever can grow.

Why it holds: attributes are keys of plain dicts and nothing else, so no Python object can be reached; only
macros and a capped ``range`` can be called; filters, tests and globals are white lists; every loop, operator,
comparison, concatenation and printed value goes through a function that spends from an allowance
(:mod:`limits`), put there by rewriting the parsed template. No loader, no signals, no child process.

Autoescape is off: templates here make cells of Excel and marked text that becomes XML only afterwards, where
every character is escaped once; HTML escaping would come too early (``|upper`` makes ``&AMP;`` of ``&amp;``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, nodes
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from generators.templating.filters import FILTERS, TESTS, items, limited_range
from generators.templating.limits import spend
from generators.templating.marks import plain_text
from generators.templating.plain import as_text, calculate, flat, native, scalar
from generators.templating.vocabulary import proposal

UNITS_PER_CALL = 20
LOOP_NAMES = frozenset(
    ("index", "index0", "revindex", "revindex0", "first", "last", "length", "cycle", "depth", "previtem")
    + ("nextitem",)
)
# names that a template cannot type; each guards one kind of node
EACH, TEXT, FLAT, KEY, NATIVE = "#each", "#text", "#flat", "#key", "#native"
GUARDS: dict[str, Callable[..., Any]] = {EACH: items, TEXT: as_text, FLAT: flat, KEY: scalar, NATIVE: native}


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
    __getitem__ = __call__ = __contains__ = __neg__ = __pos__ = __int__ = __float__ = (
        _fail_with_undefined_error
    )


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
        if (
            isinstance(obj, str | list | tuple)
            and isinstance(argument, int)
            and -len(obj) <= argument < len(obj)
        ):
            return obj[argument]
        return self._missing(obj, argument)

    def _missing(self, obj: Any, name: Any) -> Missing:
        if isinstance(obj, Missing):
            obj._fail_with_undefined_error()
        return Missing(obj=obj, name=as_text(name))

    def call(__self, __context: Context, __obj: Any, *arguments: Any, **named: Any) -> Any:
        """Call a macro or ``range``; everything else cannot be called."""
        spend(UNITS_PER_CALL)
        for internal in ("_loop_vars", "_block_vars"):  # Jinja hands these to whatever wants the context
            named.pop(internal, None)
        if isinstance(__obj, Macro) or __obj is limited_range:
            return __obj(*arguments, **named)
        if getattr(__obj, "__func__", None) is LoopContext.cycle:
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
        node.iter = guarded(node.iter, EACH)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        self.generic_visit(node)
        node.nodes = [guarded(part, TEXT) for part in node.nodes]
        return node

    def visit_Const(self, node: nodes.Const) -> nodes.Node:
        if isinstance(node.value, str):
            node.value = plain_text(node.value)  # an escape such as \x01 must not make a mark
        return node

    def visit_Pair(self, node: nodes.Pair) -> nodes.Node:
        self.generic_visit(node)
        node.key = guarded(node.key, KEY)
        return node

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:
        self.generic_visit(node)
        node.expr = guarded(node.expr, FLAT)
        for operand in node.ops:
            operand.expr = guarded(operand.expr, FLAT)
        return node


def guarded(node: Any, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


@lru_cache(maxsize=1)
def environment() -> OfficeEnvironment:
    """Return the one environment of all templates."""
    return OfficeEnvironment()


def compiled(tree: nodes.Template) -> Template:
    """Return a parsed template with its guards, ready to be rendered."""
    guarded_tree = _Guards().visit(tree)
    guarded_tree.set_environment(environment())
    return environment().from_string(guarded_tree)
