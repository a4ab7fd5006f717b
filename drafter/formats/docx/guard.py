"""The guard at the door: every Word file that comes in is looked at here before python-docx opens it.

A .docx is a zip of XML. It may swell to many times its size, hold parts with names that lead out of a folder, define
entities that multiply, carry macros, or have Word fetch things when it is opened.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Container, Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from drafter.errors import BadInput

LARGEST = 200_000_000
"""Bytes of all parts, unpacked: python-docx holds them in memory."""
LARGEST_XML = 40_000_000
"""Bytes of XML, unpacked, all parts together. A declaration of a thousand pages has a tenth."""
MOST_MARKS = 3_000_000
"""Tags and attributes, all parts together, each of which takes up to 200 bytes of a tree: what passes is read within
1 GB. A declaration of a thousand pages has a tenth."""
MOST_PARTS = 2_000

_CONTENT_TYPES = "[Content_Types].xml"
_NEEDED = (_CONTENT_TYPES, "_rels/.rels")
_OLE = b"\xd0\xcf\x11\xe0"
"""How a .doc of old begins, and the container in which Word keeps a .docx that asks for a password."""
_DOCTYPE = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_BEGINS = tuple(
    start.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be") for start in ("<", "\ufeff<")
)
_UTF_32 = b"<\0\0\0"
_DECLARATION = re.compile(rb"<\?xml[^>]{0,200}\?>")
_ENCODING = re.compile(rb"""encoding\s*=\s*["']([^"']*)["']""")
_ENCODINGS = (b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252")
_FETCHED = re.compile(r"(?!file:/{1,3}[a-z]:|file:///[^/])(?:[a-z][a-z0-9+.-]+:|//)")
"""Plain targets on another machine: `https:…`, `//host/…`, `file://host/…`; not a drive's letter."""
_LINKS = tuple(
    f"http://{place}/relationships/hyperlink"
    for place in ("schemas.openxmlformats.org/officeDocument/2006", "purl.oclc.org/ooxml/officeDocument")
)
"""The relations of a link that somebody has to click."""
_CLICKED = ("hyperlink", "hlinkClick", "hlinkHover", "hlinkMouseOver")
"""The elements that such a relation is for: a picture or a template that has one is fetched all the same."""


def checked(data: bytes, path: Path | str, *, only_read: bool = False) -> bytes:
    """The bytes themselves, where they are a .docx that may be opened. Raises BadInput, with the file and the part.

    With `only_read`, what harms nobody until Word opens the file (macros, a template on another machine) is let
    through: it is for texts that others sent, which are read and go no further.
    """
    _check(data, path, only_read, {})
    return data


def unpacked(data: bytes, path: Path | str) -> dict[str, bytes]:
    """The XML parts of a .docx that is only read, by their names. Raises BadInput, as `checked`."""
    parts: dict[str, bytes] = {}
    _check(data, path, True, parts)
    return parts


def _check(data: bytes, path: Path | str, only_read: bool, parts: dict[str, bytes]) -> None:
    what = _fault(data, only_read, parts)
    if what:
        raise BadInput.of(path, what, "Save it again as a Word document (.docx), without what is named here.")


def _fault(data: bytes, only_read: bool, parts: dict[str, bytes]) -> str:
    """What is wrong with the package; empty for nothing."""
    if data.startswith(_OLE):
        return "This can't be read as a Word document: it asks for a password, or is a .doc of old."
    try:
        with ZipFile(BytesIO(data)) as package:
            return next(_faults(package, only_read, parts), "")
    except (BadZipFile, etree.XMLSyntaxError, zlib.error, EOFError, OSError, LookupError, ValueError, RuntimeError):
        return "This can't be read as a Word document: it is damaged, or no Word document at all."


def _faults(package: ZipFile, only_read: bool, parts: dict[str, bytes]) -> Iterator[str]:
    """The XML parts that were looked at are put into `parts`."""
    entries = package.infolist()
    yield from _size_faults(entries)
    yield from _name_faults([entry.filename for entry in entries])
    for entry in entries:
        if entry.flag_bits & 1 or entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            yield f"The document's part {entry.filename} is packed in a way that Word doesn't use."
    marks = 0
    for entry in entries:
        if _is_xml(entry.filename):
            blob = parts[entry.filename] = package.read(entry)
            yield from _xml_faults(entry.filename, blob)
            marks += blob.count(b"<") + blob.count(b"=")
    if marks > MOST_MARKS:
        yield "The document holds far more text than it should."
    yield from _type_faults(_parsed(parts[_CONTENT_TYPES]), only_read)
    if not only_read:
        yield from _danger_to_word(entries, parts)


def _size_faults(entries: list[ZipInfo]) -> Iterator[str]:
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST:
        yield "The document is far larger than it looks when it is unpacked."
    if sum(entry.file_size for entry in entries if _is_xml(entry.filename)) > LARGEST_XML:
        yield "The document holds far more text than it should."


def _name_faults(names: list[str]) -> Iterator[str]:
    if len({_plain(name) for name in names}) != len(names):
        yield "The document holds two parts of one name."
    for needed in _NEEDED:
        if needed not in names:
            yield f"This is no Word document: it lacks its part {needed}."
    for name in names:
        if name.startswith(("/", "\\")) or "\\" in name or ":" in name or ".." in name.split("/"):
            yield f"The document holds a part whose name leads out of it: {name}."
        if _plain(name).endswith(".piece"):
            yield f"The document's part {name} is packed in a way that Word doesn't use."


def _xml_faults(name: str, blob: bytes) -> Iterator[str]:
    begins = blob.lstrip(b" \t\r\n\xef\xbb\xbf")
    declaration = _DECLARATION.match(begins)
    encoding = _ENCODING.search(declaration[0]) if declaration else None
    unknown = encoding is not None and encoding[1].lower() not in _ENCODINGS
    undeclared = begins.startswith(b"<?xml") and declaration is None
    if unknown or undeclared or not begins.startswith(_BEGINS) or begins.startswith(_UTF_32):
        yield f"The document's part {name} is not XML as Word writes it."
    if any(mark in blob for mark in _DOCTYPE):
        yield f"The document's part {name} declares a document type, to define entities of its own (DOCTYPE)."


def _type_faults(types: etree._Element, only_read: bool) -> Iterator[str]:
    """XML under the name of a picture would have passed unseen."""
    for entry in types:
        kind, name = entry.get("ContentType", ""), entry.get("PartName") or f".{entry.get('Extension', '')}"
        if kind.lower().endswith("xml") and not _is_xml(name):
            yield f"The document's part {name} is not XML as Word writes it."
        if "macroEnabled" in kind and not only_read:
            yield "The document is made to hold macros."


def _danger_to_word(entries: list[ZipInfo], parts: dict[str, bytes]) -> Iterator[str]:
    """What Word would run or fetch when it opens the document. A link that somebody has to click is none of it."""
    parts_by_name = {_plain(name): blob for name, blob in parts.items()}
    for entry in entries:
        name = entry.filename
        if "vba" in name.lower() and name.lower().endswith((".bin", ".exe", ".dll")):
            yield f"The document holds macros ({name})."
        if _plain(name).endswith(".rels"):
            folder, _, own = _plain(name).removesuffix(".rels").rpartition("_rels/")
            for target in _fetched(_parsed(parts[name]), parts_by_name.get(f"{folder}{own}", b"")):
                yield f"The document refers to something on another machine ({name}: {target[:100]})."


def _fetched(relations: etree._Element, source: bytes) -> Iterator[str]:
    """The targets on another machine, of whatever mode, that Word fetches; `source` is the part that they are of."""
    links = {}
    for relation in relations.iter(etree.Element):
        target = relation.get("Target", "")
        if not _FETCHED.match(_plain_target(target)):
            continue
        if relation.get("Type") in _LINKS:
            links[relation.get("Id", "")] = target
        else:
            yield target
    for element in _parsed(source).iter(etree.Element) if links and source else ():
        if etree.QName(element).localname not in _CLICKED:
            yield from (
                links[str(value)] for name, value in element.attrib.items() if _is_reference(name, value, links)
            )


def _is_reference(name: object, value: object, links: Container[str]) -> bool:
    return value in links and str(name).partition("}")[0].endswith("/relationships")


def _plain_target(target: str) -> str:
    """The target without what a reader of addresses overlooks: escapes, unseen signs, slashes of both kinds."""
    seen = (sign for sign in unquote(target) if unicodedata.category(sign)[0] not in "CZ")
    return "".join(seen).replace("\\", "/").casefold()


def _plain(name: str) -> str:
    """A part's name as Word compares it."""
    return unquote(name).casefold()


def _parsed(blob: bytes) -> etree._Element:
    return etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True))


def _is_xml(name: str) -> bool:
    return _plain(name).endswith((".xml", ".rels"))
