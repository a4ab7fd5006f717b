"""A comparison as a document: a table by paragraph, what is the user's own left out."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO

from drafter.document.comparison_table import compared, rows
from drafter.document.outline import DocumentForm
from drafter.document.table import Annex, Table
from drafter.draft import edits
from drafter.draft.draft import Draft, Front, Status
from drafter.draft.layout import Captions
from drafter.draft.tree import Place
from drafter.formats import registry
from drafter.negotiation.comparison import comparison
from drafter.negotiation.revisions import Revision
from tests.builders import HOSTILE, corpus, draft, paragraph

CORPUS = corpus()
NAMES = ("Rev.1 (2026-11-28)", "now")
PHRASE = "without discrimination of any kind and everywhere"
BASE = draft(
    paragraph("a", f"We act {PHRASE}."),
    paragraph("b", "We train judges."),
    *(paragraph(f"c{number}", f"We do number {number} of all that is to be done in this and the next year.")
      for number in range(5)),
)  # fmt: skip


def changed() -> Draft:
    made = edits.reword(edits.add(BASE, HOSTILE, "n", Place("justice", 0)), CORPUS, "b", "We train prosecutors.")
    made = edits.set_status(edits.annotate(made, "b", "Ask capital."), "b", Status.PENDING, "EU")
    made = edits.set_aside(edits.retitle(made, "justice", "On all justice"), ["SO 9"], "Ours alone.")
    return edits.set_front(edits.reword(made, CORPUS, "c1", "We stop."), Front(place="Vienna"))


def document(before: Draft = BASE, after: Draft | None = None, *earlier: Draft) -> Annex:
    kept = [Revision(f"Rev.{number}", "", "", each) for number, each in enumerate(earlier)]
    found = comparison(before, after or changed(), NAMES, kept)
    cover, annex = compared(found, CORPUS, DocumentForm())
    assert cover.title == "Comparison: Rev.1 (2026-11-28) – now"
    return annex


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_a_row_says_what_a_paragraph_was_what_it_is_what_happened_and_the_words() -> None:
    paragraphs, headings = document().tables
    assert [column.title for column in paragraphs.columns] == ["Was", "Is now", "What happened", "Wording"]
    assert cells(paragraphs)[:3] == [
        ["", "OP1", "added", f"{{+{HOSTILE}+}}"],
        ["OP1", "OP2", "renumbered", f"We act {PHRASE}."],
        ["OP2", "OP3", "renumbered\nreworded\nstatus: open → pending EU", "We train [-judges-]{+prosecutors+}."],
    ]
    assert cells(headings) == [["place", "{+Vienna+}"], ["heading", "On {+all +}justice"]]


def test_paragraphs_in_a_row_that_only_have_other_numbers_share_one_and_same_words_are_shortened() -> None:
    after = edits.set_status(edits.add(BASE, "We begin.", "n", Place("justice", 0)), "b", Status.AD_REF, "")
    (table,) = document(after=after).tables
    assert cells(table) == [
        ["", "OP1", "added", "{+We begin.+}"],
        ["OP1", "OP2", "renumbered", f"We act {PHRASE}."],
        ["OP2", "OP3", "renumbered\nstatus: open → agreed ad referendum", "We train judges."],
        ["OP3 – OP7", "OP4 – OP8", "renumbered", ""],
    ]
    after = edits.set_status(BASE, "c0", Status.AD_REF, "")
    assert cells(next(document(after=after).tables))[0][3] == "We do number 0 of all that is to be done in …"


def test_what_comes_back_is_said_with_its_paragraph() -> None:
    dropped = edits.reword(BASE, CORPUS, "a", "We act.")
    (table,) = document(dropped, BASE, BASE, dropped).tables
    assert cells(table)[0][2] == f"reworded\ncomes back “{PHRASE}”: in Rev.0, dropped in Rev.1"
    without = edits.remove(BASE, ["b"])
    (table,) = document(without, BASE, BASE, without).tables
    assert cells(table)[0][2] == "added\ncomes back: in Rev.0, dropped in Rev.1"


def test_notes_and_what_is_set_aside_are_for_the_terminal_only() -> None:
    whole = str(document())
    assert "Ask capital" not in whole
    assert "note" not in whole
    assert "Ours alone" not in whole
    noted = comparison(BASE, edits.annotate(BASE, "a", "Ask capital."), NAMES)
    assert list(rows(noted, Captions())) == []
    assert [row.happened for row in rows(noted, Captions(), private=True)] == [("note: – → Ask capital.",)]
    assert list(compared(noted, CORPUS, DocumentForm())[1].tables) == []


def written(suffix: str) -> bytes:
    cover, annex = compared(comparison(BASE, changed(), NAMES), CORPUS, DocumentForm())
    return registry.render(cover, suffix, annexes=(annex,))


def test_in_word_words_that_came_are_underlined_and_words_that_went_struck_through() -> None:
    with zipfile.ZipFile(BytesIO(written(".docx"))) as package:
        text, styles = (package.read(f"word/{name}.xml").decode() for name in ("document", "styles"))
    assert '<w:r><w:rPr><w:rStyle w:val="DeletedWords"/></w:rPr><w:t xml:space="preserve">judges</w:t></w:r>' in text
    assert '<w:rStyle w:val="InsertedWords"/></w:rPr><w:t xml:space="preserve">prosecutors</w:t>' in text
    looks = {
        id: styles.partition(f'w:styleId="{id}"')[2].partition("</w:style>")[0]
        for id in ("InsertedWords", "DeletedWords")
    }
    assert '<w:u w:val="single"/>' in looks["InsertedWords"]
    assert "<w:strike/>" in looks["DeletedWords"]


def test_in_html_and_markdown_they_stand_between_tags() -> None:
    for suffix in (".html", ".md"):
        text = written(suffix).decode()
        assert "We train <del>judges</del><ins>prosecutors</ins>." in text
    assert "<ins>a \\[LAC 40(g)\\] \\[bold\\]b" in written(".md").decode()
    assert "&lt;w:p&gt;" in written(".html").decode()


def test_in_excel_the_letters_themselves_have_the_look() -> None:
    with zipfile.ZipFile(BytesIO(written(".xlsx"))) as book:
        strings = book.read("xl/sharedStrings.xml").decode()
    assert "<strike/>" in strings.partition("judges")[0].rpartition("<r>")[2]
    assert "<u/>" in strings.partition("prosecutors")[0].rpartition("<r>")[2]


def test_in_csv_and_json_they_are_marked_as_in_a_terminal() -> None:
    for suffix in (".csv", ".json"):
        assert "We train [-judges-]{+prosecutors+}." in written(suffix).decode("utf-8-sig")


def test_no_paragraph_at_all_is_a_document_too() -> None:
    annex = document(after=replace(BASE))
    assert list(annex.tables) == []
    assert str(annex.blocks[0]).count("No paragraph is different.") == 1
