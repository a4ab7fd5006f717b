r"""The outline as Markdown that pandoc and CommonMark readers give back to the letter.

Labels are literal text (`7\.`), so that no reader numbers the paragraphs anew. Sub-paragraphs stand in block quotes:
an indent that four blanks would have turned into code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.export import phrases
from drafter.model.outline import Heading, Outline, OutlineParagraph, SourceRow


def render(outline: Outline) -> str:
    """The document, with a line end at the end. Footnotes are `[^1]`, in order, their texts at the end."""
    notes: list[str] = []
    blocks = [*_front(outline), *_blocks(outline, notes), *_sources(outline)]
    blocks += [f"[^{number}]: {escaped(note)}" for number, note in enumerate(notes, start=1)]
    return "\n\n".join(blocks) + "\n"


def _front(outline: Outline) -> Iterator[str]:
    if outline.masthead:
        yield "\\\n".join(escaped(line) for line in outline.masthead)
    yield f"# {_line(outline.title)}"


def _blocks(outline: Outline, notes: list[str]) -> Iterator[str]:
    for block in outline.blocks:
        if isinstance(block, OutlineParagraph):
            yield _paragraph(block, notes)
        else:
            yield f"## {_line(block.text)}" if isinstance(block, Heading) else escaped(block.text)


def _paragraph(paragraph: OutlineParagraph, notes: list[str]) -> str:
    """Label, text, note mark, status tag, in as many quotes as the paragraph's depth. Adds its note to `notes`."""
    words = escaped(f"{paragraph.label} {paragraph.text}" if paragraph.label else paragraph.text)
    if paragraph.note:
        notes.append(paragraph.note)
        words += f"[^{len(notes)}]"
    if paragraph.status:
        words += f" {escaped(phrases.tag(paragraph))}"
    return "\n".join(f"{'> ' * paragraph.depth}{line}" for line in words.split("\n"))


def _sources(outline: Outline) -> Iterator[str]:
    if not outline.sources:
        return
    yield f"## {phrases.SOURCES}"
    yield escaped(phrases.sources_intro(outline))
    # The dashes give pandoc the columns' widths.
    head = [f"| {' | '.join(phrases.SOURCE_COLUMNS)} |", "|-----|----------|--------------------|--------|"]
    yield "\n".join([*head, *(_row(row) for row in outline.sources)])


def _row(row: SourceRow) -> str:
    uses = "; ".join(f"{ref}{treatment}" for _, ref, treatment in phrases.uses(row))
    cells = (row.id, row.citation, row.text, f"{uses}; {phrases.PARTLY}" if row.partly else uses)
    return f"| {' | '.join(_line(cell) for cell in cells)} |"


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
