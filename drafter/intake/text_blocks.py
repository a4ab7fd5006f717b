"""A text that somebody sent as its blocks: headings, paragraphs and items of lists, rows of tables, without markup.

Each block knows its line (in Word: the number of its paragraph), its label as typed (`7 bis.`, `(a)`), how deep in
lists it stands, and the notes that it cites. Takes text, bytes and what the Word reader found; opens no file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import PurePath
from typing import Protocol

from drafter.corpus import plain_text
from drafter.corpus.scripts import on_one_line
from drafter.errors import BadInput
from drafter.intake.paragraphs import WordText

WORD = ".docx"
SUFFIXES = (WORD, ".md", ".txt", ".html", ".htm")
LARGEST = 10_000_000
"""Characters that a text may have: a declaration of a thousand pages has a quarter."""
MOST_BLOCKS = 20_000


class BlockKind(StrEnum):
    """What a block is in its document."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ROW = "row of a table"
    CONTENTS = "table of contents"
    META = "about the file"
    """What a Markdown file says of itself before its text."""
    ANNEX = "annex"
    """In a style of annexes, as drafter writes their headings: all that follows is annex."""
    NOTE = "note"
    """A footnote that no paragraph cites."""


@dataclass(frozen=True, slots=True, eq=False)
class TextBlock:
    """A heading, a paragraph, a row: what stands between two line ends of a document. Two with the same words are two:
    a web page on one line may repeat its title.
    """

    kind: BlockKind
    text: str
    """Without markup, marks of notes and line ends."""
    line: int
    label: str = ""
    """As typed, `1.`, `(a)`, `7 bis.`; `•` for an item without a number. Empty for no item."""
    depth: int = 0
    """Of an item, how many others it stands in; of another paragraph, in how many items it stands."""
    placed: bool = False
    """Whether the depth is where the document has it, and not only what the label says."""
    notes: tuple[str, ...] = ()
    """The footnotes that it cites, each with its number."""
    marks: int = 0
    """How many opening brackets of the format's own it had: of links, and of marks of notes."""


class LabelledParagraph(WordText, Protocol):
    """A paragraph of a Word document with what Word counts and cites for it."""

    @property
    def label(self) -> str:
        """The label that Word counts for it, `1.`, `(a)`; empty for none."""

    @property
    def notes(self) -> Sequence[str]:
        """The footnotes that it cites."""


def from_text(name: str, data: bytes) -> list[TextBlock]:
    """The blocks of a file's content, by the suffix of its name. Raises BadInput for what can't be read."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in SUFFIXES or suffix == WORD:
        raise BadInput.of(name, "This kind of text can't be read.", f"Save it as one of: {', '.join(SUFFIXES)}.")
    text = plain_text.decode(data, name)
    if len(text) > LARGEST:
        raise BadInput.of(name, "The text is far larger than a draft.", "Is it the right file?")
    if suffix == ".md":
        return checked(name, _Markdown(text).blocks())
    if suffix == ".txt":
        return checked(name, _plain_blocks(text))
    from drafter.intake.html_blocks import html_blocks  # loads a parser of its own

    return checked(name, html_blocks(name, text))


def from_word(name: str, document: Iterable[LabelledParagraph]) -> list[TextBlock]:
    """The blocks of a Word document. Raises BadInput as `from_text`."""
    return checked(name, _word_blocks(document))


def checked(name: str, blocks: Iterable[TextBlock]) -> list[TextBlock]:
    """The blocks that say something. Raises BadInput where they are too many, or hold control characters."""
    found = [block for block in blocks if block.text or block.label or block.notes]
    if len(found) > MOST_BLOCKS:
        raise BadInput.of(name, f"The text has more than {MOST_BLOCKS} paragraphs.", "Is it the right file?")
    for block in found:
        sign = plain_text.forbidden(block.text)
        if sign:
            raise BadInput.of(name, f"There is a control character ({sign[1]}).", "Take it out.", block.line)
    return found


_DOTTED = re.compile(r"(?:(?:\.\s?){4,100}|…{2,100}\s?)\d{1,4}$")


def _is_dotted(text: str) -> bool:
    """Whether it ends as a line of a table of contents does: with dots, and a page."""
    return bool(_DOTTED.search(text, max(0, len(text) - 200)))


# Labels

_ADDED = r"(?:bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies)"
LABEL = re.compile(
    rf"(?P<label>(?:PP|OP)[ ]?\d{{1,3}}(?:\.?[ ]?{_ADDED}(?:[ ]\d)?)?(?:[ ]alt(?:[ ]\d)?)?[.:)]?"
    rf"|\d{{1,3}}\.?[ ]?{_ADDED}(?:[ ]\d)?(?:[ ]alt(?:[ ]\d)?)?[.)]?|\d{{1,3}}[ ]alt(?:[ ]\d)?[.)]?"
    rf"|\d{{1,3}}[.)]|\([a-z]{{1,3}}(?:[ ]{_ADDED})?\)|\((?:[ivx]{{1,5}})\)|[a-z][.)]|[ivx]{{2,5}}[.)])"
    r"(?:\s+|$|(?=\[))"
)
OPTION = re.compile(
    r"\W{0,3}option\s+(?P<mark>\d{1,2}|[IVX]{1,4}|[A-Z]|\(?[a-z]\))(?=\W|$)(?P<after>[\s:.–-]{0,6})", re.IGNORECASE
)
"""How one of several versions of a text is headed: `Option 1:`, `Option II`, `Option (a):`."""
_BRACKETED_LABEL = re.compile(r"(\[+)\s*")
_LETTERED = re.compile(r"\(?([a-z]{1,5})")


def labelled(text: str) -> tuple[str, str]:
    """The label that the text begins with, and the text without it; brackets that open before it go to the text."""
    opened = _BRACKETED_LABEL.match(text)
    found = LABEL.match(text, opened.end() if opened else 0)
    if found is None or (opened and found["label"][:1].isalpha()):
        return "", text
    return found["label"], (opened[1] if opened else "") + text[found.end() :]


def degree(label: str, before: str) -> int:
    """How deep an item stands by its label, where nothing else says it: 1., then (a), (i), a., i.; `before` is the
    label of the item before it, which tells the letter i from the number.
    """
    letters = _LETTERED.match(label)
    if letters is None:
        return 0
    previous = _LETTERED.match(before)
    follows = previous is not None and len(letters[1]) == 1 and ord(letters[1]) - ord(previous[1][-1]) == 1
    is_roman = set(letters[1]) <= set("ivx") and not (follows and previous and not set(previous[1]) <= set("ivx"))
    return (2 if is_roman else 1) if label.startswith("(") else (4 if is_roman else 3)


# Markdown

_FOOTNOTE = re.compile(r"\[\^([^\]\s]{1,60})\]:\s*")
_REFERENCE = re.compile(
    r"[ ]{0,3}\[([^\[\]^]{1,60})\]:\s*(?:<[^<>]{0,300}>|/\S{0,300}|\S{0,300}(?:[/#@]|\.\w)\S{0,300})"
    r"(?:\s+(?:\"[^\"]{0,300}\"|'[^']{0,300}'|\([^()]{0,300}\)))?\s*$"
)
"""What a link leads to: an address, with or without a title. `[EU]: delete` is no such line."""
_MARK = re.compile(r"\[\[\^([^\]\s]{1,60})\]\]|\[\^([^\]\s]{1,60})\]")
_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\((?=[^)\s]{0,300}[/.#@])[^)\s]{0,300}\)")
_LINKED = re.compile(r"\[([^\[\]]{1,300})\]\[([^\[\]]{1,60})\]")
_EMPHASIS = (
    re.compile(r"(?<![\w\\*])(\*{1,3})(?=[^\s*])([^*]{1,3000})(?<=\S)\1(?![\w*])"),
    re.compile(r"(?<![\w\\_])(__?)(?=[^\s_])([^_]{1,3000})(?<=\S)\1(?![\w_])"),
)
_STRAY = re.compile(r"\*\*|^\*(?=\w)")
"""Stars without a partner; one after a word may be the author's own."""
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,9}(?:\s[^<>]{0,300})?/?>|<!--(?:(?!<!--|-->).){0,3000}-->", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_BULLET = re.compile(r"[-+*]\s+")
_RULE = re.compile(r"[ ]{0,3}([-*_=])(?:\s*\1){2,}\s*$")
_TOC = re.compile(
    r"\s*(?:[*-]\s+TOC|\{:?\s*toc.{0,20}\}|\[toc\]|\[\[_toc_\]\]"
    r"|(?:[-*+]\s+|\d{1,3}[.)]\s+)?\[[^\[\]]{1,300}\]\(#[^()\s]{0,300}\))\s*$",
    re.IGNORECASE,
)
"""Where a table of contents goes, or a line of one: nothing but a link to a heading."""
_FRONT = ("---", "+++")
"""What stands above and below what a file says of itself."""


_QUOTED = re.compile(r"[ ]{0,3}((?:>[ ]?){1,12})")
_ESCAPED_LABEL = re.compile(r"(\s*)(?:\\(\()|(\d{1,3}(?: \w{1,12})?)\\(?=[.)]))")


def _unquoted(line: str) -> str:
    """The line with a quotation's marks as an indent, and without what has a label be no list's: as drafter writes
    Markdown itself.
    """
    line = _QUOTED.sub(lambda found: "    " * found[1].count(">"), line, count=1) if ">" in line[:4] else line
    label = _ESCAPED_LABEL.match(line)
    return f"{label[1]}{label[2] or label[3]}{line[label.end() :]}" if label else line


_DEEPEST = 12
"""How deep items are told apart that stand in each other: a draft has four degrees."""


class _Markdown:
    """Reads Markdown line by line: negotiators write brackets and stars that no Markdown parser leaves alone."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        references = (_REFERENCE.match(line) for line in self._lines)
        self._references = {found[1].casefold() for found in references if found}
        self._indents: list[int] = []
        """Where the markers of the items that are open stand."""
        self._open: tuple[TextBlock, list[str]] | None = None
        """The block that the next line may go on with, and its words."""
        self._notes: dict[str, list[tuple[int, str]]] = {}
        self._found: list[TextBlock] = []

    def blocks(self) -> list[TextBlock]:
        first = self._front_matter()
        note = ""
        for number, line in enumerate(self._lines[first:], first + 1):
            line = _unquoted(line.expandtabs(4).rstrip())
            note = self._note(note, line, number)
            if not note:
                self._line(line, number)
        self._close()
        found = [self._with_notes(block) if block.notes else block for block in self._found]
        for name, notes in self._notes.items():
            found += [TextBlock(BlockKind.NOTE, f"{name}: {words}", line, marks=1) for line, words in notes]
        return found

    def _with_notes(self, block: TextBlock) -> TextBlock:
        """The block with the words of the notes that it cites, each note where it is cited first."""
        cited = [(name, self._notes.pop(name, [(0, "")])) for name in block.notes]
        words = (f"Footnote {name}: {words}".rstrip(": ") for name, notes in cited for _, words in notes)
        own = sum(1 for _, notes in cited for line, _ in notes if line)
        return replace(block, notes=tuple(words), marks=block.marks + own)

    def _note(self, name: str, line: str, number: int) -> str:
        """The name of the footnote that the line is part of; `name` is the one before it. Empty for none."""
        begins = _FOOTNOTE.match(line)
        if begins:
            self._close()
            self._notes.setdefault(begins[1], []).append((number, _plain(line[begins.end() :], set())[0]))
            return begins[1]
        goes_on = not line or line[:1] == " " or (self._lines[number - 2].strip() and not _REFERENCE.match(line))
        if not name or not goes_on:
            return ""
        first, words = self._notes[name][-1]
        self._notes[name][-1] = (first, f"{words} {_plain(line.strip(), set())[0]}".strip())
        return name

    def _front_matter(self) -> int:
        """The number of lines before the text; what they say is a block each."""
        mark = self._lines[0].strip()
        if mark not in _FRONT:
            return 0
        end = next((number for number, line in enumerate(self._lines) if number and line.strip() == mark), 0)
        for number, line in enumerate(self._lines[1 : max(end, 1)], 2):
            self._found.append(TextBlock(BlockKind.META, line.strip(), number))
        return end + 1 if end else 0

    def _line(self, line: str, number: int) -> None:
        heading = _HEADING.match(line)
        if not line or _RULE.match(line):
            self._close()
        elif heading:
            self._indents.clear()
            self._only(BlockKind.HEADING, heading[2], number, len(heading[1]))
        elif _REFERENCE.match(line):
            self._only(BlockKind.META, line.strip(), number)
        elif _TOC.match(line):
            self._only(BlockKind.CONTENTS, line.strip(), number)
        elif line.lstrip().startswith("|"):
            self._only(BlockKind.ROW, line.strip(), number)
        else:
            self._words(line, number)

    def _words(self, line: str, number: int) -> None:
        words = line.strip()
        indent = len(line) - len(line.lstrip())
        bullet = _BULLET.match(words)
        label, rest = ("•", words[bullet.end() :]) if bullet else labelled(words)
        if label and (not self._open or self._indents or indent or label in ("1.", "(a)", "•")):
            self._close()
            self._leave(indent)
            self._open = (TextBlock(BlockKind.PARAGRAPH, "", number, label, len(self._indents), placed=True), [rest])
            if len(self._indents) < _DEEPEST:
                self._indents.append(indent)
        elif self._open is None or OPTION.match(words):
            self._close()
            self._leave(indent)
            self._open = (TextBlock(BlockKind.PARAGRAPH, "", number, depth=len(self._indents), placed=True), [words])
        else:
            self._open[1].append(words)

    def _leave(self, indent: int) -> None:
        """Leaves the items that what stands at this indent is no part of."""
        while self._indents and indent < self._indents[-1] + 2:
            self._indents.pop()

    def _only(self, kind: BlockKind, words: str, number: int, depth: int = 0) -> None:
        self._close()
        self._open = (TextBlock(kind, "", number, depth=depth), [words])
        self._close()

    def _close(self) -> None:
        if self._open is None:
            return
        block, words = self._open
        self._open = None
        text, cited, marks = _plain(on_one_line("\n".join(words)), self._references)
        if block.kind is BlockKind.META:
            text, marks = " ".join(words), 0
        self._found.append(replace(block, text=text, notes=tuple(cited), marks=marks))


def _plain(text: str, references: set[str]) -> tuple[str, list[str], int]:
    """The text without markup, the notes that it cites, and how many opening brackets were markup."""
    cited, before = list[str](), text.count("[")

    def mark(found: re.Match[str]) -> str:
        cited.append(found[1] or found[2])
        return ""

    text = _MARK.sub(mark, text)
    text = _LINK.sub(r"\1", text)
    text = _LINKED.sub(lambda found: found[1] if found[2].casefold() in references else found[0], text)
    for emphasis in (*_EMPHASIS, *_EMPHASIS):  # one within another
        text = emphasis.sub(_unstarred, text)
    marks = before - text.count("[")
    text = _ESCAPED.sub(r"\1", _STRAY.sub("", _TAG.sub("", text)))
    return " ".join(text.split()), cited, marks


def _unstarred(found: re.Match[str]) -> str:
    """Words without the stars around them; a star in one bracket has no partner in another."""
    words = found[2]
    return words if words.count("[") == words.count("]") else found[0]


# Plain text

_FURNITURE = re.compile(r"\s*(?:\d{1,4}(?:/\d{1,4})?|-\s*\d{1,4}\s*-|page\s+\d+(?:\s+of\s+\d+)?)\s*", re.IGNORECASE)
_RUNNING = re.compile(r"\b\d\d-\d{5}\b")
"""A job number: at the foot of every page of a document of the United Nations."""
_LONGEST_RUNNING = 300
_ARTICLE = re.compile(
    r"(?:table of )?contents$"
    r"|\[?(?:article|section|chapter|part|annex|appendix|preamble|preambular|operative)\b[^.;,]{0,100}$"
    r"|[IVXLC]{1,6}\.\s+\S.{0,120}[^.;:,]$",
    re.IGNORECASE,
)
_END = re.compile(r"[.;:,!?][”\"'\])]*$")


def _plain_blocks(text: str) -> Iterator[TextBlock]:
    """Split at empty lines, at labels, and where an indent begins a paragraph; at every line where none is empty. What
    a page's end has cut in two is one.
    """
    before = ""
    last: TextBlock | None = None
    for words, number in _wrapped(text.split("\n")):
        if _RUNNING.search(words) and len(words) <= _LONGEST_RUNNING:
            yield TextBlock(BlockKind.META, words, number)
            continue
        label, rest = labelled(words)
        if last and not label and words[:1].islower() and not _END.search(last.text):
            last = replace(last, text=f"{last.text} {words}")
            continue
        if last:
            yield last
        depth = degree(label, before) if label else 0
        before = label or before
        kind = BlockKind.HEADING if not label and _is_heading(words) else BlockKind.PARAGRAPH
        kind = BlockKind.CONTENTS if _is_dotted(words) else kind
        last = TextBlock(kind, rest, number, label, 1 if kind is BlockKind.HEADING else depth)
    if last:
        yield last


def _is_heading(words: str) -> bool:
    if OPTION.match(words) or _END.search(words) or len(words) > 150:
        return False
    return bool(_ARTICLE.match(words)) or (words.isupper() and len(words.split()) > 1)


def _wrapped(lines: list[str]) -> Iterator[tuple[str, int]]:
    """The paragraphs of lines, each joined, with the line that it begins in."""
    one_each = all(line.strip() for line in lines[:-1])
    words, began = list[str](), 0
    for number, line in enumerate([*lines, ""], 1):
        bare = " ".join(line.split())
        begins = bare and (one_each or labelled(bare)[0] or OPTION.match(bare) or not words)
        if words and (not bare or begins):
            yield on_one_line("\n".join(words)), began
            words = []
        if bare and not _FURNITURE.fullmatch(bare):
            began = began if words else number
            words.append(bare)


# Word

_CONTENTS_STYLE = re.compile(r"toc\b|table of contents", re.IGNORECASE)
_ANNEX_STYLE = re.compile(r"annex\b", re.IGNORECASE)
_TITLE_STYLE = re.compile(r"title$", re.IGNORECASE)
_HEADING_STYLE = re.compile(r"(?:heading|part|section|chapter|h)\s*(\d?)", re.IGNORECASE)


def _word_blocks(document: Iterable[LabelledParagraph]) -> Iterator[TextBlock]:
    before = ""
    for number, paragraph in enumerate(document, 1):
        text = on_one_line(paragraph.text)
        label, rest = (paragraph.label, text) if paragraph.label else labelled(text)
        heading = _HEADING_STYLE.match(paragraph.style)
        if paragraph.rows:
            yield TextBlock(BlockKind.ROW, text, number)
        elif _CONTENTS_STYLE.match(paragraph.style) or _is_dotted(text):
            yield TextBlock(BlockKind.CONTENTS, text, number)
        elif _ANNEX_STYLE.match(paragraph.style):
            yield TextBlock(BlockKind.ANNEX, text, number)
        elif _TITLE_STYLE.match(paragraph.style):
            yield TextBlock(BlockKind.TITLE, text, number)
        elif heading or (not label and _is_heading(text)):
            yield TextBlock(BlockKind.HEADING, text, number, depth=int(heading[1] or 1) if heading else 1)
        else:
            depth = degree(label, before) if label else 0
            before = label or before
            yield TextBlock(BlockKind.PARAGRAPH, rest, number, label, depth, notes=tuple(paragraph.notes))
