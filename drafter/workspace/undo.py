"""The history of a draft: a step for every edit, and the ways back and forth between them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from os import urandom

from drafter.corpus.corpus import Corpus
from drafter.corpus.plain_text import forbidden
from drafter.draft.draft import Draft
from drafter.draft.history import History
from drafter.draft.numbering import frozen, frozen_on, refs
from drafter.draft.source_changes import with_quotes
from drafter.errors import BadInput, EditRefused, Problem
from drafter.workspace.cached import Derived


class Travelling:
    """One draft with its corpus, and every step that led to it."""

    def __init__(self, corpus: Corpus, draft: Draft) -> None:
        self.corpus = corpus
        self._history = History.of(draft, datetime.now(UTC))
        self._refs_of = Derived(refs)

    @property
    def draft(self) -> Draft:
        return self._history.value

    @property
    def history(self) -> History[Draft]:
        return self._history

    @property
    def refs(self) -> dict[str, str]:
        """What people call each paragraph, by its id: `PP1`, `OP7 (a)`."""
        return self._refs_of.of(self.draft)

    @property
    def newest(self) -> str | None:
        """The first paragraph that the last step brought in; None where it brought none."""
        return next(iter(self.brought_in), None)

    @property
    def brought_in(self) -> tuple[str, ...]:
        """The paragraphs that the last step brought in, in the document's order."""
        if not self._history.past:
            return ()
        before = self._history.past[-1].value.spots
        return tuple(id for id in self.draft.spots if id not in before)

    @property
    def vacated(self) -> str:
        """The frozen numbers that the last step left to no paragraph, `OP8`; empty for none."""
        before = self._history.past[-1].value if self._history.past else None
        if before is None or not frozen(before):
            return ""
        taken = set(self.refs.values())
        return listed([ref for ref in refs(before).values() if ref not in taken])

    def undo(self) -> str:
        """Undo the last step and say which; raises EditRefused where there is none."""
        if not self._history.past:
            raise EditRefused(
                "There is nothing to undo: this is where the session began. Earlier versions go further back."
            )
        name = self._history.present.name
        self._history = self._history.undo()
        return name

    def redo(self) -> str:
        """Redo the step undone last and say which; raises EditRefused where there is none."""
        if not self._history.future:
            raise EditRefused("There is nothing to redo.")
        self._history = self._history.redo()
        return self._history.present.name

    def travel(self, to: int) -> str:
        """Go to a step of the history, counted from 0, the draft as it was opened; says how many steps that is.

        Raises EditRefused where there is no such step, or where the draft stands there already.
        """
        here = len(self._history.past)
        if to == here or not 0 <= to <= here + len(self._history.future):
            raise EditRefused("The draft stands there already." if to == here else "There is no such step.")
        way, count = (self.undo, here - to) if to < here else (self.redo, to - here)
        names = [way() for _ in range(count)]
        word = "undone" if to < here else "redone"
        return f"{count} steps {word}" if count > 1 else f"{names[0]} {word}"

    def _step(self, edit: Callable[[Draft], Draft], name: str) -> str:
        return self._go_on_with(frozen_on(self.draft, edit(self.draft)), name)

    def _go_on_with(self, edited: Draft, name: str) -> str:
        """One more step, which leads to this draft."""
        # What is taken up is quoted, so that a later edition of its source is noticed; no edit, no quoting.
        value = with_quotes(edited, self.corpus) if edited != self.draft else edited
        self._history = self._history.then(value, name, datetime.now(UTC))
        return name

    def _ref(self, id: str) -> str:
        return self.refs.get(id, id)

    def _refs(self, ids: Collection[str]) -> str:
        return listed([ref for id, ref in self.refs.items() if id in ids])


def new_id(kind: str) -> str:
    """An id that no other draft or paragraph has, so that two delegations' copies can be told apart and merged."""
    return f"{kind}-{urandom(4).hex()}"


def listed(names: Sequence[str]) -> str:
    """The names in a step's name: the first two of many."""
    return ", ".join(names) if len(names) <= 3 else f"{len(names)} ({', '.join(names[:2])}, …)"


def beginning(text: str, most: int = 40) -> str:
    """The first words of a text, in quotation marks, so that a step or a window is told from others like it."""
    words = " ".join(text.split())
    if len(words) <= most:
        return f"“{words}”"
    cut = words.rfind(" ", most // 2, most + 1)
    return f"“{words[: cut if cut > 0 else most]}…”"


def check(text: str) -> None:
    """Raises BadInput for text that no file could hold."""
    found = forbidden(text)
    if found:
        raise BadInput(Problem("", None, f"There is a control character ({found[1]}) in the text.", "Take it out."))
