"""Word files that came from somewhere: looked at before any library opens them, and refused where they could do harm.

A .docx is a zip of XML. It may swell to many times its size, hold parts with names that lead out of a folder, define
entities that multiply, carry macros, or have a program fetch things when it is opened.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from drafter.errors import BadInput

LARGEST_XML = 12_000_000
"""Bytes of XML, unpacked, all parts together: what takes 1 GB when it is parsed is far larger."""
LARGEST = 60_000_000
"""Bytes of all parts, unpacked."""
MOST = 2_000
"""Parts."""

_NEEDED = ("[Content_Types].xml", "_rels/.rels")
_DOCTYPE = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_BEGINS = tuple(
    start.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be") for start in ("<", "\ufeff<")
)
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"']*)["']""")
_ENCODINGS = (b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_EXTERNAL = re.compile(r"""TargetMode\s*=\s*["']External["']""")
_KIND = re.compile(r"""\bType\s*=\s*["']([^"']*)["']""")
_TARGET = re.compile(r"""\bTarget\s*=\s*["']([^"']*)["']""")
_FETCHED = re.compile(r"\s*(?!file:/{1,3}[a-z]:|file:///[^/])(?:[a-z][a-z0-9+.-]+:|\\\\|//)", re.IGNORECASE)
"""Targets on another machine: `https:…`, `\\\\host\\…`, `file://host/…`; not a drive's letter."""


def checked(data: bytes, path: Path) -> bytes:
    """The bytes themselves, where they are a .docx that may be opened. Raises BadInput, with the file and the part."""
    what = _fault(data)
    if what:
        raise BadInput.of(path, what, "Save it again as a Word document (.docx), without what is named here.")
    return data


def _fault(data: bytes) -> str:
    """What is wrong with the package; empty for nothing."""
    try:
        with ZipFile(BytesIO(data)) as package:
            entries = package.infolist()
            return next(_faults(package, entries), "")
    except (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, IndexError):
        return "This is not a Word document, or it is damaged."


def _faults(package: ZipFile, entries: list[ZipInfo]) -> Iterator[str]:
    names = [entry.filename for entry in entries]
    if len(entries) > MOST or sum(entry.file_size for entry in entries) > LARGEST:
        yield "The document is far larger than it looks when it is unpacked."
    if sum(entry.file_size for entry in entries if _is_xml(entry.filename)) > LARGEST_XML:
        yield "The document holds far more text than it should."
    if len({name.casefold() for name in names}) != len(names):
        yield "The document holds two parts of one name."
    for needed in _NEEDED:
        if needed not in names:
            yield f"The document lacks its part {needed}."
    for entry in entries:
        yield from _entry_faults(entry)
    for entry in entries:
        if _is_xml(entry.filename):
            yield from _xml_faults(entry.filename, package.read(entry))


def _entry_faults(entry: ZipInfo) -> Iterator[str]:
    name = entry.filename
    if name.startswith(("/", "\\")) or "\\" in name or ":" in name or ".." in name.split("/"):
        yield f"The document holds a part whose name leads out of it: {name}."
    if entry.flag_bits & 1 or entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        yield f"The document's part {name} is packed in a way that Word doesn't use."
    if name.lower().endswith((".bin", ".exe", ".dll")) and "vba" in name.lower():
        yield f"The document holds macros ({name})."


def _xml_faults(name: str, blob: bytes) -> Iterator[str]:
    encoding = _ENCODING.match(blob.lstrip(b"\xef\xbb\xbf"))
    if not blob.lstrip(b" \t\r\n\xef\xbb\xbf").startswith(_BEGINS) or (
        encoding and encoding[1].lower() not in _ENCODINGS
    ):
        yield f"The document's part {name} is not XML as Word writes it."
    if any(mark in blob for mark in _DOCTYPE):
        yield f"The document's part {name} defines entities of its own (DOCTYPE)."
    if name == "[Content_Types].xml" and b"macroEnabled" in blob:
        yield "The document is made to hold macros."
    if name.endswith(".rels"):
        yield from _relation_faults(name, blob)


def _relation_faults(name: str, blob: bytes) -> Iterator[str]:
    """What a program would fetch when it opens the document. A link that somebody has to click is none of it."""
    text = blob.decode("utf-16" if blob[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
    for relation in _RELATION.findall(text):
        kind, target = _KIND.search(relation), _TARGET.search(relation)
        if not _EXTERNAL.search(relation) or not target or (kind and kind[1].endswith("/hyperlink")):
            continue
        if _FETCHED.match(target[1]):
            yield f"The document refers to something on another machine ({name}: {target[1][:100]})."


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))
