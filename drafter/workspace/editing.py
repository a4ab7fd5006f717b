"""What becomes of the paragraphs: worded, moved, merged, numbered. One step each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import reduce

from drafter.draft import edits, numbering, tree
from drafter.draft.draft import Draft, Front, Status, Treatment
from drafter.draft.layout import Kind
from drafter.draft.source_changes import acknowledge
from drafter.draft.tree import Place
from drafter.errors import EditRefused
from drafter.workspace.undo import Travelling, beginning, check, listed, new_id

# FOLD: What becomes of the recommendations: taken up, cited, set aside. One step each.


class Sourcing(Travelling):
    """What can be done with recommendations; as in `Editing`."""

    def take_up(self, ids: Sequence[str], place: Place | None = None, theme: str | None = None) -> str:
        """Take up recommendations word for word, a paragraph each, where they belong or at the place."""
        fresh = [id for id in ids if id not in self.draft.taken_up]
        new = [new_id("p") for _ in ids]
        return self._step(
            lambda draft: edits.take_up(draft, self.corpus, ids, new, place, theme), f"take up {listed(fresh or ids)}"
        )

    def take_up_merged(
        self,
        ids: Sequence[str],
        place: Place | None = None,
        theme: str | None = None,
        text: str = "",
        missing: Mapping[str, str] | None = None,
    ) -> str:
        """Take up several recommendations as one paragraph, their texts one after another; `newest` is its id.

        `text` is what it is to say instead: a proposal as the user edited it. `missing` says what it lacks of those
        that it takes up only partly.
        """
        for words in (text, *(missing or {}).values()):
            check(words)
        new = new_id("p")
        return self._step(
            lambda draft: edits.take_up_merged(draft, self.corpus, ids, new, place, theme, text, missing),
            f"merge {listed(ids)} into one paragraph",
        )

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
            raise EditRefused(f"{self._ref(id)} cites {listed(known)} already.")
        return self._step(
            lambda draft: reduce(lambda so_far, one: edits.cite(so_far, id, one), fresh, draft),
            f"cite {listed(fresh)} in {self._ref(id)}",
        )

    def little_of(self, id: str, recommendations: Iterable[str]) -> list[str]:
        """Those of the recommendations of whose words the paragraph, with its sub-paragraphs, has little."""
        from drafter.draft.retention import LITTLE, remains  # loaded when somebody cites: a start needs nothing of it

        text, by_id = " ".join(one.text for one in self.draft.spots[id].paragraph.whole()), self.corpus.by_id
        return [one for one in recommendations if one in by_id and remains(by_id[one].text, text) < LITTLE]

    def uncite(self, id: str, recommendation: str) -> str:
        return self._step(
            lambda draft: edits.uncite(draft, self.corpus, id, recommendation),
            f"no longer cite {recommendation} in {self._ref(id)}",
        )

    def mark_partly(self, id: str, recommendation: str, partly: bool, missing: str = "") -> str:
        """Say that a paragraph takes up only part of a recommendation, or the whole of it."""
        check(missing)
        share = "partly" if partly else "wholly"
        return self._step(
            lambda draft: edits.mark_partly(draft, id, recommendation, partly, missing),
            f"mark {recommendation} as {share} taken up in {self._ref(id)}",
        )

    def set_aside(self, ids: Sequence[str], reason: str) -> str:
        check(reason)
        return self._step(lambda draft: edits.set_aside(draft, ids, reason), f"set aside {listed(ids)}")

    def bring_back(self, ids: Sequence[str]) -> str:
        """No longer set recommendations aside."""
        return self._step(lambda draft: edits.bring_back(draft, ids), f"bring back {listed(ids)}")

    def acknowledge(self, ids: Sequence[str]) -> str:
        """Say that the change of these sources was seen: from now on the draft quotes their present words."""
        return self._step(
            lambda draft: acknowledge(draft, self.corpus, ids), f"acknowledge the change of {listed(ids)}"
        )


_SHARES = (("partly", True), ("wholly", False))
_KINDS = {Kind.PP: "preambular", Kind.OP: "operative"}


class Editing(Sourcing):
    """Everything that can be done to the draft. Each edit is one call into the model and one step; it returns the
    step's name, which fits “Undone: …”. An edit that makes no sense raises EditRefused, text with control characters
    BadInput; the draft is then as it was.
    """

    def add(self, text: str, place: Place) -> str:
        """Add a paragraph of the user's own."""
        check(text)
        return self._step(
            lambda draft: edits.add(draft, text, new_id("p"), place), f"add a paragraph: {beginning(text)}"
        )

    def reword(self, id: str, text: str, missing: Mapping[str, str] | None = None) -> str:
        """`missing` says what the text lacks of those of its sources that it takes up only partly from now on; of one
        with nothing there, nothing is missing any more.
        """
        lacks = missing or {}
        for words in (text, *lacks.values()):
            check(words)

        def reworded(draft: Draft) -> Draft:
            made = edits.reword(draft, self.corpus, id, text)
            for one, words in lacks.items():
                made = edits.mark_partly(made, id, one, bool(words), words)
            return made

        shares = {how: [one for one, words in lacks.items() if bool(words) is partly] for how, partly in _SHARES}
        marked = "; ".join(f"{listed(ids)} {how}" for how, ids in shares.items() if ids)
        name = f"reword {self._ref(id)}{f' ({marked})' if marked else ''}{self._reopened(id)}"
        return self._step(reworded, name)

    def _reopened(self, id: str) -> str:
        """What the step's name says where a changed text was agreed."""
        status = self.draft.spots[id].paragraph.status if id in self.draft.spots else Status.OPEN
        return f" (reopened: it was {status})" if status.agreed else ""

    def merge(self, ids: Collection[str]) -> str:
        """Merge paragraphs into the first of them."""
        merged = edits.merge(self.draft, ids)
        kept = {spot.paragraph.status for id, spot in merged.spots.items() if id in ids} | {Status.OPEN}
        lost = dict.fromkeys(self.draft.spots[id].paragraph.status for id in ids)
        words = ", ".join(str(one) for one in lost if one not in kept)
        return self._step(lambda _: merged, f"merge {self._refs(ids)}{f' (no longer {words})' if words else ''}")

    def split(self, id: str, at: int) -> str:
        """Cut a paragraph in two before a character of its text."""
        new, name = new_id("p"), f"break {self._ref(id)} in two{self._reopened(id)}"
        return self._step(lambda draft: edits.split(draft, self.corpus, id, at, new), name)

    def remove(self, ids: Collection[str]) -> str:
        statuses = dict.fromkeys(spot.paragraph.status for one, spot in self.draft.spots.items() if one in ids)
        agreed = [str(status) for status in statuses if status.agreed]
        was = f" ({', '.join(agreed)})" if agreed else ""
        return self._step(lambda draft: edits.remove(draft, ids), f"remove {self._refs(ids)}{was}")

    def move(self, ids: Collection[str], place: Place) -> str:
        return self._step(lambda draft: tree.move(draft, ids, place), f"move {self._refs(ids)}")

    def shift(self, ids: Collection[str], by: int) -> str:
        """Move paragraphs up (-1) or down (+1) by one."""
        way = "up" if by < 0 else "down"
        return self._step(lambda draft: tree.shift(draft, ids, by), f"move {self._refs(ids)} {way}")

    def indent(self, id: str) -> str:
        """Make it a sub-paragraph of the paragraph before it."""
        moved = tree.indent(self.draft, id)
        name = f"make {self._ref(id)} a sub-paragraph of {self._ref(moved.spots[id].container)}"
        return self._step(lambda _: moved, name)

    def outdent(self, id: str) -> str:
        """Move it out of the paragraph that holds it."""
        moved = tree.outdent(self.draft, id)
        return self._step(lambda _: moved, f"move {self._ref(id)} out of {self._ref(self.draft.spots[id].container)}")

    def retype(self, ids: Collection[str]) -> str:
        """Move paragraphs from the preamble to the operative part, each where it belongs, or the other way round."""
        moved = edits.retype(self.draft, self.corpus, ids)
        kinds = {moved.spots[id].part.kind for id in ids}
        what = " and ".join(_KINDS[kind] for kind in Kind if kind in kinds)
        return self._step(lambda _: moved, f"make {self._refs(ids)} {what}")

    def annotate(self, id: str, note: str) -> str:
        check(note)
        name = f"write a note on {self._ref(id)}" if note.strip() else f"take the note on {self._ref(id)} away"
        return self._step(lambda draft: edits.annotate(draft, id, note), name)

    def set_status(self, ids: Collection[str], status: Status, pending: str = "") -> str:
        check(pending)

        def marked(draft: Draft) -> Draft:
            return reduce(lambda made, id: edits.set_status(made, id, status, pending), ids, draft)

        return self._step(marked, f"mark {self._refs(ids)} as {status}")

    def set_front(self, front: Front) -> str:
        """Change the front matter: title, session, place, date, symbol, agenda items."""
        for value in (front.title, front.session, front.place, front.date, front.symbol, front.agenda):
            check(value)
        return self._step(lambda draft: edits.set_front(draft, front), "change the front matter")

    def retitle(self, part: str, title: str) -> str:
        check(title)
        return self._step(lambda draft: edits.retitle(draft, part, title), f"change the heading “{title}”")

    def freeze_numbers(self) -> str:
        """Freeze every paragraph's number as it now is: what is added later becomes `7 bis`, `7 ter`."""
        return self._step(numbering.freeze, "freeze the numbers")

    def thaw_numbers(self) -> str:
        """Let the paragraphs be counted again."""
        return self._step(numbering.thaw, "count the paragraphs again")

    def set_number(self, id: str, number: str) -> str:
        """Freeze one paragraph's number as this text, `6 alt`; an empty one lets it be counted again."""
        check(number)
        to = f" to {number.strip()}" if number.strip() else ""
        name = f"set the number of {self._ref(id)}{to}"
        return self._step(lambda draft: numbering.set_number(draft, id, number), name)

    def silence(self, rule: str, reason: str, paragraph: str = "") -> str:
        """Silence a check, in one paragraph or in the whole draft, with the reason."""
        # The checks are loaded when they are used: a start needs none of them.
        from drafter.review.checks import silence

        check(reason)
        return self._step(
            lambda draft: silence(draft, rule, reason, paragraph), f"silence the check “{rule}”{self._in(paragraph)}"
        )

    def unsilence(self, rule: str, paragraph: str = "") -> str:
        from drafter.review.checks import unsilence

        return self._step(
            lambda draft: unsilence(draft, rule, paragraph), f"hear the check “{rule}” again{self._in(paragraph)}"
        )

    def _in(self, paragraph: str) -> str:
        return f" in {self._ref(paragraph)}" if paragraph else ""
