"""Exports a draft, its coverage, or a corpus as a document in any format; and checks layouts, styles included.

What one kind of export alone needs is imported where it is used: each import is time that every other export would pay.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.corpus.corpus import Corpus
from drafter.document.annexes import Work, annexes, numbered, report
from drafter.document.coverage_workbook import listing, workbook
from drafter.document.outline import DocumentForm, Outline, outline, printed_day
from drafter.document.table import Annex, AnnexKind
from drafter.draft.draft import Draft
from drafter.draft.fields import cleaned, digest
from drafter.draft.layout import Layout
from drafter.draft.text import ATTRIBUTED, UNATTRIBUTED, View, ViewKind
from drafter.draft.viewed import parties_of, unnamed, viewed
from drafter.errors import BadInput, CannotWrite, DrafterError, Problem
from drafter.formats import registry
from drafter.formats.registry import Options
from drafter.review.coverage import Disposition, Selection, coverage
from drafter.storage import exported_versions, files, layout_folder, revision_folder
from drafter.workspace.workspace import Workspace

if TYPE_CHECKING:
    from drafter.corpus.editions import EditionComparison
    from drafter.document.compilation import Shown
    from drafter.document.tracked import TrackedText
    from drafter.negotiation.comparison import Comparison
    from drafter.review.trace import Trace
    from drafter.workspace.tracked_export import Tracking

Progress = Callable[[int, int], None]


def quiet(_done: int, _whole: int) -> None:
    """A `Progress` that shows nothing."""


def write(
    workspace: Workspace,
    path: Path,
    *,
    replace: bool = False,
    options: Options | None = None,
    progress: Progress = quiet,
    tracking: Tracking | None = None,
) -> str:
    """Write the draft's document in the format that the file's suffix names, and keep what it was made from. Returns
    what is to be said of its tracked changes, and where what it was made from can't be kept; empty for nothing.

    `progress` is called with the blocks written and their total. Raises BadInput as `render`, CannotWrite where the
    file can't be written, or exists and `replace` is False.
    """
    rendered = Rendered(workspace, path.suffix, options or Options(), tracking)
    files.write(path, rendered.render(progress), replace=replace)
    return " ".join(filter(None, (*rendered.told, keep_exported(workspace, path.suffix, options))))


def keep_exported(workspace: Workspace, suffix: str, options: Options | None = None) -> str:
    """Keep the draft as it was exported, for the day when the Word file comes back; nothing for files that don't say
    which version they are of, or where a revision has that version. Returns what is to be said where it can't be kept;
    empty for nothing.
    """
    path, options = workspace.file.path, _asked(workspace, options or Options())
    if suffix.lower() != ".docx" or exported_versions.is_of_revisions(path):
        return ""
    version = workspace.outline_in(known_view(workspace, options.view)).version
    if options.clean:
        version = digest(cleaned(workspace.draft))
    try:
        if not exported_versions.is_kept(path, version):
            exported_versions.keep(path, version, workspace.file.content)
    except CannotWrite as error:
        return f"{error} What was exported isn't kept: when the file comes back, it is compared with the draft then."
    return ""


def render(
    workspace: Workspace,
    suffix: str,
    options: Options | None = None,
    progress: Progress = quiet,
    tracking: Tracking | None = None,
) -> bytes:
    """The draft's document in the format with this suffix; with `options.only` that annex alone, with `tracking` its
    text with tracked changes.

    Raises BadInput for an unknown suffix, a party that has no part in the draft, an unattributed text of which a
    bracket can't be read, and for what can't have tracked changes.
    """
    return Rendered(workspace, suffix, options or Options(), tracking).render(progress)


class Rendered:
    """A draft's document, and what is to be said of its changes."""

    def __init__(self, workspace: Workspace, suffix: str, options: Options, tracking: Tracking | None = None) -> None:
        """Raises as `render`."""
        self._workspace = workspace
        self._suffix = _known_suffix(suffix)
        options = _asked(workspace, options)
        self._options = options
        self._tracking = tracking
        self._changes: TrackedText | None = None
        self._told: tuple[str, ...] = ()
        """Of one against a Word file, when it is rendered."""
        proposed = options.view.kind is ViewKind.TRACKED
        if tracking or proposed:
            from drafter.workspace import tracked_export

            tracked_export.refuse_untracked(self._suffix, options, tracking)
        behind = options.only is None and self._suffix != _DATA
        self._work = replace(_work(workspace, options), behind=behind)
        document = self._work.outline
        if proposed:
            self._changes = tracked_export.proposed(workspace, document, options)
        elif tracking and not isinstance(tracking.since, bytes):
            self._changes = tracked_export.changed(workspace, tracking, tracking.since, document, options)

    def render(self, progress: Progress = quiet) -> bytes:
        """Its bytes."""
        if self._tracking is None or not isinstance(self._tracking.since, bytes):
            return self._written(self._suffix, progress)
        from drafter.workspace import tracked_export

        clean = self._written(_WORD, progress)
        made = tracked_export.redlined(self._workspace, self._tracking, self._tracking.since, clean, self._options)
        accepted = tracked_export.told_of_accepted(made, (self._tracking.name, ""))
        self._told = (tracked_export.told_of_files(made), *accepted)
        return registry.from_word(made.data, self._suffix)

    def _written(self, suffix: str, progress: Progress) -> bytes:
        only, document = self._options.only, self._work.outline
        as_workbook = only is AnnexKind.COVERAGE and suffix == _WORKBOOK
        written = (workbook(self._work),) if as_workbook else self._annexes
        document = document._replace(tracked=self._tracking is not None)
        if document.stamp and not registry.FORMATS[suffix].styled:  # no foot of a page has it
            document = document._replace(masthead=(*document.masthead, document.stamp))
        if only:
            document, annex = _on_its_own(document, written[0])
            written = (annex,)
        counts = suffix == self._suffix and suffix in _COUNTED and _may_count(document)
        made = partial(
            registry.render,
            document,
            _WORD if counts else suffix,
            _styles(self._workspace.layout, suffix),
            annexes=written,
            options=self._options,
            progress=progress,
            tracked=self._changes,
            printed=self._suffix == _PDF,
        )
        data = made()
        if counts and (pages := registry.counted_pages(document, written, data)):
            data = made(pages=pages)
        return registry.from_word(data, suffix) if counts else data

    @property
    def _annexes(self) -> tuple[Annex, ...]:
        kinds = dict.fromkeys(self._options.kinds)
        made = {annex.id: annex for annex in annexes((kind for kind in kinds if kind is not _OVERVIEW), self._work)}
        if _OVERVIEW in kinds:
            from drafter.workspace.overview_report import as_annex, overview_of

            found = overview_of(self._workspace, self._options.view)
            made[_OVERVIEW] = as_annex(self._workspace, found.citing(self._work.cited), self._options)
        return numbered([made[kind] for kind in kinds], self._work.terms)

    @property
    def told(self) -> tuple[str, ...]:
        """What is to be said of its changes, in sentences; none of a document without. Ask when it is rendered."""
        if self._changes is None:
            return self._told
        from drafter.workspace import tracked_export

        said = tracked_export.told(self._changes)
        if not said:
            return ("Nothing is different." if self._tracking else "Nothing is proposed.",)
        derived = ("contents",) if self._work.outline.form.contents else ()
        derived = (*derived, "annexes") if self._options.kinds else derived
        of_which = "the text as it is now" if self._tracking else "the text before the proposals"
        return (said, *((f"Its {' and '.join(derived)} are those of {of_which}.",) if derived else ()))


_OVERVIEW = AnnexKind.OVERVIEW
_WORD, _PDF, _WORKBOOK = ".docx", ".pdf", ".xlsx"
_DATA = ".json"
"""What prints no numbers: a paragraph is called there as commands call it."""
COUNT_PAGES = "DRAFTER_COUNT_PAGES"
"""The environment variable that leaves it to Word to count the pages of the contents, where it is one of these."""
_NOT = ("no", "0", "off", "false")
_COUNTED = (_WORD, ".odt")
"""What has contents whose pages nobody counts who opens it, or not without a question."""


_MOST_COUNTED = 400
"""Paragraphs and headings of which the pages are counted: LibreOffice takes a quarter of a minute for a thousand."""


def _may_count(document: Outline) -> bool:
    return len(document.blocks) <= _MOST_COUNTED and os.environ.get(COUNT_PAGES, "").casefold() not in _NOT


def _work(workspace: Workspace, options: Options) -> Work:
    """What the document and its annexes are made from, in the view that is asked for."""
    draft, corpus, view = workspace.draft, workspace.corpus, known_view(workspace, options.view)
    if view.kind is ViewKind.UNATTRIBUTED:
        refuse_unread(workspace)
    document = outlined(workspace, view, options)
    if options.purpose.negotiated:
        document = document._replace(stamp=_stamp(workspace, document))
    shown = viewed(draft, view) if view.plain else draft
    if view.kind is ViewKind.UNATTRIBUTED:
        shown = unnamed(draft)
    return Work(
        corpus,
        cleaned(shown) if options.clean else shown,
        partial(coverage, corpus, shown),
        document,
        clean=options.clean,
    )


def outlined(workspace: Workspace, view: View, options: Options) -> Outline:
    """The draft in a known view, as the options ask for it."""
    if not options.clean and not options.purpose.negotiated:
        return workspace.outline_in(view)
    draft = cleaned(workspace.draft) if options.clean else workspace.draft
    return outline(draft, workspace.corpus, workspace.layout, view, labelled=options.purpose.negotiated)


def _stamp(workspace: Workspace, document: Outline) -> str:
    """Of a negotiating copy: which version it is, by the name of the revision that is the same, and of when."""
    terms = document.form.terms
    kept = revision_folder.with_digest(workspace.file.path, document.version)
    day, minute = this_minute()
    version = kept.name if kept else document.version[:_SHORT]
    return f"{terms.negotiating_copy}, {terms.version} {version}, {printed_day(day, terms)}, {minute}"


def this_minute() -> tuple[str, str]:
    """The day here as YYYY-MM-DD, and the time, `14.05`."""
    now = datetime.now()
    return f"{now:%Y-%m-%d}", f"{now:%H.%M}"


_SHORT = 8
"""Of a version's digest, the signs that people say."""


def _asked(workspace: Workspace, options: Options) -> Options:
    """The options, a clean text without anybody's name."""
    named = options.clean and options.view == ATTRIBUTED and parties_of(workspace.draft)
    return options._replace(view=UNATTRIBUTED) if named else options


def in_view(workspace: Workspace, view: View) -> Callable[[Draft], Draft]:
    """What puts a draft, the workspace's or another version of it, in this view: brackets and all that is proposed as
    words. What goes to the public names nobody.

    Raises BadInput as `known_view`; what it returns does for brackets that can't be read, where nobody may be named.
    """
    known = known_view(workspace, view)

    def shown(draft: Draft) -> Draft:
        if known.kind is ViewKind.ATTRIBUTED:
            return draft
        if known.kind is ViewKind.UNATTRIBUTED:
            refuse_unread(Workspace(workspace.corpus, draft, workspace.file.path))
            draft = unnamed(draft)
        return viewed(draft, known)

    return shown


def known_view(workspace: Workspace, view: View) -> View:
    """The view; a party's with its code, and with those of the groups that speak for it.

    Raises BadInput for a party that has no part in the draft, nor has a group that speaks for it.
    """
    if view.kind is not ViewKind.PARTY:
        return view
    from drafter.storage import parties_yaml

    name, named, parties = view.parties[0], parties_of(workspace.draft), parties_yaml.load(workspace.file.path)
    party = parties.find(name)
    wanted = parties.view(party.code).parties if party else (name,)
    # The draft may call somebody by another name than the code.
    called = {each: found.code if (found := parties.find(each)) else each for each in sorted(named)}
    speaking = tuple(each for code in wanted for each, its_code in called.items() if its_code == code)
    if not speaking:
        said = f"Who does: {', '.join(called)}." if named else "Nobody does yet."
        raise BadInput(Problem("", None, f"{name} says nothing in this draft, nor does a group for it.", said))
    return View(ViewKind.PARTY, tuple(dict.fromkeys((wanted[0], *speaking))))


def refuse_unread(workspace: Workspace) -> None:
    """Raises BadInput for brackets that can't be read: what stands in them goes out as it was typed, names and all."""
    from drafter.draft.edits import unread

    faults = [
        Problem(
            str(workspace.file.path), None, f"{workspace.refs[id]} has a square bracket that can't be read.", _CLOSE
        )
        for id in unread(workspace.draft, workspace.corpus)
    ]
    if faults:
        raise BadInput(faults)


_CLOSE = "Names may stand in it. Close it, or take it out; then export the unattributed text again."


def names_in_words(workspace: Workspace) -> dict[str, tuple[str, ...]]:
    """The parties of the draft that an unattributed text still names, because its own words do: by what the paragraph
    is called. Words may well name a party; somebody should look.
    """
    parties = sorted(parties_of(workspace.draft))
    named = {
        block.ref: tuple(party for party in parties if re.search(rf"(?<!\w){re.escape(party)}(?!\w)", block.text))
        for block in (workspace.outline_in(UNATTRIBUTED).paragraphs if parties else ())
    }
    return {ref: found for ref, found in named.items() if found}


def coverage_report(workspace: Workspace, selection: Selection, suffix: str) -> bytes:
    """The coverage of a selection in the format with this suffix; as CSV only the list of points, as a workbook with a
    sheet for each question.

    Raises BadInput for an unknown suffix.
    """
    work = Work(workspace.corpus, workspace.draft, lambda: workspace.coverage, workspace.outline)
    made = {".csv": listing, _WORKBOOK: workbook}.get(_known_suffix(suffix), report)
    return annex_document(workspace, made(work, selection), suffix)


def trace_report(workspace: Workspace, traced: Trace, name: str, regions: Sequence[str], suffix: str) -> bytes:
    """What a text reflects, in the format with this suffix; `name` is what the text is called, `regions` those that the
    trace is limited to. Raises BadInput for an unknown suffix.
    """
    from drafter.document.trace_report import trace_annex

    terms, sections = workspace.layout.terms, _known_suffix(suffix) in (_WORKBOOK, ".csv")
    annex = trace_annex(traced, workspace.corpus, terms, name, regions, sections=sections)
    return annex_document(workspace, annex, suffix)


def annex_document(workspace: Workspace, annex: Annex, suffix: str, view: View = ATTRIBUTED) -> bytes:
    """An annex as a document of its own in the format with this suffix, in the words and styles of the draft's layout;
    `view` is what it says of the draft.

    Raises BadInput for an unknown suffix.
    """
    format_suffix = _known_suffix(suffix)
    cover, annex = _on_its_own(workspace.outline_in(view), annex)
    return registry.render(cover, format_suffix, _styles(workspace.layout, format_suffix), annexes=(annex,))


def _on_its_own(document: Outline, annex: Annex) -> tuple[Outline, Annex]:
    """An annex as a document of its own: an outline with its title and nothing else, and the annex without title."""
    cover = document._replace(title=annex.title, blocks=(), form=document.form._replace(contents=False))
    return cover, annex._replace(title="")


def comparison_document(comparison: Comparison, corpus: Corpus, suffix: str, layout: str) -> bytes:
    """The comparison in the format with this suffix, in the words and styles of a layout. The user's own remarks are
    not in it.

    Raises BadInput for an unknown suffix.
    """
    from drafter.document.comparison_table import compared

    return _in_layout(lambda form: compared(comparison, corpus, form), suffix, layout)


def edition_comparison(
    comparison: EditionComparison, names: tuple[str, str], later: Corpus, suffix: str, layout: str
) -> bytes:
    """What is different in a later edition of a corpus, in the format with this suffix, in the words and styles of a
    layout. Raises BadInput for an unknown suffix.
    """
    from drafter.document.edition_table import edition_document

    named = layout or layout_folder.default(later.language)
    return _in_layout(lambda form: edition_document(comparison, names, later, form), suffix, named)


def _in_layout(made: Callable[[DocumentForm], tuple[Outline, Annex]], suffix: str, layout: str) -> bytes:
    format_suffix = _known_suffix(suffix)
    layout_used = layout_folder.load(layout)
    cover, annex = made(_form(layout_used))
    return registry.render(cover, format_suffix, _styles(layout_used, format_suffix), annexes=(annex,))


@dataclass(frozen=True, slots=True)
class Compilation:
    """A mapping exercise, or a selection of it, to be written as a document."""

    shown: Shown
    selection: Selection
    draft: Draft | None = None
    """The draft that the selection's dispositions refer to; None where it has none."""

    def render(self, corpus: Corpus, suffix: str, layout: str = "") -> bytes:
        """The compilation in the format with this suffix.

        Raises BadInput for an unknown suffix, theme or region, and for dispositions without a draft.
        """
        from drafter.document.compilation import compiled

        format_suffix = _known_suffix(suffix)
        self._check(corpus)
        layout_used = layout_folder.load(layout or layout_folder.default(corpus.language))
        form = _form(layout_used)
        cover, annex = compiled(self.shown, corpus, self.selection, self._dispositions(corpus), form)
        return registry.render(cover, format_suffix, _styles(layout_used, format_suffix), annexes=(annex,))

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


def _form(layout: Layout) -> DocumentForm:
    """What a layout says of a document that has no text of a draft's."""
    return DocumentForm(layout.language, layout.terms, layout.numbering, languages=layout.languages)


def layout_problems(name: str) -> list[Problem]:
    """The problems of a layout, and the styles that its declaration.docx lacks."""
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
    """The layout's Word file with its styles, checked by the guard; None where the layout or the format has none.

    Raises BadInput for a file that may not be opened.
    """
    content = layout_folder.styles(layout) if registry.FORMATS[suffix].styled else None
    if content is None:
        return None
    from drafter.formats.docx import guard

    return guard.checked(content, layout.styles)


def _known_suffix(suffix: str) -> str:
    """The suffix in lower case. Raises BadInput, listing the known ones, for an unknown suffix."""
    known = suffix.lower()
    if known not in registry.FORMATS:
        raise BadInput(
            Problem("", None, f"“{suffix}” is not a format to export to.", f"Use {', '.join(registry.FORMATS)}.")
        )
    return known
