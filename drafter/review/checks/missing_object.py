"""What a source is about, where a text says nothing of it: “prison overcrowding” in a paragraph on witnesses.

Only where all of its nouns are missing is anything named: of a rewording, one or the other often is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from drafter.corpus.tokens import STOP, WORD, grams, stem, with_families

_LIGHT_WORDS = (
    "effort measure capacity capability approach cooperation collaboration importance role use practice strategy "
    "policy programme mechanism best good development implementation establishment exchange support assistance way "
    "need context level process information state member unodc"
)
_LIGHT = frozenset(map(stem, _LIGHT_WORDS.split()))
"""Nouns that a recommendation on anything has."""
_ALIKE = 0.35
"""The part of their pieces from which two words are of one family: prison, imprisonment."""
_NAMED = 3
_BREAK = re.compile(r"[.;:,]")


@lru_cache(maxsize=20_000)
def missing_object(source: str, text: str) -> tuple[str, ...]:
    """The first things that the source is about, as it calls them, where the text has none of its nouns, in whatever
    form; else none. Kept: an edit changes one text of many.
    """
    nouns = dict(_nouns(source))
    said = frozenset(map(stem, with_families(text)))
    if any(_stands(noun, said) for noun in nouns):
        return ()
    return tuple(name for name in nouns.values() if name)[:_NAMED]


def _nouns(text: str) -> Iterator[tuple[str, str]]:
    """The stem of what ends each run of words that carry matter, which in English is a noun; and the last two words of
    the run. These are empty where it is the text's first word, its verb.
    """
    run: list[str] = []
    last, is_first = 0, True
    for match in re.finditer(WORD, f"{text} and"):
        word = match[0]
        is_matter = word.casefold() not in STOP
        if run and (not is_matter or _BREAK.search(text, last, match.start())):
            noun = stem(with_families(run[-1])[-1])
            if noun not in _LIGHT:
                yield noun, "" if is_first and len(run) == 1 else " ".join((run[1:] if is_first else run)[-2:])
            run, is_first = [], False
        last = match.end()
        if is_matter:
            run = [*run[-1:], word] if not is_first else [*run, word]


def _stands(noun: str, said: frozenset[str]) -> bool:
    return noun in said or any(are_alike(noun, other) for other in said)


def are_alike(stem: str, other: str) -> bool:
    """Whether two stems are of one family, by their letters: prison, imprisonment."""
    ours, theirs = _pieces(stem), _pieces(other)
    return len(ours & theirs) > _ALIKE * len(ours | theirs)


@lru_cache(maxsize=20_000)
def _pieces(word: str) -> frozenset[str]:
    return frozenset(grams(word))
