"""Parties: found by every name, spoken for by their groups, named so that brackets can hold them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.draft import bracket_notation
from drafter.draft.text import View, ViewKind
from drafter.negotiation.parties import LONGEST_NAME, Parties, Party, PartyKind, name_fault, name_key

PARTIES = Parties(
    (
        Party("CI", "Côte d’Ivoire", aliases=("CIV", "Ivory Coast")),
        Party("NO", "Norway", aliases=("NOR",)),
        Party("SE", "Sweden", aliases=("SWE",)),
        Party("TO", "Tonga"),
        Party("G77", "Group of 77 and China", PartyKind.GROUP, ("CI", "TO", "Islands"), ("G77 and China",)),
        Party("Nordics", "Nordic group", PartyKind.GROUP, ("NO", "SE")),
        Party("Islands", "Group of islands", PartyKind.GROUP, ("TO",)),
        Party("Friends", "Friends of the text", PartyKind.GROUP),
        Party("Chair", "Chair", PartyKind.CHAIR),
    )
)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("CI", "CI"),
        ("ci", "CI"),
        ("civ", "CI"),
        ("cote d'ivoire", "CI"),
        ("COTE D’IVOIRE", "CI"),
        ("ivory-coast", "CI"),
        ("G-77 & China", "G77"),
        ("the Group of 77  and China", "G77"),
        ("the chair", "Chair"),
    ],
)
def test_a_party_is_found_by_any_of_its_names(name: str, code: str) -> None:
    assert PARTIES.find(name) is PARTIES.by_code[code]


@pytest.mark.parametrize("name", ["", "the", "Ruritania", "C", "China"])
def test_what_no_party_is_called_finds_none(name: str) -> None:
    assert PARTIES.find(name) is None


def test_a_code_counts_before_another_party_s_alias() -> None:
    parties = Parties((Party("AA", "First", aliases=("NAM",)), Party("NAM", "Second")))
    assert parties.find("nam") is parties.by_code["NAM"]


def test_the_nearest_group_speaks_first() -> None:
    assert PARTIES.speaking_for("TO") == ("Islands", "G77")
    assert PARTIES.speaking_for("SE") == ("Nordics",)
    assert PARTIES.speaking_for("Islands") == ("G77",)
    assert PARTIES.speaking_for("Chair") == PARTIES.speaking_for("Friends") == PARTIES.speaking_for("nobody") == ()


def test_groups_in_each_other_have_the_same_members_and_an_end() -> None:
    parties = Parties(
        (Party("A", "A", PartyKind.GROUP, ("B",)), Party("B", "B", PartyKind.GROUP, ("A", "C")), Party("C", "C"))
    )
    assert parties.speaking_for("C") == ("A", "B")
    assert parties.speaking_for("A") == ("B",)


def test_a_party_s_view_has_its_groups_behind_it() -> None:
    assert PARTIES.view("TO") == View(ViewKind.PARTY, ("TO", "Islands", "G77"))
    assert PARTIES.view("XX") == View(ViewKind.PARTY, ("XX",))


@pytest.mark.parametrize(
    ("words", "named"),
    [("NO", True), ("No", False), ("no", False), ("CIV", True), ("Civ", False), ("NORWAY", True), ("Elsewhere", False)],
)
def test_short_codes_in_a_text_count_in_their_own_letters_only(words: str, named: bool) -> None:
    assert PARTIES.is_named_in_text(words) is named


def test_names_in_a_text_become_codes() -> None:
    assert PARTIES.codes(["Norway", "NO", "Ruritania", "civ"]) == {"Norway": "NO", "civ": "CI"}


def test_search_finds_a_party_with_its_group_or_members_or_else_words() -> None:
    def codes(words: str) -> list[str]:
        return [party.code for party in PARTIES.search(words)]

    assert codes("tonga") == ["TO", "Islands", "G77"]
    assert codes("Nordics") == ["Nordics", "NO", "SE"]
    assert codes("group of") == ["G77", "Islands"]
    assert codes("  ") == codes("Ruritania") == []


def test_close_names_are_offered() -> None:
    assert [party.code for party in PARTIES.close_to("Norwegia")] == ["NO"]
    assert PARTIES.close_to("xyz") == ()
    assert (PARTIES.guess("Norwegia"), PARTIES.guess("xyz")) == ("Is it NO (Norway)?", "")


def test_a_changed_party_takes_its_place_and_its_names() -> None:
    changed = PARTIES.with_parties(Party("NO", "Kingdom of Norway", aliases=("Ivory Coast",)))
    assert [party.code for party in changed.all] == [party.code for party in PARTIES.all]
    assert changed.find("ivory coast") is changed.by_code["NO"]
    assert changed.by_code["CI"].aliases == ("CIV",)
    assert changed.find("Norway") is None
    added = PARTIES.with_parties(Party("RU-X", "Ruritania"))
    assert added.all == (*PARTIES.all, Party("RU-X", "Ruritania"))


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("EU [28]", "[ ]"),
        ("US/SG", "/"),
        ("Korea, Republic of", ","),
        ("a: b; c", "; :"),
        ("", "letters or digits"),
        ("–", "letters or digits"),
        (" EU", "single blanks"),
        ("G  77", "single blanks"),
        ("E\u202eU", "letters or digits"),
        ("E\nU", "letters or digits"),
        ("X" * (LONGEST_NAME + 1), "at most"),
        ("friends", "begins with a capital"),
        ("EU support", "end with a position"),
        ("EU delete", "end with a position"),
    ],
)
def test_a_name_that_brackets_cant_hold_is_refused(name: str, why: str) -> None:
    assert why in name_fault(name)


@pytest.mark.parametrize("name", ["EU", "G77 and China", "AU and NZ", "Côte d’Ivoire", "3 friends"])
def test_a_name_of_a_party_has_no_fault(name: str) -> None:
    assert not name_fault(name)


@given(st.text(alphabet=st.sampled_from("ABa é[]/;,:-&’'(). \t\n١_9"), max_size=12))
def test_a_name_without_fault_comes_back_from_brackets(name: str) -> None:
    if not name_fault(name):
        text = bracket_notation.read(f"[a - {name} retain / b - {name}; {name} delete]", "p", {name}.__contains__)
        assert text.parties == (name,)
        assert not text.unread


@given(st.text(max_size=20))
def test_a_key_is_its_own_key(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)
