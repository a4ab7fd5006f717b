"""A draft as one YAML file that a person can read, compare and keep in git."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from drafter.corpus.corpus import Corpus
from drafter.draft.draft import (
    MAX_DEPTH,
    Draft,
    Front,
    Link,
    Paragraph,
    Part,
    Quoted,
    SetAside,
    Silenced,
    Status,
    Treatment,
)
from drafter.draft.layout import Kind
from drafter.draft.numerals import is_number
from drafter.storage import files, yaml_file
from drafter.storage.corpus_yaml import check_format
from drafter.storage.yaml_file import Faults, Fields, flow

FORMAT = "1"
_FRONT = ("title", "session", "place", "date", "symbol", "agenda")

T = TypeVar("T")


def load(path: Path, corpus: Corpus) -> Draft:
    """The draft that the file holds. Raises BadInput with every fault found, a link to nowhere among them."""
    return read(files.read_bytes(path), path, corpus)


def read(data: bytes, path: Path, corpus: Corpus, *, again: bool = False) -> Draft:
    """The draft that these bytes, which came from the file, are; `again` is `yaml_file.fields`'. Raises BadInput like
    `load`.
    """
    faults = Faults(str(path))
    fields = yaml_file.fields(files.decode(data, path), faults, again=again)
    check_format(fields, "drafter", FORMAT, "a draft (`drafter new` writes one)")
    _check_corpus(fields, corpus)
    draft = _Reader(corpus, faults).draft(fields)
    faults.check()
    return draft


def dump(draft: Draft) -> str:
    """The draft as the text of its file; the same draft gives the same text."""
    front = {key: value for key in _FRONT if (value := getattr(draft.front, key))}
    content: dict[str, object] = {
        "drafter": int(FORMAT),
        "id": draft.id,
        "corpus": draft.corpus,
        "layout": draft.layout,
        **({"front": front} if front else {}),
        "parts": yaml_file.WrittenItems(_dump_part(part) for part in draft.parts),
    }
    if draft.set_aside:
        content["set_aside"] = [{"recommendation": one.recommendation, "reason": one.reason} for one in draft.set_aside]
    content.update(_dump_judgement(draft))
    return yaml_file.write(content)


def found_in(folder: Path) -> list[Path]:
    """The YAML files of the folder that begin with `drafter:`, the newest first; none where it can't be read."""
    found: list[tuple[float, Path]] = []
    with suppress(OSError):
        for path in folder.iterdir():
            if path.suffix.lower() in (".yaml", ".yml") and _says_it_is_one(path):
                found.append((path.stat().st_mtime, path))
    return [path for _, path in sorted(found, key=lambda one: (-one[0], one[1].name))]


def _says_it_is_one(path: Path) -> bool:
    """Whether the first line that is no comment says so; a file that can't be read doesn't."""
    try:
        with path.open("rb") as file:
            lines = file.read(4096).removeprefix(b"\xef\xbb\xbf").splitlines()
    except OSError:
        return False
    said = (line for line in lines if line.strip() and not line.startswith((b"#", b"---", b"%")))
    return next(said, b"").startswith(b"drafter:")


def _check_corpus(fields: Fields, corpus: Corpus) -> None:
    line, made_with = fields.line_of("corpus"), fields.text("corpus", required=True)
    if made_with and made_with != corpus.id:
        fields.faults.add(
            line,
            f"This draft was made with the corpus “{made_with}”, not with “{corpus.id}”.",
            "Say where that corpus is with --corpus PATH.",
        )
    fields.faults.check()


class _Reader:
    """Reads one draft, remembering the ids seen so that none stands twice."""

    def __init__(self, corpus: Corpus, faults: Faults) -> None:
        self.corpus = corpus
        self.faults = faults
        self.ids: set[str] = set()

    def draft(self, fields: Fields) -> Draft:
        draft = Draft(
            id=fields.text("id", required=True),
            corpus=self.corpus.id,
            layout=fields.text("layout", required=True),
            front=self.front(fields.mapping("front")),
            parts=tuple(self.part(one) for one in fields.mappings("parts", required=True)),
            set_aside=tuple(self.aside(one) for one in fields.mappings("set_aside")),
            silenced=tuple(self.silenced(one) for one in fields.mappings("silenced")),
            quoted=tuple(self.quoted(one) for one in fields.mappings("quoted")),
        )
        if not draft.parts:
            self.faults.add(
                fields.line, "The draft has no parts.", "`drafter new` makes a draft with a layout's parts."
            )
        fields.end()
        return draft

    def front(self, fields: Fields | None) -> Front:
        if fields is None:
            return Front()
        front = Front(**{key: fields.text(key) for key in _FRONT})
        fields.end()
        return front

    def part(self, fields: Fields) -> Part:
        part = Part(
            self.id(fields),
            fields.text("title", required=True),
            fields.choice("kind", Kind, Kind.OP),
            fields.texts("takes"),
            fields.flag("heading", True),
            tuple(self.paragraph(one, 0) for one in fields.mappings("paragraphs")),
        )
        fields.end()
        return part

    def paragraph(self, fields: Fields, depth: int) -> Paragraph:
        if depth > MAX_DEPTH:
            self.faults.add(fields.line, f"Sub-paragraphs stand deeper than {MAX_DEPTH} degrees.")
            return Paragraph("", "")
        paragraph = Paragraph(
            self.id(fields),
            fields.text("text", required=True),
            tuple(self.link(one) for one in fields.mappings("sources")),
            tuple(self.paragraph(one, depth + 1) for one in fields.mappings("sub-paragraphs")),
            fields.choice("status", Status, Status.OPEN),
            fields.text("pending"),
            fields.text("note"),
            self.number(fields),
        )
        fields.end()
        return paragraph

    def number(self, fields: Fields) -> str:
        """The frozen number. One that can stand at another depth only is kept: an edit may have moved its paragraph,
        and counting takes it for free.
        """
        line, number = fields.line_of("number"), fields.text("number")
        if number and not any(is_number(number, depth) for depth in range(MAX_DEPTH + 1)):
            self.faults.add(
                line, f"“{number}” can't be a paragraph's number here.", "Write 7, 7 bis, 7 ter, 6 alt; (a) as a."
            )
        return number

    def link(self, fields: Fields) -> Link:
        link = Link(
            self.recommendation(fields),
            fields.choice("treatment", Treatment, Treatment.VERBATIM),
            fields.flag("partly", False),
            fields.text("missing"),
        )
        fields.end()
        return link

    def aside(self, fields: Fields) -> SetAside:
        one = SetAside(self.recommendation(fields), fields.text("reason", required=True))
        fields.end()
        return one

    def silenced(self, fields: Fields) -> Silenced:
        one = Silenced(
            fields.text("rule", required=True), fields.text("reason", required=True), fields.text("paragraph")
        )
        fields.end()
        return one

    def quoted(self, fields: Fields) -> Quoted:
        one = Quoted(self.recommendation(fields), fields.text("text", required=True))
        fields.end()
        return one

    def id(self, fields: Fields) -> str:
        line, id = fields.line_of("id"), fields.text("id", required=True)
        if id in self.ids:
            self.faults.add(line, f"The id “{id}” stands twice.", "Give one of the two another.")
        self.ids.add(id)
        return id

    def recommendation(self, fields: Fields) -> str:
        line, name = fields.line_of("recommendation"), fields.text("recommendation", required=True)
        found = self.corpus.find(name)
        if name and found is None:
            self.faults.add(
                line, f"There is no recommendation “{name}” in the corpus “{self.corpus.id}”.", "Check the citation."
            )
        return found.id if found else name


def _dump_judgement(draft: Draft) -> dict[str, object]:
    """What was silenced, and, last since it is long, what the sources said when they were taken up."""
    silenced = [
        {"rule": one.rule, "reason": one.reason, **({"paragraph": one.paragraph} if one.paragraph else {})}
        for one in draft.silenced
    ]
    quoted = [{"recommendation": one.recommendation, "text": one.text} for one in draft.quoted]
    return {**({"silenced": silenced} if silenced else {}), **({"quoted": quoted} if quoted else {})}


def _dump_part(part: Part) -> str:
    head = {
        "id": part.id,
        "title": part.title,
        "kind": str(part.kind),
        **({"takes": flow(part.takes)} if part.takes else {}),
        **({} if part.heading else {"heading": False}),
    }
    return yaml_file.item(head, "paragraphs", [_paragraph_text(one) for one in part.paragraphs])


@lru_cache(maxsize=32_768)
def _paragraph_text(paragraph: Paragraph) -> str:
    """The paragraph as its file's text. Kept, since a save follows every edit, and an edit changes few paragraphs."""
    return yaml_file.inner_item(_dump_paragraph(paragraph))


def _dump_paragraph(paragraph: Paragraph) -> dict[str, object]:
    optional: dict[str, object] = {
        "sources": [_dump_link(link) for link in paragraph.links],
        "status": str(paragraph.status) if paragraph.status is not Status.OPEN else "",
        "pending": paragraph.pending,
        "note": paragraph.note,
        "sub-paragraphs": [_dump_paragraph(child) for child in paragraph.children],
    }
    number = {"number": paragraph.number} if paragraph.number else {}
    return {
        "id": paragraph.id,
        **number,
        "text": paragraph.text,
        **{key: value for key, value in optional.items() if value},
    }


def _dump_link(link: Link) -> dict[str, object]:
    return {
        "recommendation": link.recommendation,
        "treatment": str(link.treatment),
        **({"partly": True} if link.partly else {}),
        **({"missing": link.missing} if link.missing else {}),
    }
