"""How the draft's paragraphs and parts are worded on the screen: rows, details, regions, remarks, lengths."""

from __future__ import annotations

import re
from collections.abc import Iterable

from textual.content import Content

from drafter.draft.draft import Paragraph, Part, Spot, Status
from drafter.draft.layout import Colour
from drafter.draft.length import Length
from drafter.review.checks import Finding
from drafter.review.convergence import Contrast, Stance
from drafter.review.regional_support import MINUS, MORE, RegionalSupport
from drafter.tui.background_review import BackgroundReview
from drafter.tui.labels import MUTED, labelled, treatment_label
from drafter.tui.tongue import number, shown, tr, tr_count, word
from drafter.tui.widgets.row import Row
from drafter.workspace import Workspace


def signs() -> str:
    """What the signs before a region of a paragraph mean."""
    return tr(
        "{minus}: may ask for the same, nowhere in the draft   {more}: cited, and may ask more", minus=MINUS, more=MORE
    )


def support_text(support: RegionalSupport, spot: Spot) -> Content:
    """The regions with their signs. Never broken at a line's end; in words where a paragraph carries all regions, or
    one only.
    """
    parts = [
        Content.styled(f"{sign}{code}", "bold $text-warning" if sign else "$text-success")
        for code, sign in support.signs
    ]
    below = tr(" with its sub-paragraphs") if spot.paragraph.children else ""
    everywhere = tr("  all regions{below}", below=below) if support.everywhere else tr(" only") if support.only else ""
    remark = "" if support.unanswered else everywhere
    return Content.assemble(Content("\u00a0").join(parts), (remark, MUTED))


def contrast_text(contrasts: Iterable[Contrast]) -> Content:
    """Where regions ask for different things on the subject, so that merging would hide it; empty for nowhere."""
    lines = [
        Content.assemble(
            (tr("They may differ on "), "bold $text-warning"),
            f"{contrast.subject}: {' / '.join(map(_stance_text, contrast.stances))}",
        )
        for contrast in list(contrasts)[:3]
    ]
    return Content("\n").join(lines)


def _stance_text(stance: Stance) -> str:
    return f"{stance.demand} ({', '.join(stance.ids)})"


def bracketed(text: str) -> Content:
    """A text whose square brackets stand out: what is in them is not agreed."""
    content = Content(text)
    for match in _BRACKETS.finditer(text):
        content = content.stylize("bold $text-warning", match.start(), match.end())
    return content


_BRACKETS = re.compile(r"[\[\]]")


LEVEL_STYLES = {
    Colour.YELLOW: "#1a1a1a on #ffe680",
    Colour.GREEN: "#1a1a1a on #a9dca9",
    Colour.BLUE: "#1a1a1a on #b5d6f7",
    Colour.ORANGE: "#1a1a1a on #fbc48a",
    Colour.RED: "#1a1a1a on #f3aeae",
    Colour.VIOLET: "#1a1a1a on #d8c0ee",
    Colour.GREY: "#1a1a1a on #d0d0d0",
}
"""The layout's colours for levels of agreement, on any background."""


def _status_mark(workspace: Workspace, paragraph: Paragraph) -> tuple[str, str]:
    """The status in the layout's words, on its colour."""
    level = workspace.layout.levels[paragraph.status]
    words = f"{level.words or paragraph.status}".upper() + (f" {paragraph.pending}" if paragraph.pending else "")
    plain = _AGREED if paragraph.status.agreed else _UNSETTLED
    return (f" {words} ", f"bold {LEVEL_STYLES[level.colour]}") if level.colour in LEVEL_STYLES else (words, plain)


def _range(length: Length) -> str:
    """`412`; `412 to 430` where the alternatives differ."""
    most = number(length.words)
    return tr("{least} to {most}", least=number(length.fewest), most=most) if length.differs else most


def length_text(length: Length) -> Content:
    """`412 words of 900  ████░░░░  46 %`; without a target the words alone. From the shortest alternatives to the
    longest, where these differ: `412 to 430 words`.
    """
    if not length.target:
        return Content(tr("{count} words", count=_range(length)))
    over = tr("  {over} words over", over=number(length.over)) if length.over else ""
    style = "bold $text-error" if length.over else "bold $text-warning" if length.share > _NEARLY else "$text-success"
    return Content.assemble(
        tr("{count} of {target} words  ", count=_range(length), target=number(length.target)),
        (bar(length.share, 10), style),
        f"  {length.share:.0%}",
        (over, "bold $text-error"),
    )


_NEARLY = 0.9


def bar(share: float, width: int) -> str:
    """`███▌░░░░`: a share from 0 to 1 in eighths of a cell. Only 0 is empty, and only 1 or more is full."""
    whole = width * 8
    eighths = whole if share >= 1 else max(int(share > 0), min(round(share * whole), whole - 1))
    full, rest = divmod(eighths, 8)
    return f"{'█' * full}{_EIGHTHS[rest]}".ljust(width, "░")


_EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")


def part_row(part: Part, folded: bool, length: Length) -> Row:
    """A part of the draft: its title, its kind, how many paragraphs it holds, how long it is."""
    count = len(part.paragraphs)
    size = tr_count("{count} paragraph · ", "{count} paragraphs · ", count) if count else tr("empty")
    heading = "" if part.heading else tr(" · no heading printed")
    words = length_text(length) if count else Content("")
    body = Content.assemble((part.title, "bold"), (f"  {part.kind} · {size}", MUTED), words, (heading, MUTED))
    return Row(part.id, body, Content("▸ " if folded else "▾ "), markable=False)


def paragraph_row(
    workspace: Workspace, spot: Spot, ref: str, folded: bool, review: BackgroundReview, length: int = 160
) -> Row:
    """A paragraph with its number, its beginning, its sources, and what stands out about it, indented by its degree."""
    paragraph = spot.paragraph
    called = ref.rpartition(" ")[2] if spot.depth else ref
    text = "" if paragraph.deleted else paragraph.written.replace("\n", " ")
    begin = text if len(text) <= length else text[:length].rpartition(" ")[0].rstrip() + "…"
    marks = [
        *([] if paragraph.status is Status.OPEN else [_status_mark(workspace, paragraph)]),
        *([(tr("note"), _ASIDE)] if paragraph.note else []),
        *((mark, _ASIDE) for mark in _remarks_mark(review, paragraph.id)),
        *([(tr("▸ {count} folded away", count=len(paragraph.children)), _ASIDE)]
          if folded and paragraph.children else []),
    ]  # fmt: skip
    sources = "; ".join(
        "{} {}".format(
            link.recommendation.replace(" ", "\u00a0"), treatment_label(workspace, spot, link).partition(";")[0]
        )
        for link in paragraph.links
    )
    support = review.support(paragraph.id)
    style = f"bold {LEVEL_STYLES.get(workspace.layout.levels[paragraph.status].colour, '')}".strip()
    body = Content.assemble(
        bracketed(begin), "\n", (sources or tr("no source: your own words"), MUTED),
        *[part for mark in marks for part in ("  ", mark)],
        "   " if support and support.regions else "", support_text(support, spot) if support else "",
    )  # fmt: skip
    return Row(paragraph.id, body, Content.assemble("  " + "    " * spot.depth, (called, style), " "))


_AGREED, _UNSETTLED, _ASIDE = "bold $text-success", "bold $text-warning", "bold"


def _remarks_mark(review: BackgroundReview, id: str) -> list[str]:
    count = len(review.remarks(id))
    return [tr_count("{count}\u00a0remark", "{count}\u00a0remarks", count)] if count else []


def paragraph_detail(workspace: Workspace, id: str, review: BackgroundReview) -> Content:
    """The whole paragraph with its note, its regions, what the checks remark, and its sources' full text."""
    spot = workspace.draft.spots[id]
    paragraph = spot.paragraph
    agreed = filter(
        None, (f"{word(paragraph.status)} {paragraph.pending}".strip(), paragraph.agreed_on, paragraph.meeting)
    )
    status, frozen = ", ".join(agreed), tr(" · number frozen") if paragraph.number else ""
    return Content("\n").join(
        [
            Content.assemble((workspace.refs[id], "bold"), (f"  {spot.part.title} · {status}{frozen}", MUTED)),
            bracketed(paragraph.written),
            *([Content(""), labelled(tr("Your note"), paragraph.note)] if paragraph.note else []),
            *_review_lines(review, spot),
            Content(""),
            sources_text(workspace, id),
        ]
    )


def _review_lines(review: BackgroundReview, spot: Spot) -> list[Content]:
    """The support with who else may ask for it, then the checks' remarks."""
    id = spot.paragraph.id
    support, lines = review.support(id), [Content("")]
    if support and support.regions:
        lines.append(Content.assemble((tr("Regions: "), "bold"), support_text(support, spot)))
        alike = support.unanswered
        lines += [labelled(tr("{code} may ask for the same", code=code), ", ".join(same)) for code, same in alike]
        if support.neighbours:
            others = ", ".join(support.neighbours)
            lines.append(
                Content.styled(tr("{others} asked under the same themes; not cited here.", others=others), MUTED)
            )
    lines += [remark_text(finding) for finding in review.remarks(id)]
    return lines if len(lines) > 1 else []


def remark_text(finding: Finding) -> Content:
    """What a check remarks: the words, why, and what could stand there."""
    words = f" “{finding.words}”" if finding.words else ""
    suggestion = f" → “{finding.suggestion}”" if finding.suggestion else ""
    if finding.suggestion == "" and words:
        suggestion = tr(" → leave out")
    said = f"{words}{suggestion}".strip()
    return Content.assemble(("! ", "bold $text-warning"), (f"{said}: " if said else "", "bold"), shown(finding.why))


def sources_text(workspace: Workspace, id: str) -> Content:
    """The full text of what the paragraph takes up, each with its treatment."""
    spot = workspace.draft.spots[id]
    blocks = []
    for link in spot.paragraph.links:
        source = workspace.corpus.by_id.get(link.recommendation)
        how = f"  {treatment_label(workspace, spot, link)}"
        blocks.append(
            Content.assemble(
                (link.recommendation, "bold"), (how, MUTED), "\n", source.text if source else tr("Not in this corpus.")
            )
        )
    return Content("\n\n").join(blocks) if blocks else Content.styled(tr("No source: these are your own words."), MUTED)
