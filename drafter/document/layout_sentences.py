"""The layout's own sentences: Jinja in a sandbox, cut down to texts, conditions, short loops and a few filters.

A layout comes from somebody else. What a sentence doesn't need is refused when the layout is read, with its line: what
could reach the interpreter (calls, macros, imports), run without end (ranges, products) or grow (lists, but for those
that are joined at once). The rest is charged against a budget as it runs, and stops when that is spent. Corpus and
draft text comes in as values and is never read as a template.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, is_dataclass
from functools import lru_cache, wraps
from traceback import walk_tb
from typing import Any, cast

from jinja2 import (
    StrictUndefined,
    Template,
    TemplateError,
    TemplateRuntimeError,
    TemplateSyntaxError,
    Undefined,
    nodes,
    pass_context,
)
from jinja2.filters import FILTERS
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from drafter.errors import BadInput, Problem

LONGEST = 10_000
"""Signs in a sentence's template, or in a text that it puts together."""
_WORK = 2_000_000
"""What one sentence may spend: a sign that is written or handled costs 1, a turn of a loop the template's length."""
_DEEPEST = 50
_BUDGET = "_budget"
_SIZED = (str, list, tuple, dict)

_ALLOWED: tuple[type[nodes.Node], ...] = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Const, nodes.Name, nodes.Getattr, nodes.Getitem),
    *(nodes.If, nodes.CondExpr, nodes.Test, nodes.Filter, nodes.For, nodes.Assign, nodes.Keyword, nodes.Compare),
    *(nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Concat),
)
_FILTERS = (
    *("capitalize", "count", "d", "default", "first", "join", "last", "length", "lower", "replace", "select"),
    *("title", "trim", "upper"),
)
_OF_LISTS = ("select", "join")
"""What may be done with a list that a sentence makes: `[front.place, front.date] | select | join(", ")`."""
_OF_SELECTED = ("join", "first", "last")
_OF_LOOPS = frozenset(["index", "index0", "revindex", "revindex0", "first", "last", "length", "previtem", "nextitem"])


class Budget:
    """The work that a sentence may still do."""

    def __init__(self, template: str, values: Mapping[str, object]) -> None:
        longest = max((len(text) for text in _texts(values)), default=0)
        self.turn = max(len(template), 1) * (1 + longest // LONGEST)
        """The cost of a turn of a loop."""
        self._left = _WORK

    def spend(self, cost: int) -> None:
        """Charge the cost. Raises TemplateRuntimeError where there is not enough left."""
        self._left -= cost
        if self._left < 0:
            raise TemplateRuntimeError("it takes too long, or writes too much")


class Sentences(ImmutableSandboxedEnvironment):
    """Parses and fills in sentences within the limits. A value that is missing is an error, not an empty text."""

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True)
        self.globals.clear()
        own: dict[str, Callable[..., Any]] = {"join": _join, "replace": _replace}
        chosen = {name: own.get(name, FILTERS[name]) for name in _FILTERS}
        self.filters = {name: _charged(name, function) for name, function in chosen.items()}
        self.filters |= {"_join": _charged("_join", _join), "_turns": _turns}
        self.compiled = lru_cache(maxsize=64)(self._compiled)

    def _compiled(self, template: str) -> Template:
        """The template, compiled. Raises TemplateSyntaxError where it isn't valid or uses what a sentence may not."""
        try:
            return self.from_string(self.parse(template))
        except (SyntaxError, RecursionError) as error:  # Python's own limits: twenty loops in each other
            raise TemplateSyntaxError("it is nested too deeply", 1) from error

    def worded(self, template: str, values: Mapping[str, object]) -> str:
        """Fill in the sentence. Raises Jinja's errors, and those that the values themselves cause."""
        budget, written = Budget(template, values), []
        for piece in self.compiled(template).generate({**values, _BUDGET: budget}):
            budget.spend(len(piece))
            written.append(piece)
        return "".join(written)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What a value has under this name: not what Python's own objects have beside, their methods."""
        if isinstance(obj, Undefined):
            return obj  # what is said of it names what is missing
        if is_dataclass(obj) and not isinstance(obj, type):
            obj = asdict(obj)
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        if isinstance(obj, LoopContext) and attribute in _OF_LOOPS:
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def parse(self, source: str, name: str | None = None, filename: str | None = None) -> nodes.Template:
        """The template's tree, checked and with its costs counted."""
        if len(source) > LONGEST:
            raise TemplateSyntaxError(f"it is longer than {LONGEST} signs", 1)
        try:
            tree = super().parse(source, name, filename)
            _check(tree, 0)
        except RecursionError as error:
            raise TemplateSyntaxError("it is nested too deeply", 1) from error
        except ValueError as error:  # a number with thousands of digits
            raise TemplateSyntaxError("it holds a number that is too long", 1) from error
        return tree


def _check(node: nodes.Node, depth: int, under: str = "") -> None:
    """Raise TemplateSyntaxError for what a sentence may not use; make its loops and `~` charge for their work.

    `under` is the filter that the node is put through; empty for none.
    """
    line = node.lineno or 1
    if isinstance(node, nodes.List):
        if under not in _OF_LISTS:
            raise TemplateSyntaxError("a list is only available before the filters select and join", line)
    elif not isinstance(node, _ALLOWED):
        raise TemplateSyntaxError(f"{type(node).__name__.lower()} is not available in a layout's sentences", line)
    if depth > _DEEPEST:
        raise TemplateSyntaxError("it is nested too deeply", line)
    if isinstance(node, nodes.Name) and node.name.startswith("_"):
        raise TemplateSyntaxError(f"{node.name} is not available in a layout's sentences", line)
    if isinstance(node, nodes.Filter):
        _check_filter(node, line, under)
    if isinstance(node, nodes.For) and node.recursive:
        raise TemplateSyntaxError("a loop in a layout's sentences can't be recursive", line)
    for child in node.iter_child_nodes():
        _check(child, depth + 1, node.name if isinstance(node, nodes.Filter) and child is node.node else "")
    _charge(node)


def _check_filter(node: nodes.Filter, line: int, under: str) -> None:
    if node.name not in _FILTERS:
        raise TemplateSyntaxError(f"the filter {node.name} is not available in a layout's sentences", line)
    if node.name == "select" and (node.args or node.kwargs or under not in _OF_SELECTED):
        raise TemplateSyntaxError("the filter select is only available without tests, before join, first or last", line)


def _charge(node: nodes.Node) -> None:
    """Wrap what a loop goes through, and what `~` joins, in filters that charge for it."""
    if isinstance(node, nodes.For):
        node.iter = _filtered(cast(nodes.Expr, node.iter), "_turns")
    for field, value in node.iter_fields():
        if isinstance(value, list):
            setattr(node, field, [_joined(item) for item in value])
        else:
            setattr(node, field, _joined(value))


def _joined(value: Any) -> Any:
    """Turn what `~` joins into a filter over a list; leave anything else as it is."""
    if not isinstance(value, nodes.Concat):
        return value
    return _filtered(nodes.List(value.nodes, lineno=value.lineno), "_join")


def _filtered(node: nodes.Expr, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _charged(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a filter, charging its cost first. The context or environment that it asks Jinja for is passed on."""
    wanted = getattr(function, "jinja_pass_arg", None)

    @pass_context
    @wraps(function)
    def filter(context: Context, value: Any, *arguments: Any, **named: Any) -> Any:
        context.resolve(_BUDGET).spend(1 + (len(value) if isinstance(value, _SIZED) else 0))
        available = {"context": context, "environment": context.environment, "eval_context": context.eval_ctx}
        passed = [available[wanted.name]] if wanted else []
        return function(*passed, value, *arguments, **named)

    filter.__name__ = name
    return filter


@pass_context
def _turns(context: Context, items: Iterable[Any]) -> Iterator[Any]:
    """The items of a loop, charging for each turn."""
    budget = context.resolve(_BUDGET)
    for item in items:
        budget.spend(budget.turn)
        yield item


def _join(items: Iterable[Any], between: str = "") -> str:
    texts = [str(item) for item in items]
    between = str(between)
    _check_length(sum(map(len, texts)) + len(between) * len(texts))
    return between.join(texts)


def _replace(text: str, old: str, new: str) -> str:
    text, old, new = str(text), str(old), str(new)
    _check_length(len(text) + text.count(old) * len(new))
    return text.replace(old, new)


def _check_length(length: int) -> None:
    if length > LONGEST:
        raise TemplateRuntimeError(f"it puts together a text longer than {LONGEST} signs")


def _texts(values: Mapping[str, object]) -> Iterator[str]:
    """Every text among the values, and in values of values."""
    for value in values.values():
        if isinstance(value, str):
            yield value
        elif is_dataclass(value) and not isinstance(value, type):
            yield from _texts(asdict(value))
        elif isinstance(value, Mapping):
            yield from _texts(value)


_SENTENCES = Sentences()


def fault(name: str, template: str) -> Problem | None:
    """What is wrong with a sentence as a template, with its line; None where nothing is. `name` is its file."""
    try:
        _SENTENCES.compiled(template)
    except TemplateSyntaxError as error:
        return Problem(name, error.lineno, f"Not a valid sentence: {error.message}", "See the Jinja documentation.")
    return None


def render(name: str, template: str, values: Mapping[str, object]) -> str:
    """The sentence with its values, stripped. Raises BadInput, naming the sentence, where it can't be worded: Jinja
    writes a number beyond all bounds, `1e999`, as a name that Python doesn't know.
    """
    try:
        return _SENTENCES.worded(template, values).strip()
    except TemplateSyntaxError as error:
        raise BadInput(Problem(name, error.lineno, f"Not a valid sentence: {error.message}")) from error
    except (TemplateError, TypeError, ValueError, ArithmeticError, AttributeError, LookupError, NameError) as error:
        what = f"The layout's sentence “{name}” can't be worded: {error}"
        raise BadInput(Problem(name, _line(error), what)) from error


def _line(error: BaseException) -> int | None:
    """The line of the template in which the error was raised; None where Jinja doesn't tell."""
    lines = [line for frame, line in walk_tb(error.__traceback__) if frame.f_code.co_filename == "<template>"]
    return lines[-1] if lines else None
