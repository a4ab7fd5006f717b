"""What is odd about a single item, where one annex has it: its label, or a bracket without its partner. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from drafter.intake.readings import Place
from drafter.intake.remarks import Remark, RemarkKind


def oddities(places: Iterable[Iterable[Place]]) -> list[Remark]:
    """A remark for each citation that its label completes or contradicts, and for each text with a stray bracket."""
    return [remark for many in places for one in many for remark in _of_item(one)]


def _of_item(one: Place) -> Iterator[Remark]:
    item = one.item
    if item.completed:
        says = (
            f"the citation names only paragraph {item.paragraph}; the label ({item.label}) before the text completes it"
        )
        yield _remark(RemarkKind.COMPLETED, one, says)
    elif item.label not in ("", item.letter):
        says = f"the citation says {item.id}, which holds; the label before the text is ({item.label})"
        yield _remark(RemarkKind.LABEL, one, says)
    if has_stray_bracket(item.text):
        says = "a square bracket lacks its partner: is it all that is left of a citation?"
        yield _remark(RemarkKind.BRACKET, one, says)


def _remark(kind: RemarkKind, one: Place, says: str) -> Remark:
    what = f"In the {one.source} under {one.theme} {says}{'' if says.endswith('?') else '.'}"
    return Remark(kind, one.file, one.item.line, one.item.id, what, (one.quote,))


def has_stray_bracket(text: str) -> bool:
    """Whether a text closes a square bracket that it never opened, or the reverse."""
    depth = 0
    for one in text:
        depth += (one == "[") - (one == "]")
        if depth < 0:
            return True
    return depth != 0
