"""Congresses that never were, in every form that a mapping may have: what is read is the truth, or it is told that it
isn't sure. `DRAFTER_PLACEMENTS=10000` holds so many placements against the truth.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from drafter.corpus.corpus import About, AboutRegion
from drafter.draft.numerals import letters, roman
from drafter.errors import Problem
from drafter.formats.docx import reader
from drafter.intake.found_lines import FoundLine, of_word, source_text
from drafter.intake.joined_lines import SourceText
from drafter.intake.mapping_exercise import MappingExercise, read_mapping
from drafter.intake.meeting_reports import MeetingReport, read_reports
from tests.intake import office_files

WORDS = [
    "promote",
    "develop",
    "the",
    "of",
    "lamps",
    "lenses",
    "coast",
    "sea",
    "night",
    "watch",
    "keepers",
    "training",
    "exchange",
    "States",
    "through",
    "data",
    "support",
    "and",
    "for",
    "with",
    "cooperation",
    "measures",
    "against",
    "fog",
    "oil",
    "mirrors",
    "young",
    "capacity-building",
    "access",
]
REGIONS = [("NE", "North and East"), ("SW", "South-West"), ("C", "Coast"), ("ISL", "Islands"), ("R1", "First group")]
NUMBERED = ("none", "I", "1", "A", "1.1")
"""How themes are numbered."""
LISTED = ("•", "–", "1.", "(a)", "none", "word")
"""What stands before items: Word counts the last ones by itself."""
BRACKETS: Sequence[Callable[[str, int, str], str]] = (
    lambda code, number, letter: f"[{code} {number}({letter})]",
    lambda code, number, letter: f"[{code} {number} ({letter})]",
    lambda code, number, letter: f"[{code}, para. {number}({letter})]",
    lambda code, number, letter: f"[{code} {number}{letter}]",
    lambda code, number, letter: f"[{code} {number} {letter})]",
    lambda code, number, letter: f"({code} {number}({letter}))",
    lambda code, number, letter: f"[{code} {roman(number).upper()}({letter})]",
)


@dataclass(frozen=True)
class Congress:
    """What was recommended, and where: the truth."""

    regions: tuple[tuple[str, str], ...]
    tree: tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...]
    texts: dict[str, str]

    @property
    def placements(self) -> Counter[tuple[str, str, str]]:
        return Counter((title, theme, id) for title, themes in self.tree for theme, ids in themes for id in ids)

    @property
    def about(self) -> About:
        return About(regions=tuple(AboutRegion(code, name) for code, name in self.regions))


def invented(random: Random) -> Congress:
    regions = tuple(random.sample(REGIONS, random.randint(2, len(REGIONS))))

    def words(least: int, most: int) -> str:
        some = " ".join(random.choice(WORDS) for _ in range(random.randint(least, most)))
        return some[:1].upper() + some[1:]

    texts: dict[str, str] = {}
    tree = []
    for section in range(random.randint(1, 3)):
        themes = []
        for theme in range(random.randint(1, 4)):
            ids = []
            for _ in range(random.randint(1, 6)):
                id = f"{random.choice(regions)[0]} {random.randint(2, 80)}({random.choice('abcdef')})"
                texts.setdefault(id, f"{words(4, 20)}{random.choice(('.', ';', ''))}")
                ids.append(id)
            themes.append((f"{words(1, 5)} {section}{theme}x", tuple(dict.fromkeys(ids))))
        tree.append((f"{words(2, 5)} s{section}", tuple(themes)))
    cited = {id.split()[0] for id in texts}
    return Congress(tuple(each for each in regions if each[0] in cited), tuple(tree), texts)


def parted(id: str) -> tuple[str, int, str]:
    code, place = id.split(" ")
    number, letter = place.rstrip(")").split("(")
    return code, int(number), letter


def cited(id: str, bracket: Callable[[str, int, str], str]) -> str:
    return bracket(*parted(id))


def heading(kind: str, section: int, theme: int, title: str) -> str:
    """A theme's title, numbered."""
    number = {"I": f"{roman(theme).upper()}. ", "1": f"{theme}. ", "A": f"{letters(theme).upper()}. "}
    return f"{number.get(kind, f'{section}.{theme} ' if kind == '1.1' else '')}{title}"


Read = tuple[MappingExercise, tuple[Problem, ...]]


def as_list(congress: Congress, random: Random) -> Read:
    """A list: as text, or as a document whose format marks headings, or one in Word that counts by itself."""
    kind, label, bracket = random.choice(NUMBERED), random.choice(LISTED), random.choice(BRACKETS)
    marked = random.random() < 0.5 or label == "word"
    front, parts, glued = (random.random() < each for each in (0.15, 0.1, 0.2))
    lines = [FoundLine("All of the mapping", "1", -1 if marked else 0)]
    count = 0
    for section, (title, themes) in enumerate(congress.tree, 1):
        lines.append(FoundLine(title, "2", int(marked)))
        for theme, (name, ids) in enumerate(themes, 1):
            lines.append(FoundLine(heading(kind, section, theme, name), "3", 2 * marked))
            for place, id in enumerate(ids, 1):
                if parts and place == 2:
                    lines.append(FoundLine("Particular things", "4", 3 * marked))
                count += 1
                before = {"1.": f"{random.choice((place, place, count))}. ", "(a)": f"({letters(place)}) ", "none": ""}
                mark = before.get(label, f"{label} ")
                said = cited(id, bracket)
                whole = f"{said} {congress.texts[id]}" if front else f"{congress.texts[id]} {said}"
                lines.append(FoundLine(f"{'' if label == 'word' else mark}{whole}", "5"))
    if label == "word":
        return read_mapping(listing=in_word(lines), matrix=None, about=congress.about)
    source = source_text("list.docx", lines) if marked else plain(lines, glued=glued)
    about = random.choice((congress.about, About()))
    return read_mapping(listing=source, matrix=None, about=about)


def plain(lines: Sequence[FoundLine], *, glued: bool) -> SourceText:
    title, *rest = [line.text for line in lines]
    return SourceText("list.txt", f"{title}\n\n" + ("\n" if glued else "\n\n").join(rest) + "\n")


def in_word(lines: Sequence[FoundLine]) -> SourceText:
    """A document whose items Word counts by itself."""
    data = office_files.numbered_list([(line.text, line.level) for line in lines])
    return source_text("list.docx", of_word(reader.read(data, Path("list.docx")), ()))


def rows_of(cells: Sequence[Sequence[str]], front: Sequence[FoundLine] = ()) -> SourceText:
    rows = [FoundLine("", f"row {place}", cells=tuple(row)) for place, row in enumerate(cells, 1)]
    return source_text("matrix.xlsx", [*front, *rows])


def cell(congress: Congress, ids: Sequence[str], code: str, *, coded: bool) -> str:
    """The recommendations of a region under a theme."""
    of = [(parted(id), congress.texts[id]) for id in ids if id.split()[0] == code]
    return "\n".join(
        f"{text} [{code} {number}({letter})]" if coded else f"({letter}) {text} [Report, para. {number}{letter}]"
        for (_, number, letter), text in of
    )


def as_matrix(congress: Congress, random: Random) -> Read:
    """A matrix, with heading rows, or with columns for sections and themes, and perhaps remarks."""
    coded, columns, remarks = (random.random() < 0.5 for _ in range(3))
    kind = random.choice(("none", "I") if not columns else NUMBERED)
    names = [name for _, name in congress.regions]
    heads = ["Section", "Theme"] if columns else []
    cells = [[*heads, *names, *(["Remarks"] if remarks else [])]]
    for section, (title, themes) in enumerate(congress.tree, 1):
        if not columns:
            cells.append([title, *[""] * (len(cells[0]) - 1)])
        for theme, (name, ids) in enumerate(themes, 1):
            written = heading(kind, section, theme, name)
            row = [cell(congress, ids, code, coded=coded) for code, _ in congress.regions]
            last = [random.choice(("", "To be seen"))] if remarks else []
            if columns:
                cells.append([title, written, *row, *last])
            else:
                cells += [[written, *[""] * (len(cells[0]) - 1)], [*row, *last]]
    return read_mapping(listing=None, matrix=rows_of(cells), about=congress.about)


def as_turned(congress: Congress, random: Random) -> Read:
    """A matrix turned round: one table a section, or one table with the sections above the themes."""
    coded, one, remarks = (random.random() < 0.5 for _ in range(3))
    corner = random.choice(("Region", "", "Group"))
    kind = random.choice(("none", "I"))
    lines: list[FoundLine] = [FoundLine("All of the mapping", "1", -1)]

    def table(tree: Sequence[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]]) -> None:
        named = [
            (title, heading(kind, 1, place, name), ids)
            for title, themes in tree
            for place, (name, ids) in enumerate(themes, 1)
        ]
        more = ["Remarks"] if remarks else []
        if one:
            before = ["", *(title for title, _, _ in named), *([""] if remarks else [])]
            lines.append(FoundLine("", "row", cells=tuple(before)))
        lines.append(FoundLine("", "row", cells=(corner, *(name for _, name, _ in named), *more)))
        for code, region in congress.regions:
            row = [cell(congress, ids, code, coded=coded) for _, _, ids in named]
            lines.append(FoundLine("", "row", cells=(region, *row, *(["Seen"] if remarks else []))))

    if one:
        table(congress.tree)
    for each in () if one else congress.tree:
        lines.append(FoundLine(each[0], "2", 1))
        table([each])
    return read_mapping(listing=None, matrix=source_text("m.docx", lines), about=congress.about)


def as_table(congress: Congress, random: Random) -> Read:
    """A table: a row for each placement, or several themes in a cell; with more columns; in any order."""
    heads = ["Reference", "Recommendation", "Section", "Theme", "State"]
    random.shuffle(heads)
    kind = random.choice(NUMBERED)
    rows: list[list[str]] = [heads]
    for section, (title, themes) in enumerate(congress.tree, 1):
        for theme, (name, ids) in enumerate(themes, 1):
            for id in ids:
                said = {
                    "Reference": id, "Recommendation": congress.texts[id], "Section": title,
                    "Theme": heading(kind, section, theme, name), "State": f"State of {id}",
                }  # fmt: skip
                rows.append([said[head] for head in heads])
    return read_mapping(listing=None, matrix=None, table=rows_of(rows), about=congress.about)


def as_reports(congress: Congress, _: Random) -> Read:
    """The regions' reports: what they recommend is under no theme."""
    reports = []
    for code, name in congress.regions:
        of: dict[int, dict[str, str]] = {}
        for id in congress.texts:
            region, number, letter = parted(id)
            if region == code:
                of.setdefault(number, {})[letter] = congress.texts[id]
        lines = [f"Report of the meeting of {name}", "I. Proceedings"]
        for number in range(1, max(of) + 1):
            ends = "recommended that States should:" if number in of else "took note of the report."
            lines.append(f"{number}. The Meeting {ends}")
            last = max(of[number]) if number in of else ""
            for letter in "abcdef"[: "abcdef".find(last) + 1] if last else "":
                text = of[number].get(letter, "")
                lines += [f"({letter}) {text}"] if text else []
        reports.append(MeetingReport(code, SourceText(f"{code}.txt", "\n\n".join(lines) + "\n")))
    return read_reports(reports, congress.about)


FORMS = (as_list, as_list, as_list, as_matrix, as_turned, as_table, as_reports)


def wrong(congress: Congress, read: MappingExercise, *, themed: bool) -> list[str]:
    """What was read otherwise than it is."""
    corpus = read.corpus
    texts = {point.id: point.text for point in corpus.recommendations}
    found = [f"{id}: {texts.get(id)!r} for {text!r}" for id, text in congress.texts.items() if texts.get(id) != text]
    found += [f"{id}: made up" for id in texts if id not in congress.texts]
    if themed:
        placed = Counter(
            (section.title, theme.title, id)
            for section in corpus.sections
            for theme in section.themes
            for id in theme.placements
        )
        found += [f"{'/'.join(each)}: not read there" for each in congress.placements - placed]
        found += [f"{'/'.join(each)}: read there" for each in placed - congress.placements]
    return found


def held(count: int, first: int = 0) -> tuple[int, Counter[str], list[str]]:
    """So many placements, at least, held against the truth: how many were read, by form how many congresses were told
    to be unsure, and what is wrong and wasn't told.
    """
    done, told, faults, seed = 0, Counter[str](), list[str](), first
    while done < count:
        random = Random(seed)
        congress, form = invented(random), FORMS[seed % len(FORMS)]
        read, problems = form(congress, random)
        told[f"{form.__name__} {'told' if problems else 'read'}"] += 1
        if not problems:
            faults += [
                f"{form.__name__} {seed}: {each}" for each in wrong(congress, read, themed=form is not as_reports)
            ]
        done += sum(congress.placements.values())
        seed += 1
    return done, told, faults


def test_in_every_form_what_is_read_is_the_truth_or_told() -> None:
    _, told, faults = held(int(os.environ.get("DRAFTER_PLACEMENTS", "400")))
    assert faults == []
    for form in {each.__name__ for each in FORMS}:
        assert told[f"{form} read"] > told[f"{form} told"] // 4, f"{form} is asked about nearly always: {told}"


if __name__ == "__main__":
    placements, outcome, mistakes = held(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    sys.stdout.write("\n".join((f"{placements} placements: {dict(outcome)}", *mistakes[:60], str(len(mistakes)), "")))
