"""Whatever a room did and whatever the user makes of it: to the letter, in any order, with nothing lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from drafter.draft import numbering, tree
from drafter.draft.draft import Draft, Paragraph, Status
from drafter.draft.text import ATTRIBUTED, BASE, LONGEST, UNATTRIBUTED, Stand, Text, View, ViewKind
from drafter.intake.room_edits.chains import composed, edits_in
from drafter.intake.room_edits.room_edit import (
    Decision,
    Found,
    FoundChain,
    FoundMove,
    FoundRun,
    RoomEdit,
    RoomEditKind,
)
from drafter.negotiation import acts
from drafter.storage import draft_yaml
from tests.builders import draft, paragraph
from tests.draft.edited import edited
from tests.examples import examples
from tests.intake.room_edits.chains import BRACKETED, CORPUS, LEFT, TAKEN, all_taken, edit, found, home, tokens

AUTHORS = ("European Union", "Group of 77", "Norway")
WORDS = ("peace", "justice,", "data", "for all")


def start() -> Draft:
    return draft(
        paragraph("a", "We protect victims of all crimes everywhere.", "NO 1(b)", "SO 7(b)"),
        paragraph("b", "We train:", children=(paragraph("b1", "judges;", "NO 1(a)"), paragraph("b2", "prosecutors."))),
        paragraph("c", "We share data.", "NO 2(a)"),
        paragraph("d", "We build trust and institutions.", "SO 9"),
        preamble=(paragraph("pp", "Recalling the past,"), paragraph("qq", "Mindful of the future,")),
        other=(paragraph("o", "We hope."),),
    )


@st.composite
def bases(draw: st.DrawFn) -> Draft:
    """The draft, with some paragraphs agreed, some words open, some paragraphs only proposed, numbers frozen or not."""
    made = start()
    for id in draw(st.lists(st.sampled_from(list(made.spots)), max_size=3, unique=True)):
        made = tree.change(made, id, lambda each: replace(each, status=Status.AD_REF, note=f"Note {each.id}."))
    made = numbering.freeze(made) if draw(st.booleans()) else made
    if draw(st.booleans()):
        made = acts.propose_words(made, "a", "We protect all victims of all crimes.", Stand(by=("EU",)))
        made = acts.propose_words(made, "a", "We protect survivors of all crimes everywhere.", Stand(by=("G77",)))
    if draw(st.booleans()):
        made = acts.propose_words(made, "d", "We build lasting trust.", Stand(by=("MX",)))
    if draw(st.booleans()):
        made = acts.propose_deletion(made, "o", Stand(by=("MX",)))
    return made


CHAINS = (("pp", "qq"), ("a",), ("a", "b"), ("b1", "b2"), ("c",), ("c", "d"), ("d",), ("o",))


def is_open(token: str, paragraph: Paragraph, view: View) -> bool:
    """Whether the token is no word, or shows one wording of what is open."""
    return token not in tokens(replace(paragraph, text=Text.of(paragraph.written), proposals=()), view)


@st.composite
def _chain(
    draw: st.DrawFn, base: Draft, ids: tuple[str, ...], name: str, view: View, one: bool, wild: bool
) -> tuple[FoundChain, list[str]]:
    """A chain of these paragraphs, and its edits: any of them may have done anything; only if it is `wild`, to what is
    open, too.
    """
    edits = [f"{name}{number}" for number in range(1 if one else draw(st.integers(1, 3)))]
    some = st.sampled_from(edits)
    maybe = st.one_of(st.just(""), st.just(""), some)
    runs: list[FoundRun] = []
    new = 0
    for place, id in enumerate(ids):
        paragraph = base.spots[id].paragraph
        runs.append(FoundRun("", "", draw(maybe) if place and not paragraph.contested else "", id))
        for token in tokens(paragraph, view):
            fixed = is_open(token, paragraph, view) and not wild
            runs.append(FoundRun(token, "", "" if fixed else draw(maybe)))
            what = draw(st.sampled_from(("", "", "", "words", "break")))
            if what == "words" and not paragraph.proposals:
                runs.append(FoundRun(f" {draw(st.sampled_from(WORDS))}", draw(some), draw(maybe)))
            elif what == "break" and not paragraph.proposals:
                runs.append(FoundRun("", draw(some), "", f"{name}-new-{new}"))
                new += 1
    return FoundChain(tuple(runs)), edits


@st.composite
def rooms(draw: st.DrawFn, view: View = ATTRIBUTED, one: bool = False, wild: bool = False) -> Found:
    """What came of a draft: chains of its paragraphs with edits in them, new paragraphs, moves."""
    made = draw(bases())
    free = set(made.spots)
    chains: list[FoundChain] = []
    edits: list[RoomEdit] = []
    moves: dict[str, FoundMove] = {}
    for number, ids in enumerate(draw(st.lists(st.sampled_from(CHAINS), max_size=4, unique=True))):
        if free.issuperset(ids):
            free -= set(ids)
            chain, names = draw(_chain(made, ids, f"e{number}", view, one, wild))
            chains.append(chain)
            edits += [_made(draw, name, ids[0]) for name in names if name in edits_in(chain)]
    places = ["a", "b1", "c", "o", "", *(f"n{number}" for number in range(3))]
    for number in range(draw(st.integers(0, 3))):
        name, after = f"n{number}", draw(st.sampled_from(places[: 5 + number]))
        spot = made.spots.get(after)
        container = spot.container if spot else moves[f"e{after}"].container if after else "justice"
        chains.append(FoundChain((FoundRun("", f"e{name}", "", name), FoundRun(f"New {name}.", f"e{name}"))))
        edits.append(_made(draw, f"e{name}", name, RoomEditKind.NEW))
        moves[f"e{name}"] = FoundMove(container, after)
    for id in draw(st.lists(st.sampled_from(["c", "b2", "o"]), max_size=2, unique=True)):
        edits.append(_made(draw, f"m{id}", id, RoomEditKind.MOVED))
        moves[f"m{id}"] = FoundMove(*draw(st.sampled_from([("justice", ""), ("other", ""), ("b", "b1"), ("a", "")])))
    return replace(found(made, edits, *chains, moves=moves), view=view)


def _made(draw: st.DrawFn, id: str, paragraph: str, kind: RoomEditKind = RoomEditKind.TEXT) -> RoomEdit:
    return edit(id, kind, paragraph, draw(st.sampled_from(AUTHORS)), ref=paragraph)


@st.composite
def decided(
    draw: st.DrawFn, *choices: Decision, views: tuple[View, ...] = (ATTRIBUTED,), wild: bool = False
) -> tuple[Found, dict[str, Decision]]:
    came = draw(rooms(draw(st.sampled_from(views)), wild=wild))
    return came, {each.id: draw(st.sampled_from(choices)) for each in came.room.edits}


def words(came: Found, taken: set[str]) -> dict[str, str]:
    """What the paragraphs of all chains say once these edits are carried out."""
    return {id: said for chain in came.chains for id, said in composed(chain, taken).words.items()}


def run_together(words: str) -> str:
    """The words without blanks: around brackets, they stand where they belong, however they were typed."""
    return "".join(words.split())


def done_with(came: Found, done: dict[str, Decision], decision: Decision) -> set[str]:
    return {each.id for each in came.room.edits if done[each.id] is decision}


@given(rooms(), st.data())
@examples(100)
def test_what_is_left_leaves_the_draft_as_it_is(came: Found, data: st.DataObject) -> None:
    ours = data.draw(edited(came.base, "x", 4))
    assert home(came, ours).draft is ours


@given(decided(TAKEN, TAKEN, LEFT, views=(ATTRIBUTED, ATTRIBUTED, UNATTRIBUTED, BASE, LONGEST)))
@examples(400)
def test_what_is_taken_is_there_to_the_letter(case: tuple[Found, dict[str, Decision]]) -> None:
    came, decisions = case
    made = home(came, None, **decisions)
    said = words(came, done_with(came, dict(made.done), TAKEN))
    here = {id for chain in came.chains for id in composed(chain, ()).paragraphs}
    assert {id for id, spot in made.draft.spots.items() if not spot.paragraph.deleted} == {
        *said,
        *(id for id in came.base.spots if id not in here),
    }
    for id, spot in made.draft.spots.items():
        if id in said:
            shown = "".join(tokens(spot.paragraph, came.view))
            assert shown == said[id] or (spot.paragraph.contested and run_together(shown) == run_together(said[id]))
        elif not spot.paragraph.deleted:
            assert spot.paragraph.text == came.base.spots[id].paragraph.text
    assert len(made.remarks) >= sum(made.done[id] is not decision for id, decision in decisions.items())
    kept(made.draft)


@given(decided(TAKEN, BRACKETED, LEFT), st.randoms())
@examples(100)
def test_the_order_of_decisions_makes_no_difference(case: tuple[Found, dict[str, Decision]], random: Random) -> None:
    came, decisions = case
    shuffled = list(decisions.items())
    random.shuffle(shuffled)
    assert home(came, None, **decisions) == home(came, None, **dict(shuffled))


@given(decided(TAKEN, TAKEN, LEFT))
@examples(200)
def test_no_citation_is_lost_but_those_of_deleted_paragraphs(case: tuple[Found, dict[str, Decision]]) -> None:
    came, decisions = case
    made = home(came, None, **decisions)
    taken = done_with(came, dict(made.done), TAKEN)
    gone = {id for chain in came.chains for now in (composed(chain, taken),) for id in now.base if not now.homes(id)}
    for id, spot in came.base.spots.items():
        if id not in gone:
            assert set(spot.paragraph.sources) <= set(made.draft.cited_in)


@given(decided(BRACKETED, LEFT))
@examples(300)
def test_what_is_bracketed_leaves_the_draft_s_own_words(case: tuple[Found, dict[str, Decision]]) -> None:
    came, decisions = case
    made = home(came, None, **decisions)
    for id, spot in came.base.spots.items():
        assert made.draft.spots[id].paragraph.wording == spot.paragraph.wording
    new = [spot.paragraph for id, spot in made.draft.spots.items() if id not in came.base.spots]
    assert all(each.proposed for each in new)
    assert numbers(made.draft, came.base) == numbering.numbers(came.base)
    kept(made.draft)


def numbers(made: Draft, base: Draft) -> dict[str, str]:
    return {id: number for id, number in numbering.numbers(made).items() if id in base.spots}


@given(rooms(one=True))
@examples(300)
def test_a_party_s_view_is_what_it_wrote(came: Found) -> None:
    made = home(came, None, **{each.id: BRACKETED for each in came.room.edits})
    by = {each.id: each for each in came.room.edits}
    for chain in came.chains:
        mine = edits_in(chain)
        if len(mine) == 1 and all(made.done[each] is BRACKETED for each in mine):
            (name,) = mine
            code = {"European Union": "EU", "Group of 77": "G77"}.get(by[name].author, by[name].author)
            for id, said in composed(chain, mine).words.items():
                if id in came.base.spots and not came.base.spots[id].paragraph.contested:
                    view = made.draft.spots[id].paragraph.text.wording(View(ViewKind.PARTY, (code,)))
                    assert view.split() == said.split()
            for id in composed(chain, ()).paragraphs.keys() - composed(chain, mine).paragraphs:
                assert made.draft.spots[id].paragraph.deletion.by == (code,)


@given(st.data())
@examples(300)
def test_with_any_draft_at_home_it_is_a_draft_that_can_be_kept(data: st.DataObject) -> None:
    came = data.draw(rooms())
    ours = data.draw(edited(came.base, "x", 5))
    decisions = {each.id: data.draw(st.sampled_from([TAKEN, BRACKETED, LEFT])) for each in came.room.edits}
    made = home(came, ours, **decisions)
    kept(made.draft)
    assert made.done.keys() == {each.id for each in came.room.edits}
    assert all(made.done[id] in (decision, LEFT) for id, decision in decisions.items())
    touched = {id for chain in came.chains for id in composed(chain, ()).paragraphs}
    for id, spot in ours.spots.items():
        if id not in touched and id in made.draft.spots:
            assert made.draft.spots[id].paragraph.written == spot.paragraph.written


@given(
    decided(TAKEN, BRACKETED, LEFT, views=(ATTRIBUTED, UNATTRIBUTED, BASE, View(ViewKind.PARTY, ("EU",))), wild=True)
)
@examples(300)
def test_whatever_was_done_to_what_is_open_something_can_be_kept(case: tuple[Found, dict[str, Decision]]) -> None:
    came, decisions = case
    made = home(came, None, **decisions)
    kept(made.draft)
    if not done_with(came, dict(made.done), TAKEN):
        for id, spot in came.base.spots.items():
            assert made.draft.spots[id].paragraph.wording == spot.paragraph.wording


@given(decided(BRACKETED, LEFT), st.data())
@examples(200)
def test_what_is_bracketed_leaves_what_was_changed_at_home(
    case: tuple[Found, dict[str, Decision]], data: st.DataObject
) -> None:
    came, decisions = case
    ours = data.draw(edited(came.base, "x", 4))
    made = home(came, ours, **decisions)
    for id, spot in ours.spots.items():
        assert made.draft.spots[id].paragraph.wording == spot.paragraph.wording
        assert made.draft.spots[id].container == spot.container


@given(rooms())
@examples(100)
def test_taking_the_same_file_again_changes_nothing(came: Found) -> None:
    made = all_taken(came)
    again = home(came, made.draft, **made.done)
    assert again.draft == made.draft
    assert not again.contested


def kept(made: Draft) -> None:
    assert draft_yaml.read(draft_yaml.dump(made).encode(), Path("taken.yaml"), CORPUS) == made
    assert len(made.spots) == sum(1 for part in made.parts for each in part.paragraphs for _ in whole(each))


def whole(paragraph: Paragraph) -> list[Paragraph]:
    return list(paragraph.whole())
