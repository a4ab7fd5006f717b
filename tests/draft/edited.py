"""Random editing of a draft, for properties that must hold whatever two people did."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from hypothesis import strategies as st

from drafter.draft import edits, numbering, tree
from drafter.draft.draft import Draft, Front, Status, Treatment
from drafter.draft.tree import Place
from drafter.errors import DrafterError
from tests.builders import corpus, draft, paragraph

CORPUS = corpus()
IDS = [one.id for one in CORPUS.recommendations]
WORDS = ("peace", "justice", "[open]", "data,", "victims;", "trust.", "😀", "שלום")

Edit = Callable[[Draft], Draft]


def start() -> Draft:
    """Seven paragraphs in three parts, two of them sub-paragraphs, one recommendation set aside."""
    made = draft(
        paragraph("a", "We protect victims of all crimes everywhere.", "NO 1(b)"),
        paragraph("b", "We train:", children=(paragraph("b1", "judges;", "NO 1(a)"), paragraph("b2", "prosecutors."))),
        paragraph("c", "We share data.", "NO 2(a)"),
        preamble=(paragraph("pp", "Recalling the past,"),),
        other=(paragraph("o", "We build trust."),),
    )
    return edits.set_aside(made, ["SO 9"], "Not ours.")


def _some(among: list[str], number: int) -> str:
    return among[number % len(among)]


def apply(made: Draft, name: str, which: int, where: int, word: str, side: str, new: str) -> Draft:
    """One edit; the draft as it was, where it makes no sense."""
    ids = list(made.spots) or ["none"]
    id, other = _some(ids, which), _some(ids, where)
    places = [part.id for part in made.parts]
    edit: dict[str, Edit] = {
        "reword": lambda one: edits.reword(one, CORPUS, id, f"{one.spots[id].paragraph.written} {word}"),
        "rewrite": lambda one: edits.reword(one, CORPUS, id, f"{word} {word}{side}"),
        "add": lambda one: edits.add(one, f"{word} new", new, Place(_some(places, where), which)),
        "add below": lambda one: edits.add(one, f"{word} below", new, Place(other, which)),
        "remove": lambda one: edits.remove(one, [id]),
        "move": lambda one: tree.move(one, [id], Place(_some(places, where), which)),
        "move below": lambda one: tree.move(one, [id], Place(other, 0)),
        "shift": lambda one: tree.shift(one, [id], 1 if where % 2 else -1),
        "merge": lambda one: edits.merge(one, [id, other]),
        "take up": lambda one: edits.take_up(one, CORPUS, [_some(IDS, which)], [new]),
        "set aside": lambda one: edits.set_aside(one, [_some(IDS, which)], f"{word} {side}"),
        "bring back": lambda one: edits.bring_back(one, [_some(IDS, which)]),
        "cite": lambda one: edits.cite(one, id, _some(IDS, where), list(Treatment)[which % len(Treatment)]),
        "uncite": lambda one: edits.uncite(one, CORPUS, id, _some(IDS, where)),
        "partly": lambda one: edits.mark_partly(one, id, one.spots[id].paragraph.sources[0], True, word),
        "status": lambda one: edits.set_status(one, id, list(Status)[where % len(Status)], word),
        "note": lambda one: edits.annotate(one, id, f"{one.spots[id].paragraph.note}\n{word} {side}"),
        "number": lambda one: numbering.set_number(one, id, str(where + 1)),
        "front": lambda one: edits.set_front(one, replace(one.front, place=word, title=f"{word} {side}")),
        "empty front": lambda one: edits.set_front(one, Front()),
        "retitle": lambda one: edits.retitle(one, _some(places, where), f"{word} {side}"),
    }
    with suppress(DrafterError, IndexError, KeyError):
        return edit[name](made)
    return made


NAMES = (
    "reword", "rewrite", "add", "add below", "remove", "move", "move below", "shift", "merge", "take up", "set aside",
    "bring back", "cite", "uncite", "partly", "status", "note", "number", "front", "empty front", "retitle",
)  # fmt: skip


@st.composite
def edited(draw: st.DrawFn, made: Draft, side: str, most: int = 8) -> Draft:
    """The draft after some random edits. `side` goes into what is written, so that two sides' words differ."""
    steps = st.tuples(st.sampled_from(NAMES), st.integers(0, 9), st.integers(0, 9), st.sampled_from(WORDS))
    for count, step in enumerate(draw(st.lists(steps, max_size=most))):
        made = apply(made, *step, side, f"{side}-{count}")
    return made


@st.composite
def apart(draw: st.DrawFn) -> tuple[Draft, Draft, Draft]:
    """A draft, and what two people made of it."""
    base = draw(edited(start(), "z", 3))
    return base, draw(edited(base, "x")), draw(edited(base, "y"))
