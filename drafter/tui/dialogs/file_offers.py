"""What is offered about the draft's file: ways out where it can't be saved, and what an earlier session left."""

from __future__ import annotations

from textual.content import Content

from drafter.draft.word_difference import Fate, difference
from drafter.storage.editor_recovery import Purpose, Unfinished
from drafter.storage.recovery import Kept
from drafter.tui.dialogs.form import Pick
from drafter.tui.widgets.rows import Row
from drafter.workspace import Workspace, beginning

_AS = Row("as", Content("Save under another name…"))
_MERGE = Row("merge", Content("Merge both: what is there now and what you did here; one step, which undo takes back"))
_LATER = Row("later", Content("Go on working; your work stays here, unsaved, until it can be saved"))
_STAY = Row("stay", Content("Stay"))
_LEAVE = Row("leave", Content("Leave without saving: your work is kept apart, and offered next time"))
_UNSAVED = "The draft can't be saved"


def ways_out(fault: str, *, merging: bool) -> Pick:
    """How to go on where a save failed: `merge`, if somebody else changed the file, `as` or `later`."""
    title = "Somebody else changed the file" if merging else _UNSAVED
    return Pick(title, [*([_MERGE] if merging else []), _AS, _LATER], hint=fault)


def leaving(fault: str) -> Pick:
    """How to leave where the last save failed: `as`, `stay` or `leave`."""
    return Pick(_UNSAVED, [_AS, _STAY, _LEAVE], hint=fault)


def kept_work(kept: Kept) -> Pick:
    """What to do with work that could not be saved: `recover`, `later` or `dismiss`."""
    rows = [
        Row("recover", Content("Bring it back: merged with what the file holds, one step, which undo takes back")),
        Row("later", Content("Not now; ask again when the draft is opened next")),
        Row("dismiss", Content("Do without it; it stays among the earlier versions")),
    ]
    when = f"{kept.when.astimezone():%d %B %Y, %H:%M}"
    return Pick("There is work that never reached this file", rows, hint=f"drafter kept it on {when}.")


_WRITING = {
    Purpose.WORDING: "The wording of {}",
    Purpose.NOTE: "A note on {}",
    Purpose.NEW: "A new paragraph",
    Purpose.MERGED: "One paragraph for {}",
}


def left_words(words: Unfinished, workspace: Workspace) -> Pick:
    """What to do with words of a window that was open at the end: `take`, `look`, `later` or `drop`."""
    sources, ref = ", ".join(words.sources), workspace.refs.get(words.at, "a paragraph that is gone")
    rows = [
        Row("take", Content("Take them up as they are: one step, which undo takes back")),
        Row("look", Content("Look at them in the window that they were written in")),
        Row("later", Content("Not now; ask again when the draft is opened next")),
        Row("drop", Content("Do without them")),
    ]
    what = _WRITING[words.purpose].format(sources or ref)
    hint = f"{what}: {beginning(_fresh(workspace.editors.said_before(words), words.text).strip(), 300)}"
    return Pick("Words that you were writing when drafter ended", rows, hint=hint)


def _fresh(before: str, text: str) -> str:
    """The text from the first to the last of its words that weren't there before; all of it where none is new."""
    stretches = [one for one in difference(before, text) if one.fate is not Fate.OUT]
    new = [place for place, one in enumerate(stretches) if one.fate is Fate.IN]
    return "".join(one.text for one in stretches[new[0] : new[-1] + 1]) if new else text
