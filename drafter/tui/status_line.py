"""What the two lines of the main screen say: whether the draft is saved, and what a step did to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from drafter.corpus.plain_text import harmless
from drafter.draft.draft import Draft, Spot
from drafter.draft.edits import belonging
from drafter.review.coverage import Tally
from drafter.tui.labels import shortened
from drafter.tui.tongue import shown, tr
from drafter.tui.widgets.bars import BETWEEN, Plain
from drafter.workspace import Workspace

_TITLE = 24
"""Characters of a part's title in the line."""


class FileState(Plain):
    """`saved · 12/118 · draft.yaml`: whether the draft is saved, how much it covers, its file."""

    def show(self, workspace: Workspace, failed: bool) -> None:
        """`failed` says that the last save did."""
        tally = workspace.coverage.recommendations
        state = tr("NOT SAVED") if failed else tr("saving…") if workspace.file.unsaved else tr("saved")
        figures = f" · {tally.covered}/{tally.total} · {harmless(workspace.file.path.name)}"
        self.update(Content.assemble((state, "bold $text-error" if failed else ""), figures), layout=False)


def outcome(workspace: Workspace, step: str, before: Tally, about: Sequence[str]) -> str:
    """What a step did, in one line: what people call the paragraphs now, where they stand, what it did to the coverage.

    `before` is the coverage before the step, each recommendation counted once; `about` the changed paragraphs that the
    user may want to find again.
    """
    ids = [id for id in workspace.draft.spots if id in about]
    named = (
        f"{tr('now {paragraphs}', paragraphs=_named(workspace, ids))}{_after(workspace, ids)}{_where(workspace, ids)}"
        if ids
        else ""
    )
    vacant = tr("no longer given: {vacated}", vacated=workspace.history.vacated) if workspace.history.vacated else ""
    return BETWEEN.join(
        filter(None, (tr("Done: {step}", step=shown(step)), named, vacant, *_effect(before, workspace)))
    )


def _named(workspace: Workspace, ids: Sequence[str]) -> str:
    """What people call the paragraphs now: `OP4`; `OP4, OP7`; `OP4 to OP9` where these are all between the two."""
    refs = [workspace.refs[id] for id in ids]
    if len(refs) < 4:
        return ", ".join(refs)
    order = list(workspace.draft.spots)
    together = order.index(ids[-1]) - order.index(ids[0]) < len(ids)
    return (
        tr("{first} to {last}", first=refs[0], last=refs[-1])
        if together
        else tr("{count} paragraphs from {first} to {last}", count=len(refs), first=refs[0], last=refs[-1])
    )


def _effect(before: Tally, workspace: Workspace) -> Iterator[str]:
    """What the step did to the coverage; nothing where it did nothing."""
    after = workspace.coverage.recommendations
    changes = {
        tr("covered"): (before.covered, after.covered),
        tr("in part"): (before.partly, after.partly),
        tr("cited, not reflected"): (before.cited, after.cited),
        tr("set aside"): (before.set_aside, after.set_aside),
    }
    parts = [f"{words} {was} → {now}" for words, (was, now) in changes.items() if was != now]
    if parts:
        yield ", ".join(parts)


def _after(workspace: Workspace, ids: Sequence[str]) -> str:
    """Which sibling they now stand after, where frozen numbers don't say it; empty where that is no news."""
    past, now = workspace.history.steps.past, workspace.draft
    before = _sibling_before(past[-1].value, ids[0]) if past else ""
    sibling = _sibling_before(now, ids[0])
    is_news = now.spots[ids[0]].paragraph.number and sibling and sibling != before
    return tr(" after {ref}", ref=workspace.refs[sibling]) if is_news else ""


def _sibling_before(draft: Draft, id: str) -> str:
    """The id of the paragraph before it in what holds them both; empty where it is the first, or isn't there."""
    spot = draft.spots.get(id)
    if spot is None or not spot.index:
        return ""
    return (spot.parent.children if spot.parent else spot.part.paragraphs)[spot.index - 1].id


def _where(workspace: Workspace, ids: Sequence[str]) -> str:
    """The part in which the paragraphs now stand, where one of them didn't before; empty for several parts. Of a single
    one whose points belong to several, how many of them belong there.
    """
    past = workspace.history.steps.past[-1].value.spots if workspace.history.steps.past else {}
    now = workspace.draft.spots
    came = any(id not in past or past[id].part.id != now[id].part.id for id in ids)
    titles = {now[id].part.title for id in ids}
    if not came or len(titles) > 1:
        return ""
    where = tr(" in “{part}”", part=shortened(titles.pop(), _TITLE))
    return f"{where}{_belonging(workspace, now[ids[0]]) if len(ids) == 1 else ''}"


def _belonging(workspace: Workspace, spot: Spot) -> str:
    """How many of a paragraph's points belong where it stands; empty where all do, or none."""
    sources = spot.paragraph.sources
    here = belonging(workspace.draft, workspace.corpus, sources, spot.part.id)
    return (
        tr(", where {here} of its {count} points belong", here=here, count=len(sources))
        if 0 < here < len(sources)
        else ""
    )
