"""Files of amendments: a table in Excel, CSV, YAML or Word, or a version of the draft that a party made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from drafter.corpus import plain_text
from drafter.errors import BadInput
from drafter.intake import amendment_table
from drafter.intake.table_rows import Rows
from drafter.negotiation.amendments import Amendment, Applied, version_amendments
from drafter.negotiation.amendments import apply as apply_to_draft
from drafter.negotiation.parties import Parties
from drafter.storage import draft_yaml, files
from drafter.storage.yaml_file import Faults, Node
from drafter.storage.yaml_parser import parse
from drafter.workspace import negotiation_steps
from drafter.workspace.draft_history import joined
from drafter.workspace.workspace import Workspace

ENDINGS = (".xlsx", ".csv", ".tsv", ".yaml", ".yml", ".docx")
"""Of the files that may hold a table of amendments."""


def read(path: Path, parties: Parties) -> tuple[Amendment, ...]:
    """The amendments in a table. Raises BadInput where the file can't be read, or has no headings for them."""
    known = [name for party in parties.all for name in party.names]
    found = amendment_table.amendments(_tables(path), str(path), known)
    for amendment in found:
        said = (amendment.paragraph, amendment.text, amendment.note, amendment.after, *amendment.by)
        control = next(filter(None, map(plain_text.forbidden, said)), None)
        if control:
            what = f"There is a control character ({control[1]}) in the row."
            raise BadInput.of(path, what, "Take it out.", amendment.row)
    return found


def of_version(path: Path, workspace: Workspace, party: str) -> tuple[tuple[Amendment, ...], tuple[str, ...]]:
    """What the party's version of the draft asks for, which is a draft or a Word export that the party worked in; and
    what should be known of it, in a sentence each. Raises BadInput where the file is neither, EditRefused where it is
    another draft.
    """
    if path.suffix.lower() == ".docx":
        return _of_word_version(path, workspace, party)
    version = draft_yaml.read(files.read_bytes(path), path, workspace.corpus)
    return version_amendments(workspace.draft, version, party, str(path)), ()


def _of_word_version(path: Path, workspace: Workspace, party: str) -> tuple[tuple[Amendment, ...], tuple[str, ...]]:
    from drafter.workspace import room_return  # a version in Word is rare, and much is needed for it

    returned = room_return.opened(workspace, path, party)
    others = [f"{edit.ref}: {edit.kind}" for edit in returned.edits.edits if not edit.may_be_bracketed]
    told = f"What else was changed is no amendment, and `drafter import` takes it: {', '.join(others)}."
    unplaced = f"What nobody can place is left: {'; '.join(each.where for each in returned.edits.unmatched)}."
    remarks = (
        *returned.edits.remarks, *([told] if others else []), *([unplaced] if returned.edits.unmatched else []),
    )  # fmt: skip
    base, version = returned.version()
    return version_amendments(base, version, party, str(path)), tuple(f"{path}: {remark}" for remark in remarks)


def _tables(path: Path) -> list[Rows]:
    data = files.read_bytes(path)
    match path.suffix.lower():
        case ".xlsx":
            from drafter.formats import workbook_reader

            return list(workbook_reader.read(data, path))
        case ".docx":
            from drafter.formats.docx import reader

            return [list(enumerate(reader.table_rows(data, path), 1))]
        case ".csv" | ".tsv":
            return [amendment_table.csv_rows(files.decode(data, path), str(path))]
        case ".yaml" | ".yml":
            return [list(_yaml_rows(files.decode(data, path), path))]
    raise BadInput.of(path, "This is no table of amendments.", f"Name a file that ends in {', '.join(ENDINGS)}.")


def _yaml_rows(text: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    """The amendments of a YAML file as rows: a list of mappings, by itself or under the key `amendments`."""
    faults = Faults(str(path))
    root = parse(text, faults)
    value = root.value if root else None
    if isinstance(value, dict) and isinstance(value.get("amendments"), Node):
        value = value["amendments"].value
    if not isinstance(value, list):
        raise BadInput.of(path, "This is no list of amendments.", "Each is `- paragraph: OP3` with by, kind and text.")
    columns = list(amendment_table.COLUMNS)
    yield 0, columns
    for item in value:
        said = item.value if isinstance(item.value, dict) else {}
        for key, node in said.items():
            if key not in columns:
                faults.add(node.line, f"“{key}” is no part of an amendment.", f"There are {', '.join(columns)}.")
        if not said:
            faults.add(item.line, "This is no amendment.", "Each is `- paragraph: OP3` with by, kind and text.")
        yield item.line, [_joined(said[key]) if key in said else "" for key in columns]
    faults.raise_if_any()


def _joined(node: Node) -> str:
    if isinstance(node.value, list):
        return ", ".join(each.value for each in node.value if isinstance(each.value, str))
    return node.value if isinstance(node.value, str) else ""


def apply(workspace: Workspace, amendments: Sequence[Amendment], code: Callable[[str], str | None]) -> Applied:
    """Apply amendments as one step, dated today where they have no date; none where nothing of them can be applied.

    `code` gives the code of the party with this name, None for nobody's.
    """
    found = apply_to_draft(workspace.draft, amendments, code, negotiation_steps.today())
    if found.taken:
        by = joined(sorted({party for amendment in found.taken for party in map(code, amendment.by) if party}))
        count = len(found.taken)
        workspace.history.step_to(found.draft, f"apply {count} amendment{'s' if count > 1 else ''} of {by}")
    return found
