"""Undo and redo of everything: a list of values, each with the name of the step that led to it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Step(Generic[T]):
    """A value and what was done to reach it, in words that fit “Undone: …”."""

    value: T
    name: str
    when: datetime | None = field(default=None, compare=False)
    """When it was done, with its time zone; None where nobody has said."""


@dataclass(frozen=True, slots=True)
class History(Generic[T]):
    """A value with its past and its future. Immutable: each call returns a new history."""

    present: Step[T]
    past: tuple[Step[T], ...] = ()
    """Earlier steps, the oldest first."""
    future: tuple[Step[T], ...] = ()
    """Steps undone, the next to redo last."""

    @classmethod
    def of(cls, value: T, when: datetime | None = None) -> History[T]:
        """A history that begins with this value."""
        return cls(Step(value, "", when))

    @property
    def value(self) -> T:
        return self.present.value

    def then(self, value: T, name: str, when: datetime | None = None) -> History[T]:
        """With one more step; what was undone can then no longer be redone. An equal value is no step."""
        if value == self.value:
            return self
        return History(Step(value, name, when), (*self.past, self.present))

    def undo(self) -> History[T]:
        """One step back; the same history where there is none."""
        if not self.past:
            return self
        return replace(self, present=self.past[-1], past=self.past[:-1], future=(*self.future, self.present))

    def redo(self) -> History[T]:
        """One undone step forward; the same history where there is none."""
        if not self.future:
            return self
        return replace(self, present=self.future[-1], past=(*self.past, self.present), future=self.future[:-1])
