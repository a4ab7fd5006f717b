"""Words of a text as the measures of likeness count them: in small letters, without grammar words, cut to their stems,
each beside the synonym that this field uses for it.

Stop words are those of English and of the four other languages whose texts have any. Endings are English, and in
`roots` those of Russian and Arabic; where a script has no blanks, two characters count as a word. Synonyms are of crime
prevention and criminal justice; nothing here is of any congress. What weighs much or little is for each corpus's own
statistics to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from drafter.corpus.languages import LITTLE_WORDS
from drafter.corpus.roots import plain, root
from drafter.corpus.scripts import HAN

_ELIDED = r"(?i:[cdjlmnst]|qu|lorsqu|puisqu|jusqu)['’](?=[^\W\d_])"
# Compiled when they are first used: sets of so many letters take long, and most commands have no use for them.
WORD = rf"[{HAN}]|\b{_ELIDED}|[^\W\d_{HAN}]+(?:['’][^\W\d_{HAN}]+)?|\d+"
"""The pattern of a word, a character of a script without blanks, or what French puts before a vowel: `l’`."""
_RUN = rf"[{HAN}]+"

_GRAMMAR = """
    a about against all also among an and any are as at be been being between both but by can could do does each for
    from had has have her him his if in including include includes inter into is it its alia may more most must no not
    of on or other our over shall should so such than that the their them then thereby therefore these they this those
    through thus to under upon us was we well were when where whether which while who whom whose will with within
    without would further
"""
_HALVES = "ended based related oriented"
"""The second halves of compounds: open-ended, community-based, drug-related."""
_ELIDED_WORDS = "c’ d’ j’ l’ m’ n’ s’ t’ qu’ lorsqu’ puisqu’ jusqu’"
_OF_FRENCH = frozenset(f"{_ELIDED_WORDS} {_ELIDED_WORDS.replace('’', chr(39))}".split())
STOP = frozenset(f"{_GRAMMAR} {_HALVES}".split()) | LITTLE_WORDS | _OF_FRENCH
"""Words that carry grammar and no matter."""

_SUFFIXES = (
    ("ization", "iz"), ("isation", "iz"), ("izing", "iz"), ("ational", "at"), ("ations", "at"), ("ation", "at"),
    ("ities", "it"), ("ity", "it"), ("iveness", "iv"), ("ically", "ic"), ("ments", "ment"), ("ing", ""), ("ies", "y"),
    ("ied", "y"), ("ions", ""), ("ion", ""), ("ed", ""), ("ly", ""), ("es", ""), ("s", ""),
)  # fmt: skip
"""Endings and what takes their place, the longer first. A stem need not be a word: it only has to be the same one.

Snowball's English stemmer was measured on the labelled examples (tests/labelled) and did no better: more of the same
asks are found (recall .83 instead of .81), but the area under the curve falls (test half .974 to .972, unseen pairs
.828 to .814), and one more paragraph that reflects nothing gets an answer. To import it loads 36 languages: 150 ms.
"""

_LEAST_STEM = 3
GRAMS = range(3, 6)
"""How many letters the pieces of a word have. Words of one family (prison, imprisonment) share most of theirs."""


def words(text: str) -> list[str]:
    """Every word and number of the text, in small letters."""
    return re.findall(WORD, text.casefold())


def content(text: str) -> list[str]:
    """The words that carry matter, in their order."""
    found = words(text)
    if not text.isascii() and re.search(_RUN, text):
        found = [pair for word in _runs(text) for pair in (_pairs(word) if re.match(_RUN, word) else (word,))]
    return [word for word in found if word not in STOP]


def _runs(text: str) -> Iterator[str]:
    """The words of the text, characters without blanks together."""
    folded, end, word = text.casefold(), 0, re.compile(WORD)
    for run in re.finditer(_RUN, folded):
        yield from word.findall(folded, end, run.start())
        yield run[0]
        end = run.end()
    yield from word.findall(folded, end)


def _pairs(run: str) -> Iterator[str]:
    """Every two characters that stand together; the one of one."""
    return (run[at : at + 2] for at in range(max(1, len(run) - 1)))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The word without its ending: `prisoners` and `prisoner` are `prisoner`, `reducing` and `reduce` are `reduc`.
    Cached: a corpus has few different words, and each of them often.
    """
    if not word.isascii():
        bare = plain(word)
        if not bare.isascii():
            return root(bare, "")
        word = bare
    for suffix, instead in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _LEAST_STEM and not word.endswith("ss"):
            word = word[: -len(suffix)] + instead
            break
    if len(word) > _LEAST_STEM + 1 and word.endswith("e"):
        return word[:-1]
    return f"{word[:-1]}i" if len(word) > _LEAST_STEM + 1 and word.endswith("y") else word


def stems(text: str) -> list[str]:
    """The stems of the words that carry matter, in their order, as often as they occur."""
    return [stem(word) for word in content(text)]


def grams(word: str) -> Iterator[str]:
    """The word's pieces, its beginning and end marked by a space: ` pr`, `pri`, … `son `."""
    padded = f" {word} "
    for length in GRAMS:
        for start in range(len(padded) - length + 1):
            yield padded[start : start + length]


_FAMILIES = """
    recidivism reoffending relapse
    prison imprisonment incarceration penitentiary correctional jail custodial custody detention
    prisoner inmate detainee
    overcrowding crowded
    rehabilitation reintegration resocialization
    offender perpetrator
    victim survivor
    youth young juvenile adolescent teenager
    child minor
    elderly senior older
    women woman female girl
    disability disabled
    destitute indigent poor poverty
    police policing constable
    judiciary judicial judge magistrate court bench
    prosecutor prosecution prosecute
    company firm business enterprise
    academia academic university scholar
    school schooling education educational curriculum teaching
    funding fund finance financial budget money
    inexpensive cheap affordable cost
    study research survey
    instrument treaty convention
    corruption bribery
    terrorism terrorist extremism extremist
    drug narcotic opioid
    cybercrime cyber
    fair equitable equal
"""
"""Words that are used for one another, a line each. Whoever writes of relapse may mean recidivism, and inmates are
prisoners. Words that a negotiator tells apart stay apart (trafficking and smuggling, children and youth), and so do
words of every other sentence (sharing, exchanging), which tell no recommendation from another.
"""
_FIRST_OF_FAMILY = {stem(word): words[0] for words in map(str.split, _FAMILIES.strip().splitlines()) for word in words}


def family(stemmed: str) -> str:
    """The stem of the first of the words that are used for one another, of which this is the stem of one; else this."""
    first = _FIRST_OF_FAMILY.get(stemmed)
    return stem(first) if first else stemmed


def with_families(text: str) -> list[str]:
    """The words that carry matter, in their order, each followed by the first of its family where it is another."""
    found = []
    for word in content(text):
        stemmed = stem(word)
        first = _FIRST_OF_FAMILY.get(stemmed, word)
        found += [word] if stem(first) == stemmed else [word, first]
    return found
