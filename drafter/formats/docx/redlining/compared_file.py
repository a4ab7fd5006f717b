"""One of two Word files that are compared: its blocks, its notes, and what a look or a relation in it means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part, XmlPart

from drafter.formats.docx.elements import Element, W, to_xml
from drafter.formats.docx.list_labels import ListLabels
from drafter.formats.docx.package import related, root
from drafter.formats.docx.redlining.accepted_changes import accept
from drafter.formats.docx.redlining.inline_content import PLACEHOLDER, Inline, InlineKind, content, identity

NOTE_KINDS = {"footnote": RELATIONSHIP_TYPE.FOOTNOTES, "endnote": RELATIONSHIP_TYPE.ENDNOTES}
_AROUND = frozenset(W + name for name in ("sdt", "sdtContent", "customXml"))
"""What stands around blocks, rows and cells and is looked through."""
PARAGRAPH, SECTION_END, TABLE, ROW = "paragraph", "paragraph that ends a section", "table", "row"

Look = tuple[str, str]
"""The name of a paragraph's style, and the level of its list; empty for none."""


@dataclass(slots=True)
class ComparedBlock:
    """A paragraph, a table or a row, as it is aligned."""

    element: Element
    kind: str
    key: bytes
    """The same for blocks with the same words, atoms, notes and looks."""
    said: bytes
    """The same for those with the same words, atoms and notes."""

    @property
    def words(self) -> list[str]:
        return _WORD.findall(said_by(self.element))

    @property
    def is_paragraph(self) -> bool:
        return self.kind in (PARAGRAPH, SECTION_END)


_WORD = re.compile(r"\w+")


def said_by(element: Element) -> str:
    """The words of a paragraph, table or row, atoms as blanks."""
    return "".join([each.text or " " for each in element.iter(*_TEXTS)]).strip()


_TEXTS = tuple(W + name for name in ("t", "tab", "br", "p"))


def held(parent: Element, *tags: str) -> Iterator[Element]:
    """The elements of these names in a body, cell, note, table or row, those in content controls too."""
    for each in parent:
        if each.tag in tags:
            yield each
        elif each.tag in _AROUND:
            yield from held(each, *tags)


class ComparedFile:
    """An opened document, its tracked changes accepted."""

    def __init__(self, document: Document) -> None:
        self.part: Part = document.part
        self.body: Element = document.element.find(f"{W}body")
        accept(self.body)
        self.styles = self._tree(RELATIONSHIP_TYPE.STYLES)
        self.numbering = self._tree(RELATIONSHIP_TYPE.NUMBERING)
        self.note_parts = {kind: related(self.part, relation) for kind, relation in NOTE_KINDS.items()}
        self.note_roots = {kind: root(part) for kind, part in self.note_parts.items() if part is not None}
        self.notes = {kind: self._notes(kind) for kind in NOTE_KINDS}
        self._labels = ListLabels(self.numbering, self.styles)
        self._note_keys: dict[tuple[str, str], str] = {}
        self._digests: dict[Part, str] = {}

    def _tree(self, relation: str) -> Element | None:
        part = related(self.part, relation)
        return None if part is None else root(part)

    def _notes(self, kind: str) -> dict[str, Element]:
        """Each note by its id, in the tree of their part."""
        tree = self.note_roots.get(kind)
        if tree is None:
            return {}
        accept(tree)
        return {str(note.get(f"{W}id")): note for note in tree.iterfind(f"{W}{kind}")}

    def add_notes(self, kind: str, other: ComparedFile) -> None:
        """Have a part of notes like another file's, with the lines that part them from the text and no note yet."""
        model, part = other.note_roots[kind], other.note_parts[kind]
        if part is None:
            return
        tree = deepcopy(model)
        for note in tree.findall(f"{W}{kind}"):
            if note.get(f"{W}type") in (None, "normal"):
                tree.remove(note)
        own = Part(part.partname, part.content_type, b"", self.part.package)
        self.part.relate_to(own, NOTE_KINDS[kind])
        self.note_parts[kind], self.note_roots[kind] = own, tree
        self.notes[kind] = {str(note.get(f"{W}id")): note for note in tree}

    def put_notes_back(self) -> None:
        """Make the trees of the notes the content of their parts."""
        for kind, relation in NOTE_KINDS.items():
            part = self.note_parts[kind]
            if part is None or isinstance(part, XmlPart):
                continue
            own = Part(part.partname, part.content_type, to_xml(self.note_roots[kind]), self.part.package)
            for id, each in part.rels.items():
                own.load_rel(
                    each.reltype, each.target_ref if each.is_external else each.target_part, id, each.is_external
                )
            id = next(
                id for id, each in self.part.rels.items() if each.reltype == relation and each.target_part is part
            )
            self.part.load_rel(relation, own, id)

    @cached_property
    def style_names(self) -> dict[str, str]:
        """The name of each style by its id; names are the same in any case of their letters."""
        if self.styles is None:
            return {}
        named = ((style, style.find(f"{W}name")) for style in self.styles.iterfind(f"{W}style"))
        return {
            str(style.get(f"{W}styleId")): str(name.get(f"{W}val", "")).lower()
            for style, name in named
            if name is not None
        }

    @cached_property
    def default_style(self) -> str:
        """The id of the style of paragraphs that name none; empty for none."""
        styles = () if self.styles is None else self.styles.iterfind(f"{W}style[@{W}type='paragraph']")
        return next((str(each.get(f"{W}styleId")) for each in styles if each.get(f"{W}default") in ("1", "true")), "")

    @cached_property
    def lists(self) -> dict[str, tuple[Element, Element]]:
        """By the id of each numbering, itself and the list that it counts."""
        if self.numbering is None:
            return {}
        abstract = {each.get(f"{W}abstractNumId"): each for each in self.numbering.iterfind(f"{W}abstractNum")}
        found = {}
        for each in self.numbering.iterfind(f"{W}num"):
            named = each.find(f"{W}abstractNumId")
            counted = None if named is None else abstract.get(named.get(f"{W}val"))
            if counted is not None:
                found[str(each.get(f"{W}numId"))] = each, counted
        return found

    def look(self, paragraph: Element) -> Look:
        found = paragraph.find(f"{W}pPr/{W}pStyle")
        style = self.default_style if found is None else str(found.get(f"{W}val", ""))
        number, level = self._labels.hangs_on(paragraph.find(f"{W}pPr/{W}numPr"), style)
        return self.style_names.get(style, style), str(level) if number not in ("", "0") else ""

    def blocks(self, container: Element, part: Part | None = None) -> list[ComparedBlock]:
        """The paragraphs and tables of a body, a cell or a note; `part` is the one that holds it, if not the main."""
        part = part or self.part
        return [self._block(each, part) for each in held(container, f"{W}p", f"{W}tbl")]

    def rows(self, table: Element, part: Part) -> list[ComparedBlock]:
        return [self._row(each, part) for each in held(table, f"{W}tr")]

    def _block(self, element: Element, part: Part) -> ComparedBlock:
        if element.tag == f"{W}tbl":
            return self._gathered(element, TABLE, self.rows(element, part))
        kind = PARAGRAPH if element.find(f"{W}pPr/{W}sectPr") is None else SECTION_END
        pieces = content(element)
        text = "".join([piece.text for piece in pieces])
        said = [text]
        if PLACEHOLDER in text:
            said += [self.identity(each, part) for each in pieces if each.kind is InlineKind.ATOM and not each.is_sign]
        return ComparedBlock(element, kind, _digest([*said, *self.look(element)]), _digest(said))

    def _row(self, row: Element, part: Part) -> ComparedBlock:
        cells = [self.blocks(cell, part) for cell in held(row, f"{W}tc")]
        return self._gathered(row, ROW, [block for cell in cells for block in cell], str([len(cell) for cell in cells]))

    def _gathered(self, element: Element, kind: str, blocks: list[ComparedBlock], form: str = "") -> ComparedBlock:
        return ComparedBlock(
            element,
            kind,
            _digest([kind, form, *(block.key.hex() for block in blocks)]),
            _digest([kind, form, *(block.said.hex() for block in blocks)]),
        )

    def identity(self, atom: Inline, part: Part) -> str:
        """The same for atoms of both files that show the same."""
        return identity(atom, self.note_key, lambda id: self._target(part, id))

    def note_key(self, kind: str, id: str) -> str:
        """The same for notes of both files that say the same."""
        if (kind, id) not in self._note_keys:
            note, part = self.notes[kind].get(id), self.note_parts[kind]
            blocks = [] if note is None or part is None else self.blocks(note, part)
            self._note_keys[kind, id] = _digest(block.said.hex() for block in blocks).hex()
        return self._note_keys[kind, id]

    def _target(self, part: Part, id: str) -> str:
        relation = part.rels.get(id)
        if relation is None:
            return ""
        if relation.is_external:
            return str(relation.target_ref)
        target = relation.target_part
        if target not in self._digests:
            self._digests[target] = _digest([target.blob]).hex()
        return self._digests[target]


def _digest(texts: Iterable[str | bytes]) -> bytes:
    """A digest of texts in order."""
    digest = blake2b(digest_size=16)
    for text in texts:
        digest.update(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text)
        digest.update(b"\0")
    return digest.digest()
