"""The overview of a draft, gathered from the draft, its revisions, and how long the user would have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.document.overview import DraftVersion, Overview, overview, overview_annex
from drafter.draft.fields import digest
from drafter.draft.text import View, ViewKind
from drafter.formats.options import Options
from drafter.negotiation.comparison import comparison
from drafter.review.coverage import coverage
from drafter.storage import revision_folder, settings, ui_state
from drafter.workspace import negotiation_steps
from drafter.workspace.export import in_view, known_view
from drafter.workspace.named_revisions import readable

if TYPE_CHECKING:
    from drafter.document.table import Annex
    from drafter.negotiation.revisions import Revision
    from drafter.workspace.workspace import Workspace


def overview_of(workspace: Workspace, view: View, since: str = "") -> Overview:
    """The overview of the draft in a view, with what is otherwise since the revision of this name; for none, since the
    latest that somebody named and that is not what the draft is now.

    Raises BadInput for a name that no revision has, and as `in_view`.
    """
    shown, draft, corpus = in_view(workspace, view), workspace.draft, workspace.corpus
    revision = _revision(workspace, since)
    now = DraftVersion(draft, coverage(corpus, shown(draft)))
    memory = ui_state.load()
    targets = {draft.id: settings.load().target_words, **memory.targets}
    if revision is None:
        return overview(corpus, now, None, None, negotiation_steps.today(), targets)
    named = view.kind is not ViewKind.UNATTRIBUTED
    name = f"{revision.name} ({revision.date})" if named else revision.date
    then = DraftVersion(revision.draft, coverage(corpus, shown(revision.draft)), name)
    # What came back is told with the names of revisions, which may be those of parties.
    earlier = readable(workspace.revisions.kept.revisions, corpus) if named else ()
    changes = comparison(shown(revision.draft), shown(draft), (name, ""), earlier)
    return overview(corpus, now, then, changes, negotiation_steps.today(), targets)


def _revision(workspace: Workspace, name: str) -> Revision | None:
    kept, corpus = workspace.revisions, workspace.corpus
    if name:
        return revision_folder.load(kept.find(name), corpus, reuse_parsed=True)
    here, given = digest(workspace.draft), set(kept.given_names)
    others = [each for each in kept.kept.revisions if each.name in given and each.digest != here]
    return next((revision for each in reversed(others) for revision in readable([each], corpus)), None)


def as_annex(workspace: Workspace, found: Overview, options: Options, *, by_section: bool = False) -> Annex:
    """The overview to be written, in the view of the options, which is the one that it was made in; `by_section` as in
    `overview_annex`.
    """
    outline = workspace.outline_in(known_view(workspace, options.view))
    named = options.view.kind is not ViewKind.UNATTRIBUTED
    terms = outline.form.terms
    return overview_annex(found, outline.title, terms, named=named, clean=options.clean, by_section=by_section)
