"""Where a paragraph comes from, as Word says it: footnotes, comments, words in the text, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from drafter.corpus.citations import CitedWords
from drafter.document.outline import Outline, OutlineParagraph, SourceRow, said
from drafter.document.table import Target, TargetKind
from drafter.errors import DrafterError
from drafter.formats.docx.elements import (
    Bookmarks,
    Content,
    escaped,
    is_rtl,
    mark,
    paragraph_look,
    part,
    run,
)
from drafter.formats.docx.no_breaks import all_kept_together, kept_together
from drafter.formats.docx.styles import Style, Styles
from drafter.formats.options import Sources

MOST_NOTES = 32_767
"""The highest id that Word takes for a footnote."""

Cited = tuple[str, str]
"""What stands before a paragraph's text, and what stands after it."""


class Links:
    """Makes what cites a recommendation lead to where the document has it."""

    def __init__(self, bookmarks: Bookmarks) -> None:
        self._bookmarks = bookmarks

    def runs(self, cited: Iterable[CitedWords], style: str = "", *, rtl: bool = False) -> str:
        """The words as runs, kept together where no line may end; neighbours that lead nowhere are one run."""
        cited = tuple(cited)
        if not any(id and self._bookmarks.has(Target(TargetKind.SOURCE, id)) for _, id in cited):
            return run(kept_together(said(cited)), style, rtl=rtl)
        runs, plain = [], ""
        for (_, id), text in zip(cited, all_kept_together(each.text for each in cited), strict=True):
            target = Target(TargetKind.SOURCE, id)
            if id and self._bookmarks.has(target):
                runs += [run(plain, style, rtl=rtl), self._bookmarks.linked(target, run(text, style, rtl=rtl))]
                plain = ""
            else:
                plain += text
        return "".join([*runs, run(plain, style, rtl=rtl)])


class Notes:
    """The footnotes of one document, numbered from 1 as they are added: a part that python-docx lacks."""

    def __init__(self, styles: Styles, links: Links) -> None:
        self._links = links
        self._text, self._mark = styles[Style.FOOTNOTE], styles[Style.FOOTNOTE_MARK]
        self._notes: list[str] = []
        self._opening = f'<w:r><w:rPr><w:rStyle w:val="{self._mark}"/></w:rPr>'
        self._reference = mark("<w:footnoteRef/>", self._mark)

    def cite(self, paragraph: OutlineParagraph) -> Cited:
        """A note for the paragraph's sources, its mark after the text. Raises DrafterError when full."""
        if not paragraph.note:
            return "", ""
        rtl = is_rtl(paragraph.note)
        return "", self.add(self._links.runs(paragraph.cited or (CitedWords(paragraph.note),), rtl=rtl), rtl)

    def add(self, inner: str, rtl: bool) -> str:
        """A note of these runs; returns the run with its mark. Raises DrafterError when full."""
        number = len(self._notes) + 1
        if number > MOST_NOTES:
            raise DrafterError(
                f"Word can number {MOST_NOTES:,} footnotes, and this draft has more. Show the sources in the text "
                "(--sources inline), or export it as .html or .md."
            )
        self._notes.append(
            f'<w:footnote w:id="{number}"><w:p><w:pPr>{paragraph_look(self._text, rtl=rtl)}'
            f"</w:pPr>{self._reference}<w:r><w:tab/></w:r>{inner}</w:p></w:footnote>"
        )
        return f'{self._opening}<w:footnoteReference w:id="{number}"/></w:r>'

    def parts(self) -> dict[str, bytes]:
        """The two separators that Word wants, then the notes in order."""
        separators = [self._separator(-1, "separator"), self._separator(0, "continuationSeparator")]
        return {"footnotes": part("footnotes", [*separators, *self._notes])}

    def _separator(self, id: int, kind: str) -> str:
        content = Content()
        content.paragraph(self._text, mark(f"<w:{kind}/>"))
        return f'<w:footnote w:type="{kind}" w:id="{id}">{"".join(content)}</w:footnote>'


class Comments:
    """A comment for each source, with the whole recommendation; its author is the region that asked for it."""

    def __init__(self, styles: Styles, outline: Outline) -> None:
        self._text, self._mark = styles[Style.COMMENT], styles[Style.COMMENT_MARK]
        self._rows = {row.id: row for row in outline.sources}
        self._comments: list[str] = []

    def cite(self, paragraph: OutlineParagraph) -> Cited:
        rows = [self._rows[source.id] for source in paragraph.sources]
        return _joined([self.put(row.region, _cited(row), row.text) for row in rows])

    def put(self, author: str, *lines: str, date: str = "") -> Cited:
        """A comment of these lines; returns what stands before the words that it is put to, and after them. `date` is
        the day, as YYYY-MM-DD; empty for none.
        """
        id = len(self._comments)
        content = Content()
        content.paragraph(self._text, mark("<w:annotationRef/>", self._mark) + run(lines[0]))
        for line in lines[1:]:
            content.plain(line, self._text)
        who = escaped(author)
        day = f' w:date="{date}T00:00:00Z"' if date else ""
        self._comments.append(
            f'<w:comment w:id="{id}" w:author="{who}"{day} w:initials="{who}">{"".join(content)}</w:comment>'
        )
        reference = mark(f'<w:commentReference w:id="{id}"/>', self._mark)
        return f'<w:commentRangeStart w:id="{id}"/>', f'<w:commentRangeEnd w:id="{id}"/>{reference}'

    def parts(self) -> dict[str, bytes]:
        return {"comments": part("comments", self._comments)} if self._comments else {}


class PrintedComments:
    """What is said in comments, as notes: on paper, and in a PDF, there is no margin for it."""

    def __init__(self, notes: Notes, styles: Styles, outline: Outline) -> None:
        self._notes = notes
        self._rows = {row.id: row for row in outline.sources}
        self._mark = styles[Style.FOOTNOTE_MARK]

    def cite(self, paragraph: OutlineParagraph) -> Cited:
        rows = [self._rows[source.id] for source in paragraph.sources]
        notes = [self._note(f"{_cited(row)}: {row.text}")[1] for row in rows]
        return "", run(", ", self._mark).join(notes)  # without it, the marks 1, 2 and 3 are 123

    def put(self, author: str, *lines: str, date: str = "") -> Cited:
        return self._note(f"{', '.join(filter(None, (author, date)))}: {' '.join(lines)}")

    def _note(self, text: str) -> Cited:
        rtl = is_rtl(text)
        return "", self._notes.add(run(text, rtl=rtl), rtl)

    def parts(self) -> dict[str, bytes]:
        return {}


def _cited(row: SourceRow) -> str:
    return kept_together(f"{row.citation} [{row.id}]")


def _joined(cited: list[Cited]) -> Cited:
    return "".join(before for before, _ in cited), "".join(after for _, after in cited)


class Sourced:
    """Cites paragraphs in one way, and keeps the parts that this fills."""

    def __init__(
        self, how: Sources | None, styles: Styles, outline: Outline, bookmarks: Bookmarks, *, printed: bool = False
    ) -> None:
        """`how` None is every way at once: the specimen of a layout's styles shows them all. `printed` is for a
        document that is to be a PDF.
        """
        self._links = Links(bookmarks)
        self.how, self.notes = how, Notes(styles, self._links)
        self.comments = PrintedComments(self.notes, styles, outline) if printed else Comments(styles, outline)
        self._tag = styles[Style.SOURCE_TAG]
        ways: dict[Sources, Callable[[OutlineParagraph], Cited]] = {
            Sources.FOOTNOTES: self.notes.cite,
            Sources.INLINE: self._inline,
            Sources.COMMENTS: self.comments.cite,
        }
        self._ways = [way for name, way in ways.items() if how in (None, name)]

    def cite(self, paragraph: OutlineParagraph) -> Cited:
        """What stands before the paragraph's text and after it. Raises DrafterError for a note too many."""
        return self._ways[0](paragraph) if len(self._ways) == 1 else _joined([way(paragraph) for way in self._ways])

    def _inline(self, paragraph: OutlineParagraph) -> Cited:
        if not paragraph.sources:
            return "", ""
        return "", run(" ") + self._links.runs(paragraph.cited_inline, self._tag)

    def inline(self, paragraph: OutlineParagraph) -> tuple[tuple[str, str], ...]:
        """What is cited in the text itself, each stretch with its style."""
        return ((" ", ""), (kept_together(paragraph.inline), self._tag)) if paragraph.sources else ()

    def parts(self) -> dict[str, bytes]:
        """The parts that hold what was cited."""
        return {**self.notes.parts(), **self.comments.parts()}
