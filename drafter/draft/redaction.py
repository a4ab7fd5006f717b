"""A draft as it may be shown to others: without what a delegation keeps to itself."""

from __future__ import annotations

from dataclasses import replace

from drafter.draft.draft import Draft, Paragraph, SetAside, Status


def cleaned(draft: Draft) -> Draft:
    """The draft without notes, reasons and statuses: words, sources and numbers stay.

    What is set aside stays set aside, its reason empty. Such a draft is for exporting, not for saving.
    """
    parts = tuple(replace(part, paragraphs=_cleaned(part.paragraphs)) for part in draft.parts)
    aside = tuple(SetAside(one.recommendation, "") for one in draft.set_aside)
    return replace(draft, parts=parts, set_aside=aside)


def _cleaned(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    return tuple(
        replace(
            one,
            note="",
            status=Status.OPEN,
            pending="",
            links=tuple(replace(link, missing="") for link in one.links),
            children=_cleaned(one.children),
        )
        for one in paragraphs
    )
