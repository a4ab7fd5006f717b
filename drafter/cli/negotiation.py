"""Commands of a negotiation: propose, position, settle, agree, reopen; proposals and ledger list what is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import click

from drafter.cli import output
from drafter.cli.arguments import DRAFT, FILE, corpus_option, opened, paragraph_named
from drafter.cli.delivery import SPREADSHEETS, deliver, output_options
from drafter.cli.parties import known_parties, known_party
from drafter.corpus.corpus import Corpus
from drafter.document import json_views
from drafter.document.negotiation_tables import (
    ledger_annex,
    ledger_cells,
    own_words,
    proposals_annex,
    proposed_words,
    total_cells,
)
from drafter.draft.bracket_notation import positions
from drafter.draft.draft import Status
from drafter.draft.layout import Captions
from drafter.draft.text import Position
from drafter.errors import BadInput, Problem
from drafter.negotiation.proposals import ListedProposal, of_party, proposals, words_in_place
from drafter.workspace import Workspace

_ID = click.argument("id", metavar="ID")
_PARAGRAPHS = click.argument("names", metavar="PARAGRAPH...", nargs=-1, required=True)
_BY = click.option("--by", "by", metavar="PARTY", multiple=True, required=True, help="For whom; may be repeated.")
_LEVELS = {"informals": Status.INFORMALS, "ad-ref": Status.AD_REF}
_OWN_NUMBER = 0
"""What `--choose` and `--drop` stand for without a number: the option that the id names."""


@click.command()
@DRAFT
@click.argument("name", metavar="[PARAGRAPH]", required=False)
@click.option("--by", "by", metavar="PARTY", multiple=True, help="For whom; may be repeated.")
@click.option("--text", metavar="TEXT", help="The whole paragraph, as they want it; what differs becomes options.")
@click.option("--delete", is_flag=True, help="Propose to take the paragraph out.")
@click.option("--after", metavar="PLACE", help="Propose a new paragraph: TEXT after this one, or first in this part.")
@click.option("--move-after", metavar="PLACE", help="Propose to move the paragraph there.")
@click.option("--alt", is_flag=True, help="Propose TEXT instead of the paragraph, beside it: 7 alt.")
@click.option("--note", default="", metavar="TEXT", help="What is to be known of it.")
@click.option(
    "--from",
    "tables",
    type=FILE,
    metavar="FILE",
    multiple=True,
    help="Apply a table of amendments: Excel, CSV, YAML or Word; may be repeated.",
)
@click.option(
    "--version-of",
    "versions",
    type=(str, FILE),
    metavar="PARTY FILE",
    multiple=True,
    help="Apply what a party's version of DRAFT has otherwise; may be repeated.",
)
@click.option("--format", "shown", type=click.Choice(["text", "json"]), help="Of what --from and --version-of tell.")
@corpus_option
@click.pass_context
def propose(
    context: click.Context,
    path: Path,
    name: str | None,
    by: tuple[str, ...],
    text: str | None,
    delete: bool,
    after: str | None,
    move_after: str | None,
    alt: bool,
    note: str,
    tables: tuple[Path, ...],
    versions: tuple[tuple[str, Path], ...],
    shown: str | None,
    corpus: Corpus,
) -> None:
    """Record what parties propose for a paragraph of DRAFT: `drafter propose DRAFT OP3 --by EU --text "We urge…"`.

    One of --text (amend), --delete, --move-after, --alt with --text; or, without a paragraph, --after with --text.

    Many at once: --from FILE, with columns paragraph, by, text, and where they are wanted kind (amend, delete, add,
    move, alternative), date, note, after; and --version-of EU FILE. What can be applied is; what can't is listed with
    its row and why, and the exit code is then 1.
    """
    if tables or versions:
        _refuse_single(name, by, note, text, delete, after, move_after, alt)
        from drafter.cli.amendments import propose_many

        context.exit(propose_many(path, tables, versions, corpus, as_json=shown == "json"))
    _check_proposal(name, text, delete, after, move_after, alt)
    if not by:
        raise BadInput(Problem("", None, "Whose proposal is it?", "Say --by EU."))
    workspace = opened(path, corpus)
    codes = _codes(workspace, by)
    known = set(workspace.draft.spots)
    acts, id = workspace.acts, paragraph_named(workspace, name) if name else ""
    if after is not None:
        step = acts.propose_paragraph(text or "", _place(workspace, after), codes, note)
    elif move_after is not None:
        step = acts.propose_move(id, _place(workspace, move_after), codes, note)
    elif delete:
        step = acts.propose_deletion(id, codes, note)
    elif alt:
        step = acts.propose_alternative(id, text or "", codes, note)
    else:
        step = acts.propose_words(id, text or "", codes, note)
    workspace.file.save()
    new = [ref for id, ref in workspace.refs.items() if id not in known]
    output.say(f"Done: {step}{f', as {new[0]}' if new else ''}.")


@click.command()
@DRAFT
@_ID
@_BY
@click.option("--support", "says", flag_value=Position.SUPPORT, help="They want it too.")
@click.option("--oppose", "says", flag_value=Position.OPPOSE, help="They don't want it.")
@click.option("--reserve", "says", flag_value=Position.RESERVE, help="They can't say yet.")
@click.option("--retain", "says", flag_value="retain", help="They want the draft's own words kept.")
@click.option("--withdraw", "says", flag_value="withdraw", help="They take back what they said or proposed.")
@corpus_option
def position(path: Path, id: str, by: tuple[str, ...], says: str | None, corpus: Corpus) -> None:
    """Record what parties say of a proposal: `drafter position DRAFT ID --by US --support`.

    `drafter proposals DRAFT` prints the ids; the beginning of one will do. A party has one position on a proposal. When
    the last proposer withdraws, those who support it carry it; without any, it is settled as withdrawn.
    """
    if says is None:
        raise BadInput(
            Problem("", None, "What do they say?", "One of --support, --oppose, --reserve, --retain, --withdraw.")
        )
    workspace = opened(path, corpus)
    acts, codes = workspace.acts, _codes(workspace, by)
    if says == "retain":
        step = "; ".join(acts.retain(id, code) for code in codes)
    else:
        step = acts.take_positions(id, codes, None if says == "withdraw" else Position(says))
    workspace.file.save()
    output.say(f"Done: {step}.")


@click.command()
@DRAFT
@_ID
@click.option(
    "--choose", type=int, is_flag=False, flag_value=_OWN_NUMBER, metavar="[N]",
    help="Make option N the text, or carry the proposal out; the others are dropped.",
)  # fmt: skip
@click.option(
    "--drop", type=int, is_flag=False, flag_value=_OWN_NUMBER, metavar="[N]",
    help="Drop option N, or the proposal; what is left alone becomes the text.",
)  # fmt: skip
@click.option("--merge", metavar="N,N", help="Make one option of several, with --text or the first one's words.")
@click.option("--text", metavar="TEXT", help="With --merge: its words.")
@click.option("--lift", is_flag=True, help="ID is a paragraph: show what is open in it as whole versions.")
@click.option("--lower", is_flag=True, help="ID is a paragraph: take its versions apart again, word by word.")
@corpus_option
def settle(
    path: Path,
    id: str,
    choose: int | None,
    drop: int | None,
    merge: str | None,
    text: str | None,
    lift: bool,
    lower: bool,
    corpus: Corpus,
) -> None:
    """Decide on what is proposed: `drafter settle DRAFT ID --choose 2`.

    ID and N are what `drafter proposals DRAFT` prints. The draft as it stands is option 1. N may be left out where ID
    names an option or a proposal.
    """
    if sum((choose is not None, drop is not None, merge is not None, lift, lower)) != 1:
        raise BadInput(Problem("", None, "What is decided?", "Say one of --choose, --drop, --merge, --lift, --lower."))
    workspace = opened(path, corpus)
    acts = workspace.acts
    if choose is not None:
        step = acts.choose(id, choose or None)
    elif drop is not None:
        step = acts.drop(id, drop or None)
    elif merge is not None:
        step = acts.merge_options(id, _numbers(merge), text)
    else:
        paragraph = paragraph_named(workspace, id)
        step = acts.lift(paragraph) if lift else acts.lower(paragraph)
    workspace.file.save()
    output.say(f"Done: {step}.")


@click.command()
@DRAFT
@_PARAGRAPHS
@click.option(
    "--level", type=click.Choice(list(_LEVELS)), default="ad-ref", show_default=True, help="How far it is agreed."
)
@click.option("--meeting", default="", metavar="TEXT", help="The meeting that agreed to it.")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="The day.  [default: today]")
@corpus_option
def agree(path: Path, names: tuple[str, ...], level: str, meeting: str, day: datetime | None, corpus: Corpus) -> None:
    """Mark paragraphs of DRAFT as agreed, their sub-paragraphs with them. Refused while something is open in one."""
    workspace = opened(path, corpus)
    ids = [paragraph_named(workspace, name) for name in names]
    step = workspace.acts.agree(ids, _LEVELS[level], meeting, day.date().isoformat() if day else "")
    workspace.file.save()
    output.say(f"Done: {step}.")


@click.command()
@DRAFT
@_PARAGRAPHS
@corpus_option
def reopen(path: Path, names: tuple[str, ...], corpus: Corpus) -> None:
    """Reopen paragraphs of DRAFT that were agreed, their sub-paragraphs with them."""
    workspace = opened(path, corpus)
    step = workspace.acts.reopen([paragraph_named(workspace, name) for name in names])
    workspace.file.save()
    output.say(f"Done: {step}.")


@click.command(name="proposals")
@DRAFT
@click.option("--open", "only_open", is_flag=True, help="Only those that are open.")
@click.option(
    "--by", metavar="PARTY", multiple=True, help="Only those that this party proposes or supports; may be repeated."
)
@output_options
@corpus_option
def proposals_(
    path: Path,
    only_open: bool,
    by: tuple[str, ...],
    shown: str | None,
    target: Path | None,
    replace: bool,
    corpus: Corpus,
) -> None:
    """List what is proposed in DRAFT, with who stands where: what is open, then what was settled and how."""
    workspace = opened(path, corpus)
    listed = proposals(workspace.draft)
    if by:
        # Brackets that somebody typed may name a party that nobody has added yet.
        typed = {party for each in listed for party in each.parties}
        listed = of_party(listed, *(name if name in typed else known_party(name, path) for name in by))
    if only_open:
        listed = tuple(each for each in listed if not each.outcome)
    in_draft = words_in_place(workspace.draft)

    def document(suffix: str) -> bytes:
        from drafter.workspace.export import annex_document

        terms, apart = workspace.outline.form.terms, suffix in SPREADSHEETS
        return annex_document(workspace, proposals_annex(listed, in_draft, terms, apart=apart), suffix)

    deliver(
        lambda: _print_proposals(listed, in_draft),
        lambda: json_views.proposals(listed),
        document,
        (shown, target, replace),
    )


@click.command()
@DRAFT
@click.option("--since", default="", metavar="REVISION", help="Count what changed since this revision: Rev.1.")
@click.option("--open", "only_open", is_flag=True, help="Only the paragraphs in which something is open.")
@output_options
@corpus_option
def ledger(
    path: Path,
    since: str,
    only_open: bool,
    shown: str | None,
    target: Path | None,
    replace: bool,
    corpus: Corpus,
) -> None:
    """Show which paragraphs of DRAFT are open, who holds them and since when; what was opened, closed and came back."""
    workspace = opened(path, corpus)
    found = workspace.revisions.ledger(since)
    rows = [row for row in found.rows if row.open or not only_open]

    def print_() -> None:
        terms = Captions()
        titles = (terms.paragraph, terms.status, terms.open, terms.held_by, terms.since)
        counted = (terms.opened, terms.closed, terms.come_back)
        lines = [*map(ledger_cells, rows), total_cells(found, terms)]
        output.print_table([*titles, *counted], lines, right=(2, 5, 6, 7))

    def document(suffix: str) -> bytes:
        from drafter.workspace.export import annex_document

        terms, total = workspace.outline.form.terms, suffix not in SPREADSHEETS
        return annex_document(workspace, ledger_annex(found, rows, terms, since, total=total), suffix)

    deliver(print_, lambda: json_views.ledger(found, rows), document, (shown, target, replace))


COMMANDS = (propose, position, settle, agree, reopen, proposals_, ledger)


def _refuse_single(*said: object) -> None:
    """Raise BadInput where a single proposal is made beside many."""
    if any(each not in (None, (), "", False) for each in said):
        what = "--from and --version-of have their own paragraphs and parties."
        raise BadInput(Problem("", None, what, "Leave the rest out, or propose it by itself."))


def _check_proposal(
    name: str | None, text: str | None, delete: bool, after: str | None, move_after: str | None, alt: bool
) -> None:
    """Raise BadInput unless exactly one thing is proposed, with what it needs."""
    if after is not None and name:
        what, mend = "--after proposes a new paragraph.", f"Leave {name} out; or, to move it, say --move-after."
    elif sum((delete, after is not None, move_after is not None, alt)) > 1:
        what, mend = "Several things are proposed at once.", "Propose them one by one."
    elif after is None and not name:
        what, mend = "Which paragraph?", "Name one, OP3; or say --after OP3 for a new one."
    elif text is None and not (delete or move_after is not None):
        what, mend = "What is proposed?", "Add --text, --delete or --move-after."
    elif text is not None and (delete or move_after is not None):
        what, mend = "A paragraph that goes or moves gets no other words.", "Leave --text out, or propose it by itself."
    else:
        return
    raise BadInput(Problem("", None, what, mend))


def _codes(workspace: Workspace, names: Sequence[str]) -> list[str]:
    """The codes of the parties; at a terminal, asks about one that nobody knows."""
    codes = known_parties(names, workspace.file.path)
    return [codes[name] for name in dict.fromkeys(names)]


def _place(workspace: Workspace, name: str) -> str:
    """The id of the part, or of the paragraph with this name."""
    return name if name in workspace.draft.part_by_id else paragraph_named(workspace, name)


def _numbers(words: str) -> list[int]:
    numbers = words.replace(",", " ").split()
    if not all(number.isdecimal() for number in numbers):
        raise BadInput(Problem("", None, f"“{words}” are no numbers of options.", "Write --merge 2,3."))
    return [int(number) for number in numbers]


def _print_proposals(listed: Sequence[ListedProposal], in_draft: Mapping[str, str]) -> None:
    if listed:
        terms = Captions()
        where = (terms.id, "N", terms.paragraph, terms.kind, terms.who, terms.in_draft)
        titles = (*where, terms.wording, terms.date, terms.status)
        rows = [
            (
                each.id, each.number or "", each.ref or "–", each.kind, positions(each), own_words(each, in_draft),
                proposed_words(each, terms), each.date, each.status,
            )
            for each in listed
        ]  # fmt: skip
        output.print_table(titles, rows, right=(1,))
    open_ones = sum(1 for each in listed if not each.outcome)
    output.say(f"{len(listed)} proposals, {open_ones} of them open.")
