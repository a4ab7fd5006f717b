"""From a report's wording to a declaration's, as a suggestion with the difference shown. Nothing changes by itself.

“The Kyoto declaration should highlight X” becomes “We highlight X.”; “Strengthen X” becomes “We will strengthen X.”,
“To strengthen X;” under a lead-in, “Determined to strengthen X,” in the preamble.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from drafter.corpus.languages import ENGLISH, is_english
from drafter.corpus.scripts import latin_sign, sign_in
from drafter.draft.inline_runs import opening
from drafter.draft.layout import Kind
from drafter.draft.word_difference import Difference, difference
from drafter.review.checks.form import before_verb, opened, stative_verbs
from drafter.review.checks.rules import Rule, RuleKind, Where, all_replaced
from drafter.review.checks.words import acronyms, hits
from drafter.review.verb_phrases import begins_with_verb, phrases, sentences

_OF_WORDS = (RuleKind.PATTERN, RuleKind.WORDS, RuleKind.SPELLING)
_FIRST = re.compile(r"^[\[(“\"]*([^\W\d_]+(?:-[^\W\d_]+)*)")
_AND_SHOULD = re.compile(r"(\band |; )should (?:further |also |then )?([a-z]+(?:-[a-z]+)*)")
_CLAUSE = re.compile(
    r"(?<!\band )(?<!; )\bshould\b|\b(?:could|would|must|may|can|shall|is|are|was|were|has|have|had"
    r"|that|which|who|whom|whose|what|where|when|while|how|why|whether|if|because|since)\b"
)
"""What tells of a clause with a subject of its own."""
_SPEAKS = re.compile(r"\b(?:we|declare)\b", re.IGNORECASE)
_MUST = r"(?:should|could|must|may|shall|need to|are to|is to) (?:also |further |therefore |then )?"
_STATES = re.compile(
    rf"(?:(?:all )?(?:member )?states|governments|countries) {_MUST}([a-z]+(?:-[a-z]+)*)", re.IGNORECASE
)
_BODIES = (
    r"United Nations Office on Drugs and Crime(?: \(UNODC\))?|Commission(?: on Crime Prevention and Criminal Justice)?"
    r"|international community|Secretariat|Secretary-General|General Assembly|private sector"
    r"|institutes of the [a-z ]{3,60}network"
)
_OTHERS = re.compile(rf"(UNODC|The (?:{_BODIES})) {_MUST}(?=[a-z]+)(?!be\b)")
_LED_IN = re.compile(
    r"((?:Building (?:up)?on|Taking into (?:account|consideration)|Bearing in mind|Drawing on|Recogni[sz]ing|Recalling"
    r"|Noting|In order to|With a view to|In (?:this|that) (?:regard|respect|connection|context)"
    r"|To that end|To this end|In line with|In accordance with"
    r"|Through|By|When|As part of|For this purpose)\b[^.;]{0,200}?, )([a-z]+(?:-[a-z]+)*)\b(?!,)"
)
"""Words that lead in to what is to be done, and the verb that says it."""
_JOINT = re.compile(r"(?:and )?(?:(?:we )?will |we )?(?=(?:further |also )?([a-z]+))")
_ROUNDS = 5
"""Suggestions may make room for one another; more rounds than this find nothing new."""
_LONGEST_OPENING = 300
"""Signs of a sentence's beginning that tell how it opens."""
_LONGER, _LONGEST_WORDS = 4, 1_000
"""How many times as long suggestions may make a text, and how many signs longer a short one."""
_ENDED = re.compile(r"[\s.,;:。，；：、؛،]+$")


@dataclass(frozen=True, slots=True)
class Adaptation:
    """A suggested wording."""

    text: str
    difference: Difference
    declined: str = ""
    """Why nothing is suggested, as a sentence: the text is then as it was. Empty where none is needed."""


def adaptation(
    text: str,
    kind: Kind,
    rules: Iterable[Rule],
    *,
    depth: int = 0,
    governs: bool = False,
    known: Collection[str] = (),
    language: str = ENGLISH,
) -> Adaptation:
    """The text in declaration wording, for a paragraph of this kind, or a sub-paragraph (depth 1 and more).

    `governs` says that sub-paragraphs follow it; `known` are the acronyms that need no words any more. Declined is what
    can't be a declaration's, whatever its words: an instruction to those who hold the congress, an account of a
    discussion, and what says nothing that “we” might do. A text that needs nothing comes back as it is, its difference
    one stretch. Of a text in another `language` than English, grammar tells nothing: the rules alone do.
    """
    rules = list(rules)
    if not is_english(language):
        return _by_rules(text, kind, rules, depth, governs)
    stative = stative_verbs(rules, kind)
    clear = cleared(text, rules)
    verbs = _verbs(rules) | stative
    said = _opened(_with_actor(clear, kind, depth, stative), kind, depth, stative)
    why = _reason_to_decline(text, clear, said, kind, depth, rules)
    if why:
        return Adaptation(text, difference(text, text), why)
    if kind is Kind.OP and depth == 0:
        said = _one_mood(_further_sentences(said, stative), stative)
    said = _coordinated(said, kind, depth, stative, verbs)
    said = _ended(_spelled_out(said, rules, known), kind, depth, governs)
    return Adaptation(said, difference(text, said))


def _by_rules(text: str, kind: Kind, rules: Sequence[Rule], depth: int, governs: bool) -> Adaptation:
    """The text as the rules of its language have it: without a report's words, opened as they say."""
    where = Where.SUB if depth else Where(kind.value)
    clear = cleared(text, [replace(rule, where=Where.ALL) if rule.where is where else rule for rule in rules])
    if why := unfit(clear, rules):
        return Adaptation(text, difference(text, text), f"Nothing is suggested. {why}")
    said, is_open = clear, True
    for rule in (rule for rule in rules if rule.kind is RuleKind.OPENING and rule.where is where):
        first = _FIRST.match(clear)
        is_open = rule.regex.match(clear) is not None
        new = before_verb(rule, first[1]) if first and not is_open else None
        if first and new:
            said, is_open = clear[: first.start(1)] + new + clear[first.end(1) :], True
    if not is_open:
        return Adaptation(text, difference(text, text), _UNKNOWN)
    said = _ended(said, kind, depth, governs)
    return Adaptation(said, difference(text, said))


_UNKNOWN = "Nothing is suggested: no rule of this language says how the text is to open."


def unfit(text: str, rules: Iterable[Rule]) -> str:
    """Why the text can't stand in a declaration, by the first rule that says so; empty where none does."""
    return next((rule.why for rule in rules if rule.unfit and hits(rule, text)), "")


def _reason_to_decline(text: str, clear: str, said: str, kind: Kind, depth: int, rules: Sequence[Rule]) -> str:
    # “The declaration should be short” must be seen, of which the first words are left out.
    kept = clear if clear == text else cleared(text, [rule for rule in rules if rule.suggestion != ""])
    if why := unfit(clear, rules) or unfit(kept, rules):
        return f"Nothing is suggested. {why}"
    first = _FIRST.match(said)
    if kind is Kind.OP and depth == 0 and first and not _SPEAKS.search(said[:_LONGEST_OPENING].partition(". ")[0]):
        return "Nothing is suggested: the text doesn’t begin with what is to be done, nor with who is to do it."
    return ""


def _with_actor(text: str, kind: Kind, depth: int, stative: Collection[str]) -> str:
    """The text with its actor as a declaration has it: “We will” for “Member States should”, “We request UNODC to” for
    “UNODC should”; and with a “we” behind words that lead in: “In order to …, we will include …”.
    """
    if kind is not Kind.OP or depth:
        return text
    if states := _STATES.match(text):
        return states[1][:1].upper() + states[1][1:] + text[states.end() :]
    if others := _OTHERS.match(text):
        asks = "request" if "UNODC" in others[1] or "Office" in others[1] else "invite"
        name = others[1][0].lower() + others[1][1:] if others[1].startswith("The ") else others[1]
        return f"We {asks} {name} to {text[others.end() :]}"
    return _led_in(text, stative)


def _one_mood(text: str, stative: Collection[str]) -> str:
    """The text with what its sentences ask for further on in the mood of each verb, “We underline X and will consider
    Y”, and with an “and” before the last of what stands apart by semicolons.
    """
    return " ".join(_of_one_mood(sentence, stative) for sentence in sentences(text))


def _of_one_mood(sentence: str, stative: Collection[str]) -> str:
    opened_as = _COMMITS.match(sentence)
    first, *further = phrases(sentence)
    if opened_as is None or not further:
        return sentence
    said, is_will = [first], opened_as[1] == "will"
    for phrase in further:
        joint = _JOINT.match(phrase)
        assert joint is not None, "a phrase begins with its verb, or what leads to it"
        apart = said[-1].endswith(";")
        does = joint[1] in stative
        bare = phrase[joint.end() :]
        if does == is_will and not (does and not apart):
            bare = f"{'we ' if apart else ''}{'' if does else 'will '}{bare}"
        elif "will " in joint[0] or "we " in joint[0]:
            bare = joint[0].removeprefix("and ") + bare
        is_last = phrase is further[-1]
        said.append(f"and {bare}" if joint[0].startswith("and ") or (apart and is_last) else bare)
        is_will = is_will if not apart and does else not does
    return " ".join(said)


_COMMITS = re.compile(r"(?:[^.;]{0,200}, )?[Ww]e (\w+)")


def _spelled_out(text: str, rules: Iterable[Rule], known: Collection[str]) -> str:
    """The text with what acronyms stand for where it mentions them first, as far as a rule knows it."""
    for rule in rules:
        if rule.kind is RuleKind.ACRONYM:
            found = acronyms(rule, text, set(known))
            places = [(hit.start, hit.end, hit.suggestion) for hit in found if hit.suggestion is not None]
            text = all_replaced(text, places) if places else text
    return text


def _is_of_words(rule: Rule) -> bool:
    """Whether it finds words, wherever they stand."""
    return rule.kind in _OF_WORDS and rule.where is Where.ALL


def cleared(text: str, rules: Iterable[Rule]) -> str:
    """The text with every suggestion of the rules of words taken, until none is left, or they make it much longer."""
    chosen = [rule for rule in rules if _is_of_words(rule)]
    most = _LONGER * len(text) + _LONGEST_WORDS
    for _ in range(_ROUNDS):
        before = text
        for rule in chosen:
            said = _taken(rule, text)
            text = said if len(said) <= most else text
        if text == before:
            break
    return text


def _taken(rule: Rule, text: str) -> str:
    """Take every suggestion of this rule, as long as words are left."""
    places = [(hit.start, hit.end, hit.suggestion) for hit in hits(rule, text) if hit.suggestion is not None]
    return (all_replaced(text, places) or all_replaced(text, places[1:]) or text) if places else text


def _opened(text: str, kind: Kind, depth: int, stative: Collection[str]) -> str:
    """Open the text as a declaration does, where it begins with a verb."""
    match = _FIRST.match(text)
    if match is None or match[1].casefold() in ("we", "to"):
        return text
    if kind is Kind.PP and depth == 0 and opening(text):
        return text
    said = opened(match[1], kind, depth, stative)
    return text if said is None else text[: match.start(1)] + said + text[match.end(1) :]


def _verbs(rules: Iterable[Rule]) -> frozenset[str]:
    """The verbs of which the rules know how strongly they ask."""
    return frozenset(verb for rule in rules for level in rule.levels for verb in level)


def _further_sentences(text: str, stative: Collection[str]) -> str:
    """The text with every sentence after the first opened as well, where it begins with a verb, or with words that lead
    in to one.
    """
    first, *further = sentences(text)
    return " ".join([first, *(_further_sentence(sentence, stative) for sentence in further)])


def _further_sentence(sentence: str, stative: Collection[str]) -> str:
    if begins_with_verb(sentence) or sentence.partition(" ")[0].casefold() in stative:
        return _opened(sentence, Kind.OP, 0, stative)
    return _led_in(sentence, stative)


def _led_in(text: str, stative: Collection[str]) -> str:
    """The text with a “we” behind words that lead in: “In order to …, we will include …”."""
    led = _LED_IN.match(text)
    if led and begins_with_verb(text[led.end(1) :]) and (new := opened(led[2], Kind.OP, 0, stative)):
        return f"{led[1]}{new[0].lower()}{new[1:]}{text[led.end() :]}"
    return text


def _coordinated(text: str, kind: Kind, depth: int, stative: Collection[str], verbs: Collection[str]) -> str:
    """The text with what its sentences say further on put as their openings are: “We highlight X, and encourage Y” of
    “…, and should encourage Y”. Left as it is where a clause stands between, since its subject may be meant.
    """
    before = _Sentence(text, lambda sentence: _is_opened(sentence, kind, depth))

    def said(match: re.Match[str]) -> str:
        before.go_to(match.start())
        # “; should resources permit” is a condition: after a semicolon, the verb must be one that is known.
        certain = match[1] == "and " or match[2] in verbs
        if not certain or not before.opened or before.has_clause:
            return match[0]
        new = opened(match[2], kind, depth, stative)
        return match[0] if new is None else match[1] + (new[0].lower() + new[1:]).removeprefix("we ")

    return _AND_SHOULD.sub(said, text)


class _Sentence:
    """The sentence that stands before a place in a text, as one goes on from place to place: each word is looked at
    once, however many places there are.
    """

    def __init__(self, text: str, is_opened: Callable[[str], bool]) -> None:
        self._text, self._is_opened = text, is_opened
        self._begin(0)

    def _begin(self, start: int) -> None:
        head = self._text[start : start + _LONGEST_OPENING].partition(". ")[0]
        self.opened, self.has_clause, self._place = self._is_opened(head.lstrip('[(“"')), False, start

    def go_to(self, place: int) -> None:
        """Go on to a later place, where a word begins."""
        stop = self._text.rfind(". ", max(0, self._place - 1), place)
        if stop >= 0:
            self._begin(stop + 2)
        self.has_clause = self.has_clause or _CLAUSE.search(self._text, self._place, place) is not None
        self._place = place


def _is_opened(sentence: str, kind: Kind, depth: int) -> bool:
    """Whether it opens as a declaration's does."""
    if kind is Kind.PP and depth == 0:
        return bool(opening(sentence))
    return sentence.startswith("To " if depth else "We ")


def _ended(text: str, kind: Kind, depth: int, governs: bool) -> str:
    """End the text with the sign that its place asks for, where it ends in no sign that may stand there."""
    if text.endswith(("]", ")", "”", '"', "»", "）", "」")):
        return text
    sign = ":" if governs else "," if kind is Kind.PP and depth == 0 else ";" if depth else "."
    allowed = (",", ";") if kind is Kind.PP and not governs else (";", ".") if depth and not governs else (sign,)
    return text if latin_sign(text[-1:]) in allowed else _ENDED.sub("", text) + sign_in(text, sign)
