"""The named revisions of a draft: saving one, and what is different between two of them, or any two drafts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.corpus.corpus import Corpus
from drafter.draft.draft import Draft
from drafter.errors import BadInput, Problem
from drafter.storage import draft_yaml

if TYPE_CHECKING:  # loaded by whoever asks for a revision: most sessions and commands don't
    from drafter.negotiation.comparison import Comparison
    from drafter.negotiation.ledger import Ledger
    from drafter.negotiation.revisions import Revision
    from drafter.storage.revision_folder import KeptRevision, KeptRevisions
    from drafter.workspace.draft_file import DraftFile
    from drafter.workspace.draft_history import DraftHistory


InView = Callable[[Draft], Draft]


def _as_it_is(draft: Draft) -> Draft:
    return draft


class NamedRevisions:
    """The revisions that are kept beside one draft's file."""

    def __init__(self, corpus: Corpus, history: DraftHistory, file: DraftFile) -> None:
        self._corpus = corpus
        self._history = history
        self._file = file

    @property
    def kept(self) -> KeptRevisions:
        """The revisions in the order in which they were saved, and what is wrong with those that can't be used."""
        from drafter.storage import revision_folder

        return revision_folder.listing(self._file.path)

    @property
    def given_names(self) -> list[str]:
        """The names of those that somebody named, the oldest first: not of what was kept before something came home."""
        from drafter.negotiation.revisions import BEFORE

        return [kept.name for kept in self.kept.revisions if not kept.name.startswith(BEFORE)]

    def save(self, name: str) -> KeptRevision:
        """Keep the draft as it is now for good. Raises EditRefused or CannotWrite, for a name that is taken too."""
        from drafter.storage import revision_folder

        return revision_folder.save(self._file.path, name, self._history.draft, datetime.now(UTC))

    def find(self, name: str) -> KeptRevision:
        """The revision with this name. Raises BadInput, naming those that there are, where there is none."""
        return found(self._file.path, name)

    def draft(self, kept: KeptRevision) -> Draft:
        """The draft as it was. Raises BadInput where it can't be used, with another corpus for example."""
        from drafter.storage import revision_folder

        return revision_folder.load(kept, self._corpus, reuse_parsed=True).draft

    def restore(self, kept: KeptRevision) -> str:
        """Go back to a revision, as one step that can be undone. Returns the step's name. Raises as `draft`."""
        return self._history.step_to(self.draft(kept), f"go back to {kept.name}")

    def compare(self, old: str, new: str, shown: InView = _as_it_is) -> Comparison:
        """What is different between two revisions; NOW names the draft as it is now. `shown` puts both in a view.

        Says what was dropped in a revision before `new` and came back since `old`. Raises BadInput for a name that no
        revision has, and for one that can't be used.
        """
        from drafter.negotiation.comparison import comparison

        before, after = self._named(old), self._named(new)
        kept = self.kept.revisions
        earlier = kept if after is None else kept[: [each.path for each in kept].index(after.path)]
        old_draft, new_draft = (self.draft(each) if each else self._history.draft for each in (before, after))
        return comparison(
            shown(old_draft), shown(new_draft), (_called(before), _called(after)), readable(earlier, self._corpus)
        )

    def ledger(self, since: str = "") -> Ledger:
        """The ledger of open points; what was opened, closed and came back, since a revision, or from the beginning.

        Raises BadInput as `compare`.
        """
        from drafter.negotiation.ledger import ledger
        from drafter.negotiation.revisions import came_back

        then = self.draft(self.find(since)) if since else None
        now = self._history.draft
        return ledger(now, then, came_back(readable(self.kept.revisions, self._corpus), now, then))

    def _named(self, name: str) -> KeptRevision | None:
        """The revision; None for the draft as it is now."""
        from drafter.negotiation.revisions import NOW

        return None if name.casefold() == NOW else self.find(name)


def revisions_of(path: Path) -> KeptRevisions:
    """The revisions of the draft in this file, which needn't be a valid draft any more, nor be there.

    Raises BadInput where neither a file nor a revision is.
    """
    from drafter.storage import files, revision_folder

    kept = revision_folder.listing(path)
    if not (kept.revisions or kept.problems):
        files.read_bytes(path)
    return kept


def found(path: Path, name: str) -> KeptRevision:
    """The revision of the draft in this file with this name. Raises BadInput, naming those that there are, for none."""
    listing = revisions_of(path)
    kept = listing.find(name)
    if kept is None:
        damaged = [problem for problem in listing.problems if Path(problem.file).stem.casefold() == name.casefold()]
        names = ", ".join(f"“{each.name}”" for each in listing.revisions)
        there = f"There are {names}." if names else "`drafter revision DRAFT save NAME` keeps one."
        raise BadInput(damaged or Problem(str(path), None, f"There is no revision “{name}”.", there))
    return kept


def compare_files(old: Path, new: Path, corpus: Corpus, shown: InView = _as_it_is) -> Comparison:
    """What is different between any two files of drafts: versions of one, or not. `shown` puts both in a view.

    Says what was dropped in a revision of the new one and came back since the old one. Raises BadInput where one of the
    two can't be used.
    """
    from drafter.negotiation.comparison import comparison

    before, after = draft_yaml.load(old, corpus), draft_yaml.load(new, corpus)
    names = (old.name, new.name) if old.name != new.name else (str(old), str(new))
    return comparison(shown(before), shown(after), names, readable(_before(new), corpus))


def readable(kept: Sequence[KeptRevision], corpus: Corpus) -> list[Revision]:
    """The revisions with their drafts, without those that can't be used."""
    from drafter.storage import revision_folder

    revisions = []
    for each in kept:
        try:
            revisions.append(revision_folder.load(each, corpus))
        except BadInput:
            continue
    return revisions


def _before(path: Path) -> Sequence[KeptRevision]:
    """The revisions that came before the draft in this file, which may be one of them."""
    from drafter.storage import exported_versions, revision_folder

    folder = path.absolute().parent
    if folder.name.endswith(exported_versions.FOLDER):
        stem = folder.name.removesuffix(exported_versions.FOLDER)
        siblings = revision_folder.listing(folder.with_name(f"{stem}.yaml"))
        own = next((kept for kept in siblings.revisions if kept.path.name == path.name), None)
        return [kept for kept in siblings.revisions if own and kept.when < own.when]
    return revision_folder.listing(path).revisions


def _called(kept: KeptRevision | None) -> str:
    from drafter.negotiation.revisions import NOW

    return f"{kept.name} ({kept.date})" if kept else f"{NOW} ({datetime.now(UTC):%Y-%m-%d})"
