"""The parts of a Word file that somebody sent, as trees: found by their relations, wherever a program has put them.

lxml reads them without python-docx, which makes an object of a class of its own for each element of the text; a file
needn't be as python-docx wants it. A part of lesser weight that can't be read is missing, and said to be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from lxml import etree

from drafter.document.outline import KnownParagraph, Manifest
from drafter.draft.text import ATTRIBUTED
from drafter.formats.docx import guard
from drafter.formats.docx.elements import MANIFEST, NAMESPACES, Element, W
from drafter.formats.docx.opc import ABSENT, BROKEN, parsed, relations_in, relations_part, unreadable

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
"""What “Strict Open XML” has for the namespace of Word's own elements, which are the same."""
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_IDENTIFIER = "{http://purl.org/dc/elements/1.1/}identifier"
_EXPORT = re.compile(r"(?P<draft>\S+) (?P<version>[0-9a-f]{16})")
"""What an export is called in its properties."""
_MAIN = "officeDocument"


class ReceivedParts:
    """A Word file, opened."""

    def __init__(self, data: bytes, path: Path | str) -> None:
        """Opens the file behind the guard, and reads its main part. Raises BadInput, with the file."""
        self._path = path
        unpacked = guard.unpacked(data, path)
        self._parts = {name.casefold(): blob for name, blob in unpacked.items()}
        self._names = {name.casefold(): name for name in unpacked}
        self.broken: list[str] = []
        """The names of the parts that were wanted and can't be read."""
        self._outer = self._relations("")
        main = self._outer.get(_MAIN, [""])[0]
        self.main = self._main(main)
        self._inner = self._relations(main)

    def _main(self, name: str) -> Element:
        tree = self._tree(name)
        if tree is not None and tree.tag == f"{W}document":
            return tree
        raise unreadable(self._path, BROKEN if self.broken else ABSENT)

    def related(self, kind: str) -> Element | None:
        """The root of the part that has this relation to the main one, `styles`; None where there is none that is
        XML.
        """
        return next((tree for tree in map(self._tree, self._inner.get(kind, [])) if tree is not None), None)

    def sound(self, kind: str) -> Element | None:
        """As `related`, for a part without which the others aren't understood. Raises BadInput where it is broken."""
        known = len(self.broken)
        tree = self.related(kind)
        if tree is None and len(self.broken) > known:
            raise unreadable(self._path, BROKEN)
        return tree

    def blobs(self, *kinds: str) -> Iterator[bytes]:
        """The parts with one of these relations, as they are."""
        for kind in kinds:
            for name in self._inner.get(kind, []):
                if name in self._parts:
                    yield self._parts[name]

    @property
    def title(self) -> str:
        """The title in the file's properties, blanks run together; empty for none."""
        return " ".join(self._property(_TITLE).split())

    def _property(self, name: str) -> str:
        """What the file's properties say; empty for nothing."""
        return "" if self._properties is None else self._properties.findtext(name) or ""

    @cached_property
    def _properties(self) -> Element | None:
        return self._tree(self._outer.get("core-properties", [""])[0])

    @property
    def manifest(self) -> Manifest | None:
        """The manifest that an export carries, wherever a program that saved it has put the part; of one that lost it,
        as much as the properties say. None for none.
        """
        names = (name for name in self._names if name.endswith(".xml") and "customxml/" in name)
        blobs = (self._parts[name] for name in names)
        return next((found for blob in blobs if (found := _manifest(blob))), None) or self._identified

    @property
    def _identified(self) -> Manifest | None:
        """The draft and the version that the properties name."""
        found = _EXPORT.fullmatch(self._property(_IDENTIFIER).strip())
        return Manifest(found["draft"], found["version"], "", "", ()) if found else None

    def _tree(self, name: str) -> Element | None:
        if name not in self._parts:
            return None
        blob = self._parts[name]
        if _STRICT in blob:
            blob = blob.replace(_STRICT, NAMESPACES["w"].encode())
        try:
            return parsed(blob)
        except etree.XMLSyntaxError:
            self.broken.append(self._names[name])
            return None

    def _relations(self, name: str) -> dict[str, list[str]]:
        """The names of the parts that a part has relations to, by the last word of the relation's type."""
        root = self._tree(relations_part(name))
        found: dict[str, list[str]] = {}
        for _, relation in () if root is None else relations_in(root, name):
            if not relation.external:
                found.setdefault(relation.kind, []).append(relation.target.casefold())
        return found


def _manifest(blob: bytes) -> Manifest | None:
    tree = None
    with suppress(etree.XMLSyntaxError):
        tree = parsed(blob)
    if tree is None or tree.tag != f"{{{MANIFEST}}}manifest":
        return None
    known = tuple(
        KnownParagraph(paragraph.get("id", ""), paragraph.get("ref", ""), paragraph.get("hash", ""))
        for paragraph in tree.iterfind(f"{{{MANIFEST}}}paragraph")
    )
    draft, version, corpus, fingerprint = (tree.get(name, "") for name in ("draft", "version", "corpus", "fingerprint"))
    return Manifest(
        draft, version, corpus, fingerprint, known, tree.get("view", ATTRIBUTED.name), tree.get("tracked") == "true"
    )
