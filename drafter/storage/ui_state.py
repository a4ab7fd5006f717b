"""What drafter remembers of its own accord, in the state folder: recent drafts, the places where they were left,
colours chosen on the screen, targets.

Nothing depends on it: what can't be read is forgotten, what can't be written is not remembered.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from drafter.errors import DrafterError
from drafter.storage import files, folders

_FILE = "remembered.json"
_MOST = 12
"""Recent drafts that are remembered."""
_MOST_TARGETS = 200
_MOST_PLACES = 10
"""Drafts, those opened last, of which the place is remembered."""


@dataclass(frozen=True, slots=True)
class LeftPlace:
    """Where somebody was in a draft."""

    pane: str
    theme: str = ""
    """The theme that Choose showed; empty for all."""
    paragraph: str = ""
    """The paragraph or part at the outline's cursor; empty where the outline was not looked at."""
    folded: tuple[str, ...] = ()
    """The parts and paragraphs whose content the outline hid."""


@dataclass(frozen=True, slots=True)
class UiState:
    """The memory, as it was at the end of the last session."""

    recent: tuple[Path, ...] = ()
    """The drafts opened last, the newest first, whether or not they still exist."""
    theme: str = ""
    """The colours chosen on the screen; empty where none were."""
    tour: bool = False
    """Whether the tour was seen, or skipped."""
    targets: Mapping[str, int] = field(default_factory=dict)
    """Target lengths in words: by a draft's id, or by `draft/part` for one of its parts."""
    places: Mapping[str, LeftPlace] = field(default_factory=dict)
    """Where the user was in the drafts left last, by the draft's id, the newest last."""
    exported: tuple[str, ...] = ()
    """How the last document was exported: `Options.words`."""

    def with_recent(self, path: Path) -> UiState:
        """With this draft as the newest."""
        whole = path.absolute()
        others = tuple(one for one in self.recent if one != whole)
        return replace(self, recent=(whole, *others)[:_MOST])

    def with_targets(self, targets: Mapping[str, int]) -> UiState:
        """With these targets beside those of other drafts; 0 takes one away."""
        merged = {**{key: one for key, one in self.targets.items() if key not in targets}, **targets}
        kept = [(key, one) for key, one in merged.items() if one > 0]
        return replace(self, targets=dict(kept[-_MOST_TARGETS:]))

    def with_place(self, draft: str, place: LeftPlace) -> UiState:
        """With the place in this draft as the newest."""
        others = [(id, one) for id, one in self.places.items() if id != draft]
        return replace(self, places=dict([*others, (draft, place)][-_MOST_PLACES:]))


def load() -> UiState:
    """The memory; an empty one where there is none that can be read."""
    with suppress(DrafterError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        found = json.loads(files.read_bytes(folders.state_folder() / _FILE))
        return UiState(
            tuple(Path(one) for one in found["recent"]),
            str(found["theme"]),
            found["tour"] is True,
            {str(of): int(words) for of, words in found["targets"].items()},
            {str(of): _place(*map(str, place)) for of, place in found["places"].items()},
            tuple(map(str, found.get("exported", []))),
        )
    return UiState()


def _place(pane: str, theme: str = "", paragraph: str = "", *folded: str) -> LeftPlace:
    return LeftPlace(pane, theme, paragraph, folded)


def save(memory: UiState) -> None:
    """Keep the memory; where it can't be written, it is not kept."""
    content = {
        "recent": [str(one) for one in memory.recent],
        "theme": memory.theme,
        "tour": memory.tour,
        "targets": dict(memory.targets),
        "places": {of: [one.pane, one.theme, one.paragraph, *one.folded] for of, one in memory.places.items()},
        "exported": memory.exported,
    }
    with suppress(DrafterError):
        files.write(folders.make_state_folder() / _FILE, json.dumps(content, indent=1).encode())
