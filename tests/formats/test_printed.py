"""Documents on paper: nothing that they say is lost in a PDF."""

from __future__ import annotations

import shutil
import subprocess
from bisect import bisect_left
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from drafter.document.annexes import Work, annexes
from drafter.document.table import AnnexKind
from drafter.draft import edits
from drafter.draft.draft import Link, Paragraph, Treatment
from drafter.draft.text import Text
from drafter.formats import registry
from drafter.formats.registry import Options, Sources, render
from drafter.storage import layout_folder
from tests.formats import libreoffice
from tests.formats.documents import REAL, work
from tests.formats.libreoffice import needs_office
from tests.formats.outlines import W, WordFile, text

needs_pdftotext = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
MANY = [source.id for source in REAL.recommendations[:62]]


@cache
def heavy(layout: str) -> Work:
    """Three paragraphs, the second with sixty sources: a row of them is taller than a page."""
    empty = edits.new_draft("d-heavy", layout_folder.load(layout), REAL)
    paragraphs = tuple(
        Paragraph(f"p-{place}", Text.of("We act."), tuple(Link(id, Treatment.ADAPTED) for id in ids))
        for place, ids in enumerate((MANY[:1], MANY[1:61], MANY[61:]))
    )
    parts = (empty.parts[0], replace(empty.parts[1], paragraphs=paragraphs), *empty.parts[2:])
    return work(replace(empty, parts=parts), REAL, layout_folder.load(layout))


def printed(layout: str, sources: Sources, *kinds: AnnexKind) -> bytes:
    """The document that LibreOffice is given for a PDF."""
    of = heavy(layout)
    options = Options(sources, kinds)
    return render(of.outline, ".docx", annexes=annexes(kinds, of), options=options, printed=True)


def has(words: str, shown: str) -> bool:
    """Whether a page, or two, have these words: a page's foot and the next one's head may stand between them."""
    length = bisect_left(range(len(words)), True, key=lambda length: words[: length + 1] not in shown)
    return length > 0 and words[length:] in shown


@needs_office
@needs_pdftotext
def test_every_source_can_be_read_in_a_pdf(tmp_path: Path) -> None:
    made = {
        "comments": printed("kyoto", Sources.COMMENTS),
        "inline": printed("doha", Sources.INLINE, AnnexKind.SOURCES),
        "derivation": printed("kyoto", Sources.NONE, AnnexKind.DERIVATION),
    }
    shown = {}
    for name, pdf in libreoffice.saved_all(made, tmp_path, "pdf").items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(pdf)
        run = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True)
        shown[name] = "".join(run.stdout.decode().split())
    for id in MANY:
        cited, words = "".join(id.split()), "".join(REAL.by_id[id].text.split())
        assert has(f"[{cited}]:{words}", shown["comments"]), id
        assert shown["inline"].count(cited) == 2, id
        assert has(words, shown["inline"]), id
        assert cited in shown["derivation"], id


def test_only_a_row_that_fits_on_a_page_may_not_break() -> None:
    rows = WordFile(printed("kyoto", Sources.NONE, AnnexKind.DERIVATION)).xml("document").iter(f"{W}tr")
    assert [row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows] == [True, True, False, True]


def test_what_would_be_comments_is_printed_as_notes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "from_word", lambda document, _suffix: document)
    file = WordFile(render(heavy("kyoto").outline, ".pdf", options=Options(Sources.COMMENTS)))
    assert "word/comments.xml" not in file.parts
    notes = list(file.notes().values())
    assert {note.partition("]: ")[2] for note in notes} == {REAL.by_id[id].text for id in MANY}
    (many,) = (p for p in file.xml("document").iter(f"{W}p") if len(list(p.iter(f"{W}footnoteReference"))) == 60)
    assert text(many) == f"We act.{', ' * 59}"  # the marks don't run together: 2, 3, 4
