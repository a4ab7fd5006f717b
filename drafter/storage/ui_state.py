"""What the screens remember from session to session, in the state folder: recent drafts, where each was left, colours
chosen on the screen, target lengths, the last export's options, for whom somebody spoke last, which party an author is.

Nothing depends on it: where it can't be read it is empty, where it can't be written nothing is remembered.
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
"""How many recent drafts are remembered."""
_MOST_TARGETS = 200
_MOST_AUTHORS = 500
_MOST_PLACES = 10
"""For how many drafts, those left last, the place is remembered, and the party."""


@dataclass(frozen=True, slots=True)
class LeftPlace:
    """Where the user was in a draft when it was left."""

    pane: str
    theme: str = ""
    """The theme that Choose showed; empty for all."""
    paragraph: str = ""
    """The paragraph or part at the outline's cursor; empty where the outline was not looked at."""
    folded: tuple[str, ...] = ()
    """The parts and paragraphs whose content the outline hid."""


@dataclass(frozen=True, slots=True)
class UiState:
    """What is remembered. Immutable: each change returns a new state."""

    recent: tuple[Path, ...] = ()
    """The drafts opened last, the newest first, whether or not they still exist."""
    theme: str = ""
    """The colours chosen on the screen; empty where none were."""
    tour: bool = False
    """Whether the tour was seen, or skipped."""
    own_way: bool = False
    """Whether no guided first draft is to be offered where a draft is empty."""
    targets: Mapping[str, int] = field(default_factory=dict)
    """Target lengths in words: by a draft's id, or by `draft/part` for one of its parts."""
    places: Mapping[str, LeftPlace] = field(default_factory=dict)
    """Where the user was in the drafts left last, by the draft's id, the newest last."""
    exported: tuple[str, ...] = ()
    """How the last document was exported: `Options.words`."""
    parties: Mapping[str, str] = field(default_factory=dict)
    """The code of the party that was named last in a draft, by the draft's id, the newest last."""
    authors: Mapping[str, str] = field(default_factory=dict)
    """The codes of the parties that the authors of Word files are, by the names that the files have for them, the one
    named last at the end.
    """

    def with_recent(self, path: Path) -> UiState:
        """Put this draft first among the recent ones."""
        absolute = path.absolute()
        others = tuple(recent for recent in self.recent if recent != absolute)
        return replace(self, recent=(absolute, *others)[:_MOST])

    def with_targets(self, targets: Mapping[str, int]) -> UiState:
        """Set these targets and keep the others; 0 removes a target."""
        merged = {**{key: words for key, words in self.targets.items() if key not in targets}, **targets}
        kept = [(key, words) for key, words in merged.items() if words > 0]
        return replace(self, targets=dict(kept[-_MOST_TARGETS:]))

    def with_place(self, draft: str, place: LeftPlace) -> UiState:
        """Remember where this draft was left, as the newest place."""
        others = [(id, earlier) for id, earlier in self.places.items() if id != draft]
        return replace(self, places=dict([*others, (draft, place)][-_MOST_PLACES:]))

    def with_party(self, draft: str, code: str) -> UiState:
        """Remember the party that was named last in this draft."""
        others = [(id, earlier) for id, earlier in self.parties.items() if id != draft]
        return replace(self, parties=dict([*others, (draft, code)][-_MOST_PLACES:]))

    def with_author(self, name: str, code: str) -> UiState:
        """Remember which party an author is."""
        others = [(other, party) for other, party in self.authors.items() if other != name]
        return replace(self, authors=dict([*others, (name, code)][-_MOST_AUTHORS:]))


def load() -> UiState:
    """Read what is remembered; empty where nothing can be read."""
    with suppress(*files.DAMAGE):
        content = json.loads(files.read_bytes(folders.state_folder() / _FILE))
        return UiState(
            tuple(Path(path) for path in content["recent"]),
            str(content["theme"]),
            content["tour"] is True,
            content.get("own_way") is True,
            {str(id): int(words) for id, words in content["targets"].items()},
            {str(id): _place(*map(str, place)) for id, place in content["places"].items()},
            tuple(map(str, content.get("exported", []))),
            {str(id): str(code) for id, code in content.get("parties", {}).items()},
            {str(name): str(code) for name, code in content.get("authors", {}).items()},
        )
    return UiState()


def _place(pane: str, theme: str = "", paragraph: str = "", *folded: str) -> LeftPlace:
    return LeftPlace(pane, theme, paragraph, folded)


def save(memory: UiState) -> None:
    """Write what is to be remembered; does nothing where that fails."""
    content = {
        "recent": [str(path) for path in memory.recent],
        "theme": memory.theme,
        "tour": memory.tour,
        "own_way": memory.own_way,
        "targets": dict(memory.targets),
        "places": {
            id: [place.pane, place.theme, place.paragraph, *place.folded] for id, place in memory.places.items()
        },
        "exported": memory.exported,
        "parties": dict(memory.parties),
        "authors": dict(memory.authors),
    }
    with suppress(DrafterError):
        files.write(folders.make_state_folder() / _FILE, json.dumps(content, indent=1).encode())
