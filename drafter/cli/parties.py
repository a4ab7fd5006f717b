"""The command `parties`, and how every command understands a party's name."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from drafter.cli import output
from drafter.cli.arguments import DRAFT, format_option
from drafter.corpus.plain_text import harmless
from drafter.document import json_views
from drafter.errors import BadInput, Problem
from drafter.negotiation.parties import Parties, Party, PartyKind, name_fault
from drafter.storage import parties_yaml

_ENDINGS = (".yaml", ".yml")


def known_parties(names: Iterable[str], draft: Path) -> dict[str, str]:
    """The names that a user gave, each with the code of its party.

    At a terminal, asks about each that nobody knows, and writes it to the file beside the draft if it is one. Raises
    BadInput where it isn't, or there is nobody to ask, with every such name.
    """
    parties = parties_yaml.load(draft)
    codes, unknown = {}, []
    for name in dict.fromkeys(names):
        party = parties.find(name)
        if party is None and _is_taken_in(name, draft, parties):
            party = Party(name, name, PartyKind.OTHER)
            parties = parties.with_parties(party)
        if party is None:
            unknown.append(_unknown(name, draft, parties))
        else:
            codes[name] = party.code
    if unknown:
        raise BadInput(unknown)
    return codes


def known_party(name: str, draft: Path) -> str:
    """The code of the party that a user named, as `known_parties` finds it."""
    return known_parties([name], draft)[name]


def _is_taken_in(name: str, draft: Path, parties: Parties) -> bool:
    """Whether somebody at a terminal says that this is a party, which is then in the file beside the draft."""
    if name_fault(name) or not sys.stdin.isatty():
        return False
    path = parties_yaml.beside(draft)
    output.say(f"Nobody is called “{name}”. {parties.guess(name)}".rstrip())
    if not click.confirm(harmless(f"Is it a new party, to be kept in {path}?"), err=True):
        return False
    parties_yaml.add(draft, Party(name, name, PartyKind.OTHER))
    return True


def _unknown(name: str, draft: Path, parties: Parties) -> Problem:
    fault = name_fault(name)
    if fault:
        return Problem("", None, fault)
    new = f'A new party is added with: drafter parties add {draft} "{name}"'
    return Problem("", None, f"Nobody is called “{name}”.", f"{parties.guess(name)} {new}".strip())


class _PartiesGroup(click.Group):
    """Lists, where the first word is none of the commands."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in context.help_option_names):
            args = ["list", *args]
        return super().parse_args(context, args)


@click.group(name="parties", cls=_PartiesGroup)
def parties_group() -> None:
    """List the parties of a negotiation: drafter parties [DRAFT] [NAME]. Add one: drafter parties add DRAFT CODE."""


@parties_group.command(name="list")
@click.argument("words", metavar="[DRAFT] [NAME]", nargs=-1)
@format_option
def list_(words: tuple[str, ...], as_json: bool) -> None:
    """List the parties, with those of the file beside DRAFT; of NAME, the party and its groups or members."""
    draft, name = _draft_and_name(words)
    parties = parties_yaml.load(draft)
    shown = parties.search(name) if name else parties.all
    if as_json:
        return output.print_json(json_views.parties(shown, parties))
    if shown:
        output.print_table(
            ["Code", "Name", "Also", "Kind", "Members, or groups that speak for it"],
            [
                (party.code, party.name, ", ".join(party.aliases), party.kind, _belonging(party, parties))
                for party in shown
            ],
        )
    elif name:
        return output.say(f"Nobody is called “{name}”. {parties.guess(name)}".rstrip())
    return output.say(f"{output.counted(len(shown), 'party', 'parties')}.")


def _draft_and_name(words: tuple[str, ...]) -> tuple[Path | None, str]:
    if words and (words[0].lower().endswith(_ENDINGS) or Path(words[0]).is_file()):
        return _existing(Path(words[0])), " ".join(words[1:])
    return None, " ".join(words)


def _existing(draft: Path) -> Path:
    if not draft.is_file():
        raise BadInput.of(draft, "There is no such file.", "Check the name.")
    return draft


def _belonging(party: Party, parties: Parties) -> str:
    if party.kind is PartyKind.GROUP:
        return " ".join(party.members) or "Its members are not known here."
    return ", ".join(parties.speaking_for(party.code))


@parties_group.command()
@DRAFT
@click.argument("code")
@click.option("--name", metavar="NAME", help="Its name, where it isn't called by its code.")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in PartyKind]),
    help="What it is; a group where it has members, else other.",
)
@click.option(
    "--alias", "aliases", multiple=True, metavar="NAME", help="What it is called besides; as often as needed."
)
@click.option("--member", "members", multiple=True, metavar="PARTY", help="Whom it speaks for; as often as needed.")
def add(
    path: Path, code: str, name: str | None, kind: str | None, aliases: tuple[str, ...], members: tuple[str, ...]
) -> None:
    """Add a party, or a name or members to one that comes with drafter, in the file parties.yaml beside DRAFT.

    CODE is what the draft keeps and its brackets show.
    """
    parties = parties_yaml.load(_existing(path))
    before = parties.by_code.get(code) or Party(code, code, PartyKind.GROUP if members else PartyKind.OTHER)
    codes = known_parties(members, path)
    called = dict.fromkeys((*(before.names if name and name != before.name else before.aliases), *aliases))
    party = Party(
        code,
        name or before.name,
        PartyKind(kind) if kind else before.kind,
        tuple(dict.fromkeys((*before.members, *codes.values()))),
        tuple(alias for alias in called if alias not in (code, name)),
    )
    file = parties_yaml.add(path, party)
    output.say(f"Wrote {file}: {party.code} ({party.name}), {party.kind}.")


COMMANDS = (parties_group,)
