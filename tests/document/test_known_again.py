"""Names and hashes by which a document's paragraphs are known again."""

from dataclasses import replace

from drafter.document.table import Target, TargetKind, anchor
from drafter.draft import edits, manifest, numbering
from tests.builders import draft, paragraph


def test_every_target_has_a_name_of_its_own_that_word_takes() -> None:
    targets = [
        Target(TargetKind.TEXT, "p1"), Target(TargetKind.TEXT, "p-1"), Target(TargetKind.SOURCE, "AP 62(a)"),
        Target(TargetKind.SOURCE, "A 62"), Target(TargetKind.SOURCE, "ап 62(б)"), Target(TargetKind.ANNEX, "sources"),
        Target(TargetKind.ANNEX, "not-reflected"),
    ]  # fmt: skip
    names = [target.name for target in targets]
    assert len({name.lower() for name in names}) == len(names)
    assert all(len(name) <= 40 and name.isidentifier() for name in names)
    assert names[0] == anchor("p1") == "_drafter_p1"
    assert names[2] == "_source_ap_62_a"


def test_a_hash_is_of_the_words_alone() -> None:
    assert manifest.text_hash("a  b\nc") == manifest.text_hash(" a b c ")
    assert manifest.text_hash("e\u0301") == manifest.text_hash("é")
    assert manifest.text_hash("a b") != manifest.text_hash("a c")


def test_the_version_is_the_drafts_whole_content() -> None:
    made = draft(paragraph("p1"), preamble=(paragraph("q1"),))
    others = [
        edits.annotate(made, "p1", "n"),
        edits.retitle(made, "justice", "T"),
        edits.set_front(made, replace(made.front, place="P")),
        edits.set_aside(made, ["SO 9"], "r"),
        numbering.freeze(made),
    ]
    assert manifest.version(made) == manifest.version(replace(made))
    assert len({manifest.version(one) for one in [made, *others]}) == 6
