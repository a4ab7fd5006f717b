"""The files that say how the screens are laid out. Each is read when the first of its screens is shown."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent

MAIN = _HERE / "drafter.tcss"
DIALOGS = _HERE / "dialogs.tcss"
START = _HERE / "start.tcss"
