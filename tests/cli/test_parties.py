"""The command `parties`, and names that nobody knows."""

import io
import sys
from pathlib import Path

import pytest

from drafter.cli.parties import known_parties, known_party
from drafter.errors import BadInput
from drafter.storage import parties_yaml
from tests.cli.conftest import Command

DRAFT = Path("draft.yaml")


@pytest.fixture
def draft(drafter: Command) -> Command:
    """Runs a command in a folder that holds a draft."""
    assert drafter("new", str(DRAFT)).code == 0
    return drafter


def answer(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    """Have somebody at a terminal type this."""
    terminal = io.StringIO(typed)
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", terminal)


def codes(drafter: Command, *arguments: str) -> list[str]:
    return [party["code"] for party in drafter("parties", "--format", "json", *arguments).data]


def test_all_parties_are_listed(drafter: Command) -> None:
    said = drafter("parties")
    assert (said.code, said.err) == (0, f"{len(parties_yaml.load().all)} parties.\n")
    assert "Türkiye" in said.out
    assert len(codes(drafter)) == len(parties_yaml.load().all)


def test_a_party_is_listed_with_its_groups_and_a_group_with_its_members(drafter: Command) -> None:
    assert codes(drafter, "france") == ["FR", "EU", "WEOG"]
    assert codes(drafter, "Nordic", "countries") == ["Nordics", "DK", "FI", "IS", "NO", "SE"]
    (france, *_) = drafter("parties", "FR", "--format", "json").data
    assert france == {
        "code": "FR", "name": "France", "kind": "state", "aliases": ["FRA"], "members": [], "groups": ["EU", "WEOG"],
    }  # fmt: skip


def test_a_word_finds_every_name_that_holds_it(drafter: Command) -> None:
    assert codes(drafter, "bissau") == ["GW"]
    assert {"GN", "GQ", "PG"} <= set(codes(drafter, "uinea"))


def test_who_isnt_found_may_be_somebody_else(drafter: Command) -> None:
    said = drafter("parties", "Frence")
    assert (said.code, said.out) == (0, "")
    assert "Nobody is called “Frence”. Is it FR (France)" in said.err
    assert codes(drafter, "Ruritania") == []


def test_a_group_without_members_says_so(drafter: Command) -> None:
    assert "Its members are not known here." in drafter("parties", "JUSCANZ").out


def test_an_added_party_stands_beside_the_draft_and_in_its_list(draft: Command) -> None:
    said = draft("parties", "add", "draft.yaml", "Friends", "--name", "Friends of the text", "--member", "japan",
                 "--member", "MX", "--alias", "FoT")  # fmt: skip
    assert (said.code, said.err) == (0, "Wrote parties.yaml: Friends (Friends of the text), group.\n")
    assert codes(draft, "draft.yaml", "fot") == ["Friends", "JP", "MX"]
    assert codes(draft, "fot") == []
    assert codes(draft, "draft.yaml", "Japan")[:2] == ["JP", "Friends"]


def test_what_is_added_to_a_known_party_changes_it(draft: Command) -> None:
    draft("parties", "add", "draft.yaml", "G77", "--member", "Mexico", "--name", "The Group")
    g77 = parties_yaml.load(DRAFT).by_code["G77"]
    assert g77.members == (*parties_yaml.load().by_code["G77"].members, "MX")
    assert (g77.name, "Group of 77 and China" in g77.aliases) == ("The Group", True)
    draft("parties", "add", "draft.yaml", "NGOs", "--kind", "group")
    assert parties_yaml.load(DRAFT).by_code["NGOs"].kind == "group"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["no.yaml", "X"], "no.yaml: There is no such file."),
        (["draft.yaml", "EU [28]"], "is read as a part of the brackets"),
        (["draft.yaml", "X", "--member", "Japn"], "Nobody is called “Japn”. Is it JP (Japan)"),
        (["draft.yaml", "X", "--name", "Japan"], "“Japan” is what JP is called."),
    ],
)
def test_what_cant_be_added_is_refused_and_nothing_is_written(draft: Command, arguments: list[str], why: str) -> None:
    said = draft("parties", "add", *arguments)
    assert (said.code, said.out) == (2, "")
    assert why in said.err
    assert not parties_yaml.beside(DRAFT).exists()


def test_a_fault_in_the_file_beside_the_draft_is_told_with_its_line(draft: Command) -> None:
    parties_yaml.beside(DRAFT).write_text("drafter-parties: 1\nparties:\n- code: X\n  members: [Y]\n", encoding="utf-8")
    said = draft("parties", "draft.yaml")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("drafter: parties.yaml:4: “Y” can't be a member of X: there is no such party.")


def test_known_names_become_codes(draft: Command) -> None:
    assert known_party("Japan", DRAFT) == "JP"
    assert known_parties(["uk", "G-77", "uk"], DRAFT) == {"uk": "GB", "G-77": "G77"}
    assert draft("parties", "draft.yaml").code == 0


def test_without_a_terminal_every_unknown_party_is_named_with_a_way_out(draft: Command) -> None:
    with pytest.raises(BadInput) as raised:
        known_parties(["Japan", "Frence", "A/B"], DRAFT)
    frence, signs = map(str, raised.value.problems)
    assert frence.startswith("Nobody is called “Frence”. Is it FR (France)")
    assert frence.endswith('A new party is added with: drafter parties add draft.yaml "Frence"')
    assert "is read as a part of the brackets" in signs
    assert draft("parties", "draft.yaml", "Frence").out == ""


def test_at_a_terminal_an_unknown_party_is_asked_about_once(draft: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, "y\n")
    assert known_parties(["Ruritania", "ruritania"], DRAFT) == {"Ruritania": "Ruritania", "ruritania": "Ruritania"}
    assert known_party("Ruritania", DRAFT) == "Ruritania"
    assert codes(draft, "draft.yaml", "Ruritania") == ["Ruritania"]


def test_at_a_terminal_a_mistyped_party_is_none(
    draft: Command, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(monkeypatch, "n\n")
    with pytest.raises(BadInput, match="Nobody is called “Frence”"):
        known_party("Frence", DRAFT)
    assert "Is it a new party, to be kept in parties.yaml?" in capsys.readouterr().err
    assert not parties_yaml.beside(DRAFT).exists()
    assert draft("parties", "draft.yaml").code == 0
