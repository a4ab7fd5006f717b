"""Commands that read the mapping: themes, show, search, and `corpus build | report | dump | compare`."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drafter.cli import output
from drafter.cli.arguments import FILE, VIEWS, F, ViewType, corpus_option, format_option, opened
from drafter.corpus.corpus import (
    COLUMN_NAMES,
    AboutHeading,
    AboutParagraph,
    Corpus,
    HeadingLevel,
    ParagraphUse,
    SourceForm,
    parse_citation,
)
from drafter.corpus.languages import is_english, named
from drafter.document import json_views
from drafter.errors import BadInput, Problem
from drafter.storage import corpus_yaml
from drafter.storage.files import typed

if TYPE_CHECKING:  # what reads mapping exercises, or shows a draft, is loaded when somebody does that
    from drafter.draft.text import View
    from drafter.intake.mapping_exercise import MappingExercise
    from drafter.intake.readings import Remark
    from drafter.workspace.source_files import GivenSources, ReadSources

_DRAFTS = (".yaml", ".yml")


@click.command()
@format_option
@corpus_option
def themes(as_json: bool, corpus: Corpus) -> None:
    """List the themes, with how many points each region has under each."""
    data = json_views.themes(corpus)
    if as_json:
        return output.print_json(data)
    codes = [region.code for region in corpus.regions]
    for section in corpus.sections:
        ids = {theme.id for theme in section.themes}
        rows = [
            (theme["id"], theme["title"], *(theme["regions"][code] or "–" for code in codes), theme["placements"])
            for theme in data
            if theme["id"] in ids
        ]
        output.print_text(section.title, "bold")
        output.print_table(["", "Theme", *codes, "all"], rows, right=range(2, len(codes) + 3))
    return None


@click.command()
@click.argument("citations", metavar="RECOMMENDATION...|DRAFT", nargs=-1, required=True)
@click.option("--view", type=ViewType(), metavar="VIEW", help=f"Of a draft: {VIEWS}.  [default: attributed]")
@format_option
@corpus_option
def show(citations: tuple[str, ...], view: View | None, as_json: bool, corpus: Corpus) -> None:
    """Show recommendations whole: `drafter show "AP 62(a)"`; or the text of a draft: `drafter show DRAFT`.

    What isn't agreed in the draft stands in square brackets, with who wants it.
    """
    if len(citations) == 1 and citations[0].lower().endswith(_DRAFTS):
        return _show_draft(Path(citations[0]), view, as_json, corpus)
    recommendations = [json_views.recommendation(corpus, corpus.get(name)) for name in citations]
    if as_json:
        return output.print_json(recommendations[0] if len(recommendations) == 1 else recommendations)
    for place, recommendation in enumerate(recommendations):
        if place:
            output.print_text()
        _print_recommendation(recommendation)
    return None


@click.command()
@click.argument("words", nargs=-1, required=True)
@format_option
@corpus_option
def search(words: tuple[str, ...], as_json: bool, corpus: Corpus) -> None:
    """Find recommendations: words, prefix*, "a phrase", AND / OR / NOT, or a citation."""
    from drafter.corpus.search import MOST_WORDS, Index, too_many

    query = " ".join(words)
    if count := too_many(query):
        what = f"A search has at most {MOST_WORDS} words; these are {count:,}."
        raise BadInput(Problem("", None, what, "Search for some of them at a time."))
    index = Index(corpus)
    ids = index.find(query)
    if as_json:
        return output.print_json([json_views.recommendation(corpus, corpus.by_id[id]) for id in ids])
    if not ids:
        return output.say(f"Nothing found for “{query}”.")
    output.print_table(["", "Recommendation"], [(id, corpus.by_id[id].text) for id in ids])
    return output.say(f"{len(ids)} found.")


class _CorpusGroup(click.Group):
    """Its commands that write documents are loaded when they are called."""

    def list_commands(self, context: click.Context) -> list[str]:
        return sorted([*super().list_commands(context), _COMPARE])

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name != _COMPARE:
            return super().get_command(context, name)
        from drafter.cli.editions import compare

        return compare


_COMPARE = "compare"


@click.group(name="corpus", cls=_CorpusGroup)
def corpus_group() -> None:
    """Build a corpus from a mapping exercise, report on it, print it, compare two editions of it."""


def _show_draft(path: Path, view: View | None, as_json: bool, corpus: Corpus) -> None:
    """Print a draft's text, as a view has it."""
    from drafter.document.outline import OutlineParagraph
    from drafter.draft.text import ATTRIBUTED
    from drafter.formats.registry import Options
    from drafter.workspace.export import known_view, render

    workspace = opened(path, corpus)
    chosen = known_view(workspace, view or ATTRIBUTED)
    if as_json:
        return output.print_document(render(workspace, ".json", Options(annexes=(), view=chosen)))
    for block in workspace.outline_in(chosen).blocks:
        if isinstance(block, OutlineParagraph):
            output.print_text(f"{block.ref}  {' '.join(filter(None, (block.printed, block.tag)))}")
        else:
            output.print_text(block.text, "bold")
    return None


class _Columns(click.ParamType[tuple[tuple[str, str], ...]]):
    """`text="Recommendation",id="Ref."`: what a table calls its columns."""

    name = "NAME=HEAD,…"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[tuple[str, str], ...]:
        if not isinstance(value, str):
            return tuple(value)
        pairs = []
        for part in _PART.findall(value):
            name, _, head = part.partition("=")
            head = head.strip().strip("\"'")
            if name.strip() not in COLUMN_NAMES or not head:
                self.fail(f"“{part}” is none of: {', '.join(f'{each}=HEAD' for each in COLUMN_NAMES)}.", param, ctx)
            pairs.append((name.strip(), head))
        return tuple(pairs)


class _Answer(click.ParamType[AboutHeading | AboutParagraph]):
    """`Oil=theme`: what a heading heads; `Oil=themes`: all that are marked and numbered as it is. `AP 14=letters`: what
    words of a report are.
    """

    name = "WORDS=ANSWER"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> AboutHeading | AboutParagraph:
        title, _, said = str(value).rpartition("=")
        title, answer = title.strip(), said.strip().casefold()
        levels = {f"{each}{ending}": (each, bool(ending)) for each in HeadingLevel for ending in ("", "s")}
        if title and answer in levels:
            return AboutHeading(title, *levels[answer])
        if not title or answer not in list(ParagraphUse):
            headings, paragraphs = ", ".join(levels), ", ".join(ParagraphUse)
            self.fail(f"“{value}” is none of: HEADING={headings}; PARAGRAPH={paragraphs}.", param, ctx)
        return AboutParagraph(title, ParagraphUse(answer))


class _Report(click.ParamType[tuple[str, Path]]):
    """`AP=ap.pdf`: a report and with which letters it is cited; `ap.pdf`, where the about file says that."""

    name = "CODE=FILE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, Path]:
        code, _, name = str(value).rpartition("=")
        if code and parse_citation(f"{code} 1") != (code, 1, ""):
            self.fail(f"“{code}” can't begin a citation; letters can, also `G77`, `SEA-2`.", param, ctx)
        return code, FILE.convert(name, param, ctx)


_PART = re.compile(r"""(?:[^,"']|"[^"]*"|'[^']*')+""")


def _sources(command: F) -> F:
    """The files of a corpus, how to read them, what the user says of them; without, those that come with drafter."""
    for option in (
        click.option(
            "--columns", type=_Columns(), default=(), help='What a table calls its columns: text="Recommendation".'
        ),
        click.option(
            "--about",
            type=FILE,
            help="What the files can't say: congress, region codes, titles (YAML).  [default: about.yaml beside them]",
        ),
        click.option(
            "--report",
            "reports",
            type=_Report(),
            multiple=True,
            help="A meeting's report, and with which letters it is cited: AP=ap.pdf. Its points are sorted later.",
        ),
        click.option("--table", type=FILE, help="A table, a row a recommendation, in any format."),
        click.option("--matrix", type=FILE, help="The mapping as a matrix, a column a region, in any format."),
        click.option("--list", "listing", type=FILE, help="The mapping as a list by theme, in any format."),
        click.argument("found", metavar="[FILE]...", type=FILE, nargs=-1),
    ):
        command = option(command)
    return command


def _given(options: dict[str, Any]) -> GivenSources:
    from drafter.workspace.source_files import GivenSources

    forms = {
        SourceForm.LIST: options["listing"],
        SourceForm.MATRIX: options["matrix"],
        SourceForm.TABLE: options["table"],
    }
    given = {form: path for form, path in forms.items() if path}
    return GivenSources(options["found"], given, options["reports"], options["about"], options["columns"])


@corpus_group.command()
@click.option("-o", "--output", "target", type=FILE, metavar="FILE", help="Where to write the corpus.")
@click.option("--replace", is_flag=True, help="Replace the file if it exists.")
@click.option(
    "--settle",
    "answers",
    type=_Answer(),
    multiple=True,
    help='What is doubtful, kept in the about file: "Oil=theme"; "Oil=themes" for all like it; "AP 14=letters".',
)
@click.option("--ask", is_flag=True, help="Settle what is doubtful on a screen, one by one, and write from there.")
@click.option("--preview", is_flag=True, help="Only show what is found, and what is doubtful; write nothing.")
@click.option(
    "--declaration", metavar="[CODE=]FILE", help="A declaration that was adopted, paragraph by paragraph: K=kyoto.docx."
)
@_sources
def build(
    target: Path | None,
    declaration: str | None,
    replace: bool,
    ask: bool,
    preview: bool,
    answers: tuple[AboutHeading | AboutParagraph, ...],
    **options: Any,
) -> None:
    """Read recommendations from FILEs, a list by theme, a matrix by region, a table or reports, and write their corpus.

    Word, PDF, Excel, CSV, web pages, Markdown and text are read. Without files, the corpus that comes with drafter is
    built again from its two annexes.
    """
    from drafter.cli.delivery import refuse_other_than_yaml
    from drafter.storage import folders
    from drafter.workspace import about_file, source_files

    if not _is_compiled(target):
        refuse_other_than_yaml(target, "A corpus")
    sources = _given(options)
    if declaration is not None:
        return _build_declaration(declaration, sources, target, replace, preview)
    if answers and sources.about_file:
        about_file.settle(sources.about_file, answers)
    if ask:
        return _build_on_screen(sources, target, replace)
    if target is None and not preview and not sources.is_empty:
        raise BadInput(Problem("", None, "Where should the corpus be written?", "Add -o FILE."))
    with output.progress("Reading") as progress:
        read = source_files.read_sources(sources, lambda path: source_files.read(path, progress))
    if preview:
        return _preview(read)
    if read.problems:
        raise BadInput(read.problems)
    if not sources.is_empty:
        for taken in read.taken:
            output.say(f"{taken}.")
    path = target or folders.CORPUS
    corpus = source_files.kept_sorted(read, path) if replace else read.exercise.corpus
    _write_corpus(path, corpus, replace or target is None)
    return _say_written(path, corpus)


def _is_compiled(path: Path | None) -> bool:
    """Whether a corpus that is written to this file is compiled."""
    return path is not None and path.suffix.lower() == corpus_yaml.COMPILED


def _write_corpus(path: Path, corpus: Corpus, replace: bool) -> None:
    from drafter.cli.delivery import replaced_on_request
    from drafter.workspace import others_texts

    with output.progress("Compiling") as progress, replaced_on_request(path):
        others_texts.write_corpus(path, corpus, progress, replace=replace)


def _build_on_screen(sources: GivenSources, target: Path | None, replace: bool) -> None:
    from drafter.cli.screens import build_alone
    from drafter.workspace.corpus_building import CorpusBuilding

    written = build_alone(CorpusBuilding(sources), target or Path("corpus.yaml"), replace)
    if written:
        _say_written(written, corpus_yaml.load(written))


def _say_written(path: Path, corpus: Corpus) -> None:
    if corpus.unsorted and not _is_compiled(path):
        waiting = output.counted(len(corpus.unsorted), "recommendation")
        output.say(f"Without a theme yet: {waiting}. To put them under themes: drafter corpus sort {typed(path)}")
    output.say(f"Wrote {path}: {_counts(corpus)}. `drafter corpus report` lists what is worth knowing.")


def _build_declaration(named: str, sources: GivenSources, target: Path | None, replace: bool, preview: bool) -> None:
    from drafter.cli.delivery import write_file
    from drafter.workspace import others_texts

    if not sources.is_empty:
        what = "A declaration is a corpus of its own."
        raise BadInput(Problem("", None, what, "Build it by itself, then put both together: drafter corpus join"))
    code, parted, name = named.rpartition("=")
    corpus = others_texts.declaration(Path(name), code if parted else "", sources.about)
    if preview:
        rows = [(point.id, point.text) for point in corpus.recommendations]
        return output.print_table(["", corpus.regions[0].name], rows)
    if target is None:
        raise BadInput(Problem("", None, "Where should the corpus be written?", "Add -o FILE."))
    write_file(target, others_texts.corpus_file(corpus), replace)
    return output.say(f"Wrote {target}: {corpus.regions[0].name}, {_counts(corpus)}.")


@corpus_group.command()
@click.argument("main", type=FILE)
@click.argument("others", metavar="CODE=FILE...", nargs=-1, required=True)
@click.option(
    "-o", "--output", "target", type=FILE, metavar="FILE", required=True, help="The file that names them all."
)
@click.option("--replace", is_flag=True, help="Replace the file if it exists.")
def join(main: Path, others: tuple[str, ...], target: Path, replace: bool) -> None:
    """Write a file that names several corpora, to work with as one: `--corpus all.yaml`.

    MAIN's ids stay as they are; those of each other begin with its CODE: `drafter corpus join 15.yaml K=kyoto.yaml -o
    all.yaml`.
    """
    from drafter.cli.delivery import refuse_other_than_yaml, write_file
    from drafter.workspace import others_texts

    refuse_other_than_yaml(target, "A list of corpora")
    unnamed = [each for each in others if "=" not in each]
    if unnamed:
        what = f"With which letters do the citations of {unnamed[0]} begin?"
        raise BadInput(Problem("", None, what, f"Say K={unnamed[0]}, for example."))
    pairs = [(code, Path(name)) for code, _, name in (each.partition("=") for each in others)]
    data, corpus = others_texts.joined_corpora_file(target, main, pairs)
    write_file(target, data, replace)
    output.say(f"Wrote {target}: {_counts(corpus)}.")


def _counts(corpus: Corpus) -> str:
    themes = [theme for section in corpus.sorted_sections for theme in section.themes]
    placements = sum(len(theme.placements) for theme in themes)
    counts = {
        "section": len(corpus.sorted_sections),
        "theme": len(themes),
        "placement": placements,
        "recommendation": len(corpus.recommendations),
    }
    language = () if is_english(corpus.language) else (f"in {named(corpus.language)}",)
    return ", ".join((*(output.counted(count, what) for what, count in counts.items()), *language))


def _preview(read: ReadSources) -> None:
    """Print what was found: each file's form, the regions, the sections with their themes; then what is doubtful."""
    corpus = read.exercise.corpus
    for taken in read.taken:
        output.print_text(f"{taken}.")
    output.print_text(f"Found: {_counts(corpus)}.")
    by_region = Counter(point.region for point in corpus.recommendations)
    rows = [(region.code, region.name, region.report, by_region[region.code]) for region in corpus.regions]
    output.print_table(["", "Region", "Report", "points"], rows, right=(3,))
    for section in corpus.sections:
        output.print_text(section.title, "bold")
        themes = [(theme.id, theme.label, len(theme.placements)) for theme in section.themes]
        output.print_table(["", "Theme", "points"], themes, right=(2,))
    doubts = len(read.problems)
    if not doubts:
        output.say(f"Nothing is doubtful. Worth knowing: {len(read.exercise.remarks)} (`drafter corpus report`).")
        return
    output.print_text(f"Doubtful, and to be settled before the corpus can be written ({doubts})", "bold")
    for problem in read.problems:
        output.print_text(str(problem))


class _Put(click.ParamType[tuple[str, str, tuple[str, ...]]]):
    """`Justice/Courts=AP 3(a),AP 3(b)`: a section, a theme, and the points that go there."""

    name = "SECTION/THEME=POINT,…"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str, tuple[str, ...]]:
        where, _, points = str(value).rpartition("=")
        section, _, theme = where.partition("/")
        ids = tuple(filter(None, (point.strip() for point in points.split(","))))
        if not (section.strip() and ids):
            self.fail(f"“{value}” is not written SECTION/THEME=POINT,POINT.", param, ctx)
        return section.strip(), (theme or section).strip(), ids


@corpus_group.command()
@click.argument("path", metavar="CORPUS", type=FILE)
@click.option(
    "--put",
    "placements",
    type=_Put(),
    multiple=True,
    help='Without the screen: "Justice/Courts=AP 3(a),AP 3(b)"; section and theme are made where they are missing.',
)
def sort(path: Path, placements: tuple[tuple[str, str, tuple[str, ...]], ...]) -> None:
    """Put the points of CORPUS that have no theme yet under themes, on a screen; each step is saved, and can be undone.

    Themes are suggested by what stands under them already. Leave and come back as you like.
    """
    from drafter.workspace.corpus_file import CorpusFile

    file = CorpusFile(path)
    if not placements:
        from drafter.cli.screens import sort_alone

        return sort_alone(file)
    for section, theme, names in placements:
        file.put_by_title(section, theme, names)
    file.save()
    count, waiting = len(file.corpus.recommendations), len(file.corpus.unsorted)
    return output.say(f"Wrote {path}: {count - waiting} of {count} sorted.")


@corpus_group.command()
@format_option
@_sources
def report(as_json: bool, **options: Any) -> None:
    """List where the sources differ, gaps in runs of letters, and citations that had to be completed."""
    from drafter.workspace import others_texts, source_files

    read = source_files.read_sources(_given(options))
    if read.problems:
        raise BadInput(read.problems)
    remarks = read.exercise.remarks
    if as_json:
        return output.print_json(others_texts.remarks_data(remarks))
    for kind, group in others_texts.by_kind(remarks):
        output.print_text(f"{kind} ({len(group)})", "bold")
        for remark in group:
            _print_remark(remark, read.exercise)
    return None


@corpus_group.command()
@format_option
@corpus_option
def dump(as_json: bool, corpus: Corpus) -> None:
    """Print the whole corpus."""
    if as_json:
        return output.print_json(json_views.corpus(corpus))
    rows = [(id, theme.id, corpus.by_id[id].text) for theme in corpus.themes for id in theme.placements]
    return output.print_table(["", "Theme", "Recommendation"], rows)


COMMANDS = (themes, show, search, corpus_group)


def _print_remark(remark: Remark, exercise: MappingExercise) -> None:
    subject = f"{remark.subject}: " if remark.subject else ""
    output.print_text(f"{subject}{remark.what} ({Path(remark.file).name}, {exercise.place(remark.file, remark.line)})")
    for quote in remark.quotes:
        theme = f", {quote.theme}" if quote.theme else ""
        output.print_text(f"    {quote.source} ({exercise.place(quote.file, quote.line)}{theme}): {quote.text}")
    output.print_text()


def _print_recommendation(recommendation: json_views.Data) -> None:
    output.print_text(recommendation["id"], "bold")
    output.print_text(recommendation["text"])
    output.print_text(recommendation["citation"])
    for theme in recommendation["themes"]:
        number = f"{theme['number']}. " if theme["number"] else ""
        output.print_text(f"Theme {theme['id']}: {number}{theme['title']}")
    for name, value in recommendation.get("attributes", {}).items():
        output.print_text(f"{name}: {value}")
    for reading in recommendation["readings"]:
        output.print_text(f"Reading of the {reading['source']}: {reading['text']}")
