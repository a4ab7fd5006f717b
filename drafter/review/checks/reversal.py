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
from itertools import chain, pairwise, takewhile

from drafter.corpus.corpus import Corpus
from drafter.corpus.tokens import STOP, WORD, stem, with_families
from drafter.draft.draft import Treatment
from drafter.review.checks.other_object import is_subject
from drafter.review.checks.rules import Checkable, Finding, Rule, parts


def _stems(words: str) -> frozenset[str]:
    return frozenset(map(stem, words.split()))


_NOT = frozenset(["not", "never", "cannot"])
_NOT_STEMS = _stems("not never cannot no nor neither non free")
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
_LESS = _stems(
    "reduce decrease lower lessen limit restrict confine narrow curtail diminish weaken undermine cut slash "
    "shrink erode suspend downgrade withdraw postpone delay defer shorten shelve stop halt end discontinue "
    "abandon drop abolish cancel dissolve disband dismantle revoke scrap terminate discourage oppose hinder "
    "impede obstruct block forbid prohibit ban refuse deny withhold exclude bar reject resist conceal hide "
    "neglect ignore disregard dilute fewer less relinquish renounce outlaw sideline deprive"
)
"""Verbs, and a few other words, that leave less of what follows them than there was, or nothing."""
_WITHOUT = frozenset(["without", "excluding", "regardless", "irrespective"])
_MORE = _stems(
    "increase expand raise enlarge extend widen broaden lengthen multiply prolong toughen intensify add permit tolerate"
)
_IN_SEVERAL_WORDS = (
    r"clos(?:e|ed|ing) down",
    r"pull(?:ed|ing)?(?: [a-z-]+){0,3} (?:out|back)",
    r"tak(?:e|en|ing)(?: [a-z-]+){1,4} out of",
    r"turn(?:ed)? down",
    r"stay away",
    r"(?:be )?put off",
    r"(?:see|is|are|have|find) no (?:need|reason|case|point)",
    r"ha(?:s|ve) no (?:place|part|role|say)",
    r"mak(?:e|ing) it (?:harder|more difficult|less easy)",
    r"(?:brought|bring(?:ing)?|come) to an end",
    r"(?:rather than|instead of|in place of)",
    r"(?:slow|play)(?:ing)? down",
    r"make do without",
    r"set no store by",
    r"pass(?:ing)? over",
    r"rul(?:e|ing) out",
    r"clos(?:e|ing) the door (?:to|on)",
    r"turn(?:ing)? (?:our backs?|a blind eye|a deaf ear)(?: on| to)?",
    r"let(?:ting)? go of",
    r"put(?:ting)? an end",
    r"need not",
    r"keep(?: [a-z-]+){1,9} to (?:it|them|our)sel(?:f|ves)",
    r"keep(?: [a-z-]+){0,6} (?:secret|confidential)",
    r"keep(?:ing)?(?: [a-z-]+){1,4} (?:out of|away from|apart from)",
    r"wind(?:ing)? (?:up|down)",
    r"(?:lay|set)(?:ting)? aside",
    r"(?:step|draw)(?:p?ing)? back",
    r"opt(?:ing)? out",
    r"(?:pay|give) (?:no|less|little) (?:attention|heed|regard|weight|priority|consideration)",
    r"wait(?:ing)? (?:until|before)",
    r"leave(?: [a-z-]+){0,5} to (?:the market|itself|themselves|chance|others)",
    r"(?:soften|water)(?:ed|ing)?(?: down)?",
    r"do(?:ing)? without",
    r"at the expense of",
)
_LESS_PHRASES = rf"\b(?:{'|'.join(_IN_SEVERAL_WORDS)})\b"
"""The same in several words."""
_WELL_DENIED = _stems(
    "allow let rest fall lag forget tolerate hesitate spare accept fail lose permit leave condone shrink ignore "
    "neglect waver relent abandon overlook exclude discriminate restrict limit hinder prevent prejudice affect "
    "only reduce give stop end"
)
"""Verbs of which a denial promises something."""
_BE = frozenset(["be", "been", "being"])
_INSTEAD = frozenset([("alternatives", "to"), ("alternative", "to"), ("instead", "of"), ("rather", "than")])
"""Words that set aside what follows them."""
_UNWANTED = _stems(
    "crime criminal violence violent corruption bribery corrupt terrorism terrorist extremism overcrowding "
    "overcrowded recidivism reoffending relapse impunity poverty inequality discrimination discriminatory "
    "discriminate bias stigma stigmatization victimization exploitation abuse misuse trafficking smuggling "
    "laundering offence harm risk threat danger vulnerability gap obstacle barrier burden cost delay backlog "
    "duplication fragmentation loophole shortcoming conflict hatred racism xenophobia drug weapon firearm "
    "poaching fraud cybercrime recruitment radicalization haven trafficker perpetrator profit proceeds prison "
    "imprisonment incarceration custody custodial detention disruption reliance dependence opportunity demand "
    "influence distress fear mistrust hardship disparity paperwork formality duration length time bureaucracy "
    "secrecy waste error unnecessary undue unfair unlawful illegal illicit harmful excessive arbitrary"
)
"""What nobody wants more of: to leave less of it is no contrary of anything."""
_AMENDS = _stems(
    "prevention reduction elimination protection control detection investigation alternative sanction penalty awareness"
)
"""What everybody wants more of, whatever it is directed at: “increase the prevention of violence”."""
_NOBODY = frozenset(["nobody", "none", "no", "nothing"])
_CONTRARIES = tuple(
    (_stems(one), _stems(other))
    for one, other in (
        ("all everyone everybody public universal broaden widen", "only solely exclusively"),
        (
            "together jointly cooperation cooperate collaboration collaborate partnership coordinate "
            "coordination synergy network",
            "alone separately unilaterally isolation singly independently",
        ),
        (
            "transparent transparency publish disseminate share public open openness inclusive",
            "secret secretly undisclosed doors",
        ),
        ("electronic electronically technology digital online", "paper handwritten"),
        ("timely expedite expeditiously prompt promptly rapidly swift swiftly", "late later slow slowly eventually"),
        ("flexible flexibility broad", "strictly tighten rigid rigidly narrowly inflexible"),
        ("local decentralized decentralize", "centralize centralized"),
        ("mandatory compulsory obligatory binding", "voluntary voluntarily optional"),
        ("voluntary voluntarily", "mandatory compulsory forced"),
    )
)
"""Words of how something is to be done, and of how it is then not done."""
_FAR = 8
"""Words after a verb among which stands what it is done to."""
_STOPS = frozenset(
    ["so", "through", "with", "while", "when", "because", "unless", "until", "if", "where", "thereby", "but"]
)
_LIGHT = _stems("undertake seek endeavour pursue intend plan continue attempt engage proceed yet")
"""Verbs that leave to the next word what is done."""
_ASIDE = frozenset(
    ["who", "which", "that", "where", "those", "if", "unless", "whether", "or", "whatever", "whoever", "anything"]
)
"""Words by which a “not” is none of the sentence's own: “those who do not”, “whether or not”."""
_PERFECT = frozenset(["have", "has", "had"])
_JOINING = frozenset(["and", "or"])
_MEASURES = _stems("number rate level use amount risk share extent range scope")
"""Words that leave to the next ones what there is to be more or less of."""
_BREAK = re.compile(r"[.;:]")
_PART = re.compile(r"[.;:,]")


@dataclass(frozen=True, slots=True)
class _Word:
    word: str
    stem: str
    start: int
    end: int
    clause: int
    """The number of the clause that it stands in."""
    part: int
    """The number of the part of a clause, between commas, that it stands in."""

    is_name: bool
    """Whether it has a capital, as the words of a name."""

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
    ways = (
        _denied(pairs, asked, said),
        _opposed(pairs, asked, said, source),
        _lessened(asked, said, text),
        _contrary(asked, said),
    )
    return next(chain.from_iterable(ways), None)


def _words(text: str) -> list[_Word]:
    found, clause, part, last = [], 0, 0, 0
    for match in re.finditer(WORD, text):
        clause += bool(_BREAK.search(text, last, match.start()))
        part += bool(_PART.search(text, last, match.start()))
        last = match.end()
        word = match[0].casefold().replace("’", "'")
        found.append(_Word(word, stem(word), *match.span(), clause, part, match[0][0].isupper()))
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
                if denied.stem in wanted and denied.stem not in unwanted | _UNWANTED:
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
                at_stake = frozenset() if _is_outdone(said, word) else heads - same_way - both
                for their_word, their_heads in _deeds(asked, theirs):
                    if at_stake & their_heads:
                        yield word.start, word.end, source[their_word.start : their_word.end]


def _lessened(asked: Sequence[_Word], said: Sequence[_Word], text: str) -> Iterator[tuple[int, int, str]]:
    """Where the text leaves less, or nothing, of what the source wants, or more of what it doesn't, in whatever words
    the source wants it.
    """
    wanted = {word.stem: word.word for place, word in enumerate(asked) if not _is_set_aside(asked, place)}
    unwanted = {word.stem: word.word for place, word in enumerate(asked) if _is_fought(asked, place)}
    for place, is_less in _turns(said, text):
        if not is_less and said[place].stem in wanted:
            continue
        for thing in _things(said, place, is_less):
            at_stake, others = (wanted, unwanted) if is_less else (unwanted, wanted)
            if thing.stem in at_stake and thing.stem not in others:
                first, last = sorted((said[place], thing), key=lambda word: word.start)
                yield first.start, last.end, at_stake[thing.stem]


def _turns(said: Sequence[_Word], text: str) -> Iterator[tuple[int, bool]]:
    """The places of the words from which on there is less of something, or more, and which of the two."""
    phrases = {match.start() for match in re.finditer(_LESS_PHRASES, text, re.IGNORECASE)}
    for place, word in enumerate(said):
        is_less = word.stem in _LESS or word.word in _WITHOUT or word.start in phrases
        if (is_less or word.stem in _MORE) and not _is_aside(said, place) and not _is_denied(said, place):
            yield place, is_less
        elif _is_denial(said, place) and not any(other.stem in _WELL_DENIED for other in said[place + 1 : place + 4]):
            yield place, True


def _contrary(asked: Sequence[_Word], said: Sequence[_Word]) -> Iterator[tuple[int, int, str]]:
    """Where the text does with the same thing the contrary of how the source wants it done."""
    theirs, ours = {word.stem: word.word for word in asked}, {word.stem for word in said}
    if not any(is_subject(stem) for stem in theirs.keys() & ours):
        return
    for one, other in _CONTRARIES:
        if theirs.keys() & one and not (theirs.keys() & other or ours & one):
            for place, word in enumerate(said):
                if word.stem in other and not _is_denied(said, place):
                    yield word.start, word.end, theirs[min(theirs.keys() & one)]


def _is_set_aside(words: Sequence[_Word], place: int) -> bool:
    """Whether the source wants less of the word, or something else in its place."""
    before = words[max(0, place - _FAR) : place]
    if any(pair in _INSTEAD for pair in pairwise(other.word for other in before)):
        return True
    return _is_against(words, place) or any(
        (other.stem in _LESS or other.word in _WITHOUT) and other.part == words[place].part for other in before
    )


def _is_fought(words: Sequence[_Word], place: int) -> bool:
    """Whether the source wants less of the word, by a verb of its own."""
    at = range(max(0, place - _BY), place)
    return any(
        words[other].stem in _AGAINST - _NOT_STEMS
        and words[other].clause == words[place].clause
        and not _is_bare_noun(words, other)
        for other in at
    )


def _is_denied(words: Sequence[_Word], place: int) -> bool:
    """Whether the word is itself not wanted: “will not reduce”, “prevent them from hiding”."""
    return any(other.stem in _AGAINST for other in words[max(0, place - _BY) : place])


def _things(words: Sequence[_Word], place: int, is_less: bool) -> list[_Word]:
    """What is left less of by the word in this place; nothing where that is something unwanted."""
    after = [word for word in words[place + 1 : place + 1 + _FAR] if word.clause == words[place].clause]
    spoilt = _UNWANTED if is_less else _AMENDS
    if any((word.stem in spoilt and not word.is_name) or word.word in _NOBODY for word in after):
        return []
    things = list(takewhile(lambda word: word.word not in _STOPS and word.part == words[place].part, after))
    if is_less and any(word.word in _BE for word in words[max(0, place - _BY) : place + _BY]):
        before = [word for word in words[:place] if word.clause == words[place].clause]
        things += [] if any(word.stem in spoilt and not word.is_name for word in before) else before
    return [word for word in things if word.is_matter and is_subject(word.stem)]


def _is_outdone(words: Sequence[_Word], word: _Word) -> bool:
    """Whether it is said not to be done, or to be done to nobody."""
    place = words.index(word)
    return _is_denied(words, place) or any(other.word in _NOBODY for other in words[place + 1 : place + 2])


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
