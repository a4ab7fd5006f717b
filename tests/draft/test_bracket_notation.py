"""Brackets as people write them are read as alternatives, and what is written is read back the same."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.draft import bracket_notation
from drafter.draft.bracket_notation import MOST_DEEP, MOST_OPTIONS, alternatives_id, read, reread, unread_brackets
from drafter.draft.text import ATTRIBUTED, UNATTRIBUTED, Alternatives, Option, Text
from tests.draft.texts import texts
from tests.examples import examples


def said(text: Text) -> tuple[Any, ...]:
    """What the text says, without ids and notes."""
    return tuple(
        run
        if isinstance(run, str)
        else tuple(
            (option.by, option.supported_by, option.opposed_by, option.reserved_by, said(option.text))
            for option in run.options
        )
        for run in text.runs
    )


@examples(60)
@given(texts())
def test_what_the_attributed_view_prints_is_read_back_the_same(text: Text) -> None:
    back = read(text.wording(ATTRIBUTED), "p")
    assert said(back) == said(text)
    assert reread(back.wording(ATTRIBUTED), back, "p") is back
    assert not unread_brackets(text.wording(ATTRIBUTED))


@examples(60)
@given(texts())
def test_ids_stand_once_and_are_the_same_every_time(text: Text) -> None:
    back = read(text.wording(ATTRIBUTED), "p")
    ids = [alternatives.id for alternatives in back.all_alternatives()]
    assert len(set(ids)) == len(ids)
    assert read(text.wording(ATTRIBUTED), "p") == back


@examples(60)
@given(texts(), st.text("ab ", min_size=1, max_size=5))
def test_an_edit_elsewhere_keeps_ids_dates_and_notes(text: Text, added: str) -> None:
    old = dated(read(text.wording(ATTRIBUTED), "p"))
    new = reread(f"{added.strip()}q {old.wording(ATTRIBUTED)}", old, "p")
    once = [each for each in old.all_alternatives() if len(wordings(old, each)) == 1]
    for before in once:
        after = next((each for each in new.all_alternatives() if each.id == before.id), None)
        assert after is not None
        assert {option.date for option in after.options if option.text} <= {"2026-11-28"}


def wordings(text: Text, like: Alternatives) -> list[Alternatives]:
    """The alternatives of the text that share an option's words with these."""
    words = {option.text.base.strip() for option in like.options} - {""}
    others = text.all_alternatives()
    return [each for each in others if words & {option.text.base.strip() for option in each.options}]


def dated(text: Text) -> Text:
    """The text with a date on each option that has words."""

    def of(run: str | Alternatives) -> str | Alternatives:
        if isinstance(run, str):
            return run
        options = (
            replace(option, text=dated(option.text), date="2026-11-28" if option.text else "") for option in run.options
        )
        return replace(run, options=tuple(options))

    return Text(tuple(map(of, text.runs)))


def options(words: str) -> list[Option]:
    """The options of the only alternatives that these words write."""
    (alternatives,) = read(words, "p").alternatives
    return list(alternatives.options)


def test_options_with_parties_after_them() -> None:
    first, second = options("[X - EU, G77 retain / Y - US]")
    assert (first.text.base, first.by, first.supported_by) == ("X", (), ("EU", "G77"))
    assert (second.text.base, second.by) == ("Y", ("US",))


def test_a_deletion_that_a_party_asks_for_is_an_option_without_words() -> None:
    extreme, nothing = options("[extreme - US; G77 delete]")
    assert (extreme.text.base, extreme.by) == ("extreme", ("US",))
    assert (nothing.text.base, nothing.by) == ("", ("G77",))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("[US/SG propose; CL/MY oppose: X]", "[X - US, SG; CL, MY oppose]"),
        ("[US oppose: Y]", "[Y - US oppose]"),
        ("[US, Republic of Korea support: X]", "[X - US, Republic of Korea retain]"),
        ("a [US propose: X] [EU propose: Y] b", "a [X - US / Y - EU] b"),
        ("[US propose: X / EU propose: Y [Z]]", "[X - US / Y [Z] - EU]"),
        ("[X - US/SG; CL/MY oppose]", "[X - US, SG; CL, MY oppose]"),
    ],
)
def test_attribution_may_come_first_and_names_may_stand_with_a_stroke(words: str, expected: str) -> None:
    assert read(words, "p").wording(ATTRIBUTED) == expected


def test_what_a_party_opposes_is_the_drafts_own() -> None:
    assert read("We [US oppose: strongly] urge", "p").base == "We strongly urge"
    assert read("We [US propose: strongly] urge", "p").base == "We urge"


@pytest.mark.parametrize(
    "words",
    [
        "[US propose; MY does not object in principle, subject to consultations: X]",
        "[X - US; MY does not object in principle, subject to consultations]",
    ],
)
def test_what_a_party_says_in_words_of_its_own_is_the_options_note(words: str) -> None:
    _, proposed = options(words)
    assert (proposed.text.base, proposed.by) == ("X", ("US",))
    assert proposed.note == "MY does not object in principle, subject to consultations"


@pytest.mark.parametrize(
    "words",
    ["[Preamble: Parties acknowledge]", "[Climate forcers: gases]", "[a time - frame]", "[the text; the annex]"],
)
def test_words_that_look_like_an_attribution_are_none(words: str) -> None:
    base, _ = options(words)
    assert f"[{base.text.base}]" == words
    assert base.parties == ()


def test_names_that_nobody_knows_are_words() -> None:
    text = read("[X - EU / Y - Moon]", "p", {"EU"}.__contains__)
    assert [option.text.base for option in text.alternatives[0].options] == ["Y - Moon", "X"]


def test_brackets_side_by_side() -> None:
    assert len(read("modalit[y][ies]", "p").alternatives) == 1
    assert len(read("[shall] [should] act", "p").alternatives) == 2
    assert len(read("[shall] [should] act", "p", side_by_side=True).alternatives) == 1
    assert len(read("[equity] [and justice] count", "p", side_by_side=True).alternatives) == 2
    assert read("[shall] [should] act", "p", side_by_side=True).wording(UNATTRIBUTED) == "[shall] [should] act"


@pytest.mark.parametrize(
    ("words", "unread"),
    [("a [ b", [2]), ("a ] b", [2]), ("[ ] per cent", [0, 2]), ("[[a]", [0]), ("[a] b]", [5]), ("[a]", [])],
)
def test_what_has_no_partner_or_holds_nothing_stays_as_typed(words: str, unread: list[int]) -> None:
    text = read(words, "p")
    assert list(unread_brackets(words)) == unread
    assert text.unread == bool(unread)
    assert text.wording(ATTRIBUTED) == words


def test_brackets_that_are_said_to_be_words() -> None:
    text = read("[a [b] c", "p", typed={0})
    assert [run if isinstance(run, str) else "" for run in text.runs] == ["[a ", "", "c"]
    assert read("[a]", "p", typed={0, 2}) == Text.of("[a]")


@pytest.mark.parametrize("words", ["a [x - US] [x - US] b", "a[x - US][x - US]b"])
def test_every_proposal_has_an_id_of_its_own(words: str) -> None:
    ids = [alternatives.id for alternatives in read(words, "p").alternatives]
    assert len(ids) == len(set(ids)) == 2
    assert [alternatives.id for alternatives in read(words, "p").alternatives] == ids


def test_an_edit_keeps_ids_dates_and_notes_of_what_is_still_there() -> None:
    old = dated(read("We [should - EU / shall [now - JP] - US] act.", "p"))
    new = reread("Today we [should - EU / shall [now - JP] - US / must - CN] act [well - MX].", old, "p")
    one, inner, other = new.all_alternatives()
    assert [one.id, inner.id] == [each.id for each in old.all_alternatives()]
    assert [option.date for option in one.options] == ["2026-11-28", "2026-11-28", ""]
    assert {option.date for option in other.options} == {""}
    assert reread("We act.", old, "p") == Text.of("We act.")


def test_the_same_proposal_twice_has_two_ids() -> None:
    first, second = read("a [x - US] [x - US] b", "p").alternatives
    assert first.id == alternatives_id("p", "a ", "", "x")
    assert second.id != first.id


@pytest.mark.parametrize(
    "words",
    [
        "[" * 10_000 + "x" + "]" * 10_000,
        "[" * 10_000,
        "]" * 10_000,
        "[a] " * 10_000,
        "[a / " * 3_000,
        "[" + "x / " * 10_000 + "x]",
        "[" + "x - y; z: " * 10_000 + "]",
        "[" + "(" * 10_000 + "]" + " - " * 10_000,
        "[x" + "; EU delete" * 3_000 + "]",
        "[x - " + "EU, " * 10_000 + "US]",
    ],
    ids=lambda words: words[:12],
)
def test_hostile_texts_are_read_and_lose_nothing(words: str) -> None:
    text = read(words, "p")
    printed = text.wording(ATTRIBUTED)
    assert read(printed, "p") == text
    assert printed.count("x") == words.count("x")
    assert hash(text) == hash(read(words, "p"))


def test_brackets_are_read_as_deep_as_they_are_said_to_be() -> None:
    text = read("[a " * (MOST_DEEP + 2) + "]" * (MOST_DEEP + 2), "p")
    assert len(list(text.all_alternatives())) == MOST_DEEP
    assert text.wording(ATTRIBUTED).count("[") == MOST_DEEP + 2
    assert len(unread_brackets("[a " * (MOST_DEEP + 2) + "]" * (MOST_DEEP + 2))) == 4


def test_more_options_than_anybody_writes_are_words() -> None:
    assert read("[a]," * MOST_OPTIONS, "p").alternatives
    assert read("[a]," * (MOST_OPTIONS + 1), "p").plain
    assert len(unread_brackets("[a]," * (MOST_OPTIONS + 1))) == 2 * (MOST_OPTIONS + 1)


def test_no_text_is_written_out_where_it_has_to_be() -> None:
    assert bracket_notation.NO_TEXT in read("[a / b / No text]", "p").wording(ATTRIBUTED)
    assert [option.text.base for option in options("[a - US / no text - EU retain]")] == ["", "a"]


def test_brackets_with_a_stroke_between_them_are_alternatives() -> None:
    text = read("[We prevent crime.] / [We fight crime.]", "p")
    assert text.written == "[We prevent crime. / We fight crime.]"
    assert text.wordings() == ("We prevent crime.", "We fight crime.")


@pytest.mark.parametrize(
    ("typed", "written", "without"),
    [("We act[ now - EU].", "We act [now - EU].", "We act."), ("We [all - EU ]act.", "We [all - EU] act.", "We act.")],
)
def test_the_space_inside_a_bracket_is_the_one_between_the_words(typed: str, written: str, without: str) -> None:
    text = read(typed, "p")
    assert (text.written, text.base) == (written, without)


def test_the_same_alternatives_again_and_again_get_ids_of_their_own_without_trying_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried: list[str] = []
    short = bracket_notation._short

    def counted(place: Any) -> str:
        tried.append(short(place))
        return tried[-1]

    monkeypatch.setattr(bracket_notation, "_short", counted)
    text = bracket_notation.read("[act - EU]" * 200, "p1")
    ids = [run.id for run in text.runs if isinstance(run, Alternatives)]
    assert len(set(ids)) == 200
    assert len(tried) < 600
