"""Reads the parties of a negotiation from YAML files: those that come with drafter, then those beside the draft; and
writes a new one there.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from drafter.errors import BadInput, Problem
from drafter.negotiation.parties import Parties, Party, PartyKind, name_fault, name_key
from drafter.storage import caches, files, locks, yaml_file
from drafter.storage.corpus_yaml import check_format
from drafter.storage.folders import TEMPLATES
from drafter.storage.yaml_file import Faults, Fields, inline_list

FORMAT = "1"
NAME = "parties.yaml"
SHIPPED = TEMPLATES / NAME
_NEW_FILE = f"""\
# Parties of the drafts in this folder, over those that come with drafter: `drafter parties` lists them all.
drafter-parties: {FORMAT}
parties:
"""
_FORM = "1"
"""The cached copy's format. Raise it when it changes, so that that of an older drafter is ignored."""
_MOST = 5_000
"""How many names and members a file may have. Those that come with drafter have some 2,500."""
_GUESSES = 20
"""How many faults are looked into for who may be meant: each is compared with every name."""
_LIST = re.compile(r"^parties:[ \t]*(\[[ \t]*\])?[ \t]*(#.*)?$", re.MULTILINE)
_NEXT_KEY = re.compile(r"^[^\s#-]", re.MULTILINE)
_ITEM = re.compile(r"^([ \t]*)-", re.MULTILINE)


def load(draft: Path | None = None) -> Parties:
    """The parties that come with drafter, with what a file beside the draft adds and changes.

    Raises BadInput with every fault of that file.
    """
    shipped = _load_shipped()
    own = beside(draft) if draft else None
    return read(own, shipped) if own and own.is_file() else shipped


def beside(draft: Path) -> Path:
    """The path of the file of parties beside a draft, which may not exist yet."""
    return draft.parent / NAME


def read(path: Path, known: Parties) -> Parties:
    """The known parties, with what this file adds and changes. Raises BadInput with every fault found."""
    return _Reader(path, known).parties(files.read_text(path))


def check(text: str, path: Path) -> None:
    """Raise BadInput with every fault of a text that is to be the file at `path`."""
    _Reader(path, _load_shipped()).parties(text)


def add(draft: Path, party: Party) -> Path:
    """Write a new party, or what one that comes with drafter has otherwise, into the file beside the draft, and return
    the file's path. What stands in it stays to the letter.

    Raises BadInput where the party can't stand beside the others, is in the file already, or finds no place in it;
    CannotWrite.
    """
    path = beside(draft)
    with locks.locked(path):
        text = files.read_text(path) if path.exists() else _NEW_FILE
        shipped = _load_shipped()
        before = _Reader(path, shipped)
        before.parties(text)
        if party.code in before.lines:
            raise BadInput.of(path, f"“{party.code}” stands here already.", "Change it here.", before.lines[party.code])
        changed = _with_item(text, _item(party, shipped.by_code.get(party.code)))
        if _parties_with(changed, path, shipped).by_code.get(party.code) != party:
            mend = f"Put it there by hand: - {{code: {party.code}, name: {party.name}}}"
            raise BadInput.of(path, f"There is no place for “{party.code}” as this file is written.", mend)
        files.write(path, changed.encode())
    return path


def _parties_with(text: str, path: Path, known: Parties) -> Parties:
    """The parties in a text that nobody has written yet: its faults, which are the new party's, have no line."""
    try:
        return _Reader(path, known).parties(text)
    except BadInput as error:
        raise BadInput(Problem("", None, problem.what, problem.mend) for problem in error.problems) from error


def _load_shipped() -> Parties:
    """The parties that come with drafter; from the cache: checking their names takes as long as a command."""
    data = files.read_bytes(SHIPPED)
    name = f"parties-{_FORM}-{sha256(data).hexdigest()[:32]}.json"
    kept = [
        Party(code, party_name, PartyKind(kind), tuple(members), tuple(aliases))
        for code, party_name, kind, members, aliases in caches.read_json(name) or ()
    ]
    if kept:
        return Parties(tuple(kept))
    parties = _Reader(SHIPPED, Parties()).parties(files.decode(data, SHIPPED))
    caches.write_json(name, [[each.code, each.name, each.kind, each.members, each.aliases] for each in parties.all])
    return parties


class _Reader:
    """Reads the parties of one file, over known ones."""

    def __init__(self, path: Path, known: Parties) -> None:
        self.faults = Faults(str(path))
        self.known = known
        self.lines: dict[str, int] = {}
        """Where each party of the file stands, by its code."""
        self.member_lines: dict[str, int] = {}
        self.owners: dict[str, str] = {}
        """Whose each name in the file is: codes by the names' keys."""
        self.names = 0

    def parties(self, text: str) -> Parties:
        """The known parties and the file's. Raises BadInput with every fault found."""
        fields = yaml_file.parse_fields(text, self.faults, reuse_parsed=True)
        check_format(fields, "drafter-parties", FORMAT, f"a file of parties (see templates/{NAME})")
        own = [self._party(entry) for entry in fields.mappings("parties")]
        fields.end()
        self.faults.raise_if_any()
        parties = self.known.with_parties(*own)
        named = [self._settled(party, parties) for party in own]
        self.faults.raise_if_any()
        return self.known.with_parties(*named)

    def _party(self, fields: Fields) -> Party:
        line, code = fields.line_of("code"), fields.text("code", required=True)
        if code in self.lines:
            self.faults.add(line, f"“{code}” stands twice.", "Keep one of the two.")
        self.lines[code] = line
        before = self.known.by_code.get(code)
        name = fields.text("name") or (before.name if before else code)
        aliases = fields.texts("aliases")
        members = self._members(fields, code, before)
        self.names += 1 + len(aliases) + len(members)
        if self.names > _MOST:
            self.faults.add(line, f"The file has more than {_MOST:,} names and members.", "Take out what nobody needs.")
            self.faults.raise_if_any()
        kind = before.kind if before else PartyKind.GROUP if members else PartyKind.OTHER
        kind = fields.choice("kind", PartyKind, kind)
        fields.end()
        if members and kind is not PartyKind.GROUP:
            self.faults.add(line, f"“{code}” has members and is no group.", "Say `kind: group`, or take them out.")
        for each in dict.fromkeys((code, name, *aliases)):
            self._claim(each, code, line)
        others = (*(before.names if before else ()), *aliases)
        return Party(
            code, name, kind, members, tuple(dict.fromkeys(each for each in others if each not in (code, name)))
        )

    def _members(self, fields: Fields, code: str, before: Party | None) -> tuple[str, ...]:
        """The members as the file names them."""
        line = max(fields.line_of(key) for key in ("members", "joined", "left"))
        members, joined, left = fields.texts("members"), fields.texts("joined"), fields.texts("left")
        if members and (joined or left):
            self.faults.add(line, "All members, and who joined or left, can't both be said.", "Take out one.")
        self.member_lines[code] = line
        if members:
            return members
        stayed = list(before.members if before else ())
        for name in left:
            party = self.known.find(name)
            if party and party.code in stayed:
                stayed.remove(party.code)
            else:
                self.faults.add(line, f"“{name}” is no member that could leave {code}.", "Take it out.")
        return tuple(dict.fromkeys((*stayed, *joined)))

    def _claim(self, name: str, code: str, line: int) -> None:
        """Have the name stand for this party, if it can, and isn't another's."""
        fault = name_fault(name) if name else ""
        if fault:
            self.faults.add(line, fault, "Write it otherwise.")
        key = name_key(name)
        known = self.known.find(name)
        owner = self.owners.setdefault(key, code)
        if known and known.code != code and key in (name_key(known.code), name_key(known.name)):
            owner = known.code
        if name and owner != code:
            self.faults.add(
                line, f"“{name}” is what {owner} is called.", f"Name this one otherwise, or change {owner}."
            )

    def _settled(self, party: Party, parties: Parties) -> Party:
        """The party with its members' codes, and without the aliases that another of the file is called by."""
        aliases = (alias for alias in party.aliases if self.owners.get(name_key(alias), party.code) == party.code)
        return replace(party, members=self._codes(party, parties), aliases=tuple(aliases))

    def _codes(self, party: Party, parties: Parties) -> tuple[str, ...]:
        """The members' codes."""
        codes = []
        for name in party.members:
            member = parties.find(name)
            if member is None or member.code == party.code:
                what = f"“{name}” can't be a member of {party.code}: "
                what += "it is the group itself." if member else "there is no such party."
                guess = parties.guess(name) if len(self.faults.found) < _GUESSES else ""
                mend = guess or "Add it first, or take it out."
                self.faults.add(self.member_lines[party.code], what, mend)
            else:
                codes.append(member.code)
        return tuple(dict.fromkeys(codes))


def _item(party: Party, shipped: Party | None) -> str:
    """The party as an item of the list: of one that comes with drafter, what is otherwise."""
    before = shipped or Party(party.code, party.code, PartyKind.OTHER)
    content: dict[str, object] = {"code": party.code}
    if before.kind is not party.kind:
        content["kind"] = str(party.kind)
    if before.name != party.name:
        content["name"] = party.name
    aliases = tuple(alias for alias in party.aliases if alias not in before.names)
    if aliases:
        content["aliases"] = inline_list(aliases)
    stayed = len(before.members)
    if party.members != before.members:
        joined = stayed and party.members[:stayed] == before.members
        content["joined" if joined else "members"] = inline_list(party.members[stayed:] if joined else party.members)
    return yaml_file.dump_item(content)


def _with_item(text: str, item: str) -> str:
    """The file's text with the item at the end of its list; as it was where the list isn't written line by line."""
    found = _LIST.search(text)
    if found is None:
        return text
    head = text[: found.start()] + found[0].replace(found[1] or "[]", "", 1).rstrip()
    following = _NEXT_KEY.search(text, found.end())
    end = following.start() if following else len(text)
    kept = text[found.end() : end].rstrip()
    indent = _ITEM.search(kept)
    blank = text[found.end() + len(kept) : end].removeprefix("\n")
    return f"{head}{kept}\n{textwrap.indent(item, indent[1] if indent else '')}{blank}{text[end:]}"
