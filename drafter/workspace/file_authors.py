"""Who the authors of a Word file are: said once, on the screen or on the command line, and known to both."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from drafter.errors import BadInput, CannotWrite
from drafter.negotiation.parties import Parties
from drafter.storage import files, kept_decisions, parties_yaml, ui_state

UNTRACKED = ""
"""Stands for whoever made what is not tracked."""


def known_authors(draft: Path, file: Path) -> Mapping[str, str]:
    """The codes of the parties that authors are, by the names that files have for them: of those of any file, as far
    as the draft knows the party, and (UNTRACKED) of whoever made what is not tracked in this one, which is taken home
    into the draft in that file.

    Raises BadInput where the Word file can't be read.
    """
    of_this_file = kept_decisions.load(kept_decisions.place(draft, files.read_bytes(file))).parties
    parties = _parties(draft).by_code
    of_any_file = {name: code for name, code in ui_state.load().authors.items() if code in parties}
    return {**of_any_file, **of_this_file}


def remember_untracked(draft: Path, file: Path, name: str) -> None:
    """Remember who made what is not tracked in the file, by the party's code where it has one. Does nothing where that
    can't be kept. Raises BadInput where the Word file can't be read.
    """
    place = kept_decisions.place(draft, files.read_bytes(file))
    kept = kept_decisions.load(place)
    party = _parties(draft).find(name)
    with suppress(CannotWrite):
        kept_decisions.keep(place, replace(kept, parties={**kept.parties, UNTRACKED: party.code if party else name}))


def _parties(draft: Path) -> Parties:
    """Those of the draft; without those of the file beside it where that has faults, which others tell."""
    with suppress(BadInput):
        return parties_yaml.load(draft)
    return parties_yaml.load()
