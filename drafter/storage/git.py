"""Calls git: the one module that knows its commands, and what it answers.

Git runs without a shell, hooks and questions in the terminal, and talks to another machine in `fetch` and `push` only.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from drafter.errors import DrafterError
from drafter.storage import files

MAIN = "main"
"""The branch of a new repository."""
LINK = "120000"
"""The mode of a symbolic link."""
SECONDS = 600
"""After so long git is taken to hang."""

_PROGRAM = "git.exe" if os.name == "nt" else "git"
_OPTIONS = {
    # The hooks of a repository are others' programs, whether it came on a stick or not.
    "core.hooksPath": os.devnull,
    "core.fsmonitor": "false",
    "core.quotePath": "false",
    "protocol.ext.allow": "never",
    "fetch.recurseSubmodules": "false",
    "push.recurseSubmodules": "no",
    "submodule.recurse": "false",
    "gc.autoDetach": "false",
    "i18n.commitEncoding": "utf-8",
    "i18n.logOutputEncoding": "utf-8",
}
_QUIET_RECEIVER = f"git -c core.hooksPath={os.devnull} receive-pack"
"""What takes a push into a folder of this machine, without the hooks that lie there."""
_OTHER_REPOSITORY = frozenset(
    """
    GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_COMMON_DIR GIT_CONFIG GIT_CONFIG_COUNT GIT_CONFIG_PARAMETERS GIT_DIR
    GIT_GRAFT_FILE GIT_IMPLICIT_WORK_TREE GIT_INDEX_FILE GIT_INTERNAL_SUPER_PREFIX GIT_NAMESPACE GIT_NO_REPLACE_OBJECTS
    GIT_OBJECT_DIRECTORY GIT_PREFIX GIT_REPLACE_REF_BASE GIT_SHALLOW_FILE GIT_WORK_TREE
    """.split()  # noqa: SIM905  (a list of one a line is longer than what it says)
)
"""What a git that called us says of its repository."""
_UNDER_WAY = {
    "MERGE_HEAD": "merge",
    "rebase-merge": "rebase",
    "rebase-apply": "rebase",
    "CHERRY_PICK_HEAD": "cherry-pick",
    "REVERT_HEAD": "revert",
}


class GitFailed(DrafterError):
    """Git could not do what it was asked for. The message is drafter's own where the fault is a known one."""

    def __init__(self, message: str, said: str = "") -> None:
        super().__init__(message)
        self.said = said
        """What git itself said."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a commit."""

    mode: str
    """As git writes it: `100644`."""
    id: str
    """The id of its content."""

    @property
    def is_file(self) -> bool:
        """Whether it is a file, and no link and no other repository."""
        return self.mode.startswith("100")


Tree = Mapping[str, Entry]
"""The files of a commit by their paths from the top folder, with `/` between."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who makes a commit."""

    name: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit, as a log has it."""

    id: str
    parent: str
    """The id of the commit before it, of a merge's the first; empty for the first of all."""
    author: str
    when: str
    """As `YYYY-MM-DD HH:MM`, by the clock of its author."""
    message: str

    @property
    def subject(self) -> str:
        return self.message.partition("\n")[0]

    def trailer(self, key: str) -> str:
        """What the message's last lines say under this key; empty for nothing."""
        found = re.findall(rf"^{re.escape(key)}: *(.+)$", self.message.strip().rpartition("\n\n")[2], re.MULTILINE)
        return found[-1].strip() if found else ""


class Repository:
    """A git repository with its folder."""

    def __init__(self, top: Path, data: Path) -> None:
        self.top = top
        self.data = data
        """Where git keeps its own files: `.git`."""
        self._settings: dict[str, str] | None = None
        """As git listed them last; None where they may have changed since."""
        self._contents: dict[str, bytes] = {}
        self._trees: dict[str, Tree] = {}
        """What was read, by its id: what has an id never changes."""

    @classmethod
    def around(cls, folder: Path) -> Repository | None:
        """The repository that the folder is in; None for a folder in none. Raises GitFailed where git isn't there."""
        ran = _run(["rev-parse", "--show-toplevel", "--absolute-git-dir"], folder, may_fail=True)
        if ran.code:
            if "not a git repository" in ran.said or "must be run in a work tree" in ran.said:
                return None
            raise _failure(ran)
        top, data = ran.text.splitlines()
        return cls(Path(top), Path(data))

    @classmethod
    def create(cls, folder: Path) -> Repository:
        """Make the folder, which is there, a repository."""
        _run(["init", "--quiet"], folder, private=True)
        made = cls.around(folder)
        if made is None:
            raise GitFailed(f"{folder}: git made no repository of this folder.")
        made.run("symbolic-ref", "HEAD", f"refs/heads/{MAIN}")
        return made

    def run(self, *arguments: str, given: bytes = b"", index: Path | None = None) -> str:
        """What git prints. Its files are for their owner only. Raises GitFailed."""
        return _run(arguments, self.top, given, index=index, private=True).text

    def answer(self, *arguments: str) -> str | None:
        """What git prints, without the line's end; None where the answer is no."""
        ran = _run(arguments, self.top, may_fail=True)
        if ran.code > 1:
            raise _failure(ran)
        return None if ran.code else ran.text.removesuffix("\n")

    # What it is

    @property
    def branch(self) -> str | None:
        """The name of its branch; None for a detached HEAD."""
        return self.answer("symbolic-ref", "--quiet", "--short", "HEAD")

    @property
    def under_way(self) -> str:
        """What somebody began with git and hasn't ended: `merge`, `rebase`; empty for nothing."""
        return next((what for name, what in _UNDER_WAY.items() if (self.data / name).exists()), "")

    @property
    def lock(self) -> Path | None:
        """The lock that a git at work, or one that was killed, has left; None for none."""
        return next((path for name in ("index.lock", "HEAD.lock") if (path := self.data / name).exists()), None)

    def setting(self, key: str) -> str:
        """A setting of git's, of this repository or of the user; empty where there is none."""
        section, _, rest = key.partition(".")
        between, _, name = rest.rpartition(".")
        # Git lists a key in small letters, but for what stands in the middle.
        return self._all_settings.get(".".join(filter(None, (section.lower(), between, name.lower()))), "")

    @property
    def _all_settings(self) -> dict[str, str]:
        if self._settings is None:
            listed = self.run("config", "--null", "--list").split("\0")
            self._settings = dict(item.partition("\n")[::2] for item in listed)
        return self._settings

    def own_setting(self, key: str) -> str:
        """A setting of this repository alone."""
        return self.answer("config", "--local", "--get", key) or ""

    def set(self, key: str, value: str) -> None:
        """Change a setting of this repository."""
        self.run("config", "--local", key, value)
        self._settings = None

    @property
    def remotes(self) -> dict[str, str]:
        """Where each remote is, by its name."""
        return {
            key[7:-4]: url
            for key, url in self._all_settings.items()
            if key.startswith("remote.") and key.endswith(".url")
        }

    def follow(self, branch: str, remote: str, theirs: str) -> None:
        """Have the branch follow one of the remote's, unless it follows one already."""
        if not self.setting(f"branch.{branch}.remote"):
            self.set(f"branch.{branch}.remote", remote)
            self.set(f"branch.{branch}.merge", f"refs/heads/{theirs}")

    def add_remote(self, name: str, url: str) -> None:
        self.run("remote", "add", "--", name, url)
        self._settings = None

    # Its files

    def others(self, folder: Path) -> list[str]:
        """Files of the folder and below that git doesn't know and isn't to ignore, by their paths from the top."""
        listed = _run(["ls-files", "-z", "--others", "--exclude-standard", "--full-name"], folder).text
        return [name for name in listed.split("\0") if name]

    def changed(self, folder: Path) -> list[str]:
        """Files of the folder and below that git knows and that aren't as in the last commit, by their paths from the
        top.
        """
        arguments = ["diff", "-z", "--name-only", "--no-renames", "--no-ext-diff", "--no-relative", "HEAD", "--", "."]
        return [name for name in _run(arguments, folder).text.split("\0") if name]

    def stage(self, folder: Path, new: Sequence[str]) -> bool:
        """Get these new files ready for a commit, and what changed in the folder. Returns whether something did."""
        self.run("add", "--update", "--", str(folder))
        if new:
            self.run(
                "add", "--pathspec-from-file=-", "--pathspec-file-nul", given=_bytes("\0".join(map(_literal, new)))
            )
        return self.answer("diff", "--cached", "--quiet") is None

    def commit(self, message: str, author: Author) -> None:
        """Make a commit of what is staged."""
        arguments = ["commit", "--quiet", "--no-verify", "--cleanup=whitespace", "--file=-"]
        _run(arguments, self.top, message.encode(), author=author, private=True)

    def staged_tree(self) -> Tree:
        """What a commit would hold now."""
        return _listed(self.run("ls-files", "-z", "--stage"))

    # Its commits

    def commit_id(self, name: str) -> str | None:
        """The id of the commit that a branch or another name stands for; None where there is none."""
        return self.answer("rev-parse", "--quiet", "--verify", f"{name}^{{commit}}")

    def branches_of(self, remote: str) -> list[str]:
        """The remote's branches as they were last fetched."""
        listed = self.run("for-each-ref", "--format=%(refname)", f"refs/remotes/{remote}")
        names = [line.removeprefix(f"refs/remotes/{remote}/") for line in listed.splitlines()]
        return [name for name in names if name != "HEAD"]

    def merge_bases(self, *commits: str) -> list[str]:
        """The newest commits that the first has in common with any of the others; none for histories without."""
        return (self.answer("merge-base", "--all", *commits) or "").split()

    def log(self, tip: str, without: Sequence[str] = (), path: str = "", *, merges: bool = True) -> list[Commit]:
        """The commits of `tip` that the others don't have, the newest first; only those that touch `path`, if given."""
        form = ("--format=%H%x1f%P%x1f%an%x1f%ad%x1f%B", "--date=format:%Y-%m-%d %H:%M")
        which = () if merges else ("--no-merges",)
        ends = (tip, *(f"^{commit}" for commit in without))
        listed = self.run("log", "-z", "--topo-order", *form, *which, *ends, "--", *filter(None, [path]))
        return [_commit(item.lstrip("\n")) for item in listed.split("\0") if item.strip()]

    def tree(self, commit: str) -> Tree:
        """The files of the commit with this id."""
        if commit not in self._trees:
            self._trees[commit] = _listed(self.run("ls-tree", "-r", "-z", "--full-tree", commit))
        return self._trees[commit]

    def content(self, id: str) -> bytes:
        """The content with this id."""
        if id not in self._contents:
            self._contents[id] = _run(["cat-file", "blob", id], self.top).out
        return self._contents[id]

    def keep(self, data: bytes) -> str:
        """Keep this content in the repository. Returns its id."""
        return self.run("hash-object", "-w", "--stdin", given=data).strip()

    def keep_tree(self, tree: Tree) -> str:
        """Keep these files as one tree. Returns its id. The folder's own files and what is staged stay as they are."""
        lines = "".join(f"{entry.mode} {entry.id}\t{path}\0" for path, entry in sorted(tree.items()))
        with TemporaryDirectory(prefix="drafter-share-") as folder:
            index = Path(folder) / "index"
            self.run("update-index", "-z", "--index-info", given=_bytes(lines), index=index)
            return self.run("write-tree", index=index).strip()

    def keep_commit(self, tree: str, parents: Sequence[str], message: str, author: Author) -> str:
        """Keep a commit, on no branch yet. Returns its id."""
        named = [word for parent in parents for word in ("-p", parent)]
        return _run(["commit-tree", tree, *named], self.top, message.encode(), author=author, private=True).text.strip()

    def merged_lines(self, base: bytes, ours: bytes, theirs: bytes, *, union: bool = False) -> bytes | None:
        """A text of three, line by line; None where both changed the same lines. `union` then has the lines of both."""
        with TemporaryDirectory(prefix="drafter-share-") as folder:
            paths = [Path(folder) / name for name in ("ours", "base", "theirs")]
            for path, data in zip(paths, (ours, base, theirs), strict=True):
                path.write_bytes(data)
            ran = _run(
                ["merge-file", "-p", "-q", *(["--union"] if union else []), *map(str, paths)], self.top, may_fail=True
            )
        return None if ran.code else ran.out

    def forward(self, commit: str) -> None:
        """Take the branch and the folder's files to a commit that comes after theirs: all of it, or nothing.

        Raises GitFailed, nothing changed, where a file of the folder would lose something.
        """
        self.run("merge", "--ff-only", "--quiet", "--no-verify-signatures", commit)

    # The others

    def fetch(self, remote: str) -> None:
        """Get what the remote has. Talks to another machine, if the remote is on one."""
        _run(["fetch", "--quiet", "--no-tags", "--", remote], self.top, may_ask=self, private=True)

    def head_of(self, remote: str) -> str:
        """The remote's own branch; MAIN where it has none yet. Talks to another machine, if the remote is on one."""
        said = _run(["ls-remote", "--symref", "--", remote, "HEAD"], self.top, may_ask=self).text
        found = re.match(r"ref: refs/heads/(\S+)\tHEAD", said)
        return found[1] if found else MAIN

    def push(self, remote: str, branch: str) -> bool:
        """Give the remote this branch. Returns False where the remote has commits that the branch lacks.

        Talks to another machine, if the remote is on one.
        """
        receiver = [f"--receive-pack={_QUIET_RECEIVER}"] if local_path(self.remotes.get(remote, remote)) else []
        arguments = ["push", "--porcelain", *receiver, "--", remote, f"HEAD:refs/heads/{branch}"]
        ran = _run(arguments, self.top, may_ask=self, may_fail=True)
        if ran.code and re.search(r"\[rejected\] \((fetch first|non-fast-forward|stale info)\)", ran.text + ran.said):
            return False
        if ran.code:
            raise _failure(ran, remote)
        return True


def create_bare(folder: Path) -> None:
    """Make a repository without files of its own for others to send to and get from."""
    _run(["init", "--quiet", "--bare", "--", str(folder)], folder.parent)
    _run(["--git-dir", str(folder), "symbolic-ref", "HEAD", f"refs/heads/{MAIN}"], folder.parent)


def merge_as_text(base: Path, ours: Path, theirs: Path, target: Path) -> bool:
    """Merge three files line by line into `target`, with git's markers where both sides changed the same lines; of what
    is no text, ours stays. Returns whether somebody has to look at it. Raises CannotWrite, GitFailed.
    """
    paths = [str(path.resolve()) for path in (ours, base, theirs)]
    names = [word for name in ("OURS", "BASE", "THEIRS") for word in ("-L", name)]
    ran = _run(["merge-file", "-p", "-q", *names, *paths], Path.cwd(), may_fail=True)
    if ran.code > _MOST_CONFLICTS:
        return True
    files.write(target, ran.out)
    return bool(ran.code)


_MOST_CONFLICTS = 127
"""What git counts up to; a higher code says that it couldn't merge."""


def local_path(remote: str) -> Path | None:
    """The path of a remote that is a folder; None for one that is reached over a network."""
    if remote.startswith("file://"):
        return Path(remote.removeprefix("file://"))
    drive = re.match(r"[A-Za-z]:[\\/]", remote)
    over_network = re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", remote) or re.match(r"[^/\\]+:", remote)
    return Path(remote) if drive or not over_network else None


# How git is called


@dataclass(frozen=True, slots=True)
class _Ran:
    arguments: Sequence[str]
    code: int
    out: bytes
    said: str
    """What it printed on stderr."""

    @property
    def text(self) -> str:
        return self.out.decode("utf-8", "surrogateescape")


def _run(
    arguments: Sequence[str],
    folder: Path,
    given: bytes = b"",
    *,
    may_fail: bool = False,
    private: bool = False,
    index: Path | None = None,
    author: Author | None = None,
    may_ask: Repository | None = None,
) -> _Ran:
    """Run git in the folder. `may_ask` is the repository whose remote ssh may ask the user about."""
    command = [_program(), *(word for key, value in _OPTIONS.items() for word in ("-c", f"{key}={value}")), *arguments]
    environment = _environment(may_ask)
    if index:
        environment["GIT_INDEX_FILE"] = str(index)
    if author:
        for who in ("AUTHOR", "COMMITTER"):
            environment |= {f"GIT_{who}_NAME": author.name, f"GIT_{who}_EMAIL": author.email}
    try:
        ran = subprocess.run(
            command,
            cwd=folder,
            env=environment,
            input=given,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            umask=0o077 if private else -1,
        )
    except subprocess.TimeoutExpired as error:
        raise GitFailed(f"git didn't end within {SECONDS // 60} minutes.") from error
    except OSError as error:
        raise GitFailed(f"{folder}: git can't be started here: {error.strerror}.") from error
    made = _Ran(arguments, ran.returncode, ran.stdout, ran.stderr.decode("utf-8", "replace"))
    if made.code and not may_fail:
        raise _failure(made)
    return made


def _program() -> str:
    """The path of git. Looked for in the folders of PATH alone: Windows would take one from the draft's own folder."""
    for folder in os.get_exec_path():
        path = Path(folder) / _PROGRAM
        with suppress(OSError):
            if path.is_absolute() and path.is_file() and os.access(path, os.X_OK):
                return str(path)
    raise GitFailed(
        "Sharing is done by git, which isn't installed here (there is no `git` on the PATH). Install it from "
        "https://git-scm.com, or with your system's packages, and try again."
    )


def _environment(may_ask: Repository | None) -> dict[str, str]:
    environment = {key: value for key, value in os.environ.items() if key not in _OTHER_REPOSITORY}
    environment |= {"LC_ALL": "C", "LANGUAGE": "", "GIT_TERMINAL_PROMPT": "0", "GIT_EDITOR": ":"}
    if may_ask and not {"GIT_SSH", "GIT_SSH_COMMAND"} & environment.keys() and not may_ask.setting("core.sshCommand"):
        silent = "" if sys.stdin and sys.stdin.isatty() else " -o BatchMode=yes"
        environment["GIT_SSH_COMMAND"] = f"ssh -o ConnectTimeout=30{silent}"
    return environment


def _commit(line: str) -> Commit:
    id, parents, author, when, message = line.split("\x1f", 4)
    return Commit(id, parents.partition(" ")[0], author, when, message)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _literal(path: str) -> str:
    return f":(top,literal){path}"


def _listed(lines: str) -> dict[str, Entry]:
    """The entries of `ls-tree` or `ls-files --stage`, whose lines are alike but for the third word."""
    found = {}
    for line in filter(None, lines.split("\0")):
        words, _, path = line.partition("\t")
        mode, *rest = words.split(" ")
        found[path] = Entry(mode, next(word for word in rest if len(word) >= 40))
    return found


# What git's messages mean

_MEANINGS = (
    (
        r"detected dubious ownership in repository at '?([^'\n]+)'?",
        "{0} belongs to another user of this machine, or lies on a disk that knows no owners, so git doesn't trust it. "
        "If you do: git config --global --add safe.directory {0}",
    ),
    (
        r"Unable to create '([^']+\.lock)': File exists",
        "Another git is at work here. If none is, one was killed and has left {0}: remove that file.",
    ),
    (
        r"Host key verification failed",
        "The other machine isn't known to ssh yet, or is no longer the one that it was. Try `ssh` to it by hand first.",
    ),
    (
        r"(?:Permission denied \(|Authentication failed|could not read (?:Username|Password))",
        "The other machine doesn't let you in: ask whoever keeps it, or see to your ssh key.",
    ),
    (
        r"(?:Could not resolve hostname|Could not resolve host:?|ssh: connect to host|Failed to connect to|"
        r"Connection (?:refused|timed out|closed|reset))",
        "The other machine can't be reached. Nothing was lost; try again later.",
    ),
    (
        r"branch is currently checked out",
        "The remote is a folder that somebody works in. Send to a repository without files of its own: name a path "
        "where there is nothing yet, and it is made.",
    ),
    (
        r"(?:does not appear to be a git repository|[Rr]epository (?:'[^']*' )?(?:not found|does not exist))",
        "There is no repository at the remote. Is the stick plugged in, and is the path right?",
    ),
    (
        r"(?:insufficient permission|unable to (?:create|write)|Read-only file system|No space left)",
        "The repository can't be written: look at its rights, and whether its disk is full.",
    ),
    (
        r"untracked working tree files would be overwritten by \w+:\n((?:\t.*\n)+)",
        "These files here would be overwritten: {0}. Move or rename them, then try again.",
    ),
    (
        r"local changes to the following files would be overwritten by \w+:\n((?:\t.*\n)+)",
        "These files changed in the meantime: {0}. Try again.",
    ),
)


def _failure(ran: _Ran, remote: str = "") -> GitFailed:
    said = f"{ran.said}\n{ran.text if ran.arguments[0] == 'push' else ''}"
    about = f"{remote or _remote(ran)}: " if _remote(ran) or remote else ""
    for pattern, meaning in _MEANINGS:
        if found := re.search(pattern, said):
            named = [", ".join(line.strip() for line in group.splitlines() if line.strip()) for group in found.groups()]
            return GitFailed(f"{about}{meaning.format(*named)}", said)
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    words = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[0] if lines else "nothing")
    return GitFailed(f"{about}git {ran.arguments[0]} failed, and says: {words}", said)


def _remote(ran: _Ran) -> str:
    """The remote that the command was for; empty for one that stays in the repository."""
    known = ("fetch", "push", "ls-remote")
    return ran.arguments[list(ran.arguments).index("--") + 1] if ran.arguments[0] in known else ""
