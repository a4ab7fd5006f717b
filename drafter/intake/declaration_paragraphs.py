"""A declaration that was adopted, as a corpus: paragraph by paragraph, language that was agreed and can be cited."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.corpus.corpus import About, AboutRegion, Corpus, Recommendation, Region, Section, Theme, parse_id
from drafter.corpus.languages import ENGLISH, told_apart
from drafter.draft.draft import Draft
from drafter.draft.numbering import refs
from drafter.errors import BadInput, Problem
from drafter.intake.negotiating_text import NegotiatingText

_BLANK_BEFORE_LETTER = re.compile(r"\s+(?=\()")


def declaration_corpus(text: NegotiatingText, code: str, about: About, file: str) -> Corpus:
    """The corpus of a declaration: a section and a theme for each of its parts, a point for each paragraph and
    sub-paragraph, named as it is cited: `K 7(a)`; `K PP3` for one of the preamble. Nothing in it asks to be taken up.

    `code` are the letters that citations begin with. Raises BadInput, naming the `file`, where there is no paragraph.
    """
    said = next((region for region in about.regions if region.code == code), AboutRegion(code))
    name = said.name or about.title or text.title
    if not name:
        mend = f"Say it in the about file: title, or a region with code {code} and a name."
        raise BadInput(Problem(file, None, "Nothing says what this declaration is called.", mend))
    points = list(_points(text, code))
    if not points:
        raise BadInput(Problem(file, None, "No paragraph was found in this declaration.", "Is it the right file?"))
    by_paragraph = {paragraph: point.id for paragraph, point in points}
    parts = [part for part in text.parts if part.paragraphs]
    sections = tuple(
        Section(
            str(place),
            part.title or name,
            (Theme(str(place), "", part.title or name, tuple(by_paragraph[each.id] for paragraph in part.paragraphs
                                                             for each in paragraph.whole())),),
        )
        for place, part in enumerate(parts, 1)
    )  # fmt: skip
    region = Region(code, name, said.report or name, said.symbol, short=name, asks=False)
    id = about.id or f"declaration-{code.lower()}"
    title = about.title or text.title or name
    recommendations = tuple(point for _, point in points)
    language = about.language or told_apart(point.text for point in recommendations) or ENGLISH
    return Corpus(id, about.congress, title, (region,), sections, recommendations, language)


def _points(text: NegotiatingText, code: str) -> Iterator[tuple[str, Recommendation]]:
    """Each paragraph's id in the text, and what it is in the corpus."""
    draft = Draft("", "", "", text.parts)
    for paragraph, ref in refs(draft).items():
        spot = draft.spots[paragraph]
        id = f"{code} {_BLANK_BEFORE_LETTER.sub('', ref.removeprefix('OP'))}"
        _, number, letter = parse_id(id, code) or (code, 0, "")
        yield paragraph, Recommendation(id, code, number, letter, " ".join(spot.paragraph.written.split()))
