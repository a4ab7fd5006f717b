"""The application without a user interface: screens and commands change a draft only through this.

A `Workspace` has a `history` (undo, redo), a `file` (saving, recovery, versions), named `revisions`, `edits` (one step
each) and `editors` (open windows for writing). Beside it: `draft_review`, `export`, and `incoming` for a new corpus.
"""

from drafter.workspace.draft_file import ChangedUnderneath
from drafter.workspace.draft_history import quoted_beginning
from drafter.workspace.workspace import Workspace

__all__ = ["ChangedUnderneath", "Workspace", "quoted_beginning"]
