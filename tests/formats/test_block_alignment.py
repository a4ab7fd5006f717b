from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.formats.docx.redlining.block_alignment import alignment


@dataclass(frozen=True)
class Words:
    text: str
    look: str = ""
    kind: str = "paragraph"

    @property
    def key(self) -> bytes:
        return f"{self.kind} {self.text} {self.look}".encode()

    @property
    def said(self) -> bytes:
        return f"{self.kind} {self.text}".encode()

    @property
    def words(self) -> list[str]:
        return self.text.split()


def aligned(old: list[Words], new: list[Words]) -> list[tuple[str, str]]:
    """Pairs by their first words; `-` for none."""
    return [
        (
            "-" if i is None else old[i].text.split(" ", 1)[0],
            "-" if j is None else new[j].text.split(" ", 1)[0],
        )
        for i, j in alignment(old, new)
    ]


A, B, C = Words("a one two three"), Words("b four five six"), Words("c seven eight nine")


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        ([], [], []),
        ([A], [], [("a", "-")]),
        ([A, B, C], [A, C], [("a", "a"), ("b", "-"), ("c", "c")]),
        ([A, C], [A, B, C], [("a", "a"), ("-", "b"), ("c", "c")]),
        ([A, B], [A, Words("x four five six")], [("a", "a"), ("b", "x")]),
        ([A, B], [A, Words("x unlike any other")], [("a", "a"), ("b", "-"), ("-", "x")]),
        ([A, B, C], [C, A, B], [("-", "c"), ("a", "a"), ("b", "b"), ("c", "-")]),
        ([A, B], [Words(A.text, "bold"), B], [("a", "a"), ("b", "b")]),
        ([A], [Words(A.text, kind="table")], [("a", "-"), ("-", "a")]),
        ([A, A, A], [A, A], [("a", "a"), ("a", "a"), ("a", "-")]),
    ],
)
def test_blocks_stand_for_those_that_are_the_same_or_alike(
    old: list[Words], new: list[Words], pairs: list[tuple[str, str]]
) -> None:
    assert aligned(old, new) == pairs


blocks = st.lists(st.builds(Words, st.sampled_from(["a b c d", "a b c e", "x", "", "a a a a"]), st.sampled_from("12")))


@given(blocks, blocks)
def test_every_block_is_there_once_and_in_order(old: list[Words], new: list[Words]) -> None:
    pairs = alignment(old, new)
    assert [i for i, _ in pairs if i is not None] == list(range(len(old)))
    assert [j for _, j in pairs if j is not None] == list(range(len(new)))


def test_many_that_all_changed_are_known_by_runs_of_words_that_only_they_have() -> None:
    texts = [f"of {n} and {n + 1} and {n + 2} there are {n * n}" for n in range(500)]
    old = [Words(f"before {text}") for text in texts]
    new = [Words(f"{text} after") for text in texts if not text.startswith("of 7 ")]
    assert alignment(old, new) == [(n, None if n == 7 else n - (n > 7)) for n in range(500)]
