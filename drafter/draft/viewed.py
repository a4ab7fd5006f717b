"""A draft as a view shows it: its texts without alternatives, its proposed paragraphs there or not; and a draft without
the names of its parties.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from drafter.draft import tree
from drafter.draft.draft import Draft, Paragraph, Proposal, ProposalKind, Status
from drafter.draft.text import ATTRIBUTED, Alternatives, Option, Text, View, ViewKind
from drafter.errors import EditRefused


def viewed(draft: Draft, view: View = ATTRIBUTED) -> Draft:
    """The draft with the wording of the view as each paragraph's text, without proposals and without their record.

    With brackets: a paragraph that is proposed, or proposed to go, stands in square brackets. In plain words: a party's
    view has what it wants where it wants it; the base has none of what is proposed, the longest what is to be added,
    the shortest nothing that may go. Of a deleted paragraph, only that it was there.
    """
    if not any(spot.paragraph.contested or spot.paragraph.deleted for spot in draft.spots.values()):
        unrecorded = _unrecorded(draft)
        return draft if unrecorded == draft else unrecorded
    seen = _moved(draft, view)
    parts = tuple(replace(part, paragraphs=tuple(_paragraphs(part.paragraphs, view))) for part in seen.parts)
    return _unrecorded(replace(seen, parts=parts))


def _unrecorded(draft: Draft) -> Draft:
    """The draft without the record of how it came to be."""
    return replace(draft, settled=(), taken_home=(), proposed_home=())


def _paragraphs(paragraphs: tuple[Paragraph, ...], view: View) -> Iterator[Paragraph]:
    shown = [paragraph for paragraph in paragraphs if not view.plain or _is_there(paragraph, view)]
    number = {paragraph.id: paragraph.number for paragraph in paragraphs}
    replaced = {paragraph.proposed.target for paragraph in shown if paragraph.proposed and view.plain}
    for paragraph in shown:
        if paragraph.deleted:
            yield Paragraph(paragraph.id, status=Status.DELETED, note=paragraph.note, number=paragraph.number)
        elif paragraph.id not in replaced:
            children = tuple(_paragraphs(paragraph.children, view))
            target = paragraph.proposed.target if paragraph.proposed and view.plain else ""
            yield replace(
                paragraph,
                text=Text.of(_wording(paragraph, view)),
                children=children,
                proposals=(),
                number=number.get(target, paragraph.number),
            )


def _is_there(paragraph: Paragraph, view: View) -> bool:
    """Whether a view in plain words has the paragraph."""
    proposed, deletion = paragraph.proposed, paragraph.deletion
    return not (proposed and not _done(proposed, view)) and not (deletion and _done(deletion, view))


def _done(proposal: Proposal, view: View) -> bool:
    """Whether a view in plain words shows the proposal as carried out."""
    match view.kind:
        case ViewKind.LONGEST:
            return proposal.kind is ProposalKind.ADD
        case ViewKind.SHORTEST:
            return proposal.kind is ProposalKind.DELETE
        case ViewKind.PARTY:
            # A party's own word counts before that of a group that speaks for it.
            said = next((party for party in view.parties if proposal.position(party)), "")
            return said in proposal.wanted_by
    return False


def _wording(paragraph: Paragraph, view: View) -> str:
    words = paragraph.text.wording(view)
    if view.plain or not (paragraph.proposed or paragraph.deletion):
        return words
    from drafter.draft.bracket_notation import around  # loaded where something is open

    return around(words, paragraph.proposed, paragraph.deletion, named=view.kind is ViewKind.ATTRIBUTED)


def _moved(draft: Draft, view: View) -> Draft:
    """The draft with its paragraphs where the view has them. Of two moves that exclude each other, into one another's
    sub-paragraphs, the first counts.
    """
    for id, spot in draft.spots.items():
        for proposal in spot.paragraph.proposals:
            if proposal.kind is ProposalKind.MOVE and view.plain and _done(proposal, view):
                place = tree.place_after(draft, proposal.target)
                with suppress(EditRefused):
                    draft = tree.move(draft, [id], place) if place else draft
    return draft


def parties_of(draft: Draft) -> set[str]:
    """Every party that says something of the text, or of a paragraph, as the draft names it."""
    found: set[str] = set()
    for spot in draft.spots.values():
        if spot.paragraph.contested:
            found.update(spot.paragraph.text.parties)
            found.update(party for proposal in spot.paragraph.proposals for party in proposal.parties)
    return found


def unnamed(draft: Draft) -> Draft:
    """The draft as it goes to the public: without the names of its parties, and without what its users write that may
    hold them (notes, reasons, what is missing, the meeting that agreed). Such a draft is for exporting, not for saving.
    """
    parts = tuple(replace(part, paragraphs=tuple(map(_unnamed, part.paragraphs))) for part in draft.parts)
    set_aside = tuple(replace(aside, reason="") for aside in draft.set_aside)
    return _unrecorded(replace(draft, parts=parts, set_aside=set_aside, silenced=()))


def _unnamed(paragraph: Paragraph) -> Paragraph:
    return replace(
        paragraph,
        text=_unnamed_text(paragraph.text),
        links=tuple(
            replace(link, missing="", why="") if link.missing or link.why else link for link in paragraph.links
        ),
        children=tuple(map(_unnamed, paragraph.children)),
        pending="",
        note="",
        # An id may be made of names.
        proposals=tuple(Proposal(id="", kind=each.kind, target=each.target) for each in paragraph.proposals),
        meeting="",
    )


def _unnamed_text(text: Text) -> Text:
    runs = (run if isinstance(run, str) else _unnamed_alternatives(run) for run in text.runs)
    return text if text.plain else Text(tuple(runs))


def _unnamed_alternatives(run: Alternatives) -> Alternatives:
    base = run.base
    ordered = (base, *(option for option in run.options if option is not base))
    return Alternatives(run.id, tuple(Option(text=_unnamed_text(option.text)) for option in ordered))
