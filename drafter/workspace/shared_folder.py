"""A folder of drafts that several people share through git: set up, looked at, sent, and brought up to date.

What is shared are the drafts of the folder with what belongs to them, and what git was told of by hand. No other file
is, so that a folder can be shared in which other things lie.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from drafter.corpus.corpus import Corpus
from drafter.draft.draft import Draft, Paragraph, Status
from drafter.draft.numbering import refs
from drafter.errors import BadInput, CannotWrite, EditRefused, Problem
from drafter.negotiation.edit_summary import summary
from drafter.negotiation.parties import name_fault
from drafter.storage import (
    checks_yaml,
    draft_yaml,
    earlier_versions,
    exported_versions,
    files,
    git,
    locks,
    parties_yaml,
)
from drafter.storage.git import Author, Commit, Entry, Repository
from drafter.workspace.shared_merge import (
    PARTY,
    KeptAfterAll,
    KeptTwice,
    MergedFolder,
    merge_commits,
    who,
)
from drafter.workspace.shared_setup import set_up_files, set_up_merging

COMPANIONS = (parties_yaml.NAME, checks_yaml.NAME, ".gitattributes", ".gitignore")
"""Files beside the drafts that go with them."""
_PARTY_SETTING = "drafter.party"
_LONGEST_SUBJECT = 100
_REMOTE = "origin"
_EXPORTED = "exported"


@dataclass(frozen=True, slots=True)
class Contribution:
    """Something that was sent or is to be: a commit."""

    by: str
    """The party that it was made for, else its author."""
    when: str
    """As `YYYY-MM-DD HH:MM`, by the clock of its author."""
    what: str
    """The edits: `OP3 reworded; OP7 added`."""


@dataclass(frozen=True, slots=True)
class FileEdit:
    """Something that was done to a file and is in no commit yet."""

    path: str
    """From the top of what is shared."""
    what: str
    """`OP3 reworded`, for an edit of a draft; `changed`, for one of the file as a whole."""
    whole: bool = False
    """Whether it is said of the file as a whole."""

    def __str__(self) -> str:
        return f"{self.path} {self.what}" if self.whole else f"{self.path}: {self.what}"


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A paragraph that isn't agreed on."""

    file: str
    """The draft's, from the top of what is shared."""
    ref: str
    """What people call it; the draft's file where it is no paragraph."""
    what: str
    """Its words with their brackets, or in what the sides differ."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a shared folder stands, as far as can be told without asking anybody."""

    party: str
    remote: str
    """The name of the remote; empty where there is none yet."""
    where: str
    """Its path or address."""
    heard: datetime | None
    """When the remote was last asked; None for never."""
    edits: tuple[FileEdit, ...]
    """What is on disk and in no commit: what the next `send` or `get` makes one of."""
    unsent: tuple[Contribution, ...]
    fetched: tuple[Contribution, ...]
    """What came and was not merged yet, with the next `get`."""
    contested: tuple[OpenPoint, ...]
    left_out: tuple[str, ...]
    """Files of the folder that aren't shared."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a `send` did."""

    committed: Contribution | None
    """The edits that it made a commit of; None where everything was in one."""
    steps: tuple[Contribution, ...]
    """What the remote didn't have; none where it had everything."""
    remote: str
    made: Path | None
    """The repository that it made for the others; None where there was one."""
    open_here: tuple[str, ...]
    """Drafts that somebody has open in the screens here."""


@dataclass(frozen=True, slots=True)
class Got:
    """What a `get` did."""

    committed: Contribution | None
    """The edits of one's own that it made a commit of first."""
    steps: tuple[Contribution, ...]
    """What came, the oldest first."""
    remote: str
    merged: bool
    """Whether both sides had something that the other lacked."""
    clashes: tuple[OpenPoint, ...]
    """What both sides changed, each in its own way."""
    contested: tuple[OpenPoint, ...]
    """Paragraphs that are open now, and were not before."""
    twice: tuple[KeptTwice, ...]
    after_all: tuple[KeptAfterAll, ...]


class SharedFolder:
    """A folder whose drafts are shared. Every method raises GitFailed where git can't do its part, nothing changed.

    Talks to another machine in `send` and `get` only.
    """

    def __init__(self, folder: Path, corpus: Corpus, repository: Repository) -> None:
        self.folder = Path(os.path.realpath(folder))
        self.corpus = corpus
        self.repository = repository
        self._drafts: dict[bytes, Draft] = {}
        """What was read, by its content."""

    @classmethod
    def init(cls, folder: Path, corpus: Corpus) -> tuple[SharedFolder, bool]:
        """Make the folder, which may have to be made, a shared one. Returns whether there was no repository before."""
        files.make_folder(folder)
        known = Repository.around(folder)
        return cls(folder, corpus, known or Repository.create(folder)), known is None

    @classmethod
    def open(cls, folder: Path, corpus: Corpus) -> SharedFolder:
        """The shared folder. Raises BadInput where it isn't one."""
        if not folder.is_dir():
            raise BadInput.of(folder, "There is no such folder.", "Check the name.")
        repository = Repository.around(folder)
        if repository is None:
            raise BadInput.of(folder, "This folder isn't shared yet.", "Begin with: drafter share init")
        return cls(folder, corpus, repository)

    # Setting up

    @property
    def party(self) -> str:
        """The party for which one works here; empty where nobody has said."""
        return self.repository.setting(_PARTY_SETTING)

    def work_for(self, party: str) -> None:
        """Remember the party for which one works here, by its code if it is known. Raises BadInput for what can't be
        a party's name.
        """
        typed = " ".join(party.split())
        known = parties_yaml.load(self.folder / parties_yaml.NAME).find(typed)
        name = known.code if known else typed
        if fault := name_fault(name):
            raise BadInput(Problem("", None, fault))
        if name != self.repository.own_setting(_PARTY_SETTING):
            self.repository.set(_PARTY_SETTING, name)

    @property
    def author(self) -> Author | None:
        """Who commits here, by git's settings or by party; None where neither says."""
        environment = os.environ.get
        name = environment("GIT_AUTHOR_NAME") or self.repository.setting("user.name") or self.party
        email = environment("GIT_AUTHOR_EMAIL") or self.repository.setting("user.email")
        return Author(name, email) if name else None

    def remember(self, remote: str) -> str:
        """Remember where the others are: a path or an address. Returns the remote's name, an old one where it is known.

        Looks at nothing there. Raises BadInput for what is neither.
        """
        known = self.repository.remotes
        path = git.local_path(remote)
        if remote in known:
            return remote
        if remote.startswith("-") or (path and not path.name):
            raise BadInput(Problem("", None, f"“{remote}” is no remote.", "Name a path or an address."))
        url = Path(os.path.abspath(path)).as_posix() if path else remote  # noqa: PTH100  (links stay as they are typed)
        for name, other in known.items():
            if other == url:
                return name
        name = _REMOTE if _REMOTE not in known else _remote_name(url, known)
        self.repository.add_remote(name, url)
        return name

    # Looking

    def standing(self) -> Standing:
        """How the folder stands. Asks nobody."""
        with suppress(BadInput):
            remote = self._remote("")
            return self._standing(remote)
        return self._standing("")

    def _standing(self, remote: str) -> Standing:
        head, tracked = self.repository.commit_id("HEAD"), self._tracked(remote)
        new = [path for path in self._others() if not self._is_shared(path)]
        return Standing(
            self.party,
            remote,
            self.repository.remotes.get(remote, ""),
            _changed_at(self.repository.data / "FETCH_HEAD"),
            tuple(self._edits()),
            tuple(_steps(self._log(head, tracked))),
            tuple(_steps(self._log(tracked, head))),
            tuple(self._open_points(self._drafts_here())),
            tuple(new),
        )

    def _log(self, tip: str | None, without: str | None) -> list[Commit]:
        """The commits of one and not of the other, without merges, the oldest first."""
        return self.repository.log(tip, [without] if without else [], merges=False)[::-1] if tip else []

    # Sending

    def send(self, author: Callable[[], Author], remote: str = "") -> Sent:
        """Make a commit of the edits and send the remote all that it lacks. `remote` is a name, a path or an address;
        `author` is asked only where a commit is made.

        Raises EditRefused where the remote has something that is not here: `get` that first. The commit is made then.
        """
        with self._alone():
            branch = self._branch()
            name = self._remote(remote, making=True)
            self._set_up()
            committed = self._commit(author)
            if self.repository.commit_id("HEAD") is None:
                raise EditRefused(f"{self.folder}: there is no draft here to send.")
            made = self._make_remote(name)
            theirs = self._their_branch(name, branch)
            steps = tuple(_steps(self._log(self.repository.commit_id("HEAD"), self._tracked(name))))
            if not self.repository.push(name, theirs):
                raise EditRefused(
                    f"{name} has something that isn't here yet. Get it first: drafter share get. "
                    "Your own edits are kept, and not sent."
                )
            self.repository.follow(branch, name, theirs)
            return Sent(
                committed, steps, name, made, tuple(path.name for path in self._open_here(self._drafts_on_disk()))
            )

    def _make_remote(self, name: str) -> Path | None:
        """Make the repository at a path where there is nothing yet, for the first who sends there."""
        path = git.local_path(self.repository.remotes[name])
        if path is None or (path.exists() and (not path.is_dir() or any(path.iterdir()))):
            return None
        if not path.parent.is_dir() or self.repository.branches_of(name):
            raise EditRefused(f"{name}: there is nothing at {path}. Is the stick plugged in, and is the path right?")
        git.create_bare(path)
        return path

    # Getting

    def get(self, author: Callable[[], Author], remote: str = "", *, unrelated: bool = False) -> Got:
        """Fetch what the remote has and merge it by paragraph, edits of one's own made a commit first.

        All of it, or nothing: where it fails the folder is as it was, but for that commit. `unrelated` allows histories
        without a common past: what differs then becomes alternatives. `author` is as for `send`.

        Raises EditRefused, saying what to do, where there is nothing to get, for such histories, and where a draft that
        would change is open in the screens; BadInput for a draft that can't be read.
        """
        with self._alone():
            self._branch()
            name = self._remote(remote)
            self._set_up()
            before = dict(self._drafts_here())
            committed = self._commit(author)
            self._look_for(name)
            self.repository.fetch(name)
            theirs = self._what_came(name)
            head = self.repository.commit_id("HEAD")
            steps = tuple(_steps(self._log(theirs, head)))
            merged = MergedFolder()
            made = theirs
            if head and self.repository.merge_bases(head, theirs) != [head]:
                made, merged = self._merge(head, theirs, author, steps, name, unrelated)
            self._take(head, made)
            self._set_up()
            return Got(
                committed,
                steps,
                name,
                made not in (head, theirs),
                tuple(self._clashes(merged)),
                tuple(self._newly_open(before)),
                tuple(merged.twice),
                tuple(merged.after_all),
            )

    def _look_for(self, name: str) -> None:
        path = git.local_path(self.repository.remotes[name])
        if path and not path.exists():
            raise EditRefused(
                f"{name}: there is nothing at {path}. Is the stick plugged in, and is the path right? "
                "The first `drafter share send` makes a repository there."
            )

    def _what_came(self, name: str) -> str:
        """The commit of the remote that is to be merged here."""
        branch = self._branch()
        if self.repository.commit_id("HEAD") is None:
            branch = self.repository.head_of(name)
            self.repository.run("symbolic-ref", "HEAD", f"refs/heads/{branch}")
        theirs = self._their_branch(name, branch)
        found = self.repository.commit_id(f"refs/remotes/{name}/{theirs}")
        if found is None:
            has = ", ".join(self.repository.branches_of(name))
            raise EditRefused(
                f"{name} has no branch {theirs}, but {has}. With git: git switch {has.partition(',')[0]}"
                if has
                else f"Nothing has been sent to {name} yet. Begin with: drafter share send"
            )
        self.repository.follow(branch, name, theirs)
        return found

    def _merge(
        self,
        head: str,
        theirs: str,
        author: Callable[[], Author],
        steps: Sequence[Contribution],
        name: str,
        unrelated: bool,
    ) -> tuple[str, MergedFolder]:
        """The commit in which both are, and what the merge found."""
        bases = self.repository.merge_bases(head, theirs)
        if theirs in bases:
            return head, MergedFolder()
        if not bases and not unrelated:
            raise EditRefused(
                f"What is here and what {name} has were begun apart: they have no common past. If they are the same "
                "draft, `drafter share get --unrelated` makes alternatives of all in which they differ. If not, begin "
                "anew from theirs in another folder: drafter share init REMOTE --in FOLDER"
            )
        made_by = author()
        merged = merge_commits(self.repository, self.corpus, head, theirs)
        message = self._signed(f"What {_joined(dict.fromkeys(step.by for step in steps))} sent, merged", ())
        tree = self.repository.keep_tree(merged.tree)
        return self.repository.keep_commit(tree, [head, theirs], message, made_by), merged

    def _take(self, head: str | None, commit: str) -> None:
        """Bring the folder to this commit, all of it or nothing."""
        if commit == head:
            return
        was, now = (self.repository.tree(head) if head else {}), self.repository.tree(commit)
        different = {path: now.get(path) for path in {*was, *now} if was.get(path) != now.get(path)}
        self._refuse_links(different)
        changed = [self._on_disk(path) for path in different]
        drafts = [path for path in changed if path.suffix in (".yaml", ".yml")]
        opened = self._open_here(drafts)
        if opened:
            raise EditRefused(
                f"{_joined(path.name for path in opened)} would change, and is open in the screens of a drafter here. "
                "Close it there, then get again."
            )
        with ExitStack() as held, _modes_kept(changed):
            for path in sorted(drafts):
                held.enter_context(locks.locked(path))
                _keep_version(path)
            self.repository.forward(commit)

    def _refuse_links(self, changed: Mapping[str, Entry | None]) -> None:
        """Refuse a link in the folder: what is written to it would be written elsewhere on this machine."""
        links = [path for path, entry in changed.items() if entry and entry.mode == git.LINK]
        if found := [path for path in links if self._on_disk(path).parent.is_relative_to(self.folder)]:
            raise EditRefused(
                f"{_joined(sorted(found))} came as a link to another place, which no draft is: nothing was taken. Ask "
                "whoever sent it for the file itself."
            )

    def _clashes(self, merged: MergedFolder) -> Iterator[OpenPoint]:
        head = self.repository.commit_id("HEAD")
        tree = self.repository.tree(head) if head else {}
        for path, contests in merged.contested.items():
            draft = self._read(path, tree[path])
            called = {**{part.id: part.title for part in draft.parts}, **refs(draft)}
            yield from (OpenPoint(path, called.get(contest.id, path), contest.what) for contest in contests)

    def _newly_open(self, before: dict[str, Draft]) -> Iterator[OpenPoint]:
        for path, draft in self._drafts_here():
            old = before.get(path)
            known = {point.what for point in self._open_points([(path, old)])} if old else set[str]()
            yield from (point for point in self._open_points([(path, draft)]) if point.what not in known)

    # Both

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Refuse where somebody else is at work in the repository, or has left something undone."""
        under_way = self.repository.under_way
        if under_way:
            raise EditRefused(
                f"{self.repository.top}: a {under_way} is under way, begun with git. End it, or leave it: "
                f"git {under_way} --abort"
            )
        lock = self.repository.lock
        if lock:
            raise CannotWrite(
                f"Another git is at work in {self.repository.top}. If none is, one was killed and has left {lock}: "
                "remove that file."
            )
        with locks.locked(self.repository.data / "drafter-share"):
            yield

    def _set_up(self) -> None:
        set_up_merging(self.repository)
        set_up_files(self.folder)

    def _branch(self) -> str:
        branch = self.repository.branch
        if branch is None:
            raise EditRefused(
                f"{self.repository.top} stands on no branch (git calls that a detached HEAD), so there is nothing to "
                f"send or to bring up to date. Go to one: git switch {git.MAIN}"
            )
        return branch

    def _remote(self, typed: str, *, making: bool = False) -> str:
        """The name of the remote that is meant. Raises BadInput where none can be."""
        known = self.repository.remotes
        if typed:
            path = git.local_path(typed)
            if typed not in known and path and not (path.exists() or (making and _like_a_path(typed))):
                listed = ", ".join(f"{name} ({url})" for name, url in known.items()) or "none"
                raise BadInput(
                    Problem("", None, f"There is no remote “{typed}”, and nothing at that path.", f"Known: {listed}.")
                )
            return self.remember(typed)
        own = self.repository.setting(f"branch.{self.repository.branch}.remote")
        likely = [name for name in (own, _REMOTE) if name in known] or list(known)
        if likely and (likely[0] in (own, _REMOTE) or len(likely) == 1):
            return likely[0]
        what = f"Which remote: {', '.join(known)}?" if known else "Nobody has said where the others are."
        raise BadInput(Problem("", None, what, "Name a path or an address: drafter share send REMOTE"))

    def _their_branch(self, remote: str, branch: str) -> str:
        """What our branch is called there."""
        if self.repository.setting(f"branch.{branch}.remote") == remote:
            return self.repository.setting(f"branch.{branch}.merge").removeprefix("refs/heads/") or branch
        return branch

    def _tracked(self, remote: str) -> str | None:
        """The commit of the remote as it was last heard of; None for never."""
        branch = self.repository.branch
        if not remote or branch is None:
            return None
        return self.repository.commit_id(f"refs/remotes/{remote}/{self._their_branch(remote, branch)}")

    def _commit(self, author: Callable[[], Author]) -> Contribution | None:
        """Make a commit of the edits; None where there are none. Raises BadInput for a draft that can't be read."""
        edits = self._edits()
        if not edits:
            return None
        new = [path for path in self._others() if self._is_shared(path)]
        made_by = author()  # who may say here for whom the message is signed
        if not self.repository.stage(self.folder, new):
            return None
        self.repository.commit(self._signed(*self._told(edits)), made_by)
        return next(iter(_steps(self.repository.log("HEAD")[:1])), None)

    def _told(self, edits: Sequence[FileEdit]) -> tuple[str, tuple[str, ...]]:
        """A subject for a commit's message, and its lines: the edits of drafts before other files."""
        drafts = [edit for edit in edits if _may_be_a_draft(edit.path)]
        one = len({edit.path for edit in drafts}) == 1
        told = [edit.what if one and not edit.whole else str(edit) for edit in drafts or edits]
        subject = _cut(told)
        lines = tuple(map(str, edits))
        return subject, () if len(lines) == 1 or "; ".join(lines) == subject else lines

    def _signed(self, subject: str, lines: Iterable[str]) -> str:
        paragraphs = [subject, "\n".join(lines), f"{PARTY}: {self.party}" if self.party else ""]
        return "\n\n".join(filter(None, paragraphs)) + "\n"

    # Files

    def _edits(self) -> list[FileEdit]:
        """What is on disk and in no commit, drafts before other files. Raises BadInput for one that can't be read."""
        head = self.repository.commit_id("HEAD")
        tree = self.repository.tree(head) if head else {}
        changed = self.repository.changed(self.folder) if head else list(self.repository.staged_tree())
        paths = sorted({*changed, *(path for path in self._others() if self._is_shared(path))})
        found = [edit for path in paths for edit in self._edits_of(path, tree.get(path))]
        return sorted(
            dict.fromkeys(found), key=lambda edit: (edit.whole, edit.path.startswith("."), edit.what == _EXPORTED)
        )

    def _edits_of(self, path: str, old: Entry | None) -> list[FileEdit]:
        place = self._on_disk(path)
        if not place.is_file():
            return [FileEdit(path, "removed", whole=True)] if old else []
        if old is None and (draft_path := _draft_of_revision(path)):
            exported = place.parent.name == exported_versions.EXPORTED
            return [FileEdit(draft_path, _EXPORTED if exported else f"revision {place.stem} saved")]
        data = files.read_bytes(place) if _may_be_a_draft(path) else b""
        if not draft_yaml.begins_a_draft(data):
            return [FileEdit(path, "changed" if old else "added", whole=True)]
        draft = self._draft(data, place)
        if old is None:
            return [FileEdit(path, "shared from here on", whole=True)]
        if not draft_yaml.begins_a_draft(self.repository.content(old.id)):
            return [FileEdit(path, "changed", whole=True)]
        edits = [FileEdit(path, what) for what in summary(self._read(path, old), draft)]
        return edits or [FileEdit(path, "written anew, in the same words", whole=True)]

    def _read(self, path: str, entry: Entry) -> Draft:
        return self._draft(self.repository.content(entry.id), Path(path))

    def _draft(self, data: bytes, path: Path) -> Draft:
        """The draft in these bytes. Raises BadInput, which names the path, where there is none."""
        if data not in self._drafts:
            self._drafts[data] = draft_yaml.read(data, path, self.corpus, reuse_parsed=True)
        return self._drafts[data]

    def _others(self) -> list[str]:
        return self.repository.others(self.folder)

    def _is_shared(self, path: str) -> bool:
        """Whether a file that git doesn't know goes with the drafts."""
        place = self._on_disk(path)
        inside = place.relative_to(self.folder)
        if inside.parts[0].endswith(exported_versions.FOLDER) and len(inside.parts) > 1:
            return True
        return len(inside.parts) == 1 and (place.name in COMPANIONS or place in self._drafts_on_disk())

    def _on_disk(self, path: str) -> Path:
        return self.repository.top / path

    def _drafts_on_disk(self) -> list[Path]:
        return draft_yaml.found_in(self.folder)

    def _drafts_here(self) -> Iterator[tuple[str, Draft]]:
        """The folder's drafts that can be read, by their paths from the top, in the order of their names."""
        for path in sorted(self._drafts_on_disk()):
            with suppress(BadInput):
                name = PurePosixPath(path.relative_to(self.repository.top).as_posix())
                yield str(name), self._draft(files.read_bytes(path), path)

    def _open_points(self, drafts: Iterable[tuple[str, Draft]]) -> Iterator[OpenPoint]:
        for path, draft in drafts:
            called = refs(draft)
            for id, spot in draft.spots.items():
                if _is_open(spot.paragraph):
                    yield OpenPoint(path, called[id], spot.paragraph.written)

    def _open_here(self, drafts: Iterable[Path]) -> list[Path]:
        """Those of the drafts that somebody has open in the screens on this machine."""
        presence = locks.Presence("share")
        return sorted(path for path in drafts if presence.others(path))


def _cut(phrases: Sequence[str]) -> str:
    """As many of the phrases as a line takes, at least one, and how many more there are."""
    count = 1
    while count < len(phrases) and len("; ".join(phrases[: count + 1])) <= _LONGEST_SUBJECT:
        count += 1
    more = len(phrases) - count
    return "; ".join(phrases[:count]) + (f"; and {more} more" if more else "")


def _is_open(paragraph: Paragraph) -> bool:
    return paragraph.contested or paragraph.status is Status.BRACKETED


def _steps(commits: Iterable[Commit]) -> Iterator[Contribution]:
    return (Contribution(who(commit), commit.when, commit.subject) for commit in commits)


def _joined(names: Iterable[str]) -> str:
    *others, last = list(names) or ["nobody"]
    return f"{', '.join(others)} and {last}" if others else last


def _may_be_a_draft(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() in (".yaml", ".yml") and exported_versions.FOLDER not in path


def _draft_of_revision(path: str) -> str:
    """The path of the draft that the file at this path is a revision of, or a version that was exported; empty for
    neither.
    """
    folder = PurePosixPath(path).parent
    folder = folder.parent if folder.name == exported_versions.EXPORTED else folder
    stem = folder.name.removesuffix(exported_versions.FOLDER)
    return str(folder.with_name(f"{stem}.yaml")) if stem not in ("", folder.name) else ""


def _like_a_path(typed: str) -> bool:
    return "/" in typed or "\\" in typed or typed.endswith(".git")


def _remote_name(url: str, known: Iterable[str]) -> str:
    """A name for a remote that is not the first, made of the last word of its address."""
    stem = (
        re.sub(r"[^\w-]+", "-", PurePosixPath(url.replace("\\", "/")).name.removesuffix(".git")).strip("-") or "remote"
    )
    names = (stem, *(f"{stem}-{number}" for number in range(2, 1000)))
    return next(name for name in names if name not in known)


def _changed_at(path: Path) -> datetime | None:
    with suppress(OSError):
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return None


def _keep_version(path: Path) -> None:
    """Keep what a draft's file holds as an earlier version; a failure must not stop a `get`."""
    with suppress(BadInput, CannotWrite):
        data = files.read_bytes(path)
        id = draft_yaml.id_in(data) if draft_yaml.begins_a_draft(data) else None
        if id:
            earlier_versions.keep(path, id, data)


@contextmanager
def _modes_kept(paths: Sequence[Path]) -> Iterator[None]:
    """Give files that the block replaces the modes that they had."""
    modes = {}
    for path in paths:
        with suppress(OSError):
            modes[path] = path.stat().st_mode & 0o7777
    yield
    for path, mode in modes.items():
        with suppress(OSError):
            if path.stat().st_mode & 0o7777 != mode:
                path.chmod(mode)
