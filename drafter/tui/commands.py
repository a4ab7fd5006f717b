"""Every command of the main screen, declared once: the bindings, the key bar, the palette and the help read this."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from textual.binding import Binding, BindingType
from textual.command import DiscoveryHit, Hit, Hits, Provider

from drafter.errors import BadInput, Problem
from drafter.phrases import Phrase
from drafter.tui.tongue import later, tr


class Scope(StrEnum):
    """Where a command works. The value is the id of the pane."""

    EVERYWHERE = "everywhere"
    CHOOSE = "choose"
    OUTLINE = "outline"
    COVERAGE = "coverage"
    PREVIEW = "preview"
    NEGOTIATE = "negotiate"
    INCOMING = "incoming"
    """The screen of what came with a Word file, which stands before the panes."""
    GUIDED = "guided"
    """The screen of the guided first draft, which does so too."""
    TRACE = "trace"
    """The screen of what the paragraphs reflect, which stands before the panes as well."""
    SORT = "sort"
    """The screen on which points are put under themes; no draft is open then."""
    BUILD = "build"
    """The screen on which a corpus is built from files; no draft is open then, either."""

    @property
    def called(self) -> str:
        """What the screen calls it."""
        return tr(_TITLES[self])


_TITLES: Mapping[Scope, str] = {
    Scope.EVERYWHERE: later("Everywhere"),
    Scope.CHOOSE: later("Choose"),
    Scope.OUTLINE: later("Outline"),
    Scope.COVERAGE: later("Coverage"),
    Scope.PREVIEW: later("Preview"),
    Scope.NEGOTIATE: later("Negotiate"),
    Scope.INCOMING: later("Incoming"),
    Scope.GUIDED: later("Guided"),
    Scope.TRACE: later("Trace"),
    Scope.SORT: later("Sort"),
    Scope.BUILD: later("Build"),
}

PANES = (Scope.CHOOSE, Scope.OUTLINE, Scope.COVERAGE, Scope.PREVIEW, Scope.NEGOTIATE)
"""The tabs, in the order in which they are needed; their numbers are the keys 1 to 5."""
APART: Mapping[Scope, tuple[str, ...]] = {
    Scope.INCOMING: ("undo", "redo", "colours", "app.command_palette", "help"),
    Scope.TRACE: ("undo", "redo", "colours", "app.command_palette", "help"),
    Scope.GUIDED: ("undo", "colours", "app.command_palette", "help"),
    Scope.SORT: ("undo", "redo", "colours", "app.command_palette", "help"),
    Scope.BUILD: ("undo", "colours", "app.command_palette", "help"),
}
"""The screens that stand before the panes, with the actions from everywhere that work there too."""


@dataclass(frozen=True, slots=True)
class Command:
    """What the user can do by a key, by a click in the key bar, or from the palette."""

    scope: Scope
    key: str
    """Textual's names, several joined by commas; the first is the one shown. Empty for the palette only."""
    label: str
    """What the key bar says, in English: short, an ellipsis where a dialog follows."""
    help: str
    """A sentence for the help screen and the palette, in English."""
    action: str
    """Its name in the `actions` of its pane, or of the main screen where the scope is everywhere."""
    bar: bool = True
    """Whether the key bar has room for it."""
    offer: str = ""
    """What it would do now, in the language spoken, where that is not what the label says."""

    @property
    def id(self) -> str:
        """Unique in the table; a settings file names commands by it: `choose.take_up`, `everywhere.show_outline`."""
        return f"{self.scope}.{_SIGNS.sub('_', self.action.replace('-1', 'back')).strip('_')}"

    @property
    def shown_key(self) -> str:
        """The key as it stands on the keyboard."""
        key = self.key.split(",")[0]
        return tr(_SHOWN.get(key, key))

    @property
    def shown_label(self) -> str:
        """The label as the screen has it."""
        return self.offer or tr(self.label)

    @property
    def shown_help(self) -> str:
        """The help as the screen has it."""
        return tr(self.help)

    @property
    def name(self) -> str:
        """The label where nothing follows it."""
        return self.shown_label.rstrip("…")

    @property
    def full_name(self) -> str:
        """`Outline: Move to`, as the palette lists it."""
        if self.scope is Scope.EVERYWHERE:
            return self.name
        return tr("{pane}: {command}", pane=self.scope.called, command=self.name)

    @property
    def help_with_key(self) -> str:
        """The help, and the key where it has one."""
        return f"{self.shown_help}  ({self.shown_key})" if self.key else self.shown_help

    def offered_as(self, offer: bool | str) -> Command:
        """The command, with what it would do now where the offer says that."""
        return replace(self, offer=offer) if isinstance(offer, str) else self

    @property
    def while_typing(self) -> Command | None:
        """The command with those of its keys that work while the user types; None without any."""
        keys = [key for key in self.key.split(",") if len(key) > 1 and key not in _WRITTEN]
        return replace(self, key=",".join(keys)) if keys else None


_SIGNS = re.compile(r"\W+")
_WRITTEN = {
    "space", "comma", "full_stop", "less_than_sign", "greater_than_sign", "slash", "question_mark", "left", "right",
}  # fmt: skip
"""Keys with a name that a field takes for itself."""
_SHOWN = {
    "comma": ",",
    "full_stop": ".",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "slash": "/",
    "question_mark": "?",
    "escape": later("esc"),
    "left": "←",
    "right": "→",
    "delete": later("del"),
    "enter": later("enter"),
    "space": later("space"),
}

_E, _C, _O, _V, _P, _N, _I, _G, _T, _S, _B = (
    Scope.EVERYWHERE, Scope.CHOOSE, Scope.OUTLINE, Scope.COVERAGE, Scope.PREVIEW, Scope.NEGOTIATE, Scope.INCOMING,
    Scope.GUIDED, Scope.TRACE, Scope.SORT, Scope.BUILD,
)  # fmt: skip

COMMANDS: tuple[Command, ...] = (
    # Choose
    Command(
        _C,
        "enter",
        "Take up / go there",
        "Take up the point, or all marked; one in the draft: go there.",
        "enter",
    ),
    Command(_C, "right", "Points", "From the themes to the points.", "points", False),
    Command(
        _C, "t", "Take up", "Take up the marked points, else the one at the cursor, a paragraph each.", "take_up", False
    ),
    Command(_C, "space", "Mark, and on", "Mark the point and go on; commands then take all that is marked.", "mark"),
    Command(_C, "T", "Take up all", "Take up all that is not yet reviewed in this list.", "take_all"),
    Command(_C, "m", "Merge…", "Make one paragraph of the marked points, as you word it.", "merge"),
    Command(
        _C,
        "a",
        "Same ask…",
        "See which other regions ask for the same as the points, and take them up together.",
        "alike",
    ),
    Command(_C, "b", "Bring back", "No longer set the points aside.", "bring_back"),
    Command(_C, "s", "Set aside…", "Leave the points out on purpose, and say why.", "set_aside"),
    Command(_C, "slash", "Search", "Search all points as you type: words, a citation, AND, OR, NOT.", "search"),
    Command(
        _C, "f", "Filter…", "Show only some regions, or only what is taken up, set aside, not yet reviewed.", "filter"
    ),
    Command(_C, "c", "Cite…", "Cite the points in a paragraph that stands in the draft.", "cite"),
    Command(_C, "p", "In a place…", "Take up the points in a place of the draft that you choose.", "take_up_at"),
    Command(_C, "g", "Go to paragraph", "Go to the paragraph that takes the point up.", "go"),
    Command(_C, "r", "Mark region", "Mark all points of the region at the cursor, or take their marks away.", "region"),
    Command(_C, "n", "New only", "Show only what is not yet reviewed, or everything again.", "only_open"),
    Command(_C, "o", "Uncovered", "Show only what no paragraph covers, or everything again.", "uncovered"),
    Command(_C, "escape", "Clear", "Clear marks, then the search and all filters; then back to the themes.", "clear"),
    Command(_C, "left", "Themes", "From the points to the themes.", "themes"),
    Command(_C, "ctrl+down", "Text on", "Scroll the text beside the list on.", "text(1)", False),
    Command(_C, "ctrl+up", "Text back", "Scroll the text beside the list back.", "text(-1)", False),
    # Outline
    Command(_O, "enter", "Edit / fold", "Edit the paragraph, or fold the part away and show it again.", "enter"),
    Command(_O, "e", "Edit", "Edit the wording, the sources beside it; break a paragraph in two.", "edit", False),
    Command(_O, "space", "Mark, and on", "Mark the paragraph and go on; on a part, all of its paragraphs.", "mark"),
    Command(
        _O, "m", "Merge…", "Make one paragraph of the marked ones, as you word it, where the first stands.", "merge"
    ),
    Command(_O, "s", "Status…", "Set the paragraphs' status: bracketed, agreed, pending…", "status"),
    Command(_O, "a", "Add…", "Add a paragraph of your own after this one (in the preamble it is a PP).", "add"),
    Command(_O, "comma,shift+up", "Up", "Move the paragraphs up by one.", "up"),
    Command(_O, "full_stop,shift+down", "Down", "Move the paragraphs down by one.", "down"),
    Command(_O, "d,delete", "Remove", "Remove the paragraphs; what they took up is then open again.", "remove"),
    Command(_O, "n", "Note…", "Write a note on the paragraph, for yourself.", "note"),
    Command(_O, "c", "Sources…", "Cite, no longer cite, set the treatment, say what is missing.", "sources"),
    Command(_O, "w", "Wording…", "See the wording that a declaration would use, and take it.", "wording"),
    Command(
        _O,
        "W",
        "Wording of all…",
        "See that of every paragraph of the draft, one after the other.",
        "all_wording",
    ),
    Command(_O, "r", "Remarks…", "See what the checks remark on the paragraph, and take a suggestion.", "remarks"),
    Command(_O, "p", "Move to…", "Move the paragraphs to a place that you choose.", "place"),
    Command(_O, "greater_than_sign,shift+right", "In", "Make it a sub-paragraph of the paragraph before it.", "indent"),
    Command(_O, "less_than_sign,shift+left", "Out", "Move it out of the paragraph that holds it.", "outdent"),
    Command(_O, "y", "PP/OP", "Make an operative paragraph preambular, or the other way round.", "retype"),
    Command(_O, "b", "Sub-paragraph…", "Add a sub-paragraph of your own under this paragraph.", "add_sub"),
    Command(_O, "N", "Numbers…", "Freeze the paragraphs' numbers, count again, or set one: 7 bis.", "numbers"),
    Command(_O, "h", "Heading…", "Change the heading of the part at the cursor.", "heading"),
    Command(_O, "l", "Length…", "Set how long the declaration and its parts should be at most.", "length"),
    Command(_O, "f", "Front matter…", "Title, session, place, date, symbol and agenda items.", "front"),
    Command(_O, "g", "Go to source", "Go to the point that the paragraph takes up.", "go"),
    Command(_O, "v", "Document beside", "Show the document beside the outline, or the sources again.", "beside"),
    Command(_O, "o", "Only…", "Show only paragraphs of one status, or only what is open in them, or all.", "only"),
    Command(_O, "escape", "Clear", "Take all marks away, then show all paragraphs.", "clear"),
    Command(_O, "left", "Fold", "Fold the paragraph's sub-paragraphs, or the part, away.", "fold", False),
    Command(_O, "right", "Unfold", "Show again what is folded away.", "unfold", False),
    Command(_O, "ctrl+down", "Text on", "Scroll the text beside the outline on.", "text(1)", False),
    Command(_O, "ctrl+up", "Text back", "Scroll the text beside the outline back.", "text(-1)", False),
    # Coverage
    Command(_V, "enter", "Show the points", "Show the points behind the figure in Choose.", "points"),
    Command(
        _V,
        "o",
        "Only holes",
        "Show only themes where something of the cursor's region is not yet reviewed, or all.",
        "holes",
    ),
    Command(_V, "escape", "All themes", "Show all themes again.", "clear"),
    Command(_V, "s", "Set aside…", "Set aside what is not yet reviewed behind the figure, and say why.", "set_aside"),
    Command(_V, "w", "Write…", "Write the cursor's region, or all, gaps first: Excel, Word and more.", "write"),
    Command(_V, "b", "Bring back", "No longer set aside the points behind the figure.", "bring_back"),
    # Preview
    Command(_P, "enter", "Go to paragraph", "Go to the paragraph in the outline.", "go"),
    Command(
        _P, "v", "View…", "Show the text with names, without, before the proposals, or as a party wants it.", "view"
    ),
    # Negotiate
    Command(_N, "enter", "Room view", "Show the paragraph alone and large, for all in the room to read.", "room"),
    Command(_N, "p", "Propose…", "Propose other words: edit the paragraph as the party wants it.", "propose"),
    Command(_N, "s", "Support…", "Have a party support what is at the cursor, or retain the draft's words.", "support"),
    Command(_N, "o", "Oppose…", "Have a party oppose what is at the cursor.", "oppose"),
    Command(_N, "r", "Reserve…", "Have a party reserve its position on what is at the cursor.", "reserve"),
    Command(_N, "w", "Withdraw…", "Take back what a party said of what is at the cursor.", "withdraw"),
    Command(_N, "c", "Choose", "Make the option the text, or carry the proposal out; others are dropped.", "choose"),
    Command(_N, "D,delete", "Drop", "Drop the option or the proposal; it stays on record.", "drop"),
    Command(_N, "y", "Agree…", "Agree the paragraph: the level, the day, the meeting.", "agree"),
    Command(_N, "space", "Mark, and on", "Mark the row and go on: options to merge, paragraphs to agree.", "mark"),
    Command(_N, "m", "Merge", "Make one option of the marked ones, as you word it.", "merge"),
    Command(_N, "v", "By party", "List by paragraph, by party, by age.", "order"),
    Command(_N, "f", "Filter…", "Show only some parties, only open, or what is settled as well.", "filter"),
    Command(_N, "n", "Only open", "Show only paragraphs in which something is open, or all again.", "only_open"),
    Command(_N, "b", "Speak for…", "Choose for which party you propose.", "speak"),
    Command(_N, "d", "Delete…", "Propose to delete the paragraph.", "delete"),
    Command(_N, "a", "Add…", "Propose a paragraph after this one.", "add"),
    Command(_N, "M", "Move…", "Propose to move the paragraph.", "move"),
    Command(_N, "A", "Alternative…", "Propose a paragraph instead of this one: 7 alt.", "alternative"),
    Command(_N, "l", "Whole versions", "Show the options as whole versions of the paragraph, or apart again.", "lift"),
    Command(_N, "R", "Reopen", "Reopen the paragraph that was agreed.", "reopen"),
    Command(_N, "g", "Go to paragraph", "Go to the paragraph in the outline.", "go"),
    Command(_N, "escape", "Clear", "Take all marks away; then show all again.", "clear"),
    Command(_N, "ctrl+down", "Text on", "Scroll the text beside the list on.", "text(1)", False),
    Command(_N, "ctrl+up", "Text back", "Scroll the text beside the list back.", "text(-1)", False),
    # What came with a Word file
    Command(_I, "t", "Take", "Take what is at the cursor into the draft, and go on.", "take"),
    Command(_I, "b", "Bracket…", "Make it a proposal of its author's party, and go on.", "bracket"),
    Command(_I, "l", "Leave", "Leave the draft as it is there, and go on.", "leave"),
    Command(_I, "n", "Next", "To the next edit that is undecided.", "next"),
    Command(_I, "enter", "See the whole", "See the words on the whole screen, or the list again.", "whole"),
    Command(_I, "a", "All of author…", "Decide on all of this author: t, b or l.", "of_author"),
    Command(_I, "p", "All of paragraph…", "Decide on all in this paragraph: t, b or l.", "of_paragraph"),
    Command(_I, "e", "Everything…", "Decide on everything but citations: t, b or l.", "of_file"),
    Command(_I, "w", "Who is it…", "Say which party the author is, or who made what is not tracked.", "who"),
    Command(_I, "ctrl+s", "Do it", "Do what is decided, as one step; what is undecided stays.", "finish"),
    Command(_I, "escape,q", "Back", "Back to the list; from there back to the draft.", "leave_all"),
    Command(_I, "ctrl+down", "Text on", "Scroll the text beside the list on.", "text(1)", False),
    Command(_I, "ctrl+up", "Text back", "Scroll the text beside the list back.", "text(-1)", False),
    # The guided first draft
    Command(
        _G,
        "enter",
        "Take as one",
        "Put the paragraph in, as it is shown, and go on.",
        "take",
    ),
    Command(_G, "space", "Mark", "Mark the point at the cursor, or take its mark away: the paragraph follows.", "mark"),
    Command(_G, "n,right", "Next", "Leave it open, and go on.", "next"),
    Command(_G, "m", "Word it…", "Word the paragraph before it is put in, its sources beside it.", "word"),
    Command(_G, "c", "Only what they share", "Leave out what each source adds, or put it back.", "shared"),
    Command(_G, "s", "Set aside…", "Leave the marked points out on purpose, and say why.", "set_aside"),
    Command(_G, "t", "Each apart", "Take up the marked points, a paragraph each, word for word.", "take_apart"),
    Command(_G, "k", "Cite there instead", "Cite them in the paragraph that asks for the same already.", "cite"),
    Command(_G, "b,left", "Back", "Back to the stop before.", "back"),
    Command(_G, "escape,q", "Leave", "Leave the first draft, with all kept or all undone.", "leave"),
    Command(_G, "ctrl+down", "Text on", "Scroll the paragraph on.", "text(1)", False),
    Command(_G, "ctrl+up", "Text back", "Scroll the paragraph back.", "text(-1)", False),
    # What the paragraphs reflect
    Command(
        _T, "enter,space", "Cite it", "Cite the point in its paragraph, or no longer; on a paragraph all sure.", "take"
    ),
    Command(
        _T, "e", "Cite all sure", "Cite whatever a paragraph reflects for sure, as far as its words do.", "take_sure"
    ),
    Command(_T, "n", "Next", "To the next point that is not cited yet.", "next"),
    Command(_T, "v", "Doubtful", "List by paragraph, or what is doubtful, or what no paragraph reflects.", "view"),
    Command(_T, "f", "Region…", "Show only one region's points.", "filter"),
    Command(_T, "x", "Write…", "Write the trace as Excel, Word and more.", "write"),
    Command(_T, "g", "Go to paragraph", "Go to the paragraph in the outline.", "go"),
    Command(_T, "ctrl+s", "Make a draft", "Make a draft of the text, with what you cited.", "finish"),
    Command(_T, "escape,q", "Back", "Back to the draft; what you cited in it stays.", "leave"),
    Command(_T, "ctrl+down", "Text on", "Scroll the text beside the list on.", "text(1)", False),
    Command(_T, "ctrl+up", "Text back", "Scroll the text beside the list back.", "text(-1)", False),
    # Points put under themes
    Command(_S, "enter", "Put it", "From the points, to the themes; there, put the points under the theme.", "put"),
    Command(_S, "1", "As suggested", "Put the points under the first of the suggested themes.", "suggested(1)"),
    Command(_S, "2", "Second", "Put the points under the second of the suggested themes.", "suggested(2)", False),
    Command(_S, "3", "Third", "Put the points under the third of the suggested themes.", "suggested(3)", False),
    Command(_S, "space", "Mark, and on", "Mark the point and go on; commands then take all that is marked.", "mark"),
    Command(_S, "n", "New theme…", "A new theme in the section at the cursor.", "theme"),
    Command(_S, "N", "New section…", "A new section, after the others.", "section"),
    Command(_S, "v", "Look into it", "List the points of the theme at the cursor, or what waits again.", "look"),
    Command(_S, "a", "Put here too", "Put the points under the theme at the cursor as well.", "also"),
    Command(_S, "b", "Take out", "Take the points out of the theme that is looked into.", "take_out"),
    Command(_S, "r", "Rename…", "Give the theme or section at the cursor another title.", "rename"),
    Command(_S, "d,delete", "Remove", "Remove the theme or section at the cursor; its points wait again.", "remove"),
    Command(_S, "right", "Themes", "From the points to the themes.", "themes", False),
    Command(_S, "left", "Points", "From the themes to the points.", "points", False),
    Command(_S, "ctrl+down", "Text on", "Scroll the text beside the list on.", "text(1)", False),
    Command(_S, "ctrl+up", "Text back", "Scroll the text beside the list back.", "text(-1)", False),
    Command(_S, "escape,q", "Back", "Back to the points, to what waits; then leave, with all saved.", "leave"),
    # A corpus built from files
    Command(_B, "enter", "Answer", "From the list to what can be answered; there, answer so.", "answer"),
    Command(_B, "1", "First answer", "Give the first answer, or do the first that can be done.", "answer(1)"),
    *(
        Command(
            _B,
            str(place),
            Phrase("Answer {place}", place=place),
            Phrase("Give answer {place}.", place=place),
            f"answer({place})",
            False,
        )
        for place in range(2, 10)
    ),
    Command(_B, "n", "Next to settle", "Go to the next doubtful thing.", "next"),
    Command(_B, "w", "Write…", "Write the corpus, once nothing is doubtful.", "write"),
    Command(_B, "r", "Read again", "Read the files again, after you corrected one.", "again"),
    Command(_B, "right", "Answers", "From the list to the answers.", "choices", False),
    Command(_B, "left", "List", "From the answers to the list.", "list", False),
    Command(_B, "ctrl+down", "Text on", "Scroll the text beside the list on.", "text(1)", False),
    Command(_B, "ctrl+up", "Text back", "Scroll the text beside the list back.", "text(-1)", False),
    Command(_B, "escape,q", "Leave", "Back to the list; then leave. What was answered is kept.", "leave"),
    # Everywhere
    Command(_E, "1", "Choose", "Choose regional points by theme.", "show('choose')", False),
    Command(_E, "2", "Outline", "The draft as it will be numbered.", "show('outline')", False),
    Command(_E, "3", "Coverage", "Which regional points the draft covers.", "show('coverage')", False),
    Command(_E, "4", "Preview", "The document as it will be written.", "show('preview')", False),
    Command(_E, "5", "Negotiate", "What is proposed, who stands where, what is agreed.", "show('negotiate')", False),
    Command(
        _E,
        "u,ctrl+z",
        "Undo",
        "Undo the last step, back to where this session began; before that: Earlier versions.",
        "undo",
    ),
    Command(_E, "U,ctrl+y", "Redo", "Redo what was undone last.", "redo"),
    Command(_E, "z", "Steps…", "See what was done, step by step, and go back to any step.", "steps"),
    Command(_E, "x", "Export…", "Write the document: format, sources, annexes.", "export"),
    Command(
        _E,
        "X",
        "Report…",
        "Write the overview for a head of delegation: what is in, what is not, who holds what, how long it is.",
        "report",
        False,
    ),
    Command(
        _E, "i", "Word file…", "Take home what others did in a Word file that was exported from here.", "take_home"
    ),
    Command(_E, "O", "Open it", "Open the document that was exported last.", "open_exported"),
    Command(_E, "ctrl+s", "Save", "Save now. Every change is saved within a second anyway.", "save", False),
    Command(_E, "", "Save as…", "Go on with the draft in another file.", "save_as", False),
    Command(
        _E,
        "F",
        "First draft…",
        "A first draft step by step: theme by theme, what most regions ask for.",
        "first_draft",
    ),
    Command(_E, "", "Save a revision…", "Keep the draft under a name for good: Rev.1.", "save_revision", False),
    Command(_E, "", "Revisions…", "See what each revision has otherwise, and go back to one.", "revisions", False),
    Command(_E, "", "Earlier versions…", "Go back to an earlier version of the draft.", "versions", False),
    Command(_E, "", "Convergence…", "See what several regions ask for; mark it in Choose.", "convergence", False),
    Command(
        _E,
        "",
        "Changed sources…",
        "See which sources changed since they were taken up; take their new words, follow their new ids.",
        "changed_sources",
        False,
    ),
    Command(_E, "", "Derivation table…", "Write where each paragraph comes from: Word, Excel…", "derivation", False),
    Command(_E, "", "Compile the mapping…", "Write the mapping itself, as a list or a matrix.", "compile", False),
    Command(_E, "", "Compare…", "Write what is different from a revision, or another draft.", "compare", False),
    Command(_E, "", "Trace…", "See which regional points the draft's paragraphs reflect; cite them.", "trace", False),
    Command(
        _E, "", "Trace a text…", "See what somebody's zero draft reflects, and make a draft of it.", "trace_text", False
    ),
    Command(_E, "ctrl+t", "Colours", "Dark, light or high contrast.", "colours", False),
    Command(_E, "", "Tour", "A short tour of the screens.", "tour", False),
    Command(_E, "ctrl+p", "Commands", "Find a command by its name.", "app.command_palette"),
    Command(_E, "question_mark,f1", "Help", "All keys, and what the marks mean.", "help"),
    Command(_E, "q", "Quit", "Save and leave.", "quit"),
)


@dataclass(frozen=True, slots=True)
class CommandTable:
    """The commands with the keys that this user has them on."""

    commands: tuple[Command, ...] = COMMANDS

    def of(self, scope: Scope) -> list[Command]:
        """The scope's own commands, in the table's order."""
        return [command for command in self.commands if command.scope is scope]

    def working_in(self, scope: Scope) -> list[Command]:
        """The commands that can be run from there."""
        if scope in APART:
            everywhere = [command for command in self.of(Scope.EVERYWHERE) if command.action in APART[scope]]
            return [*self.of(scope), *everywhere]
        return [command for command in self.commands if command.scope not in APART]

    def by_id(self, id: str) -> Command:
        return next(command for command in self.commands if command.id == id)

    def rekeyed(self, keys: Mapping[str, str]) -> CommandTable:
        """The table with other keys for some commands, by their ids. Raises BadInput for an unknown command, and for a
        key that would mean two things at once.
        """
        if not keys:
            return self
        known = {command.id for command in self.commands}
        unknown = [Problem("", None, f"There is no command “{id}”.", _SEE) for id in keys if id not in known]
        table = CommandTable(
            tuple(replace(command, key=keys.get(command.id, command.key)) for command in self.commands)
        )
        problems = [*unknown, *table.clashes()]
        if problems:
            raise BadInput(problems)
        return table

    def clashes(self) -> Iterator[Problem]:
        """A problem for each key that would mean two things at once."""
        for scope in (*PANES, *APART):
            taken: dict[str, Command] = {}
            here = [command for command in self.working_in(scope) if command.scope in (scope, Scope.EVERYWHERE)]
            for command in sorted(here, key=lambda command: command.scope is scope):
                for key in filter(None, command.key.split(",")):
                    if key in taken:
                        both = f"{taken[key].id} and {command.id}"
                        yield Problem("", None, f"The key “{key}” would mean {both} at once.", "Choose another.")
                    taken[key] = command


_SEE = "`drafter settings` lists them."


def commands_of(scope: Scope) -> list[Command]:
    """The scope's own commands, in the table's order."""
    return CommandTable().of(scope)


def bindings_of(scope: Scope) -> list[BindingType]:
    """The scope's keys as Textual binds them, before a user's own; of a screen before the panes, with those from
    everywhere that work there. The screen runs the command, as for a click.
    """
    table = CommandTable()
    return [
        Binding(command.key, f"screen.run({command.id!r})", id=command.id)
        for command in (table.working_in(scope) if scope in APART else table.of(scope))
        if command.key
    ]


_TIE = 0.001
"""What a nearer command scores more, where the words fit both alike."""


class CommandProvider(Provider):
    """Offers the commands that work where the user is: the shown pane's first, then what works everywhere; one of
    another pane goes there. The screens before the panes have their own.
    """

    @property
    def _commands(self) -> list[Command]:
        """With the user's keys; the screen that the palette was called from has them."""
        table: CommandTable = self.screen.session.table  # type: ignore[attr-defined]  # only screens with one have this palette
        return table.working_in(self._shown)

    @property
    def _shown(self) -> Scope:
        shown: Scope = self.screen.scope  # type: ignore[attr-defined]  # as above
        return shown

    def _near(self, command: Command) -> int:
        """How near a command is to where the user works: 2 in the pane shown, 1 everywhere, 0 in another pane."""
        return 2 if command.scope is self._shown else int(command.scope is Scope.EVERYWHERE)

    async def discover(self) -> Hits:
        for command in sorted(self._commands, key=self._near, reverse=True):
            yield DiscoveryHit(command.full_name, self._runner(command), help=command.help_with_key)

    async def search(self, query: str) -> Hits:
        """By name and help; what is called so comes before what only speaks of it."""
        matcher = self.matcher(query)
        for command in self._commands:
            score = matcher.match(f"{command.full_name} {command.shown_help}")
            if score > 0:
                score += matcher.match(command.full_name) + _TIE * self._near(command)
                yield Hit(
                    score, matcher.highlight(command.full_name), self._runner(command), help=command.help_with_key
                )

    def _runner(self, command: Command) -> Callable[[], object]:
        screen = self.screen
        return lambda: screen.run_action(f"run({command.id!r})")
