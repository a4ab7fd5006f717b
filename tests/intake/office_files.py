"""Mappings as people have them in Word: a bulleted list, typed or counted by Word, and a landscape table by region; and
small PDFs, written by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement

from drafter.corpus.corpus import Corpus


def texts(corpus: Corpus) -> dict[tuple[str, str], str]:
    """By theme and id, what the source has there."""
    return {
        (theme.id, id): next((each.text for each in point.readings if theme.id in each.themes), point.text)
        for theme in corpus.themes
        for id, point in ((id, corpus.by_id[id]) for id in theme.placements)
    }


def saved(document: Document) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def word_list(corpus: Corpus, *, counted: bool = False, styled: bool = False) -> bytes:
    """The mapping as a list; with bullets that are `counted` by Word, else typed; with headings `styled` as such."""
    document, said = docx.Document(), texts(corpus)
    document.add_paragraph(corpus.title, style="Title" if styled else None)
    for section in corpus.sections:
        first, lone = section.themes[0], len(section.themes) == 1 and not section.themes[0].number
        glued = lone and not styled and first.title != section.title
        title = f"{section.title}: {first.title}" if glued else section.title
        document.add_paragraph(title, style="Heading 1" if styled else None)
        for theme in section.themes:
            if theme.number or (styled and theme.title != section.title):
                document.add_paragraph(theme.label, style="Heading 2" if styled else None)
            for id in theme.placements:
                words = f"{said[theme.id, id]} [{id}]"
                document.add_paragraph(words if counted else f"• {words}", style="List Bullet" if counted else None)
    return saved(document)


def numbered_list(paragraphs: Sequence[tuple[str, int]]) -> bytes:
    """Paragraphs with the level of their heading, TITLE for the title; those without one are numbered by Word."""
    document = docx.Document()
    for text, level in paragraphs:
        style = "Title" if level < 0 else f"Heading {level}" if level else "List Number"
        document.add_paragraph(text, style=style)
    return saved(document)


def word_matrix(corpus: Corpus) -> bytes:
    """The mapping as a landscape table, its head on each page, a heading in the first cell of a row of its own."""
    document, said = docx.Document(), texts(corpus)
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    assert page.page_width and page.page_height
    page.page_width, page.page_height = page.page_height, page.page_width
    document.add_paragraph(corpus.title)
    table = document.add_table(rows=1, cols=len(corpus.regions))
    table.style = "Table Grid"
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, region in zip(table.rows[0].cells, corpus.regions, strict=True):
        cell.text = region.name
    for section in corpus.sections:
        table.add_row().cells[0].text = section.title
        for theme in section.themes:
            if theme.number or theme.title != section.title:
                table.add_row().cells[0].text = theme.label
            for cell, region in zip(table.add_row().cells, corpus.regions, strict=True):
                points = [corpus.by_id[id] for id in theme.placements if corpus.by_id[id].region == region.code]
                cell.text = "\n".join(
                    f"({point.letter}) {said[theme.id, point.id]} [Report, para. {point.paragraph}{point.letter}]"
                    for point in points
                )
    return saved(document)


def pdf(
    pages: Sequence[Sequence[tuple[float, float, str]]], drawn: Sequence[tuple[float, float, float, float]] = ()
) -> bytes:
    """A PDF of pages with words at places, `(left, bottom, words)` in points; `drawn` are lines from here to there."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    font = "<< /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Courier >> >> >>"
    lines = "".join(f"{x} {y} m {to_x} {to_y} l S\n" for x, y, to_x, to_y in drawn)
    for page in pages:
        words = "".join(
            f"BT /F 10 Tf {x} {y} Td ({text.replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj ET\n"
            for x, y, text in page
        )
        number = len(objects) + 1
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources {font} /Contents {number + 1} 0 R >>"
        )
        objects.append(f"<< /Length {len(lines + words)} >>\nstream\n{lines}{words}\nendstream")
    kids = " ".join(f"{3 + 2 * place} 0 R" for place in range(len(pages)))
    objects[1] = f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>"
    body = "%PDF-1.4\n" + "".join(f"{number} 0 obj\n{each}\nendobj\n" for number, each in enumerate(objects, 1))
    return f"{body}trailer\n<< /Root 1 0 R /Size {len(objects) + 1} >>\n%%EOF\n".encode("latin-1")
