"""What the program finds in a session's file and makes of it, held against what was done; a sentence for each fault."""

from __future__ import annotations

import random
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import zip_longest

from drafter.document.table import anchor
from drafter.draft.bracket_notation import read
from drafter.draft.draft import Draft, Paragraph, Status
from drafter.draft.fields import digest
from drafter.formats.docx import edited_reader
from drafter.intake.room_edits import finding, taking
from drafter.intake.room_edits.done_before import remembering
from drafter.intake.room_edits.room_edit import Decision, Found, RoomEdit, RoomEditKind, Unmatched
from tests.robust.room import drafts
from tests.robust.room.pages import UNSEEN, Hand
from tests.robust.room.sessions import Session
from tests.robust.room.word import TEXT_STYLES, Deed

_DAY = "2026-06-01"


def found_in(document: bytes, draft: Draft) -> Found:
    read_document = edited_reader.read(document, "room.docx")
    return finding.found(read_document, draft, draft, drafts.outlined, drafts.corpus())


def taken(found: Found, wanted: Callable[[RoomEdit], bool], ours: Draft | None = None) -> taking.Taken:
    decisions = {edit.id: Decision.TAKEN if wanted(edit) else Decision.LEFT for edit in found.room.edits}
    return taking.taken(found, decisions, ours or found.base, drafts.corpus(), ("home", "room"), lambda _: None, _DAY)


def faults(session: Session) -> Iterator[str]:
    """All that is wrong with the answers to a session."""
    found = found_in(session.document, session.draft)
    yield from deed_faults(session, found) if session.apart else author_faults(session, found)
    yield from taken_faults(session, found)


def difference(one: str, other: str) -> str:
    """Where two texts differ, with a few signs before and after."""
    start = _alike(one, other)
    end = _alike(one[start:][::-1], other[start:][::-1])
    return " → ".join(repr(text[max(start - 20, 0) : len(text) - end + 10][:200]) for text in (one, other))


def _alike(one: str, other: str) -> int:
    """How many signs they begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (sign, its) in pairs if sign != its), min(len(one), len(other)))


# What was found


def deed_faults(session: Session, found: Found) -> Iterator[str]:
    """Of edits of which none met another: each was found as what it was, and nothing else."""
    left = list(found.room.edits)
    ids = {anchor(id): id for id in session.draft.spots}
    passed = {deed.anchor: _passed(session, deed.anchor) for deed in session.deeds if deed.kind == "moved"}
    named = [deed for deed in session.deeds if any(_is(edit, deed, ids) for edit in left)]
    for deed in [*named, *(deed for deed in session.deeds if deed not in named)]:
        mine = [
            edit for edit in left if _is(edit, deed, ids, *([] if deed in named else [passed.get(deed.anchor, ())]))
        ]
        mine = [edit for edit in mine if edit.kind == deed.kind] or mine
        if not mine:
            paragraphs = [ids[each] for each in deed.anchors if each in ids]
            yield f"not found: {deed.kind} {paragraphs} by {deed.hand}: {difference(deed.was or '', deed.now or '')}"
        for edit in mine[: 1 if deed.kind not in ("moved", "joined") else 9]:
            left.remove(edit)
    for edit in left:
        if _follows(session, edit) or _comes_with(session, edit, ids):
            continue
        who = (edit.author, edit.date, edit.tracked)
        yield f"found, and not done: {edit.kind} {edit.paragraph} by {who}: {difference(edit.was, edit.now)}"


def _passed(session: Session, home: str) -> frozenset[str]:
    """The bookmarks of the paragraphs that stood before the one with this bookmark and are behind it now, or the other
    way round: of two that changed places untracked, either has moved.
    """
    lines = session.page.lines(lambda _: True)
    before = [anchor(id) for id in session.draft.spots]
    now = list(dict.fromkeys(each for line in lines for each in line.homes))
    sides = [set(order[: order.index(home)]) & set(before) & set(now) for order in (before, now) if home in order]
    return frozenset(sides[0] ^ sides[1]) if len(sides) == 2 else frozenset()


def _follows(session: Session, edit: RoomEdit) -> bool:
    """Whether it is a sub-paragraph of which somebody did something to what it stands under, or before it."""
    moved = {deed.anchor for deed in session.deeds if deed.kind in ("moved", "number") and _by(edit, deed.hand)}
    spot = session.draft.spots.get(edit.paragraph)
    return (
        edit.kind in ("moved", "number") and spot is not None and spot.depth > 0 and anchor(edit.paragraph) not in moved
    )


def _comes_with(session: Session, edit: RoomEdit, ids: dict[str, str]) -> bool:
    """Whether it is a part of what somebody did: the words that went with a paragraph's end, the note that went along,
    an answer to a comment.
    """
    if edit.kind == "comment":
        return any(edit.now.startswith(remark.text) for remark in session.page.remarks if remark.answers)
    whole = [deed for deed in session.deeds if deed.kind in ("joined", "split", "moved") and _by(edit, deed.hand)]
    concerned = {ids.get(each) for deed in whole for each in deed.anchors}
    new = edit.paragraph not in session.draft.spots
    torn = any(deed.kind == "split" and deed.also for deed in whole)
    kinds = ("text", "source", "status", *(["new"] if torn else []))
    return bool(whole) and edit.kind in kinds and (new or edit.paragraph in concerned)


def _is(edit: RoomEdit, deed: Deed, ids: dict[str, str], passed: Container[str] = ()) -> bool:
    """Whether the edit is the deed; `passed` are the bookmarks of those with which what was moved changed places."""
    if edit.kind not in (deed.kind, *deed.also) or not _by(edit, deed.hand):
        return False
    swapped = edit.kind == "moved" and not deed.hand.tracked and anchor(edit.paragraph) in passed
    named = edit.kind == "new" or not deed.anchor or edit.paragraph in {ids.get(each) for each in deed.anchors}
    if not named and not swapped:
        return False
    if edit.kind != deed.kind:
        return True
    if deed.kind == "comment":
        return (deed.now or "") in edit.now
    now = deed.now is None or _bare(deed.now) == _bare(edit.now)
    # What is bracketed as a whole had a status before, though no tag says so.
    return now and (deed.was is None or deed.kind == "status" or _bare(deed.was) == _bare(edit.was))


def _bare(words: str) -> str:
    """Without the brackets around a paragraph that is bracketed, and blanks at the ends."""
    words = words.strip()
    return words[1:-1] if words.startswith("[") and words.find("]") == len(words) - 1 else words


def _by(edit: RoomEdit, hand: Hand) -> bool:
    return (edit.author, edit.date, edit.tracked) == (hand.author, hand.day, hand.tracked)


# What was taken


def sure_faults(session: Session, found: Found) -> Iterator[str]:
    """What holds however edits lie upon one another: what is left changes nothing, whatever is taken is carried out or
    said to be left, and no citation of a paragraph that nobody touched is lost.
    """
    if digest(taken(found, lambda _: False).draft) != digest(session.draft):
        yield "leaving all changed the draft"
    everybody = taken(found, lambda _: True)
    touched = {anchor(edit.paragraph) for edit in found.room.edits}
    touched |= {cell.home for cell in session.page.cells if cell.touched}
    for id, spot in session.draft.spots.items():
        now = everybody.draft.spots.get(id)
        if anchor(id) not in touched and now and set(spot.paragraph.sources) - set(now.paragraph.sources):
            yield f"{id} lost a citation"
    done = everybody.done
    left = {(edit.ref, edit.kind, edit.author) for edit in found.room.edits if done[edit.id] is Decision.LEFT}
    if len(left) > sum("is left" in remark for remark in everybody.remarks):
        yield f"{left} are left, and {everybody.remarks} is all that is said"


def taken_faults(session: Session, found: Found) -> Iterator[str]:
    """Taking all gives the edited text, leaving all the draft as it was, and taking some people's what they did."""
    left = taken(found, lambda _: False).draft
    if digest(left) != digest(session.draft):
        yield "leaving all changed the draft"
    everybody = taken(found, lambda _: True)
    yield from text_faults(session, everybody.draft, lambda _: True, "all taken", remarks=everybody.remarks)
    yield from loss_faults(session, found.room.edits, everybody.draft)
    for some in _choices(session):
        yield from _partly_faults(session, found, some)


def step_faults(session: Session, found: Found) -> Iterator[str]:
    """Taking all in two steps gives what taking all at once gives; but what is new has numbers in the order in which it
    came.
    """
    chance = random.Random(session.seed)
    ours, all_of_it = found.base, [edit.id for edit in found.room.edits]
    for ids in ([id for id in all_of_it if chance.random() < 0.5], all_of_it):
        made = taken(found, lambda edit, ids=ids: edit.id in ids, ours)  # type: ignore[misc]
        ours = remembering(made.draft, made.done)
    once = taken(found, lambda _: True)
    left = {id for id, what in made.done.items() if what is Decision.LEFT and once.done[id] is not what}
    if left:
        yield f"{left} are left where all is taken in two steps: {made.remarks}"
    elif made.done == once.done and _said(ours) != _said(once.draft):
        yield "two steps gave another draft than one: " + difference(_said(once.draft), _said(ours))


def _said(draft: Draft) -> str:
    """All that a draft says, without the ids of what is new."""
    return "\n".join(
        f"{spot.depth} {spot.part.id} {each.written} {each.sources} {each.status} {each.note}"
        for spot, each in ((spot, spot.paragraph) for spot in draft.spots.values())
    )


def _choices(session: Session) -> Iterator[frozenset[Hand]]:
    """Whose edits are taken: each one's alone, and those of some together. The same at every run."""
    marks = {hand for cell in session.page.cells for hand in (cell.by, cell.gone) if hand is not None}
    hands = sorted(marks, key=lambda hand: (hand.author, hand.day, hand.tracked))
    # Where edits lie upon one another, nobody can tell to the sign what was untracked, and it is taken with the others.
    always = frozenset() if session.apart else frozenset({UNSEEN} & marks)
    # A file with only the place to which somebody moved a paragraph says that they moved it, and no more: that somebody
    # else deleted it where it had stood, untracked, can't be known, nor taken without the move.
    always |= session.wiped
    chance = random.Random(session.seed)
    several = frozenset(hand for hand in hands if chance.random() < 0.5)
    yield from dict.fromkeys([*(frozenset({hand}) | always for hand in hands), several | always])


def _partly_faults(session: Session, found: Found, some: frozenset[Hand]) -> Iterator[str]:
    """Taking these people's edits gives what they did, and nothing of the others'."""
    who = {(hand.author, hand.tracked) for hand in some}
    partly = taken(found, lambda edit: (edit.author, edit.tracked) in who)
    if any("is left" in remark for remark in partly.remarks):
        return  # words in a paragraph that isn't taken are left, and that is said
    # What stood under a paragraph that went is moved by nobody: where only one of them is taken, the order differs.
    # Nor does the file say where a paragraph stood that was moved without being tracked.
    done = {deed.anchor for deed in session.deeds if deed.kind == "moved"}
    ordered = all(edit.kind != "moved" or anchor(edit.paragraph) in done for edit in found.room.edits)
    ordered &= UNSEEN in some or not any(deed.kind == "moved" and deed.hand == UNSEEN for deed in session.deeds)
    # Nor by somebody who took out again what somebody else had put before it.
    came = {edit.paragraph for edit in found.room.edits if edit.kind == "new"}
    ordered &= not any(edit.kind == "deleted" and edit.paragraph in came for edit in found.room.edits)
    # Nor what stood under one with which somebody joined another one that had been moved there.
    joined = {edit.paragraph for edit in found.room.edits if edit.kind == "joined"}
    ordered &= not any(edit.kind == "moved" and edit.paragraph in joined for edit in found.room.edits)
    # And what a paragraph stands under on a new level is what then stands before it.
    ordered &= not session.levelled
    # Who did something to words that somebody else moved did it to the paragraph, wherever that stands.
    known = {anchor(edit.paragraph) for edit in found.room.edits if edit.kind == "moved" and edit.tracked}
    back = [(was, now) for was, now in session.moved if was[-1].home in known and now[-1].by not in some]
    session = replace(session, page=session.page.moved_back(back))
    faults = text_faults if session.apart else word_faults
    what = f"taken of {sorted(hand.author for hand in some)}"
    yield from faults(session, partly.draft, some.__contains__, what, ordered=ordered)


def text_faults(
    session: Session,
    made: Draft,
    wanted: Callable[[Hand], bool],
    what: str,
    *,
    ordered: bool = True,
    remarks: tuple[str, ...] = (),
) -> Iterator[str]:
    lines = [line for line in session.page.lines(wanted) if line.style in TEXT_STYLES]
    edited = [line.words.strip() for line in lines if line.words.strip()]
    paragraphs = [spot.paragraph for spot in made.spots.values()]
    text = [each.written.strip() for each in paragraphs if not each.deleted and each.written.strip()]
    text, edited = [*map(_plain, text)], [*map(_plain, edited)]
    if not ordered:
        text.sort()
        edited.sort()
    if text != edited:
        pairs = enumerate(zip_longest(edited, text, fillvalue=""))
        place, (one, other) = next(each for each in pairs if each[1][0] != each[1][1])
        yield f"{what}: paragraph {place} of the file and of the draft: {difference(one, other)} {remarks}"


def word_faults(
    session: Session, made: Draft, wanted: Callable[[Hand], bool], what: str, *, ordered: bool
) -> Iterator[str]:
    """As `text_faults`, where the paragraphs end being left out: what somebody put into another one's new paragraph may
    stand alone, though that one's Enter isn't taken.
    """
    lines = [line.words for line in session.page.lines(wanted) if line.style in TEXT_STYLES]
    text = [spot.paragraph.written for spot in made.spots.values() if not spot.paragraph.deleted]
    one, other = ("".join("".join(map(_plain, each)).split()) for each in (lines, text))
    if (one != other) if ordered else (sorted(one) != sorted(other)):
        yield f"{what}: the file and the draft: {difference(one, other)}"


@cache
def _plain(words: str) -> str:
    """Words whose brackets are written as drafter writes them."""
    return read(words, "x").written if "[" in words else words


def loss_faults(session: Session, edits: Sequence[RoomEdit], made: Draft) -> Iterator[str]:
    """Whatever nobody touched is as it was, and what was touched kept its citations, number and note."""
    touched = {edit.paragraph: set[RoomEditKind]() for edit in edits}
    for edit in edits:
        touched[edit.paragraph].add(edit.kind)
    homes = {cell.home for cell in session.page.cells if cell.touched}
    lines = session.page.lines(lambda _: True)
    homes |= {home for line in lines for home in line.homes[1:]}
    joined = {home for line in lines if len(line.homes) > 1 for home in line.homes}
    both = [edit.was.split("\n")[0].strip() for edit in edits if edit.kind == "joined"]
    joined |= {anchor(id) for id, spot in session.draft.spots.items() if spot.paragraph.written.strip() in both}
    for id, spot in session.draft.spots.items():
        now = made.spots.get(id)
        if spot.paragraph.deleted:
            continue
        if now is None or now.paragraph.deleted:
            if anchor(id) not in homes and RoomEditKind.JOINED not in touched.get(id, ()):
                yield f"{id} is gone, and nobody touched it"
        else:
            kinds = touched.get(id, set()) | ({RoomEditKind.JOINED} if anchor(id) in joined else set())
            yield from _kept(spot.paragraph, now.paragraph, kinds, made)
    cited = {link.recommendation for spot in session.draft.standing.values() for link in spot.paragraph.links}
    if not any(edit.kind in ("deleted", "source", "joined", "moved", "new") for edit in edits):
        now_cited = {link.recommendation for spot in made.standing.values() for link in spot.paragraph.links}
        if cited - now_cited:
            yield f"no longer cited: {cited - now_cited}"


def _kept(was: Paragraph, now: Paragraph, kinds: set[RoomEditKind], draft: Draft) -> Iterator[str]:
    if not kinds and was.text != now.text:
        yield f"{was.id} has other words, and no edit says so: {difference(was.written, now.written)}"
    if RoomEditKind.SPLIT in kinds:  # the halves have them
        cited, noted = tuple(draft.cited_in), any(was.note in spot.paragraph.note for spot in draft.spots.values())
    else:
        cited, noted = now.sources, now.note.startswith(was.note)
    if RoomEditKind.SOURCE not in kinds and not set(was.sources) <= set(cited):
        yield f"{was.id} lost {set(was.sources) - set(now.sources)}: {kinds}"
    if was.number != now.number and not kinds & {RoomEditKind.NUMBER, RoomEditKind.MOVED}:
        yield f"{was.id} was number {was.number}, is {now.number}: {kinds}"
    if not noted:
        yield f"{was.id} lost its note: {kinds}"
    # Of two that became one, the draft's own rule: agreed only if both are, pending if one of them is.
    expected = (was.status.agreed and now.status is Status.REOPENED and kinds) or RoomEditKind.JOINED in kinds
    if was.status != now.status and RoomEditKind.STATUS not in kinds and not expected:
        yield f"{was.id} was {was.status}, is {now.status}: {kinds}"


def author_faults(session: Session, found: Found) -> Iterator[str]:
    """Everybody whose change the file has is named, and nobody else."""
    cells = [cell for cell in session.page.cells if cell.kind in ("sign", "end")]
    hands = {hand for cell in cells for hand in (cell.by, cell.gone) if hand is not None}
    done = {(hand.author, hand.tracked) for hand in hands if hand != UNSEEN}
    named = {(edit.author, edit.tracked) for edit in found.room.edits if edit.tracked and edit.kind != "comment"}
    # Who ended a paragraph just where another end went, untracked or by themselves, changed nothing, and that is said.
    named |= {(name, True) for name, _ in done for other in found.room.unmatched if _is_undone(other, name)}
    said = {deed.hand.author for deed in session.deeds if deed.kind in ("source", "number", "title")}
    if done - named:
        yield f"not named: {done - named}"
    if {author for author, _ in named - done} - said:
        yield f"named, and did nothing: {named - done}"


def _is_undone(other: Unmatched, author: str) -> bool:
    return other.text == "a paragraph’s end" and other.why.startswith(f"{author} put it where another one went")
