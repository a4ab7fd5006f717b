"""The roots of words in French, Spanish, Russian and Arabic: what forms of one word have in common; and a text as an
index has it, in which words can be told apart.

A root need not be a word: it only has to be the same one. English has its own, in `tokens` and in `search`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from drafter.corpus.languages import primary
from drafter.corpus.scripts import HAN

_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": None})
"""Letters that are written in one way or another, and the stroke that only lengthens a word."""


def without_vowel_signs(text: str) -> str:
    """The text without the signs that Arabic may put above and below its letters, and the stroke between them."""
    return text if text.isascii() else re.sub("[\u0640\u064b-\u065f\u0670]", "", text)


def plain(word: str) -> str:
    """The word in small letters, without accents and vowel signs, its letters written in one way."""
    low = word.casefold()
    if low.isascii():
        return low
    bare = "".join(sign for sign in unicodedata.normalize("NFD", low) if not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", bare).translate(_ARABIC)


_ENDINGS = {
    "fr": """
        issements issement issants issant issons issent ateurs atrices ateur atrice ations ation ements ement erions
        erons eront irons iront erait eraient antes ants ante ant tions tion sions sion ites ite ives ive ifs if ales
        ale aux als al elles elle els el euses euse eurs eur ees ee er ir ez ons es e s x
    """,
    "es": """
        aciones acion amientos amiento imientos imiento adores adoras ador adora idades idad aremos eremos iremos
        amente mente ciones cion siones sion ando iendo adas ados idas idos ada ado ida ido ales al ivas ivos iva ivo
        arse erse irse amos emos imos ar er ir es os as a o e s
    """,
    "ru": """
        ениями ениях ением ению ение ения ений остью остями ости ость ствами ством ствах ству ства ство ироваться
        ировать овать иями ями ами иях ях ах иям ям ам ием ией ого его ому ему ыми ими ая яя ое ее ые ие ый ий ой ую
        юю ых их ым им ом ем ов ев ей ия ию ать ять ить еть ут ют ет ит ти ть а я о е и ы у ю ь
    """,
}


@lru_cache
def _by_length(language: str) -> list[str]:
    """The endings of words without accents, each before those that it ends in; none for a language without."""
    return sorted(map(plain, _ENDINGS.get(language, "").split()), key=len, reverse=True)


_LEAST, _LEAST_RUSSIAN = 4, 3
"""Letters that a root has at least; one fewer where only a letter is taken away."""
_ARABIC_BEFORE = ("وال", "بال", "كال", "فال", "لل", "ال", "و", "ف", "ب", "ل", "ك")
_ARABIC_BEHIND = ("هما", "ها", "ان", "ات", "ون", "ين", "يه", "هم", "هن", "نا", "كم", "ه", "ي", "ا")
_LEAST_ARABIC = 3
_IS_ARABIC, _IS_RUSSIAN = re.compile("[\u0600-\u06ff]"), re.compile("[\u0400-\u04ff]")
_APART = rf"(?<=[{HAN}])(?=\w)|(?<=\w)(?=[{HAN}])"
"""Compiled when it is first used: most texts are in one script, and need no other than their own."""


def apart(text: str) -> str:
    """The text with blanks around the characters of scripts that have none, and its letters written in one way."""
    return re.sub(_APART, " ", plain(text))


@lru_cache(maxsize=50_000)
def root(word: str, language: str) -> str:
    """What the forms of a word have in common; the word itself where its language is none of these four."""
    bare = plain(word)
    if _IS_ARABIC.match(bare):
        return _arabic_root(bare)
    language = "ru" if _IS_RUSSIAN.match(bare) else primary(language)
    least = _LEAST_RUSSIAN if language == "ru" else _LEAST
    for ending in _by_length(language):
        if bare.endswith(ending) and len(bare) - len(ending) >= least - (len(ending) == 1):
            return bare.removesuffix(ending)
    return bare


def _arabic_root(word: str) -> str:
    """Light stemming: conjunctions, prepositions and articles off its beginning, pronouns and numbers off its end."""
    while shorter := next(_without_beginning(word), ""):
        word = shorter
    while shorter := next(_without_ending(word), ""):
        word = shorter
    return word


def _without_beginning(word: str) -> Iterator[str]:
    for begin in _ARABIC_BEFORE:
        if word.startswith(begin) and len(word) - len(begin) >= _LEAST_ARABIC + (len(begin) == 1):
            yield word.removeprefix(begin)


def _without_ending(word: str) -> Iterator[str]:
    for end in _ARABIC_BEHIND:
        if word.endswith(end) and len(word) - len(end) >= _LEAST_ARABIC:
            yield word.removesuffix(end)
