"""A change of a source carried over into the paragraphs that cite it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from drafter.corpus.corpus import Corpus
from drafter.draft import edits
from drafter.draft.draft import Draft
from drafter.draft.source_changes import acknowledge
from drafter.draft.word_difference import aligned, tokens
from drafter.errors import EditRefused

_AROUND = 2
"""Words, blanks and signs on either side of a change that must stand as they did: a word and its blank."""


def take_new_words(draft: Draft, corpus: Corpus, id: str) -> tuple[Draft, tuple[str, ...]]:
    """The draft with what changed in a recommendation's words changed in the paragraphs that cite it, too, and the ids
    of those in which it can't be: they say it in words of their own, or something is open in them. Where there are none
    of these, the draft remembers the new words.

    Refuses where nothing changed, or nothing can be done.
    """
    before = next((quoted.text for quoted in draft.quoted if quoted.recommendation == id), "")
    if id not in corpus.by_id or not before or corpus.by_id[id].text == before:
        raise EditRefused(f"Nothing is known to have changed in {id}.")
    now, made, left = corpus.by_id[id].text, draft, []
    for paragraph in (draft.spots[each].paragraph for each in draft.cited_in.get(id, ())):
        text = renewed(before, now, paragraph.written) if paragraph.text.plain else None
        if text is None or ("[" in text and text != now):
            left.append(paragraph.id)
        else:
            made = edits.reword(made, corpus, paragraph.id, text)
    if left and made == draft:
        return draft, tuple(left)
    return made if left else acknowledge(made, corpus, [id]), tuple(left)


def renewed(before: str, now: str, text: str) -> str | None:
    """The text with what changed in its source, from `before` to `now`: in words of its own, wherever the words around
    the change still stand as they did. None where they don't. A text that says the new words already stays as it is.
    """
    if text in (before, now):
        return now
    made = _carried(before, now, text)
    return text if made is None and _carried(now, before, text) is not None else made


def _carried(before: str, now: str, text: str) -> str | None:
    old, mine = tokens(before), tokens(text)
    where = _places(old, mine)
    made, done, at = list[str](), 0, 0
    for same, out, came in aligned(old, tokens(now)):
        if not same:
            first = _first(where, range(at, at + len(out)), len(old), len(mine))
            if first is None or first < done:
                return None
            made += [*mine[done:first], *came]
            done = first + len(out)
        at += len(out)
    return "".join([*made, *mine[done:]])


def _places(old: Sequence[str], mine: Sequence[str]) -> dict[int, int]:
    """Where each word of the one that is in the other, too, stands there, with a capital letter or not."""
    return dict(_pairs([word.casefold() for word in old], [word.casefold() for word in mine]))


def _pairs(old: Sequence[str], mine: Sequence[str]) -> Iterator[tuple[int, int]]:
    at, there = 0, 0
    for same, ours, theirs in aligned(old, mine):
        if same:
            yield from zip(range(at, at + len(ours)), range(there, there + len(theirs)), strict=True)
        at, there = at + len(ours), there + len(theirs)


def _first(where: Mapping[int, int], changed: range, whole: int, mine: int) -> int | None:
    """Where the words that changed begin in one's own text of so many words (`mine`); None where they, or those around
    them, don't stand there as they did in the source of so many (`whole`).
    """
    around = range(max(changed.start - _AROUND, 0), min(changed.stop + _AROUND, whole))
    places = [where.get(at, -1) for at in around]
    if not places or -1 in places or places != list(range(places[0], places[0] + len(places))):
        return None
    first = places[0] + changed.start - around.start
    begins, ends = changed.start == 0, changed.stop == whole
    if (begins and first != 0) or (ends and first + len(changed) != mine):
        return None
    return first
