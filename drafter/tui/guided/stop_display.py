"""What a stop on the way to a first draft shows: who asks for what, and the paragraph that would be made of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from drafter.draft.length import words
from drafter.review.convergence import Contrast
from drafter.review.first_draft import ProposedText, ProposedTexts, Stop, carried
from drafter.tui.choose.points import PointListing
from drafter.tui.guided.way import Way
from drafter.tui.labels import MUTED, labelled, shortened
from drafter.tui.outline.paragraph_display import contrast_text
from drafter.tui.tongue import later, shown, tr, tr_count
from drafter.tui.widgets.row import Row
from drafter.workspace import Workspace

_TITLE = 60
_NOTHING = later(
    "Nothing is marked: Enter goes on. Space marks what is to be one paragraph; what is left stays open, and you can "
    "come back to it."
)
_UNFIT = later("s sets it aside, m words it.")
_NAMED, _QUOTED = 2, 80
"""How many paragraphs are named that ask for the same already, and how many signs of that are quoted."""


def stop_rows(workspace: Workspace, stop: Stop) -> PointListing:
    """What converges, then what the regions ask for that are not in it, then the rest; who asks for nothing here."""
    by_id, codes = workspace.corpus.by_id, [region.code for region in workspace.corpus.regions]
    within = {by_id[id].region for id in stop.together}
    missing = [id for id in stop.others if by_id[id].region not in within]
    more = [id for id in stop.others if by_id[id].region in within]
    asked = within | {by_id[id].region for id in missing}
    silent = " ".join(code for code in codes if code not in asked)
    groups = [
        (tr("Ask for the same: {regions}", regions=_of(workspace, stop.together)), stop.together),
        (
            tr("Of the other regions: {regions}", regions=_of(workspace, missing))
            if stop.together
            else tr("What is left here"),
            missing,
        ),
        (tr("More of {regions}", regions=_of(workspace, more)), more),
    ]
    entries: list[str | Row] = []
    for head, ids in groups:
        if ids:
            entries += [_heading(head), *ids]
    if silent:
        entries.append(_heading(tr("Nothing more is open here of: {regions}", regions=silent)))
    return PointListing(workspace, entries)


def where_text(way: Way, stop: Stop, narrow: bool) -> Content:
    """`3 of 24  Crime prevention – IV. Community…`."""
    at, of = way.place
    theme = shortened(stop.theme.label, _TITLE) if narrow else stop.theme.label
    return Content.assemble((tr("First draft, {at} of {of}  ", at=at, of=of), "bold"), theme)


def balance_text(workspace: Workspace, way: Way) -> Content:
    """How many paragraphs the way brought, and how many of the draft's carry each region."""
    regions = "  ".join(f"{code} {count}" for code, count in carried(workspace.corpus, workspace.draft).items())
    count = way.paragraphs
    return Content.assemble(
        (tr_count("{count} paragraph so far", "{count} paragraphs so far", count), "bold"),
        (tr("   carrying "), MUTED),
        regions,
    )


def proposal_text(
    workspace: Workspace,
    stop: Stop,
    wordings: ProposedTexts | None,
    shared_only: bool,
    contrasts: Sequence[Contrast],
) -> Content:
    """The paragraph that Enter puts in, where it goes, and what it leaves out."""
    if wordings is None:
        return Content.styled(f"{shown(stop.unfit)} {tr(_UNFIT)} {tr(_NOTHING)}" if stop.unfit else tr(_NOTHING), MUTED)
    wording = wordings.shared if shared_only else wordings.whole
    cited = wordings.cited(wording)
    part = workspace.draft.part_by_id[wordings.place.container]
    head = tr(
        "Into “{title}”, {words} words, from {regions}",
        title=part.title,
        words=words(wording.text),
        regions=_of(workspace, cited),
    )
    lines = [
        Content.styled(head, MUTED),
        Content(wording.text),
        *(
            [Content.styled(f"{shown(wording.declined)} {tr(_UNFIT)}", "bold $text-warning")]
            if wording.declined
            else []
        ),
        *(_already(workspace, wordings)),
        Content.styled(_other_way(wordings, shared_only), MUTED),
        *_left_out(wordings, wording),
        contrast_text(contrasts),
    ]
    return Content("\n").join(line for line in lines if line)


def _already(workspace: Workspace, wordings: ProposedTexts) -> Iterator[Content]:
    """Which paragraphs ask for some of it already."""
    for id, asked in list(wordings.asked_in.items())[:_NAMED]:
        said = tr("{ref} asks for this already: “{asked}”", ref=workspace.refs[id], asked=shortened(asked, _QUOTED))
        yield Content.styled(tr("{said}  k cites there instead", said=said), "bold $text-warning")


def _other_way(wordings: ProposedTexts, shared_only: bool) -> str:
    """The other way to word the sources; empty where both are one."""
    if wordings.whole.text == wordings.shared.text:
        return ""
    if shared_only:
        return tr("Only what they share; c: with what each adds ({words} words)", words=words(wordings.whole.text))
    return tr("With what each adds; c: only what they share ({words} words)", words=words(wordings.shared.text))


def _left_out(wordings: ProposedTexts, wording: ProposedText) -> Iterator[Content]:
    """What of the sources the paragraph leaves out, and what that makes of each."""
    for id in wordings.ids:
        if id in wordings.unfit:
            yield Content.assemble(
                (id, "bold"), (tr(" isn’t in it and stays open. {unfit}", unfit=shown(wordings.unfit[id])), MUTED)
            )
        elif id in wording.silent:
            yield Content.assemble((id, "bold"), (tr(" isn’t in it and stays open"), MUTED))
        elif id in wording.missing:
            yield Content.assemble(
                (id, "bold"), (tr(" partly; left out: {missing}", missing=wording.missing[id]), MUTED)
            )
    others = "; ".join(f"{id} “{stretch}”" for id, stretch in wording.reworded.items())
    if others:
        yield Content.styled(tr("In other words, or not at all: {others}", others=others), MUTED)


def point_text(workspace: Workspace, id: str) -> Content:
    """A recommendation in full, with where it stands in the mapping."""
    corpus = workspace.corpus
    themes = "; ".join(theme.label for theme in corpus.themes_of[id])
    return Content.assemble((id, "bold"), f" {corpus.by_id[id].text}\n", labelled(tr("Under"), themes))


def _of(workspace: Workspace, ids: Sequence[str]) -> str:
    return " ".join(region.code for region, _ in workspace.corpus.by_regions(ids))


def _heading(words: str) -> Row:
    return Row(f"head {words}", Content.styled(words, "bold"), heading=True, most=1)
