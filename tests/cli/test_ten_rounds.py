"""A draft goes out and comes home ten times, edited by three people in turn: it is what the rounds say.

With the commands that users type. `DRAFTER_ROUNDS=20x10` has twenty drafts of ten rounds.
"""

import os
import random
from pathlib import Path
from typing import Any

import pytest

from drafter.document.table import anchor
from drafter.draft.draft import Draft
from drafter.draft.fields import digest
from drafter.draft.text import View, ViewKind
from drafter.intake.room_edits.room_edit import RoomEdit, RoomEditKind
from drafter.storage import draft_yaml
from tests.cli.conftest import Command
from tests.robust.room import answers, drafts, sessions
from tests.robust.room.pages import UNSEEN, Hand

DRAFTS, ROUNDS = (int(number) for number in os.environ.get("DRAFTER_ROUNDS", "1x10").split("x"))
PEOPLE = ("EU", "US", "JP")


def loaded() -> Draft:
    return draft_yaml.load(Path("d.yaml"), drafts.corpus())


def listed(drafter: Command, document: str) -> list[RoomEdit]:
    said = drafter("import", "d.yaml", document, "--format", "json")
    assert said.code == 0, said.err
    assert said.data["unmatched"] == []
    return [_edit(each) for each in said.data["changes"]]


def _edit(told: dict[str, Any]) -> RoomEdit:
    names = ("id", "paragraph", "ref", "author", "date", "tracked", "was", "now")
    return RoomEdit(kind=RoomEditKind(told["kind"]), **{name: told[name] for name in names})


def wanted(edits: list[RoomEdit], how: str) -> list[str]:
    """What is decided of each, as arguments: a changed citation is taken only where it is named."""
    by_id = [argument for edit in edits if edit.kind == "source" for argument in (f"--{how}", edit.id)]
    return [f"--{how}", "all", *(by_id if how == "take" else [])]


@pytest.mark.parametrize("number", range(DRAFTS))
def test_ten_rounds_with_three_people_give_what_the_rounds_say(drafter: Command, number: int) -> None:
    chance = random.Random(number)
    Path("d.yaml").write_text(draft_yaml.dump(drafts.made(chance)), encoding="utf-8")
    changed = 0
    for count in range(ROUNDS):
        before = loaded()
        assert drafter("export", "d.yaml", "-o", f"{count}.docx").code == 0
        hand = Hand(PEOPLE[count % 3], f"2026-05-{count + 1:02}")
        hands = (hand,) if count % 4 == 2 else (hand, hand, UNSEEN)
        session = sessions.one_more(number * 100 + count, before, Path(f"{count}.docx").read_bytes(), 12, hands)
        Path(f"{count}-room.docx").write_bytes(session.document)
        edits = listed(drafter, f"{count}-room.docx")
        assert digest(loaded()) == digest(before)
        how = "bracket" if count % 4 == 2 else "take"
        said = drafter("import", "d.yaml", f"{count}-room.docx", *wanted(edits, how))
        assert said.code == 0, said.err
        now = loaded()
        changed += digest(now) != digest(before)
        if how == "take":
            faults = [
                *answers.text_faults(session, now, lambda _: True, f"round {count}"),
                *answers.loss_faults(session, edits, now),
            ]
            assert not faults, faults
        else:
            bracketed(session, before, now)
        if how == "take":  # once more, for nothing
            again = drafter("import", "d.yaml", f"{count}-room.docx", *wanted(edits, how))
            assert again.code == 0, again.err
            assert digest(loaded()) == digest(now), again.err
    kept = drafter("revision", "d.yaml", "list", "--format", "json").data
    assert len(kept["revisions"]) == changed


def bracketed(session: sessions.Session, before: Draft, now: Draft) -> None:
    """The draft's own words are what they were, and the person's are what the file has."""
    ids = {anchor(id): id for id in before.spots}
    for deed in session.deeds:
        if deed.kind == "text" and deed.anchor in ids:
            was, own = (draft.spots[ids[deed.anchor]].paragraph.text for draft in (before, now))
            assert own.base == was.base
            if was.plain and "[" not in (deed.now or ""):
                assert own.wording(View(ViewKind.PARTY, (deed.hand.author,))).strip() == (deed.now or "").strip()
    assert set(before.spots) <= set(now.spots)
    answered = {source for spot in now.spots.values() for source in spot.paragraph.sources}
    assert answered >= {source for spot in before.spots.values() for source in spot.paragraph.sources}
