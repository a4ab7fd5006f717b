"""Keeps the named revisions of a draft for good, in a folder beside its file that travels with it: `kyoto.revisions`.

Each revision is a file of its own, `Rev.1.yaml`, and a draft like any other; a comment in its first line says when it
was saved, and by what it is seen that nobody changed it. Its name is the file's. It is written once, whole or not at
all, and never again.
"""

from __future__ import annotations

import json
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter.corpus.corpus import Corpus
from drafter.draft.draft import Draft
from drafter.draft.fields import digest
from drafter.errors import BadInput, CannotWrite, EditRefused, Problem
from drafter.storage import draft_yaml, files, locks
from drafter.storage.exported_versions import FOLDER, folder_of, revisions_with

if TYPE_CHECKING:  # takes a tenth of an export, which only looks for a digest here
    from drafter.negotiation.revisions import Revision

_HEAD = "# drafter keeps this revision as it was: "
_LONGEST = 80
"""Characters of a name: with what a system adds to it, a file's name holds 255 bytes."""


@dataclass(frozen=True, slots=True)
class KeptRevision:
    """A named revision: its file, which `drafter open` opens like any draft."""

    path: Path
    name: str
    when: datetime
    """When it was saved, in UTC."""
    digest: str
    """The draft's, as a Word file of it has it."""

    @property
    def date(self) -> str:
        """The day on which it was saved, as YYYY-MM-DD."""
        return f"{self.when:%Y-%m-%d}"


@dataclass(frozen=True, slots=True)
class KeptRevisions:
    """The revisions of a draft."""

    revisions: tuple[KeptRevision, ...]
    """In the order in which they were saved."""
    problems: tuple[Problem, ...]
    """One for each file among them that can't be used."""

    def find(self, name: str) -> KeptRevision | None:
        """The revision with this name, however its letters are written."""
        return next((kept for kept in self.revisions if _key(kept.name) == _key(name)), None)


def left_behind(path: Path) -> tuple[Path, ...]:
    """The folders of revisions beside this file whose own draft is gone: that of a draft which was renamed is one."""
    found: list[Path] = []
    with suppress(OSError):
        for folder in path.absolute().parent.glob(f"*{FOLDER}"):
            stem = folder.name.removesuffix(FOLDER)
            if folder.is_dir() and not any(
                folder.with_name(f"{stem}{ending}").exists() for ending in (".yaml", ".yml")
            ):
                found.append(folder)
    return tuple(sorted(found))


def listing(path: Path) -> KeptRevisions:
    """The revisions of the draft in this file, and what is wrong with those that can't be used."""
    found: list[KeptRevision] = []
    problems: list[Problem] = []
    for file in _files(folder_of(path)):
        try:
            found.append(_read(file)[0])
        except BadInput as error:
            problems += error.problems
    return KeptRevisions(tuple(sorted(found, key=lambda kept: (kept.when, kept.name))), tuple(problems))


def with_digest(path: Path, digest: str) -> KeptRevision | None:
    """The first revision of the draft in this file that has this digest; None where there is none that can be used."""
    for file in revisions_with(path, digest):
        with suppress(BadInput):
            return _read(file)[0]
    return None


def save(path: Path, name: str, draft: Draft, now: datetime) -> KeptRevision:
    """Keep the draft, which is in the file at `path`, as a revision of this name.

    Raises EditRefused for a name that can't be a file's on every system, CannotWrite for one that is taken, and where
    the folder or the file can't be written. Nothing is changed then.
    """
    name = checked_name(name)
    folder = folder_of(path)
    files.make_folder(folder)
    with locks.locked(folder):
        file = folder / f"{name}.yaml"
        _refuse_taken(file, name)
        files.remove_leftovers(file)
        body = draft_yaml.dump(draft).encode()
        kept = KeptRevision(file, name, _after_all(path, now.astimezone(UTC)), digest(draft))
        head = {"when": kept.when.isoformat(), "digest": kept.digest, "content": _content_hash(body)}
        files.write(file, f"{_HEAD}{json.dumps(head, ensure_ascii=False)}\n".encode() + body, replace=False)
    return kept


def load(kept: KeptRevision, corpus: Corpus, *, reuse_parsed: bool = False) -> Revision:
    """The revision with its draft; `reuse_parsed` as in `draft_yaml.read`. Raises BadInput where it can't be used (any
    more).
    """
    from drafter.negotiation.revisions import Revision

    again, data = _read(kept.path)
    return Revision(
        again.name, again.date, again.digest, draft_yaml.read(data, kept.path, corpus, reuse_parsed=reuse_parsed)
    )


def checked_name(name: str) -> str:
    """The name without blank space around it. Raises EditRefused, saying what to change, for one that can't be used."""
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    fault = _fault(name)
    if fault:
        raise EditRefused(f"“{name}” can't be a revision's name. {fault}" if name else fault)
    return name


def _fault(name: str) -> str:
    from drafter.negotiation.revisions import NOW

    if not name:
        return "A revision needs a name: Rev.1, for example."
    if "/" in name:
        return "A revision is a file of that name, in which no “/” can stand: write - instead."
    if name[0] in ".-":
        return f"It can't begin with “{name[0]}”: that is a hidden file, or an option."
    if _key(name) == NOW:
        return f"“{NOW}” is what the draft itself is called where revisions are compared."
    if len(name) > _LONGEST:
        return f"It has more than {_LONGEST} characters."
    return files.name_fault(name)


def _key(name: str) -> str:
    """What is the same for names that some system takes for the same."""
    return unicodedata.normalize("NFC", name).casefold()


def _refuse_taken(file: Path, name: str) -> None:
    """Raises CannotWrite where there is a revision, damaged or not, of this name or one that differs in capitals."""
    for other in _files(file.parent):
        if _key(other.stem) == _key(name):
            raise CannotWrite(
                f"There is a revision “{other.stem}” already ({other}), and a revision is never replaced. "
                "Choose another name."
            )


def _files(folder: Path) -> list[Path]:
    """The files of revisions in the folder, whatever is in them; none where there is no folder."""
    found: list[Path] = []
    with suppress(OSError):
        found = [file for file in folder.iterdir() if file.suffix == ".yaml" and not file.name.startswith(".")]
    return sorted(found)


def _after_all(path: Path, now: datetime) -> datetime:
    """Now; or just after the last revision, where the clock was put back since: they are known by their order."""
    whens = [kept.when + timedelta(microseconds=1) for kept in listing(path).revisions]
    return max([now, *whens])


def _read(file: Path) -> tuple[KeptRevision, bytes]:
    """What the first line says of a revision, and its whole content. Raises BadInput where it isn't as it was saved."""
    data = files.read_bytes(file)
    first, _, body = data.partition(b"\n")
    try:
        head: dict[str, Any] = json.loads(first.decode().removeprefix(_HEAD))
        name, when = unicodedata.normalize("NFC", file.stem), datetime.fromisoformat(head["when"]).astimezone(UTC)
        kept, content = KeptRevision(file, name, when, str(head["digest"])), head["content"]
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        what = "The revision is damaged: its first line no longer says when it was saved."
        raise BadInput.of(file, what, _MEND, 1) from error
    if _content_hash(body) != content:
        raise BadInput.of(file, f"The revision “{name}” is damaged: it is not as it was saved.", _MEND)
    return kept, data


_MEND = "Bring the file back from where a copy of it is; what is in it can be opened like a draft."


def _content_hash(body: bytes) -> str:
    """A digest of a draft's text, whatever git or a mail program made of its line ends."""
    return sha256(body.replace(b"\r\n", b"\n")).hexdigest()[:32]
