"""What of a recommendation's words a text still has: a hint that part of what was asked may be lost, no verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from drafter.model.corpus import Corpus
from drafter.model.difference import Fate, difference
from drafter.model.terms import stems, words

LITTLE = 0.4
"""Where less than this part of a source's words is left, somebody should look."""
MERGED = 3
"""How many times less is enough of one of several sources that are merged: its words may be another's."""
CLAUSE = 3
"""Words that carry matter in a clause; what has fewer is part of the clause before it."""
ENDS = " .;,"
"""What a clause may end with."""


def remains(source: str, text: str) -> float:
    """The part of the source's words that the text has in some form and place, from 0 to 1; little words don't count.

    1 for a source without words.
    """
    asked, said = stems(source), set(stems(text))
    return sum(word in said for word in asked) / len(asked) if asked else 1.0


def lost(source: str, text: str) -> Iterator[str]:
    """The stretches of a source that stand nowhere in the text, but for mere grammar: an article, a plural."""
    there = f" {' '.join(words(text))} "
    known = set(stems(text))
    kept = (one for one in difference(source, text) if one.fate is not Fate.IN)
    for gone, run in groupby(kept, lambda one: one.fate is Fate.OUT or not one.text.strip()):
        stretch = "".join(one.text for one in run)
        said = words(stretch)
        matters = len(said) >= CLAUSE or not known.issuperset(stems(stretch))
        if gone and matters and f" {' '.join(said)} " not in there:
            yield stretch.strip(f"{ENDS}:")


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
