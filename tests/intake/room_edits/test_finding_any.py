"""Whatever was done to whatever draft: nothing taken is what went out, everything taken what the file says."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from drafter.document.edited_document import EditedDocument, EditedParagraph, EditedRun, Mark
from drafter.draft import edits, numbering
from drafter.draft.draft import Draft, Paragraph, Status
from drafter.draft.text import ATTRIBUTED, BASE, LONGEST, SHORTEST, UNATTRIBUTED, View, ViewKind
from drafter.draft.tree import Place
from drafter.formats.options import Sources
from drafter.intake.room_edits.room_edit import RoomEditKind
from tests.builders import corpus, draft, paragraph
from tests.examples import PLAIN, examples
from tests.intake.room_edits.files import at, composed, found, sent
from tests.intake.room_edits.files import with_paragraphs as put

SOME = (
    "We urge States to train judges",
    "We [call on - EU / invite - US; JP delete] Members",
    "to share data, [and soon]",
    "to share data in time.",
    "[Agreed ad ref]",
    "7 bis. See [NO 1(a)]",
)
WORDS = st.lists(st.sampled_from(SOME), min_size=1, max_size=3).map(" ".join)
ANY = st.text(PLAIN, min_size=1, max_size=30).filter(str.strip)
STATUSES = st.sampled_from([Status.OPEN] * 3 + [Status.AD_REF, Status.INFORMALS, Status.PENDING, Status.BRACKETED])
VIEWS = (ATTRIBUTED, UNATTRIBUTED, BASE, LONGEST, SHORTEST, View(ViewKind.PARTY, ("EU",)))
MARKS = st.sampled_from([Mark("Ann", "2026-05-03"), Mark("Bob", ""), Mark("")])


@st.composite
def drafts(choose: st.DrawFn) -> Draft:
    made = draft(paragraph("p0"), preamble=(paragraph("q0", "Recalling what was,"),))
    made = edits.remove(made, ["p0"])
    for number in range(choose(st.integers(1, 6))):
        into = choose(st.sampled_from(["justice", "other", "preamble", *(id for id in made.spots if id != "q0")]))
        depth = made.spots[into].depth if into in made.spots else 0
        words = choose(st.one_of(WORDS, ANY))
        id = f"p{number}"
        made = edits.add(made, words, id, Place(into if depth < 3 else "justice"))
        if choose(st.booleans()):
            made = edits.cite(made, id, choose(st.sampled_from(["NO 1(a)", "SO 9", "SO 7(b)"])))
        status = choose(STATUSES)
        if made.spots[id].paragraph.text.plain and not made.spots[id].paragraph.text.unread:
            made = edits.set_status(made, id, status, "EU" if status is Status.PENDING else "")
    return numbering.freeze(made) if choose(st.booleans()) else made


@given(drafts(), st.sampled_from(Sources), st.sampled_from(VIEWS))
@examples(100)
def test_in_a_file_that_nobody_edited_there_is_nothing(made: Draft, sources: Sources, view: View) -> None:
    seen = found(sent(made, sources, view), made)
    assert (seen.room.edits, seen.room.unmatched, seen.chains) == ((), (), ())


@st.composite
def retyped_runs(choose: st.DrawFn, text: str) -> tuple[EditedRun, ...]:
    """The text cut anywhere, some of it deleted, other words between, tracked or not."""
    places = sorted(choose(st.lists(st.integers(0, len(text)), max_size=4)))
    runs: list[EditedRun] = []
    for start, end in zip([0, *places], [*places, len(text)], strict=True):
        match choose(st.sampled_from(["kept", "kept", "deleted", "gone"])):
            case "kept":
                runs.append(EditedRun(text[start:end]))
            case "deleted":
                runs.append(EditedRun(text[start:end], deleted=choose(MARKS)))
        typed = choose(st.sampled_from(["", "", " and clerks", "urgently ", "[now] "]))
        both = choose(st.one_of(st.none(), st.none(), MARKS))
        runs.append(EditedRun(typed, choose(st.one_of(st.none(), MARKS)), both))
    return tuple(run for run in runs if run.text)


@st.composite
def edited(choose: st.DrawFn) -> tuple[Draft, EditedDocument]:
    words = st.sampled_from([text for text in SOME if "[A" not in text and "bis" not in text])
    paragraphs = [Paragraph(f"p{n}", paragraph("", f"{choose(words)} {n}.").text) for n in range(4)]
    made = draft(*paragraphs)
    file = sent(made)
    for id in ("p0", "p1", "p2", "p3"):
        place = at(file, id)
        old = file.paragraphs[place]
        if choose(st.booleans()):
            runs = choose(retyped_runs(old.accepted))
            old = replace(old, runs=runs)
        marks = st.one_of(st.none(), st.none(), MARKS)
        added = choose(st.booleans()) and id != "p3"
        came, went = choose(marks) if added else None, choose(marks) if id != "p3" else None
        old = replace(old, end_inserted=came, end_deleted=went)
        new = EditedParagraph((EditedRun("We add something new.", choose(marks), choose(marks)),))
        file = put(file, place, place + 1, old, *([new] if added else []))
    return made, file


def _accepted(file: EditedDocument) -> list[str]:
    texts, words = [], ""
    for each in file.paragraphs:
        words += each.accepted
        if each.end_deleted is None:
            texts.append(words)
            words = ""
    return [text for text in texts if text.strip()]


@given(edited())
@examples(200)
def test_nothing_taken_is_what_went_out_and_everything_what_the_file_says(both: tuple[Draft, EditedDocument]) -> None:
    made, file = both
    seen = found(file, made)
    written = {id: spot.paragraph.written for id, spot in made.spots.items()}
    nothing = {id: words for id, words in composed(seen, lambda _: False).items() if words is not None}
    assert nothing == {id: words for id, words in written.items() if id in nothing}
    all_taken = composed(seen, lambda _: True)
    texts = [words for words in all_taken.values() if words and words.strip()]
    texts += [words for id, words in written.items() if id not in all_taken]
    furniture = [each.accepted for each in sent(draft()).paragraphs]
    assert sorted(texts) == sorted(text for text in _accepted(file) if text not in (*furniture, "On justice"))
    assert all(edit.kind in RoomEditKind for edit in seen.room.edits)
    assert len({edit.id for edit in seen.room.edits}) == len(seen.room.edits)
    assert found(file, made, by="the chair").chains == seen.chains
    assert corpus().id == made.corpus
