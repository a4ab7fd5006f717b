"""From a draft, or from a corpus alone, to a document: the values gathered, the writer called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from drafter.corpus.corpus import Corpus
from drafter.document.annexes import Work, annexes
from drafter.document.compilation import Shown, compiled
from drafter.document.outline import Form
from drafter.draft.draft import Draft
from drafter.draft.layout import Layout
from drafter.errors import BadInput, Problem
from drafter.formats import registry
from drafter.formats.registry import Options
from drafter.review.coverage import Disposition, Selection, coverage
from drafter.storage import layout_folder

Progress = Callable[[int, int], None]


def quiet(_done: int, _whole: int) -> None:
    """Tells nobody how far the work is."""


def known_suffix(suffix: str) -> str:
    """The suffix in small letters. Raises BadInput, naming those that there are, for one that stands for no format."""
    known = suffix.lower()
    if known not in registry.FORMATS:
        raise BadInput(
            Problem("", None, f"“{suffix}” is not a format to export to.", f"Use {', '.join(registry.FORMATS)}.")
        )
    return known


def document(work: Work, layout: Layout, suffix: str, options: Options, progress: Progress = quiet) -> bytes:
    """A draft's document, or, where the options name one annex only, that annex as a document of its own."""
    known = known_suffix(suffix)
    found = annexes(options.kinds, work)
    outline = work.outline
    if options.only:
        outline = replace(outline, title=found[0].title, blocks=(), form=replace(outline.form, contents=False))
        found = (replace(found[0], title=""),)
    return registry.render(
        outline, known, layout_folder.styles(layout), annexes=found, options=options, progress=progress
    )


@dataclass(frozen=True, slots=True)
class Compilation:
    """The mapping exercise to be written again."""

    shown: Shown
    selection: Selection
    draft: Draft | None = None
    """Whose dispositions the selection means; None where it asks for none."""

    def rendered(self, corpus: Corpus, suffix: str, layout: str = layout_folder.DEFAULT) -> bytes:
        """The compilation in a format. Raises BadInput for an unknown format, theme or region, and for dispositions
        without a draft.
        """
        known = known_suffix(suffix)
        self._check(corpus)
        how = layout_folder.load(layout)
        form = Form(how.language, how.terms, how.numbering, False)
        cover, annex = compiled(self.shown, corpus, self.selection, self._dispositions(corpus), form)
        return registry.render(cover, known, layout_folder.styles(how), annexes=(annex,))

    def _check(self, corpus: Corpus) -> None:
        problems = [
            Problem("", None, f"There is no region “{code}”.", f"There are {', '.join(corpus.by_region)}.")
            for code in self.selection.regions
            if code not in corpus.by_region
        ]
        problems += [
            Problem("", None, f"There is no theme “{id}”.", "`drafter themes` lists them.")
            for id in self.selection.themes
            if corpus.theme(id) is None
        ]
        if self.selection.dispositions and self.draft is None:
            problems.append(Problem("", None, "Whose dispositions? No draft is named.", "Add --draft DRAFT."))
        if problems:
            raise BadInput(problems)

    def _dispositions(self, corpus: Corpus) -> dict[str, Disposition]:
        return dict(coverage(corpus, self.draft).dispositions) if self.draft else {}
