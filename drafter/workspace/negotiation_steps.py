"""Every act of a negotiation as one step: propose, take a position, settle, agree, reopen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import partial, reduce
from typing import TYPE_CHECKING

from drafter.corpus.corpus import Corpus
from drafter.draft.draft import Draft, ProposalKind, Status
from drafter.draft.text import Option, Position, Stand, is_day
from drafter.errors import BadInput, EditRefused, Problem
from drafter.workspace.draft_file import DraftFile
from drafter.workspace.draft_history import DraftHistory, ParagraphNames, PerDraft, joined, quoted_beginning
from drafter.workspace.edit_steps import check_text

if TYPE_CHECKING:  # all of a negotiation is loaded when somebody negotiates: a start needs none of it
    from drafter.negotiation.parties import Parties
    from drafter.negotiation.proposals import PointAtIssue

_SAYS = {
    Position.BY: "propose",
    Position.SUPPORT: "support",
    Position.OPPOSE: "oppose",
    Position.RESERVE: "reserve on",
    None: "withdraw",
}


def today() -> str:
    """The day, as YYYY-MM-DD."""
    return date.today().isoformat()


class Acts:
    """The acts of a negotiation on a draft. Each is one step, dated today, and returns the step's name, worded to
    follow “Undone: …”.

    Parties are named by their codes, names or aliases. Points are named by their ids, or by the beginning of one:
    see `negotiation.proposals.find_point`. Raises EditRefused for an act that makes no sense, BadInput for a party that
    nobody knows and for text with control characters; the draft is then unchanged.
    """

    def __init__(self, corpus: Corpus, history: DraftHistory, file: DraftFile, refs: PerDraft[dict[str, str]]) -> None:
        self._corpus = corpus
        self._history = history
        self._file = file
        self._names = ParagraphNames(history, refs)

    @property
    def parties(self) -> Parties:
        """Those that come with drafter, with what the file beside the draft adds. Raises BadInput for faults in it."""
        from drafter.storage import parties_yaml

        return parties_yaml.load(self._file.path)

    # To propose

    def propose_words(self, id: str, wording: str, by: Sequence[str], note: str = "") -> str:
        """Propose other words in a paragraph: `wording` is the whole of it, as the parties want it."""
        from drafter.negotiation import acts

        stand = self._stand(by, note, wording)
        name = f"propose for {joined(stand.by)}: amend {self._names.of(id)}{self._names.reopened(id)}"
        return self._step(lambda draft: acts.propose_words(draft, id, wording, stand), name, id)

    def propose_deletion(self, id: str, by: Sequence[str], note: str = "") -> str:
        from drafter.negotiation import acts

        stand = self._stand(by, note)
        name = f"propose for {joined(stand.by)}: delete {self._names.of(id)}{self._names.reopened(id)}"
        return self._step(lambda draft: acts.propose_deletion(draft, id, stand), name, id)

    def propose_paragraph(self, wording: str, after: str, by: Sequence[str], note: str = "") -> str:
        """Propose a paragraph behind another one, or at the beginning of the part with this id; `history.newest` is
        its id.
        """
        from drafter.negotiation import acts

        stand = self._stand(by, note, wording)
        name = f"propose for {joined(stand.by)}: add after {self._place(after)}: {quoted_beginning(wording)}"
        return self._step(lambda draft: acts.propose_paragraph(draft, wording, after, stand), name)

    def propose_move(self, id: str, after: str, by: Sequence[str], note: str = "") -> str:
        """Propose to move a paragraph behind another one, or to the beginning of the part with this id."""
        from drafter.negotiation import acts

        stand = self._stand(by, note)
        reopened = self._names.reopened(id)
        name = f"propose for {joined(stand.by)}: move {self._names.of(id)} after {self._place(after)}{reopened}"
        return self._step(lambda draft: acts.propose_move(draft, id, after, stand), name, id)

    def propose_alternative(self, id: str, wording: str, by: Sequence[str], note: str = "") -> str:
        """Propose a paragraph instead of another one: `7 alt`; `history.newest` is its id."""
        from drafter.negotiation import acts

        stand = self._stand(by, note, wording)
        name = f"propose for {joined(stand.by)}: an alternative to {self._names.of(id)}{self._names.reopened(id)}"
        return self._step(lambda draft: acts.propose_alternative(draft, id, wording, stand), name, id)

    # To take a position

    def take_positions(self, point: str, parties: Sequence[str], position: Position | None) -> str:
        """Say what parties think of a proposal, instead of what they said before; None withdraws what they said. One
        step for all of them; where one can't say it, for none.
        """
        from drafter.negotiation import acts

        codes, day = self._codes(parties), today()
        found = self._point(point)

        def taken(draft: Draft) -> Draft:
            for code in codes:
                draft = acts.take_position(draft, point, code, position, day)
            return draft

        return self._step(taken, f"{_SAYS[position]} for {joined(codes)}: {self._told(found, found.proposed_place)}")

    def retain(self, point: str, party: str) -> str:
        """Have a party support the draft's own words at this point."""
        from drafter.negotiation import acts

        code = self.party(party)
        name = f"retain for {code}: {self._told(self._point(point), 0)}"
        return self._step(lambda draft: acts.retain(draft, point, code), name)

    # To settle

    def choose(self, point: str, number: int | None = None) -> str:
        """Make an option the text, or carry a proposal out. Numbers count from 1, the draft as it stands; None stands
        for the option that `point` names.
        """
        return self._settle("choose", point, number)

    def drop(self, point: str, number: int | None = None) -> str:
        """Drop an option or a proposal; the option that is left alone becomes the text."""
        return self._settle("drop", point, number)

    def _settle(self, verb: str, point: str, number: int | None) -> str:
        from drafter.negotiation import settling

        found, day = self._point(point), today()
        act = settling.choose if verb == "choose" else settling.drop
        name = f"{verb}{':' if found.proposal else ''} {self._told(found, found.place(number))}"
        return self._step(lambda draft: act(draft, self._corpus, point, number, day), name)

    def merge_options(self, point: str, numbers: Collection[int], wording: str | None = None) -> str:
        """Make one option of several of a point, with these words, or for None with the first one's."""
        from drafter.negotiation import settling

        check_text(wording or "")
        found, day = self._point(point), today()
        name = f"merge {len(set(numbers))} options in {self._names.of(found.paragraph)}"
        return self._step(lambda draft: settling.merge_options(draft, point, numbers, wording, day), name)

    def lift(self, id: str) -> str:
        """Show what is open in a paragraph's words as whole versions of it."""
        from drafter.negotiation import settling

        return self._step(lambda draft: settling.lift(draft, id), f"make whole versions of {self._names.of(id)}", id)

    def lower(self, id: str) -> str:
        """Take the whole versions of a paragraph apart again, into words that differ."""
        from drafter.negotiation import settling

        return self._step(
            lambda draft: settling.lower(draft, id), f"take the versions of {self._names.of(id)} apart", id
        )

    # To agree

    def agree(self, ids: Collection[str], level: Status = Status.AD_REF, meeting: str = "", day: str = "") -> str:
        """Agree paragraphs with their sub-paragraphs, today or on another day."""
        from drafter.negotiation import settling

        check_text(meeting)
        on = day or today()
        if not is_day(on):
            raise BadInput(Problem("", None, f"“{on}” is no day.", "Write it as 2026-03-02."))
        for id in ids:
            self._try(partial(settling.agree, id=id, level=level), id)
        at = f", {meeting.strip()}" if meeting.strip() else ""
        name = f"mark {self._names.all(ids)} as {level} ({on}{at})"
        return self._step(
            lambda draft: reduce(lambda so_far, id: settling.agree(so_far, id, level, on, meeting), ids, draft), name
        )

    def reopen(self, ids: Collection[str]) -> str:
        from drafter.negotiation import settling

        for id in ids:
            self._try(partial(settling.reopen, id=id), id)
        return self._step(lambda draft: reduce(settling.reopen, ids, draft), f"reopen {self._names.all(ids)}")

    # Who and what

    def party(self, name: str) -> str:
        """The code of the party of this code, name or alias. Raises BadInput where nobody is called so."""
        return self._codes([name])[0]

    def _codes(self, names: Sequence[str]) -> list[str]:
        parties = self.parties
        found = {name: parties.find(name) for name in names}
        unknown = [
            Problem("", None, f"Nobody is called “{name}”.", parties.guess(name) or "Add it to the parties first.")
            for name, party in found.items()
            if party is None
        ]
        if unknown or not names:
            raise BadInput(unknown or Problem("", None, "Whose proposal is it? No party is named."))
        return [party.code for party in found.values() if party]

    def _stand(self, by: Sequence[str], note: str, wording: str = "") -> Stand:
        check_text(note)
        check_text(wording)
        return Stand(by=tuple(dict.fromkeys(self._codes(by))), date=today(), note=note.strip())

    def _point(self, name: str) -> PointAtIssue:
        from drafter.negotiation.proposals import find_point

        return find_point(self._history.draft, name)

    def _told(self, point: PointAtIssue, place: int) -> str:
        """What an option of a point, from 0, is about: `“strongly urge” in OP3`, `delete OP5`."""
        ref, option = self._names.of(point.paragraph), point.stands[place]
        if point.proposal:
            return _done(point.proposal.kind, ref) if place else f"not to {_done(point.proposal.kind, ref)}"
        words = option.text.base.strip() if isinstance(option, Option) else ""
        return f"{quoted_beginning(words) if words else 'no text'} in {ref}"

    def _place(self, id: str) -> str:
        part = self._history.draft.part_by_id.get(id)
        return f"the heading “{part.title}”" if part else self._names.of(id)

    def _step(self, act: Callable[[Draft], Draft], name: str, about: str = "") -> str:
        """`about` is the id of the paragraph that a refusal is about."""
        # The acts see to frozen numbers themselves: what takes the place of 7 gets its number, wherever it stood.
        return self._history.step_to(self._try(act, about), name)

    def _try(self, act: Callable[[Draft], Draft], about: str) -> Draft:
        """The draft after the act. A refusal that says what “it” is says it by the paragraph's name."""
        try:
            return act(self._history.draft)
        except EditRefused as error:
            words = str(error)
            if about and words.startswith("It "):
                raise EditRefused(f"{self._names.of(about)}{words.removeprefix('It')}") from error
            raise


def _done(kind: ProposalKind, ref: str) -> str:
    return f"take {ref}" if kind is ProposalKind.ALTERNATIVE else f"{kind} {ref}"
