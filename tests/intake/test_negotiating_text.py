"""A zero draft or a compilation that somebody sent: its parts, its brackets, and the account of both."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.draft.draft import Paragraph, ProposalKind
from drafter.draft.layout import Kind
from drafter.draft.text import ATTRIBUTED, UNATTRIBUTED
from drafter.errors import BadInput
from drafter.intake import text_blocks
from drafter.intake.negotiating_text import MOST_TYPED, NegotiatingText, TextRemarkKind, read_text

REAL = Path(__file__).parents[3] / "shared" / "texts"


def read(text: str, name: str = "text.md") -> NegotiatingText:
    ids = count(1)
    return read_text(text_blocks.from_text(name, text.encode()), lambda: f"p{next(ids)}")


def every(text: NegotiatingText) -> Iterator[Paragraph]:
    return (each for part in text.parts for paragraph in part.paragraphs for each in paragraph.whole())


def shown(text: NegotiatingText) -> list[str]:
    """Each paragraph as `1 words`, with its number."""
    return [f"{each.number} {each.text.wording(ATTRIBUTED)}".strip() for each in every(text)]


def said(text: NegotiatingText, kind: TextRemarkKind) -> list[tuple[int, str]]:
    return [(remark.line, remark.what) for remark in text.remarks if remark.kind is kind]


# Structure


def test_title_masthead_opening_contents_tables_and_annexes_are_no_paragraphs() -> None:
    text = read(
        "# The declaration\n\nStatus: 12 March\n\n* TOC\n\n## Preamble\n\nThe Member States,\n\nRecalling it,\n\n"
        "Declare the following:\n\n## Prevention\n\n1. We act.\n\n| a | b |\n\n## Annex\n\n1. A list.\n"
    )
    assert text.title == "The declaration"
    assert shown(text) == ["Recalling it,", "1 We act."]
    assert [(part.id, part.title, part.kind) for part in text.parts] == [
        ("preamble", "Preamble", Kind.PP),
        ("prevention", "Prevention", Kind.OP),
    ]
    assert [line for line, _ in said(text, TextRemarkKind.LEFT_OUT)] == [3, 5, 9, 13, 19, 21]
    assert set(text.left_out) >= {"Status: 12 March", "The Member States,", "Annex", "A list."}


def test_a_text_without_headings_begins_with_its_preamble_and_its_title_stands_above() -> None:
    title = "Draft declaration on lighthouses"
    text = read(f"A/CONF.1/L.2\n\n{title}\n\nWe, the States,\n\nRecalling it,\n\n1. We act.", "a.txt")
    assert text.title == title
    assert [(part.kind, len(part.paragraphs)) for part in text.parts] == [(Kind.PP, 1), (Kind.OP, 1)]


def test_items_stand_in_items_and_numbers_are_kept() -> None:
    text = read("1. We act:\n\n    (a) now;\n\n    (b) then:\n\n        (i) here.\n\n2bis. More.\n\n7 alt. Less.")
    assert shown(text) == ["1 We act:", "a now;", "b then:", "i here.", "2 bis More.", "7 alt Less."]
    assert [len(paragraph.children) for paragraph in text.parts[0].paragraphs] == [2, 0, 0]
    assert text.parts[0].paragraphs[0].children[1].children[0].wording == "here."


def test_plain_text_is_told_apart_by_its_labels() -> None:
    text = read("1. We act:\n(a) now;\n(b) then:\n(i) here;\n(ii) there.\n(c) Last.\n2. More.", "a.txt")
    assert shown(text) == ["1 We act:", "a now;", "b then:", "i here;", "ii there.", "c Last.", "2 More."]


def test_a_list_of_markdown_is_lettered_below_a_paragraph() -> None:
    assert shown(read("1. We act:\n    1. now;\n    2. then.")) == ["1 We act:", "a now;", "b then."]


def test_what_has_no_number_is_joined_or_told() -> None:
    text = read("1. We act.\n\n    We do so now.\n\nMore.\n\n2. Last.")
    assert shown(text) == ["1 We act. We do so now.", "More.", "2 Last."]
    assert said(text, TextRemarkKind.JOINED) == [
        (1, "1 paragraph was joined to the numbered one before, having no number.")
    ]
    assert [line for line, _ in said(text, TextRemarkKind.NUMBER)] == [5]


def test_articles_that_each_begin_with_1_are_numbered_anew() -> None:
    text = read("## Article 1\n\n1. a\n\n2. b\n\n## Article 2\n\n1. c\n\n## More of it\n\n2. d\n\n## Article 3\n\ne")
    assert [part.anew for part in text.parts] == [True, True, False, True]
    assert not any(part.anew for part in read("## One\n\n1. a\n\n## Two\n\n2. b").parts)


def test_a_number_that_stands_twice_is_told() -> None:
    text = read("1. a\n\n1. b")
    assert said(text, TextRemarkKind.NUMBER) == [(1, "The number 1. stands 2 times; only the first keeps it.")]


def test_what_is_too_deep_for_a_draft_stands_beside_it() -> None:
    text = read("\n".join(f"{' ' * 4 * depth}1. degree {depth}" for depth in range(7)))
    assert [each.wording for each in every(text)] == [f"degree {depth}" for depth in range(7)]
    assert said(text, TextRemarkKind.NUMBER)


def test_footnotes_notes_and_remarks_are_the_paragraphs_notes() -> None:
    text = read(
        "1. We act[^1]. {To be moved} \n\nNote: see paragraph 2.\n\n"
        "2. We [MY does not object in principle, subject to consultations] will.\n\n[^1]: Since 2015.\n\n[^2]: Lost."
    )
    first, second = every(text)
    assert first.note == "{To be moved}\nFootnote 1: Since 2015.\nNote: see paragraph 2."
    assert (second.wording, second.note) == (
        "We will.",
        "[MY does not object in principle, subject to consultations]",
    )
    assert "2: Lost." in text.left_out


ROLLING = """DRAFT DECLARATION

We, Heads of State and Government,

PP1. Recalling [the Charter - EU; G77 support],
PP1 bis. Noting it,
OP1. We act.
OP2 alt We decide:
(a) to act;
OP 3 ter. Last.
"""


@pytest.mark.parametrize("typed", [ROLLING, ROLLING.replace("PP1. ", "ACTS OF TODAY\n\nPP1. ")])
def test_paragraphs_called_as_in_a_rolling_text_keep_their_numbers(typed: str) -> None:
    text = read(typed, "a.txt")
    assert text.title == "DRAFT DECLARATION"
    preamble, operative = text.parts
    assert [(preamble.kind, operative.kind)] == [(Kind.PP, Kind.OP)]
    assert [each.number for each in preamble.paragraphs] == ["1", "1 bis"]
    assert [each.number for each in operative.paragraphs] == ["1", "2 alt", "3 ter"]
    assert not said(text, TextRemarkKind.NUMBER)


# Options


def test_options_of_one_paragraph_are_alternatives_in_its_text() -> None:
    text = read(
        "1. **Title**\n\n    **Option 1:** We [act].\n\n    **Option 2:** We wait.\n\n    **Option 3:** No text"
    )
    (paragraph,) = every(text)
    assert paragraph.text.wording(ATTRIBUTED) == "Title [We [act]. / We wait. / No text]"
    assert [option.note for option in paragraph.text.alternatives[0].options] == [
        "Option 1",
        "Option 2",
        "Option 3: No text",
    ]


def test_options_of_several_paragraphs_are_alternative_paragraphs() -> None:
    text = read(
        "## Article 1\n\n**Option I:**\n\n1. One.\n\n2. Two.\n\n**Option II:**\n\n1. Other.\n\n"
        "**Option III:**\n\nNo text\n\n**Option IV:**\n\nNote: the chair [will] write it.\n"
    )
    one, other, two = every(text)
    assert [each.number for each in (one, other, two)] == ["1", "1 alt", "2"]
    assert other.proposed.kind is ProposalKind.ALTERNATIVE
    assert other.proposed.target == one.id
    assert [each.deletion.note for each in (one, two)] == ["Option III: No text; Option IV: No text"] * 2
    assert (one.note, other.note) == ("Option I\nNote: the chair [will] write it.", "Option II")
    assert text.brackets.accounted == text.brackets.found == 1


def test_what_only_one_option_has_is_a_paragraph_to_be_added() -> None:
    *_, added = every(read("**Option 1:**\n\n1. One.\n\n**Option 2:**\n\n1. Other.\n\n2. More."))
    assert (added.wording, added.proposed.kind) == ("More.", ProposalKind.ADD)


def test_options_of_an_item_with_sub_paragraphs_are_its_versions() -> None:
    text = read("3. Fund\n\n    Option 1: We pay:\n\n    1. now;\n    2. then.\n\n    Option 2: We wait.\n\n4. Last.")
    assert shown(text) == ["3 Fund We pay:", "a now;", "b then.", "3 alt Fund We wait.", "4 Last."]


def test_sub_paragraphs_that_all_options_lead_to_stay_one_list() -> None:
    text = read(
        "6. **Option 1:** Each shall give:\n\n    **Option 2:** Each should give:\n\n    1. money;\n    2. time."
    )
    assert shown(text) == ["6 [Each shall give: / Each should give:]", "a money;", "b time."]


def test_options_within_an_option() -> None:
    text = read("1. Option 1: a\n\n    Option 2:\n\n    Option (a): b\n\n    Option (b): c")
    assert shown(text) == ["1 [a / [b / c]]"]


# Brackets


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("We [shall][should] act", "We [shall / should] act"),
        ("We [shall] [should] act", "We [shall / should] act"),
        ("[x][y] We [shall] [should] act", "[x / y] We [shall] [should] act"),
        ("We [US/SG propose; CL/MY oppose: will] act", "We [will - US, SG; CL, MY oppose] act"),
    ],
)
def test_brackets_side_by_side_are_alternatives_as_the_text_writes_them(typed: str, expected: str) -> None:
    assert shown(read(f"1. {typed}.")) == [f"1 {expected}."]


def test_a_bracket_over_several_paragraphs_is_one_in_each() -> None:
    text = read("1. [We act:\n\n    1. now;\n    2. then.]\n\n2. More.")
    assert shown(text) == ["1 [We act:]", "a [now;]", "b [then.]", "2 More."]
    assert said(text, TextRemarkKind.SPAN) == [
        (1, "A bracket that opens here closes in line 4: each paragraph's part is bracketed.")
    ]
    assert (text.brackets.read, text.brackets.typed) == (1, 0)


@pytest.mark.parametrize(
    "typed",
    [
        "1. We [act.\n\n2. More] words.",
        "1. [We act.\n\n## Next\n\n2. More.]",
        "**Option 1:**\n\n1. [We act.\n\n2. b\n\n**Option 2:**\n\n1. More.]\n\n2. c",
    ],
)
def test_a_bracket_that_somebody_forgot_puts_nothing_else_in_doubt(typed: str) -> None:
    text = read(typed)
    assert not said(text, TextRemarkKind.SPAN)
    assert len(said(text, TextRemarkKind.BRACKET)) == 2
    assert text.brackets.typed == 1


def test_what_is_kept_as_typed_is_told_with_its_line() -> None:
    text = read("1. We act.\n\n2. We [wait [for ever] and a day.")
    assert said(text, TextRemarkKind.BRACKET) == [(3, "“[” is kept as typed: …We [wait [for ever] and a day.…")]
    assert shown(text)[1] == "2 We [wait [for ever] and a day."
    many = read("1. " + "] " * (MOST_TYPED + 3))
    assert len(said(many, TextRemarkKind.BRACKET)) == MOST_TYPED + 1
    assert said(many, TextRemarkKind.BRACKET)[-1][1] == "3 more brackets are kept as typed."


SIGNS = st.sampled_from(
    ["[", "]", " ", "a", "bb.", ":", "\n", "\n\n1. ", "\n    1. ", "\n\n## H\n\n", "\n\n**Option 1:** ", "\nOption 2:"]
)


@given(st.lists(SIGNS, max_size=40).map("".join))
def test_no_bracket_and_no_word_is_lost_whatever_comes(typed: str) -> None:
    text = read(typed)
    brackets = text.brackets
    assert brackets.found == brackets.accounted == typed.count("[")
    assert not lost(text, re.sub(r"(?m)^\s*1\. |#|\*|Option \d:?", " ", typed))


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text))


def lost(text: NegotiatingText, source: str) -> Counter[str]:
    """The words of the source that are nowhere in what was read of it, nor said to be left out."""
    kept = [text.title, *text.left_out, *(part.title for part in text.parts)]
    for paragraph in every(text):
        notes = (option.note for each in paragraph.text.all_alternatives() for option in each.options)
        kept += [paragraph.text.wording(ATTRIBUTED), paragraph.note, *notes]
        kept += [proposal.note for proposal in paragraph.proposals]
    return words(source) - words("\n".join(kept))


# Files


def test_a_web_page_is_read() -> None:
    text = read(
        "<title>x</title><script>bad()</script><h1>Preamble</h1><p>Recalling <b>it</b>,</p><h1>Acts</h1>"
        "<ol start=3><li><p>We [act]:</p><ol><li>now;<li>then.</ol><li>More.</ol><table><tr><td>a<td>b</table>",
        "a.html",
    )
    assert shown(text) == ["Recalling it,", "3 We [act]:", "a now;", "b then.", "4 More."]
    assert text.left_out == ("a", "b")


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("a.pdf", "x", "can't be read"),
        ("a.md", "a\x1b", "control character"),
        ("a.html", "<div>" * 500 + "x", "nested too deeply"),
        ("a.md", "a\n\n" * (text_blocks.MOST_BLOCKS + 1), "paragraphs"),
        ("a.txt", "a" * (text_blocks.LARGEST + 1), "far larger"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_name(name: str, text: str, what: str) -> None:
    with pytest.raises(BadInput, match=what) as raised:
        read(text, name)
    assert raised.value.problems[0].file == name


@pytest.mark.parametrize(
    "text",
    [
        "[" * 10_000 + "x" + "]" * 10_000,
        "1. [a " * 10_000,
        "*a " * 50_000,
        "_a " * 50_000,
        "<!-- " * 50_000,
        "[a](" * 20_000,
        "1. [a\n\n" * 2_000 + "1. a]\n\n" * 2_000,
        "\n".join(" " * 2 * depth + "1. x [" for depth in range(500)),
        "Option 1: [a\n\nOption (a): b]\n\n" * 1_000,
        "# a\n\n" * 5_000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_texts_are_read_in_time_and_accounted_for(text: str) -> None:
    brackets = read(text).brackets
    assert brackets.found == brackets.accounted


# Two real ones


@pytest.mark.skipif(not REAL.is_dir(), reason="the texts are third parties', and not in the project")
@pytest.mark.parametrize(("name", "brackets"), [("draft-4-december.md", 1055), ("draft-12-december.md", 6)])
def test_every_bracket_and_every_word_of_a_real_text_is_accounted_for(name: str, brackets: int) -> None:
    source = (REAL / "paris-2015" / name).read_text(encoding="utf-8")
    text = read(source)
    assert source.count("[") == text.brackets.found == text.brackets.accounted == brackets
    # What the views write, less what was added to make spans whole and to set options apart, is what was read.
    written = sum(each.text.wording(UNATTRIBUTED).count("[") for each in every(text))
    assert written - added(text) == text.brackets.read + text.brackets.typed
    blocks = text_blocks.from_text(name, source.encode())
    assert not lost(
        text, "\n".join([block.text for block in blocks] + [note for block in blocks for note in block.notes])
    )


def added(text: NegotiatingText) -> int:
    """How many brackets the reading put in: one for each paragraph of a span but the first, one for each option."""
    spans = [remark for remark in text.remarks if remark.kind is TextRemarkKind.SPAN]
    more = 0
    lines = sorted(text.lines.values())
    for span in spans:
        last = int(re.search(r"line (\d+)", span.what)[1])
        more += sum(span.line < line <= last for line in lines)
    named = re.compile(r"Option ")
    for paragraph in every(text):
        for each in paragraph.text.all_alternatives():
            if any(named.match(option.note) for option in each.options):
                more += sum(bool(option.text) for option in each.options)
    return more


@pytest.mark.skipif(not REAL.is_dir(), reason="the texts are third parties', and not in the project")
def test_the_adopted_declaration_of_a_meeting_keeps_its_numbers() -> None:
    text = read((REAL / "ga" / "A_RES_73_3-EN.txt").read_text(encoding="utf-8"), "a.txt")
    assert [each.number for each in every(text) if each.number] == [str(number) for number in range(1, 54)]


def test_a_heading_over_the_preamble_is_the_title() -> None:
    text = read("# Draft declaration\n\nRecalling it,\n\n1. We act.")
    assert text.title == "Draft declaration"
    assert [(part.kind, len(part.paragraphs)) for part in text.parts] == [(Kind.PP, 1), (Kind.OP, 1)]
