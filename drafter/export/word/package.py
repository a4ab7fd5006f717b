"""The package: what is taken from a layout's declaration.docx, and the parts that are written, the same bytes whenever
the same outline is.

The package is made anew. What a declaration.docx saved by somebody's Word holds besides its looks (the author, the
company, the folder of a template, comments, a thumbnail) thus can't get into an export.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from docx.opc.constants import CONTENT_TYPE, NAMESPACE, RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.package import OpcPackage
from docx.opc.part import Part as OpcPart
from lxml import etree

from drafter.errors import DrafterError
from drafter.export.word.elements import Element, R, W, to_xml

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every zip entry, the earliest that zip knows: a clock's would make each export differ."""

_WORD = CONTENT_TYPE.WML_DOCUMENT_MAIN.removesuffix("document.main+xml")


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
            return CONTENT_TYPE.WML_DOCUMENT_MAIN
        return CONTENT_TYPE.OFC_THEME if self.name == "theme" else f"{_WORD}{self.name}+xml"

    @property
    def relation(self) -> str:
        return RELATIONSHIP_TYPE.STYLES.removesuffix("styles") + self.name


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
        main = OpcPackage.open(BytesIO(declaration)).main_document_part
        styles = _related(main, "styles")
        numbering = _related(main, "numbering")
        base = Base(
            _parsed(styles.blob) if styles else own_part("styles.xml"),
            _parsed(numbering.blob) if numbering else None,
            _theme(main),
            _section(_parsed(main.blob)),
        )
    except (BadZipFile, OpcError, etree.XMLSyntaxError, KeyError, ValueError, AttributeError, EOFError) as error:
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


def write(parts: Iterable[Part], properties: bytes) -> bytes:
    """The package as a .docx: its core properties, the main document part first among the parts, the rest after."""
    main, *others = parts
    files = {
        "[Content_Types].xml": _content_types([main, *others]),
        "_rels/.rels": _relations(
            [
                (main.name, RELATIONSHIP_TYPE.OFFICE_DOCUMENT, main.path),
                ("core", RELATIONSHIP_TYPE.CORE_PROPERTIES, "docProps/core.xml"),
            ]
        ),
        "docProps/core.xml": properties,
        main.path: main.blob,
        "word/_rels/document.xml.rels": _relations((one.name, one.relation, f"{one.name}.xml") for one in others),
        **{part.path: part.blob for part in others},
    }
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        for path, blob in files.items():
            entry = ZipInfo(path, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            package.writestr(entry, blob)
    return stream.getvalue()


@lru_cache
def _own_bytes(name: str) -> bytes:
    return (resources.files("drafter.export.word") / "parts" / name).read_bytes()


def _parsed(blob: bytes) -> Element:
    parser = etree.XMLParser(remove_blank_text=True, remove_comments=True, resolve_entities=False, no_network=True)
    return etree.fromstring(blob, parser)


def _related(main: OpcPart, name: str) -> OpcPart | None:
    """The part that plays this role for the main one; None where there is none."""
    found = (rel for rel in main.rels.values() if rel.reltype.endswith(f"/{name}") and not rel.is_external)
    rel = next(found, None)
    return rel.target_part if rel else None


def _theme(main: OpcPart) -> bytes:
    """The theme, unless it leans on pictures: they would have to come along, and no style needs them."""
    theme = _related(main, "theme")
    return theme.blob if theme is not None and not theme.rels else b""


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
    types = _opc_root(NAMESPACE.OPC_CONTENT_TYPES, "Types")
    for extension, kind in (("rels", CONTENT_TYPE.OPC_RELATIONSHIPS), ("xml", CONTENT_TYPE.XML)):
        _opc_child(types, "Default", Extension=extension, ContentType=kind)
    _opc_child(types, "Override", PartName="/docProps/core.xml", ContentType=CONTENT_TYPE.OPC_CORE_PROPERTIES)
    for part in parts:
        _opc_child(types, "Override", PartName=f"/{part.path}", ContentType=part.content_type)
    return to_xml(types)


def _relations(targets: Iterable[tuple[str, str, str]]) -> bytes:
    """A relationships file: id, type and target of each."""
    relations = _opc_root(NAMESPACE.OPC_RELATIONSHIPS, "Relationships")
    for id, kind, target in targets:
        _opc_child(relations, "Relationship", Id=id, Type=kind, Target=target)
    return to_xml(relations)


def _opc_root(namespace: str, name: str) -> Element:
    return etree.Element(f"{{{namespace}}}{name}", nsmap={None: namespace})  # type: ignore[dict-item]  # lxml takes None, its stubs don't


def _opc_child(parent: Element, name: str, **attributes: str) -> None:
    etree.SubElement(parent, str(etree.QName(etree.QName(parent).namespace, name)), attributes)
