"""Words of the room as a text of the draft, and what a file shows as the draft writes it: with brackets and names."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from drafter.corpus.corpus import Corpus
from drafter.draft.bracket_notation import like_a_name, reread, written_runs
from drafter.draft.draft import Draft
from drafter.draft.text import Alternatives, Option, Text, View, ViewKind, renamed
from drafter.errors import EditRefused
from drafter.intake.room_edits.chains import ComposedChain, ComposedPiece


@dataclass(frozen=True, slots=True)
class RoomWords:
    """Reads what the room wrote."""

    corpus: Corpus
    party: Callable[[str], str | None]
    """The code of the party with this name; None where nobody has it."""

    def read(self, words: str, paragraph: str, before: Text, sources: Iterable[str], date: str = "") -> Text:
        """The text that the words write, `before` having been what stood there. Alternatives and options that are still
        there keep their ids, dates and notes; new options are of this date. A source's words have no alternatives.
        """
        if any(source in self.corpus.by_id and self.corpus.by_id[source].text == words for source in sources):
            return Text.of(words)
        there = set(before.parties)
        text = reread(
            words,
            before,
            paragraph,
            lambda name: like_a_name(name) or name in there or self.party(name) is not None,
        )
        if text is before or text.plain:
            return text
        names = ((name, self.party(name)) for name in text.parties)
        text = renamed(text, {name: code for name, code in names if code and code != name})
        known = {(option.text.base.strip(), option.by) for each in before.all_alternatives() for option in each.options}

        def of(_: Alternatives, option: Option) -> str:
            new = option.by and not option.date and (option.text.base.strip(), option.by) not in known
            return date if new else option.date

        return _dated(text, of)


def dated_as(text: Text, other: Text) -> Text:
    """The text, the options that the other has too having their days there."""
    days = {(each.id, option.by): option.date for each in other.all_alternatives() for option in each.options}
    return _dated(text, lambda alternatives, option: days.get((alternatives.id, option.by), option.date))


def _dated(text: Text, day: Callable[[Alternatives, Option], str]) -> Text:
    """The text, each option having the day that this says."""

    def of_run(run: str | Alternatives) -> str | Alternatives:
        if isinstance(run, str):
            return run
        options = (replace(each, text=_dated(each.text, day), date=day(run, each)) for each in run.options)
        return Alternatives(run.id, tuple(options))

    return text if text.plain else Text(tuple(map(of_run, text.runs)))


def without_alternatives(text: Text, ids: Collection[str]) -> Text:
    """The text without the alternatives of these ids among its runs, so that no other text takes them for its own."""
    return Text.of(*(run for run in text.runs if isinstance(run, str) or run.id not in ids))


def proposed_whole(text: Text) -> Option | None:
    """The option by which a new paragraph is proposed that stands in brackets as a whole, `[X - EU]`; None for one that
    doesn't.
    """
    run = text.runs[0] if len(text.runs) == 1 else ""
    if isinstance(run, str) or len(run.options) != 2 or run.base.text or run.base.parties:
        return None
    return next(option for option in run.options if option is not run.base)


_WHOLE = "The brackets around the paragraph were changed: settle its proposal in drafter."
_OPEN = "Words were changed that are open, and the file doesn't show who wants what there: change them in drafter."


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Some of what a file shows of a paragraph, from character to character."""

    start: int
    end: int
    written: str | None = None
    """How the draft writes it, where that is something else: then nothing can be changed in it."""
    fault: str = _OPEN


class ShownWords:
    """Turns what a file says that went out in some view into what the draft's own way of writing says."""

    def __init__(self, base: Draft, view: View) -> None:
        self._base, self._view = base, view

    def written(self, before: ComposedChain, now: ComposedChain) -> dict[str, str]:
        """The words of each paragraph of a chain, of which `before` is how it went out, as the draft would write them.
        Refuses what was done to words that the file shows otherwise than the draft has them.
        """
        stretches = {id: list(self._stretches(id, each.text)) for id, each in before.paragraphs.items()}
        if all(each.written is None for all in stretches.values() for each in all):
            return now.words
        writing = _Writing(stretches)
        found = {id: writing.written(paragraph.pieces).strip() for id, paragraph in now.paragraphs.items()}
        for id, stretch in writing.unseen:
            if now.homes(id):
                raise EditRefused(stretch.fault)
        return found

    def _stretches(self, id: str, text: str) -> Iterator[_Stretch]:
        """What the file shows of a paragraph; `text` is all of it."""
        stored = self._base.spots[id].paragraph.text
        shown = self._shown(stored)
        words = "".join(shown)
        at = text.find(words)
        if not words or at < 0:
            if text.split() != stored.written.split():
                yield _Stretch(0, len(text), stored.written)
            return
        if text[:at].strip():
            yield _Stretch(0, at, "", _WHOLE)
        for run, said, written in zip(stored.runs, shown, written_runs(stored, named=True), strict=True):
            fixed = not isinstance(run, str) and self._view.kind is not ViewKind.ATTRIBUTED
            yield _Stretch(at, at + len(said), written if fixed else None)
            at += len(said)
        if text[at:].strip():
            yield _Stretch(at, len(text), "", _WHOLE)

    def _shown(self, text: Text) -> tuple[str, ...]:
        """What the view makes of each run."""
        if self._view.plain:
            return tuple(Text.of(run).wording(self._view) for run in text.runs)
        return written_runs(text, named=self._view.kind is ViewKind.ATTRIBUTED)


class _Writing:
    """Writes composed paragraphs, in which some stretches stand for others."""

    def __init__(self, stretches: Mapping[str, Sequence[_Stretch]]) -> None:
        self._borders = {
            id: sorted({place for each in all for place in (each.start, each.end)}) for id, all in stretches.items()
        }
        fixed = [(id, each) for id, all in stretches.items() for each in all if each.written is not None]
        self._fixed = {(id, at): each for id, each in fixed for at in range(each.start, each.end)}
        self._hidden = {(id, each.start): each for id, each in fixed if each.start == each.end}
        """What the file doesn't show: it stands between two characters that it shows."""
        self.unseen = dict.fromkeys(fixed)
        """The stretches that were in no paragraph, each with its paragraph's id."""

    def written(self, pieces: Iterable[ComposedPiece]) -> str:
        parts = [part for piece in pieces for part in self._cut(piece)]
        said: list[str] = []
        place = 0
        while place < len(parts):
            part = parts[place]
            owner, end = part.owner, part.end
            stretch = self._fixed.get((owner, part.start))
            place += 1
            if stretch:
                while end < stretch.end and place < len(parts) and _follows(parts[place], owner, end):
                    end = parts[place].end
                    place += 1
                if (part.start, end) != (stretch.start, stretch.end):
                    raise EditRefused(stretch.fault)
            said += (
                self._seen(owner, self._hidden.get((owner, part.start))),
                self._seen(owner, stretch) if stretch else part.text,
                self._seen(owner, self._hidden.get((owner, end))),
            )
        return "".join(said)

    def _seen(self, owner: str, stretch: _Stretch | None) -> str:
        """How the draft writes the stretch, the first time that it is seen."""
        if stretch is None or (owner, stretch) not in self.unseen:
            return ""
        del self.unseen[owner, stretch]
        return stretch.written or ""

    def _cut(self, piece: ComposedPiece) -> Iterator[ComposedPiece]:
        """The piece, cut where one stretch ends and the next begins."""
        start = piece.start
        for place in (each for each in self._borders.get(piece.owner, ()) if piece.start < each < piece.end):
            yield ComposedPiece(piece.text[start - piece.start : place - piece.start], piece.owner, start)
            start = place
        yield ComposedPiece(piece.text[start - piece.start :], piece.owner, start)


def _follows(piece: ComposedPiece, owner: str, end: int) -> bool:
    return (piece.owner, piece.start) == (owner, end)
