"""Out and back ten times with three authors: the draft, its citations and its record are what the rounds say."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from drafter.draft import edits as draft_edits
from drafter.draft import numbering
from drafter.draft.draft import Draft, Status
from drafter.draft.text import ATTRIBUTED, Position
from drafter.errors import EditRefused
from drafter.intake.room_edits.chains import composed
from drafter.intake.room_edits.room_edit import (
    Decision,
    Found,
    FoundChain,
    FoundMove,
    FoundRun,
    FoundStatus,
    RoomEdit,
    RoomEditKind,
)
from drafter.negotiation import acts, settling
from drafter.negotiation.proposals import open_points
from drafter.storage import draft_yaml
from tests.builders import draft, paragraph
from tests.intake.room_edits.chains import (
    BRACKETED,
    CODES,
    CORPUS,
    LEFT,
    TAKEN,
    chain,
    edit,
    found,
    home,
    ins,
    opens,
    out,
    tokens,
)

AUTHORS = ("European Union", "Group of 77", "Mexico")
WORDS = ("peace", "justice", "data", "victims", "courts", "schools")


def start() -> Draft:
    return draft(
        paragraph("a", "We protect victims of all crimes everywhere.", "NO 1(b)", "SO 7(b)"),
        paragraph("b", "We train:", children=(paragraph("b1", "judges;", "NO 1(a)"), paragraph("b2", "prosecutors."))),
        paragraph("c", "We share data openly and safely.", "NO 2(a)"),
        paragraph("d", "We build trust and institutions.", "SO 9"),
        preamble=(paragraph("pp", "Recalling the past,"), paragraph("qq", "Mindful of the future,")),
        other=(paragraph("o", "We hope for the best."),),
    )


@dataclass
class Room:
    """What three authors do to a draft in one round: each paragraph is edited by one of them at most."""

    base: Draft
    random: Random
    round: int
    edits: list[RoomEdit] = field(default_factory=list)
    chains: list[FoundChain] = field(default_factory=list)
    moves: dict[str, FoundMove] = field(default_factory=dict)
    statuses: dict[str, FoundStatus] = field(default_factory=dict)

    def found(self) -> Found:
        for id, spot in self.base.standing.items():
            if self.random.random() < 0.5 and not spot.paragraph.proposals:
                self.random.choice((self.words, self.words, self.brackets, self.new, self.gone, self.cut, self.other))(
                    id
                )
        return found(self.base, self.edits, *self.chains, moves=self.moves, statuses=self.statuses)

    def edit(self, kind: RoomEditKind, id: str, **more: str) -> str:
        name = f"{self.round}-{len(self.edits)}"
        self.edits.append(edit(name, kind, id, self.random.choice(AUTHORS), f"2026-05-{self.round:02}", ref=id, **more))
        return name

    def tokens(self, id: str) -> list[str]:
        return tokens(self.base.spots[id].paragraph, ATTRIBUTED)

    def _rewritten(self, id: str, replaced: str) -> None:
        said = self.tokens(id)
        plain = [place for place, token in enumerate(said) if "[" not in token and place and token.strip(".,;: ")]
        if not plain:
            return
        at = self.random.choice(plain)
        bare = said[at].rstrip(".,;: ")
        end = said[at][len(bare) :]
        name = self.edit(RoomEditKind.TEXT, id)
        gap = bare[: len(bare) - len(bare.lstrip())]
        now = f"{gap}{replaced.format(bare.strip())}{end}"
        runs = [*map(FoundRun, said[:at]), out(name, said[at]), ins(name, now), *map(FoundRun, said[at + 1 :])]
        self.chains.append(chain(opens(id), *runs))

    def words(self, id: str) -> None:
        self._rewritten(id, self.random.choice(WORDS))

    def brackets(self, id: str) -> None:
        self._rewritten(id, f"[{{}} / all {self.random.choice(WORDS)} - {self.random.choice(AUTHORS)}]")

    def new(self, id: str) -> None:
        name = self.edit(RoomEditKind.NEW, f"n{self.round}-{id}")
        self.chains.append(
            chain(opens(f"n{self.round}-{id}", name), ins(name, f"We {self.random.choice(WORDS)} anew."))
        )
        self.moves[name] = FoundMove(self.base.spots[id].container, id)

    def gone(self, id: str) -> None:
        if not self.base.spots[id].paragraph.children and len(self.base.standing) > 5:
            name = self.edit(RoomEditKind.DELETED, id)
            self.chains.append(chain(opens(id, deleted=name), *(out(name, token) for token in self.tokens(id))))

    def cut(self, id: str) -> None:
        tokens = self.tokens(id)
        if len(tokens) > 2:
            name, new = self.edit(RoomEditKind.SPLIT, id), f"s{self.round}-{id}"
            at = self.random.randrange(1, len(tokens))
            self.chains.append(
                chain(opens(id), *map(FoundRun, tokens[:at]), opens(new, name), *map(FoundRun, tokens[at:]))
            )

    def other(self, id: str) -> None:
        if self.random.random() < 0.5:
            self.edit(RoomEditKind.COMMENT, id, now=f"Why {self.round}?")
        else:
            self.statuses[self.edit(RoomEditKind.STATUS, id)] = FoundStatus(Status.AD_REF)


def at_home(made: Draft, random: Random) -> Draft:
    """What is done to the draft while the file is out: one thing is settled, one agreed, one said."""
    points = list(open_points(made))
    if points:
        with suppress(EditRefused):
            made = random.choice((settling.choose, settling.drop))(
                made, CORPUS, random.choice(points).id, 2, "2026-06-01"
            )
    for _ in range(2):
        id = random.choice(list(made.standing))
        with suppress(EditRefused):
            made = settling.agree(made, id, Status.AD_REF, "2026-06-01")
    points = list(open_points(made))
    if points:
        with suppress(EditRefused):
            made = acts.take_position(made, random.choice(points).id, "US", Position.SUPPORT, "2026-06-01")
    return draft_edits.annotate(made, id, "Said at home.")


def wanted(made: Draft) -> set[tuple[str, str]]:
    """Who proposes something, and in which paragraph."""
    found = set()
    for id, spot in made.spots.items():
        stands = [option for each in spot.paragraph.text.all_alternatives() for option in each.options]
        found |= {(id, party) for stand in (*stands, *spot.paragraph.proposals) for party in stand.by}
    return found


def homes(came: Found, taken: set[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for each in came.chains:
        now = composed(each, taken)
        for id in now.base:
            yield id, now.homes(id)


@pytest.mark.parametrize("seed", range(20))
def test_ten_rounds_with_three_authors(seed: int) -> None:
    random, frozen = Random(seed), seed % 2 == 1
    made = numbering.freeze(start()) if frozen else start()
    for round in range(1, 11):
        came = Room(made, random, round).found()
        ours = at_home(made, random) if random.random() < 0.7 else made
        decisions: dict[str, Decision] = {each.id: random.choice((TAKEN, BRACKETED, LEFT)) for each in came.room.edits}
        after = home(came, ours, **decisions)
        taken = {id for id, decision in after.done.items() if decision is TAKEN}
        check(came, ours, after.draft, taken)
        back = {id for id in after.draft.spots if id in came.base.spots and id not in ours.spots}
        assert back <= {contest.id for contest in after.contested}
        made = after.draft


def check(came: Found, ours: Draft, made: Draft, taken: set[str]) -> None:
    assert draft_yaml.read(draft_yaml.dump(made).encode(), Path("round.yaml"), CORPUS) == made
    went = dict(homes(came, taken))
    for id, spot in ours.standing.items():
        where = went.get(id, (id,))
        if where:
            assert all(each in made.spots for each in where)
            cited = {source for each in where for source in made.spots[each].paragraph.sources}
            assert set(spot.paragraph.sources) <= cited
    words = {id: said for each in came.chains for id, said in composed(each, taken).words.items()}
    touched = {each.paragraph for each in came.room.edits}
    for id, spot in made.spots.items():
        if id not in touched and id in ours.spots:
            assert spot.paragraph.text == ours.spots[id].paragraph.text
        unchanged = id in ours.spots and id in came.base.spots and ours.spots[id] == came.base.spots[id]
        if (
            id in words
            and unchanged
            and not any(each.paragraph == id and each.id not in taken for each in came.room.edits)
        ):
            assert "".join(spot.paragraph.written.split()) == "".join(coded(words[id]).split())
    on_record = {(settled.paragraph, party) for settled in made.settled for party in settled.by}
    gone = wanted(ours) - wanted(made) - on_record
    assert not {(id, party) for id, party in gone if len(went.get(id, (id,))) == 1}
    assert len(made.settled) >= len(ours.settled)


def coded(words: str) -> str:
    for name, code in CODES.items():
        words = words.replace(f"- {name}]", f"- {code}]")
    return words
