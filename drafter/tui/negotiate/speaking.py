"""For whom the user speaks: asked when it is first needed, and remembered; the draft's next session offers it first."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from textual.content import Content

from drafter.errors import BadInput, DrafterError
from drafter.negotiation.parties import Parties, Party, PartyKind, name_fault, name_key
from drafter.storage import parties_yaml
from drafter.tui.dialogs.negotiation import PartyDialog
from drafter.tui.dialogs.questions import PickDialog
from drafter.tui.labels import MUTED
from drafter.tui.negotiate.proposal_list import ProposalEntries
from drafter.tui.pane import Interaction
from drafter.tui.session import Session
from drafter.tui.tongue import tr
from drafter.tui.widgets.row import Row

_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_BETWEEN_SIGNS = re.compile(r"[\s,;:/()–—-]+")
"""What parts the words of a name."""


class Speaking:
    """Asks for parties, the last one first. One that nobody knows is asked about, once."""

    def __init__(
        self, interaction: Interaction, entries: ProposalEntries, session: Session, changed: Callable[[], None]
    ) -> None:
        """`changed` is called when the user speaks for another party."""
        self._interaction = interaction
        self._workspace = interaction.workspace
        self._entries = entries
        self._session = session
        self._changed = changed
        self._known: Parties | None = None
        last = session.party_in(self._workspace.draft.id)
        self._used = [last] if last else []
        """The codes of the parties that were chosen, the last first: that of the last session before those of this."""
        self.party = ""
        """For whom the user proposes; empty where nobody has said yet."""

    @property
    def parties(self) -> Parties:
        """Those that come with drafter, with what the file beside the draft adds; without it where it has faults."""
        if self._known is None:
            try:
                self._known = parties_yaml.load(self._workspace.file.path)
            except BadInput as error:
                self._interaction.warn_long(str(error), tr("The parties of this draft"))
                self._known = parties_yaml.load()
        return self._known

    def name(self, code: str) -> str:
        """The party's name; empty where it isn't known, or is the code."""
        party = self.parties.by_code.get(code)
        return party.name if party and party.name != code else ""

    async def proposer(self) -> str | None:
        """The code of the party for which the user proposes: asked for the first time; None where that is given up."""
        return self.party or await self.choose()

    async def choose(self) -> str | None:
        """Ask for whom the user proposes from now on."""
        named = await self._ask(PartyDialog(tr("For which party do you propose?"), self._rows))
        if not named:
            return None
        self.party = named[0]
        self._changed()
        return self.party

    async def ask(self, title: str, first: Sequence[str] = ()) -> list[str]:
        """The codes of the parties that the user names; those in `first` come first. Empty where that is given up."""
        return await self._ask(PartyDialog(title, lambda typed, more: self._rows(typed, more, first), several=True))

    async def identify(self, title: str, guess: str) -> str:
        """The code of the party that somebody else is, by the user's word; empty where that is given up. Enter alone
        answers only where there is a guess: whom the user named last says nothing of another one.
        """
        first = [guess] if guess else []
        dialog = PartyDialog(title, lambda typed, more: self._rows(typed, more, first, last=False))
        named = await self._named(dialog)
        return named[0] if named else ""

    def guessed(self, name: str) -> str:
        """The code of the party that the name of a person, or of a delegation, speaks of: `Jane Doe (US)`; empty where
        it speaks of none.
        """
        words = [*_IN_BRACKETS.findall(name), *_BETWEEN_SIGNS.split(name)]
        found = (self.parties.find(each.strip()) for each in words if self.parties.is_named_in_text(each.strip()))
        return next((party.code for party in found if party), "")

    async def _ask(self, dialog: PartyDialog) -> list[str]:
        """Ask for parties, and remember them; empty where that is given up."""
        codes = await self._named(dialog)
        if codes:
            self._used = [*codes, *(used for used in self._used if used not in codes)]
            self._session.spoke(self._workspace.draft.id, codes[0])
        return codes

    async def _named(self, dialog: PartyDialog) -> list[str]:
        """Ask until each party that is named is known; empty where that is given up."""
        while True:
            words = await self._interaction.ask(dialog.again())
            if words is None:
                return []
            codes = [await self._code(name) for name in words]
            if all(codes):
                return list(dict.fromkeys(codes))

    async def _code(self, words: str) -> str:
        party = self.parties.find(words)
        return party.code if party else await self._new(words)

    def _rows(self, typed: str, more: bool, first: Sequence[str] = (), *, last: bool = True) -> list[Row]:
        """The parties to choose from. `more`: others are named before. The cursor begins on one only where it is the
        party meant most likely: who was named last, if `last`, or who alone can be meant.
        """
        key, parties = name_key(typed), self.parties
        if not typed.strip():
            codes = (*first, *self._used, *self._entries.parties(), *parties.by_code)
            likely = not more and (len(first) == 1 or (last and self._used and not first))
            nobody = (
                [] if likely else [Row("", Content.styled(tr("No other party") if more else tr("No party yet"), MUTED))]
            )
            return [*nobody, *(self._row(code) for code in dict.fromkeys(codes))]
        exact = parties.find(typed)
        found = [exact] if exact else []
        starts = [party for party in parties.all if any(name_key(name).startswith(key) for name in party.names)]
        others = [party for party in parties.all if any(key in name_key(name) for name in party.names)]
        rows = [self._row(code) for code in dict.fromkeys(party.code for party in (*found, *starts, *others))]
        return (
            rows if exact else [*rows, Row(typed.strip(), Content(tr("“{typed}”: somebody new", typed=typed.strip())))]
        )

    def _row(self, code: str) -> Row:
        return Row(code, Content.assemble((f"{code}  ", "bold"), (self.name(code), MUTED)))

    async def _new(self, words: str) -> str:
        """The code of a party that nobody knows, if the user takes it in, or of the one that he meant; else empty."""
        fault = name_fault(words)
        if fault:
            self._interaction.warn(fault)
            return ""
        path = parties_yaml.beside(self._workspace.file.path)
        rows = [
            Row(
                "new",
                Content(tr("“{words}” is a party: keep it in {name}, beside the draft", words=words, name=path.name)),
            ),
            *(
                Row(
                    tr("is {code}", code=party.code),
                    Content(tr("I mean {code}, {name}", code=party.code, name=party.name)),
                )
                for party in self.parties.close_to(words)
            ),
            Row("back", Content(tr("Choose another one"))),
        ]
        answer = await self._interaction.ask(PickDialog(tr("Nobody is called “{words}”", words=words), rows))
        if answer == "new":
            try:
                parties_yaml.add(self._workspace.file.path, Party(words, words, PartyKind.OTHER))
            except DrafterError as error:
                self._interaction.warn(str(error))
                return ""
            self._known = None
            return words
        return answer.removeprefix(tr("is ")) if answer and answer != "back" else ""
