"""Commands that say what the draft covers: coverage, regions, derivation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from drafter.cli import output
from drafter.cli.arguments import DRAFT, corpus_option, format_option, opened
from drafter.cli.delivery import deliver, output_options
from drafter.corpus.corpus import Corpus
from drafter.document.coverage_points import (
    asked_attribute,
    balance,
    corpus_name,
    in_words,
    points,
    region_code,
    restricted,
    theme_ids,
    uptake,
)
from drafter.formats.registry import Holds, holding
from drafter.review.coverage import Coverage, Disposition, Selection, Tally, by_corpus
from drafter.workspace import Workspace

if TYPE_CHECKING:  # tables need no JSON
    from drafter.document.json_views import Data

_ONLY = {
    "open": Disposition.OPEN,
    "set-aside": Disposition.SET_ASIDE,
    "taken-up": Disposition.TAKEN_UP,
    "partly": Disposition.PARTLY,
    "cited": Disposition.CITED,
}
_HEADS = ["partly" if disposition is Disposition.PARTLY else str(disposition) for disposition in Disposition]
_TEXTS = [known.suffix[1:] for known in holding(Holds.TABLE) if known.is_text]


@click.command()
@DRAFT
@click.option("--region", "regions", multiple=True, metavar="CODE", help="Only this region; may be repeated.")
@click.option(
    "--theme", "themes", multiple=True, metavar="ID", help="Only this theme (4.I) or section (4); repeatable."
)
@click.option(
    "--only", type=click.Choice(list(_ONLY)), multiple=True, help="Only the points that stand like this; repeatable."
)
@click.option(
    "--where", "attributes", multiple=True, metavar="NAME:VALUE", help="Only what a table says so of: state:France."
)
@output_options
@corpus_option
def coverage(
    path: Path,
    regions: tuple[str, ...],
    themes: tuple[str, ...],
    only: tuple[str, ...],
    attributes: tuple[str, ...],
    shown: str | None,
    target: Path | None,
    replace: bool,
    corpus: Corpus,
) -> None:
    """Show which regional points DRAFT covers, by region and by theme, whole or filtered."""
    selection = _selection(corpus, regions, themes, only, attributes)
    workspace = opened(path, corpus)

    def document(suffix: str) -> bytes:
        from drafter.workspace.export import coverage_report

        return coverage_report(workspace, selection, suffix)

    deliver(
        lambda: _print_filtered(workspace, selection),
        lambda: _coverage_data(workspace, selection),
        document,
        (shown, target, replace),
    )


@click.command()
@DRAFT
@format_option
@corpus_option
def regions(path: Path, as_json: bool, corpus: Corpus) -> None:
    """Show for each paragraph which regions it carries, and which may ask for the same in a point that stands nowhere
    in the draft: − for one that isn't cited, ~ for one that is cited with another; then the balance.
    """
    from drafter.workspace.draft_review import DraftReview  # the figures alone need no review

    workspace = opened(path, corpus)
    support, shares = DraftReview(workspace, rules=[]).regional_support, balance(workspace.coverage, corpus.regions)
    if as_json:
        from drafter.document import json_views

        taken = uptake(workspace.draft, workspace.coverage)
        data = json_views.regional_support(support, workspace.refs, shares, taken)
        return output.print_json(data)
    rows = [
        (
            workspace.refs[id],
            strip.text,
            "all regions" if strip.everywhere else "one region only" if strip.only else "",
            ", ".join(strip.neighbours),
        )
        for id, strip in support.items()
    ]
    output.print_table(["Paragraph", "Regions", "", "Asked under the same themes"], rows)
    figures = [
        (share.region, f"{share.covered} of {share.total}", f"{share.share:.0%}", f"{share.difference:+.0%}")
        for share in shares
    ]
    output.print_table(["Region", "taken up", "share", "beside the mean"], figures, right=range(1, 4))
    output.print_text(uptake(workspace.draft, workspace.coverage).words())
    return None


@click.command()
@DRAFT
@click.option("--format", "shown", type=click.Choice(_TEXTS), default="md", show_default=True)
@corpus_option
def derivation(path: Path, shown: str, corpus: Corpus) -> None:
    """Print DRAFT's derivation table: paragraph, regions, source paragraphs, treatment and rationale.

    `drafter export --only derivation` writes it as a file, `--only not-reflected` what is nowhere in the draft.
    """
    from drafter.document.table import AnnexKind
    from drafter.formats.registry import Options
    from drafter.workspace.export import render

    workspace = opened(path, corpus)
    output.print_document(render(workspace, f".{shown}", Options(only=AnnexKind.DERIVATION)))


COMMANDS = (coverage, regions, derivation)


def print_coverage(workspace: Workspace, filtered: Coverage | None = None) -> None:
    """Print a draft's coverage as tables: recommendations by region, placements by theme, what is set aside.

    `filtered` is its coverage limited to some regions and themes; None for all.
    """
    corpus, figures, terms = workspace.corpus, filtered or workspace.coverage, workspace.layout.terms
    output.print_text(f"Coverage of {workspace.file.path}", "bold")
    corpora = by_corpus(corpus.regions, figures)
    names = {code: "  ".join(dict.fromkeys((code, region.name))) for code, region in corpus.by_region.items()}
    rows = [(names[code], *tally.figures) for code, tally in figures.regions.items()]
    output.print_table(
        ["Recommendations, counted once each", *_HEADS, "total"],
        [
            *rows,
            ("All regions" if len(rows) == len(corpus.regions) else "Together", *figures.recommendations.figures),
            *((corpus_name(code, terms), *tally.figures) for code, tally in corpora.items() if len(corpora) > 1),
        ],
        right=range(1, 7),
    )
    for line in in_words(corpus, workspace.draft, figures, terms):
        output.print_text(line)
    codes = list(figures.regions)
    output.print_table(
        ["", "Theme", *codes, "all"],
        [
            (row.theme.id, row.theme.title, *(_share(row.regions[code]) for code in codes), _share(row.whole))
            for row in figures.themes
        ],
        right=range(2, len(codes) + 3),
        title="Placements covered, of those that each theme lists (a recommendation may stand under several themes)",
    )
    output.print_text(f"Placements covered: {figures.placements.covered} of {figures.placements.total}.")
    _print_set_aside(workspace, figures)


def _share(tally: Tally) -> str:
    return f"{tally.covered}/{tally.total}" if tally.total else "–"


def _print_set_aside(workspace: Workspace, figures: Coverage) -> None:
    aside = [
        (id, workspace.draft.reasons[id])
        for id in workspace.corpus.in_order(workspace.draft.reasons.keys() & workspace.corpus.by_id.keys())
        if figures.dispositions.get(id) is Disposition.SET_ASIDE
    ]
    if aside:
        output.print_table(["Set aside", "Reason"], aside)


def _selection(
    corpus: Corpus,
    regions: tuple[str, ...],
    themes: tuple[str, ...],
    only: tuple[str, ...],
    attributes: tuple[str, ...],
) -> Selection:
    return Selection(
        tuple(dict.fromkeys(region_code(corpus, name) for name in regions)),
        tuple(dict.fromkeys(id for name in themes for id in theme_ids(corpus, name))),
        tuple(_ONLY[name] for name in dict.fromkeys(only)),
        tuple(asked_attribute(corpus, said) for said in dict.fromkeys(attributes)),
    )


def _coverage_data(workspace: Workspace, selection: Selection) -> Data:
    """The coverage as JSON data; for a selection also its filters and its points."""
    from drafter.document import json_views

    figures = restricted(workspace.corpus, workspace.coverage, selection)
    taken = uptake(workspace.draft, figures)
    if selection == Selection():
        return json_views.coverage(figures, taken, by_corpus(workspace.corpus.regions, figures))
    chosen = points(workspace.corpus, workspace.draft, workspace.coverage, selection)
    return json_views.coverage_report(
        figures, taken, selection, chosen, workspace.refs, by_corpus(workspace.corpus.regions, figures)
    )


def _print_filtered(workspace: Workspace, selection: Selection) -> None:
    if selection == Selection():
        return print_coverage(workspace)
    output.print_text(selection.words(workspace.outline.form.terms), "bold")
    print_coverage(workspace, restricted(workspace.corpus, workspace.coverage, selection))
    rows = [
        (point.id, ", ".join(point.themes), point.state(workspace.layout.terms),
         ", ".join(workspace.refs[id] for id in point.paragraphs), workspace.corpus.by_id[point.id].text)
        for point in points(workspace.corpus, workspace.draft, workspace.coverage, selection)
    ]  # fmt: skip
    output.print_table(["", "Theme", "Disposition", "Paragraph", "Recommendation"], rows)
    return output.say(f"{len(rows)} points.")
