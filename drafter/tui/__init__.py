"""The screens: the only room that knows Textual. They call the workspace and own no rule of the field."""

import os

# Textual reads it when it is loaded. A key is painted at once; what follows from that waits for the next such moment.
os.environ.setdefault("TEXTUAL_FPS", "120")

from drafter.tui.app import DrafterApp, run, run_alone

__all__ = ["DrafterApp", "run", "run_alone"]
