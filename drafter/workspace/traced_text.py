"""Somebody else's text as a draft, with what its paragraphs reflect; and the links that the user takes.

Nothing is cited by itself: what a draft cites counts as covered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from drafter.corpus.corpus import Corpus
from drafter.draft.draft import Draft, Front
from drafter.errors import BadInput
from drafter.intake.negotiating_text import NegotiatingText
from drafter.review.reflection import Reach
from drafter.review.trace import Match, Trace
from drafter.storage import files, layout_folder, parties_yaml
from drafter.workspace.draft_history import new_id
from drafter.workspace.draft_review import CorpusReview
from drafter.workspace.others_texts import negotiating_text
from drafter.workspace.workspace import Workspace

MOST_PARAGRAPHS = 5_000
LARGEST = 1_000_000
"""Signs of all paragraphs together: a declaration has a hundredth of it."""

Links = Mapping[str, Sequence[str]]
"""By a paragraph's id: recommendations that it may cite."""


@dataclass(frozen=True, slots=True)
class TextAsDraft:
    """A text that somebody sent, as a draft that isn't in its file yet."""

    workspace: Workspace
    text: NegotiatingText
    """What became of its words and brackets."""


def text_as_draft(source: Path, target: Path, corpus: Corpus, layout: str = "") -> TextAsDraft:
    """Read a zero draft or a compilation. `target` is the file that its draft is to have, by which parties are known;
    `workspace.file.create()` writes it.

    Raises BadInput where the text can't be read.
    """
    text = negotiating_text(source, parties_yaml.load(target))
    draft = Draft(
        new_id("d"),
        layout_folder.load(layout or layout_folder.default(corpus.language)).id,
        corpus.id,
        text.parts,
        Front(title=text.title),
    )
    return TextAsDraft(Workspace(corpus, draft, target), text)


def free_target(source: Path, folder: Path | None = None) -> Path:
    """The file that a draft of this text may have: named like it, in its folder or another, with a number where there
    is such a file.
    """
    return files.free_path((folder or source.parent) / f"{source.stem}.yaml")


def trace_of(workspace: Workspace) -> Trace:
    """What the paragraphs of the draft reflect. Raises BadInput for one far larger than a declaration."""
    spots, path = workspace.draft.spots, workspace.file.path
    if len(spots) > MOST_PARAGRAPHS:
        raise BadInput.of(path, f"The text has more than {MOST_PARAGRAPHS} paragraphs.", "Is it the right file?")
    if sum(len(spot.paragraph.wording) for spot in spots.values()) > LARGEST:
        raise BadInput.of(path, "The text is far larger than a declaration.", "Is it the right file?")
    return CorpusReview(workspace.corpus).trace(workspace.draft)


def new_links(workspace: Workspace, trace: Trace, wanted: Callable[[Match], bool]) -> dict[str, list[str]]:
    """The wanted ones among what the draft's paragraphs reflect and don't cite yet."""
    spots = workspace.draft.spots
    found = {
        each.id: [
            match.id for match in each.matches if wanted(match) and match.id not in spots[each.id].paragraph.sources
        ]
        for each in trace.paragraphs
    }
    return {id: sources for id, sources in found.items() if sources}


def take_links(workspace: Workspace, links: Links) -> str:
    """Cite recommendations in paragraphs, as one step, each as far as the words there support it: wholly, partly with
    what is missing, or as background where hardly any of its words stand there. Returns the step's name.
    """
    editors = workspace.editors
    reaches, said = {}, {}
    for id, sources in links.items():
        supported = editors.supported(id, sources)
        reaches[id] = {source: Reach.BACKGROUND if reach is Reach.NOT else reach for source, reach in supported.items()}
        said[id] = editors.lacking(id, [source for source, reach in supported.items() if reach is Reach.PARTLY])
    return workspace.edits.cite_in_all(reaches, said)
