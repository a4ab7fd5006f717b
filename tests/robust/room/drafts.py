"""Drafts as they go out to a room: long paragraphs, sub-paragraphs three deep, brackets in brackets, all statuses."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache

from drafter.corpus.corpus import Corpus
from drafter.document.annexes import Work, annexes
from drafter.document.outline import Outline, outline
from drafter.document.table import AnnexKind
from drafter.draft import numbering
from drafter.draft.bracket_notation import read
from drafter.draft.draft import Draft, Link, Paragraph, Status, Treatment
from drafter.draft.edits import new_draft
from drafter.draft.text import ATTRIBUTED, View
from drafter.formats.registry import Options, render
from drafter.review.coverage import coverage
from drafter.storage import corpus_yaml, folders, layout_folder

OPEN = (
    "We call for [urgent - EU / no - US] action, and [timely - EU, JP / adequate and [sustained - CN / lasting - RU] - "
    "G77] funding.",
    "We [urge - EU; US oppose / invite - US] States to act [without delay] in good faith.",
    "We note [the progress made [in some countries - RU / everywhere - BR] - EU / what was done - CN; US reserve].",
)
_DEPTHS = (0, 0, 0, 1, 1, 0, 0, 1, 2, 3, 2, 1, 0, 0)


@cache
def corpus() -> Corpus:
    return corpus_yaml.load(folders.CORPUS)


def made(chance: random.Random, size: int = 1) -> Draft:
    """A draft of some twenty paragraphs, or `size` times as many."""
    known, layout = corpus(), layout_folder.load("kyoto")
    empty = new_draft(f"d-{chance.randrange(10**6)}", layout, known)
    sources = chance.sample(known.recommendations, 120)
    paragraphs = _Paragraphs(chance, sources)
    parts = [
        replace(part, paragraphs=paragraphs.preamble() if place == 0 else paragraphs.operative(size))
        for place, part in enumerate(empty.parts)
        if place < chance.choice([2, 3])
    ]
    found = replace(empty, parts=(*parts, *empty.parts[len(parts) :]))
    return numbering.freeze(found) if chance.random() < 0.3 else found


class _Paragraphs:
    def __init__(self, chance: random.Random, sources: list) -> None:  # type: ignore[type-arg]
        self.chance, self.sources, self.count = chance, sources, 0

    def preamble(self) -> tuple[Paragraph, ...]:
        openings = ("Recalling", "Bearing in mind", "Noting with concern", "Reaffirming")
        count = self.chance.randrange(3, 6)
        return tuple(self.one(f"{self.chance.choice(openings)} that {self.words(',')}") for _ in range(count))

    def operative(self, size: int) -> tuple[Paragraph, ...]:
        return tuple(each for _ in range(size) for each in self.some())

    def some(self) -> tuple[Paragraph, ...]:
        start = self.chance.randrange(len(_DEPTHS) - 4)
        depths = [*_DEPTHS[start:], *_DEPTHS[:start]][: self.chance.randrange(5, len(_DEPTHS))]
        return self.tree([0, *depths[1:]])

    def tree(self, depths: list[int]) -> tuple[Paragraph, ...]:
        found: list[Paragraph] = []
        place = 0
        while place < len(depths):
            after = next((at for at in range(place + 1, len(depths)) if depths[at] <= depths[place]), len(depths))
            below = self.tree(depths[place + 1 : after])
            mine = self.one("" if not below else f"{self.words(':')}")
            found.append(replace(mine, children=below))
            place = after
        return tuple(found)

    def words(self, sign: str) -> str:
        text = self.sources[self.count % len(self.sources)].text.rstrip(" .;:,")
        return f"{text[0].lower()}{text[1:]}{sign}"

    def one(self, words: str = "") -> Paragraph:
        self.count += 1
        chance, id = self.chance, f"p-{self.count}"
        mine = self.sources[self.count % len(self.sources)]
        text = read(words or mine.text, id)
        if not words and chance.random() < 0.2:
            text = read(chance.choice(OPEN), id)
        elif not words and chance.random() < 0.15:
            text = read(" ".join(each.text for each in chance.sample(self.sources, 8)), id)
        links: tuple[Link, ...] = (Link(mine.id, Treatment.ADAPTED),)
        if chance.random() < 0.2:
            links = (*links, Link(self.sources[(self.count + 60) % len(self.sources)].id, Treatment.MERGED))
        if chance.random() < 0.2:
            links = ()
        status = chance.choice([Status.OPEN] * 8 + [Status.AD_REF, Status.INFORMALS, Status.PENDING, Status.BRACKETED])
        if not text.plain and status is not Status.OPEN:
            status = Status.OPEN
        return Paragraph(
            id,
            text,
            links,
            status=status,
            pending="US" if status is Status.PENDING else "",
            note="Ask the capital." if chance.random() < 0.1 else "",
            agreed_on="2026-05-03" if status.agreed and chance.random() < 0.5 else "",
        )


def outlined(draft: Draft, view: View = ATTRIBUTED) -> Outline:
    return outline(draft, corpus(), layout_folder.load(draft.layout), view)


def exported(draft: Draft, kinds: tuple[AnnexKind, ...] = (AnnexKind.SOURCES,)) -> bytes:
    """As `drafter export` writes it."""
    known, shown = corpus(), outlined(draft)
    work = Work(known, draft, lambda: coverage(known, draft), shown)
    return render(shown, ".docx", annexes=annexes(kinds, work), options=Options(annexes=kinds))
