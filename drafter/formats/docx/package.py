"""The package: what is taken from a layout's declaration.docx, and the parts that are written, the same bytes whenever
the same outline is.

The package is made anew. What a declaration.docx saved by somebody's Word holds besides its looks (the author, the
company, the folder of a template, comments, a thumbnail) thus can't get into an export.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from drafter.errors import DrafterError
from drafter.formats.docx.elements import Element, R, W, to_xml

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every zip entry, the earliest that zip knows: a clock's would make each export differ."""

MANIFEST = "urn:drafter:manifest:1"
"""The namespace of the part by which a document is known again. It names nothing outside this machine."""

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_FORMATS = "application/vnd.openxmlformats"
_PARTS = Path(__file__).with_name("parts")

_LEVEL = 4
"""Of zip's packing: a twentieth larger than at the usual 6, in less than half the time."""

_WORD = f"{_FORMATS}-officedocument.wordprocessingml."
_CORE = f"{_FORMATS}-package.core-properties+xml"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the package, related to the main document part under its own name."""

    name: str
    """`styles`: the file `word/styles.xml`, the relationship's id, and the last word of its type."""
    blob: bytes

    @property
    def path(self) -> str:
        return f"word/{self.name}.xml"

    @property
    def content_type(self) -> str:
        if self.name == "document":
            return f"{_WORD}document.main+xml"
        return f"{_FORMATS}-officedocument.theme+xml" if self.name == "theme" else f"{_WORD}{self.name}+xml"

    @property
    def relation(self) -> str:
        return f"{_OFFICE}/relationships/{self.name}"


@dataclass(frozen=True, slots=True)
class Base:
    """What a declaration.docx gives to every document made with it."""

    styles: Element
    numbering: Element | None
    """None where the file has none."""
    theme: bytes
    """The fonts and colours that styles may name; empty where the file has none."""
    section: Element
    """The page: paper, margins, columns, line numbers."""


def open_base(declaration: bytes | None) -> Base:
    """The looks in a declaration.docx; None stands for those that drafter brings.

    Raises DrafterError where the bytes are no Word document that can be read.
    """
    if declaration is None:
        return Base(own_part("styles.xml"), own_part("numbering.xml"), b"", own_part("section.xml"))
    try:
        with ZipFile(BytesIO(declaration)) as package:
            main = _Source(package)
            styles, numbering = main.related("styles"), main.related("numbering")
            base = Base(
                _parsed(styles) if styles else own_part("styles.xml"),
                _parsed(numbering) if numbering else None,
                main.theme(),
                _section(_parsed(main.blob)),
            )
    except (BadZipFile, etree.XMLSyntaxError, LookupError, ValueError, EOFError, OSError, RuntimeError) as error:
        raise DrafterError(_UNREADABLE) from error
    if base.styles.tag != f"{W}styles":
        raise DrafterError(_UNREADABLE)
    return base


_UNREADABLE = (
    "The layout's declaration.docx can't be read as a Word document. Save it again as .docx (not “Strict Open XML”), "
    "or copy the one of a layout that comes with drafter."
)


def own_part(name: str) -> Element:
    """A part that drafter brings, made anew for each caller, who may change it."""
    return _parsed(_own_bytes(name))


def own_blob(name: str) -> bytes:
    """A part that drafter brings, as it is written."""
    return to_xml(own_part(name))


def write(parts: Iterable[Part], properties: bytes, manifest: bytes) -> bytes:
    """The package as a .docx: its core properties, the main document part first among the parts, the rest after.

    `manifest` is an XML part of our own, which Word and LibreOffice keep without reading it.
    """
    main, *others = parts
    related = [(one.name, one.relation, f"{one.name}.xml") for one in others]
    files = {
        "[Content_Types].xml": _content_types([main, *others]),
        "_rels/.rels": _relations(
            [
                (main.name, f"{_OFFICE}/relationships/officeDocument", main.path),
                ("core", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ]
        ),
        "docProps/core.xml": properties,
        main.path: main.blob,
        "word/_rels/document.xml.rels": _relations(
            [*related, ("manifest", f"{_OFFICE}/relationships/customXml", f"../{_ITEM}")]
        ),
        **{part.path: part.blob for part in others},
        _ITEM: manifest,
        _ITEM_PROPERTIES: _item_properties(manifest),
        f"customXml/_rels/{_ITEM.rpartition('/')[2]}.rels": _relations(
            [("properties", f"{_OFFICE}/relationships/customXmlProps", _ITEM_PROPERTIES.rpartition("/")[2])]
        ),
    }
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as package:
        for path, blob in files.items():
            entry = ZipInfo(path, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            package.writestr(entry, blob, compresslevel=_LEVEL)
    return stream.getvalue()


_ITEM = "customXml/item1.xml"
_ITEM_PROPERTIES = "customXml/itemProps1.xml"
_DATA_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def _item_properties(manifest: bytes) -> bytes:
    """What Word wants beside a custom XML part: an id, here one that follows from its content."""
    name = f"{{{_DATA_STORE}}}"
    item = etree.Element(f"{name}datastoreItem", nsmap={"ds": _DATA_STORE})
    digest = sha256(manifest).hexdigest().upper()
    groups = (digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:32])
    item.set(f"{name}itemID", f"{{{'-'.join(groups)}}}")
    references = etree.SubElement(item, f"{name}schemaRefs")
    etree.SubElement(references, f"{name}schemaRef").set(f"{name}uri", MANIFEST)
    return to_xml(item)


@lru_cache
def _own_bytes(name: str) -> bytes:
    return (_PARTS / name).read_bytes()


def _parsed(blob: bytes) -> Element:
    parser = etree.XMLParser(remove_blank_text=True, remove_comments=True, resolve_entities=False, no_network=True)
    return etree.fromstring(blob, parser)


class _Source:
    """The main part of somebody's package, with what it is related to. Raises LookupError where it has none."""

    def __init__(self, package: ZipFile) -> None:
        self._package = package
        mains = [target for kind, target in self._targets("") if kind.endswith("/officeDocument")]
        self._path = mains[0]
        self.blob = package.read(self._path)

    def related(self, role: str) -> bytes | None:
        """The part that plays this role for the main one; None where there is none."""
        found = [target for kind, target in self._targets(self._path) if kind.endswith(f"/{role}")]
        return self._package.read(found[0]) if found else None

    def theme(self) -> bytes:
        """The theme, unless it leans on pictures: they would have to come along, and no style needs them."""
        found = [target for kind, target in self._targets(self._path) if kind.endswith("/theme")]
        return self._package.read(found[0]) if found and not self._targets(found[0]) else b""

    def _targets(self, path: str) -> list[tuple[str, str]]:
        """Type and path of each part that the part at this path (empty: the package) is related to."""
        folder, _, name = path.rpartition("/")
        relations = f"{folder}/_rels/{name}.rels".lstrip("/")
        if relations not in self._package.namelist():
            return []
        return [
            (str(one.get("Type")), posixpath.normpath(posixpath.join("/", folder, str(one.get("Target")))).lstrip("/"))
            for one in _parsed(self._package.read(relations))
            if one.get("TargetMode") != "External"
        ]


def _section(document: Element) -> Element:
    """The last section's properties without what refers to other parts (headers, printers) or to people's changes."""
    found = document.find(f"{W}body/{W}sectPr")
    if found is None:
        return own_part("section.xml")
    for one in list(found):
        if one.tag == f"{W}sectPrChange" or any(str(name).startswith(R) for name in one.attrib):
            found.remove(one)
    for name in list(found.attrib):
        del found.attrib[name]
    return found


def _content_types(parts: Iterable[Part]) -> bytes:
    types = _opc_root(f"{_PACKAGE}/content-types", "Types")
    for extension, kind in (("rels", f"{_FORMATS}-package.relationships+xml"), ("xml", "application/xml")):
        _opc_child(types, "Default", Extension=extension, ContentType=kind)
    _opc_child(types, "Override", PartName="/docProps/core.xml", ContentType=_CORE)
    properties = f"{_FORMATS}-officedocument.customXmlProperties+xml"
    _opc_child(types, "Override", PartName=f"/{_ITEM_PROPERTIES}", ContentType=properties)
    for part in parts:
        _opc_child(types, "Override", PartName=f"/{part.path}", ContentType=part.content_type)
    return to_xml(types)


def _relations(targets: Iterable[tuple[str, str, str]]) -> bytes:
    """A relationships file: id, type and target of each."""
    relations = _opc_root(f"{_PACKAGE}/relationships", "Relationships")
    for id, kind, target in targets:
        _opc_child(relations, "Relationship", Id=id, Type=kind, Target=target)
    return to_xml(relations)


def _opc_root(namespace: str, name: str) -> Element:
    return etree.Element(f"{{{namespace}}}{name}", nsmap={None: namespace})  # type: ignore[dict-item]  # lxml takes None, its stubs don't


def _opc_child(parent: Element, name: str, **attributes: str) -> None:
    etree.SubElement(parent, str(etree.QName(etree.QName(parent).namespace, name)), attributes)
