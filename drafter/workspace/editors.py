"""A draft with the words that are being written for it, and with the other sessions that have it open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from drafter.corpus.corpus import Corpus
from drafter.draft.draft import Draft, Link, Treatment
from drafter.draft.tree import Place
from drafter.storage import editor_recovery
from drafter.storage.editor_recovery import Purpose, Unfinished
from drafter.storage.locks import Presence
from drafter.workspace.file import Filed


class Writing(Filed):
    """Words in an open window are no edit yet; they are kept apart, so that a killed session loses none.

    `begin_writing`, then `keep_words` within half a second of every change, then either `write_words` and `words_done`,
    or `drop_words`.
    """

    def __init__(self, corpus: Corpus, draft: Draft, path: Path, data: bytes | None = None) -> None:
        super().__init__(corpus, draft, path, data)
        self._presence = Presence(self._session)
        self._entered = False
        """Whether others see that the draft is open here."""
        self._written: list[Unfinished] = []
        """Words that are in the draft now, and have not reached its file yet."""

    def begin_writing(self, words: Unfinished) -> Unfinished:
        """The window with a place to keep its words; one that an earlier session left keeps its own."""
        fitting = self._fitting(words)
        return fitting if fitting.file else editor_recovery.begun(self.path, self._session, fitting)

    def keep_words(self, words: Unfinished) -> None:
        """Keep what now stands in the window. Raises CannotWrite."""
        editor_recovery.keep(words)

    def drop_words(self, words: Unfinished) -> None:
        """Nobody wants the words."""
        editor_recovery.remove(words)

    def missing(self, words: Unfinished) -> dict[str, str]:
        """Which words of its sources the paragraph would lack: every one that a merged text hasn't, and those of the
        stretches that are cut out of a wording, after what is said to be missing already; by the source's id.
        """
        from drafter.draft import retention  # loaded when somebody writes: a start needs nothing of it

        fitting, known = self._fitting(words), self.corpus.by_id
        if fitting.purpose is Purpose.MERGED:
            return retention.missing(self.corpus, filter(known.__contains__, fitting.sources), fitting.text)
        links, before, after = self._reworded(fitting)
        found = retention.newly_missing(self.corpus, links, before, after)
        return {id: retention.BETWEEN.join(filter(None, (links[id].missing, gone))) for id, gone in found.items()}

    def put_back(self, words: Unfinished) -> dict[str, str]:
        """What is still missing of the sources said to be partly taken up, where a wording has again what was said to
        be missing, or some of it; by the source's id, empty where nothing is.
        """
        from drafter.draft import retention  # as above

        links, before, after = self._reworded(self._fitting(words))

        def is_back(stretch: str) -> bool:
            return any(retention.lost(stretch, before)) and not any(retention.lost(stretch, after))

        found = {}
        for id, link in links.items():
            parts = link.missing.split(retention.BETWEEN) if link.missing else []
            if link.partly and is_back(self.corpus.by_id[id].text):
                found[id] = ""
            elif link.partly and any(map(is_back, parts)):
                found[id] = retention.BETWEEN.join(part for part in parts if not is_back(part))
        return found

    def _reworded(self, words: Unfinished) -> tuple[dict[str, Link], str, str]:
        """The links that a new wording may change, with the paragraph's whole text before it and after it; nothing
        where the words are none.
        """
        if words.purpose is not Purpose.WORDING:
            return {}, "", ""
        old = self.draft.spots[words.at].paragraph
        links = {one.recommendation: one for one in old.links if one.treatment is not Treatment.CHAPEAU}
        before, after = (" ".join(one.text for one in each.whole()) for each in (old, replace(old, text=words.text)))
        return {id: link for id, link in links.items() if id in self.corpus.by_id}, before, after

    def write_words(self, words: Unfinished, missing: Mapping[str, str] | None = None) -> str:
        """Do with the words what they were written for, as one step. `missing` says what of their sources they lack; of
        one with nothing there, nothing is missing any more. Raises EditRefused and BadInput.
        """
        fitting = self._fitting(words)
        match fitting.purpose:
            case Purpose.WORDING:
                return self.reword(fitting.at, fitting.text, missing)
            case Purpose.NOTE:
                return self.annotate(fitting.at, fitting.text)
            case Purpose.MERGED:
                theme = fitting.at if fitting.at in self.corpus.section_of else None
                return self.take_up_merged(fitting.sources, theme=theme, text=fitting.text, missing=missing)
            case Purpose.NEW:
                return self.add(fitting.text, Place(fitting.at, fitting.index))

    def words_done(self, words: Unfinished) -> None:
        """The words are in the draft: what was kept of them goes once the draft is saved, and not before."""
        self._written.append(words)
        if not self.unsaved:
            self._forget()

    @property
    def left_words(self) -> tuple[Unfinished, ...]:
        """Words that a session was writing when it ended, the oldest first. What the draft says already is no longer
        kept; what another session is writing just now is left to it.
        """
        done = {words.file for words in self._written}
        found = [words for words in editor_recovery.listing(self.path) if words.file not in done]
        living = self._presence.others(self.path) if found else ()
        ended = [words for words in found if editor_recovery.session_key(words) not in living]
        for words in filter(self._says, ended):
            editor_recovery.remove(words)
        return tuple(words for words in ended if not self._says(words))

    def save_as(self, path: Path) -> None:
        super().save_as(path)
        if self._entered:
            self._presence.enter(self.path)

    def said_before(self, words: Unfinished) -> str:
        """What the draft says in the place of the words; empty where they are to be a new paragraph."""
        spot = self.draft.spots.get(words.at)
        if spot is None or words.purpose in (Purpose.NEW, Purpose.MERGED):
            return ""
        return spot.paragraph.note if words.purpose is Purpose.NOTE else spot.paragraph.text

    def enter(self) -> bool:
        """Let other sessions see that the draft is open here. Returns whether another one has it open as well."""
        self._entered = True
        self._presence.enter(self.path)
        return bool(self._presence.others(self.path))

    def leave(self) -> None:
        """The draft is no longer open here."""
        self._entered = False
        self._presence.leave()

    def _fitting(self, words: Unfinished) -> Unfinished:
        """The words for what is still there: where a merge took their paragraph or part away, a new paragraph at the
        draft's end. A note stays one: it is not for the text.
        """
        draft = self.draft
        gone = (words.purpose is Purpose.WORDING and words.at not in draft.spots) or (
            words.purpose is Purpose.NEW and words.at not in draft.spots and words.at not in draft.part_by_id
        )
        return replace(words, purpose=Purpose.NEW, at=draft.parts[-1].id, index=None) if gone else words

    def _says(self, words: Unfinished) -> bool:
        """Whether the draft says it already, or nothing is left to say."""
        text = words.text.strip()
        if words.purpose in (Purpose.NEW, Purpose.MERGED):
            return not text or any(spot.paragraph.text == text for spot in self.draft.spots.values())
        return not text or self.said_before(words) == text

    def _forget(self) -> None:
        super()._forget()
        for words in self._written:
            editor_recovery.remove(words)
        self._written.clear()
