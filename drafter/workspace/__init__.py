"""The application without a face. Screens and commands call this and nothing else to change a draft.

A `Workspace` has a `history` (undo, redo), a `file` (saving, recovery, versions), `edits` (one step each) and
`editors` (open windows for writing). Beside it: `review`, `export`, and `corpus_building` for a new corpus.
"""

from drafter.workspace.draft_file import ChangedUnderneath
from drafter.workspace.draft_history import quoted_beginning
from drafter.workspace.workspace import Workspace

__all__ = ["ChangedUnderneath", "Workspace", "quoted_beginning"]
