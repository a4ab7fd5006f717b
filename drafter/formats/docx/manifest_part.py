"""The part by which a document is known again when it comes back: it travels inside the file, unseen.

<manifest xmlns="urn:drafter:manifest:1" draft="d-1" version="…" corpus="…" fingerprint="…">
  <paragraph id="p-1" anchor="_drafter_…" ref="OP7" hash="…"/>
</manifest>
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from drafter.document.outline import Outline
from drafter.document.table import anchor
from drafter.draft.manifest import KnownParagraph, Manifest, text_hash
from drafter.formats.docx.elements import escaped
from drafter.formats.docx.package import MANIFEST


def write(outline: Outline) -> bytes:
    """The part."""
    attributes = {
        "draft": outline.draft,
        "version": outline.version,
        "corpus": outline.corpus,
        "fingerprint": outline.fingerprint,
    }
    written = "".join(f' {name}="{escaped(value)}"' for name, value in attributes.items())
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<manifest xmlns="{MANIFEST}"{written}>{"".join(_paragraphs(outline))}</manifest>'.encode()


def _paragraphs(outline: Outline) -> Iterator[str]:
    for one in outline.paragraphs:
        yield (
            f'<paragraph id="{escaped(one.id)}" anchor="{anchor(one.id)}" ref="{escaped(one.ref)}"'
            f' hash="{text_hash(one.printed)}"/>'
        )


def read(document: bytes) -> Manifest | None:
    """The manifest that a .docx carries, wherever a program that saved it has put the part; None for none."""
    try:
        with ZipFile(BytesIO(document)) as package:
            names = [name for name in package.namelist() if name.startswith("customXml/") and name.endswith(".xml")]
            return next((found for name in names if (found := _read(package.read(name)))), None)
    except (BadZipFile, OSError, ValueError):
        return None


def _read(part: bytes) -> Manifest | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(part, parser)
    except etree.XMLSyntaxError:
        return None
    if root.tag != f"{{{MANIFEST}}}manifest":
        return None
    known = tuple(
        KnownParagraph(one.get("id", ""), one.get("ref", ""), one.get("hash", ""))
        for one in root.iterfind(f"{{{MANIFEST}}}paragraph")
    )
    draft, version, corpus, fingerprint = (root.get(name, "") for name in ("draft", "version", "corpus", "fingerprint"))
    return Manifest(draft, version, corpus, fingerprint, known)
