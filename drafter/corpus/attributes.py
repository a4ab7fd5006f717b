"""What a table says of recommendations besides, as it is asked for: `state:France`, `"sdg:16"`."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from drafter.corpus.corpus import Corpus

_ASKED = re.compile(r'(?<!\S)([^\W\d_][\w-]{0,40}):("[^"]*"?|\S+)')


class AskedAttribute(NamedTuple):
    """An attribute that a recommendation must have."""

    name: str
    """The beginning of its name, or of a word of it: `state` for “State under review”."""
    value: str
    """What its value must hold, in any case of letters."""

    def __str__(self) -> str:
        return f"{self.name}:{self.value}"

    def holds(self, name: str, value: str) -> bool:
        """Whether what a table says under this name is what is asked for."""
        return _is_named(name, self.name) and self.value.casefold() in value.casefold()


def parted(corpus: Corpus, words: str) -> tuple[str, tuple[AskedAttribute, ...]]:
    """The words of a search without the attributes that it asks for, and these. What no attribute is called like stays
    among the words.
    """
    if ":" not in words:
        return words, ()
    names = corpus.points.attribute_names
    asked: list[AskedAttribute] = []

    def taken(match: re.Match[str]) -> str:
        if not any(_is_named(name, match[1]) for name in names):
            return match[0]
        asked.append(AskedAttribute(match[1], match[2].strip('"')))
        return ""

    return _ASKED.sub(taken, words), tuple(asked)


def having(corpus: Corpus, asked: Sequence[AskedAttribute]) -> Collection[str]:
    """The ids of the recommendations that have all of these attributes; all for none."""
    if not asked:
        return corpus.order
    return set.intersection(*(corpus.points.said(each.holds) for each in asked))


def _is_named(name: str, asked: str) -> bool:
    """Whether an attribute is called so: its name, or a word of it, begins like what is asked, hyphens for blanks."""
    folded, wanted = name.casefold(), asked.casefold()
    return folded.replace(" ", "-").startswith(wanted) or any(
        word.startswith(wanted) for word in re.findall(r"\w+", folded)
    )
