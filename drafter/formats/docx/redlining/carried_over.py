"""What is taken over from the old file into the new one: content that went, with all that it leans on.

Styles are found by name, lists by how they count; what the new file lacks of them is added to it. Notes come along
under an id of their own, pictures and links with their relations. Bookmarks come along where the new file has none of
that name, comments don't.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy

from lxml import etree

from drafter.document.edited_document import Mark
from drafter.errors import DrafterError
from drafter.formats.docx.elements import Element, R, W, take_out
from drafter.formats.docx.notes import MOST_NOTES
from drafter.formats.docx.redlining.change_marks import CAME, ChangeIds, TrackedChange, paragraph_properties
from drafter.formats.docx.redlining.compared_file import ComparedFile, Kept
from drafter.formats.docx.redlining.inline_content import NOTE_REFERENCES, Inline
from drafter.formats.docx.redlining.paragraph_redline import Between


class LentStyles:
    """The ids of old styles and lists, as the new file has them."""

    def __init__(self, old: ComparedFile, new: ComparedFile) -> None:
        self._old, self._new = old, new
        self._styles: dict[str, str] = {}
        self._lists: dict[str, str] = {}
        self._forms: dict[tuple[ComparedFile, str], tuple[str, ...]] = {}
        self._by_name = {name: id for id, name in reversed(new.style_names.items())}

    def style(self, id: str) -> str:
        """The id in the new file of a style that has this one in the old; empty for one that neither has."""
        if id not in self._styles:
            found = self._by_name.get(self._old.style_names.get(id, ""), "")
            self._styles[id] = found or self._added_style(id)
        return self._styles[id]

    def _added_style(self, id: str) -> str:
        known = () if self._old.styles is None else self._old.styles.iterfind(f"{W}style")
        style = next((each for each in known if each.get(f"{W}styleId") == id), None)
        if style is None:
            return ""
        own = deepcopy(style)
        styles = self._new.styles if self._new.styles is not None else self._new.add_part("styles")
        taken = {each.get(f"{W}styleId") for each in styles.iterfind(f"{W}style")}
        name = next(name for name in _names(id) if name not in taken)
        own.set(f"{W}styleId", name)
        own.attrib.pop(f"{W}default", "")
        styles.append(own)
        self._styles[id] = name
        for path in ("link", "next"):
            for each in own.findall(f"{W}{path}"):
                own.remove(each)
        self.adapt(own)
        return name

    def list(self, id: str) -> str:
        """The same for a list, by the id of its numbering."""
        if id in ("", "0"):
            return id
        if id not in self._lists:
            self._lists[id] = self._same_list(id) or self._added_list(id)
        return self._lists[id]

    def pair_lists(self, old: str, new: str) -> None:
        """Take one list for another that counts alike: their paragraphs stand for each other."""
        if (
            old not in self._lists
            and old in self._old.lists
            and self._form(self._old, old) == self._form(self._new, new)
        ):
            self._lists[old] = new

    def _same_list(self, id: str) -> str:
        same = id in self._old.lists and self._form(self._old, id) == self._form(self._new, id)
        return id if same else ""

    def _form(self, file: ComparedFile, id: str) -> tuple[str, ...]:
        """How a list counts, at each level; nothing for one that isn't there."""
        if (file, id) not in self._forms:
            said = []
            for each in (part for whole in file.lists.get(id, ()) for part in whole.iter(*_COUNTING)):
                value = each.get(f"{W}val", "") or each.get(f"{W}ilvl", "")
                said.append(f"{etree.QName(each).localname} {file.style_names.get(value, value)}")
            self._forms[file, id] = tuple(said)
        return self._forms[file, id]

    def _added_list(self, id: str) -> str:
        if id not in self._old.lists:
            return "0"
        numbering = self._new.numbering if self._new.numbering is not None else self._new.add_part("numbering")
        counted, own = map(deepcopy, self._old.lists[id])
        for name in ("nsid", "tmpl", "styleLink"):
            for each in own.findall(W + name):
                own.remove(each)
        abstract_id = _free(each.get(f"{W}abstractNumId") for each in numbering.iterfind(f"{W}abstractNum"))
        number_id = _free(each.get(f"{W}numId") for each in numbering.iterfind(f"{W}num"))
        own.set(f"{W}abstractNumId", abstract_id)
        counted.set(f"{W}numId", number_id)
        for each in counted.iterfind(f"{W}abstractNumId"):
            each.set(f"{W}val", abstract_id)
        self._lists[id] = number_id
        for each in (own, counted):
            self.adapt(each)
        _insert(numbering, own, f"{W}abstractNum", f"{W}numPicBullet")
        _insert(numbering, counted, f"{W}num", f"{W}abstractNum", f"{W}numPicBullet")
        return number_id

    def adapt(self, element: Element) -> None:
        """Exchange the ids of styles and lists under an element for those of the new file."""
        for each in list(element.iter(*_STYLED)):
            style = self.style(each.get(f"{W}val", ""))
            if style:
                each.set(f"{W}val", style)
            else:
                take_out(each)
        for each in element.iter(f"{W}numId"):
            each.set(f"{W}val", self.list(each.get(f"{W}val", "")))


_STYLED = tuple(W + name for name in ("pStyle", "rStyle", "tblStyle", "basedOn", "numStyleLink"))


def _names(id: str) -> Iterator[str]:
    yield id
    place = 1
    while True:
        yield f"{id}{place}"
        place += 1


def _free(taken: Iterator[str | None]) -> str:
    return str(max((int(each) for each in taken if each and each.isdecimal()), default=0) + 1)


def _insert(parent: Element, element: Element, *after: str) -> None:
    """Behind the last child of these names; first where there is none."""
    before = [each for each in parent if each.tag in after]
    if before:
        before[-1].addnext(element)
    else:
        parent.insert(0, element)


_COUNTING = tuple(W + name for name in ("lvl", "numFmt", "lvlText", "start", "pStyle", "startOverride"))


class LentParts:
    """Relations of an old part, as the new one has them, and the parts that they lead to."""

    def __init__(self, files: tuple[ComparedFile, ComparedFile], parts: tuple[str, str]) -> None:
        self._old, self._new = (file.package for file in files)
        self._parts = parts
        self._relations: dict[str, str] = {}
        self._copied: dict[str, str] = {}

    def adapt(self, element: Element) -> None:
        """Exchange the ids of relations under an element; one that Word would follow by itself is taken out."""
        for each in element.iter(etree.Element):
            for name, value in each.attrib.items():
                if str(name).startswith(R):
                    each.set(name, self._relation(str(value)))

    def _relation(self, id: str) -> str:
        if id not in self._relations:
            relation = self._old.relations(self._parts[0]).get(id)
            if relation is None or (relation.external and relation.kind != "hyperlink"):
                return ""
            if not relation.external:
                relation = relation._replace(target=self._copy(relation.target))
            self._relations[id] = self._new.relate(self._parts[1], relation)
        return self._relations[id]

    def _copy(self, part: str) -> str:
        """The name in the new file of a part that is copied to it, with all that it leans on."""
        if part in self._copied or part not in self._old.names:
            return self._copied.get(part, part)
        stem, dot, ending = part.rpartition(".")
        name = next(name for stem in _names(stem) if (name := f"{stem}{dot}{ending}") not in self._new.names)
        self._copied[part] = name
        self._new.write(name, self._old.read(part), self._old.content_type(part))
        relations = {
            id: each if each.external else each._replace(target=self._copy(each.target))
            for id, each in self._old.relations(part).items()
            if not each.external or each.kind == "hyperlink"
        }
        if relations:
            self._new.relate_all(name, relations)
        return name


class LentNotes:
    """Notes that went, in the new file's part."""

    def __init__(self, old: ComparedFile, new: ComparedFile) -> None:
        self._old, self._new = old, new
        self.lend: dict[str, Callable[[Element], None]] = {}
        """By kind, what makes a note's content one of the new part."""
        self.track: dict[str, Callable[[Element, TrackedChange, Mark], None]] = {}
        """By kind, what marks a note's content as come or gone."""
        self.any = False
        """Whether a note was added."""
        self._tracked: set[tuple[str, str]] = set()

    def lent(self, kind: str, id: str) -> str:
        """The id in the new file of an old note, which is added to it. Raises DrafterError when that is full."""
        note, holder = self._old.notes[kind].get(id), self._new.note_roots.get(kind)
        if note is None or holder is None:
            return id
        own = deepcopy(note.read())
        notes = self._new.notes[kind]
        number = self._free(notes)
        self.any = True
        own.set(f"{W}id", number)
        holder.append(own)
        notes[number] = Kept(own)
        self.lend[kind](own)
        return number

    def tracked(self, kind: str, id: str, change: TrackedChange, mark: Mark) -> None:
        """Mark a note's content like its reference, once; of a move, as come or gone, since it is another note."""
        note = self._new.notes[kind].get(id)
        if note is not None and (kind, id) not in self._tracked:
            self._tracked.add((kind, id))
            self.track[kind](note.element, TrackedChange.INSERTED if change in CAME else TrackedChange.DELETED, mark)

    def _free(self, notes: dict[str, Kept]) -> str:
        number = len(notes)
        while str(number) in notes:
            number += 1
        if number > MOST_NOTES:
            raise DrafterError(f"Word can number {MOST_NOTES:,} footnotes, and both documents together have more.")
        return str(number)


class Lending(Between):
    """What stands between a part of the old file and the same part of the new one."""

    def __init__(self, files: tuple[ComparedFile, ComparedFile], parts: tuple[str, str], lent: Lent) -> None:
        self._old, self._new = files
        self._parts = parts
        self._lent = lent
        self._relations = LentParts(files, parts)
        self.changed_notes: list[tuple[str, str, str]] = []
        """Of each note whose reference stays and whose words may have changed: kind, old id, new id."""

    def lend(self, element: Element) -> None:
        self._explicit(element)
        _without_extensions(element)
        self._lent.styles.adapt(element)
        self._relations.adapt(element)
        self._lent.adapt_bookmarks(element)
        for each in list(element.iter(*NOTE_REFERENCES)):
            each.set(f"{W}id", self._lent.notes.lent(NOTE_REFERENCES[str(each.tag)], each.get(f"{W}id", "")))

    def identity(self, atom: Inline, *, old: bool) -> str:
        return (self._old if old else self._new).identity(atom, self._parts[0 if old else 1])

    def likeness(self, atom: Inline, *, old: bool) -> str:
        return NOTE_REFERENCES.get(str(atom.element.tag)) or self.identity(atom, old=old)

    def pair(self, old: Element, new: Element) -> None:
        kind, one, other = NOTE_REFERENCES[str(new.tag)], old.get(f"{W}id", ""), new.get(f"{W}id", "")
        if self._old.note_key(kind, one) != self._new.note_key(kind, other):
            self.changed_notes.append((kind, one, other))

    def properties(self, old: Element) -> Element | None:
        holder = old.makeelement(f"{W}p")
        found = old.find(f"{W}pPr")
        if found is not None:
            holder.append(deepcopy(found))
        self._explicit(holder)
        self._lent.styles.adapt(holder)
        return holder.find(f"{W}pPr")

    def same_look(self, old: Element, new: Element) -> bool:
        return self._old.look(old) == self._new.look(new)

    def tracked(self, reference: Element, change: TrackedChange, mark: Mark) -> None:
        self._lent.notes.tracked(NOTE_REFERENCES[str(reference.tag)], reference.get(f"{W}id", ""), change, mark)

    def _explicit(self, element: Element) -> None:
        """A paragraph without a style has the one that its file says; where the new one says another, it is named."""
        default = self._old.default_style
        if not default or self._lent.styles.style(default) == self._new.default_style:
            return
        for each in element.iter(f"{W}p"):
            if each.find(f"{W}pPr/{W}pStyle") is None:
                paragraph_properties(each).insert(0, each.makeelement(f"{W}pStyle", {f"{W}val": default}))


_PAGES = frozenset(W + name for name in ("headerReference", "footerReference", "printerSettings"))
"""What a section's end leans on: headers and footers are the new file's."""
_EXTENSIONS = "{http://schemas.microsoft.com/office/word/20"


def _without_extensions(element: Element) -> None:
    """Take out headers, and what later Words add to runs and paragraphs: looks, and ids that nothing else may have."""
    for each in list(element.iter(etree.Element)):
        if (str(each.tag).startswith(_EXTENSIONS) or each.tag in _PAGES) and each is not element:
            take_out(each)
        for name in [name for name in each.attrib if str(name).startswith(_EXTENSIONS)]:
            del each.attrib[name]


class Lent:
    """All that one redline takes over."""

    def __init__(self, old: ComparedFile, new: ComparedFile, ids: ChangeIds) -> None:
        self.styles = LentStyles(old, new)
        self.notes = LentNotes(old, new)
        self._ids = ids
        self._bookmarks = {str(each.get(f"{W}name")) for each in new.body.iter(f"{W}bookmarkStart")}

    def adapt_bookmarks(self, element: Element) -> None:
        """Keep whole bookmarks that the new file has none of, under ids of their own; take out the ends of comments."""
        open_ones: dict[str | None, Element] = {}
        for each in list(element.iter(*_RANGES)):
            id, name = each.get(f"{W}id"), each.get(f"{W}name", "")
            if each.tag == f"{W}bookmarkStart" and name not in self._bookmarks and id not in open_ones:
                open_ones[id] = each
                self._bookmarks.add(name)
            elif each.tag == f"{W}bookmarkEnd" and id in open_ones:
                start = open_ones.pop(id)
                start.set(f"{W}id", self._ids.next())
                each.set(f"{W}id", start.get(f"{W}id", ""))
            else:
                take_out(each)
        for start in open_ones.values():
            take_out(start)


_RANGES = tuple(
    W + name
    for name in (
        *("bookmarkStart", "bookmarkEnd", "permStart", "permEnd"),
        *("commentRangeStart", "commentRangeEnd", "commentReference"),
    )
)
