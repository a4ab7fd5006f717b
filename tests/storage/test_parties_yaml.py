"""The parties as files: those that come with drafter, and those beside a draft over them."""

import re
from pathlib import Path

import pytest

from drafter.errors import BadInput
from drafter.negotiation.parties import Party, PartyKind, name_fault, name_key
from drafter.storage import caches, parties_yaml

SHIPPED = parties_yaml.load()
STATES = [party for party in SHIPPED.all if party.kind is PartyKind.STATE]
REGIONAL = ("African Group", "APG", "EEG", "GRULAC", "WEOG")


def own(folder: Path, parties: str) -> Path:
    path = folder / parties_yaml.NAME
    path.write_text(f"drafter-parties: 1\nparties:\n{parties}", encoding="utf-8")
    return folder / "draft.yaml"


# Those that come with drafter


def test_every_member_state_has_its_codes_and_name() -> None:
    assert len(STATES) == 193
    assert all(len(state.code) == 2 and state.code.isupper() and state.code.isascii() for state in STATES)
    # NAM is the Non-Aligned Movement in every room, and Namibia for ISO alone.
    assert [state.code for state in STATES if not any(len(alias) == 3 for alias in state.aliases)] == ["NA"]


def test_every_state_is_what_the_iso_list_says() -> None:
    countries = pytest.importorskip("pycountry").countries
    for state in STATES:
        country = countries.get(alpha_2=state.code)
        words = getattr(country, "official_name", country.name) if state.code in ("US", "GB") else country.name
        said, listed = (re.findall(r"[^\s,()]+", name) for name in (state.name, words))
        assert {name_key(word) for word in said} == {name_key(word) for word in listed}
        assert state.code == "NA" or country.alpha_3 in state.aliases


@pytest.mark.parametrize(
    ("group", "theirs"),
    [
        ("EU", "eu"),
        ("APG", "ap"),
        ("EEG", "eeg"),
        ("WEOG", "weog"),
        ("LLDCs", "lldcs"),
        ("GCC", "gcc"),
        ("CANZ", "canz"),
    ],
)
def test_a_group_has_the_members_that_another_list_gives_it(group: str, theirs: str) -> None:
    countries = pytest.importorskip("worldcountrygroups").get_countries(theirs)
    assert {country.iso2 for country in countries} == set(SHIPPED.by_code[group].members)


@pytest.mark.parametrize(
    ("group", "count"), [("EU", 27), ("G77", 134), ("LDCs", 44), ("LLDCs", 32), ("ASEAN", 11), ("CARICOM", 14)]
)
def test_a_group_has_as_many_members_as_it_says_itself(group: str, count: int) -> None:
    assert len(SHIPPED.by_code[group].members) == count


def test_every_member_state_has_its_regional_group() -> None:
    for state in STATES:
        groups = [group for group in REGIONAL if state.code in SHIPPED.by_code[group].members]
        # Türkiye takes part in two.
        assert groups == ["APG", "WEOG"] if state.code == "TR" else len(groups) == 1, state


def test_every_name_can_stand_in_brackets_and_is_nobody_else_s() -> None:
    owners: dict[str, str] = {}
    for party in SHIPPED.all:
        for name in party.names:
            assert not name_fault(name)
            assert owners.setdefault(name_key(name), party.code) == party.code


def test_every_member_is_a_party_and_no_group_without_members_is_said_to_have_some() -> None:
    assert all(code in SHIPPED.by_code for party in SHIPPED.all for code in party.members)
    text = parties_yaml.SHIPPED.read_text(encoding="utf-8")
    for party in SHIPPED.all:
        if party.kind is PartyKind.GROUP:
            said = text[: text.index(f"- code: {party.code}\n")].rstrip().splitlines()[-1]
            assert said.strip().startswith("# members: " if party.members else "# no members: ")


@pytest.mark.parametrize(
    ("name", "code"),
    [("UK", "GB"), ("usa", "US"), ("DPRK", "KP"), ("Turkey", "TR"), ("cote d'ivoire", "CI"), ("G77 & China", "G77")],
)
def test_usual_names_are_understood(name: str, code: str) -> None:
    found = SHIPPED.find(name)
    assert found and found.code == code


def test_the_parties_come_from_the_cache_the_second_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(caches.VARIABLE, str(tmp_path))
    first = parties_yaml.load()
    monkeypatch.setattr(parties_yaml, "_Reader", None)
    assert parties_yaml.load() == first


# Those beside a draft


def test_without_a_file_beside_the_draft_there_are_those_that_come_with_drafter(tmp_path: Path) -> None:
    assert parties_yaml.load(tmp_path / "draft.yaml") == SHIPPED


def test_a_file_beside_the_draft_adds_renames_and_changes_members(tmp_path: Path) -> None:
    parties = parties_yaml.load(
        own(
            tmp_path,
            "- {code: GB, name: United Kingdom}\n"
            "- {code: G77, joined: [Mexico], left: [SG]}\n"
            "- {code: JUSCANZ, members: [JP, USA]}\n"
            "- {code: Islands, members: [AOSIS, Friends]}\n"
            "- {code: Friends, name: Friends of the text, members: [JP], aliases: [FoT]}\n"
            "- {code: UNICRI}\n",
        )
    )
    assert parties.by_code["GB"].name == "United Kingdom"
    assert parties.find("United Kingdom of Great Britain and Northern Ireland") is parties.by_code["GB"]
    before, now = set(SHIPPED.by_code["G77"].members), set(parties.by_code["G77"].members)
    assert (now - before, before - now) == ({"MX"}, {"SG"})
    assert parties.by_code["JUSCANZ"].members == ("JP", "US")
    assert parties.by_code["Friends"] == Party("Friends", "Friends of the text", PartyKind.GROUP, ("JP",), ("FoT",))
    assert parties.by_code["UNICRI"] == Party("UNICRI", "UNICRI", PartyKind.OTHER)
    assert parties.speaking_for("JP")[:3] == ("Friends", "JUSCANZ", "Islands")
    assert len(parties.all) == len(SHIPPED.all) + 3


def test_an_own_name_wins_over_an_alias_that_comes_with_drafter(tmp_path: Path) -> None:
    parties = parties_yaml.load(own(tmp_path, "- {code: LMG, name: Like-minded friends}\n"))
    assert parties.find("lmg") is parties.by_code["LMG"]
    assert "LMG" not in parties.by_code["LMDCs"].aliases
    parties = parties_yaml.load(own(tmp_path, "- {code: X, aliases: [LMG]}\n- {code: LMDCs, members: [IN]}\n"))
    assert parties.find("lmg") is parties.by_code["X"]
    assert parties.by_code["LMDCs"].aliases == ("Like-Minded Group", "LMDC")


@pytest.mark.parametrize(
    ("parties", "line", "what"),
    [
        ("- name: X\n", 3, "`code` is missing"),
        ("- code: 'EU [28]'\n", 3, "is read as a part of the brackets"),
        ("- code: X\n  aliases: ['a, b']\n", 3, "is read as a part of the brackets"),
        ("- code: X\n- code: X\n", 4, "“X” stands twice"),
        ("- code: eu\n", 3, "“eu” is what EU is called"),
        ("- code: X\n  name: Japan\n", 3, "“Japan” is what JP is called"),
        ("- code: X\n  name: Other\n- code: Y\n  aliases: [other]\n", 5, "“other” is what X is called"),
        ("- code: X\n  kind: state\n  members: [JP]\n", 3, "has members and is no group"),
        ("- code: X\n  kind: nation\n", 4, "`kind` can't be “nation”"),
        ("- code: X\n  members:\n  - Japn\n", 5, "“Japn” can't be a member of X: there is no such party"),
        ("- code: X\n  members: [X]\n", 4, "it is the group itself"),
        ("- code: EU\n  left: [NO]\n", 4, "“NO” is no member that could leave EU"),
        ("- code: EU\n  members: [FR]\n  joined: [NO]\n", 5, "can't both be said"),
        ("- code: X\n  member: [FR]\n", 4, "`member` is not known here"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, parties: str, line: int, what: str) -> None:
    with pytest.raises(BadInput) as raised:
        parties_yaml.load(own(tmp_path, parties))
    found = [(problem.line, problem.what) for problem in raised.value.problems]
    assert all(problem.file.endswith(parties_yaml.NAME) for problem in raised.value.problems)
    assert any(at == line and what in said for at, said in found), found


def test_who_may_be_meant_is_asked(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"Is it JP \(Japan\)\?"):
        parties_yaml.load(own(tmp_path, "- code: X\n  members: [Japn]\n"))


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / parties_yaml.NAME).write_text("drafter: 1\n", encoding="utf-8")
    with pytest.raises(BadInput, match="not a file of parties"):
        parties_yaml.load(tmp_path / "draft.yaml")


# Writing one


FRIENDS = Party("Friends", "Friends of the text", PartyKind.GROUP, ("JP", "MX"), ("FoT",))


def test_an_added_party_is_read_again(tmp_path: Path) -> None:
    draft = tmp_path / "draft.yaml"
    for party in (FRIENDS, Party("UNICRI", "UNICRI", PartyKind.OTHER), SHIPPED.by_code["US"]):
        path = parties_yaml.add(draft, party)
        assert parties_yaml.load(draft).by_code[party.code] == party
    assert path == parties_yaml.beside(draft)
    assert path.read_text(encoding="utf-8").endswith(
        "parties:\n- code: Friends\n  kind: group\n  name: Friends of the text\n  aliases: [FoT]\n  members: [JP, MX]\n"
        "- code: UNICRI\n- code: US\n"
    )


def test_of_a_party_that_comes_with_drafter_only_what_is_otherwise_is_written(tmp_path: Path) -> None:
    draft = tmp_path / "draft.yaml"
    eu = SHIPPED.by_code["EU"]
    parties_yaml.add(draft, Party(eu.code, eu.name, eu.kind, (*eu.members, "NO"), (*eu.aliases, "Union")))
    assert "- code: EU\n  aliases: [Union]\n  joined: ['NO']\n" in parties_yaml.beside(draft).read_text(
        encoding="utf-8"
    )
    juscanz = SHIPPED.by_code["JUSCANZ"]
    parties_yaml.add(draft, Party(juscanz.code, juscanz.name, juscanz.kind, ("JP",), juscanz.aliases))
    assert "- code: JUSCANZ\n  members: [JP]\n" in parties_yaml.beside(draft).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "# Ours\ndrafter-parties: 1\nparties: # all\n  # one\n  - code: X  # ours\n\n",
            "# Ours\ndrafter-parties: 1\nparties: # all\n  # one\n  - code: X  # ours\n  - code: Y\n\n",
        ),
        ("drafter-parties: 1\nparties: []", "drafter-parties: 1\nparties:\n- code: Y\n"),
        ("parties:\n- code: X\ndrafter-parties: 1\n", "parties:\n- code: X\n- code: Y\ndrafter-parties: 1\n"),
        ("parties:\n\n- code: X\n\n# Ours\n\ndrafter-parties: 1", None),
    ],
)
def test_what_stands_in_the_file_stays_to_the_letter(tmp_path: Path, before: str, after: str | None) -> None:
    path = tmp_path / parties_yaml.NAME
    path.write_text(before, encoding="utf-8")
    parties_yaml.add(tmp_path / "draft.yaml", Party("Y", "Y", PartyKind.OTHER))
    now = path.read_text(encoding="utf-8")
    assert after is None or now == after
    assert now.replace("- code: Y\n", "").split() == before.replace("[]", "").split()


def test_a_party_that_stands_in_the_file_is_changed_there_by_hand(tmp_path: Path) -> None:
    draft = own(tmp_path, "- code: X\n- code: Friends\n")
    with pytest.raises(BadInput, match=r"parties.yaml:4: “Friends” stands here already"):
        parties_yaml.add(draft, FRIENDS)


@pytest.mark.parametrize(
    ("party", "why"),
    [
        (Party("A/B", "A/B", PartyKind.OTHER), "is read as a part of the brackets"),
        (Party("X", "Japan", PartyKind.OTHER), "is what JP is called"),
        (Party("X", "X", PartyKind.GROUP, ("Nobody",)), "there is no such party"),
    ],
)
def test_a_party_that_cant_be_is_not_written(tmp_path: Path, party: Party, why: str) -> None:
    with pytest.raises(BadInput, match=why) as raised:
        parties_yaml.add(tmp_path / "draft.yaml", party)
    assert all(problem.line is None for problem in raised.value.problems)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("content", ["drafter-parties: 1\nparties: [{code: X}]\n", "{drafter-parties: 1}\n"])
def test_a_file_without_a_place_for_it_says_what_to_write(tmp_path: Path, content: str) -> None:
    path = tmp_path / parties_yaml.NAME
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadInput, match=r"Put it there by hand: - \{code: Friends"):
        parties_yaml.add(tmp_path / "draft.yaml", FRIENDS)
    assert path.read_text(encoding="utf-8") == content
