"""Which files of a folder are drafts."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

_BEGINS = b"drafter:"


def drafts_in(folder: Path) -> list[Path]:
    """The YAML files of the folder that begin with `drafter:`, the newest first; none where it can't be read."""
    found: list[tuple[float, Path]] = []
    with suppress(OSError):
        for path in folder.iterdir():
            if path.suffix.lower() in (".yaml", ".yml") and _is_draft(path):
                found.append((path.stat().st_mtime, path))
    return [path for _, path in sorted(found, key=lambda one: (-one[0], one[1].name))]


def _is_draft(path: Path) -> bool:
    """Whether the first line that is no comment says so; a file that can't be read doesn't."""
    try:
        with path.open("rb") as file:
            lines = file.read(4096).removeprefix(b"\xef\xbb\xbf").splitlines()
    except OSError:
        return False
    said = (line for line in lines if line.strip() and not line.startswith((b"#", b"---", b"%")))
    return next(said, b"").startswith(_BEGINS)
