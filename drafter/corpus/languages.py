"""The languages of texts: their tags, their little words, and which of the United Nations' six a text is in.

A corpus says its language, and a layout that of the documents made with it; whatever holds for one language alone asks
here whether it is that one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from drafter.corpus.scripts import HAN

ENGLISH = "en"
NAMES = {"en": "English", "fr": "French", "es": "Spanish", "ar": "Arabic", "zh": "Chinese", "ru": "Russian"}
"""The languages of the United Nations, by their tags."""
TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
"""A language's tag: `en`, `fr-CA`, `zh-Hans`."""


def primary(tag: str) -> str:
    """The language of a tag, without script and country: `fr` of `fr-CA`."""
    return tag.partition("-")[0].lower()


def is_english(tag: str) -> bool:
    return primary(tag) == ENGLISH


def named(tag: str) -> str:
    """The language's name in English; its tag for one that isn't the United Nations'."""
    return NAMES.get(primary(tag), tag)


_LITTLE_WORDS = {
    "en": """
        the of and to in for that with on by should be is as are their its from at this which or an not will has have
    """,
    "fr": """
        de la le les des du et à au aux en dans pour par sur avec que qui un une ou est sont leur leurs ce cette ces
        ainsi afin y compris entre sans se sa ses son ne pas plus notamment devraient devrait être comme il elle ils
        elles nous dont où d l qu n s
    """,
    "es": """
        de la el los las del y a al en para por con que un una o es son su sus se e como entre sin sobre lo más no
        también incluso así fin ser deberían debería este esta estos estas nosotros
    """,
    "ru": """
        и в во на с со по для к ко из от о об при за до не что как а или их его ее также том числе путем между этой
        этих следует то это мы который которые которых которая
    """,
    "ar": """
        في من على إلى عن مع أن إن ما لا التي الذي الذين هذا هذه ذلك تلك بما كما أو و ثم قد بين بشأن لدى عند غير
        ينبغي وأن وفي ومن وعلى
    """,
}
_NEIGHBOURS = {
    "pt": "a o os as da do das dos de em no na nos nas para por que com uma um não ao à aos e ou são sua seu devem",
    "it": "di e il la le lo gli della dei delle del in per con che un una non al alla sono dovrebbero o da su",
}
"""Those of languages that might be taken for one of the six."""
_COUNTED = {language: frozenset(words.split()) for language, words in _LITTLE_WORDS.items()}
_ENGLISH_TOO = frozenset(
    [
        "a",
        "y",
        "e",
        "o",
        "no",
        "son",
        "plus",
        "sans",
        "par",
        "entre",
        "sin",
        "fin",
        "ser",
        "ce",
        "s",
        "l",
        "d",
        "n",
        "se",
        "sur",
        "es",
        "pour",
        "con",
        "en",
        "lo",
    ]
)
"""Little words of French and Spanish that are words of matter, or none, in an English text."""
LITTLE_WORDS = frozenset().union(*(words for tag, words in _COUNTED.items() if tag != ENGLISH)) - _ENGLISH_TOO
"""The words that carry grammar and no matter in French, Spanish, Russian and Arabic."""

# Compiled when a corpus is built: every start reads this module.
_SCRIPTS = {"ar": "[\u0600-\u06ff]", "ru": "[\u0400-\u04ff]", "zh": f"[{HAN}]"}
_OTHERS_CYRILLIC = "[іїєґўћђџљњј]"
"""Letters of other languages in the script of Russian."""
_READ = 50_000
"""Signs that tell a language as well as more."""
_LEAST, _AHEAD = 0.15, 1.5
"""The share of little words that a text in a language has at least, and how many times as many as of any other."""


def told_apart(texts: Iterable[str]) -> str:
    """The tag of the language, of the United Nations' six, that the texts are in; empty where that isn't sure."""
    parts: list[str] = []
    length = 0
    for text in texts:
        if length > _READ:
            break
        parts.append(text)
        length += len(text) + 1
    read = " ".join(parts)[:_READ].casefold()
    letters = sum(map(str.isalpha, read)) or 1
    for tag, script in _SCRIPTS.items():
        if len(re.findall(script, read)) > letters / 2:
            return "" if tag == "ru" and re.search(_OTHERS_CYRILLIC, read) else tag
    words = Counter(re.findall(r"[^\W\d_]+", read))
    latin = {tag: little for tag, little in _COUNTED.items() if tag not in _SCRIPTS}
    latin |= {tag: frozenset(little.split()) for tag, little in _NEIGHBOURS.items()}
    found = sorted((sum(words[word] for word in little if word in words), tag) for tag, little in latin.items())
    (second, _), (most, tag) = found[-2:]
    sure = most >= _LEAST * words.total() and most >= _AHEAD * second
    return tag if sure and most and tag in NAMES else ""
