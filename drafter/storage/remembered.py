"""What drafter remembers of its own accord, in the state folder: recent drafts, the places where they were left,
colours chosen on the screen, targets.

Nothing depends on it: what can't be read is forgotten, what can't be written is not remembered.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from drafter.errors import DrafterError
from drafter.storage import files, state, yamlfile
from drafter.storage.yamlfile import Faults, Fields

_FILE = "remembered.yaml"
_MOST = 12
"""Recent drafts that are remembered."""
_MOST_TARGETS = 200
_MOST_PLACES = 10
"""Drafts, those opened last, of which the place is remembered."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Where somebody was in a draft."""

    pane: str
    theme: str = ""
    """The theme that Choose showed; empty for all."""
    paragraph: str = ""
    """The paragraph or part at the outline's cursor; empty where the outline was not looked at."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """The memory, as it was at the end of the last session."""

    recent: tuple[Path, ...] = ()
    """The drafts opened last, the newest first, whether or not they still exist."""
    theme: str = ""
    """The colours chosen on the screen; empty where none were."""
    tour: bool = False
    """Whether the tour was seen, or skipped."""
    targets: Mapping[str, int] = field(default_factory=dict)
    """Target lengths in words: by a draft's id, or by `draft/part` for one of its parts."""
    places: Mapping[str, Seen] = field(default_factory=dict)
    """Where the user was in the drafts left last, by the draft's id, the newest last."""

    def opened(self, path: Path) -> Remembered:
        """With this draft as the newest."""
        whole = path.absolute()
        others = tuple(one for one in self.recent if one != whole)
        return replace(self, recent=(whole, *others)[:_MOST])

    def targeted(self, targets: Mapping[str, int]) -> Remembered:
        """With these targets beside those of other drafts; 0 takes one away."""
        merged = {**{key: one for key, one in self.targets.items() if key not in targets}, **targets}
        kept = [(key, one) for key, one in merged.items() if one > 0]
        return replace(self, targets=dict(kept[-_MOST_TARGETS:]))

    def left(self, draft: str, place: Seen) -> Remembered:
        """With the place in this draft as the newest."""
        others = [(id, one) for id, one in self.places.items() if id != draft]
        return replace(self, places=dict([*others, (draft, place)][-_MOST_PLACES:]))


def load() -> Remembered:
    """The memory; an empty one where there is none that can be read."""
    with suppress(DrafterError):
        faults = Faults(_FILE)
        fields = yamlfile.read(state.base() / _FILE, faults)
        found = Remembered(
            tuple(Path(one) for one in fields.texts("recent")),
            fields.text("theme"),
            fields.flag("tour", False),
            dict(_target(one) for one in fields.mappings("targets")),
            dict(_place(one) for one in fields.mappings("places")),
        )
        faults.check()
        return found
    return Remembered()


def save(memory: Remembered) -> None:
    """Keep the memory; where it can't be written, it is not kept."""
    content = {
        "recent": [str(one) for one in memory.recent],
        "theme": memory.theme,
        "tour": memory.tour,
        "targets": [{"of": key, "words": str(one)} for key, one in memory.targets.items()],
        "places": [
            {"in": id, "pane": one.pane, "theme": one.theme, "paragraph": one.paragraph}
            for id, one in memory.places.items()
        ],
    }
    with suppress(DrafterError):
        files.write(state.folder() / _FILE, yamlfile.write(content).encode())


def _target(fields: Fields) -> tuple[str, int]:
    words = fields.text("words")
    return fields.text("of"), int(words) if words.isascii() and words.isdecimal() and len(words) < 8 else 0


def _place(fields: Fields) -> tuple[str, Seen]:
    return fields.text("in"), Seen(fields.text("pane"), fields.text("theme"), fields.text("paragraph"))
