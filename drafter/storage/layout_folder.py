"""Reads, checks and copies layouts. A layout is a folder: `layout.yaml` for the parts, one `.j2` file a sentence,
`declaration.docx` for the styles.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from drafter.corpus.citations import REGION
from drafter.corpus.languages import TAG, primary
from drafter.draft.draft import Front
from drafter.draft.layout import LANGUAGE, LEVELS, RIGHT, SENTENCES, Captions, Colour, Kind, Layout, Level, PartPlan
from drafter.draft.numerals import DEGREES, Degree
from drafter.errors import BadInput, CannotWrite, Problem
from drafter.storage import files, yaml_file
from drafter.storage.files import read_bytes, read_text
from drafter.storage.folders import TEMPLATES
from drafter.storage.yaml_file import Faults, Fields

DEFAULT = "kyoto"
STYLES = "declaration.docx"


def names() -> list[str]:
    """The names of the layouts that come with drafter, sorted: `kyoto`, and `kyoto/fr` for the one in French."""
    files_ = (*TEMPLATES.glob("*/layout.yaml"), *TEMPLATES.glob("*/*/layout.yaml"))
    return sorted(file.parent.relative_to(TEMPLATES).as_posix() for file in files_)


def default(language: str) -> str:
    """The name of the layout to begin with in a language: the one that comes in it, or else in English."""
    name = f"{DEFAULT}/{primary(language)}"
    return name if (TEMPLATES / name).is_dir() else DEFAULT


def load(name: str) -> Layout:
    """Read a layout: one that comes with drafter, by its name, or the folder at this path.

    Raises BadInput with every fault found, or where there is no such layout.
    """
    folder = _folder(name)
    faults = Faults(str(folder / "layout.yaml"))
    fields = yaml_file.read(folder / "layout.yaml", faults, reuse_parsed=True)
    layout = Layout(
        id=name,
        title=fields.text("title", required=True),
        parts=_parts(fields, faults),
        sentences=_sentences(folder, faults),
        styles=_styles(folder),
        language=(language := _language(fields, faults)),
        languages=_languages(fields, faults),
        numbering=_numbering(fields, faults),
        lead_in=fields.text("lead-in"),
        opening_words=fields.flag("opening-words", False),
        contents=fields.flag("contents", False),
        terms=_terms(fields.mapping("words"), language),
        levels=_levels(fields.mapping("levels")),
        corpus=fields.text("corpus"),
    )
    fields.end()
    faults.raise_if_any()
    return layout


def check(name: str) -> list[Problem]:
    """The problems of a layout: those that keep it from loading, or else those met when its sentences are rendered."""
    try:
        layout = load(name)
    except BadInput as error:
        return list(error.problems)
    return list(_sentence_faults(layout, _folder(name)))


def copy(name: str, folder: Path) -> None:
    """Copy a layout's files to a new folder. Raises CannotWrite where it has files, BadInput for an unknown layout."""
    source = _folder(name)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CannotWrite(f"{folder}: this exists and isn't empty. Name a folder that is to be made.")
    files.make_folder(folder)
    for file in sorted({*source.iterdir(), *map(Path, filter(None, [_styles(source)]))}):
        if file.is_file() and (file.suffix == ".j2" or file.name in ("layout.yaml", STYLES)):
            files.write(folder / file.name, read_bytes(file), replace=False)


def styles(layout: Layout) -> bytes | None:
    """The content of the layout's Word file with its styles, unchecked; None where it has none."""
    return read_bytes(Path(layout.styles)) if layout.styles else None


def _folder(name: str) -> Path:
    if name in names():
        return TEMPLATES / name
    folder = Path(name)
    files.check_reach(folder)
    if not (folder / "layout.yaml").is_file():
        raise BadInput.of(name, "There is no such layout.", f"Name one of {', '.join(names())}, or a layout's folder.")
    return folder


def _styles(folder: Path) -> str:
    """The folder's Word file; of a layout that comes in another language, that of the layout itself."""
    shipped = folder.parent.parent == TEMPLATES
    paths = (folder / STYLES, *((folder.parent / STYLES,) if shipped else ()))
    return next((str(path) for path in paths if path.is_file()), "")


def _sentences(folder: Path, faults: Faults) -> dict[str, str]:
    sentences = {path.stem: read_text(path) for path in sorted(folder.glob("*.j2"))}
    if TEMPLATES in folder.parents:  # tests check ours; checking here would load Jinja at every start
        return sentences
    from drafter.document import layout_sentences

    for name, text in sentences.items():
        fault = layout_sentences.fault(str(folder / f"{name}.j2"), text)
        if fault:
            faults.found.append(fault)
    return sentences


def _parts(fields: Fields, faults: Faults) -> tuple[PartPlan, ...]:
    line = fields.line
    parts: list[PartPlan] = []
    for entry in fields.mappings("parts", required=True):
        part = _part(entry)
        if any(part.id == other.id for other in parts):
            faults.add(entry.line, f"The id “{part.id}” stands twice.", "Give one of the two parts another.")
        parts.append(part)
    if not any(part.kind is Kind.OP for part in parts):
        faults.add(line, "The layout has no operative part.", "Add a part with `kind: OP`.")
    return tuple(parts)


def _part(fields: Fields) -> PartPlan:
    part = PartPlan(
        fields.text("id", required=True),
        fields.text("title", required=True),
        fields.choice("kind", Kind, Kind.OP),
        fields.texts("takes"),
        fields.flag("heading", True),
    )
    fields.end()
    return part


def _language(fields: Fields, faults: Faults) -> str:
    line = fields.line_of("language")
    return _tagged(fields.text("language") or LANGUAGE, line, faults)


def _languages(fields: Fields, faults: Faults) -> tuple[str, ...]:
    line = fields.line_of("languages")
    return tuple(_tagged(language, line, faults) for language in fields.texts("languages"))


def _tagged(language: str, line: int, faults: Faults) -> str:
    if not TAG.fullmatch(language):
        faults.add(line, f"“{language}” is no language tag.", "Write it as en-GB.")
    return language


def _numbering(fields: Fields, faults: Faults) -> tuple[Degree, ...]:
    line, labels = fields.line_of("numbering"), fields.texts("numbering")
    degrees = [degree for label in labels if (degree := Degree.parse(label))]
    if labels and len(degrees) != len(DEGREES):
        mend = "Write the first label of each of the five degrees: ['1.', '(a)', '(i)', 'a.', 'i.']."
        faults.add(line, "These are not five ways to number.", mend)
    return tuple(degrees) if len(degrees) == len(DEGREES) else DEGREES


def _terms(fields: Fields | None, language: str) -> Captions:
    """The words that a document uses: drafter's, in its language, or the layout's own where it gives any."""
    spoken = _terms_in(language)
    if fields is None:
        return spoken
    own = _given(fields)
    fields.end()
    return spoken._replace(**own)


def _terms_in(language: str) -> Captions:
    path = TEMPLATES / f"terms.{primary(language)}.yaml"
    if not path.is_file():
        return Captions()
    faults = Faults(str(path))
    fields = yaml_file.read(path, faults, reuse_parsed=True)
    terms = Captions(**_given(fields))
    fields.end()
    faults.raise_if_any()
    return terms


def _given(fields: Fields) -> dict[str, str]:
    own = {name: text for name in Captions._fields if (text := fields.text(name.replace("_", "-")))}
    if REGION not in own.get("short_report", REGION):
        mend = f"Write {REGION} where the region's name is to stand."
        fields.faults.add(fields.line_of("short-report"), "`short-report` would be the same for every report.", mend)
    return own


def _levels(fields: Fields | None) -> Mapping[str, Level]:
    """How each status is shown: as drafter does it, or as the layout says."""
    if fields is None:
        return LEVELS
    found = {status: _level(fields.mapping(status), level) for status, level in LEVELS.items()}
    fields.end()
    return found


def _level(fields: Fields | None, default: Level) -> Level:
    if fields is None:
        return default
    level = Level(fields.text("words") or default.words, fields.choice("colour", Colour, default.colour))
    fields.end()
    return level


_FULL = Front("Title", "Session", "Place", "Date", "Symbol", "Agenda", "Dates", "Distribution", "Original")


def _sentence_faults(layout: Layout, folder: Path) -> Iterator[Problem]:
    """The problems met when each sentence is rendered, once with empty front matter and once with all of it."""
    from drafter.document import layout_sentences

    for name, text in layout.sentences.items():
        file = str(folder / f"{name}.j2")
        if name not in SENTENCES:
            yield Problem(
                file, None, "No document uses this sentence.", f"Its name must be one of {_sentence_files()}."
            )
        faults: dict[Problem, None] = {}
        for congress, front in (("", Front()), ("Congress", _FULL)):
            values = {"congress": congress, "mapping": "Mapping", "front": asdict(front), "regions": ["Region"]}
            values["right"] = RIGHT
            try:
                layout_sentences.render(file, text, values)
            except BadInput as error:
                faults |= dict.fromkeys(error.problems)
        yield from faults


def _sentence_files() -> str:
    return ", ".join(f"{name}.j2" for name in SENTENCES)
