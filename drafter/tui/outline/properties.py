"""What is set on paragraphs, on parts and on the whole draft: status, numbers, headings, front matter, lengths."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict

from textual.content import Content

from drafter.corpus import citations
from drafter.draft.draft import Draft, Front, Spot, Status
from drafter.draft.length import WORDS_A_PAGE, lengths, target_key, words_meant
from drafter.draft.numbering import frozen
from drafter.tui.dialogs.questions import Answer, FormDialog, FormField, PickDialog
from drafter.tui.labels import shortened
from drafter.tui.outline.paragraph_list import ParagraphSelection
from drafter.tui.pane import Interaction
from drafter.tui.session import Session
from drafter.tui.tongue import later, number, tr
from drafter.tui.widgets.row import Row


class Properties:
    """Asks for the properties and sets them."""

    def __init__(
        self, selection: ParagraphSelection, interaction: Interaction, session: Session, show: Callable[[], None]
    ) -> None:
        """`session` keeps the target lengths; `show` shows the draft with others."""
        self._selection = selection
        self._interaction = interaction
        self._workspace = interaction.workspace
        self._edits = interaction.workspace.edits
        self._session = session
        self._show = show

    async def status(self) -> None:
        ids = self._selection.chosen
        if not ids:
            self._selection.needed()
            return
        first = self._workspace.draft.spots[ids[0]]
        rows = [
            Row(str(status), Content.assemble(f"{status}  ", (meaning, "$text-muted")))
            for status, meaning in _STATUSES.items()
        ]
        title = tr("Status of {ref}", ref=", ".join(self._workspace.refs[id] for id in ids))
        answer = await self._interaction.ask(PickDialog(title, rows, str(first.paragraph.status)))
        if answer is None:
            return
        status = Status(answer)
        pending = await self._ask_pending(first) if status is Status.PENDING else ""
        if pending is not None and self._interaction.edit(lambda: self._edits.set_status(ids, status, pending)):
            self._selection.unmark(ids)
            self._warn_of_brackets(ids, status)

    async def _ask_pending(self, spot: Spot) -> str | None:
        field = FormField("pending", tr("Whose word is awaited?"), spot.paragraph.pending)
        answer = await self._interaction.ask(FormDialog(tr("Pending"), [field], refusal=_no_name))
        return answer["pending"] if answer else None

    def _warn_of_brackets(self, ids: Iterable[str], status: Status) -> None:
        spots, refs = self._workspace.draft.spots, self._workspace.refs
        contested = ", ".join(refs[id] for id in ids if "[" in spots[id].paragraph.written)
        if status.agreed and contested:
            self._interaction.warn(
                tr(
                    "{contested}: there are square brackets in it, and what stands in them is not agreed.",
                    contested=contested,
                )
            )

    async def heading(self) -> None:
        """Change the heading of the part at the cursor."""
        part = self._selection.part
        hint = "" if part.heading else tr("The layout prints no heading for this part; the outline alone shows it.")
        form = FormDialog(tr("Heading of the part"), [FormField("title", tr("Heading"), part.title)], hint)
        answer = await self._interaction.ask(form)
        if answer:
            self._interaction.edit(lambda: self._edits.retitle(part.id, answer["title"]))

    async def front(self) -> None:
        """Change the front matter; what doesn't look like a symbol is asked about."""
        draft, regions = self._workspace.draft, self._workspace.corpus.regions
        given = citations.symbols(draft.front.reports)
        reports = {f"report-{place}": region for place, region in enumerate(regions)}
        labels = _FRONT | {name: tr("Symbol of the {report}", report=region.title) for name, region in reports.items()}
        asked = asdict(draft.front) | {name: given.get(region.code, region.symbol) for name, region in reports.items()}
        while True:
            fields = [FormField(name, label, asked[name]) for name, label in labels.items()]
            answer = await self._interaction.ask(
                FormDialog(tr("Front matter"), fields, tr("What is left empty is not printed."))
            )
            if not answer:
                return
            asked = {name: text.strip() for name, text in answer.items()}
            if await self._are_symbols([asked[name] for name in ("symbol", *reports) if asked[name]]):
                break
        ours = {region.code: asked[name] for name, region in reports.items() if asked[name] != region.symbol}
        front = Front(**{name: answer[name] for name in _FRONT}, reports=citations.stated(ours))
        self._interaction.edit(lambda: self._edits.set_front(front))

    async def _are_symbols(self, texts: Iterable[str]) -> bool:
        """Whether these are symbols, or the user says that they are."""
        odd = [text for text in dict.fromkeys(texts) if not citations.is_symbol(text)]
        if not odd:
            return True
        title = f"{', '.join(f'“{shortened(text, _SHORT)}”' for text in odd)}: no symbol as the United Nations write it"
        rows = [
            Row("back", Content(tr("Go back and change it"))),
            Row("keep", Content(tr("Keep it: that is how it is written here"))),
        ]
        hint = tr(
            "A symbol has letters, figures and full stops between slashes, as in A/CONF.234/L.6 or E/CN.15/2019/11."
        )
        return await self._interaction.ask(PickDialog(title, rows, hint=hint)) == "keep"

    async def length(self) -> None:
        """Set how long the declaration and its parts should be at most."""
        draft = self._workspace.draft
        answer = await self._interaction.ask(targets_form(draft, self._session.targets(draft.id)))
        if answer is not None:
            self._session.targeted({key: words_meant(text) or 0 for key, text in answer.items()})
            self._show()
            self._interaction.say(tr("Done: target lengths, kept on this machine and not in the draft"))

    async def numbers(self) -> None:
        """Freeze all numbers, count all again, or, on a paragraph, set its own."""
        spot, refs = self._selection.spot, self._workspace.refs
        rows = [Row("freeze", Content(tr(_FREEZE))), Row("thaw", Content(tr(_THAW)))]
        if spot:
            now = spot.paragraph.number or "counted"
            rows.append(
                Row("set", Content(tr("Set the number of {ref} (now {now})…", ref=refs[spot.paragraph.id], now=now)))
            )
        all_frozen = frozen(self._workspace.draft)
        counted = tr("Now they are counted; where a number was frozen or set, it stays.")
        hint = tr("Now all are frozen.") if all_frozen else counted
        dialog = PickDialog(tr("The paragraphs' numbers"), rows, "thaw" if all_frozen else "freeze", hint)
        answer = await self._interaction.ask(dialog)
        if answer == "freeze":
            self._interaction.edit(self._edits.freeze_numbers)
        elif answer == "thaw":
            self._interaction.edit(self._edits.thaw_numbers)
        elif answer == "set" and spot:
            await self._set_number(spot)

    async def _set_number(self, spot: Spot) -> None:
        id, kind = spot.paragraph.id, str(spot.part.kind)
        field = FormField("number", tr("Its number, without brackets or full stop: 7 bis"), spot.paragraph.number)

        def refusal(answer: Answer) -> str:
            number = answer["number"].strip().removeprefix(kind)  # `OP7` is what the screens call it
            return self._interaction.try_edit(lambda: self._edits.set_number(id, number))

        title = tr("Number of {ref}", ref=self._workspace.refs[id])
        await self._interaction.ask(FormDialog(title, [field], tr("Empty: it is counted again."), refusal=refusal))


_STATUSES = {
    Status.OPEN: later("no result yet"),
    Status.BRACKETED: later("not agreed: stands in square brackets"),
    Status.INFORMALS: later("agreed in informal consultations"),
    Status.AD_REF: later("agreed, subject to approval by the governments"),
    Status.PENDING: later("waits for the word of a delegation"),
    Status.REOPENED: later("was agreed, and is discussed again"),
}
_FRONT = {
    "title": later("Title (empty: the layout's own)"),
    "symbol": later("Document symbol, where one is given"),
    "distribution": later("Distribution, where one is given: Limited"),
    "date": later("Date of the document: 6 March 2021"),
    "original": later("Original language"),
    "session": later("Session"),
    "place": later("Place of the congress: Kyoto, Japan"),
    "dates": later("Dates of the congress: 7–12 March 2021"),
    "agenda": later("Agenda items, as they are to be printed"),
}
_SHORT = 40
"""Signs of what is no symbol that are quoted."""
_FREEZE = later("Freeze all as they now are: what is added becomes 7 bis, nothing else is renumbered")
_THAW = later("Count all paragraphs again: every one gets the number of its place")
_TARGETS_HINT = (
    f"For example 900 words, or 2 pages (of {WORDS_A_PAGE} words); empty: no target. Paragraphs alone are counted. "
    "Kept on this machine, not in the draft; undo doesn't change it."
)


def _no_name(answer: Answer) -> str:
    named = answer["pending"].strip()
    return "" if named else tr("Name the delegation or group whose word is awaited; esc leaves it as it was.")


def targets_form(draft: Draft, targets: Mapping[str, int]) -> FormDialog:
    """A line for the whole and one for each part. The answer has them by their keys among all targets."""
    whole, parts = lengths(draft, targets)
    titles = [tr("The whole declaration (now {words})", words=number(whole.words))]
    titles += [
        tr("{title} (now {words})", title=part.title, words=number(parts[part.id].words)) for part in draft.parts
    ]
    keys = [draft.id, *(target_key(draft, part.id) for part in draft.parts)]
    fields = [
        FormField(f"target-{place}", title, str(targets.get(key) or ""), key)
        for place, (key, title) in enumerate(zip(keys, titles, strict=True))
    ]
    return FormDialog(tr("How long it should be at most"), fields, _TARGETS_HINT, refusal=_no_length)


def _no_length(answer: Answer) -> str:
    unread = [f"“{text.strip()}”" for text in answer.values() if words_meant(text) is None]
    return (
        tr("{unread}: write a number of words, 900, or of pages, 2 pages.", unread=", ".join(unread)) if unread else ""
    )
