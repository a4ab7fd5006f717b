"""What was done to a draft between two of its versions, in as few words as a person would use: `OP3 reworded`."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.draft.draft import Draft, Paragraph
from drafter.draft.draft_difference import Change, ChangeKind, changes
from drafter.draft.fields import FIELDS, WORDING
from drafter.draft.numbering import refs

_DONE = {
    ChangeKind.ADDED: "added",
    ChangeKind.REMOVED: "removed",
    ChangeKind.REWORDED: "reworded",
    ChangeKind.MOVED: "moved",
    ChangeKind.SET_ASIDE: "set aside",
    ChangeKind.BROUGHT_BACK: "no longer set aside",
}
_REST = "its layout, parts or silenced checks changed"


def summary(before: Draft, after: Draft) -> tuple[str, ...]:
    """What was done, each thing once, in the order of the draft: `OP3 and OP5 reworded`, `status of OP7 changed`.

    Paragraphs are called by the numbers that they have now; those that were removed, by the ones that they had. What
    stands under a paragraph that came or went with it is not told. Empty for two versions that are the same.
    """
    called = {**refs(before), **refs(after)}
    found: dict[str, list[str]] = {}
    for change in changes(before, after):
        for what in _told(change, before, after):
            found.setdefault(what, []).append(called.get(change.subject, ""))
    if not found and before != after:
        return (_REST,)
    return tuple(what.format(_joined(subjects)) for what, subjects in found.items())


def _told(change: Change, before: Draft, after: Draft) -> Iterator[str]:
    """What the change is, with `{}` where its subject goes; nothing for what another change tells."""
    id = change.subject
    match change.kind:
        case ChangeKind.ADDED if not _is_topmost(id, after, before):
            return
        case ChangeKind.REMOVED if not _is_topmost(id, before, after):
            return
        case ChangeKind.CHANGED:
            yield from _fields(before.spots[id].paragraph, after.spots[id].paragraph)
        case ChangeKind.FRONT:
            yield f"{_plain(id)} of the document changed"
        case ChangeKind.REWORDED if id in after.part_by_id:
            yield f"the heading “{_plain(change.after)}” reworded"
        case ChangeKind.SET_ASIDE | ChangeKind.BROUGHT_BACK:
            yield f"{_plain(id)} {_DONE[change.kind]}"
        case kind:
            yield f"{{}} {_DONE[kind]}"


def _fields(before: Paragraph, after: Paragraph) -> Iterator[str]:
    """What changed beside the words. That sources are adapted now goes without saying where the words are others."""
    for field in FIELDS[Paragraph]:
        was, now = getattr(before, field.name), getattr(after, field.name)
        if field.told == WORDING or was == now:
            continue
        if field.name == "status":
            yield f"{{}} {now}"
        elif field.name != "links" or before.text == after.text or before.sources != after.sources:
            yield f"{_plain(field.file_key)} of {{}} changed"


def _is_topmost(id: str, draft: Draft, other: Draft) -> bool:
    parent = draft.spots[id].parent
    return parent is None or parent.id in other.spots


def _joined(subjects: list[str]) -> str:
    named = list(filter(None, subjects))
    return " and ".join(filter(None, (", ".join(named[:-1]), *named[-1:])))


def _plain(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}").replace("_", " ")
