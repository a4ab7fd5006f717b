"""The command: the one place where errors become messages and exit codes."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

import click

from drafter.errors import DrafterError
from drafter.model.plaintext import harmless

UNFORESEEN = 70
"""Exit code for a fault of drafter's own (EX_SOFTWARE of sysexits.h)."""


def main() -> None:
    """Run `drafter` and end with its exit code: 0, 2 for what the user can mend, 130 for an interruption."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]  # if replaced
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command; its exit code. What goes wrong is said on stderr, without a traceback."""
    from drafter.cli import drafter

    try:
        drafter.main(arguments, prog_name="drafter", standalone_mode=False)
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
    except Exception as error:  # whatever else happens, a user sees one message and keeps the file
        if os.environ.get("DRAFTER_DEBUG"):
            raise
        what = f"drafter made a mistake ({type(error).__name__}). Your files are as they were."
        return _say(f"{what} Set DRAFTER_DEBUG=1 and run it again to see where, and report that.", UNFORESEEN)
    return 0


def _say(message: str, code: int) -> int:
    for line in message.splitlines():
        click.echo(f"drafter: {harmless(line)}", err=True)
    return code


if __name__ == "__main__":
    main()
