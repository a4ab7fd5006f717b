"""The draft as it now is, and every step that led to it: undo, redo, and what the last step brought in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from os import urandom
from typing import Generic, TypeVar

from drafter.corpus.corpus import Corpus
from drafter.draft.draft import Draft
from drafter.draft.numbering import frozen, frozen_on, refs
from drafter.draft.source_changes import with_quotes
from drafter.errors import EditRefused

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Step(Generic[T]):
    """A value and what was done to reach it, in words that fit “Undone: …”."""

    value: T
    name: str
    when: datetime | None = field(default=None, compare=False)
    """When it was done, with its time zone; None where nobody has said."""


@dataclass(frozen=True, slots=True)
class Steps(Generic[T]):
    """A value with its past and its future. Immutable: each call returns new steps."""

    present: Step[T]
    past: tuple[Step[T], ...] = ()
    """Earlier steps, the oldest first."""
    future: tuple[Step[T], ...] = ()
    """Steps undone, the next to redo last."""

    @classmethod
    def of(cls, value: T, when: datetime | None = None) -> Steps[T]:
        """Steps that begin with this value."""
        return cls(Step(value, "", when))

    @property
    def value(self) -> T:
        return self.present.value

    def then(self, value: T, name: str, when: datetime | None = None) -> Steps[T]:
        """With one more step; what was undone can then no longer be redone. An equal value is no step."""
        if value == self.value:
            return self
        return Steps(Step(value, name, when), (*self.past, self.present))

    def undo(self) -> Steps[T]:
        """One step back; the same steps where there is none."""
        if not self.past:
            return self
        return replace(self, present=self.past[-1], past=self.past[:-1], future=(*self.future, self.present))

    def redo(self) -> Steps[T]:
        """One undone step forward; the same steps where there is none."""
        if not self.future:
            return self
        return replace(self, present=self.future[-1], past=(*self.past, self.present), future=self.future[:-1])


class DraftHistory:
    """The one holder of the draft. Whatever changes it, an edit or a merge, takes a step here."""

    def __init__(self, corpus: Corpus, draft: Draft) -> None:
        self._corpus = corpus
        self.steps: Steps[Draft] = Steps.of(draft, datetime.now(UTC))

    @property
    def draft(self) -> Draft:
        return self.steps.value

    @property
    def brought_in(self) -> tuple[str, ...]:
        """The paragraphs that the last step brought in, in the document's order."""
        if not self.steps.past:
            return ()
        before = self.steps.past[-1].value.spots
        return tuple(id for id in self.draft.spots if id not in before)

    @property
    def newest(self) -> str | None:
        """The first paragraph that the last step brought in; None where it brought none."""
        return next(iter(self.brought_in), None)

    @property
    def vacated(self) -> str:
        """The frozen numbers that the last step left to no paragraph, `OP8`; empty for none."""
        before = self.steps.past[-1].value if self.steps.past else None
        if before is None or not frozen(before):
            return ""
        taken = set(refs(self.draft).values())
        return joined([ref for ref in refs(before).values() if ref not in taken])

    def step(self, edit: Callable[[Draft], Draft], name: str) -> str:
        """Edit the draft as one step with this name, which is returned. An edit that changes nothing is no step; where
        every number is frozen, so are those of new paragraphs.
        """
        return self.step_to(frozen_on(self.draft, edit(self.draft)), name)

    def step_to(self, draft: Draft, name: str) -> str:
        """Go on with this draft, as one step."""
        # What is taken up is quoted, so that a later edition of its source is noticed; no edit, no quoting.
        value = with_quotes(draft, self._corpus) if draft != self.draft else draft
        self.steps = self.steps.then(value, name, datetime.now(UTC))
        return name

    def undo(self) -> str:
        """Undo the last step and say which; raises EditRefused where there is none."""
        if not self.steps.past:
            raise EditRefused(
                "There is nothing to undo: this is where the session began. Earlier versions go further back."
            )
        name = self.steps.present.name
        self.steps = self.steps.undo()
        return name

    def redo(self) -> str:
        """Redo the step undone last and say which; raises EditRefused where there is none."""
        if not self.steps.future:
            raise EditRefused("There is nothing to redo.")
        self.steps = self.steps.redo()
        return self.steps.present.name

    def go_to(self, place: int) -> str:
        """Undo or redo until a step, counted from 0, the draft as it was opened; says how many steps that is.

        Raises EditRefused where there is no such step, or where the draft stands there already.
        """
        here = len(self.steps.past)
        if place == here or not 0 <= place <= here + len(self.steps.future):
            raise EditRefused("The draft stands there already." if place == here else "There is no such step.")
        way, count = (self.undo, here - place) if place < here else (self.redo, place - here)
        names = [way() for _ in range(count)]
        word = "undone" if place < here else "redone"
        return f"{count} steps {word}" if count > 1 else f"{names[0]} {word}"


class PerDraft(Generic[T]):
    """Something made of the draft, when it is first asked for, and kept until it is asked for another draft.

    Two threads may ask at once: each gets what belongs to the draft it asks about.
    """

    def __init__(self, make: Callable[[Draft], T]) -> None:
        self._make = make
        self._kept: tuple[Draft, T] | None = None

    def of(self, draft: Draft) -> T:
        """What belongs to this draft. Raises what making it raises, and then keeps nothing."""
        kept = self._kept
        if kept is None or kept[0] is not draft:
            kept = self._kept = draft, self._make(draft)
        return kept[1]


def new_id(kind: str) -> str:
    """An id that no other draft or paragraph has, so that two delegations' copies can be told apart and merged."""
    return f"{kind}-{urandom(4).hex()}"


def joined(names: Sequence[str]) -> str:
    """The names in a step's name: the first two of many."""
    return ", ".join(names) if len(names) <= 3 else f"{len(names)} ({', '.join(names[:2])}, …)"


def quoted_beginning(text: str, most: int = 40) -> str:
    """The first words of a text, in quotation marks, so that a step or a window is told from others like it."""
    words = " ".join(text.split())
    if len(words) <= most:
        return f"“{words}”"
    cut = words.rfind(" ", most // 2, most + 1)
    return f"“{words[: cut if cut > 0 else most]}…”"
