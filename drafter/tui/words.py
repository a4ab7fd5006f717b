"""How values are worded on the screen. All of it is content, never markup: the field is made of square brackets."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from textual.content import Content
from textual.style import Style

from drafter.model import cite
from drafter.model.corpus import Reading, Recommendation
from drafter.model.coverage import Disposition, Tally, ThemeCoverage
from drafter.model.draft import Link, Part, Spot, treatment
from drafter.tui.widgets.rows import Row
from drafter.workspace import Workspace

TICKS = {
    Disposition.TAKEN_UP: "[x]",
    Disposition.PARTLY: "[~]",
    Disposition.SET_ASIDE: "[-]",
    Disposition.OPEN: "[ ]",
}
LEGEND = "  ".join(f"{TICKS[one]} {one}" for one in Disposition)
STRIP_LEGEND = "AP: covered   −AP: nothing of it covered yet   (AP): all of it set aside   blank: nothing asked"

MUTED = "$text-muted"
_TICK_STYLES = {
    Disposition.TAKEN_UP: "$text-success",
    Disposition.PARTLY: "$text-warning",
    Disposition.SET_ASIDE: MUTED,
    Disposition.OPEN: "",
}


def tick(disposition: Disposition, *, act: bool = False) -> Content:
    """The mark of a disposition; with `act`, a click on it takes the row's action."""
    mark = Content.styled(TICKS[disposition], _TICK_STYLES[disposition])
    return mark.stylize(Style.from_meta({"act": True})) if act else mark


def theme_tick(tally: Tally) -> str:
    """A theme or region as a whole: all reviewed, some of it taken up, nothing yet."""
    if tally.total and tally.covered == tally.total:
        return "[x]"
    return "[~]" if tally.covered else "[ ]"


def strip(theme: ThemeCoverage) -> Content:
    """`AP LAC −WA A −E`: which regions are covered under a theme, and which are not yet, in words of letters."""
    parts: list[Content | tuple[str, str]] = []
    for code, tally in theme.regions.items():
        if not tally.total:
            parts.append((" " * len(code) + "  ", ""))
        elif tally.covered:
            parts.append((f" {code} ", "$text-success"))
        elif tally.open:
            parts.append((f"−{code} ", "bold $text-warning"))
        else:
            parts.append((f"({code})", MUTED))
    return Content.assemble(*parts).rstrip()


def theme_row(theme: ThemeCoverage) -> Row:
    """The theme's title, then how much of it is covered and the strip."""
    figures = f"{theme.whole.covered}/{theme.whole.total}"
    body = Content.assemble(theme.theme.label, "\n", (f"{figures:6}", "bold"), strip(theme))
    return Row(theme.theme.id, body, Content(f"{theme_tick(theme.whole)} "))


def point_row(workspace: Workspace, id: str, hits: Iterable[tuple[int, int]] = (), length: int = 100) -> Row:
    """Tick, citation and the beginning of a recommendation, with what was searched for underlined."""
    text = Content(workspace.corpus.by_id[id].text)
    for start, end in hits:
        text = text.stylize("bold underline", start, end)
    begin = text if len(text) <= length else text[:length].rstrip() + "…"
    lead = Content.assemble(tick(workspace.coverage.dispositions[id], act=True), " ")
    return Row(id, Content.assemble((id, "bold"), " ", begin), lead)


def point_detail(workspace: Workspace, id: str, hits: Iterable[tuple[int, int]] = ()) -> Content:
    """All there is to know of a recommendation: its whole text, report, themes, readings, place in the draft."""
    corpus, point = workspace.corpus, workspace.corpus.by_id[id]
    disposition = workspace.coverage.dispositions[id]
    text = Content(point.text)
    for start, end in hits:
        text = text.stylize("bold underline", start, end)
    themes = "; ".join(f"{corpus.section_of[theme.id].title} – {theme.label}" for theme in corpus.themes_of[id])
    return Content("\n").join(
        [
            Content.assemble((id, "bold"), "  ", tick(disposition), f" {disposition}"),
            text,
            Content(""),
            labelled("From", cite.footnote(corpus, [id])),
            labelled("Under", themes),
            *_standing(workspace, id),
            *_readings(point),
        ]
    )


def labelled(label: str, text: str) -> Content:
    return Content.assemble((f"{label}: ", "bold"), text)


def _standing(workspace: Workspace, id: str) -> list[Content]:
    """Where the recommendation stands in the draft, or why it doesn't."""
    draft, refs = workspace.draft, workspace.refs
    if id in draft.reasons:
        return [labelled("Set aside", draft.reasons[id])]
    if id not in draft.taken_up:
        return [labelled("In the draft", "nowhere yet")]
    uses = [_use(workspace, draft.spots[paragraph], id, refs[paragraph]) for paragraph in draft.taken_up[id]]
    return [labelled("In the draft", "; ".join(uses))]


def _use(workspace: Workspace, spot: Spot, id: str, ref: str) -> str:
    link = next(link for link in spot.paragraph.links if link.recommendation == id)
    return f"{ref} ({treated(workspace, spot, link)})"


def treated(workspace: Workspace, spot: Spot, link: Link) -> str:
    """`adapted`, `merged, partly: the deadline is missing`."""
    how = str(treatment(link, spot.paragraph, workspace.corpus))
    if not link.partly:
        return how
    return f"{how}, partly; missing: {link.missing}" if link.missing else f"{how}, partly"


def _readings(point: Recommendation) -> list[Content]:
    if len(point.readings) < 2:
        return []
    shown, *others = point.readings
    lines = [Content(""), Content.styled("The annexes differ (differing words underlined):", "bold")]
    lines.append(_reading(shown, "shown above", " ".join(other.text for other in others)))
    lines += [_reading(other, "", shown.text) for other in others]
    return lines


def _reading(reading: Reading, remark: str, other: str) -> Content:
    head = f"{reading.source}{f' ({remark})' if remark else ''}: "
    return Content.assemble((head.capitalize(), "bold"), differing(reading.text, other))


def differing(text: str, other: str) -> Content:
    """The text with the words underlined that the other text hasn't in their place."""
    words, others = text.split(" "), other.split(" ")
    parts: list[Content | tuple[str, str]] = []
    for tag, start, end, _, _ in SequenceMatcher(None, words, others, autojunk=False).get_opcodes():
        if end > start:
            parts.append((" ".join(words[start:end]), "" if tag == "equal" else "bold underline"))
    return Content(" ").join(Content.assemble(part) for part in parts)


def part_row(part: Part, folded: bool) -> Row:
    """A part of the draft: its title, its kind, how many paragraphs it holds."""
    count = len(part.paragraphs)
    size = f"{count} paragraph{'' if count == 1 else 's'}" if count else "empty"
    heading = "" if part.heading else ", no heading printed"
    body = Content.assemble((part.title, "bold"), (f"  {part.kind} · {size}{heading}", MUTED))
    return Row(part.id, body, Content("▸ " if folded else "▾ "), markable=False)


def paragraph_row(workspace: Workspace, spot: Spot, ref: str, folded: bool, length: int = 160) -> Row:
    """A paragraph with its number, its beginning, its sources, and what stands out about it, indented by its degree."""
    paragraph = spot.paragraph
    number = ref.rpartition(" ")[2] if spot.depth else ref
    text = paragraph.text.replace("\n", " ")
    begin = text if len(text) <= length else text[:length].rstrip() + "…"
    marks = [
        *([str(paragraph.status).upper() + (f" {paragraph.pending}" if paragraph.pending else "")]
          if paragraph.status != "open" else []),
        *(["note"] if paragraph.note else []),
        *([f"▸ {len(paragraph.children)} folded away"] if folded and paragraph.children else []),
    ]  # fmt: skip
    sources = "; ".join(
        f"{link.recommendation} {treated(workspace, spot, link).partition(';')[0]}" for link in paragraph.links
    )
    body = Content.assemble(
        begin, "\n", (sources or "no source: your own words", MUTED),
        *[part for mark in marks for part in ("  ", (mark, "bold $text-warning"))],
    )  # fmt: skip
    return Row(paragraph.id, body, Content.assemble("  " + "    " * spot.depth, (f"{number} ", "bold")))


def paragraph_detail(workspace: Workspace, id: str) -> Content:
    """The whole paragraph with its note and its sources' full text."""
    spot = workspace.draft.spots[id]
    paragraph = spot.paragraph
    status = f"{paragraph.status} {paragraph.pending}".strip()
    return Content("\n").join(
        [
            Content.assemble((workspace.refs[id], "bold"), (f"  {spot.part.title} · {status}", MUTED)),
            Content(paragraph.text),
            *([Content(""), labelled("Your note", paragraph.note)] if paragraph.note else []),
            Content(""),
            sources_text(workspace, id),
        ]
    )


def sources_text(workspace: Workspace, id: str) -> Content:
    """The full text of what the paragraph takes up, each with its treatment."""
    spot = workspace.draft.spots[id]
    blocks = []
    for link in spot.paragraph.links:
        source = workspace.corpus.by_id.get(link.recommendation)
        how = f"  {treated(workspace, spot, link)}"
        blocks.append(
            Content.assemble(
                (link.recommendation, "bold"), (how, MUTED), "\n", source.text if source else "Not in this corpus."
            )
        )
    return Content("\n\n").join(blocks) if blocks else Content.styled("No source: these are your own words.", MUTED)


def totals(workspace: Workspace) -> Content:
    """Recommendations counted once, then placements, never in one figure."""
    once, placed = workspace.coverage.recommendations, workspace.coverage.placements
    return Content.assemble(
        ("Recommendations, each counted once: ", "bold"),
        f"{once.total}: {once.taken_up} taken up, {once.partly} partly, {once.set_aside} set aside, "
        f"{once.open} not yet reviewed\n",
        ("Placements under themes: ", "bold"),
        f"{placed.total}, of which {placed.covered} covered (one listed under two themes is placed twice)",
    )
