"""What becomes of the recommendations: taken up, cited, set aside. One step each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce

from drafter.errors import EditRefused
from drafter.model import edits
from drafter.model.draft import Treatment
from drafter.model.quoting import acknowledge
from drafter.model.tree import Place
from drafter.workspace.travelling import Travelling, check, listed, new_id


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
        from drafter.model.remains import LITTLE, remains  # loaded when somebody cites: a start needs nothing of it

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
