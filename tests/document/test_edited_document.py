"""A paragraph that somebody edited, in the three texts that it holds."""

from drafter.document.edited_document import EditedParagraph, EditedRun, Mark

ANN, BEN = Mark("Ann"), Mark("Ben")


def test_changes_are_accepted_refused_or_accepted_of_some() -> None:
    paragraph = EditedParagraph(
        (
            EditedRun("We "),
            EditedRun("may ", deleted=ANN),
            EditedRun("shall ", inserted=ANN),
            EditedRun("soon ", inserted=ANN, deleted=BEN),
            EditedRun("act."),
        )
    )
    assert paragraph.accepted == "We shall act."
    assert paragraph.refused == "We may act."
    assert paragraph.with_those_of(lambda mark: mark == ANN) == "We shall soon act."
