"""Whatever a negotiation does: nothing that was proposed is lost, every view is right, and undo leads back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from drafter.draft import numbering
from drafter.draft.bracket_notation import read
from drafter.draft.draft import Draft, Paragraph, Status
from drafter.draft.text import ATTRIBUTED, BASE, LONGEST, SHORTEST, UNATTRIBUTED, Position, Stand, View, ViewKind
from drafter.draft.viewed import viewed
from drafter.errors import EditRefused
from drafter.negotiation import acts, settling
from drafter.negotiation.proposals import open_points, proposals
from drafter.storage import draft_yaml
from drafter.workspace import Workspace
from tests.builders import corpus, draft, paragraph
from tests.examples import examples

CORPUS = corpus()
PARTIES = ("CN", "EU", "JP", "US")
WORDINGS = (
    "We urge States to act.",
    "We invite States to act.",
    "We strongly urge all States to act now.",
    "We urge States, and all others, to act.",
    "All shall act.",
    "We act",
    "We urge States to act, and to share data.",
)
Act = tuple[str, int, int, str, str]
NAMES = (
    "words", "words", "words", "delete", "add", "move", "alternative", "position", "withdraw", "retain", "choose",
    "drop", "merge", "lift", "lower", "agree", "reopen",
)  # fmt: skip
ACTS = st.tuples(
    st.sampled_from(NAMES), st.integers(0, 30), st.integers(0, 30), st.sampled_from(PARTIES), st.sampled_from(WORDINGS)
)


def start(frozen: bool = False) -> Draft:
    made = draft(
        paragraph("a", "We urge States to act.", "NO 1(b)"),
        paragraph("b", "We train:", children=(paragraph("b1", "judges;", "NO 1(a)"), paragraph("b2", "prosecutors."))),
        preamble=(paragraph("pp", read("Recalling [the past - US / the future - CN],", "pp")),),
        other=(paragraph("o", "We urge States to share data."),),
    )
    return numbering.freeze(made) if frozen else made


def done(made: Draft, act: Act, day: str) -> Draft:
    """The draft after the act; as it was, where that makes no sense."""
    name, which, where, party, words = act
    ids = list(made.spots)
    id, other = ids[which % len(ids)], [*ids, *made.part_by_id][where % (len(ids) + len(made.parts))]
    points = list(open_points(made))
    point = points[which % len(points)].id if points else "none"
    number = where % 3 + 1
    stand = Stand(by=(party,), date=day)
    does: dict[str, Callable[[], Draft]] = {
        "words": lambda: acts.propose_words(made, id, words, stand),
        "delete": lambda: acts.propose_deletion(made, id, stand),
        "add": lambda: acts.propose_paragraph(made, words, other, stand),
        "move": lambda: acts.propose_move(made, id, other, stand),
        "alternative": lambda: acts.propose_alternative(made, id, words, stand),
        "position": lambda: acts.take_position(made, point, party, list(Position)[where % 4], day),
        "withdraw": lambda: acts.take_position(made, point, party, None, day),
        "retain": lambda: acts.retain(made, point, party),
        "choose": lambda: settling.choose(made, CORPUS, point, number, day),
        "drop": lambda: settling.drop(made, CORPUS, point, number, day),
        "merge": lambda: settling.merge_options(made, point, (2, 3), words if where % 2 else None, day),
        "lift": lambda: settling.lift(made, id),
        "lower": lambda: settling.lower(made, id),
        "agree": lambda: settling.agree(made, id, Status.AD_REF, day),
        "reopen": lambda: settling.reopen(made, id),
    }
    with suppress(EditRefused):
        return does[name]()
    return made


def all_of(made: Draft, done_acts: list[Act]) -> list[Draft]:
    drafts = [made]
    for number, act in enumerate(done_acts):
        drafts.append(done(drafts[-1], act, f"2026-01-{number + 1:02}"))
    return drafts


def seen_by(made: Draft, id: str, party: str) -> str:
    return " ".join(made.spots[id].paragraph.text.wording(View(ViewKind.PARTY, (party,))).split())


def alone(made: Draft, id: str) -> Paragraph:
    return replace(made.spots[id].paragraph, children=())


def of_two_minds(made: Draft, id: str, party: str) -> bool:
    """Whether it proposes the words that stand first, the draft's own being dropped, and wants others as well."""
    return any(
        party in alternatives.base.by and any(party in option.wanted_by for option in alternatives.options[1:])
        for alternatives in made.spots[id].paragraph.text.all_alternatives()
    )


@given(st.lists(ACTS, max_size=12), st.booleans())
def test_nothing_that_was_proposed_is_lost(done_acts: list[Act], frozen: bool) -> None:
    drafts = all_of(start(frozen), done_acts)
    for (before, after), act in zip(pairwise(drafts), done_acts, strict=True):
        name, party = act[0], act[3]
        if before is after:
            continue
        listed = {each.id for each in proposals(after)}
        if name not in ("words", "lift", "lower"):
            assert {each.id for each in proposals(before)} <= listed
            continue
        (changed,) = [id for id in before.spots if alone(before, id) != alone(after, id)]
        assert {each.id for each in proposals(before) if each.paragraph != changed} <= listed
        if name == "words" and after.spots[changed].paragraph.text.plain:  # it reworded a paragraph of its own
            assert after.settled[-1].wording == before.spots[changed].paragraph.wording
            continue
        for other in PARTIES:
            if (name != "words" or other != party) and not of_two_minds(before, changed, other):
                assert seen_by(before, changed, other) == seen_by(after, changed, other)
        if name == "words":
            assert seen_by(after, changed, party) == act[4]


@example([("move", 0, 3, "CN", WORDINGS[0]), ("move", 2, 0, "CN", WORDINGS[0])], False)
@given(st.lists(ACTS, max_size=12), st.booleans())
def test_every_view_is_balanced_after_every_act(done_acts: list[Act], frozen: bool) -> None:
    made = all_of(start(frozen), done_acts)[-1]
    parties = (View(ViewKind.PARTY, (party,)) for party in PARTIES)
    for view in (ATTRIBUTED, UNATTRIBUTED, BASE, LONGEST, SHORTEST, *parties):
        for spot in viewed(made, view).spots.values():
            words = spot.paragraph.wording
            depth = 0
            for sign in words:
                depth += (sign == "[") - (sign == "]")
                assert depth >= 0
            assert not depth
            assert not (view.plain and "[" in words)


@given(st.lists(ACTS, max_size=12), st.booleans())
def test_what_an_act_leaves_can_be_kept_and_read(done_acts: list[Act], frozen: bool) -> None:
    made = all_of(start(frozen), done_acts)[-1]
    kept = replace(made, layout="kyoto", corpus=CORPUS.id)
    assert draft_yaml.read(draft_yaml.dump(kept).encode(), Path("d.yaml"), CORPUS) == kept
    refs = numbering.refs(made)
    assert len(set(refs.values())) == len(refs)
    for spot in made.spots.values():
        assert spot.paragraph.written or spot.paragraph.status is Status.DELETED
        assert not (spot.paragraph.status.agreed and spot.paragraph.contested)


@examples(30)
@given(st.lists(ACTS, min_size=1, max_size=10))
def test_as_many_undos_as_acts_give_the_first_draft(done_acts: list[Act]) -> None:
    first = start()
    workspace = Workspace(CORPUS, first, Path("d.yaml"))
    for number, act in enumerate(done_acts):
        workspace.history.step_to(done(workspace.draft, act, f"2026-01-{number + 1:02}"), act[0])
    last = workspace.draft
    count = len(workspace.history.steps.past)
    for _ in range(count):
        workspace.history.undo()
    assert workspace.draft == first
    for _ in range(count):
        workspace.history.redo()
    assert workspace.draft == last
