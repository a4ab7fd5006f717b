"""Markdown, read back by CommonMark's reference port and by pandoc: every text to the letter."""

from __future__ import annotations

import json
import shutil
import subprocess
from itertools import pairwise, takewhile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from drafter.draft.draft import Status
from drafter.draft.layout import Kind
from drafter.formats.markdown import escaped
from drafter.formats.registry import render
from tests.examples import examples
from tests.formats.outlines import HOSTILE, SMALL, hostile, numbered, outline, paragraph, whole

needs_pandoc = pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")


def inline(token: Token) -> str:
    breaks = {"softbreak": "\n", "hardbreak": "\n"}
    return "".join(breaks.get(one.type, one.content) for one in token.children or [])


def read(text: str) -> list[str]:
    """The kinds of blocks that CommonMark sees, each with its text."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    return [f"{before.type}: {inline(one)}" for before, one in pairwise(tokens) if one.type == "inline"]


def plain(text: str) -> str:
    return text.replace("\r\n", "\n")


@pytest.mark.parametrize("text", HOSTILE)
def test_commonmark_gives_a_text_back_to_the_letter(text: str) -> None:
    assert read(f"Before\n\n{escaped(text)}\n\nAfter")[1:-1] == [f"paragraph_open: {plain(text)}"]


_LINES = st.text(st.one_of(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]),
                           st.sampled_from("\\`*_{}[]<>()#+-.!|~^$@=:&%\"'17aiA \n\t")), min_size=1)  # fmt: skip


@examples(200)
@given(_LINES.filter(lambda text: text.strip(" \t\n") != ""))
def test_commonmark_gives_any_text_back_to_the_letter(text: str) -> None:
    assert read(f"Before\n\n{escaped(text)}\n\nAfter")[1:-1] == [f"paragraph_open: {text}"]


def test_sub_paragraphs_are_quotes_and_never_code_or_lists() -> None:
    text = render(outline(*numbered(Kind.OP, [0, 1, 2, 3, 4, 1, 0])), ".md").decode()
    tokens = MarkdownIt("commonmark").parse(text)
    assert not {token.type for token in tokens} & {"code_block", "fence", "ordered_list_open", "bullet_list_open"}
    depths = [token.level for token in tokens if token.type == "paragraph_open"]
    assert depths == [0, 0, 1, 2, 3, 4, 1, 0]
    assert "> > > > i\\. OP 4" in text


@pytest.mark.parametrize("state", [Status.OPEN, Status.BRACKETED])
@pytest.mark.parametrize("blank", [" ", "\n", "\u00a0"])
def test_opening_words_are_in_italics(blank: str, state: Status) -> None:
    words = f"Recalling{blank}also"
    opened = paragraph(f"{words} the past,", kind=Kind.PP, label="")._replace(opening=len(words), state=state)
    parsed = MarkdownIt("commonmark").parse(render(outline(opened), ".md").decode())
    (shown,) = (token for token in parsed if token.content.endswith(("past,", "past,\\]")))
    at = next(place for place, each in enumerate(shown.children or []) if each.type == "em_open")
    before, after = "[" * (state is Status.BRACKETED), "]" * (state is Status.BRACKETED)
    assert inline(shown) == f"{before}{words} the past,{after}"
    inside = list(takewhile(lambda each: each.type != "em_close", (shown.children or [])[at + 1 :]))
    assert inline(Token("inline", "", 0, children=inside)) == words


@needs_pandoc
def test_pandoc_reads_the_outline() -> None:
    text = _pandoc(whole(SMALL, ".md").decode())
    assert text[:12] == [
        "Unofficial draft\nKyoto, 2020",
        "Draft declaration of the Congress",
        "We, Member States,",
        "Recalling the Doha Declaration,{Report of the European Regional Preparatory Meeting, para. 57 (c).}",
        "Declare the following:",
        "Advancing crime prevention",
        "1. We endeavour:{Report of the Western Asia Regional Preparatory Meeting, paras. 33 (a) and 35 (b).}"
        " [Agreed ad ref]",
        "(a) To invest [substantially - A] in youth;",
        "(i) in schools & sport;",
        "(b) To train practitioners. [Pending US]",
        "2. We stress the rule of law.",
        "Table of sources",
    ]


@needs_pandoc
def test_pandoc_gives_hostile_text_back_to_the_letter() -> None:
    """But for runs of blanks, which pandoc makes one."""
    blocks = _pandoc(whole(hostile(), ".md").decode())
    squeezed = [_squeezed(block) for block in blocks]
    for place, text in enumerate(HOSTILE, start=1):
        words = _squeezed(plain(text))
        assert words in squeezed, "the heading, and the cell"
        assert _squeezed(f"{place}. {plain(text)}{{{plain(text)}}} [{plain(text)}]") in squeezed


def _squeezed(text: str) -> str:
    return " ".join(text.replace("\n", " ").replace("\t", " ").split(" ")).replace("  ", " ").strip()


def _pandoc(text: str) -> list[str]:
    """The text of each block that pandoc finds, notes in braces."""
    command = ["pandoc", "-f", "markdown", "-t", "json"]
    run = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    found: list[str] = []
    _walk(json.loads(run.stdout)["blocks"], found)
    return found


def _walk(node: Any, found: list[str]) -> None:
    if isinstance(node, dict):
        if node.get("t") in ("Para", "Plain"):
            found.append(_words(node["c"]))
        elif node.get("t") == "Header":
            found.append(_words(node["c"][2]))
        else:
            _walk(list(node.values()), found)
    elif isinstance(node, list):
        for one in node:
            _walk(one, found)


def _words(inlines: list[Any]) -> str:
    signs = {"Space": " ", "SoftBreak": "\n", "LineBreak": "\n"}
    words = ""
    for one in inlines:
        if one["t"] == "Note":
            words += "{" + " ".join(_words(block["c"]) for block in one["c"]) + "}"
        elif one["t"] == "Quoted":
            words += f"“{_words(one['c'][1])}”"
        else:
            assert one["t"] in {*signs, "Str"}, f"pandoc sees {one}"
            words += signs.get(one["t"], one.get("c", ""))
    return words
