"""Many parties' wishes for one paragraph: what each wants stays to the letter, in whatever order they come."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.draft.bracket_notation import read, written
from drafter.draft.text import Alternatives, Text, View, ViewKind
from drafter.negotiation.consolidation import Wish, consolidated, proposed
from tests.draft.texts import texts

BASE = "We urge all States to consider taking action on climate change, in particular developed countries."


def of(party: str) -> View:
    return View(ViewKind.PARTY, (party,))


def one(base: str, *wishes: tuple[str, str]) -> str:
    """The base with the wishes of parties, as the room sees it."""
    found = consolidated(Text.of(base), "p1", [Wish(words, (party,)) for party, words in wishes])
    return written(found.text, named=True)


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        ([("EU", "We also urge them.")], "We [also - EU] urge them."),
        ([("EU", "We urge them all.")], "We urge them [all - EU]."),
        ([("EU", "We urge.")], "We urge [them; EU delete]."),
        ([("EU", "Today We urge them.")], "[Today - EU] We urge them."),
        ([("EU", "We urge, again, them.")], "We urge[, again, - EU] them."),
        ([("EU", "We call upon them.")], "We [urge / call upon - EU] them."),
        ([("EU", "We ask them."), ("US", "We ask them.")], "We [urge / ask - EU, US] them."),
        ([("EU", "We ask them."), ("US", "We request them.")], "We [urge / ask - EU / request - US] them."),
        ([("EU", "We also urge them."), ("US", "We urge us.")], "We [also - EU] urge [them / us - US]."),
        ([("EU", "We also urge them."), ("US", "We ask them.")], "We [also - EU] [urge / ask - US] them."),
        ([("EU", "We urge them all."), ("US", "We urge.")], "We [urge them / urge - US] [all - EU]."),
        ([("EU", "")], "[We urge them.; EU delete]"),
        ([("EU", "Let there be peace everywhere")], "[We urge them. / Let there be peace everywhere - EU]"),
        (
            [("EU", "Let there be peace everywhere"), ("US", "We also urge them.")],
            "[We urge them. / Let there be peace everywhere - EU / We also urge them. - US]",
        ),
    ],
)
def test_what_differs_stands_in_brackets(wishes: list[tuple[str, str]], expected: str) -> None:
    assert one("We urge them.", *wishes) == expected


def test_finer_changes_stand_in_the_base_of_a_whole_version() -> None:
    wishes = [
        ("RU", "Peace everywhere."),
        ("EU", BASE.replace("We urge", "We also urge")),
        ("US", BASE.replace(", in particular developed countries", "")),
    ]
    assert one(BASE, *wishes) == (
        "[We [also - EU] urge all States to consider taking action on climate change"
        "[, in particular developed countries; US delete]. / Peace everywhere. - RU]"
    )


def test_a_deletion_owns_its_space() -> None:
    text = proposed(Text.of("We urge them."), "p1", "We also urge them.", ("EU",)).text
    before, also, after = text.runs
    assert (before, after) == ("We ", "urge them.")
    assert isinstance(also, Alternatives)
    assert [option.text.base for option in also.options] == ["", "also "]


def test_a_party_that_wishes_something_else_has_one_wish() -> None:
    first = proposed(Text.of(BASE), "p1", BASE.replace("urge", "ask"), ("EU", "US"), "2026-01-02")
    second = proposed(first.text, "p1", BASE.replace("urge", "request"), ("EU",), "2026-01-03")
    assert not first.replaced
    [replaced] = second.replaced
    assert (replaced.party, replaced.option.text.base) == ("EU", "ask")
    assert replaced.id.startswith(f"{first.text.alternatives[0].id}.")
    assert (
        second.text
        == consolidated(
            Text.of(BASE),
            "p1",
            [
                Wish(BASE.replace("urge", "ask"), ("US",), "2026-01-02"),
                Wish(BASE.replace("urge", "request"), ("EU",), "2026-01-03"),
            ],
        ).text
    )


def test_a_wish_for_the_base_changes_nothing() -> None:
    text = proposed(Text.of(BASE), "p1", BASE.replace("urge", "ask"), ("EU",)).text
    found = proposed(text, "p1", BASE, ("US",))
    assert found.text is text
    assert found.without_effect == (Wish(BASE, ("US",)),)


def test_positions_go_with_their_words() -> None:
    text = read(
        "We [urge - MX retain / ask - EU; JP support; US oppose; CN reserve] all [States; CN delete; EU oppose "
        "deletion], in particular developed ones.",
        "p1",
    )
    text = proposed(text, "p1", "We urge all countries and all peoples, in particular developed ones.", ("RU",)).text
    text = proposed(text, "p1", "We call upon everybody, in particular developed ones.", ("CL",)).text
    assert written(text, named=True) == (
        "We [[urge - MX retain / ask - EU; JP support; US oppose; CN reserve] all "
        "[States / countries and all peoples - RU; CN delete; EU oppose deletion] / call upon everybody - CL], "
        "in particular developed ones."
    )
    across = proposed(text, "p1", "We urge most, in particular developed ones.", ("EU",))
    assert written(across.text, named=True) == (
        "We [[urge - MX retain / ask - JP support; US oppose; CN reserve] [all States / all - CN; EU oppose / "
        "most - EU / all countries and all peoples - RU] / call upon everybody - CL], in particular developed ones."
    )
    assert [(each.party, each.option.text.base) for each in across.replaced] == [("EU", "ask")]


@pytest.mark.parametrize(
    ("before", "wording", "after"),
    [
        # an option with alternatives of its own; also where it isn't plain which of its words are new
        ("We [urge / [ask / beg - US] now - JP].", "We urge all.", "We [urge / [ask / beg - US] now - JP] [all - EU]."),
        ("We [urge / ask [now / today - US] - JP].", "We urge all.",
         "We [urge / ask [now / today - US] - JP] [all - EU]."),
        ("We [also [now / today - US] - JP] urge.", "We urge all.",
         "We [also [now / today - US] - JP] urge [all - EU]."),
        ("We [ / urge[, / ; - US] and - JP] urge.", "We urge all.",
         "[We / We urge[, / ; - US] and - JP] urge [all - EU]."),
        ("We [urge all / urge [most / many - US] - JP] now.", "We urge all today.",
         "We [urge all / urge [most / many - US] - JP] [now / today - EU]."),
        # options without a name
        ("We [urge / ask] all.", "We urge most.", "We [urge / ask] [all / most - EU]."),
        # what is said of the draft's own words stays where alternatives still are
        ("We [urge all - MX retain / ask us - EU] now.", "We urge some now.",
         "We urge [all - MX retain / some - EU] now."),
        # a party that proposes and supports the same proposes it
        ("We [urge / ask - JP; JP support].", "We urge all.", "We [urge / ask - JP] [all - EU]."),
        # several wishes of one party that can't be at once
        ("We [urge / ask - JP / beg - JP].", "We urge all.", "We [urge / ask - JP / beg - JP] [all - EU]."),
    ],
)  # fmt: skip
def test_what_stands_in_a_text_stays(before: str, wording: str, after: str) -> None:
    assert proposed(read(before, "p1"), "p1", wording, ("EU",)).text.written == after


@pytest.mark.parametrize(
    ("wishes", "options"),
    [
        (["We invite many peoples to consider taking action now.",
          "We urge all peoples who think of taking action now."],
         "We [urge all States to consider / invite many peoples to consider - A / urge all peoples who think of - B]"
         " taking action now."),
        # words for the whole of two that cross are an option beside them
        (["We invite many peoples to consider taking action now.",
          "We urge all peoples who think of taking action now.",
          "We begin taking action now."],
         "We [urge all States to consider / invite many peoples to consider - A / urge all peoples who think of - B / "
         "begin - C] taking action now."),
    ],
)  # fmt: skip
def test_stretches_that_cross_are_options_of_one(wishes: list[str], options: str) -> None:
    assert one("We urge all States to consider taking action now.", *zip("ABC", wishes, strict=False)) == options


def test_what_is_said_of_one_change_of_an_option_is_said_of_the_option() -> None:
    text = read(
        "We [urge all / invite many - JP; US oppose] States to consider taking [action / steps - JP; CN oppose] on "
        "climate change now.",
        "p1",
    )
    assert proposed(text, "p1", "We urge peace now.", ("EU",)).text.written == (
        "We [urge all States to consider taking action on climate change / urge peace - EU / invite many States to "
        "consider taking steps on climate change - JP; CN, US oppose] now."
    )


def test_a_party_that_wished_several_things_at_once_gives_up_all_of_them() -> None:
    found = proposed(read("We [urge / ask - JP / beg - JP].", "p1"), "p1", "We command.", ("JP",))
    assert found.text.written == "We [urge / command - JP]."
    assert [each.option.text.base for each in found.replaced] == ["ask", "beg"]


WORDS = st.sampled_from(["we", "urge", "all", "States", "and", "the", "of", "women", "climate", "long-term", "A", "B"])
SIGNS = st.sampled_from(["", "", "", ",", ";"])


@st.composite
def wordings(draw: st.DrawFn, least: int = 0) -> str:
    words = draw(st.lists(st.tuples(WORDS, SIGNS), min_size=least, max_size=12))
    said = " ".join(f"{word}{sign}" for word, sign in words)
    return f"{said}{draw(st.sampled_from(['.', '.', '']))}" if said else ""


@st.composite
def edited(draw: st.DrawFn, base: str) -> str:
    """The base with a few of its words changed."""
    words = base.split(" ")
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(words)))
        end = draw(st.integers(start, min(start + 3, len(words))))
        words[start:end] = [word for word in draw(wordings()).split(" ")[: draw(st.integers(0, 3))] if word]
    return " ".join(words)


DATES = st.sampled_from(["", "2026-01-01", "2026-01-02", "2026-01-03"])


@st.composite
def wishes(draw: st.DrawFn, base: str) -> list[Wish]:
    parties = draw(st.lists(st.sampled_from("ABCDEF"), unique=True, min_size=1, max_size=6))
    notes = st.sampled_from(["", "", "", "for now", "see note"])
    return [
        Wish(draw(st.one_of(edited(base), edited(base), wordings())), (party,), draw(DATES), draw(notes))
        for party in parties
    ]


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, list[Wish]]:
    base = draw(wordings(least=3))
    return base, draw(wishes(base))


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_makes_no_difference_and_every_wish_is_kept(case: tuple[str, list[Wish]], random: Random) -> None:
    base, wanted = case
    text = consolidated(Text.of(base), "p1", wanted).text
    assert text.base == base
    for wish in wanted:
        assert text.wording(of(wish.by[0])) == wish.wording
    shuffled = list(wanted)
    random.shuffle(shuffled)
    for step in range(1, len(shuffled) + 1):
        by_turns = consolidated(Text.of(base), "p1", shuffled[:step]).text
        for wish in shuffled[step:]:
            by_turns = proposed(by_turns, "p1", wish.wording, wish.by, wish.date, wish.note).text
        assert by_turns == text


def bare(text: Text) -> Text:
    """The text without ids, dates and notes, which brackets do not show."""
    return Text(
        tuple(
            run
            if isinstance(run, str)
            else Alternatives(
                "", tuple(replace(option, date="", note="", text=bare(option.text)) for option in run.options)
            )
            for run in text.runs
        )
    )


@given(cases())
def test_its_brackets_are_read_back(case: tuple[str, list[Wish]]) -> None:
    base, wanted = case
    text = consolidated(Text.of(base), "p1", wanted).text
    assert bare(read(written(text, named=True), "p1")) == bare(text)


@given(st.data())
def test_whatever_stands_in_a_text_is_kept(data: st.DataObject) -> None:
    text = data.draw(texts())
    wording = data.draw(st.one_of(edited(text.base), wordings()))
    found = proposed(text, "p1", wording, ("NEW",))
    if found.without_effect:
        return
    assert found.text.base == text.base
    assert found.text.wording(of("NEW")).strip() == wording.strip()
    wanted = Counter(party for run in text.all_alternatives() for option in run.options for party in option.wanted_by)
    assert {*text.parties} <= {*found.text.parties}
    for party in text.parties:
        if wanted[party] == 1:  # of who wants several things at once, a view shows one
            assert found.text.wording(of(party)) == text.wording(of(party))
