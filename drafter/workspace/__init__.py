"""The application without a face: a corpus, the history of one draft, and its file.

Screens and commands call this and nothing else to change a draft.
"""

from drafter.workspace.draft_file import ChangedUnderneath
from drafter.workspace.draft_history import beginning
from drafter.workspace.workspace import Workspace

__all__ = ["ChangedUnderneath", "Workspace", "beginning"]
