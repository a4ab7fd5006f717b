"""The `drafter` program: runs a command, and turns errors into messages on stderr and exit codes."""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress
from types import FrameType

import click

from drafter.corpus.plain_text import harmless
from drafter.errors import DrafterError

UNFORESEEN = 70
"""Exit code for a bug in drafter (EX_SOFTWARE of sysexits.h)."""


def main() -> None:
    """Run `drafter` and end with its exit code.

    0 for success; 1 where a merge needs to be looked at; 2 for what the user can mend; 70 for a bug in drafter; 128 and
    the signal's number for a signal.
    """
    _exit_on_signals()
    # Most of what is made lasts as long as the program: looking for garbage among it takes a tenth of a start.
    gc.set_threshold(20_000, 20, 20)
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]  # if replaced
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code. Errors are printed on stderr, without a traceback."""
    from drafter.cli import drafter

    try:
        code = drafter.main(arguments, prog_name="drafter", standalone_mode=False)
    except DrafterError as error:
        return _say(str(error), error.exit_code)
    except click.ClickException as error:
        return _say(error.format_message(), 2)
    except (click.Abort, KeyboardInterrupt):
        return _say("Stopped.", 130)
    except BrokenPipeError:
        # The reader of our output has gone (`drafter themes | head`): nothing is wrong, and nothing is left to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:  # wherever a file is looked at: what the system refuses is the user's to mend
        if os.environ.get("DRAFTER_DEBUG"):
            raise
        return _say(_refusal(error), 2)
    except Exception as error:  # whatever else happens, a user sees one message and keeps the file
        if os.environ.get("DRAFTER_DEBUG"):
            raise
        return _say(_apology(error), UNFORESEEN)
    return code if isinstance(code, int) else 0


def _exit_on_signals() -> None:
    """Turn SIGHUP and SIGTERM into SystemExit, so that the screens save and the terminal is restored."""
    sys.unraisablehook = _exit_after_all
    for name in ("SIGHUP", "SIGTERM"):
        if hasattr(signal, name):  # Windows has no SIGHUP
            signal.signal(getattr(signal, name), _exit_on_signal)


def _exit_on_signal(number: int, frame: FrameType | None) -> None:
    if _is_within_hook(frame):
        return  # it would be dropped there too; whoever sends the signal again goes on
    # A terminal that closes says SIGHUP, then SIGCONT, at which Textual would begin again on what is ending.
    # Not SIG_IGN: a process that is started meanwhile would inherit it, and could then not be ended with this one.
    for ending_signal in (number, getattr(signal, "SIGCONT", number)):
        signal.signal(ending_signal, lambda *_: None)
    sys.exit(128 + number)


def _exit_after_all(ignored: sys.UnraisableHookArgs) -> None:
    # Python drops what is raised in a finalizer. A signal that came in one still ends the program, a moment later.
    if not isinstance(ignored.exc_value, SystemExit):
        sys.__unraisablehook__(ignored)
        return
    from threading import Thread  # a start takes nothing of it

    number = int(str(ignored.exc_value)) - 128
    signal.signal(number, _exit_on_signal)
    Thread(target=_send_again, args=(number,), daemon=True).start()


def _send_again(number: int) -> None:
    from threading import main_thread
    from time import sleep

    while signal.getsignal(number) is _exit_on_signal:  # until it has ended the program
        sleep(0.01)
        # To the main thread itself: a signal that another one gets wakes nobody who sleeps.
        signal.pthread_kill(main_thread().ident or 0, number)


def _is_within_hook(frame: FrameType | None) -> bool:
    while frame is not None and frame.f_code is not _exit_after_all.__code__:
        frame = frame.f_back
    return frame is not None


def _refusal(error: OSError) -> str:
    what = error.strerror or str(error) or "the system gives no reason"
    where = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, (str, bytes)) else ""
    return f"{where}The system refuses this: {what}. Check the name, the permissions, and the space on the disk."


def _apology(error: Exception) -> str:
    from drafter.storage import crash_report

    path = crash_report.write(error)
    where = f"What went wrong is written, without your text, in {path}: please send it." if path else ""
    what = f"drafter made a mistake ({type(error).__name__}). Nothing of yours is lost. {where}"
    return f"{what} With DRAFTER_DEBUG=1 it says where."


def _say(message: str, code: int) -> int:
    for line in message.splitlines():
        click.echo(f"drafter: {harmless(line)}", err=True)
    return code


if __name__ == "__main__":
    main()
