"""A phrase as a value: English, and what it was made of, so that a screen can say it in another language.

Imports nothing of drafter. The rooms below the screens make phrases and never translate one: what they say is English
to every other reader, a file or a command.
"""

from __future__ import annotations


class Phrase(str):
    """English text that knows its pattern and the values in it: `Phrase("take up {ids}", ids="A 1(a)")`."""

    __slots__ = ("pattern", "plural", "values")
    pattern: str
    """The sentence with named places, a constant: the catalogues have it."""
    plural: str
    """The pattern for other numbers than one of the value `count`; empty where there is one pattern."""
    values: dict[str, object]
    """What stands in the places; a phrase again, or whatever can be written."""

    def __new__(cls, pattern: str, plural: str = "", /, **values: object) -> Phrase:
        words = plural if plural and values["count"] != 1 else pattern
        self = super().__new__(cls, words.format(**values) if values else words)
        self.pattern, self.plural, self.values = pattern, plural, values
        return self

    def __str__(self) -> Phrase:
        """Itself: Python would make plain text of it, also where an error is asked for its words."""
        return self
