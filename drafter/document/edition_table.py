"""Two editions of a corpus as a document of its own: a table by recommendation, words compared, and the headings."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.corpus.corpus import Corpus
from drafter.corpus.editions import EditionComparison, PointChange, PointFate
from drafter.document.comparison_table import shown
from drafter.document.outline import DocumentForm, Outline
from drafter.document.table import Annex, AnnexBlock, Cell, Column, Passage, Shape, Table, TableRow, Title, summary
from drafter.draft.layout import Captions
from drafter.draft.word_difference import Difference, difference, simplified


def edition_document(
    comparison: EditionComparison, names: tuple[str, str], later: Corpus, form: DocumentForm
) -> tuple[Outline, Annex]:
    """The comparison as a document: a cover without paragraphs, and what is on it. `names` are the editions'."""
    title = f"{form.terms.comparison}: {names[0]} – {names[1]}"
    cover = Outline("", later.id, title, (), (), (), later.title, form, "", later.fingerprint)
    return cover, Annex("comparison", "", tuple(_blocks(comparison, form.terms)), landscape=True)


def counted(comparison: EditionComparison) -> str:
    """`reworded: 3; added: 1; unchanged: 245.`; what happened to none is left out."""
    counts = {str(fate): count for fate, count in comparison.counts.items() if count}
    return f"{'; '.join(f'{what}: {count}' for what, count in {**counts, 'unchanged': comparison.unchanged}.items())}."


def happened(change: PointChange) -> tuple[str, ...]:
    """What happened to a recommendation, a line each; of other themes, from which to which."""
    moved = f"{PointFate.MOVED}: {'; '.join(change.left) or '–'} → {'; '.join(change.joined) or '–'}"
    return tuple(moved if fate is PointFate.MOVED else str(fate) for fate in change.fates)


def words_of(change: PointChange) -> Difference:
    """The words compared; where they are the same, the first of them."""
    before, after = (point.text if point else "" for point in (change.before, change.after))
    return shown(simplified(difference(before, after)))


def _blocks(comparison: EditionComparison, terms: Captions) -> Iterator[AnnexBlock]:
    yield Passage(f"{terms.recommendations}: {counted(comparison)} {terms.comparison_intro}")
    columns = (
        Column(terms.was, 10, Shape.NAME),
        Column(terms.is_now, 10, Shape.NAME),
        Column(terms.what_happened, 25),
        Column(terms.wording, 55),
    )
    rows = tuple(map(_row, comparison.points))
    if rows:
        yield Table(terms.comparison, summary(columns, rows), columns, rows)
    headings = tuple(
        TableRow((Cell.compared(simplified(difference(change.before, change.after))),))
        for change in comparison.headings
    )
    if headings:
        yield Title(terms.headings)
        yield Table(terms.headings, f"{terms.headings}: {len(headings)}.", (Column(terms.wording, 100),), headings)


def _row(change: PointChange) -> TableRow:
    before, after = (point.id if point else "" for point in (change.before, change.after))
    return TableRow((Cell.of(before), Cell.of(after), Cell.of(*happened(change)), Cell.compared(words_of(change))))
