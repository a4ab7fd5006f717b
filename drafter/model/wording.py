"""The layout's own sentences: Jinja in a sandbox, strict about what is missing, and sure to end.

Corpus and draft text comes in as values and is never read as a template.
"""

from __future__ import annotations

from collections.abc import Mapping
from traceback import walk_tb

from jinja2 import TemplateError, TemplateSyntaxError

from drafter.errors import BadInput, Problem
from drafter.model.sentences import Sentences

_SENTENCES = Sentences()


def fault(name: str, template: str) -> Problem | None:
    """What is wrong with a sentence as a template, with its line; None where nothing is. `name` is its file."""
    try:
        _SENTENCES.compiled(template)
    except TemplateSyntaxError as error:
        return Problem(name, error.lineno, f"Not a valid sentence: {error.message}", "See the Jinja documentation.")
    return None


def render(name: str, template: str, values: Mapping[str, object]) -> str:
    """The sentence with its values, stripped. Raises BadInput, naming the sentence, where it can't be worded."""
    try:
        return _SENTENCES.worded(template, values).strip()
    except TemplateSyntaxError as error:
        raise BadInput(Problem(name, error.lineno, f"Not a valid sentence: {error.message}")) from error
    except (TemplateError, TypeError, ValueError, ArithmeticError, AttributeError, LookupError) as error:
        what = f"The layout's sentence “{name}” can't be worded: {error}"
        raise BadInput(Problem(name, _line(error), what)) from error


def _line(error: BaseException) -> int | None:
    """The line of the template in which it went wrong; None where Jinja doesn't tell."""
    lines = [line for frame, line in walk_tb(error.__traceback__) if frame.f_code.co_filename == "<template>"]
    return lines[-1] if lines else None
