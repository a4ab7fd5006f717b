"""A layout's declaration.docx with headers and footers of its own, and a picture that says who made it."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import docx
from docx.shared import Mm

from drafter.formats.docx.style_sample import declaration

MAKER = b"SECRET MAKER"


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" + bytes([30, 80, 160]) * 60) * 30)
    size = struct.pack(">IIBBBBB", 60, 30, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", size), (b"tEXt", b"Author\0" + MAKER), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*each) for each in chunks)


def letterhead() -> bytes:
    """A logo and a name on the first page, the logo above drafter's own lines on the others, a number in the footer."""
    document = docx.Document(BytesIO(declaration()))
    section = document.sections[0]
    first = section.first_page_header.paragraphs[0]
    first.add_run().add_picture(BytesIO(png()), width=Mm(20))
    first.add_run("Permanent Mission")
    above = section.header.paragraphs[0].insert_paragraph_before("Mission")
    above.add_run().add_picture(BytesIO(png()), width=Mm(8))
    section.footer.add_paragraph("V.21-00815")
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()
