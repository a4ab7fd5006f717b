"""Exporting: ask how, write the document off the screen's thread, say what was written, open it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.draft.text import ViewKind
from drafter.errors import DrafterError
from drafter.storage import files
from drafter.tui.conversation import Conversation
from drafter.tui.session import Session
from drafter.tui.tongue import tr
from drafter.workspace import Workspace

if TYPE_CHECKING:  # not for a circle of imports: the dialog is loaded when somebody exports
    from drafter.tui.dialogs.export import ExportWish


class ExportActions:
    """Exports the draft. The next export is offered as the last one was, in the next session too."""

    def __init__(
        self, workspace: Workspace, session: Session, conversation: Conversation, offers_changed: Callable[[], None]
    ) -> None:
        self._workspace = workspace
        self._session = session
        self._conversation = conversation
        self._offers_changed = offers_changed
        self._wish: ExportWish | None = None
        """How the last document was written; None where none was."""
        self._written: dict[Path, tuple[int, int]] = {}
        """The documents that this session wrote, with the size and time of each when it was written."""
        self.exported: Path | None = None
        """The document written last; None where none was."""
        self._remark = ""
        """What is to be said of it; empty for nothing."""

    def offers(self) -> Mapping[str, bool]:
        """Whether there is a document to open."""
        return {"open_exported": self.exported is not None}

    async def export(self) -> None:
        """Ask how until it works, or the user gives up: what was chosen stays chosen."""
        from drafter.formats.registry import Options
        from drafter.tui.dialogs.export import ExportWish

        last = Options.of(self._session.memory.exported)
        wish = self._wish or ExportWish(files.free_path(self._workspace.file.path.with_suffix(".docx")), options=last)
        await self._ask_and_write(wish)

    async def report(self) -> None:
        """As `export`, of the overview alone."""
        from drafter.document.table import AnnexKind
        from drafter.formats.registry import Options
        from drafter.tui.dialogs.export import ExportWish

        path = self._workspace.file.path
        named = files.free_path(path.with_name(f"{path.stem}-{AnnexKind.OVERVIEW}.html"), self._ours)
        await self._ask_and_write(ExportWish(named, options=Options(only=AnnexKind.OVERVIEW)))

    async def _ask_and_write(self, wish: ExportWish) -> None:
        from drafter.tui.dialogs.export import ExportDialog

        wish, fault = replace(wish, replace=wish.path in self._ours), ""
        while True:
            ours = self._ours
            theirs = [path for path in self._written if path not in ours]
            revisions = self._workspace.revisions.given_names
            dialog = ExportDialog(wish, ours, theirs, revisions=revisions, fault=fault, refusal=self._out_of_reach)
            answer = await self._conversation.ask(dialog)
            if answer is None:
                return
            if answer.path in ours and answer.path not in self._ours:
                wish, fault = (
                    replace(answer, replace=False),
                    tr("{name} was changed by somebody just now.", name=answer.path.name),
                )
            else:
                wish, fault = answer, await self._write(answer)
                if not fault:
                    self._done(wish)
                    return

    @property
    def _ours(self) -> list[Path]:
        """The documents that are still as this session wrote them."""
        return [path for path, state in self._written.items() if _state(path) == state]

    async def _write(self, wish: ExportWish) -> str:
        """What went wrong; empty for nothing."""
        from drafter.tui.dialogs.export import ExportProgress

        progress = ExportProgress(self._workspace, wish)
        fault = await self._conversation.ask(progress) or ""
        self._remark = progress.remark
        return fault

    def _out_of_reach(self, path: Path) -> str:
        try:
            self._session.reach(path)
        except DrafterError as error:
            return str(error)
        return ""

    def _done(self, wish: ExportWish) -> None:
        """What was written may be written again without a question, until somebody else has written there."""
        if not wish.options.only:  # an annex alone is wanted once; the next time it is the declaration again
            self._wish = wish
            from drafter.formats.registry import DocumentPurpose  # loaded when something was exported

            # A copy for the negotiation is made now and then: the next session begins with one for readers.
            self._session.exported(wish.options._replace(purpose=DocumentPurpose.READING).words)
        self._written[wish.path] = _state(wish.path)
        self.exported = wish.path.absolute()
        size = max(1, round(self.exported.stat().st_size / 1000))
        only = wish.options.only
        tracked = tr(" with the changes since {against}", against=wish.against) if wish.against else ""
        what = (
            tr("Exported, without the declaration, the {only}", only=only)
            if only
            else tr("Exported{tracked}", tracked=tracked)
        )
        self._conversation.say(
            tr("{what}; O opens it: {short}, {size} kB", what=what, short=_short(self.exported), size=size)
        )
        if wish.options.clean or wish.options.view.kind is ViewKind.UNATTRIBUTED:
            self._warn_of_names()
        if self._remark:
            self._conversation.warn(self._remark)
        self._offers_changed()

    def _warn_of_names(self) -> None:
        """Say where the words of a text for the public still name a party."""
        from drafter.workspace.export import names_in_words

        found = [f"{ref} ({', '.join(names)})" for ref, names in names_in_words(self._workspace).items()]
        if found:
            self._conversation.warn(tr("Look at these: their own words name a party. {found}", found="; ".join(found)))

    def open_exported(self) -> None:
        if self.exported is None:
            self._conversation.warn(tr("Nothing was exported since drafter was started: x exports."))
            return
        try:
            open_file(self.exported)
        except DrafterError as error:
            self._conversation.warn(str(error))
        else:
            self._conversation.say(tr("Opening {exported}", exported=self.exported))


def _short(path: Path) -> Path:
    """The path from the folder where drafter was started, if the file is in it and the folder is still there."""
    with suppress(OSError, ValueError):
        return path.relative_to(Path.cwd())
    return path


def _state(path: Path) -> tuple[int, int]:
    """The file's size and when it was written, in nanoseconds; zeros where there is none."""
    try:
        stat = path.stat()
    except OSError:
        return 0, 0
    return stat.st_size, stat.st_mtime_ns


def open_file(path: Path) -> None:
    """Open a file with the program that the system has for it. Raises DrafterError where it has none."""
    try:
        if sys.platform == "win32":
            import os

            os.startfile(path)
        else:
            opener = "open" if sys.platform == "darwin" else "xdg-open"
            subprocess.Popen(
                [opener, str(path)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
    except OSError as error:
        raise DrafterError(
            tr("{path}: there is no program here to open it with. The file is written.", path=path)
        ) from error
