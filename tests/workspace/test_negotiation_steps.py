"""Every act of a negotiation is a step with a plain name, dated, undone like any other."""

from collections.abc import Callable
from pathlib import Path

import pytest

from drafter.draft import numbering
from drafter.draft.draft import Status
from drafter.draft.text import Position
from drafter.errors import BadInput, EditRefused
from drafter.negotiation.proposals import proposals
from drafter.storage import draft_yaml
from drafter.workspace import Workspace, negotiation_steps
from drafter.workspace.negotiation_steps import Acts
from tests.builders import HOSTILE, corpus, draft, paragraph

CORPUS = corpus()
BASE = "We urge States to act."


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Numbers are frozen; OP1 has words of EU's, US wants OP2 deleted, OP3 is agreed."""
    monkeypatch.setattr(negotiation_steps, "today", lambda: "2026-03-02")
    made = numbering.freeze(draft(paragraph("a", BASE), paragraph("b", "We wait."), paragraph("c", "We leave.")))
    workspace = Workspace(CORPUS, made, tmp_path / "d.yaml")
    workspace.acts.propose_words("a", "We invite States to act.", ["European Union"])
    workspace.acts.propose_words("a", "We request States to act.", ["JP"], "For now.")
    workspace.acts.propose_deletion("b", ["US"])
    workspace.acts.agree(["c"], Status.AD_REF, "Third informals")
    return workspace


def ids(workspace: Workspace) -> list[str]:
    return [each.id for each in proposals(workspace.draft)]


ACTS: dict[str, Callable[[Acts, list[str]], str]] = {
    "propose for MX: amend OP1": lambda acts, _: acts.propose_words("a", "We ask States to act.", ["Mexico"]),
    "propose for JP, MX: delete OP1": lambda acts, _: acts.propose_deletion("a", ["JP", "MX"]),
    "propose for US: delete OP3 (reopened: it was agreed ad referendum)": lambda acts, _: acts.propose_deletion(
        "c", ["US"]
    ),
    "propose for US: add after OP1: “We share.”": lambda acts, _: acts.propose_paragraph("We share.", "a", ["US"]),
    "propose for US: add after the heading “On justice”: “We share.”": lambda acts, _: acts.propose_paragraph(
        "We share.", "justice", ["US"]
    ),
    "propose for US: move OP2 after OP3": lambda acts, _: acts.propose_move("b", "c", ["US"]),
    "propose for US: an alternative to OP2": lambda acts, _: acts.propose_alternative("b", "We go.", ["US"]),
    "support for MX: “invite” in OP1": lambda acts, ids: acts.take_positions(ids[0], ["MX"], Position.SUPPORT),
    "oppose for MX: delete OP2": lambda acts, ids: acts.take_positions(ids[2], ["MX"], Position.OPPOSE),
    "reserve on for MX: “request” in OP1": lambda acts, ids: acts.take_positions(ids[1], ["MX"], Position.RESERVE),
    "withdraw for EU: “invite” in OP1": lambda acts, ids: acts.take_positions(ids[0], ["EU"], None),
    "retain for MX: “urge” in OP1": lambda acts, ids: acts.retain(ids[0], "MX"),
    "choose “request” in OP1": lambda acts, ids: acts.choose(ids[1]),
    "choose “urge” in OP1": lambda acts, ids: acts.choose(ids[1].partition(".")[0], 1),
    "choose: delete OP2": lambda acts, ids: acts.choose(ids[2]),
    "choose: not to delete OP2": lambda acts, ids: acts.choose(ids[2], 1),
    "drop “invite” in OP1": lambda acts, ids: acts.drop(ids[0]),
    "drop: delete OP2": lambda acts, ids: acts.drop(ids[2]),
    "merge 2 options in OP1": lambda acts, ids: acts.merge_options(ids[0].partition(".")[0], [2, 3], "ask"),
    "make whole versions of OP1": lambda acts, _: acts.lift("a"),
    "take the versions of OP1 apart": lambda acts, _: acts.lift("a") and acts.lower("a"),
    "mark OP3 as agreed in informals (2026-03-02)": lambda acts, _: (
        acts.reopen(["c"]) and acts.agree(["c"], Status.INFORMALS)
    ),
    "mark OP3 as agreed ad referendum (2026-03-01, Plenary)": lambda acts, _: acts.agree(
        ["c"], meeting=" Plenary", day="2026-03-01"
    ),
    "reopen OP3": lambda acts, _: acts.reopen(["c"]),
}


@pytest.mark.parametrize("name", ACTS)
def test_every_act_is_a_step_that_can_be_undone(workspace: Workspace, name: str) -> None:
    before = workspace.draft
    steps = len(workspace.history.steps.past)
    assert ACTS[name](workspace.acts, ids(workspace)) == name
    after = workspace.draft
    kept = draft_yaml.dump(after).encode()
    assert draft_yaml.read(kept, workspace.file.path, CORPUS) == after
    for _ in range(len(workspace.history.steps.past) - steps):
        workspace.history.undo()
    assert workspace.draft == before
    workspace.history.redo()


def test_what_is_proposed_has_its_day_its_author_and_its_note(workspace: Workspace) -> None:
    first, second, deletion = proposals(workspace.draft)
    assert (first.by, first.date, second.note, deletion.by) == (("EU",), "2026-03-02", "For now.", ("US",))


def test_an_alternative_in_a_frozen_draft_is_alt(workspace: Workspace) -> None:
    workspace.acts.propose_alternative("b", "We go.", ["US"])
    new = workspace.history.newest
    assert new and workspace.draft.spots[new].paragraph.number == "2 alt"
    workspace.acts.choose(ids(workspace)[-1])
    assert workspace.draft.spots[new].paragraph.number == "2"


def test_a_party_that_nobody_knows_is_refused_and_one_that_is_added_taken(workspace: Workspace) -> None:
    before = workspace.draft
    with pytest.raises(BadInput, match="Nobody is called “Friends”"):
        workspace.acts.propose_deletion("a", ["EU", "Friends"])
    with pytest.raises(BadInput, match="No party is named"):
        workspace.acts.propose_deletion("a", [])
    assert workspace.draft is before
    beside = workspace.file.path.parent / "parties.yaml"
    beside.write_text("drafter-parties: 1\nparties:\n- code: Friends\n  name: Friends of the text\n", encoding="utf-8")
    assert workspace.acts.party("friends of the text") == "Friends"


def test_what_no_file_can_hold_is_refused(workspace: Workspace) -> None:
    acts = workspace.acts
    attempts: list[Callable[[], str]] = [
        lambda: acts.propose_words("a", "a\x07b", ["EU"]),
        lambda: acts.propose_deletion("a", ["EU"], "a\x07b"),
        lambda: acts.agree(["c"], meeting="a\x07b"),
        lambda: acts.agree(["c"], day="yesterday"),
        lambda: acts.agree(["c"], day="20260302"),
        lambda: acts.merge_options(ids(workspace)[0], [2, 3], "a\x07b"),
    ]
    for attempt in attempts:
        with pytest.raises(BadInput):
            attempt()


def test_hostile_words_are_kept_to_the_letter(workspace: Workspace) -> None:
    words = HOSTILE.replace("[", "(").replace("]", ")")
    workspace.acts.propose_paragraph(words, "a", ["US"])
    new = workspace.history.newest
    assert new and workspace.draft.spots[new].paragraph.wording == words
    with pytest.raises(EditRefused, match="square brackets"):
        workspace.acts.propose_paragraph(HOSTILE, "a", ["US"])


def test_agreeing_several_is_all_or_nothing(workspace: Workspace) -> None:
    before = workspace.draft
    with pytest.raises(EditRefused, match=r"^OP1 can't be agreed while something is open in it: "):
        workspace.acts.agree(["c", "a"])
    assert workspace.draft is before
