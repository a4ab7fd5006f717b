"""A corpus's convergence, kept in the user's cache folder: computed again only when the corpus says something else.

Deleting the folder loses nothing. What can't be read there, or written, is computed and not kept.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256

from drafter.corpus.corpus import Corpus
from drafter.review.convergence import MEASURE, Convergence, Pair, convergence, of_pairs
from drafter.storage import caches
from drafter.storage.caches import VARIABLE

__all__ = ["VARIABLE", "load"]


def load(corpus: Corpus) -> Convergence:
    """The corpus's convergence, from the cache where it is kept."""
    name = _name(corpus)
    kept = _read(name, corpus)
    if kept is not None:
        return kept
    found = convergence(corpus)
    caches.write(name, [[pair.a, pair.b, pair.score] for pair in found.pairs])
    return found


def is_kept(corpus: Corpus) -> bool:
    """Whether `load` would find it in the cache."""
    return (caches.folder() / _name(corpus)).is_file()


def _name(corpus: Corpus) -> str:
    """The name for these texts under these themes, measured in this way."""
    digest = sha256(f"{MEASURE}\0{corpus.fingerprint}\0".encode())
    for theme in corpus.themes:
        digest.update(f"{theme.id}\0{' '.join(theme.placements)}\0".encode())
    digest.update(" ".join(region.code for region in corpus.regions).encode())
    return f"convergence-{digest.hexdigest()[:24]}.json"


def _read(name: str, corpus: Corpus) -> Convergence | None:
    """What is kept; None where nothing is, or where it isn't what `load` wrote."""
    with suppress(ValueError, TypeError, KeyError):
        return of_pairs(corpus, [Pair(str(a), str(b), float(score)) for a, b, score in caches.read(name)])
    return None
