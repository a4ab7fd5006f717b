"""What a file has, whatever its format, as the readers of mappings take it."""

from __future__ import annotations

from dataclasses import dataclass, field

from drafter.intake.found_lines import of_markdown, of_word, source_text
from drafter.intake.mapping_exercise import read_mapping


@dataclass
class Paragraph:
    text: str
    style: str = ""
    rows: tuple[int, ...] = ()
    label: str = ""
    notes: list[str] = field(default_factory=list)


def test_a_legend_in_a_footnote_of_word_names_the_regions_and_numerals_that_word_counts_are_numerals() -> None:
    legend = "Footnote 1: “[NE…]” stands for the Report of the North-East Regional Preparatory Meeting."
    lines = of_word(
        [
            Paragraph("All lamps", "Title", notes=[legend]),
            Paragraph("Contents", "TOC 1"),
            Paragraph("Lamps and lenses"),
            Paragraph("Lenses", label="I."),
            Paragraph("Polish every lens. [NE 4(a)]", label="1."),
            Paragraph("Lamps", label="II."),
            Paragraph("Light every lamp. [NE 5]", label="2."),
            Paragraph("Contacts", rows=(1,)),
        ],
        [["Contacts", "None"]],
    )
    exercise, problems = read_mapping(listing=source_text("a.docx", lines[:-2] + lines[-1:]), matrix=None)
    assert problems == ()
    assert [(region.name, region.report) for region in exercise.corpus.regions] == [
        ("North-East", "Report of the North-East Regional Preparatory Meeting")
    ]
    assert [theme.label for theme in exercise.corpus.themes] == ["I. Lenses", "II. Lamps"]
    assert lines[-2].cells == ("Contacts", "None")


def test_rows_of_markdown_have_cells_without_markup_and_without_the_rule_below_the_head() -> None:
    lines = of_markdown("a.md", "| A \\| B | C |\n|---|:-:|\n| x<br>y | \\[AP 1\\] |\n")
    assert [line.cells for line in lines] == [("A | B", "C"), ("x\ny", "[AP 1]")]
