"""What is wrong with the program's answer to a session, in a sentence each; nothing where all is well."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from drafter.document.edited_document import EditedDocument, EditedParagraph, Mark
from tests.robust.room.pages import Hand, Kind, Page, style_of
from tests.robust.room.sessions import Session
from tests.robust.room.word import TEXT_STYLES

Said = tuple[str, tuple[str, str] | None, tuple[str, str] | None]


def read_faults(session: Session, document: EditedDocument) -> Iterator[str]:
    """Whether every sign of the text, every end and every comment was read as what it is."""
    expected = [_expected(session.page, start, stop) for start, stop in _text(session.page)]
    read = [_read(paragraph) for paragraph in document.paragraphs if _is_text(paragraph)]
    for place, (one, other) in enumerate(zip(expected, read, strict=False)):
        if one != other:
            yield f"paragraph {place}: {one} was read as {other}"
    if len(expected) != len(read):
        yield f"{len(expected)} paragraphs, {len(read)} read"
    said = [(each.author, each.text, each.answers, each.resolved) for each in document.comments]
    put = [(each.hand.author, each.text, each.answers, each.resolved) for each in session.page.remarks]
    if sorted(said) != sorted(put):
        yield f"comments {put} were read as {said}"


def _text(page: Page) -> Iterator[tuple[int, int]]:
    return ((start, stop) for start, stop in page.stretches() if style_of(page.cells[stop]) in TEXT_STYLES)


def _is_text(paragraph: EditedParagraph) -> bool:
    return paragraph.style.replace(" ", "") in TEXT_STYLES


def _expected(page: Page, start: int, stop: int) -> tuple[list[Said], object, object]:
    cells = [cell for cell in page.cells[start:stop] if cell.kind is Kind.SIGN and cell.present]
    end = page.cells[stop]
    return _grouped([(cell.text, _told(cell.by), _told(cell.gone)) for cell in cells]), _told(end.by), _told(end.gone)


def _read(paragraph: EditedParagraph) -> tuple[list[Said], object, object]:
    signs = [(sign, _marked(run.inserted), _marked(run.deleted)) for run in paragraph.runs for sign in run.text]
    return _grouped(signs), _marked(paragraph.end_inserted), _marked(paragraph.end_deleted)


def _grouped(signs: list[Said]) -> list[Said]:
    grouped = groupby(signs, key=lambda sign: sign[1:])
    return [("".join(sign[0] for sign in group), *hands) for hands, group in grouped]


def _told(hand: Hand | None) -> tuple[str, str] | None:
    return (hand.author, hand.day) if hand is not None and hand.tracked else None


def _marked(mark: Mark | None) -> tuple[str, str] | None:
    return (mark.author, mark.date) if mark is not None else None
