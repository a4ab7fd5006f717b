"""Revisions of a draft, as values: each by its name; and what was dropped in one and comes back in a later one.

Participants of every long negotiation complain of it: a phrase that was dropped in one round is there again in the
next, and nobody notices.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from drafter.draft.draft import Draft, Paragraph, Status
from drafter.draft.text import Alternatives, Text
from drafter.draft.word_difference import Difference, Fate, difference
from drafter.negotiation.same_paragraphs import WORD, words_of

NOW = "now"
"""What the draft as it is now is called among its revisions; no revision can have this name."""
BEFORE = "before "
"""What the names begin with of revisions that nobody named: they are kept before something is taken home."""
PHRASE = 6
"""Words in a row that make a phrase. Texts on different matters have shorter ones in common by chance: of the
paragraphs of 20 words and more in the mapping and in two other texts of the United Nations, up to 45 in a hundred share
four words with another text, up to 9 five, and none six, but for the formulas of one and the same body."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A draft as it was circulated."""

    name: str
    """`Rev.1`."""
    date: str
    """When it was saved, as YYYY-MM-DD."""
    digest: str
    """Of all that the draft says; a Word file says which one it was made from."""
    draft: Draft


@dataclass(frozen=True, slots=True)
class Returned:
    """Words that stood in a revision, were gone in a later one, and are back."""

    paragraph: str
    """The id of the paragraph in which they now are."""
    words: str
    """As they stand there, without what may stand around them; all of the paragraph's where it is back as a whole."""
    whole: bool
    """Whether it is the paragraph as a whole."""
    stood_in: str
    """The name of the last revision in which they stood before they were dropped."""
    dropped_in: str
    """That of the first in which they were gone."""
    back_in: str
    """That of the first since in which they are there again; empty where that is the draft now."""

    @property
    def told(self) -> str:
        """`in Rev.1, dropped in Rev.2`, and where they are not back just now, `back in Rev.4`."""
        back = f", back in {self.back_in}" if self.back_in else ""
        return f"in {self.stood_in}, dropped in {self.dropped_in}{back}"


def next_name(names: Sequence[str]) -> str:
    """A name for the revision after these, the oldest first: `Rev.3` after `Rev.2`, `Rev.1` where none ends in a
    number.
    """
    given = [name for name in names if not name.startswith(BEFORE)]
    numbered = [match for name in given if (match := re.fullmatch(r"(.*?)(\d{1,4})", name))]
    if not numbered:
        return "Rev.1"
    before = numbered[-1][1]
    return f"{before}{max(int(match[2]) for match in numbered if match[1] == before) + 1}"


def came_back(revisions: Sequence[Revision], now: Draft, since: Draft | None = None) -> tuple[Returned, ...]:
    """What stands in `now`, stood in one of the revisions (the oldest first), and was gone in a later one: paragraphs,
    and phrases of PHRASE words or more, wherever they stood. In the order of `now`.

    With `since`, a draft, only what was gone in it too: what came back after it.
    """
    if len(revisions) < 2:
        return ()
    record = _Record(revisions, now, since)
    return tuple(each for id, spot in now.spots.items() for each in record.returned(id, spot.paragraph))


@dataclass(frozen=True, slots=True)
class _Gap:
    """The revisions, by their places, between which something was gone."""

    stood: int
    """The last that had it."""
    dropped: int
    """The first that hadn't."""
    back: int
    """The first that has it again; the number of all where that is the draft now."""


def readings(paragraph: Paragraph) -> list[str]:
    """The ways to read a paragraph, in plain words: without the open proposals, then each option of them with a few of
    the words around it. None of a paragraph that was taken out.
    """
    if paragraph.status is Status.DELETED:
        return []
    return [paragraph.wording, *_options(paragraph.text)]


def _options(text: Text) -> Iterator[str]:
    for place, run in enumerate(text.runs):
        if isinstance(run, Alternatives):
            before, after = Text(text.runs[:place]).base, Text(text.runs[place + 1 :]).base
            beginnings = [word.start() for word in WORD.finditer(before)][1 - PHRASE :]
            ends = [word.end() for word in WORD.finditer(after)][: PHRASE - 1]
            around = before[beginnings[0] :] if beginnings else before, after[: ends[-1]] if ends else after
            for wording in dict.fromkeys(wording for option in run.options for wording in option.text.wordings()):
                if wording != run.base.text.base:
                    yield f"{around[0]}{wording}{around[1]}"


class _Record:
    """What the revisions of a draft held, and which of it the draft now has again."""

    def __init__(self, revisions: Sequence[Revision], now: Draft, since: Draft | None) -> None:
        self._revisions = revisions
        self._related = [revision.draft.id == now.id for revision in revisions]
        self._phrases = [_Phrases(revision.draft) for revision in revisions]
        self._gone = _Phrases(since) if since else None

    def returned(self, id: str, paragraph: Paragraph) -> Iterator[Returned]:
        """What of a paragraph is back: the whole of it, or phrases, each once."""
        found: dict[str, Returned] = {}
        for place, text in enumerate(readings(paragraph)):
            words = list(WORD.finditer(text))
            gaps = self._gaps(words)
            if place == 0 and (whole := self._whole(id, words_of(text), gaps)):
                yield self._told(id, text, whole, whole=True)
                return
            for run, gap in _runs(words, gaps):
                trimmed = self._trimmed(id, text, gap, run)
                if len(trimmed) >= PHRASE:
                    phrase = text[trimmed[0].start() : trimmed[-1].end()]
                    found.setdefault(phrase, self._told(id, phrase, gap, whole=False))
        yield from found.values()

    def _told(self, id: str, words: str, gap: _Gap, *, whole: bool) -> Returned:
        names = [*(revision.name for revision in self._revisions), ""]
        return Returned(id, words, whole, names[gap.stood], names[gap.dropped], names[gap.back])

    def _gaps(self, places: Sequence[re.Match[str]]) -> list[_Gap | None]:
        """Of each word, between which revisions it was gone."""
        words = [place[0].casefold() for place in places]
        held = zip(*(phrases.hold(words) for phrases in self._phrases), strict=True)
        gone = self._gone.hold(words) if self._gone else [False] * len(words)
        return [None if still else _last_gap(history) for still, history in zip(gone, held, strict=True)]

    def _whole(self, id: str, words: Sequence[str], gaps: Sequence[_Gap | None]) -> _Gap | None:
        """Between which revisions the paragraph itself was gone, and its words did not stand elsewhere."""
        if self._gone and (id in self._gone.paragraphs or self._gone.have(words)):
            return None
        stood = [
            related and id in phrases.paragraphs for related, phrases in zip(self._related, self._phrases, strict=True)
        ]
        gap = _last_gap(stood) or (gaps[0] if len(set(gaps)) == 1 else None)
        return gap if gap and not stood[gap.dropped] and not self._phrases[gap.dropped].have(words) else None

    def _trimmed(self, id: str, text: str, gap: _Gap, run: Sequence[re.Match[str]]) -> Sequence[re.Match[str]]:
        """The words without those, at the two ends, that the paragraph went on to have."""
        dropped = list(_came(difference(self._phrases[gap.dropped].paragraphs.get(id, ""), text)))
        inside = [
            place
            for place, word in enumerate(run)
            if any(start < word.end() and word.start() < end for start, end in dropped)
        ]
        return run[inside[0] : inside[-1] + 1] if inside else ()


def _came(difference: Difference) -> Iterator[tuple[int, int]]:
    """Beginning and end of what came, in the later wording."""
    at = 0
    for stretch in difference:
        if stretch.fate is not Fate.OUT:
            if stretch.fate is Fate.IN:
                yield at, at + len(stretch.text)
            at += len(stretch.text)


def _last_gap(held: Sequence[bool]) -> _Gap | None:
    """The last gap in what was held, after something; None where nothing was dropped."""
    gone = [place for place in range(1, len(held)) if not held[place] and any(held[:place])]
    if not gone:
        return None
    stood = max(place for place in range(gone[-1]) if held[place])
    return _Gap(stood, stood + 1, gone[-1] + 1)


def _runs(words: Sequence[re.Match[str]], gaps: Sequence[_Gap | None]) -> Iterator[tuple[list[re.Match[str]], _Gap]]:
    """Words in a row that were gone between the same revisions."""
    for gap, run in groupby(zip(words, gaps, strict=True), key=lambda word: word[1]):
        if gap:
            yield [word for word, _ in run], gap


class _Phrases:
    """All that a draft says, as phrases: PHRASE words in a row, wherever they stand."""

    def __init__(self, draft: Draft) -> None:
        self.paragraphs: dict[str, str] = {}
        """The first reading of each, by its id."""
        texts: list[list[str]] = []
        for id, spot in draft.spots.items():
            if read := readings(spot.paragraph):
                self.paragraphs[id] = read[0]
            texts += map(words_of, read)
        self._known = {phrase for words in texts for phrase in _phrases(words)}
        self._text = f" {' | '.join(' '.join(words) for words in texts)} "

    def hold(self, words: Sequence[str]) -> list[bool]:
        """Of each word, whether the draft has it within a phrase of these words."""
        held = [False] * len(words)
        for place, phrase in enumerate(_phrases(words)):
            if phrase in self._known:
                held[place : place + PHRASE] = [True] * PHRASE
        return held

    def have(self, words: Sequence[str]) -> bool:
        """Whether the draft has all these words, in one place, or in phrases in several."""
        return f" {' '.join(words)} " in self._text or (bool(words) and all(self.hold(words)))


def _phrases(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[place : place + PHRASE]) for place in range(len(words) - PHRASE + 1))
