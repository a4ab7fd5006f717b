"""Lists for the numbers that a negotiation froze: `7 bis`, `6 alt`, a 9 that follows a 7.

Most paragraphs hang on the list of their style, and Word counts them. One whose label Word wouldn't come to hangs on a
list of its own: a copy of the style's, which says the label outright (`7 bis.`) or counts on from it (`9.`). Its
sub-paragraphs go with it, so that (a) starts again under it and the style's list counts on undisturbed after it.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from drafter.errors import DrafterError
from drafter.export.word.elements import Element, W
from drafter.export.word.numbering import FORMATS, add_list, main_list, set_level
from drafter.export.word.styles import DEGREES, Style, Styles
from drafter.model.layout import Kind
from drafter.model.numbering import Degree
from drafter.model.outline import OutlineParagraph

_LEVELS = 5
_NARROW = 6
"""Characters of a label that fit into the hanging indent (`7 bis.`); a longer one has a blank after it, not a tab."""


@dataclass(slots=True)
class _List:
    """A Word list, counting along as Word will."""

    id: str
    """Empty for the one that the styles hang on."""
    counts: list[int] = field(default_factory=lambda: [0] * _LEVELS)

    def next(self, depth: int) -> int:
        return self.counts[depth] + 1

    def count(self, depth: int, place: int) -> None:
        self.counts[depth] = place
        self.counts[depth + 1 :] = [0] * (_LEVELS - depth - 1)


@dataclass(slots=True)
class _Where:
    """Which list goes on at each depth, for one kind of paragraph."""

    siblings: list[_List | None]
    """The list of the paragraph before, at its depth."""
    parents: list[_List]
    """The list of the paragraph that the next sub-paragraph stands under."""


class Lists:
    """Says for each paragraph which list it hangs on, and adds the lists that are wanted to the numbering part."""

    def __init__(self, styles: Styles, numbering: Element, degrees: tuple[Degree, ...]) -> None:
        self._styles = styles
        self._numbering = numbering
        self._degrees = degrees
        self._where: dict[Kind, _Where] = {}
        for kind in Kind:
            main = _List("")
            self._where[kind] = _Where([main] + [None] * (_LEVELS - 1), [main] * _LEVELS)

    def place(self, paragraph: OutlineParagraph) -> str:
        """The id of the list that shows the paragraph's label; empty for its style's own.

        Call it for each paragraph in order. Raises DrafterError for a depth that has no style.
        """
        depth = paragraph.depth
        if depth >= len(DEGREES[paragraph.kind]):
            raise DrafterError(f"{paragraph.ref} is nested too deeply: Word numbers {_LEVELS - 1} degrees here.")
        where = self._where[paragraph.kind]
        going_on = where.siblings[depth] or where.parents[depth - 1]
        found, place = going_on, going_on.next(depth)
        if paragraph.label and self._label(depth, place) != paragraph.label:
            found, place = self._own(paragraph)
        found.count(depth, place)
        if found is going_on or self._place_of(paragraph) is not None:
            where.siblings[depth] = found
        where.parents[depth:] = [found] * (_LEVELS - depth)
        where.siblings[depth + 1 :] = [None] * (_LEVELS - depth - 1)
        return found.id

    def _label(self, depth: int, place: int) -> str:
        degree = self._degrees[depth]
        return degree.label(degree.numeral.number(place))

    def _place_of(self, paragraph: OutlineParagraph) -> int | None:
        degree, label = self._degrees[paragraph.depth], paragraph.label
        number = label.removeprefix(degree.before).removesuffix(degree.after)
        return degree.numeral.place(number) if degree.label(number) == label else None

    def _own(self, paragraph: OutlineParagraph) -> tuple[_List, int]:
        """A new list that starts with this paragraph's label, and the place at which it starts."""
        place = self._place_of(paragraph)
        copy = deepcopy(main_list(self._styles, self._numbering, paragraph.kind))
        for level, style in zip(copy.iterfind(f"{W}lvl"), DEGREES[paragraph.kind], strict=False):
            for tied in level.findall(f"{W}pStyle"):
                level.remove(tied)
            self._indent(level, style)
            if level.get(f"{W}ilvl") == str(paragraph.depth):
                self._start(level, paragraph, place)
        return _List(add_list(self._numbering, copy)), place or 1

    def _indent(self, level: Element, style: Style) -> None:
        """Gives a level the indent of its style, which a list of its own would else take away (LibreOffice)."""
        found = self._styles.indent(style)
        if found is None or level.find(f"{W}pPr/{W}ind") is not None:
            return
        properties = level.find(f"{W}pPr")
        if properties is None:
            properties = etree.Element(f"{W}pPr")
            level.find(f"{W}lvlJc").addnext(properties)  # type: ignore[union-attr]  # the schema wants one, ours has it
        properties.append(deepcopy(found))

    def _start(self, level: Element, paragraph: OutlineParagraph, place: int | None) -> None:
        degree = self._degrees[paragraph.depth]
        if place is None:
            set_level(level, FORMATS[degree.numeral], paragraph.label)
            if len(paragraph.label) > _NARROW and level.find(f"{W}suff") is None:
                level.find(f"{W}lvlText").addprevious(etree.Element(f"{W}suff", {f"{W}val": "space"}))  # type: ignore[union-attr]  # ours has it
        else:
            level.find(f"{W}start").set(f"{W}val", str(place))  # type: ignore[union-attr]  # number_styles saw to it
