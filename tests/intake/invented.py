"""Random mapping exercises of congresses that never were, and how each form would print them, oddly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from hypothesis import strategies as st

from drafter.corpus.scripts import needs_no_blank

PLAIN = ("lamps", "and", "lenses", "shine", "over", "the", "sea", "with", "oil", "promote", "mirrors", "by", "night")
ODD = (
    "[sic]", "{{", "}}", "{%", "<w:p>", "&amp;", "&", "“light”", "שלום", "e\u0301", "🕯", "(ii)", "[Annex", "2]", "2030",
    "A/1", "C:\\x", "*b*", "`", "\\", "||", "multi-lamp", ";", ",", "–", "IV.", "[see", "above]", "12", "•", "\u200f",
)  # fmt: skip
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII")
REGIONS = (
    ("NE", "North and East"),
    ("SW", "South-West"),
    ("C", "Coast"),
    ("ISL", "Islands & reefs"),
    ("B", "البحر"),
)
LETTERS = ("a", "b", "c", "z", "aa", "bb")


@dataclass(frozen=True)
class Theme:
    number: str
    title: str
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Exercise:
    regions: tuple[tuple[str, str], ...]
    sections: tuple[tuple[str, tuple[Theme, ...]], ...]
    texts: dict[str, str]

    def tree(self) -> list[tuple[str, list[tuple[str, str, tuple[str, ...]]]]]:
        return [
            (title, [(theme.number, theme.title, theme.ids) for theme in themes]) for title, themes in self.sections
        ]


def _odd() -> st.SearchStrategy[str]:
    characters = st.characters(categories=("L", "N", "P", "S", "M", "Cf"), exclude_characters="[]<>\ufeff")
    return st.sampled_from(ODD) | st.text(characters, min_size=1, max_size=5)


@st.composite
def words(draw: st.DrawFn, first: str = "Keep", most: int = 12) -> str:
    """A text that starts with a capital and ends in a plain word; between them anything goes."""
    inside = draw(st.lists(st.sampled_from(PLAIN) | _odd(), max_size=most))
    return " ".join((first, *inside, draw(st.sampled_from(PLAIN))))


@st.composite
def exercises(draw: st.DrawFn) -> Exercise:
    regions = tuple(draw(st.permutations(REGIONS)))[: draw(st.integers(2, 5))]
    names = st.tuples(st.sampled_from(regions), st.integers(1, 30), st.sampled_from(LETTERS))
    ids = [f"{region[0]} {paragraph}({letter})" for region, paragraph, letter in draw(st.sets(names, max_size=12))]
    ids += [f"{code} 40(a)" for code, _ in regions]
    texts = {id: f"{draw(words())}{draw(st.sampled_from(('.', '', ';')))}" for id in ids}
    placed = st.lists(st.sampled_from(ids), min_size=1, max_size=6, unique=True)
    order = [code for code, _ in regions]

    def theme(number: str, title: str, chosen: Sequence[str]) -> Theme:
        return Theme(number, title, tuple(sorted(chosen, key=lambda id: order.index(id.split()[0]))))

    first = (f"General {draw(words('things', 2))}", (theme("", f"{draw(words('Other', 3))}", ids),))
    sections: list[tuple[str, tuple[Theme, ...]]] = [first]
    for place in range(draw(st.integers(0, 3))):
        count = draw(st.integers(1, 5))
        themes = (theme(ROMAN[n], f"{draw(words('Theme', 4))} {place}{n}x", draw(placed)) for n in range(count))
        sections.append((f"{draw(words('Section', 5))} x{place}", tuple(themes)))
    return Exercise(regions, tuple(sections), texts)


def breakable(text: str) -> list[str]:
    """The text in parts, each but the first starting with a plain word: only there the printers break it."""
    parts: list[str] = []
    for word in text.split(" "):
        glued = parts and (parts[-1].endswith(("-", ",", "/", "–")) or needs_no_blank(parts[-1], word))
        if parts and (word not in PLAIN or glued):
            parts[-1] += f" {word}"
        else:
            parts.append(word)
    return parts


def as_list(exercise: Exercise, random: Random) -> str:
    """The list as a PDF's text: wrapped lines, floating bullets and numerals, items cut by the ends of pages."""
    legend = ", ".join(f"“[{code}…]” stands for the Report of {name}" for code, name in exercise.regions)
    out = ["All the mappings of the world2\n"]
    for title, themes in exercise.sections:
        numerals = [theme.number for theme in themes if theme.number]
        heading = f"{title}: {themes[0].title}" if not numerals else title
        out.append(_wrapped(heading, random, cuts=False) + "\n\n")
        for theme in themes:
            if theme.number:
                due = (
                    0
                    if theme.number not in numerals
                    else random.randint(numerals.index(theme.number) + 1, len(numerals))
                )
                out += [f"{number}.\n\n" for number in numerals[:due]]
                del numerals[:due]
                out.append(_wrapped(theme.title, random, cuts=False) + "\n")
            out.append(_bullets(random))
            for id in theme.ids:
                code, place = id.split(" ")
                cited = random.choice((f"[{id}]", f"[{code}\n{place}]", f"[{code} {place.replace('(', ' (')}]"))
                text = _wrapped(exercise.texts[id], random, cuts=True)
                out.append(f"{text}{random.choice((' ', chr(10)))}{cited}\n{random.choice(('', '', _bullets(random)))}")
            out.append(random.choice(("\n", f"\n{legend}.\n\n", "\n7\n\n", "\n •\n\n")))
    return "".join(out)


def _bullets(random: Random) -> str:
    return "\n" + "".join(random.choice(("•\n", "•\n\n", " •\n\n")) for _ in range(random.randint(0, 4))) + "\n"


def _wrapped(text: str, random: Random, *, cuts: bool) -> str:
    parts = breakable(text)
    out = parts[0]
    for part in parts[1:]:
        page = random.choice(("\n ", "\n\f", "\n\n12\n\n", "\n •\n\n•\n", "\n\n•\n")) if cuts else "\n"
        out += f"{random.choice((' ', ' ', chr(10), page if random.random() < 0.3 else ' '))}{part}"
    return out


def as_matrix(exercise: Exercise, random: Random) -> str:
    """The matrix as tab-separated text: running titles, headings continued, cells cut by the ends of pages."""
    width = len(exercise.regions)
    blanks = "\t" * (width - 1)
    top = "\nAll the mappings of the world\n\n" + "\t".join(name for _, name in exercise.regions) + "\n"
    out = ["Annex B\n", top]
    for title, themes in exercise.sections:
        out.append(f"{_tagged(title, random)}{blanks}\n")
        for theme in themes:
            heading = f"{theme.number}. {theme.title}" if theme.number else theme.title
            out.append(f"{_tagged(heading, random)}{blanks}\n")
            cells = [_cell(exercise, theme, code, random) for code, _ in exercise.regions]
            while any(cells):
                now = [_cut(cell, random) for cell in cells]
                cells = [cell[len(part) :].strip() for cell, part in zip(cells, now, strict=True)]
                if any(now):
                    out.append("\t".join(_tagged(part.strip(), random) if part else "" for part in now) + "\n")
                if any(cells) and random.random() < 0.8:
                    out.append(top)
                    if random.random() < 0.5:
                        out.append(f"{heading} (cont{random.choice(chr(39) + '’')}d){blanks}\n")
    return "".join(out)


def _cell(exercise: Exercise, theme: Theme, code: str, random: Random) -> str:
    pieces = []
    for id in theme.ids:
        region, place = id.split(" ")
        paragraph, letter = place.rstrip(")").split("(")
        if region == code:
            bare = f"[Report, para{random.choice('.,')} {paragraph}{letter}]"
            cited = random.choice((bare, f"[Report, para. {paragraph}({letter})]"))
            pieces.append(f"({letter}) {exercise.texts[id]} {cited}{random.choice(('', '.', ';'))}")
    return " ".join(pieces)


def _cut(cell: str, random: Random) -> str:
    """All of a cell, or its beginning up to a plain word that follows a plain word."""
    tokens = cell.split(" ")
    places = [n for n in range(1, len(tokens)) if tokens[n] in PLAIN and tokens[n - 1] in PLAIN]
    if not places or random.random() < 0.6:
        return cell
    return " ".join(tokens[: random.choice(places)])


def _tagged(text: str, random: Random) -> str:
    return random.choice((text, f"<p>{text}</p>", f'<p align="center">{text}</p>')) if text else ""
