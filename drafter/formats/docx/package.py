"""The package that goes out: its parts and their relations, and the zip that holds them.

An export's package is made anew, with nothing in it but what is put there. What a declaration.docx saved by somebody's
Word holds besides its looks (the author, the company, the folder of a template, comments, a thumbnail) thus can't get
into an export. No clock stamps its parts: the same outline gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from drafter.formats.docx.elements import MANIFEST, Element, to_xml
from drafter.formats.docx.opc import (
    CORE_PROPERTIES,
    PartRelation,
    add_to_root,
    package_root,
    parsed,
    relation_to,
    relations_part,
    relations_xml,
    zip_entry,
)
from drafter.formats.docx.pictures import Picture

_LEVEL = 4
"""Of zip's packing: a twentieth larger than at the usual 6, in less than half the time."""

_PARTS = Path(__file__).with_name("parts")

MAIN = "document"
"""The name of the main document part."""
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OFFICE = "application/vnd.openxmlformats-officedocument."
_PACKAGE = "application/vnd.openxmlformats-package."
_TYPES = {
    MAIN: f"{_WORD}document.main+xml",
    "styles": f"{_WORD}styles+xml",
    "numbering": f"{_WORD}numbering+xml",
    "settings": f"{_WORD}settings+xml",
    "footnotes": f"{_WORD}footnotes+xml",
    "comments": f"{_WORD}comments+xml",
    "header": f"{_WORD}header+xml",
    "footer": f"{_WORD}footer+xml",
    "theme": f"{_OFFICE}theme+xml",
}
"""The content types of the parts that a document may have, by the kind of their relation."""
_KINDS = {"headerEven": "header", "headerFirst": "header", "footerEven": "footer", "footerFirst": "footer"}
"""Parts that aren't called as their kind is."""


def own_part(name: str) -> Element:
    """A part that drafter brings, made anew for each caller, who may change it."""
    return parsed(_own_bytes(name), tight=True)


@lru_cache
def _own_bytes(name: str) -> bytes:
    return (_PARTS / name).read_bytes()


PartContent = bytes | Element
"""A part as text that was made fast, or as a tree."""


class _Part(NamedTuple):
    """A part of the package."""

    name: str
    content_type: str
    data: bytes
    relations: dict[str, PartRelation]
    """By their ids."""


def write(
    parts: Mapping[str, PartContent],
    properties: Element,
    manifest: bytes,
    pictures: Mapping[str, Mapping[str, Picture]],
) -> bytes:
    """The package as a .docx: its parts by their names, the main one first, and the core properties.

    `manifest` is an XML part of our own, which Word and LibreOffice keep without reading it; `pictures` are those of
    each part that has any, by the ids of their relations. The same parts give the same bytes.
    """
    core = _Part(CORE_PROPERTIES.target, f"{_PACKAGE}core-properties+xml", to_xml(properties), {})
    item = _Part(_ITEM, _XML, manifest, {"properties": relation_to("customXmlProps", _ABOUT)})
    about = _Part(_ABOUT, f"{_OFFICE}customXmlProperties+xml", _item(manifest), {})
    written = [core, *_written(parts, pictures), item, about]
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as target:
        for name, blob in _files(written):
            target.writestr(zip_entry(name), blob, compresslevel=_LEVEL)
    return stream.getvalue()


_ITEM, _ABOUT = "customXml/item1.xml", "customXml/itemProps1.xml"
_XML = "application/xml"


def _written(parts: Mapping[str, PartContent], pictures: Mapping[str, Mapping[str, Picture]]) -> Iterator[_Part]:
    """The main part, which leads to all others, and these, each before the pictures that it is the first to show."""
    kinds = {name: _KINDS.get(name, name) for name in parts}
    relations = {name: relation_to(kind, _path(name)) for name, kind in kinds.items() if name != MAIN}
    shown = set()
    for name, content in parts.items():
        own = {**relations, "manifest": relation_to("customXml", _ITEM)} if name == MAIN else {}
        own |= {id: relation_to("image", picture.path) for id, picture in pictures.get(name, {}).items()}
        data = content if isinstance(content, bytes) else to_xml(content)
        yield _Part(_path(name), _TYPES[kinds[name]], data, own)
        for picture in pictures.get(name, {}).values():
            if picture.path not in shown:
                shown.add(picture.path)
                yield _Part(picture.path, picture.content_type, picture.data, {})


def _path(name: str) -> str:
    return f"word/{name}.xml"


_DATA_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def _item(manifest: bytes) -> bytes:
    """What Word wants beside a custom XML part: an id, here one that follows from its content."""
    name = f"{{{_DATA_STORE}}}"
    item = etree.Element(f"{name}datastoreItem", nsmap={"ds": _DATA_STORE})
    digest = sha256(manifest).hexdigest().upper()
    groups = (digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:32])
    item.set(f"{name}itemID", f"{{{'-'.join(groups)}}}")
    references = etree.SubElement(item, f"{name}schemaRefs")
    etree.SubElement(references, f"{name}schemaRef").set(f"{name}uri", MANIFEST)
    return to_xml(item)


def _files(parts: list[_Part]) -> Iterator[tuple[str, bytes]]:
    """The core properties and the main document part first, the relations of lesser parts last."""
    outer = {MAIN: relation_to("officeDocument", _path(MAIN)), "core": CORE_PROPERTIES}
    yield "[Content_Types].xml", _content_types(parts)
    yield relations_part(""), relations_xml("", outer)
    for part in parts:
        yield part.name, part.data
        if part.name == _path(MAIN):
            yield relations_part(part.name), relations_xml(part.name, part.relations)
    for part in parts:
        if part.relations and part.name != _path(MAIN):
            yield relations_part(part.name), relations_xml(part.name, part.relations)


def _content_types(parts: list[_Part]) -> bytes:
    """The list of types, those of the main document part and of its own parts last."""
    types = package_root("content-types", "Types")
    for extension, content_type in _DEFAULTS.items():
        add_to_root(types, "Default", {"Extension": extension, "ContentType": content_type})
    for part in sorted(parts, key=lambda part: part.name.startswith("word/")):
        if part.content_type not in _DEFAULTS.values():
            add_to_root(types, "Override", {"PartName": f"/{part.name}", "ContentType": part.content_type})
    return to_xml(types)


_DEFAULTS = {"rels": f"{_PACKAGE}relationships+xml", "xml": _XML}
