"""Combining texts that ask for the same: one that says the common core once, then what each adds.

Every word is a source's own; only what joins the additions to the core is new. What of a source is nowhere in it is
said, so that nobody takes the text for more than it is. The user edits it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from drafter.corpus.corpus import Corpus
from drafter.corpus.tokens import stems
from drafter.draft.inline_runs import opening
from drafter.draft.kept_words import CLAUSE, lost
from drafter.draft.layout import Kind
from drafter.review.checks.form import opened

_CUT = re.compile(
    r"(?<=[,;.:])\s+"
    r"|\s+(?=(?:including|with a view to|in order to|as well as|through|while|thereby|so as to|bearing in mind)\b)"
    r"|\s+(?=and to\b)"
)
_SHARED = 0.6
"""The part of a clause's words that another text must have to say the same."""
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
    """What stands between an addition and what is before it: where both follow one another in the source, what stands
    there; else a comma where the addition goes on with a sentence, and a semicolon where it begins one.
    """


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


def combination(corpus: Corpus, ids: Sequence[str]) -> Combination:
    """The merged text for these recommendations, at least one. Raises KeyError for an id that the corpus hasn't."""
    return combined({id: corpus.by_id[id].text for id in corpus.in_order(ids)})


def combined(texts: Mapping[str, str]) -> Combination:
    """The merged text for these, at least one, by what their sources are called; recommendations, or paragraphs that
    already open as a declaration's do: `We will` is then not said again.
    """
    ordered = tuple(texts)
    said_by = {id: frozenset(stems(text)) for id, text in texts.items()}
    base = max(ordered, key=lambda id: (_common(id, said_by), -ordered.index(id)))
    core = _joined(_said(clause, said_by, base) for clause in clauses(texts[base]))
    others = {id: text for id, text in texts.items() if id != base}
    blocks: list[list[Said]] = []
    known = set(said_by[base])
    for id, text in others.items():
        additions: list[Said] = []
        before, follows = "", False
        for clause, is_new in _new(clauses(text), known):
            if is_new:
                additions.append(_added(_going_on(clause, texts[base]), before, said_by, id, follows=follows))
                known.update(stems(clause))
            elif follows:
                additions[-1] = replace(additions[-1], text=_LEADING_ON.sub("", additions[-1].text))
            before, follows = clause, is_new
        blocks.append(additions)
    # What goes on with a sentence of its source goes on with the core, which says nearly that sentence.
    blocks.sort(key=lambda block: bool(block) and block[0].joint.startswith(";"))
    added = tuple(said for block in blocks for said in block)
    said = _text(core, added)
    left_out = tuple(Said(words, (id,)) for id, text in others.items() for words in lost(text, said))
    return Combination(ordered, base, core, added, left_out)


def _new(cut: Sequence[str], known: Collection[str]) -> Iterator[tuple[str, bool]]:
    """Each clause, and whether it is to be added to what is known. What stands in the midst of a sentence between two
    that are is added with them, as its source has it: without it, they would be no sentence.
    """
    so_far, new = set(known), []
    for clause in cut:
        new.append(not _says(so_far, clause))
        so_far.update(stems(clause) if new[-1] else ())
    for at, clause in enumerate(cut):
        inside = 0 < at < len(cut) - 1 and new[at - 1] and new[at + 1]
        goes_on = inside and not {cut[at - 1][-1], clause[-1]} & set(".;")
        yield clause, new[at] or goes_on


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


def _says(words: set[str] | frozenset[str], clause: str, least: float = _SHARED) -> bool:
    asked = set(stems(clause))
    return len(asked & words) >= least * len(asked)


def _said(clause: str, words: Mapping[str, frozenset[str]], base: str) -> Said:
    """The clause with the base and every other source that says most of it."""
    return Said(clause, tuple(id for id, said in words.items() if id == base or _says(said, clause, _CREDITED)))


def _added(clause: str, before: str, said_by: Mapping[str, frozenset[str]], id: str, *, follows: bool) -> Said:
    """A clause as an addition. `before` is the clause before it in its source, empty for the first; `follows` says
    that it is an addition too.
    """
    text = clause.rstrip(_ENDS) if follows and before[-1] not in ".;" else _LEADING.sub("", clause).rstrip(_ENDS)
    sign = before[-1:]
    joint = "; " if not before or sign in ".;" else " " if follows and sign != "," else ", "
    return Said(text if before else _in_mid_sentence(text), _said(clause, said_by, id).sources, joint)


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
