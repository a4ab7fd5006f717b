"""Reads and writes a corpus as YAML; reads the `about` file, which adds to a mapping exercise what its annexes lack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from drafter.corpus.corpus import (
    COLUMN_NAMES,
    About,
    AboutFile,
    AboutHeading,
    AboutParagraph,
    AboutRegion,
    Corpus,
    HeadingLevel,
    ParagraphUse,
    Reading,
    Recommendation,
    Region,
    Section,
    SourceForm,
    Theme,
    parse_id,
    theme_ids,
    unsorted_section,
)
from drafter.corpus.joined_corpora import Member, joined
from drafter.corpus.languages import ENGLISH, TAG
from drafter.errors import BadInput
from drafter.storage import caches, files, yaml_file
from drafter.storage.yaml_file import Faults, Fields, inline_list


def load_about(path: Path) -> About:
    """Read an `about` file. Raises BadInput with every fault found."""
    faults = Faults(str(path))
    fields = yaml_file.read(path, faults)
    about = About(
        fields.text("id"),
        fields.text("congress"),
        fields.text("title"),
        _merged(_about_region(region) for region in fields.mappings("regions")),
        tuple(_about_heading(heading) for heading in fields.mappings("headings")),
        tuple(_about_paragraph(paragraph) for paragraph in fields.mappings("paragraphs")),
        tuple(_columns(fields.mapping("columns"))),
        tuple(_about_file(file) for file in fields.mappings("files")),
        _language(fields, faults, ""),
    )
    fields.end()
    faults.raise_if_any()
    return about


def _language(fields: Fields, faults: Faults, otherwise: str) -> str:
    line, language = fields.line_of("language"), fields.text("language")
    if language and not TAG.fullmatch(language):
        faults.add(line, f"“{language}” is no language tag.", "Write it as fr, or as fr-CA.")
    return language or otherwise


def _about_region(fields: Fields) -> AboutRegion:
    region = AboutRegion(
        fields.text("code", required=True),
        fields.text("name"),
        fields.text("report"),
        fields.text("symbol"),
        fields.text("file"),
    )
    fields.end()
    return region


def _merged(regions: Iterable[AboutRegion]) -> tuple[AboutRegion, ...]:
    """Each region once, at its first place; what a later entry says of it stands over what an earlier one says."""
    merged: dict[str, AboutRegion] = {}
    for region in regions:
        said = {name: value for name, value in asdict(region).items() if value}
        merged[region.code] = replace(merged.get(region.code, region), **said)
    return tuple(merged.values())


def _about_file(fields: Fields) -> AboutFile:
    file = AboutFile(fields.text("file", required=True), fields.choice("is", SourceForm, SourceForm.LIST))
    fields.end()
    return file


def _about_heading(fields: Fields) -> AboutHeading:
    alike = fields.has("like")
    title = fields.text("like" if alike else "heading", required=True)
    level = fields.choice("are" if alike else "is", HeadingLevel, HeadingLevel.THEME)
    fields.end()
    return AboutHeading(title, level, alike)


def _about_paragraph(fields: Fields) -> AboutParagraph:
    name, use = fields.text("paragraph", required=True), fields.choice("is", ParagraphUse, ParagraphUse.NONE)
    fields.end()
    return AboutParagraph(name, use)


def _columns(fields: Fields | None) -> Iterator[tuple[str, str]]:
    if fields is None:
        return
    for name in COLUMN_NAMES:
        head = fields.text(name)
        if head:
            yield name, head
    fields.end()


FORMAT = "1"


def load(path: Path) -> Corpus:
    """Read a corpus from its file, or an unchanged one from the cache; of a file that names several, all of them as
    one; a compiled one is only opened. Raises BadInput with every fault found.
    """
    if is_compiled(path):
        return _compiled(path)
    data = files.read_bytes(path)
    corpus = _several(data, path) if _names_several(data) else _one(data, path)
    return replace(corpus, file=str(path.absolute()))


def _compiled(path: Path) -> Corpus:
    from drafter.storage import compiled_corpus  # a small corpus needs no database

    return compiled_corpus.load(path)


def _one(data: bytes, path: Path) -> Corpus:
    corpus = caches.find_corpus(data)
    if corpus is None:
        corpus = read(data, path)
        caches.keep_corpus(data, corpus)
    return corpus


COMPILED = ".corpus"
"""How the name of a compiled corpus ends."""
_DATABASE = b"SQLite format 3\x00"


def is_compiled(path: Path) -> bool:
    """Whether the file is a database, as a compiled corpus is; not so where it can't be read."""
    try:
        files.check_reach(path)
        with path.open("rb") as file:
            return file.read(len(_DATABASE)) == _DATABASE
    except (OSError, ValueError):
        return False


_SEVERAL = "drafter-corpora"


def names_several(path: Path) -> bool:
    """Whether this file names several corpora, by its first line that is no comment. Raises BadInput where it can't be
    read.
    """
    return not is_compiled(path) and _names_several(files.read_bytes(path))


def _names_several(data: bytes) -> bool:
    lines = data.removeprefix(b"\xef\xbb\xbf").splitlines()
    said = (line for line in lines if line.strip() and not line.startswith((b"#", b"---")))
    return next(said, b"").startswith(_SEVERAL.encode())


def _several(data: bytes, path: Path) -> Corpus:
    faults = Faults(str(path))
    fields = yaml_file.parse_fields(files.decode(data, path), faults)
    check_format(fields, _SEVERAL, [FORMAT], "a list of corpora (`drafter corpus join` writes one)")
    main = fields.text("main", required=True)
    others = [_member(each) for each in fields.mappings("others", required=True)]
    fields.end()
    faults.raise_if_any()

    def loaded(name: str) -> Corpus:
        file = path.parent / name
        return _compiled(file) if is_compiled(file) else _one(files.read_bytes(file), file)

    try:
        return joined(loaded(main), [Member(code, loaded(name), asks) for code, name, asks in others])
    except BadInput as error:
        raise BadInput(replace(each, file=each.file or str(path)) for each in error.problems) from error


def _member(fields: Fields) -> tuple[str, str, bool | None]:
    asks = fields.flag("asks", True) if fields.has("asks") else None
    member = fields.text("code", required=True), fields.text("file", required=True), asks
    fields.end()
    return member


def dump_several(main: str, others: Sequence[tuple[str, str]]) -> str:
    """The text of a file that names several corpora: the main one's file, then the codes and files of the others; the
    paths are from the file's own folder.
    """
    members = [{"code": code, "file": file} for code, file in others]
    return yaml_file.dump({_SEVERAL: int(FORMAT), "main": main, "others": members})


def read(data: bytes, path: Path) -> Corpus:
    """The corpus in these bytes, the content of the file at `path`. Raises BadInput with every fault found."""
    faults = Faults(str(path))
    fields = yaml_file.parse_fields(files.decode(data, path), faults)
    check_format(fields, "drafter-corpus", [FORMAT], "a corpus (`drafter corpus build` writes one)")
    corpus = Corpus(
        id=fields.text("id", required=True),
        congress=fields.text("congress"),
        title=fields.text("title"),
        regions=tuple(_region(region) for region in fields.mappings("regions", required=True)),
        sections=_sections(fields),
        recommendations=tuple(
            _recommendation(recommendation) for recommendation in fields.mappings("recommendations", required=True)
        ),
        language=_language(fields, faults, ENGLISH),
    )
    fields.end()
    faults.raise_if_any()
    _check_consistency(corpus, faults)
    faults.raise_if_any()
    return corpus


def dump(corpus: Corpus) -> str:
    """The corpus as the text of its file. Equal corpora give equal texts."""
    return yaml_file.dump(
        {
            "drafter-corpus": int(FORMAT),
            "id": corpus.id,
            "congress": corpus.congress,
            "title": corpus.title,
            **({} if corpus.language == ENGLISH else {"language": corpus.language}),
            "regions": [_dump_region(region) for region in corpus.regions],
            "sections": [
                {"title": section.title, "themes": [_dump_theme(theme) for theme in section.themes]}
                for section in corpus.sorted_sections
            ],
            **({"unsorted": inline_list(corpus.unsorted)} if corpus.unsorted else {}),
            "recommendations": [_dump_recommendation(recommendation) for recommendation in corpus.recommendations],
        }
    )


def check_format(fields: Fields, key: str, known: Sequence[str], what: str) -> str:
    """The format version that stands under `key`. Raise BadInput unless it is one of the `known`, the newest the last.
    `what` names the kind of file for the message.
    """
    newest = known[-1]
    line, version = fields.line_of(key), fields.text(key)
    if not version:
        fields.faults.add(1, f"This is not {what}: there is no `{key}`.", "Is it the right file?")
    elif version.isdecimal() and int(version) > int(newest):
        fields.faults.add(
            line, f"A newer drafter wrote this file (format {version}; this one reads {newest}).", "Update drafter."
        )
    elif version not in known:
        fields.faults.add(line, f"`{key}` is “{version}”; {newest} is expected.")
    fields.faults.raise_if_any()
    return version


def _region(fields: Fields) -> Region:
    region = Region(
        fields.text("code", required=True),
        fields.text("name", required=True),
        fields.text("report"),
        fields.text("symbol"),
        fields.text("short"),
        fields.flag("asks", True),
    )
    fields.end()
    return region


def _sections(fields: Fields) -> tuple[Section, ...]:
    unsorted = fields.texts("unsorted")
    sections = enumerate(fields.mappings("sections", required=not unsorted), 1)
    return (*(_section(section, str(place)) for place, section in sections), *unsorted_section(unsorted))


def _section(fields: Fields, id: str) -> Section:
    title = fields.text("title", required=True)
    themes = [_theme(theme) for theme in fields.mappings("themes", required=True)]
    fields.end()
    ids = theme_ids(id, [theme.number for theme in themes])
    return Section(id, title, tuple(theme._replace(id=own) for theme, own in zip(themes, ids, strict=True)))


def _theme(fields: Fields) -> Theme:
    theme = Theme("", fields.text("number"), fields.text("title", required=True), fields.texts("placements"))
    fields.end()
    return theme


def _recommendation(fields: Fields) -> Recommendation:
    line, id = fields.line_of("id"), fields.text("id", required=True)
    parsed = parse_id(id, fields.text("region"))
    if parsed is None:
        mend = "Write it as `AP 62(a)`, or add `region: AP` to it; an id has a number."
        fields.faults.add(line, f"“{id}” is not a citation.", mend)
    region, paragraph, letter = parsed or ("", 0, "")
    readings = tuple(_reading(reading) for reading in fields.mappings("readings"))
    attributes = tuple(_attributes(fields.mapping("attributes")))
    text = fields.text("text", required=True)
    recommendation = Recommendation(id, region, paragraph, letter, text, readings, attributes)
    fields.end()
    return recommendation


def _attributes(fields: Fields | None) -> Iterator[tuple[str, str]]:
    for name in fields.names if fields else ():
        assert fields is not None
        yield name, fields.text(name)


def _reading(fields: Fields) -> Reading:
    reading = Reading(fields.text("source", required=True), fields.text("text", required=True), fields.texts("themes"))
    fields.end()
    return reading


def _check_consistency(corpus: Corpus, faults: Faults) -> None:
    """Report ids that stand twice, and references to recommendations and regions that don't exist."""
    ids = [recommendation.id for recommendation in corpus.recommendations]
    for id in sorted(id for id, times in Counter(ids).items() if times > 1):
        faults.add(None, f"The recommendation {id} stands twice.", "Keep one of the two.")
    known, placed = set(ids), {id for theme in corpus.themes for id in theme.placements}
    for theme in corpus.themes:
        for id in theme.placements:
            if id not in known:
                faults.add(None, f"The theme {theme.id} lists {id}, which is not among the recommendations.")
    for recommendation in corpus.recommendations:
        if recommendation.region not in corpus.by_region:
            faults.add(
                None,
                f"{recommendation.id} is of the region {recommendation.region}, which is not among the regions.",
                "Add it there.",
            )
        if recommendation.id not in placed:
            faults.add(
                None, f"No theme lists {recommendation.id}.", "Add it to a theme's placements, or to `unsorted`."
            )
    themed = {id for section in corpus.sorted_sections for theme in section.themes for id in theme.placements}
    for id in (id for id in corpus.unsorted if id in themed):
        faults.add(None, f"{id} stands under a theme and among `unsorted`.", "Take it out of one of them.")
    themes = [theme.id for theme in corpus.themes]
    for id in sorted(id for id, times in Counter(themes).items() if times > 1):
        faults.add(None, f"There are two themes {id}.", "Give each theme of a section its own number.")


def _dump_region(region: Region) -> dict[str, object]:
    content: dict[str, object] = {"code": region.code, "name": region.name}
    if region.report:
        content["report"] = region.report
    if region.symbol:
        content["symbol"] = region.symbol
    if region.short:
        content["short"] = region.short
    return content if region.asks else {**content, "asks": False}


def _dump_theme(theme: Theme) -> dict[str, object]:
    number = {"number": theme.number} if theme.number else {}
    return {**number, "title": theme.title, "placements": inline_list(theme.placements)}


def _dump_recommendation(recommendation: Recommendation) -> dict[str, object]:
    readings = [
        {"source": reading.source, "themes": inline_list(reading.themes), "text": reading.text}
        for reading in recommendation.readings
    ]
    own = parse_id(recommendation.id)
    region = {} if own and own[0] == recommendation.region else {"region": recommendation.region}
    said: dict[str, object] = {"id": recommendation.id, **region, "text": recommendation.text}
    if readings:
        said["readings"] = readings
    if recommendation.attributes:
        said["attributes"] = dict(recommendation.attributes)
    return said
