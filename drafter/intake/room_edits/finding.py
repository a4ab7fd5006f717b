"""Everything that the room did to a Word file that came back, as edits that can be taken one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from drafter.corpus.corpus import Corpus
from drafter.document.edited_document import EditedDocument
from drafter.document.outline import Outline, report_names
from drafter.draft.draft import Draft
from drafter.draft.text import ATTRIBUTED, View
from drafter.intake.room_edits.around_words import AroundWords
from drafter.intake.room_edits.beside_text import FrontMatter, Margin, earlier_masthead
from drafter.intake.room_edits.file_text import FileText, LostBase
from drafter.intake.room_edits.home_changes import HomeChanges
from drafter.intake.room_edits.issued_text import issued
from drafter.intake.room_edits.pending_edits import PendingEdit, PendingEdits
from drafter.intake.room_edits.placing import Placing
from drafter.intake.room_edits.room_edit import Found, RoomEdit, RoomEdits
from drafter.intake.room_edits.word_edits import WordEdits

OutlineOf = Callable[[Draft, View], Outline]


def found(
    document: EditedDocument,
    base: Draft,
    ours: Draft,
    outline_of: OutlineOf,
    corpus: Corpus,
    by: str = "",
    view: View | None = None,
) -> Found:
    """What the room did to an export of `base`, the draft being `ours` by now.

    `by` is who is named for what nobody tracked; ids of edits don't depend on it. `view` is the one that was exported,
    that of the file's manifest if it is None.
    """
    manifest = document.manifest
    if view is None:
        view = (View.named(manifest.view) if manifest else None) or ATTRIBUTED
    outline = outline_of(base, view)
    today = outline if base is ours or base == ours else outline_of(ours, view)
    pieces = issued(outline, base)
    version = manifest.version if manifest else ""
    is_lost = manifest and manifest.draft == base.id and version != outline.version
    lost = LostBase(manifest, base, view) if manifest and is_lost else None

    earlier = earlier_masthead(base.front, outline.form.terms)
    text = FileText(document, outline, pieces, lost, {*base.spots, *base.part_by_id, *ours.part_by_id}, earlier)
    placing = Placing(document, base, pieces, text.paragraphs)
    edits = PendingEdits()
    words = WordEdits(edits)
    words.look_at(text.paragraphs)
    moves = placing.moved(edits)
    moves |= {edit: placing.places[id] for edit, id in words.brought.items() if id in placing.places}
    names = report_names(base, outline.form.terms)
    around = AroundWords(text, corpus, outline.form.numbering, edits, names, lost is None)
    around.look_at(words.owners, placing.called)
    recounted = {} if lost else placing.recounted(edits, outline.form.numbering)
    front = FrontMatter(base.front, edits, earlier)
    front.look_at(text.paragraphs)
    margin = Margin(document, outline, edits)
    margin.look_at(text.paragraphs)

    edits.name(version)
    home = HomeChanges(base, ours, outline, today, lost)
    order, stood = text.order
    return Found(
        RoomEdits(
            "the draft as it was exported" if version in ("", outline.version) else "another version",
            tuple(
                _whole(edit, edit.ref or placing.ref(edit.paragraph), by, home.of(edit, front.fields.get(edit, "")))
                for edit in edits
            ),
            (*text.unmatched, *front.unmatched, *margin.unmatched, *around.unmatched, *text.zones.unmatched()),
            document.left_out,
        ),
        base=lost.draft if lost else base,
        chains=tuple(words.chains()),
        moves=_by_id(moves),
        links=_by_id(around.links),
        statuses=_by_id(around.statuses),
        numbers=_by_id(recounted | around.numbers),
        fronts=_by_id(front.fields),
        view=view,
        order=order,
        stood=stood,
    )


_T = TypeVar("_T")


def _by_id(found: Mapping[PendingEdit, _T]) -> dict[str, _T]:
    return {edit.id: what for edit, what in found.items()}


def _whole(edit: PendingEdit, ref: str, by: str, home: str | None) -> RoomEdit:
    author, tracked = edit.who
    return RoomEdit(
        edit.id,
        edit.kind,
        edit.paragraph,
        ref,
        author if tracked else by,
        edit.date,
        tracked,
        edit.was,
        edit.now,
        home,
        edit.needs_asking,
    )
