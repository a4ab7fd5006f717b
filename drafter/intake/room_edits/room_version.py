"""The draft as the room left it: what the file was made from, with some of the room's edits carried out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from drafter.corpus.corpus import Corpus
from drafter.draft import edits, numbering, tree
from drafter.draft.draft import Draft, Link, Paragraph, Part, Proposal, ProposalKind, Settled, Status
from drafter.draft.layout import Kind
from drafter.draft.numbering import frozen
from drafter.draft.text import Text, short_hash
from drafter.errors import EditRefused
from drafter.intake.room_edits.arrangement import Arrangement, FilePlaces
from drafter.intake.room_edits.chains import ComposedChain, ComposedParagraph, brought_in, composed, edits_in
from drafter.intake.room_edits.room_edit import Found, FoundChain, FoundLinks, FoundStatus, RoomEdit, RoomEditKind
from drafter.intake.room_edits.room_words import RoomWords, ShownWords, proposed_whole, without_alternatives
from drafter.negotiation.proposals import stand_of
from drafter.negotiation.record import Record, of_whole, recorded, referring
from drafter.negotiation.settling import why_not_agreed


def alone(paragraph: Paragraph) -> Draft:
    """A draft that has this paragraph only, for an act that concerns no other."""
    return Draft("", "", "", (Part("", "", Kind.OP, paragraphs=(paragraph,)),))


class SingleEdits:
    """Carries out what was said of a paragraph beside its words: its status, its citations, comments."""

    def __init__(self, found: Found, corpus: Corpus) -> None:
        self._found, self._corpus = found, corpus
        self.cited: set[str] = set()
        """The recommendations that are now cited."""
        self.refused: dict[str, str] = {}
        """The edits that could not be carried out, by their ids, with why not, as a sentence."""

    def concerns(self, edit: RoomEdit) -> bool:
        """Whether the edit is one of these."""
        return edit.kind is RoomEditKind.COMMENT or edit.id in self._found.links or edit.id in self._found.statuses

    def carried_out(self, among: Iterable[RoomEdit], paragraph: Paragraph) -> Paragraph:
        """The paragraph with these edits carried out, which all concern it."""
        draft = alone(paragraph)
        comments = []
        for edit in among:
            try:
                if edit.id in self._found.links:
                    draft = self._cited(draft, paragraph.id, self._found.links[edit.id])
                if edit.id in self._found.statuses:
                    draft = _with_status(draft, paragraph.id, self._found.statuses[edit.id])
            except EditRefused as why:
                self.refused[edit.id] = str(why)
            if edit.kind is RoomEditKind.COMMENT:
                comments.append(edit)
        return _commented(draft, paragraph.id, comments).spots[paragraph.id].paragraph

    def _cited(self, draft: Draft, id: str, links: FoundLinks) -> Draft:
        unknown = [source for source in links.added if source not in self._corpus.by_id]
        if unknown:
            raise EditRefused(f"There is no recommendation {', '.join(unknown)}.")
        sources = draft.spots[id].paragraph.sources
        for source in (each for each in links.removed if each in sources):
            draft = edits.uncite(draft, self._corpus, id, source)
        for source in (each for each in links.added if each not in sources):
            draft = edits.cite(draft, id, source)
        self.cited.update(links.added)
        return tree.change(draft, id, self._rejudged)

    def _rejudged(self, paragraph: Paragraph) -> Paragraph:
        return replace(paragraph, links=edits.retreated(paragraph.links, paragraph.text, self._corpus))


def _with_status(draft: Draft, id: str, said: FoundStatus) -> Draft:
    draft = edits.set_status(draft, id, said.status, said.pending)
    if said.status.agreed and (why_not := why_not_agreed(draft, id)):
        raise EditRefused(why_not)
    if not said.status.agreed:
        return draft
    return tree.change(draft, id, lambda each: replace(each, agreed_on=said.agreed_on, meeting=said.meeting))


def _commented(draft: Draft, id: str, comments: Iterable[RoomEdit]) -> Draft:
    """The draft with the comments as lines of the paragraph's note, except those that the note has."""
    lines = draft.spots[id].paragraph.note.split("\n")
    known = set(lines)
    for edit in comments:
        who = ", ".join(filter(None, (edit.author, edit.date)))
        said = (f"{who}: {edit.now}" if who else edit.now).split("\n")
        if not known.issuperset(said):
            lines += said
            known.update(said)
    return edits.annotate(draft, id, "\n".join(lines))


NOT_THERE = "Its paragraph isn't in the draft."
"""Why what is said of a paragraph can't be taken."""


@dataclass(frozen=True, slots=True)
class RoomVersion:
    """The draft with edits carried out."""

    draft: Draft
    refused: Mapping[str, str]
    """The edits that could not be carried out, with why not, as a sentence. Then the draft is of no use: it is to be
    made again without them.
    """
    homes: Mapping[str, str]
    """The paragraph that another one became a part of, by the id of the one that is gone."""
    waiting: tuple[RoomEdit, ...]
    """The edits that say something of new paragraphs which are not taken: they may yet be proposed."""


def carried_out(found: Found, wanted: Collection[str], words: RoomWords, day: str) -> RoomVersion:
    """The file's base with these edits, and no others, carried out."""
    return _Carrying(found, wanted, words, day).version()


class _Carrying:
    """One making of a room's version."""

    def __init__(self, found: Found, wanted: Collection[str], words: RoomWords, day: str) -> None:
        self.found, self.base, self.wanted, self.words, self.day = found, found.base, frozenset(wanted), words, day
        self.corpus: Corpus = words.corpus
        self.arranged = Arrangement(found.base)
        self.refused: dict[str, str] = {}
        self.homes: dict[str, str] = {}
        self.gone: dict[str, str] = {}
        """The paragraphs that were taken out, each with the one behind which it stood, or what it stood under."""
        self.settled: list[Settled] = []
        self.edits = [edit for edit in found.room.edits if edit.id in self.wanted]
        self.date = {edit.id: edit.date for edit in found.room.edits}
        self.places = FilePlaces(found, self.wanted)
        self.shown = ShownWords(found.base, found.view)
        self.brought: dict[str, str] = {}
        """The new paragraphs, each with the edit that brought it."""
        self.to_place: dict[str, str] = {}
        """The paragraphs that are to be put somewhere, each with the edit that does so."""
        self.single = SingleEdits(found, words.corpus)
        self.new = brought_in(found.chains)
        self.waiting: list[RoomEdit] = []
        self.frozen = frozen(found.base)

    def version(self) -> RoomVersion:
        for chain in self.found.chains:
            if edits_in(chain) & self.wanted:
                self._chain(chain)
        self.to_place = {id: edit for id, edit in self.brought.items() if id in self.places.of}
        bringing = set(self.new.values())  # of one that split another, the place is that of the new one
        for edit in self.edits:
            moves = edit.id in self.found.moves and edit.id not in bringing and edit.paragraph in self.places.of
            if moves and edit.paragraph in self.arranged.paragraphs:
                self.to_place.setdefault(edit.paragraph, edit.id)
        for id in self.places.in_order(self.to_place):
            self._place(id)
        self._single_edits()
        draft = self._whole(recorded(self.arranged.draft(), self.settled))
        targets = {each.target for spot in self.base.spots.values() for each in spot.paragraph.proposals}
        for id, behind in self.gone.items():
            draft = referring(draft, {id}, behind) if id in targets else draft
        return RoomVersion(draft, self.refused, self.homes, tuple(self.waiting))

    # Words

    def _chain(self, chain: FoundChain) -> None:
        before, now = composed(chain, ()), composed(chain, self.wanted)
        for edit in now.homeless:
            self.refused[edit] = "The paragraph that these words stand in isn't taken."
        if before.paragraphs == now.paragraphs or self._refuses(chain, now):
            return
        texts = self._texts(chain, before, now)
        if texts is None:
            return
        made = {each.id: self._paragraph(now, each, texts) for each in now.paragraphs.values()}
        try:
            for id, paragraph in made.items():
                self._put(chain, paragraph, now.paragraphs[id].brought_by)
            for id in now.base:
                self._record(id, now, texts)
                self._settle(id, now)
        except EditRefused as why:
            self.refused.update(dict.fromkeys(edits_in(chain) & self.wanted, str(why)))

    def _refuses(self, chain: FoundChain, now: ComposedChain) -> bool:
        """Refuse to cut or to join paragraphs for which something is proposed as a whole."""
        for id in now.base:
            homes = now.homes(id)
            together = [owner for home in homes for owner in now.paragraphs[home].owners]
            if self.base.spots[id].paragraph.proposals and (len(homes) > 1 or set(together) - {id}):
                breaks = {now.paragraphs[home].brought_by for home in homes}
                breaks |= {run.deleted for run in chain.runs if run.opens in {id, *together}}
                why = "Something is proposed for it as a whole; settle that before you cut it or join it with another."
                self.refused.update(dict.fromkeys(breaks & self.wanted, why))
        return bool(self.refused.keys() & edits_in(chain))

    def _texts(self, chain: FoundChain, before: ComposedChain, now: ComposedChain) -> dict[str, Text] | None:
        """The text of each paragraph of the chain; None where one can't be read, and edits were refused for it."""
        found: dict[str, Text] = {}
        used: set[str] = set()
        try:
            written = self.shown.written(before, now)
            for id in now.paragraphs:
                found[id] = self._text(before, now, id, written, used)
                used |= {each.id for each in found[id].all_alternatives()}
        except EditRefused as why:
            self.refused.update(dict.fromkeys(self._cutting(now) or edits_in(chain) & self.wanted, str(why)))
            return None
        return found

    def _cutting(self, now: ComposedChain) -> set[str]:
        """The edits that cut paragraphs of the chain."""
        cut = (home for id in now.base for home in now.homes(id)[1:])
        return {now.paragraphs[home].brought_by for home in cut} & self.wanted

    def _text(
        self, before: ComposedChain, now: ComposedChain, id: str, written: Mapping[str, str], used: Collection[str]
    ) -> Text:
        """`written` has the words of every paragraph of the chain."""
        words = written[id]
        if not words:
            raise EditRefused("None of its words is left, but what stands around them: take it out in drafter.")
        paragraph = now.paragraphs[id]
        owners = [self.base.spots[each].paragraph for each in now.owners(id)]
        was = before.paragraphs.get(id)
        if was and was.words == paragraph.words and was.owners == paragraph.owners:
            return self.base.spots[id].paragraph.text
        old = Text.of(*(run for each in owners for run in (each.text, " ")))
        dates = sorted(filter(None, (self.date[edit] for edit in paragraph.typed_by)))
        sources = [source for each in owners for source in each.sources]
        date = dates[0] if dates else self.day
        text = self.words.read(words, id, without_alternatives(old, used), sources, date)
        for homes in (now.homes(owner.id) for owner in owners if text.unread and not owner.text.unread):
            whole = " ".join(written[home] for home in homes)
            # Where the whole can't be read either, that isn't the cut's doing.
            if len(homes) > 1 and not self.words.read(whole, id, old, sources).unread:
                raise EditRefused("It is cut inside square brackets: alternatives stay together.")
        return text

    # Paragraphs

    def _paragraph(self, now: ComposedChain, composed: ComposedParagraph, texts: Mapping[str, Text]) -> Paragraph:
        text = texts[composed.id]
        known = self.base.spots.get(composed.id) if composed.id in now.base else None
        if known and known.paragraph.text is text:
            return self.arranged.paragraphs[composed.id]
        owners = now.owners(composed.id)
        if not owners and (option := proposed_whole(text)):
            proposal = Proposal(id=short_hash("add", composed.id), kind=ProposalKind.ADD, **stand_of(option))
            return Paragraph(composed.id, option.text, proposals=(proposal,))
        paragraphs = [self.base.spots[id].paragraph for id in owners]
        links = [self._links(paragraph, composed.id, now, texts) for paragraph in paragraphs]
        status = edits.united_status({each.status for each in paragraphs}) if paragraphs else Status.OPEN
        awaited = dict.fromkeys(each.pending for each in paragraphs if each.pending)
        notes = [each.note for each in paragraphs if each.note and now.homes(each.id)[-1] == composed.id]
        joined = len(owners) > 1
        first = known.paragraph if known else Paragraph(composed.id)
        dates = {(each.agreed_on, each.meeting) for each in paragraphs} if status.agreed else set()
        agreed_on, meeting = next(iter(dates)) if len(dates) == 1 else ("", "")
        return edits.reopened(
            replace(
                first,
                text=text,
                links=edits.united_links(link for each in links for link in each) if joined else (*links, ())[0],
                children=(),
                status=status,
                pending=", ".join(awaited) if status is Status.PENDING else "",
                note="\n".join(notes),
                number=edits.united_number(self.base, [self.base.spots[id] for id in owners])
                if joined and owners[0] == composed.id
                else first.number,
                agreed_on=agreed_on,
                meeting=meeting,
            )
        )

    def _links(
        self, paragraph: Paragraph, home: str, now: ComposedChain, texts: Mapping[str, Text]
    ) -> tuple[Link, ...]:
        """Those of a paragraph's links that go to one of the paragraphs that have its words."""
        links = paragraph.links
        for other in now.homes(paragraph.id):
            if other != home:
                links = edits.halved(links, texts[home], texts[other], self.corpus)
        return edits.retreated(links, texts[home], self.corpus)

    def _put(self, chain: FoundChain, paragraph: Paragraph, brought_by: str) -> None:
        """Put the paragraph where it stood; a new one beside those that it hangs together with, or anywhere until it is
        put in its own place.
        """
        if paragraph.id in self.arranged.paragraphs:
            self.arranged.paragraphs[paragraph.id] = paragraph
            return
        last = self.base.parts[-1].id
        place = last, next(reversed(self.arranged.under[last]), "")  # until all stand where they belong
        if paragraph.id not in self.places.of:
            place = self.places.beside(paragraph.id, chain, self.arranged)
        self.arranged.put(paragraph, *place)
        self.brought[paragraph.id] = brought_by

    def _record(self, id: str, now: ComposedChain, texts: Mapping[str, Text]) -> None:
        """Record what somebody decided by writing over what was open in a paragraph."""
        homes = now.homes(id)
        before = self.base.spots[id].paragraph.text
        if before.plain or not homes:
            return
        kept = {each.id for text in texts.values() for each in text.all_alternatives()}
        words = " ".join(texts[home].base for home in homes)
        self.settled += Record(id, self.day).of_rewritten(before, kept, words)

    def _settle(self, id: str, now: ComposedChain) -> None:
        """Put what stands under a paragraph under the one that has the last of its words, and take the paragraph out
        where it is gone.
        """
        homes = now.homes(id)
        home = homes[-1] if homes else ""
        if home and home != id and not self._goes_under(home, id):
            self.arranged.move_all_under(id, home)
        if id not in now.paragraphs:
            self._take_out(id, homes[0] if homes else "")

    def _goes_under(self, id: str, other: str) -> bool:
        """Whether a paragraph is to stand under another one."""
        return other in self.arranged.above(id) or (id in self.places.of and self.places.of[id].container == other)

    def _take_out(self, id: str, home: str) -> None:
        arranged, paragraph = self.arranged, self.base.spots[id].paragraph
        behind = arranged.before(id)
        if behind and not arranged.paragraphs[behind].deleted:
            arranged.move_all_under(id, behind)
        else:
            arranged.lift_all(id)
        if home:
            self.homes[id] = self.gone[id] = home
            arranged.take_out(id)
            return
        self.settled += of_whole(replace(paragraph, children=()), self.day)
        if self.frozen and not paragraph.proposed:
            arranged.paragraphs[id] = edits.emptied(paragraph)
        else:
            self.gone[id] = behind or arranged.container[id]
            arranged.take_out(id)

    # Places

    def _place(self, id: str) -> None:
        """Put a paragraph where it goes, after those that it refers to."""
        edit = self.to_place.pop(id, None)
        if edit is None:
            return
        place = self.places.of[id]
        for other in (place.container, place.after):
            self._place(other)
        try:
            self.arranged.move(id, *self.places.here(id, self.arranged))
        except EditRefused as why:
            self.refused[edit] = str(why)

    # What is said of a paragraph beside its words

    def _single_edits(self) -> None:
        by_paragraph: dict[str, list[RoomEdit]] = {}
        for edit in filter(self.single.concerns, self.edits):
            id = edit.paragraph
            while id in self.homes:
                id = self.homes[id]
            by_paragraph.setdefault(id, []).append(edit)
        for id, mine in by_paragraph.items():
            here = self.arranged.paragraphs.get(id)
            if here is not None and (not here.deleted or self.base.spots[id].paragraph.deleted):
                self.arranged.paragraphs[id] = self.single.carried_out(mine, here)
            elif id in self.new:
                self.waiting += mine
            else:
                self.refused.update((edit.id, NOT_THERE) for edit in mine if not self._went_with_it(edit))
        self.refused |= self.single.refused

    def _went_with_it(self, edit: RoomEdit) -> bool:
        """Whether all that the edit did was to take citations away from a paragraph that is gone."""
        return edit.id in self.found.links and not self.found.links[edit.id].added

    # The draft as a whole

    def _whole(self, draft: Draft) -> Draft:
        """The draft with its titles and its numbers changed, and nothing set aside that is now cited."""
        cited = self.single.cited
        draft = edits.bring_back(draft, cited) if cited & draft.reasons.keys() else draft
        for edit in self.edits:
            try:
                if edit.id in self.found.fronts:
                    front = replace(draft.front, **{self.found.fronts[edit.id]: edit.now.strip()})
                    draft = edits.set_front(draft, front)
                elif edit.kind is RoomEditKind.TITLE:
                    draft = edits.retitle(draft, edit.paragraph, edit.now)
                elif edit.id in self.found.numbers:
                    draft = numbering.set_number(draft, edit.paragraph, self.found.numbers[edit.id])
            except EditRefused as why:
                self.refused[edit.id] = str(why)
        return draft
