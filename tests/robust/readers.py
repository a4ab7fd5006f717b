"""Everything that reads what somebody else made, each as a function of bytes that may raise DrafterError only."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path

from drafter.corpus.corpus import About, AboutRegion
from drafter.document import layout_sentences
from drafter.draft.draft import Draft
from drafter.errors import DrafterError
from drafter.formats.docx import guard, reader
from drafter.formats.docx.package import open_base
from drafter.intake import text_blocks
from drafter.intake.joined_lines import SourceText
from drafter.intake.mapping_exercise import read_mapping
from drafter.intake.negotiating_text import read_text
from drafter.intake.text_blocks import TextBlock
from drafter.storage import corpus_yaml, draft_yaml, files, folders, layout_folder, parties_yaml
from tests.builders import corpus, draft, paragraph
from tests.formats.word_xml import made

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
THEIRS = (Path(__file__).parents[1] / "golden" / "inputs" / "compilation.md").read_bytes()
_FOLDER = Path(tempfile.mkdtemp(prefix="drafter-readers-"))


def _file(data: bytes, name: str = "input.yaml") -> Path:
    path = _FOLDER / name
    path.write_bytes(data)
    return path


def read_draft(data: bytes) -> object:
    made = draft_yaml.read(data, NAME, CORPUS)
    # What can be read can be written and read again, to the same draft.
    assert draft_yaml.read(draft_yaml.dump(made).encode(), NAME, CORPUS) == made
    return made


def read_layout(data: bytes) -> object:
    _file(data, "layout.yaml")
    return layout_folder.load(str(_FOLDER))


def read_sentence(data: bytes) -> object:
    return layout_sentences.render("title.j2", files.decode(data, NAME), VALUES)


def read_parties(data: bytes) -> object:
    return parties_yaml.read(_file(data, parties_yaml.NAME), parties_yaml.load())


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


READERS: dict[str, Reader] = {
    "draft": read_draft,
    "corpus": lambda data: corpus_yaml.load(_file(data)),
    "about": lambda data: corpus_yaml.load_about(_file(data)),
    "layout": read_layout,
    "parties": read_parties,
    "sentence": read_sentence,
    "list": read_list,
    "matrix": read_matrix,
    "word": read_word,
    "markdown": lambda data: read_theirs(text_blocks.from_text("input.md", data)),
    "text": lambda data: read_theirs(text_blocks.from_text("input.txt", data)),
    "page": lambda data: read_theirs(text_blocks.from_text("input.html", data)),
}


def seeds(reader: str) -> list[bytes]:
    """Sound inputs to begin from."""
    sources = folders.CONGRESS / "sources"
    found = {
        "draft": [draft_yaml.dump(draft(paragraph("p1", "", "NO 1(b)"), paragraph("p2", "[x / y]"))).encode()],
        "corpus": [corpus_yaml.dump(CORPUS).encode()],
        "about": [(folders.CONGRESS / "about.yaml").read_bytes()],
        "layout": [(folders.TEMPLATES / name / "layout.yaml").read_bytes() for name in layout_folder.names()],
        "parties": [parties_yaml.SHIPPED.read_bytes(), b"drafter-parties: 1\nparties:\n- {code: X, members: [JP]}\n"],
        "sentence": [path.read_bytes() for path in sorted(folders.TEMPLATES.glob("*/*.j2"))],
        "list": [(sources / "annex-a.txt").read_bytes()[:3000], (sources / "annex-a.txt").read_bytes()[-2500:]],
        "matrix": [(sources / "annex-b.txt").read_bytes()[:3000]],
        "word": [(folders.TEMPLATES / "kyoto" / "declaration.docx").read_bytes(), made(_TRACKED)],
        "markdown": [THEIRS],
        "text": [THEIRS],
        "page": [b"<h1>Acts</h1><p>Recalling [it],<ol><li>We [act:<ol><li>now;<li>then.]</ol></ol><table><tr><td>a"],
    }
    return found[reader]


def stands(reader: str, data: bytes) -> None:
    """Read it. A DrafterError is an answer; anything else goes on up."""
    try:
        READERS[reader](data)
    except DrafterError as error:
        assert str(error).strip(), "an error without a word"
