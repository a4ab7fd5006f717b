"""Many delegations share one draft through git, edit it and negotiate on it at random, and merge in any order: nothing
is lost.

Real repositories, real merges. `DRAFTER_SHARES` says how many clones and rounds; the nightly run says 20x50.
"""

from __future__ import annotations

import os
import random
import re
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from drafter.draft.draft import Status
from drafter.draft.text import Position, Text
from drafter.draft.tree import Place
from drafter.errors import EditRefused
from drafter.negotiation.proposals import PointAtIssue, open_points
from drafter.storage import draft_yaml
from drafter.workspace import Workspace
from tests.workspace.delegations import CORPUS, Delegation, needs_git, nobodys_git

__all__ = ["nobodys_git"]  # a fixture

pytestmark = needs_git

CLONES, ROUNDS = map(int, os.environ.get("DRAFTER_SHARES", "5x3").split("x"))
MARK = re.compile(r"\bw\d+\b")
"""A word that was written once, by one delegation."""
PARTIES = (
    "EU",
    "G77",
    "US",
    "JP",
    "MX",
    "KE",
    "NO",
    "BR",
    "EG",
    "FR",
    "DE",
    "CN",
    "IN",
    "ZA",
    "NG",
    "AU",
    "CA",
    "CL",
    "PK",
    "CH",
)


class Simulation:
    """The delegations, and what they wrote."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.random = random.Random(seed)
        self.folder = folder
        self.numbers = count()
        self.written: set[str] = set()
        self.proposed: set[str] = set()
        """Those of the words that are in proposals: they stay, in the text or on record."""
        self.taken_out: set[str] = set()
        """Words that somebody who saw them took out."""
        first = Delegation(folder / "0", PARTIES[0], folder / "kyoto.git")
        first.add(*(f"We decide on matter {letter} of this congress in full, and act on it." for letter in "abcdef"))
        first.send()
        self.delegations = [first]
        for number in range(1, CLONES):
            joined = Delegation(folder / str(number), PARTIES[number], folder / "kyoto.git")
            joined.get()
            self.delegations.append(joined)

    def run(self) -> None:
        for _ in range(ROUNDS):
            for one in self.random.sample(self.delegations, CLONES):
                self.work(one)
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
                stick = str(self.folder / f"stick-{one.name}.git")
                with suppress(EditRefused):
                    one.send(stick)
                    self.random.choice(self.delegations).get(stick)
            case 3:
                pass
            case _:
                one.get()
                one.send()

    def work(self, one: Delegation) -> None:
        workspace = Workspace.open(one.path, CORPUS)
        for _ in range(self.random.randrange(5)):
            before = said(workspace)
            written, proposed = set(self.written), set(self.proposed)
            try:
                self.act(workspace, one.name)
            except EditRefused:  # what is agreed or contested isn't edited in every way
                self.written, self.proposed = written, proposed
            self.taken_out |= before - said(workspace)
        workspace.file.save()

    def act(self, workspace: Workspace, party: str) -> None:
        spots = workspace.draft.spots
        id = self.random.choice(list(spots))
        points = list(open_points(workspace.draft))
        match self.random.randrange(10):
            case 0 | 1 | 2:
                self.propose(workspace, id, party)
            case 3 | 4 | 5 if points:
                self.take_position(workspace, self.random.choice(points), party)
            case 6 if points:
                self.settle(workspace, self.random.choice(points))
            case _:
                self.edit(workspace, id)

    def propose(self, workspace: Workspace, id: str, party: str) -> None:
        acts, by = workspace.acts, [party]
        other = self.random.choice(list(workspace.draft.spots))
        match self.random.randrange(8):
            case 0:
                acts.propose_deletion(id, by)
            case 1:
                acts.propose_move(id, other, by)
            case 2:
                acts.propose_paragraph(f"We propose {self.proposal()} as well.", id, by)
            case 3:
                acts.propose_alternative(id, f"We propose {self.proposal()} instead.", by)
            case _:
                wording = self.amended(workspace.draft.spots[id].paragraph.wording, self.proposal())
                acts.propose_words(id, wording, by)

    def take_position(self, workspace: Workspace, point: PointAtIssue, party: str) -> None:
        run = point.alternatives
        option = self.random.choice([run.option_id(each) for each in run.options] if run else [point.id])
        position = self.random.choice([Position.SUPPORT, Position.OPPOSE, Position.RESERVE, None])
        workspace.acts.take_positions(option, [party], position)

    def settle(self, workspace: Workspace, point: PointAtIssue) -> None:
        number = self.random.randrange(len(point.stands)) + 1
        act = self.random.choice([workspace.acts.choose, workspace.acts.drop])
        act(point.id, number)

    def edit(self, workspace: Workspace, id: str) -> None:
        edits, paragraph = workspace.edits, workspace.draft.spots[id].paragraph
        match self.random.randrange(8):
            case 0:
                edits.add(f"We add {self.word()} to it.", Place("justice", self.random.randrange(6)))
            case 1:
                edits.annotate(id, f"{paragraph.note}\n{self.word()}")
            case 2:
                workspace.acts.agree([id], self.random.choice([Status.INFORMALS, Status.AD_REF]))
            case 3:
                edits.move([id], Place("justice", self.random.randrange(6)))
            case 4 if not paragraph.contested:
                edits.reword(id, f"We say it anew: {self.word()}.")
            case 5 if not any(one.contested for one in paragraph.whole()):
                edits.remove([id])
            case _ if not paragraph.contested:
                edits.reword(id, self.amended(paragraph.wording, self.word()))

    def amended(self, wording: str, word: str) -> str:
        """The wording with the word in it, and perhaps without a few others."""
        words = wording.split()
        first = self.random.randrange(len(words) + 1)
        return " ".join([*words[:first], word, *words[first + self.random.choice([0, 0, 1, 3]) :]])

    def word(self) -> str:
        word = f"w{next(self.numbers)}"
        self.written.add(word)
        return word

    def proposal(self) -> str:
        word = self.word()
        self.proposed.add(word)
        return word


def said(workspace: Workspace) -> set[str]:
    return set(MARK.findall(draft_yaml.dump(workspace.draft)))


def nests(text: Text, within: bool = False) -> bool:
    """Whether somebody's own words hold those of others: in the draft's words, others' may stand."""
    return any(
        (within and bool(option.parties)) or nests(option.text, within or bool(option.by))
        for run in text.alternatives
        for option in run.options
    )


@pytest.mark.parametrize("seed", range(2))
def test_of_a_draft_that_many_share_nothing_is_lost(tmp_path: Path, seed: int) -> None:
    simulation = Simulation(tmp_path, seed)
    simulation.run()
    assert len({one.path.read_bytes() for one in simulation.delegations}) == 1
    final = simulation.delegations[0]
    kept = set(MARK.findall(final.path.read_text()))
    assert not simulation.written - simulation.taken_out - kept
    assert not simulation.proposed - kept
    assert not [one.name for one in simulation.delegations if one.git("status", "--porcelain")]
    assert not [id for id, spot in final.draft.spots.items() if nests(spot.paragraph.text)]
