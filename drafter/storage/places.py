"""Where what comes with drafter lies: in the wheel beside the package, in a checkout at the top of the tree."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_SHIPPED = _PACKAGE / "_shipped"
_ROOT = _SHIPPED if _SHIPPED.is_dir() else _PACKAGE.parent

TEMPLATES = _ROOT / "templates"
DATA = _ROOT / "data"
CONGRESS = DATA / "fourteenth-congress"
"""The mapping exercise that comes with drafter."""
CORPUS = CONGRESS / "corpus.yaml"
SAMPLE = CONGRESS / "sample-draft.yaml"
