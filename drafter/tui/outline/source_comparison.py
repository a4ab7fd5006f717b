"""A paragraph's text beside its sources: word for word what was left out, what was put in, and what that does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from textual.content import Content

from drafter.draft.draft import Link, Spot, Treatment
from drafter.draft.edits import typed
from drafter.draft.kept_words import LITTLE, MERGED, lost_spans, share_kept
from drafter.draft.length import words
from drafter.draft.word_difference import Fate, difference, simplified
from drafter.review.combine import Combination
from drafter.tui.background_review import BackgroundReview
from drafter.tui.labels import MUTED, treatment_label
from drafter.tui.outline.paragraph_display import support_text
from drafter.tui.tongue import later, tr
from drafter.workspace import Workspace

FATES = {Fate.SAME: "", Fate.OUT: "strike $text-error", Fate.IN: "bold underline $text-success"}
_NO_SOURCE = later("No source: these are your own words.")
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_CHANGED = later("struck out: the source's, changed · underlined: yours")
_LEFT_OUT = later("struck out: your text hasn't this, or not in these words")


def compared(before: str, after: str) -> Content:
    """The later wording with what became of the earlier one: struck out, underlined."""
    parts: list[Content] = []
    for stretch in simplified(difference(before, after)):
        if parts and parts[-1].plain[-1:].strip() and stretch.text[:1].isalnum() and stretch.fate is not Fate.SAME:
            parts.append(Content(" "))
        parts.append(Content.styled(stretch.text, FATES[stretch.fate]))
    return Content("").join(parts)


def left_out(source: str, text: str) -> Content:
    """The source to the letter, struck out what saving would ask about: the text hasn't it, or not in these words."""
    content = Content(source)
    for start, end in lost_spans(source, text):
        content = content.stylize(FATES[Fate.OUT], start, end)
    return content


def of_ones_own(sources: Iterable[str], text: str) -> Content:
    """The text, the words underlined that stand in no source."""
    said = {word.casefold() for source in sources for word in _WORD.findall(source)}
    content = Content(text)
    for match in _WORD.finditer(text):
        if match.group().casefold() not in said:
            content = content.stylize(FATES[Fate.IN], match.start(), match.end())
    return content


def beside(workspace: Workspace, spot: Spot, text: str) -> Content:
    """Each source of the paragraph against the text as it is being written; with several, the text against them all."""
    by_id = workspace.corpus.by_id
    links = [link for link in spot.paragraph.links if link.recommendation in by_id]
    if not links:
        return Content.styled(tr(_NO_SOURCE), MUTED)
    against = compared if len(links) == 1 else left_out
    blocks = [_against(workspace, spot, link, against(by_id[link.recommendation].text, text)) for link in links]
    if len(links) > 1:
        own = of_ones_own([by_id[link.recommendation].text for link in links], text)
        blocks.append(Content.assemble((tr("Your text"), "bold"), (tr("  underlined: in no source"), MUTED), "\n", own))
    legend = tr(_CHANGED if len(links) == 1 else _LEFT_OUT)
    return Content("\n\n").join([Content.styled(legend, MUTED), *blocks])


def _against(workspace: Workspace, spot: Spot, link: Link, difference: Content) -> Content:
    return Content.assemble(
        (link.recommendation, "bold"), (f"  {treatment_label(workspace, spot, link)}", MUTED), "\n", difference
    )


def effect(workspace: Workspace, review: BackgroundReview, spot: Spot, text: str) -> Content:
    """The regions that the paragraph carries, and what saving this text would change."""
    support = review.support(spot.paragraph.id)
    before, now = words(spot.paragraph.written), words(text)
    regions: Content | str = ""
    if support and support.regions:
        regions = Content.assemble((tr("Regions: "), "bold"), support_text(support, spot), "   ")
    lines = [Content.assemble(regions, tr("{now} words ({value})", now=now, value=f"{now - before:+}"))]
    left = [what for link in spot.paragraph.links if (what := _left(workspace, link, spot, text))]
    if left:
        lines.append(Content.assemble((tr(_IN_IT), "bold"), Content(" · ").join(left)))
        lines.append(Content.styled(tr("Saving asks where a clause is gone."), MUTED))
    return Content("\n").join(lines)


def effect_merged(workspace: Workspace, ids: Iterable[str], text: str) -> Content:
    """How much of each source's words a new paragraph of several would have."""
    by_id = workspace.corpus.by_id
    said = [_share(id, share_kept(by_id[id].text, text), LITTLE / MERGED) for id in ids if id in by_id]
    count = Content(tr("{words} words", words=words(text)))
    return Content("   ").join(
        [count, Content.assemble((tr(_IN_IT), "bold"), Content(" · ").join(said))] if said else [count]
    )


def effect_proposed(before: str, text: str) -> Content:
    """How much a party's wording brings in and takes out of the draft's own words."""
    counts = dict.fromkeys(Fate, 0)
    for stretch in difference(before, text):
        counts[stretch.fate] += words(stretch.text)
    said = tr("{counts} words in, {counts2} out", counts=counts[Fate.IN], counts2=counts[Fate.OUT])
    return Content.assemble((tr("Against the draft's own words: "), "bold"), said)


_PROPOSED = later("Put together by drafter from the sources' words: read whether it still says what they say.")
_PUT_TOGETHER = later("How it was put together; in brackets, who says this or nearly this:")
_IN_IT = later("Kept of the sources’ words: ")


def _share(id: str, share: float, little: float) -> Content:
    """`AP 13(a) 61%`; `AP 13(a) only 8%` where that is little."""
    if share < little:
        return Content.styled(tr("{id} only {share}", id=id, share=f"{share:.0%}"), "bold $text-warning")
    return Content(f"{id} {share:.0%}")


def _left(workspace: Workspace, link: Link, spot: Spot, text: str) -> Content | None:
    """How much of one source's words the paragraph would have; None for a source that the corpus hasn't."""
    source = workspace.corpus.by_id.get(link.recommendation)
    if source is None:
        return None
    if text == source.text:
        return Content(tr("{id} to the letter", id=source.id))
    known = link.partly or link.treatment is Treatment.CHAPEAU
    little = 0.0 if known else LITTLE / MERGED if link.treatment is Treatment.MERGED else LITTLE
    whole = " ".join(
        each.wording for each in replace(spot.paragraph, text=typed(text, spot.paragraph, workspace.corpus)).whole()
    )
    said = _share(source.id, share_kept(source.text, whole), little)
    return said + (
        tr(", becomes adapted") if link.treatment is Treatment.VERBATIM else tr(", partly") if link.partly else ""
    )


def proposed(workspace: Workspace, proposal: Combination, ids: Sequence[str], text: str, contrast: Content) -> Content:
    """Where regions differ on what is merged, if they do; every source in full, with what the text as it now is lacks
    of it; then how the proposal was put together. `ids` are the recommendations that it takes up.
    """
    said = [
        Content.assemble(clause.text, (f"  [{'; '.join(clause.sources)}]", "bold"))
        for clause in (*proposal.core, *proposal.additions)
    ]
    blocks = [
        contrast,
        Content.styled(tr(_PROPOSED), MUTED),
        against_all(workspace, ids, text),
        Content.styled(tr(_PUT_TOGETHER), MUTED),
        *said,
    ]
    return Content("\n\n").join(block for block in blocks if block)


def in_full(workspace: Workspace, ids: Iterable[str]) -> Content:
    """Recommendations with all their words."""
    by_id = workspace.corpus.by_id
    return Content("\n\n").join(Content.assemble((id, "bold"), f"\n{by_id[id].text}") for id in ids if id in by_id)


def against_all(workspace: Workspace, ids: Iterable[str], text: str) -> Content:
    """Recommendations with all their words, as `left_out` shows them."""
    by_id = workspace.corpus.by_id
    blocks = [Content.assemble((id, "bold"), "\n", left_out(by_id[id].text, text)) for id in ids if id in by_id]
    return (
        Content("\n\n").join([Content.styled(tr(_LEFT_OUT), MUTED), *blocks])
        if blocks
        else Content.styled(tr(_NO_SOURCE), MUTED)
    )
