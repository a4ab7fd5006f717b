"""A Word file that comes back: what it was made from is found, and what is decided of it is one step."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from drafter.document.table import AnnexKind
from drafter.draft.draft import Draft, Status
from drafter.draft.text import UNATTRIBUTED, Position, View, ViewKind
from drafter.draft.tree import Place
from drafter.errors import BadInput
from drafter.formats.registry import DocumentPurpose, Options, Sources
from drafter.intake.room_edits.room_edit import Decision
from drafter.storage import earlier_versions, revision_folder
from drafter.storage.exported_versions import folder_of
from drafter.workspace import Workspace, export, room_return
from drafter.workspace.tracked_export import tracking
from tests.builders import corpus
from tests.workspace.edited_word_files import in_part, insert, retype, split, with_plain_blanks, without_manifest

CORPUS = corpus()
TAKEN, BRACKETED, LEFT = Decision.TAKEN, Decision.BRACKETED, Decision.LEFT


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A draft of three paragraphs that was exported to `room.docx`, in which EU and somebody else changed something."""
    made = Workspace.new(tmp_path / "kyoto.yaml", CORPUS)
    made.edits.take_up(["NO 1(b)"], Place("justice"))
    made.edits.add("We act at home.", Place("justice"))
    made.edits.add("We wait for others.", Place("justice"))
    made.file.save()
    send(made)
    return made


def send(workspace: Workspace, **options: object) -> Path:
    path = workspace.file.path.with_name("room.docx")
    export.write(workspace, path, replace=True, options=Options(**options))  # type: ignore[arg-type]
    insert(path, "We act", " now", "EU")
    retype(path, "wait", "do not wait")
    return path


def words(draft: Draft) -> list[str]:
    return [spot.paragraph.written for spot in draft.spots.values()]


def opened(workspace: Workspace, by: str = "") -> room_return.RoomReturn:
    return room_return.opened(workspace, workspace.file.path.with_name("room.docx"), by)


def of(returned: room_return.RoomReturn, author: str) -> str:
    """The id of the edit by this author."""
    return next(edit.id for edit in returned.edits.edits if edit.author == author)


def all_of(returned: room_return.RoomReturn, decision: Decision) -> dict[str, Decision]:
    return {edit.id: decision for edit in returned.edits.edits}


def test_what_came_is_told_with_its_author_and_nothing_is_changed(workspace: Workspace) -> None:
    before, files = workspace.draft, sorted(workspace.file.path.parent.rglob("*"))
    came = opened(workspace).edits
    assert [(each.ref, each.author, each.date, each.tracked) for each in came.edits] == [
        ("OP2", "EU", "2026-11-20", True), ("OP3", "", "", False),
    ]  # fmt: skip
    assert [each.now for each in came.edits] == ["We act now at home.", "We do not wait for others."]
    assert (came.unmatched, came.remarks) == ((), ())
    assert workspace.draft is before
    assert sorted(workspace.file.path.parent.rglob("*")) == files


def test_whose_the_untracked_ones_are_the_user_says_and_ids_stay(workspace: Workspace) -> None:
    assert [each.author for each in opened(workspace, "US").edits.edits] == ["EU", "US"]
    ids = [[each.id for each in opened(workspace, by).edits.edits] for by in ("US", "")]
    assert ids[0] == ids[1]


def test_taking_is_one_step_after_a_revision_and_undo_gives_the_draft_back(workspace: Workspace) -> None:
    before, returned = workspace.draft, opened(workspace)
    outcome = returned.take(all_of(returned, TAKEN))
    assert words(workspace.draft)[1:] == ["We act now at home.", "We do not wait for others."]
    assert outcome.step == "take room.docx home: 2 taken"
    assert set(outcome.done.values()) == {TAKEN}
    assert outcome.revision is not None
    assert outcome.revision.name.startswith("before room.docx, ")
    assert revision_folder.load(outcome.revision, CORPUS).draft == before
    assert workspace.history.undo() == outcome.step
    assert workspace.draft == before


def test_each_is_taken_bracketed_or_left_by_itself(workspace: Workspace) -> None:
    returned = opened(workspace, "US")
    outcome = returned.take({of(returned, "EU"): BRACKETED, of(returned, "US"): LEFT})
    assert words(workspace.draft)[1:] == ["We act [now - EU] at home.", "We wait for others."]
    assert outcome.step == "take room.docx home: 1 bracketed"


def test_what_is_proposed_already_is_known(workspace: Workspace) -> None:
    returned = opened(workspace)
    assert not returned.there()
    returned.take(all_of(returned, BRACKETED), {"": "US"})
    assert opened(workspace).there() == all_of(returned, BRACKETED)
    again = opened(workspace, "US")
    assert again.there() == all_of(again, BRACKETED)
    before = workspace.draft
    assert again.take(all_of(again, BRACKETED)).step == ""
    assert workspace.draft == before


def test_who_an_author_is_can_be_said_when_it_is_taken(workspace: Workspace) -> None:
    returned = opened(workspace)
    returned.take(all_of(returned, BRACKETED), {"EU": "Japan", "": "US"})
    assert words(workspace.draft)[1:] == ["We act [now - Japan] at home.", "We [do not - US] wait for others."]


def test_leaving_all_changes_nothing_and_keeps_no_revision(workspace: Workspace) -> None:
    before, returned = workspace.draft, opened(workspace)
    outcome = returned.take(all_of(returned, LEFT))
    assert (outcome.step, outcome.revision) == ("", None)
    assert workspace.draft is before
    assert not workspace.revisions.kept.revisions


def test_a_draft_that_is_a_revision_already_is_not_kept_twice(workspace: Workspace) -> None:
    workspace.revisions.save("Rev.1")
    returned = opened(workspace)
    assert returned.edits.base == "Rev.1"
    assert returned.take(all_of(returned, TAKEN)).revision is None
    assert [kept.name for kept in workspace.revisions.kept.revisions] == ["Rev.1"]


def test_two_files_of_one_minute_are_two_revisions(workspace: Workspace) -> None:
    for author in ("EU", ""):
        returned = opened(workspace)
        returned.take({of(returned, author): TAKEN})
    assert len(workspace.revisions.kept.revisions) == 2


def test_what_changed_at_home_stays_and_what_both_changed_is_said(workspace: Workspace) -> None:
    first, _, third = workspace.draft.spots
    workspace.edits.reword(first, "We protect them.")
    workspace.edits.reword(third, "We never wait for others.")
    returned = opened(workspace, "US")
    assert returned.edits.base == "the draft as it was exported"
    assert [each.home for each in returned.edits.edits] == [None, "We never wait for others."]
    outcome = returned.take(all_of(returned, TAKEN))
    assert words(workspace.draft)[:2] == ["We protect them.", "We act now at home."]
    assert set(workspace.draft.spots[third].paragraph.text.parties) == {"US"}
    both = "both sides changed the same words: the draft has yours, those of US are a proposal"
    assert outcome.contested == (f"OP3: {both}.",)


def test_what_both_changed_is_said_by_the_number_that_it_has_today(workspace: Workspace) -> None:
    third = list(workspace.draft.spots)[2]
    workspace.edits.add("We begin.", Place(workspace.draft.spots[third].container, 0))
    workspace.edits.reword(third, "We never wait for others.")
    returned = opened(workspace, "US")
    outcome = returned.take(all_of(returned, TAKEN))
    assert workspace.refs[third] == "OP4"
    assert [sentence.partition(": ")[0] for sentence in outcome.contested] == ["OP4 (OP3 in the file)"]


def test_what_was_taken_is_known_when_the_file_comes_again_until_it_is_undone(workspace: Workspace) -> None:
    returned = opened(workspace)
    returned.take({of(returned, "EU"): TAKEN})
    workspace.file.save()
    copy = Workspace.open(workspace.file.path, CORPUS)
    assert opened(copy).there() == {of(returned, "EU"): TAKEN}
    assert not opened(copy).edits.remarks
    assert opened(copy).take(all_of(returned, TAKEN)).step == "take room.docx home: 1 taken"
    assert words(copy.draft)[1:] == ["We act now at home.", "We do not wait for others."]
    workspace.history.undo()
    assert not opened(workspace).there()
    assert opened(workspace).take({of(returned, "EU"): TAKEN}).step == "take room.docx home: 1 taken"


def test_two_authors_of_one_paragraph_are_told_apart_when_the_file_comes_again(workspace: Workspace) -> None:
    insert(workspace.file.path.with_name("room.docx"), "home", " and abroad", "Japan")
    returned = opened(workspace)
    eu, japan = of(returned, "EU"), of(returned, "Japan")
    returned.take({eu: TAKEN, japan: BRACKETED})
    assert words(workspace.draft)[1] == "We act now at home [and abroad - JP]."
    again = opened(workspace)
    assert again.there() == {eu: TAKEN, japan: BRACKETED}
    assert [each.home for each in again.edits.edits if each.id not in again.there()] == [None]
    again.take(all_of(again, TAKEN))
    assert words(workspace.draft)[1:] == ["We act now at home and abroad.", "We do not wait for others."]


@pytest.fixture
def cut(workspace: Workspace) -> Workspace:
    """A fourth paragraph, which EU split, with words at the break and elsewhere."""
    workspace.edits.add("We thank all States and all their people.", Place("justice"))
    path = send(workspace)
    insert(path, "all their", " good", "EU")
    split(path, "all States", "EU", ending=".", beginning="We thank them")
    return workspace


def test_what_is_left_of_a_paragraph_that_was_split_comes_later(cut: Workspace) -> None:
    returned = opened(cut)
    first, text = (edit.id for edit in returned.edits.edits if edit.ref == "OP4")
    before = cut.draft
    returned.take({first: TAKEN})
    assert words(cut.draft)[3:] == ["We thank all States.", "We thank them and all their people."]
    assert opened(cut).there() == {first: TAKEN}
    opened(cut).take({text: TAKEN})
    assert words(cut.draft)[3:] == ["We thank all States.", "We thank them and all their good people."]
    cut.history.undo()
    cut.history.undo()
    assert cut.draft == before
    assert opened(cut).there() == {}


def test_all_of_a_file_is_taken_after_some_of_it(cut: Workspace) -> None:
    once = opened(cut)
    once.take(all_of(once, TAKEN))
    expected = words(cut.draft)
    cut.history.undo()
    for edit in once.edits.edits:
        again = opened(cut)
        again.take({edit.id: BRACKETED if edit.author else TAKEN})
    last = opened(cut).take(all_of(once, TAKEN))
    assert last.step == "take room.docx home: 3 taken"
    assert not last.contested
    assert words(cut.draft) == expected
    assert not any(spot.paragraph.contested for spot in cut.draft.spots.values())


@pytest.mark.parametrize("party", ["EU", "Mexico"])
def test_what_was_bracketed_is_the_text_once_it_is_taken(cut: Workspace, party: str) -> None:
    returned = opened(cut)
    decisions = all_of(returned, BRACKETED)
    returned.take(decisions, {"EU": party, "": "US"})
    stand = [spot.paragraph for spot in cut.draft.spots.values()]
    parties = {each for paragraph in stand for each in paragraph.text.parties}
    assert parties == {party, "US"}
    assert [each.by for each in stand[4].proposals] == [(party,)]
    assert opened(cut).there() == decisions
    opened(cut).take(all_of(returned, TAKEN))
    assert words(cut.draft)[1:] == [
        "We act now at home.", "We do not wait for others.", "We thank all States.",
        "We thank them and all their good people.",
    ]  # fmt: skip
    assert not any(spot.paragraph.contested for spot in cut.draft.spots.values())
    assert opened(cut).there() == all_of(returned, TAKEN)


def test_a_proposal_of_which_others_said_something_is_the_text_once_it_is_taken(cut: Workspace) -> None:
    returned = opened(cut)
    returned.take(all_of(returned, BRACKETED), {"": "US"})
    for entry in [spot.paragraph for spot in cut.draft.spots.values()]:
        for point in (*(each.id for each in entry.text.all_alternatives()), *(each.id for each in entry.proposals)):
            cut.acts.take_positions(point, ["JP"], Position.SUPPORT)
    outcome = opened(cut).take(all_of(returned, TAKEN))
    assert not outcome.contested
    assert words(cut.draft)[1:] == [
        "We act now at home.", "We do not wait for others.", "We thank all States.",
        "We thank them and all their good people.",
    ]  # fmt: skip


def test_an_agreed_paragraph_that_came_back_changed_is_reopened_and_said(workspace: Workspace) -> None:
    _, second, _ = workspace.draft.spots
    workspace.acts.agree([second], Status.AD_REF)
    send(workspace)
    returned = opened(workspace)
    outcome = returned.take({of(returned, "EU"): TAKEN})
    assert workspace.draft.spots[second].paragraph.status is Status.REOPENED
    assert any("OP2 was agreed ad referendum" in remark for remark in outcome.remarks)


def test_an_id_that_is_not_there_changes_nothing(workspace: Workspace) -> None:
    before = workspace.draft
    with pytest.raises(BadInput, match="It has no edit “nothing”"):
        opened(workspace).take({"nothing": TAKEN})
    assert workspace.draft is before


# What it was made from


def test_a_revision_a_kept_export_the_draft_and_an_earlier_version_are_each_the_base(workspace: Workspace) -> None:
    assert opened(workspace).edits.base == "the draft as it is"
    earlier_versions.keep(workspace.file.path, workspace.draft.id, workspace.file.content)
    workspace.edits.add("We end.", Place("justice"))
    workspace.file.save()
    assert opened(workspace).edits.base == "the draft as it was exported"
    shutil.rmtree(folder_of(workspace.file.path))
    assert opened(workspace).edits.base.startswith("the version of ")
    assert not opened(workspace).edits.remarks


@pytest.mark.parametrize(
    "options",
    [{"clean": True}, {"view": UNATTRIBUTED}, {"view": View(ViewKind.BASE)}, {"purpose": DocumentPurpose.NEGOTIATION}],
    ids=str,
)
def test_an_export_that_leaves_something_out_finds_what_it_was_made_from(
    workspace: Workspace, options: dict[str, object]
) -> None:
    _, second, _ = workspace.draft.spots
    workspace.edits.annotate(second, "For us alone.")
    workspace.edits.set_status([second], Status.PENDING)
    send(workspace, **options)
    workspace.edits.add("We end.", Place("justice"))
    returned = opened(workspace)
    assert returned.edits.base == "the draft as it was exported"
    assert [(each.kind, each.ref) for each in returned.edits.edits] == [("text", "OP2"), ("text", "OP3")]
    returned.take(all_of(returned, TAKEN))
    paragraph = workspace.draft.spots[second].paragraph
    assert (paragraph.note, paragraph.status, paragraph.written) == (
        "For us alone.",
        Status.PENDING,
        "We act now at home.",
    )


def test_a_clean_export_is_known_by_a_revision_too(workspace: Workspace) -> None:
    workspace.edits.annotate(next(iter(workspace.draft.spots)), "For us alone.")
    send(workspace, clean=True)
    workspace.revisions.save("Rev.1")
    workspace.edits.add("We end.", Place("justice"))
    shutil.rmtree(folder_of(workspace.file.path) / "exported")
    assert opened(workspace).edits.base == "Rev.1"


def test_a_base_that_is_gone_is_said_and_what_is_there_is_compared(workspace: Workspace) -> None:
    copy = workspace.file.path.with_name("other") / "kyoto.yaml"
    copy.parent.mkdir()
    workspace.edits.add("We end.", Place("justice"))
    workspace.file.save()
    shutil.copy(workspace.file.path, copy)
    shutil.copy(workspace.file.path.with_name("room.docx"), copy.parent)
    came = opened(Workspace.open(copy, CORPUS)).edits
    assert came.base == "the draft as it is"
    assert came.remarks[0].startswith("The version that the file was made from isn't here")
    assert {each.now for each in came.edits} >= {"We act now at home.", "We do not wait for others."}


def test_a_file_that_lost_its_manifest_is_known_by_its_properties(workspace: Workspace) -> None:
    path = workspace.file.path.with_name("room.docx")
    without_manifest(path)
    workspace.edits.add("We end.", Place("justice"))
    came = opened(workspace).edits
    assert (came.base, came.remarks) == ("the draft as it was exported", ())
    assert [each.now for each in came.edits] == ["We act now at home.", "We do not wait for others."]
    assert [draft.name for draft in room_return.drafts_of(path)] == ["kyoto.yaml"]


@pytest.mark.parametrize(("saved", "base"), [("Rev.1", "Rev.1"), ("", "the draft as it was exported")])
def test_a_file_that_says_nothing_is_compared_with_the_likest(workspace: Workspace, saved: str, base: str) -> None:
    without_manifest(workspace.file.path.with_name("room.docx"), properties=False)
    came = opened(workspace).edits
    assert (came.base, len(came.edits)) == ("the draft as it is", 2)
    assert came.remarks[0].startswith(
        "The file doesn't say which version it was made from: it is compared with the draft"
    )
    if saved:
        workspace.revisions.save(saved)
    first = next(iter(workspace.draft.spots))
    workspace.edits.reword(first, "We protect them.")
    workspace.edits.add("We end.", Place("justice"))
    came = opened(workspace).edits
    assert came.base == base
    assert came.remarks == (
        f"The file doesn't say which version it was made from: it is compared with the likest, {base}.",
    )
    assert [each.now for each in came.edits] == ["We act now at home.", "We do not wait for others."]


# Other files


def test_a_file_of_a_draft_beside_it_is_refused_and_says_where_it_belongs(workspace: Workspace) -> None:
    other = Workspace.new(workspace.file.path.with_name("doha.yaml"), CORPUS)
    path = workspace.file.path.with_name("room.docx")
    assert [draft.name for draft in room_return.drafts_of(path)] == ["kyoto.yaml"]
    with pytest.raises(BadInput, match=r"exported from another draft, .*kyoto.yaml, .*drafter import .*kyoto.yaml"):
        room_return.opened(other, path)


def test_a_file_of_a_draft_that_is_not_there_is_read_by_its_words(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    other = Workspace.new(folder / "doha.yaml", CORPUS)
    other.edits.add("We act at home.", Place("justice"))
    shutil.copy(workspace.file.path.with_name("room.docx"), folder)
    assert room_return.drafts_of(folder / "room.docx") == ()
    came = opened(other).edits
    assert came.remarks[0].startswith("The file was exported from another draft")
    assert ("OP1", "We act now at home.") in {(each.ref, each.now) for each in came.edits}


@pytest.mark.parametrize("suffix", [".doc", ".ODT", ".pdf"])
def test_another_kind_of_file_is_to_be_saved_as_docx(workspace: Workspace, suffix: str) -> None:
    with pytest.raises(BadInput, match=r"save it as \.docx"):
        room_return.opened(workspace, workspace.file.path.with_suffix(suffix))


@pytest.mark.parametrize("content", [b"", b"drafter: 2\n", b"PK\x03\x04 not a package", b"%PDF-1.7"])
def test_what_is_no_word_file_is_refused(workspace: Workspace, content: bytes) -> None:
    path = workspace.file.path.with_name("room.docx")
    path.write_bytes(content)
    with pytest.raises(BadInput, match=r"room\.docx"):
        room_return.opened(workspace, path)


def test_a_long_or_odd_name_of_a_file_is_no_hindrance(workspace: Workspace) -> None:
    path = workspace.file.path.with_name("room.docx")
    odd = path.rename(path.with_name(f"What the “room” said: {'very ' * 20}long?.docx"))
    returned = room_return.opened(workspace, odd)
    revision = returned.take(all_of(returned, TAKEN)).revision
    assert revision is not None
    assert revision.name.startswith("before What the “room” said- very")
    assert len(revision.name) <= 80


def test_an_annex_on_its_own_is_no_draft_with_all_its_paragraphs_gone(workspace: Workspace) -> None:
    path = workspace.file.path.with_name("annex.docx")
    export.write(workspace, path, options=Options(only=AnnexKind.SOURCES))
    with pytest.raises(BadInput, match="an annex of the draft on its own"):
        room_return.opened(workspace, path)


# Files that went out with tracked changes


@pytest.fixture
def worked_on(workspace: Workspace) -> Workspace:
    """Since Rev.1, which is a Word file too, everything was done to the draft that can be."""
    edits, (first, second, third) = workspace.edits, tuple(workspace.draft.spots)
    fourth, fifth, sixth = (_added(workspace, f"We add the {name} paragraph.") for name in ("4th", "5th", "6th"))
    workspace.revisions.save("Rev.1")
    export.write(workspace, workspace.file.path.with_name("issued.docx"))
    edits.reword(first, "We protect all victims.")
    edits.move([sixth], Place("justice"))
    edits.merge([second, third])
    edits.remove([fourth])
    edits.split(fifth, 7)
    edits.indent(_added(workspace, "To go on."))
    workspace.file.save()
    return workspace


def _added(workspace: Workspace, text: str) -> str:
    workspace.edits.add(text, Place("justice", len(workspace.draft.part_by_id["justice"].paragraphs)))
    assert workspace.history.newest is not None
    return workspace.history.newest


@pytest.mark.parametrize("against", ["Rev.1", "issued.docx"])
def test_what_was_tracked_when_it_went_out_is_no_edit_of_the_room(worked_on: Workspace, against: str) -> None:
    path = worked_on.file.path.with_name("room.docx")
    named = str(path.with_name(against)) if against.endswith(".docx") else against
    since = tracking(worked_on, named)
    path.write_bytes(export.render(worked_on, ".docx", tracking=since))
    assert room_return.opened(worked_on, path).edits.edits == ()


def test_an_edit_beside_what_was_tracked_is_told_by_itself(worked_on: Workspace) -> None:
    path = worked_on.file.path.with_name("room.docx")
    path.write_bytes(export.render(worked_on, ".docx", tracking=tracking(worked_on, "Rev.1")))
    in_part(path, "word/document.xml", "home", "sea")
    (edit,) = room_return.opened(worked_on, path).edits.edits
    assert (edit.ref, edit.tracked, edit.now) == ("OP2", False, "We act at sea. We wait for others.")


def test_what_is_proposed_in_tracked_changes_is_no_edit_of_the_room(workspace: Workspace) -> None:
    acts, (first, second, third) = workspace.acts, tuple(workspace.draft.spots)
    acts.propose_words(second, "We act at once at home.", ["EU"], "Capital insists.")
    acts.propose_deletion(third, ["US"])
    acts.propose_paragraph("We begin.", "justice", ["JP"])
    acts.propose_move(first, third, ["CN"])
    (point,) = workspace.draft.spots[second].paragraph.text.all_alternatives()
    acts.take_positions(point.id, ["US"], Position.OPPOSE)
    path = workspace.file.path.with_name("room.docx")
    export.write(workspace, path, replace=True, options=Options(view=View(ViewKind.TRACKED)))
    assert room_return.opened(workspace, path).edits.edits == ()
    retype(path, "at home", "everywhere")
    (edit,) = room_return.opened(workspace, path).edits.edits
    assert (edit.tracked, edit.was, edit.now) == (False, "We act at home.", "We act everywhere.")


@pytest.mark.parametrize("how", Sources)
def test_the_blanks_in_citations_are_no_edit_whatever_a_program_makes_of_them(how: Sources, tmp_path: Path) -> None:
    made, room = Workspace.new(tmp_path / "kyoto.yaml", CORPUS), tmp_path / "room.docx"
    made.edits.take_up(["NO 1(b)", "SO 9"], Place("justice"))
    made.edits.add("As in [NO\u00a01(b)], para.\u00a01\u00a0(b), we keep blanks of our own.", Place("justice"))
    made.file.save()
    export.write(made, room, options=Options(how, tuple(AnnexKind)))
    assert opened(made).edits.edits == () and opened(made).edits.unmatched == ()
    with_plain_blanks(room)
    came = opened(made).edits
    assert came.unmatched == () and {each.ref for each in came.edits} <= {"OP3"}  # whose own blanks are others now
