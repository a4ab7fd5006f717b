"""Words that are used for one another, each with how near they are: prison, jail and inmate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


class NearWords:
    """The stems that stand for nearly the same as a stem, by a list that somebody made."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Each line is a stem and others, each with how near it is, from 00 to 99: `prison jail:84 inmat:72`."""
        self._near = {stem: rest for stem, _, rest in (line.partition(" ") for line in lines)}

    def of(self, stem: str) -> Iterator[tuple[str, float]]:
        """Those near a stem, with how near, from 0 to 1, the nearest first; none for one that isn't in the list."""
        for entry in self._near.get(stem, "").split():
            other, _, nearness = entry.partition(":")
            yield other, int(nearness) / 100


NONE = NearWords(())
"""No list: each word stands for itself, and for its synonyms of this field."""
