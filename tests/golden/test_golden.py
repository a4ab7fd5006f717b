"""Every command answers, and every Word part is, as kept under `expected/`."""

from __future__ import annotations

import re
import shutil

import pytest

from tests.golden import record
from tests.golden.cases import CASES, Case


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_command_says_and_writes_what_it_did(case: Case) -> None:
    if case.name.endswith("shared-by-two") and shutil.which("git") is None:
        pytest.skip("git is not installed")
    difference = record.difference(case, record.of(case))
    if difference:
        pytest.fail(f"{record.file_of(case)} says otherwise:\n{difference}", pytrace=False)


def test_every_file_has_a_case_and_every_case_a_file() -> None:
    assert sorted(record.EXPECTED.rglob("*.txt")) == sorted(record.file_of(case) for case in CASES)


def test_every_command_and_every_option_that_the_help_names_is_in_a_case() -> None:
    calls = [call for case in CASES if not case.is_help for call in case.calls]
    helps = {" ".join(case.calls[0][:-1]): _first_help(case) for case in CASES if case.is_help}
    missing = []
    for command, text in helps.items():
        listed = re.findall(r"^  ([a-z][a-z-]*)(?:  |$)", text.partition("\nCommands:\n")[2], re.M)
        missing += [f"{command} {name}" for name in listed if f"{command} {name}".strip() not in helps]
        options = {*re.findall(r"--[a-z-]+", text.partition("\nOptions:\n")[2])} - {"--help"}
        used = {word for call in calls if {*command.split()} <= {*call} for word in call}
        missing += [f"{command} {option}" for option in sorted(options - used)]
    assert missing == []


def _first_help(case: Case) -> str:
    return record.file_of(case).read_text("utf-8").split("$ drafter ")[1]
