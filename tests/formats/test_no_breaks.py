"""Blanks at which no line of a citation ends."""

from __future__ import annotations

import pytest

from drafter.document.edited_document import EditedParagraph, EditedRun, Mark
from drafter.formats.docx.no_breaks import kept_together, let_go, plain, with_plain_citations
from drafter.formats.docx.styles import Style


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Of it, paras. 13 (d) and 62 (c); Of one, para. 33.", "Of it, paras._13_(d) and 62_(c); Of one, para._33."),
        ("[AP 62(a); LAC 19(c); E 7]", "[AP_62(a); LAC_19(c); E_7]"),
        ("merged: LAC 80(b), E 57(c)", "merged: LAC_80(b), E_57(c)"),
        ("OP7 bis (a) (ii), 6 alt", "OP7_bis (a)_(ii), 6_alt"),
        ("We meet in 2026 in Kyoto (Japan).", "We meet in 2026 in Kyoto (Japan)."),
    ],
)  # fmt: skip
def test_what_belongs_together_stays_on_one_line(written: str, shown: str) -> None:
    assert kept_together(written) == shown.replace("_", "\u00a0")
    assert plain(kept_together(written)) == let_go(kept_together(written)) == written


def test_other_blanks_are_kept() -> None:
    assert let_go("at\u00a0home, para.\u00a07") == "at\u00a0home, para. 7"


@pytest.mark.parametrize("cut", range(1, 12))
@pytest.mark.parametrize(("style", "behind"), [("", " [Agreed]"), (Style.SOURCE_TAG.upper(), ", to: [Agreed]")])
def test_a_citation_behind_a_text_is_read_with_blanks_wherever_its_runs_are_cut(
    cut: int, style: str, behind: str
) -> None:
    text, cited, eu = "We act [AP\u00a01] at\u00a0home. ", kept_together("[AP 62(a); LAC 19(c)]"), Mark("EU")
    runs = (
        EditedRun(text),
        *(EditedRun(part, eu, style=style) for part in (cited[:cut], cited[cut:])),
        EditedRun(behind),
    )
    read = with_plain_citations(EditedParagraph(runs))
    assert read.accepted == f"{text}[AP 62(a); LAC 19(c)]{behind}"
    assert [(len(each.text), each.inserted) for each in read.runs] == [(len(each.text), each.inserted) for each in runs]
