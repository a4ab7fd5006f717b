"""What a link leads to has a name of its own, by which a paragraph is found again in a document."""

from drafter.document.table import Target, TargetKind, anchor


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
