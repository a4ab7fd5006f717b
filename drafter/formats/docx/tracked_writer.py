"""Writes a text with its changes into a Word document: `document.tracked` says what became of each block, and whose
that is.

What the file looks like:

- An unchanged block is the same as without changes.
- Words that came stand in `w:ins`, words that went in `w:del` (inside a `w:ins` where one deleted what another
  inserted), each with its author and, where it is known, the day: `w:date="2026-05-03T00:00:00Z"`.
- Of a paragraph that came or went the paragraph's mark is tracked as well (`w:ins`, `w:del` in `w:pPr/w:rPr`).
- A paragraph that moved stands twice, in `w:moveFrom` and in `w:moveTo`, between range marks of one name. Words that it
  lost are a `w:del` in the old place, words that it won a `w:ins` in the new one.
- Word has no way to take away the last paragraph mark of a text: where the text ends with paragraphs that came or went,
  each of them is tracked with the mark of the one before it, and the last mark stays. `w:pPrChange` says what style it
  had; as it does where a paragraph got another style, another degree or a number of its own.
- A note that both texts have stays, its words tracked inside it. One that came or went is tracked with its mark.
- What a remark is put to stands between a comment's range marks.
- Words that stay and look otherwise, since their paragraph was agreed, have a `w:rPrChange` with the style of old.

The numbers follow Word's lists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest
from typing import NamedTuple

from drafter.document.authorship import run_of
from drafter.document.edited_document import EditedRun, Mark
from drafter.document.outline import Block, Heading, Outline, OutlineParagraph, Sentence
from drafter.document.table import Annex, anchor
from drafter.document.tracked import CAME, WENT, BlockFate, MarginRemark, TrackedBlock, TrackedText, changed_words, key
from drafter.formats.docx.elements import escaped, is_rtl, number_properties, paragraph_look, run, run_look
from drafter.formats.docx.lists import Lists
from drafter.formats.docx.no_breaks import kept_together
from drafter.formats.docx.redlining.change_marks import ChangeIds, Tracked, TrackedChange, attribution
from drafter.formats.docx.styles import Style
from drafter.formats.docx.writer import STEP, Body, Styled, style_of
from drafter.formats.options import Sources

_FIRST_ID = 1_000_000
"""Of the tracked changes: no bookmark, note or comment has so high a one."""
_SOME_DAY = "1970-01-01"
"""Of a move's bounds where nobody knows the day: they must have one, and nothing shows it."""
_IN, _OUT = TrackedChange.INSERTED, TrackedChange.DELETED
_END = {
    BlockFate.CAME: _IN,
    BlockFate.WENT: _OUT,
    BlockFate.MOVED_TO: TrackedChange.MOVED_HERE,
    BlockFate.MOVED_FROM: TrackedChange.MOVED_AWAY,
}


Changes = tuple[Tracked, ...]
"""Those that hold runs, the outermost first; empty for runs that stay."""


@dataclass(slots=True)
class _Written:
    """A paragraph, its mark not yet closed."""

    block: TrackedBlock
    inner: str
    now: str
    """Its properties in the later text; empty where it isn't in it."""
    was: str
    """Those in the earlier one."""
    end: Tracked | None
    """How its mark is tracked."""


class _Place(NamedTuple):
    """Where a block hangs."""

    properties: str
    """Style, list and direction, as they stand in a `w:pPr`."""
    list_id: str
    """Empty for the style's own list."""
    after: Block | None
    """The block behind it."""


class TrackedBody:
    """Writes the text of an outline, with its changes, by way of the body that writes those without."""

    def __init__(self, body: Body, lists_before: Lists, tracked: TrackedText) -> None:
        """`lists_before` places the paragraphs of the earlier text, `body.lists` those of the later one."""
        self._body = body
        self._tracked = tracked
        self._ids = ChangeIds(_FIRST_ID)
        self._was = dict(self._placed(tracked.before, lists_before))
        self._now = dict(self._placed(tracked.after, body.lists))

    def write(self, outline: Outline, annexes: tuple[Annex, ...], progress: Callable[[int, int], None]) -> None:
        """Masthead, title, contents and all blocks."""
        self._segment(self._tracked.front, lambda _done, _whole: None)
        self._body.contents(outline, annexes)
        self._segment(self._tracked.blocks, progress)

    # Paragraphs

    def _segment(self, blocks: tuple[TrackedBlock, ...], progress: Callable[[int, int], None]) -> None:
        """Paragraphs of which the last one's mark stays."""
        stayed = [place for place, block in enumerate(blocks) if block.fate not in _END]
        last = stayed[-1] if stayed else len(blocks)
        ending: list[_Written] = []
        for place, tracked in enumerate(blocks):
            if place % STEP == 0:
                progress(place, len(blocks))
            now = self._now.get(key(tracked.now)) or self._of_sentence(tracked.now)
            was = self._was.get(key(tracked.was)) or self._of_sentence(tracked.was)
            if place >= last and last < len(blocks) - 1:
                ending.append(self._written(tracked, now, was))
            elif tracked.fate is BlockFate.SAME and now.properties == was.properties and not tracked.remarks:
                self._unchanged(tracked.now, now)
            else:
                written = self._written(tracked, now, was)
                self._add(written, written.end, written.now, written.was)
        self._add_ending(ending)

    def _add_ending(self, ending: list[_Written]) -> None:
        """The last paragraph that stays, and those behind it that came or went: each mark is tracked one earlier."""
        now = was = ""
        for written, following in zip_longest(ending, ending[1:]):
            now, was = written.now or now, written.was or was
            if following is None:
                self._add(written, None, now, was)
            else:
                came = following.block.fate in CAME
                # Another paragraph's mark didn't move: LibreOffice would leave an empty one behind.
                end = Tracked(_IN if came else _OUT, following.block.mark)
                self._add(written, end, now if came else "", "" if came else was)

    def _add(self, written: _Written, end: Tracked | None, now: str, was: str) -> None:
        """The paragraph with the properties that it has in the later text, or else in the earlier one. The last part is
        what stands behind the properties: a section's page goes before it.
        """
        tracked = f"<w:rPr>{self._open(end, alone=True)}</w:rPr>" if end else ""
        other = ""
        if now and was and now != was:
            other = f"<w:pPrChange{self._said(written.block.mark)}><w:pPr>{was}</w:pPr></w:pPrChange>"
        self._body.content.parts.append(f"<w:p><w:pPr>{now or was}{tracked}")
        self._body.content.parts.append(f"{other}</w:pPr>{written.inner}</w:p>")

    def _unchanged(self, block: Block, place: _Place) -> None:
        self._body.block(block, place.after, place.list_id)

    def _placed(self, blocks: tuple[Block, ...], lists: Lists) -> Iterator[tuple[str, _Place]]:
        """By what tells a block, where it hangs."""
        styles = self._body.styles
        for block, after in zip(blocks, (*blocks[1:], None), strict=True):
            if isinstance(block, OutlineParagraph):
                list_id = lists.place(block)
                number = number_properties(list_id, block.depth)
                yield block.id, _Place(_properties(styles[style_of(block, after)], block, number), list_id, after)
            elif isinstance(block, Heading):
                yield block.id, _Place(_properties(styles[Style.HEADING], block), "", after)

    def _of_sentence(self, block: Block) -> _Place:
        return _Place(_properties(self._body.styles[style_of(block, None)], block), "", None)

    def _written(self, tracked: TrackedBlock, now: _Place, was: _Place) -> _Written:
        name = _END.get(tracked.fate)
        end = Tracked(name, tracked.mark) if name else None
        inner = "".join(self._inner(tracked))
        if not isinstance(tracked.now, Sentence) and tracked.fate is not BlockFate.MOVED_FROM:
            inner = self._body.bookmarks.named(anchor(tracked.now.id), inner)
        if tracked.move and name:
            id = self._ids.next()
            said = self._said(replace(tracked.mark, date=tracked.mark.date or _SOME_DAY), id)
            start = f'<w:{name}RangeStart{said} w:name="{escaped(tracked.move)}"/>'
            inner = f'{start}{inner}<w:{name}RangeEnd w:id="{id}"/>'
        later = now.properties if tracked.fate not in WENT else ""
        earlier = was.properties if tracked.fate not in CAME else ""
        return _Written(tracked, inner, later, earlier, end)

    # Runs

    def _inner(self, tracked: TrackedBlock) -> Iterator[str]:
        before, cited = self._cited(tracked)
        remarks = [(remark.about, self._remark(remark)) for remark in tracked.remarks]
        whole = [anchored for about, anchored in remarks if about is None]
        yield from (start for start, _ in whole)
        yield before
        about = {place: [anchored for put_to, anchored in remarks if put_to == place] for place, _ in remarks}
        yield from self._grouped(self._words(tracked), about)
        yield cited
        yield from self._grouped(self._ending(tracked), {})
        yield from (end for _, end in whole)

    def _remark(self, remark: MarginRemark) -> tuple[str, str]:
        return self._body.sourced.comments.put(remark.author, *remark.text.split("\n"), date=remark.date)

    def _grouped(self, runs: Iterable[_Run], about: dict[int | None, list[tuple[str, str]]]) -> Iterator[str]:
        """The runs, neighbours with the same changes in one element; around some, what remarks put there."""
        for (changes, place), group in groupby(runs, lambda each: (each.changes, each.place in about and each.place)):
            anchored = about.get(place, []) if place is not False else []
            yield from (start for start, _ in anchored)
            yield self._within(changes, "".join(each.xml for each in group))
            yield from (end for _, end in anchored)

    def _within(self, changes: Changes, inner: str) -> str:
        for change in reversed(changes):
            inner = f"{self._open(change)}{inner}</w:{change.change}>"
        return inner

    def _open(self, change: Tracked, *, alone: bool = False) -> str:
        return f"<w:{change.change}{self._said(change.mark)}{'/' if alone else ''}>"

    def _said(self, mark: Mark, id: str = "") -> str:
        """The attributes of a change, its id a new one where none is given."""
        said = {"id": id or self._ids.next(), **attribution(mark)}
        return "".join(f' w:{name}="{escaped(value)}"' for name, value in said.items())

    def _words(self, tracked: TrackedBlock) -> Iterator[_Run]:
        """The words, each in its style, with the one that it had where that is another. Those that moved have in their
        old place the style of old.
        """
        now, was = _Looks(self._styled(tracked.now)), _Looks(self._styled(tracked.was))
        for place, words in enumerate(tracked.runs):
            looks = list(_looks(words, now, was))
            changes = _changes(tracked, words)
            if changes is None:
                continue
            rtl = is_rtl((tracked.was if words.deleted else tracked.now).text)
            for text, later, earlier in looks:
                style = earlier if tracked.fate is BlockFate.MOVED_FROM else later
                change = "" if tracked.move or later == earlier else self._look_before(earlier, tracked.mark, rtl)
                yield _Run(_run(text, style, changes, rtl=rtl, change=change), changes, place)

    def _look_before(self, style: str, mark: Mark, rtl: bool) -> str:
        return f"<w:rPrChange{self._said(mark)}><w:rPr>{run_look(style, rtl=rtl)}</w:rPr></w:rPrChange>"

    def _styled(self, block: Block) -> Iterator[Styled]:
        return iter(((block.text, ""),)) if isinstance(block, Heading) else self._body.words(block)

    def _ending(self, tracked: TrackedBlock) -> Iterator[_Run]:
        """What the layout and the status put behind the words."""
        now, was = tracked.now, tracked.was
        if isinstance(now, OutlineParagraph) and isinstance(was, OutlineParagraph):
            for said in (self._body.lead_in, self._body.status):
                yield from self._exchanged(tracked, said(was), said(now))

    def _exchanged(self, tracked: TrackedBlock, was: tuple[Styled, ...], now: tuple[Styled, ...]) -> Iterator[_Run]:
        """What is not compared word by word: it stays, or the one goes and the other comes."""
        came, went = EditedRun("", inserted=tracked.mark), EditedRun("", deleted=tracked.mark)
        if "".join(text for text, _ in was) == "".join(text for text, _ in now):
            shared = {BlockFate.CAME: came, BlockFate.WENT: went}.get(tracked.fate, EditedRun(""))
            exchanged = [(now, shared)]
        else:
            exchanged = [(was, went), (now, came)]
        for styled, fate in exchanged:
            changes = _changes(tracked, fate)
            if changes is not None:
                yield from (_Run(_run(text, style, changes), changes, 0) for text, style in styled)

    # Where it comes from

    def _cited(self, tracked: TrackedBlock) -> tuple[str, str]:
        """What cites the sources, before the words and behind them."""
        now, was = tracked.now, tracked.was
        if not (isinstance(now, OutlineParagraph) and isinstance(was, OutlineParagraph)):
            return "", ""
        sourced = self._body.sourced
        if sourced.how is Sources.FOOTNOTES:
            return "", "".join(self._notes(tracked, was, now))
        if sourced.how is Sources.INLINE and not (tracked.fate not in _END and was.inline == now.inline):
            return "", "".join(self._grouped(self._exchanged(tracked, sourced.inline(was), sourced.inline(now)), {}))
        if tracked.fate in WENT:
            return "", ""
        before, after = sourced.cite(now)
        end = _END.get(tracked.fate)
        return before, self._within((Tracked(end, tracked.mark),), after) if end and after else after

    def _notes(self, tracked: TrackedBlock, was: OutlineParagraph, now: OutlineParagraph) -> Iterator[str]:
        """The note's mark: one note with its changes, or one that came or went."""
        mark, fate = tracked.mark, tracked.fate
        before, after = kept_together(was.note), kept_together(now.note)
        if fate in _END:
            note, moved = before if fate in WENT else after, bool(tracked.move)
            inner = EditedRun(note, mark if fate is BlockFate.CAME else None, mark if fate is BlockFate.WENT else None)
            if note:
                yield self._within((Tracked(_END[fate], mark),), self._note([EditedRun(note) if moved else inner]))
        elif before and before == after:
            yield self._body.sourced.notes.cite(now)[1]
        elif before and after:
            yield self._note([run_of(stretch, mark) for stretch in changed_words(before, after)])
        elif before:
            yield self._within((Tracked(_OUT, mark),), self._note([EditedRun(before, deleted=mark)]))
        elif after:
            yield self._within((Tracked(_IN, mark),), self._note([EditedRun(after, inserted=mark)]))

    def _note(self, words: list[EditedRun]) -> str:
        """A note of these words; its mark."""
        rtl = is_rtl("".join(each.text for each in words if each.deleted is None))
        inner = "".join(
            self._within(changes, _run(each.text, "", changes, rtl=rtl))
            for each in words
            for changes in (_changes_of(each),)
        )
        return self._body.sourced.notes.add(inner, rtl)


class _Run(NamedTuple):
    """A run, with the changes that it stands in."""

    xml: str
    changes: Changes
    place: int
    """Of its words among the block's."""


class _Looks:
    """The style of each word of a text, asked for in order."""

    def __init__(self, styled: Iterable[Styled]) -> None:
        self._styled = iter(styled)
        self._text, self._style = "", ""

    def take(self, length: int) -> Iterator[Styled]:
        """The next so many signs, in stretches of one style."""
        while length:
            if not self._text:
                self._text, self._style = next(self._styled)
            text, self._text = self._text[:length], self._text[length:]
            length -= len(text)
            if text:
                yield text, self._style


def _looks(words: EditedRun, now: _Looks, was: _Looks) -> Iterator[tuple[str, str, str]]:
    """The next words, in stretches of one style: the one that they have now, and the one that they had. Words that came
    or went have one and the same; those that did both are in neither text, and have none.
    """
    length = len(words.text)
    if words.kept:
        both = ((part, style, old) for text, style in now.take(length) for part, old in was.take(len(text)))
        for (style, old), parts in groupby(both, key=lambda each: each[1:]):
            yield "".join(text for text, *_ in parts), style, old
    elif words.deleted is None:
        yield from ((text, style, style) for text, style in now.take(length))
    elif words.inserted is None:
        yield from ((text, style, style) for text, style in was.take(length))
    else:
        yield words.text, "", ""


def _changes_of(words: EditedRun) -> Changes:
    """The changes that words stand in by themselves."""
    came = (Tracked(_IN, words.inserted),) if words.inserted else ()
    return (*came, Tracked(_OUT, words.deleted)) if words.deleted else came


def _changes(tracked: TrackedBlock, words: EditedRun) -> Changes | None:
    """The changes that words of a block stand in; None for words that aren't in this place."""
    if words.kept and tracked.move:
        return (Tracked(_END[tracked.fate], tracked.mark),)
    absent = words.inserted if tracked.fate is BlockFate.MOVED_FROM else words.deleted
    if tracked.move and absent:
        return None
    return _changes_of(words)


def _properties(style: str, block: Block, number: str = "") -> str:
    return paragraph_look(style, number, rtl=is_rtl(block.text))


def _run(text: str, style: str, changes: Changes, *, rtl: bool = False, change: str = "") -> str:
    """A run; Word writes words that went under another name."""
    xml = run(text, style, rtl=rtl, change=change)
    if any(tracked.change is _OUT for tracked in changes):
        return xml.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    return xml
