"""What of a recommendation's words a text still has: a hint that part of what was asked may be lost, no verdict."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from drafter.corpus.corpus import Corpus, Recommendation
from drafter.corpus.formula import formula
from drafter.corpus.tokens import STOP, WORD, content, family, stem, stems, with_families, words
from drafter.draft.draft import Draft, Spot
from drafter.draft.text import Text
from drafter.draft.word_difference import aligned

LITTLE = 0.4
"""Where less than this part of a source's words is left, somebody should look."""
MERGED = 3
"""How many times less is enough of one of several sources that are merged: its words may be another's."""
BETWEEN = "; "
"""Between the stretches of a source that are noted as missing."""
CLAUSE = 3
"""Words that carry matter in a clause; what has fewer is part of the clause before it."""


def share_kept(source: str, text: str) -> float:
    """The part of the source's words that the text has in some form and place, from 0 to 1; little words don't count.

    1 for a source without words.
    """
    asked, said = stems(source), set(stems(text))
    return sum(word in said for word in asked) / len(asked) if asked else 1.0


def in_agreed_words(spot: Spot, source: Recommendation, draft: Draft) -> bool:
    """Whether most of what the paragraph has of the source's words stands outside its alternatives, in a paragraph that
    nobody proposes to add or to delete. What stands only in brackets may be gone tomorrow.
    """
    around: Spot | None = spot
    while around is not None:
        if around.paragraph.proposed or around.paragraph.deletion:
            return False
        around = draft.spots[around.parent.id] if around.parent else None
    text = spot.paragraph.text
    if text.plain:
        return True
    outside = " ".join(run for run in text.runs if isinstance(run, str))
    return share_kept(source.text, outside) * 2 >= share_kept(source.text, " ".join(every_word(text)))


def every_word(text: Text) -> Iterator[str]:
    """The words of the text and of all its options."""
    for run in text.runs:
        if isinstance(run, str):
            yield run
        else:
            for option in run.options:
                yield from every_word(option.text)


def lost_spans(source: str, text: str) -> Iterator[tuple[int, int]]:
    """The stretches of the source around words that the text has in no form and nowhere, as far as they don't stand in
    it: start and end, in characters.
    """
    matches = list(re.finditer(WORD, source))
    asked, said = [_folded(match[0]) for match in matches], [_folded(word) for word in words(text)]
    known = set(said)
    for stands, run in groupby(range(len(asked)), _standing(asked, said).__getitem__):
        places = list(run)
        while places and asked[places[-1]] in STOP:  # what leads on to words that do stand there
            places.pop()
        if not stands and not known.issuperset({asked[place] for place in places} - STOP):
            yield matches[places[0]].start(), matches[places[-1]].end()


def lost(source: str, text: str) -> Iterator[str]:
    """The words of the `lost_spans`: a note of what is missing that can be understood."""
    return (source[start:end] for start, end in lost_spans(source, text))


def _standing(asked: Sequence[str], said: Sequence[str]) -> list[bool]:
    """For each word asked, whether it stands among the words said beside its neighbours: in a run of three, or of two
    of which one carries matter.
    """
    there = [False] * len(asked)
    for length in (3, 2):
        grams = set(zip(*(said[start:] for start in range(length)), strict=False))
        for place, gram in enumerate(zip(*(asked[start:] for start in range(length)), strict=False)):
            if gram in grams and (length > 2 or not STOP.issuperset(gram)):
                there[place : place + length] = [True] * length
    return there


@lru_cache(maxsize=20_000)
def _folded(word: str) -> str:
    folded = word.casefold()
    return folded if folded in STOP else stem(folded)


def missing(corpus: Corpus, ids: Iterable[str], text: str) -> dict[str, tuple[str, ...]]:
    """The clauses of each of these recommendations that have words of substance which stand nowhere in the text,
    whoever wrote it; by id. Those of which it has all are left out. Raises KeyError for an id that the corpus hasn't.

    Little words are of no substance, nor is another form or spelling of a word that is there, its synonym, or a word of
    the mapping's own formula.
    """
    said = _matter(text)
    found = {id: tuple(_clauses(corpus, corpus.by_id[id].text, text, said)) for id in ids}
    return {id: clauses for id, clauses in found.items() if clauses}


def newly_missing(corpus: Corpus, ids: Iterable[str], before: str, after: str) -> dict[str, tuple[str, ...]]:
    """As `missing`, of what went with the stretches of three words or more that were cut out of a wording. That a word
    was replaced by another is a matter of wording, and no loss.
    """
    kept = words(after)
    runs = aligned(words(before), kept)
    cut = [word for same, old, _ in runs if not same and len(old) >= CLAUSE for word in old]
    went = {_folded(word) for word in cut} - {_folded(word) for word in kept} - STOP
    found = {
        id: tuple(clause for clause in clauses if went.intersection(stems(clause)))
        for id, clauses in missing(corpus, ids, after).items()
    }
    return {id: clauses for id, clauses in found.items() if clauses}


def _clauses(corpus: Corpus, source: str, text: str, said: frozenset[str]) -> Iterator[str]:
    """The lost stretches, each clause of them by itself, without those that lost nothing of substance."""
    known = formula(corpus)
    for stretch in lost(source, text):
        for clause in _cut(stretch):
            if any(_is_lost(word, said) and stem(word) not in known for word in content(clause)):
                yield clause


def _cut(stretch: str) -> list[str]:
    """The stretch cut after semicolons, and after commas as far as every clause has enough words that carry matter."""
    clauses: list[str] = []
    for sentence in _SEMICOLON.split(stretch):
        first, *others = _COMMA.split(sentence)
        clauses.append(first)
        for part in others:
            if min(len(content(part)), len(content(clauses[-1]))) < CLAUSE:
                clauses[-1] = f"{clauses[-1]} {part}"
            else:
                clauses.append(part)
    return [clause.strip().rstrip(",;") for clause in clauses]


def _is_lost(word: str, said: frozenset[str]) -> bool:
    return said.isdisjoint(_matter(word))


def senses(text: str) -> list[str]:
    """What a text says, word by word: the stem of each word that carries matter, in one spelling, or that of the word
    which is used for it.
    """
    return [_sense(word) for word in content(text)]


@lru_cache(maxsize=20_000)
def _sense(word: str) -> str:
    return family(stem(_spelt(word)))


def _matter(text: str) -> frozenset[str]:
    """The stems of the words that carry matter, in one spelling, with what their families are called."""
    return frozenset(stem(_spelt(word)) for word in with_families(text))


_SEMICOLON = re.compile(r"(?<=;)\s+")
_COMMA = re.compile(r"(?<=,)\s+")
_SPELLINGS = (
    (r"is(e|ed|es|er|ers|ing|ation|ations)$", r"iz\1"),
    (r"yz(e|ed|es|ing)$", r"ys\1"),
    (r"^programmes?$", "program"),
    (r"(cent|theat)re(s?)$", r"\1er\2"),
    (r"(lab|behavi|fav|hon|neighb|end?eav)our", r"\1or"),
    (r"(def|off|lic)ence(s?)$", r"\1ense\2"),
    (r"judgement", "judgment"),
    (r"fulfil+", "fulfil"),
)
"""What is spelled in two ways, and one of them; it need not be a word, as long as it is the same one."""


@lru_cache(maxsize=20_000)
def _spelt(word: str) -> str:
    """The word in the one spelling."""
    for pattern, one in _SPELLINGS:
        word = re.sub(pattern, one, word)
    return word
