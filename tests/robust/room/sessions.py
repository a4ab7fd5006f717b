"""A session: a draft goes out, a room edits the file, and the file is there with an account of what was done in it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from drafter.document.table import anchor
from drafter.draft.draft import Draft
from tests.robust.room import drafts
from tests.robust.room.margins import Margins
from tests.robust.room.pages import UNSEEN, Cell, Hand, Move, Page
from tests.robust.room.parts import packed, unpacked
from tests.robust.room.word import Deed, Word

HANDS = (
    Hand("Ann", "2026-05-01"),
    Hand("Ben B.", "2026-05-02"),
    Hand("Chair (“X” & <Y>)", "2026-05-03"),
    Hand("Дарья", ""),
    UNSEEN,
)
Way = Callable[[Cell, Hand], Deed | None]


@dataclass(slots=True)
class Session:
    seed: int
    draft: Draft
    page: Page
    deeds: list[Deed]
    document: bytes
    apart: bool = False
    """Whether no edit met another."""
    wiped: frozenset[Hand] = frozenset()
    """Who moved what somebody else, untracked, deleted where it had stood."""
    levelled: bool = False
    """Whether somebody changed the level of a paragraph."""
    moved: tuple[Move, ...] = ()


def apart(seed: int, skipped: frozenset[int] = frozenset()) -> Session:
    """Edits of which none meets another: between the paragraphs of two of them stands one that nobody touched.
    Those whose numbers are in `skipped` are left out.
    """
    chance = random.Random(seed)
    draft, word = _opened(chance, drafts.made(chance, chance.choice([1, 4])))
    return _apart(seed, draft, word, chance.randrange(1, 41), HANDS, skipped)


def one_more(seed: int, draft: Draft, document: bytes, count: int, hands: tuple[Hand, ...]) -> Session:
    """Edits of these people in an export of a draft, of which none meets another."""
    chance = random.Random(seed)
    _, word = _opened(chance, draft, document)
    return _apart(seed, draft, word, count, hands, frozenset())


def _apart(
    seed: int, draft: Draft, word: Word, count: int, hands: tuple[Hand, ...], skipped: frozenset[int]
) -> Session:
    deeds: list[Deed] = []
    word.apart = True
    # What is proposed as a whole isn't edited: the file has it in brackets that are no words.
    proposed = {anchor(id) for id, spot in draft.spots.items() if spot.paragraph.proposals}
    used = {id(end) for end in word.paragraphs() if end.home in proposed}
    for number in range(count):
        word.chance = random.Random(f"{seed} {number}")
        before = word.paragraphs()
        end = word.chance.choice(before)
        touched = {id(each) for by in (-1, 0, 1) if (each := word.around(end, by)) is not None}
        if touched & used or number in skipped:
            continue
        deed = _done(word, draft, end, hands)
        if deed is not None:
            deeds.append(deed)
            known = {id(each) for each in before}
            used |= touched | {id(each) for each in word.paragraphs() if id(each) not in known}
    return replace(_closed(seed, draft, word, deeds), apart=True)


def heaped(seed: int, skipped: frozenset[int] = frozenset()) -> Session:
    """Edits anywhere, upon one another; without those whose numbers are in `skipped`."""
    chance = random.Random(seed)
    draft, word = _opened(chance, drafts.made(chance))
    deeds = []
    some = chance.sample(word.paragraphs(), 3)
    for number in range(chance.randrange(1, 41)):
        word.chance = random.Random(f"{seed} {number}")
        standing = word.paragraphs()
        favourites = [end for end in some if any(end is each for each in standing)]
        favoured = favourites and word.chance.random() < 0.6
        end = word.chance.choice(favourites if favoured else standing)
        deed = _done(word, draft, end) if number not in skipped else None
        if deed is not None:
            deeds.append(deed)
    if chance.random() < 0.1:
        who = chance.choice(HANDS)
        word.accept(lambda hand: hand == who)
    elif chance.random() < 0.05:
        word.accept(lambda _: True)
    return _closed(seed, draft, word, deeds)


def _opened(chance: random.Random, draft: Draft, document: bytes = b"") -> tuple[Draft, Word]:
    page = Page.of(unpacked(document or drafts.exported(draft)))
    for block in drafts.outlined(draft).paragraphs:
        paragraph = draft.spots[block.id].paragraph
        words = "" if paragraph.deleted else paragraph.written
        before, found, after = block.printed.partition(words) if words else (block.printed, "", "")
        assert found == words
        page.mark_brackets(anchor(block.id), len(before), len(after))
    return draft, Word(page, chance)


def _closed(seed: int, draft: Draft, word: Word, deeds: list[Deed]) -> Session:
    word.settle_brackets()
    document = packed(word.page.write(word.chance))
    return Session(
        seed, draft, word.page, deeds, document, False, frozenset(word.wiped), word.levelled, tuple(word.moved)
    )


def _ways(word: Word, margins: Margins) -> list[Way]:
    """What people do; what they do most stands there more than once."""
    return [
        word.put_words, word.put_words, word.delete_words, word.delete_words, word.replace_words, word.replace_words,
        word.put_brackets, word.new_after, word.new_after, word.new_before, word.split, word.join,
        word.delete_paragraph, word.delete_across, word.move, word.tag, word.untag, word.make_bold, margins.comment,
        margins.cite_another, margins.change_level,
    ]  # fmt: skip


def _done(word: Word, draft: Draft, end: Cell, hands: tuple[Hand, ...] = HANDS) -> Deed | None:
    way = word.chance.choice(_ways(word, Margins(word, draft, drafts.corpus())))
    return way(end, word.chance.choice(hands))
