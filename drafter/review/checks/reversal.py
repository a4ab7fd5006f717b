"""Whether a paragraph says the opposite of a source: “We will not reform laws” for “Reform laws”, “reduce access” for
“increase access”.

Grammar is guessed from single words, so that what is told is nearly always so and not everything is found: a “not” of
the paragraph's own sentence before a word that the source uses without one, and two opposite verbs with one object.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from drafter.corpus.corpus import Corpus
from drafter.corpus.tokens import STOP, WORD, stem, with_families
from drafter.draft.draft import Treatment
from drafter.review.checks.rules import Checkable, Finding, Rule, parts


def _stems(words: str) -> frozenset[str]:
    return frozenset(map(stem, words.split()))


_NOT = frozenset(["not", "never", "cannot"])
_GIVING_UP = _stems("refrain refuse decline cease")
_PARTED = frozenset([
    ("give", "up"), ("scale", "back"), ("scale", "down"), ("cut", "back"), ("roll", "back"), ("phase", "out"),
    ("dispense", "with"), ("do", "away"), ("turn", "away"), ("hold", "back"),
])  # fmt: skip
"""Verbs of two words that deny what follows: “give up surveys”."""
_PASSED = frozenset(["longer", *(particle for _, particle in _PARTED)])
"""Words of a denial that are not what is denied."""
_AGAINST = _GIVING_UP | _stems(
    "not never cannot no nor neither non without against free avoid prevent prohibit ban repeal eliminate eradicate "
    "end abolish stop combat fight counter tackle reduce discourage minimize"
)
"""What makes the words after it something that is not wanted."""
_BY = 4
"""Words that stand between such a word and the one that it is about, at most."""
_LIGHT = _stems("undertake seek endeavour pursue intend plan continue attempt engage proceed yet")
"""Verbs that leave to the next word what is done."""
_ASIDE = frozenset(["who", "which", "that", "where", "those", "if", "unless", "whether", "or"])
"""Words by which a “not” is none of the sentence's own: “those who do not”, “whether or not”."""
_PERFECT = frozenset(["have", "has", "had"])
_JOINING = frozenset(["and", "or"])
_MEASURES = _stems("number rate level use amount risk share extent range scope")
"""Words that leave to the next ones what there is to be more or less of."""
_BREAK = re.compile(r"[.;:]")


@dataclass(frozen=True, slots=True)
class _Word:
    word: str
    stem: str
    start: int
    end: int
    clause: int
    """The number of the clause that it stands in."""

    @property
    def is_matter(self) -> bool:
        return self.word not in STOP


def reversals(rule: Rule, paragraph: Checkable, corpus: Corpus) -> Iterator[Finding]:
    """The words of a paragraph that say the opposite of a source that it words, one finding a source."""
    for link in paragraph.spot.paragraph.links:
        source = corpus.by_id.get(link.recommendation)
        if source is None or link.treatment is Treatment.CHAPEAU or source.text == paragraph.text:
            continue
        found = _reversed(rule.words, source.text, paragraph.text)
        if found:
            start, end, theirs = found
            why = f"{rule.why} {source.id} says “{theirs}”."
            yield paragraph.finding(rule, start, end, why=why)


@lru_cache(maxsize=20_000)
def _reversed(pairs: tuple[str, ...], source: str, text: str) -> tuple[int, int, str] | None:
    """Where the text says the opposite, and the source's words for it. Kept: an edit changes one text of many."""
    asked, said = _words(source), _words(text)
    return next(_denied(pairs, asked, said), None) or next(_opposed(pairs, asked, said, source), None)


def _words(text: str) -> list[_Word]:
    found, clause, last = [], 0, 0
    for match in re.finditer(WORD, text):
        clause += bool(_BREAK.search(text, last, match.start()))
        last = match.end()
        word = match[0].casefold().replace("’", "'")
        found.append(_Word(word, stem(word), *match.span(), clause))
    return found


def _denied(pairs: tuple[str, ...], asked: Sequence[_Word], said: Sequence[_Word]) -> Iterator[tuple[int, int, str]]:
    """Where the text says not to do what the source asks for: by its own word, or by one that does nearly the same to
    the same thing.
    """
    wanted = {word.stem: word.word for place, word in enumerate(asked) if not _is_against(asked, place)}
    unwanted = {word.stem for place, word in enumerate(asked) if _is_against(asked, place)}
    for place, word in enumerate(said):
        if _is_denial(said, place):
            for at in _meant(said, place):
                denied = said[at]
                if denied.stem in wanted and denied.stem not in unwanted:
                    yield word.start, denied.end, wanted[denied.stem]
                for side in chain.from_iterable(_sides(pairs)):
                    for theirs, heads in _deeds(asked, side) if denied.stem in side else ():
                        if theirs.stem not in unwanted and heads & _heads(said, at):
                            yield word.start, denied.end, theirs.word


def _is_against(words: Sequence[_Word], place: int) -> bool:
    """Whether something before the word makes it what is not wanted."""
    before = words[max(0, place - _BY) : place]
    return any(other.stem in _AGAINST and other.clause == words[place].clause for other in before)


def _is_denial(words: Sequence[_Word], place: int) -> bool:
    """Whether the word denies what follows it, in the sentence's own name."""
    word = words[place]
    if word.word == "no":
        return place + 1 < len(words) and words[place + 1].word == "longer" and not _is_aside(words, place)
    if any((word.word, other.word) in _PARTED for other in words[place + 1 : place + 2]):
        return not _is_aside(words, place)
    if word.stem in _GIVING_UP:
        return any(other.word in ("to", "from") for other in words[place + 1 : place + 2]) and not _is_aside(
            words, place
        )
    if word.word not in _NOT and not word.word.endswith("n't"):
        return False
    before, after = words[max(0, place - 1) : place], words[place + 1 : place + 2]
    is_perfect = any(other.word in _PERFECT for other in before)
    is_both = any(other.word in ("only", "least") for other in after)
    return not (is_perfect or is_both or _is_aside(words, place))


def _is_aside(words: Sequence[_Word], place: int) -> bool:
    before = words[max(0, place - _BY) : place]
    return any(other.word in _ASIDE and other.clause == words[place].clause for other in before)


def _meant(words: Sequence[_Word], place: int) -> Iterator[int]:
    """The places of what a denial denies: the next word that carries matter, and the one after it where that is a light
    verb.
    """
    for at in range(place + 1, len(words)):
        word = words[at]
        if word.clause != words[place].clause:
            return
        if word.is_matter and word.word not in _PASSED:
            yield at
            if word.stem not in _LIGHT:
                return


def _opposed(
    pairs: tuple[str, ...], asked: Sequence[_Word], said: Sequence[_Word], source: str
) -> Iterator[tuple[int, int, str]]:
    """Where the text does the opposite of what the source asks to do with the same thing."""
    for one, other in _sides(pairs):
        for ours, theirs in ((one, other), (other, one)):
            same_way = {head for _, heads in _deeds(asked, ours) for head in heads}
            both = {head for _, heads in _deeds(said, theirs) for head in heads}
            for word, heads in _deeds(said, ours):
                at_stake = heads - same_way - both
                for their_word, their_heads in _deeds(asked, theirs):
                    if at_stake & their_heads:
                        yield word.start, word.end, source[their_word.start : their_word.end]


@lru_cache(maxsize=8)
def _sides(pairs: tuple[str, ...]) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """The stems of the opposite verbs of each entry, `increase, raise -> reduce`."""

    def stems(verbs: str | None) -> frozenset[str]:
        return frozenset(stem(verb.strip()) for verb in (verbs or "").split(","))

    return tuple((stems(one), stems(other)) for one, other in map(parts, pairs))


def _deeds(words: Sequence[_Word], verbs: frozenset[str]) -> list[tuple[_Word, frozenset[str]]]:
    """Each of these verbs in the text, with what it is done to. As a noun it is done to what it is of: “crime
    prevention, criminal justice and the rule of law” prevents neither justice nor the rule of law.
    """
    done = (place for place, word in enumerate(words) if word.stem in verbs and not _is_bare_noun(words, place))
    return [(words[place], _heads(words, place)) for place in done]


def _is_bare_noun(words: Sequence[_Word], place: int) -> bool:
    """Whether the word is a noun, as `prevention`, and no “of” follows that says of what."""
    following = words[place + 1 : place + 2]
    return words[place].word.endswith(("ion", "ions")) and not any(other.word == "of" for other in following)


def _heads(words: Sequence[_Word], place: int) -> frozenset[str]:
    """The nouns that a verb is about, as stems of their families: `access` of “increase women's access to justice”,
    `prison` and `crime` of “reduce the number of prisons and crime”.
    """
    heads: list[str] = []
    run: list[_Word] = []
    for word in [*words[place + 1 :], None]:
        if word is not None and word.clause == words[place].clause and word.is_matter:
            run.append(word)
        elif run:
            heads.append(run[-1].word)
            is_measure = run[-1].stem in _MEASURES and word is not None and word.word in ("of", "by")
            if word is None or not (is_measure or word.word in _JOINING):
                break
            heads, run = heads[:-1] if is_measure else heads, []
        elif word is not None and word.clause != words[place].clause:
            break
    return frozenset(stem(with_families(head)[-1]) for head in heads)
