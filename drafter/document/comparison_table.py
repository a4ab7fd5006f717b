"""A comparison of two drafts as a document of its own: a table by paragraph, the wordings word by word.

What is the user's own is not in it: notes on paragraphs, and what is set aside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from drafter.corpus.corpus import Corpus
from drafter.document.outline import DocumentForm, Outline
from drafter.document.table import Annex, AnnexBlock, Cell, Column, Passage, Shape, Table, TableRow, Title
from drafter.draft.draft_difference import Change, ChangeKind
from drafter.draft.layout import Captions
from drafter.draft.word_difference import Difference, Fate, Stretch, difference, simplified
from drafter.negotiation.comparison import PRIVATE, ComparedParagraph, Comparison, ParagraphChange

_WORDS = 12
"""Words that are shown of a wording that is the same in both."""
_FEW = 3
"""Paragraphs in a row that only got other numbers, which are listed each by itself: an addition at the beginning gives
all the others another one."""


def compared(comparison: Comparison, corpus: Corpus, form: DocumentForm) -> tuple[Outline, Annex]:
    """The comparison as a document: a cover without paragraphs, and what is on it."""
    title = f"{form.terms.comparison}: {comparison.names[0]} – {comparison.names[1]}"
    cover = Outline("", corpus.id, title, (), (), (), corpus.title, form, "", corpus.fingerprint)
    return cover, Annex("comparison", "", tuple(_blocks(comparison, form.terms)))


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A line of the table: a paragraph, or several in a row to which nothing happened but another number."""

    before: str
    after: str
    happened: tuple[str, ...]
    """A line each."""
    words: Difference


def rows(comparison: Comparison, terms: Captions, *, private: bool = False) -> Iterator[ComparedRow]:
    """The table, line by line; `private`: with the user's own notes."""
    for alone, run in groupby(comparison.paragraphs, key=lambda each: each.happened == (ParagraphChange.RENUMBERED,)):
        paragraphs = list(run)
        if alone and len(paragraphs) > _FEW and not any(each.returned for each in paragraphs):
            first, last = paragraphs[0], paragraphs[-1]
            numbers = (f"{first.before} – {last.before}", f"{first.after} – {last.after}")
            yield ComparedRow(*numbers, (str(ParagraphChange.RENUMBERED),), ())
            continue
        for each in paragraphs:
            happened = told(each, terms, private=private)
            if happened:
                yield ComparedRow(each.before, each.after, happened, shown(each.words))


def told(paragraph: ComparedParagraph, terms: Captions, *, private: bool = False) -> tuple[str, ...]:
    """What happened to a paragraph, a line each: `moved`, `status: open → pending EU`, `comes back: in Rev.1, …`."""
    lines = [str(what) for what in paragraph.happened if what not in {detail.what for detail in paragraph.details}]
    lines += [
        f"{detail.what}: {detail.before or '–'} → {detail.after or '–'}"
        for detail in paragraph.details
        if private or detail.what not in PRIVATE
    ]
    for each in paragraph.returned:
        words = "" if each.whole else f" “{each.words}”"
        lines.append(f"{terms.returned}{words}: {each.told}")
    return tuple(lines)


def shown(words: Difference) -> Difference:
    """The wording, or, where it is the same in both, its first words."""
    if any(stretch.fate is not Fate.SAME for stretch in words):
        return words
    text = "".join(stretch.text for stretch in words)
    first = text.split()[:_WORDS]
    return (Stretch(Fate.SAME, text if len(first) < _WORDS else f"{' '.join(first)} …"),) if text else ()


def _blocks(comparison: Comparison, terms: Captions) -> Iterator[AnnexBlock]:
    yield Passage(f"{comparison.summary(PRIVATE)} {terms.comparison_intro}")
    lines = tuple(_row(row) for row in rows(comparison, terms))
    if lines:
        columns = (
            Column(terms.was, 10, Shape.NAME),
            Column(terms.is_now, 10, Shape.NAME),
            Column(terms.what_happened, 20),
            Column(terms.wording, 60),
        )
        yield Table(terms.comparison, comparison.summary(PRIVATE), columns, lines)
    if comparison.headings:
        yield Title(terms.headings)
        yield _headings(comparison.headings, terms)


def _row(row: ComparedRow) -> TableRow:
    return TableRow((Cell.of(row.before), Cell.of(row.after), Cell.of(*row.happened), Cell.compared(row.words)))


def _headings(changed: tuple[Change, ...], terms: Captions) -> Table:
    columns = (Column("", 20, Shape.NAME), Column(terms.wording, 80))
    lines = tuple(
        TableRow((Cell.of(line_name(change)), Cell.compared(simplified(difference(change.before, change.after)))))
        for change in changed
    )
    return Table(terms.headings, f"{terms.headings}: {len(lines)}.", columns, lines)


def line_name(change: Change) -> str:
    """What a changed line is called: the field of the front matter; `heading` for a part's title."""
    return change.subject if change.kind is ChangeKind.FRONT else "heading"
