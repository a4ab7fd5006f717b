"""Small Word files from values, for tests of what is done to any Word file: paragraphs, lists, tables, notes."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZipFile

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True)
class Note:
    """Stands among a paragraph's pieces."""

    text: str
    kind: str = "footnote"


@dataclass(frozen=True)
class Xml:
    """Stands among a paragraph's pieces as it is."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    pieces: tuple[str | Note | Xml, ...]
    style: str = ""
    """The id of its style."""
    level: int | None = None
    """Of the list that it hangs on by itself."""
    properties: str = ""


@dataclass(frozen=True)
class Table:
    rows: tuple[tuple[tuple[Block, ...], ...], ...]
    """Rows of cells of blocks, the last of each cell a paragraph."""


Block = Paragraph | Table


def p(*pieces: str | Note | Xml, style: str = "", level: int | None = None, properties: str = "") -> Paragraph:
    return Paragraph(pieces, style, level, properties)


STYLES = {"Normal": "Normal", "Heading1": "heading 1", "Clause": "Clause", "Other": "Other"}
LISTED = {"Clause": 0}
"""Styles that number their paragraphs, at this level."""


class _Writing:
    def __init__(self, first_note: int) -> None:
        self.notes: dict[str, list[str]] = {"footnote": [], "endnote": []}
        self._first = first_note

    def block(self, block: Block) -> str:
        if isinstance(block, Paragraph):
            return self._paragraph(block)
        rows = ("".join(f"<w:tc><w:tcPr/>{self.blocks(cell)}</w:tc>" for cell in row) for row in block.rows)
        grid = "<w:gridCol/>" * max(len(row) for row in block.rows)
        body = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
        return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'

    def blocks(self, blocks: tuple[Block, ...]) -> str:
        return "".join(map(self.block, blocks))

    def _paragraph(self, block: Paragraph) -> str:
        style = f'<w:pStyle w:val="{block.style}"/>' if block.style else ""
        level = "" if block.level is None else f'<w:numPr><w:ilvl w:val="{block.level}"/><w:numId w:val="1"/></w:numPr>'
        properties = f"<w:pPr>{style}{level}{block.properties}</w:pPr>" if style or level or block.properties else ""
        return f"<w:p>{properties}{''.join(map(self._piece, block.pieces))}</w:p>"

    def _piece(self, piece: str | Note | Xml) -> str:
        if isinstance(piece, Xml):
            return piece.text
        if isinstance(piece, str):
            return f'<w:r><w:t xml:space="preserve">{escape(piece)}</w:t></w:r>'
        notes = self.notes[piece.kind]
        id = self._first + len(notes)
        words = f"<w:p><w:r><w:{piece.kind}Ref/></w:r>{self._piece(piece.text)}</w:p>"
        notes.append(f'<w:{piece.kind} w:id="{id}">{words}</w:{piece.kind}>')
        return f'<w:r><w:{piece.kind}Reference w:id="{id}"/></w:r>'


_ROOT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'


def word_file(*blocks: Block, ids: str = "", first_note: int = 1, styles: dict[str, str] | None = None) -> bytes:
    """The file. `ids` is put behind the id of every style, as another program might name them."""
    writing = _Writing(first_note)
    body = writing.blocks(tuple(blocks))
    styles = STYLES if styles is None else styles
    parts = {
        "document": f"<w:document {SPACES}><w:body>{body}{_SECTION}</w:body></w:document>",
        "styles": f"<w:styles {SPACES}>{''.join(_style(id, name) for id, name in styles.items())}</w:styles>",
        "numbering": f"<w:numbering {SPACES}>{_LIST}</w:numbering>",
    }
    for kind, notes in writing.notes.items():
        if notes:
            lines = "".join(
                f'<w:{kind} w:type="{line}" w:id="{place}"><w:p><w:r><w:{line}/></w:r></w:p></w:{kind}>'
                for place, line in ((-1, "separator"), (0, "continuationSeparator"))
            )
            parts[f"{kind}s"] = f"<w:{kind}s {SPACES}>{lines}{''.join(notes)}</w:{kind}s>"
    if ids:
        for name, xml in parts.items():
            for id in styles:
                xml = xml.replace(f'tyle w:val="{id}"', f'tyle w:val="{id}{ids}"').replace(
                    f'Id="{id}"', f'Id="{id}{ids}"'
                )
            parts[name] = xml
    return _zipped(parts)


def _style(id: str, name: str) -> str:
    default = ' w:default="1"' if id == "Normal" else ""
    level = LISTED.get(id)
    listed = "" if level is None else f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    return f'<w:style w:type="paragraph"{default} w:styleId="{id}"><w:name w:val="{name}"/>{listed}</w:style>'


_LEVELS = "".join(
    f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="%{level + 1}."/></w:lvl>'
    for level, form in enumerate(("decimal", "lowerLetter", "lowerRoman"))
)
_LIST = (
    f'<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{_LEVELS}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def _zipped(parts: dict[str, str]) -> bytes:
    kinds = {name: "document.main" if name == "document" else name for name in parts}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_ROOT}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    relations = "".join(
        f'<Relationship Id="rId{place}" Type="{_TYPE}/{name}" Target="{name}.xml"/>'
        for place, name in enumerate(parts)
        if name != "document"
    )
    packages = "http://schemas.openxmlformats.org/package/2006"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{packages}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{packages}/relationships"><Relationship Id="rId1" '
        f'Type="{_TYPE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{packages}/relationships">{relations}</Relationships>',
        **{f"word/{name}.xml": xml for name, xml in parts.items()},
    }
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        for name, xml in files.items():
            package.writestr(name, _DECLARED + xml)
    return stream.getvalue()
