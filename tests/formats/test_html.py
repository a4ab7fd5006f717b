"""The web page, read by lxml's HTML parser."""

from __future__ import annotations

import re
from typing import Any

from lxml import html

from drafter.document.outline import Outline
from drafter.draft.layout import Kind
from tests.formats.outlines import HOSTILE, SMALL, hostile, numbered, outline, whole


def page(of: Outline) -> Any:  # what lxml's XPath returns has as many types as there are expressions
    return html.document_fromstring(whole(of, ".html").decode())


def words(element: Any) -> str:
    return str(element.xpath("string()"))


def test_hostile_text_passes_to_the_letter() -> None:
    root = page(hostile())
    plain = [re.sub(r"\r\n", "\n", text) for text in HOSTILE]
    assert [words(one) for one in root.xpath("//article//h2")] == plain
    assert [words(one) for one in root.xpath("//article//span[@class='text']")] == plain
    assert [words(one) for one in root.xpath("//section[@class='notes']//span[@class='text']")] == plain
    assert [words(one) for one in root.xpath("//tbody/tr/td[1]")] == plain
    assert [words(one) for one in root.xpath("//span[@class='tag']")] == [f"[{text}]" for text in plain]


def test_labels_stand_as_literal_text() -> None:
    blocks = numbered(Kind.OP, [0, 1, 2, 3, 4, 1, 0])
    labels = page(outline(*blocks)).xpath("//span[@class='label']")
    assert [words(one) for one in labels] == [one.label for one in blocks]


def test_notes_link_to_the_text_and_back() -> None:
    root = page(outline(*(one._replace(note="Note.") for one in numbered(Kind.OP, [0, 1, 0]))))
    assert [one.get("href") for one in root.xpath("//sup/a")] == ["#note-1", "#note-2", "#note-3"]
    assert [one.get("href") for one in root.xpath("//a[@class='back']")] == ["#mark-1", "#mark-2", "#mark-3"]


def test_every_link_leads_somewhere_on_the_page_and_ids_are_unique() -> None:
    root = page(SMALL)
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {one.removeprefix("#") for one in root.xpath("//a/@href")} <= set(ids)


def test_the_page_asks_nobody_for_anything() -> None:
    root = page(hostile())
    assert not root.xpath("//script | //link | //img | //iframe | //object | //*[@src]")
    style = words(root.xpath("//style")[0])
    assert "url(" not in style and "@import" not in style


def test_the_page_knows_its_language_its_theme_and_paper() -> None:
    root = page(SMALL)
    assert root.get("lang") == "en-GB"
    style = words(root.xpath("//style")[0])
    assert "prefers-color-scheme: dark" in style and "@media print" in style and "size: A4" in style
    assert all(one.get("dir") == "auto" for one in root.xpath("//article//div[span[@class='text']]"))


def test_no_notes_and_no_sources_leave_no_empty_sections() -> None:
    assert not page(outline(*numbered(Kind.OP, [0]))).xpath("//section")
