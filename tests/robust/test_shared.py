"""Many delegations share one draft through git, edit it at random and merge in any order: nothing is lost.

Real repositories, real merges. `DRAFTER_SHARES` says how many clones and rounds; the nightly run says 20x50.
"""

from __future__ import annotations

import os
import random
import re
from contextlib import suppress
from pathlib import Path

import pytest

from drafter.draft.draft import Paragraph, Status
from drafter.draft.text import Text
from drafter.draft.tree import Place
from drafter.errors import EditRefused
from drafter.workspace import Workspace
from tests.workspace.delegations import CORPUS, Delegation, needs_git, nobodys_git

__all__ = ["nobodys_git"]  # a fixture

pytestmark = needs_git

CLONES, ROUNDS = map(int, os.environ.get("DRAFTER_SHARES", "5x3").split("x"))
MARK = re.compile(r"\bw\d+\b")
"""A word that was written once, by one delegation."""
NAMES = ("EU", "G77", "US", "Japan", "Mexico", "CARICOM", "Kenya", "Norway", "Brazil", "Egypt")


def name_of(number: int) -> str:
    return NAMES[number] if number < len(NAMES) else f"Delegation {number}"


class Simulation:
    """The delegations, what they wrote, and what somebody took out on purpose."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.random = random.Random(seed)
        self.folder = folder
        self.written: set[str] = set()
        self.taken_out: set[str] = set()
        """Words that somebody who saw them took out."""
        first = Delegation(folder / "0", name_of(0), folder / "kyoto.git")
        first.add(*(f"We decide on matter {letter} of this congress in full, and act on it." for letter in "abcdef"))
        first.send()
        self.delegations = [first]
        for number in range(1, CLONES):
            joined = Delegation(folder / str(number), name_of(number), folder / "kyoto.git")
            joined.get()
            self.delegations.append(joined)

    def run(self) -> None:
        for _ in range(ROUNDS):
            for one in self.random.sample(self.delegations, CLONES):
                self.edit(one)
                self.exchange(one)
        # Until everybody has everything: once round for all to give, once round for all to take.
        for one in self.random.sample(self.delegations, CLONES):
            one.get()
            one.send()
        for one in self.random.sample(self.delegations, CLONES):
            one.get()

    def exchange(self, one: Delegation) -> None:
        match self.random.randrange(8):
            case 0:
                one.get()
            case 1:
                with suppress(EditRefused):  # somebody else has sent in the meantime
                    one.send()
            case 2:  # a stick is handed on
                stick = str(self.folder / f"stick-{one.name}.git".replace(" ", "-"))
                with suppress(EditRefused):
                    one.send(stick)
                    self.random.choice(self.delegations).get(stick)
            case 3:
                pass
            case _:
                one.get()
                one.send()

    def edit(self, one: Delegation) -> None:
        workspace = Workspace.open(one.path, CORPUS)
        for _ in range(self.random.randrange(4)):
            self.act(workspace, one.name)
        workspace.file.save()

    def act(self, workspace: Workspace, name: str) -> None:
        edits, spots = workspace.edits, workspace.draft.spots
        if not spots or not self.random.randrange(12):
            edits.add(f"We add {self.word()} to it.", Place("justice", self.random.randrange(len(spots) + 1)))
            return
        id = self.random.choice(list(spots))
        paragraph = spots[id].paragraph
        match self.random.randrange(1, 12):
            case 1:
                self.taken_out.update(MARK.findall(said(paragraph)))
                edits.remove([id])
            case 2:
                edits.annotate(id, f"{paragraph.note}\n{self.word()}")
            case 3:
                edits.set_status([id], self.random.choice([Status.OPEN, Status.INFORMALS, Status.AD_REF]))
            case 4:
                edits.move([id], Place("justice", self.random.randrange(len(spots))))
            case 5:
                self.taken_out.update(MARK.findall(paragraph.written))
                edits.reword(id, f"We say it anew: {self.word()}.")
            case 6 | 7 if not paragraph.contested:
                words = paragraph.written.split()
                first = self.random.randrange(len(words))
                last = first + self.random.randrange(4)
                old = " ".join(words[first:last])
                option = f"[{old} / {self.word()} - {name}]" if old else f"[{self.word()} - {name}]"
                edits.reword(id, " ".join([*words[:first], option, *words[last:]]))
            case _ if not paragraph.contested:
                words = paragraph.written.split()
                words.insert(self.random.randrange(len(words) + 1), self.word())
                edits.reword(id, " ".join(words))
            case _:  # what is contested is settled now and then
                self.taken_out.update(MARK.findall(paragraph.written))
                edits.reword(id, f"We agree on {self.word()}.")

    def word(self) -> str:
        word = f"w{len(self.written)}"
        self.written.add(word)
        return word


def said(paragraph: Paragraph) -> str:
    return "\n".join(f"{one.written}\n{one.note}" for one in paragraph.whole())


def nests(text: Text, within: bool = False) -> bool:
    """Whether a party's name stands for words among which other parties' names stand."""
    return any(
        (within and bool(option.parties)) or nests(option.text, within or bool(option.parties))
        for run in text.alternatives
        for option in run.options
    )


@pytest.mark.parametrize("seed", range(2))
def test_of_a_draft_that_many_share_nothing_is_lost(tmp_path: Path, seed: int) -> None:
    simulation = Simulation(tmp_path, seed)
    simulation.run()
    assert len({one.path.read_bytes() for one in simulation.delegations}) == 1
    final = simulation.delegations[0]
    lost = simulation.written - simulation.taken_out - set(MARK.findall(final.path.read_text()))
    assert not lost
    assert not [one.name for one in simulation.delegations if one.git("status", "--porcelain")]
    assert not [id for id, spot in final.draft.spots.items() if nests(spot.paragraph.text)]
