"""Spelling by a dictionary: what is American, what has -ise for -ize, and what is a known word with a letter wrong.

A word that the dictionary hasn't is no mistake by itself: names and new words (darknet) aren't in it. It is told only
where a word of the dictionary is so near that it must be meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache
from string import ascii_lowercase

_TOKEN = re.compile(r"(?<![\w@/.’'])[A-Za-z]?[a-z]{3,}(?![\w@/]|[.’'][a-z])")
_BEGINS = re.compile(r"(?:^|[.:;?!]\s+)[\[(“\"']*(?:\(?[a-z\d]{1,4}[).]\s+)?$")
"""What stands before the first word of a sentence, whose capital says nothing of a name."""
_LEAST = 6
"""Letters of a word that may have a letter wrong; shorter ones are near others by chance."""
_PART = 4
"""Letters of each of the two words that one may be made of: workplan, darknet."""
_BEFORE = (
    "anti", "co", "counter", "cross", "cyber", "de", "dis", "extra", "hyper", "inter", "intra", "mega", "micro", "mid",
    "mini", "mis", "multi", "non", "out", "over", "post", "pre", "pro", "psycho", "re", "self", "semi", "socio", "sub",
    "super", "supra", "trans", "ultra", "un", "under",
)  # fmt: skip
"""What may stand before a word and make another of it."""
_ENDS = ("s", "ly", "al", "ally", "ness", "ism", "ist", "ists", "able", "ity")
_TO_OURS = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"is(?=(?:e|ed|es|er|ers|ing|able|ation|ations|ational)$)", "iz"),
        (r"yz(?=(?:e|ed|es|er|ers|ing|able)$)", "ys"),
        (r"(?<=[a-z])or(?=s?$|ed$|ing$|able$|ably$|al$|ally$|ful$|hoods?$|ite$|ites$|less$)", "our"),
        (r"er(?=s?$)", "re"),
        (r"er(?=ed$)", "r"),
        (r"ense(?=s?$|less$)", "ence"),
        (r"og(?=s?$)", "ogue"),
        (r"l(?=(?:ed|ing|er|ers|or|ors|ous)$)", "ll"),
        (r"ll(?=(?:ful|fully|fulness|ment|ments)$)", "l"),
        (r"ll(?=s?$)", "l"),
        (r"am(?=s?$)", "amme"),
        (r"^gray", "grey"),
        (r"^aging$", "ageing"),
        (r"ck(?=s?$)", "que"),
        (r"e", "ae"),
        (r"e", "oe"),
        (r"iz(?=(?:e|ed|es|er|ers|ing)$)", "is"),
    )
)
"""How American spelling, and -ise, becomes the United Nations': each is tried where it fits."""
_NEW_VERB = re.compile(r"([a-z]{4,})is(e|ed|es|er|ers|ing|ation|ations)")
"""A verb that was made of another word, as `securitise` is: what it is made of, and its ending."""
_VOWELS = "aeiou"


class Dictionary:
    """The words that are spelled well, and what is meant by one that isn't."""

    def __init__(self, read: Callable[[], Iterable[str]]) -> None:
        """`read` gives the words, in small letters; it is called when the first word is looked up."""
        self._read = read
        self.corrections = lru_cache(maxsize=50_000)(self._corrected)
        """What must be meant by a word in small letters that the dictionary hasn't: the likeliest first; nothing for a
        word that it has, or that is near none of its words."""

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(self._read())

    def __contains__(self, word: str) -> bool:
        return word in self._words or self._is_made(word)

    def _is_made(self, word: str) -> bool:
        """Whether it is made of words that are in the dictionary."""
        words = self._words
        if any(word.endswith(end) and self._has_base(word[: -len(end)]) for end in _ENDS):
            return True
        if any(word.startswith(begin) and self._is_other(word[len(begin) :]) for begin in _BEFORE):
            return True
        halves = ((word[:at], word[at:]) for at in range(_PART, len(word) - _PART + 1))
        return any(one in words and other in words for one, other in halves)

    def _has_base(self, base: str) -> bool:
        return len(base) >= _PART and base in self._words

    def _is_other(self, rest: str) -> bool:
        return len(rest) >= _PART and (rest in self._words or (rest.endswith("s") and rest[:-1] in self._words))

    def _corrected(self, word: str) -> tuple[str, ...]:
        if word in self._words:
            return ()
        ours = [said for said in _in_our_way(word) if said in self] or self._with_z(word)
        if ours or word in self or len(word) < _LEAST:
            return tuple(ours[:1])
        for nearer in (_swapped, _with_one_less, _with_one_more, _with_another_vowel):
            meant = sorted({said for said in nearer(word) if said in self._words})
            if meant:
                return tuple(meant)
        return ()

    def _with_z(self, word: str) -> list[str]:
        """With -ize, for a verb in -ise that no dictionary has, but for what it is made of."""
        verb = _NEW_VERB.fullmatch(word)
        if verb and any(f"{verb[1]}{end}" in self._words for end in ("", "y", "e")):
            return [f"{verb[1]}iz{verb[2]}"]
        return []


def misspelled(text: str, dictionary: Dictionary, right: frozenset[str]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Where a word of the text isn't spelled as it must be, and what may be meant. Names, which have a capital in the
    midst of a sentence, are left out, and so are the words that are `right`, in small letters.
    """
    for match in _TOKEN.finditer(text):
        word = match.group()
        if word[0].isupper() and not _BEGINS.search(text, max(0, match.start() - 12), match.start()):
            continue
        low = word.lower()
        if low not in right and (meant := dictionary.corrections(low)):
            yield match.start(), match.end(), meant


def _in_our_way(word: str) -> Iterator[str]:
    for pattern, instead in _TO_OURS:
        for match in pattern.finditer(word):
            yield word[: match.start()] + instead + word[match.end() :]


def _swapped(word: str) -> Iterator[str]:
    """Two neighbours the wrong way round."""
    for at in range(1, len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _with_one_less(word: str) -> Iterator[str]:
    """A letter too many, which is doubled."""
    for at in range(1, len(word)):
        if word[at] == word[at - 1]:
            yield word[:at] + word[at + 1 :]


def _with_one_more(word: str) -> Iterator[str]:
    """A letter too few."""
    for at in range(1, len(word)):
        for letter in ascii_lowercase:
            yield word[:at] + letter + word[at:]


def _with_another_vowel(word: str) -> Iterator[str]:
    for at in range(1, len(word)):
        if word[at] in _VOWELS:
            for letter in _VOWELS:
                yield word[:at] + letter + word[at + 1 :]
