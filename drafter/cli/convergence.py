"""Commands that compare recommendations, and trace them in a text: convergence, combine, trace."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nlargest
from itertools import chain
from pathlib import Path

import click

from drafter.cli import output
from drafter.cli.arguments import FILE, corpus_option, format_option, opened
from drafter.cli.delivery import deliver, output_options
from drafter.cli.file_origin import say_where_it_belongs
from drafter.corpus.corpus import Corpus
from drafter.corpus.joined_corpora import is_across, members
from drafter.document import json_views
from drafter.document.coverage_points import region_code, theme_ids
from drafter.errors import BadInput, Problem
from drafter.intake.negotiating_text import TextRemarkKind
from drafter.review.combine import combination
from drafter.review.convergence import Convergence, Group, Pair
from drafter.review.trace import SURE, Match, Trace, Traced
from drafter.storage import checks_yaml, layout_folder
from drafter.storage.files import typed
from drafter.workspace import Workspace
from drafter.workspace.draft_review import CorpusReview
from drafter.workspace.traced_text import Links, new_links, take_links, text_as_draft, trace_of

_MOST_PAIRS = 1_000
"""Pairs that a table shows, the surest: near copies make a hundred thousand of them, which nobody reads."""
_SHOWN = 4
"""Matches of each kind that a table shows for a paragraph; JSON and documents have all."""


@click.command()
@click.option("--groups", is_flag=True, help="Show groups of recommendations instead of pairs.")
@click.option("--contrasts", is_flag=True, help="Show where regions ask for different things on one subject.")
@click.option("--perhaps", is_flag=True, help="Show the pairs that are less sure instead.")
@click.option("--across", is_flag=True, help="Only pairs of different corpora: what was asked then and is asked again.")
@click.option("--theme", metavar="ID", help="Only among the points of this theme (4.I) or section (4).")
@format_option
@corpus_option
def convergence(
    groups: bool, contrasts: bool, perhaps: bool, across: bool, theme: str | None, as_json: bool, corpus: Corpus
) -> None:
    """List recommendations of different regions that ask for the same.

    A corpus of more than 10,000 is compared theme by theme: one of them with --theme, or all, which takes long, can be
    stopped with Ctrl+C and goes on from there the next time.
    """
    review = CorpusReview(corpus)
    if theme is not None or review.is_large:
        if contrasts or across or perhaps:
            what = "Theme by theme, pairs and groups are found."
            raise BadInput(Problem("", None, what, "Leave --contrasts, --across and --perhaps out."))
        _print_by_theme(review, theme, groups=groups, as_json=as_json)
    elif across:
        _print_across(review, as_json)
    elif contrasts:
        _print_contrasts(review, as_json)
    elif groups:
        _print_groups(review, as_json)
    elif as_json:
        output.print_json(json_views.pairs(review.convergence))
    else:
        pairs = review.convergence.perhaps if perhaps else review.convergence.pairs
        rows = [(f"{pair.score:.2f}", *_ids_and_texts(corpus, pair.a, pair.b)) for pair in pairs[:_MOST_PAIRS]]
        output.print_table(["Score", "", "Recommendation", "", "Recommendation"], rows)
        others = f"{len(review.convergence.perhaps)} less sure ones"
        more = f"--groups gathers them; --perhaps shows {others}; --contrasts shows where regions differ."
        means = "words and meaning" if review.convergence.by_meaning else "words"
        told = f"that may ask for the same, by {means}: look at each." if perhaps else f"offered, by {means}. {more}"
        output.say(f"{output.counted(len(pairs), 'pair')} {told}")
        if len(pairs) > _MOST_PAIRS:
            output.say(f"The {_MOST_PAIRS:,} surest are listed; --format json has all.")


@click.command()
@click.argument("citations", metavar="RECOMMENDATION...", nargs=-1, required=True)
@format_option
@corpus_option
def combine(citations: tuple[str, ...], as_json: bool, corpus: Corpus) -> None:
    """Combine recommendations into one text: what they share once, then what each adds, with its source."""
    ids = [corpus.get(name).id for name in citations]
    combined = combination(corpus, ids, checks_yaml.load(language=corpus.language))
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
@click.option("--region", "regions", multiple=True, metavar="CODE", help="Only this region's; may be repeated.")
@click.option("--draft", "made", type=FILE, metavar="FILE", help="Write a draft of the text, with the links.")
@click.option("--ask", is_flag=True, help="With --draft: ask about each link.")
@click.option(
    "--sure", type=click.FloatRange(0, 1), default=SURE, show_default=True,
    help="With --draft: link what is at least this sure.",
)  # fmt: skip
@click.option("--layout", default="", show_default=layout_folder.DEFAULT, help="A layout's name or folder.")
@output_options
@corpus_option
def trace(
    text: Path,
    regions: tuple[str, ...],
    made: Path | None,
    ask: bool,
    sure: float,
    layout: str,
    shown: str | None,
    target: Path | None,
    replace: bool,
    corpus: Corpus,
) -> None:
    """Say which recommendations each paragraph of TEXT reflects, which are doubtful, and which are nowhere in it.

    TEXT is somebody's zero draft (.docx, .md, .txt, .html), read as `drafter new --from` reads it, or a draft of yours.
    """
    codes = [region_code(corpus, name) for name in regions]
    workspace = _text_to_trace(text, made, layout, corpus)
    traced = trace_of(workspace).only(lambda id: not codes or corpus.by_id[id].region in codes)

    def document(suffix: str) -> bytes:
        from drafter.workspace.export import trace_report

        return trace_report(workspace, traced, text.name, codes, suffix)

    deliver(lambda: _print_trace(traced, corpus), lambda: json_views.trace(traced), document, (shown, target, replace))
    if made is not None:
        links = _links_to_take(workspace, traced, sure, ask=ask)
        if links:
            take_links(workspace, links)
        workspace.file.create()
        count = sum(map(len, links.values()))
        size = f"{output.counted(len(traced.paragraphs), 'paragraph')} with {output.counted(count, 'link')}"
        output.say(f"Wrote {made}: {size}. Look at each of them: drafter {typed(made)}")
    elif target is None and text.suffix.lower() != ".yaml":
        output.say(f"To make a draft of it: drafter new NAME --from {typed(text)} --links sure")


COMMANDS = (convergence, combine, trace)


def _print_by_theme(review: CorpusReview, name: str | None, *, groups: bool, as_json: bool) -> None:
    """Print what converges under a theme, or a section, or under each theme of a large corpus; what is compared once is
    kept.
    """
    corpus = review.corpus
    themes = theme_ids(corpus, name) if name is not None else tuple(theme.id for theme in corpus.themes)
    ids = {id for theme in corpus.themes if theme.id in themes for id in theme.placements}
    pairs: list[Pair] = []
    found: list[tuple[Convergence, Group]] = []
    with output.progress("Comparing") as progress:
        some = [batch for batch in review.batches if batch.theme in ("", *themes)]
        for place, batch in enumerate(some):
            progress(place, len(some))
            converging = review.within(batch)
            here = (pair for pair in converging.pairs if pair.a in ids and pair.b in ids)
            pairs = nlargest(_MOST_PAIRS, chain(pairs, here), key=lambda pair: pair.score)
            found += ((converging, group) for group in converging.groups if groups and ids.issuperset(group.ids))
    if groups:
        _print_each_group(corpus, found, as_json)
    elif as_json:
        output.print_json({"pairs": list(map(json_views.pair, pairs))})
    else:
        rows = [(f"{pair.score:.2f}", *_ids_and_texts(corpus, pair.a, pair.b)) for pair in pairs]
        output.print_table(["Score", "", "Recommendation", "", "Recommendation"], rows)
        output.say(f"{output.counted(len(pairs), 'pair')}, the surest, compared theme by theme; --groups gathers them.")


def _print_across(review: CorpusReview, as_json: bool) -> None:
    corpus = review.corpus
    if len(members(corpus)) < 2:
        what = "This corpus is one alone: there is nothing from before to compare with."
        raise BadInput(Problem("", None, what, "Put two together: drafter corpus join"))
    found = review.convergence
    pairs = [
        (pair, sure)
        for some, sure in ((found.pairs, True), (found.perhaps, False))
        for pair in some
        if is_across(corpus, (pair.a, pair.b))
    ]
    if as_json:
        data = [{"a": pair.a, "b": pair.b, "score": round(pair.score, 4), "sure": sure} for pair, sure in pairs]
        return output.print_json(data)
    rows = [
        (f"{pair.score:.2f}{'' if sure else ' perhaps'}", *_ids_and_texts(corpus, pair.a, pair.b))
        for pair, sure in pairs[:_MOST_PAIRS]
    ]
    output.print_table(["Score", "", "Recommendation", "", "Recommendation"], rows)
    return output.say(f"{output.counted(len(pairs), 'pair')} across corpora that may ask for the same: look at each.")


def _ids_and_texts(corpus: Corpus, *ids: str) -> tuple[str, ...]:
    return tuple(text for id in ids for text in (id, corpus.by_id[id].text))


def _print_groups(review: CorpusReview, as_json: bool) -> None:
    return _print_each_group(
        review.corpus, [(review.convergence, group) for group in review.convergence.groups], as_json
    )


def _print_each_group(corpus: Corpus, groups: Sequence[tuple[Convergence, Group]], as_json: bool) -> None:
    """Print groups, each with the convergence that it is of."""
    if as_json:
        return output.print_json({"groups": [json_views.group(*each) for each in groups]})
    for found, group in groups:
        output.print_text(f"{' '.join(group.regions)} ({group.score:.2f})", "bold")
        for id in group.ids:
            output.print_text(f"{id}: {corpus.by_id[id].text}")
        if beside := found.beside(group):
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


def _text_to_trace(text: Path, made: Path | None, layout: str, corpus: Corpus) -> Workspace:
    """The text as a draft; what of it is no part of that is said."""
    if text.suffix.lower() in (".yaml", ".yml"):
        return opened(text, corpus)
    read = text_as_draft(text, made or text.with_suffix(".yaml"), corpus, layout)
    say_where_it_belongs(text)
    for remark in read.text.remarks:
        if remark.kind is TextRemarkKind.LEFT_OUT:
            output.say(f"Line {remark.line}, not traced: {remark.what}")
    return read.workspace


def _print_trace(traced: Trace, corpus: Corpus) -> None:
    rows = [
        (paragraph.name, paragraph.text, _surely(paragraph.sure) or "–", _less_surely(paragraph))
        for paragraph in traced.paragraphs
    ]
    output.print_table(["", "Paragraph", "Reflects", "Perhaps"], rows)
    by_doubt = {doubt.id: f"{doubt.id} in {doubt.paragraph.name} ({doubt.match.shown})" for doubt in traced.doubtful}
    for title, ids in (("Doubtful: read them", by_doubt), ("Not reflected", traced.not_reflected)):
        listed = [
            (region.name, ", ".join(by_doubt.get(id, id) for id in of_region))
            for region, of_region in corpus.by_regions(ids)
        ]
        if listed:
            output.print_table([title, ""], listed)
    counts = f"{len(traced.reflected)} reflected, {len(by_doubt)} doubtful, {len(traced.not_reflected)} not reflected"
    means = "words and meaning" if traced.by_meaning else "words"
    output.print_text(f"Recommendations: {counts}. Found by {means}: a look, not a verdict.")


def _surely(matches: tuple[Match, ...]) -> str:
    return "\n".join(f"{match.id} ({match.shown})" for match in matches[:_SHOWN])


def _less_surely(paragraph: Traced) -> str:
    """What is doubtful; where nothing is reflected, what comes near, in brackets of its own since nothing counts it."""
    faint = "".join(f"\n({match.id} {match.shown})" for match in paragraph.faint)
    return f"faintly:{faint}" if faint else _surely(paragraph.doubtful)


def _links_to_take(workspace: Workspace, traced: Trace, sure: float, *, ask: bool) -> Links:
    """The links that are sure enough, or that the user confirms one by one."""
    links = new_links(workspace, traced, lambda match: ask or match.score >= sure)
    if not ask:
        return links
    paragraphs = {paragraph.id: paragraph for paragraph in traced.paragraphs}
    asked = {
        id: [source for source in sources if _ask_about_link(paragraphs[id], source, workspace.corpus)]
        for id, sources in links.items()
    }
    return {id: sources for id, sources in asked.items() if sources}


def _ask_about_link(paragraph: Traced, id: str, corpus: Corpus) -> bool:
    output.say(f"\n{paragraph.name}: {paragraph.text}\n{id}: {corpus.by_id[id].text}")
    return click.confirm("Does the paragraph take it up?", err=True)
