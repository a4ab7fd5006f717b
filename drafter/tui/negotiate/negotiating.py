"""The acts of a negotiation, as the user asks for them: propose, take a position, settle, agree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Protocol

from textual.content import Content

from drafter.draft.draft import Draft, Spot, Status
from drafter.draft.text import Position
from drafter.negotiation import settling
from drafter.negotiation.settling import why_not_agreed
from drafter.storage.unsaved_texts import Purpose, Unfinished
from drafter.tui.dialogs.negotiation import AgreeDialog, Agreement
from drafter.tui.dialogs.place import place_rows
from drafter.tui.dialogs.questions import Answer, FormDialog, FormField, PickDialog
from drafter.tui.negotiate.proposal_display import NO_WORDS
from drafter.tui.negotiate.proposal_list import ProposalEntry
from drafter.tui.negotiate.speaking import Speaking
from drafter.tui.outline.editor_windows import EditorWindows
from drafter.tui.pane import Action, Interaction, possible
from drafter.tui.tongue import later, number, tr
from drafter.workspace import negotiation_steps

_TITLES = {
    Position.SUPPORT: later("Who supports it?"),
    Position.OPPOSE: later("Who opposes it?"),
    Position.RESERVE: later("Who reserves its position?"),
    None: later("Who withdraws what it said?"),
}
_BOTH = 2
"""The least that can be merged."""


class Selected(Protocol):
    """What the acts are about."""

    @property
    def entry(self) -> ProposalEntry | None:
        """What is at the cursor; None where there is nothing."""

    @property
    def chosen(self) -> Sequence[ProposalEntry]:
        """What is marked, else what is at the cursor."""

    def done(self) -> None:
        """What was chosen has been worked on: take the marks away."""


class Proposing:
    """Proposes, for the party for which the user speaks."""

    def __init__(self, selected: Selected, interaction: Interaction, speaking: Speaking) -> None:
        self._selected = selected
        self._interaction = interaction
        self._workspace = interaction.workspace
        self._acts = interaction.workspace.acts
        self._speaking = speaking
        self._windows = EditorWindows(interaction)

    def actions(self) -> dict[str, Action]:
        """What does the work of the commands, by their actions."""
        return {
            "propose": self.propose,
            "delete": self.delete,
            "add": self.add,
            "move": self.move,
            "alternative": self.alternative,
            "speak": self.speak,
        }

    async def propose(self) -> None:
        """Edit the paragraph as the party wants it."""
        spot, party = await self._asked()
        if spot and party:
            words = Unfinished(Purpose.PROPOSAL, spot.paragraph.id, parties=(party,))
            await self._windows.write(replace(words, text=self._workspace.editors.text_before(words)))

    async def add(self) -> None:
        """Propose a paragraph after the one at the cursor."""
        spot, party = await self._asked()
        if spot and party:
            await self._windows.write(Unfinished(Purpose.ADDITION, spot.paragraph.id, parties=(party,)))

    async def alternative(self) -> None:
        """Propose a paragraph instead of the one at the cursor."""
        spot, party = await self._asked()
        if spot and party:
            wording = spot.paragraph.wording
            await self._windows.write(Unfinished(Purpose.ALTERNATIVE, spot.paragraph.id, wording, parties=(party,)))

    async def delete(self) -> None:
        """Propose to delete the paragraph."""
        spot, party = await self._asked()
        if spot and party:
            id = spot.paragraph.id
            self._interaction.edit(lambda: self._acts.propose_deletion(id, [party]), about=[id])

    async def move(self) -> None:
        """Propose to move the paragraph to a place that the user chooses."""
        spot, party = await self._asked()
        if not spot or not party:
            return
        id, hint = spot.paragraph.id, tr("Enter: behind the paragraph, or to the beginning of the part.")
        rows = place_rows(self._workspace)
        after = await self._interaction.ask(
            PickDialog(tr("{party} moves {ref} where?", party=party, ref=self._workspace.refs[id]), rows, id, hint)
        )
        if after:
            self._interaction.edit(lambda: self._acts.propose_move(id, after, [party]), about=[id])

    async def speak(self) -> None:
        """Choose for which party to propose."""
        party = await self._speaking.choose()
        if party:
            self._interaction.say(tr("You propose for {party} now", party=party))

    async def _asked(self) -> tuple[Spot | None, str | None]:
        """The paragraph at the cursor, and for whom to propose; None for what there isn't."""
        spot = paragraph_of(self._selected.entry, self._interaction)
        return spot, await self._speaking.proposer() if spot else None


class Settling:
    """Takes positions on what is proposed, and settles it."""

    def __init__(self, selected: Selected, interaction: Interaction, speaking: Speaking) -> None:
        self._selected = selected
        self._interaction = interaction
        self._workspace = interaction.workspace
        self._acts = interaction.workspace.acts
        self._speaking = speaking
        self._agreement = Agreement(Status.AD_REF, "")
        """What was agreed last: its level, its day and its meeting are likely the next one's."""

    def actions(self) -> dict[str, Action]:
        """What does the work of the commands, by their actions."""
        return {
            "support": lambda: self._position(Position.SUPPORT),
            "oppose": lambda: self._position(Position.OPPOSE),
            "reserve": lambda: self._position(Position.RESERVE),
            "withdraw": lambda: self._position(None),
            "choose": self.choose,
            "drop": self.drop,
            "merge": self.merge,
            "lift": self.lift,
            "agree": self.agree,
            "reopen": self.reopen,
        }

    def offers(self) -> dict[str, bool | str]:
        """Which of the acts on what is marked, and on whole paragraphs, would not be refused; and on how many."""
        draft, ids, options = self._workspace.draft, self._chosen_paragraphs(), self._options()
        spot = draft.spots.get(self._selected.entry.paragraph) if self._selected.entry else None
        is_open = spot is not None and not spot.paragraph.text.plain
        whole = [tuple(draft.spots[id].paragraph.whole()) for id in ids]
        many = f" {len(ids):,}" if len(ids) > 1 else ""
        agreed = [any(each.status.agreed for each in paragraphs) for paragraphs in whole]
        return {
            "merge": len(options) >= _BOTH and tr("Merge {count}", count=number(len(options))),
            "lift": is_open and spot is not None and possible(partial(_lifting(spot), draft, spot.paragraph.id)),
            "agree": bool(ids) and not any(agreed) and not self._why_not_agreed(ids) and tr("Agree{many}…", many=many),
            "reopen": bool(ids) and all(agreed) and tr("Reopen{many}", many=many),
        }

    async def _position(self, position: Position | None) -> None:
        """Have a party say what it thinks of what is at the cursor; None takes back what it said."""
        entry = self._open()
        if entry is None or entry.stand is None:
            return
        name = _point_name(entry)
        first = entry.stand.parties if position is None else ()
        if position is None and not first:
            self._interaction.warn(tr("Nobody has said anything of it that could be taken back."))
            return
        parties = await self._speaking.ask(tr(_TITLES[position]), first)
        if parties:
            self._edit(entry, lambda: self._acts.take_positions(name, parties, position))

    def choose(self) -> None:
        """Make the option the text, or carry the proposal out."""
        entry = self._open()
        if entry:
            self._edit(entry, lambda: self._acts.choose(entry.point, entry.number))

    def drop(self) -> None:
        entry = self._open()
        if entry:
            self._edit(entry, lambda: self._acts.drop(entry.point, entry.number))

    async def merge(self) -> None:
        """Make one option of those marked, as the user words it."""
        chosen = self._options()
        if len(chosen) < _BOTH:
            self._interaction.warn(tr("Mark two options of one point first, with space; m then makes one of them."))
            return
        first, numbers = chosen[0], [entry.number for entry in chosen]
        about = Content("\n").join(Content(f"{entry.number}  {entry.words or tr(NO_WORDS)}") for entry in chosen)

        def refusal(answer: Answer) -> str:
            return self._interaction.try_edit(
                lambda: self._acts.merge_options(first.point, numbers, answer["wording"]), about=[first.paragraph]
            )

        field = FormField("wording", tr("Its words, for all who want one of them"), first.words)
        title = tr("One option of {count} in {ref}", count=len(chosen), ref=self._workspace.refs[first.paragraph])
        if await self._interaction.ask(FormDialog(title, [field], ok=tr("Merge"), about=about, refusal=refusal)):
            self._selected.done()

    def lift(self) -> None:
        """Show the options of the paragraph as whole versions; where they are, as words that differ again."""
        spot = self._paragraph()
        if spot:
            id = spot.paragraph.id
            act = self._acts.lower if _lifting(spot) is settling.lower else self._acts.lift
            self._interaction.edit(lambda: act(id), about=[id])

    async def agree(self) -> None:
        """Agree the paragraphs of what is marked, else the one at the cursor."""
        ids = self._paragraphs()
        refs, why_not = self._workspace.refs, self._why_not_agreed(ids)
        if why_not:
            self._interaction.warn(why_not)
        if why_not or not ids:
            return
        now = Agreement(
            self._agreement.level, self._agreement.day or negotiation_steps.today(), self._agreement.meeting
        )
        title = tr("Agree {ref}", ref=", ".join(refs[id] for id in ids))

        def refusal(said: Agreement) -> str:
            return self._interaction.try_edit(
                lambda: self._acts.agree(ids, said.level, said.meeting, said.day), about=ids
            )

        said = await self._interaction.ask(AgreeDialog(title, now, refusal))
        if said:
            self._agreement = said
            self._selected.done()

    def reopen(self) -> None:
        ids = self._paragraphs()
        if ids and self._interaction.edit(lambda: self._acts.reopen(ids), about=ids):
            self._selected.done()

    def _edit(self, entry: ProposalEntry, act: Callable[[], str]) -> None:
        """Do it; the outline goes to the paragraph, where it still is."""
        if self._interaction.edit(act, about=[entry.paragraph]):
            self._selected.done()

    def _open(self) -> ProposalEntry | None:
        """What is at the cursor, for an act that needs something open; says so where it isn't."""
        entry = self._selected.entry
        if entry and entry.point and not entry.settled:
            return entry
        settled = entry is not None and entry.settled is not None
        self._interaction.warn(
            tr("It is settled; undo, or propose it again.")
            if settled
            else tr("Put the cursor on something proposed first.")
        )
        return None

    def _paragraph(self) -> Spot | None:
        return paragraph_of(self._selected.entry, self._interaction)

    def _paragraphs(self) -> list[str]:
        """As `_chosen_paragraphs`; says so where there is none."""
        ids = self._chosen_paragraphs()
        if not ids:
            self._interaction.warn(tr("Put the cursor on a paragraph first."))
        return ids

    def _chosen_paragraphs(self) -> list[str]:
        """The ids of the paragraphs of what is marked, else of the one at the cursor."""
        spots = self._workspace.draft.spots
        return list(dict.fromkeys(entry.paragraph for entry in self._selected.chosen if entry.paragraph in spots))

    def _options(self) -> list[ProposalEntry]:
        """The options among what is marked; none where they are not all of one point."""
        chosen = [entry for entry in self._selected.chosen if entry.option]
        return chosen if len({(entry.paragraph, entry.point) for entry in chosen}) == 1 else []

    def _why_not_agreed(self, ids: Sequence[str]) -> str:
        """What is open in the first of the paragraphs in which something is; empty where nothing is."""
        draft, refs = self._workspace.draft, self._workspace.refs
        return next((f"{refs[id]}: {why}" for id in ids if (why := why_not_agreed(draft, id))), "")


def _lifting(spot: Spot) -> Callable[[Draft, str], Draft]:
    """What makes whole versions of the paragraph's options; where they are such, what takes these apart again."""
    lifted = len(spot.paragraph.text.runs) == 1 and not spot.paragraph.text.plain
    return settling.lower if lifted else settling.lift


def paragraph_of(entry: ProposalEntry | None, interaction: Interaction) -> Spot | None:
    """The paragraph of what is at the cursor; says so where there is none."""
    spot = interaction.workspace.draft.spots.get(entry.paragraph) if entry else None
    if spot is None:
        interaction.warn(tr("Put the cursor on a paragraph first."))
    return spot


def _point_name(entry: ProposalEntry) -> str:
    """The id by which an act finds the option, or the proposal."""
    if entry.alternatives and entry.option:
        return entry.alternatives.option_id(entry.option)
    return entry.point
