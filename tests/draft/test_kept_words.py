"""How much of a source's words a text still has."""

import pytest

from drafter.corpus.formula import formula
from drafter.draft import kept_words
from drafter.draft.kept_words import LITTLE, lost, missing, newly_missing, share_kept
from drafter.storage import corpus_yaml, folders
from tests.builders import corpus

SOURCE = "Strengthen the capacity of prosecutors and judges to assist victims."


@pytest.mark.parametrize(
    ("source", "text", "share"),
    [
        (SOURCE, SOURCE, 1.0),
        (SOURCE, "Victims are assisted; judges, prosecutors: their capacities strengthened.", 1.0),
        (SOURCE, "We will strengthen the capacity of judges.", 0.5),
        (SOURCE, "We will act.", 0.0),
        (SOURCE, "", 0.0),
        ("And so on.", "", 1.0),
        ("", "", 1.0),
    ],
)
def test_words_count_in_any_form_and_order_and_little_words_don_t(source: str, text: str, share: float) -> None:
    assert share_kept(source, text) == share


def test_a_text_that_dropped_most_of_a_source_has_little_of_it() -> None:
    assert (
        share_kept(SOURCE, "We will assist victims.")
        < LITTLE
        <= share_kept(SOURCE, "We will assist judges and victims.") + 0.1
    )


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        (SOURCE, []),
        ("We will strengthen the capacities of prosecutors and of judges to assist a victim.", []),
        ("Strengthen the capacity of judges to assist victims.", ["prosecutors"]),
        ("We will act.", [SOURCE.rstrip(".")]),
    ],
)
def test_what_is_lost_are_stretches_that_stand_nowhere(text: str, stretches: list[str]) -> None:
    assert list(lost(SOURCE, text)) == stretches


@pytest.mark.parametrize(
    ("before", "after", "missing"),
    [
        (SOURCE, "Strengthen the capacity of prosecutors and judges.", {"NO 1(a)": ("to assist victims",)}),
        (SOURCE, "Reinforce the capacity of prosecutors and judges to help victims.", {}),
        (SOURCE, "We will assist victims.", {"NO 1(a)": ("Strengthen the capacity of prosecutors and judges",)}),
        ("We will assist victims.", "We will help victims.", {}),
        ("We will act.", "We will act soon.", {}),
    ],
)
def test_a_clause_that_goes_is_newly_missing_and_a_word_replaced_is_not(
    before: str, after: str, missing: dict[str, tuple[str, ...]]
) -> None:
    assert newly_missing(corpus({"NO 1(a)": SOURCE}), ["NO 1(a)", "SO 9"], before, after) == missing


KYOTO = corpus_yaml.load(folders.CORPUS)


def test_the_formula_is_what_the_mapping_says_of_everything() -> None:
    words = {"effort", "programm", "promot", "level"}
    assert words <= formula(KYOTO)
    assert not {"children", "access", "train", "recidivism"} & formula(KYOTO)
    assert formula(KYOTO) is formula(KYOTO)
    assert formula(corpus()) == frozenset(), "of so few themes nothing can be said"


@pytest.mark.parametrize(
    ("source", "text", "clauses"),
    [
        ("Promote effective programmes for prisoners.", "We will do more for inmates.", ()),
        (
            "Organise centres of defence against cyber-crime.",
            "We organize a center for defense against cyber crime.",
            (),
        ),
        ("Analyse the judgements of labour courts.", "We will analyze judgments in the labor court.", ()),
        ("Share recordings; share data.", "We share data.", ("Share recordings",)),
        (
            "Train judges, prosecutors and lawyers everywhere, protect child victims of trafficking; share data.",
            "We act.",
            (
                "Train judges, prosecutors and lawyers everywhere",
                "protect child victims of trafficking",
                "share data",
            ),
        ),
    ],
)
def test_what_is_missing_is_told_clause_by_clause_and_only_what_has_substance(
    source: str, text: str, clauses: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = corpus({"NO 1(a)": source})
    monkeypatch.setattr(kept_words, "formula", lambda _: frozenset({"promot", "effectiv", "programm"}))
    assert missing(changed, ["NO 1(a)"], text) == ({"NO 1(a)": clauses} if clauses else {})
