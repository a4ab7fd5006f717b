"""The current draft and the steps that led to it: undo, redo, and what the last step changed. Also the naming of steps
and `PerDraft`, which computes something once for each version of the draft.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from os import urandom
from typing import Generic, TypeVar

from drafter.corpus.corpus import Corpus
from drafter.draft.draft import Draft
from drafter.draft.numbering import frozen, frozen_on, refs
from drafter.draft.section_changes import with_sections
from drafter.draft.source_changes import with_quotes
from drafter.errors import EditRefused

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Step(Generic[T]):
    """A value and the name of the edit that led to it, worded to follow “Undone: …”."""

    value: T
    name: str
    when: datetime | None = field(default=None, compare=False)
    """When it was done, with its time zone; None where that isn't known."""


@dataclass(frozen=True, slots=True)
class Steps(Generic[T]):
    """A value with its undo and redo steps. Immutable: each method returns new steps."""

    present: Step[T]
    past: tuple[Step[T], ...] = ()
    """Earlier steps, the oldest first."""
    future: tuple[Step[T], ...] = ()
    """Undone steps, the next to redo last."""

    @classmethod
    def of(cls, value: T, when: datetime | None = None) -> Steps[T]:
        """Start with this value and nothing to undo."""
        return cls(Step(value, "", when))

    @property
    def value(self) -> T:
        return self.present.value

    def then(self, value: T, name: str, when: datetime | None = None) -> Steps[T]:
        """Add a step, which ends redoing what was undone. An equal value adds none."""
        if value == self.value:
            return self
        return Steps(Step(value, name, when), (*self.past, self.present))

    def undo(self) -> Steps[T]:
        """Undo one step; unchanged where there is none."""
        if not self.past:
            return self
        return replace(self, present=self.past[-1], past=self.past[:-1], future=(*self.future, self.present))

    def redo(self) -> Steps[T]:
        """Redo one step; unchanged where there is none."""
        if not self.future:
            return self
        return replace(self, present=self.future[-1], past=(*self.past, self.present), future=self.future[:-1])


class DraftHistory:
    """Holds the draft. Every change to it, an edit or a merge, is a step here."""

    def __init__(self, corpus: Corpus, draft: Draft) -> None:
        self._corpus = corpus
        self.steps: Steps[Draft] = Steps.of(draft, datetime.now(UTC))

    @property
    def draft(self) -> Draft:
        return self.steps.value

    @property
    def brought_in(self) -> tuple[str, ...]:
        """The ids of the paragraphs that the last step added, in the document's order; empty for none."""
        if not self.steps.past:
            return ()
        before = self.steps.past[-1].value.spots
        return tuple(id for id in self.draft.spots if id not in before)

    @property
    def newest(self) -> str | None:
        """The id of the first paragraph that the last step added; None where it added none."""
        return next(iter(self.brought_in), None)

    @property
    def vacated(self) -> str:
        """The frozen numbers that no paragraph has since the last step, `OP8`; empty for none."""
        before = self.steps.past[-1].value if self.steps.past else None
        if before is None or not frozen(before):
            return ""
        taken = set(refs(self.draft).values())
        return joined([ref for ref in refs(before).values() if ref not in taken])

    def step(self, edit: Callable[[Draft], Draft], name: str) -> str:
        """Edit the draft as one step and return the step's name. An edit that changes nothing adds no step. Where all
        numbers are frozen, those of new paragraphs are frozen as well.
        """
        return self.step_to(frozen_on(self.draft, edit(self.draft)), name)

    def step_to(self, draft: Draft, name: str) -> str:
        """Replace the draft by this one, as one step, and return the step's name."""
        # Keep the words of each source taken up, so that a later change of the source is noticed.
        value = with_sections(with_quotes(draft, self._corpus), self._corpus) if draft != self.draft else draft
        self.steps = self.steps.then(value, name, datetime.now(UTC))
        return name

    def undo(self) -> str:
        """Undo the last step and return its name. Raises EditRefused where there is none."""
        if not self.steps.past:
            raise EditRefused(
                "There is nothing to undo: this is where the session began. Earlier versions go further back."
            )
        name = self.steps.present.name
        self.steps = self.steps.undo()
        return name

    def redo(self) -> str:
        """Redo the step undone last and return its name. Raises EditRefused where there is none."""
        if not self.steps.future:
            raise EditRefused("There is nothing to redo.")
        self.steps = self.steps.redo()
        return self.steps.present.name

    def go_to(self, place: int) -> str:
        """Undo or redo up to the step with this number; 0 is the draft as it was opened. Returns what was done.

        Raises EditRefused where there is no such step, or where the draft is there already.
        """
        here = len(self.steps.past)
        if place == here or not 0 <= place <= here + len(self.steps.future):
            raise EditRefused("The draft stands there already." if place == here else "There is no such step.")
        step_once, count = (self.undo, here - place) if place < here else (self.redo, place - here)
        names = [step_once() for _ in range(count)]
        word = "undone" if place < here else "redone"
        return f"{count} steps {word}" if count > 1 else f"{names[0]} {word}"


class PerDraft(Generic[T]):
    """Computes something from a draft when first asked, and keeps it until asked about another draft.

    Two threads may ask at once: each gets the result for its own draft.
    """

    def __init__(self, make: Callable[[Draft], T]) -> None:
        self._make = make
        self._kept: tuple[Draft, T] | None = None

    def of(self, draft: Draft) -> T:
        """The result for this draft. An error while computing it is raised, and nothing is kept."""
        kept = self._kept
        if kept is None or kept[0] is not draft:
            kept = self._kept = draft, self._make(draft)
        return kept[1]


def new_id(kind: str) -> str:
    """A random id such as `p-1f0a93c2`, so that paragraphs added to two copies of a draft never share one."""
    return f"{kind}-{urandom(4).hex()}"


class ParagraphNames:
    """What the names of steps call the paragraphs of the draft as it now is."""

    def __init__(self, history: DraftHistory, refs: PerDraft[dict[str, str]]) -> None:
        self._history = history
        self._refs = refs

    def of(self, id: str) -> str:
        """`OP3`; the id itself for what is no paragraph."""
        return self._refs.of(self._history.draft).get(id, id)

    def all(self, ids: Collection[str]) -> str:
        """`OP3, OP5`, in the document's order, as `joined` has them."""
        return joined([ref for id, ref in self._refs.of(self._history.draft).items() if id in ids])

    def reopened(self, id: str) -> str:
        """What to add to the name of a step that ends an agreement; empty where the paragraph isn't agreed."""
        spot = self._history.draft.spots.get(id)
        return f" (reopened: it was {spot.paragraph.status})" if spot and spot.paragraph.status.agreed else ""


def joined(names: Sequence[str]) -> str:
    """The names separated by commas, for a step's name; of more than three the count and the first two."""
    return ", ".join(names) if len(names) <= 3 else f"{len(names)} ({', '.join(names[:2])}, …)"


def quoted_beginning(text: str, most: int = 40) -> str:
    """The first words of a text, up to `most` characters, in quotation marks; for names of steps and windows."""
    words = " ".join(text.split())
    if len(words) <= most:
        return f"“{words}”"
    cut = words.rfind(" ", most // 2, most + 1)
    return f"“{words[: cut if cut > 0 else most]}…”"
