"""Everything that reads what somebody else made, each as a function of bytes that may raise DrafterError only."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from functools import cache
from io import BytesIO
from itertools import count
from pathlib import Path
from zipfile import ZipFile

import xlsxwriter

from drafter.corpus.corpus import About, AboutRegion, Corpus
from drafter.corpus.search import Index
from drafter.document import layout_sentences
from drafter.draft import bracket_notation
from drafter.draft.draft import Draft
from drafter.errors import DrafterError
from drafter.formats.docx import guard, reader
from drafter.formats.docx.package import open_base
from drafter.intake import text_blocks
from drafter.intake.joined_lines import SourceText
from drafter.intake.mapping_exercise import read_mapping
from drafter.intake.negotiating_text import read_text
from drafter.intake.room_edits.room_edit import Decision
from drafter.intake.text_blocks import TextBlock
from drafter.review.checks.checker import Checker
from drafter.storage import (
    checks_yaml,
    corpus_yaml,
    draft_yaml,
    exported_versions,
    files,
    folders,
    kept_decisions,
    layout_folder,
    parties_yaml,
    revision_folder,
    ui_state,
    unsaved_texts,
)
from drafter.workspace import Workspace, amendment_files, room_return
from drafter.workspace.draft_file import merge_files
from drafter.workspace.source_files import GivenSources, read_sources
from tests.builders import HOSTILE, corpus, draft, paragraph
from tests.formats.word_xml import made
from tests.intake.office_files import pdf

_TRACKED = (
    '<w:moveFromRangeStart w:id="1" w:name="m"/><w:p><w:pPr><w:pStyle w:val="a"/><w:numPr><w:ilvl w:val="1"/></w:numPr>'
    '<w:rPr><w:ins w:author="A" w:date="2026-11-28T10:00:00Z"/></w:rPr></w:pPr><w:commentRangeStart w:id="1"/>'
    '<w:ins w:author="A"><w:r><w:t>We</w:t></w:r><w:del w:author="B"><w:r><w:delText>urge</w:delText></w:r></w:del>'
    '</w:ins><w:commentRangeEnd w:id="1"/><w:moveFrom w:author="C"><w:r><w:t>all</w:t></w:r></w:moveFrom></w:p>'
    '<w:tbl><w:tr><w:trPr><w:del w:author="D"/></w:trPr><w:tc><w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>'
    "</w:tc></w:tr></w:tbl>"
)
"""What others did to a file, of each kind something."""

Reader = Callable[[bytes], object]
CORPUS = corpus()
NAME = Path("input")
VALUES = {"congress": "Third", "front": {"place": "Vienna", "agenda": "one\ntwo"}, "regions": ["North", "South"]}
ABOUT = About(
    "x", "", "", (AboutRegion("NO", "North", "Report of the Northern Meeting"), AboutRegion("SO", "South", "Report"))
)
INPUTS = Path(__file__).parents[1] / "golden" / "inputs"
THEIRS = (INPUTS / "compilation.md").read_bytes()
_FOLDER = Path(tempfile.mkdtemp(prefix="drafter-readers-"))
_MAIN = "word/document.xml"
_SHEET = "xl/worksheets/sheet1.xml"


def _file(data: bytes, name: str = "input.yaml") -> Path:
    """A file with these bytes, alone in a folder but for others of its name's kind."""
    path = _FOLDER / name.replace(".", "-") / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return path


def read_draft(data: bytes) -> Draft:
    made = draft_yaml.read(data, NAME, CORPUS)
    # What can be read can be written and read again, to the same draft.
    assert draft_yaml.read(draft_yaml.dump(made).encode(), NAME, CORPUS) == made
    return made


def read_layout(data: bytes) -> object:
    return layout_folder.load(str(_file(data, "layout.yaml").parent))


def read_sentence(data: bytes) -> object:
    return layout_sentences.render("title.j2", files.decode(data, NAME), VALUES)


def read_parties(data: bytes) -> object:
    return parties_yaml.read(_file(data, parties_yaml.NAME), parties_yaml.load())


def read_checks(data: bytes) -> object:
    rules, _off = checks_yaml.read(_file(data, checks_yaml.NAME))
    return Checker(rules, CORPUS).check(_DRAFT)


def read_list(data: bytes) -> object:
    return read_mapping(listing=SourceText("list", files.decode(data, NAME)), matrix=None, about=About())


def read_matrix(data: bytes) -> object:
    return read_mapping(listing=None, matrix=SourceText("matrix", files.decode(data, NAME)), about=ABOUT)


def read_theirs(blocks: list[TextBlock]) -> object:
    numbers = count(1)
    text = read_text(blocks, lambda: f"p{next(numbers)}")
    assert text.brackets.found == text.brackets.accounted
    made = Draft("d", "kyoto", CORPUS.id, text.parts)
    if text.parts:  # what was read can be kept in a file
        assert draft_yaml.read(draft_yaml.dump(made).encode(), NAME, CORPUS) == made
    return made


def read_word(data: bytes) -> object:
    read_theirs(text_blocks.from_word("input", reader.read(data, NAME)))
    return open_base(guard.checked(data, NAME))


def source(ending: str) -> Reader:
    """What `drafter corpus build` does with a file of this ending."""
    return lambda data: read_sources(GivenSources([_file(data, f"input{ending}")]))


def read_amendments(data: bytes) -> object:
    if data.startswith(b"PK"):
        return amendment_files.read(_file(data, "input.xlsx"), _PARTIES)
    ending = ".yaml" if b"\n- " in data else ".csv"
    return amendment_files.read(_file(data, f"input{ending}"), _PARTIES)


def read_edited(data: bytes) -> object:
    """What the room did in a Word file, all of it taken home or bracketed."""
    path, congress = _file((INPUTS / "rich.yaml").read_bytes(), "rich.yaml"), _congress()
    workspace = Workspace.open(path, congress)
    home = room_return.opened(workspace, _file(data, "room.docx"))
    wanted = {
        edit.id: Decision.BRACKETED if edit.may_be_bracketed and place % 2 else Decision.TAKEN
        for place, edit in enumerate(home.edits.edits)
    }
    home.take(wanted, {edit.author: "JP" for edit in home.edits.edits}, keep=False)
    assert draft_yaml.read(draft_yaml.dump(workspace.draft).encode(), NAME, congress) == workspace.draft
    return workspace.draft


def read_merged(data: bytes) -> object:
    """Their version of a draft, merged with ours and the one before."""
    target = _FOLDER / "merged.yaml"
    target.unlink(missing_ok=True)
    base, ours = (_file(draft_yaml.dump(made).encode(), f"{name}.yaml") for name, made in _VERSIONS.items())
    merged = merge_files(base, ours, _file(data, "theirs.yaml"), CORPUS, ("US", "EU"), target)
    assert draft_yaml.load(target, CORPUS) == merged.draft
    return merged


def read_revision(data: bytes) -> object:
    beside = _FOLDER / "revised" / "draft.yaml"
    folder = exported_versions.folder_of(beside)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "Rev.1.yaml").write_bytes(data)
    return [revision_folder.load(kept, CORPUS) for kept in revision_folder.listing(beside).revisions]


def read_kept(data: bytes) -> object:
    """What drafter keeps for itself: damage to it is met with silence."""
    kept_decisions.load(_file(data, "decisions.json"))
    words = unsaved_texts.with_file(NAME, "session", unsaved_texts.Unfinished(unsaved_texts.Purpose.NEW))
    assert words.file
    words.file.parent.mkdir(parents=True, exist_ok=True)
    words.file.write_bytes(data)
    unsaved_texts.listing(NAME)
    words.file.unlink()
    (folders.make_state_folder() / "remembered.json").write_bytes(data)
    return ui_state.load()


def read_notation(data: bytes) -> object:
    """What somebody types as a paragraph, kept in a draft."""
    text = bracket_notation.read(files.decode(data, NAME).strip(), "p1")
    bracket_notation.written(text, named=True)
    made = draft(paragraph("p1", text))
    assert not text.written or draft_yaml.read(draft_yaml.dump(made).encode(), NAME, CORPUS) == made
    return text


def read_search(data: bytes) -> object:
    words = data.decode("utf-8", "surrogateescape")  # as the command line has it
    return [_INDEX.find(words), _INDEX.find_as_typed(words), _INDEX.missing(words), _INDEX.hits("NO 1(b)", words)]


def within(name: str, part: str, read: Reader) -> Reader:
    """A reader of packages, as one of a single part's bytes: what damages that part reaches further."""
    return lambda data: read(_with_part(seeds(name)[0], part, data))


def _with_part(package: bytes, part: str, data: bytes) -> bytes:
    stream = BytesIO()
    with ZipFile(BytesIO(package)) as old, ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, data if name == part else old.read(name))
    return stream.getvalue()


def _part_of(package: bytes, part: str) -> bytes:
    with ZipFile(BytesIO(package)) as opened:
        return opened.read(part)


@cache
def _congress() -> Corpus:
    return corpus_yaml.load(folders.CORPUS)


_DRAFT = draft(paragraph("p1", "", "NO 1(b)"), paragraph("p2", "We [act / wait - EU], and recommend it in the region."))
_VERSIONS = {"base": draft(paragraph("p1", "We act."), paragraph("p2")), "ours": _DRAFT}
_PARTIES = parties_yaml.load()
_INDEX = Index(CORPUS)

READERS: dict[str, Reader] = {
    "draft": read_draft,
    "corpus": lambda data: corpus_yaml.load(_file(data)),
    "about": lambda data: corpus_yaml.load_about(_file(data)),
    "layout": read_layout,
    "parties": read_parties,
    "checks": read_checks,
    "sentence": read_sentence,
    "revision": read_revision,
    "merged": read_merged,
    "kept": read_kept,
    "notation": read_notation,
    "search": read_search,
    "list": read_list,
    "matrix": read_matrix,
    "table": source(".csv"),
    "annexpage": source(".html"),
    "annextext": source(".md"),
    "workbook": source(".xlsx"),
    "sheet": within("workbook", _SHEET, source(".xlsx")),
    "pdf": source(".pdf"),
    "amendments": read_amendments,
    "word": read_word,
    "body": within("word", _MAIN, read_word),
    "edited": read_edited,
    "room": within("edited", _MAIN, read_edited),
    "markdown": lambda data: read_theirs(text_blocks.from_text("input.md", data)),
    "text": lambda data: read_theirs(text_blocks.from_text("input.txt", data)),
    "page": lambda data: read_theirs(text_blocks.from_text("input.html", data)),
}
PACKAGES = ("workbook", "word", "edited")
"""The readers of zipped files."""


_TABLE = "Text,Region,Theme\nTrain judges.,North,Acts\nShare data.,South,Acts; Data\n"


def _workbook() -> bytes:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        page = book.add_worksheet("Points")
        for row, line in enumerate(_TABLE.splitlines()):
            page.write_row(row, 0, line.split(","))
    return stream.getvalue()


@cache
def seeds(reader: str) -> list[bytes]:
    """Sound inputs to begin from."""
    sources = folders.CONGRESS / "sources"
    found: dict[str, Callable[[], list[bytes]]] = {
        "draft": lambda: [draft_yaml.dump(draft(paragraph("p1", "", "NO 1(b)"), paragraph("p2", "[x / y]"))).encode()],
        "corpus": lambda: [corpus_yaml.dump(CORPUS).encode()],
        "about": lambda: [(folders.CONGRESS / "about.yaml").read_bytes()],
        "layout": lambda: [(folders.TEMPLATES / name / "layout.yaml").read_bytes() for name in layout_folder.names()],
        "parties": lambda: [b"drafter-parties: 1\nparties:\n- {code: X, members: [JP], aliases: [Frends]}\n"],
        "checks": lambda: [(INPUTS / "rules.yaml").read_bytes(), checks_yaml.SHIPPED.read_bytes()],
        "sentence": lambda: [path.read_bytes() for path in sorted(folders.TEMPLATES.glob("*/*.j2"))],
        "revision": lambda: [_revision()],
        "merged": lambda: [draft_yaml.dump(draft(paragraph("p1", "We [act / wait - JP]."))).encode()],
        "kept": lambda: [
            json.dumps({"made": {"a": "taken"}, "parties": {"A": "JP"}}).encode(),
            b'{"purpose": "wording", "at": "p", "index": null, "sources": [], "text": "We act."}',
            b'{"recent": ["x"], "theme": "", "tour": true, "targets": {"d": 9}, "places": {"d": ["outline"]}}',
        ],
        "notation": lambda: [HOSTILE.encode(), b"We [act - EU; US delete / wait - G77] [now][soon], modalit[y][ies]."],
        "search": lambda: [b'victim* AND (data OR "all crimes") NOT NO 1(b)'],
        "list": lambda: [(sources / "annex-a.txt").read_bytes()[:3000], (sources / "annex-a.txt").read_bytes()[-2500:]],
        "matrix": lambda: [(sources / "annex-b.txt").read_bytes()[:3000]],
        "table": lambda: [_TABLE.encode()],
        "annexpage": lambda: [
            b"<h1>General</h1><h2>I. Acts</h2><ul><li>Train judges. [NO 1(a)]</li></ul><table><tr><td>a"
        ],
        "annextext": lambda: [
            b"# General\n\n## I. Acts\n\n- Train judges [NO 1(a)]\n- Share [SO 2(b), NO 3]\n\n| a | b |\n"
        ],
        "workbook": lambda: [_workbook()],
        "sheet": lambda: [_part_of(_workbook(), _SHEET)],
        "pdf": lambda: [pdf([[(50, 750, "I. Acts"), (50, 700, "Train judges [NO 1(a)]")]], [(40, 690, 500, 690)])],
        "amendments": lambda: [
            (INPUTS / "amendments.csv").read_bytes(),
            b"amendments:\n- paragraph: OP1\n  by: [EU, JP]\n  text: Act.\n- {paragraph: OP2, by: US, kind: delete}\n",
        ],
        "word": lambda: [(folders.TEMPLATES / "kyoto" / "declaration.docx").read_bytes(), made(_TRACKED)],
        "body": lambda: [_part_of(made(_TRACKED), _MAIN)],
        "edited": lambda: [(INPUTS / "rich-room.docx").read_bytes()],
        "room": lambda: [_part_of((INPUTS / "rich-room.docx").read_bytes(), _MAIN)],
        "markdown": lambda: [THEIRS],
        "text": lambda: [THEIRS],
        "page": lambda: [
            b"<h1>Acts</h1><p>Recalling [it],<ol><li>We [act:<ol><li>now;<li>then.]</ol></ol><table><tr><td>a"
        ],
    }
    return found[reader]()


def _revision() -> bytes:
    from datetime import UTC, datetime

    beside = Path(tempfile.mkdtemp(dir=_FOLDER)) / "draft.yaml"
    return revision_folder.save(beside, "Rev.1", _DRAFT, datetime(2026, 2, 1, tzinfo=UTC)).path.read_bytes()


def stands(reader: str, data: bytes) -> None:
    """Read it. A DrafterError is an answer; anything else goes on up."""
    try:
        READERS[reader](data)
    except DrafterError as error:
        assert str(error).strip(), "an error without a word"
