"""Combining texts that ask for the same: one that says the common core once, then what each adds.

Every word is a source's own; only what joins the additions to the core is new. What of a source is nowhere in it is
said, so that nobody takes the text for more than it is. The user edits it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from drafter.corpus.corpus import Corpus
from drafter.corpus.formula import formula
from drafter.corpus.languages import ENGLISH, is_english
from drafter.corpus.tokens import stems
from drafter.draft.inline_runs import opening
from drafter.draft.kept_words import CLAUSE, lost
from drafter.draft.layout import Kind
from drafter.review.adaptation import cleared
from drafter.review.checks.form import opened
from drafter.review.checks.rules import Rule

_CUT = re.compile(
    r"(?<=[,;.:])\s+"
    r"|\s+(?=(?:including|with a view to|in order to|as well as|through|while|thereby|so as to|bearing in mind)\b)"
    r"|\s+(?=and to\b)"
)
_SHARED = 0.6
"""The part of a clause's words that another text must have to say the same."""
_GOVERNS = 0.8
"""The part of the words before an addition that the core must have for the addition to go on with it."""
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=\S)")
_CREDITED = 0.75
"""The part of them that a source must have to be named as one that says this or nearly this."""
_LEADING_ON = re.compile(r"(?:[,:]?\s+(?:and|or|including|through|by|with|such as|as well as)\b)+[,:]?$")
"""What leads on to a clause that doesn't come."""
_ENDS = " .;,"
_OPENED = re.compile(r"We will (?=[a-z])")
_LEADING = re.compile(r"^(?:and|or|as well as|[,;:.]|\s)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of the merged text, with the recommendations that say it."""

    text: str
    sources: tuple[str, ...]
    """In citation order."""
    joint: str = ""
    """What stands between an addition and what is before it: a comma where it goes on with the core's sentence, a
    semicolon where it begins one."""


@dataclass(frozen=True, slots=True)
class Combination:
    """A merged text, as drafter proposes it."""

    ids: tuple[str, ...]
    """What the sources are called, in their order: recommendations, in citation order, or paragraphs."""
    base: str
    """The source whose text is the core: the one that says most of what the others say."""
    core: tuple[Said, ...]
    """The base's text, clause by clause."""
    additions: tuple[Said, ...]
    """Clauses of the others that the core doesn't say: what goes on with its sentence, then the rest."""
    left_out: tuple[Said, ...]
    """What of each of the others is nowhere in the text, since the core says nearly the same; in citation order."""

    @property
    def text(self) -> str:
        """The merged text as one paragraph, to be edited."""
        return _text(self.core, self.additions)

    @property
    def marked(self) -> str:
        """The same with the sources after each stretch: `Train judges [NO 1(a); SO 7(a)]; share data [SO 7(a)]`."""
        stretches = (*self.core, *self.additions)
        return "; ".join(f"{said.text.rstrip(_ENDS)} [{'; '.join(said.sources)}]" for said in stretches)


def combination(corpus: Corpus, ids: Sequence[str], rules: Sequence[Rule] = ()) -> Combination:
    """The merged text for these recommendations, at least one, without the report language for which the rules have
    other words. Raises KeyError for an id that the corpus hasn't.
    """
    texts = {id: cleared(corpus.by_id[id].text, rules) for id in corpus.in_order(ids)}
    return combined(texts, formula(corpus), corpus.language)


def combined(texts: Mapping[str, str], light: Collection[str] = frozenset(), language: str = ENGLISH) -> Combination:
    """The merged text for these, at least one, by what their sources are called; recommendations, or paragraphs that
    already open as a declaration's do: `We will` is then not said again. Stems that are `light` are every text's, and
    say of none that it has what another asks.
    """
    ordered = tuple(texts)
    said_by = {id: frozenset(stems(text)) for id, text in texts.items()}
    base = max(ordered, key=lambda id: (_common(id, said_by), -ordered.index(id)))
    core = _joined(_said(clause, said_by, base, light) for clause in clauses(texts[base]))
    others = {id: text for id, text in texts.items() if id != base}
    blocks: list[list[Said]] = []
    known = set(said_by[base])
    for id, text in others.items():
        block: list[Said] = []
        for sentence in _SENTENCE.split(text):
            piece = _addition(sentence, known, texts[base], light, language)
            if piece:
                block.append(replace(piece, sources=_said(piece.text, said_by, id, light).sources))
                known.update(stems(piece.text))
        blocks.append(block)
    # What goes on with a sentence of its source goes on with the core, which says nearly that sentence.
    blocks.sort(key=lambda block: bool(block) and block[0].joint.startswith(";"))
    joined = tuple(said for block in blocks for said in block)
    said = _text(core, joined)
    left_out = tuple(Said(words, (id,)) for id, text in others.items() for words in lost(text, said))
    return Combination(ordered, base, core, joined, left_out)


def unsaid(source: str, text: str, light: Collection[str] = frozenset()) -> tuple[str, ...]:
    """The clauses of a source that a text doesn't say, in the source's own words; `light` as in `combined`."""
    said = set(stems(text))
    left = (clause for clause in clauses(source) if not _says(said, clause, _SHARED, light))
    return tuple(_LEADING_ON.sub("", clause.strip(_ENDS)) for clause in left)


def _addition(sentence: str, known: Collection[str], base: str, light: Collection[str], language: str) -> Said | None:
    """What a sentence of another source adds to what is known, its sources to be told; None where that says it.

    A text that parses comes first: what is new goes on with the core only where the core says what it goes on with,
    and ends with it. Else it is added with the words that govern it in its source, though they may be known.
    """
    cut = clauses(sentence)
    new = [at for at, clause in enumerate(cut) if not _says(known, clause, _SHARED, light)]
    if not new:
        return None
    governing = " ".join(cut[: new[0]])
    goes_on = bool(governing) and _ends_alike(base, governing, light)
    words = " ".join(cut[new[0] if goes_on else 0 : new[-1] + 1])
    if goes_on:
        return Said(_LEADING.sub("", words).rstrip(_ENDS), (), ", ")
    led = _LEADING_ON.sub("", _going_on(_LEADING.sub("", words), base)) if new[-1] + 1 < len(cut) else words
    text = _LEADING.sub("", _going_on(led, base)).rstrip(_ENDS)
    text = _in_mid_sentence(text) if is_english(language) else text
    return Said(text, (), "; ")


def _ends_alike(base: str, governing: str, light: Collection[str]) -> bool:
    """Whether what goes on with the one goes on with the other: the base is one sentence, which says that and ends with
    it.
    """
    if _SENTENCE.search(base) or not _says(stems(base), governing, _GOVERNS, light):
        return False
    cut = clauses(base)
    return len(cut) == 1 or _says(stems(governing), cut[-1], _GOVERNS, light)


def clauses(text: str) -> list[str]:
    """The text cut where a clause may stand alone; joined by spaces, the clauses give the text."""
    cut: list[str] = []
    for piece in _CUT.split(text):
        if cut and (len(stems(piece)) < CLAUSE or len(stems(cut[-1])) < CLAUSE):
            cut[-1] = f"{cut[-1]} {piece}"
        else:
            cut.append(piece)
    return cut


def _common(id: str, words: Mapping[str, frozenset[str]]) -> float:
    """How much of the others' words the recommendation has, and little besides."""
    mine = words[id]
    return sum(len(mine & others) / (len(mine | others) or 1) for other, others in words.items() if other != id)


def _says(words: Collection[str], clause: str, least: float, light: Collection[str]) -> bool:
    asked = set(stems(clause))
    asked = asked.difference(light) or asked
    return len(asked.intersection(words)) >= least * len(asked)


def _said(clause: str, words: Mapping[str, frozenset[str]], base: str, light: Collection[str]) -> Said:
    """The clause with the base and every other source that says most of it."""
    return Said(clause, tuple(id for id, said in words.items() if id == base or _says(said, clause, _CREDITED, light)))


def _going_on(clause: str, base: str) -> str:
    """The clause as it goes on from the base: without the opening that both have."""
    same = _OPENED.match(clause)
    return clause[same.end() :] if same and base.startswith(same[0]) else clause


def _in_mid_sentence(text: str) -> str:
    """With a small letter where a verb opens a recommendation, or a paragraph opens as a declaration's do: “; promote”,
    “; we promote”, “; recalling”.
    """
    first, blank, rest = text.partition(" ")
    opens = first == "We" or opening(text) or (first.istitle() and opened(first, Kind.OP, 0, ()))
    return f"{first.lower()}{blank}{rest}" if opens else text


def _text(core: Iterable[Said], additions: Iterable[Said]) -> str:
    text = " ".join(said.text for said in core)
    added = "".join(f"{said.joint}{said.text}" for said in additions)
    end = text[-1] if opening(text) and text[-1] in ",;" else "."  # a preambular paragraph keeps its sign
    return f"{text.rstrip(_ENDS)}{added}{end}" if added else text


def _joined(said: Iterator[Said]) -> tuple[Said, ...]:
    """Neighbours with the same sources as one."""
    stretches: list[Said] = []
    for stretch in said:
        if stretches and stretches[-1].sources == stretch.sources:
            stretches[-1] = Said(f"{stretches[-1].text} {stretch.text}", stretch.sources)
        else:
            stretches.append(stretch)
    return tuple(stretches)
