"""A citation counts where the paragraph shows the point's words, or where the user says why it counts."""

from dataclasses import replace

import pytest

from drafter.draft import edits
from drafter.draft.bracket_notation import read
from drafter.draft.draft import Draft, Link, Status, Treatment
from drafter.review.reflection import Reach, Reflection, texts_around
from drafter.review.trace import Tracer
from drafter.review.wording import Wording
from tests.builders import corpus, draft, paragraph

CORPUS = corpus(
    {
        "NO 1(a)": "Strengthen access to legal aid for persons who are detained, above all for children.",
        "NO 2(a)": "Share statistics on homicide, robbery and other violent crimes among the States of the region.",
        "SO 9": "Protect the witnesses of corruption and those who report it from reprisals.",
    }
)


def shown(of: Draft) -> dict[tuple[str, str], Reach]:
    return {(use.paragraph, use.link.recommendation): use.reach for use in Reflection(CORPUS).uses(of)}


@pytest.mark.parametrize(
    ("text", "is_shown"),
    [
        ("We will make legal aid accessible to detainees, children in particular.", True),
        ("We will take effective action in all areas of common concern.", False),
        ("We will share statistics on homicide and robbery.", False),
        ("We act.[ We strengthen access to legal aid for detained children.]", True),
    ],
)
def test_words_count_in_whatever_form_and_in_any_option(text: str, is_shown: bool) -> None:
    made = draft(paragraph("a", read(text, "a"), "NO 1(a)"))
    assert shown(made) == {("a", "NO 1(a)"): Reach.WHOLLY if is_shown else Reach.NOT}


def test_a_paragraph_of_several_points_words_each_in_a_sentence_of_its_own() -> None:
    text = (
        "We will give detained persons a lawyer free of charge, so that legal aid reaches them. Statistics on homicide "
        "and robbery are to be shared. Those who bear witness against corrupt officials must fear no revenge."
    )
    made = draft(paragraph("a", text, "NO 1(a)", "NO 2(a)", "SO 9", "SO 7(a)"))
    assert [source for (_, source), how in shown(made).items() if how is Reach.NOT] == ["SO 7(a)"]


def test_lead_in_and_sub_paragraphs_speak_for_one_another() -> None:
    below = paragraph("aa", "To the protection of witnesses;", "SO 9")
    made = draft(paragraph("a", "We commit, against corruption and reprisals:", "SO 9", children=(below,)))
    assert set(shown(made).values()) == {Reach.WHOLLY}
    assert texts_around(made, "aa") == (
        "We commit, against corruption and reprisals:",
        "To the protection of witnesses;",
    )
    gone = replace(below, status=Status.DELETED)
    made = draft(paragraph("a", "We commit:", "SO 9", children=(gone,)))
    assert shown(made) == {("a", "SO 9"): Reach.NOT}


def test_the_user_s_word_counts_and_the_chapeau_alone_doesn_t() -> None:
    made = draft(paragraph("a", "We act.", "NO 1(a)", "NO 2(a)", "SO 9", "XX 1"))
    made = edits.vouch(edits.mark_partly(made, "a", "NO 1(a)", True), "a", "NO 2(a)", "Agreed so.")
    made = edits.cite(made, "a", "SO 9", Treatment.CHAPEAU)
    assert shown(made) == {
        ("a", "NO 1(a)"): Reach.PARTLY,
        ("a", "NO 2(a)"): Reach.WHOLLY,
        ("a", "SO 9"): Reach.BACKGROUND,
    }
    assert [how for how in Reach if how.counts] == [Reach.WHOLLY, Reach.PARTLY]


def test_what_was_found_is_kept_until_the_paragraph_changes() -> None:
    reflection, made = CORPUS.once(Reflection), draft(paragraph("a", "We act.", "SO 9"), paragraph("b", "We act."))
    assert CORPUS.once(Reflection) is reflection
    (first,) = reflection.uses(made)
    (again,) = reflection.uses(edits.reword(made, CORPUS, "b", "We hesitate."))
    assert again is first
    (other,) = reflection.uses(edits.reword(made, CORPUS, "a", "We protect witnesses of corruption."))
    assert (first.reach, other.reach) == (Reach.NOT, Reach.WHOLLY)


def test_the_measure_of_a_pair_finds_the_one_that_tracing_does() -> None:
    text = "We will protect whoever reports corruption at the Third Invented Congress."
    traced = Tracer(CORPUS).scores(text)
    wording = Wording(CORPUS)
    assert max(CORPUS.by_id, key=lambda id: wording.score(id, text)) == max(traced, key=lambda id: traced[id])
    assert wording.score("SO 9", CORPUS.by_id["SO 9"].text) == pytest.approx(1)


def test_a_source_without_words_is_always_shown() -> None:
    assert Reflection(corpus({"SO 9": "…"})).reach(Link("SO 9"), ["We act."]) is Reach.WHOLLY
