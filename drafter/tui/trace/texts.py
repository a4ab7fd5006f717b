"""Somebody else's texts, to choose one from; and what is to be said of one that was read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from drafter.errors import DrafterError
from drafter.intake.negotiating_text import NegotiatingText
from drafter.intake.text_blocks import SUFFIXES
from drafter.tui.dialogs.incoming import WordFileDialog
from drafter.tui.session import Session
from drafter.tui.tongue import moment, tr

_MOST = 200
"""Files that are listed, those changed last."""


def text_files(folders: Iterable[Path], session: Session) -> list[tuple[Path, str]]:
    """The files in the folders that may be read as a text, the one changed last first, with when that was."""
    found: dict[Path, float] = {}
    for folder in dict.fromkeys(folders):
        try:
            paths = [path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and path.name[:2] != "~$"]
            found |= {path: path.stat().st_mtime for path in paths if path.is_file() and session.reaches(path)}
        except OSError:
            continue
    latest = sorted(found, key=lambda path: found[path], reverse=True)[:_MOST]
    return [
        (path, tr("changed {fromtimestamp}", fromtimestamp=moment(datetime.fromtimestamp(found[path]))))
        for path in latest
    ]


def text_dialog(files: list[tuple[Path, str]], folder: Path, session: Session) -> WordFileDialog:
    """Which text to trace. A path that is typed begins in the folder."""

    def refusal(path: Path) -> str:
        try:
            path = session.reach(path)
        except DrafterError as error:
            return str(error)
        if path.suffix.lower() not in SUFFIXES:
            return tr(
                "{name} can't be read as a text: its name ends with none of {suffixes}.",
                name=path.name,
                suffixes=", ".join(SUFFIXES),
            )
        return "" if path.is_file() else tr("There is no file {path}.", path=path)

    return WordFileDialog(tr("Trace somebody's text: a zero draft, a rolling text"), files, folder, refusal)


def remarks_on(text: NegotiatingText) -> list[str]:
    """What should be known of a text that was read, a sentence each."""
    return [
        tr("Line {line}, {kind}: {what}", line=remark.line, kind=remark.kind, what=remark.what)
        for remark in text.remarks
    ]
