"""The user's cache folder: results that drafter would otherwise compute again. Deleting it loses nothing.

It holds parsed corpora, by the hash of the corpus file's content (ten times as fast as reading and checking the file),
and the convergence of each corpus. Whatever isn't as it was written is computed again; whatever can't be written isn't
cached.
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
from drafter.storage import files, sealed_json

if TYPE_CHECKING:  # a corpus is read at every start, its convergence at few
    from drafter.review.convergence import Batch, Convergence


_FORM = "4"
"""The copies' format. Raise it when they change, so that those of an older drafter are ignored."""


def find_corpus(data: bytes) -> Corpus | None:
    """The cached corpus of a file with this content; None where there is none that can be read."""
    copy = read_json(_corpus_file_name(data))
    return _corpus_from_json(*copy) if copy else None


def keep_corpus(data: bytes, corpus: Corpus) -> None:
    """Cache the corpus that was read from this content."""
    write_json(_corpus_file_name(data), _corpus_as_json(corpus))


def _corpus_file_name(data: bytes) -> str:
    return f"corpus-{_FORM}-{sha256(data).hexdigest()[:32]}.json"


def _corpus_as_json(corpus: Corpus) -> list[object]:
    return [
        corpus.id,
        corpus.congress,
        corpus.title,
        corpus.language,
        [list(region) for region in corpus.regions],
        [
            [
                section.id,
                section.title,
                [[theme.id, theme.number, theme.title, theme.placements] for theme in section.themes],
            ]
            for section in corpus.sections
        ],
        [
            [
                recommendation.id,
                recommendation.region,
                recommendation.paragraph,
                recommendation.letter,
                recommendation.text,
                [_reading_as_json(reading) for reading in recommendation.readings],
                recommendation.attributes,
            ]
            for recommendation in corpus.recommendations
        ],
    ]


def _reading_as_json(reading: Reading) -> list[object]:
    return [reading.source, reading.text, reading.themes]


def _corpus_from_json(
    id: str, congress: str, title: str, language: str, regions: Any, sections: Any, recommendations: Any
) -> Corpus:
    return Corpus(
        id,
        congress,
        title,
        tuple(Region(*region) for region in regions),
        tuple(Section(id, name, tuple(_theme_from_json(*theme) for theme in themes)) for id, name, themes in sections),
        tuple(_recommendation_from_json(*recommendation) for recommendation in recommendations),
        language,
    )


def _theme_from_json(id: str, number: str, title: str, placements: list[str]) -> Theme:
    return Theme(id, number, title, tuple(placements))


def _recommendation_from_json(
    id: str, region: str, paragraph: int, letter: str, text: str, readings: Any, attributes: Any
) -> Recommendation:
    values = tuple(Reading(source, reading, tuple(themes)) for source, reading, themes in readings)
    said = tuple((name, value) for name, value in attributes)
    return Recommendation(id, region, paragraph, letter, text, values, said)


VARIABLE = "DRAFTER_CACHE"
"""The environment variable for another cache folder."""


def folder() -> Path:
    """The path of the cache folder, which may not exist yet."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else platformdirs.user_cache_path("drafter", appauthor=False)


def read_json(name: str) -> Any:
    """The JSON cached under this file name; None where there is none, or it isn't as it was written."""
    body = _body(name)
    return None if body is None else json.loads(body)


def _body(name: str) -> bytes | None:
    with suppress(*files.DAMAGE):
        return sealed_json.body_of(name, files.read_bytes(folder() / name))
    return None


def write_json(name: str, data: object) -> None:
    """Cache the data as JSON under this file name; does nothing where that fails."""
    with suppress(DrafterError, OSError):
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        files.write(folder() / name, sealed_json.sealed(name, data), lasting=False)


def load_convergence(corpus: Corpus, batch: Batch | None = None) -> Convergence:
    """The corpus's convergence, or that of a batch of it: from the cache, or else computed and cached."""
    from drafter.review import convergence
    from drafter.storage import corpus_meaning

    name = _convergence_file_name(corpus, batch)
    kept = _cached_convergence(name, corpus)
    if kept is not None:
        return kept
    computed = convergence.convergence(corpus, corpus_meaning.load(corpus), batch.ids if batch else None)
    write_json(name, [[[pair.a, pair.b, pair.score] for pair in some] for some in (computed.pairs, computed.perhaps)])
    return computed


def is_convergence_kept(corpus: Corpus, batch: Batch | None = None) -> bool:
    """Whether the corpus's convergence, or that of a batch of it, is cached, so that `load_convergence` is quick."""
    return _body(_convergence_file_name(corpus, batch)) is not None


def _convergence_file_name(corpus: Corpus, batch: Batch | None) -> str:
    """The file name: a hash of the corpus's texts, placements and regions, of the version of the measure, and of the
    batch's name.
    """
    of = f"-{sha256(batch.name.encode()).hexdigest()[:12]}" if batch and batch.name else ""
    return f"convergence-{corpus.once(_convergence_digest)}{of}.json"


def _convergence_digest(corpus: Corpus) -> str:
    from drafter.review.convergence import MEASURE
    from drafter.storage import corpus_meaning, sentence_model

    measure = f"{MEASURE} {sentence_model.DIGEST}" if corpus_meaning.is_told(corpus) else MEASURE
    digest = sha256(f"{measure}\0{corpus.fingerprint}\0".encode())
    for theme in corpus.themes:
        digest.update(f"{theme.id}\0{' '.join(theme.placements)}\0".encode())
    digest.update(" ".join(region.code for region in corpus.regions).encode())
    return digest.hexdigest()[:24]


def _cached_convergence(name: str, corpus: Corpus) -> Convergence | None:
    """The cached convergence; None where there is none, or it isn't what `load_convergence` writes."""
    from drafter.review.convergence import Pair, of_pairs
    from drafter.storage import corpus_meaning

    kept = read_json(name)
    if kept is None:
        return None
    pairs, perhaps = ([Pair(a, b, score) for a, b, score in some] for some in kept)
    return of_pairs(corpus, pairs, perhaps, by_meaning=corpus_meaning.is_told(corpus))
