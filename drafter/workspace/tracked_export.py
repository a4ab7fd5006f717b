"""What goes out with tracked changes: against a kept revision, or another version of the draft; and by `--view tracked`
with what is proposed as its parties' changes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.corpus import plain_text
from drafter.document.authorship import NOBODY, Authorship, last_day
from drafter.document.edited_document import Mark
from drafter.document.outline import Outline, outline_before
from drafter.document.table import anchor
from drafter.document.tracked import BlockFate, TrackedText, between
from drafter.draft.draft import Draft
from drafter.draft.fields import cleaned
from drafter.draft.text import ATTRIBUTED, ViewKind
from drafter.errors import BadInput, Problem
from drafter.formats import registry
from drafter.formats.registry import Options
from drafter.negotiation.same_paragraphs import known_again
from drafter.storage import draft_yaml, files
from drafter.workspace import export
from drafter.workspace.workspace import Workspace

if TYPE_CHECKING:  # loaded where two Word files are compared
    from drafter.formats.docx.redline import Redlined, TextChange

_NAMED = 5
"""Authors that are named where a file has many."""
_LONGEST = 200
"""Characters of a name; Word takes 255."""


@dataclass(frozen=True, slots=True)
class Tracking:
    """Against what changes are tracked, and whose those are that nothing on record explains."""

    name: str
    """What people call it: `Rev.1 (2026-05-03)`."""
    since: Draft | bytes
    """An earlier version of the draft, or any Word file."""
    day: str = ""
    """When it was kept, as YYYY-MM-DD; empty where nobody knows."""
    author: str = ""
    """Empty for nobody that is known."""


def tracking(workspace: Workspace, against: str, author: str = "") -> Tracking:
    """The tracking against a revision of the draft, by its name, the draft in a file, or a Word file.

    Raises BadInput where there is no such revision, where the file can't be used, and for a name that can't be printed.
    """
    author, path = _checked_name(author), Path(against)
    suffix = path.suffix.lower()
    if suffix == ".docx":
        return Tracking(against, files.read_bytes(path), author=author)
    if suffix in (".yaml", ".yml"):
        since = draft_yaml.read(files.read_bytes(path), path, workspace.corpus, reuse_parsed=True)
        return Tracking(against, since, author=author)
    kept = workspace.revisions.find(against)
    return Tracking(f"{kept.name} ({kept.date})", workspace.revisions.draft(kept), kept.date, author)


def compared_files(old: Path, new: Path, author: str = "") -> tuple[bytes, tuple[str, ...]]:
    """The Word file `new` with everything that is different from the Word file `old` tracked, and what is to be said
    of it, in sentences. Nobody knows the day.

    Raises BadInput where one of them can't be read, and for a name that can't be printed.
    """
    from drafter.formats.docx.redline import redline

    mark = Mark(_checked_name(author) or NOBODY)
    made = redline(files.read_bytes(old), files.read_bytes(new), mark, (old, new))
    accepted = told_of_accepted(made, (old.name, new.name))
    if not accepted or not (made.paragraphs or made.rows):
        return made.data, (told_of_files(made), *accepted)
    whose = f"All that is different is put to {mark.author}."
    return made.data, (told_of_files(made), *accepted, whose)


def _checked_name(author: str) -> str:
    author = " ".join(author.split())
    if plain_text.forbidden(author) or len(author) > _LONGEST:
        raise BadInput(
            Problem("", None, f"--as takes a name of up to {_LONGEST} letters.", "Say who made the changes.")
        )
    return author


def refuse_untracked(suffix: str, options: Options, tracking: Tracking | None) -> None:
    """Raises BadInput for what can't have tracked changes: another format than Word and PDF, an annex on its own, what
    is proposed and what was changed in one document.
    """
    what = "--against" if tracking else "--view tracked"
    if not registry.FORMATS[suffix].styled:
        names = ", ".join(known.suffix for known in registry.FORMATS.values() if known.styled)
        raise BadInput(Problem("", None, f"{suffix} can't show tracked changes ({what}).", f"Use {names}."))
    if options.only:
        raise BadInput(Problem("", None, f"An annex on its own has no tracked changes ({what}).", "Leave out --only."))
    if tracking and options.view.kind is ViewKind.TRACKED:
        said = "--against shows what was changed, --view tracked what is proposed."
        raise BadInput(Problem("", None, said, "Ask for one of the two."))


def proposed(workspace: Workspace, document: Outline, options: Options) -> TrackedText:
    """The text of `document`, the workspace's outline before the proposals, with what is proposed as changes."""
    from drafter.document.open_changes import proposed_changes  # what is changed doesn't need it

    whole = export.outlined(workspace, ATTRIBUTED, options)
    return proposed_changes(workspace.draft, document, whole, options.clean)


def changed(workspace: Workspace, tracking: Tracking, since: Draft, document: Outline, options: Options) -> TrackedText:
    """The text of `document`, the workspace's outline, with what was changed since an earlier version of the draft.

    Raises BadInput for brackets in the earlier one that can't be read, where nobody may be named.
    """
    now, layout = workspace.draft, workspace.layout
    before = known_again(since, now)
    if options.view.kind is ViewKind.UNATTRIBUTED:
        export.refuse_unread(Workspace(workspace.corpus, replace(before, layout=now.layout), Path(tracking.name)))
    if options.clean:
        before, now = cleaned(before), cleaned(now)
    old = outline_before(before, workspace.corpus, layout, now, document)
    return between(old, document, _authorship(before, now, tracking, options))


def redlined(workspace: Workspace, tracking: Tracking, since: bytes, document: bytes, options: Options) -> Redlined:
    """The Word document with everything that is different from another Word file tracked.

    Raises BadInput where that can't be read.
    """
    from drafter.formats.docx.redline import redline

    draft = cleaned(workspace.draft) if options.clean else workspace.draft
    authorship = _authorship(replace(draft, parts=(), settled=()), draft, tracking, options)
    paragraphs = {anchor(id): id for id in draft.spots}

    def whose(change: TextChange) -> Mark:
        id = next((paragraphs[name] for name in change.bookmarks if name in paragraphs), "")
        return authorship.exchange(id, change.inserted, change.deleted)

    return redline(since, document, whose, (tracking.name, workspace.file.path))


def _authorship(before: Draft, after: Draft, tracking: Tracking, options: Options) -> Authorship:
    """Whose the changes are. What goes to the public names no party; a clean draft has no record."""
    otherwise = Mark(tracking.author or NOBODY, max(last_day(after), tracking.day))
    if options.view.kind is ViewKind.UNATTRIBUTED:
        return Authorship(after, after, otherwise)
    return Authorship(before, after, otherwise)


_TOLD = {
    BlockFate.CAME: "came",
    BlockFate.WENT: "went",
    BlockFate.MOVED_TO: "moved",
    BlockFate.CHANGED: "changed",
}


def told(text: TrackedText) -> str:
    """`Paragraphs: 2 came, 1 moved, 3 changed; by EU, Author.`; empty for no change."""
    said = _counted(Counter(block.fate for block in (*text.front, *text.blocks)))
    if not said:
        return ""
    authors = dict.fromkeys(_authors(text))
    return f"Paragraphs: {said}; by {', '.join(authors)}."


def told_of_files(made: Redlined) -> str:
    """`Paragraphs: 2 came, 3 changed. Rows of tables: 1 came.`, of two Word files; that nothing is different."""
    counted = {"Paragraphs": _counted(made.paragraphs), "Rows of tables": _counted(made.rows)}
    return " ".join(f"{what}: {said}." for what, said in counted.items() if said) or "There is no difference."


def told_of_accepted(made: Redlined, names: tuple[str, str]) -> tuple[str, ...]:
    """`What was tracked in old.docx (by Ann, Bob) counts as accepted.`, for each of these two that had changes."""
    return tuple(
        f"What was tracked in {name} (by {_some(authors)}) counts as accepted."
        for name, authors in zip(names, made.accepted, strict=True)
        if authors
    )


def _some(authors: Sequence[str]) -> str:
    """The first authors by name, the others by their number."""
    others = len(authors) - _NAMED
    named = ", ".join(author or "nobody named" for author in authors[:_NAMED])
    return f"{named} and {others:,} more" if others > 0 else named


def _counted(fates: Mapping[BlockFate, int]) -> str:
    """`2 came, 3 changed`; empty for nothing."""
    return ", ".join(f"{fates[fate]:,} {word}" for fate, word in _TOLD.items() if fates.get(fate))


def _authors(text: TrackedText) -> Iterator[str]:
    for block in (*text.front, *text.blocks):
        if block.fate is not BlockFate.SAME:
            marks = [mark for run in block.runs for mark in (run.inserted, run.deleted) if mark]
            yield from (mark.author for mark in (marks or [block.mark]))
