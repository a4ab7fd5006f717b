"""What the sorting screen shows: the points, the sections with their themes, a point in full and what it is like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from drafter.corpus.corpus import Corpus, Section, Theme
from drafter.corpus.sorting import SuggestedTheme
from drafter.tui.labels import LABEL, MUTED, POINT_LINES, labelled, shortened
from drafter.tui.tongue import number, tr
from drafter.tui.widgets.row import Row

SECTION, THEME = "section ", "theme "
"""Begin the ids of the tree's rows; a section and its only theme may have the same id."""
_LONGEST = 300
"""Characters of a point in the list."""


def point_rows(corpus: Corpus, ids: Sequence[str]) -> list[Row]:
    """The points, each with its citation and the beginning of its text."""
    if not ids:
        return [Row("nothing", Content.styled(tr("None."), MUTED), heading=True)]
    return [
        Row(id, Content(shortened(corpus.by_id[id].text, _LONGEST)), Content.styled(f"{id} ", "bold"), most=POINT_LINES)
        for id in ids
    ]


def tree_rows(corpus: Corpus) -> Iterator[Row]:
    """The sections with their themes, each with how many points stand there."""
    for section in corpus.sorted_sections:
        yield Row(f"{SECTION}{section.id}", Content.styled(shortened(section.title, LABEL), "bold"), most=2)
        for theme in section.themes:
            count = Content.styled(f" {len(theme.placements)}", MUTED)
            yield Row(f"{THEME}{theme.id}", Content(shortened(theme.label, LABEL)) + count, Content("  "), most=2)


def theme_name(corpus: Corpus, theme: Theme) -> str:
    """`Justice – I. Courts`; the section's title alone where the theme has the same."""
    section = corpus.section_of[theme.id]
    return theme.label if section.title == theme.title else f"{section.title} – {theme.label}"


def where_text(corpus: Corpus, name: str, looking: str, marked: int) -> Content:
    """How much is sorted, what is looked at, how many points are marked."""
    total, waiting = len(corpus.recommendations), len(corpus.unsorted)
    parts = [
        Content.styled(looking, "bold"),
        Content(tr("{value} of {total} sorted", value=number(total - waiting), total=number(total))),
        *([Content.styled(tr("{marked} marked", marked=number(marked)), "bold $text-accent")] if marked else []),
        Content.styled(name, MUTED),
    ]
    return Content("   ").join(parts)


def point_text(
    corpus: Corpus, chosen: Sequence[str], cursor: str | None, suggested: Sequence[SuggestedTheme]
) -> Content:
    """The point at the cursor in full, and the themes that the chosen ones are like."""
    lines: list[Content] = []
    if cursor:
        point = corpus.by_id[cursor]
        lines += [Content.assemble((point.id, "bold"), f" {point.text}")]
        lines += [labelled(name, value) for name, value in point.attributes]
        themes = [theme_name(corpus, theme) for theme in corpus.themes_of[cursor] if theme.id in _sorted_ids(corpus)]
        lines += [labelled(tr("Under"), "; ".join(themes))] if themes else []
    if suggested:
        of = tr("It is") if len(chosen) == 1 else f"The {len(chosen)} chosen are"
        lines += [Content(""), Content.styled(tr("{of} like what stands under:", of=of), "bold")]
        lines += [
            Content.assemble((f"{place} ", "bold"), theme_name(corpus, each.theme), (f"  {each.likeness:.2f}", MUTED))
            for place, each in enumerate(suggested, 1)
        ]
    return Content("\n").join(lines)


def _sorted_ids(corpus: Corpus) -> set[str]:
    return {theme.id for section in corpus.sorted_sections for theme in section.themes}


def tree_text(corpus: Corpus, section: Section | None, theme: Theme | None) -> Content:
    """What stands under a section or theme."""
    ids = theme.placements if theme else ()
    title = theme_name(corpus, theme) if theme else section.title if section else ""
    points = [Content.assemble((id, "bold"), f" {corpus.by_id[id].text}") for id in ids]
    return Content("\n").join([Content.styled(title, "bold"), *points])
