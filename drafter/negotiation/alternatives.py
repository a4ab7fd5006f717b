"""Alternatives in square brackets, in the field's own grammar: `[X - EU / Y - US]`, `[X - US; G77 delete]`."""

from __future__ import annotations

import re

from drafter.draft.word_difference import common_ends
from drafter.errors import EditRefused

Names = tuple[str, str]
"""The sides' names, in the order of the alphabet, which is the order of all alternatives."""

_SHARE, _FEWEST = 2 / 3, 5
"""Where both texts have so many of the shorter one's words in common at their ends, only what differs is bracketed."""


def clean_names(names: Names) -> Names:
    """The names without the signs that the brackets' grammar uses. Refuses two that are then empty or the same."""
    first, second = (" ".join(re.sub(r"[\[\]/;\x00-\x1f\x7f-\x9f]", " ", name).split()) for name in names)
    if not first or not second or first == second:
        raise EditRefused("The two sides of a merge need names, and different ones.")
    return first, second


def merged_text(base: str | None, left: str, right: str, names: Names) -> str:
    """Three texts made one. `base` is None where both sides wrote something new. Both changed it: alternatives."""
    if left == right or right == base:
        return left
    return right if left == base else alternatives(left, right, names)


def alternatives(left: str, right: str, names: Names) -> str:
    """Both texts, each with its side's name; what is the same at the ends of long ones stands outside the brackets.

    A text that holds the other as an alternative already is the answer itself, so that merging again changes nothing.
    """
    if not left or not right:
        return deletion(left or right, *(names if left else names[::-1]))
    if _holds(left, right, names):
        return left
    if _holds(right, left, names):
        return right
    before, mine, yours, after = common_ends(left, right)
    common = len(f"{before} {after}".split())
    least = max(_FEWEST, _SHARE * min(len(left.split()), len(right.split())))
    if common < least or not all(map(_balanced, (before, mine, yours, after))):
        return f"[{left} - {names[0]} / {right} - {names[1]}]"
    if mine.strip() and yours.strip():
        bracket = f"[{mine.strip()} - {names[0]} / {yours.strip()} - {names[1]}]"
    else:
        bracket = deletion((mine or yours).strip(), *(names if mine.strip() else names[::-1]))
    return f"{_spaced(before)}{bracket}{_spaced(after[::-1])[::-1]}"


def deletion(text: str, keeper: str, deleter: str) -> str:
    """A text that one side wants and the other took out; the text itself where it says so already."""
    mark = f"; {deleter} delete]"
    return text if text.startswith("[") and text.endswith(mark) else f"[{text} - {keeper}{mark}"


def _holds(whole: str, other: str, names: Names) -> bool:
    """Whether the text consists of alternatives of which the other text is one."""
    _, mine, yours, _ = common_ends(whole, other)
    mine, yours = mine.strip(), yours.strip()
    first, second = names
    return mine.startswith("[") and (
        mine.endswith(f" / {yours} - {second}]")
        or (mine.startswith(f"[{yours} - {first} / ") and mine.endswith(f" - {second}]"))
        or any(_holds_deletion(mine, yours, *pair) for pair in (names, names[::-1]))
    )


def _holds_deletion(mine: str, yours: str, keeper: str, deleter: str) -> bool:
    return mine == f"[{yours} - {keeper}; {deleter} delete]" or (
        not yours and mine.endswith(f" - {keeper}; {deleter} delete]")
    )


def _spaced(text: str) -> str:
    """The text, ending in a space unless it does already or is empty."""
    return f"{text} " if text and not text[-1].isspace() else text


def _balanced(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign == "[") - (sign == "]")
        if depth < 0:
            return False
    return depth == 0
