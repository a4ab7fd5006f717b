"""What is proposed, as its parties' tracked changes; and what can't be, in the margin. Nothing of it is lost."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from drafter.document.edited_document import EditedRun, Mark
from drafter.document.open_changes import proposed_changes
from drafter.document.outline import outline
from drafter.document.tracked import BlockFate, TrackedBlock, key
from drafter.draft import tree
from drafter.draft.bracket_notation import read
from drafter.draft.draft import Draft, Status
from drafter.draft.text import TRACKED, Alternatives, Option, Position, Stand, Text
from drafter.negotiation import acts
from drafter.storage import layout_folder
from tests.builders import corpus, draft, paragraph
from tests.draft.texts import texts

CORPUS = corpus()
LAYOUT = layout_folder.load("kyoto")
BASE = "We urge States to protect victims of crime."
DAY, LATER = "2026-03-02", "2026-03-03"
EU, US = Mark("EU", DAY), Mark("US", LATER)


def start() -> Draft:
    return draft(
        paragraph("p1", BASE, "NO 1(b)"),
        paragraph("p2", "We share data:", children=(paragraph("p2a", "at home;"), paragraph("p2b", "abroad."))),
        paragraph("p3", "We build trust."),
    )


def by(*parties: str, date: str = DAY, note: str = "") -> Stand:
    return Stand(by=parties, date=date, note=note)


def blocks(made: Draft, clean: bool = False) -> list[TrackedBlock]:
    base, whole = outline(made, CORPUS, LAYOUT, TRACKED), outline(made, CORPUS, LAYOUT)
    return list(proposed_changes(made, base, whole, clean).blocks)


def block(made: Draft, id: str, clean: bool = False) -> TrackedBlock:
    return next(each for each in blocks(made, clean) if key(each.now) == id)


def fates(made: Draft) -> dict[str, BlockFate]:
    return {f"{key(each.now)}{' there' if each.fate is BlockFate.MOVED_TO else ''}": each.fate for each in blocks(made)}


def margin(each: TrackedBlock) -> list[tuple[str, str]]:
    return [(remark.author, remark.text) for remark in each.remarks]


def amended() -> Draft:
    made = acts.propose_words(start(), "p1", BASE.replace("urge", "call on"), by("EU"))
    return acts.propose_words(made, "p1", BASE.replace("urge", "invite"), by("US", date=LATER))


def test_an_option_is_its_partys_insertion_and_deletion() -> None:
    made = acts.propose_words(start(), "p1", BASE.replace("urge", "call on"), by("EU"))
    assert block(made, "p1").words == (
        EditedRun("We "),
        EditedRun("urge", deleted=EU),
        EditedRun("call on", inserted=EU),
        EditedRun(" States to protect victims of crime."),
    )


def test_a_second_option_for_the_same_words_is_inserted_and_its_deletion_said() -> None:
    found = block(amended(), "p1")
    assert EditedRun("urge", deleted=EU) in found.words
    assert EditedRun("invite", inserted=US) in found.words
    assert margin(found) == [("US", "proposes “invite” instead of “urge”")]
    (remark,) = found.remarks
    assert found.words[remark.about or 0].text == "invite"


def test_options_for_different_words_stand_side_by_side() -> None:
    made = acts.propose_words(start(), "p1", BASE.replace("urge", "call on"), by("EU"))
    made = acts.propose_words(made, "p1", BASE.replace(" of crime", ""), by("US", date=LATER))
    found = block(made, "p1")
    assert (found.words[1].deleted, margin(found)) == (EU, [])
    assert [run for run in found.words if run.deleted == US] == [EditedRun(" of crime", deleted=US)]


def test_positions_and_notes_are_said_by_their_parties() -> None:
    made = acts.propose_words(start(), "p1", BASE.replace("urge", "call on"), by("EU", note="Capital insists."))
    (point,) = made.spots["p1"].paragraph.text.all_alternatives()
    option = point.option_id(point.options[1])
    for party, position in (("JP", Position.SUPPORT), ("CN", Position.OPPOSE), ("RU", Position.RESERVE)):
        made = acts.take_position(made, option, party, position, LATER)
    made = acts.retain(made, point.id, "MX")
    said = margin(block(made, "p1"))
    assert set(said) == {
        ("JP", "supports “call on”"),
        ("CN", "opposes “call on”"),
        ("RU", "reserves its position on “call on”"),
        ("EU", "Capital insists."),
        ("MX", "supports “urge”"),
    }
    assert ("EU", "Capital insists.") not in margin(block(made, "p1", clean=True))


def test_options_within_options_are_said_as_they_are_written() -> None:
    made = tree.change(
        start(), "p1", lambda each: replace(each, text=read("We [act / wait [long / briefly - JP] - EU] now.", "p1"))
    )
    assert any(author == "EU" and "[long / briefly - JP]" in text for author, text in margin(block(made, "p1")))


def test_options_within_an_option_that_begins_with_the_base_s_words_are_said_and_nothing_is_tracked() -> None:
    inner = Alternatives("b", (Option(text=Text.of("urge")), Option(text=Text.of("beg"), by=("US",))))
    outer = Alternatives("a", (Option(text=Text.of("urge")), Option(text=Text.of(inner), by=("EU",), date=DAY)))
    made = draft(paragraph("p1", Text.of("We ", outer, " States.")))
    found = block(made, "p1")
    assert all(run.kept for run in found.runs)
    assert [author for author, _ in margin(found)] == ["EU"]


def test_words_that_a_party_proposed_first_of_all_are_said_to_be_its_own() -> None:
    made = tree.change(start(), "p1", lambda each: replace(each, text=read("We [act - US / wait - EU].", "p1")))
    found = block(made, "p1")
    assert ("US", "proposes “act”") in margin(found)
    assert "".join(run.text for run in found.words if run.inserted is None) == "We act."


def test_whole_paragraphs_come_go_and_move() -> None:
    made = acts.propose_paragraph(start(), "We begin.", "p1", by("EU"))
    (new,) = made.spots.keys() - start().spots.keys()
    assert (block(made, new).fate, block(made, new).mark) == (BlockFate.CAME, EU)
    made = acts.propose_deletion(start(), "p2", by("US", date=LATER))
    assert {id: fates(made)[id] for id in ("p2", "p2a", "p2b")} == dict.fromkeys(("p2", "p2a", "p2b"), BlockFate.WENT)
    assert block(made, "p2b").mark == US
    moved = fates(acts.propose_move(start(), "p2", "p3", by("EU")))
    assert list(moved) == ["sentence opening", "sentence declaring", "justice", "p1", "p2", "p2a", "p2b", "p3",
                           "p2 there", "p2a there", "p2b there"]  # fmt: skip
    assert moved["p2a"] is BlockFate.MOVED_FROM


def test_an_alternative_paragraph_takes_the_place_of_the_other() -> None:
    made = acts.propose_alternative(start(), "p1", "We do otherwise.", by("EU"))
    (new,) = made.spots.keys() - start().spots.keys()
    assert (block(made, "p1").fate, block(made, "p1").mark) == (BlockFate.WENT, EU)
    assert margin(block(made, new)) == [("EU", "proposes this paragraph instead of OP1")]


def test_where_something_else_is_open_a_deletion_and_a_move_are_said() -> None:
    made = acts.propose_deletion(amended(), "p1", by("CN"))
    made = acts.propose_move(made, "p1", "p3", by("JP"))
    found = block(made, "p1")
    assert found.fate is BlockFate.CHANGED
    assert margin(found)[:2] == [
        ("CN", "proposes to delete this paragraph"),
        ("JP", "proposes to move this paragraph behind OP3"),
    ]


def test_words_of_another_in_a_proposed_paragraph_are_tracked_in_it() -> None:
    made = acts.propose_paragraph(start(), "We begin at once.", "p1", by("EU"))
    (new,) = made.spots.keys() - start().spots.keys()
    made = acts.propose_words(made, new, "We begin soon.", by("US", date=LATER))
    words = block(made, new).words
    assert EditedRun("at once", inserted=EU, deleted=US) in words
    assert EditedRun("soon", inserted=US) in words


def test_a_bracketed_paragraph_keeps_its_brackets() -> None:
    made = acts.propose_words(start(), "p1", BASE.replace("urge", "call on"), by("EU"))
    made = tree.change(made, "p1", lambda each: replace(each, status=Status.BRACKETED))
    found = block(made, "p1")
    assert (found.words[0], found.words[-1]) == (EditedRun("["), EditedRun("]"))
    assert found.now.text == BASE.replace("urge", "call on")


@given(texts())
def test_of_any_text_the_base_stays_and_every_word_of_every_option_is_there(text: Text) -> None:
    found = block(tree.change(start(), "p1", lambda each: replace(each, text=text)), "p1")
    if text.plain:
        assert (found.words, found.remarks) == ((), ())
        return
    assert "".join(run.text for run in found.words if run.inserted is None) == text.base
    runs = " ".join(run.text for run in found.words)
    names = {mark.author for run in found.words for mark in (run.inserted, run.deleted) if mark}
    said = " ".join([*names, *(f"{remark.author} {remark.text}" for remark in found.remarks)])
    for alternatives in text.all_alternatives():
        for option in alternatives.options:
            assert all(party in said for party in option.parties)
            if option.text.plain:
                assert all(word in f"{runs} {said}" for word in option.text.base.split())
