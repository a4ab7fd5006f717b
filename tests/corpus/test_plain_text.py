"""Control characters are found; every script and sign is let through."""

import pytest

from drafter.corpus.plain_text import forbidden, harmless
from tests.builders import HOSTILE


@pytest.mark.parametrize("text", ["", HOSTILE, "line\nline\ttab", "\u200f\u202b\u2067", "\U0001f468\u200d\U0001f469"])
def test_any_script_any_sign(text: str) -> None:
    assert forbidden(text) is None
    assert harmless(text) == text


@pytest.mark.parametrize(
    ("text", "line", "name"),
    [("\x1b[31m", 1, "U+001B"), ("a\nb\x00", 2, "U+0000"), ("\x9b", 1, "U+009B"), ("\ud800", 1, "U+D800")],
)
def test_control_characters_are_named_with_their_line(text: str, line: int, name: str) -> None:
    assert forbidden(text) == (line, name)
    assert f"<{name}>" in harmless(text)
