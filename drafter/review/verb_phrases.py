"""What a recommendation asks for, one verb after another, and the clauses of each: the parts of a text that can be
said, or left out, by themselves.

English puts a noun where a verb may stand (“policies and support measures”), and a comma where a list goes on. Where it
isn't certain that another verb begins, the text is left in one piece.
"""

from __future__ import annotations

import re
from itertools import pairwise

from drafter.corpus.tokens import content
from drafter.draft.kept_words import senses

_PLAIN_VERBS = """
    acknowledge adopt advocate allocate analyse apply appreciate ascertain assess assist avoid bear build
    clarify collect complement consider consolidate continue convene create cultivate deepen deploy develop
    devise devote discuss disseminate draft earmark elaborate eliminate emphasize enable enact encourage
    endeavour endorse enhance enlarge ensure equip eradicate establish evaluate examine expand expedite explore
    express extend facilitate finalize formulate foster furnish give guarantee harmonize help highlight identify
    implement improve include incorporate inform initiate institute integrate intensify introduce invest
    investigate invite keep launch leverage mainstream maintain make maximize minimize mobilize modernize note
    nurture offer operationalize optimize organize participate pay prepare preserve prevent prioritize produce
    promote prosecute protect provide publish pursue raise ratify reaffirm recall recognize recommend reduce
    refine reinforce reiterate remove render replicate respond revise revisit safeguard seek set share simplify
    stimulate streamline strengthen strive tackle tailor take train underline underscore undertake update
    upgrade uphold urge utilize welcome widen
    """
_NOUNS_TOO = """
    access address aim approach attempt call campaign channel combat commit conduct contact counter cover design equal
    exchange fight focus fund grant hold increase link map measure monitor open plan process profile progress regard
    release report request research respect review scale stress study support target transfer trust use work
    """
VERBS = frozenset(f"{_PLAIN_VERBS} {_NOUNS_TOO}".split())
"""Verbs in which the texts of the field say what is to be done. Those that are nouns as often are verbs where the words
after them show it."""
_OR_NOUN = frozenset(_NOUNS_TOO.split())
_AFTER_VERB = re.compile(
    r" (?:(?:the|an?|all|any|their|its|our|these|those|this|such|each|more|on|in|upon|for|together|with)\b"
    r"|and [a-z]+ the\b"
    r"|(?:[a-z]+-)?[a-z]+(?:ing|al|ive|able|ous|ary|ed)\b|(?:best|good|available|new|relevant|joint) |[A-Z])"
)
"""What stands after a verb rather than after a noun."""
_LED = r"(?:(?:also|further|then|therefore|fully|effectively|continue to|we will|we|will) )*"
_JOINT = re.compile(rf"(?P<joint>;(?: and)?|, and|,| and) {_LED}(?P<verb>[A-Za-z]+)\b(?=(?P<rest>.{{0,24}}))")
_SENTENCE = re.compile(r"(?<=\.)\s+(?=[A-Z])")
_NO_INFINITIVE = (
    r"(?:the|an?|all|any|their|our|its|such|those|these|crimes?|justice|victims|women|children|member|states"
    r"|new|international|[a-z-]+(?:ing|tion|ment|ity|al|ness|ism))\b"
)
_FIRST = re.compile(r"(?:(?:also|further|then|therefore|fully|effectively) )*([a-z]+)\b", re.IGNORECASE)
_DEPENDENT = re.compile(rf"\b(?:to (?!{_NO_INFINITIVE})[a-z]+|that|which|who|whose|whom|how|whether|if)\b")
"""After these words a verb may belong to what they begin."""
_LOOKED_AT = 300
"""Signs before a verb among which what it may depend on is looked for."""

_PURPOSE = r"with (?:a|the) view to|in order to|so as to|with the aim of|aimed at|for the purpose of"
_PARTS = r"including|in particular|particularly|especially|such as|notably"
_MANNER = r"through|by (?:[a-z]+ing\b|means)|while|thereby|bearing in mind|taking into|based on"
_LEADS_ON = r"(?<! and)(?<!including)(?<!particularly)(?<!such as)"
_CLAUSE = re.compile(
    rf"{_LEADS_ON} (?=(?:and )?(?:as well as|{_PURPOSE}|{_PARTS}|{_MANNER})\b)"
    r"| (?=and to\b)|(?<=;) |(?<=,) (?=(?:which|who|whose)\b)"
    r"|(?<=[a-z]s)(?<!States) (?=that [a-z]+ )"
)
_KINDS = tuple(re.compile(rf"(?:and )?(?:including )?(?:{words})\b") for words in (_PURPOSE, _MANNER, _PARTS))
PURPOSE, MANNER, PARTS = range(3)
_PIECE = 2
"""Words that carry matter in a clause; what has fewer belongs to the one before it."""


def sentences(text: str) -> list[str]:
    """The text cut at every sentence's end."""
    return _SENTENCE.split(text)


def phrases(text: str) -> list[str]:
    """The text cut before each verb that says what else is to be done, and at every sentence's end; joined by spaces,
    the phrases give the text.
    """
    found: list[str] = []
    for sentence in sentences(text):
        found += _phrases_of(sentence)
    return found


def _phrases_of(sentence: str) -> list[str]:
    cuts, lists_on = [0], False
    for match in _JOINT.finditer(sentence):
        place = sentence.index(" ", match.start())
        if not _is_verb(match):
            continue
        before = sentence[max(cuts[-1], place - _LOOKED_AT) : place]
        # What was added in between, as after “in particular”, ends what a verb may depend on.
        near = _CLAUSE.split(before)[-1] if match["joint"] == " and" else before
        depends = not match["joint"].startswith(";") and _DEPENDENT.search(near) is not None
        if not _has_object(before):
            continue
        if depends and match["joint"] == ",":
            lists_on = True
        elif not depends or (match["joint"] == ", and" and not lists_on):
            cuts.append(place)
            lists_on = False
    return [sentence[start:end].strip() for start, end in pairwise([*cuts, len(sentence)])]


def _has_object(phrase: str) -> bool:
    """Whether the phrase says more than verbs, and doesn't lead on to the next: “develop”, “measures to;”."""
    return not phrase.endswith((" to;", ":")) and any(word not in VERBS for word in content(phrase))


def _is_verb(match: re.Match[str]) -> bool:
    return _says_verb(match["verb"], match["rest"])


def begins_with_verb(text: str) -> bool:
    """Whether the text, which may stand in the midst of a sentence, begins with a verb that says what to do."""
    match = _FIRST.match(text)
    return match is not None and _says_verb(match[1], text[match.end() :])


def _says_verb(word: str, rest: str) -> bool:
    verb = word.casefold()
    return verb in VERBS and (verb not in _OR_NOUN or _AFTER_VERB.match(rest) is not None)


def clauses(phrase: str) -> list[str]:
    """The phrase cut where something is added that may be left out; joined by spaces, the clauses give the phrase."""
    cut: list[str] = []
    for piece in _CLAUSE.split(phrase):
        if cut and len(senses(piece)) < _PIECE:
            cut[-1] = f"{cut[-1]} {piece}"
        else:
            cut.append(piece)
    return cut


def kind_of(clause: str) -> int | None:
    """What the clause adds: `PURPOSE`, `MANNER` or `PARTS`; None for anything else."""
    return next((number for number, pattern in enumerate(_KINDS) if pattern.match(clause)), None)
