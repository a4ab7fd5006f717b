"""A draft's paragraphs as the checks read them: in the document's order, each with its name and its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from drafter.model.checking.rules import Finding, Rule, Where
from drafter.model.draft import Draft, Spot
from drafter.model.layout import Kind
from drafter.model.refs import refs


@dataclass(frozen=True, slots=True)
class Checkable:
    """One paragraph."""

    spot: Spot
    ref: str

    @property
    def id(self) -> str:
        return self.spot.paragraph.id

    @property
    def text(self) -> str:
        return self.spot.paragraph.text

    def concerns(self, rule: Rule) -> bool:
        """Whether the rule looks at paragraphs of this kind."""
        match rule.where:
            case Where.PP:
                return self.spot.part.kind is Kind.PP
            case Where.OP:
                return self.spot.part.kind is Kind.OP and self.spot.depth == 0
            case Where.SUB:
                return self.spot.part.kind is Kind.OP and self.spot.depth > 0
            case Where.DRAFT:
                return False
            case _:
                return True

    def finding(self, rule: Rule, start: int, end: int, suggestion: str | None = None, why: str = "") -> Finding:
        """A finding at these characters of the text."""
        words = self.text[start:end]
        return Finding(rule.id, self.id, self.ref, start, end, words, why or rule.why, suggestion)

    def remark(self, rule: Rule, words: str, why: str = "") -> Finding:
        """A finding about the paragraph as a whole."""
        return Finding(rule.id, self.id, self.ref, 0, 0, words, why or rule.why)


def checkables(draft: Draft) -> Iterator[Checkable]:
    """Every paragraph and sub-paragraph, in the document's order."""
    names = refs(draft)
    for id, spot in draft.spots.items():
        yield Checkable(spot, names[id])


def on_draft(rule: Rule, words: str, why: str = "") -> Finding:
    """A finding about the draft as a whole."""
    return Finding(rule.id, "", "", 0, 0, words, why or rule.why)
