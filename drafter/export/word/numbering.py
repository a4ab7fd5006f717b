"""Word's own numbering: what hangs on the styles, and whether it shows the labels of the outline."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy

from drafter.errors import DrafterError
from drafter.export.word.elements import Element, W, child, root
from drafter.export.word.package import own_part
from drafter.export.word.styles import DEGREES, Style, Styles
from drafter.model.layout import Kind
from drafter.model.numbering import LABELS
from drafter.model.outline import OutlineParagraph

_FORMATS = {
    Kind.OP: (("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "(%3)"), ("lowerLetter", "%4."),
              ("lowerRoman", "%5.")),
    Kind.PP: (("none", ""), ("lowerLetter", "(%2)"), ("lowerRoman", "(%3)"), ("lowerLetter", "%4."),
              ("lowerRoman", "%5.")),
}  # fmt: skip
"""Number format and text of each level: the same labels as `drafter.model.numbering` makes."""


def number_styles(styles: Styles, numbering: Element | None) -> Element:
    """The numbering part under which the styles show the outline's labels.

    The layout's own where it does that already; else drafter's lists are added to it, and the styles changed to hang
    on them: a user's file may restyle the numbers, but a paragraph must be numbered as everyone calls it.
    """
    part = root("numbering") if numbering is None else numbering
    if all(_numbered_right(styles, part, kind) for kind in Kind):
        return part
    lists = own_part("numbering.xml")
    for place, kind in enumerate(_KINDS):
        _hang(styles, part, kind, _add_list(part, lists, place))
    return part


_KINDS = (Kind.OP, Kind.PP)
"""The order of the lists in parts/numbering.xml."""


def _numbered_right(styles: Styles, numbering: Element, kind: Kind) -> bool:
    found = [_level(styles, numbering, style, depth) for depth, style in enumerate(DEGREES[kind])]
    return len({list for list, *_ in found}) == 1 and [(fmt, text) for _, fmt, text in found] == list(_FORMATS[kind])


def _level(styles: Styles, numbering: Element, style: Style, depth: int) -> tuple[str, str, str]:
    """The list that a style hangs on, with the number format and text of the level; empty strings for none."""
    number = _number_of(styles, styles.find(style))
    num = _with(numbering, "num", "numId", number)
    abstract = _with(numbering, "abstractNum", "abstractNumId", _value(num, "abstractNumId"))
    level = _with(abstract, "lvl", "ilvl", str(depth))
    if level is None or num is None or num.find(f"{W}lvlOverride") is not None:
        return number, "", ""
    right = _value(level, "pStyle") == styles[style] and level.find(f"{W}lvlRestart") is None
    return number, _value(level, "numFmt") if right else "", _value(level, "lvlText")


def _number_of(styles: Styles, style: Element | None) -> str:
    """The id of the list that a style hangs on, itself or by what it is based on."""
    while style is not None:
        number = style.find(f"{W}pPr/{W}numPr/{W}numId")
        if number is not None:
            return str(number.get(f"{W}val"))
        style = styles.parent(style)
    return ""


def _add_list(numbering: Element, lists: Element, place: int) -> str:
    """Copies drafter's list at `place` into a numbering part that has others; returns the id to hang styles on."""
    abstract = deepcopy(lists.findall(f"{W}abstractNum")[place])
    abstract_id = _free(numbering.iterfind(f"{W}abstractNum"), "abstractNumId")
    abstract.set(f"{W}abstractNumId", abstract_id)
    # The schema wants all lists before all their uses.
    numbering.insert(len(numbering.findall(f"{W}numPicBullet")) + len(numbering.findall(f"{W}abstractNum")), abstract)
    number = _free(numbering.iterfind(f"{W}num"), "numId")
    num = child(numbering, "num", numId=number)
    child(num, "abstractNumId", val=abstract_id)
    last = numbering.find(f"{W}numIdMacAtCleanup")
    if last is not None:
        numbering.append(last)
    return number


def _hang(styles: Styles, numbering: Element, kind: Kind, number: str) -> None:
    """Ties each numbered style of a kind to its level of a list, and the level to the style."""
    num = _with(numbering, "num", "numId", number)
    abstract = _with(numbering, "abstractNum", "abstractNumId", _value(num, "abstractNumId"))
    for depth, style in enumerate(DEGREES[kind]):
        properties = _own_properties(styles.find(style))
        for old in properties.findall(f"{W}numPr"):
            properties.remove(old)
        numbered = child(properties, "numPr")
        child(numbered, "ilvl", val=depth)
        child(numbered, "numId", val=number)
        _in_order(properties, numbered)
        level = _with(abstract, "lvl", "ilvl", str(depth))
        if level is not None:
            level.find(f"{W}pStyle").set(f"{W}val", styles[style])  # type: ignore[union-attr]  # our own list: it has one


def _own_properties(style: Element) -> Element:
    properties = style.find(f"{W}pPr")
    if properties is not None:
        return properties
    properties = child(style, "pPr")
    following = style.find(f"{W}rPr")
    if following is not None:
        following.addprevious(properties)
    return properties


_BEFORE_NUMBERS = {W + name for name in ("keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")}


def _in_order(properties: Element, numbered: Element) -> None:
    """Puts w:numPr where the schema has it: after these, before all else."""
    following = [one for one in properties if one.tag not in _BEFORE_NUMBERS and one is not numbered]
    if following:
        following[0].addprevious(numbered)


def _with(parent: Element | None, name: str, attribute: str, value: str) -> Element | None:
    if parent is None:
        return None
    return next((one for one in parent.iterfind(W + name) if one.get(W + attribute) == value), None)


def _value(parent: Element | None, name: str) -> str:
    found = parent.find(W + name) if parent is not None else None
    return str(found.get(f"{W}val")) if found is not None else ""


def _free(elements: Iterable[Element], attribute: str) -> str:
    return str(1 + max((int(str(one.get(W + attribute))) for one in elements), default=0))


class Numbers:
    """Counts along as Word will, so that a label that Word wouldn't show is refused instead of printed wrong."""

    def __init__(self) -> None:
        self._counts = {kind: [0] * len(DEGREES[kind]) for kind in Kind}

    def check(self, paragraph: OutlineParagraph) -> None:
        """Call it for each paragraph in order. Raises DrafterError where Word would number it otherwise."""
        counts = self._counts[paragraph.kind]
        if paragraph.depth >= len(counts):
            raise DrafterError(f"{paragraph.ref} is nested too deeply: Word numbers {len(LABELS)} degrees here.")
        counts[paragraph.depth] += 1
        counts[paragraph.depth + 1 :] = [0] * (len(counts) - paragraph.depth - 1)
        shown = _label(paragraph, counts[paragraph.depth])
        if shown != paragraph.label:
            raise DrafterError(f"Word would number {paragraph.ref} “{shown}” and not “{paragraph.label}”.")


def _label(paragraph: OutlineParagraph, place: int) -> str:
    if paragraph.depth:
        return LABELS[paragraph.depth - 1](place)
    return f"{place}." if paragraph.kind is Kind.OP else ""
