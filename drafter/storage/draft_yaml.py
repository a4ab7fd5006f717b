"""A draft as one YAML file that a person can read, compare and keep in git."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from drafter.corpus.corpus import Corpus, parse_citation
from drafter.corpus.corpus import citation as written
from drafter.draft.draft import MAX_DEPTH, Draft, Paragraph, Part, Status
from drafter.draft.fields import DEFAULTS, FIELDS, Field, Form, stated
from drafter.draft.numerals import is_number
from drafter.draft.section_changes import refitted
from drafter.draft.text import EMPTY, Alternatives, Text, is_day
from drafter.errors import BadInput
from drafter.storage import files, yaml_file
from drafter.storage.corpus_yaml import check_format
from drafter.storage.yaml_file import Faults, Fields, Node, inline_list

FORMAT = "2"
"""What is written. In format 1, which is read as well, alternatives stood in the text as square brackets."""
_FORMATS = ("1", FORMAT)
_HEAD = 4096
"""Bytes within which a draft says that it is one."""
_OWN_COMMENT = re.compile(rb"\A# drafter keeps [^\n]*\n")
_HASH = re.compile(rb"(?:^|[ \t])#", re.MULTILINE)
"""What may begin a comment; within a text it is a sign like any other."""
_CORPUS_FILE = re.compile(rb"^corpus_file:[ ]*(.*(?:\n[ ]+.*)*)", re.MULTILINE)
_ID = re.compile(rb"^id:[ ]*['\"]?([^'\"\s]+)", re.MULTILINE)


def load(path: Path, corpus: Corpus) -> Draft:
    """The draft that the file holds. Raises BadInput with every fault found."""
    return read(files.read_bytes(path), path, corpus)


def read(data: bytes, path: Path, corpus: Corpus, *, reuse_parsed: bool = False) -> Draft:
    """The draft in these bytes, the content of the file at `path`; `reuse_parsed` as in `yaml_file.parse_fields`.

    Raises BadInput with every fault found. That the draft has recommendations which the corpus lacks is none: see
    `source_changes.lost_sources`.
    """
    faults = Faults(str(path))
    fields = yaml_file.parse_fields(files.decode(data, path), faults, reuse_parsed=reuse_parsed)
    format = check_format(fields, "drafter", _FORMATS, "a draft (`drafter new` writes one)")
    _check_corpus(fields, corpus)
    draft = _Reader(corpus, faults, typed_brackets=format == "1").draft(fields)
    faults.raise_if_any()
    return refitted(draft, corpus)


def has_typed_brackets(data: bytes) -> bool:
    """Whether this is a draft of format 1, in which alternatives stand as somebody typed them."""
    return re.search(rb"^drafter:[ \t]*[\"']?1\b", data, re.MULTILINE) is not None


def has_comments(data: bytes) -> bool:
    """Whether somebody wrote comments into these bytes, the content of a draft's file: drafter writes none but in a
    first line of its own.
    """
    data = _OWN_COMMENT.sub(b"", data)
    if _HASH.search(data) is None:
        return False
    from drafter.storage.yaml_parser import has_comment  # PyYAML: a tenth of a start

    return has_comment(data.decode("utf-8-sig"))


def dump(draft: Draft) -> str:
    """The draft as the text of its file; the same draft gives the same text."""
    content = {key: _content(value) for key, value in stated(replace(draft, parts=())).items()}
    content["parts"] = yaml_file.DumpedItems(_part_text(part) for part in draft.parts)
    return yaml_file.dump({"drafter": int(FORMAT), **content})


def found_in(folder: Path, begins: str = "drafter:") -> list[Path]:
    """The YAML files of the folder that begin so, the newest first; none where it can't be read."""
    found: list[tuple[float, Path]] = []
    with suppress(OSError):
        for path in folder.iterdir():
            if path.suffix.lower() in (".yaml", ".yml") and _begins(path, begins):
                found.append((path.stat().st_mtime, path))
    return [path for _, path in sorted(found, key=lambda dated: (-dated[0], dated[1].name))]


def id_in(data: bytes) -> str | None:
    """The id of the draft in these bytes, which needn't be valid any more; None where none can be read."""
    line = _ID.search(data)
    return line[1].decode("utf-8", "replace") if line else None


def corpus_file_in(data: bytes) -> str:
    """Where the draft in these bytes says that its corpus is; empty where it says nothing that can be read."""
    said = _CORPUS_FILE.search(data)
    if said is None:
        return ""
    if re.fullmatch(rb"[\w./-]+", said[1]):
        return said[1].decode()
    with suppress(BadInput, UnicodeDecodeError):
        return yaml_file.parse_fields(said[0].decode(), Faults("")).text("corpus_file")
    return ""


def _begins(path: Path, begins: str) -> bool:
    try:
        files.check_reach(path)
        with path.open("rb") as file:
            return begins_a_draft(file.read(_HEAD), begins)
    except (OSError, BadInput):
        return False


def begins_a_draft(data: bytes, begins: str = "drafter:") -> bool:
    """Whether these bytes are those of a draft, or of what begins otherwise, by their first line that is no comment."""
    lines = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").splitlines()
    said = (line for line in lines if line.strip() and not line.startswith((b"#", b"---", b"%")))
    return next(said, b"").startswith(begins.encode())


def _check_corpus(fields: Fields, corpus: Corpus) -> None:
    line, made_with = fields.line_of("corpus"), fields.text("corpus", required=True)
    if made_with and made_with != corpus.id:
        fields.faults.add(
            line,
            f"This draft was made with the corpus “{made_with}”, not with “{corpus.id}”.",
            "Say where that corpus is with --corpus PATH.",
        )
    fields.faults.raise_if_any()


_ALWAYS_READ = (Form.ALTERNATIVES, Form.CORPUS)
"""Fields that are read, or faulted, whether or not the file has them; of others their default goes without reading."""
_READ = {
    kind: [(each, each.file_key, each.name not in DEFAULTS[kind] or each.form in _ALWAYS_READ) for each in fields]
    for kind, fields in FIELDS.items()
}
"""The fields of each value, with their keys, and whether they are read where the file doesn't have them."""


class _Reader:
    """Reads one draft by the table of its fields, remembering the ids seen so that none stands twice."""

    def __init__(self, corpus: Corpus, faults: Faults, typed_brackets: bool) -> None:
        self.corpus = corpus
        self.typed_brackets = typed_brackets
        self.faults = faults
        self.ids: set[str] = set()

    def draft(self, mapping: Fields) -> Draft:
        draft: Draft = self._value(Draft, mapping)
        if not draft.parts:
            self.faults.add(
                mapping.line, "The draft has no parts.", "`drafter new` makes a draft with a layout's parts."
            )
        return draft

    def _value(self, kind: type[Any], mapping: Fields, depth: int = -1) -> Any:
        """A value of the class. `depth` is a paragraph's own, 0 for one that isn't a sub-paragraph."""
        if depth > MAX_DEPTH:
            self.faults.add(mapping.line, f"Sub-paragraphs stand deeper than {MAX_DEPTH} degrees.")
            return Paragraph("")
        known, line = DEFAULTS[kind], mapping.line_of("text")
        value = kind(
            **{
                field.name: self._field(field, key, mapping, known, depth)
                for field, key, always in _READ[kind]
                if always or mapping.has(key)
            }
        )
        mapping.end()
        return self._paragraph(value, line) if kind is Paragraph else value

    def _paragraph(self, paragraph: Paragraph, line: int) -> Paragraph:
        if not paragraph.written.strip() and paragraph.status is not Status.DELETED:
            self.faults.add(line, "`text` is empty.", "Fill it in.")
        if not self.typed_brackets:
            return paragraph
        from drafter.draft.edits import typed  # a file of today writes its alternatives out: reading it edits nothing

        return replace(paragraph, text=typed(paragraph.written, replace(paragraph, text=EMPTY), self.corpus))

    def _field(self, field: Field, key: str, mapping: Fields, known: Mapping[str, Any], depth: int) -> Any:
        required, default = field.name not in known, known.get(field.name)
        match field.form:
            case Form.FLAG:
                return mapping.flag(key, bool(default))
            case Form.CHOICE:
                return mapping.choice(key, field.of, default)
            case Form.TEXTS | Form.SECTIONS:
                return mapping.texts(key)
            case Form.ALTERNATIVES:
                return self._text(mapping.node(key, required=True))
            case Form.VALUE:
                below = mapping.mapping(key)
                return self._value(field.of, below) if below else default
            case Form.VALUES:
                deeper = depth + 1 if field.of is Paragraph else depth
                return tuple(self._value(field.of, each, deeper) for each in mapping.mappings(key, required=required))
            case Form.CORPUS:
                return self.corpus.id
        line, text = mapping.line_of(key), mapping.text(key, required=required)
        return self._checked(field.form, line, text)

    def _text(self, node: Node | None) -> Text:
        """Words, or a list of words and alternatives."""
        if node is None or isinstance(node.value, str):
            return Text.of(node.value if node else "")  # type: ignore[arg-type]  # it is a string, see above
        if isinstance(node.value, dict):
            self.faults.add(node.line, "`text` must be words, or a list of words and alternatives.")
            return EMPTY
        return Text.of(*map(self._run, node.value))

    def _run(self, node: Node) -> str | Alternatives:
        if isinstance(node.value, str):
            return node.value
        fields = Fields(node, self.faults)
        alternatives: Alternatives = self._value(Alternatives, fields)
        if len(alternatives.options) < 2 and node.value:
            self.faults.add(node.line, "Alternatives need two `options` or more; `text: ''` is one without words.")
        return alternatives

    def _checked(self, form: Form, line: int, text: str) -> str:
        """The text, if it can be what the form asks for; a fault else."""
        match form:
            case Form.ID:
                if text in self.ids:
                    self.faults.add(line, f"The id “{text}” stands twice.", "Give one of the two another.")
                self.ids.add(text)
            case Form.DATE if text and not is_day(text):
                self.faults.add(line, f"“{text}” is no day.", "Write it as 2026-05-31.")
            # A number that can stand at another depth only is kept: an edit may have moved its paragraph, and
            # counting takes it for free.
            case Form.NUMBER if text and not any(is_number(text, depth) for depth in range(MAX_DEPTH + 1)):
                self.faults.add(
                    line, f"“{text}” can't be a paragraph's number here.", "Write 7, 7 bis, 7 ter, 6 alt; (a) as a."
                )
            case Form.RECOMMENDATION if text:
                return self._recommendation(text)
        return text

    def _recommendation(self, citation: str) -> str:
        """Its id. One that the corpus hasn't stays as it is: a new edition may have given it another, or be without
        it, and nothing is dropped for that.
        """
        recommendation = self.corpus.find(citation)
        if recommendation:
            return recommendation.id
        parsed = parse_citation(citation)
        return written(*parsed) if parsed else citation


def _part_text(part: Part) -> str:
    content = _content(replace(part, paragraphs=()))
    del content["paragraphs"]
    return yaml_file.dump_item(content, "paragraphs", [_paragraph_text(paragraph) for paragraph in part.paragraphs])


@lru_cache(maxsize=32_768)
def _paragraph_text(paragraph: Paragraph) -> str:
    """The paragraph as its file's text. Kept, since a save follows every edit, and an edit changes few paragraphs."""
    return yaml_file.dump_inner_item(_content(paragraph))


def _content(value: Any) -> Any:
    """A draft's value, or a field of it, as the YAML writer takes it."""
    if type(value) in FIELDS:
        return {key: _content(content) for key, content in stated(value).items()}
    if isinstance(value, Text):
        return value.base if value.plain else [_content(run) for run in value.runs]
    if isinstance(value, tuple):
        texts = all(isinstance(item, str) for item in value)
        return inline_list(value) if texts else [_content(item) for item in value]
    return str(value) if isinstance(value, str) else value
