"""Hashes by which a draft and its paragraphs are known again."""

from dataclasses import replace

from drafter.document.outline import text_hash
from drafter.draft import edits, numbering
from drafter.draft.fields import digest
from tests.builders import draft, paragraph


def test_a_hash_is_of_the_words_alone() -> None:
    assert text_hash("a  b\nc") == text_hash(" a b c ")
    assert text_hash("e\u0301") == text_hash("é")
    assert text_hash("a b") != text_hash("a c")


def test_the_version_is_the_drafts_whole_content() -> None:
    made = draft(paragraph("p1"), preamble=(paragraph("q1"),))
    others = [
        edits.annotate(made, "p1", "n"),
        edits.retitle(made, "justice", "T"),
        edits.set_front(made, replace(made.front, place="P")),
        edits.set_aside(made, ["SO 9"], "r"),
        numbering.freeze(made),
    ]
    assert digest(made) == digest(replace(made))
    assert len({digest(version) for version in [made, *others]}) == 6
