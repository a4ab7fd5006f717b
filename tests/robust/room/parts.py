"""A .docx as its parts: opened, changed, and packed again as Word packs it."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

W_URI = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{W_URI}}}"
W14_URI = "http://schemas.microsoft.com/office/word/2010/wordml"
W15_URI = "http://schemas.microsoft.com/office/word/2012/wordml"
W15 = f"{{{W15_URI}}}"
MAIN, NOTES, STYLES = "word/document.xml", "word/footnotes.xml", "word/styles.xml"
_TYPES, _RELATIONS = "[Content_Types].xml", "word/_rels/document.xml.rels"
_TYPE_URI = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATION_URI = "http://schemas.openxmlformats.org/package/2006/relationships"

Parts = dict[str, bytes]


def unpacked(document: bytes) -> Parts:
    with ZipFile(BytesIO(document)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Parts) -> bytes:
    found = BytesIO()
    with ZipFile(found, "w", ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return found.getvalue()


def parsed(data: bytes) -> etree._Element:
    return etree.fromstring(data)


def as_bytes(tree: etree._Element) -> bytes:
    return etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=True)


def add_part(parts: Parts, name: str, data: bytes, content_type: str, relation: str) -> None:
    """A part that belongs to the document, with its type and its relation, whether or not it is there already."""
    parts[f"word/{name}"] = data
    types, relations = parsed(parts[_TYPES]), parsed(parts[_RELATIONS])
    if not any(each.get("PartName") == f"/word/{name}" for each in types):
        etree.SubElement(types, f"{{{_TYPE_URI}}}Override", PartName=f"/word/{name}", ContentType=content_type)
    if not any(each.get("Target") == name for each in relations):
        etree.SubElement(
            relations, f"{{{_RELATION_URI}}}Relationship", Id=f"rId{len(relations) + 90}", Type=relation, Target=name
        )
    parts[_TYPES], parts[_RELATIONS] = as_bytes(types), as_bytes(relations)
