"""A proposed merged text for recommendations that ask for the same: the common core once, then what each adds.

Every word is a source's own; only the punctuation between additions is new. The user edits it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from drafter.model.corpus import Corpus
from drafter.model.terms import stems

_CUT = re.compile(
    r"(?<=[,;.:])\s+"
    r"|\s+(?=(?:including|with a view to|in order to|as well as|through|while|thereby|so as to|bearing in mind)\b)"
    r"|\s+(?=and to\b)"
)
_LEAST_WORDS = 3
"""Words that carry matter in a clause; what has fewer is part of the clause before it."""
_SHARED = 0.6
"""The part of a clause's words that another text must have to say the same."""
_LEADING = re.compile(r"^(?:and|or|as well as|[,;:.]|\s)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of the proposal, with the recommendations that say it."""

    text: str
    sources: tuple[str, ...]
    """In citation order."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A merged text."""

    ids: tuple[str, ...]
    """In citation order."""
    base: str
    """The recommendation whose text is the core: the one that says most of what the others say."""
    core: tuple[Said, ...]
    """The base's text, clause by clause."""
    additions: tuple[Said, ...]
    """Clauses of the others that the core doesn't say, in citation order."""

    @property
    def text(self) -> str:
        """The proposal as one paragraph, fit to be edited."""
        core = " ".join(said.text for said in self.core)
        if not self.additions:
            return core
        return "; ".join((core.rstrip(" .;,"), *(said.text for said in self.additions))) + "."

    @property
    def marked(self) -> str:
        """The same with the sources after each stretch: `Train judges [NO 1(a); SO 7(a)]; share data [SO 7(a)]`."""
        stretches = (*self.core, *self.additions)
        return "; ".join(f"{said.text.rstrip(' .;,')} [{'; '.join(said.sources)}]" for said in stretches)


def proposal(corpus: Corpus, ids: Sequence[str]) -> Proposal:
    """The merged text for these recommendations, at least one. Raises KeyError for an id that the corpus hasn't."""
    ordered = tuple(corpus.in_order(ids))
    words = {id: frozenset(stems(corpus.by_id[id].text)) for id in ordered}
    base = max(ordered, key=lambda id: (_common(id, words), -ordered.index(id)))
    core = _joined(_said(clause, words, base) for clause in clauses(corpus.by_id[base].text))
    additions = []
    known = set(words[base])
    for id in ordered:
        for clause in clauses(corpus.by_id[id].text) if id != base else ():
            if not _says(known, clause):
                additions.append(_added(clause, words, id))
                known.update(stems(clause))
    return Proposal(ordered, base, core, tuple(additions))


def clauses(text: str) -> list[str]:
    """The text cut where a clause may stand alone; joined by spaces, the clauses give the text."""
    found: list[str] = []
    for piece in _CUT.split(text):
        if found and (len(stems(piece)) < _LEAST_WORDS or len(stems(found[-1])) < _LEAST_WORDS):
            found[-1] = f"{found[-1]} {piece}"
        else:
            found.append(piece)
    return found


def _common(id: str, words: Mapping[str, frozenset[str]]) -> float:
    """How much of the others' words the recommendation has, and little besides."""
    mine = words[id]
    return sum(len(mine & others) / (len(mine | others) or 1) for other, others in words.items() if other != id)


def _says(words: set[str] | frozenset[str], clause: str) -> bool:
    asked = set(stems(clause))
    return len(asked & words) >= _SHARED * len(asked)


def _said(clause: str, words: Mapping[str, frozenset[str]], base: str) -> Said:
    return Said(clause, tuple(id for id, its in words.items() if id == base or _says(its, clause)))


def _added(clause: str, words: Mapping[str, frozenset[str]], id: str) -> Said:
    said = _said(clause, words, id)
    return Said(_LEADING.sub("", clause).rstrip(" .;,"), said.sources)


def _joined(said: Iterator[Said]) -> tuple[Said, ...]:
    """Neighbours with the same sources as one."""
    found: list[Said] = []
    for one in said:
        if found and found[-1].sources == one.sources:
            found[-1] = Said(f"{found[-1].text} {one.text}", one.sources)
        else:
            found.append(one)
    return tuple(found)
