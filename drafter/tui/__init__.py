"""The screens: the only room that knows Textual. They call the workspace and own no rule of the field."""

from drafter.tui.app import DrafterApp, run

__all__ = ["DrafterApp", "run"]
