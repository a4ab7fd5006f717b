"""From a draft, its coverage, or a corpus alone, to a document in some format; and whether a layout is fit for that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from drafter.corpus.corpus import Corpus
from drafter.document.annexes import Work, annexes, listing, report
from drafter.document.compilation import Shown, compiled
from drafter.document.outline import DocumentForm, outline
from drafter.draft.draft import Draft
from drafter.draft.fields import cleaned
from drafter.draft.layout import Layout
from drafter.errors import BadInput, DrafterError, Problem
from drafter.formats import registry
from drafter.formats.registry import Options
from drafter.review.coverage import Disposition, Selection, coverage
from drafter.storage import files, layout_folder
from drafter.workspace.workspace import Workspace

Progress = Callable[[int, int], None]


def quiet(_done: int, _whole: int) -> None:
    """Tells nobody how far the work is."""


def write(
    workspace: Workspace,
    path: Path,
    *,
    replace: bool = False,
    options: Options | None = None,
    progress: Progress = quiet,
) -> None:
    """Write the draft's document in the format that the file's suffix names.

    `progress` is told how many of how many blocks are written. Raises BadInput for a suffix that stands for no format,
    CannotWrite where the file exists and `replace` is not said, or can't be written.
    """
    files.write(path, render(workspace, path.suffix, options, progress), replace=replace)


def render(workspace: Workspace, suffix: str, options: Options | None = None, progress: Progress = quiet) -> bytes:
    """The draft's document in one of the formats, by its suffix; where the options name one annex only, that annex as a
    document of its own. Raises BadInput for another suffix.
    """
    options = options or Options()
    work = Work(workspace.corpus, workspace.draft, workspace.coverage, workspace.outline)
    if options.clean:
        shown = cleaned(work.draft)
        work = replace(work, draft=shown, outline=outline(shown, workspace.corpus, workspace.layout))
    known = _known_suffix(suffix)
    found, document = annexes(options.kinds, work), work.outline
    if options.only:
        document = replace(document, title=found[0].title, blocks=(), form=replace(document.form, contents=False))
        found = (replace(found[0], title=""),)
    styles = _styles(workspace.layout, known)
    return registry.render(document, known, styles, annexes=found, options=options, progress=progress)


def coverage_report(workspace: Workspace, selection: Selection, suffix: str) -> bytes:
    """A report of coverage, filtered, in one of the formats; in CSV the points alone.

    Raises BadInput for another suffix.
    """
    known = _known_suffix(suffix)
    work = Work(workspace.corpus, workspace.draft, workspace.coverage, workspace.outline)
    annex = listing(work, selection) if known == ".csv" else report(work, selection)
    cover = replace(work.outline, title=annex.title, blocks=(), form=replace(work.outline.form, contents=False))
    styles = _styles(workspace.layout, known)
    return registry.render(cover, known, styles, annexes=(replace(annex, title=""),))


@dataclass(frozen=True, slots=True)
class Compilation:
    """The mapping exercise to be written again."""

    shown: Shown
    selection: Selection
    draft: Draft | None = None
    """Whose dispositions the selection means; None where it asks for none."""

    def render(self, corpus: Corpus, suffix: str, layout: str = layout_folder.DEFAULT) -> bytes:
        """The compilation in a format. Raises BadInput for an unknown format, theme or region, and for dispositions
        without a draft.
        """
        known = _known_suffix(suffix)
        self._check(corpus)
        how = layout_folder.load(layout)
        form = DocumentForm(how.language, how.terms, how.numbering, False)
        cover, annex = compiled(self.shown, corpus, self.selection, self._dispositions(corpus), form)
        return registry.render(cover, known, _styles(how, known), annexes=(annex,))

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


def layout_problems(name: str) -> list[Problem]:
    """Everything that is wrong with a layout, file by file; also the styles that its declaration.docx lacks."""
    problems = layout_folder.check(name)
    if any(problem.line and problem.file.endswith("layout.yaml") for problem in problems):
        return problems
    return [*problems, *_missing_styles(name)]


def _missing_styles(name: str) -> list[Problem]:
    try:
        layout = layout_folder.load(name)
    except DrafterError:
        return []
    try:
        content = _styles(layout)
        if content is None:
            return []
        missing = registry.missing_styles(content)
    except BadInput as error:
        return list(error.problems)
    except DrafterError as error:
        return [Problem(layout.styles, None, str(error))]
    mend = "Exports use drafter's own; `drafter layout copy` gives a file that has it."
    return [Problem(layout.styles, None, f"The style “{style}” is missing.", mend) for style in missing]


def _styles(layout: Layout, suffix: str = ".docx") -> bytes | None:
    """The Word file with the layout's styles, past the guard; None where the layout, or the format, has none.

    Raises BadInput for a file that may not be opened.
    """
    content = layout_folder.styles(layout) if registry.FORMATS[suffix].styled else None
    if content is None:
        return None
    from drafter.formats.docx import guard

    return guard.checked(content, layout.styles)


def _known_suffix(suffix: str) -> str:
    """The suffix in small letters. Raises BadInput, naming those that there are, for one that stands for no format."""
    known = suffix.lower()
    if known not in registry.FORMATS:
        raise BadInput(
            Problem("", None, f"“{suffix}” is not a format to export to.", f"Use {', '.join(registry.FORMATS)}.")
        )
    return known
