"""What lasts through a session, whichever draft is open: the user's settings, drafter's memory, the table of keys.

And the settings file that a user begins with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from drafter.errors import BadInput, DrafterError, Problem
from drafter.storage import settings, ui_state
from drafter.storage.settings import FORMAT, Settings
from drafter.storage.ui_state import LeftPlace, UiState
from drafter.tui import appearance, tongue
from drafter.tui.commands import COMMANDS, CommandTable
from drafter.tui.tongue import tr

_SETTINGS = """\
# What you set here counts from the next start of drafter. A line that begins with # is left as it is.
drafter-settings: {format}

# The colours: {themes}. Ctrl+T on the screen changes them too.
# theme: {theme}

# The language of the screens: {languages}. Without this line it is that of your system, where it is one of these.
# language: {language}

# How many words a declaration should have at most; `l` in the outline sets it for one draft.
# target-words: 6000

# Other keys for commands, several with commas between them. To change one, take the # away before both of its lines
# and before `keys:`.
# keys:
"""


class Session:
    """Settings as the user wrote them; a memory that is kept whenever it changes."""

    def __init__(self, chosen: Settings, memory: UiState, within: Path | None = None) -> None:
        """`within` is the only folder that this session may reach; None for all that the user may.

        Raises BadInput where the settings name what there isn't.
        """
        self.settings = chosen
        self._within = within.resolve() if within else None
        self.memory = memory
        self.table = CommandTable().rekeyed(chosen.keys)
        known = [theme.name for theme in appearance.THEMES]
        if chosen.theme and chosen.theme not in known:
            raise BadInput(Problem("", None, f"There is no theme “{chosen.theme}”.", f"There are {', '.join(known)}."))
        spoken = tongue.languages() if chosen.language else []
        if chosen.language and chosen.language not in spoken:
            what = f"The screens don't speak “{chosen.language}”."
            raise BadInput(Problem("", None, what, f"They speak {', '.join(spoken)}."))

    @classmethod
    def load(cls, within: Path | None = None) -> Session:
        """The user's session, `within` one folder or not.

        Raises BadInput, naming the settings file, where that can't be used.
        """
        chosen = settings.load()
        try:
            return cls(chosen, ui_state.load(), within)
        except BadInput as error:
            raise BadInput(replace(problem, file=str(settings.path())) for problem in error.problems) from error

    def reaches(self, path: Path) -> bool:
        """Whether this session may read and write there; links are followed before it is judged."""
        return self._within is None or path.resolve().is_relative_to(self._within)

    def reach(self, path: Path) -> Path:
        """The path that a user named. Raises DrafterError where this session may not go there."""
        path = expanded(path)
        if not self.reaches(path):
            raise DrafterError(
                tr(
                    "{path}: only the folder that is served, {within}, can be reached from here.",
                    path=path,
                    within=self._within,
                )
            )
        return path

    @property
    def theme(self) -> str:
        """The colours to begin with: chosen on the screen last, else in the settings."""
        known = {theme.name for theme in appearance.THEMES}
        return next(
            (name for name in (self.memory.theme, self.settings.theme) if name in known), appearance.DEFAULT_THEME
        )

    @property
    def language(self) -> str:
        """What the screens speak: what the settings say, else what the environment asks for."""
        return self.settings.language or tongue.of_environment()

    def targets(self, draft: str) -> Mapping[str, int]:
        """Every target length; this draft's whole has the settings' where it has none of its own."""
        return {draft: self.settings.target_words, **self.memory.targets}

    def opened(self, path: Path) -> None:
        self._remember(self.memory.with_recent(path))

    def place_in(self, draft: str) -> LeftPlace | None:
        """Where the user was in this draft when he left it last; None where that isn't known."""
        return self.memory.places.get(draft)

    def left(self, draft: str, place: LeftPlace) -> None:
        if self.place_in(draft) != place:
            self._remember(self.memory.with_place(draft, place))

    def party_in(self, draft: str) -> str:
        """The code of the party that was named last in this draft; empty where none was."""
        return self.memory.parties.get(draft, "")

    def spoke(self, draft: str, code: str) -> None:
        if self.party_in(draft) != code:
            self._remember(self.memory.with_party(draft, code))

    def knows(self, author: str, code: str) -> None:
        """Which party an author is was said."""
        if self.memory.authors.get(author) != code:
            self._remember(self.memory.with_author(author, code))

    def themed(self, name: str) -> None:
        self._remember(replace(self.memory, theme=name))

    def toured(self) -> None:
        self._remember(replace(self.memory, tour=True))

    def goes_own_way(self) -> None:
        """No guided first draft is offered any more."""
        self._remember(replace(self.memory, own_way=True))

    def exported(self, options: tuple[str, ...]) -> None:
        self._remember(replace(self.memory, exported=options))

    def targeted(self, targets: Mapping[str, int]) -> None:
        self._remember(self.memory.with_targets(targets))

    def _remember(self, memory: UiState) -> None:
        self.memory = memory
        ui_state.save(memory)


def expanded(path: Path) -> Path:
    """The path with the home folder in the place of `~`; as it is where there is no such user."""
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def settings_template() -> str:
    """The text of a settings file: every setting and every command with its keys, commented out."""
    spoken = tongue.languages()
    names = ", ".join(theme.name for theme in appearance.THEMES)
    return _SETTINGS.format(
        format=FORMAT, themes=names, theme=appearance.DEFAULT_THEME, languages=", ".join(spoken), language=spoken[-1]
    ) + "".join(_key_settings())


def _key_settings() -> Iterator[str]:
    for command in COMMANDS:
        yield f"# - command: {command.id}    # {command.help}\n#   keys: '{command.key}'\n"
