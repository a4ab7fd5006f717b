"""What the building screen shows: what is doubtful, what the files are taken for, what was found in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from textual.content import Content

from drafter.corpus.corpus import Corpus, Section, Theme
from drafter.corpus.plain_text import harmless
from drafter.errors import Problem
from drafter.intake.doubts import SourceQuestion
from drafter.tui.labels import LABEL, MUTED, labelled, shortened
from drafter.tui.tongue import number, tr
from drafter.tui.widgets.row import Row
from drafter.workspace.corpus_building import CorpusBuilding

DOUBT, FILE, REGION, THEME = "doubt ", "file ", "region ", "theme "
"""Begin the ids of the rows, before a place or a code."""


def where_text(built: CorpusBuilding) -> Content:
    """What was found, and how much of it is doubtful."""
    corpus, doubts = built.corpus, len(built.problems)
    themes = sum(len(section.themes) for section in corpus.sorted_sections)
    parts = [
        Content.styled(tr("{doubts} to settle", doubts=number(doubts)), "bold $text-warning")
        if doubts
        else Content.styled(tr("Nothing is doubtful"), "bold $text-success"),
        Content(tr("{count} recommendations", count=number(len(corpus.recommendations)))),
        Content(
            tr(
                "{regions} regions, {sections} sections, {themes} themes",
                regions=len(corpus.regions),
                sections=len(corpus.sorted_sections),
                themes=themes,
            )
        ),
        Content.styled(tr("answers are kept in {name}", name=built.about.name), MUTED),
    ]
    return Content("   ").join(parts)


def rows(built: CorpusBuilding) -> Iterator[Row]:
    """What is doubtful; what the files are taken for; the regions, and the sections with their themes."""
    corpus, problems = built.corpus, built.problems
    if problems:
        yield _heading("to settle", tr("To settle ({count})", count=number(len(problems))))
    for place, problem in enumerate(problems):
        sign = "? " if choices_of(problem) else "! "
        yield Row(f"{DOUBT}{place}", Content(problem.what), Content.styled(sign, "bold $text-warning"), most=2)
    yield _heading("files", tr("Taken for"))
    for place, taken in enumerate(built.found.taken):
        yield Row(f"{FILE}{place}", Content(harmless(str(taken))), Content("  "))
    if corpus.regions:
        yield _heading("regions", tr("Regions"))
    counts = Counter(point.region for point in corpus.recommendations)
    for region in corpus.regions:
        count = Content.styled(f" {counts[region.code]}", MUTED)
        name = Content(shortened(region.name, LABEL)) + count
        yield Row(f"{REGION}{region.code}", name, Content.styled(f"  {region.code} ", "bold"), most=2)
    for section in corpus.sections:
        yield _heading(f"section {section.id}", shortened(section.title, LABEL))
        for theme in section.themes:
            count = Content.styled(f" {len(theme.placements)}", MUTED)
            yield Row(f"{THEME}{theme.id}", Content(shortened(theme.label, LABEL)) + count, Content("  "), most=2)


def _heading(id: str, words: str) -> Row:
    return Row(f"heading {id}", Content.styled(words, "bold"), heading=True)


def choices_of(problem: Problem) -> tuple[str, ...]:
    """What can be answered; nothing where the file has to be corrected."""
    return tuple(choice.words for choice in problem.choices) if isinstance(problem, SourceQuestion) else ()


def problem_text(built: CorpusBuilding, problem: Problem) -> Content:
    """What is doubtful, where, the lines around it, and what to do where nothing can be answered."""
    at = problem.place or (f"line {problem.line}" if problem.line else "")
    where = ", ".join(filter(None, (harmless(problem.file), at)))
    lines = [Content.styled(problem.what, "bold"), Content.styled(where, MUTED)]
    around = built.lines_around(problem)
    lines += [Content("")] if around else []
    for line in around:
        sign = Content.styled("▸ ", "bold $text-warning") if line.meant else Content("  ")
        lines.append(sign + Content.styled(harmless(line.text), "" if line.meant else MUTED))
    if not choices_of(problem):
        lines += [Content(""), Content(tr("{mend} Then read the files again: r.", mend=problem.mend).strip())]
    return Content("\n").join(lines)


def region_text(corpus: Corpus, code: str) -> Content:
    region = corpus.by_region[code]
    texts = [labelled(tr("Citations begin with"), region.code), labelled(tr("Name"), region.name)]
    return Content("\n").join([*texts, labelled(tr("Report"), region.report)])


def theme_text(corpus: Corpus, section: Section, theme: Theme) -> Content:
    """The recommendations under a theme."""
    points = [Content.assemble((id, "bold"), f" {corpus.by_id[id].text}") for id in theme.placements]
    return Content("\n").join([Content.styled(f"{section.title} – {theme.label}", "bold"), *points])
