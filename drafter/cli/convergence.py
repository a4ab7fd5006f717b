"""Commands that compare recommendations, and trace them in a text: convergence, combine, trace."""

from __future__ import annotations

from pathlib import Path

import click

from drafter.cli import output
from drafter.cli.arguments import FILE, corpus_option, format_option
from drafter.cli.file_origin import say_where_it_belongs
from drafter.corpus.corpus import Corpus
from drafter.document import json_views
from drafter.review.combine import combination
from drafter.review.trace import SURE, Confirmed, Trace, Traced, confirmed_all
from drafter.storage import layout_folder
from drafter.workspace.draft_review import CorpusReview, draft_from_trace

_SHOWN = 4
"""Matches that a table shows for a paragraph; JSON has all."""


@click.command()
@click.option("--groups", is_flag=True, help="Show groups of recommendations instead of pairs.")
@click.option("--contrasts", is_flag=True, help="Show where regions ask for different things on one subject.")
@format_option
@corpus_option
def convergence(groups: bool, contrasts: bool, as_json: bool, corpus: Corpus) -> None:
    """List recommendations of different regions that ask for the same."""
    review = CorpusReview(corpus)
    if contrasts:
        _print_contrasts(review, as_json)
    elif groups:
        _print_groups(review, as_json)
    elif as_json:
        output.print_json(json_views.pairs(review.convergence))
    else:
        rows = [
            (f"{pair.score:.2f}", pair.a, corpus.by_id[pair.a].text, pair.b, corpus.by_id[pair.b].text)
            for pair in review.convergence.pairs
        ]
        output.print_table(["Score", "", "Recommendation", "", "Recommendation"], rows)
        output.say(f"{len(rows)} pairs. --groups gathers them; --contrasts shows where regions differ.")


@click.command()
@click.argument("citations", metavar="RECOMMENDATION...", nargs=-1, required=True)
@format_option
@corpus_option
def combine(citations: tuple[str, ...], as_json: bool, corpus: Corpus) -> None:
    """Combine recommendations into one text: what they share once, then what each adds, with its source."""
    ids = [corpus.get(name).id for name in citations]
    combined = combination(corpus, ids)
    if as_json:
        return output.print_json(json_views.combination(combined))
    output.print_text(combined.text)
    output.print_text()
    output.print_text(combined.marked)
    for part in combined.left_out:
        output.say(f"Left out of {part.sources[0]}: {part.text}")
    for contrast in CorpusReview(corpus).contrasts_of(ids):
        stances = "; ".join(f"{stance.demand}: {', '.join(stance.ids)}" for stance in contrast.stances)
        output.say(f"Mind the contrast on “{contrast.subject}” ({contrast.theme}): {stances}.")
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
    traced = CorpusReview(corpus).trace(text)
    say_where_it_belongs(text)
    if as_json:
        output.print_json(json_views.trace(traced))
    else:
        _print_trace(traced, corpus)
    if target is not None:
        confirmed = _ask_about_links(traced, corpus) if ask else confirmed_all(traced, sure)
        draft_from_trace(target, corpus, traced, confirmed, layout)
        links = sum(len(ids) for ids in confirmed.values())
        output.say(f"Wrote {target}: {len(traced.paragraphs)} paragraphs with {links} links. Look at each of them.")


COMMANDS = (convergence, combine, trace)


def _print_groups(review: CorpusReview, as_json: bool) -> None:
    if as_json:
        return output.print_json(json_views.groups(review.convergence))
    for group in review.convergence.groups:
        output.print_text(f"{' '.join(group.regions)} ({group.score:.2f})", "bold")
        for id in group.ids:
            output.print_text(f"{id}: {review.corpus.by_id[id].text}")
        if beside := review.convergence.beside(group):
            output.print_text(f"May ask for the same as one of them: {', '.join(beside)}")
        output.print_text()
    return None


def _print_contrasts(review: CorpusReview, as_json: bool) -> None:
    if as_json:
        return output.print_json(json_views.contrasts(review.contrasts))
    for contrast in review.contrasts:
        output.print_text(f"{contrast.subject} ({contrast.theme})", "bold")
        for stance in contrast.stances:
            text = review.corpus.by_id[stance.ids[0]].text
            output.print_text(f"{stance.demand}: {', '.join(stance.ids)}: {text}")
        output.print_text()
    return None


def _print_trace(traced: Trace, corpus: Corpus) -> None:
    rows = [
        (
            paragraph.number,
            paragraph.text,
            "\n".join(f"{match.id} ({match.score:.2f})" for match in paragraph.matches[:_SHOWN]) or "–",
        )
        for paragraph in traced.paragraphs
    ]
    output.print_table(["", "Paragraph", "Reflects"], rows)
    not_reflected = [(region.name, ", ".join(ids)) for region, ids in corpus.by_regions(traced.not_reflected)]
    if not_reflected:
        output.print_table(["Not reflected", ""], not_reflected)


def _ask_about_links(traced: Trace, corpus: Corpus) -> Confirmed:
    """Ask about each match of each paragraph. Returns the confirmed recommendations by paragraph number."""
    return {
        paragraph.number: [match.id for match in paragraph.matches if _ask_about_link(paragraph, match.id, corpus)]
        for paragraph in traced.paragraphs
    }


def _ask_about_link(paragraph: Traced, id: str, corpus: Corpus) -> bool:
    output.say(f"\n{paragraph.number}: {paragraph.text}\n{id}: {corpus.by_id[id].text}")
    return click.confirm("Does the paragraph take it up?", err=True)
