"""The application without a face: a corpus, the history of one draft, and its file.

Screens and commands call this and nothing else to change a draft.
"""

from drafter.workspace.editing import Editing
from drafter.workspace.file import ChangedUnderneath
from drafter.workspace.undo import beginning, new_id
from drafter.workspace.workspace import Workspace

__all__ = ["ChangedUnderneath", "Editing", "Workspace", "beginning", "new_id"]
