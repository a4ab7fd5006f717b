"""A draft being edited: its corpus, its history, and everything that can be done to it, one step each."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Sequence
from functools import reduce

from drafter.errors import BadInput, EditRefused, Problem
from drafter.model import edits, tree
from drafter.model.corpus import Corpus
from drafter.model.draft import Draft, Front, Status, Treatment
from drafter.model.history import History
from drafter.model.plaintext import forbidden
from drafter.model.provenance import acknowledge, with_quotes
from drafter.model.refs import refs
from drafter.model.tree import Place


def new_id(kind: str) -> str:
    """An id that no other draft or paragraph has, so that two delegations' copies can be told apart and merged."""
    return f"{kind}-{secrets.token_hex(4)}"


class Editing:
    """The history of one draft. Each edit is one call into the model and one step; it returns the step's name.

    The name fits “Undone: …”. An edit that makes no sense raises EditRefused, text with control characters BadInput;
    the draft is then as it was.
    """

    def __init__(self, corpus: Corpus, draft: Draft) -> None:
        self.corpus = corpus
        self._history = History.of(draft)
        self._refs_of: tuple[Draft, dict[str, str]] | None = None

    @property
    def draft(self) -> Draft:
        return self._history.value

    @property
    def history(self) -> History[Draft]:
        return self._history

    @property
    def refs(self) -> dict[str, str]:
        """What people call each paragraph, by its id: `PP1`, `OP7 (a)`."""
        if self._refs_of is None or self._refs_of[0] is not self.draft:
            self._refs_of = self.draft, refs(self.draft)
        return self._refs_of[1]

    @property
    def newest(self) -> str | None:
        """The first paragraph that the last step brought in; None where it brought none."""
        if not self._history.past:
            return None
        before = self._history.past[-1].value.spots
        return next((id for id in self.draft.spots if id not in before), None)

    def take_up(self, ids: Sequence[str], place: Place | None = None, theme: str | None = None) -> str:
        """Take up recommendations word for word, a paragraph each, where they belong or at the place."""
        fresh = [id for id in ids if id not in self.draft.taken_up]
        new = [new_id("p") for _ in ids]
        return self._step(
            lambda draft: edits.take_up(draft, self.corpus, ids, new, place, theme), f"take up {_listed(fresh or ids)}"
        )

    def take_up_merged(
        self, ids: Sequence[str], place: Place | None = None, theme: str | None = None, text: str = ""
    ) -> str:
        """Take up several recommendations as one paragraph, their texts one after another; `newest` is its id.

        `text` is what it is to say instead: a proposal as the user edited it.
        """
        _check(text)
        new = new_id("p")
        return self._step(
            lambda draft: edits.take_up_merged(draft, self.corpus, ids, new, place, theme, text),
            f"merge {_listed(ids)} into one paragraph",
        )

    def add(self, text: str, place: Place) -> str:
        """Add a paragraph of the user's own."""
        _check(text)
        return self._step(lambda draft: edits.add(draft, text, new_id("p"), place), "add a paragraph")

    def reword(self, id: str, text: str) -> str:
        _check(text)
        return self._step(lambda draft: edits.reword(draft, self.corpus, id, text), f"reword {self._ref(id)}")

    def merge(self, ids: Collection[str]) -> str:
        """Merge paragraphs into the first of them."""
        return self._step(lambda draft: edits.merge(draft, ids), f"merge {self._refs(ids)}")

    def split(self, id: str, at: int) -> str:
        """Cut a paragraph in two before a character of its text."""
        new = new_id("p")
        return self._step(lambda draft: edits.split(draft, self.corpus, id, at, new), f"split {self._ref(id)}")

    def remove(self, ids: Collection[str]) -> str:
        return self._step(lambda draft: edits.remove(draft, ids), f"remove {self._refs(ids)}")

    def move(self, ids: Collection[str], place: Place) -> str:
        return self._step(lambda draft: tree.move(draft, ids, place), f"move {self._refs(ids)}")

    def shift(self, ids: Collection[str], by: int) -> str:
        """Move paragraphs up (-1) or down (+1) by one."""
        way = "up" if by < 0 else "down"
        return self._step(lambda draft: tree.shift(draft, ids, by), f"move {self._refs(ids)} {way}")

    def indent(self, id: str) -> str:
        return self._step(lambda draft: tree.indent(draft, id), f"indent {self._ref(id)}")

    def outdent(self, id: str) -> str:
        return self._step(lambda draft: tree.outdent(draft, id), f"outdent {self._ref(id)}")

    def retype(self, ids: Collection[str]) -> str:
        """Move paragraphs from the preamble to the operative part, each where it belongs, or the other way round."""
        return self._step(lambda draft: edits.retype(draft, self.corpus, ids), f"retype {self._refs(ids)}")

    def cite(self, id: str, recommendation: str, treatment: Treatment = Treatment.ADAPTED) -> str:
        """Add a recommendation to a paragraph's sources, or set the treatment of one that is there."""
        known = self.corpus.get(recommendation).id
        return self._step(
            lambda draft: edits.cite(draft, id, known, treatment), f"cite {known} in {self._ref(id)} ({treatment})"
        )

    def cite_all(self, id: str, recommendations: Sequence[str]) -> str:
        """Add several recommendations to a paragraph's sources; those that are there already stay as they are."""
        known = [self.corpus.get(one).id for one in recommendations]
        cited = self.draft.spots[id].paragraph.sources if id in self.draft.spots else ()
        fresh = [one for one in known if one not in cited]
        if not fresh:
            raise EditRefused(f"{self._ref(id)} cites {_listed(known)} already.")
        return self._step(
            lambda draft: reduce(lambda so_far, one: edits.cite(so_far, id, one), fresh, draft),
            f"cite {_listed(fresh)} in {self._ref(id)}",
        )

    def uncite(self, id: str, recommendation: str) -> str:
        return self._step(
            lambda draft: edits.uncite(draft, id, recommendation), f"no longer cite {recommendation} in {self._ref(id)}"
        )

    def mark_partly(self, id: str, recommendation: str, partly: bool, missing: str = "") -> str:
        """Say that a paragraph takes up only part of a recommendation, or the whole of it."""
        _check(missing)
        share = "partly" if partly else "wholly"
        return self._step(
            lambda draft: edits.mark_partly(draft, id, recommendation, partly, missing),
            f"mark {recommendation} as {share} taken up in {self._ref(id)}",
        )

    def set_aside(self, ids: Sequence[str], reason: str) -> str:
        _check(reason)
        return self._step(lambda draft: edits.set_aside(draft, ids, reason), f"set aside {_listed(ids)}")

    def bring_back(self, ids: Sequence[str]) -> str:
        """No longer set recommendations aside."""
        return self._step(lambda draft: edits.bring_back(draft, ids), f"bring back {_listed(ids)}")

    def annotate(self, id: str, note: str) -> str:
        _check(note)
        return self._step(lambda draft: edits.annotate(draft, id, note), f"note on {self._ref(id)}")

    def set_status(self, id: str, status: Status, pending: str = "") -> str:
        _check(pending)
        return self._step(
            lambda draft: edits.set_status(draft, id, status, pending), f"mark {self._ref(id)} as {status}"
        )

    def set_front(self, front: Front) -> str:
        """Change the front matter: title, session, place, date, symbol, agenda items."""
        for value in (front.title, front.session, front.place, front.date, front.symbol, front.agenda):
            _check(value)
        return self._step(lambda draft: edits.set_front(draft, front), "change the front matter")

    def retitle(self, part: str, title: str) -> str:
        _check(title)
        return self._step(lambda draft: edits.retitle(draft, part, title), f"change the heading “{title}”")

    def freeze_numbers(self) -> str:
        """Freeze every paragraph's number as it now is: what is added later becomes `7 bis`, `7 ter`."""
        return self._step(edits.freeze_numbers, "freeze the numbers")

    def thaw_numbers(self) -> str:
        """Let the paragraphs be counted again."""
        return self._step(edits.thaw_numbers, "count the paragraphs again")

    def set_number(self, id: str, number: str) -> str:
        """Freeze one paragraph's number as this text, `6 alt`; an empty one lets it be counted again."""
        _check(number)
        return self._step(lambda draft: edits.set_number(draft, id, number), f"number {self._ref(id)}")

    def silence(self, rule: str, reason: str, paragraph: str = "") -> str:
        """Silence a check, in one paragraph or in the whole draft, with the reason."""
        # The checks are loaded when they are used: a start needs none of them.
        from drafter.model.checking import silence

        _check(reason)
        return self._step(lambda draft: silence(draft, rule, reason, paragraph), f"silence the check “{rule}”")

    def unsilence(self, rule: str, paragraph: str = "") -> str:
        from drafter.model.checking import unsilence

        return self._step(lambda draft: unsilence(draft, rule, paragraph), f"hear the check “{rule}” again")

    def acknowledge(self, ids: Sequence[str]) -> str:
        """Say that the change of these sources was seen: from now on the draft quotes their present words."""
        return self._step(
            lambda draft: acknowledge(draft, self.corpus, ids), f"acknowledge the change of {_listed(ids)}"
        )

    def undo(self) -> str:
        """Undo the last step and say which; raises EditRefused where there is none."""
        if not self._history.past:
            raise EditRefused("There is nothing to undo.")
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
        edited = edit(self.draft)
        # What is taken up is quoted, so that a later edition of its source is noticed; no edit, no quoting.
        self._history = self._history.then(with_quotes(edited, self.corpus) if edited != self.draft else edited, name)
        return name

    def _ref(self, id: str) -> str:
        return self.refs.get(id, id)

    def _refs(self, ids: Collection[str]) -> str:
        return _listed([ref for id, ref in self.refs.items() if id in ids])


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) <= 3 else f"{len(names)} ({', '.join(names[:2])}, …)"


def _check(text: str) -> None:
    found = forbidden(text)
    if found:
        raise BadInput(Problem("", None, f"There is a control character ({found[1]}) in the text.", "Take it out."))
