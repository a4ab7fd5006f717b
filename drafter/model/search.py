"""Searching the recommendations: words, prefixes, phrases, AND / OR / NOT, or a citation. SQLite's FTS5, in memory."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from drafter.model.corpus import Corpus

_WORD = re.compile(r"\w+")
_MARKED = ("\x02", "\x03")
"""What FTS5 puts around a hit: characters that no text holds (see `plaintext`)."""


class Index:
    """A corpus's recommendations, ready to be searched by their text, readings and themes' titles."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._base = sqlite3.connect(":memory:", check_same_thread=False)
        tokens = "tokenize = 'unicode61 remove_diacritics 2'"
        prefixes = "prefix = '1 2'"
        self._base.execute(f"CREATE VIRTUAL TABLE found USING fts5(id UNINDEXED, text, more, {tokens}, {prefixes})")
        self._base.execute(f"CREATE VIRTUAL TABLE one USING fts5(text, more, {tokens})")
        rows = (
            (corpus.order[one.id], one.id, one.text, "\n".join(self._more(one.id))) for one in corpus.recommendations
        )
        self._base.executemany("INSERT INTO found (rowid, id, text, more) VALUES (?, ?, ?, ?)", rows)

    def _more(self, id: str) -> Iterator[str]:
        yield from (reading.text for reading in self._corpus.by_id[id].readings[1:])
        yield from (theme.title for theme in self._corpus.themes_of[id])

    def find(self, words: str) -> list[str]:
        """Ids of what matches, the best first; none for no words. A citation finds its recommendation first.

        `victim*` is a prefix, `"access to justice"` a phrase; AND, OR and NOT join; words that make no valid query
        are looked for as they are.
        """
        cited = self._corpus.find(words)
        ids = self._query(words)
        if ids is None:
            ids = self._query(_quoted(words)) or []
        return list(dict.fromkeys([cited.id, *ids] if cited else ids))

    def find_as_typed(self, words: str) -> list[str]:
        """Like `find`, the last word counting as the beginning of one."""
        typed = words.rstrip()
        return self.find(f"{typed}*" if typed == words and typed[-1:].isalnum() else words)

    def hits(self, id: str, words: str) -> list[tuple[int, int]]:
        """Where in the recommendation's shown text the words were found: start and end, in characters."""
        marked = self._marked(id, words)
        spans, at = [], 0
        for piece in re.split(f"({_MARKED[0]}[^{_MARKED[1]}]*{_MARKED[1]})", marked):
            length = len(piece.strip("".join(_MARKED)))
            if piece.startswith(_MARKED[0]):
                spans.append((at, at + length))
            at += length
        return spans

    def hits_as_typed(self, id: str, words: str) -> list[tuple[int, int]]:
        """Like `hits`, for words that `find_as_typed` found: also where they make no valid query."""
        typed = words.rstrip()
        if not typed:
            return []
        as_typed = f"{typed}*" if typed == words and typed[-1:].isalnum() else words
        return self.hits(id, as_typed if self._is_query(as_typed) else _quoted(as_typed))

    def _marked(self, id: str, words: str) -> str:
        try:
            # A table of one row: to highlight in the large one, SQLite goes through everything that it finds there.
            self._base.execute("DELETE FROM one")
            only = self._corpus.by_id[id].text, "\n".join(self._more(id))
            self._base.execute("INSERT INTO one VALUES (?, ?)", only)
            row = self._base.execute(
                "SELECT highlight(one, 0, ?, ?) FROM one WHERE one MATCH ?", (*_MARKED, words)
            ).fetchone()
        except sqlite3.OperationalError:
            row = None
        return row[0] if row else self._corpus.by_id[id].text

    def _is_query(self, words: str) -> bool:
        """Whether FTS5 takes the words for a query."""
        try:
            self._base.execute("SELECT 1 FROM one WHERE one MATCH ?", (words,)).fetchone()
        except sqlite3.OperationalError:
            return False
        return True

    def _query(self, words: str) -> list[str] | None:
        """The ids that the query finds, or None where FTS5 doesn't take it for one."""
        if not words.strip():
            return []
        try:
            found = self._base.execute(
                "SELECT id FROM found WHERE found MATCH ? ORDER BY bm25(found, 0, 4, 1)", (words,)
            )
            return [id for (id,) in found]
        except sqlite3.OperationalError:
            return None


def _quoted(words: str) -> str:
    """The words as words to look for, whatever signs stand between them."""
    return " ".join(f'"{word}"' for word in _WORD.findall(words))
