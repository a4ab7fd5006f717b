"""The blocks of two texts in one order, when nothing of the one is left in the other."""

from __future__ import annotations

from dataclasses import replace

from drafter.document.authorship import Authorship
from drafter.document.edited_document import Mark
from drafter.document.outline import Outline, outline
from drafter.document.tracked import BlockFate, between
from drafter.draft.draft import Draft, Paragraph
from drafter.storage import layout_folder
from tests.builders import corpus, draft, paragraph

CORPUS = corpus()
LAYOUT = layout_folder.load("kyoto")._replace(sentences={})
NOW = Mark("Chair", "2026-03-02")


def only(*paragraphs: Paragraph) -> Draft:
    """A draft without anything but these paragraphs: no heading, no sentence of the layout."""
    made = draft(*paragraphs)
    return replace(made, parts=tuple(replace(part, heading=False) for part in made.parts))


def fates(before: Draft, after: Draft) -> list[BlockFate]:
    old, new = (bare(outline(each, CORPUS, LAYOUT)) for each in (before, after))
    return [each.fate for each in between(old, new, Authorship(before, after, NOW)).blocks]


def bare(made: Outline) -> Outline:
    return made._replace(masthead=())


def test_of_a_text_of_which_nothing_stayed_the_last_block_is_one_that_changed() -> None:
    """A document can't end with a paragraph that isn't there."""
    before = only(paragraph("a", "We act."), paragraph("b", "We wait."))
    after = only(paragraph("c", "They came."), paragraph("d", ""))
    assert fates(before, after) == [BlockFate.WENT, BlockFate.CAME, BlockFate.CHANGED]
    assert fates(before, before) == [BlockFate.SAME, BlockFate.SAME]


def test_a_text_that_was_empty_only_gets_blocks() -> None:
    assert fates(only(), only(paragraph("a", "We act."))) == [BlockFate.CAME]
    assert fates(only(paragraph("a", "We act.")), only()) == [BlockFate.WENT]
