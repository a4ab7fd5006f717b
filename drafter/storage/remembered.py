"""What drafter remembers of its own accord, in the state folder: recent drafts, colours chosen on the screen, targets.

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
    }
    with suppress(DrafterError):
        files.write(state.folder() / _FILE, yamlfile.write(content).encode())


def _target(fields: Fields) -> tuple[str, int]:
    words = fields.text("words")
    return fields.text("of"), int(words) if words.isascii() and words.isdecimal() and len(words) < 8 else 0
