"""The command `compile`: the mapping exercise written again, whole or in part."""

from __future__ import annotations

from pathlib import Path

import click

from drafter.cli.arguments import FILE, corpus_option, opened
from drafter.cli.delivery import REPLACE_OPTION, target_suffix, write_document
from drafter.cli.documents import FORMAT_OPTION, TARGET_OPTION
from drafter.corpus.corpus import Corpus
from drafter.document.compilation import Shown
from drafter.review.coverage import Disposition, Selection
from drafter.storage import layout_folder
from drafter.workspace.export import Compilation


@click.command(name="compile")
@click.option(
    "--as", "shown", type=click.Choice([str(form) for form in Shown]), default=str(Shown.LIST), show_default=True,
    help="A list by theme, or a matrix with a column a region.",
)  # fmt: skip
@TARGET_OPTION
@FORMAT_OPTION
@click.option("--region", "regions", multiple=True, metavar="CODE", help="Only this region; may be repeated.")
@click.option("--theme", "themes", multiple=True, metavar="ID", help="Only this theme; may be repeated.")
@click.option(
    "--disposition",
    "dispositions",
    multiple=True,
    type=click.Choice([str(disposition) for disposition in Disposition]),
    help="Only what the draft does this with; may be repeated, and needs --draft.",
)
@click.option("--draft", "path", type=FILE, metavar="DRAFT", help="The draft that --disposition means.")
@click.option("--layout", default="", show_default=layout_folder.DEFAULT, help="Whose styles and words to use.")
@REPLACE_OPTION
@corpus_option
def compile_(
    shown: str,
    target: Path,
    suffix: str | None,
    regions: tuple[str, ...],
    themes: tuple[str, ...],
    dispositions: tuple[str, ...],
    path: Path | None,
    layout: str,
    replace: bool,
    corpus: Corpus,
) -> None:
    """Write the mapping exercise, or a selection of it, in the form of its annexes: a list or a matrix."""
    draft = opened(path, corpus).draft if path else None
    selection = Selection(_codes(corpus, regions), _ids(corpus, themes), tuple(map(Disposition, dispositions)))
    data = Compilation(Shown(shown), selection, draft).render(corpus, target_suffix(target, suffix), layout)
    write_document(target, data, replace)


def _codes(corpus: Corpus, names: tuple[str, ...]) -> tuple[str, ...]:
    """The codes as the corpus spells them; an unknown one stays as it is, for the message about it."""
    known = {code.casefold(): code for code in corpus.by_region}
    return tuple(known.get(name.strip().casefold(), name) for name in names)


def _ids(corpus: Corpus, names: tuple[str, ...]) -> tuple[str, ...]:
    """The themes' ids; an unknown name stays as it is, for the message about it."""
    return tuple(theme.id if (theme := corpus.theme(name)) else name for name in names)


COMMANDS = (compile_,)
