"""What a delegation keeps to itself is taken out of a draft before others see it."""

from dataclasses import replace

from drafter.draft.draft import Link, SetAside, Status, Treatment
from drafter.draft.fields import cleaned
from tests.builders import draft, paragraph


def test_notes_reasons_and_statuses_go_and_words_sources_and_numbers_stay() -> None:
    secret = replace(paragraph("a", "We act."), note="x", status=Status.PENDING, pending="x", number="7 bis")
    secret = replace(secret, links=(Link("NO 1(a)", Treatment.MERGED, True, "x"),))
    made = replace(draft(replace(secret, children=(replace(secret, id="b"),))), set_aside=(SetAside("SO 9", "x"),))
    plain = replace(paragraph("a", "We act."), number="7 bis", links=(Link("NO 1(a)", Treatment.MERGED, True),))
    assert cleaned(made) == replace(
        draft(replace(plain, children=(replace(plain, id="b"),))), set_aside=(SetAside("SO 9", ""),)
    )
