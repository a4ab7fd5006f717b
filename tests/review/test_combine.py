"""A merged text: what the sources share once, then what each adds; no word that isn't a source's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.corpus.tokens import stems, words
from drafter.draft.kept_words import share_kept
from drafter.review.combine import combination, combined
from drafter.review.convergence import convergence
from drafter.review.unsaid import missing, unsaid
from drafter.storage import checks_yaml, corpus_yaml, folders
from tests.builders import corpus

KYOTO = corpus_yaml.load(folders.CORPUS)


def test_what_the_sources_share_stands_once() -> None:
    found = combination(KYOTO, ["AP 61(d)", "E 56(c)", "WA 56(h)"])
    assert found.text.count("central authorities") == 1
    assert found.ids == ("AP 61(d)", "WA 56(h)", "E 56(c)")
    assert found.core[0].sources == found.ids


def test_an_addition_is_marked_with_its_source() -> None:
    texts = {
        "NO 1(a)": "Strengthen the training of judges and prosecutors.",
        "SO 7(a)": "Strengthen the training of judges and prosecutors, including in remote mountain villages.",
    }
    found = combination(corpus(texts), ["SO 7(a)", "NO 1(a)"])
    assert found.base == "NO 1(a)"
    assert [(stretch.text, stretch.sources) for stretch in found.additions] == [
        ("including in remote mountain villages", ("SO 7(a)",))
    ]
    assert found.text == "Strengthen the training of judges and prosecutors, including in remote mountain villages."
    assert found.marked == (
        "Strengthen the training of judges and prosecutors [NO 1(a); SO 7(a)]; "
        "including in remote mountain villages [SO 7(a)]"
    )


def test_what_would_ask_for_the_same_again_is_left_out_and_told() -> None:
    found = combination(KYOTO, ["LAC 40(a)", "A 37(a)"])
    assert found.text.endswith("through concrete government interventions.")
    assert unsaid(KYOTO.by_id["A 37(a)"].text, found.text) == (
        "in the criminal justice system",
        "especially for crimes involving women and children as victims of violence and all forms of exploitation, "
        "targeting women, children and vulnerable members of society",
    )


JUDGES = "Train judges in rural districts every year"


@pytest.mark.parametrize(
    ("other", "added"),
    [
        (f"{JUDGES} and share criminal data, and to keep court records open.", None),
        (f"{JUDGES}, publish sentencing statistics monthly, and to keep court records open.",
         "; and publish sentencing statistics monthly, and to keep court records open."),
        (f"{JUDGES}, publish sentencing statistics monthly through regional statistical offices.",
         "; and publish sentencing statistics monthly through regional statistical offices."),
        (f"Publish sentencing statistics monthly, and including, {JUDGES.lower()}; open regional statistical offices.",
         "; publish sentencing statistics monthly; and open regional statistical offices."),
        (f"Publish sentencing statistics monthly by: open regional statistical offices; {JUDGES.lower()}.",
         "; and publish sentencing statistics monthly by: open regional statistical offices."),
    ],
)  # fmt: skip
def test_additions_are_joined_as_in_their_source_and_lead_on_to_nothing_that_is_left_out(
    other: str, added: str | None
) -> None:
    found = combination(corpus({"NO 1(a)": f"{JUDGES}.", "SO 7(a)": other}), ["SO 7(a)", "NO 1(a)"])
    if added is not None:
        assert found.base == "NO 1(a)"
        assert found.text == f"{JUDGES}{added}"
    assert not found.text.endswith(("and.", "including."))


def test_what_is_nearly_the_same_and_left_out_is_said() -> None:
    found = combination(KYOTO, ["LAC 40(h)", "A 37(d)"])
    assert [(stretch.text, stretch.sources) for stretch in found.left_out] == [("for some crimes", ("A 37(d)",))]
    found = combination(KYOTO, ["AP 61(d)", "E 56(c)"])
    assert [stretch.text for stretch in found.left_out] == ["international cooperation"]


def test_one_source_alone_is_its_own_words() -> None:
    found = combination(KYOTO, ["A 37(d)"])
    assert found.text == KYOTO.by_id["A 37(d)"].text


def test_an_addition_that_a_third_repeats_stands_once() -> None:
    texts = {
        "NO 1(a)": "Strengthen the training of judges.",
        "SO 7(a)": "Strengthen the training of judges, including in remote mountain villages.",
        "SO 9": "Strengthen the training of judges, including in remote mountain villages.",
    }
    found = combination(corpus(texts), list(texts))
    assert found.text.count("mountain") == 1


@given(st.lists(st.sampled_from(sorted(KYOTO.by_id)), min_size=1, max_size=5))
def test_no_word_is_invented(ids: list[str]) -> None:
    said = set(words(combination(KYOTO, ids).text))
    assert said <= {word for id in ids for word in words(KYOTO.by_id[id].text)}


def test_what_the_edited_text_still_leaves_out_is_missing() -> None:
    found = combination(KYOTO, ["LAC 40(h)", "A 37(d)"])
    assert missing(KYOTO, found.ids, found.text) == {"A 37(d)": ("for some crimes",)}
    assert missing(KYOTO, found.ids, f"{found.text} This is so for some crimes.") == {}
    assert set(missing(KYOTO, found.ids, "We will act.")) == set(found.ids)


@given(st.lists(st.sampled_from(sorted(KYOTO.by_id)), min_size=1, max_size=5, unique=True))
def test_every_word_of_matter_is_in_the_text_or_said_to_be_left_out(ids: list[str]) -> None:
    found = combination(KYOTO, ids)
    known = set(stems(found.text))
    for id in ids:
        lost = {stem for stretch in found.left_out if stretch.sources == (id,) for stem in stems(stretch.text)}
        assert set(stems(KYOTO.by_id[id].text)) <= known | lost


def test_what_stands_in_the_midst_of_a_sentence_is_not_taken_out_of_it() -> None:
    other = (
        "Invite wealthy national delegations to include, train judges every year, panellists and experts for workshops."
    )
    found = combination(corpus({"NO 1(a)": f"{JUDGES}.", "SO 7(a)": other}), ["SO 7(a)", "NO 1(a)"])
    assert found.base == "NO 1(a)"
    assert "to include, train judges every year, panellists" in found.text


def test_only_who_says_most_of_a_stretch_is_named_with_it() -> None:
    texts = {
        "NO 1(a)": "Train judges in rural districts every single year.",
        "SO 7(a)": "Train judges in rural districts abroad.",
        "SO 9": "Train judges in rural districts every year anew.",
    }
    (core,) = combination(corpus(texts), list(texts)).core
    assert core.sources == ("NO 1(a)", "SO 9")


def test_what_goes_on_with_a_sentence_stands_right_behind_it() -> None:
    texts = {
        "OP1": "We will consider alternatives to prison for young offenders.",
        "OP2": "We will share data on all crimes; build courts in all towns.",
        "OP3": "Consider alternatives to prison, which may reduce crowded cells.",
    }
    said = combined(texts)
    assert said.text == (
        "We will consider alternatives to prison for young offenders, which may reduce crowded cells; "
        "share data on all crimes; and build courts in all towns."
    )
    assert said.ids == ("OP1", "OP2", "OP3")


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("We will train judges.", "We highlight open courts.", "We will train judges; and we highlight open courts."),
        ("We urge fair trials.", "We will share data.", "We urge fair trials; and we will share data."),
        ("Recalling the Doha text,", "Noting old crimes,", "Recalling the Doha text; noting old crimes,"),
        ("Determined to train judges,", "Determined to open roads,", "Determined to train judges; to open roads,"),
        ("We train judges. We will wait.", "We will open roads.", "We train judges. We will wait. We will open roads."),
        ("Train judges; wait.", "Open a road.", "Train judges; wait. Open a road."),
    ],
)
def test_paragraphs_open_once_and_end_as_they_did(first: str, second: str, together: str) -> None:
    assert combined({"1": first, "2": second}).text == together


BASE = "Train judges in rural districts, with a view to reducing the number of prisoners held without charge"


@pytest.mark.parametrize(
    ("added", "goes_on"),
    [
        ("including through moot courts and exchanges", ", including through moot courts and exchanges"),
        ("with a view to spreading modern methods", ", and with a view to spreading modern methods"),
        ("in particular old and remote ones", ""),  # which would be the prisoners'
    ],
)
def test_what_is_added_goes_on_with_the_text_where_it_can_stand_behind_it(added: str, goes_on: str) -> None:
    said = combined({"NO 1(a)": f"{BASE}.", "SO 7(a)": f"Train judges in rural districts, {added}."})
    assert said.base == "NO 1(a)"
    assert said.text == f"{BASE}{goes_on}."
    assert [stretch.text for stretch in said.left_out] == ([] if goes_on else [added])


def test_one_of_the_texts_may_be_named_as_the_core() -> None:
    short, long = "We will train judges in districts.", "Train judges in districts that are poor and remote."
    assert combined({"OP1": short, "NO 1(a)": long}, base="OP1").text == f"{short[:-1]} that are poor and remote."
    assert combined({"OP1": short, "NO 1(a)": long}, base="NO 1(a)").text == long


def test_what_is_added_amid_the_text_stands_between_commas() -> None:
    first, second = "Train judges in rural districts", "build courts of law in every small town"
    said = combined({"1": f"{first} and {second}.", "2": f"{first}, including through moot courts.", "3": f"{second}."})
    assert said.text == f"{first}, including through moot courts, and {second}."
    listed = combined({"1": f"{first}; {second}.", "2": f"{first}, including through moot courts.", "3": f"{second}."})
    assert listed.text == f"{first}, including through moot courts; {second}."


def test_report_language_goes_and_what_every_recommendation_says_hides_nothing() -> None:
    rules = checks_yaml.load()
    assert combination(KYOTO, ["LAC 80(d)"], rules).text.startswith("Highlight the long-standing role")
    for group in convergence(KYOTO).groups:
        said = combination(KYOTO, group.ids, rules)
        left = {stretch.sources[0] for stretch in said.left_out if len(stretch.text.split()) > 3}
        assert all(id in left or share_kept(KYOTO.by_id[id].text, said.text) > 0.6 for id in group.ids)


def test_what_can_t_be_a_declaration_s_is_left_out_and_told_unless_nothing_else_is_left() -> None:
    rules = checks_yaml.load()
    said = combination(KYOTO, ["LAC 80(f)", "E 57(e)", "E 43(a)"], rules)
    assert said.ids == ("LAC 80(f)", "E 43(a)", "E 57(e)")
    assert (said.base, [stretch.sources for stretch in said.left_out]) == ("E 43(a)", [("LAC 80(f)",), ("E 57(e)",)])
    assert "Fourteenth Congress" in combination(KYOTO, ["LAC 80(f)"], rules).text
