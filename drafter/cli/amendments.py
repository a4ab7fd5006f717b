"""Many amendments at once, from tables and from versions of the draft: what `drafter propose --from` does and says."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from drafter.cli import output
from drafter.cli.arguments import opened
from drafter.cli.parties import known_parties
from drafter.corpus.corpus import Corpus
from drafter.draft.draft import Draft
from drafter.errors import BadInput
from drafter.negotiation.amendments import Amendment, Applied
from drafter.storage import parties_yaml
from drafter.workspace import amendment_files

NOT_ALL = 1
"""The exit code where some amendments could not be applied."""


def propose_many(
    path: Path, tables: Sequence[Path], versions: Sequence[tuple[str, Path]], corpus: Corpus, as_json: bool = False
) -> int:
    """Apply the amendments in the tables, and those that parties' versions of the draft make; say what became of them.

    Saves the draft where something was applied. Returns the exit code. Raises BadInput where a file can't be used.
    """
    workspace = opened(path, corpus)
    found: list[Amendment] = []
    for table in tables:
        found += amendment_files.read(table, parties_yaml.load(path))
    for party, version in versions:
        code = known_parties([party], path)[party]
        asked, remarks = amendment_files.of_version(version, workspace, code)
        found += asked
        for remark in remarks:
            output.say(remark)
    _ask_about_unknown((name for amendment in found for name in amendment.by), path)
    parties = parties_yaml.load(path)

    def code_of(name: str) -> str | None:
        party = parties.find(name)
        return party.code if party else None

    refs, before = dict(workspace.refs), workspace.draft
    applied = amendment_files.apply(workspace, found, code_of)
    if applied.taken:
        workspace.file.save()
    refs |= workspace.refs
    if as_json:
        output.print_json(_data(applied, refs))
    else:
        _say(applied, refs, len(found))
        _say_reopened(before, workspace.draft, refs)
    return NOT_ALL if applied.refused else 0


def _ask_about_unknown(names: Iterable[str], draft: Path) -> None:
    """At a terminal, ask about each party that nobody knows. Who is still unknown is told with the amendments."""
    parties = parties_yaml.load(draft)
    unknown = [name for name in dict.fromkeys(names) if parties.find(name) is None]
    if unknown and sys.stdin.isatty():
        with suppress(BadInput):
            known_parties(unknown, draft)


def _say(applied: Applied, refs: dict[str, str], count: int) -> None:
    for refused in applied.refused:
        output.say(f"{refused.amendment.where}: {_told(refused.amendment, refs)}: {refused.why}")
    for overlap in applied.overlaps:
        sides = " / ".join(", ".join(parties) for parties in overlap.parties)
        output.say(f"{refs[overlap.paragraph]}: different words in one place: {sides} ({overlap.alternatives})")
    for id in applied.given_up:
        output.say(f"Withdrawn, since who proposed it now asks for something else: {id}")
    contested = f"{output.counted(len(applied.overlaps), 'place')} contested"
    output.say(f"{len(applied.taken)} of {count} amendments applied, {contested}.")


def _say_reopened(before: Draft, now: Draft, refs: dict[str, str]) -> None:
    for id, spot in before.spots.items():
        was, later = spot.paragraph.status, now.spots.get(id)
        if was.agreed and later and not later.paragraph.status.agreed:
            output.say(f"{refs[id]}: reopened: it was {was}.")


def _told(amendment: Amendment, refs: dict[str, str]) -> str:
    """`OP9, EU`."""
    said = (refs.get(amendment.paragraph, amendment.paragraph), *amendment.by)
    return ", ".join(each for each in said if each) or "a row"


def _data(applied: Applied, refs: dict[str, str]) -> dict[str, object]:
    return {
        "applied": len(applied.taken),
        "refused": [
            {
                "file": refused.amendment.file,
                "row": refused.amendment.row or None,
                "paragraph": refs.get(refused.amendment.paragraph, refused.amendment.paragraph),
                "by": list(refused.amendment.by),
                "why": refused.why,
            }
            for refused in applied.refused
        ],
        "contested": [
            {
                "paragraph": overlap.paragraph,
                "ref": refs[overlap.paragraph],
                "id": overlap.alternatives,
                "by": [list(parties) for parties in overlap.parties],
            }
            for overlap in applied.overlaps
        ],
        "withdrawn": list(applied.given_up),
    }
