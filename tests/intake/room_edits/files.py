"""Files that came back, made by hand: an export's paragraphs as a reader gives them, and what a room does to them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from drafter.document.edited_document import EditedDocument, EditedParagraph, EditedRun, Mark
from drafter.document.outline import Heading, KnownParagraph, Manifest, Outline, OutlineParagraph, outline, text_hash
from drafter.document.table import anchor
from drafter.draft.draft import Draft
from drafter.draft.layout import Layout
from drafter.draft.text import ATTRIBUTED, View
from drafter.formats.options import Sources
from drafter.intake.room_edits import finding
from drafter.intake.room_edits.room_edit import Found
from tests.builders import corpus, layout

LAYOUT = layout(title="A declaration", masthead="Unofficial draft\nVienna", opening="We,", declaring="Declare:")
DAY = "2026-05-03"
_TRACKED = re.compile(r"\{([+-])(?:(\w+):)?(.*?)[+-]\}")


def sent(
    draft: Draft, sources: Sources = Sources.FOOTNOTES, view: View = ATTRIBUTED, shape: Layout = LAYOUT
) -> EditedDocument:
    """The export of a draft, read back as it is."""
    made = outline(draft, corpus(), shape, view)
    known = (KnownParagraph(each.id, each.ref, text_hash(each.printed)) for each in made.paragraphs)
    manifest = Manifest(made.draft, made.version, made.corpus, made.fingerprint, tuple(known), view.name)
    return EditedDocument(tuple(_paragraphs(made, sources)), (), manifest, made.title)


def _paragraphs(made: Outline, sources: Sources) -> Iterator[EditedParagraph]:
    for line in made.masthead:
        yield plain(line.replace("\t", " "), "Declaration Masthead")
    yield plain(made.title, "Title")
    for block in made.blocks:
        if isinstance(block, OutlineParagraph):
            yield _numbered(block, sources)
        elif isinstance(block, Heading):
            yield replace(plain(block.text, "heading 1"), bookmarks=(anchor(block.id),))
        else:
            yield plain(block.text, "Lead-in")
    if made.sources and sources is not Sources.NONE:
        yield replace(plain(made.form.terms.sources, "Annex Heading"), bookmarks=("_annex_sources",))
        yield plain(f"{made.form.terms.sources_intro}, {made.form.terms.compiled} {made.mapping}.", "Annex Text")
        yield replace(plain(made.form.terms.source, "Table Head"), rows=(1,))


def _numbered(block: OutlineParagraph, sources: Sources) -> EditedParagraph:
    runs = [EditedRun(_read(piece.text)) for piece in block.pieces]
    if block.note and sources is Sources.FOOTNOTES:
        runs.append(EditedRun("", note=block.note, note_before=block.note))
    if block.sources and sources is Sources.INLINE:
        runs += [EditedRun(" "), EditedRun(block.inline)]
    if block.lead_in:
        runs.append(EditedRun(f" {block.lead_in}"))
    if block.tag:
        runs += [EditedRun(" ")] if block.text else []
        runs.append(EditedRun(block.tag))
    style = f"Sub-paragraph {block.depth}" if block.depth else "Operative Paragraph"
    return EditedParagraph(tuple(runs), style, (anchor(block.id),), block.label, block.depth)


def _read(text: str) -> str:
    return re.sub(r"\r\n|[\r\n\t]", " ", text)


def plain(text: str, style: str = "Operative Paragraph") -> EditedParagraph:
    return EditedParagraph((EditedRun(text),) if text else (), style)


def tracked(text: str, *, by: str = "Ann") -> tuple[EditedRun, ...]:
    """Runs from words in which `{+came+}` and `{-went-}`, by the author or another: `{+Bob:came+}`."""
    runs, at = [], 0
    for match in _TRACKED.finditer(text):
        runs += [EditedRun(text[at : match.start()])] if match.start() > at else []
        mark = Mark(match[2] or by, DAY)
        runs.append(EditedRun(match[3], mark, None) if match[1] == "+" else EditedRun(match[3], None, mark))
        at = match.end()
    return (*runs, *([EditedRun(text[at:])] if at < len(text) else []))


def new(text: str, *, style: str = "Operative Paragraph", depth: int = 0, label: str = "") -> EditedParagraph:
    return EditedParagraph(tracked(text), style, (), label, depth)


def at(document: EditedDocument, id: str) -> int:
    """Where the paragraph with this id stands."""
    return next(place for place, each in enumerate(document.paragraphs) if anchor(id) in each.bookmarks)


def changed(document: EditedDocument, id: str, how: Callable[[EditedParagraph], EditedParagraph]) -> EditedDocument:
    """The file with one paragraph changed."""
    place = at(document, id)
    return with_paragraphs(document, place, place + 1, how(document.paragraphs[place]))


def with_paragraphs(document: EditedDocument, start: int, end: int, *instead: EditedParagraph) -> EditedDocument:
    """The file with other paragraphs in place of those from `start` to `end`."""
    return replace(document, paragraphs=(*document.paragraphs[:start], *instead, *document.paragraphs[end:]))


def retyped(document: EditedDocument, id: str, text: str) -> EditedDocument:
    """The file with other words in a paragraph, as `tracked` takes them; its notes stay."""

    def how(paragraph: EditedParagraph) -> EditedParagraph:
        return replace(paragraph, runs=(*tracked(text), *(run for run in paragraph.runs if not run.text)))

    return changed(document, id, how)


def found(
    document: EditedDocument, base: Draft, ours: Draft | None = None, *, by: str = "", shape: Layout = LAYOUT
) -> Found:
    """What is found in the file."""
    return finding.found(
        document, base, ours or base, lambda draft, view: outline(draft, corpus(), shape, view), corpus(), by
    )


def composed(found: Found, taken: Callable[[str], bool]) -> dict[str, str | None]:
    """The words of every paragraph in which something was edited, with these edits taken; None for one that is gone."""
    words: dict[str, str | None] = {}
    for chain in found.chains:
        words |= {run.opens: None for run in chain.runs if run.opens}
        name = ""
        for run in chain.runs:
            if (run.inserted and not taken(run.inserted)) or (run.deleted and taken(run.deleted)):
                continue
            if run.opens:
                name, words[run.opens] = run.opens, ""
            else:
                words[name] = (words[name] or "") + run.text
    return words


def told(found: Found) -> list[tuple[str, ...]]:
    """Each edit in a few words."""
    return [(str(edit.kind), edit.ref, edit.author, edit.was, edit.now) for edit in found.room.edits]
