"""What a trace says, as rows: their paragraph and what it reflects, what is doubtful, what is nowhere; one in full."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from textual.content import Content

from drafter.corpus import citations
from drafter.review.coverage import Disposition
from drafter.review.reflection import Reach, Reflection
from drafter.review.trace import Match, Trace, Traced
from drafter.tui.labels import MUTED, TICKS, labelled, point_detail
from drafter.tui.outline.source_comparison import left_out
from drafter.tui.tongue import later, tr
from drafter.tui.widgets.row import Row
from drafter.workspace import Workspace


class TraceView(StrEnum):
    """What is listed. The value is what the key bar calls it."""

    PARAGRAPHS = later("By paragraph")
    DOUBTFUL = later("Doubtful")
    NOT_REFLECTED = later("Not reflected")

    @property
    def after(self) -> TraceView:
        views = list(TraceView)
        return views[(views.index(self) + 1) % len(views)]


@dataclass(frozen=True, slots=True)
class TracedLine:
    """What a row is about: a paragraph, one of its matches, or a recommendation that no paragraph reflects."""

    paragraph: Traced | None = None
    match: Match | None = None
    recommendation: str = ""
    """Of a match, or of one that stands nowhere; empty for a paragraph."""

    @property
    def id(self) -> str:
        return f"{self.paragraph.id if self.paragraph else ''} {self.recommendation}"


_BOXES = {
    Reach.WHOLLY: TICKS[Disposition.TAKEN_UP],
    Reach.PARTLY: TICKS[Disposition.PARTLY],
    Reach.BACKGROUND: TICKS[Disposition.CITED],
    Reach.NOT: TICKS[Disposition.CITED],
    None: TICKS[Disposition.OPEN],
}
LEGEND = later("[ ] not cited  [x] wholly  [~] partly  [?] as background")
_LINES = 2
_REMARK = "remark "


def reaches_of(workspace: Workspace) -> dict[tuple[str, str], Reach]:
    """What every link of the draft is good for, by its paragraph's id and its recommendation."""
    uses = workspace.corpus.once(Reflection).uses(workspace.draft)
    return {(use.paragraph, use.link.recommendation): use.reach for use in uses}


class TraceRows:
    """The rows of a trace in one view, limited to regions."""

    def __init__(self, workspace: Workspace, remarks: Sequence[str]) -> None:
        """`remarks` are what should be known of the text before."""
        self._workspace = workspace
        self._remarks = remarks
        self._lines: dict[str, TracedLine] = {}

    def line(self, id: str | None) -> TracedLine | None:
        """What the row with this id is about; None for a remark, a heading, no row."""
        return self._lines.get(id or "")

    @property
    def lines(self) -> Mapping[str, TracedLine]:
        """Every row that is about something, by its id."""
        return self._lines

    def remark(self, id: str | None) -> str:
        """The remark of the row with this id; empty for another."""
        return self._remarks[int(id.removeprefix(_REMARK))] if id and id.startswith(_REMARK) else ""

    def rows(self, trace: Trace, view: TraceView) -> list[Row]:
        """The rows of a trace, the paragraphs in their order; points that stand nowhere by region."""
        self._lines = {}
        made: Mapping[TraceView, Callable[[Trace], Iterator[Row]]] = {
            TraceView.PARAGRAPHS: self._by_paragraph,
            TraceView.DOUBTFUL: self._doubtful,
            TraceView.NOT_REFLECTED: self._not_reflected,
        }
        return list(made[view](trace))

    def _by_paragraph(self, trace: Trace) -> Iterator[Row]:
        for place, remark in enumerate(self._remarks):
            lead = Content.styled("!  ", "bold $text-warning")
            yield Row(f"{_REMARK}{place}", Content.styled(remark, "$text-warning"), lead, most=1)
        reaches = reaches_of(self._workspace)
        for paragraph in trace.paragraphs:
            words = Content(paragraph.text) if paragraph.matches else Content.styled(paragraph.text, MUTED)
            yield self._row(TracedLine(paragraph), words, Content.styled(f"{paragraph.name}  ", "bold"))
            for match in (*paragraph.matches, *paragraph.faint):
                yield self._of_match(paragraph, match, reaches)

    def _doubtful(self, trace: Trace) -> Iterator[Row]:
        reaches = reaches_of(self._workspace)
        doubts = {doubt.id: doubt for doubt in trace.doubtful}
        for region, ids in self._workspace.corpus.by_regions(doubts):
            yield Row(f"region {region.code}", Content.styled(f"{region.name} · {len(ids)}", "bold"), heading=True)
            for id in ids:
                yield self._of_match(doubts[id].paragraph, doubts[id].match, reaches, named=True)

    def _not_reflected(self, trace: Trace) -> Iterator[Row]:
        by_id = self._workspace.corpus.by_id
        for region, ids in self._workspace.corpus.by_regions(trace.not_reflected):
            yield Row(f"region {region.code}", Content.styled(f"{region.name} · {len(ids)}", "bold"), heading=True)
            for id in ids:
                words = Content.assemble((id, "bold"), f" {by_id[id].text}")
                yield self._row(TracedLine(recommendation=id), words, Content(""))

    def _of_match(
        self, paragraph: Traced, match: Match, reaches: Mapping[tuple[str, str], Reach], *, named: bool = False
    ) -> Row:
        """`named`: with what people call the paragraph."""
        reach = reaches.get((paragraph.id, match.id))
        words = Content.assemble(
            (match.id, "bold"), f" {match.shown}", (tr(" in {name}", name=paragraph.name) if named else "", "bold"),
            ("" if match.sure or named else f"  {_how_surely(paragraph, match)}", "$text-warning"),
            f"  {self._workspace.corpus.by_id[match.id].text}",
        )  # fmt: skip
        box = Content.styled(f"{'' if named else '     '}{_BOXES[reach]} ", "bold")
        return self._row(TracedLine(paragraph, match, match.id), words, box)

    def _row(self, line: TracedLine, words: Content, lead: Content) -> Row:
        self._lines[line.id] = line
        return Row(line.id, words, lead, most=_LINES)


def detail(workspace: Workspace, line: TracedLine) -> Content:
    """What a row is about, in full."""
    if line.paragraph is None:
        return point_detail(workspace, line.recommendation)
    reaches = reaches_of(workspace)
    theirs = Content.assemble((line.paragraph.name, "bold"), "\n", line.paragraph.text)
    if line.match is None:
        nothing = [] if line.paragraph.matches else [Content.styled(tr("It reflects no recommendation."), MUTED)]
        near = (*line.paragraph.matches, *line.paragraph.faint)
        found = [_told(workspace, line.paragraph, match, reaches) for match in near]
        return Content("\n\n").join([theirs, *nothing, *found])
    point = workspace.corpus.by_id[line.match.id]
    missing = Content.styled(tr("struck out: not there, or not in these words"), MUTED)
    words = left_out(point.text, workspace.editors.text_around(line.paragraph.id))
    themes = "; ".join(
        f"{workspace.corpus.section_of[theme.id].title} – {theme.label}"
        for theme in workspace.corpus.themes_of[point.id]
    )
    about = Content("\n").join(
        [_head(line.paragraph, line.match, reaches), missing, words, Content(""),
         labelled(tr("From"), citations.footnote(workspace.corpus, [point.id])), labelled(tr("Under"), themes)]
    )  # fmt: skip
    return Content("\n\n").join([theirs, about])


def _told(workspace: Workspace, paragraph: Traced, match: Match, reaches: Mapping[tuple[str, str], Reach]) -> Content:
    text = workspace.corpus.by_id[match.id].text
    return Content.assemble(_head(paragraph, match, reaches), "\n", text)


def _head(paragraph: Traced, match: Match, reaches: Mapping[tuple[str, str], Reach]) -> Content:
    """`LAC 40(h)  reflected, .64 · cited partly`."""
    reach = reaches.get((paragraph.id, match.id))
    cited = tr("not cited") if reach is None else tr("cited {cited}", cited=_CITED[reach])
    return Content.assemble((match.id, "bold"), f"  {_how_surely(paragraph, match)}, {match.shown} · {cited}")


def _how_surely(paragraph: Traced, match: Match) -> str:
    if match in paragraph.faint:
        return "faint"
    return "reflected" if match.sure else "doubtful"


_CITED = {
    Reach.WHOLLY: "wholly",
    Reach.PARTLY: "partly",
    Reach.BACKGROUND: later("as background"),
    Reach.NOT: later("and not reflected"),
}
