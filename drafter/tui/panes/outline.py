"""The outline, as it works: what can be done with the words of the draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from textual import work
from textual.content import Content

from drafter.model.draft import Front, Spot, Status
from drafter.storage.unfinished import Purpose, Unfinished
from drafter.tui.dialogs.form import Answer, Field, Form
from drafter.tui.dialogs.pick import Pick
from drafter.tui.messages import GoToPoint, Happened
from drafter.tui.panes.measuring import read_targets, targets_form
from drafter.tui.panes.numbering import tend_numbers
from drafter.tui.panes.outline_writing import OutlineWriting
from drafter.tui.panes.sourcing import tend_sources
from drafter.tui.panes.suggesting import Wish, take_suggestion, take_wording
from drafter.tui.widgets.rows import Row

_FRONT = {
    "title": "Title (empty: the layout's own)",
    "session": "Session",
    "place": "Place",
    "date": "Date",
    "symbol": "Document symbol, where one is given",
    "agenda": "Agenda items, as they are to be printed",
}
_MEANS = {
    Status.OPEN: "no result yet",
    Status.BRACKETED: "not agreed: stands in square brackets",
    Status.INFORMALS: "agreed in informal consultations",
    Status.AD_REF: "agreed, subject to approval by the governments",
    Status.PENDING: "waits for the word of a delegation",
    Status.REOPENED: "was agreed, and is discussed again",
}
_ON_PARAGRAPH = {
    "mark", "add_sub", "up", "down", "place", "remove", "sources", "note", "status", "retype", "wording",
    "remarks",
}  # fmt: skip


class OutlinePane(OutlineWriting):
    """Each action is one call of the workspace with the paragraphs chosen."""

    def offers(self) -> Mapping[str, bool | str]:
        spot, chosen = self.at, self.chosen
        return {
            **dict.fromkeys(_ON_PARAGRAPH, bool(chosen)),
            "enter": "Edit" if spot else "Unfold" if self.part.id in self.folded else "Fold",
            "mark": bool(chosen or self.part.paragraphs),
            "merge": len(chosen) > 1 and f"Merge {len(chosen)}",
            "indent": spot is not None and spot.index > 0,
            "outdent": spot is not None and spot.depth > 0,
            "go": spot is not None and bool(spot.paragraph.links),
            "clear": bool(self.paragraphs.marked),
            "length": spot is None,
            "heading": spot is None,
            "front": spot is None,
        }

    @work
    async def action_status(self) -> None:
        ids = self.chosen
        if not ids and not self.here():
            return
        first = self.workspace.draft.spots[ids[0]]
        rows = [Row(str(one), Content.assemble(f"{one}  ", (_MEANS[one], "$text-muted"))) for one in Status]
        title = f"Status of {', '.join(self.workspace.refs[id] for id in ids)}"
        status = await self.ask(Pick(title, rows, str(first.paragraph.status)))
        if status:
            pending = await self._pending(first) if status == Status.PENDING else ""
            if pending is not None and self.do(lambda: self.workspace.set_status(ids, Status(status), pending)):
                self.paragraphs.unmark(ids)
                self._warn_of_brackets(ids, Status(status))

    def _warn_of_brackets(self, ids: Iterable[str], status: Status) -> None:
        spots = self.workspace.draft.spots
        contested = [self.workspace.refs[id] for id in ids if "[" in spots[id].paragraph.text]
        if status.agreed and contested:
            self.warn(
                f"{', '.join(contested)}: there are square brackets in it, and what stands in them is not agreed."
            )

    async def _pending(self, spot: Spot) -> str | None:
        field = Field("pending", "Whose word is awaited?", spot.paragraph.pending)
        answer = await self.ask(Form("Pending", [field], refusal=_no_name))
        return answer["pending"] if answer else None

    @work
    async def action_heading(self) -> None:
        part = self.part
        hint = "" if part.heading else "The layout prints no heading for this part; the outline alone shows it."
        answer = await self.ask(Form("Heading of the part", [Field("title", "Heading", part.title)], hint))
        if answer:
            self.do(lambda: self.workspace.retitle(part.id, answer["title"]))

    @work
    async def action_front(self) -> None:
        now = asdict(self.workspace.draft.front)
        fields = [Field(name, label, now[name]) for name, label in _FRONT.items()]
        answer = await self.ask(Form("Front matter", fields, "What is left empty is not printed."))
        if answer:
            self.do(lambda: self.workspace.set_front(Front(**answer)))

    def action_go(self) -> None:
        spot = self.here()
        if spot and spot.paragraph.sources:
            self.post_message(GoToPoint(spot.paragraph.sources[0]))
        elif spot:
            self.warn("This paragraph takes up no regional point.")

    @work
    async def action_length(self) -> None:
        targets = await self.ask(targets_form(self.workspace.draft, self.session.targets(self.workspace.draft.id)))
        if targets is not None:
            self.session.targeted(read_targets(targets))
            self.show()
            self.post_message(Happened("Done: target lengths, kept on this machine and not in the draft"))

    @work
    async def action_numbers(self) -> None:
        await tend_numbers(self, self.at)

    @work
    async def action_wording(self) -> None:
        spot = self.here()
        if spot:
            await take_wording(self, spot.paragraph.id)

    @work
    async def action_remarks(self) -> None:
        spot = self.here()
        if spot:
            wish = await take_suggestion(self, spot.paragraph.id)
            if wish is Wish.WORD:
                await self.write(Unfinished(Purpose.WORDING, spot.paragraph.id, spot.paragraph.text))
            elif wish is Wish.SOURCES:
                await tend_sources(self, spot.paragraph.id)

    @work
    async def action_sources(self) -> None:
        spot = self.here()
        if spot:
            await tend_sources(self, spot.paragraph.id)


def _no_name(answer: Answer) -> str:
    named = answer["pending"].strip()
    return "" if named else "Name the delegation or group whose word is awaited; esc leaves it as it was."
