"""What of a recommendation's words a text still has: a hint that part of what was asked may be lost, no verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from drafter.model.corpus import Corpus
from drafter.model.terms import STOP, WORD, stem, stems, words

LITTLE = 0.4
"""Where less than this part of a source's words is left, somebody should look."""
MERGED = 3
"""How many times less is enough of one of several sources that are merged: its words may be another's."""
CLAUSE = 3
"""Words that carry matter in a clause; what has fewer is part of the clause before it."""


def remains(source: str, text: str) -> float:
    """The part of the source's words that the text has in some form and place, from 0 to 1; little words don't count.

    1 for a source without words.
    """
    asked, said = stems(source), set(stems(text))
    return sum(word in said for word in asked) / len(asked) if asked else 1.0


def gone(source: str, text: str) -> list[tuple[int, int]]:
    """The stretches of the source, start and end in characters, that stand nowhere in the text. Its order and mere
    grammar, an article, a plural, don't count: a stretch is gone that has a word of matter which the text hasn't, or so
    many that it would be by chance that each stands there somewhere.
    """
    found = list(WORD.finditer(source))
    asked, said = [_folded(one[0]) for one in found], [_folded(word) for word in words(text)]
    there, known = _standing(asked, said), set(said)
    spans = []
    for stands, run in groupby(range(len(asked)), there.__getitem__):
        places = list(run)
        matter = {asked[place] for place in places} - STOP
        if not stands and (len(matter) > CLAUSE or not known.issuperset(matter)):
            spans.append((found[places[0]].start(), found[places[-1]].end()))
    return spans


def _standing(asked: Sequence[str], said: Sequence[str]) -> list[bool]:
    """For each word asked, whether it stands among the words said beside its neighbours: in a run of three, or of two
    that goes on with such a run or with the source's beginning or end.
    """
    there = [False] * len(asked)
    for length in (3, 2):
        grams = set(zip(*(said[start:] for start in range(length)), strict=False))
        for place, gram in enumerate(zip(*(asked[start:] for start in range(length)), strict=False)):
            end = place + length
            beside = length > 2 or place == 0 or end == len(asked) or there[place - 1] or there[end]
            if gram in grams and beside:
                there[place:end] = [True] * length
    return there


def _folded(word: str) -> str:
    folded = word.casefold()
    return folded if folded in STOP else stem(folded)


def lost(source: str, text: str) -> Iterator[str]:
    """The words of the source that are `gone`."""
    return (source[start:end] for start, end in gone(source, text))


def kept(source: str, text: str) -> float:
    """The part of the source's words of matter that are not `gone`, from 0 to 1; 1 for a source without any.

    Of what is gone, words that stand elsewhere in the text count as kept where they are few. So this is stricter than
    `remains`, for whom a word stands in the text wherever it stands there.
    """
    asked, said = stems(source), set(stems(text))
    away = 0
    for stretch in map(stems, lost(source, text)):
        known = sum(word in said for word in stretch)
        away += len(stretch) - (known if known <= CLAUSE else 0)
    return 1 - away / len(asked) if asked else 1.0


def missing(corpus: Corpus, ids: Iterable[str], text: str) -> dict[str, str]:
    """The words of each of these recommendations that stand nowhere in the text, whoever wrote it; by id. Those of
    which it has every word are left out. Raises KeyError for an id that the corpus hasn't.
    """
    found = {id: "; ".join(lost(corpus.by_id[id].text, text)) for id in ids}
    return {id: words for id, words in found.items() if words}


def newly_missing(corpus: Corpus, ids: Iterable[str], before: str, after: str) -> dict[str, str]:
    """As `missing` of the later wording, for those of which a clause's words went with the earlier one. That a word was
    replaced by another is a matter of wording, and no loss.
    """
    said, says = set(stems(before)), set(stems(after))

    def is_gone(stretch: str) -> bool:
        return len((said & set(stems(stretch))) - says) >= CLAUSE

    going = (id for id in ids if any(map(is_gone, lost(corpus.by_id[id].text, after))))
    return missing(corpus, going, after)
