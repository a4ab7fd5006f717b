"""Which of a file's paragraphs may be text of a draft: not those of tables, nor of the annexes behind the text."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.document.annexes import table_of_sources
from drafter.document.edited_document import EditedDocument, EditedParagraph
from drafter.document.outline import Outline
from drafter.document.table import Annex, AnnexKind, Passage, Table, Target, TargetKind
from drafter.intake.room_edits.issued_text import key
from drafter.intake.room_edits.room_edit import Unmatched

_IN_ANNEX = "An annex is made from the draft; what is changed in it is lost."
_IN_TABLE = "A draft has no tables of its own."


class FileZones:
    """The text of a file, its tables, and its annexes."""

    def __init__(self, document: EditedDocument, outline: Outline) -> None:
        self._document = document
        self._outline = outline
        terms = outline.form.terms
        self._intros = {
            key(terms.sources): key(terms.sources_intro),
            key(terms.derivation): key(terms.derivation_intro),
            key(terms.coverage): key(terms.coverage_intro),
            key(terms.not_reflected): key(terms.not_reflected_intro),
            key(terms.set_aside): key(terms.set_aside_intro),
        }
        self._annexes_at = self._first_annex()

    @property
    def text(self) -> list[int]:
        """The numbers of the paragraphs that may be the draft's."""
        paragraphs = self._document.paragraphs
        return [place for place in range(self._annexes_at) if not paragraphs[place].rows]

    def is_title(self, text: str) -> bool:
        """Whether this is an annex's title, as a table of contents has it, too."""
        return key(text) in self._intros

    def unmatched(self) -> Iterator[Unmatched]:
        """What was changed in tables and in annexes."""
        row = 0
        for paragraph in self._document.paragraphs[: self._annexes_at]:
            if paragraph.rows and paragraph.rows[0] != row and paragraph.accepted.strip():
                row = paragraph.rows[0]
                yield Unmatched(paragraph.accepted.strip(), "in a table", _IN_TABLE)
        yield from self._in_annexes()

    def _in_annexes(self) -> Iterator[Unmatched]:
        expected: set[str] | None = None
        for paragraph in self._document.paragraphs[self._annexes_at :]:
            if any(name.startswith(TargetKind.ANNEX) for name in paragraph.bookmarks):
                is_sources = Target(TargetKind.ANNEX, AnnexKind.SOURCES).name in paragraph.bookmarks
                expected = _texts(table_of_sources(self._outline)) if is_sources else None
            typed = expected is not None and key(paragraph.refused) not in expected
            if typed or _is_tracked(paragraph):
                yield Unmatched((paragraph.accepted or paragraph.refused).strip(), "in an annex", _IN_ANNEX)

    def _first_annex(self) -> int:
        paragraphs = self._document.paragraphs
        for place, paragraph in enumerate(paragraphs):
            if any(name.startswith(TargetKind.ANNEX) for name in paragraph.bookmarks):
                return place
            # Programs that drop bookmarks keep the words; a table of contents has the title, and no introduction.
            intro = self._intros.get(key(paragraph.refused)) if len(paragraph.refused) < _LONGEST else None
            if intro and place + 1 < len(paragraphs) and key(paragraphs[place + 1].refused).startswith(intro):
                return place
        return len(paragraphs)


_LONGEST = 200
"""Characters of an annex's title at most."""


def _is_tracked(paragraph: EditedParagraph) -> bool:
    marks = paragraph.end_inserted, paragraph.end_deleted
    return any(marks) or any(not run.kept and run.text.strip() for run in paragraph.runs)


def _texts(annex: Annex) -> set[str]:
    """Every paragraph of an annex that has one passage and one table."""
    found = {"", key(annex.title)}
    for block in annex.blocks:
        if isinstance(block, Passage):
            found.add(key(block.text))
        elif isinstance(block, Table):
            found |= {key(block.head), *(key(column.title) for column in block.columns)}
            lines = (line for row in block.rows for cell in row.cells for line in cell.lines)
            found |= {key("".join(words.text for words in line)) for line in lines}
    return found
