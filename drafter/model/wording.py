"""The layout's own sentences: Jinja in a sandbox, strict about what is missing.

Corpus and draft text comes in as values and is never read as a template.
"""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from drafter.errors import BadInput, Problem

_SANDBOX = ImmutableSandboxedEnvironment(
    undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True
)


def fault(name: str, template: str) -> Problem | None:
    """What is wrong with a sentence as a template, with its line; None where nothing is. `name` is its file."""
    try:
        _SANDBOX.parse(template)
    except TemplateSyntaxError as error:
        return Problem(name, error.lineno, f"Not a valid sentence: {error.message}", "See the Jinja documentation.")
    return None


def render(name: str, template: str, values: Mapping[str, object]) -> str:
    """The sentence with its values, stripped. Raises BadInput, naming the sentence, where it can't be worded."""
    try:
        return _SANDBOX.from_string(template).render(values).strip()
    except TemplateSyntaxError as error:
        raise BadInput(Problem(name, error.lineno, f"Not a valid sentence: {error.message}")) from error
    except (TemplateError, TypeError, ValueError, ArithmeticError) as error:
        raise BadInput(Problem(name, None, f"The layout's sentence “{name}” can't be worded: {error}")) from error
