"""One of two Word files that are compared: its blocks, its notes, and what a look or a relation in it means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from functools import cached_property
from hashlib import blake2b
from typing import Literal, NamedTuple

from lxml import etree

from drafter.formats.docx.elements import NAMESPACES, Element, W, to_xml
from drafter.formats.docx.list_labels import ListLabels
from drafter.formats.docx.no_breaks import let_go
from drafter.formats.docx.opc import parsed, relation_to
from drafter.formats.docx.redlining.accepted_changes import accept
from drafter.formats.docx.redlining.inline_content import Inline, InlineKind, content, identity
from drafter.formats.docx.redlining.word_package import WordPackage
from drafter.formats.docx.styles import FORMER_NAMES

NOTE_KINDS = ("footnote", "endnote")
_PART_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_AROUND = frozenset(W + name for name in ("sdt", "sdtContent", "customXml"))
"""What stands around blocks, rows and cells and is looked through."""
PARAGRAPH, SECTION_END, TABLE, ROW = "paragraph", "paragraph that ends a section", "table", "row"

Look = tuple[str, str]
"""The name of a paragraph's style, and the level of its list; empty for none."""


class Hanging(NamedTuple):
    """How a paragraph looks, and on what list it hangs."""

    look: Look
    list: str
    """The id of the list's numbering in its file; empty for none."""


class Kept:
    """An element of a tree, or a copy of one that is gone: it is kept as text, which takes a third of the room."""

    __slots__ = ("_element", "_xml")

    def __init__(self, element: Element) -> None:
        self._element: Element | None = element
        self._xml = b""

    def store(self) -> None:
        """Give up the tree."""
        self._xml = etree.tostring(self.element, encoding="utf-8", with_tail=False)
        self._element = None

    def read(self) -> Element:
        """The element, or for once another copy of it."""
        return parsed(self._xml) if self._element is None else self._element

    @property
    def element(self) -> Element:
        """The element, or from now on the same copy of it."""
        self._element = self.read()
        return self._element


class ComparedBlock(Kept):
    """A paragraph, a table or a row, as it is aligned."""

    __slots__ = ("fields", "key", "kind", "list", "said")

    def __init__(
        self, element: Element, kind: str, key: bytes, said: bytes, fields: int = 0, list_id: str = ""
    ) -> None:
        """`key` is the same for blocks with the same words, atoms, notes and looks; `said`, whatever they look like;
        `fields`, how many fields begin in it that end in a later one, less those that began in an earlier one.
        `list_id` is that of the list on which a paragraph hangs, in its file.
        """
        super().__init__(element)
        self.kind, self.key, self.said, self.fields, self.list = kind, key, said, fields, list_id

    @property
    def words(self) -> list[str]:
        return _WORD.findall(said_by(self.read()))

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
    """An opened file, its tracked changes accepted."""

    def __init__(self, package: WordPackage) -> None:
        """Raises BadInput for a part that can't be read."""
        self.package = package
        self.styles = self._tree("styles")
        self.numbering = self._tree("numbering")
        self._labels = ListLabels(self.numbering, self.styles)
        self._targets: dict[str, str] = {}
        self.note_parts = {kind: package.related(f"{kind}s") for kind in NOTE_KINDS}
        """The names of the parts that hold notes; empty for none."""
        self.note_roots: dict[str, Element] = {}
        self.notes: dict[str, dict[str, Kept]] = {}
        self._note_keys: dict[tuple[str, str], str] = {}
        authors: list[str] = []
        for kind in NOTE_KINDS:
            authors += self._read_notes(kind)
        self.root = package.document()
        authors += accept(self.root)
        self.accepted = tuple(dict.fromkeys(authors))
        """Whose its tracked changes were, each once; an empty name for changes that name nobody."""

    def _tree(self, kind: str) -> Element | None:
        name = self.package.related(kind)
        return self.package.tree(name) if name else None

    def _read_notes(self, kind: str) -> tuple[str, ...]:
        """Returns whose the tracked changes in them were."""
        part = self.note_parts[kind]
        self.notes[kind] = {}
        if not part:
            return ()
        root = self.note_roots[kind] = self.package.tree(part)
        authors = accept(root)
        for note in root.iterfind(f"{W}{kind}"):
            id = note.get(f"{W}id", "")
            self.notes[kind][id] = Kept(note)
            self._note_keys[kind, id] = _digest(block.said for block in self.blocks(note, part)).hex()
        return authors

    @property
    def body(self) -> Element:
        """The element that holds the text."""
        body = self.root.find(f"{W}body")
        assert body is not None
        return body

    def stored_blocks(self) -> list[ComparedBlock]:
        """The body's blocks; the file's trees are given up, each block and note being kept as text."""
        blocks = self.blocks(self.body)
        for each in (*blocks, *(note for notes in self.notes.values() for note in notes.values())):
            each.store()
        self.root = etree.Element(self.root.tag)
        self.note_roots = {kind: _without_notes(root, kind) for kind, root in self.note_roots.items()}
        return blocks

    def add_part(self, kind: Literal["styles", "numbering"]) -> Element:
        """The root of an empty part, which the file now has."""
        root = etree.Element(f"{W}{kind}", nsmap=NAMESPACES)
        name = f"word/{kind}.xml"
        self.package.write(name, to_xml(root), _PART_TYPE.format(kind))
        self.package.relate(self.package.main, relation_to(kind, name))
        setattr(self, kind, root)
        return root

    def add_notes(self, kind: str, other: ComparedFile) -> None:
        """Have a part of notes like another file's, with the lines that part them from the text and no note yet."""
        root = _without_notes(other.note_roots[kind], kind)
        name = next(name for name in (f"word/{kind}s.xml", f"word/{kind}s_.xml") if name not in self.package.names)
        self.package.write(name, to_xml(root), _PART_TYPE.format(f"{kind}s"))
        self.package.relate(self.package.main, relation_to(f"{kind}s", name))
        self.note_parts[kind], self.note_roots[kind] = name, root
        self.notes[kind] = {note.get(f"{W}id", ""): Kept(note) for note in root}

    def put_notes_in_order(self) -> None:
        """Number the notes as they are cited, and have them stand so: LibreOffice counts on it."""
        for kind, root in self.note_roots.items():
            references = list(self.root.iter(f"{W}{kind}Reference"))
            places = {each.get(f"{W}id"): place for place, each in reversed(list(enumerate(references)))}
            lines = [note for note in root if note.get(f"{W}type") not in (None, "normal")]
            notes = [note for note in root if note not in lines]
            notes.sort(key=lambda note: places.get(note.get(f"{W}id"), len(places)))
            first = max([int(id) for line in lines if (id := line.get(f"{W}id", "")).isdecimal()], default=0) + 1
            numbers = {note.get(f"{W}id"): str(number) for number, note in enumerate(notes, start=first)}
            for each in (*references, *notes):
                each.set(f"{W}id", numbers.get(each.get(f"{W}id"), each.get(f"{W}id", "")))
            root[:] = [*lines, *notes]

    def packed(self) -> bytes:
        """The file, its trees as they now are."""
        trees = {
            self.package.main: self.root,
            self.package.related("styles"): self.styles,
            self.package.related("numbering"): self.numbering,
            **{self.note_parts[kind]: root for kind, root in self.note_roots.items()},
        }
        return self.package.packed({name: tree for name, tree in trees.items() if tree is not None})

    @cached_property
    def style_names(self) -> dict[str, str]:
        """The name of each style by its id, as it is today; names are the same in any case of their letters."""
        if self.styles is None:
            return {}
        named = ((style, style.find(f"{W}name")) for style in self.styles.iterfind(f"{W}style"))
        names = {
            str(style.get(f"{W}styleId")): str(name.get(f"{W}val", "")).lower()
            for style, name in named
            if name is not None
        }
        return {id: str(FORMER_NAMES.get(name, name)).lower() for id, name in names.items()}

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
        """How it looks: the same for paragraphs of both files that look alike."""
        return self.hanging(paragraph).look

    def hanging(self, paragraph: Element) -> Hanging:
        """How it looks, and on what list it hangs."""
        style, number = self.default_style, None
        properties = next(iter(paragraph), None)
        for each in () if properties is None or properties.tag != f"{W}pPr" else properties:
            if each.tag == f"{W}pStyle":
                style = each.get(f"{W}val", "")
            elif each.tag == f"{W}numPr":
                number = each
        list_id, level = self._labels.hangs_on(number, style)
        name = self.style_names.get(style, style)
        return Hanging((name, ""), "") if list_id in ("", "0") else Hanging((name, str(level)), list_id)

    def blocks(self, container: Element, part: str = "") -> list[ComparedBlock]:
        """The paragraphs and tables of a body, a cell or a note; `part` holds it, empty for the main one."""
        return [self._block(each, part or self.package.main) for each in held(container, f"{W}p", f"{W}tbl")]

    def rows(self, table: Element, part: str) -> list[ComparedBlock]:
        return [self._row(each, part) for each in held(table, f"{W}tr")]

    def _block(self, element: Element, part: str) -> ComparedBlock:
        if element.tag == f"{W}tbl":
            return _gathered(element, TABLE, self.rows(element, part))
        kind = PARAGRAPH if element.find(f"{W}pPr/{W}sectPr") is None else SECTION_END
        texts: list[str] = []
        atoms: list[str] = []
        fields = 0
        for piece in content(element):
            texts.append(piece.text)
            if piece.kind is InlineKind.ROOMLESS:
                fields += piece.field_open
            elif piece.kind is InlineKind.ATOM and not piece.is_sign:
                atoms.append(self.identity(piece, part))
        said = [kind, let_go("".join(texts)), *atoms]
        look, list_id = self.hanging(element)
        return ComparedBlock(element, kind, _digest([*said, *look]), _digest(said), fields, list_id)

    def _row(self, row: Element, part: str) -> ComparedBlock:
        cells = [self.blocks(cell, part) for cell in held(row, f"{W}tc")]
        return _gathered(row, ROW, [block for cell in cells for block in cell], str([len(cell) for cell in cells]))

    def identity(self, atom: Inline, part: str) -> str:
        """The same for atoms of both files that show the same."""
        return identity(atom, self.note_key, lambda id: self._target(part, id))

    def note_key(self, kind: str, id: str) -> str:
        """The same for notes of both files that say the same."""
        return self._note_keys.get((kind, id), "")

    def _target(self, part: str, id: str) -> str:
        """What a relation leads to: an address, or a digest of a part."""
        relation = self.package.relations(part).get(id)
        if relation is None or relation.external:
            return relation.target if relation else ""
        if relation.target not in self._targets:
            known = relation.target in self.package.names
            self._targets[relation.target] = _digest([self.package.read(relation.target)]).hex() if known else ""
        return self._targets[relation.target]


def _without_notes(root: Element, kind: str) -> Element:
    """A copy of a part of notes: the lines that part them from the text."""
    lines = etree.Element(root.tag, nsmap=root.nsmap)  # type: ignore[arg-type]  # lxml takes None, its stubs don't
    for note in root.iterfind(f"{W}{kind}"):
        if note.get(f"{W}type") not in (None, "normal"):
            lines.append(deepcopy(note))
    return lines


def _gathered(element: Element, kind: str, blocks: list[ComparedBlock], form: str = "") -> ComparedBlock:
    key, said = (
        (_digest([kind, form, *digests]) for digests in zip(*((b.key, b.said) for b in blocks), strict=True))
        if blocks
        else (_digest([kind, form]), _digest([kind, form]))
    )
    return ComparedBlock(element, kind, key, said)


def _digest(texts: Iterable[str | bytes]) -> bytes:
    """A digest of texts in order."""
    digest = blake2b(digest_size=16)
    for text in texts:
        digest.update(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text)
        digest.update(b"\0")
    return digest.digest()
