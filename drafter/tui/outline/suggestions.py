"""What is suggested for a paragraph: the wording that a declaration would use, and what the checks remark."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from drafter.draft.draft import Spot
from drafter.draft.inline_runs import opening
from drafter.draft.layout import Kind
from drafter.review.checks import Finding
from drafter.tui.dialogs.questions import Answer, FormDialog, FormField, PickDialog
from drafter.tui.messages import Happened
from drafter.tui.outline.editor_windows import ParagraphWriting
from drafter.tui.outline.paragraph_display import remark_text
from drafter.tui.outline.paragraph_list import ParagraphSelection
from drafter.tui.outline.source_comparison import compared
from drafter.tui.outline.sources import SourceEditing
from drafter.tui.pane import Interaction
from drafter.tui.tongue import later, number, tr
from drafter.tui.widgets.row import Row

_SOON = later("The checks are still being read; try again in a moment.")
_NOTHING = later("Nothing is suggested for this wording.")
_DIFFERENCE = later("Struck out goes, underlined comes. Enter takes it; then e to work on it, u to take it back.")
_IN_TURN = later(
    "Struck out goes, underlined comes. Enter takes it and goes on; esc ends here, and keeps what was taken."
)
_NONE_NEEDS = later("Nothing is suggested for these paragraphs.")
_SILENCED = later("silenced, Enter hears it again: ")
_NO_PARTICIPLE = later(
    "Nothing is suggested: a preambular paragraph opens with a participle, Recalling for example. e words it."
)


class Suggestions:
    """Shows what is suggested for the paragraph at the cursor, and does what the user wants with it."""

    def __init__(
        self,
        selection: ParagraphSelection,
        interaction: Interaction,
        writing: ParagraphWriting,
        sources: SourceEditing,
    ) -> None:
        self._selection = selection
        self._interaction = interaction
        self._workspace = interaction.workspace
        self._edits = interaction.workspace.edits
        self._writing = writing
        self._sources = sources

    async def show_wording(self) -> None:
        """Show the marked paragraphs, else the one at the cursor, in declaration wording, and reword each where the
        user agrees.
        """
        ids = self._selection.chosen
        if not ids:
            self._selection.needed()
        elif len(ids) == 1:
            await self._show_wording_of(self._workspace.draft.spots[ids[0]])
        elif await self._show_wordings(ids):
            self._selection.unmark(ids)

    async def show_all_wordings(self) -> None:
        """The same with all paragraphs of the draft."""
        await self._show_wordings(list(self._workspace.draft.spots))

    async def _show_wording_of(self, spot: Spot) -> None:
        suggested = self.wording_of(spot)
        if suggested:
            await self._takes(spot, suggested, "", tr(_DIFFERENCE))
            return
        adapted, text = self._interaction.review.adapted(spot.paragraph.id), spot.paragraph.written
        nothing = self._interaction.review.declined(spot.paragraph.id) or tr(_NOTHING)
        self._interaction.warn(tr(_SOON) if adapted is None else nothing if adapted == text else tr(_NO_PARTICIPLE))

    async def _show_wordings(self, ids: Sequence[str]) -> bool:
        """Show paragraphs in declaration wording one after the other, those that need another. Returns whether the user
        saw them to the end.
        """
        spots = self._workspace.draft.spots
        suggested = {id: words for id in ids if (words := self.wording_of(spots[id]))}
        if not suggested:
            self._interaction.warn(tr(_NONE_NEEDS if self._interaction.review.ready else _SOON))
            return False
        taken = 0
        for place, (id, words) in enumerate(suggested.items(), start=1):
            spot = self._workspace.draft.spots[id]
            takes = await self._takes(
                spot, words, tr(" ({place} of {count})", place=place, count=len(suggested)), tr(_IN_TURN)
            )
            if takes is None:
                return False
            taken += takes
        declined = sum(1 for id in ids if id not in suggested and self._interaction.review.declined(id))
        counts = {
            "worded": taken,
            tr("left as before"): len(suggested) - taken,
            tr("need words of yours (w on each says why)"): declined,
            tr("need no other wording"): len(ids) - len(suggested) - declined,
        }
        said = ", ".join(f"{count:,} {words}" for words, count in counts.items() if count)
        self._interaction.tell(Happened(tr("Wording of {count} paragraphs: {said}", count=number(len(ids)), said=said)))
        return True

    async def _takes(self, spot: Spot, suggested: str, place: str, hint: str) -> bool | None:
        """Show a paragraph in declaration wording, and reword it where the user agrees. Returns whether he did; None
        where he wants to see no more.
        """
        id = spot.paragraph.id
        rows = [
            Row("take", compared(spot.paragraph.written, suggested)),
            Row("leave", Content(tr("Leave it as it is"))),
        ]
        dialog = PickDialog(
            tr("{ref} in declaration wording{place}", ref=self._workspace.refs[id], place=place), rows, hint=hint
        )
        answer = await self._interaction.ask(dialog)
        about = [id] if place else []  # where one follows the other, the cursor follows them
        takes = answer == "take" and self._interaction.edit(lambda: self._edits.reword(id, suggested), about=about)
        return takes if answer else None

    def wording_of(self, spot: Spot) -> str:
        """The wording that can be suggested for the paragraph; empty where its own will do, and before the review."""
        suggested = self._interaction.review.adapted(spot.paragraph.id)
        if suggested is None or suggested == spot.paragraph.written or not _opens_well(spot, suggested):
            return ""
        return suggested

    def has_remarks(self, spot: Spot) -> bool:
        """Whether the checks remark something on the paragraph, silenced ones too."""
        id, review = spot.paragraph.id, self._interaction.review
        return bool(review.remarks(id) or review.silenced(id))

    async def show_remarks(self) -> None:
        """Show the checks' remarks on the paragraph; take a suggestion, or silence a check, with the reason."""
        spot, review = self._selection.needed(), self._interaction.review
        if spot is None:
            return
        findings, silenced = review.remarks(spot.paragraph.id), review.silenced(spot.paragraph.id)
        if not findings and not silenced:
            self._interaction.warn(tr("The checks have no remark on this paragraph.") if review.ready else tr(_SOON))
            return
        texts = [*map(remark_text, findings)]
        texts += [Content.assemble((tr(_SILENCED), "$text-muted"), remark_text(finding)) for finding in silenced]
        rows = [Row(str(place), text) for place, text in enumerate(texts)]
        title = tr("Remarks on {ref}", ref=self._workspace.refs[spot.paragraph.id])
        picked = await self._interaction.ask(PickDialog(title, rows, hint=tr("Enter: what can be done about it.")))
        if picked and int(picked) < len(findings):
            await self._answer(spot, findings[int(picked)])
        elif picked:
            self._hear(spot.paragraph.id, silenced[int(picked) - len(findings)].rule)

    def _hear(self, id: str, rule: str) -> None:
        """Hear a silenced check again, in this paragraph or, where it is silent in the whole draft, everywhere."""
        here = any((entry.rule, entry.paragraph) == (rule, id) for entry in self._workspace.draft.silenced)
        self._interaction.edit(lambda: self._edits.unsilence(rule, id if here else ""))

    async def _answer(self, spot: Spot, finding: Finding) -> None:
        """Ask what to do about a remark, and do it."""
        paragraph, ref = spot.paragraph, self._workspace.refs[spot.paragraph.id]
        text = finding.applied(paragraph.written)
        rows = [Row("word", Content(tr("Word the paragraph…")))]
        if text is not None:
            rows.insert(0, Row("take", compared(paragraph.written, text)))
        if paragraph.links:
            rows.append(Row("sources", Content(tr("Its sources: say what of them is missing…"))))
        rows.append(Row("silence", Content(tr("Leave it, and silence the check here…"))))
        title = tr("About {ref}", ref=ref) if text is None else tr("{ref} as suggested", ref=ref)
        answer = await self._interaction.ask(
            PickDialog(title, rows, hint=finding.why if text is None else tr(_DIFFERENCE))
        )
        if answer == "take" and text is not None:
            self._interaction.edit(lambda: self._edits.reword(paragraph.id, text))
        elif answer == "word":
            await self._writing.edit()
        elif answer == "sources":
            await self._sources.edit()
        elif answer == "silence":
            await self._silence(paragraph.id, finding)

    async def _silence(self, id: str, finding: Finding) -> None:
        field = FormField("reason", tr("Why is it silenced? The reason is kept in the draft."))
        title = tr("Silence a check in {ref}", ref=self._workspace.refs[id])
        answer = await self._interaction.ask(FormDialog(title, [field], finding.why, refusal=_no_reason))
        if answer:
            self._interaction.edit(lambda: self._edits.silence(finding.rule, answer["reason"], id))


def _opens_well(spot: Spot, text: str) -> bool:
    """Whether the suggestion opens as the preamble does; words that open otherwise are no declaration wording there."""
    return spot.part.kind is not Kind.PP or spot.depth > 0 or opening(text) > 0 or text.startswith("We,")


def _no_reason(answer: Answer) -> str:
    return "" if answer["reason"].strip() else tr("Say why: silencing a check needs a reason.")
