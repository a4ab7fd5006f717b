"""The command `corpus compare`: what is different in a new edition of a corpus."""

from __future__ import annotations

from pathlib import Path

import click

from drafter.cli import output
from drafter.cli.arguments import FILE
from drafter.cli.delivery import deliver, output_options
from drafter.corpus.editions import EditionComparison
from drafter.corpus.editions import compare as compared
from drafter.document import json_views
from drafter.document.edition_table import counted, happened, words_of
from drafter.draft.word_difference import difference
from drafter.storage import corpus_yaml, layout_folder
from drafter.workspace.export import edition_comparison


@click.command()
@click.argument("old", type=FILE)
@click.argument("new", type=FILE)
@click.option("--layout", default="", show_default=layout_folder.DEFAULT, help="Whose styles and words to use.")
@output_options
def compare(old: Path, new: Path, layout: str, shown: str | None, target: Path | None, replace: bool) -> None:
    """Say what is different in the edition NEW of a corpus: texts word by word, other ids, other themes, what came
    and what went.

    A draft says itself which of its sources changed: `drafter changed DRAFT --corpus NEW`.
    """
    earlier, later = corpus_yaml.load(old), corpus_yaml.load(new)
    found, names = compared(earlier, later), (old.name, new.name)

    def document(suffix: str) -> bytes:
        return edition_comparison(found, names, later, suffix, layout)

    deliver(
        lambda: _print_editions(found, names),
        lambda: json_views.editions(found, names),
        document,
        (shown, target, replace),
    )


def _print_editions(found: EditionComparison, names: tuple[str, str]) -> None:
    if found.is_empty:
        return output.say("There is no difference.")
    output.print_text(f"{names[0]} → {names[1]}", "bold")
    output.print_text(f"Recommendations: {counted(found)}")
    rows = [
        (
            change.before.id if change.before else "–",
            change.after.id if change.after else "–",
            "\n".join(happened(change)),
            output.compared(words_of(change)),
        )
        for change in found.points
    ]
    if rows:
        output.print_coloured_table(["Was", "Is now", "What happened", "Wording"], rows)
    if found.headings:
        headings = [(output.compared(difference(each.before, each.after)),) for each in found.headings]
        output.print_coloured_table(["Headings and reports"], headings)
    return None
