"""No private part of a library is used, and no class has by chance a name that its library's class has for itself.

What can't be had otherwise is named here. Why, stands in the code; what breaks without it, in the test named.
"""

import ast
import inspect
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType

import drafter

ALLOWED = {
    "drafter.storage.layout_folder: Captions._fields",  # public: namedtuple's names begin so as not to be a field's
    "drafter.tui.app: DrafterApp._handle_exception",  # tests/tui/test_app.py: what nobody foresaw
    "drafter.tui.browser: Served._process",  # tests/tui/test_browser.py: a process that does not end
}
OWN = ("self", "cls", "super()")
DOCUMENTED = ("_replace", "_exit")
"""Python's own manual names them: of named tuples, of `os`."""
PRIVATE = re.compile(r"_[a-z]")


def modules() -> Iterator[ModuleType]:
    for module in walk_packages(drafter.__path__, "drafter."):
        if not module.name.endswith("__main__"):
            yield import_module(module.name)


@cache
def private_names(library_class: type) -> set[str]:
    """The private names that a class of a library defines or sets on its instances."""
    try:
        source = inspect.getsource(library_class)
    except (OSError, TypeError):  # it is not written in Python
        source = ""
    return {*filter(PRIVATE.match, vars(library_class)), *re.findall(r"self\.(_[a-z]\w*)(?:: [^=\n]+)? = ", source)}


def imported(node: ast.AST) -> Iterator[str]:
    """Private modules and names that a statement imports."""
    if isinstance(node, ast.Import):
        yield from (name.name for name in node.names if any(map(PRIVATE.match, name.name.split("."))))
    elif isinstance(node, ast.ImportFrom):
        names = [f"{node.module}.{name.name}" for name in node.names]
        yield from (name for name in names if any(map(PRIVATE.match, name.split("."))))


def reached_into(node: ast.AST) -> Iterator[str]:
    """Private attributes of other objects."""
    if isinstance(node, ast.Attribute) and PRIVATE.match(node.attr) and node.attr not in DOCUMENTED:
        owner = ast.unparse(node.value)
        if owner not in OWN:
            yield f"{owner}.{node.attr}"


def inherited(module: ModuleType, node: ast.AST) -> Iterator[str]:
    """Private names that a class shares with the classes of libraries that it is derived from."""
    if not isinstance(node, ast.ClassDef) or not hasattr(module, node.name):
        return
    bases = [base for base in getattr(module, node.name).__mro__ if not base.__module__.startswith("drafter")]
    private = {name for base in bases for name in private_names(base)}
    for inner in ast.walk(node):
        name = inner.attr if isinstance(inner, ast.Attribute) and ast.unparse(inner.value) in OWN else None
        name = inner.name if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef) else name
        if name in private:
            yield f"{node.name}.{name}"


def test_no_private_part_of_a_library_is_used_but_those_that_have_a_reason() -> None:
    used = {
        f"{module.__name__}: {name}"
        for module in modules()
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        for name in (*imported(node), *reached_into(node), *inherited(module, node))
    }
    assert used == ALLOWED
