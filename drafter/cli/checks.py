"""Commands that judge a draft's wording: check, silence, adapt."""

from __future__ import annotations

from pathlib import Path

import click

from drafter.cli import output
from drafter.cli.arguments import DRAFT, FILE, corpus_option, format_option, opened, paragraph_named
from drafter.corpus.corpus import Corpus
from drafter.document import json_views
from drafter.draft.word_difference import marked
from drafter.errors import BadInput, Problem
from drafter.review.checks import Finding
from drafter.workspace.draft_review import DraftReview

_RULES = click.option(
    "--rules", type=FILE, multiple=True, metavar="FILE",
    help="Rules of your own, over those of drafter; without it, a checks.yaml beside the draft.",
)  # fmt: skip


@click.command()
@DRAFT
@_RULES
@format_option
@corpus_option
def check(path: Path, rules: tuple[Path, ...], as_json: bool, corpus: Corpus) -> None:
    """Say what in DRAFT does not belong in a declaration, and why, with a suggestion where there is one."""
    workspace = opened(path, corpus)
    review = DraftReview(workspace, rules or None)
    checked = review.checked
    if as_json:
        return output.print_json(json_views.checked(checked, workspace.draft))
    output.print_table(
        ["Paragraph", "Rule", "Words", "Why", "Suggestion"],
        [
            (finding.ref or "draft", finding.rule, finding.words, finding.why, _suggested(finding))
            for finding in checked.findings
        ],
    )
    for silenced in workspace.draft.silenced:
        where = f" in {workspace.refs.get(silenced.paragraph, silenced.paragraph)}" if silenced.paragraph else ""
        output.print_text(f"Silenced: {silenced.rule}{where} ({silenced.reason})")
    return output.say(f"{len(checked.findings)} findings.")


@click.command()
@DRAFT
@click.argument("rule")
@click.option("--reason", help="Why the draft does without the check.")
@click.option("--paragraph", "ref", metavar="PARAGRAPH", default="", help="Only in this paragraph, such as OP7.")
@click.option("--off", "again", is_flag=True, help="Hear the check again.")
@_RULES
@corpus_option
def silence(
    path: Path, rule: str, reason: str | None, ref: str, again: bool, rules: tuple[Path, ...], corpus: Corpus
) -> None:
    """Silence the check RULE in DRAFT, with the reason kept in it."""
    workspace = opened(path, corpus)
    known = rule if again else DraftReview(workspace, rules or None).rule(rule).id
    paragraph = paragraph_named(workspace, ref) if ref else ""
    if again:
        step = workspace.edits.unsilence(known, paragraph)
    elif reason is None:
        raise BadInput(Problem("", None, "Silencing a check needs a reason.", "Add --reason."))
    else:
        step = workspace.edits.silence(known, reason, paragraph)
    workspace.file.save()
    output.say(f"Done: {step}.")


@click.command()
@DRAFT
@click.argument("refs", metavar="[PARAGRAPH...]", nargs=-1)
@click.option("--apply", "applies", is_flag=True, help="Write the suggested wording into the draft.")
@_RULES
@corpus_option
def adapt(path: Path, refs: tuple[str, ...], applies: bool, rules: tuple[Path, ...], corpus: Corpus) -> None:
    """Suggest declaration wording for paragraphs of DRAFT (all, if none is named), with the difference shown."""
    workspace = opened(path, corpus)
    review = DraftReview(workspace, rules or None)
    changed = 0
    for id in [paragraph_named(workspace, ref) for ref in refs] or list(workspace.draft.spots):
        adapted = review.adaptation(id)
        if adapted.declined and (refs or not applies):
            output.say(f"{workspace.refs[id]}: {adapted.declined}")
        if adapted.text == workspace.draft.spots[id].paragraph.written:
            continue
        changed += 1
        output.print_text(workspace.refs[id], "bold")
        output.print_text(marked(adapted.difference))
        if applies:
            workspace.edits.reword(id, adapted.text)
    if applies and changed:
        workspace.file.save()
    output.say(f"{changed} {'reworded' if applies else 'suggestions'}.")


COMMANDS = (check, silence, adapt)


def _suggested(finding: Finding) -> str:
    if finding.suggestion is None:
        return ""
    return finding.suggestion or "(leave out)"
