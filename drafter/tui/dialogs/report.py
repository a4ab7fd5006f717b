"""Writing a table as a document of its own: where to, and what kind its suffix says."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from drafter.errors import DrafterError
from drafter.formats.registry import Holds, holding
from drafter.storage import files
from drafter.tui.conversation import Conversation
from drafter.tui.dialogs.questions import Answer, FormDialog, FormField
from drafter.tui.dialogs.working import Working
from drafter.tui.session import Session
from drafter.tui.tongue import tr

_SUFFIXES = [known.suffix for known in holding(Holds.TABLE) if known.suffix != ".json"]
_HINT = f"Its ending names the kind: {', '.join(_SUFFIXES)}. A file that is there is not replaced."


async def write_report(
    conversation: Conversation, session: Session, title: str, proposed: Path, render: Callable[[str], bytes]
) -> None:
    """Ask for a file, and write there what `render` gives for its suffix. `proposed` is offered, under a name that is
    free.
    """

    def refusal(answer: Answer) -> str:
        return _refusal(session, proposed.parent, answer["path"])

    form = FormDialog(
        title,
        [FormField("path", tr("File"), files.free_path(proposed).name, suggested=True)],
        _HINT,
        tr("Write"),
        refusal=refusal,
    )
    answer = await conversation.ask(form)
    if answer is None:
        return
    path = session.reach(proposed.parent / answer["path"].strip())
    outcome = await conversation.ask(Working(tr("Writing {name}…", name=path.name), partial(_write, path, render)))
    if isinstance(outcome, DrafterError):
        conversation.complain(str(outcome))
    else:
        conversation.inform(tr("Wrote {path}", path=path))


def _write(path: Path, render: Callable[[str], bytes]) -> None:
    files.write(path, render(path.suffix.lower()), replace=False)


def _refusal(session: Session, folder: Path, typed: str) -> str:
    """Why a document can't be written to the file of this name; empty where it can."""
    if not typed.strip():
        return tr("Name a file.")
    path = Path(typed.strip())
    if path.suffix.lower() not in _SUFFIXES:
        return tr("Let its name end with one of {suffixes}.", suffixes=", ".join(_SUFFIXES))
    try:
        session.reach(folder / path)
    except DrafterError as error:
        return str(error)
    return ""
