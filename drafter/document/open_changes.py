"""A text with what is proposed in it as its parties' changes: the words before the proposals, with each option's as an
insertion, and what it takes out as a deletion; proposals for whole paragraphs likewise. All refused, that is the text
before the proposals.

What can't be shown so is said in the margin, by whose it is, and nothing is lost: that a second option takes out the
same words, or a text in which options stand in options; that a paragraph is to move or to go in which something else is
open; who supports, opposes, reserves; what a proposal's note says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from drafter.document.authorship import NOBODY, author_of
from drafter.document.edited_document import EditedRun, Mark
from drafter.document.outline import Block, Outline, OutlineParagraph
from drafter.document.tracked import (
    BlockFate,
    MarginRemark,
    TrackedBlock,
    TrackedText,
    changed_words,
    front_between,
    key,
)
from drafter.draft.draft import Draft, Paragraph, Proposal, ProposalKind, Status
from drafter.draft.inline_runs import opening
from drafter.draft.text import EMPTY, Alternatives, Option, Position, Stand, Text
from drafter.draft.word_difference import Fate

_SAYS = {Position.SUPPORT: "supports", Position.OPPOSE: "opposes", Position.RESERVE: "reserves its position on"}


def proposed_changes(draft: Draft, base: Outline, whole: Outline, clean: bool = False) -> TrackedText:
    """The text of `base`, the draft's outline before the proposals, with the open ones. `whole` is its outline with
    them: it says where proposed paragraphs stand, and how they are numbered. `clean` leaves out the notes.
    """
    changes = _Proposed(draft, base, whole, clean)
    blocks = tuple(changes.blocks())
    return TrackedText(tuple(front_between(base, base, Mark(""))), blocks, base.blocks, changes.numbered)


@dataclass(slots=True)
class _Words:
    """The words of a paragraph as far as they are put together, and what is said of them."""

    runs: list[EditedRun] = field(default_factory=list)
    remarks: list[MarginRemark] = field(default_factory=list)


class _Proposed:
    """Puts together the blocks of one draft with its open proposals."""

    def __init__(self, draft: Draft, base: Outline, whole: Outline, clean: bool) -> None:
        self._draft = draft
        self._base = {key(block): block for block in base.blocks}
        self._refs = {block.id: block.ref for block in whole.paragraphs}
        self._clean = clean
        self.numbered = tuple(self._plain(block) for block in whole.blocks)
        """All blocks, those that are proposed with them, as they stand now."""
        self._gone: dict[str, Mark] = {}
        """The paragraphs that are shown as taken out, with what is under them, and by whom."""
        self._moves: dict[str, tuple[str, Mark]] = {}
        """Of those that are shown as moved, the name of the move, and by whom."""
        self._behind: dict[str, list[str]] = {}
        """By the block that they go behind, the ids of those that move there, in order."""
        self._said: dict[str, list[MarginRemark]] = {}
        for spot in draft.spots.values():
            if spot.paragraph.proposals and spot.paragraph.status is not Status.DELETED:
                self._propose(spot.paragraph)

    def blocks(self) -> Iterator[TrackedBlock]:
        """All blocks in their order, those that move in both places."""
        by_id = {key(block): block for block in self.numbered}
        for block in self.numbered:
            yield self._block(block)
            for id in self._behind.get(key(block), ()):
                name, mark = self._moves[id]
                yield TrackedBlock(BlockFate.MOVED_TO, by_id[id], by_id[id], mark, move=name)

    def _plain(self, block: Block) -> Block:
        """The block as it stands before the proposals; of one that is proposed, in its own words."""
        if key(block) in self._base or not isinstance(block, OutlineParagraph):
            return self._base.get(key(block), block)
        text = self._draft.spots[block.id].paragraph.wording
        return block._replace(
            text=text, content=EMPTY, proposals=(), moves=(), opening=opening(text) if block.opening else 0
        )

    def _block(self, block: Block) -> TrackedBlock:
        id = key(block)
        spot = self._draft.spots.get(id)
        if spot is None or not isinstance(block, OutlineParagraph):
            came = id not in self._base
            return TrackedBlock(BlockFate.CAME if came else BlockFate.SAME, block, block, self._opener(id))
        if id in self._gone:
            return TrackedBlock(BlockFate.WENT, block, block, self._gone[id], remarks=tuple(self._said.get(id, ())))
        if id in self._moves:
            name, mark = self._moves[id]
            remarks = tuple(self._said.get(id, ()))
            return TrackedBlock(BlockFate.MOVED_FROM, block, block, mark, move=name, remarks=remarks)
        return self._reworded(block, spot.paragraph)

    def _opener(self, part: str) -> Mark:
        """Who proposes the first paragraph of a part; nobody where it has one."""
        paragraphs = self._draft.part_by_id[part].paragraphs if part in self._draft.part_by_id else ()
        stands = (paragraph.proposed for paragraph in paragraphs)
        first = next(stands, None)
        return _mark(first) if first else Mark(NOBODY)

    def _reworded(self, block: OutlineParagraph, paragraph: Paragraph) -> TrackedBlock:
        words = _Words()
        proposed = paragraph.proposed
        if not paragraph.text.plain:
            self._add(words, paragraph.text)
            _in_brackets(words, block)
        remarks = (*self._said.get(block.id, ()), *words.remarks)
        if proposed:
            mark = _mark(proposed)
            runs = tuple(replace(run, inserted=run.inserted or mark) for run in words.runs)
            return TrackedBlock(BlockFate.CAME, self._now(block, words), block, mark, runs, remarks=remarks)
        if not words.runs:
            return TrackedBlock(BlockFate.SAME, block, block, Mark(NOBODY), remarks=remarks)
        return TrackedBlock(
            BlockFate.CHANGED, self._now(block, words), block, Mark(NOBODY), tuple(words.runs), remarks=remarks
        )

    def _now(self, block: OutlineParagraph, words: _Words) -> OutlineParagraph:
        """The block with all that is proposed in it accepted."""
        if not words.runs:
            return block
        text = "".join(run.text for run in words.runs if run.deleted is None)
        if block.printed != block.text:
            text = text[1:-1]
        return block._replace(text=text, opening=opening(text) if block.opening else 0)

    # Whole paragraphs

    def _propose(self, paragraph: Paragraph) -> None:
        """Show the proposals for a paragraph as a whole, or say them in its margin."""
        said = self._said.setdefault(paragraph.id, [])
        for proposal in paragraph.proposals:
            match proposal.kind:
                case ProposalKind.ADD:
                    self._stand(said, proposal, "this paragraph")
                case ProposalKind.ALTERNATIVE:
                    self._instead(proposal, said)
                case ProposalKind.DELETE:
                    if not self._take_out(paragraph, proposal):
                        said.append(_remark(proposal, "proposes to delete this paragraph"))
                    self._stand(said, proposal, "the deletion of this paragraph")
                case _:  # a move; one for words is an option
                    where = self._where(proposal)
                    if not self._move(paragraph, proposal):
                        said.append(_remark(proposal, f"proposes to move this paragraph {where}"))
                    self._stand(said, proposal, f"the move of this paragraph {where}")

    def _instead(self, proposal: Proposal, said: list[MarginRemark]) -> None:
        ref = self._refs.get(proposal.target, "")
        said.append(
            _remark(proposal, f"proposes this paragraph instead of {ref}" if ref else "proposes this paragraph")
        )
        self._stand(said, proposal, "this paragraph")
        target = self._draft.spots.get(proposal.target)
        if target and not self._contested(target.paragraph):
            self._gone.setdefault(target.paragraph.id, _mark(proposal))
            for each in target.paragraph.whole():
                self._gone.setdefault(each.id, _mark(proposal))

    def _take_out(self, paragraph: Paragraph, proposal: Proposal) -> bool:
        """Whether the deletion can be shown: nothing else is open there, and nobody else takes the paragraph out."""
        whole = [each.id for each in paragraph.whole()]
        if self._contested(paragraph, proposal) or any(id in self._gone for id in whole):
            return False
        self._gone.update(dict.fromkeys(whole, _mark(proposal)))
        return True

    def _move(self, paragraph: Paragraph, proposal: Proposal) -> bool:
        """Whether the move can be shown: nothing else is open there, and its place is there and stays."""
        whole = [each.id for each in paragraph.whole()]
        here, target = self._draft.spots[paragraph.id], self._draft.spots.get(proposal.target)
        part = target.part if target else self._draft.part_by_id.get(proposal.target)
        if part is None or part.kind is not here.part.kind or (target.depth if target else 0) != here.depth:
            return False
        behind = self._last_of(proposal.target)
        gone = any(id in self._gone or id in self._moves for id in (behind, *whole))
        if behind not in self._base or behind in whole or gone or self._contested(paragraph, proposal):
            return False
        for id in whole:
            self._moves[id] = (f"move{len(self._moves) + 1}", _mark(proposal))
        self._behind.setdefault(behind, []).extend(whole)
        return True

    def _last_of(self, target: str) -> str:
        """The block behind which a paragraph goes that goes behind this one, or to the beginning of this part."""
        spot = self._draft.spots.get(target)
        return [each.id for each in spot.paragraph.whole()][-1] if spot else target

    def _contested(self, paragraph: Paragraph, besides: Proposal | None = None) -> bool:
        """Whether something is open in a paragraph, or under it, besides one proposal."""
        return any(
            not each.text.plain or any(proposal is not besides for proposal in each.proposals)
            for each in paragraph.whole()
        )

    def _where(self, proposal: Proposal) -> str:
        part = self._draft.part_by_id.get(proposal.target)
        return f"to “{part.title}”" if part else f"behind {self._refs.get(proposal.target, '…')}"

    def _stand(self, said: list[MarginRemark], stand: Stand, what: str, about: int | None = None) -> None:
        """Who stands where on something, and the note of who proposes it."""
        for position, verb in _SAYS.items():
            if names := getattr(stand, position):
                said.append(MarginRemark(", ".join(names), stand.date, f"{verb} {what}", about))
        if stand.note and not self._clean:
            said.append(_remark(stand, stand.note, about))

    # Words

    def _add(self, words: _Words, text: Text) -> None:
        for run in text.runs:
            if isinstance(run, str):
                words.runs.append(EditedRun(run))
            else:
                self._add_alternatives(words, run)

    def _add_alternatives(self, words: _Words, alternatives: Alternatives) -> None:
        base = alternatives.base
        shown = _Shown(base.text.base)
        remarks: list[tuple[Option, str]] = []
        for option in alternatives.options:
            if option is base:
                continue
            if not option.text.plain:
                remarks.append((option, f"proposes {_quoted(option.text.written)}"))
                if option.text.base == base.text.base:
                    continue
            if not shown.add(option):
                remarks.append((option, f"proposes {_quoted(option.text.base)} instead of {_quoted(base.text.base)}"))
        first = len(words.runs)
        words.runs += shown.runs()
        places = {id(option): first + place for option, place in shown.places()}
        anywhere = first if len(words.runs) > first else None
        if base.by:
            remarks.insert(0, (base, f"proposes {_quoted(base.text.written)}"))
        elif not base.text.plain:
            words.remarks.append(MarginRemark(NOBODY, "", f"The text is {_quoted(base.text.written)}", anywhere))
        for option, what in remarks:
            words.remarks.append(_remark(option, what, places.get(id(option), anywhere)))
        for option in alternatives.options:
            self._stand(words.remarks, option, _quoted(option.text.base), places.get(id(option), anywhere))


class _Shown:
    """The words of some alternatives: those before the proposals, with what options put in and take out."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._deleted: list[tuple[int, int, Option]] = []
        self._inserted: list[tuple[int, str, Option]] = []

    def add(self, option: Option) -> bool:
        """Show an option. False where it takes out what another one does: of its words, if they are an exchange for all
        there are, only the deletion isn't shown then.
        """
        at = 0
        deleted: list[tuple[int, int, Option]] = []
        inserted: list[tuple[int, str, Option]] = []
        for stretch in changed_words(self._base, option.text.base):
            if stretch.fate is Fate.IN:
                inserted.append((at, stretch.text, option))
                continue
            if stretch.fate is Fate.OUT:
                deleted.append((at, at + len(stretch.text), option))
            at += len(stretch.text)
        taken = any(start < end and other < stop for start, stop, _ in deleted for other, end, _ in self._deleted)
        if not taken:
            self._deleted += deleted
            self._inserted += inserted
        elif deleted == [(0, len(self._base), option)]:
            self._inserted += [(at, text, option) for at, text, _ in inserted]
        return not taken

    def runs(self) -> list[EditedRun]:
        """All words, what went before what came in its place."""
        return [run for run, _ in self._ordered()]

    def places(self) -> Iterator[tuple[Option, int]]:
        """Each option with a place among the runs: of what it put in, or else took out."""
        ordered = list(self._ordered())
        for inserting in (False, True):
            for place, (run, option) in reversed(list(enumerate(ordered))):
                if option and (run.inserted is not None) is inserting:
                    yield option, place

    def _ordered(self) -> Iterator[tuple[EditedRun, Option | None]]:
        """The runs, each with the option that put it in, or takes it out."""
        ends = {at for start, stop, _ in self._deleted for at in (start, stop)}
        cuts = sorted({0, len(self._base), *ends, *(at for at, _, _ in self._inserted)})
        for start, stop in zip(cuts, (*cuts[1:], len(self._base)), strict=True):
            yield from (
                (EditedRun(text, inserted=_mark(option)), option) for at, text, option in self._inserted if at == start
            )
            if start < stop:
                taker = next((option for at, end, option in self._deleted if at <= start and stop <= end), None)
                yield EditedRun(self._base[start:stop], deleted=_mark(taker) if taker else None), taker


def _in_brackets(words: _Words, block: OutlineParagraph) -> None:
    """Set the words in the square brackets in which a paragraph of this status stands."""
    if block.printed != block.text:
        words.runs = [EditedRun("["), *words.runs, EditedRun("]")]
        words.remarks = [
            replace(remark, about=None if remark.about is None else remark.about + 1) for remark in words.remarks
        ]


def _mark(stand: Stand) -> Mark:
    return Mark(author_of(stand) or NOBODY, stand.date)


def _remark(stand: Stand, text: str, about: int | None = None) -> MarginRemark:
    return MarginRemark(author_of(stand) or NOBODY, stand.date, text, about)


def _quoted(text: str) -> str:
    return f"“{text.strip()}”" if text.strip() else "no text"
