"""Commands that work on a draft: new, add, set-aside, numbers, demo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drafter.cli import output
from drafter.cli.arguments import DRAFT, FILE, corpus_option, opened, paragraph_named
from drafter.cli.file_origin import say_where_it_belongs
from drafter.corpus.corpus import Corpus
from drafter.draft.tree import Place
from drafter.errors import BadInput, CannotWrite, Problem
from drafter.review.reflection import Reflection
from drafter.storage import corpus_yaml, files, folders, layout_folder
from drafter.storage.files import typed
from drafter.workspace import Workspace

if TYPE_CHECKING:  # only `new --from` loads them
    from drafter.intake.negotiating_text import NegotiatingText
    from drafter.review.trace import Match, Trace

_CITATIONS = click.argument("citations", metavar="RECOMMENDATION...", nargs=-1, required=True)


@click.command()
@DRAFT
@click.option("--layout", default="", show_default=layout_folder.DEFAULT, help="A layout's name, or its folder.")
@click.option(
    "--from", "text", type=FILE, metavar="TEXT",
    help="Make the draft of a zero draft or a compilation: .docx, .md, .txt or .html.",
)  # fmt: skip
@click.option(
    "--links", type=click.Choice(["none", "sure", "all"]), default="none", show_default=True,
    help="With --from: which of the recommendations that its paragraphs reflect they are to cite. All are listed.",
)  # fmt: skip
@corpus_option
def new(path: Path, layout: str, text: Path | None, links: str, corpus: Corpus) -> None:
    """Write an empty draft with a layout's parts to the file DRAFT; `.yaml` is added where DRAFT doesn't say it.

    With --from, write a draft of somebody else's text, with its own order, headings, numbers and square brackets, and
    say what became of them.
    """
    path = files.new_draft_path(path)
    if text is not None:
        return _new_from(path, layout, text, links, corpus)
    if links != "none":
        raise BadInput(
            Problem("", None, "An empty draft has nothing to link.", "Say --from TEXT, or leave out --links.")
        )
    workspace = Workspace.new(path, corpus, layout)
    return output.say(f"Wrote {path}, an empty draft ({workspace.layout.title}). Work on it with: drafter open {path}")


@click.command()
@DRAFT
@_CITATIONS
@click.option("--part", metavar="ID", help="Put them at the end of this part instead of their theme's.")
@click.option("--after", metavar="PARAGRAPH", help="Put them after this paragraph, such as OP7.")
@click.option("--merge", is_flag=True, help="Take them up together, in one paragraph.")
@corpus_option
def add(
    path: Path, citations: tuple[str, ...], part: str | None, after: str | None, merge: bool, corpus: Corpus
) -> None:
    """Take up recommendations in DRAFT, word for word: `drafter add DRAFT "AP 62(a)"`."""
    workspace = opened(path, corpus)
    ids = [corpus.get(name).id for name in citations]
    place = _place(workspace, part, after)
    before = set(workspace.draft.spots)
    step = workspace.edits.take_up_merged(ids, place) if merge else workspace.edits.take_up(ids, place)
    workspace.file.save()
    refs = [ref for id, ref in workspace.refs.items() if id not in before]
    output.say(f"Done: {step}, as {', '.join(refs)}.")


@click.command(name="set-aside")
@DRAFT
@_CITATIONS
@click.option("--reason", required=True, help="Why the draft leaves them out.")
@corpus_option
def set_aside(path: Path, citations: tuple[str, ...], reason: str, corpus: Corpus) -> None:
    """Set recommendations aside in DRAFT, with the reason."""
    workspace = opened(path, corpus)
    step = workspace.edits.set_aside([corpus.get(name).id for name in citations], reason)
    workspace.file.save()
    output.say(f"Done: {step}.")


@click.command()
@DRAFT
@click.option(
    "--freeze", "action", flag_value="freeze", help="Freeze all as they now are; what is added becomes 7 bis."
)
@click.option("--thaw", "action", flag_value="thaw", help="Let all paragraphs be counted again.")
@click.option("--set", "pair", nargs=2, metavar="PARAGRAPH NUMBER", help='Freeze one: --set OP8 "7 bis".')
@corpus_option
def numbers(path: Path, action: str | None, pair: tuple[str, str] | None, corpus: Corpus) -> None:
    """Freeze the numbers of DRAFT's paragraphs, so that an addition doesn't renumber the others; or thaw them."""
    if (action is None) == (pair is None):
        raise BadInput(
            Problem("", None, "What should be done with the numbers?", "Say one of --freeze, --thaw, --set.")
        )
    workspace = opened(path, corpus)
    if pair:
        step = workspace.edits.set_number(paragraph_named(workspace, pair[0]), pair[1])
    else:
        step = workspace.edits.freeze_numbers() if action == "freeze" else workspace.edits.thaw_numbers()
    workspace.file.save()
    output.say(f"Done: {step}.")


@click.command()
@click.argument("folder", type=FILE, default=".")
def demo(folder: Path) -> None:
    """Write a sample draft and its Word document to FOLDER (this one, if none is named), and show its coverage."""
    # Opening the screens needs none of these.
    from drafter.cli.coverage import print_coverage
    from drafter.workspace import export

    draft, document = folder / folders.SAMPLE.name, folder / "sample-draft.docx"
    for path in (draft, document):
        if path.exists():
            raise CannotWrite(f"{path}: this file exists. Name a folder for the demo: drafter demo FOLDER")
    workspace = opened(folders.SAMPLE, corpus_yaml.load(folders.CORPUS))
    files.make_folder(folder)
    workspace.file.save_as(draft)
    remark = export.write(workspace, document)
    print_coverage(workspace)
    output.say(f"Wrote {draft} and {document}.")
    if remark:
        output.say(remark)
    output.say(f"Open the draft with: drafter open {draft}")


def _new_from(path: Path, layout: str, source: Path, links: str, corpus: Corpus) -> None:
    """The draft of a text. Nothing is cited unless the user says so: what a text takes up counts as covered."""
    from drafter.storage import parties_yaml  # an empty draft needs none of these
    from drafter.workspace import draft_review, traced_text

    read = traced_text.text_as_draft(source, path, corpus, layout)
    workspace, text = read.workspace, read.text
    trace = draft_review.CorpusReview(corpus).trace(workspace.draft)
    wanted: Callable[[Match], bool] = {"none": lambda _: False, "sure": lambda match: match.sure}.get(links, bool)
    taken = traced_text.new_links(workspace, trace, wanted)
    if taken:
        traced_text.take_links(workspace, taken)
    workspace.file.create()
    say_where_it_belongs(source)
    _print_remarks(source, text)
    _print_links(workspace, trace, links)
    parties = parties_yaml.load(path)
    unknown = [name for name in text.parties if not parties.find(name)]
    if unknown:
        output.say(f"Nobody knows these parties: {', '.join(unknown)}. Add one with: drafter parties add {path} CODE")
    if any(spot.paragraph.number for spot in workspace.draft.spots.values()):
        output.say(f"The text's own numbers are kept, frozen; to count them: drafter numbers {path} --thaw")
    count = sum(map(len, taken.values()))
    size = f"Paragraphs: {len(workspace.draft.spots)}, parts: {len(text.parts)}, links: {count}"
    output.say(f"Wrote {path}. {size}. Look at each paragraph: drafter {typed(path)}")


def _print_remarks(source: Path, text: NegotiatingText) -> None:
    if text.title:
        output.print_text(f"Title: {text.title}")
    output.print_table(["Line", "", "What"], [(remark.line, remark.kind, remark.what) for remark in text.remarks])
    brackets = text.brackets
    if brackets.found:
        became = {
            "read as alternatives": brackets.read,
            "kept as typed": brackets.typed,
            "in headings": brackets.in_headings,
            "in notes": brackets.in_notes,
            "marks of footnotes and links": brackets.marks,
            "in what is left out": brackets.left_out,
        }
        counted = ", ".join(f"{count:,} {what}" for what, count in became.items() if count)
        output.print_text(f"{brackets.found:,} opening square brackets in {source}: {counted}.")


def _print_links(workspace: Workspace, trace: Trace, links: str) -> None:
    every = [(paragraph, match) for paragraph in trace.paragraphs for match in paragraph.matches]
    if not every:
        return output.print_text("No paragraph reflects a recommendation of the corpus.")
    # Several hundred lines of what may be meant would hide what was read; the screens show them at each paragraph.
    shown = [(paragraph, match) for paragraph, match in every if match.sure or links == "all"]
    uses = workspace.corpus.once(Reflection).uses(workspace.draft)
    cited = {(use.paragraph, use.link.recommendation): str(use.reach) for use in uses}
    rows = [
        (
            paragraph.name,
            match.id,
            f"{match.shown}{' sure' if match.sure else ''}",
            cited.get((paragraph.id, match.id), ""),
            workspace.corpus.by_id[match.id].text,
        )
        for paragraph, match in shown
    ]
    output.print_table(["Paragraph", "Reflects", "How surely", "Cited", "Recommendation"], rows)
    if others := len(every) - len(shown):
        output.say(f"Less sure: {others} more; `drafter trace` lists them.")
    if links == "none":
        output.say("None of these is cited yet: `--links sure` cites the sure ones; cite others in the Outline.")
    return None


COMMANDS = (new, add, set_aside, numbers, demo)


def _place(workspace: Workspace, part: str | None, after: str | None) -> Place | None:
    if part and after:
        raise BadInput(Problem("", None, "Name a part or a paragraph, not both.", "Leave out --part or --after."))
    if part:
        known = workspace.draft.part_by_id
        if part not in known:
            raise BadInput(Problem("", None, f"The draft has no part “{part}”.", f"It has {', '.join(known)}."))
        return Place(part)
    if after:
        spot = workspace.draft.spots[paragraph_named(workspace, after)]
        return Place(spot.container, spot.index + 1)
    return None
