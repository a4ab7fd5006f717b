"""Ranges of a story, whose beginnings and ends are elements of their own: of comments, of moves, of fields."""

from __future__ import annotations

from drafter.formats.docx.elements import Element, W

LONGEST_ABOUT = 1_000
"""Signs of the words that a comment is put to; what is longer is cut."""
_MOST_ABOUT = 5_000_000
"""Signs of all of them, which may be the same words again and again."""


class CommentRanges:
    """The words that comments are put to."""

    def __init__(self, about: dict[str, str]) -> None:
        """`about` gets the words, by the comment's id."""
        self._about = about
        self._starts: dict[str, int] = {}
        self._said: list[tuple[str, bool]] = []
        """The words read since the first open range began, each with whether they are deleted."""
        self._looked_back = 0
        """Signs that were gone through."""

    def begin(self, id: str) -> None:
        self._starts.setdefault(id, len(self._said))

    def say(self, words: str, deleted: bool) -> None:
        """These words were read."""
        if self._starts:
            self._said.append((words, deleted))

    def end(self, id: str) -> bool:
        """Whether there was time to look for its words."""
        start, looked = self._starts.pop(id, None), self._looked_back <= _MOST_ABOUT
        if start is not None and looked:
            self._about.setdefault(id, self._words_since(start))
        if not self._starts:
            self._said = []
        return start is None or looked

    def _words_since(self, start: int) -> str:
        """What was said since then, without what is deleted unless all of it is."""
        kept: list[str] = []
        gone: list[str] = []
        length = 0
        for place in range(start, len(self._said)):
            words, deleted = self._said[place]
            (gone if deleted else kept).append(words)
            length += len(words)
            if length > LONGEST_ABOUT:
                break
        self._looked_back += length
        about = "".join(kept).strip() or "".join(gone).strip()
        return about if len(about) <= LONGEST_ABOUT else f"{about[:LONGEST_ABOUT].rstrip()}…"


class MoveRanges:
    """The names of tracked moves."""

    def __init__(self) -> None:
        self._begun: list[tuple[str, str]] = []
        """Ids and names of those that began."""
        self._open: dict[str, int] = {}
        """Where among them an id's range that is open began."""

    def begin(self, id: str, name: str) -> None:
        self._begun.append((id, name))
        self._open[id] = len(self._begun)

    def end(self, id: str) -> None:
        self._open.pop(id, None)

    @property
    def name(self) -> str:
        """Of the one that began last and goes on; empty for none."""
        while self._begun and self._open.get(self._begun[-1][0]) != len(self._begun):
            self._begun.pop()
        return self._begun[-1][1] if self._begun else ""


class FieldRanges:
    """The fields of a story, whose instructions nobody sees. What stands in one that never ends is taken for text."""

    def __init__(self, story: Element) -> None:
        self._open: list[bool] = []
        """Each that is open, with whether its instructions go on."""
        unclosed: list[Element] = []
        for element in story.iter(f"{W}fldChar"):
            kind = element.get(_KIND)
            if kind == "begin":
                unclosed.append(element)
            elif kind == "end" and unclosed:
                unclosed.pop()
        self._unclosed = {*unclosed}

    def meet(self, element: Element) -> int:
        """By how many more instructions go on after this `w:fldChar`: 1, 0 or -1."""
        kind = element.get(_KIND)
        if kind == "begin" and element not in self._unclosed:
            self._open.append(True)
            return 1
        if kind in ("separate", "end") and self._open:
            ended = self._open.pop()
            if kind == "separate":
                self._open.append(False)
            return -ended
        return 0


_KIND = f"{W}fldCharType"
