"""A meeting's report: what it recommends is called by paragraph and letter; what isn't sure is asked, and settled."""

from __future__ import annotations

import pytest

from drafter.corpus.corpus import About, AboutParagraph, AboutRegion, ParagraphUse
from drafter.intake.joined_lines import SourceText
from drafter.intake.meeting_reports import MeetingReport, read_reports
from drafter.intake.report_reader import looks_like_report

REPORT = """\
Report of the Northern Regional Preparatory Meeting

I. Introduction

1. The Meeting was held in May.

2. It had before it:

(a) A guide;

(b) A paper.

II. Recommendations

3. The Meeting made the following recommendations:

(a) Train judges. Judges should
also be paid;

(b) Strengthen:

(i) The Commission;

(ii) The Office;

(c) Share data.1
_______
1 See A/CONF.1/1.

4. The following applies:

(h) Build;

(i) Mend.

III. What was said

5. One speaker recommended more.
"""


def read(text: str, *paragraphs: tuple[str, str]) -> tuple[dict[str, str], str, list[str]]:
    """Each recommendation's text by its id, the problems, and the words left out."""
    said = tuple(AboutParagraph(name, ParagraphUse(use)) for name, use in paragraphs)
    about = About(regions=(AboutRegion("NO"),), paragraphs=said)
    made, problems = read_reports([MeetingReport("NO", SourceText("r.txt", text))], about)
    left_out = [quote.text for remark in made.remarks if remark.kind == "left-out" for quote in remark.quotes]
    texts = {point.id: point.text for point in made.corpus.recommendations}
    return texts, "\n".join(map(str, problems)), left_out


def test_what_is_said_of_all_holds_for_what_is_asked_and_drops_nothing_that_is_sure() -> None:
    sure = read(REPORT, ("NO 2", "none"))[0]
    text = REPORT.replace(
        "III. What", "5. It was recommended that the Office report.\n\n6. A speaker agreed.\n\nIII. What"
    )
    texts, problems, _ = read(text.replace("5. One speaker", "7. One speaker"), ("NO", "none"))
    assert texts == sure
    assert "Whether NO 5 recommends" in problems
    assert problems.count("Whether") == 1


def test_what_is_recommended_has_its_paragraph_and_letter_and_the_rest_is_told() -> None:
    assert looks_like_report(SourceText("r.txt", REPORT))
    texts, problems, left_out = read(REPORT, ("NO 2", "none"))
    assert problems == ""
    assert texts == {
        "NO 3(a)": "Train judges. Judges should also be paid;",
        "NO 3(b)": "Strengthen: (i) The Commission; (ii) The Office;",
        "NO 3(c)": "Share data.1",
        "NO 4(h)": "Build;",
        "NO 4(i)": "Mend.",
    }
    assert left_out == [
        "1. The Meeting was held in May.",
        "2. It had before it: (a) A guide; (b) A paper.",
        "1 See A/CONF.1/1.",
        "5. One speaker recommended more.",
    ]


def test_a_number_glued_to_a_word_is_told() -> None:
    about = About(paragraphs=(AboutParagraph("NO 2", ParagraphUse.NONE),))
    made, _ = read_reports([MeetingReport("NO", SourceText("r.txt", REPORT))], about)
    kinds = [(str(remark.kind), remark.subject) for remark in made.remarks if remark.kind != "left-out"]
    assert kinds == [("gap", "NO 4"), ("mark", "NO 3(c)")]
    assert (made.corpus.regions[0].name, made.corpus.regions[0].report) == (
        "Northern",
        "Report of the Northern Regional Preparatory Meeting",
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("I. Intro", "I. Intro", "Whether the letters of NO 2 (“It had before it:”) are recommendations isn't sure."),
        ("4. The", "6. The", "Paragraph 4-5 is missing before paragraph 6."),
        ("4. The", "2. The", "Paragraph 2 follows paragraph 3."),
        ("(c) Share", "Share", "Whether “Share data.1” is a part of NO 3(b), a heading, or neither, isn't sure."),
        (
            "(a) Train judges.",
            "Train judges.",
            "Whether “Train judges. Judges should also be paid;” is a part of",
        ),
        ("data.1\n", "data\n4. The Meeting met.\n", "Whether “4.” begins a paragraph, or goes on “…Share data”"),
        ("The Office;\n\n(c)", "The Office\n(c)", "Whether “(c)” begins a recommendation, or goes on"),
        ("(b) Strengthen:", "", "Whether (i) “The Commission;” is a part of NO 3(a) isn't sure. If so, say it:"),
        ("Train judges.", "Train judges; (b) pay them.", "Whether (b) within NO 3(a) begins the next recommendation"),
        ("Judges should\nalso be paid;", "Pay them.\nOn data", "Whether “On data” is a part of NO 3(a)"),
        ("(a) Train judges. Judges should\nalso be paid;\n", "(a)\n", "(a) of NO 3 has no text."),
        (":\n\n(h) Build;\n\n(i) Mend.", ".", "Whether NO 4 recommends, a paragraph without letters (“The foll"),
        (":\n\n(h) Build;\n\n(i) Mend.", ": (a) build; (b) mend.", "NO 4 has letters within its text."),
        ("(h) Build;", "(xviii) Build;", "(xviii) is no letter."),
        ("(i) Mend.", "(h) Mend.", "NO 4(h) stands twice"),
        ("4. The following", "II. Recommendations\n\nThe following", "stands below a heading and no numbered"),
        ("(c) Share data.1", "(hh) Share:\n\n(i) A;\n\n(ii) B.", "Whether (ii) is a letter or a numeral isn't sure."),
    ],
)
def test_what_is_not_sure_is_asked(old: str, new: str, told: str) -> None:
    assert old in REPORT
    assert told in read(REPORT.replace(old, new))[1]


@pytest.mark.parametrize(
    ("old", "new", "answer", "id", "text"),
    [
        ("I. Intro", "I. Intro", ("NO 2", "letters"), "NO 2(a)", "A guide;"),
        ("(i) Mend.", "(j) Mend.", ("NO", "letters"), "NO 3(c)", "Share data.1"),
        ("(b) Strengthen:", "", ("NO 3(a)", "text"), "NO 3(a)", "Train judges. Judges should also be paid; (i) The "
         "Commission; (ii) The Office;"),
        ("I. Intro", "I. Intro", ("NO 1-2", "recommendation"), "NO 1", "The Meeting was held in May."),
        ("III. What was said\n\n5.", "III. What was said\n\n8.", ("NO 5-7", "none"), "NO 4(h)", "Build;"),
        ("(c) Share", "Share", ("Share data", "text"), "NO 3(b)", "Strengthen: (i) The Commission; (ii) The Office; "
         "Share data.1"),
        ("(c) Share", "Share", ("Share data", "none"), "NO 4(h)", "Build;"),
        ("(c) Share", "Share", ("Share data", "heading"), "NO 4(h)", "Build;"),
        ("Mend.", "Mend.\n\n• One\n\n• Two", ("NO 2", "none"), "NO 4(i)", "Mend. • One • Two"),
        ("Mend.", "Mend the\n\n2 June rule.", ("NO 2", "none"), "NO 4(i)", "Mend the 2 June rule."),
        ("Mend.", "Mend the\n4\nlamps.", ("NO 2", "none"), "NO 4(i)", "Mend the lamps."),
    ],
)  # fmt: skip
def test_what_the_user_says_holds(old: str, new: str, answer: tuple[str, str], id: str, text: str) -> None:
    texts, problems, _ = read(REPORT.replace(old, new), answer, ("NO 2", "none"), ("NO 5", "none"))
    assert (texts.get(id), problems) == (text, "")


def test_numbers_and_letters_within_a_sentence_count_nothing() -> None:
    wrapped = REPORT.replace("Train judges.", "Train the judges of resolution\n70. and paragraph\n(q) of it.")
    texts = read(wrapped, ("NO 2", "none"))[0]
    assert texts["NO 3(a)"].startswith("Train the judges of resolution 70. and paragraph (q) of it.")
    paged = REPORT.replace("Judges should\nalso", "Judges\fshould\f")
    assert read(paged, ("NO 2", "none"))[0]["NO 3(a)"] == "Train judges. Judges should be paid;"


def test_a_heading_cut_by_a_page_is_one_and_numbered_ones_are_no_paragraphs() -> None:
    cut = REPORT.replace("III. What was said", "III. What\n\nwas said\n\n1. On lamps")
    assert read(cut, ("NO 2", "none"))[:2] == read(REPORT, ("NO 2", "none"))[:2]
    assert "(c) Oil" in read("Report on lamps\n\n(c) Oil\n\n• x\n\n1. The Meeting recommends:\n\n(a) Burn.\n")[2]


def test_what_is_no_report_is_said() -> None:
    assert "There is no numbered paragraph with lettered recommendations" in read("Nothing here.")[1]
    assert not looks_like_report(SourceText("r.txt", "Nothing here."))
