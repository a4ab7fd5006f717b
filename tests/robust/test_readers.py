"""Every reader on sound inputs and on some of which a few bytes are damaged: a value, or a message; never a mistake.

What was once broken is in `crashers`, and read by `test_hostile`; `tests/robust/fuzz.py` looks for more.
"""

from __future__ import annotations

from random import Random

import pytest

from tests.robust.fuzz import SHARES, damaged, damaged_package
from tests.robust.readers import PACKAGES, READERS, seeds, stands

DAMAGED = 4


@pytest.mark.parametrize("reader", READERS)
def test_a_reader_answers_whatever_it_gets(reader: str) -> None:
    chance, sound = Random(reader), seeds(reader)
    for data in sound:
        stands(reader, data)
    for count in range(DAMAGED):
        how = damaged_package if reader in PACKAGES and count % 2 else damaged
        stands(reader, how(chance.choice(sound), chance))


def test_every_reader_has_its_share_of_the_long_run() -> None:
    assert SHARES.keys() == READERS.keys()
