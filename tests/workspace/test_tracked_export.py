"""A document with tracked changes: all accepted it is the later text, all refused the earlier one, to the letter."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.document.edited_document import Mark
from drafter.document.table import AnnexKind
from drafter.draft import edits, numbering, tree
from drafter.draft.draft import Draft, Front, Link, Status, Treatment
from drafter.draft.text import BASE, TRACKED, UNATTRIBUTED, Stand, Text
from drafter.draft.tree import Place
from drafter.errors import BadInput
from drafter.formats.docx.redline import redline
from drafter.formats.registry import Options, Sources
from drafter.negotiation import acts, settling
from drafter.negotiation.proposals import open_points
from drafter.workspace import Workspace, export, room_return
from drafter.workspace.tracked_export import Tracking, tracking
from tests.builders import corpus, draft, paragraph
from tests.formats.tracked_changes import changes, ids, looks, said
from tests.negotiation.test_acts_any import ACTS, all_of, start
from tests.workspace.edited_word_files import with_plain_blanks

CORPUS = corpus()
DAY = "2026-05-03"
HERE = Path("kyoto.yaml")


def written(made: Draft, options: Options | None = None, since: Draft | None = None, author: str = "") -> bytes:
    workspace = Workspace(CORPUS, made, HERE)
    return export.render(workspace, ".docx", options, tracking=Tracking("Rev.1", since, DAY, author) if since else None)


def text_of(data: bytes, *, accept: bool | None = None, masthead: bool = True) -> list[Any]:
    """The paragraphs up to the annexes, without the contents, which Word makes anew, and what comments leave."""
    found = []
    for block in said(data, accept=accept):
        if isinstance(block, tuple):
            style, level, pieces = block
            if style == "annex heading":
                break
            if style.startswith("toc"):
                continue
            if masthead or style != "declaration masthead":
                found.append((style, level, _joined(piece for piece in pieces if piece[0] != "commentReference")))
    return found


def _joined(pieces: Any) -> list[Any]:
    """The pieces, words that stand side by side as one."""
    joined: list[Any] = []
    for piece in pieces:
        if isinstance(piece, str) and joined and isinstance(joined[-1], str):
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


def check(old: Draft, new: Draft, options: Options | None = None) -> bytes:
    """That the changes from one to the other, accepted and refused, give the two."""
    data, later, earlier = written(new, options, since=old), written(new, options), written(old, options)
    assert text_of(data, accept=True) == text_of(later)
    assert text_of(data, accept=False) == text_of(earlier)
    assert looks(data, accept=True) == looks(later, accept=True)
    assert looks(data, accept=False) == looks(earlier, accept=True)
    assert len(ids(data)) == len(set(ids(data)))
    return data


def kyoto() -> Draft:
    made = draft(
        paragraph("a", "We urge States to protect victims of crime.", "NO 1(b)", "SO 7(b)"),
        paragraph("b", "We train:", children=(paragraph("b1", "judges;", "NO 1(a)"), paragraph("b2", "prosecutors."))),
        paragraph("c", "We share data.", "NO 2(a)"),
        preamble=(paragraph("p", "Recalling the past,", "SO 9"), paragraph("q", "Noting the future,")),
        other=(paragraph("o", "We meet again."),),
    )
    return replace(made, front=Front(title="A declaration", session="Third session"))


def reworded(made: Draft, id: str, text: str) -> Draft:
    return tree.change(made, id, lambda paragraph: replace(paragraph, text=Text.of(text)))


EDITS: dict[str, Callable[[Draft], Draft]] = {
    "reworded": lambda made: reworded(made, "a", "We call upon all States to protect victims of crime and witnesses."),
    "another text": lambda made: reworded(made, "c", "Something else that has nothing in common with it at all."),
    "added": lambda made: edits.add(made, "We also add this.", "new", Place("justice", 1)),
    "added first": lambda made: edits.add(made, "We begin.", "new", Place("justice", 0)),
    "added last": lambda made: edits.add(made, "We end.", "new", Place("other", 1)),
    "added at the end, below": lambda made: edits.add(made, "as follows.", "new", Place("o", 0)),
    "deleted": lambda made: edits.remove(made, ["a"]),
    "deleted with what is under it": lambda made: edits.remove(made, ["b"]),
    "deleted last": lambda made: edits.remove(made, ["o"]),
    "deleted but for the preamble": lambda made: edits.remove(made, ["a", "b", "c", "o"]),
    "moved": lambda made: tree.move(made, ["a"], Place("justice", 3)),
    "moved to the end": lambda made: tree.move(made, ["b"], Place("other", 1)),
    "moved and reworded": lambda made: reworded(tree.move(made, ["a"], Place("other", 0)), "a", "We urge them to act."),
    "made a sub-paragraph": lambda made: tree.move(made, ["c"], Place("b", 2)),
    "a chapeau": lambda made: edits.add(made, "and the rest,", "new", Place("q", 0)),
    "title": lambda made: replace(made, front=replace(made.front, title="A better declaration", session="")),
    "heading": lambda made: replace(made, parts=(*made.parts[:1], replace(made.parts[1], title="Law"), made.parts[2])),
    "no heading": lambda made: replace(made, parts=(*made.parts[:2], replace(made.parts[2], heading=False))),
    "source added": lambda made: _linked(made, "o", "NO 1(a)"),
    "source exchanged": lambda made: _linked(made, "c", "SO 7(a)"),
    "source gone": lambda made: _linked(made, "c"),
    "agreed": lambda made: settling.agree(made, "a", Status.AD_REF, DAY, "third informals"),
    "bracketed": lambda made: edits.set_status(made, "a", Status.BRACKETED),
    "frozen": lambda made: edits.add(numbering.freeze(made), "Between.", "new", Place("justice", 1)),
    "proposed": lambda made: acts.propose_words(made, "a", "We invite States to protect victims.", Stand(by=("EU",))),
    "everything new": lambda _made: draft(paragraph("x", "Other words."), paragraph("y", "And others.")),
}  # fmt: skip


def _linked(made: Draft, id: str, *sources: str) -> Draft:
    links = tuple(Link(source, Treatment.ADAPTED) for source in sources)
    return tree.change(made, id, lambda paragraph: replace(paragraph, links=links))


@pytest.mark.parametrize("sources", list(Sources))
@pytest.mark.parametrize("edit", EDITS)
def test_accepted_it_is_the_later_text_and_refused_the_earlier_one(edit: str, sources: Sources) -> None:
    before, after = kyoto(), EDITS[edit](kyoto())
    check(before, after, Options(sources))
    check(after, before, Options(sources))


def test_nothing_changed_is_the_clean_document() -> None:
    parts = [
        {name: ZipFile(BytesIO(data)).read(name) for name in ("word/document.xml", "word/footnotes.xml")}
        for data in (written(kyoto(), since=kyoto()), written(kyoto()))
    ]
    assert parts[0] == parts[1]


def test_a_section_of_pages_stays_whatever_ends_the_text() -> None:
    for edit in ("added last", "deleted last", "moved to the end"):
        data = check(kyoto(), EDITS[edit](kyoto()), Options.of(["annexes", "derivation"]))
        assert changes(data)


@given(st.lists(ACTS, max_size=10), st.integers(0, 10), st.booleans())
def test_any_negotiation_is_tracked_to_the_letter(done: list[Any], place: int, frozen: bool) -> None:
    drafts = all_of(start(frozen), done)
    check(drafts[min(place, len(drafts) - 1)], drafts[-1], Options(annexes=()))


@given(st.lists(ACTS, max_size=10), st.booleans())
def test_what_is_proposed_is_refused_to_the_text_before_it(done: list[Any], frozen: bool) -> None:
    made = all_of(start(frozen), done)[-1]
    tracked = written(made, Options(annexes=(), view=TRACKED))
    base = text_of(written(made, Options(annexes=(), view=BASE)), masthead=False)
    assert text_of(tracked, accept=False, masthead=False) == base
    if not any(spot.paragraph.contested for spot in made.spots.values()):
        assert text_of(tracked, masthead=False) == base


def came_back(made: Draft, options: Options, since: Draft | None, folder: Path) -> list[str]:
    """What is found in a file that nobody has edited."""
    workspace = Workspace(CORPUS, made, folder / "kyoto.yaml")
    path = folder / "room.docx"
    path.write_bytes(written(made, options, since))
    edits_found = room_return.opened(workspace, path).edits
    return [f"{edit.kind} {edit.ref}: {edit.was!r} {edit.now!r}" for edit in edits_found.edits]


@given(st.lists(ACTS, max_size=10), st.booleans())
def test_proposals_that_nobody_edited_come_back_as_nothing(done: list[Any], frozen: bool) -> None:
    made = all_of(start(frozen), done)[-1]
    with TemporaryDirectory() as folder:
        assert came_back(made, Options(view=TRACKED), None, Path(folder)) == []


@given(st.lists(ACTS, max_size=10), st.integers(0, 10), st.booleans())
def test_changes_that_nobody_edited_come_back_as_nothing(done: list[Any], place: int, frozen: bool) -> None:
    drafts = all_of(start(frozen), done)
    with TemporaryDirectory() as folder:
        assert came_back(drafts[-1], Options(), drafts[min(place, len(drafts) - 1)], Path(folder)) == []


@pytest.mark.parametrize("edit", EDITS)
def test_so_do_edits_of_every_kind(edit: str, tmp_path: Path) -> None:
    assert came_back(EDITS[edit](kyoto()), Options(), kyoto(), tmp_path) == []


# Whose, and when


def negotiated() -> tuple[Draft, Draft]:
    """A draft, and what became of it: the EU's words chosen, Japan's still open, the user's own beside them."""
    before = kyoto()
    after = acts.propose_words(before, "a", "We call on States to protect victims of crime.", by("EU", "2026-04-01"))
    after = settling.choose(after, CORPUS, next(open_points(after)).id, 2, "2026-04-02")
    after = acts.propose_words(after, "c", "We share data in time.", by("JP", "2026-04-03"))
    return before, reworded(after, "o", "We meet again soon.")


def by(party: str, day: str) -> Stand:
    return Stand(by=(party,), date=day, note="Instructions from capital.")


def marks(data: bytes) -> set[tuple[str, str]]:
    with ZipFile(BytesIO(data)) as package:
        document = package.read("word/document.xml").decode()
    return set(re.findall(r'<w:(?:ins|del) w:id="\d+" w:author="([^"]*)"(?: w:date="([^"]*)")?', document))


def test_changes_are_by_whom_the_record_says_and_the_user_of_the_day_that_is_known() -> None:
    before, after = negotiated()
    assert marks(written(after, since=before, author="The Secretariat")) == {
        ("EU", "2026-04-01T00:00:00Z"),
        ("JP", "2026-04-03T00:00:00Z"),
        ("The Secretariat", "2026-05-03T00:00:00Z"),
    }
    assert ("Author", "2026-05-03T00:00:00Z") in marks(written(after, since=before))


def test_without_any_day_none_is_made_up_and_the_same_gives_the_same() -> None:
    before, after = kyoto(), EDITS["moved and reworded"](kyoto())
    workspace = Workspace(CORPUS, after, HERE)
    first, again = (export.render(workspace, ".docx", tracking=Tracking("x", before)) for _ in range(2))
    assert first == again
    assert marks(first) == {("Author", "")}


def test_neither_what_goes_to_the_public_nor_a_clean_text_names_a_party() -> None:
    before, after = negotiated()
    for options in (Options(view=UNATTRIBUTED), Options(clean=True)):
        data = written(after, options, before, "Chair")
        assert {author for author, _ in marks(data)} == {"Chair"}
        with ZipFile(BytesIO(data)) as package:
            everything = b"".join(package.read(name) for name in package.namelist()).decode("utf-8", "replace")
        assert not re.search(r"\b(EU|JP)\b|capital", everything)


def test_notes_of_proposals_are_left_out_of_a_clean_text() -> None:
    _, after = negotiated()
    said = [written(after, Options(view=TRACKED, clean=clean)) for clean in (False, True)]
    found = []
    for data in said:
        with ZipFile(BytesIO(data)) as package:
            names = package.namelist()
            found.append("word/comments.xml" in names and b"capital" in package.read("word/comments.xml"))
    assert found == [True, False]


def test_a_note_that_both_have_stays_and_its_words_are_tracked() -> None:
    data = check(kyoto(), EDITS["source exchanged"](kyoto()))
    with ZipFile(BytesIO(data)) as package:
        notes, document = (package.read(f"word/{name}.xml").decode() for name in ("footnotes", "document"))
    assert "<w:ins " in notes and "<w:delText " in notes
    assert "<w:ins " not in document and "<w:del " not in document


def test_a_word_file_is_the_earlier_text_wherever_it_is_from(tmp_path: Path) -> None:
    before, after = negotiated()
    old = tmp_path / "L.5.docx"
    old.write_bytes(written(before))
    workspace = Workspace(CORPUS, after, HERE)
    data = export.render(workspace, ".docx", tracking=tracking(workspace, str(old), "The  Secretariat"))
    assert said(data, accept=True) == said(written(after))
    assert said(data, accept=False) == said(written(before))
    assert {"EU", "JP", "The Secretariat"} == {author for author, _ in marks(data)}


@pytest.mark.parametrize("name", ["A\x07", "N" * 201])
def test_a_name_that_no_file_can_hold_is_refused(name: str) -> None:
    with pytest.raises(BadInput, match="--as takes a name"):
        tracking(Workspace(CORPUS, kyoto(), HERE), "Rev.1", name)


def test_a_sub_paragraph_that_came_stands_under_its_own() -> None:
    after = edits.remove(edits.add(kyoto(), "and all others.", "new", Place("b", 2)), ["c"])
    workspace = Workspace(CORPUS, after, HERE)
    rendered = export.Rendered(workspace, ".docx", Options(), Tracking("x", kyoto()))
    assert rendered.told[0] == "Paragraphs: 1 came, 1 went; by Author."
    with ZipFile(BytesIO(rendered.render())) as package:
        document = package.read("word/document.xml").decode()
    assert document.index("prosecutors.") < document.index("and all others.") < document.index("We share data.")


def test_an_export_of_old_without_its_blanks_differs_in_nothing(tmp_path: Path) -> None:
    old, new = tmp_path / "old.docx", tmp_path / "new.docx"
    for path in (old, new):
        path.write_bytes(written(kyoto(), Options(Sources.FOOTNOTES, (AnnexKind.SOURCES,))))
    with_plain_blanks(old)
    assert old.read_bytes() != new.read_bytes()
    made = redline(old.read_bytes(), new.read_bytes(), Mark("Aye"))
    assert not changes(made.data)
