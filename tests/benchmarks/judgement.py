"""How fast judgement is, and how it grows: convergence, coverage after an edit, regional support, checks, trace.

    python -m tests.benchmarks.judgement [--check]

The corpora are made of the shipped one: its texts again and again, under as many times the themes, half of the words
that carry matter replaced in each copy by words of the copy's own, always by the same one: like the mappings of many
congresses, which share a field and not their subjects. So what there is to be found grows with the corpus, as the
pairs for each recommendation show. The last line is the hardest corpus: the same mapping again and again, in which
what asks for the same grows with the square. Times are the processor's. `--check` fails where a bound is missed.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Callable
from functools import cache, partial
from heapq import nlargest
from typing import TypeVar
from zlib import crc32

import click

from drafter.corpus.corpus import Corpus, Recommendation, Section, Theme, citation
from drafter.corpus.similarity import asks, likeness
from drafter.corpus.tokens import STOP, stem
from drafter.draft import edits
from drafter.draft.draft import Draft, Link, Paragraph, Part, Treatment
from drafter.draft.layout import Kind
from drafter.draft.text import Text
from drafter.review.checks import Checker
from drafter.review.convergence import LEAST, convergence
from drafter.review.coverage import coverage
from drafter.review.regional_support import SupportFinder
from drafter.review.trace import Tracer
from drafter.storage import checks_yaml, corpus_yaml, folders

SIZES = (250, 2_500, 10_000)
PARAGRAPHS = 1_000
SAMPLE = 40
SHIPPED = corpus_yaml.load(folders.CORPUS)
T = TypeVar("T")
_WORD = re.compile(r"[^\W\d_]+")


def corpus(size: int, own: float = 0.5) -> Corpus:
    """A corpus of this many recommendations; `own` is the part of a copy's words that no other copy has."""
    found: list[Recommendation] = []
    themes: dict[str, list[str]] = {}
    for place in range(size):
        copy, which = divmod(place, len(SHIPPED.recommendations))
        one = SHIPPED.recommendations[which]
        id = citation(one.region, one.paragraph + 1_000 * copy, one.letter)
        found.append(Recommendation(id, one.region, one.paragraph + 1_000 * copy, one.letter, _said(one, copy, own)))
        themes.setdefault(f"{SHIPPED.themes_of[one.id][0].id}.{copy}", []).append(id)
    sections = [
        Section(
            section.id,
            section.title,
            tuple(Theme(id, "", id, tuple(ids)) for id, ids in themes.items() if id.split(".")[0] == section.id),
        )
        for section in SHIPPED.sections
    ]
    return Corpus(f"made-{size}", SHIPPED.congress, "", SHIPPED.regions, tuple(sections), tuple(found))


def _said(one: Recommendation, copy: int, own: float) -> str:
    def worded(word: re.Match[str]) -> str:
        return f"{word[0]}{chr(ord('a') + copy % 26)}{copy // 26 * 'q'}" if _is_own(word[0], copy, own) else word[0]

    return _WORD.sub(worded, one.text) if copy else one.text


@cache
def _is_own(word: str, copy: int, own: float) -> bool:
    return word.casefold() not in STOP and crc32(f"{stem(word.casefold())} {copy}".encode()) < own * 2**32


def draft(made: Corpus) -> Draft:
    """A thousand paragraphs that take up three recommendations each."""
    ids = [one.id for one in made.recommendations]
    paragraphs = tuple(
        Paragraph(
            f"p{place}",
            Text.of(f"We will {made.by_id[ids[place * 3 % len(ids)]].text}"),
            tuple(Link(ids[(place * 3 + step) % len(ids)], Treatment.MERGED) for step in range(3)),
        )
        for place in range(PARAGRAPHS)
    )
    taken = tuple(section.id for section in made.sections)
    return Draft("d-1", "kyoto", made.id, (Part("one", "One", Kind.OP, taken, False, paragraphs),))


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What it gives, and the seconds that it took."""
    start = time.process_time()
    return work(), time.process_time() - start


def main(check: bool) -> int:
    """Print the table; 1 where a bound is missed."""
    heads = {
        "recommendations": 16,
        "convergence": 13,
        "pairs each": 12,
        "coverage": 11,
        "support": 9,
        "check": 9,
        "trace": 9,
    }
    click.echo("".join(head.rjust(width) for head, width in heads.items()))
    rules, rows = checks_yaml.load(), []
    for size in SIZES:
        made = corpus(size)
        found, cold = timed(partial(convergence, made))
        written = draft(made)
        covered = _after_an_edit(made, written)
        _, support = timed(partial(SupportFinder(made, found).of, written))
        checker = Checker(rules, made, found)
        checker.check(written)
        edited = edits.reword(written, made, "p500", "We will act.")
        _, checked = timed(partial(checker.check, edited))
        tracer = Tracer(made)
        _, traced = timed(partial(tracer.matches, written.spots["p7"].paragraph.written))
        click.echo(
            f"{size:>16,}{cold:>12.2f}s{len(found.pairs) / size:>12.1f}{covered * 1e3:>9.1f}ms{support * 1e3:>7.0f}ms"
            f"{checked * 1e3:>7.0f}ms{traced * 1e3:>7.0f}ms"
        )
        rows.append((size, cold, covered))
    last = (rows[-1][1] / rows[-2][1]) / (SIZES[-1] / SIZES[-2])
    click.echo(f"from {SIZES[-2]:,} to {SIZES[-1]:,} convergence grows {last:.2f} times as fast as the corpus")
    same = corpus(SIZES[-1], own=0)
    found, hardest = timed(partial(convergence, same))
    click.echo(f"{SIZES[-1]:,} of one mapping again and again: {hardest:.2f}s, {len(found.pairs) / SIZES[-1]:.1f} each")
    kept = _kept(made, SAMPLE)
    click.echo(f"of each recommendation's ten surest partners {kept:.1%} are found (a sample of {SAMPLE})")
    missed = max(rows[-1][1], hardest) > 30 or last > 1.5 or rows[-1][2] > 0.005 or kept < 0.95
    return int(check and missed)


def _kept(made: Corpus, sample: int) -> float:
    """What part of the ten surest partners of some recommendations is found, measured against every pair of theirs."""
    found = {frozenset((pair.a, pair.b)) for pair in convergence(made).pairs}
    weighed = asks(made)
    due = right = 0
    for one in random.Random(1).sample(weighed, sample):
        scored = [(round(likeness(one, other), 4), other.id) for other in weighed if other.region != one.region]
        surest = [id for score, id in nlargest(10, scored) if score >= LEAST]
        due += len(surest)
        right += sum(frozenset((one.id, id)) in found for id in surest)
    return right / due


def _after_an_edit(made: Corpus, written: Draft) -> float:
    """Seconds for the coverage of an edited draft, the draft before it having been counted; the best of five."""
    coverage(made, written)
    best = float("inf")
    for turn in range(5):
        edited = edits.reword(written, made, f"p{turn}", "We will act.")
        _, seconds = timed(partial(coverage, made, edited))
        best = min(best, seconds)
    return best


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv))
