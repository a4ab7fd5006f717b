"""Negotiate: what is listed in which order, one point with its options, and every act by its keys."""

from __future__ import annotations

import pytest

from drafter.draft.draft import Outcome, ProposalKind, Status
from drafter.draft.text import Position
from drafter.draft.tree import Place
from drafter.storage import parties_yaml
from drafter.storage.settings import Settings
from drafter.storage.ui_state import load
from drafter.tui.dialogs.editor import Area
from drafter.tui.negotiate.proposal_list import ProposalEntries
from drafter.tui.session import Session
from drafter.workspace import Workspace
from tests.builders import HOSTILE
from tests.tui.conftest import Desk, Opener
from tests.tui.negotiate.conftest import BASE

ENSURE, PROMOTE, CONSIDER = 1, 2, 3
"""The rows below that of OP1."""


def listed(desk: Desk) -> list[str]:
    """The rows' first lines."""
    return [" ".join(row.plain.split("\n")[0].split()) for row in desk.negotiate.proposals.rows]


def written(desk: Desk) -> list[str]:
    return [spot.paragraph.written for spot in desk.main.workspace.draft.spots.values()]


def option(workspace: Workspace, words: str) -> str:
    """The id of the option with these words."""
    for id in workspace.draft.spots:
        for entry in ProposalEntries(workspace).of(id):
            if entry.words == words and entry.alternatives and entry.option:
                return entry.alternatives.option_id(entry.option)
    raise AssertionError(words)


async def name_party(desk: Desk, name: str) -> None:
    await desk.type(name)
    await desk.press("enter")


async def rewrite(desk: Desk, words: str) -> None:
    """Put other words into the editor, and save."""
    desk.app.screen.query_one(Area).text = words
    await desk.press("ctrl+s")


# What is listed


async def test_by_paragraph_each_has_what_is_open_in_it_below(at: Opener, contested: Workspace) -> None:
    async with at(contested) as desk:
        await desk.press("5")
        assert listed(desk) == [
            f"OP1 {BASE}",
            "1 “ensure” the draft's own words",
            "2 “promote” for “ensure”",
            "3 “consider” for “ensure”",
            "OP2 We note the report.",
            "delete the paragraph",
            "OP3 We thank Japan.",
        ]
        assert "3 open in 2 paragraphs" in desk.text
        assert "2 open: EU, US" in desk.text


async def test_by_party_all_of_which_it_says_something(at: Opener, contested: Workspace) -> None:
    contested.acts.take_positions(option(contested, "promote"), ["JP"], Position.OPPOSE)
    async with at(contested) as desk:
        await desk.press("5", "v")
        assert listed(desk) == [
            "EU European Union · 1",
            "OP1 “promote” for “ensure”",
            "JP Japan · 2",
            "OP1 “promote” for “ensure”",
            "OP2 delete the paragraph",
            "US United States of America · 1",
            "OP1 “consider” for “ensure”",
        ]
        assert "EU · JP oppose" in desk.text


async def test_by_age_the_oldest_first(at: Opener, contested: Workspace) -> None:
    async with at(contested) as desk:
        await desk.press("5", "v", "v")
        assert listed(desk)[::2] == ["Since 1 Mar 2026 · 1", "Since 2 Mar 2026 · 1", "Since 3 Mar 2026 · 1"]
        await desk.press("v")
        assert listed(desk)[0] == f"OP1 {BASE}"


async def test_another_order_leaves_the_cursor_on_what_it_is_on(at: Opener, contested: Workspace) -> None:
    async with at(contested) as desk:
        await desk.to_proposal("OP1", CONSIDER)
        for _ in range(3):
            await desk.press("v")
            assert desk.negotiate.entry
            assert desk.negotiate.entry.words == "consider"


async def test_only_paragraphs_in_which_something_is_open(at: Opener, contested: Workspace) -> None:
    async with at(contested) as desk:
        await desk.press("5", "n")
        assert listed(desk)[-1] == "delete the paragraph"
        await desk.press("escape")
        assert listed(desk)[-1] == "OP3 We thank Japan."


async def test_the_filter_takes_parties_and_what_is_settled(at: Opener, contested: Workspace) -> None:
    contested.acts.drop(option(contested, "promote"))
    async with at(contested) as desk:
        await desk.press("5", "f", "space", "ctrl+s")
        assert listed(desk) == []
        assert "Nothing here passes the filter" in desk.text
        await desk.press("f", "tab", "down", "space")
        await desk.press("ctrl+s")
        assert desk.negotiate.filter.described() == "EU · open, chosen"
        await desk.press("f")
        await desk.click("#status-2", "dropped")
        await desk.press("ctrl+s")
        assert listed(desk) == [f"OP1 {BASE}", "add “promote”"]
        assert "dropped 4 Mar 2026" in desk.text
        await desk.press("f")
        await desk.click("#all", "Show all that is open")
        assert not desk.negotiate.filter.active


async def test_beside_the_list_each_option_is_a_block_of_its_own(at: Opener, contested: Workspace) -> None:
    async with at(contested, size=(160, 45)) as desk:
        await desk.to_proposal("OP1", PROMOTE)
        beside = desk.shown("#proposal")
        assert "1 the draft's own words We will ensure justice for all victims." in beside
        assert "▸2 EU since 1 Mar 2026 We will ensure promote justice for all victims." in beside
        assert "We will [ensure / promote - EU / consider - US] justice for all victims." in beside
        await desk.to_proposal("OP2", 1)
        assert "JP since 3 Mar 2026 delete the paragraph" in desk.shown("#proposal")


async def test_what_was_settled_stands_below_its_paragraph(at: Opener, contested: Workspace) -> None:
    contested.acts.choose(option(contested, "promote"))
    async with at(contested, size=(160, 45)) as desk:
        await desk.to_proposal("OP1")
        beside = desk.shown("#proposal")
        assert "chosen on 4 Mar 2026 EU proposed 1 Mar 2026" in beside
        assert "dropped on 4 Mar 2026 US proposed 2 Mar 2026" in beside


async def test_the_cursor_comes_to_where_the_outline_is(at: Opener, contested: Workspace) -> None:
    async with at(contested) as desk:
        await desk.to_paragraph("OP3")
        await desk.press("5")
        assert desk.negotiate.entry
        assert desk.main.workspace.refs[desk.negotiate.entry.paragraph] == "OP3"


async def test_an_empty_draft_says_where_to_begin(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await desk.press("5", "p", "c", "y", "g", "enter", "m", "l", "R")
        assert "The draft has no paragraph yet" in desk.text
        assert desk.title == ""


async def test_a_text_s_own_signs_are_shown_as_they_are(at: Opener, workspace: Workspace) -> None:
    workspace.edits.add(f"Keep {HOSTILE} here.", Place("prevention"))
    (id,) = workspace.draft.spots
    base = workspace.draft.spots[id].paragraph.text.base
    workspace.acts.propose_words(id, base.replace("here", "there"), ["EU"])
    async with at(workspace, size=(200, 50)) as desk:
        await desk.press("5")
        assert "[/] {{ x }} {% y %}" in desk.shown("#proposal")
        await desk.press("enter")
        await desk.until(lambda: "[/] {{ x }} {% y %}" in desk.shown("#room-text"))


# Proposing


async def test_propose_opens_the_words_as_the_party_wants_them(at: Opener, contested: Workspace) -> None:
    async with at(contested) as desk:
        await desk.to_proposal("OP1")
        await desk.press("p")
        await name_party(desk, "japan")
        assert desk.title == "OP1 as JP wants it"
        assert desk.app.screen.query_one(Area).text == BASE
        await rewrite(desk, "We will ensure justice for victims.")
        assert desk.said.startswith("Done: propose for JP: amend OP1")
        assert written(desk)[0].endswith("justice for [all; JP delete] victims.")
        await desk.press("p")
        assert desk.title == "OP1 as JP wants it"
        assert desk.app.screen.query_one(Area).text == "We will ensure justice for victims."
        await desk.press("escape", "u")
        assert "JP" not in written(desk)[0]


async def test_another_party_is_chosen_with_its_own_key(at: Opener, contested: Workspace) -> None:
    async with at(contested) as desk:
        await desk.to_proposal("OP1")
        await desk.press("b")
        await name_party(desk, "EU")
        assert "For EU…" in desk.keys
        await desk.press("p")
        assert desk.app.screen.query_one(Area).text == "We will promote justice for all victims."


async def test_words_that_are_refused_stay_in_the_window(at: Opener, contested: Workspace) -> None:
    async with at(contested) as desk:
        await desk.to_proposal("OP3")
        await desk.press("p")
        await name_party(desk, "EU")
        await rewrite(desk, "We thank [Japan].")
        assert desk.title == "OP3 as EU wants it"
        assert "square brackets" in desk.warnings[-1]


async def test_delete_add_move_and_an_alternative(at: Opener, contested: Workspace) -> None:
    async with at(contested) as desk:
        await desk.to_proposal("OP3")
        await desk.press("d")
        await name_party(desk, "CN")
        assert desk.said.startswith("Done: propose for CN: delete OP3")
        await desk.press("M", "home", "down", "enter")
        assert desk.said.startswith("Done: propose for CN: move OP3")
        await desk.press("A")
        assert desk.title == "An alternative to OP3 that CN proposes"
        await rewrite(desk, "We thank Japan warmly.")
        await desk.to_proposal("OP3")
        await desk.press("a")
        assert desk.title == "A paragraph after OP3 that CN proposes"
        await rewrite(desk, "We also thank Qatar.")
        paragraphs = [spot.paragraph for spot in contested.draft.spots.values()]
        kinds = [[str(proposal.kind) for proposal in paragraph.proposals] for paragraph in paragraphs]
        assert sorted(kind for each in kinds for kind in each) == ["add", "alternative", "delete", "delete", "move"]


async def test_a_party_that_nobody_knows_is_asked_about_once(at: Opener, contested: Workspace) -> None:
    async with at(contested) as desk:
        await desk.to_proposal("OP3")
        await desk.press("d")
        await name_party(desk, "Atlantis")
        assert desk.title == "Nobody is called “Atlantis”"
        await desk.press("enter")
        assert parties_yaml.load(contested.file.path).find("Atlantis")
        assert contested.draft.spots[list(contested.draft.spots)[2]].paragraph.deletion
        await desk.press("u", "d")
        assert desk.title == ""


async def test_a_party_that_only_the_draft_names_is_offered_and_asked_about(at: Opener, workspace: Workspace) -> None:
    workspace.edits.add("We [will - Lemuria / shall - EU] act.", Place("prevention"))
    async with at(workspace) as desk:
        await desk.to_proposal("OP1")
        await desk.press("b", "down", "down")
        assert "Lemuria" in desk.shown("#found")
        await desk.press("enter")
        assert desk.title == "Nobody is called “Lemuria”"
        await desk.press("enter")
        assert desk.negotiate.speaking.party == "Lemuria"


async def test_a_party_that_is_meant_is_taken_instead(at: Opener, contested: Workspace) -> None:
    async with at(contested) as desk:
        await desk.to_proposal("OP3")
        await desk.press("b")
        await name_party(desk, "Frence")
        assert desk.title == "Nobody is called “Frence”"
        await desk.press("down", "enter")
        assert desk.negotiate.speaking.party == "FR"
        await desk.press("b")
        await name_party(desk, "x - y [")
        assert "can't name a party" in desk.warnings[-1]
        await desk.press("escape")
        assert desk.negotiate.speaking.party == "FR"


async def test_who_gives_up_proposes_nothing(at: Opener, contested: Workspace) -> None:
    before = contested.draft
    async with at(contested) as desk:
        await desk.to_proposal("OP1", PROMOTE)
        for key in ("p", "d", "a", "M", "A", "s", "o", "r", "w", "b"):
            await desk.press(key, "escape")
        assert desk.title == ""
        assert contested.draft is before


async def test_nobody_is_chosen_before_somebody_was_named(at: Opener, contested: Workspace) -> None:
    before = contested.draft
    async with at(contested) as desk:
        await desk.to_proposal("OP3")
        await desk.press("d", "enter")
        assert desk.title == "For which party do you propose?"
        assert "Choose a party: type its code or its name" in " ".join(desk.text.split())
        await desk.press("down", "enter")
        assert desk.negotiate.speaking.party == "EU"  # the first of those who take part
        await desk.press("u")
    assert contested.draft == before
    async with at(contested, session=Session(Settings(), load())) as desk:
        await desk.to_proposal("OP3")
        await desk.press("d", "enter")
        assert desk.negotiate.speaking.party == "EU"  # who was named last, in the session before
    assert contested.draft.spots[list(contested.draft.spots)[2]].paragraph.deletion


async def test_an_option_without_words_has_a_mark_apart_from_the_words_around_it(
    at: Opener, workspace: Workspace
) -> None:
    workspace.edits.add("We use artificial intelligence [with care - US].", Place("prevention"))
    async with at(workspace, size=(160, 45)) as desk:
        await desk.to_proposal("OP1")
        await desk.until(lambda: "artificial intelligence ∅ no text ." in desk.shown("#proposal"))
        assert "artificial intelligence with care." in desk.shown("#proposal")


# Positions


async def test_several_parties_take_a_position_in_one_step(at: Opener, contested: Workspace) -> None:
    async with at(contested) as desk:
        await desk.to_proposal("OP1", PROMOTE)
        await desk.press("s")
        await name_party(desk, "Canada, MX,  ")
        assert desk.negotiate.entry
        assert desk.negotiate.entry.stand
        assert desk.negotiate.entry.stand.supported_by == ("CA", "MX")
        assert desk.said == "Done: support for CA, MX: “promote” in OP1 · now OP1"
        await desk.press("u")
        assert desk.negotiate.entry.stand.supported_by == ()
        await desk.press("o")
        await name_party(desk, "CA, EU")
        assert "EU proposes it, and nobody else wants it" in desk.warnings[-1]
        assert desk.negotiate.entry.stand.opposed_by == ()


@pytest.mark.parametrize(
    ("key", "position"), [("s", Position.SUPPORT), ("o", Position.OPPOSE), ("r", Position.RESERVE)]
)
async def test_positions(at: Opener, contested: Workspace, key: str, position: Position) -> None:
    async with at(contested) as desk:
        await desk.to_proposal("OP1", PROMOTE)
        await desk.press(key)
        await name_party(desk, "Mexico")
        entry = desk.negotiate.entry
        assert entry
        assert entry.stand
        assert entry.stand.position("MX") is position
        assert desk.said.startswith("Done: ")


async def test_the_last_party_comes_first_and_withdraw_names_who_spoke(at: Opener, contested: Workspace) -> None:
    async with at(contested) as desk:
        await desk.to_proposal("OP1", PROMOTE)
        await desk.press("s")
        await name_party(desk, "MX")
        await desk.press("down", "o", "enter")
        assert desk.negotiate.entry
        assert desk.negotiate.entry.stand
        assert desk.negotiate.entry.stand.opposed_by == ("MX",)
        await desk.press("w", "down", "enter")  # of two, none is chosen beforehand
        assert contested.draft.settled[-1].outcome is Outcome.WITHDRAWN
        assert contested.draft.settled[-1].by == ("US",)


async def test_the_draft_s_own_words_are_retained(at: Opener, contested: Workspace) -> None:
    async with at(contested) as desk:
        await desk.to_proposal("OP1", ENSURE)
        assert "s Retain…" in desk.keys
        await desk.press("s")
        await name_party(desk, "G77")
        assert "ensure - G77 retain" in written(desk)[0]


# Settling


async def test_choose_makes_an_option_the_text(at: Opener, contested: Workspace) -> None:
    async with at(contested) as desk:
        await desk.to_proposal("OP1", PROMOTE)
        await desk.press("c")
        assert written(desk)[0] == "We will promote justice for all victims."
        assert desk.said.startswith("Done: choose “promote” in OP1")
        assert desk.negotiate.entry
        assert desk.negotiate.entry.paragraph == next(iter(contested.draft.spots))
        await desk.press("u")
        assert "[" in written(desk)[0]


async def test_choosing_the_draft_s_own_words_closes_the_point(at: Opener, contested: Workspace) -> None:
    async with at(contested) as desk:
        await desk.to_proposal("OP1", ENSURE)
        await desk.press("c")
        assert written(desk)[0] == BASE
        assert [settled.outcome for settled in contested.draft.settled] == [Outcome.DROPPED] * 2


async def test_drop_takes_one_away_and_a_proposal_for_the_whole(at: Opener, contested: Workspace) -> None:
    async with at(contested) as desk:
        await desk.to_proposal("OP1", PROMOTE)
        await desk.press("D")
        assert written(desk)[0] == "We will [ensure / consider - US] justice for all victims."
        await desk.to_proposal("OP2", 1)
        await desk.press("delete")
        assert not contested.draft.spots[list(contested.draft.spots)[1]].paragraph.contested


async def test_choose_carries_a_deletion_out(at: Opener, contested: Workspace) -> None:
    async with at(contested) as desk:
        await desk.to_proposal("OP2", 1)
        await desk.press("c")
        assert len(contested.draft.spots) == 2
        assert contested.draft.settled[-1].kind is ProposalKind.DELETE


async def test_merge_makes_one_option_with_both_parties(at: Opener, contested: Workspace) -> None:
    async with at(contested) as desk:
        await desk.to_proposal("OP1", PROMOTE)
        await desk.press("m")
        assert "Mark two options" in desk.warnings[-1]
        await desk.press("space", "space", "m", "ctrl+a", *"further", "enter")
        assert "further - EU, US" in written(desk)[0]
        assert not desk.negotiate.proposals.marks


async def test_lift_shows_whole_versions_and_brings_the_words_back(at: Opener, contested: Workspace) -> None:
    async with at(contested) as desk:
        await desk.to_proposal("OP1")
        before = written(desk)[0]
        await desk.press("l")
        assert written(desk)[0].startswith(f"[{BASE} / ")
        await desk.press("l")
        assert written(desk)[0] == before


async def test_agree_asks_for_level_day_and_meeting_and_remembers(at: Opener, contested: Workspace) -> None:
    async with at(contested) as desk:
        await desk.to_proposal("OP3")
        await desk.press("y", "up", "space", "tab", "tab", *"12th", "enter")
        agreed = [spot.paragraph for spot in contested.draft.spots.values()][2]
        assert (agreed.status, agreed.agreed_on, agreed.meeting) == (Status.INFORMALS, "2026-03-04", "12th")
        await desk.to_proposal("OP2", 1)
        await desk.press("D", "y", "ctrl+s")
        second = [spot.paragraph for spot in contested.draft.spots.values()][1]
        assert (second.status, second.meeting) == (Status.INFORMALS, "12th")
        await desk.to_proposal("OP3")
        await desk.press("R")
        assert [spot.paragraph for spot in contested.draft.spots.values()][2].status is Status.REOPENED


async def test_a_day_that_is_none_is_refused(at: Opener, contested: Workspace) -> None:
    async with at(contested) as desk:
        await desk.to_proposal("OP3")
        await desk.press("y", "tab", "x", "enter")
        assert "is no day" in desk.text
        assert desk.title == "Agree OP3"


async def test_what_is_open_is_not_agreed_here_nor_in_the_outline(at: Opener, contested: Workspace) -> None:
    async with at(contested) as desk:
        await desk.to_proposal("OP1", PROMOTE)
        await desk.press("y")
        assert "can't be agreed while something is open" in desk.warnings[-1]
        assert desk.title == ""
        await desk.to_paragraph("OP1")
        await desk.press("s", "home", "down", "down", "down", "enter")
        assert "can't be agreed while something is open" in desk.warnings[-1]
        assert next(iter(contested.draft.spots.values())).paragraph.status is Status.OPEN


async def test_what_keeps_a_paragraph_from_being_agreed_is_named_as_the_screen_names_it(
    at: Opener, contested: Workspace
) -> None:
    contested.acts.propose_alternative(list(contested.draft.spots)[2], "We thank all.", ["US"])
    async with at(contested) as desk:
        for ref, what in {
            "OP3": "OP3 alt - US",
            "OP2": "to delete OP2 - JP",
            "OP1": "the words of OP1 - EU, US",
        }.items():
            await desk.to_proposal(ref)
            await desk.press("y")
            assert desk.warnings[-1].endswith(f"{ref}: It can't be agreed while something is open in it: {what}.")


async def test_an_act_on_a_paragraph_says_what_it_needs(at: Opener, contested: Workspace) -> None:
    async with at(contested) as desk:
        await desk.to_proposal("OP3")
        for key in ("s", "c", "D", "w"):
            await desk.press(key)
        assert desk.warnings == ["Put the cursor on something proposed first."] * 4
        await desk.press("g")
        assert desk.here == "OP3"


async def test_what_is_settled_can_t_be_settled_again(at: Opener, contested: Workspace) -> None:
    contested.acts.drop(option(contested, "promote"))
    async with at(contested) as desk:
        await desk.press("5", "f", "tab", "down", "down", "space", "ctrl+s")
        row = next(id for id in desk.negotiate.proposals.rows.ids() if id.startswith("settled"))
        desk.negotiate.proposals.go(row)
        await desk.press("c")
        assert "It is settled" in desk.warnings[-1]
