"""How values are worded on the screen. All of it is content, never markup: the field is made of square brackets."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from drafter.corpus import citations
from drafter.corpus.corpus import Corpus, Reading, Recommendation, Theme
from drafter.draft.draft import Link, Spot, Treatment, treatment
from drafter.draft.word_difference import aligned
from drafter.review.coverage import Disposition, Tally, ThemeCoverage
from drafter.tui.tongue import capitalized, later, tr, word
from drafter.tui.widgets.row import MARK, Row
from drafter.workspace import Workspace

TICKS = {
    Disposition.TAKEN_UP: "[x]",
    Disposition.PARTLY: "[~]",
    Disposition.CITED: "[?]",
    Disposition.SET_ASIDE: "[-]",
    Disposition.OPEN: "[ ]",
}
SHORT_LEGEND = later("[x] taken up  [~] partly  [?] cited  [-] set aside  [ ] open")
"""The marks of points, for a line of 80."""

SEARCH = later(
    'words; victim* a beginning; "access to justice" a phrase; AND, OR, NOT between them; AP 62(a) a citation'
)

MUTED = "$text-muted"
_TICK_STYLES = {
    Disposition.TAKEN_UP: "$text-success",
    Disposition.PARTLY: "$text-warning",
    Disposition.CITED: "$text-error",
    Disposition.SET_ASIDE: MUTED,
    Disposition.OPEN: "",
}


def legend() -> str:
    """The marks of points, with the words for them."""
    return "  ".join(f"{tick} {word(disposition)}" for disposition, tick in TICKS.items())


def tick(disposition: Disposition) -> Content:
    """`[x]` for what is taken up, and so on."""
    return Content.styled(TICKS[disposition], _TICK_STYLES[disposition])


def example_region(corpus: Corpus) -> str:
    """The code of a region for the legends."""
    return next((region.code for region in corpus.regions), "A")


def regions_legend(code: str) -> str:
    """What the signs of a theme's regions mean, shown with the region `code`."""
    return tr(
        "{code}: all of its points taken up   ~{code}: some of them, or in part   −{code}: none "
        "of them yet   ({code}): all of them set aside   blank: nothing asked",
        code=code,
    )


def short_regions_legend(code: str) -> str:
    """The same for a line of 80."""
    return tr("{code} all taken up  ~{code} in part  −{code} none yet  ({code}) set aside", code=code)


def theme_tick(tally: Tally) -> str:
    """A theme or region as a whole: all taken up, some of it or part of it, nothing yet, all of it set aside."""
    if tally.wholly:
        return TICKS[Disposition.TAKEN_UP]
    if tally.covered:
        return TICKS[Disposition.PARTLY]
    return TICKS[Disposition.SET_ASIDE if 0 < tally.total == tally.set_aside else Disposition.OPEN]


def theme_regions(theme: ThemeCoverage) -> Content:
    """`AP ~LAC −WA (A) E`: which regions are covered under a theme, wholly or in part, and which are not yet."""
    parts: list[Content | tuple[str, str]] = []
    for code, tally in theme.regions.items():
        if not tally.total:
            parts.append((" " * len(code) + "  ", ""))
        elif tally.wholly:
            parts.append((f" {code} ", "$text-success"))
        elif tally.covered:
            parts.append((f"~{code} ", "$text-accent"))
        elif tally.not_covered:
            parts.append((f"−{code} ", "bold $text-warning"))
        else:
            parts.append((f"({code})", MUTED))
    return Content.assemble(*parts).rstrip()


LABEL = 64
"""Characters of a theme's or section's title in a list; the whole of it stands over its points."""


def shortened(text: str, length: int) -> str:
    """The beginning of a text, cut at a blank, with an ellipsis; the whole where it is short."""
    if len(text) <= length:
        return text
    cut = text.rfind(" ", length // 2, length)
    return f"{text[: cut if cut > 0 else length].rstrip(' ,;:–')}…"


def theme_title(theme: Theme) -> str:
    """The theme's title as a list has it."""
    return shortened(theme.label, LABEL)


def theme_row(theme: ThemeCoverage) -> Row:
    """The theme's title, then how much of it is covered and the strip."""
    figures = f"{theme.whole.covered}/{theme.whole.total}"
    body = Content.assemble(theme_title(theme.theme), "\n", (f"{figures:6}", "bold"), theme_regions(theme))
    return Row(theme.theme.id, body, Content(f"{theme_tick(theme.whole)} "))


POINT_LINES = 2
"""The lines that a recommendation takes in a list at most; the whole of it stands beside."""


def point_row(workspace: Workspace, id: str, hits: Iterable[tuple[int, int]] = ()) -> Row:
    """Tick, citation and the beginning of a recommendation, with what was searched for underlined.

    The tick looks like a box, and so a click on it marks the row.
    """
    text = with_hits(workspace.corpus.by_id[id].text, hits)
    lead = Content.assemble(tick(workspace.coverage.dispositions[id]).stylize(MARK), " ")
    return Row(id, Content.assemble((id, "bold"), " ", text), lead, most=POINT_LINES)


def with_hits(text: str, hits: Iterable[tuple[int, int]]) -> Content:
    """A text with what was searched for underlined."""
    content = Content(text)
    for start, end in hits:
        content = content.stylize("bold underline", start, end)
    return content


def point_detail(
    workspace: Workspace,
    id: str,
    hits: Iterable[tuple[int, int]] = (),
    partners: Iterable[tuple[str, float]] = (),
) -> Content:
    """All there is to know of a recommendation: its whole text, report, themes, readings, place in the draft."""
    corpus, point = workspace.corpus, workspace.corpus.by_id[id]
    disposition, reason = workspace.coverage.dispositions[id], workspace.draft.reasons.get(id)
    contested = tr(", contested: in square brackets only") if id in workspace.coverage.contested else ""
    themes = "; ".join(f"{corpus.section_of[theme.id].title} – {theme.label}" for theme in corpus.themes_of[id])
    return Content("\n").join(
        [
            Content.assemble(
                (id, "bold"), "  ", tick(disposition), f" {word(disposition)}", (contested, "bold $text-warning")
            ),
            *(
                [labelled(capitalized(word(Disposition.SET_ASIDE)), reason), Content("")]
                if (reason := workspace.draft.reasons.get(id)) is not None
                else []
            ),
            with_hits(point.text, hits),
            Content(""),
            labelled(tr("From"), citations.footnote(corpus, [id])),
            labelled(tr("Under"), themes),
            *(labelled(name, value) for name, value in point.attributes),
            *_standing(workspace, id),
            *_readings(point),
            *_alike(workspace, partners),
        ]
    )


def labelled(label: str, text: str) -> Content:
    return Content.assemble((tr("{label}: ", label=label), "bold"), text)


def _standing(workspace: Workspace, id: str) -> list[Content]:
    """Where the recommendation stands in the draft; nothing where it is set aside."""
    draft, refs = workspace.draft, workspace.refs
    if id in draft.reasons:
        return []
    if id not in draft.cited_in:
        return [labelled(tr("In the draft"), tr("nowhere yet"))]
    uses = [_use(workspace, draft.spots[paragraph], id, refs[paragraph]) for paragraph in draft.cited_in[id]]
    return [labelled(tr("In the draft"), "; ".join(uses))]


def _alike(workspace: Workspace, partners: Iterable[tuple[str, float]]) -> list[Content]:
    """Who else may ask for the same, with what the draft does with it."""
    lines = [
        Content.assemble(
            tick(workspace.coverage.dispositions[other]), " ", (other, "bold"), f" {workspace.corpus.by_id[other].text}"
        )
        for other, _ in partners
    ]
    return [Content(""), Content.styled(tr("May ask for the same:"), "bold"), *lines] if lines else []


def _use(workspace: Workspace, spot: Spot, id: str, ref: str) -> str:
    link = next(link for link in spot.paragraph.links if link.recommendation == id)
    return f"{ref} ({treatment_label(workspace, spot, link)})"


def treatment_label(workspace: Workspace, spot: Spot, link: Link) -> str:
    """`adapted`; `merged, partly; missing: the deadline`; `adapted, not reflected`."""
    kind = treatment(link, spot.paragraph, workspace.corpus)
    how = word(kind)
    if kind is Treatment.CHAPEAU:
        return how
    if link.partly:
        return (
            tr("{how}, partly; missing: {missing}", how=how, missing=link.missing)
            if link.missing
            else tr("{how}, partly", how=how)
        )
    if link.vouched:
        return tr("{how}, counted as reflected; {why}", how=how, why=link.why)
    idle = workspace.coverage.is_idle(spot.paragraph.id, link.recommendation)
    return tr("{how}, not reflected; hardly any of its words stand here", how=how) if idle else how


def _readings(point: Recommendation) -> list[Content]:
    if len(point.readings) < 2:
        return []
    shown, *others = point.readings
    lines = [Content(""), Content.styled(tr("The annexes differ (differing words underlined):"), "bold")]
    lines.append(_reading(shown, tr("shown above"), " ".join(other.text for other in others)))
    lines += [_reading(other, "", shown.text) for other in others]
    return lines


def _reading(reading: Reading, remark: str, other: str) -> Content:
    head = f"{reading.source}{f' ({remark})' if remark else ''}: "
    return Content.assemble((head.capitalize(), "bold"), differing(reading.text, other))


def differing(text: str, other: str) -> Content:
    """The text with the words underlined that the other text hasn't in their place."""
    runs = aligned(text.split(" "), other.split(" "))
    parts = [(" ".join(words), "" if same else "bold underline") for same, words, _ in runs if words]
    return Content(" ").join(Content.assemble(part) for part in parts)
