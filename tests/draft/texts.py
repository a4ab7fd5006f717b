"""Any text with alternatives, as hypothesis makes it, in the one form in which it is written."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from drafter.draft.bracket_notation import spaced
from drafter.draft.text import EMPTY, Alternatives, Option, Position, Text

PARTIES = ("EU", "US", "G77", "JP", "MX", "CN", "AU and NZ")
WORD = st.text("abcdefgxyzéж0", min_size=1, max_size=6)
WORDS = st.lists(WORD, min_size=1, max_size=4).map(" ".join)


@st.composite
def stands(draw: st.DrawFn, *, proposed: bool) -> Option:
    """Who stands where, on no words yet; each party says one thing."""
    parties = draw(st.lists(st.sampled_from(PARTIES), unique=True, max_size=4))
    positions = list(Position) if proposed else [each for each in Position if each is not Position.BY]
    said: dict[str, tuple[str, ...]] = {}
    for party in parties:
        position = draw(st.sampled_from(positions))
        said[position.value] = (*said.get(position.value, ()), party)
    if proposed and not said.get("by"):
        said["by"] = ("XX",)
    return Option(**said)  # type: ignore[arg-type]  # only positions are given


@st.composite
def alternatives(draw: st.DrawFn, deep: int) -> Alternatives:
    """Two options or more, the base first. At most one is without words."""
    own = draw(st.booleans())
    base = draw(stands(proposed=not own))
    others = draw(st.lists(stands(proposed=True), min_size=1, max_size=3))
    bare = own and len(others) == 1 and draw(st.booleans())
    if bare:  # two wordings without a name
        others = [Option()]
    wordings = draw(
        st.lists(texts(deep - 1), min_size=len(others) + 1, max_size=len(others) + 1, unique_by=lambda text: text.base)
    )
    options = [replace(option, text=text) for option, text in zip([base, *others], wordings, strict=True)]
    if draw(st.booleans()):
        place = draw(st.integers(0, len(options) - 1)) if own and not bare else len(options) - 1
        options[place] = replace(options[place], text=EMPTY)
        if not own or place:  # what is said of no words is said of their deletion, and comes last
            options.append(options.pop(place))
    return Alternatives("", tuple(options))


@st.composite
def texts(draw: st.DrawFn, deep: int = 3) -> Text:
    """Words, and between them alternatives: in the midst of a word, as one, or before the full stop."""
    runs: list[str | Alternatives] = [draw(WORDS)]
    if deep:
        for found in draw(st.lists(alternatives(deep), max_size=2)):
            runs += (draw(st.sampled_from(["", " "])), found, draw(st.sampled_from([" ", "", ", ", "."])))
            runs.append(draw(WORDS))
    return spaced(Text.of(*runs))
