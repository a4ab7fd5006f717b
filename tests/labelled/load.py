"""Reads the labelled examples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from drafter.corpus.corpus import Corpus
from drafter.draft.draft import Draft, Link, Paragraph, Part, Treatment
from drafter.draft.layout import Kind
from drafter.draft.text import Text
from drafter.review.checks import RuleKind, Where
from drafter.storage import checks_yaml
from tests import builders

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Pair:
    half: str
    same: bool
    """Whether the label is the first of the two: same ask, contrast."""
    a: str
    b: str


@dataclass(frozen=True)
class Paraphrase:
    ids: tuple[str, ...]
    """What counts as right; none for a paragraph that reflects nothing."""
    text: str


@dataclass(frozen=True)
class CheckExample:
    draft: Draft
    rules: frozenset[str]
    """Those that should find something."""
    about: tuple[str, ...]
    """The rules that the example judges."""
    corpus: Corpus | None = None
    """None for the one that comes with drafter."""


def pairs(name: str = "pairs") -> Iterator[Pair]:
    """`pairs` were seen while the measure was made, `pairs-unseen` were not."""
    for half, label, a, b in _lines(f"{name}.txt"):
        yield Pair(half, label == "same", a, b)


def pairs_twice() -> Iterator[tuple[str, str]]:
    """Pairs of recommendations that two paragraphs of twice.txt take up, which ask for the same."""
    for label, one, _, other, _ in _lines("twice.txt"):
        if label == "twice":
            yield from ((a, b) for a in _ids(one) for b in _ids(other) if a != b)


def contrasts() -> Iterator[Pair]:
    for half, label, a, b in _lines("contrasts.txt"):
        yield Pair(half, label == "contrast", a, b)


def paraphrases(name: str) -> Iterator[Paraphrase]:
    """`near` ones keep much of the source's wording, `far` ones little; `unseen` ones are of both kinds; `free` ones
    have hardly any of it, nor have half of the `opened` ones, by another hand.
    """
    for ids, text in _lines(f"paraphrases-{name}.txt"):
        yield Paraphrase(_ids(ids), text)


TEXTS = Path(__file__).parents[3] / "shared" / "texts"


def foreign() -> Iterator[str]:
    """Paragraphs of texts that reflect no recommendation: a declaration on health, and a treaty on climate as it was
    negotiated. None where these texts are not.
    """
    for path in (*sorted(TEXTS.glob("ga/*.txt")), *sorted(TEXTS.glob("paris-2015/*.md"))):
        for text in re.split(r"\n\s*\n|\n(?=\d+\. )", path.read_text(encoding="utf-8")):
            bare = " ".join(re.sub(r"[\[\]#*_>]", " ", text).split())
            if len(bare.split()) >= _LEAST_WORDS:
                yield bare


_LEAST_WORDS = 8
"""A shorter text is a heading, or the rest of a line."""

WORDS = tuple(
    rule.id
    for rule in checks_yaml.load()
    if rule.kind in (RuleKind.PATTERN, RuleKind.WORDS, RuleKind.SPELLING, RuleKind.ACRONYM, RuleKind.BRACKETS)
    or (rule.kind in (RuleKind.OPENING, RuleKind.ENDING) and rule.where is not Where.SUB)
)
"""The checks of single texts: what a labelled paragraph is about."""


def check_examples() -> Iterator[CheckExample]:
    for kind, rules, text in _lines("checks.txt"):
        found = frozenset() if rules == "-" else frozenset(rules.split(","))
        yield CheckExample(draft(Paragraph("p1", Text.of(text)), kind=Kind(kind)), found, WORDS)
    for label, source, text in _lines("strength.txt"):
        yield from _about("strength", label == "changed", source, text)
    for label, source, text in _lines("opposite.txt"):
        yield from _about("opposite", label == "opposite", source, text)
    for label, one, text, other, more in _lines("twice.txt"):
        made = draft(_paragraph("p1", text, one), _paragraph("p2", more, other))
        yield CheckExample(made, frozenset({"same-ask"} if label == "twice" else ()), ("same-ask",))
    yield from _shapes()
    yield from _left_out()


def unseen_checks() -> Iterator[tuple[bool, Draft]]:
    """Whether there is a fault in it, and a draft of one sentence."""
    for label, text in _lines("checks-opened.txt"):
        yield label != "clean", draft(Paragraph("p1", Text.of(text)))


HALVES = ("train", "test", "second")
"""`second` has free paraphrases alone, by another reader; it is measured with as the test half."""
CHECKED = (*HALVES, "editor_train", "editor_test")
"""`editor` has sentences and citations alone, by an editor who knew neither the rules nor the labels before."""


def independent_paraphrases(half: str, *, strictly: bool = False) -> Iterator[tuple[str, Paraphrase]]:
    """The style of each paragraph of independent/ (`none` where it reflects nothing), and the paragraph. `strictly`:
    only what it was written from is right, and not what asks for the same.
    """
    twins = {} if strictly else {int(line): ids for line, ids in _cells(f"{half}_twins.tsv")}
    for number, (ids, style, text) in enumerate(_cells(f"{half}_trace.tsv"), start=1):
        yield style, Paraphrase(tuple(ids.split(";") + twins.get(number, "").split(";")), text)
    for (text,) in _cells(f"{half}_none.txt"):
        yield "none", Paraphrase((), text)


def independent_pairs(half: str) -> Iterator[Pair]:
    for a, b, label in _cells(f"{half}_pairs.tsv"):
        yield Pair(half, label == "same", a, b)


def independent_checks(half: str) -> Iterator[tuple[bool, Draft]]:
    """As `unseen_checks`; the editor's sentences are whole paragraphs, of the kind that their first word says."""
    for label, text in _cells(f"{half}_checks.tsv"):
        is_preamble = half in CHECKED[len(HALVES) :] and re.match(r"\w+ing\b", text)
        yield label != "clean", draft(Paragraph("p1", Text.of(text)), kind=Kind.PP if is_preamble else Kind.OP)


def independent_citations(half: str) -> Iterator[tuple[str, str, Draft]]:
    """How a paragraph stands to the recommendation that it cites, that recommendation, and a draft of the paragraph."""
    for id, label, text in _cells(f"{half}_cited.tsv"):
        yield label, id, draft(_paragraph("p1", text, id))


def _cells(name: str) -> Iterator[list[str]]:
    path = FOLDER / "independent" / name
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        if line.strip():
            yield [cell.strip() for cell in line.split("\t")]


def _about(rule: str, is_due: bool, source: str, text: str) -> Iterator[CheckExample]:
    made = draft(_paragraph("p1", text, "NO 1(a)"))
    rules = frozenset({rule} if is_due else ())
    yield CheckExample(made, rules, (rule,), builders.corpus({"NO 1(a)": source}))


def _left_out() -> Iterator[CheckExample]:
    small = builders.corpus()
    every = [_paragraph(f"p{place}", "We act.", id) for place, id in enumerate(small.by_id)]
    for paragraphs, rules in ((every, ()), (every[1:], ("not-reflected",)), ([], ("not-reflected",))):
        yield CheckExample(draft(*paragraphs), frozenset(rules), ("not-reflected",), small)


def _shapes() -> Iterator[CheckExample]:
    """Runs of sub-paragraphs, lone headings, lengths, paragraphs without sources: good ones and bad ones."""

    def run(*texts: str, lead: str = "We endeavour:") -> Draft:
        children = tuple(_paragraph(f"c{place}", text, "LAC 28(c)") for place, text in enumerate(texts))
        return draft(Paragraph("p1", Text.of(lead), (), children))

    good = run("To train judges;", "To share data.")
    about = ("run", "lone-heading", "opening-sub", "no-source", "long-paragraph", "long-draft")
    long = "We will " + "do what is needed " * 60
    for made, rules in (
        (good, ()),
        (run("To train judges;", "To protect victims; and", "To share data."), ()),
        (run("train judges;", "share data.", lead="We commit ourselves to:"), ()),
        (run("To train judges.", "To share data."), ("run",)),
        (run("To train judges;", "To share data;"), ("run",)),
        (run("To train judges;", "To share data.", lead="We endeavour."), ("run",)),
        (run("Train judges;", "Share data."), ("opening-sub",)),
        (run("To train judges."), ("lone-heading",)),
        (draft(Paragraph("p1", Text.of("We act."))), ("no-source",)),
        (draft(_paragraph("p1", "We act.", "LAC 28(c)")), ()),
        (draft(_paragraph("p1", long, "LAC 28(c)")), ("long-paragraph",)),
        (draft(*(_paragraph(f"p{n}", long, "LAC 28(c)") for n in range(25))), ("long-paragraph", "long-draft")),
        (draft(_paragraph("p1", "We act.", "LAC 28(c)"), heading=True), ("lone-heading",)),
    ):
        yield CheckExample(made, frozenset(rules), about)


def draft(*paragraphs: Paragraph, kind: Kind = Kind.OP, heading: bool = False) -> Draft:
    """A draft of one part."""
    return Draft("d", "kyoto", "fourteenth-congress", (Part("one", "A. One", kind, (), heading, paragraphs),))


def _paragraph(id: str, text: str, sources: str) -> Paragraph:
    return Paragraph(id, Text.of(text), tuple(Link(one, Treatment.ADAPTED) for one in _ids(sources)))


def _ids(words: str) -> tuple[str, ...]:
    return () if words == "-" else tuple(one.strip() for one in words.split(","))


def _lines(name: str) -> Iterator[list[str]]:
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [cell.strip() for cell in line.split(" | ")]
