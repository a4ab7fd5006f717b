r"""The outline as Markdown that pandoc and CommonMark readers give back to the letter.

Labels are literal text (`7\.`), so that no reader numbers the paragraphs anew. Sub-paragraphs stand in block quotes:
an indent that four blanks would have turned into code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafter.document.outline import Heading, Outline, OutlineParagraph, Sentence, in_one_line
from drafter.document.table import Annex, Cell, Items, Passage, Shape, Table, TableRow, Title, Words, undrawn
from drafter.draft.word_difference import Fate
from drafter.formats.options import Sources, Sourcing


def render(outline: Outline, annexes: Iterable[Annex] = (), sources: Sources = Sources.FOOTNOTES) -> str:
    """The document, with a line end at the end. Footnotes are `[^1]`, in order, their texts at the end."""
    notes: list[str] = []
    sourcing = Sourcing(outline, sources)
    blocks = [*_front(outline), *_blocks(outline, sourcing, notes)]
    for annex in annexes:
        blocks += _annex(annex)
    blocks += [f"[^{number}]: {escaped(note)}" for number, note in enumerate(notes, start=1)]
    return "\n\n".join(blocks) + "\n"


def _front(outline: Outline) -> Iterator[str]:
    if outline.masthead:
        yield "\\\n".join(escaped(in_one_line(line)) for line in outline.masthead)
    yield f"# {_line(outline.title)}"


def _blocks(outline: Outline, sourcing: Sourcing, notes: list[str]) -> Iterator[str]:
    for block in outline.blocks:
        if isinstance(block, OutlineParagraph):
            yield _paragraph(block, sourcing, notes)
        elif isinstance(block, Heading):
            yield f"## {_line(block.text)}"
        else:
            yield _opened(escaped(block.text), block)


def _paragraph(paragraph: OutlineParagraph, sourcing: Sourcing, notes: list[str]) -> str:
    """Label, text, sources, status tag, in as many quotes as the paragraph's depth. Adds its notes to `notes`."""
    words = _words(paragraph)
    for note in sourcing.notes(paragraph):
        notes.append(note)
        words += f"[^{len(notes)}]"
    for more in (sourcing.inline(paragraph), paragraph.lead_in, paragraph.tag):
        words += f" {escaped(more)}" if more else ""
    return "\n".join(f"{'> ' * paragraph.depth}{line}" for line in words.split("\n"))


def _words(paragraph: OutlineParagraph) -> str:
    """Label and text."""
    return _opened(escaped(" ".join(filter(None, (paragraph.label, paragraph.printed)))), paragraph)


def _opened(words: str, block: OutlineParagraph | Sentence) -> str:
    """A block's words, Markdown already, with its opening words in italics."""
    if not block.opening:
        return words
    opening = escaped(block.text[: block.opening])
    before, _, after = words.partition(opening)
    return f"{before}*{opening}*{after}"


def _annex(annex: Annex) -> Iterator[str]:
    if annex.title:
        yield f"## {_line(annex.heading)}"
    for block in annex.blocks:
        match block:
            case Title():
                # Alone under the document's own title, the annex's headings are the first below it.
                yield f"{'#' * (block.level + (2 if annex.title else 1))} {_line(block.text)}"
            case Passage():
                yield escaped(block.text)
            case Items():
                yield "\n\n".join(f"- {_line(f'{item.text} [{item.citation}]')}" for item in block.items)
            case Table():
                yield from _table(undrawn(block))


def _table(table: Table) -> Iterator[str]:
    whole = sum(column.share for column in table.columns)
    # The dashes give pandoc the columns' widths, the colon sets figures to the right.
    dashes = (
        "-" * max(3, 60 * column.share // whole) + (":" if column.shape is Shape.FIGURE else "-")
        for column in table.columns
    )
    head = [_row(_line(column.title) for column in table.columns), f"|{'|'.join(dashes)}|"]
    rows = (_row(_cells(row, len(table.columns))) for row in table.rows)
    yield "\n".join([*head, *rows])


def _cells(row: TableRow, columns: int) -> list[str]:
    """A cell's lines on one, the cells that a heading row lacks empty."""
    texts = [_cell(cell) for cell in row.cells]
    return [*texts, *[""] * (columns - len(texts))]


def _cell(cell: Cell) -> str:
    if all(words.fate is Fate.SAME for line in cell.lines for words in line):
        said = _line("; ".join("".join(words.text for words in line) for line in cell.lines))
        return f"**{said}**" if said and all(words.strong for line in cell.lines for words in line) else said
    return "; ".join("".join(_compared(words) for words in line) for line in cell.lines)


_TAGS = {Fate.IN: "ins", Fate.OUT: "del"}


def _compared(words: Words) -> str:
    """Words that came, went or stayed, the blank space around them as it is.

    With tags, which every reader knows: asterisks and tildes mean nothing where a letter stands on the one side and a
    full stop on the other.
    """
    body = words.text.strip()
    before, _, after = words.text.partition(body) if body else ("", "", words.text)
    before, after = (re.sub(r"\s+", " ", blank) for blank in (before, after))
    tag = _TAGS.get(words.fate) if body else None
    return f"{before}<{tag}>{_line(body)}</{tag}>{after}" if tag else f"{before}{_line(body)}{after}"


def _row(cells: Iterable[str]) -> str:
    """A row of cells that are Markdown already."""
    return f"| {' | '.join(cells)} |"


def escaped(text: str) -> str:
    r"""A text as Markdown that means it to the letter; line ends become hard breaks (`\` at the end of the line)."""
    body = text.strip()
    before, _, after = text.partition(body) if body else (text, "", "")
    lines = re.split(r"\r\n|\r|\n", body)
    return _as_entities(before) + "\\\n".join(_escaped_line(line) for line in lines) + _as_entities(after)


def _line(text: str) -> str:
    """As `escaped`, on one line: a heading or a table's cell can't hold another."""
    return re.sub(r"\\\n", "&#10;", escaped(text))


# Signs that mean something to CommonMark or pandoc wherever they stand: emphasis, code, links, notes, citations,
# mathematics, super- and subscript, HTML, cells, attributes, and the quotes that pandoc would turn into curly ones.
_ALWAYS = re.compile(r"""[\\`*_\[\]<>$^~@|#{}"']|&(?=[#\w])""")

# A full stop or hyphen beside another: pandoc makes an ellipsis or a dash of them. "!" before "[" begins an image.
_RUNS = re.compile(r"(?<=\.)\.|(?<=-)-|!(?=\\\[|$)")

# What begins a list, a quotation, a heading's underline, a definition, a title block at the start of a line.
_START = re.compile(r"[-+=:%(]|(?:\d+|[A-Za-z]+)(?=[.)](?:\s|$))")

# Abbreviations after which pandoc makes the blank one that doesn't break.
_ABBREVIATION = re.compile(
    r"\b(Mr|Mrs|Ms|Capt|Dr|Prof|Gen|Gov|e\.g|i\.e|Sgt|St|vol|vs|Sen|Rep|Pres|Hon|Rev|Ph\.D|M\.D|M\.A|B\.A|p|pp|ch|chap"
    r"|sec|cf|cp|Jr|Sr|Co|Inc|Ltd|No|et al|etc)\.(?=\s)"
)

_BLANKS = re.compile(r"(?<=\s)[ \t]|\t")


def _escaped_line(line: str) -> str:
    body = line.strip()
    if not body:
        return _as_entities(line)
    before, _, after = line.partition(body)
    words = _ALWAYS.sub(r"\\\g<0>", body)
    words = _RUNS.sub(r"\\\g<0>", words)
    words = _ABBREVIATION.sub(r"\1\\.", words)
    words = _BLANKS.sub(lambda blank: _as_entities(blank.group()), words)
    return _as_entities(before) + _escaped_start(words) + _as_entities(after)


def _escaped_start(words: str) -> str:
    match = _START.match(words)
    if match is None:
        return words
    sign = match.group()
    # A number or letter keeps its place; the stop or bracket after it is what would make it a list's.
    return f"{sign}\\{words[match.end() :]}" if sign.isalnum() else f"\\{words}"


def _as_entities(blanks: str) -> str:
    """Blanks that a reader would swallow, as character references."""
    return "".join(f"&#{ord(blank)};" for blank in blanks)
