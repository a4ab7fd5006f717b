"""A text of words and alternatives: who stands where, what its options are called, and how it is changed."""

from __future__ import annotations

from dataclasses import replace

from drafter.draft.bracket_notation import read
from drafter.draft.text import BASE, Alternatives, Option, Position, Text, View, ViewKind, renamed, with_alternatives

WORDS = "We [should - EU; MX support / shall [now - JP] - US; G77, EU oppose] act."


def made() -> Text:
    return read(WORDS, "p")


def test_a_party_gets_what_it_proposes_else_supports_else_what_its_group_wants() -> None:
    assert made().wording(View(ViewKind.PARTY, ("US",))) == "We shall act."
    assert made().wording(View(ViewKind.PARTY, ("MX", "US"))) == "We should act."
    assert made().wording(View(ViewKind.PARTY, ("FR", "US"))) == "We shall act."
    assert made().wording(View(ViewKind.PARTY, ("FR",))) == made().wording(BASE) == "We should act."


def test_an_option_knows_what_each_party_says() -> None:
    other = made().alternatives[0].options[1]
    assert [other.position(party) for party in ("US", "G77", "MX")] == [Position.BY, Position.OPPOSE, None]
    assert (other.wanted_by, other.parties) == (("US",), ("US", "G77", "EU"))


def test_an_options_id_is_made_of_its_words_and_not_of_who_wants_it() -> None:
    alternatives = made().alternatives[0]
    first, second = (alternatives.option_id(option) for option in alternatives.options)
    assert first != second
    assert first.rpartition(".")[0] == second.rpartition(".")[0] == alternatives.id
    assert alternatives.option_id(replace(alternatives.options[0], by=("FR",))) == first


def test_parties_are_renamed_wherever_they_stand_and_each_stands_once() -> None:
    named = renamed(made(), {"JP": "Japan", "G77": "EU"})
    assert named.written == "We [should - EU; MX support / shall [now - Japan] - US; EU oppose] act."
    assert named.parties == ("EU", "Japan", "MX", "US")
    plain = Text.of("We act.")
    assert renamed(plain, {"JP": "Japan"}) is plain


def test_alternatives_are_replaced_where_they_stand_also_within_an_option() -> None:
    inner = list(made().all_alternatives())[1]

    def chosen(alternatives: Alternatives) -> Text:
        return alternatives.options[-1].text

    settled = with_alternatives(made(), inner.id, chosen)
    assert settled.written == "We [should - EU; MX support / shall now - US; G77, EU oppose] act."
    assert with_alternatives(settled, settled.alternatives[0].id, chosen).written == "We shall now act."


def test_alternatives_that_it_has_not_change_nothing() -> None:
    def refused(alternatives: Alternatives) -> Text:
        raise AssertionError(alternatives)

    assert with_alternatives(made(), "none", refused) == made()
    plain = Text.of("We act.")
    assert with_alternatives(plain, "none", refused) is plain


def test_brackets_that_are_not_alternatives_are_unread_however_deep_they_stand() -> None:
    assert not made().unread
    assert Text.of("We ] act.").unread
    odd = Option(text=Text.of("[shall"), by=("US",))
    assert Text.of("We ", Alternatives("x", (Option(), odd)), "act.").unread
