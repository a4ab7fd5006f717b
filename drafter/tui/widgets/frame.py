"""What frames the lists: containers that nothing is seen of but their background, and lines of text.

Textual lays the whole screen out again whenever the size of a widget's content changes. What is here, and the lists,
take the place that they are given whatever is in them, and say so: a `virtual_size` of which nothing follows.
"""

from __future__ import annotations

from textual.containers import Container
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Static


class Frame(Container):
    """Painted as one colour: Textual would work on each of its lines, which all lie behind others."""

    BLANK = True
    virtual_size = Reactive(Size(0, 0), repaint=False)


class Plain(Static):
    """A text, never read as markup. Who gives it more lines has the screen laid out."""

    virtual_size = Reactive(Size(0, 0), repaint=False)

    def __init__(self, words: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(words, id=id, classes=classes, markup=False)
