"""Exports as others send them back: words changed with and without being tracked, parts taken out."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from html import escape
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.run import Run


def retype(path: Path, old: str, new: str) -> None:
    """Change words without tracking it."""
    document = docx.Document(str(path))
    run = _run_with(document, old)
    run.text = run.text.replace(old, new, 1)
    document.save(str(path))


def insert(path: Path, after: str, words: str, author: str, date: str = "2026-11-20T10:00:00Z") -> None:
    """Insert words behind others, tracked."""
    document = docx.Document(str(path))
    run = _run_with(document, after)
    before, _, rest = run.text.partition(after)
    run.text = before + after
    mark = f'{nsdecls("w")} w:id="9001" w:author="{escape(author)}" w:date="{date}"'
    inserted = parse_xml(f'<w:ins {mark}><w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:ins>')
    run._r.addnext(inserted)
    if rest:
        inserted.addnext(parse_xml(f'<w:r {nsdecls("w")}><w:t xml:space="preserve">{escape(rest)}</w:t></w:r>'))
    document.save(str(path))


def split(path: Path, behind: str, author: str, *, ending: str = "", beginning: str = "") -> None:
    """Make two paragraphs of one behind these words, tracked, with words at the end of the first and the beginning of
    the second.
    """
    document = docx.Document(str(path))
    run = _run_with(document, behind)
    whole: Any = run._r.getparent()
    before, _, rest = run.text.partition(behind)
    run.text = rest
    first = deepcopy(whole)
    for each in [each for each in first if not each.tag.endswith("}pPr")]:
        first.remove(each)
    mark = f'{nsdecls("w")} w:id="9002" w:author="{escape(author)}" w:date="2026-11-20T10:00:00Z"'
    first.get_or_add_pPr().append(parse_xml(f"<w:rPr {mark.partition(' w:id')[0]}><w:ins {mark}/></w:rPr>"))
    first.append(_run(before + behind))
    for words, add in ((ending, first.append), (beginning, run._r.addprevious)):
        if words:
            inserted = parse_xml(f"<w:ins {mark}/>")
            inserted.append(_run(words))
            add(inserted)
    whole.addprevious(first)
    document.save(str(path))


def _run(words: str) -> BaseOxmlElement:
    made: BaseOxmlElement = parse_xml(f'<w:r {nsdecls("w")}><w:t xml:space="preserve">{escape(words)}</w:t></w:r>')
    return made


def without_manifest(path: Path, *, properties: bool = True) -> None:
    """What a program leaves that keeps no parts but its own; without its own `properties` either."""
    lost = ("customXml/",) if properties else ("customXml/", "docProps/core.xml")
    _rewrite(path, lambda name, data: None if name.startswith(lost) else data)


def _run_with(document: Document, words: str) -> Run:
    return next(run for paragraph in document.paragraphs for run in paragraph.runs if words in run.text)


def in_part(path: Path, name: str, old: str, new: str) -> None:
    """Change words in a part of the file, as they stand in its XML."""
    with ZipFile(path) as package:
        assert old.encode() in package.read(name)
    _rewrite(path, lambda each, data: data.replace(old.encode(), new.encode(), 1) if each == name else data)


def with_plain_blanks(path: Path) -> None:
    """As the file was in the days before no line of a citation could end, or as a program leaves it that has no other
    blanks.
    """
    _rewrite(path, lambda _, data: data.replace("\u00a0".encode(), b" "))


def _rewrite(path: Path, change: Callable[[str, bytes], bytes | None]) -> None:
    """Write each part anew as `change` makes it of its name and its content; without those of which it makes None."""
    with ZipFile(path) as package:
        parts = {name: change(name, package.read(name)) for name in package.namelist()}
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        for name, data in parts.items():
            if data is not None:
                package.writestr(name, data)
