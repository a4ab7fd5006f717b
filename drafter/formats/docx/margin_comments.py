"""The comments in a document's margin: whose they are, what they say, which answers which, and what is settled."""

from __future__ import annotations

from collections.abc import Mapping

from drafter.document.edited_document import EditedComment
from drafter.formats.docx.elements import Element, W
from drafter.formats.docx.story_walk import StoryWalk, Surroundings, author, day

_PARAGRAPH_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_YES = ("1", "true", "on")


def comments(
    part: Element | None, extended: Element | None, around: Surroundings, about: Mapping[str, str]
) -> tuple[EditedComment, ...]:
    """Those of the part, in its order. `extended` says which answers which; `about` has the words they are put to."""
    if part is None:
        return ()
    elements: dict[str, Element] = {}
    for each in part.iterfind(f"{W}comment"):
        elements.setdefault(each.get(f"{W}id", ""), each)
    answers, done = _threads(elements, extended)
    found = []
    for id, each in elements.items():
        walk = StoryWalk(around, in_note=True)
        walk.read(each)
        text = "\n".join(paragraph.accepted.strip() for paragraph in walk.paragraphs).strip()
        who, when = each.get(f"{W}author", ""), each.get(f"{W}date", "")
        found.append(
            EditedComment(id, author(who), day(when), text, about.get(id, ""), answers.get(id, ""), id in done)
        )
    return tuple(found)


def _threads(elements: Mapping[str, Element], extended: Element | None) -> tuple[dict[str, str], set[str]]:
    """Which comment answers which, and those that are settled, by their ids: an answer with what it answers."""
    if extended is None:
        return {}, set()
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
    return _settled(_without_rings(answers), done)


def _without_rings(answers: dict[str, str]) -> dict[str, str]:
    """Those that lead to a comment which answers none. The others answer each other in a ring, or themselves."""
    leads: dict[str, bool] = {}
    for id in answers:
        way = []
        at = id
        while at in answers and at not in leads:
            leads[at] = False
            way.append(at)
            at = answers[at]
        good = leads.get(at, at not in answers)
        leads.update(dict.fromkeys(way, good))
    return {id: answered for id, answered in answers.items() if leads[id]}


def _settled(answers: dict[str, str], done: set[str]) -> tuple[dict[str, str], set[str]]:
    heads: dict[str, str] = {}
    for id in answers:
        way = []
        at = id
        while at in answers and at not in heads:
            way.append(at)
            at = answers[at]
        heads.update(dict.fromkeys(way, heads.get(at, at)))
    return answers, done | {id for id, head in heads.items() if head in done}
