"""Versions of a text with alternatives made one: nothing that a side did is lost, and no order rules."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.draft.bracket_notation import read
from drafter.draft.text import Alternatives, Option, Text
from drafter.negotiation.consolidation import Wish, consolidated
from drafter.negotiation.text_merge import TextVersion, merged_text, merged_words, united
from tests.negotiation.test_consolidation import cases, edited, of, wishes, wordings

NAMES = ("EU", "G77")
BASE = "We urge all States to consider taking action on climate change, in particular developed countries."


def merged(base: str | Text, left: str | Text, right: str | Text, names: tuple[str, str] = NAMES) -> Text:
    texts = [read(each, "p1") if isinstance(each, str) else each for each in (base, left, right)]
    sides = sorted(zip(names, texts[1:], strict=True), key=lambda side: side[0])
    first, second = (TextVersion(text) for _, text in sides)
    return merged_text(texts[0], (first, second), (sides[0][0], sides[1][0]), "p1").text


@pytest.mark.parametrize(
    ("base", "left", "right", "expected"),
    [
        ("We urge.", "We ask.", "We beg.", "We [urge / ask - EU / beg - G77]."),
        ("We urge.", "We ask.", "We [urge / beg - JP].", "We [urge / ask - EU / beg - JP]."),
        ("We urge.", "We [urge / ask - US].", "We [urge / beg - JP].", "We [urge / beg - JP / ask - US]."),
        ("We urge.", "We [urge / ask - US].", "We [urge / ask - JP].", "We [urge / ask - JP, US]."),
        ("We [urge / ask - US].", "We [urge / ask - US; EU support].", "We [urge / ask - US; JP oppose].",
         "We [urge / ask - US; EU support; JP oppose]."),
        ("We [urge / ask - US].", "We urge.", "We [also - CN] [urge / ask - US].", "We [also - CN] urge."),
        ("We [urge / ask - US].", "We ask.", "We [also - CN] [urge / ask - US].", "We [also - CN] ask."),
        ("We [urge / ask - US].", "We ask.", "We [urge / ask - US / beg - CN].", "We [ask / beg - CN]."),
        ("We [urge / ask - US].", "We urge.", "We [urge / ask - US; MX support].", "We [urge / ask - US; MX support]."),
        ("We [urge / ask - US / beg - CN].", "We ask.", "We beg.", "We [urge / ask - EU / beg - G77]."),
        ("We [urge / ask - EU / beg - US].", "We ask.", "We beg.", "We [urge / ask - EU / beg - G77]."),
        ("We [urge / ask - EU / beg - G77].", "We ask.", "We beg.", "We [urge / ask - EU / beg - G77]."),
        ("We [urge / ask - G77 / beg - EU].", "We ask.", "We beg.", "We [urge / ask - EU / beg - G77]."),
        ("We [urge / ask - US].", "We urge.", "We ask.", "We [urge - EU retain / ask - G77]."),
        ("We [urge / ask - G77].", "We urge.", "We ask.", "We [urge - EU retain / ask - G77]."),
        ("We [urge / ask - EU].", "We urge.", "We ask.", "We [urge - EU retain / ask - G77]."),
        ("We [urge / ask - US / beg - CN].", "We [urge / beg - CN].", "We ask.",
         "We [urge - EU retain / beg - CN / ask - G77]."),
        ("We [urge / ask - US / beg - CN].", "We [ask - US / beg - CN].", "We urge.",
         "We [urge - G77 retain / beg - CN / ask - EU, US]."),
        ("We [urge / ask - US / beg - CN] all.", "We [ask - US / beg - CN] all.",
         "We [urge / ask - US / beg - CN] all now.", "We [ask - US / beg - CN] all [now - G77]."),
        ("We [urge / ask - US] all [States / people - CN].", "We urge all [States / people - CN].",
         "We ask all States.", "We [urge - EU retain / ask - G77] all States."),
        ("We [urge / ask - US / beg - CN].", "We [urge / ask - US].", "We ask.", "We ask."),
        ("We [urge / ask - US].", "We [urge / beg - US].", "We ask.", "We [ask / beg - US]."),
        ("We [urge / [ask / pray - JP] warmly - US].", "We urge.", "We [ask / pray - JP] warmly.",
         "We [urge - EU retain / ask warmly - G77 / pray warmly - JP]."),
        ("We urge.", "We ask.", "We ask.", "We ask."),
        ("We [urge - MX retain / ask - US].", "We [urge - CN, MX retain / ask - US].",
         "We [urge - JP, MX retain / ask - US].", "We [urge - CN, JP, MX retain / ask - US]."),
        ("We [urge - MX retain / ask - US].", "We [urge / ask - US].", "We [urge - JP, MX retain / ask - US].",
         "We [urge - JP retain / ask - US]."),
    ],
)  # fmt: skip
def test_two_sides_of_a_text(base: str, left: str, right: str, expected: str) -> None:
    found = merged(base, left, right)
    assert found.written == expected
    assert merged(base, right, left, NAMES[::-1]) == found


def test_a_third_version_adds_to_the_same_alternatives() -> None:
    versions = {"EU": "We ask.", "G77": "We beg.", "US": "We also urge.", "CN": "We command."}
    found = set()
    for order in permutations(versions):
        text = Text.of(versions[order[0]])
        for name in order[1:]:
            text = merged("We urge.", text, versions[name], (order[0], name))
        found.add(text)
    assert [text.written for text in found] == ["We [also - US] [urge / command - CN / ask - EU / beg - G77]."]


def test_what_one_side_chose_at_the_start_and_what_another_proposed_behind_it_are_both_there() -> None:
    base = read("[Now - MX] we urge [all / some - PK] States.", "p1")
    chose = read("Now we urge [all / some - PK] States.", "p1")
    other = read("[Now - MX; G77 support] [we / delegates - FR] urge [all / some - PK] States.", "p1")
    assert merged(base, chose, other).written == "Now [we / delegates - FR] urge [all / some - PK] States."
    assert merged(base, other, chose).written == "Now [we / delegates - FR] urge [all / some - PK] States."


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("We help all.", "We [help / serve - US] all.", "We [help / serve - US] all."),
        ("We [help / aid - EU] all.", "We [help / serve - US] all.", "We [help / aid - EU / serve - US] all."),
        ("We help [all - EU].", "Today We [help / serve - US] all.", "We [help / serve - US] [all - EU]."),
        ("We [help / aid - EU] all.", "We help all.", "We [help / aid - EU] all."),
        ("We [help / aid - EU] all.", "We [help / serve - EU] all.", "We [help / serve - EU] all."),
        ("We [help / aid - EU; US oppose] all.", "We [help / aid - EU, G77] all.",
         "We [help / aid - EU, G77; US oppose] all."),
    ],
)  # fmt: skip
def test_what_another_text_says_of_what_is_open_comes_to_ours(ours: str, theirs: str, expected: str) -> None:
    base, mine, yours = (read(words, "a") for words in ("We help all.", ours, theirs))
    before = base if "EU" not in theirs else mine
    assert united(before, mine, yours, "a").written == expected


def test_what_a_side_chose_is_the_drafts() -> None:
    base = read("We urge all States [to act] now.", "p1")
    chose = TextVersion(read("We ask all States to act now.", "p1"), chose=True)
    other = TextVersion(read("We urge all States to act [now / today - JP].", "p1"))
    found = merged_text(base, (chose, other), NAMES, "p1")
    assert (found.text.written, found.contested) == ("We ask all States to act [now / today - JP].", False)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("We [urge / [ask / beg - US] warmly - JP] all States today.", "We urge all States [now / soon - CN].",
         "We [urge / [ask / beg - US] warmly - JP] all States [now / soon - CN / today - EU]."),
        ("We [urge / [ask / beg - US] warmly - JP] all States today.", "We urge all [States / countries - CN] today.",
         "We [urge / [ask / beg - US] warmly - JP] all [States / countries - CN] today."),
        ("Today we [urge / [ask / beg - US] warmly - JP] all States now.", "We urge [all / some - CN] States now.",
         "[We / Today we - EU] [urge / [ask / beg - US] warmly - JP] [all / some - CN] States now."),
    ],
)  # fmt: skip
def test_alternatives_in_an_option_outlive_that_a_side_rewrote_other_words(
    left: str, right: str, expected: str
) -> None:
    found = merged("We urge all States now.", left, right)
    assert found.written == expected
    assert merged("We urge all States now.", right, left, NAMES[::-1]) == found


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("We [invite / [ask / beg - US] warmly - JP] all States now.", "We urge [all / some - CN] States now."),
        ("We [urge all / [ask / beg - US] warmly - JP] States today.", "We command all States today."),
    ],
)
def test_alternatives_in_an_option_outlive_that_a_side_rewrote_what_they_replace(left: str, right: str) -> None:
    found = merged("We urge all States now.", left, right)
    assert "[ask / beg - US] warmly" in found.written
    assert merged("We urge all States now.", right, left, NAMES[::-1]) == found


def test_ids_dates_and_notes_are_kept() -> None:
    base = Text.of("We ", Alternatives("abc", (Option(text=Text.of("urge")), ask := Option(
        text=Text.of("ask"), by=("US",), date="2026-01-05", note="for now"))), " all States.")  # fmt: skip
    left = consolidated(base, "p1", [Wish("We urge every State.", ("JP",), "2026-01-06")]).text
    right = consolidated(base, "p1", [Wish("We beg all States.", ("CN",), "2026-01-04")]).text
    found = merged(base, left, right)
    run = found.alternatives[0]
    assert (run.id, run.options[2]) == ("abc", ask)
    assert [option.date for option in run.options] == ["", "2026-01-04", "2026-01-05"]


@given(st.data())
def test_parties_wishes_come_together_in_any_order(data: st.DataObject) -> None:
    base, wanted = data.draw(cases())
    whole = consolidated(Text.of(base), "p1", wanted).text
    clones = [consolidated(Text.of(base), "p1", [wish]).text for wish in data.draw(st.permutations(wanted))]
    text = clones[0]
    for clone in clones[1:]:
        text = merged(Text.of(base), text, clone)
    assert text == whole


@given(st.data())
def test_nothing_of_two_sides_is_lost_and_no_side_rules(data: st.DataObject) -> None:
    base, wanted = data.draw(cases())
    text = consolidated(Text.of(base), "p1", wanted if data.draw(st.booleans()) else []).text
    sides = []
    for _ in NAMES:
        words = data.draw(st.one_of(st.just(base), edited(base), wordings()))
        sides.append(Text.of(words) if words != base else consolidated(text, "p1", data.draw(wishes(base))).text)
    found = merged(text, sides[0], sides[1])
    assert found == merged(text, sides[1], sides[0], NAMES[::-1])
    assert len(set(ids := [each.id for each in found.all_alternatives()])) == len(ids)
    for name, side, other in zip(NAMES, sides, sides[::-1], strict=True):
        if text.plain and side.plain and text not in (side, other) and side != other:
            assert found.wording(of(name)) == side.base


def test_what_two_sides_put_into_one_gap_can_be_told_apart() -> None:
    """They have one id on both sides, each being what stands behind the same words of the draft."""
    without, with_them = Text.of("We act in full."), Text.of("We act here in full.")
    left = consolidated(without, "p1", [Wish("We act here in full.", ("JP",))]).text
    right = consolidated(with_them, "p1", [Wish("We act now here in full.", ("CN",))]).text
    assert left.alternatives[0].id == right.alternatives[0].id
    found = merged(with_them, left, right)
    assert found.written == "We act [now - CN] [here; EU delete] in full."
    assert len({each.id for each in found.alternatives}) == 2
    assert found == merged(with_them, right, left, NAMES[::-1])


def test_an_id_that_other_alternatives_have_is_not_given_again() -> None:
    base, soon = Text.of("We ask all States in full now."), Text.of("We ask all States in full soon.")
    taken = merged(base, "We ask all States in full later.", soon).alternatives[0].id
    options = Option(text=Text.of("ask")), Option(text=Text.of("urge"), by=("JP",))
    left = Text.of("We ", Alternatives(taken, options), " all States in full later.")
    found = merged(base, left, soon)
    assert found.written == "We [ask / urge - JP] all States in full [now / later - EU / soon - G77]."
    assert [each.id == taken for each in found.alternatives] == [True, False]


@pytest.mark.parametrize("chose", [(True, False), (False, True), (True, True)])
def test_of_what_both_brought_in_no_side_chose_the_words(chose: tuple[bool, bool]) -> None:
    sides = [TextVersion(Text.of(words), chosen) for words, chosen in zip(("We ask.", "We beg."), chose, strict=True)]
    assert merged_text(None, (sides[0], sides[1]), NAMES, "p1").text.written == "We [ask - EU / beg - G77]."


@pytest.mark.parametrize(
    ("left", "right", "both"),
    [
        ("Ours", "Theirs", "[Ours - EU / Theirs - G77]"),
        ("[Ours - EU / Theirs - US]", "Third", "[Ours - EU / Third - G77 / Theirs - US]"),
        ("[Ours - EU / Theirs - G77]", "Theirs", "[Ours - EU / Theirs - G77]"),
        ("Ours", "", "[Ours - EU; G77 delete]"),
        ("[Ours - EU; G77 delete]", "", "[Ours - EU; G77 delete]"),
        ("[Ours - EU]", "Theirs", "[Ours - EU / Theirs - G77]"),
    ],
)
def test_words_that_are_no_paragraphs(left: str, right: str, both: str) -> None:
    assert merged_words(left, right, NAMES) == both


def test_a_text_that_says_nothing_new_of_what_is_open_leaves_ours() -> None:
    base = read("We [urge / ask - EU] States.", "p1")
    ours = read("We [urge / ask - EU; US oppose] all States.", "p1")
    assert united(base, ours, Text.of("We urge States."), "p1") is ours
    assert united(base, ours, base, "p1") is ours


def test_who_keeps_the_drafts_own_words_still_does_where_another_text_adds_an_option() -> None:
    base = read("We [urge - JP retain / ask - EU] States.", "p1", lambda _: True)
    theirs = read("We [urge - JP retain / ask - EU / beg - US] States.", "p1", lambda _: True)
    assert set(united(base, base, theirs, "p1").parties) == {"JP", "EU", "US"}
