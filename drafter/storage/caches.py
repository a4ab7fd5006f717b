"""The user's cache folder: what drafter computed and would compute again. Deleting it loses nothing.

It holds corpora (the values of a corpus file without the checks, read in a tenth of the time; the copy's name is the
hash of the file's content) and the convergence of each corpus. What can't be read there is computed again; what can't
be written is not kept.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs

from drafter.corpus.corpus import Corpus, Reading, Recommendation, Region, Section, Theme
from drafter.errors import DrafterError
from drafter.storage import files

if TYPE_CHECKING:  # a corpus is read at every start, its convergence at few
    from drafter.review.convergence import Convergence


_FORM = "1"
"""Another form of the copy gets another number, so that an older drafter's copies are not read."""


def find_corpus(data: bytes) -> Corpus | None:
    """The corpus that a file with this content holds; None where there is no copy that can be used."""
    kept = read_json(_corpus_name(data))
    with suppress(ValueError, TypeError):
        return _corpus(*kept) if kept else None
    return None


def keep_corpus(data: bytes, corpus: Corpus) -> None:
    """Keep the corpus that a file with this content holds."""
    write_json(_corpus_name(data), _flat(corpus))


def _corpus_name(data: bytes) -> str:
    return f"corpus-{_FORM}-{sha256(data).hexdigest()[:32]}.json"


def _flat(corpus: Corpus) -> list[object]:
    return [
        corpus.id,
        corpus.congress,
        corpus.title,
        [[one.code, one.name, one.report, one.symbol] for one in corpus.regions],
        [[one.id, one.title, [[t.id, t.number, t.title, t.placements] for t in one.themes]] for one in corpus.sections],
        [
            [one.id, one.region, one.paragraph, one.letter, one.text, [_flat_reading(r) for r in one.readings]]
            for one in corpus.recommendations
        ],
    ]


def _flat_reading(reading: Reading) -> list[object]:
    return [reading.source, reading.text, reading.themes]


def _corpus(id: str, congress: str, title: str, regions: Any, sections: Any, recommendations: Any) -> Corpus:
    return Corpus(
        id,
        congress,
        title,
        tuple(Region(*one) for one in regions),
        tuple(Section(one, name, tuple(_theme(*theme) for theme in themes)) for one, name, themes in sections),
        tuple(_recommendation(*one) for one in recommendations),
    )


def _theme(id: str, number: str, title: str, placements: list[str]) -> Theme:
    return Theme(id, number, title, tuple(placements))


def _recommendation(id: str, region: str, paragraph: int, letter: str, text: str, readings: Any) -> Recommendation:
    found = tuple(Reading(source, reading, tuple(themes)) for source, reading, themes in readings)
    return Recommendation(id, region, paragraph, letter, text, found)


VARIABLE = "DRAFTER_CACHE"
"""The environment variable that names another folder."""


def folder() -> Path:
    """The cache folder, which may not exist yet."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else platformdirs.user_cache_path("drafter", appauthor=False)


def read_json(name: str) -> Any:
    """What is kept under the name, as JSON gives it; None where nothing is, or where it can't be read."""
    with suppress(DrafterError, OSError, ValueError, RecursionError):
        return json.loads(files.read_bytes(folder() / name))
    return None


def write_json(name: str, data: object) -> None:
    """Keep data under the name; where that can't be done, it is not kept."""
    with suppress(DrafterError, OSError):
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        files.write(folder() / name, json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())


def load_convergence(corpus: Corpus) -> Convergence:
    """The corpus's convergence, from the cache where it is kept."""
    from drafter.review import convergence

    name = _convergence_name(corpus)
    kept = _kept_convergence(name, corpus)
    if kept is not None:
        return kept
    found = convergence.convergence(corpus)
    write_json(name, [[pair.a, pair.b, pair.score] for pair in found.pairs])
    return found


def is_convergence_kept(corpus: Corpus) -> bool:
    """Whether `load_convergence` would find it in the cache."""
    return (folder() / _convergence_name(corpus)).is_file()


def _convergence_name(corpus: Corpus) -> str:
    """The name for these texts under these themes, measured in this way."""
    from drafter.review.convergence import MEASURE

    digest = sha256(f"{MEASURE}\0{corpus.fingerprint}\0".encode())
    for theme in corpus.themes:
        digest.update(f"{theme.id}\0{' '.join(theme.placements)}\0".encode())
    digest.update(" ".join(region.code for region in corpus.regions).encode())
    return f"convergence-{digest.hexdigest()[:24]}.json"


def _kept_convergence(name: str, corpus: Corpus) -> Convergence | None:
    """What is kept; None where nothing is, or where it isn't what `load_convergence` wrote."""
    from drafter.review.convergence import Pair, of_pairs

    with suppress(ValueError, TypeError, KeyError):
        return of_pairs(corpus, [Pair(str(a), str(b), float(score)) for a, b, score in read_json(name)])
    return None
