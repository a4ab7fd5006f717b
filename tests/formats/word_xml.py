"""Word files as others write them, made of XML."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import docx

from tests.formats.outlines import W

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": W[1:-1],
        "r": RELATION,
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)


def made(body: str = "<w:p/>", parts: Mapping[str, bytes] | None = None) -> bytes:
    """A document of python-docx's with this body, and other parts changed or added."""
    stream = BytesIO()
    with ZipFile(stream, "w") as new:
        main = {"word/document.xml": xml("document", f"<w:body>{body}</w:body>")}
        for name, blob in (_plain() | main | dict(parts or {})).items():
            new.writestr(name, blob)
    return stream.getvalue()


@cache
def _plain() -> dict[str, bytes]:
    stream = BytesIO()
    docx.Document().save(stream)
    with ZipFile(stream) as package:
        return {name: package.read(name) for name in package.namelist()}


def xml(name: str, inner: str, prefix: str = "w") -> bytes:
    return f"<{prefix}:{name} {SPACES}>{inner}</{prefix}:{name}>".encode()


def related(**parts: bytes) -> dict[str, bytes]:
    """Parts that the main one is related to, each by its relation: `footnotes`, `commentsExtended`."""
    said = "".join(
        f'<Relationship Id="o{name}" Type="{RELATION}/{name}" Target="others/{name}.xml"/>' for name in parts
    )
    root = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    return {f"word/others/{name}.xml": blob for name, blob in parts.items()} | {
        "word/_rels/document.xml.rels": f"{root}{said}</Relationships>".encode()
    }


def relations(name: str, target: str, mode: str = "") -> bytes:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{RELATION}/{name}" Target="{target}"{mode}/></Relationships>'
    ).encode()


def run(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"
