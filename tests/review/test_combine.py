"""A merged text: what the sources share once, then what each adds; no word that isn't a source's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.corpus.tokens import stems, words
from drafter.draft.kept_words import missing, share_kept
from drafter.review.combine import clauses, combination, combined, unsaid
from drafter.review.convergence import convergence
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


def test_an_addition_keeps_its_own_commas_and_begins_small() -> None:
    found = combination(KYOTO, ["LAC 40(a)", "A 37(a)"])
    assert found.text.endswith(
        "interventions; promote a victim-centred approach in the criminal justice system, especially for crimes "
        "involving women and children as victims of violence and all forms of exploitation, targeting women, children "
        "and vulnerable members of society."
    )


JUDGES = "Train judges in rural districts every year"


@pytest.mark.parametrize(
    ("other", "added"),
    [
        (f"{JUDGES} and share criminal data, and to keep court records open.", None),
        (f"{JUDGES}, publish sentencing statistics monthly, and to keep court records open.",
         ", publish sentencing statistics monthly, and to keep court records open."),
        (f"{JUDGES}, publish sentencing statistics monthly through regional statistical offices.",
         ", publish sentencing statistics monthly through regional statistical offices."),
        (f"Publish sentencing statistics monthly, and including, {JUDGES.lower()}; open regional statistical offices.",
         "; publish sentencing statistics monthly; open regional statistical offices."),
        (f"Publish sentencing statistics monthly by: open regional statistical offices; {JUDGES.lower()}.",
         "; publish sentencing statistics monthly by: open regional statistical offices."),
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


@given(st.sampled_from(sorted(KYOTO.by_id)))
def test_the_clauses_of_a_text_are_the_text(id: str) -> None:
    text = KYOTO.by_id[id].text
    assert " ".join(clauses(text)) == " ".join(text.split())


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
        "share data on all crimes; build courts in all towns."
    )
    assert said.ids == ("OP1", "OP2", "OP3")


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("We will train judges.", "We highlight open courts.", "We will train judges; we highlight open courts."),
        ("We urge fair trials.", "We will share data.", "We urge fair trials; we will share data."),
        ("Recalling the Doha text,", "Noting old crimes,", "Recalling the Doha text; noting old crimes,"),
    ],
)
def test_paragraphs_open_once_and_end_as_they_did(first: str, second: str, together: str) -> None:
    assert combined({"1": first, "2": second}).text == together


def test_what_would_hang_on_to_the_wrong_words_comes_with_the_words_that_govern_it() -> None:
    base = "Train judges in rural districts, with a view to reducing the number of prisoners held without charge."
    other = "Train judges in rural districts, including through moot courts and exchanges, each year."
    said = combined({"NO 1(a)": base, "SO 7(a)": other})
    assert (
        said.text
        == f"{base[:-1]}; train judges in rural districts, including through moot courts and exchanges, each year."
    )


def test_report_language_goes_and_what_every_recommendation_says_hides_nothing() -> None:
    rules = checks_yaml.load()
    assert combination(KYOTO, ["LAC 80(d)"], rules).text.startswith("Highlight the long-standing role")
    for group in convergence(KYOTO).groups:
        said = combination(KYOTO, group.ids, rules).text
        assert min(share_kept(KYOTO.by_id[id].text, said) for id in group.ids) > 0.6


def test_what_a_text_doesn_t_say_is_told_in_the_source_s_own_words() -> None:
    source = (
        "Train judges in hearing victims, through open courts in many small towns; share all known data, including."
    )
    assert unsaid(source, "We will train judges to hear victims.") == (
        "through open courts in many small towns",
        "share all known data",
    )
    assert unsaid(source, source) == ()
