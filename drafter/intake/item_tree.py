"""The items of a section in each other, with the options that stand between them, as paragraphs before they are read.

Options of one paragraph each stay in its text; options of several paragraphs are versions of them, side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from drafter.draft.numerals import ADDED
from drafter.intake.spanning_brackets import TextPiece
from drafter.intake.text_blocks import OPTION, TextBlock, degree


@dataclass(slots=True)
class ItemNode:
    """An item with its label, or a paragraph that has items under it."""

    label: str
    line: int
    content: list[TextBlock | ItemNode] = field(default_factory=list)


def item_tree(blocks: Sequence[TextBlock]) -> list[TextBlock | ItemNode]:
    """The items of a section in each other."""
    top: list[TextBlock | ItemNode] = []
    within: list[ItemNode] = []
    under = -1
    for block in blocks:
        if block.label:
            under = _under_added(under, within, block)
            depth = block.depth + (block.depth == under)
            if not block.placed or (depth == 0 and not block.label[0].isdigit() and block.label != "•"):
                depth = degree(block.label, within[-1].label if within else "")
            if depth and not within and top and isinstance(top[-1], TextBlock) and not OPTION.match(top[-1].text):
                chapeau = ItemNode("", top[-1].line, [top[-1]])
                top[-1] = chapeau
                within.append(chapeau)
            del within[depth:]
            node = ItemNode(block.label, block.line, [replace(block, label="")] if block.text or block.notes else [])
            (within[-1].content if within else top).append(node)
            within.append(node)
        else:
            del within[block.depth if block.placed else _loose(within, block) :]
            (within[-1].content if within else top).append(block)
    return top


def _under_added(under: int, within: list[ItemNode], block: TextBlock) -> int:
    """The depth at which what is typed belongs to an item with `bis` that is typed there as well; -1 for none.

    `7bis` within 7 begins a list of its own: 1., 2. after it aren't those of 7.
    """
    if block.depth < under or _is_added_to_another(block.label):
        return -1
    begins = len(within) == block.depth + 1 and _is_added_to_another(within[-1].label)
    return block.depth if begins and block.depth and block.label in ("1.", "(a)") else under


def _is_added_to_another(label: str) -> bool:
    return any(f"{added}" in label for added in ADDED)


def _loose(within: list[ItemNode], block: TextBlock) -> int:
    """In how many of these items a paragraph stands whose indent nobody knows: in the outermost, or in none."""
    if not within:
        return 0
    has_options = any(isinstance(each, TextBlock) and OPTION.match(each.text) for each in within[0].content)
    has_items = any(isinstance(each, ItemNode) for each in within[0].content)
    if OPTION.match(block.text):
        words = " ".join(each.text for each in within[0].content if isinstance(each, TextBlock))
        return 1 if has_options or (not has_items and _is_title(words)) else 0
    return 1 if has_options or not has_items else 0


def _is_title(words: str) -> bool:
    return len(words.split()) <= 8 and not re.search(r"[.;:]$", words)


# Paragraphs before they are read


@dataclass(slots=True)
class OptionChoice:
    """Options of one paragraph: what each is called, and its words."""

    options: list[tuple[str, ItemBody]]


@dataclass(slots=True)
class ItemBody:
    """What an item or an option consists of."""

    parts: list[TextPiece | OptionChoice | str] = field(default_factory=list)
    children: list[Draught] = field(default_factory=list)
    siblings: list[Draught] = field(default_factory=list)
    """Paragraphs that stand beside the item though they were typed in it: `3 bis` in 3."""
    notes: list[str] = field(default_factory=list)
    versions: list[tuple[str, ItemBody]] = field(default_factory=list)
    """Options of several paragraphs."""

    @property
    def words(self) -> str:
        return " ".join(
            part.text if isinstance(part, TextPiece) else "…" for part in self.parts if not isinstance(part, str)
        )

    @property
    def single(self) -> bool:
        return not (self.children or self.siblings or self.versions)


@dataclass(slots=True)
class Draught:
    """A paragraph as it will be."""

    label: str
    line: int
    body: ItemBody
    instead: Draught | None = None
    """The paragraph whose alternative it is."""
    added: str = ""
    """What it is called as a paragraph that only one option has; empty for none."""
    nothing: list[str] = field(default_factory=list)
    """What the options are called that have nothing in its place."""
    alternative: int = 0
    id: str = ""


_NOTHING = re.compile(r"no (?:text|provisions?|reference|article)\b[^\[\]]{0,150}$", re.IGNORECASE)
_NOTE = re.compile(
    r"(?:(?:drafting|negotiators?['’]?s?|chair['’]?s?|editor['’]?s?|secretariat)\s+)?notes?\s*:", re.IGNORECASE
)
_ASIDE = re.compile(r"\s*(\{[^{}]{1,600}\})\W{0,3}$")
_MOST_ASIDES = 9
_REMARKED = re.compile(
    r"\[([A-Z][A-Za-z0-9]{1,11}(?:[/,]\s?[A-Z][A-Za-z0-9]{1,11}){0,20} (?:(?:does|do|did) not object|can go along|"
    r"(?:needs?|wish(?:es)?|would like) to (?:consult|reflect|revert)|reserves? (?:its|their|the)|"
    r"(?:is|are) (?:still )?(?:consulting|considering|awaiting|flexible))[^\[\]]{0,300})\]"
)
"""A party's remark in brackets: `[MY does not object in principle, subject to consultations]`."""


class SectionBuilder:
    """Makes paragraphs of one section's tree, and remembers every piece of text in its order."""

    def __init__(self, section: int) -> None:
        self._section = section
        self.pieces: list[TextPiece] = []
        self.joined = 0
        self._path: tuple[int, ...] = ()
        self._blocks_of_options = 0

    def paragraphs(self, content: Sequence[TextBlock | ItemNode]) -> list[Draught]:
        """The paragraphs of a section, or of an option of several paragraphs."""
        found: list[Draught] = []
        lead, options = _split(content)
        for each in lead:
            if isinstance(each, ItemNode):
                found += self._item(each)
            elif _is_note(each.text) and found:
                found[-1].body.notes.append(each.text)
            else:
                found.append(Draught("", each.line, self._body([each], "")))
        if options:
            versions = [(name, self._in_option(place, content)) for place, (name, content) in enumerate(options)]
            found += _versions(versions)
        return found

    def _in_option(self, place: int, content: list[TextBlock | ItemNode]) -> list[Draught]:
        path = self._enter(place)
        found = self.paragraphs(content)
        self._path = path
        return found

    def _enter(self, place: int) -> tuple[int, ...]:
        if place == 0:
            self._blocks_of_options += 1
        path, self._path = self._path, (*self._path, self._blocks_of_options, place)
        return path

    def _item(self, node: ItemNode) -> list[Draught]:
        """The item's paragraph, those of its other versions, and what stands beside it."""
        body = self._body(node.content, node.label)
        main = Draught(node.label, node.line, body)
        siblings, body.siblings = body.siblings, []
        if not body.versions:
            return [main, *siblings]
        title = [part.text for part in body.parts if isinstance(part, TextPiece) and "[" not in part.text]
        versions = []
        for place, (name, version) in enumerate(_flat(body.versions)):
            if place == 0:
                main.body = ItemBody([*body.parts, *version.parts], [*body.children, *version.children], [], body.notes)
                main.body.notes += version.notes
            elif not is_nothing(version):
                version.parts = [*title, *version.parts]
            drawn = main if place == 0 else Draught(node.label, node.line, version)
            beside, version.siblings = version.siblings, []
            versions.append((name, [drawn, *beside]))
        return [*_interleaved(versions), *siblings]

    def _body(self, content: Sequence[TextBlock | ItemNode], label: str) -> ItemBody:
        lead, options = _split(content)
        body = ItemBody()
        for each in lead:
            self._add(body, each, label)
        if not options:
            return body
        versions: list[tuple[str, ItemBody]] = []
        for place, (name, inside) in enumerate(options):
            path = self._enter(place)
            versions.append((name, self._body(inside, label)))
            self._path = path
        last = versions[-1][1]
        if last.siblings and not any(each.siblings for _, each in versions[:-1]):
            body.siblings += last.siblings
            last.siblings = []
        shared = bool(last.children) and not last.siblings and all(each.words.endswith(":") for _, each in versions)
        if all(each.single for _, each in versions[:-1]) and (last.single or (shared and not last.versions)):
            body.children += last.children
            last.children = []
            body.notes += [note for _, each in versions for note in each.notes]
            body.parts.append(OptionChoice(versions))
        else:
            body.versions = versions
        return body

    def _add(self, body: ItemBody, each: TextBlock | ItemNode, label: str) -> None:
        if isinstance(each, ItemNode):
            found = self._item(each)
            (body.siblings if _is_added(each.label, label) else body.children).extend(found)
        elif _is_note(each.text) or (not each.text and each.notes):
            body.notes += [*([each.text] if each.text else []), *each.notes]
        elif body.children or body.siblings:
            body.siblings.append(Draught("", each.line, self._body([each], "")))
        else:
            self._write(body, each)

    def _write(self, body: ItemBody, block: TextBlock) -> None:
        """Adds the block's words to the item's; what is said about them goes to its notes."""
        words, asides = block.text, list[str]()
        while len(asides) < _MOST_ASIDES and (aside := _ASIDE.search(words)):
            asides.insert(0, aside[1])
            words = words[: aside.start()]
        for remark in _REMARKED.finditer(words):
            asides.append(remark[0])
        words = " ".join(_REMARKED.sub("", words).split())
        body.notes += [*asides, *block.notes]
        if body.parts and isinstance(body.parts[-1], TextPiece):
            self.joined += 1
            body.parts[-1].text += f" {words}"
        elif words:
            piece = TextPiece(words, block.line, self._section, self._path)
            self.pieces.append(piece)
            body.parts.append(piece)


def _flat(versions: list[tuple[str, ItemBody]]) -> Iterator[tuple[str, ItemBody]]:
    """The versions, each of those within one by itself."""
    for name, body in versions:
        if not body.versions:
            yield name, body
        for place, (inner, version) in enumerate(_flat(body.versions)):
            if place == 0:
                version.parts = [*body.parts, *version.parts]
                version.children = [*body.children, *version.children]
                version.notes = [*body.notes, *version.notes]
                version.siblings = [*version.siblings, *body.siblings]
            yield f"{name}, {inner}", version


def _is_note(words: str) -> bool:
    return bool(_NOTE.match(words) or re.fullmatch(r"\{[^{}]*\}\.?|\* .*", words))


def _is_added(label: str, to: str) -> bool:
    """Whether the label is that of a paragraph added to another: `3bis` to `3.`"""
    base = re.search(r"\d+", to)
    return base is not None and re.match(rf"\D*{base[0]}\.?\s?(?:{'|'.join(ADDED)}|alt)\b", label) is not None


_Options = list[tuple[str, list["TextBlock | ItemNode"]]]


def _split(content: Sequence[TextBlock | ItemNode]) -> tuple[list[TextBlock | ItemNode], _Options]:
    """What stands before the options, and the options: what each is called, and its content. Options of another style
    (`Option (a)` in `Option 2`) stay in the one that they stand in.
    """
    lead: list[TextBlock | ItemNode] = []
    options: _Options = []
    style = ""
    for each in content:
        mark = OPTION.match(each.text) if isinstance(each, TextBlock) else None
        if isinstance(each, TextBlock) and mark and _is_mark(each.text, mark) and style in ("", _style(mark["mark"])):
            style = _style(mark["mark"])
            opened = "[" * each.text[: mark.end()].count("[")
            rest = replace(each, text=opened + each.text[mark.end() :])
            name = each.text[: mark.end()].strip(" :.–-*[")
            options.append((name, [rest] if rest.text or rest.notes else []))
        elif options:
            options[-1][1].append(each)
        else:
            lead.append(each)
    return lead, options


def _is_mark(text: str, mark: re.Match[str]) -> bool:
    """Whether it heads an option, and doesn't begin a sentence (`Option 1 and Option 2 are to be considered`)."""
    return ":" in mark["after"] or not text[mark.end() :].strip() or text[mark.end() :].lstrip()[:1] in "[–-"


def _style(mark: str) -> str:
    return "number" if mark.isdigit() or set(mark) <= set("IVX") else "letter"


def is_nothing(body: ItemBody) -> bool:
    """Whether an option says that there is to be nothing: `No text`, `No provision`."""
    return body.single and (not body.parts or (len(body.parts) == 1 and bool(_NOTHING.match(body.words))))


def _versions(versions: list[tuple[str, list[Draught]]]) -> list[Draught]:
    """The paragraphs of options that stand side by side in a section."""
    if all(len(each) <= 1 and all(not one.label and one.body.single for one in each) for _, each in versions):
        choice = OptionChoice([(name, each[0].body if each else ItemBody()) for name, each in versions])
        notes = [note for _, each in versions for one in each for note in one.body.notes]
        line = next((each[0].line for _, each in versions if each), 0)
        return [Draught("", line, ItemBody([choice], notes=notes))]
    return list(_interleaved(versions))


def _interleaved(versions: list[tuple[str, list[Draught]]]) -> Iterator[Draught]:
    """The paragraphs of the first option, each with those that the others have in its place after it; then what only
    others have.
    """
    (first_name, first), *others = versions
    for place, draught in enumerate(first):
        draught.body.notes.insert(0, first_name)
        yield draught
        for name, version in others:
            if not version or (len(version) == 1 and is_nothing(version[0].body)):
                words = version[0].body.words if version else ""
                draught.nothing.append(f"{name}: {words or 'No text'}")
                if version and place == 0:
                    draught.body.notes += version[0].body.notes
            elif place < len(version):
                draught.alternative += 1
                instead = version[place]
                instead.instead, instead.alternative = draught, draught.alternative
                instead.body.notes.insert(0, name)
                yield instead
    for name, version in others:
        for draught in version[len(first) :]:
            draught.added = name
            draught.body.notes.insert(0, name)
            yield draught
