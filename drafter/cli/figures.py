"""A draft's coverage as tables on the terminal."""

from __future__ import annotations

from drafter.cli import output
from drafter.model.coverage import Coverage, Disposition, Tally
from drafter.model.points import uptake
from drafter.workspace import Workspace


def print_coverage(workspace: Workspace, filtered: Coverage | None = None) -> None:
    """The coverage of a draft as tables: recommendations by region, placements by theme, what is set aside.

    `filtered` is its figures for some regions and themes alone, where those are wanted.
    """
    corpus, found = workspace.corpus, filtered or workspace.coverage
    output.print_text(f"Coverage of {workspace.path}", "bold")
    rows = [(f"{code}  {corpus.by_region[code].name}", *_figures(tally)) for code, tally in found.regions.items()]
    output.print_table(
        ["Recommendations, counted once each", "taken up", "partly", "set aside", "not yet reviewed", "total"],
        [*rows, ("All regions" if len(rows) == len(corpus.regions) else "Together", *_figures(found.recommendations))],
        right=range(1, 6),
    )
    output.print_text(uptake(workspace.draft, found).words())
    codes = list(found.regions)
    output.print_table(
        ["", "Theme", *codes, "all"],
        [
            (one.theme.id, one.theme.title, *(_share(one.regions[code]) for code in codes), _share(one.whole))
            for one in found.themes
        ],
        right=range(2, len(codes) + 3),
        title="Placements covered, of those that each theme lists (a recommendation may stand under several themes)",
    )
    output.print_text(f"Placements covered: {found.placements.covered} of {found.placements.total}.")
    _print_set_aside(workspace, found)


def _figures(tally: Tally) -> tuple[int, ...]:
    return tally.taken_up, tally.partly, tally.set_aside, tally.open, tally.total


def _share(tally: Tally) -> str:
    return f"{tally.covered}/{tally.total}" if tally.total else "–"


def _print_set_aside(workspace: Workspace, found: Coverage) -> None:
    aside = [
        (id, workspace.draft.reasons[id])
        for id in workspace.corpus.in_order(workspace.draft.reasons)
        if found.dispositions.get(id) is Disposition.SET_ASIDE
    ]
    if aside:
        output.print_table(["Set aside", "Reason"], aside)
