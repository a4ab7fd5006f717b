"""Editor windows: their text is kept while they are open, written into the draft, and found again after a crash."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from drafter.corpus.corpus import Corpus
from drafter.draft import edits
from drafter.draft.draft import Link, Paragraph, Treatment
from drafter.draft.edits import typed
from drafter.draft.text import View, ViewKind
from drafter.draft.tree import Place
from drafter.errors import BadInput
from drafter.storage import unsaved_texts
from drafter.storage.unsaved_texts import Purpose, Unfinished
from drafter.workspace.draft_file import DraftFile
from drafter.workspace.draft_history import DraftHistory
from drafter.workspace.edit_steps import Edits
from drafter.workspace.negotiation_steps import Acts

if TYPE_CHECKING:
    from drafter.review.reflection import Reach


class Editors:
    """Keeps the text of open editor windows outside the draft, so that a killed session loses none.

    Call `open`, then `editor_recovery.keep` within half a second of every change, then either `write` and `done`, or
    `editor_recovery.remove`.
    """

    def __init__(self, corpus: Corpus, history: DraftHistory, file: DraftFile, edits: Edits, acts: Acts) -> None:
        self._corpus = corpus
        self._history = history
        self._file = file
        self._edits = edits
        self._acts = acts
        self._written: list[Unfinished] = []
        """Texts that are in the draft and not saved yet."""

    def open(self, words: Unfinished) -> Unfinished:
        """Give the window a file to keep its text in; a window that an earlier session left has one already."""
        fitting = self._fitting(words)
        return fitting if fitting.file else unsaved_texts.with_file(self._file.path, self._file.session, fitting)

    def newly_missing(self, words: Unfinished) -> dict[str, tuple[str, ...]]:
        """Which clauses of its sources the new text would lack, by the source's id; empty where it lacks none.

        For a merged text all that it lacks; for a new wording what it cuts out and is not recorded as missing already.
        """
        from drafter.draft import kept_words  # loaded when somebody writes: a start needs nothing of it

        fitting, by_id = self._fitting(words), self._corpus.by_id
        if fitting.purpose is Purpose.MERGED:
            from drafter.review.unsaid import missing  # as above

            return missing(self._corpus, filter(by_id.__contains__, fitting.sources), fitting.text)
        links, before, after = self._reworded(fitting)
        lost = kept_words.newly_missing(self._corpus, links, before, after)
        new = {id: tuple(one for one in clauses if one not in links[id].missing) for id, clauses in lost.items()}
        return {id: clauses for id, clauses in new.items() if clauses}

    def noted(self, words: Unfinished, clauses: Mapping[str, Sequence[str]]) -> dict[str, str]:
        """What is to be noted as missing of each source, where the user says that these clauses are: after what was
        recorded so far.
        """
        from drafter.draft.kept_words import BETWEEN  # as above

        links, _, _ = self._reworded(self._fitting(words))
        before = {id: links[id].missing if id in links else "" for id in clauses}
        return {id: BETWEEN.join(filter(None, (before[id], *lost))) for id, lost in clauses.items()}

    def still_missing(self, words: Unfinished) -> dict[str, str]:
        """For each source marked as partly taken up whose missing words, or some of them, stand in the new wording
        again: the words that remain missing, empty for none; by the source's id.
        """
        from drafter.draft import kept_words  # as above

        links, before, after = self._reworded(self._fitting(words))

        def is_back(stretch: str) -> bool:
            return any(kept_words.lost(stretch, before)) and not any(kept_words.lost(stretch, after))

        remaining = {}
        for id, link in links.items():
            parts = link.missing.split(kept_words.BETWEEN) if link.missing else []
            if link.partly and is_back(self._corpus.by_id[id].text):
                remaining[id] = ""
            elif link.partly and any(map(is_back, parts)):
                remaining[id] = kept_words.BETWEEN.join(part for part in parts if not is_back(part))
        return remaining

    def supported(self, id: str, recommendations: Sequence[str]) -> dict[str, Reach]:
        """How much of each recommendation the words of the paragraph support, with those of its sub-paragraphs and of
        what governs it; in the order given.
        """
        from drafter.review.reflection import Reach, Reflection, texts_around  # as above

        texts, lacks = texts_around(self._history.draft, id), self.lacking(id, recommendations)
        reflection = self._corpus.once(Reflection)

        def reach(source: str) -> Reach:
            if not reflection.shows(source, texts):
                return Reach.NOT
            return Reach.PARTLY if source in lacks else Reach.WHOLLY

        return {source: reach(source) for source in recommendations}

    def hardly_said(self, id: str, recommendations: Iterable[str]) -> frozenset[str]:
        """Those of which next to nothing stands in those words."""
        from drafter.review.unsaid import is_silent, missing  # as above

        lacks = missing(self._corpus, recommendations, self.text_around(id))
        return frozenset(source for source, left in lacks.items() if is_silent(self._corpus.by_id[source].text, left))

    def lacking(self, id: str, recommendations: Iterable[str]) -> dict[str, str]:
        """What of each recommendation stands nowhere in those words, as it is noted as missing; those of which nothing
        is missing are left out.
        """
        from drafter.draft.kept_words import BETWEEN
        from drafter.review.unsaid import missing  # as above

        lacks = missing(self._corpus, recommendations, self.text_around(id))
        return {source: BETWEEN.join(clauses) for source, clauses in lacks.items()}

    def text_around(self, id: str) -> str:
        """The words in which a source of the paragraph is looked for: of every option of it, of its sub-paragraphs and
        of what governs it.
        """
        from drafter.review.reflection import texts_around  # as above

        return " ".join(texts_around(self._history.draft, id))

    def text_of(self, id: str) -> str:
        """The paragraph's text with that of its sub-paragraphs."""
        return _text(self._history.draft.spots[id].paragraph)

    def _reworded(self, words: Unfinished) -> tuple[dict[str, Link], str, str]:
        """For a new wording: the links that it may change, by source, and the paragraph's text before and after it,
        with sub-paragraphs. All empty for other windows.
        """
        if words.purpose not in (Purpose.WORDING, Purpose.UNITED):
            return {}, "", ""
        draft = self._history.draft
        if words.purpose is Purpose.UNITED:
            draft = edits.merge(draft, words.sources)
        old = draft.spots[words.at].paragraph
        links = {
            link.recommendation: link
            for link in old.links
            if link.treatment is not Treatment.CHAPEAU and link.recommendation in self._corpus.by_id
        }
        return links, _text(old), _text(replace(old, text=typed(words.text, old, self._corpus)))

    def write(self, words: Unfinished, missing: Mapping[str, str] | None = None) -> str:
        """Put the window's text into the draft, as one step, and return the step's name. `missing` as in
        `Edits.reword`.

        Raises EditRefused and BadInput.
        """
        fitting = self._fitting(words)
        match fitting.purpose:
            case Purpose.WORDING:
                return self._edits.reword(fitting.at, fitting.text, missing)
            case Purpose.NOTE:
                return self._edits.annotate(fitting.at, fitting.text)
            case Purpose.MERGED:
                theme = fitting.at if fitting.at in self._corpus.section_of else None
                draft = self._history.draft
                chosen = theme is None and (fitting.at in draft.part_by_id or fitting.at in draft.spots)
                place = Place(fitting.at, fitting.index) if chosen else None
                return self._edits.take_up_merged(fitting.sources, place, theme, fitting.text, missing)
            case Purpose.UNITED:
                return self._edits.merge(fitting.sources, fitting.text, missing)
            case Purpose.NEW:
                return self._edits.add(fitting.text, Place(fitting.at, fitting.index))
            case Purpose.PROPOSAL:
                return self._acts.propose_words(fitting.at, fitting.text, fitting.parties)
            case Purpose.ADDITION:
                return self._acts.propose_paragraph(fitting.text, fitting.at, fitting.parties)
            case Purpose.ALTERNATIVE:
                return self._acts.propose_alternative(fitting.at, fitting.text, fitting.parties)

    def done(self, words: Unfinished) -> None:
        """The text is in the draft: remove its file once the draft is saved."""
        self._written.append(words)
        self._file.once_saved(self._forget_written)

    @property
    def abandoned(self) -> tuple[Unfinished, ...]:
        """Texts that sessions left in their windows when they ended, the oldest first.

        Removes those that the draft says already; leaves out those of sessions that still run.
        """
        done = {words.file for words in self._written}
        open_windows = [words for words in unsaved_texts.listing(self._file.path) if words.file not in done]
        living = self._file.other_sessions if open_windows else ()
        ended = [words for words in open_windows if unsaved_texts.session_key(words) not in living]
        for words in filter(self._says, ended):
            unsaved_texts.remove(words)
        return tuple(words for words in ended if not self._says(words))

    def text_before(self, words: Unfinished) -> str:
        """The draft's text, or note, that the window's would replace; empty for a new paragraph. For a proposal, what
        the party wants so far.
        """
        spot = self._history.draft.spots.get(words.at)
        if spot is None or words.purpose in _NEW:
            return ""
        if words.purpose is Purpose.PROPOSAL:
            return spot.paragraph.text.wording(self._view(words.parties[0]))
        if words.purpose is Purpose.ALTERNATIVE:
            return spot.paragraph.wording
        return spot.paragraph.note if words.purpose is Purpose.NOTE else spot.paragraph.written

    def _view(self, party: str) -> View:
        """The party's; without the groups that speak for it where the file of parties can't be read."""
        try:
            return self._acts.parties.view(party)
        except BadInput:
            return View(ViewKind.PARTY, (party,))

    def _fitting(self, words: Unfinished) -> Unfinished:
        """The window, or one for a new paragraph at the draft's end where a merge removed the window's paragraph or
        part. A note stays a note, since it is no text of the draft.
        """
        draft = self._history.draft
        if words.purpose.proposes and words.at not in draft.spots and words.at not in draft.part_by_id:
            return replace(words, purpose=Purpose.ADDITION, at=next(reversed(draft.spots), draft.parts[-1].id))
        needed = words.sources if words.purpose is Purpose.UNITED else (words.at,)
        gone = (words.purpose in (Purpose.WORDING, Purpose.UNITED) and not draft.spots.keys() >= set(needed)) or (
            words.purpose is Purpose.NEW and words.at not in draft.spots and words.at not in draft.part_by_id
        )
        return replace(words, purpose=Purpose.NEW, at=draft.parts[-1].id, index=None) if gone else words

    def _says(self, words: Unfinished) -> bool:
        """Whether the draft has the window's text already, or the text is empty."""
        text = words.text.strip()
        if words.purpose in (*_NEW, Purpose.UNITED):
            return not text or any(spot.paragraph.written == text for spot in self._history.draft.spots.values())
        return not text or self.text_before(words) == text

    def _forget_written(self) -> None:
        for words in self._written:
            unsaved_texts.remove(words)
        self._written.clear()


_NEW = (Purpose.NEW, Purpose.MERGED, Purpose.ADDITION)


def _text(paragraph: Paragraph) -> str:
    """The paragraph's text with that of its sub-paragraphs."""
    return " ".join(part.wording for part in paragraph.whole())
