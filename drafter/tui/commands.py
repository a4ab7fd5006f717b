"""Every command of the main screen, declared once: the bindings, the key bar, the palette and the help read this."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding, BindingType


class Scope(StrEnum):
    """Where a command works. The value is the id of the pane, and the heading in the help screen."""

    EVERYWHERE = "everywhere"
    CHOOSE = "choose"
    OUTLINE = "outline"
    COVERAGE = "coverage"
    PREVIEW = "preview"


PANES = (Scope.CHOOSE, Scope.OUTLINE, Scope.COVERAGE, Scope.PREVIEW)
"""The tabs, in their order; their numbers are the keys 1 to 4."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something that the user can ask for by key, by mouse in the key bar, or in the palette."""

    scope: Scope
    key: str
    """Textual's names, several joined by commas; the first is the one shown. Empty for the palette only."""
    label: str
    """What the key bar says: short, an ellipsis where a dialog follows."""
    help: str
    """A sentence for the help screen and the palette."""
    action: str
    """The method `action_…` of the pane, or of the main screen where the scope is everywhere."""
    bar: bool = True
    """Whether the key bar has room for it."""

    @property
    def id(self) -> str:
        """Unique in the table; a key map in a settings file names commands by it."""
        return f"{self.scope}.{self.action}"

    @property
    def shown_key(self) -> str:
        """The key as it stands on the keyboard."""
        key = self.key.split(",")[0]
        return _SHOWN.get(key, key)


_SHOWN = {
    "comma": ",",
    "full_stop": ".",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "slash": "/",
    "question_mark": "?",
    "escape": "esc",
    "left": "←",
    "right": "→",
}

_E, _C, _O, _V, _P = Scope.EVERYWHERE, Scope.CHOOSE, Scope.OUTLINE, Scope.COVERAGE, Scope.PREVIEW

COMMANDS: tuple[Command, ...] = (
    # Choose
    Command(_C, "enter", "Take up / go there", "Take up the point; one that stands in the draft: go there.", "enter"),
    Command(_C, "t", "Take up", "Take up the marked points, else the one at the cursor, a paragraph each.", "take_up"),
    Command(_C, "space", "Mark", "Mark several points, to do the same with all of them.", "mark"),
    Command(_C, "T", "Take up all", "Take up all that is not yet reviewed in this list.", "take_all"),
    Command(_C, "m", "Merge", "Take up the marked points merged into one paragraph.", "merge"),
    Command(_C, "p", "In a place…", "Take up the points in a place of the draft that you choose.", "take_up_at"),
    Command(_C, "c", "Cite…", "Cite the points in a paragraph that stands in the draft.", "cite"),
    Command(_C, "s", "Set aside…", "Leave the points out on purpose, and say why.", "set_aside"),
    Command(_C, "b", "Bring back", "No longer set the points aside.", "bring_back"),
    Command(_C, "g", "Go to paragraph", "Go to the paragraph that takes the point up.", "go"),
    Command(_C, "slash", "Search", "Search all points as you type: words, a citation, AND, OR, NOT.", "search"),
    Command(_C, "f", "Filter…", "Show only some regions, or only what has a certain disposition.", "filter"),
    Command(_C, "n", "New only", "Show only what is not yet reviewed, or everything again.", "only_open"),
    Command(_C, "escape", "Clear", "Clear marks, then the search and all filters; then back to the themes.", "clear"),
    Command(_C, "right", "Points", "From the themes to the points.", "points", False),
    Command(_C, "left", "Themes", "From the points to the themes.", "themes", False),
    # Outline
    Command(_O, "e,enter", "Edit", "Edit the wording, the sources beside it; break a paragraph in two.", "edit"),
    Command(_O, "space", "Mark", "Mark several paragraphs, to do the same with all of them.", "mark"),
    Command(_O, "a", "Add…", "Add a paragraph of your own after this one (in the preamble it is a PP).", "add"),
    Command(_O, "b", "Sub-paragraph…", "Add a sub-paragraph of your own under this paragraph.", "add_sub"),
    Command(_O, "comma,shift+up", "Up", "Move the paragraphs up by one.", "up"),
    Command(_O, "full_stop,shift+down", "Down", "Move the paragraphs down by one.", "down"),
    Command(_O, "greater_than_sign,shift+right", "In", "Make it a sub-paragraph of the paragraph before it.", "indent"),
    Command(_O, "less_than_sign,shift+left", "Out", "Move it out of the paragraph that holds it.", "outdent"),
    Command(_O, "p", "Move to…", "Move the paragraphs to a place that you choose.", "place"),
    Command(_O, "m", "Merge", "Merge the marked paragraphs into the first of them.", "merge"),
    Command(_O, "d,delete", "Remove", "Remove the paragraphs; what they took up is then open again.", "remove"),
    Command(_O, "c", "Sources…", "Cite, no longer cite, set the treatment, say what is missing.", "sources"),
    Command(_O, "n", "Note…", "Write a note on the paragraph, for yourself.", "note"),
    Command(_O, "s", "Status…", "Set the paragraph's status: bracketed, agreed, pending…", "status"),
    Command(_O, "h", "Heading…", "Change the heading of the part at the cursor.", "heading"),
    Command(_O, "f", "Front matter…", "Title, session, place, date, symbol and agenda items.", "front"),
    Command(_O, "g", "Go to source", "Go to the point that the paragraph takes up.", "go"),
    Command(_O, "left", "Fold", "Fold the paragraph's sub-paragraphs, or the part, away.", "fold", False),
    Command(_O, "right", "Unfold", "Show again what is folded away.", "unfold", False),
    Command(_O, "escape", "Clear marks", "Take all marks away.", "clear"),
    # Coverage
    Command(_V, "enter", "Show the points", "Show the points behind the figure in Choose.", "points"),
    Command(_V, "o", "Only holes", "Show only themes where something is not yet reviewed, or all again.", "holes"),
    # Preview
    Command(_P, "enter", "Go to paragraph", "Go to the paragraph in the outline.", "go"),
    # Everywhere
    Command(_E, "1", "Choose", "Choose regional points by theme.", "show('choose')", False),
    Command(_E, "2", "Outline", "The draft as it will be numbered.", "show('outline')", False),
    Command(_E, "3", "Coverage", "Which regional points the draft covers.", "show('coverage')", False),
    Command(_E, "4", "Preview", "The document as it will be written.", "show('preview')", False),
    Command(_E, "u,ctrl+z", "Undo", "Undo the last step; nothing is out of reach.", "undo"),
    Command(_E, "U,ctrl+y", "Redo", "Redo what was undone last.", "redo"),
    Command(_E, "x", "Export…", "Write the document as Word, Markdown, HTML or JSON.", "export"),
    Command(_E, "ctrl+s", "Save", "Save now. Every change is saved within a second anyway.", "save", False),
    Command(_E, "", "Save as…", "Go on with the draft in another file.", "save_as", False),
    Command(_E, "ctrl+p", "Commands", "Find a command by its name.", "app.command_palette"),
    Command(_E, "question_mark,f1", "Help", "All keys, and what the marks mean.", "help"),
    Command(_E, "q", "Quit", "Save and leave.", "quit"),
)


def commands_of(scope: Scope) -> list[Command]:
    """The scope's own commands, in the table's order."""
    return [command for command in COMMANDS if command.scope is scope]


def bindings_of(scope: Scope) -> list[BindingType]:
    """The scope's keys as Textual binds them."""
    return [
        Binding(command.key, command.action, command.label, id=command.id, tooltip=command.help)
        for command in commands_of(scope)
        if command.key
    ]
