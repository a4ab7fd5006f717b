"""What an `about` file says of a mapping exercise that its two annexes don't."""

from __future__ import annotations

from pathlib import Path

from drafter.corpus.corpus import About, AboutRegion
from drafter.storage import yaml_fields
from drafter.storage.yaml_fields import Faults, Fields


def load(path: Path) -> About:
    """The facts of an `about` file. Raises BadInput with every fault found."""
    faults = Faults(str(path))
    fields = yaml_fields.read(path, faults)
    about = About(
        fields.text("id"),
        fields.text("congress"),
        fields.text("title"),
        tuple(_about_region(one) for one in fields.mappings("regions")),
    )
    fields.end()
    faults.check()
    return about


def _about_region(fields: Fields) -> AboutRegion:
    region = AboutRegion(
        fields.text("code", required=True), fields.text("name"), fields.text("report"), fields.text("symbol")
    )
    fields.end()
    return region
