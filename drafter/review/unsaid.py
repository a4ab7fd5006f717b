"""What of a source a text doesn't say, and what two texts both ask for: clause by clause, in the words of the one.

Words of every text of the mapping count little, and a clause with a verb must be said in one place: “comprehensive”
here and “crime prevention” there is no comprehensive crime prevention.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby

from drafter.corpus.corpus import Corpus
from drafter.corpus.formula import formula
from drafter.corpus.tokens import stem
from drafter.draft.kept_words import lost_spans, senses
from drafter.draft.length import words
from drafter.review.verb_phrases import clauses, phrases

SAID = 0.7
"""The part of a clause's words that must be there for it to be said."""
_HALF = 0.5
"""The part from which its lost words are told rather than the whole clause."""
_LIGHT, _LIGHTEST = 0.35, 0.1
"""How much a word counts that every text of the mapping has, and one of `_CARRIERS`; others count 1."""
_SAYING_LITTLE = """
    acknowledge advance call carry conduct consider continue develop discuss emphasize encourage enhance ensure
    establish examine explore facilitate foster highlight implement improve note promote provide pursue recognize
    reinforce review strengthen stress support take underline underscore undertake urge
    contribute prove order view aim purpose particular especially well regard relation basis due towards united nation
    """
_CARRIERS = frozenset(map(stem, _SAYING_LITTLE.split()))
"""Verbs that are used for one another, and nouns that only join: they say least of what is asked."""
_FEW_LOST = 2
"""Words in a row that are lost from which they are told, where the rest of their clause is there."""
_NEXT_TO_ALL = 0.85
"""The part of a source's words that is next to all of it."""
_ENOUGH = 3
"""Words of its own in what counts as asked for already; shorter ones are alike by chance."""
_ENDS = " .;,"
_LEADING_ON = re.compile(r"(?:[,:]?\s+(?:and|or|including|through|by|with|such as|as well as)\b)+[,:]?$")
"""What leads on to a clause that doesn't come."""
_LEADING = re.compile(r"^(?:(?:and|or|as well as|also)\b|[,;:.]|\s)+", re.IGNORECASE)
_RESERVE = re.compile(
    r"\b(?:for (?:some|certain|specific) [a-z]+"
    r"|(?:where|as|if|when) (?:appropriate|applicable|necessary|possible|needed|feasible|relevant)"
    r"|upon (?:their )?request|within (?:their|existing|available) (?:mandates?|resources)"
    r"|(?:in accordance|consistent|in line) with (?:their )?(?:national|domestic) (?:laws?|legislation))\b",
    re.IGNORECASE,
)
"""What makes an ask depend on something: a text without it asks for more."""
_COUNTED = re.compile(r"[^\s,;.]+(?: [^\s,;.]+){0,5}")
"""A number with what is counted."""
_NUMBER = re.compile(r"\b(?:\d[\d/]*|two|three|four|five|six|seven|eight|nine|ten)\b", re.IGNORECASE)


def unsaid(source: str, text: str, light: Collection[str] = frozenset()) -> tuple[str, ...]:
    """What of a source a text doesn't say, a clause or more each, in the source's own words. Of a clause of which most
    is there, the words that are nowhere: several in a row, a number, a reserve; of one of which half is, any. Stems
    that are `light` are every text's.
    """
    told = _Told(text, light)
    found: list[str] = []
    for phrase in phrases(source):
        for is_there, run in groupby(told.clauses_of(phrase), lambda each: each[1] >= _HALF):
            if is_there:
                found += (lost for clause, part in run for lost in told.lost_in(clause, part < SAID))
            else:
                found.append(" ".join(clause for clause, _ in run))
    return tuple(dict.fromkeys(clause for each in found if (clause := trimmed(each))))


def is_silent(source: str, left: Iterable[str]) -> bool:
    """Whether a text of which this is `unsaid` says next to nothing of the source."""
    return sum(map(words, left)) >= _NEXT_TO_ALL * words(source)


def missing(corpus: Corpus, ids: Iterable[str], text: str) -> dict[str, tuple[str, ...]]:
    """What of each of these recommendations a text doesn't say; those of which it says all are left out. Raises
    KeyError for an id that the corpus hasn't.
    """
    left = {id: unsaid(corpus.by_id[id].text, text, formula(corpus)) for id in ids}
    return {id: clauses for id, clauses in left.items() if clauses}


def asked_already(text: str, others: Iterable[tuple[str, str]], light: Collection[str] = frozenset()) -> dict[str, str]:
    """By the names of other texts, the first thing that the text asks for and that one asks for already, in the text's
    words; those that ask for nothing of it are left out.
    """
    mine = [phrase for phrase in phrases(text) if len(_own(phrase, light)) >= _ENOUGH]
    found: dict[str, str] = {}
    for name, other in others:
        asked = [frozenset(senses(phrase)) for phrase in phrases(other)]
        same = (phrase for phrase in mine if any(share(phrase, said, light) >= SAID for said in asked))
        if phrase := next(same, ""):
            found[name] = trimmed(phrase)
    return found


def _own(phrase: str, light: Collection[str]) -> set[str]:
    """What the phrase says that not every text says."""
    return {sense for sense in senses(phrase) if sense not in light and sense not in _CARRIERS}


def share(clause: str, said: Collection[str], light: Collection[str] = frozenset()) -> float:
    """The part of the clause's words that are said, from 0 to 1; 1 for a clause without words of matter."""
    weights = {
        sense: _LIGHTEST if sense in _CARRIERS else _LIGHT if sense in light else 1.0 for sense in senses(clause)
    }
    whole = sum(weights.values())
    return sum(weight for sense, weight in weights.items() if sense in said) / whole if whole else 1.0


def trimmed(text: str) -> str:
    """The words without what led on to them, and leads on from them."""
    return _LEADING_ON.sub("", _LEADING.sub("", text).rstrip(_ENDS))


class _Told:
    """What a text says, by the stems of its words: in all, and verb phrase by verb phrase."""

    def __init__(self, text: str, light: Collection[str]) -> None:
        self._text, self._light = text, light
        self._asked = [frozenset(senses(phrase)) for phrase in phrases(text)]
        self._said = frozenset[str]().union(*self._asked)

    def clauses_of(self, phrase: str) -> Iterator[tuple[str, float]]:
        """The clauses of another text's verb phrase, each with the part of it that is said. The first, which has the
        verb, must be said in one place; what is added to it may stand anywhere.
        """
        first, *further = clauses(phrase)
        yield first, max((share(first, said, self._light) for said in self._asked), default=0.0)
        for clause in further:
            yield clause, share(clause, self._said, self._light)

    def lost_in(self, clause: str, is_half: bool) -> list[str]:
        """The words of a clause that are lost, though much of it is said; of one that is half there, from the first
        that is lost to the last, so that it can be read.
        """
        spans = [span for span in lost_spans(clause, self._text) if self._matters(clause[slice(*span)], is_half)]
        found = [clause[start:end] for start, end in spans]
        if is_half:  # where no lost word tells anything, what they made together is lost
            found = [clause[spans[0][0] : spans[-1][1]] if spans else clause]
        for number in _NUMBER.finditer(clause):
            if not self._stands(number[0], found):
                found += _COUNTED.findall(clause, number.start())[:1]
        found += [reserve for reserve in _RESERVE.findall(clause) if not self._stands(reserve, found)]
        return found

    def _stands(self, said: str, found: Iterable[str]) -> bool:
        """Whether these words stand in the text, or are among what is found already."""
        return any(said.casefold() in each.casefold() for each in (self._text, *found))

    def _matters(self, stretch: str, is_half: bool) -> bool:
        """Whether words that are lost are to be told: any that say something, where much of their clause is lost."""
        gone = [sense for sense in senses(stretch) if sense not in self._said and sense not in _CARRIERS]
        own = sum(sense not in self._light for sense in gone)
        return len(gone) > _FEW_LOST or own >= (1 if is_half else _FEW_LOST)
