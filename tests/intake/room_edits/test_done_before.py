"""A file that comes home in several steps gives what it gives in one; what was done is done once."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from drafter.draft import edits
from drafter.draft.draft import Draft
from drafter.draft.text import Stand
from drafter.intake.room_edits.done_before import done_before, remembering
from drafter.intake.room_edits.room_edit import Decision, Found, FoundMove, RoomEditKind
from drafter.intake.room_edits.taking import Taken, taken
from drafter.negotiation import acts
from tests.builders import draft, paragraph
from tests.examples import examples
from tests.intake.room_edits.chains import (
    BRACKETED,
    CODES,
    CORPUS,
    LEFT,
    NAMES,
    TAKEN,
    chain,
    edit,
    found,
    home,
    ins,
    opens,
)
from tests.intake.room_edits.test_taking_any import decided, kept


def in_steps(came: Found, ours: Draft, *steps: dict[str, Decision]) -> Taken:
    """What the steps make of our draft, one after the other, each on a day of its own."""
    for number, decisions in enumerate(steps, 1):
        made = taken(came, decisions, ours, CORPUS, NAMES, CODES.get, f"2026-12-0{number % 10}")
        before = done_before(came.room.edits, ours)
        ours = remembering(made.draft, {id: what for id, what in made.done.items() if what is not before.get(id)})
    return made


def any_day(data: st.DataObject, came: Found) -> Found:
    """The same; it may be that nobody knows when it was done. New paragraphs are told in the order of a file."""
    assume(in_order(came))
    if data.draw(st.booleans()):
        return came
    edits = (replace(each, date="") for each in came.room.edits)
    return replace(came, room=replace(came.room, edits=tuple(edits)))


def in_order(came: Found) -> bool:
    groups: dict[FoundMove, list[str]] = {}
    for new in (each for each in came.room.edits if each.kind is RoomEditKind.NEW):
        place = came.moves[new.id]
        group = next((each for each in groups.values() if place.after in each), None)
        if group is None:
            group = groups.setdefault(place, [])
        group.insert(group.index(place.after) + 1 if place.after in group else len(group), new.paragraph)
    return all(group == sorted(group) for group in groups.values())


def shown(made: Draft) -> list[tuple[object, ...]]:
    """All that the draft says, whatever the ids of what is new."""
    return [
        (
            spot.depth,
            spot.part.id,
            spot.paragraph.written,
            spot.paragraph.sources,
            spot.paragraph.status,
            tuple((each.kind, each.by) for each in spot.paragraph.proposals),
        )
        for spot in made.spots.values()
    ]


def in_rounds(data: st.DataObject, decisions: dict[str, Decision]) -> list[dict[str, Decision]]:
    """The same decisions, made in two or three rounds."""
    rounds: list[dict[str, Decision]] = [{} for _ in range(data.draw(st.integers(2, 3)))]
    for id, what in decisions.items():
        rounds[data.draw(st.integers(0, len(rounds) - 1))][id] = what
    return rounds


def same(once: Taken, made: Taken, wanted: dict[str, Decision]) -> None:
    """Where everything can be done, it was; and it gives the same draft."""
    kept(made.draft)
    if once.done == made.done == wanted:
        assert shown(made.draft) == shown(once.draft)
        assert made.contested == once.contested


@given(decided(TAKEN, BRACKETED, LEFT), st.data())
@examples(60)
def test_in_any_rounds_it_is_what_it_is_at_once(case: tuple[Found, dict[str, Decision]], data: st.DataObject) -> None:
    came, decisions = any_day(data, case[0]), case[1]
    once = home(came, None, **decisions)
    made = in_steps(came, came.base, *in_rounds(data, decisions))
    same(once, made, decisions)
    if once.done == made.done:
        done = {id: what for id, what in made.done.items() if what is not LEFT}
        ours = remembering(made.draft, done)
        assert done_before(came.room.edits, ours) == done
        again = home(came, ours, **done)
        assert again.draft == ours
        assert again.done == made.done
        assert not again.contested


@given(decided(BRACKETED, BRACKETED, TAKEN, LEFT), st.data())
@examples(60)
def test_all_can_be_taken_after_any_rounds(case: tuple[Found, dict[str, Decision]], data: st.DataObject) -> None:
    came, decisions = any_day(data, case[0]), case[1]
    every = dict.fromkeys(decisions, TAKEN)
    rounds = [{id: decisions[id]} for id in data.draw(st.permutations(sorted(decisions)))]
    same(home(came, None, **every), in_steps(came, came.base, *rounds, every), every)


@given(decided(TAKEN, TAKEN, LEFT), st.data())
@examples(40)
def test_what_is_changed_at_home_between_two_rounds_stays(
    case: tuple[Found, dict[str, Decision]], data: st.DataObject
) -> None:
    came, decisions = case
    one, *others = in_rounds(data, decisions)
    ids = data.draw(st.lists(st.sampled_from(sorted(came.base.spots)), min_size=1, max_size=2, unique=True))
    once = home(came, with_more(came.base, ids), **decisions)
    first = in_steps(came, came.base, one)
    made = in_steps(came, with_more(remembering(first.draft, first.done), ids), *others)
    kept(made.draft)
    same_change = all(with_more(before, [id]) != before for before in (came.base, first.draft) for id in ids)
    if same_change and once.done == made.done == decisions and not (once.contested or made.contested):
        assert shown(made.draft) == shown(once.draft)


def with_more(made: Draft, ids: list[str]) -> Draft:
    """The draft with words at the end of these paragraphs, where they are there and nothing in them is open."""
    for id in ids:
        paragraph = made.spots[id].paragraph if id in made.spots else None
        if paragraph and paragraph.text.plain and not paragraph.proposals and not paragraph.deleted:
            made = edits.reword(made, CORPUS, id, f"{paragraph.written} At home.")
    return made


def test_the_record_says_what_was_done_last() -> None:
    ours = remembering(draft(paragraph("a", "We act.")), {"x": BRACKETED, "y": BRACKETED, "z": LEFT})
    ours = remembering(ours, {"x": TAKEN, "b": TAKEN})
    assert (ours.taken_home, ours.proposed_home) == (("b", "x"), ("y",))


def test_a_proposal_of_which_words_are_taken_away_is_known_again() -> None:
    base = draft(paragraph("a", "We act."))
    edits_of_it = [edit("n", RoomEditKind.NEW, "new", "European Union"), edit("w", RoomEditKind.TEXT, "new", "Norway")]
    here = chain(opens("new", "n"), ins("n", "We sing"), ins("n", " loudly", "w"))
    came = found(base, edits_of_it, here, moves={"n": FoundMove("justice", "a")})
    once = home(came, None, n=BRACKETED, w=TAKEN)
    made = in_steps(came, base, {"n": BRACKETED}, {"w": TAKEN})
    assert shown(made.draft) == shown(once.draft)
    assert [each.paragraph.wording for each in made.draft.spots.values()] == ["We act.", "We sing"]


def test_a_proposal_that_others_made_too_is_the_text_once_it_is_taken() -> None:
    base = draft(paragraph("a", "We act."), paragraph("b", "We rest."))
    ours = acts.propose_paragraph(base, "We sing.", "a", Stand(by=("JP",)))
    here = chain(opens("new", "n"), ins("n", "We sing."))
    came = found(base, [edit("n", RoomEditKind.NEW, "new")], here, moves={"n": FoundMove("justice", "a")})
    made = in_steps(came, ours, {"n": BRACKETED})
    assert [each.paragraph.proposals[0].by for each in made.draft.spots.values() if each.paragraph.proposed] == [
        ("EU", "JP")
    ]
    made = in_steps(came, ours, {"n": BRACKETED}, {"n": TAKEN})
    assert [each.paragraph.wording for each in made.draft.spots.values()] == ["We act.", "We sing.", "We rest."]
    assert not any(each.paragraph.contested for each in made.draft.spots.values())
