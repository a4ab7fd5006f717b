"""What a document says of itself to be known again: which draft, which version of it, which words were in it."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KnownParagraph:
    """A paragraph as it left."""

    id: str
    ref: str
    """What it was called then: `OP7`."""
    hash: str
    """`text_hash` of its text as it was printed then, the brackets of a bracketed one with it."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """An export's account of itself."""

    draft: str
    version: str
    corpus: str
    fingerprint: str
    """The corpus's, as it was then."""
    paragraphs: tuple[KnownParagraph, ...]
    """In the document's order."""


def text_hash(text: str) -> str:
    """A hash of a text's words: blanks and ways to write an accent, which programs change at will, don't count."""
    words = " ".join((text if text.isascii() else unicodedata.normalize("NFC", text)).split())
    return hashlib.sha256(words.encode(errors="surrogatepass")).hexdigest()[:16]
