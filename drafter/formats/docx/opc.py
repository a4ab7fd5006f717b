"""What a Word file's package is made of: the entries of its zip, its XML, and the relations between its parts.

lxml reads and writes it without python-docx, which makes an object of a class of its own for each element of a text.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipInfo

from lxml import etree

from drafter.errors import BadInput
from drafter.formats.docx.elements import Element

BROKEN = "its XML is broken, nested too deeply, or has a text of more than ten million signs"
ABSENT = "a part that it needs is missing, or is something else"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every zip entry, the earliest that zip knows: a clock's would make each file differ."""


class PartRelation(NamedTuple):
    """What a part of the package leads to."""

    type: str
    target: str
    """The name of a part, or an address outside."""
    external: bool

    @property
    def kind(self) -> str:
        """The last word of its type: `footnotes`."""
        return self.type.rpartition("/")[2]


def relation_to(kind: str, target: str) -> PartRelation:
    """A relation of one of Office's own kinds to a part."""
    return PartRelation(f"{_OFFICE}/{kind}", target, external=False)


def relations_part(part: str) -> str:
    """The name of the part that holds a part's relations; those of the package itself for an empty name."""
    folder, _, own = part.rpartition("/")
    return join(folder, "_rels", f"{own}.rels")


def relations_in(root: Element, part: str) -> Iterator[tuple[str, PartRelation]]:
    """The relations of a part, each with its id, from the root of the part that holds them."""
    from urllib.parse import unquote  # loaded where a file is read: what writes one needs none of it

    for each in root:
        target = each.get("Target", "")
        external = each.get("TargetMode") == "External"
        if not external:
            target = normpath(join("/", dirname(part), unquote(target))).lstrip("/")
        yield each.get("Id", ""), PartRelation(each.get("Type", ""), target, external)


def package_root(kind: str, name: str) -> Element:
    """The root of a part of the package's own: `relationships`, `content-types`."""
    return etree.Element(f"{{{_PACKAGE}/{kind}}}{name}", nsmap={None: f"{_PACKAGE}/{kind}"})  # type: ignore[dict-item]  # lxml takes None, its stubs don't


def add_to_root(root: Element, name: str, said: dict[str, str]) -> None:
    """Add an element with these attributes to such a root, of the root's own namespace."""
    etree.SubElement(root, f"{{{etree.QName(root).namespace}}}{name}", said)


def parsed(xml: bytes) -> Element:
    """The root of a part, without remarks. Raises XMLSyntaxError."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True, collect_ids=False
    )
    return etree.fromstring(xml, parser)


def unreadable(path: Path | str, what: str) -> BadInput:
    """What to raise for a file in which something can't be read; `what` is the end of a sentence."""
    return BadInput.of(path, f"This can't be read as a Word document: {what}.", "Save it again in Word.")


def zip_entry(name: str) -> ZipInfo:
    """The entry for a part, the same on every day and every machine."""
    entry = ZipInfo(name, _EPOCH)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 0
    return entry
