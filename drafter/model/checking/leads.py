"""How a paragraph opens: the verb of a recommendation as a declaration says it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from drafter.model.checking.rules import Rule, RuleKind, Where
from drafter.model.layout import Kind
from drafter.model.terms import STOP


def opened(word: str, kind: Kind, depth: int, stative: Collection[str]) -> str | None:
    """How a paragraph opens that now opens with this imperative: `We will strengthen` for `Strengthen`.

    None for a word that can't be one.
    """
    low = word.casefold()
    if (len(word) > 1 and word.isupper()) or low in _NO_VERBS or low.endswith(("ing", "ed")):
        return None
    if depth > 0:
        return f"To {low}"
    if kind is Kind.PP:
        return gerund(low).capitalize() if low in stative else f"Determined to {low}"
    return f"We {low}" if low in stative else f"We will {low}"


def gerund(verb: str) -> str:
    """`emphasizing` of `emphasize`."""
    return f"{verb[:-1]}ing" if verb.endswith("e") and not verb.endswith("ee") else f"{verb}ing"


def stative_verbs(rules: Iterable[Rule], kind: Kind) -> frozenset[str]:
    """The verbs that, in such a paragraph, do what they say: “We emphasize”, not “We will emphasize”."""
    where = Where.PP if kind is Kind.PP else Where.OP
    return frozenset(
        word for rule in rules if rule.kind is RuleKind.OPENING and rule.where is where for word in rule.words
    )


_NO_VERBS = STOP - {"further", "include"} | {"member", "states", "some", "several", "sustainable", "efforts", "many"}
"""First words after which no imperative can be read; those in -ing and -ed aside."""
