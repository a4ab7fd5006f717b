"""What our lists win over Textual's: `python -m tests.benchmarks.lists [OUTPUT.json]`.

Ours and Textual's show the same content, each alone in an application, in a terminal of 160×45, and the same keys are
pressed. A time is that of a whole key: from the key to the last byte of its repaint. The ratio is Textual's time by
ours: above 1, ours is faster.

- **points** are recommendations, two lines at most. `OptionList` with ready content has no second column and no such
  limit: it gets the characters that fill two lines. `OptionList, our drawing` has options that measure and draw
  themselves with our folding and our pen: what would be left of ours if the list were Textual's.
- **outline** is parts with their paragraphs, the largest part folded away and back by a key. A row of `Tree` is one
  line, so it shows the first line of each.
- **figures** is the table of coverage, **text** what stands beside a list, another one at each key.
"""

from __future__ import annotations

import fcntl
import json
import os
import select
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from rich.text import Text
from textual import events
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widget import Widget
from textual.widgets import DataTable, OptionList, Static, Tree
from textual.widgets.option_list import Option

from drafter.draft.length import lengths
from drafter.storage import corpus_yaml
from drafter.tui.background_review import BackgroundReview
from drafter.tui.choose.points import PointListing
from drafter.tui.coverage.heat_map import FigureLine, lines, table, widths_of
from drafter.tui.labels import POINT_LINES, point_row, shortened
from drafter.tui.outline.paragraph_display import paragraph_row, part_row, sources_text
from drafter.tui.widgets.row import Pen, Row, cells
from drafter.tui.widgets.rows import Rows
from drafter.tui.widgets.sheet import Reader
from drafter.workspace import Workspace
from tests.benchmarks import large
from tests.benchmarks.screens import Terminal

SIZES = {300: 100, 10_000: 1_000}
"""How many recommendations, and how many paragraphs the outline then has."""
WORD = "victims"
"""What is searched for, letter by letter."""
FILL, ALTER = "b", "x"
DOWN, UP, PAGE, HOME, END = "\x1b[B", "\x1b[A", "\x1b[6~", "\x1b[H", "\x1b[F"
_WIDTH, _HEIGHT, _NARROW = 160, 45, 120
_TWO_LINES = 300
"""Characters that fill two lines of such a terminal."""
_PATIENCE = 6.0
"""Seconds to wait for a repaint to begin."""
_ROUNDS = 2
"""How often each is measured; they take turns, since a machine is not as fast at one moment as it is at another."""
_QUIET = 0.4
"""Seconds without a byte after which a repaint is over: the slowest lists pause in the middle of one."""
_READY = b"ready to work"


class Shown(Protocol):
    """What is measured: a widget that the application's keys fill and alter."""

    def fill(self, found: int | None) -> None:
        """Show what a letter of the search leaves, by the letter's place from 0; all for None."""

    def alter(self) -> None:
        """Mark the row at the cursor, fold a part or unfold it, show another text."""


class Points:
    """The recommendations, and which of them each letter of a search leaves."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.widths = {point.id: cells(point.text) for point in workspace.corpus.recommendations}
        self._all = list(workspace.corpus.by_id)
        self._found = [
            [point.id for point in workspace.corpus.recommendations if WORD[: number + 1] in point.text.casefold()]
            for number in range(len(WORD))
        ]

    def ids(self, found: int | None) -> list[str]:
        return self._all if found is None else self._found[found]


class OurPoints(Rows):
    def __init__(self, workspace: Workspace) -> None:
        super().__init__(id="shown", markable=True)
        self._points = Points(workspace)

    def fill(self, found: int | None) -> None:
        points = self._points
        self.set_rows(PointListing(points.workspace, points.ids(found), widths=points.widths), top=True)

    def alter(self) -> None:
        self.toggle_mark(self.cursor)


class TheirPoints(OptionList):
    """Options are kept from one letter to the next, and with them their heights."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(id="shown", markup=False)
        self.points = Points(workspace)
        self.marked = set[str]()
        self._kept: dict[str, Option] = {}

    def prompt(self, id: str) -> Content | Visual:
        row = point_row(self.points.workspace, id)
        text = Content(shortened(row.content.plain, _TWO_LINES)).stylize("bold", 0, len(id))
        return Content.assemble("* " if id in self.marked else "· ", row.lead, text)

    def fill(self, found: int | None) -> None:
        ids = self.points.ids(found)
        for id in ids:
            if id not in self._kept:
                self._kept[id] = Option(self.prompt(id), id)
        self.set_options([self._kept[id] for id in ids])
        self.highlighted = 0

    def alter(self) -> None:
        option = self.highlighted_option
        if option and option.id:
            self.marked ^= {option.id}
            self.replace_option_prompt(option.id, self.prompt(option.id))


@dataclass
class Point(Visual):
    """An option that measures itself by arithmetic and makes its row when it is looked at."""

    shown: TheirPoints
    id: str

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:  # noqa: ARG002
        mark = Content(" * " if self.id in self.shown.marked else " · ")
        return Pen(style).drawn(point_row(self.shown.points.workspace, self.id), mark, 3, width)

    def get_optimal_width(self, rules: object, container_width: int) -> int:  # noqa: ARG002
        return container_width

    def get_height(self, rules: object, width: int) -> int:  # noqa: ARG002
        return 1 if len(self.id) + self.shown.points.widths[self.id] <= width - 8 else POINT_LINES


class TheirDrawnPoints(TheirPoints):
    def prompt(self, id: str) -> Content | Visual:
        return Point(self, id)


class Outline:
    """The parts' rows, each the part's own and then its paragraphs'."""

    def __init__(self, workspace: Workspace) -> None:
        draft, review = workspace.draft, BackgroundReview(workspace)
        _, measured = lengths(draft, {})
        self.parts = {part.id: [part_row(part, False, measured[part.id])] for part in draft.parts}
        for id, spot in draft.spots.items():
            self.parts[spot.part.id].append(paragraph_row(workspace, spot, workspace.refs[id], False, review))
        self.largest = max(self.parts, key=lambda part: len(self.parts[part]))
        self.folded = False

    def rows(self) -> list[Row]:
        hidden = self.largest if self.folded else None
        return [row for part, rows in self.parts.items() for row in (rows[:1] if part == hidden else rows)]


class OurOutline(Rows):
    def __init__(self, workspace: Workspace) -> None:
        super().__init__(id="shown", markable=True)
        self._outline = Outline(workspace)

    def fill(self, found: int | None) -> None:  # noqa: ARG002
        self.set_rows(self._outline.rows())

    def alter(self) -> None:
        self._outline.folded = not self._outline.folded
        self.fill(None)


class TheirOutline(OptionList):
    def __init__(self, workspace: Workspace) -> None:
        super().__init__(id="shown", markup=False)
        self._outline = Outline(workspace)
        self._options_of = {
            row.id: Option(Content.assemble(row.lead, row.content), row.id) for row in self._outline.rows()
        }

    def fill(self, found: int | None) -> None:  # noqa: ARG002
        at = self.highlighted_option
        self.set_options([self._options_of[row.id] for row in self._outline.rows()])
        self.highlighted = self.get_option_index(at.id) if at and at.id in self._options_of else 0

    def alter(self) -> None:
        self.highlighted = 0  # what is folded away can't be highlighted
        self._outline.folded = not self._outline.folded
        self.fill(None)


class TheirTree(Tree[str]):
    def __init__(self, workspace: Workspace) -> None:
        super().__init__("outline", id="shown")
        self.show_root = False
        self._outline = Outline(workspace)

    def fill(self, found: int | None) -> None:  # noqa: ARG002
        self.clear()
        for part, rows in self._outline.parts.items():
            node = self.root.add(Text(rows[0].content.plain), part, expand=True)
            for row in rows[1:]:
                node.add_leaf(Text(f"{row.lead.plain}{row.content.plain}"), row.id)
        self.root.expand()

    def alter(self) -> None:
        next(node for node in self.root.children if node.data == self._outline.largest).toggle()


class OurFigures(Rows):
    def __init__(self, workspace: Workspace) -> None:
        super().__init__(id="shown")
        self._lines = _figures(workspace)

    def fill(self, found: int | None) -> None:  # noqa: ARG002
        widths = widths_of(self._lines)
        self.set_rows(table(self._lines, self.size.width - 5, widths, range(len(widths)))[0])

    def alter(self) -> None:
        self.action_column(1)


class TheirFigures(DataTable[Text]):
    def __init__(self, workspace: Workspace) -> None:
        super().__init__(id="shown", show_header=False)
        self._lines = _figures(workspace)

    def fill(self, found: int | None) -> None:  # noqa: ARG002
        self.clear(columns=True)
        columns = max(len(line.cells) for line in self._lines)
        self.add_columns(*[""] * (1 + columns))
        for line in self._lines:
            self.add_row(Text(shortened(line.label, 90)), *(Text(figure.words) for figure in line.cells))

    def alter(self) -> None:
        self.action_cursor_right()


def _figures(workspace: Workspace) -> list[FigureLine]:
    return list(lines(workspace, lambda _: True, narrow=False))


class Texts:
    """The paragraphs' sources, one after the other."""

    def __init__(self, workspace: Workspace) -> None:
        self._texts = [sources_text(workspace, id) for id in list(workspace.draft.spots)[:40]]
        self._at = -1

    def next(self) -> Content:
        """Another one, as long as what stands beside a paragraph with many sources."""
        self._at += 1
        return Content("\n\n").join(self._texts[self._at % 20 : self._at % 20 + 10 + self._at % 7])


class OurText(Reader):
    can_focus = True

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(id="shown")
        self._texts = Texts(workspace)

    def fill(self, found: int | None) -> None:  # noqa: ARG002
        self.show(self._texts.next())

    def alter(self) -> None:
        self.fill(None)

    def on_key(self, event: events.Key) -> None:
        if event.key == "pagedown":
            self.page(1)


class TheirText(VerticalScroll):
    def __init__(self, workspace: Workspace) -> None:
        super().__init__(Static(markup=False), id="shown")
        self._texts = Texts(workspace)

    def fill(self, found: int | None) -> None:  # noqa: ARG002
        self.query_one(Static).update(self._texts.next())
        self.scroll_home(animate=False)

    def alter(self) -> None:
        self.fill(None)

    def on_key(self, event: events.Key) -> None:
        if event.key == "pagedown":
            event.prevent_default()
            self.scroll_page_down(animate=False)


SHOWN: dict[str, dict[str, Callable[[Workspace], Any]]] = {
    "points": {"Rows": OurPoints, "OptionList": TheirPoints, "OptionList, our drawing": TheirDrawnPoints},
    "outline": {"Rows": OurOutline, "OptionList": TheirOutline, "Tree": TheirTree},
    "figures": {"Rows": OurFigures, "DataTable": TheirFigures},
    "text": {"Reader": OurText, "VerticalScroll": TheirText},
}
"""What is shown, and by which widgets; ours come first."""


class Bench(App[None]):
    """One widget between two lines, with keys that fill and alter it."""

    CSS = """
    #shown { border: round $border-blurred; padding: 0; height: 1fr; max-height: 100%; background: $background; }
    Rows > .rows--cursor { background: $block-cursor-blurred-background; }
    Rows, Reader { overflow: hidden hidden; }
    OptionList, Tree, DataTable, VerticalScroll { scrollbar-size-vertical: 1; }
    """

    def __init__(self, shown: Widget) -> None:
        super().__init__()
        self.animation_level = "none"
        self._shown = shown

    def compose(self) -> ComposeResult:
        yield Static("the list", markup=False)
        yield self._shown
        yield Static(_READY.decode(), markup=False)

    def on_mount(self) -> None:
        self._shown.focus()

    def on_key(self, event: events.Key) -> None:
        shown: Any = self._shown
        if event.key == FILL:
            shown.fill(None)
        elif event.key == ALTER:
            shown.alter()
        elif event.key.isdigit():
            shown.fill(int(event.key))


def pressed(terminal: Terminal, press: Callable[[], object]) -> float:
    """Milliseconds to the last byte of what this repaints; 0 where it repaints nothing."""
    begun = last = time.perf_counter()
    press()
    wait = _PATIENCE
    while select.select([terminal.handle], [], [], wait)[0]:
        os.read(terminal.handle, 65536)
        last, wait = time.perf_counter(), _QUIET
    return (last - begun) * 1000


def keys(what: str) -> list[tuple[str, Sequence[str]]]:
    """What is done, and the keys for it."""
    if what == "text":
        return [("another text", ALTER * 12), ("page down", [PAGE])]
    done: list[tuple[str, Sequence[str]]] = [("cursor", [DOWN] * 12 + [UP] * 5), ("page down", [PAGE] * 5)]
    if what == "figures":
        return [("cursor", [DOWN] * 12 + [UP] * 5), ("next column", ALTER * 4)]
    done += [("to the end", [END]), ("to the beginning", [HOME])]
    if what == "points":
        return [*done, ("letter of a search", "0123456"), ("all again", FILL), ("mark", ALTER * 5)]
    return [*done, ("fold, unfold", ALTER * 6)]


def measured(what: str, widget: str, folder: Path) -> dict[str, list[float]]:
    """What each kind of key takes, in milliseconds, and the memory in MB."""
    terminal = Terminal.start(
        [sys.executable, "-m", "tests.benchmarks.lists", "show", what, widget, str(folder)], folder
    )
    terminal.until(_READY)
    terminal.settle(1.0)

    def press(key: str) -> float:
        return pressed(terminal, lambda: os.write(terminal.handle, key.encode()))

    def resize(width: int) -> float:
        size = struct.pack("HHHH", _HEIGHT, width, 0, 0)
        return pressed(terminal, lambda: fcntl.ioctl(terminal.handle, termios.TIOCSWINSZ, size))

    found = {"first show": [press(FILL)]}
    for done, pressing in keys(what):
        found[done] = [press(key) for key in pressing]
    found["resize"] = [resize(width) for width in (_NARROW, _WIDTH, _NARROW, _WIDTH)]
    found["memory, MB"] = [terminal.memory()]
    terminal.stop()
    return found


def rounds(what: str, widgets: Iterable[str], folder: Path) -> dict[str, dict[str, list[float]]]:
    """Each widget's samples, by what is done; without the keys that repaint nothing, at the end of a list."""
    found: dict[str, dict[str, list[float]]] = {widget: {} for widget in widgets}
    for _ in range(_ROUNDS):
        for widget in widgets:
            for done, sample in measured(what, widget, folder).items():
                found[widget].setdefault(done, []).extend(filter(None, sample))
    return found


def show(what: str, widget: str, folder: Path) -> None:
    """Run the application that is measured."""
    corpus = corpus_yaml.load(folder / "corpus.yaml")
    workspace = Workspace.open(folder / "large.yaml", corpus)
    Bench(SHOWN[what][widget](workspace)).run()


def report(name: str, found: dict[str, dict[str, list[float]]]) -> None:
    """Median and 95th percentile of each widget, and the ratio of the medians to ours."""
    ours = next(iter(found.values()))
    for done in ours:
        print(f"\n{name}: {done}")  # noqa: T201
        for widget, samples in found.items():
            sample = samples[done] or [0.0]
            middle = statistics.median(sample)
            high = statistics.quantiles(sample, n=20)[-1] if len(sample) > 1 else middle
            ratio = middle / statistics.median(ours[done])
            print(f"    {widget:26} {middle:8.1f} {high:8.1f}   ratio {ratio:6.2f}")  # noqa: T201


def main() -> None:
    found: dict[str, dict[str, dict[str, list[float]]]] = {}
    with tempfile.TemporaryDirectory() as name:
        os.environ |= {"DRAFTER_STATE": f"{name}/state", "DRAFTER_CACHE": f"{name}/cache"}
        os.environ["PYTHONPYCACHEPREFIX"] = f"{name}/compiled"
        for size, paragraphs in SIZES.items():
            folder = Path(name) / str(size)
            folder.mkdir()
            corpus = large.corpus(size)
            (folder / "corpus.yaml").write_text(corpus_yaml.dump(corpus), encoding="utf-8")
            large.workspace(folder, corpus, paragraphs)
            for what, widgets in SHOWN.items():
                about = f"{what}, {size:,} recommendations, {paragraphs:,} paragraphs"
                found[about] = rounds(what, widgets, folder)
                report(about, found[about])
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(json.dumps(found, indent=2), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] == ["show"]:
        show(sys.argv[2], sys.argv[3], Path(sys.argv[4]))
    else:
        main()
