"""The screens: the only room that knows Textual. They call the workspace and own no rule of the field."""

import os

# Textual reads these when it is loaded. A key is painted at once, but what follows from it would wait for the next
# sixtieth of a second; and escape would wait a tenth of a second for the rest of a longer key.
os.environ.setdefault("TEXTUAL_FPS", "120")
os.environ.setdefault("ESCDELAY", "50")

from drafter.tui.app import DrafterApp, run

__all__ = ["DrafterApp", "run"]
