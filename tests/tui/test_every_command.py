"""Every command of the table, by its key and by the mouse: what must then hold of the draft and the screen."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from textual.command import CommandList
from textual.screen import Screen

from drafter.draft.tree import Place
from drafter.intake.room_edits.room_edit import Decision
from drafter.review.coverage import Disposition
from drafter.storage import earlier_versions, kept_decisions
from drafter.tui.commands import COMMANDS, Command, Scope
from drafter.tui.incoming.incoming_screen import IncomingScreen
from drafter.tui.incoming.remembered import RememberedDecisions
from drafter.tui.negotiate.proposal_list import ProposalEntries
from drafter.tui.negotiate.speaking import Speaking
from drafter.tui.pane import Interaction
from drafter.tui.trace.trace_listing import TraceView
from drafter.tui.trace.trace_screen import TraceScreen
from drafter.tui.widgets.bars import KeyBar, TabBar
from drafter.tui.widgets.rows import Rows
from drafter.tui.widgets.sheet import Reader
from drafter.workspace import Workspace
from tests.builders import corpus
from tests.tui.conftest import Desk, Opener, Target
from tests.tui.incoming.conftest import MINE, TEXT, edits_of, incoming

Step = Callable[[Desk], Awaitable[None]]

# How to get there


def theme(id: str) -> Step:
    return lambda desk: desk.to_theme(id)


def paragraph(ref: str) -> Step:
    return lambda desk: desk.to_paragraph(ref)


def figure(label: str, column: str) -> Step:
    async def go(desk: Desk) -> None:
        await desk.press("3")
        await desk.to_figure(label, column)

    return go


def proposal(ref: str, number: int = 0) -> Step:
    """In a draft in which EU and US propose words in OP1, and JP to delete OP2."""

    async def go(desk: Desk) -> None:
        acts, ids = desk.main.workspace.acts, list(desk.main.workspace.draft.spots)
        acts.propose_words(ids[0], "Protect all victims.", ["EU"])
        acts.propose_words(ids[0], "Protect the victims.", ["US"])
        acts.propose_deletion(ids[1], ["JP"])
        acts.agree([ids[2]], meeting="3rd meeting")
        desk.main.draft_changed()
        await desk.to_proposal(ref, number)

    return go


def click(target: Target, words: str, times: int = 1) -> Step:
    return lambda desk: desk.click(target, words, times)


async def long_words(desk: Desk) -> None:
    """Have the paragraph at the cursor be longer than its place beside the list."""
    desk.main.workspace.edits.reword(next(iter(desk.main.workspace.draft.spots)), "Protect victims. " * 200)
    desk.main.draft_changed()
    await desk.pilot.pause()


async def aside(desk: Desk) -> None:
    """Set SO 9 aside."""
    desk.main.workspace.edits.set_aside(["SO 9"], "No.")
    desk.main.draft_changed()


async def exported(desk: Desk) -> None:
    desk.main.export.exported = Path("declaration.docx")
    desk.main.offers_changed()


async def came(desk: Desk) -> None:
    """What came with a Word file stands before the panes."""
    room = edits_of(desk.main.workspace)
    long = replace(room.unmatched[0], text="Room 7. " * 2_000)
    interaction = Interaction(desk.main.workspace, desk.main.review, desk.main)
    speaking = Speaking(interaction, ProposalEntries(desk.main.workspace), desk.main.session, lambda: None)
    room = replace(room, unmatched=(long,))
    path = kept_decisions.place(desk.main.workspace.file.path, b"")
    memory = RememberedDecisions(path, room, lambda _: {}, desk.main.session, interaction.warn)
    screen = IncomingScreen("room.docx", room, desk.main.workspace, desk.main.session, speaking, memory)
    desk.app.push_screen(screen)
    await desk.pilot.pause()


async def lone(desk: Desk) -> None:
    """Nothing converges any more, and two themes have something left; to the first of them on the guided way."""
    desk.main.workspace.edits.set_aside(["NO 1(a)"], "No.")
    desk.main.draft_changed()
    await desk.press("F")


async def asked(desk: Desk) -> None:
    """OP1 asks for what converges; to that on the guided way."""
    desk.main.workspace.edits.reword(
        next(iter(desk.main.workspace.draft.spots)), "We will train judges and prosecutors."
    )
    desk.main.draft_changed()
    await desk.press("F")


async def traced(desk: Desk) -> None:
    """What the paragraphs reflect stands before the panes: OP1 and OP2 reflect what each other cites."""
    edits, ids = desk.main.workspace.edits, list(desk.main.workspace.draft.spots)
    edits.reword(ids[0], "We will protect all victims of crime.")
    edits.reword(ids[1], "We will protect all victims of crimes.")
    await desk.main.action_run("everywhere.trace")
    await desk.until(lambda: isinstance(desk.app.screen, TraceScreen) and desk.app.screen.is_mounted)
    await desk.pilot.pause()


def tracing(desk: Desk) -> TraceScreen:
    return next(screen for screen in desk.app.screen_stack if isinstance(screen, TraceScreen))


# Where to look


def title(desk: Desk) -> str:
    return desk.title


def screen(desk: Desk) -> str:
    return type(desk.app.screen).__name__


def shown(desk: Desk) -> str:
    return desk.main.panes.scope


def place(desk: Desk) -> tuple[str, str | None]:
    """The pane shown, and what the cursor of Choose or of the outline is on."""
    return shown(desk), desk.choose.points.cursor if shown(desk) == "choose" else desk.here


def behind(desk: Desk) -> tuple[str, str | None, list[str]]:
    """The pane shown, the theme in it, its points."""
    return shown(desk), desk.choose.lists.theme, desk.choose.lists.shown


def focus(desk: Desk) -> str | None:
    return desk.app.focused.id if desk.app.focused else None


def marked(desk: Desk) -> list[str]:
    ids = (desk.choose.points if desk.main.panes.scope is Scope.CHOOSE else desk.outline.paragraphs).marked
    return [desk.main.workspace.refs.get(id, id) for id in ids]


def filtered(desk: Desk) -> str:
    return desk.choose.lists.filter.described(["NO", "SO"])


def scrolled(desk: Desk) -> bool:
    return desk.main.panes.pane.query_one(Reader).scroll_offset.y > 0


def sources(desk: Desk) -> dict[str, tuple[str, ...]]:
    """The draft: its paragraphs, as people call them, and what they cite."""
    workspace = desk.main.workspace
    return {ref: workspace.draft.spots[id].paragraph.sources for id, ref in workspace.refs.items()}


def unreviewed(desk: Desk) -> list[str]:
    return [id for id, one in desk.main.workspace.coverage.dispositions.items() if one is Disposition.OPEN]


def decided(desk: Desk) -> dict[str, Decision]:
    return dict(incoming(desk).decisions.made)


def text_scrolled(screen: Screen[Any]) -> bool:
    return screen.query_one(Reader).scroll_offset.y > 0


def read_on(desk: Desk) -> bool:
    return text_scrolled(incoming(desk))


def guided(desk: Desk) -> str:
    """Where the user is on the guided way."""
    return desk.lines()[0].partition("  ")[0].strip()


def proposed(desk: Desk) -> bool:
    """Whether the guided way proposes only what the sources share."""
    return "Only what they share" in desk.shown("#guided-proposal")


def guided_on(desk: Desk) -> bool:
    return desk.app.screen.query_one("#guided-proposal").scroll_offset.y > 0


def reasons(desk: Desk) -> dict[str, str]:
    return dict(desk.main.workspace.draft.reasons)


def unfolded(desk: Desk) -> list[str]:
    refs = desk.main.workspace.refs
    return [refs[row.id] for row in desk.outline.paragraphs.rows if row.id in refs]


def holes(desk: Desk) -> list[str]:
    return [line.label for line in desk.coverage.figures.lines if line.theme]


def negotiated(desk: Desk) -> list[str]:
    """The draft's paragraphs as the attributed view writes them, and their statuses."""
    spots = desk.main.workspace.draft.spots.values()
    return [f"{spot.paragraph.written} {spot.paragraph.status}" for spot in spots]


def chosen(desk: Desk) -> list[str]:
    """What is marked in Negotiate."""
    return [entry.words for entry in desk.negotiate.chosen] if desk.negotiate.proposals.marked else []


@dataclass(frozen=True)
class Case:
    """A command, and what shows that it does its work."""

    before: tuple[str | Step, ...]
    """Keys, and ways on the desk, to where the command is asked for."""
    look: Callable[[Desk], object]
    then: object
    """What is seen there afterwards, and not before."""
    click: Step | None = None
    """The click that does the same, where neither key bar nor palette do."""


LONGER = {
    "SO 9": "Build institutions. " * 200,
    "NO 1(a)": "Train judges and prosecutors.",
    "SO 7(a)": "Train judges and prosecutors; build courts in towns.",
}
A, B, NONE = ("NO 1(b)",), ("SO 7(b)",), ()
AGREED = "Mine own. agreed ad referendum"
WHOLE = "[Protect victims [of all crimes]. / Protect all victims. - EU / Protect the victims. - US] open"
DRAFT = {"OP1": A, "OP2": B, "OP3": NONE}
TAKEN = {"OP1": ("NO 1(a)",), "OP2": A, "OP3": B, "OP4": NONE}

CASES = {
    "choose.enter": Case((theme("1"),), sources, TAKEN, click(KeyBar, "enter Take up")),
    "choose.take_up": Case((theme("1"),), sources, TAKEN),
    "choose.mark": Case((theme("1"),), marked, ["NO 1(a)"]),
    "choose.take_all": Case((theme("3.I"), "left"), unreviewed, ["NO 1(a)", "SO 7(a)"]),
    "choose.region": Case((theme("2.II"),), marked, ["NO 1(b)"]),
    "choose.merge": Case((theme("3.I"), "space", "space"), title, "One paragraph for NO 2(a), SO 9"),
    "choose.take_up_at": Case((theme("1"),), title, "Take up where?"),
    "choose.alike": Case((theme("1"),), title, "NO 1(a), and who may ask for the same: 2 points, all marked"),
    "choose.cite": Case((theme("1"),), title, "Cite in which paragraph?"),
    "choose.set_aside": Case((theme("1"),), title, "Set aside NO 1(a)"),
    "choose.bring_back": Case((aside, theme("3.I"), "down"), reasons, {}),
    "choose.go": Case((theme("2.I"),), place, ("outline", "OP1")),
    "choose.search": Case((), focus, "search"),
    "choose.filter": Case((), title, "Show only…"),
    "choose.only_open": Case((), filtered, "not yet reviewed"),
    "choose.uncovered": Case((), filtered, "covered by no paragraph"),
    "choose.clear": Case(("n",), filtered, ""),
    "choose.points": Case((), focus, "points", click("#points", "NO 1(a)")),
    "choose.themes": Case((theme("1"),), focus, "themes", click("#themes", "Message")),
    "choose.text_1": Case((theme("3.I"), "down"), scrolled, True),
    "choose.text_back": Case((theme("3.I"), "down", "ctrl+down"), scrolled, False),
    "outline.enter": Case((paragraph("OP2"),), title, "Wording of OP2", click(KeyBar, "enter Edit")),
    "outline.edit": Case((paragraph("OP2"),), title, "Wording of OP2"),
    "outline.mark": Case((paragraph("OP2"),), marked, ["OP2"]),
    "outline.add": Case(
        (paragraph("OP2"),), title, "A new operative paragraph of your own in “Advancing crime prevention”"
    ),
    "outline.add_sub": Case((paragraph("OP2"),), title, "A new sub-paragraph under OP2"),
    "outline.up": Case((paragraph("OP2"),), sources, {"OP1": B, "OP2": A, "OP3": NONE}),
    "outline.down": Case((paragraph("OP2"),), sources, {"OP1": A, "OP2": NONE, "OP3": B}),
    "outline.indent": Case((paragraph("OP2"),), sources, {"OP1": A, "OP1 (a)": B, "OP2": NONE}),
    "outline.outdent": Case((paragraph("OP2"), "greater_than_sign"), sources, DRAFT),
    "outline.place": Case((paragraph("OP2"),), title, "Move to where?"),
    "outline.merge": Case((paragraph("OP1"), "space", "space"), title, "One paragraph of OP1, OP2"),
    "outline.retype": Case((paragraph("OP2"),), sources, {"PP1": B, "OP1": A, "OP2": NONE}),
    "outline.remove": Case((paragraph("OP2"),), sources, {"OP1": A, "OP2": NONE}),
    "outline.sources": Case((paragraph("OP2"),), title, "Sources of OP2"),
    "outline.note": Case((paragraph("OP2"),), title, "Your note on OP2 (empty takes it away)"),
    "outline.status": Case((paragraph("OP2"),), title, "Status of OP2"),
    "outline.heading": Case((paragraph("prevention"),), title, "Heading of the part"),
    "outline.all_wording": Case((paragraph("prevention"),), title, "OP1 in declaration wording (1 of 3)"),
    "outline.wording": Case((paragraph("OP2"),), title, "OP2 in declaration wording"),
    "outline.remarks": Case((paragraph("OP2"),), title, "Remarks on OP2"),
    "outline.length": Case((paragraph("prevention"),), title, "How long it should be at most"),
    "outline.numbers": Case((paragraph("OP2"),), title, "The paragraphs' numbers"),
    "outline.beside": Case(("2",), lambda desk: desk.main.query_one("#beside-document").display, True),
    "outline.front": Case((paragraph("prevention"),), title, "Front matter"),
    "outline.go": Case((paragraph("OP2"),), place, ("choose", "SO 7(b)")),
    "outline.fold": Case((paragraph("prevention"),), unfolded, []),
    "outline.unfold": Case((paragraph("prevention"), "left"), unfolded, ["OP1", "OP2", "OP3"]),
    "outline.clear": Case((paragraph("OP2"), "space"), marked, []),
    "outline.only": Case((paragraph("OP3"),), title, "Show only"),
    "outline.text_1": Case((paragraph("OP3"),), scrolled, True),
    "outline.text_back": Case((paragraph("OP3"), "ctrl+down"), scrolled, False),
    "coverage.points": Case((figure("I. Victims", "All"),), behind, ("choose", "2.I", ["NO 1(b)", "SO 7(b)"])),
    "coverage.holes": Case(("3",), holes, ["Message", "I. Statistics"]),
    "coverage.clear": Case(
        (figure("Message", "NO"), "o"), holes, ["Message", "I. Victims", "II. Capacity", "I. Statistics"]
    ),
    "coverage.set_aside": Case((figure("I. Statistics", "SO"),), title, "Set aside SO 9"),
    "coverage.write": Case((figure("I. Victims", "SO"),), title, "Write the coverage of SO"),
    "coverage.bring_back": Case((aside, figure("I. Statistics", "SO")), reasons, {}),
    "preview.go": Case((paragraph("OP2"), "4"), place, ("outline", "OP2")),
    "negotiate.room": Case((proposal("OP1"),), screen, "RoomView", click(KeyBar, "enter Room view")),
    "negotiate.propose": Case((proposal("OP1"),), title, "For which party do you propose?"),
    "negotiate.support": Case((proposal("OP1", 2),), title, "Who supports it?"),
    "negotiate.oppose": Case((proposal("OP1", 2),), title, "Who opposes it?"),
    "negotiate.reserve": Case((proposal("OP1", 2),), title, "Who reserves its position?"),
    "negotiate.withdraw": Case((proposal("OP1", 2),), title, "Who withdraws what it said?"),
    "negotiate.choose": Case(
        (proposal("OP1", 2),), negotiated, ["Protect all victims. open", "Protect victims. open", AGREED]
    ),
    "negotiate.drop": Case(
        (proposal("OP1", 2),),
        negotiated,
        ["Protect [victims [of all crimes] / the victims - US]. open", "Protect victims. open", AGREED],
    ),
    "negotiate.agree": Case((proposal("OP2", 1), "D"), title, "Agree OP2"),
    "negotiate.mark": Case((proposal("OP1", 2),), chosen, ["all victims"]),
    "negotiate.merge": Case((proposal("OP1", 2), "space", "space"), title, "One option of 2 in OP1"),
    "negotiate.order": Case((proposal("OP1"),), lambda desk: desk.negotiate.order, "by party"),
    "negotiate.filter": Case((proposal("OP1"),), title, "Show only…"),
    "negotiate.only_open": Case((proposal("OP1"),), lambda desk: desk.negotiate.filter.only_open, True),
    "negotiate.speak": Case((proposal("OP1"),), title, "For which party do you propose?"),
    "negotiate.delete": Case((proposal("OP1"),), title, "For which party do you propose?"),
    "negotiate.add": Case((proposal("OP1"),), title, "For which party do you propose?"),
    "negotiate.move": Case((proposal("OP1"),), title, "For which party do you propose?"),
    "negotiate.alternative": Case((proposal("OP1"),), title, "For which party do you propose?"),
    "negotiate.lift": Case((proposal("OP1"),), negotiated, [WHOLE, "Protect victims. open", AGREED]),
    "negotiate.reopen": Case((proposal("OP3"),), lambda desk: negotiated(desk)[2], "Mine own. reopened"),
    "negotiate.go": Case((proposal("OP2"),), place, ("outline", "OP2")),
    "negotiate.clear": Case((proposal("OP1", 2), "space"), chosen, []),
    "negotiate.text_1": Case((proposal("OP1"), long_words), scrolled, True),
    "negotiate.text_back": Case((proposal("OP1"), long_words, "ctrl+down"), scrolled, False),
    "preview.view": Case(("4",), title, "The text, and its alternatives"),
    "incoming.take": Case((came,), decided, {TEXT: Decision.TAKEN}),
    "incoming.bracket": Case((came,), decided, {TEXT: Decision.BRACKETED}),
    "incoming.leave": Case((came,), decided, {TEXT: Decision.LEFT}),
    "incoming.next": Case((came,), lambda desk: incoming(desk).edits.cursor, MINE),
    "incoming.whole": Case((came,), lambda desk: incoming(desk).edits.display, False),
    "incoming.of_author": Case((came,), title, "All of EU"),
    "incoming.of_paragraph": Case((came,), title, "All of OP1"),
    "incoming.of_file": Case((came,), title, "All that came with room.docx"),
    "incoming.who": Case((came, "down"), title, "Which party is “Jane Doe”?"),
    "incoming.finish": Case((came, "t"), title, "5 edits are undecided"),
    "incoming.leave_all": Case((came, "t"), title, "You decided on 1, and nothing is done yet"),
    "incoming.text_1": Case((came, "end"), read_on, True),
    "incoming.text_back": Case((came, "end", "ctrl+down"), read_on, False),
    "trace.take": Case((traced,), lambda desk: sources(desk)["OP1"], (*A, *B)),
    "trace.take_sure": Case((traced,), lambda desk: sources(desk)["OP2"], (*B, *A)),
    "trace.next": Case((traced,), lambda desk: tracing(desk).line.paragraph.name, "OP2"),
    "trace.view": Case((traced,), lambda desk: tracing(desk).view, TraceView.DOUBTFUL),
    "trace.filter": Case((traced,), title, "Only which region's points?"),
    "trace.write": Case((traced,), title, "Write the trace"),
    "trace.go": Case((traced,), lambda desk: (screen(desk), *place(desk)), ("MainScreen", "outline", "OP1")),
    "trace.finish": Case((traced,), lambda desk: bool(desk.warnings), True),
    "trace.leave": Case((traced,), screen, "MainScreen"),
    "trace.text_1": Case((traced, "v", "v", "end"), lambda desk: text_scrolled(tracing(desk)), True),
    "trace.text_back": Case((traced, "v", "v", "end", "ctrl+down"), lambda desk: text_scrolled(tracing(desk)), False),
    "everywhere.convergence": Case((), title, "What several regions ask for: 2 groups, most regions first"),
    "everywhere.changed_sources": Case((), lambda desk: "No source of the draft changed" in str(desk.warnings), True),
    "everywhere.derivation": Case((), title, "Write the derivation table"),
    "everywhere.compile": Case((), title, "Compile the mapping as…"),
    "everywhere.compare": Case((), title, "Compare this draft with…"),
    "everywhere.trace": Case((), screen, "TraceScreen"),
    "everywhere.trace_text": Case((), title, "Trace somebody's text: a zero draft, a rolling text"),
    "everywhere.show_choose": Case(("2",), shown, "choose", click(TabBar, "1 Choose")),
    "everywhere.show_outline": Case((), shown, "outline", click(TabBar, "2 Outline")),
    "everywhere.show_coverage": Case((), shown, "coverage", click(TabBar, "3 Coverage")),
    "everywhere.show_preview": Case((), shown, "preview", click(TabBar, "4 Preview")),
    "everywhere.show_negotiate": Case((), shown, "negotiate", click(TabBar, "5 Negotiate")),
    "everywhere.undo": Case((theme("1"), "t"), sources, DRAFT),
    "everywhere.redo": Case((theme("1"), "t", "u"), sources, TAKEN),
    "everywhere.steps": Case((), title, "Steps"),
    "guided.take": Case(("F",), sources, {"OP1": ("NO 1(a)", "SO 7(a)"), "OP2": A, "OP3": B, "OP4": NONE}),
    "guided.mark": Case(("F",), lambda desk: desk.app.screen.query_one("#guided-points", Rows).marked, ["SO 7(a)"]),
    "guided.next": Case(("F",), title, "What most regions ask for was looked at"),
    "guided.word": Case(("F",), title, "One paragraph for NO 1(a), SO 7(a)"),
    "guided.shared": Case(("F",), proposed, True),
    "guided.set_aside": Case(("F",), title, "Set aside 2 points"),
    "guided.take_apart": Case(
        ("F",), sources, {"OP1": ("NO 1(a)",), "OP2": ("SO 7(a)",), "OP3": A, "OP4": B, "OP5": NONE}
    ),
    "guided.cite": Case((asked,), title, "How much of them does OP1 take up?"),
    "guided.back": Case((lone, "n"), guided, "First draft, 1 of 2"),
    "guided.leave": Case(("F",), screen, "MainScreen"),
    "guided.text_1": Case((lone, "n", "down", "space"), guided_on, True),
    "guided.text_back": Case((lone, "n", "down", "space", "ctrl+down"), guided_on, False),
    "everywhere.first_draft": Case((), screen, "GuidedScreen"),
    "everywhere.export": Case((), title, "Export the document · alternatives with who wants them"),
    "everywhere.report": Case((), title, "Export the document · alternatives with who wants them"),
    "everywhere.take_home": Case((), title, "Take home a Word file that others worked in"),
    "everywhere.open_exported": Case((exported,), lambda desk: desk.said, "Opening declaration.docx"),
    "everywhere.save": Case((theme("1"), "t"), lambda desk: desk.said.partition(" ")[0], "Saved"),
    "everywhere.save_as": Case((), title, "Save as"),
    "everywhere.save_revision": Case((), title, "Save a revision"),
    "everywhere.revisions": Case((), title, "Revisions of this draft"),
    "everywhere.versions": Case((), title, "Earlier versions of this draft"),
    "everywhere.colours": Case((), lambda desk: desk.app.theme, "drafter-light"),
    "everywhere.tour": Case((), title, "Choose, key 1  (1 of 5)"),
    "everywhere.app_command_palette": Case((), screen, "CommandPalette"),
    "everywhere.help": Case((), screen, "HelpScreen"),
    "everywhere.quit": Case((), lambda desk: desk.app._exit, True),
}


def test_no_command_is_missing_here() -> None:
    """Those of sorting and building work where no draft is open, and have tests of their own."""
    assert sorted(CASES) == sorted(command.id for command in COMMANDS if command.scope not in (Scope.SORT, Scope.BUILD))


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """As `begun`, with an earlier version, a revision, and texts that are longer than their place on the screen."""
    monkeypatch.setattr("drafter.tui.export_actions.open_file", lambda _: None)
    made = Workspace.new(tmp_path / "draft.yaml", corpus(LONGER))
    made.edits.take_up(["NO 1(b)"], Place("prevention"))
    made.edits.take_up(["SO 7(b)"], Place("prevention"))
    made.edits.add("Mine own.", Place("prevention"))
    made.edits.annotate(made.history.newest or "", "Ask capital. " * 200)
    made.file.save()
    made.revisions.save("Rev.1")
    earlier_versions.keep(made.file.path, made.draft.id, made.file.path.read_bytes())
    return made


async def by_key(desk: Desk, command: Command, _: Case) -> None:
    """By the first of its keys; what has none, by its name in the palette."""
    if command.key:
        await desk.press(command.key.partition(",")[0])
    else:
        await named(desk, command)
        await desk.press("enter")


async def by_mouse(desk: Desk, command: Command, case: Case) -> None:
    """By the click of its own, else in the key bar, else in the palette."""
    words = f"{command.shown_key} {command.label}"
    if case.click:
        await case.click(desk)
    elif words in keys(desk).replace("\n", "  ").split("  "):
        await desk.click(KeyBar, words)
    else:
        await named(desk, command)
        await desk.click(CommandList, called(command))


def keys(desk: Desk) -> str:
    """What the key bar of the screen on top says."""
    return desk.app.screen.query_one(KeyBar).render().plain


def called(command: Command) -> str:
    """The command's name in the palette."""
    pane = "" if command.scope is Scope.EVERYWHERE else f"{command.scope.capitalize()}: "
    return pane + command.label.rstrip("…")


async def named(desk: Desk, command: Command) -> None:
    """Type the command's name into the palette, until it stands first there."""
    if "ctrl+p Commands" in keys(desk):
        await desk.click(KeyBar, "ctrl+p Commands")
    else:
        await desk.press("ctrl+p")
    await desk.type(called(command))
    found = desk.app.screen.query_one(CommandList)
    await desk.until(
        lambda: found.option_count and str(found.get_option_at_index(0).prompt).startswith(f"{called(command)}\n")
    )


BOTH = "DRAFTER_WAYS" in os.environ
"""Each command both ways; else the ways take turns, since both come to the same action."""
TURNS = [
    pytest.param(command, way, id=f"{command.id}-{way.__name__}")
    for number, command in enumerate(COMMANDS)
    if command.scope not in (Scope.SORT, Scope.BUILD)
    for turn, way in enumerate((by_key, by_mouse))
    if BOTH or turn == number % 2
]


@pytest.mark.parametrize(("command", "way"), TURNS)
async def test_it_does_its_work(
    at: Opener, draft: Workspace, command: Command, way: Callable[[Desk, Command, Case], Awaitable[None]]
) -> None:
    case = CASES[command.id]
    async with at(draft) as desk:
        await desk.reviewed()
        for step in case.before:
            await (desk.press(step) if isinstance(step, str) else step(desk))
        assert case.look(desk) != case.then
        await way(desk, command, case)
        await desk.pilot.pause()
        assert case.look(desk) == case.then
