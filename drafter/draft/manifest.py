"""What a document says of itself to be known again: which draft, which version of it, which words were in it."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import asdict, dataclass

from drafter.draft.draft import Draft


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


def version(draft: Draft) -> str:
    """A digest of all that the draft says: two drafts with the same one are the same."""
    content = {
        "id": draft.id,
        "front": asdict(draft.front),
        "parts": [(part.id, part.title, str(part.kind), part.heading) for part in draft.parts],
        "paragraphs": [
            (spot.container, one.id, one.text, one.number, str(one.status), one.pending, one.note,
             [(link.recommendation, str(link.treatment), link.partly, link.missing) for link in one.links])
            for spot in draft.spots.values() for one in (spot.paragraph,)
        ],
        "set_aside": [(one.recommendation, one.reason) for one in draft.set_aside],
    }  # fmt: skip
    return hashlib.sha256(repr(content).encode()).hexdigest()[:16]
