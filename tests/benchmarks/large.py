"""A corpus and a draft as large as the ones that the screens must bear: invented, and the same at every run."""

from __future__ import annotations

from pathlib import Path
from random import Random

from drafter.corpus.corpus import Corpus, Recommendation, Region, Section, Theme
from drafter.draft.draft import Link, Paragraph, Treatment
from drafter.draft.text import Text
from drafter.storage import corpus_yaml, draft_yaml, folders
from drafter.workspace import Workspace

RECOMMENDATIONS = 10_000
PARAGRAPHS = 1_000
_THEMES = 39


def corpus(size: int = RECOMMENDATIONS, seed: int = 7) -> Corpus:
    """Recommendations put together from the words of the real ones, under the real ones' themes."""
    real, chance = corpus_yaml.load(folders.CORPUS), Random(seed)
    words = [word for one in real.recommendations for word in one.text.split()]
    codes = [region.code for region in real.regions]
    made = []
    for number in range(size):
        start = chance.randrange(len(words) - 80)
        text = " ".join(words[start : start + chance.randint(15, 75)])
        region, paragraph, letter = codes[number % 5], number // 130 + 1, _letter(number // 5 % 26)
        made.append(Recommendation(f"{region} {paragraph}({letter})", region, paragraph, letter, text))
    placed = [[one.id for one in made[place::_THEMES]] for place in range(_THEMES)]
    themes = iter(zip(real.themes, placed, strict=True))
    sections = tuple(
        Section(
            section.id,
            section.title,
            tuple(
                Theme(theme.id, theme.number, theme.title, tuple(ids))
                for theme, ids in (next(themes) for _ in section.themes)
            ),
        )
        for section in real.sections
    )
    regions = tuple(Region(one.code, one.name, one.report) for one in real.regions)
    return Corpus("large", "An invented congress", "A large mapping", regions, sections, tuple(made))


def _letter(number: int) -> str:
    return chr(ord("a") + number)


def workspace(folder: Path, made: Corpus, paragraphs: int = PARAGRAPHS) -> Workspace:
    """A draft in the folder that takes up two recommendations a paragraph, one of them adapted."""
    draft = Workspace.new(folder / "large.yaml", made)
    ids = [one.id for one in made.recommendations]
    parts = draft.draft.parts[1:]
    from dataclasses import replace

    filled = [list[Paragraph]() for _ in parts]
    for number in range(paragraphs):
        first, second = ids[number * 2], ids[number * 2 + 1]
        links = (Link(first, Treatment.ADAPTED), Link(second, Treatment.MERGED))
        text = f"We will {made.by_id[first].text[:300]}"
        filled[number % len(parts)].append(Paragraph(f"p-{number:08x}", Text.of(text), links))
    whole = replace(
        draft.draft,
        parts=(
            draft.draft.parts[0],
            *(replace(part, paragraphs=tuple(own)) for part, own in zip(parts, filled, strict=True)),
        ),
    )
    (folder / "large.yaml").write_text(draft_yaml.dump(whole), encoding="utf-8")
    return Workspace.open(folder / "large.yaml", made)
