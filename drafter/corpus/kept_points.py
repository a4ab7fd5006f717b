"""The recommendations of a corpus, wherever they are kept: in memory, or, of a large corpus, in a file that is read
where one of them is asked for.

What is asked of all of them at once (ids, regions, order) is in memory either way; texts need not be.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from sqlite3 import Connection

    from drafter.corpus.corpus import Recommendation  # which is made of these

Key = tuple[str, int, str] | str
"""What a person calls a recommendation: region, paragraph and letter, or a name without blanks; in small letters."""


class KeptPoints(Sequence["Recommendation"]):
    """The recommendations in the order of the mapping, each by its place from 0."""

    widths: Sequence[int] | None = None
    """How many cells of a screen each one's text takes; None where that is not known yet."""
    search_base: Connection | None = None
    """A database with the table that `search` looks into; None where that is to be made."""

    @property
    @abstractmethod
    def ids(self) -> Sequence[str]: ...

    @property
    @abstractmethod
    def regions(self) -> Sequence[str]:
        """The code of each one's region."""

    @property
    @abstractmethod
    def ranks(self) -> Sequence[int]:
        """Each one's place in citation order."""

    @property
    @abstractmethod
    def by_id(self) -> Mapping[str, Recommendation]: ...

    @property
    @abstractmethod
    def fingerprint(self) -> str:
        """A hash of every id and shown text."""

    @property
    @abstractmethod
    def attribute_names(self) -> tuple[str, ...]:
        """What a table says of them besides, in the order in which it is met first."""

    @abstractmethod
    def called(self, key: Key) -> Recommendation | None:
        """The one that is called so, the last of several; None for none."""

    @abstractmethod
    def of_paragraph(self, number: int) -> Iterable[Recommendation]:
        """Those of the paragraph with this number, in whichever report."""

    @abstractmethod
    def said(self, holds: Callable[[str, str], bool]) -> set[str]:
        """The ids of those that have an attribute, by its name and value, for which this holds."""


class ListedPoints(KeptPoints):
    """Recommendations that are in memory."""

    def __init__(self, points: Sequence[Recommendation], codes: Iterable[str]) -> None:
        """`codes` are the regions', in citation order."""
        self._points = points
        self._codes = {code: place for place, code in enumerate(codes)}

    @overload
    def __getitem__(self, place: int) -> Recommendation: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Recommendation]: ...
    def __getitem__(self, place: int | slice) -> Recommendation | Sequence[Recommendation]:
        return self._points[place]

    def __len__(self) -> int:
        return len(self._points)

    @cached_property
    def ids(self) -> Sequence[str]:
        return tuple(point.id for point in self._points)

    @cached_property
    def regions(self) -> Sequence[str]:
        return tuple(point.region for point in self._points)

    @cached_property
    def by_id(self) -> Mapping[str, Recommendation]:
        return {point.id: point for point in self._points}

    @cached_property
    def ranks(self) -> Sequence[int]:
        return ranks(((point.region, point.paragraph, point.letter) for point in self._points), self._codes)

    @cached_property
    def fingerprint(self) -> str:
        return fingerprint((point.id, point.text) for point in sorted(self._points, key=lambda point: point.id))

    @cached_property
    def attribute_names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for point in self._points for name, _ in point.attributes))

    def called(self, key: Key) -> Recommendation | None:
        return self._called.get(key)

    @cached_property
    def _called(self) -> dict[Key, Recommendation]:
        return {key: point for point in self._points for key in keys(point)}

    def of_paragraph(self, number: int) -> Iterable[Recommendation]:
        return (point for point in self._points if point.paragraph == number)

    def said(self, holds: Callable[[str, str], bool]) -> set[str]:
        return {point.id for point in self._points if any(holds(*said) for said in point.attributes)}


def ranks(points: Iterable[tuple[str, int, str]], codes: Mapping[str, int]) -> Sequence[int]:
    """Each one's place in citation order, by its region, paragraph and letter: regions as in `codes`, others last."""
    ordering = [(codes.get(region, len(codes)), number, len(letter), letter) for region, number, letter in points]
    found = [0] * len(ordering)
    for rank, place in enumerate(sorted(range(len(ordering)), key=ordering.__getitem__)):
        found[place] = rank
    return found


def fingerprint(texts: Iterable[tuple[str, str]]) -> str:
    """A hash of ids and texts, which come in the order of the ids."""
    import hashlib  # most commands ask for no fingerprint

    digest = hashlib.sha256()
    for id, text in texts:
        digest.update(f"{id}\0{text}\0".encode())
    return digest.hexdigest()[:16]


def keys(point: Recommendation) -> tuple[Key, Key]:
    """Under what `KeptPoints.called` finds it."""
    return (point.region.casefold(), point.paragraph, point.letter.casefold()), squeezed(point.id)


def squeezed(name: str) -> str:
    """A name without blanks and brackets, in small letters."""
    return "".join(name.removeprefix("[").removesuffix("]").split()).casefold()
