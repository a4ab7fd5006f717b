"""How long a negotiation of all Member States takes: many amendments at once, one more, and what shows them.

    python -m tests.benchmarks.negotiation [--check]

A draft of 100 paragraphs of 60 words each, and parties that propose 30 amendments each: other words, added and deleted
ones, several places in a paragraph, whole versions; one in five is another party's as well. Printed are, for 10 to 193
parties, the seconds to consolidate all of them, those to add one more (as a command finds it, with nothing kept in
memory), those of the list of what is open, and of each view of the draft. `--check` fails where the bounds below do not
hold, or where 193 parties take far more than their share; a machine that is busy with something else may be slower than
drafter is.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from statistics import quantiles
from time import perf_counter

from drafter.draft.draft import Draft
from drafter.draft.text import ATTRIBUTED, BASE, LONGEST, SHORTEST, UNATTRIBUTED, Stand, View, ViewKind
from drafter.draft.viewed import viewed
from drafter.negotiation import acts, hunks
from drafter.negotiation.amendments import Amendment, apply
from drafter.negotiation.ledger import ledger
from drafter.negotiation.proposals import proposals
from drafter.storage import corpus_yaml, folders
from tests.builders import draft, paragraph

PARTIES = (10, 50, 100, 193)
PARAGRAPHS, WORDS, AMENDMENTS = 100, 60, 30
BOUNDS = {"all": 2.0, "one more": 0.020, "proposals": 0.100, "ledger": 0.100, "view": 0.100}
"""Seconds, with 193 parties."""
STEEPEST = 1.5
"""How many times its share of the amendments 193 parties may take, by 50."""


class Negotiation:
    """A draft and what parties want of it, the same at every run."""

    def __init__(self, parties: int, seed: int = 15) -> None:
        self.chance = Random(seed)
        real = corpus_yaml.load(folders.CORPUS)
        self.words = [word for each in real.recommendations for word in each.text.split()]
        texts = [" ".join(self._some(WORDS)) for _ in range(PARAGRAPHS)]
        self.draft = draft(*(paragraph(f"p{number}", text) for number, text in enumerate(texts)))
        self.wanted: dict[str, list[str]] = {}
        self.amendments = [
            self.amendment(f"P{party}", f"p{number}")
            for party in range(parties)
            for number in self.chance.sample(range(PARAGRAPHS), AMENDMENTS)
        ]

    def _some(self, count: int) -> list[str]:
        start = self.chance.randrange(len(self.words) - count)
        return self.words[start : start + count]

    def amendment(self, party: str, id: str) -> Amendment:
        others = self.wanted.setdefault(id, [])
        text = self.chance.choice(others) if others and self.chance.random() < 0.2 else self._changed(id)
        others.append(text)
        return Amendment((party,), id, "", text, f"2026-01-{self.chance.randint(1, 28):02}")

    def _changed(self, id: str) -> str:
        wording = self.draft.spots[id].paragraph.wording
        words = wording.split()
        kind, few = self.chance.random(), self.chance.randint(1, 4)
        if kind > 0.97:
            return " ".join(self._some(WORDS))
        for _ in range(3 if kind > 0.85 else 1):
            at = self.chance.randrange(WORDS - 6)
            if kind < 0.4 or kind > 0.85:
                words[at : at + few] = self._some(few)
            elif kind < 0.7:
                words[at:at] = self._some(few)
            else:
                del words[at : at + few]
        changed = " ".join(words)
        return changed if changed != wording else f"{changed} more"


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds, by what took them."""

    parties: int
    seconds: dict[str, float]


def seconds(act: Callable[[], object]) -> float:
    began = perf_counter()
    act()
    return perf_counter() - began


def measured(parties: int) -> Times:
    negotiation = Negotiation(parties)
    _forget()
    began = perf_counter()
    applied = apply(negotiation.draft, negotiation.amendments, lambda name: name)
    found = {"all": perf_counter() - began}
    more = [_one_more(negotiation, applied.draft, f"p{number}") for number in range(PARAGRAPHS)]
    found["one more"] = quantiles(more, n=20)[-1]
    found["proposals"] = seconds(lambda: proposals(applied.draft))
    found["ledger"] = seconds(lambda: ledger(applied.draft))
    views = (ATTRIBUTED, UNATTRIBUTED, BASE, LONGEST, SHORTEST, View(ViewKind.PARTY, ("P1",)))
    found |= {f"view {view.kind}": seconds(lambda view=view: viewed(applied.draft, view)) for view in views}  # type: ignore[misc]
    return Times(parties, found)


def _forget() -> None:
    hunks.cut.cache_clear()
    hunks.hunks.cache_clear()


def _one_more(negotiation: Negotiation, made: Draft, id: str) -> float:
    wanted = negotiation.amendment("NEW", id).text
    _forget()
    return seconds(lambda: acts.propose_words(made, id, wanted, Stand(by=("NEW",), date="2026-02-01")))


def _faults(times: dict[int, Times]) -> Iterator[str]:
    most = times[max(times)]
    for what, took in most.seconds.items():
        bound = BOUNDS[what.partition(" ")[0] if what.startswith("view") else what]
        if took > bound:
            yield f"{what} took {took:.3f} s with {most.parties} parties, and may take {bound:.3f}"
    share = most.parties / 50
    if most.seconds["all"] > STEEPEST * share * times[50].seconds["all"]:
        yield f"{most.parties} parties took more than {STEEPEST} times their share of what 50 took"


def main() -> None:
    times = {parties: measured(parties) for parties in PARTIES}
    sys.stdout.write(f"{'parties':>20}{''.join(f'{parties:>12}' for parties in times)}\n")
    for what in times[max(times)].seconds:
        row = "".join(f"{each.seconds[what] * 1000:>9.1f} ms" for each in times.values())
        sys.stdout.write(f"{what:>20}{row}\n")
    faults = list(_faults(times))
    if "--check" in sys.argv[1:] and faults:
        raise SystemExit("\n".join(faults))


if __name__ == "__main__":
    main()
