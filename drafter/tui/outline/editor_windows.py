"""The editor windows: a paragraph's wording, a paragraph of one's own, a note, a merged text that is proposed.

What is written in a window is kept while it is open, and no window closes over words that were refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from textual.content import Content

from drafter.corpus.formula import formula
from drafter.draft import edits
from drafter.draft.draft import Spot
from drafter.draft.tree import Place, topmost
from drafter.errors import DrafterError
from drafter.review.adaptation import cleared
from drafter.review.combine import Combination, combination, combined, declarable
from drafter.storage import unsaved_texts
from drafter.storage.unsaved_texts import Purpose, Unfinished
from drafter.tui.dialogs.editor import Beside, Editor
from drafter.tui.dialogs.missing_words import MissingDialog
from drafter.tui.dialogs.place import after
from drafter.tui.dialogs.questions import PickDialog
from drafter.tui.outline import source_comparison
from drafter.tui.outline.paragraph_display import contrast_text
from drafter.tui.outline.paragraph_list import ParagraphSelection
from drafter.tui.outline.sources import cite_supported
from drafter.tui.pane import Interaction, possible
from drafter.tui.tongue import tr
from drafter.tui.widgets.row import Row
from drafter.workspace import Workspace


async def merge_points(
    interaction: Interaction,
    ids: Sequence[str],
    place: Place | None = None,
    theme: str | None = None,
    text: str = "",
) -> bool:
    """Show what several points share once, and what each adds, with who says what; take them up in one paragraph, as
    the user words it. False where he gave up.

    It goes to the place, or where most of them belong (None); `theme` is the one that the user looks at. `text`, if
    given, is what to begin with.
    """
    proposal = combination(interaction.workspace.corpus, ids, interaction.review.rules)
    at, index = (place.container, place.index) if place else (theme or "", None)
    words = Unfinished(Purpose.MERGED, at, text or proposal.text, index, proposal.ids)
    return await EditorWindows(interaction).write(words, proposal)


async def merge_into(interaction: Interaction, ids: Sequence[str], paragraph: str) -> bool:
    """Word a paragraph that stands with what several points ask for besides, and cite them there as far as its words
    do then. False where the user gave up.

    Where something is open in its words, the user puts the points' in.
    """
    corpus, standing = interaction.workspace.corpus, interaction.workspace.draft.spots[paragraph].paragraph
    text = standing.written
    if standing.text.plain:
        rules = interaction.review.rules
        points = {id: declarable(cleared(corpus.by_id[id].text, rules), rules) for id in corpus.in_order(ids)}
        asked = {"": text, **{id: said for id, said in points.items() if said}}
        text = combined(asked, formula(corpus), corpus.language, base="").text
    words = Unfinished(Purpose.WORDING, paragraph, text)
    done = await EditorWindows(interaction).write(words, beside=ids)
    return done and await cite_supported(interaction, paragraph, ids)


async def merge_paragraphs(interaction: Interaction, ids: Sequence[str]) -> bool:
    """The same with paragraphs of the draft, which become one where the first of them stands. What is open in their
    words stays as it is: they are then joined without a window.
    """
    workspace = interaction.workspace
    if not possible(lambda: edits.merge(workspace.draft, ids)):
        return interaction.edit(lambda: workspace.edits.merge(ids))  # which says why not
    merged = topmost(workspace.draft, ids)
    texts = {workspace.refs[id]: workspace.draft.spots[id].paragraph for id in merged}
    if not all(paragraph.text.plain for paragraph in texts.values()):
        contrast = interaction.review.contrasts([id for paragraph in texts.values() for id in paragraph.sources])
        if contrast:
            interaction.warn(contrast_text(contrast).plain)
        return interaction.edit(lambda: workspace.edits.merge(ids), about=ids)
    proposal = combined(
        {ref: paragraph.written for ref, paragraph in texts.items()}, language=workspace.layout.language
    )
    words = Unfinished(Purpose.UNITED, merged[0], proposal.text, sources=tuple(merged))
    return await EditorWindows(interaction).write(words, proposal)


class ParagraphWriting:
    """Opens editor windows for what is at the outline's cursor."""

    def __init__(self, selection: ParagraphSelection, windows: EditorWindows, workspace: Workspace) -> None:
        self._selection = selection
        self._windows = windows
        self._workspace = workspace

    async def edit(self) -> None:
        """Edit the paragraph's wording."""
        spot = self._selection.needed()
        if spot:
            await self._windows.write(Unfinished(Purpose.WORDING, spot.paragraph.id, spot.paragraph.written))

    async def add(self) -> None:
        """Add a paragraph of the user's own after the one at the cursor."""
        place = after(self._workspace.draft, self._selection.cursor or self._selection.part.id)
        await self._windows.write(Unfinished(Purpose.NEW, place.container, index=place.index))

    async def add_sub(self) -> None:
        """Add a sub-paragraph under the paragraph at the cursor."""
        spot = self._selection.needed()
        if spot:
            await self._windows.write(Unfinished(Purpose.NEW, spot.paragraph.id))

    async def note(self) -> None:
        """Write a note on the paragraph."""
        spot = self._selection.needed()
        if spot:
            await self._windows.write(Unfinished(Purpose.NOTE, spot.paragraph.id, spot.paragraph.note))


class EditorWindows:
    """Opens a window for words, and does with them what they are for."""

    def __init__(self, interaction: Interaction) -> None:
        self._interaction = interaction
        self._workspace = interaction.workspace

    async def write(self, words: Unfinished, proposal: Combination | None = None, beside: Sequence[str] = ()) -> bool:
        """Let the user write until the words are in the draft; False where he gave up. To be called from a worker.

        `proposal` is the merged text that the words are, where it is known how it was put together. Recommendations
        `beside` a paragraph's own sources are shown with them.
        """
        words = begun = self._workspace.editors.open(words)
        while True:
            written = await self._interaction.ask(self._window(words, proposal, begun.text, beside))
            if written is None:
                unsaved_texts.remove(words)
                return False
            words = replace(words, text=written.text)
            self._keep(words)
            missing = await self._ask_missing(words)
            restored = None if missing is None else await self._ask_restored(words)
            if missing is None or restored is None:
                continue
            if self._put_in(words, {**restored, **missing}, written.cut):
                self._workspace.editors.done(words)
                return True

    def _keep(self, words: Unfinished) -> None:
        """Keep what stands in the window, so that a killed session doesn't lose it."""
        try:
            unsaved_texts.keep(words)
        except DrafterError as error:
            self._interaction.warn(tr("These words would not survive a crash. {error}", error=error))

    def _put_in(self, words: Unfinished, missing: Mapping[str, str], cut: int | None) -> bool:
        """Make the edit, and where the wording is to be cut, the cut; False where the words were refused."""
        is_new = words.purpose not in (Purpose.WORDING, Purpose.UNITED, Purpose.NOTE, Purpose.PROPOSAL)
        changed = is_new or words.purpose is Purpose.UNITED or words.text != self._workspace.editors.text_before(words)
        edit = self._interaction.edit
        about = [words.at] if words.purpose in (Purpose.PROPOSAL, Purpose.UNITED) else []
        write = partial(self._workspace.editors.write, words, missing)
        if changed and not edit(write, to_newest=is_new, about=about):
            return False
        if words.purpose is not Purpose.NOTE and changed:
            self._tell_unread(self._workspace.history.brought_in if is_new else [words.at])
        if cut is not None and edit(lambda: self._workspace.edits.split(words.at, cut), to_newest=True):
            self._tell_halves(words.at)
        return True

    def _tell_unread(self, ids: Iterable[str]) -> None:
        """Say where a square bracket was typed that can't be read as alternatives."""
        spots, refs = self._workspace.draft.spots, self._workspace.refs
        unread = [refs[id] for id in ids if id in spots and spots[id].paragraph.text.unread]
        if unread:
            self._interaction.warn(
                tr("{unread}: a square bracket has no partner; it stays as typed.", unread=", ".join(unread))
            )

    def _tell_halves(self, first: str) -> None:
        """Say which half cites what, where there were several sources to go with one or the other."""
        spots, refs = self._workspace.draft.spots, self._workspace.refs
        halves = {id: spots[id].paragraph.sources for id in (first, *self._workspace.history.brought_in)}
        if len({source for sources in halves.values() for source in sources}) > 1:
            cited = (f"{refs[id]} cites {', '.join(sources) or 'nothing'}" for id, sources in halves.items())
            self._interaction.inform(f"{'; '.join(cited)}. c changes that.")

    async def _ask_missing(self, words: Unfinished) -> dict[str, str] | None:
        """Ask which sources to mark as partly taken up, each with its words that the text hasn't; None where the user
        rather goes on writing.
        """
        missing = self._workspace.editors.newly_missing(words)
        if not missing:
            return {}
        ticked = await self._interaction.ask(MissingDialog(missing))
        return None if ticked is None else self._workspace.editors.noted(words, ticked)

    async def _ask_restored(self, words: Unfinished) -> dict[str, str] | None:
        """Ask whether sources are wholly taken up now, where a wording has again what was said to be missing. Returns
        what is still missing of each, empty for nothing; None where the user rather goes on writing.
        """
        still = self._workspace.editors.still_missing(words)
        whole = [id for id, missing in still.items() if not missing]
        if not whole:
            return still
        rows = [
            Row(
                "wholly",
                Content(tr("Mark {whole} as wholly taken up: nothing is missing any more", whole=", ".join(whole))),
            ),
            Row("partly", Content(tr("Leave that as it is: something is still missing"))),
            Row("back", Content(tr("Go on writing"))),
        ]
        answer = await self._interaction.ask(PickDialog(tr("What was said to be missing stands in your text"), rows))
        if answer == "wholly":
            return still
        return {id: missing for id, missing in still.items() if missing} if answer == "partly" else None

    def _window(self, words: Unfinished, proposal: Combination | None, begun: str, beside: Sequence[str]) -> Editor:
        """`begun` is the text with which the user began, where it was proposed; `beside` as in `write`."""
        spot = self._workspace.draft.spots.get(words.at)
        wording = spot if words.purpose is Purpose.WORDING else None
        return Editor(
            self._title(words, spot),
            words.text,
            self._beside_proposal(words, proposal) if proposal else self._beside(words, wording, beside),
            cuts=wording is not None,
            before=begun if proposal else self._workspace.editors.text_before(words),
            keep=lambda text: self._keep(replace(words, text=text)),
            to_read=proposal is not None and words.text == begun,
        )

    def _beside_proposal(self, words: Unfinished, proposal: Combination) -> Beside:
        sources = self._taken_up(words)
        contrast = contrast_text(self._interaction.review.contrasts(sources))
        return Beside(
            lambda now: source_comparison.proposed(self._workspace, proposal, sources, now, contrast),
            lambda now: source_comparison.effect_merged(self._workspace, sources, now),
        )

    def _taken_up(self, words: Unfinished) -> tuple[str, ...]:
        """The recommendations that a merged paragraph takes up, or one of several that become one."""
        if words.purpose is Purpose.MERGED:
            return words.sources
        spots = self._workspace.draft.spots
        cited = (source for id in words.sources if id in spots for source in spots[id].paragraph.sources)
        return tuple(dict.fromkeys(cited))

    def _beside(self, words: Unfinished, spot: Spot | None, ids: Sequence[str]) -> Beside | None:
        if ids or words.purpose in (Purpose.MERGED, Purpose.UNITED):
            sources = tuple(dict.fromkeys([*(spot.paragraph.sources if spot else self._taken_up(words)), *ids]))
            return Beside(
                lambda now: source_comparison.against_all(self._workspace, sources, now),
                lambda now: source_comparison.effect_merged(self._workspace, sources, now),
            )
        if words.purpose in (Purpose.PROPOSAL, Purpose.ALTERNATIVE) and words.at in self._workspace.draft.spots:
            paragraph = self._workspace.draft.spots[words.at].paragraph
            return Beside(
                lambda now: source_comparison.compared(paragraph.wording, now),
                lambda now: source_comparison.effect_proposed(paragraph.wording, now),
                tr("Against the draft's own words"),
            )
        if spot is None:
            return None
        return Beside(
            lambda now: source_comparison.beside(self._workspace, spot, now),
            lambda now: source_comparison.effect(self._workspace, self._interaction.review, spot, now),
        )

    def _title(self, words: Unfinished, spot: Spot | None) -> str:
        ref = self._workspace.refs[words.at] if spot else ""
        match words.purpose:
            case Purpose.WORDING:
                return tr("Wording of {ref}", ref=ref)
            case Purpose.NOTE:
                return f"Your note on {ref or 'a paragraph that is gone'} (empty takes it away)"
            case Purpose.MERGED:
                return tr("One paragraph for {sources}", sources=", ".join(words.sources))
            case Purpose.UNITED:
                return tr(
                    "One paragraph of {get}", get=", ".join(self._workspace.refs.get(id, id) for id in words.sources)
                )
            case Purpose.PROPOSAL:
                return tr("{ref} as {parties} wants it", ref=ref, parties=", ".join(words.parties))
            case Purpose.ADDITION:
                return tr("A paragraph after {ref} that {parties} proposes", ref=ref, parties=", ".join(words.parties))
            case Purpose.ALTERNATIVE:
                return tr("An alternative to {ref} that {parties} proposes", ref=ref, parties=", ".join(words.parties))
            case Purpose.NEW:
                if spot:
                    return tr("A new sub-paragraph under {ref}", ref=ref)
                part = self._workspace.draft.part_by_id[words.at]
                kind = "preambular" if part.kind == "PP" else "operative"
                return tr("A new {kind} paragraph of your own in “{title}”", kind=kind, title=part.title)
