"""Each odd form of a list by theme, in a line or two."""

from __future__ import annotations

import pytest

from drafter.corpus.corpus import About, AboutHeading, AboutRegion, HeadingLevel
from drafter.intake.joined_lines import SourceText
from drafter.intake.mapping_exercise import read_mapping
from drafter.intake.readings import RemarkKind
from tests.intake.samples import LIST, faults, items, listed, of_kind, tree


def test_a_list_is_read_into_sections_themes_and_items() -> None:
    assert tree(listed(LIST)) == {
        "Lamps and lenses": {
            "I. Lenses": {"NE 4(a)": "Polish every lens.", "SW 7(b)": "Share lenses."},
            "II. Lamps": {"C 2(a)": "Light every lamp."},
        }
    }


@pytest.mark.parametrize(
    ("form", "id", "text"),
    [
        ("Polish the\nlens. [NE 4(a)]", "NE 4(a)", "Polish the lens."),
        ("Polish. [NE\n4(a)]", "NE 4(a)", "Polish."),
        ("Polish.\n[NE 4(a)]", "NE 4(a)", "Polish."),
        ("Polish [NE 4 (a)]", "NE 4(a)", "Polish"),
        ("Polish. [NE 4(a)].", "NE 4(a)", "Polish."),
        ("Polish. [NE 4a]", "NE 4(a)", "Polish."),
        ("Polish. [NE 4]", "NE 4", "Polish."),
        ("Polish. [NE 14(aa)]", "NE 14(aa)", "Polish."),
        ("Polish. [NE, para. 4 (a)]", "NE 4(a)", "Polish."),
        ("• Polish. [NE 4(a)]", "NE 4(a)", "Polish."),
        ("- Polish. [NE 4(a)]", "NE 4(a)", "Polish."),
        ("A human-\ncentred lamp. [NE 4(a)]", "NE 4(a)", "A human-centred lamp."),
        ("Day- and\nnight-time lamps [NE 4(a)]", "NE 4(a)", "Day- and night-time lamps"),
        ("Day-\nand night-time lamps [NE 4(a)]", "NE 4(a)", "Day- and night-time lamps"),
        ("Lamps -\nand lenses [NE 4(a)]", "NE 4(a)", "Lamps - and lenses"),
        ("A cooperaion of  lamps ,  no [NE 4(a)]", "NE 4(a)", "A cooperaion of  lamps ,  no"),
        ("Lamps for\n2030\nand after [NE 4(a)]", "NE 4(a)", "Lamps for 2030 and after"),
        ("By the rules of part\nIV.\nas they are [NE 4(a)]", "NE 4(a)", "By the rules of part IV. as they are"),
        ("As [sic] in [Annex 2] & {{ x }} <w:p> <p>ok</p>, \u05d0\u05d1 e\u0301 🕯 [NE 4(a)]", "NE 4(a)", None),
        ("Lamps, as in [SW 7(b)], that shine [NE 4(a)]", "NE 4(a)", "Lamps, as in [SW 7(b)], that shine"),
        ("Use: (i) lamps; (ii) oil. [NE 4(a)]", "NE 4(a)", "Use: (i) lamps; (ii) oil."),
        ("A [C]hild's lamp [NE 4(a)]", "NE 4(a)", "A [C]hild's lamp"),
        ("A [c 17-year-old]'s lamp [NE 4(a)]", "NE 4(a)", "A [c 17-year-old]'s lamp"),
    ],
)
def test_an_item_is_its_text_to_the_letter_with_line_wraps_undone(form: str, id: str, text: str | None) -> None:
    expected = text if text is not None else form.removesuffix(" [NE 4(a)]")
    read = items(listed(f"Lamps\n\nI.\n\nLenses\n•\n\n{form}\nShine. [C 1(a)]\nDim. [SW 1(a)]\n"))
    assert read[id] == expected
    assert list(read) == [id, "C 1(a)", "SW 1(a)"]


def test_numerals_that_float_together_are_taken_one_by_one() -> None:
    read = listed("Lamps\n\nI.\n\nII.\n\nOil\n•\n\nBurn. [C 1(a)]\n\nGas\n•\n\nGlow. [C 1(b)]\n")
    assert list(tree(read)["Lamps"]) == ["I. Oil", "II. Gas"]


def test_a_numeral_among_bullets_waits_until_the_theme_above_is_done() -> None:
    read = listed(
        "Lamps\n\nI.\n\nOil\n•\n\n•\n\nII.\n\n•\n\nBurn. [C 1(a)]\n\n•\n\nBurn on. [C 1(b)]\n\nGas\n•\n\nGo. [C 2]"
    )
    assert tree(read)["Lamps"] == {
        "I. Oil": {"C 1(a)": "Burn.", "C 1(b)": "Burn on."},
        "II. Gas": {"C 2": "Go."},
    }


def test_a_numeral_may_stand_on_its_titles_line() -> None:
    read = listed("Lamps\nI. Oil\nand fat\n\nBurn. [C 1(a)]\nII. Gas\n• Glow. [C 1(b)]\n")
    assert tree(read) == {"Lamps": {"I. Oil and fat": {"C 1(a)": "Burn."}, "II. Gas": {"C 1(b)": "Glow."}}}


def test_a_section_without_themes_is_cut_at_its_first_colon() -> None:
    read = listed("General: Lamps: why\n•\n\nBurn. [C 1(a)]\n\nOil\n\nI.\n\nWhale\n\nSpare. [C 2]\n")
    assert tree(read) == {
        "General": {"Lamps: why": {"C 1(a)": "Burn."}},
        "Oil": {"I. Whale": {"C 2": "Spare."}},
    }
    assert [theme.id for theme in read[0].corpus.themes] == ["1", "2.I"]


def test_a_section_without_themes_and_without_colon_lends_its_title() -> None:
    assert tree(listed("Lamps\n•\n\nBurn. [C 1(a)]\n")) == {"Lamps": {"Lamps": {"C 1(a)": "Burn."}}}


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ("All of\nthe Lamps2\nGeneral\nissues", "All of the Lamps"),
        ("All of\nthe lamps\n\nGeneral\nissues", "All of the lamps"),
        ("All of\nthe lamps\nGeneral\nissues", "All of the lamps"),
        ("All of the Lamps2\n\nGeneral issues", "All of the Lamps"),
        ("General issues", ""),
    ],
)
def test_the_title_ends_at_its_footnote_mark_a_blank_line_or_the_last_capital(front: str, title: str) -> None:
    read = listed(f"{front}\n•\n\nBurn. [C 1(a)]\n")
    assert list(tree(read)) == ["General issues"]
    assert read[0].corpus.title == title


@pytest.mark.parametrize(
    "cut",
    [
        "Light the\n lamps. [C 1(b)]",
        "Light the\n •\n\n•\nlamps. [C 1(b)]",
        "Light the\n\n7\n\nlamps. [C 1(b)]",
        "Light the\n7\n lamps. [C 1(b)]",
        "Light the\n\flamps. [C 1(b)]",
        "Light the lamps.\n •\n\n[C 1(b)]",
        "Light the lamps. [C\n •\n\n1(b)]",
        "Light the lamps. [C 1\n •\n\n(b)]",
        "Light the lamps. [C 1(b\n •\n\n)]",
        "Light the\n\n3 See the appendix.\n •\n\nlamps. [C 1(b)]",
    ],
)
def test_an_item_cut_by_the_end_of_a_page_is_one(cut: str) -> None:
    text = f"Lamps\n\nI.\n\nOil\n•\n\nBurn. [C 1(a)]\n{cut}\nGlow. [C 1(c)]\n\nII.\n\nGas\n\nGo. [C 2]\n"
    assert tree(listed(text))["Lamps"]["I. Oil"] == {
        "C 1(a)": "Burn.",
        "C 1(b)": "Light the lamps.",
        "C 1(c)": "Glow.",
    }


def test_an_item_cut_before_a_capital_is_one_when_items_stand_above_it() -> None:
    text = "Lamps\n\nI.\n\nOil\n\nBurn. [C 1(a)]\nAsk the United\n •\n\nLamps to glow. [C 1(b)]\n"
    assert items(listed(text))["C 1(b)"] == "Ask the United Lamps to glow."


def test_the_first_half_of_a_cut_item_takes_no_numeral() -> None:
    text = "Lamps\n\nI.\n\nOil\n•\nII.\n\nBurn the\n •\n\noil. [C 1(a)]\n\nGas\n•\n\nGo. [C 2]\n"
    assert tree(listed(text))["Lamps"] == {"I. Oil": {"C 1(a)": "Burn the oil."}, "II. Gas": {"C 2": "Go."}}


def test_a_heading_may_open_a_page() -> None:
    text = "Lamps\n\nI.\n\nOil\n•\n\nBurn. [C 1(a)]\n II.\n\nGas\n•\n\nGo. [C 2]\n"
    text += " Lenses of\nglass\n\nI.\n\nOld\n•\n\nSee. [C 3]\n"
    assert {section: list(themes) for section, themes in tree(listed(text)).items()} == {
        "Lamps": ["I. Oil", "II. Gas"],
        "Lenses of glass": ["I. Old"],
    }


def test_items_that_all_start_in_lower_case_are_not_taken_for_halves() -> None:
    text = "Lamps\n\nI.\n\nOil\n•\n\nto burn; [C 1(a)]\nto glow; [C 1(b)]\n\nII.\n\nGas\n•\n\nto go. [C 2]\n"
    assert tree(listed(text))["Lamps"] == {
        "I. Oil": {"C 1(a)": "to burn;", "C 1(b)": "to glow;"},
        "II. Gas": {"C 2": "to go."},
    }


def test_a_legend_names_codes_in_order_and_the_reports() -> None:
    legend = (
        "Here, “[SW…]” stands for the Report of the South-West Meeting,\n"
        "“[C...]” stands for the Coast Meeting, and “[NE…]” stands for the Report of the Meeting of the North.\n"
        "Numbers are paragraphs.\n"
    )
    read = listed(LIST + "\n" + legend)
    assert tree(read)["Lamps and lenses"]["I. Lenses"] == {"SW 7(b)": "Share lenses.", "NE 4(a)": "Polish every lens."}
    assert [(region.code, region.name, region.report) for region in read[0].corpus.regions] == [
        ("SW", "South-West", "Report of the South-West Meeting"),
        ("C", "Coast", "Report of the Coast Meeting"),
        ("NE", "Meeting of the North", "Report of the Meeting of the North"),
    ]


def test_a_legend_may_stand_within_a_cut_item() -> None:
    legend = "“[C…]” stands for the Report of the Coast\nMeeting."
    text = f"Lamps\n\nI.\n\nOil\n\nBurn. [C 1(a)]\nLight the\n\n{legend}\n •\n\nlamps. [C 1(b)]\n"
    assert items(listed(text))["C 1(b)"] == "Light the lamps."


def test_what_the_user_says_of_regions_stands_over_the_file() -> None:
    about = About(regions=(AboutRegion("C", "The Coast", "Report C", "A/1"), AboutRegion("SW"), AboutRegion("NE")))
    corpus = listed(LIST, about)[0].corpus
    assert [(region.code, region.name, region.report, region.symbol) for region in corpus.regions] == [
        ("C", "The Coast", "Report C", "A/1"),
        ("SW", "SW", "", ""),
        ("NE", "NE", "", ""),
    ]


def test_windows_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    assert tree(listed("\ufeff" + LIST.replace("\n", "\r\n"))) == tree(listed(LIST))


def test_recommendations_stand_in_the_order_of_their_first_placement() -> None:
    text = "Lamps\n\nI.\n\nOil\n\nGlow. [SW 2]\nBurn. [C 1]\n\nII.\n\nGas\n\nBurn. [C 1]\nGo. [SW 1]\n"
    read = listed(text)
    assert list(items(read)) == ["SW 2", "C 1", "SW 1"]
    assert [theme.placements for theme in read[0].corpus.themes] == [("SW 2", "C 1"), ("SW 1", "C 1")]


FRONT = "All of the Lamps2\nOf the sea\n\nA note\n\nGeneral issues\n•\n\nBurn. [C 1(a)]\n"


def test_what_may_be_a_heading_below_the_title_is_asked() -> None:
    assert faults(listed(FRONT)) == [
        (2, "Whether “Of the sea”, below the title, heads a section isn't sure."),
        (4, "Whether “A note”, below the title, heads a section isn't sure."),
    ]
    part = AboutHeading("a note", HeadingLevel.PART)
    read = listed(FRONT, About(headings=(AboutHeading("Of the sea", HeadingLevel.SECTION), part)))
    assert tree(read) == {"Of the sea": {"General issues": {"C 1(a)": "Burn."}}}
    two = faults(listed("All of\nGeneral\nThings\n•\n\nBurn. [C 1(a)]\n"))
    assert two == [(3, "Where the title ends and the first heading begins isn't sure.")]


def test_what_stands_between_title_and_first_heading_is_left_out_and_told() -> None:
    both = tuple(AboutHeading(title, HeadingLevel.PART) for title in ("Of the sea", "A note"))
    read = listed(FRONT, About(headings=both))
    assert read[0].corpus.title == "All of the Lamps"
    assert list(tree(read)) == ["General issues"]
    assert [(remark.line, remark.quotes[0].text) for remark in of_kind(read, RemarkKind.LEFT_OUT)] == [
        (2, "Of the sea"),
        (4, "A note"),
    ]


def test_a_footnote_is_left_out_and_told() -> None:
    read = listed("Lamps\n\nI.\n\nOil\n\nBurn. [C 1(a)]\n\n3 See the appendix.\n\nII.\n\nGas\n\nGo. [C 2]\n")
    assert list(tree(read)["Lamps"]) == ["I. Oil", "II. Gas"]
    assert [remark.line for remark in of_kind(read, RemarkKind.LEFT_OUT)] == [9]


@pytest.mark.parametrize("form", ["IIX. Lamps", "IC. Lamps", "X1. Lamps", "IV.Lamps"])
def test_what_only_looks_like_a_numeral_is_text(form: str) -> None:
    assert list(tree(listed(f"{form}\n•\n\nBurn. [C 1(a)]\n"))) == [form]


@pytest.mark.parametrize(
    ("cited", "ids"),
    [
        ("[EECA 11(a); NA 36(a)]", ["EECA 11(a)", "NA 36(a)"]),
        ("[NA 36(a)-(c)]", ["NA 36(a)", "NA 36(b)", "NA 36(c)"]),
        ("[NA 36(a) and (d)]", ["NA 36(a)", "NA 36(d)"]),
        ("[NA paras. 36, 38]", ["NA 36", "NA 38"]),
        ("[SEA-2 14(a)]", ["SEA-2 14(a)"]),
        ("[G77 1]", ["G77 1"]),
        ("[R1]", ["R 1"]),
        ("[AF 12 a)]", ["AF 12(a)"]),
        ("[AF 12 a); AL 3 c)]", ["AF 12(a)", "AL 3(c)"]),
        ("[AF 12 a) et b)]", ["AF 12(a)", "AF 12(b)"]),
        ("[R1, para. 68(b)]", ["R1 68(b)"]),
    ],
)
def test_citations_of_other_processes(cited: str, ids: list[str]) -> None:
    read = listed(f"Lamps\n\nI.\n\nOil\n\nBurn it. {cited}\nSave it. [NA 1(a)]\n")
    assert items(read) == {**dict.fromkeys(ids, "Burn it."), "NA 1(a)": "Save it."}


def test_a_legend_may_be_in_another_language() -> None:
    legend = (
        "Dans ce document, « [AF…] » désigne le rapport de la Réunion africaine et « [EU…] » désigne l’avis européen."
    )
    read = listed(f"Lampes\n\nI.\n\nHuile\n\nBrûler. [AF 3 a)]\nGarder. [EU 4]\n\n{legend}\n")
    assert items(read) == {"AF 3(a)": "Brûler.", "EU 4": "Garder."}
    reports = [region.report for region in read[0].corpus.regions]
    assert reports == ["Rapport de la Réunion africaine", "Avis européen"]
    regional = legend.replace("Réunion africaine", "Réunion régionale pour l’Afrique")
    read = listed(f"Lampes\n\nI.\n\nHuile\n\nBrûler. [AF 3 a)]\nGarder. [EU 4]\n\n{regional}\n")
    assert read[0].corpus.regions[0].name == "Afrique"


def test_round_brackets_cite_where_no_square_ones_do() -> None:
    read = listed("Lamps\n\nI.\n\nOil (crude)\n\n• Burn (it). (NA 3(a))\n\n• Save it (soon). (NA 3(b)).\n")
    assert items(read) == {"NA 3(a)": "Burn (it).", "NA 3(b)": "Save it (soon)."}


@pytest.mark.parametrize("cited", ["(AP 62(a))", "[AP II]", "[see NA 3, 4]", "[AP x1]"])
def test_what_looks_like_a_citation_within_a_text_is_asked(cited: str) -> None:
    told = faults(listed(f"Lamps\n\nI.\n\nOil\n\nBurn it. {cited}\nSave it. [NA 1(a)]\n"))
    assert told == [(7, f"“{cited}” looks like a citation, and more follows before [NA 1(a)].")]


@pytest.mark.parametrize(("first", "second"), [("1.", "2."), ("(a)", "(b)"), ("1)", "2)"), ("c.", "d.")])
def test_numbers_that_count_items_are_none_of_their_words(first: str, second: str) -> None:
    text = f"Lamps\n\nI.\n\nOil\n\n{first} Burn it. [NA 3]\n{second} Save it. [NA 4]\n"
    read = listed(text)
    if first == "c.":
        assert (
            "Whether “c.” counts the recommendation NA 3 or is a part of its text (and so of 1 more) isn't sure."
            in faults(read)[0][1]
        )
    else:
        assert items(read) == {"NA 3": "Burn it.", "NA 4": "Save it."}


def test_numbers_of_some_items_are_asked_about_and_letters_that_the_citation_has_are_labels() -> None:
    head = "Lamps\n\nI.\n\nOil\n\n"
    assert items(listed(f"{head}(b) Burn it. [NA 3(b)]\nSave it. [NA 4]\n")) == {
        "NA 3(b)": "Burn it.",
        "NA 4": "Save it.",
    }
    assert len(faults(listed(f"{head}1. Burn it. [NA 3]\nSave it. [NA 4]\n"))) == 1


@pytest.mark.parametrize(
    ("heads", "themes"),
    [
        (["Lamps", "1. Oil", "2. Gas"], {"Lamps": ["1. Oil", "2. Gas"]}),
        (["Lamps", "A. Oil", "B. Gas"], {"Lamps": ["A. Oil", "B. Gas"]}),
        (["1. Lamps", "1.1 Oil", "1.2 Gas"], {"1. Lamps": ["1.1. Oil", "1.2. Gas"]}),
        (["I. Lamps", "A. Oil", "B. Gas"], {"I. Lamps": ["A. Oil", "B. Gas"]}),
        (["All lamps", "1. Oil", "2. Gas"], {"All lamps": ["1. Oil", "2. Gas"]}),
    ],
)
def test_themes_are_numbered_in_any_way(heads: list[str], themes: dict[str, list[str]]) -> None:
    section, first, second = heads
    read = listed(f"{section}\n\n{first}\n\n• Burn it. [NA 3]\n\n{second}\n\n• Save it. [NA 4]\n")
    assert {title: list(labels) for title, labels in tree(read).items()} == themes
    assert not of_kind(read, RemarkKind.GAP)


def test_a_heading_that_may_be_glued_to_an_item_or_to_another_is_asked() -> None:
    head = "Lamps\n\nI.\n\nOil\n\n"
    item = f"Burn {'it ' * 30}up.\n"
    told = faults(listed(f"{head}{item}[NA 3]\nGas\nSave {'it ' * 28}now. [NA 4]\n"))
    assert "Whether “Gas” is a heading, or goes on with “Save it" in told[0][1]
    told = faults(listed("All of it\n\nLamps\nOil\n•\n\nBurn it. [NA 3]\n"))
    assert told == [(4, "Whether “Lamps” is a heading, or goes on with “Oil”, isn't sure.")]


def test_headings_that_look_alike_are_asked_about_until_the_user_says() -> None:
    text = "All\n\nLamps\n\nOil\n\n• Burn. [NA 3]\n\nGas\n\n• Save. [NA 4]\n\nWind\n\n• Turn. [NA 5]\n"
    asked = listed(text, About(headings=(AboutHeading("Lamps", HeadingLevel.SECTION),)))
    assert "What these headings head isn't sure: “Gas” and 1 more like it (“Wind”…)." in faults(asked)[-1][1]
    alike = (AboutHeading("Lamps", HeadingLevel.SECTION), AboutHeading("Wind", HeadingLevel.THEME, alike=True))
    read = tree(listed(text, About(headings=alike)))
    assert {title: list(themes) for title, themes in read.items()} == {"Lamps": ["Oil", "Gas", "Wind"]}
    part = (*alike, AboutHeading("gas", HeadingLevel.PART))
    assert list(tree(listed(text, About(headings=part)))["Lamps"]) == ["Oil", "Wind"]


IN_FRONT = """All of it

Lamps

I. Oil

• [NE 4(a)] Polish every lens, and
keep it.

• [SW 7(b)] Share lenses.

II. Gas

• [C 2] Light every lamp.
"""


def test_citations_in_front_of_their_items_and_with_roman_paragraphs_are_read() -> None:
    roman = IN_FRONT.replace("NE 4", "NE IV").replace("SW 7", "SW VII").replace("C 2", "C II")
    for text in (IN_FRONT, roman):
        exercise, problems = read_mapping(listing=SourceText("a.txt", text), matrix=None)
        assert problems == ()
        corpus = exercise.corpus
        assert [(theme.title, theme.placements) for theme in corpus.themes] == [
            ("Oil", ("NE 4(a)", "SW 7(b)")),
            ("Gas", ("C 2",)),
        ]
        assert corpus.by_id["NE 4(a)"].text == "Polish every lens, and keep it."
        assert ("roman" in {str(remark.kind) for remark in exercise.remarks}) is (text is roman)
    mixed = IN_FRONT.replace("[C 2] Light every lamp.", "Light every lamp. [C 2]")
    assert read_mapping(listing=SourceText("a.txt", mixed), matrix=None)[1], "it is told"
