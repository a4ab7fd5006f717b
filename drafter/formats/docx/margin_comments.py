"""The comments in a document's margin: whose they are, what they say, which answers which, and what is settled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from drafter.document.edited_document import EditedComment
from drafter.formats.docx.elements import Element, W
from drafter.formats.docx.no_breaks import plain
from drafter.formats.docx.story_walk import StoryWalk, Surroundings

_PARAGRAPH_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_YES = ("1", "true", "on")


def comments(part: Element | None, extended: Element | None, around: Surroundings) -> tuple[EditedComment, ...]:
    """Those of the part, in its order, when all else is read. `extended` says which answers which. Raises TooMany."""
    if part is None:
        return ()
    elements: dict[str, Element] = {}
    for each in part.iter(f"{W}comment"):
        elements.setdefault(each.get(f"{W}id", ""), each)
    answers, settled = ({}, set[str]()) if extended is None else _threads(elements, extended)
    found = []
    for id, paragraphs in StoryWalk(replace(around, labels=None, notes=None)).read_each(part, "comment").items():
        mark = around.marks.of(elements[id])
        text = plain("\n".join(paragraph.accepted.strip() for paragraph in paragraphs).strip())
        said = around.about.get(id, ""), answers.get(id, ""), id in settled, mark.day_only
        found.append(EditedComment(id, mark.author, mark.date, text, *said))
    return tuple(found)


def _threads(elements: Mapping[str, Element], extended: Element) -> tuple[dict[str, str], set[str]]:
    """Which comment answers which, and those that are settled, by their ids."""
    owners = {
        paragraph.get(_PARAGRAPH_ID, "").upper(): id
        for id, element in elements.items()
        for paragraph in element.iter(f"{W}p")
    }
    owners.pop("", None)
    answers: dict[str, str] = {}
    done: set[str] = set()
    for each in extended.iterfind(f"{_W15}commentEx"):
        id = owners.get(each.get(f"{_W15}paraId", "").upper())
        answered = owners.get(each.get(f"{_W15}paraIdParent", "").upper())
        if id is not None and answered is not None:
            answers.setdefault(id, answered)
        if id is not None and each.get(f"{_W15}done") in _YES:
            done.add(id)
    heads = _heads(answers)
    settled = done | {id for id, head in heads.items() if head in done}
    return {id: answered for id, answered in answers.items() if heads[id]}, settled


def _heads(answers: Mapping[str, str]) -> dict[str, str]:
    """Of each comment that answers one, the first of its thread; empty for one that only answers in a ring."""
    heads: dict[str, str] = {}
    for id in answers:
        way = []
        at = id
        while at in answers and at not in heads:
            heads[at] = ""
            way.append(at)
            at = answers[at]
        heads.update(dict.fromkeys(way, heads.get(at, at)))
    return heads
