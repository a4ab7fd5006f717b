"""A large corpus as one compiled file, a SQLite database that is read where something of it is asked for.

Only ids, regions, order and placements are read at once, from lists kept as they stand in memory. A recommendation is
read when it is looked at; it is found in the table that `drafter.corpus.search` describes. The file is written once,
whole or not at all, and never changed.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, overload

from rich.cells import cell_len

from drafter.corpus import search
from drafter.corpus.corpus import Corpus, Reading, Recommendation, Region, Section, Theme
from drafter.corpus.kept_points import KeptPoints, Key, keys
from drafter.errors import BadInput
from drafter.storage import files
from drafter.storage.files import Progress, untold

_APPLICATION = 0x64726670
_FORMAT = 1
"""Raise it when the tables change, so that an older drafter says so."""
_TABLES = {
    "head": "CREATE TABLE head (content TEXT NOT NULL)",
    "lists": "CREATE TABLE lists (name TEXT PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID",
    "points": "CREATE TABLE points (place INTEGER PRIMARY KEY, paragraph INTEGER NOT NULL, letter TEXT NOT NULL, "
    "text TEXT NOT NULL, readings TEXT NOT NULL, attributes TEXT NOT NULL)",
    "of_paragraph": "CREATE INDEX of_paragraph ON points (paragraph)",
    "called": "CREATE TABLE called (name TEXT PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID",
    "attributes": "CREATE TABLE attributes (number INTEGER PRIMARY KEY, name TEXT NOT NULL, value TEXT NOT NULL)",
    "said": "CREATE TABLE said (attribute INTEGER, place INTEGER, PRIMARY KEY (attribute, place)) WITHOUT ROWID",
    "found": search.TABLE,
}
_ROW = "SELECT place, paragraph, letter, text, readings, attributes FROM points"
_REMEMBERED = 2_000
"""Recommendations that stay in memory once they were read: some screens of them."""
_TOLD = 1_000
"""Recommendations after which it is told how many are done."""
_WIDEST = 0xFFFF


def write(path: Path, corpus: Corpus, progress: Progress = untold, *, replace: bool = False) -> None:
    """Write the corpus as a compiled file; where that is interrupted, nothing is changed. Raises CannotWrite as
    `files.write`.
    """
    with files.replacing(path, replace=replace) as temporary, closing(sqlite3.connect(temporary)) as base:
        # Nobody reads it before it is whole, and what is left of it then is removed.
        base.executescript("PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        for statement in _TABLES.values():
            base.execute(statement)
        _Writer(base, corpus).write(progress)
        base.executescript(f"PRAGMA application_id = {_APPLICATION}; PRAGMA user_version = {_FORMAT};")
        base.commit()


class _Writer:
    """Writes a corpus's recommendations, each read once."""

    def __init__(self, base: sqlite3.Connection, corpus: Corpus) -> None:
        self._base = base
        self._corpus = corpus
        self._attributes: dict[tuple[str, str], int] = {}
        """The number of each."""
        self._widths = array("H")

    def write(self, progress: Progress) -> None:
        corpus, base = self._corpus, self._base
        base.executemany("INSERT INTO points VALUES (?, ?, ?, ?, ?, ?)", self._rows(progress))
        base.executemany(search.INTO_TABLE, search.table_rows(self._told(progress, 1), corpus.language))
        base.execute("INSERT INTO found (found) VALUES ('optimize')")
        names = ((_name(key), place) for place, point in enumerate(corpus.recommendations) for key in keys(point))
        base.executemany("INSERT OR REPLACE INTO called VALUES (?, ?)", names)
        said = ((number, *key) for key, number in self._attributes.items())
        base.executemany("INSERT INTO attributes VALUES (?, ?, ?)", said)
        places = {code: place for place, code in enumerate(corpus.by_region)}
        lists = {
            "ids": "\n".join(corpus.points.ids).encode(),
            "regions": _as_bytes(array("H", map(places.__getitem__, corpus.points.regions))),
            "ranks": _as_bytes(array("I", corpus.points.ranks)),
            "widths": _as_bytes(self._widths),
            "placements": _as_bytes(
                array("I", (corpus.order[id] for theme in corpus.themes for id in theme.placements))
            ),
        }
        base.executemany("INSERT INTO lists VALUES (?, ?)", lists.items())
        base.execute("INSERT INTO head VALUES (?)", (json.dumps(_head(corpus), ensure_ascii=False),))

    def _told(self, progress: Progress, half: int) -> Iterator[Recommendation]:
        """The recommendations, told when they are written; they are gone through twice."""
        points = self._corpus.recommendations
        for place, point in enumerate(points):
            if place % _TOLD == 0:
                progress(half * len(points) + place, 2 * len(points))
            yield point

    def _rows(self, progress: Progress) -> Iterator[tuple[int, int, str, str, str, str]]:
        for place, point in enumerate(self._told(progress, 0)):
            numbers = [self._attributes.setdefault(said, len(self._attributes)) for said in point.attributes]
            self._base.executemany("INSERT OR IGNORE INTO said VALUES (?, ?)", ((number, place) for number in numbers))
            self._widths.append(min(len(point.text) if point.text.isascii() else cell_len(point.text), _WIDEST))
            readings = json.dumps(point.readings, ensure_ascii=False) if point.readings else ""
            yield place, point.paragraph, point.letter, point.text, readings, " ".join(map(str, numbers))


def _head(corpus: Corpus) -> dict[str, Any]:
    return {
        "id": corpus.id,
        "congress": corpus.congress,
        "title": corpus.title,
        "language": corpus.language,
        "fingerprint": corpus.fingerprint,
        "attributes": corpus.points.attribute_names,
        "regions": corpus.regions,
        "sections": [
            (
                section.id,
                section.title,
                section.corpus,
                [(theme.id, theme.number, theme.title, len(theme.placements)) for theme in section.themes],
            )
            for section in corpus.sections
        ],
    }


def _name(key: Key) -> str:
    return key if isinstance(key, str) else "\t".join(map(str, key))


def load(path: Path) -> Corpus:
    """Open a compiled corpus. Raises BadInput where the file is none, is damaged, or of a newer drafter."""
    files.check_reach(path)
    try:
        base = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        _check(base, path)
        return _CompiledPoints(path, base).corpus()
    except (sqlite3.Error, ValueError, TypeError, LookupError) as error:
        what = f"This compiled corpus is damaged: {error}."
        raise BadInput.of(path, what, "Take another copy, or build it again.") from error


def _check(base: sqlite3.Connection, path: Path) -> None:
    """Raises BadInput where it is no corpus, ValueError or sqlite3.Error where it is not as it was written."""
    base.executescript("PRAGMA trusted_schema = OFF; PRAGMA query_only = ON; PRAGMA cell_size_check = ON;")

    def asked(name: str) -> int:
        return int(base.execute(f"PRAGMA {name}").fetchone()[0])

    if asked("application_id") != _APPLICATION:
        raise BadInput.of(path, "This is a database, and no corpus that drafter compiled.", "Is it the right file?")
    if asked("user_version") > _FORMAT:
        what = f"A newer drafter wrote this file (format {asked('user_version')}; this one reads {_FORMAT})."
        raise BadInput.of(path, what, "Update drafter.")
    known = {sql for (sql,) in base.execute("SELECT sql FROM sqlite_schema WHERE type IN ('table', 'index')")}
    others = base.execute("SELECT count(*) FROM sqlite_schema WHERE type NOT IN ('table', 'index')").fetchone()[0]
    if others or not known.issuperset(_TABLES.values()):
        raise ValueError("its tables are others")


def _as_bytes(numbers: array[int]) -> bytes:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _numbers(base: sqlite3.Connection, name: str, kind: str) -> array[int]:
    numbers = array(kind, base.execute("SELECT content FROM lists WHERE name = ?", (name,)).fetchone()[0])
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


class _CompiledPoints(KeptPoints):
    """The recommendations of a compiled file."""

    def __init__(self, path: Path, base: sqlite3.Connection) -> None:
        self._path = path
        self._base = self.search_base = base
        self._head: dict[str, Any] = json.loads(base.execute("SELECT content FROM head").fetchone()[0])
        self._ids: list[str] = (
            base.execute("SELECT content FROM lists WHERE name = 'ids'").fetchone()[0].decode().split("\n")
        )
        codes = [code for code, *_ in self._head["regions"]]
        self._regions: list[str] = list(map(codes.__getitem__, _numbers(base, "regions", "H")))
        self.widths = _numbers(base, "widths", "H")
        self._by_id = _ById(self)
        self._remembered = lru_cache(_REMEMBERED)(self._read)

    def corpus(self) -> Corpus:
        """The corpus that has them."""
        head = self._head
        placements = map(self._ids.__getitem__, _numbers(self._base, "placements", "I"))
        sections = tuple(
            Section(
                id,
                title,
                tuple(
                    Theme(own, number, name, tuple(islice(placements, count))) for own, number, name, count in themes
                ),
                of,
            )
            for id, title, of, themes in head["sections"]
        )
        regions = tuple(Region(*region) for region in head["regions"])
        about = head["id"], head["congress"], head["title"], regions, sections
        return Corpus(*about, self, head["language"], str(self._path.absolute()))

    def __reduce__(self) -> tuple[Callable[[Path], KeptPoints], tuple[Path]]:
        return _points_of, (self._path,)

    @overload
    def __getitem__(self, place: int) -> Recommendation: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Recommendation]: ...
    def __getitem__(self, place: int | slice) -> Recommendation | Sequence[Recommendation]:
        places = range(len(self))[place]
        return self._remembered(places) if isinstance(places, int) else list(map(self._remembered, places))

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[Recommendation]:
        return map(self._recommendation, self._base.execute(f"{_ROW} ORDER BY place"))

    def _read(self, place: int) -> Recommendation:
        return self._recommendation(self._base.execute(f"{_ROW} WHERE place = ?", (place,)).fetchone())

    def _recommendation(self, row: tuple[int, int, str, str, str, str]) -> Recommendation:
        place, paragraph, letter, text, readings, attributes = row
        read = tuple(Reading(source, words, tuple(themes)) for source, words, themes in json.loads(readings or "[]"))
        said = tuple(self._attributes[int(number)] for number in attributes.split())
        return Recommendation(self._ids[place], self._regions[place], paragraph, letter, text, read, said)

    @cached_property
    def _attributes(self) -> list[tuple[str, str]]:
        return list(self._base.execute("SELECT name, value FROM attributes ORDER BY number"))

    @property
    def ids(self) -> Sequence[str]:
        return self._ids

    @property
    def regions(self) -> Sequence[str]:
        return self._regions

    @property
    def by_id(self) -> Mapping[str, Recommendation]:
        return self._by_id

    @property
    def ranks(self) -> Sequence[int]:
        return _numbers(self._base, "ranks", "I")

    @property
    def fingerprint(self) -> str:
        return str(self._head["fingerprint"])

    @property
    def attribute_names(self) -> tuple[str, ...]:
        return tuple(self._head["attributes"])

    def called(self, key: Key) -> Recommendation | None:
        row = self._base.execute("SELECT place FROM called WHERE name = ?", (_name(key),)).fetchone()
        return self[row[0]] if row else None

    def of_paragraph(self, number: int) -> Iterable[Recommendation]:
        return map(self._recommendation, self._base.execute(f"{_ROW} WHERE paragraph = ? ORDER BY place", (number,)))

    def said(self, holds: Callable[[str, str], bool]) -> set[str]:
        numbers = [number for number, said in enumerate(self._attributes) if holds(*said)]
        found = (
            place
            for number in numbers
            for (place,) in self._base.execute("SELECT place FROM said WHERE attribute = ?", (number,))
        )
        return {self._ids[place] for place in found}


def _points_of(path: Path) -> KeptPoints:
    return load(path).points


class _ById(Mapping[str, Recommendation]):
    """The recommendations by their ids, each read when it is asked for."""

    def __init__(self, points: _CompiledPoints) -> None:
        self._points = points
        self._places = {id: place for place, id in enumerate(points.ids)}

    def __getitem__(self, id: str) -> Recommendation:
        return self._points[self._places[id]]

    def __contains__(self, id: object) -> bool:
        return id in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
