"""Every command answers, and every Word part is, as kept under `expected/`."""

from __future__ import annotations

import pytest

from tests.golden import record
from tests.golden.cases import CASES, Case


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_command_says_and_writes_what_it_did(case: Case) -> None:
    difference = record.difference(case, record.of(case))
    if difference:
        pytest.fail(f"{record.file_of(case)} says otherwise:\n{difference}", pytrace=False)


def test_every_file_has_a_case_and_every_case_a_file() -> None:
    assert sorted(record.EXPECTED.rglob("*.txt")) == sorted(record.file_of(case) for case in CASES)
