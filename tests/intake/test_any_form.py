"""Whatever form a congress gives its mapping, it is read right, or what isn't sure is told: never wrong in silence."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from drafter.corpus.corpus import About, AboutRegion
from drafter.draft.numerals import letters, roman
from drafter.intake.found_lines import FoundLine, source_text
from drafter.intake.joined_lines import SourceText
from drafter.intake.mapping_exercise import read_mapping
from tests.examples import examples
from tests.intake.invented import Exercise, exercises

NUMBERS = ("", "I", "1", "A", "1.1", "on")
LABELS = ("", "•", "\uf0b7", "-", "1.", "(a)")


def number(kind: str, section: int, theme: int) -> str:
    """How a heading of this kind is numbered."""
    written = {
        "I": f"{roman(theme).upper()}. ",
        "1": f"{theme}. ",
        "A": f"{letters(theme).upper()}. ",
        "1.1": f"{section}.{theme} ",
        "on": f"{section * 10 + theme}) ",
    }
    return written.get(kind, "")


def label(kind: str, place: int) -> str:
    """How an item is marked, or counted below its heading."""
    counted = {"1.": f"{place}. ", "(a)": f"({letters(place)}) "}
    return counted.get(kind, f"{kind} " if kind else "")


@dataclass(frozen=True)
class Layout:
    """How a mapping is laid out."""

    sections: str
    themes: str
    items: str
    marked: int
    """How many levels of headings the format marks: 0, or 2."""
    parted: bool
    """Whether a blank line parts paragraphs."""
    parts: bool
    """Whether some themes have a part with a heading of its own."""
    front: bool = False
    """Whether citations stand in front of their items."""


forms = st.builds(
    Layout,
    sections=st.sampled_from(["", "I", "A", "1"]),
    themes=st.sampled_from(NUMBERS),
    items=st.sampled_from(LABELS),
    marked=st.sampled_from([0, 2]),
    parted=st.booleans(),
    parts=st.booleans(),
    front=st.booleans(),
)


def laid_out(exercise: Exercise, form: Layout, random: Random) -> SourceText:
    """The mapping in a form."""
    lines = [FoundLine("All the mappings of the world", "1", -1 if form.marked else 0)]
    for place, (title, themes) in enumerate(exercise.sections, 1):
        lines.append(FoundLine(f"{number(form.sections, 0, place)}{title}", "2", 1 if form.marked else 0))
        for count, theme in enumerate(themes, 1):
            lines.append(FoundLine(f"{number(form.themes, place, count)}{theme.title}", "3", 2 if form.marked else 0))
            for each, id in enumerate(theme.ids, 1):
                if form.parts and each == 2 and random.random() < 0.5:
                    lines.append(FoundLine("Particular things", "4", 3 if form.marked else 0))
                text = exercise.texts[id]
                cited = f"[{id}] {text}" if form.front else f"{text} [{id}]"
                lines.append(FoundLine(f"{label(form.items, each)}{cited}", "5"))
    if form.marked:
        return source_text("list.docx", lines)
    title, *rest = [line.text for line in lines]
    return SourceText("list.txt", f"{title}\n\n" + ("\n\n" if form.parted else "\n").join(rest) + "\n")


@examples(30)
@given(exercises(), forms, st.integers(0, 2**32))
def test_in_any_form_it_is_read_right_or_told(exercise: Exercise, form: Layout, seed: int) -> None:
    source = laid_out(exercise, form, Random(seed))
    about = About(regions=tuple(AboutRegion(code, name) for code, name in exercise.regions))
    read, problems = read_mapping(listing=source, matrix=None, about=about)
    if problems:
        return
    corpus = read.corpus
    assert {point.id: point.text for point in corpus.recommendations} == exercise.texts
    found = [
        (section.title, [(theme.title, theme.placements) for theme in section.themes]) for section in corpus.sections
    ]
    titled = [number(form.sections, 0, place) for place in range(1, 10)]
    assert found == [
        (titled[place] + title, [(theme.title, theme.ids) for theme in themes])
        for place, (title, themes) in enumerate(exercise.sections)
    ]


@examples(30)
@given(exercises(), st.permutations(["Ref.", "Recommendation", "Section", "Theme", "State under review"]))
def test_as_a_table_it_is_read_right_or_told(exercise: Exercise, heads: list[str]) -> None:
    rows = [heads]
    for title, themes in exercise.sections:
        for theme in themes:
            label = f"{theme.number}. {theme.title}" if theme.number else theme.title
            for id in theme.ids:
                said = {"Ref.": id, "Recommendation": exercise.texts[id], "Section": title, "Theme": label}
                rows.append([said.get(head, f"State of {id}") for head in heads])
    source = source_text("t.xlsx", [FoundLine("", f"row {place}", cells=tuple(row)) for place, row in enumerate(rows)])
    about = About(
        regions=tuple(AboutRegion(code, name) for code, name in exercise.regions),
        columns=(("id", "Ref."), ("text", "Recommendation")),
    )
    read, problems = read_mapping(listing=None, matrix=None, table=source, about=about)
    if problems or any(";" in theme.title for _, themes in exercise.sections for theme in themes):
        return  # a semicolon parts several themes
    points = read.corpus.recommendations
    assert {point.id: point.text for point in points} == exercise.texts
    assert all(point.attributes == (("State under review", f"State of {point.id}"),) for point in points)
    found = [
        (section.title, [(theme.number, theme.title, theme.placements) for theme in section.themes])
        for section in read.corpus.sections
    ]
    assert found == exercise.tree()
