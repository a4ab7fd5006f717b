"""The outline numbers and words a draft, and cites every source."""

from dataclasses import replace

import pytest

from drafter.document.outline import (
    Heading,
    OutlineParagraph,
    Sentence,
    in_one_line,
    outline,
    outline_before,
)
from drafter.draft import edits, numbering
from drafter.draft.bracket_notation import read
from drafter.draft.draft import Draft, Front, Link, Proposal, ProposalKind, Status, Treatment
from drafter.draft.inline_runs import PieceLook
from drafter.draft.layout import LEVELS, Captions, Colour, Kind, Level
from drafter.draft.numbering import refs
from drafter.draft.numerals import Degree
from drafter.draft.text import ATTRIBUTED, BASE, LONGEST, SHORTEST, UNATTRIBUTED, View, ViewKind
from drafter.errors import BadInput
from drafter.storage import layout_folder
from tests.builders import HOSTILE, corpus, draft, layout, paragraph

CORPUS = corpus()


def whole() -> Draft:
    return draft(
        paragraph("p1", "Train.", "NO 1(a)", "SO 7(a)", children=(paragraph("p2", children=(paragraph("p3"),)),)),
        paragraph("p4"),
        preamble=(paragraph("q1"), paragraph("q2", children=(paragraph("q3"),))),
        other=(paragraph("r1", "", "NO 1(a)"),),
    )


def test_numbers_run_on_through_the_sections_and_restart_under_each_paragraph() -> None:
    made = outline(whole(), CORPUS, layout())
    assert [(paragraph.ref, paragraph.label, paragraph.depth) for paragraph in made.paragraphs] == [
        ("PP1", "", 0),
        ("PP2", "", 0),
        ("PP2 (a)", "(a)", 1),
        ("OP1", "1.", 0),
        ("OP1 (a)", "(a)", 1),
        ("OP1 (a) (i)", "(i)", 2),
        ("OP2", "2.", 0),
        ("OP3", "3.", 0),
    ]
    assert refs(whole()) == {paragraph.id: paragraph.ref for paragraph in made.paragraphs}


def test_headings_stand_only_over_parts_that_have_paragraphs_and_print_one() -> None:
    made = outline(
        draft(paragraph("p1"), preamble=(paragraph("q1"),)), CORPUS, layout(opening="We,", declaring="Declare:")
    )
    assert [type(block).__name__ for block in made.blocks] == [
        "Sentence", "OutlineParagraph", "Sentence", "Heading", "OutlineParagraph",
    ]  # fmt: skip
    assert made.blocks[0] == Sentence("opening", "We,")
    assert made.blocks[3] == Heading("justice", "On justice")


def test_sources_are_cited_in_one_note_and_listed_once_with_their_paragraphs() -> None:
    made = outline(whole(), CORPUS, layout())
    assert made.paragraphs[3].note == (
        "Report of the Northern Meeting (A/X/1), para. 1 (a); Report of the Southern Meeting, para. 7 (a)."
    )
    assert [(row.id, [ref for _, ref, _ in row.paragraphs]) for row in made.sources] == [
        ("NO 1(a)", ["OP1", "OP3"]),
        ("SO 7(a)", ["OP1"]),
    ]
    assert made.sources[0].citation == "Report of the Northern Meeting (A/X/1), para. 1 (a)"
    assert made.sources[0].text == CORPUS.by_id["NO 1(a)"].text


def test_a_source_is_partly_taken_up_only_if_no_paragraph_takes_up_the_whole() -> None:
    part = replace(paragraph("p1"), links=(Link("SO 9", partly=True, missing="trust"),))
    made = outline(draft(part), CORPUS, layout())
    assert made.sources[0].partly
    assert made.paragraphs[0].sources[0].missing == "trust"
    assert not outline(draft(part, paragraph("p2", "", "SO 9")), CORPUS, layout()).sources[0].partly


def test_verbatim_is_said_only_of_the_sources_own_words() -> None:
    taken = edits.take_up(draft(), CORPUS, ["SO 9"], ["p1"])
    assert outline(taken, CORPUS, layout()).paragraphs[0].sources[0].treatment is Treatment.VERBATIM
    changed = edits.reword(taken, CORPUS, "p1", "Other.")
    assert outline(changed, CORPUS, layout()).paragraphs[0].sources[0].treatment is Treatment.ADAPTED


@pytest.mark.parametrize(
    ("status", "pending", "tag"),
    [
        (Status.OPEN, "", ""),
        (Status.AD_REF, "", "Agreed ad ref"),
        (Status.PENDING, "Utopia", "Pending Utopia"),
        (Status.BRACKETED, "", "Bracketed"),
    ],
)
def test_a_status_becomes_a_tag(status: Status, pending: str, tag: str) -> None:
    made = edits.set_status(draft(paragraph("p1")), "p1", status, pending)
    assert outline(made, CORPUS, layout()).paragraphs[0].status == tag


@pytest.mark.parametrize(
    ("status", "text", "printed", "tag"),
    [
        (Status.OPEN, "We act.", "We act.", ""),
        (Status.AD_REF, "We act.", "We act.", "[Agreed ad ref]"),
        (Status.BRACKETED, "We act.", "[We act.]", ""),
        (Status.BRACKETED, "We [act / wait].", "We [act / wait].", ""),
        (Status.PENDING, "We [act / wait].", "We [act / wait].", "[Pending]"),
    ],
)
def test_what_is_not_agreed_stands_in_brackets(status: Status, text: str, printed: str, tag: str) -> None:
    made = edits.set_status(draft(paragraph("p1", text)), "p1", status)
    (shown,) = outline(made, CORPUS, layout()).paragraphs
    assert (shown.text, shown.printed, shown.tag) == (text, printed, tag)
    bracketed = "".join(piece.text for piece in shown.pieces if piece.look is PieceLook.BRACKETED)
    assert bracketed == printed[printed.find("[") : printed.find("]") + 1]


def test_the_opening_words_of_a_bracketed_paragraph_keep_their_style() -> None:
    made = edits.set_status(draft(preamble=(paragraph("p1", "Recalling it,"),)), "p1", Status.BRACKETED)
    (kept,) = outline(made, CORPUS, layout()._replace(opening_words=True)).paragraphs
    assert [(piece.text, piece.look) for piece in kept.pieces] == [
        ("[", PieceLook.BRACKETED),
        ("Recalling", PieceLook.OPENING),
        (" it,", PieceLook.BRACKETED),
        ("]", PieceLook.BRACKETED),
    ]


def test_the_layouts_sentences_are_worded_with_what_the_user_gave_and_with_nothing_else() -> None:
    words = layout(
        title="{{ front.title or ('Draft declaration of the ' ~ congress) }}",
        masthead="Unofficial draft\n{{ front.symbol }}\n  {{ [front.place, front.date] | select | join(', ') }}  \n",
    )
    made = outline(draft(), CORPUS, words)
    assert (made.title, made.masthead) == ("Draft declaration of the Third Invented Congress", ("Unofficial draft",))
    made = outline(replace(draft(), front=Front(title="T", place="Vienna", date="May")), CORPUS, words)
    assert (made.title, made.masthead) == ("T", ("Unofficial draft", "Vienna, May"))
    assert outline(draft(), CORPUS, layout()).title == "Draft declaration"


def test_a_masthead_has_two_columns_and_one_line_where_there_are_none() -> None:
    words = layout(masthead="United Nations{{ right }} {{ front.symbol }}\n{{ right }}{{ front.date }}\nDraft\n")
    made = outline(replace(draft(), front=Front(symbol="A/X/ 9", date="6 March")), CORPUS, words)
    assert made.masthead == ("United Nations\tA/X/ 9", "\t6 March", "Draft")
    assert [line.name for line in made.above] == ["masthead head", "masthead", "masthead", "title"]
    assert [in_one_line(line) for line in made.masthead] == ["United Nations · A/X/ 9", "6 March", "Draft"]
    bare = outline(draft(), CORPUS, words)
    assert bare.masthead == ("United Nations", "Draft")
    assert [line.name for line in bare.above] == ["masthead head", "masthead", "title"]
    assert [line.name for line in outline(draft(), CORPUS, layout(masthead="Draft")).above] == ["masthead", "title"]


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ("7–12 March 2021", "from 7 to 12 March 2021"),
        ("28 February – 3 March 2021", "from 28 February to 3 March 2021"),
        ("7 to 12 March 2021", "from 7 to 12 March 2021"),
        ("7 March 2021", "on 7 March 2021"),
    ],
)
def test_the_opening_says_where_and_when_the_congress_met(dates: str, said: str) -> None:
    where = replace(draft(), front=Front(place="Kyoto, Japan", dates=dates))
    met = "at the Third Invented Congress in Kyoto, Japan"
    kyoto, doha = (layout_folder.load(name) for name in ("kyoto", "doha"))
    made = outline(where, CORPUS, kyoto)
    first, second = (block for block in made.blocks if isinstance(block, Sentence) and block.name != "declaring")
    assert (second.name, second.text, second.opening) == ("opening 2", f"Assembled {met}, {said},", len("Assembled"))
    assert first.text.endswith("Member States,")
    (opening,) = (block for block in outline(where, CORPUS, doha).blocks if getattr(block, "name", "") == "opening")
    assert isinstance(opening, Sentence)
    assert opening.text.endswith(f"having assembled {met}, {said},")
    in_a_city = replace(where, front=Front(place="Doha", dates=dates))
    assert f" in Doha {said}," in str(outline(in_a_city, CORPUS, doha).blocks[0])
    alone = outline(replace(where, front=Front(place="Kyoto, Japan")), CORPUS, kyoto)
    assert "opening 2" not in [getattr(block, "name", "") for block in alone.blocks]


def test_a_report_is_named_in_full_in_the_first_note_of_each_text_and_has_the_symbol_that_the_user_gave() -> None:
    made = draft(paragraph("p1", "We act.", "SO 7(a)"), paragraph("p2", "We act.", "SO 7(b)", "NO 1(a)"))
    made = replace(made, front=Front(reports="SO A/X/2"))
    words = layout()
    now = outline(made, CORPUS, words)
    assert [each.note for each in now.paragraphs] == [
        "Report of the Southern Meeting (A/X/2), para. 7 (a).",
        "Report of the Northern Meeting (A/X/1), para. 1 (a); South report, para. 7 (b).",
    ]
    assert [row.citation for row in now.sources if row.region == "SO"] == [
        "Report of the Southern Meeting (A/X/2), para. 7 (a)",
        "Report of the Southern Meeting (A/X/2), para. 7 (b)",
    ]
    before = outline_before(edits.remove(made, ["p1"]), CORPUS, words, made, now)
    assert before.paragraphs[0].note == (
        "Report of the Northern Meeting (A/X/1), para. 1 (a); Report of the Southern Meeting (A/X/2), para. 7 (b)."
    )


def test_draft_and_corpus_text_is_never_a_template() -> None:
    made = outline(
        replace(draft(paragraph("p1", HOSTILE)), front=Front(title=HOSTILE)), CORPUS, layout(title="{{ front.title }}")
    )
    assert made.title == made.paragraphs[0].text == HOSTILE


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("{{ unknown }}", "unknown"),
        ("{% if %}", "Not a valid sentence"),
        ("{{ 1 / 0 }}", "div is not available"),
        ("{{ congress | replace(1) }}", "can't be worded"),
        ("{{ congress.__class__.__mro__ }}", "__class__"),
    ],
)
def test_a_sentence_that_cannot_be_worded_is_named(sentence: str, why: str) -> None:
    with pytest.raises(BadInput, match=f"(?s)title.*{why}"):
        outline(draft(), CORPUS, layout(title=sentence))


def test_links_to_recommendations_that_the_corpus_lacks_are_left_out() -> None:
    made = outline(draft(paragraph("p1", "", "XX 1", "SO 9")), CORPUS, layout())
    only = made.blocks[1]
    assert isinstance(only, OutlineParagraph)
    assert [source.id for source in only.sources] == ["SO 9"]


def test_a_layouts_lead_in_follows_a_statement_that_has_sub_paragraphs() -> None:
    children = (paragraph("c"),)
    made = draft(
        paragraph("p1", "We care.", children=children),
        paragraph("p2", "We endeavour:", children=(paragraph("d"),)),
        paragraph("p3", "We stop."),
        preamble=(paragraph("q1", "Recalling all.", children=(paragraph("e"),)),),
    )
    words = layout()._replace(lead_in="Therefore:")
    assert [
        (paragraph.id, paragraph.lead_in) for paragraph in outline(made, CORPUS, words).paragraphs if paragraph.lead_in
    ] == [("p1", "Therefore:")]


def test_opening_words_are_told_apart_where_the_layout_says_so() -> None:
    made = draft(paragraph("p1", "Recalling,"), preamble=(paragraph("q1", "Recalling also this,"),))
    found = outline(made, CORPUS, layout()._replace(opening_words=True)).paragraphs
    assert [paragraph.opening for paragraph in found] == [14, 0]
    assert [paragraph.opening for paragraph in outline(made, CORPUS, layout()).paragraphs] == [0, 0]


def test_the_layout_says_how_paragraphs_are_numbered() -> None:
    degrees = tuple(filter(None, map(Degree.parse, ("§1", "(i)", "a)", "1)", "i."))))
    made = outline(whole(), CORPUS, layout()._replace(numbering=degrees))
    assert [paragraph.label for paragraph in made.paragraphs[2:6]] == ["(i)", "§1", "(i)", "a)"]


def test_where_paragraphs_are_labelled_each_has_the_name_that_people_call_it_by() -> None:
    frozen = numbering.set_number(numbering.freeze(whole()), "p4", "7 bis")
    made = outline(frozen, CORPUS, layout(), labelled=True)
    assert [paragraph.label for paragraph in made.paragraphs] == [
        "PP1", "PP2", "(a)", "OP1", "(a)", "(i)", "OP7 bis", "OP3",
    ]  # fmt: skip
    assert (made.form.degrees(Kind.PP)[0].label("2"), made.form.degrees(Kind.OP)[1].label("a")) == ("PP2", "(a)")
    before = edits.reword(frozen, CORPUS, "p4", "Something else.")
    earlier = outline_before(before, CORPUS, layout(), frozen, made)
    assert [paragraph.label for paragraph in earlier.paragraphs] == [each.label for each in made.paragraphs]


def test_sources_are_cited_in_the_text_by_their_names() -> None:
    first = outline(whole(), CORPUS, layout()).paragraphs[3]
    assert first.inline == "[NO 1(a); SO 7(a)]"
    assert outline(draft(paragraph("p")), CORPUS, layout()).paragraphs[0].inline == ""


@pytest.mark.parametrize(
    ("date", "meeting", "tag"),
    [
        ("2026-05-03", "third informals", "[Agreed in informals, 3 May 2026, third informals]"),
        ("2026-12-31", "", "[Agreed in informals, 31 December 2026]"),
        ("", "third informals", "[Agreed in informals, third informals]"),
        ("", "", "[Agreed in informals]"),
    ],
)
def test_what_is_agreed_says_when_and_where(date: str, meeting: str, tag: str) -> None:
    agreed = replace(paragraph("p1"), status=Status.INFORMALS, agreed_on=date, meeting=meeting)
    (shown,) = outline(draft(agreed), CORPUS, layout()).paragraphs
    assert (shown.tag, shown.colour) == (tag, Colour.YELLOW)


def test_words_and_colours_of_the_levels_are_the_layouts() -> None:
    levels = {**LEVELS, Status.AD_REF: Level("Adopté", Colour.VIOLET), Status.BRACKETED: Level("Entre crochets")}
    french = layout()._replace(
        levels=levels, terms=Captions(months="janvier février mars avril mai juin juillet août " + 4 * "x ")
    )
    agreed = replace(paragraph("p1"), status=Status.AD_REF, agreed_on="2026-05-03")
    made = outline(draft(agreed, replace(paragraph("p2"), status=Status.BRACKETED)), CORPUS, french)
    first, second = made.paragraphs
    assert (first.tag, first.colour) == ("[Adopté, 3 mai 2026]", Colour.VIOLET)
    assert (second.printed, second.tag) == ("[Text p2.]", ""), "known by the status, whatever it is called"


def test_a_move_that_is_proposed_is_a_tag() -> None:
    def move(target: str) -> Proposal:
        return Proposal(id=target, kind=ProposalKind.MOVE, target=target, by=("EU",), supported_by=("JP",))

    moved = replace(paragraph("p1"), proposals=(move("p2"), move("other")))
    first, _ = outline(draft(moved, paragraph("p2")), CORPUS, layout()).paragraphs
    assert first.tag == "[EU; JP support: move after OP2] [EU; JP support: move to the beginning of “On other matters”]"
    for view in (BASE, LONGEST):
        assert outline(draft(moved, paragraph("p2")), CORPUS, layout(), view).paragraphs[0].tag == ""


def test_of_a_deleted_paragraph_the_number_stays() -> None:
    gone = replace(paragraph("p1", "Gone.", "SO 9", children=(paragraph("p2"),)), status=Status.DELETED, number="1")
    for view in (ATTRIBUTED, UNATTRIBUTED, BASE, LONGEST):
        (shown,) = outline(draft(gone), CORPUS, layout(), view).paragraphs
        assert (shown.label, shown.printed, shown.tag, shown.sources) == ("1.", "", "[deleted]", ())


CONTESTED = draft(paragraph("p1", read("We [should - EU / shall - US; JP oppose] act.", "p1")))


@pytest.mark.parametrize(
    ("view", "words", "line"),
    [
        (ATTRIBUTED, "We [should - EU / shall - US; JP oppose] act.", ()),
        (UNATTRIBUTED, "We [should] [shall] act.", ("Unattributed text",)),
        (BASE, "We should act.", ("Text before the open proposals",)),
        (LONGEST, "We should act.", ("Text with the longest of the alternatives",)),
        (SHORTEST, "We should act.", ("Text with the shortest of the alternatives",)),
        (View(ViewKind.PARTY, ("US", "JUSCANZ")), "We shall act.", ("Text as proposed by US",)),
    ],
)
def test_a_text_in_a_view_says_so_under_its_masthead(view: View, words: str, line: tuple[str, ...]) -> None:
    made = outline(CONTESTED, CORPUS, layout(), view)
    assert (made.paragraphs[0].text, made.masthead) == (words, line)


def test_who_wants_what_is_told_apart_from_the_words() -> None:
    (made,) = outline(CONTESTED, CORPUS, layout()).paragraphs
    assert [piece.text for piece in made.pieces if piece.look is PieceLook.ATTRIBUTION] == ["EU", "US; JP oppose"]
    assert made.printed == made.text
    (bare,) = outline(CONTESTED, CORPUS, layout(), UNATTRIBUTED).paragraphs
    assert not any(piece.look is PieceLook.ATTRIBUTION for piece in bare.pieces)
