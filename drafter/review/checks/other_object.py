"""Whether a paragraph keeps how a source asks and asks it for somebody or something else: “strengthen the protection of
witnesses” for “strengthen the protection of whistle-blowers”.

Likeness as a whole doesn't tell that: most words may be the source's. What tells is that the turns of speech are kept,
and what they are about is exchanged. An honest rewording does it the other way round: it keeps what the source is about
and finds other turns.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache, lru_cache
from math import log
from typing import TYPE_CHECKING, NamedTuple

from drafter.corpus.corpus import Corpus
from drafter.corpus.near_words import NearWords
from drafter.corpus.tokens import STOP, WORD, content, family, stem
from drafter.draft.draft import Draft
from drafter.draft.word_difference import aligned
from drafter.review.checks.missing_object import are_alike
from drafter.review.checks.rules import Checkable, Finding, Rule
from drafter.review.reflection import LinkUse, Reach, Reflection
from drafter.review.verb_phrases import VERBS

if TYPE_CHECKING:  # needs numpy, which comes with the model
    from drafter.review.meaning import MeaningMatching

_OF_TURNS = """
    able accept account achieve acknowledge act actual add additional adequate adjust admit advance advantage affect
    afford again ago agree ahead aim alarm alert alike alive allow alone along already also altogether always among
    anew answer anybody anyone anything apart appeal appear apt area arise around arrange array aside ask aspect
    assert attach attain attention attentive attitude avail available aware away back background base basis bear
    become before beforehand begin beginning behalf behind belong below benefit beside besides best better beyond
    big bind blend bold bring broad broaden burden busy call care carry case cause cease central centre certain
    challenge chance change choice choose circumstance clarify clear closer come commend commit common compare
    complete comply component comprehensive concept concern conclude concrete condition conduct confirm confront
    connect connection conscious consequence consideration consist consistent constant constitute content context
    continuous contribution convey convince core correct course create credit current danger day deal debate decade
    decide decision decisive declare deem deep deepen deeper define degree deliver demand depend deserve design
    desire determination determine development devote differ difference different difficult difficulty dimension
    direct discover discussion distinct do draw drive drop due duty eager early earn easier easy effect effective
    efficient effort element else elsewhere embark embrace emphasis employ enable encounter end endeavour endow
    engage enjoy enough enter entire environment equal equip essential even event ever every everybody everyday
    everyone everything everywhere exact example exercise exist existence existing expand expect expectation
    experience express expression extensive extent face fact factor fail fall far farther faster favour feature feel
    few field fill final find fine finish firm first fit focus follow force foremost form forth forward foundation
    framework fresh front fruit full fuller function further future gain gap gather gear general genuine get give go
    goal good grasp great greater ground grow growth guide halfway hand handle happen hard harder hear heart heavy
    heed help hence here high higher hinge hitherto hold holistic home hope how however idea ideal identify imagine
    immediate impact implementation importance important improvement inclusive increase indeed indicate inform
    inroad inseparable inside insist inspire instance instead integral integrated intend intensify intention
    interest involve issue item join joint jointly judge just keep key kind know knowledge lack landscape large
    larger last late later latest latter launch lay lead lean learn least leave lend less lesser lesson let level
    lie lift light like likely line link list listen little live local long longer look lose lot low lower main
    major make manage manner many matter maybe mean means meanwhile measure mechanism meet mention merit method mind
    modern moment month moreover most move much multiple mutual name namely national nature near necessary need
    never nevertheless new next nobody none nor not nothing notice notion now nowadays number numerous objective
    obtain occasion occur offer often old once one ongoing only open operate opportunity order organize origin other
    otherwise outcome outlook outside overall overcome owe own part particular past path pattern pay perform perhaps
    permit persistent pillar place plan play please pledge point pose position positive possess possibility possible
    possibly practical practice practise precedence precise prefer prepare present press pressing pride prime
    principal principle priority problem procedure proceed process programme progress promise prompt proper prove
    pull purpose pursuit push put quality question quick quite raise range rate rather reach ready real reality
    realize really realm reason receive recent recognition refer reflect regard regional regular relation
    relationship relevant reliable rely remain remember repeat replace represent require resolute resolve respect
    respond response responsibility rest result return review rich right rise robust role root rule run same say
    scale scope see seek seem seldom select send sense series serious serve set settle several shape share show side
    sign significant similar simple since sincere single situation small so solid solution somebody somehow someone
    something sometimes soon sound speak special specific speed spend sphere spirit spite spread stage stake stand
    standard start state stay steady stem step still stop strategic strength stress strict strike strong stronger
    structure struggle subject subsequent substance substantial success successful such suffer sufficient suggest
    suit suitable sum supply support suppose sure surround sustain sway system systematic table take talk tangible
    targeted task teach tell tend term then there thereby therefore thereof thing think thought threat throughout
    throw thus tie time timely today together tomorrow too top topic total touch toward transform treat trend true
    try turn twice type typical undergo underlying understand undertaking unique unite universal urge urgent use
    useful usual value variety various vast very view vital vivid voice vow wait want watch way weak weigh welcome
    well whatever when whenever where whereby wherever whichever while who whoever whole whom whose why wide wider
    will willing win wish word work world worldwide worth worthy wrong year yet yield young
"""
"""Words with which people say how something is asked, done or weighed, whatever it is about: general verbs, adjectives,
adverbs, and nouns that need another one to mean anything."""


@cache
def _turns_of_speech() -> frozenset[str]:
    """The stems of those words, and of the verbs of recommendations."""
    return frozenset(map(stem, (*VERBS, *_OF_TURNS.split())))


_NEAR = 0.6
"""How near a word must be to another to stand for it."""
_LEAST_RUN = 2
"""Words of a run that make a turn of speech; one alone must carry matter."""
_A_FEW = 10
"""Words among which kept runs are counted."""


class ObjectExchange(NamedTuple):
    """What of a source a text has exchanged, by signs that tell together."""

    word: str
    """What the text is about most that the source isn't, as it stands there; empty for nothing."""
    instead_of: str
    """What the source is about most that the text isn't; empty for nothing."""
    strange: float
    """How much that word weighs beside what the text is about as the source is, from 0 to 1."""
    kept: float
    """The part of the text's words that stand beside one another as in the source."""
    exchanged: float
    """How much the heaviest words weigh that stand where the source has others."""
    pieces: float
    """Runs of the source's words, among ten words of the text: a rewording breaks them up."""

    def is_other(self, likeness: float | None) -> bool:
        """Whether the text is about something else. `likeness` is how near the two are in meaning, from 0 to 1; None
        where that isn't known. The weights were fitted on labelled examples (tests/labelled).
        """
        if not self.word:
            return False
        if self.kept >= _TO_THE_LETTER and self.exchanged >= _EXCHANGED:
            return True
        if likeness is None:
            return 5.5 * self.kept + 2.9 * self.exchanged - 0.7 * self.pieces + 7.8 * self.strange > _BY_WORDS
        return 8.4 * self.kept + 1.7 * self.exchanged + 6.0 * self.strange - 16.3 * likeness > _BY_MEANING


_TO_THE_LETTER, _EXCHANGED = 0.7, 0.2
"""Where so much is kept, even so little that is exchanged is no rewording."""
_BY_WORDS = 8.1
_BY_MEANING = -2.65
"""From these sums on, one in twenty of honest rewordings would be told."""


class Objects:
    """What the recommendations of a corpus are about, ready to be compared with texts."""

    def __init__(self, corpus: Corpus, near: NearWords, meaning: Callable[[], MeaningMatching | None]) -> None:
        """`meaning` has the corpus's recommendations in its order, and is asked for when words leave something open;
        it gives None where words alone tell.
        """
        self._corpus, self._near, self._meaning = corpus, near, meaning
        counted = Counter(word for point in corpus.recommendations for word in set(_stems(point.text)))
        self._rarest = log((len(corpus.recommendations) + 1) / 0.5)
        self._weights = {
            word: max(0.0, log((len(corpus.recommendations) + 1) / (times + 0.5)) / self._rarest)
            for word, times in counted.items()
        }
        self._place = {point.id: place for place, point in enumerate(corpus.recommendations)}
        self._compared = lru_cache(maxsize=20_000)(self._exchange)

    def other(self, id: str, text: str, beside: frozenset[str] = frozenset()) -> ObjectExchange | None:
        """What a text that cites a recommendation of the corpus has exchanged, where it is about something else.
        `beside` are others that it cites: what they are about is not strange to it.
        """
        found = self._compared(id, text, beside)
        if not found.word:
            return None
        meaning = self._meaning()
        likeness = meaning.likeness_to(self._place[id], text) if meaning else None
        return found if found.is_other(likeness) else None

    def _exchange(self, id: str, text: str, beside: frozenset[str]) -> ObjectExchange:
        source = self._corpus.by_id[id].text
        asked, said = Counter(_stems(source)), Counter(_stems(text))
        known = asked.keys() | {word for other in beside for word in _stems(self._corpus.by_id[other].text)}
        about = [word for word in said if is_subject(word)]
        strange = {word: said[word] * self._weight(word) for word in about if not self._stands(word, known)}
        held = [said[word] * self._weight(word) for word in about if word not in strange]
        lost = {
            word: asked[word] * self._weight(word)
            for word in asked
            if is_subject(word) and not self._stands(word, said)
        }
        heaviest = max(strange.values(), default=0.0)
        kept, exchanged, pieces = self._alignment(source, text, strange, lost)
        return ObjectExchange(
            _shown(text, strange),
            _shown(source, lost),
            heaviest / (heaviest + max(held, default=0.0) + 0.1),
            kept,
            exchanged,
            pieces,
        )

    def _alignment(
        self, source: str, text: str, strange: Collection[str], lost: Collection[str]
    ) -> tuple[float, float, float]:
        """How much is kept, how much exchanged, and in how many pieces; see `ObjectExchange`."""
        theirs, ours = _turns(source), _turns(text)
        kept, pieces, exchanged = 0, 0, 0.0
        for is_same, old, new in aligned(theirs, ours):
            if not is_same:
                exchanged = max(exchanged, min(self._mass(old, lost), self._mass(new, strange)))
            elif len(new) >= _LEAST_RUN or new[0] not in STOP:
                kept += len(new)
                pieces += len(new) >= _LEAST_RUN
        length = max(1, len(ours))
        return kept / length, exchanged, pieces * _A_FEW / length

    def _mass(self, words: Iterable[str], which: Collection[str]) -> float:
        return sum(self._weight(word) ** 2 for word in words if word in which)

    def _weight(self, word: str) -> float:
        return self._weights.get(word, 1.0)

    def _stands(self, word: str, others: Collection[str]) -> bool:
        """Whether a word stands among others, in whatever form, or one that is used for it."""
        if word in others or any(near >= _NEAR and family(other) in others for other, near in self._near.of(word)):
            return True
        return any(are_alike(word, other) for other in others)


def other_objects(
    rule: Rule, draft: Draft, paragraphs: Iterable[Checkable], corpus: Corpus, objects: Objects
) -> Iterator[Finding]:
    """What a paragraph asks for that none of its sources does, where it words a source that asks that for something
    else. Those that count as not reflected are told by another rule.
    """
    uses: dict[str, list[LinkUse]] = defaultdict(list)
    for use in corpus.once(Reflection).uses(draft):
        uses[use.paragraph].append(use)
    for paragraph in paragraphs:
        if not paragraph.concerns(rule):
            continue
        text = " ".join(member.wording for member in paragraph.spot.paragraph.whole())
        cited = frozenset(use.link.recommendation for use in uses[paragraph.id])
        for use in uses[paragraph.id]:
            id = use.link.recommendation
            if use.reach is Reach.WHOLLY and not use.link.vouched and (found := objects.other(id, text, cited - {id})):
                yield _told(rule, paragraph, id, found)


def _told(rule: Rule, paragraph: Checkable, id: str, found: ObjectExchange) -> Finding:
    theirs = f" {id} speaks of “{found.instead_of}”." if found.instead_of else f" {id} speaks of nothing like it."
    start = paragraph.text.find(found.word)
    if start < 0:
        return paragraph.remark(rule, found.word, rule.why + theirs)
    return paragraph.finding(rule, start, start + len(found.word), why=rule.why + theirs)


def _shown(text: str, weights: dict[str, float]) -> str:
    """The heaviest of these stems, as the text has it."""
    heaviest = max(sorted(weights), key=weights.__getitem__, default="")
    return next(
        (match[0] for match in re.finditer(WORD, text) if family(stem(match[0].casefold())) == heaviest), heaviest
    )


def _stems(text: str) -> list[str]:
    """The stems of the words that carry matter, adverbs aside."""
    return [family(stem(word)) for word in content(text) if not word.endswith("ly")]


def is_subject(stem: str) -> bool:
    """Whether a stem may say what a text is about, and not only how it is asked."""
    return stem not in _turns_of_speech() and not stem.isdecimal()


_OPENING = ("we", "will")


def _turns(text: str) -> list[str]:
    """The text's words as they are compared in their order, without what only opens a paragraph."""
    words = [word.casefold() for word in re.findall(WORD, text)]
    while words and words[0] in _OPENING:
        words.pop(0)
    return [word if word in STOP else family(stem(word)) for word in words]
