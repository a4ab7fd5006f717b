"""What the recommendations of a corpus mean, read by the sentence model once and kept in the cache."""

from __future__ import annotations

import base64
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from drafter.corpus.corpus import Corpus
from drafter.storage import caches, sentence_model

if TYPE_CHECKING:  # needs numpy, which comes with the model
    from drafter.review.meaning import MeaningMatching, TextMeaning

_FORM = "1"
"""The copies' format."""
MOST = 2_000
"""Recommendations of a corpus that is judged by meaning: the model reads some eighty a second."""


def is_told(corpus: Corpus) -> bool:
    """Whether the corpus is judged by meaning, too. Loads nothing."""
    return 0 < len(corpus.recommendations) <= MOST and sentence_model.is_installed()


def load(corpus: Corpus) -> MeaningMatching | None:
    """The recommendations, ready to be compared; None where words alone tell. Raises BadInput as the model does."""
    return corpus.once(_loaded) if is_told(corpus) else None


def _loaded(corpus: Corpus) -> MeaningMatching:
    from drafter.review.meaning import MeaningMatching, meaning
    from drafter.review.wording import bare_texts

    texts, model = bare_texts(corpus), sentence_model.load()
    digest = sha256("\0".join([sentence_model.DIGEST, *texts]).encode()).hexdigest()
    name = f"meaning-{_FORM}-{digest[:24]}.json"
    kept = caches.read_json(name)
    if kept is not None:
        return MeaningMatching([_from_json(*entry) for entry in kept], model)
    read = [meaning(text, model) for text in texts]
    caches.write_json(name, [[text.words, _as_text(text.rows), _as_text(text.whole)] for text in read])
    return MeaningMatching(read, model)


def _as_text(rows: Any) -> str:
    return base64.b64encode(rows.tobytes()).decode()


def _from_json(words: list[str], rows: str, whole: str) -> TextMeaning:
    import numpy as np

    from drafter.review.meaning import TextMeaning

    one = np.frombuffer(base64.b64decode(whole), np.int8)
    each = np.frombuffer(base64.b64decode(rows), np.int8)
    return TextMeaning(tuple(words), each.reshape(len(words), len(one)), one.reshape(1, len(one)))
