"""Commands that say who else asked and what is missing: convergence, propose, trace, coverage, regions, derivation."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from drafter.cli import output
from drafter.cli.arguments import FILE, corpus_option, format_option
from drafter.cli.output import print_coverage
from drafter.corpus.corpus import Corpus
from drafter.document import json_views
from drafter.document.compilation import Selection
from drafter.document.coverage_report import region_code, restricted, theme_ids, uptake
from drafter.document.table import AnnexKind
from drafter.errors import BadInput, Problem
from drafter.review.coverage import Disposition
from drafter.review.trace import SURE, Confirmed, Trace, Traced, confirmed_all
from drafter.storage import files, layout_folder
from drafter.workspace import Workspace
from drafter.workspace.review import Judgement, Reading, coverage_document, draft_from_trace

_DRAFT = click.argument("path", metavar="DRAFT", type=FILE)
_ONLY = {
    "open": Disposition.OPEN,
    "set-aside": Disposition.SET_ASIDE,
    "taken-up": Disposition.TAKEN_UP,
    "partly": Disposition.PARTLY,
}
_SHOWN = 4
"""Matches that a table shows for a paragraph; JSON has all."""


@click.command()
@click.option("--groups", is_flag=True, help="Show groups of recommendations instead of pairs.")
@click.option("--contrasts", is_flag=True, help="Show where regions ask for different things on one subject.")
@format_option
@corpus_option
def convergence(groups: bool, contrasts: bool, as_json: bool, corpus: Corpus) -> None:
    """List recommendations of different regions that ask for the same."""
    reading = Reading(corpus)
    if contrasts:
        _print_contrasts(reading, as_json)
    elif groups:
        _print_groups(reading, as_json)
    elif as_json:
        output.print_json(json_views.pairs(reading.convergence))
    else:
        rows = [
            (f"{pair.score:.2f}", pair.a, corpus.by_id[pair.a].text, pair.b, corpus.by_id[pair.b].text)
            for pair in reading.convergence.pairs
        ]
        output.print_table(["Score", "", "Recommendation", "", "Recommendation"], rows)
        output.say(f"{len(rows)} pairs. --groups gathers them; --contrasts shows where regions differ.")


@click.command()
@click.argument("citations", metavar="RECOMMENDATION...", nargs=-1, required=True)
@format_option
@corpus_option
def propose(citations: tuple[str, ...], as_json: bool, corpus: Corpus) -> None:
    """Propose a merged text for recommendations: what they share once, then what each adds, with its source."""
    reading = Reading(corpus)
    ids = [corpus.get(name).id for name in citations]
    found = reading.proposal(ids)
    if as_json:
        return output.print_json(json_views.proposal(found))
    output.print_text(found.text)
    output.print_text()
    output.print_text(found.marked)
    for said in found.left_out:
        output.say(f"Left out of {said.sources[0]}: {said.text}")
    for one in reading.contrasts_of(ids):
        stances = "; ".join(f"{stance.demand}: {', '.join(stance.ids)}" for stance in one.stances)
        output.say(f"Mind the contrast on “{one.subject}” ({one.theme}): {stances}.")
    return None


@click.command()
@click.argument("text", metavar="TEXT", type=FILE)
@click.option("--draft", "target", type=FILE, metavar="FILE", help="Write a draft of the text, with the links.")
@click.option("--ask", is_flag=True, help="With --draft: ask about each link.")
@click.option(
    "--sure", type=click.FloatRange(0, 1), default=SURE, show_default=True,
    help="With --draft: link what is at least this sure.",
)  # fmt: skip
@click.option(
    "--layout", default=layout_folder.DEFAULT, show_default=True, help="With --draft: a layout's name or folder."
)
@format_option
@corpus_option
def trace(text: Path, target: Path | None, ask: bool, sure: float, layout: str, as_json: bool, corpus: Corpus) -> None:
    """Say which recommendations each paragraph of TEXT (.docx, .md, .txt) reflects, and which are nowhere in it."""
    reading = Reading(corpus)
    found = reading.trace(text)
    if as_json:
        output.print_json(json_views.trace(found))
    else:
        _print_trace(found, corpus)
    if target is not None:
        confirmed = _asked(found, corpus) if ask else confirmed_all(found, sure)
        draft_from_trace(target, corpus, found, confirmed, layout)
        links = sum(len(ids) for ids in confirmed.values())
        output.say(f"Wrote {target}: {len(found.paragraphs)} paragraphs with {links} links. Look at each of them.")


@click.command()
@_DRAFT
@click.option("--region", "regions", multiple=True, metavar="CODE", help="Only this region; may be repeated.")
@click.option(
    "--theme", "themes", multiple=True, metavar="ID", help="Only this theme (4.I) or section (4); repeatable."
)
@click.option("--only", type=click.Choice(list(_ONLY)), help="List only the points that stand like this.")
@click.option(
    "--format", "shown", type=click.Choice(["table", "json", "csv", "xlsx", "docx", "md", "html"]), default="table",
    show_default=True, help="xlsx and docx need -o; json prints data and nothing else on stdout.",
)  # fmt: skip
@click.option("-o", "--output", "target", type=FILE, metavar="FILE", help="Write it to this file.")
@click.option("--replace", is_flag=True, help="Replace the file if it exists.")
@corpus_option
def coverage(
    path: Path,
    regions: tuple[str, ...],
    themes: tuple[str, ...],
    only: str | None,
    shown: str,
    target: Path | None,
    replace: bool,
    corpus: Corpus,
) -> None:
    """Show which regional points DRAFT covers, by region and by theme, whole or filtered."""
    selection = _selection(corpus, regions, themes, only)
    workspace = Workspace.open(path, corpus)
    if shown == "table":
        _print_filtered(workspace, selection)
    elif shown == "json":
        output.print_json(_coverage_data(workspace, selection))
    else:
        _write(coverage_document(workspace, selection, f".{shown}"), target, shown, replace)


@click.command()
@_DRAFT
@format_option
@corpus_option
def regions(path: Path, as_json: bool, corpus: Corpus) -> None:
    """Show for each paragraph which regions it carries, and which asked (−) and aren't in it; then the balance."""
    workspace = Workspace.open(path, corpus)
    judged = Judgement(workspace, rules=[])
    if as_json:
        data = {
            "paragraphs": json_views.strips(judged.strips, workspace.refs),
            "balance": json_views.balance(judged.balance),
            "uptake": json_views.uptake(uptake(workspace.draft, workspace.coverage)),
        }
        return output.print_json(data)
    rows = [
        (workspace.refs[id], strip.text, "all regions" if strip.everywhere else "one region only" if strip.only else "")
        for id, strip in judged.strips.items()
    ]
    output.print_table(["Paragraph", "Regions", ""], rows)
    shares = [
        (one.region, f"{one.covered} of {one.total}", f"{one.share:.0%}", f"{one.difference:+.0%}")
        for one in judged.balance
    ]
    output.print_table(["Region", "taken up", "share", "beside the mean"], shares, right=range(1, 4))
    output.print_text(uptake(workspace.draft, workspace.coverage).words())
    return None


@click.command()
@_DRAFT
@click.option("--format", "shown", type=click.Choice(["md", "csv", "json", "html"]), default="md", show_default=True)
@corpus_option
def derivation(path: Path, shown: str, corpus: Corpus) -> None:
    """Print DRAFT's derivation table: paragraph, regions, source paragraphs, treatment and rationale.

    `drafter export --only derivation` writes it as a file, `--only not-reflected` what is nowhere in the draft.
    """
    from drafter.formats.registry import Options

    workspace = Workspace.open(path, corpus)
    click.echo(workspace.rendered(f".{shown}", Options(only=AnnexKind.DERIVATION)), nl=False)


COMMANDS = (convergence, propose, trace, coverage, regions, derivation)


def _print_groups(reading: Reading, as_json: bool) -> None:
    if as_json:
        return output.print_json(json_views.groups(reading.convergence))
    for group in reading.convergence.groups:
        output.print_text(f"{' '.join(group.regions)} ({group.score:.2f})", "bold")
        for id in group.ids:
            output.print_text(f"{id}: {reading.corpus.by_id[id].text}")
        output.print_text()
    return None


def _print_contrasts(reading: Reading, as_json: bool) -> None:
    if as_json:
        return output.print_json(json_views.contrasts(reading.contrasts))
    for one in reading.contrasts:
        output.print_text(f"{one.subject} ({one.theme})", "bold")
        for stance in one.stances:
            text = reading.corpus.by_id[stance.ids[0]].text
            output.print_text(f"{stance.demand}: {', '.join(stance.ids)}: {text}")
        output.print_text()
    return None


def _print_trace(found: Trace, corpus: Corpus) -> None:
    rows = [
        (one.number, one.text, "\n".join(f"{match.id} ({match.score:.2f})" for match in one.matches[:_SHOWN]) or "–")
        for one in found.paragraphs
    ]
    output.print_table(["", "Paragraph", "Reflects"], rows)
    left = [(region.name, ", ".join(ids)) for region, ids in corpus.by_regions(found.not_reflected)]
    if left:
        output.print_table(["Not reflected", ""], left)


def _asked(found: Trace, corpus: Corpus) -> Confirmed:
    """What the user confirms, paragraph by paragraph, match by match."""
    return {
        one.number: [match.id for match in one.matches if _confirms(one, match.id, corpus)] for one in found.paragraphs
    }


def _confirms(one: Traced, id: str, corpus: Corpus) -> bool:
    output.say(f"\n{one.number}: {one.text}\n{id}: {corpus.by_id[id].text}")
    return click.confirm("Does the paragraph take it up?", err=True)


def _selection(corpus: Corpus, regions: tuple[str, ...], themes: tuple[str, ...], only: str | None) -> Selection:
    return Selection(
        tuple(dict.fromkeys(region_code(corpus, name) for name in regions)),
        tuple(dict.fromkeys(id for name in themes for id in theme_ids(corpus, name))),
        (_ONLY[only],) if only else (),
    )


def _coverage_data(workspace: Workspace, selection: Selection) -> json_views.Data:
    """The figures; with filters those of the chosen regions and themes, with the filters and the chosen points."""
    found = restricted(workspace.corpus, workspace.coverage, selection)
    figures = json_views.coverage(found, uptake(workspace.draft, found))
    if selection == Selection():
        return figures
    chosen = Judgement(workspace, rules=[]).points(selection)
    return {
        "filters": json_views.filters(selection),
        **figures,
        "points": json_views.points(chosen, workspace.refs),
    }


def _print_filtered(workspace: Workspace, selection: Selection) -> None:
    if selection == Selection():
        return print_coverage(workspace)
    output.print_text(selection.words(workspace.outline.form.terms), "bold")
    print_coverage(workspace, restricted(workspace.corpus, workspace.coverage, selection))
    rows = [
        (one.id, ", ".join(one.themes), one.disposition, ", ".join(workspace.refs[id] for id in one.paragraphs),
         workspace.corpus.by_id[one.id].text)
        for one in Judgement(workspace, rules=[]).points(selection)
    ]  # fmt: skip
    output.print_table(["", "Theme", "Disposition", "Paragraph", "Recommendation"], rows)
    return output.say(f"{len(rows)} points.")


def _write(data: bytes, target: Path | None, shown: str, replace: bool) -> None:
    if target is not None:
        files.write(target, data, replace=replace)
        return output.say(f"Wrote {target}.")
    if shown in ("xlsx", "docx"):
        raise BadInput(Problem("", None, f"A file of the kind {shown} can't go to stdout.", "Name one with -o."))
    sys.stdout.flush()
    return click.echo(data, nl=False)
