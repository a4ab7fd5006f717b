"""Combining texts that ask for the same: one that says the common core once, then what each adds.

Every word is a source's own; only what joins the additions to the core is new. What of a source is nowhere in it is
said, so that nobody takes the text for more than it is. The user edits it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from drafter.corpus.corpus import Corpus
from drafter.corpus.formula import formula
from drafter.corpus.languages import ENGLISH, is_english
from drafter.corpus.tokens import stems
from drafter.draft.inline_runs import opening
from drafter.draft.kept_words import lost, senses
from drafter.draft.layout import Kind
from drafter.review.adaptation import cleared, unfit
from drafter.review.checks.form import opened
from drafter.review.checks.rules import Rule
from drafter.review.unsaid import SAID, share, trimmed
from drafter.review.verb_phrases import MANNER, PURPOSE, clauses, kind_of, phrases, sentences

_NEARLY = 0.5
"""The part of a clause's words from which it isn't asked again, where it adds only `_MUCH` fewer words."""
_MUCH = 2
_CREDITED = 0.75
"""The part of a stretch's words that a source must have to be named as one that says this or nearly this."""
_ENDS = " .;,"
_OPENING = re.compile(r"(We will|We|Determined to) (?=[a-z])")
_OPENED_AGAIN = re.compile(r"(we will|we|will|determined to) (?=[a-z])", re.IGNORECASE)
_LEADING = re.compile(r"^(?:(?:and|or|as well as|also)\b|[,;:.]|\s)+", re.IGNORECASE)
_APART = re.compile(r"[.;:] \S")
"""What has several sentences, or a list, doesn't go on after a semicolon."""
_REFERS = re.compile(r"^(?:In (?:this|that) (?:regard|respect|connection|context), |(\w+ )(?:thereby|also|further) )")
_BEFORE = 4
"""What is added must stand within so many words of what it was added to in its source."""


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of the merged text, with the recommendations that say it."""

    text: str
    sources: tuple[str, ...]
    """In citation order."""
    joint: str = ""
    """What stands between it and what is before it, without a blank: `,`, `; and`."""
    added: bool = False
    """Whether it is no part of the base's text."""


@dataclass(frozen=True, slots=True)
class Combination:
    """A merged text, as drafter proposes it."""

    ids: tuple[str, ...]
    """What the sources are called, in their order: recommendations, in citation order, or paragraphs."""
    base: str
    """The source whose text is the core: the one that says most of what the others say."""
    stretches: tuple[Said, ...]
    """The text from beginning to end."""
    text: str
    """The merged text as one paragraph, to be edited."""
    left_out: tuple[Said, ...]
    """What of each source is nowhere in the text, most of it since the text says nearly the same; in citation order."""

    @property
    def core(self) -> tuple[Said, ...]:
        """The base's text, clause by clause."""
        return tuple(said for said in self.stretches if not said.added)

    @property
    def additions(self) -> tuple[Said, ...]:
        """What the others say that the core doesn't."""
        return tuple(said for said in self.stretches if said.added)

    @property
    def marked(self) -> str:
        """The same with the sources after each stretch: `Train judges [NO 1(a); SO 7(a)]; share data [SO 7(a)]`."""
        return "; ".join(f"{said.text.rstrip(_ENDS)} [{'; '.join(said.sources)}]" for said in self.stretches)


def combination(corpus: Corpus, ids: Sequence[str], rules: Sequence[Rule] = ()) -> Combination:
    """The merged text for these recommendations, at least one, without the report language for which the rules have
    other words, and without the sentences that no change of words makes a declaration's, as long as others are left.
    Raises KeyError for an id that the corpus hasn't.
    """
    ordered = corpus.in_order(ids)
    clear = {id: cleared(corpus.by_id[id].text, rules) for id in ordered}
    texts = {id: text for id in ordered if (text := declarable(clear[id], rules))} or clear
    made = combined(texts, formula(corpus), corpus.language)
    silent = (Said(corpus.by_id[id].text, (id,)) for id in ordered if id not in texts)
    rest = (Said(words, (id,)) for id in texts for words in lost(clear[id], made.text))
    left_out = sorted((*silent, *rest), key=lambda said: ordered.index(said.sources[0]))
    return replace(made, ids=tuple(ordered), left_out=tuple(left_out))


def declarable(text: str, rules: Sequence[Rule]) -> str:
    """The text, already `cleared`, without the sentences that no change of words makes a declaration's, and without
    what refers to them; empty where none is left.
    """
    kept: list[str] = []
    dropped = False
    for sentence in sentences(text):
        if unfit(sentence, rules):
            dropped = True
        else:
            kept.append(_alone(sentence) if dropped else sentence)
    return " ".join(kept)


def _alone(sentence: str) -> str:
    """The sentence without what refers to the one before it."""
    bare = _REFERS.sub(lambda match: match[1] or "", sentence, count=1)
    return f"{bare[:1].upper()}{bare[1:]}"


def combined(
    texts: Mapping[str, str],
    light: Collection[str] = frozenset(),
    language: str = ENGLISH,
    base: str | None = None,
) -> Combination:
    """The merged text for these, at least one, by what their sources are called; recommendations, or paragraphs that
    already open as a declaration's do: `We will` is then not said again. Stems that are `light` are every text's, and
    say little of whether one has what another asks. `base` is the one whose text is the core; None for that which
    says most of what the others say.
    """
    ordered = tuple(texts)
    if base is None:
        said_by = {id: frozenset(stems(text)) for id, text in texts.items()}
        base = max(ordered, key=lambda id: (_common(id, said_by), -ordered.index(id)))
    merging = _Merging(texts[base], light, is_english(language))
    for id in ordered:
        if id != base:
            merging.add(texts[id])
    stretches = _with_sources(merging.stretches(), texts, base, light)
    text = merging.text(stretches)
    left_out = tuple(Said(words, (id,)) for id, source in texts.items() for words in lost(source, text))
    return Combination(ordered, base, stretches, text, left_out)


@dataclass(slots=True)
class _Phrase:
    """A verb phrase of the merged text, with what was added to it."""

    text: str
    opening: str
    """How its sentence's subject and its mood are said: `We will`, `We`; empty for an imperative."""
    is_base: bool
    said: frozenset[str]
    tails: list[str] = field(default_factory=list)


class _Merging:
    """Puts texts together, phrase by phrase."""

    def __init__(self, base: str, light: Collection[str], is_english: bool) -> None:
        self._light, self._is_english = light, is_english
        self._base = base
        self._phrases = [_Phrase(text, mood, True, frozenset(senses(text))) for text, mood, _ in _moods(base)]

    def add(self, text: str) -> None:
        """Add what a further text says that isn't said yet."""
        for _, mood, bare in _moods(text):
            cut = clauses(bare)
            best = max(self._phrases, key=lambda each: share(cut[0], each.said, self._light))
            there = share(cut[0], best.said, self._light)
            known = frozenset().union(*(each.said for each in self._phrases))
            new = [there < SAID, *(share(clause, known, self._light) < SAID for clause in cut[1:])]
            if there >= SAID or (there >= _NEARLY and len(set(senses(cut[0])) - best.said - set(self._light)) < _MUCH):
                self._extend(best, cut, new)
            else:
                last = max(place for place, is_new in enumerate(new) if is_new)
                words = " ".join(cut[: last + 1])
                self._phrases.append(_Phrase(trimmed(words), mood, False, frozenset(senses(words))))

    def _extend(self, phrase: _Phrase, cut: Sequence[str], new: Sequence[bool]) -> None:
        """Let a phrase go on with the clauses that are new, where they can stand behind it."""
        for place, (clause, is_new) in enumerate(zip(cut, new, strict=True)):
            if place and is_new and _may_follow(phrase, clause, cut[place - 1]):
                phrase.tails.append(clause.rstrip(_ENDS))
                phrase.said |= frozenset(senses(clause))

    def stretches(self) -> Iterator[Said]:
        """The text, piece by piece, the joints between them chosen; the sources are not said yet."""
        own = [phrase for phrase in self._phrases if phrase.is_base]
        others = [phrase for phrase in self._phrases if not phrase.is_base]
        joint = ""
        for phrase in own:
            goes_on = bool(phrase.tails) or (phrase is own[-1] and bool(others))
            kept = phrase.text.rstrip(_ENDS) if goes_on else phrase.text
            first, *further = clauses(kept)
            yield Said(first, (), joint)
            yield from (Said(clause, ()) for clause in further)
            yield from _tails(phrase)
            joint = (phrase.text[len(kept) :].strip() or ",") if phrase.tails else ""
        is_preambular = bool(opening(self._base))
        is_listed = is_preambular or not self._is_english
        is_apart = bool(_APART.search(self._base)) and not is_preambular
        before = own[-1].opening
        for place, phrase in enumerate(others):
            begins = is_apart and not place
            is_last = place == len(others) - 1 and not is_listed
            joint = "." if begins else "; and" if is_last else ";"
            going_on = _going_on(phrase, before) if self._is_english else phrase.text
            yield Said(_beginning(phrase) if begins else going_on, (), joint, added=True)
            yield from _tails(phrase)
            before = phrase.opening

    def text(self, stretches: Sequence[Said]) -> str:
        """The stretches as one text, with the sign at its end that the base has there, or a full stop."""
        text = ""
        for said in stretches:
            text = f"{text}{said.joint} {said.text}" if text else said.text
        if not any(said.added for said in stretches):
            return text
        end = self._base[-1] if opening(self._base) and self._base[-1] in ",;" else "."
        return f"{text.rstrip(_ENDS)}{end}"


def _moods(text: str) -> Iterator[tuple[str, str, str]]:
    """Each verb phrase of a text, how its sentence opens for it, and the phrase without that."""
    for sentence in sentences(text):
        first, *further = phrases(sentence)
        said = _OPENING.match(first)
        mood = said[1] if said else ""
        yield first, mood, first[said.end() :] if said else first
        for phrase in further:
            bare = _LEADING.sub("", phrase)
            if again := _OPENED_AGAIN.match(bare):
                mood, bare = _MOODS[again[1].casefold()], bare[again.end() :]
            yield phrase, mood, bare


_MOODS = {"we": "We", "we will": "We will", "will": "We will", "determined to": "Determined to"}


def _beginning(phrase: _Phrase) -> str:
    """The phrase as a sentence of its own begins."""
    text = f"{phrase.opening} {phrase.text}".strip()
    return f"{text[:1].upper()}{text[1:]}"


def _going_on(phrase: _Phrase, before: str) -> str:
    """The phrase as it goes on with one that opened so."""
    text = _in_mid_sentence(phrase.text)
    if phrase.opening in ("", before):
        return f"to {text}" if phrase.opening == "Determined to" else text
    return f"{phrase.opening[0].lower()}{phrase.opening[1:]} {text}"


def _tails(phrase: _Phrase) -> Iterator[Said]:
    """What was added to a phrase, the first of its kind after a comma, the next after `and`."""
    begun = {clause.split()[0] for clause in clauses(phrase.text)[1:]}
    for tail in phrase.tails:
        bare = tail.removeprefix("and ")
        first = bare.split()[0]
        joint = "" if first == "that" else ", and" if first in begun or bare != tail else ","
        yield Said(bare, (), joint, added=True)
        begun.add(first)


def _may_follow(phrase: _Phrase, clause: str, before: str) -> bool:
    """Whether a clause can stand behind a phrase as it stands in its source behind the clause before it."""
    if _APART.search(phrase.text):
        return False
    if kind_of(clause) in (PURPOSE, MANNER):
        return True
    last = senses(" ".join([phrase.text, *phrase.tails]))[-_BEFORE:]
    return bool(set(senses(before)[-1:]).intersection(last))


def _with_sources(
    stretches: Iterable[Said], texts: Mapping[str, str], base: str, light: Collection[str]
) -> tuple[Said, ...]:
    """The stretches with who says each, or nearly; neighbours of the core with the same sources as one."""
    said_by = {id: frozenset(senses(text)) for id, text in texts.items()}
    found: list[Said] = []
    for each in stretches:
        sources = tuple(
            id
            for id, said in said_by.items()
            if (id == base and not each.added) or share(each.text, said, light) >= _CREDITED
        )
        last = found[-1] if found else None
        if last and not (last.added or each.added or each.joint) and last.sources == sources:
            found[-1] = replace(last, text=f"{last.text} {each.text}")
        else:
            found.append(replace(each, sources=sources))
    return tuple(found)


def _common(id: str, words: Mapping[str, frozenset[str]]) -> float:
    """How much of the others' words the recommendation has, and little besides."""
    mine = words[id]
    return sum(len(mine & others) / (len(mine | others) or 1) for other, others in words.items() if other != id)


def _in_mid_sentence(text: str) -> str:
    """With a small letter where a verb opens a recommendation, or a paragraph opens as a declaration's do: “; promote”,
    “; recalling”.
    """
    first, blank, rest = text.partition(" ")
    opens = opening(text) or (first.istitle() and opened(first, Kind.OP, 0, ()))
    return f"{first.lower()}{blank}{rest}" if opens else text
