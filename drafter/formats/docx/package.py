"""The package: python-docx opens those that come in and holds the one that goes out, its parts and their relations.

An export's package is made anew, with nothing in it but what is put there. What a declaration.docx saved by somebody's
Word holds besides its looks (the author, the company, the folder of a template, comments, a thumbnail) thus can't get
into an export. It is packed here and not by python-docx, which stamps each part with the clock: the same outline gives
the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, PartFactory, XmlPart
from docx.opc.rel import Relationships
from docx.oxml import parse_xml
from docx.package import Package
from lxml import etree

from drafter.errors import DrafterError
from drafter.formats.docx.elements import MANIFEST, Element, R, W, to_xml
from drafter.formats.docx.layout_frame import FramePlace, LayoutFrame, frames
from drafter.formats.docx.opc import ABSENT, BROKEN, add_to_root, package_root, zip_entry
from drafter.formats.docx.pictures import Picture

_LEVEL = 4
"""Of zip's packing: a twentieth larger than at the usual 6, in less than half the time."""

_PARTS = Path(__file__).with_name("parts")

MAIN = "document"
"""The name of the main document part."""
_RELATED: dict[str, tuple[str, str]] = {
    "styles": (CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES),
    "numbering": (CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING),
    "settings": (CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS),
    "footnotes": (CONTENT_TYPE.WML_FOOTNOTES, RELATIONSHIP_TYPE.FOOTNOTES),
    "comments": (CONTENT_TYPE.WML_COMMENTS, RELATIONSHIP_TYPE.COMMENTS),
    "header": (CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER),
    "headerEven": (CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER),
    "headerFirst": (CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER),
    "footer": (CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER),
    "footerEven": (CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER),
    "footerFirst": (CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER),
    "theme": (CONTENT_TYPE.OFC_THEME, RELATIONSHIP_TYPE.THEME),
}
"""Content type and relation of each part that the main one may have: `styles` is `word/styles.xml`, and related under
that name."""


class Unreadable(Exception):
    """python-docx can't open a package; the message says what it met, as the end of a sentence."""


def opened(data: bytes) -> Document:
    """A Word document that has passed the guard, with its package. Raises Unreadable."""
    try:
        try:
            return docx.Document(BytesIO(data))
        except KeyError:
            return docx.Document(BytesIO(_without_loose_relations(data)))
    except Exception as error:  # python-docx has no error of its own for this: it fails with whatever its parsing met
        raise Unreadable(BROKEN if isinstance(error, etree.XMLSyntaxError) else ABSENT) from error


def _without_loose_relations(data: bytes) -> bytes:
    """The package without relations to parts that it hasn't: Word leaves such behind (`Target="NULL"`) and opens the
    file, which python-docx doesn't.
    """
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(stream, "w") as mended:
        names = package.namelist()
        for name in names:
            blob = package.read(name)
            mended.writestr(name, _tied(blob, name, names) if name.endswith(".rels") else blob)
    return stream.getvalue()


def _tied(blob: bytes, name: str, names: list[str]) -> bytes:
    relations: Element = parse_xml(blob)
    folder = PackURI(f"/{name.removesuffix('.rels')}".replace("/_rels/", "/")).baseURI
    for relation in list(relations):
        target = PackURI.from_rel_ref(folder, relation.get("Target", "")).membername
        if relation.get("TargetMode") != "External" and target not in names:
            relations.remove(relation)
    return to_xml(relations)


def related(part: Part, kind: str) -> Part | None:
    """The first part inside the package that has this relation to a part; None for none."""
    relations = (relation for relation in part.rels.values() if relation.reltype == kind and not relation.is_external)
    return next((relation.target_part for relation in relations), None)


def root(part: Part) -> Element:
    """The part's tree. Raises XMLSyntaxError where it has none."""
    return part.element if isinstance(part, XmlPart) else parse_xml(part.blob)


class Base(NamedTuple):
    """What a declaration.docx gives to every document made with it."""

    styles: Element
    numbering: Element | None
    """None where the file has none."""
    theme: bytes
    """The fonts and colours that styles may name; empty where the file has none."""
    section: Element
    """The page: paper, margins, columns, line numbers."""
    frames: Mapping[FramePlace, LayoutFrame]
    """Its own headers and footers, by where they stand."""


def open_base(declaration: bytes | None) -> Base:
    """The looks in a declaration.docx that has passed the guard; None stands for those that drafter brings.

    Raises DrafterError where the bytes are no Word document that can be read.
    """
    if declaration is None:
        return Base(own_part("styles.xml"), own_part("numbering.xml"), b"", own_part("section.xml"), {})
    try:
        document = opened(declaration)
        around = frames(document, _tree(document, RELATIONSHIP_TYPE.SETTINGS))
        styles = _tree(document, RELATIONSHIP_TYPE.STYLES)
        base = Base(
            own_part("styles.xml") if styles is None else styles,
            _tree(document, RELATIONSHIP_TYPE.NUMBERING),
            _theme(document),
            _section(document),
            around,
        )
    except (Unreadable, etree.XMLSyntaxError) as error:
        raise DrafterError(_UNREADABLE) from error
    if base.styles.tag != f"{W}styles":
        raise DrafterError(_UNREADABLE)
    return base


_UNREADABLE = (
    "The layout's declaration.docx can't be read as a Word document. Save it again as .docx (not “Strict Open XML”), "
    "or copy the one of a layout that comes with drafter."
)


def _tree(document: Document, kind: str) -> Element | None:
    """The tree of a part of the document, without what its author remarked in it; None where there is no such part."""
    part = related(document.part, kind)
    return None if part is None else _without_comments(root(part))


def _theme(document: Document) -> bytes:
    """The theme, unless it leans on pictures: they would have to come along, and no style needs them."""
    theme = related(document.part, RELATIONSHIP_TYPE.THEME)
    return b"" if theme is None or theme.rels else theme.blob


def _section(document: Document) -> Element:
    """The last section's properties without what refers to other parts (headers, printers) or to people's changes."""
    section: Element | None = _without_comments(document.element).find(f"{W}body/{W}sectPr")
    if section is None:
        return own_part("section.xml")
    for child in list(section):
        if child.tag == f"{W}sectPrChange" or any(str(name).startswith(R) for name in child.attrib):
            section.remove(child)
    for name in list(section.attrib):
        del section.attrib[name]
    return section


def own_part(name: str) -> Element:
    """A part that drafter brings, made anew for each caller, who may change it."""
    return _without_comments(parse_xml(_own_bytes(name)))


@lru_cache
def _own_bytes(name: str) -> bytes:
    return (_PARTS / name).read_bytes()


def _without_comments(element: Element) -> Element:
    etree.strip_tags(element, etree.Comment)
    return element


PartContent = bytes | Element
"""A part as text that was made fast, or as a tree."""


def write(
    parts: Mapping[str, PartContent],
    properties: Element,
    manifest: bytes,
    pictures: Mapping[str, Mapping[str, Picture]],
) -> bytes:
    """The package as a .docx: its parts by their names, the main one first, and the core properties.

    `manifest` is an XML part of our own, which Word and LibreOffice keep without reading it; `pictures` are those of
    each part that has any, by the ids of their relations.
    """
    package = Package()
    main = _part(package, f"/word/{MAIN}.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN, parts[MAIN])
    core = _part(package, "/docProps/core.xml", CONTENT_TYPE.OPC_CORE_PROPERTIES, properties)
    package.load_rel(RELATIONSHIP_TYPE.OFFICE_DOCUMENT, main, MAIN)
    package.load_rel(RELATIONSHIP_TYPE.CORE_PROPERTIES, core, "core")
    shown: dict[str, Part] = {}
    for name, content in parts.items():
        if name != MAIN:
            content_type, relation = _RELATED[name]
            part = _part(package, f"/word/{name}.xml", content_type, content)
            main.load_rel(relation, part, name)
            for id, picture in pictures.get(name, {}).items():
                if picture.path not in shown:
                    shown[picture.path] = Part(PackURI(picture.path), picture.content_type, picture.data, package)
                part.load_rel(RELATIONSHIP_TYPE.IMAGE, shown[picture.path], id)
    item = _part(package, "/customXml/item1.xml", CONTENT_TYPE.XML, manifest)
    about = _part(package, "/customXml/itemProps1.xml", CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, _item(manifest))
    main.load_rel(RELATIONSHIP_TYPE.CUSTOM_XML, item, "manifest")
    item.load_rel(RELATIONSHIP_TYPE.CUSTOM_XML_PROPS, about, "properties")
    return packed(package)


def _part(package: Package, path: str, content_type: str, content: PartContent) -> Part:
    if isinstance(content, bytes):
        return Part(PackURI(path), content_type, content, package)
    kind = PartFactory.part_type_for.get(content_type, XmlPart)
    return kind(PackURI(path), content_type, content, package)  # type: ignore[arg-type]  # an XmlPart takes a tree


_DATA_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def _item(manifest: bytes) -> Element:
    """What Word wants beside a custom XML part: an id, here one that follows from its content."""
    name = f"{{{_DATA_STORE}}}"
    item = etree.Element(f"{name}datastoreItem", nsmap={"ds": _DATA_STORE})
    digest = sha256(manifest).hexdigest().upper()
    groups = (digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:32])
    item.set(f"{name}itemID", f"{{{'-'.join(groups)}}}")
    references = etree.SubElement(item, f"{name}schemaRefs")
    etree.SubElement(references, f"{name}schemaRef").set(f"{name}uri", MANIFEST)
    return item


def packed(package: Package) -> bytes:
    """The package as a .docx, the same bytes for the same parts."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as target:
        for path, blob in _files(package):
            target.writestr(zip_entry(path), blob, compresslevel=_LEVEL)
    return stream.getvalue()


def _files(package: Package) -> Iterator[tuple[str, bytes]]:
    """The core properties and the main document part first, the relations of lesser parts last."""
    main = package.main_document_part
    parts = sorted(package.iter_parts(), key=lambda part: part.content_type != CONTENT_TYPE.OPC_CORE_PROPERTIES)
    yield "[Content_Types].xml", _content_types(parts)
    yield "_rels/.rels", _relations(package.rels)
    for part in parts:
        yield part.partname.membername, part.blob
        if part is main:
            yield part.partname.rels_uri.membername, _relations(part.rels)
    for part in parts:
        if part.rels and part is not main:
            yield part.partname.rels_uri.membername, _relations(part.rels)


def _content_types(parts: list[Part]) -> bytes:
    """The list of types, those of the main document part and of its own parts last."""
    types = package_root("content-types", "Types")
    for extension, content_type in _DEFAULTS.items():
        add_to_root(types, "Default", {"Extension": extension, "ContentType": content_type})
    for part in sorted(parts, key=lambda part: part.partname.startswith("/word/")):
        if part.content_type not in _DEFAULTS.values():
            add_to_root(types, "Override", {"PartName": part.partname, "ContentType": part.content_type})
    return to_xml(types)


_DEFAULTS = {"rels": CONTENT_TYPE.OPC_RELATIONSHIPS, "xml": CONTENT_TYPE.XML}


def _relations(relations: Relationships) -> bytes:
    root = package_root("relationships", "Relationships")
    for relation in relations.values():
        said = {"Id": relation.rId, "Type": relation.reltype, "Target": relation.target_ref}
        add_to_root(root, "Relationship", said)
    return to_xml(root)
