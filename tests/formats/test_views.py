"""What each view puts into a file; above all, what the text for the public keeps out of it."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from drafter.document.table import AnnexKind
from drafter.draft.draft import (
    Draft,
    Link,
    Outcome,
    Proposal,
    ProposalKind,
    SetAside,
    Settled,
    Silenced,
    Status,
    Treatment,
)  # fmt: skip
from drafter.draft.layout import Colour, Level
from drafter.draft.text import ATTRIBUTED, BASE, LONGEST, UNATTRIBUTED, Alternatives, Option, Text, View, ViewKind
from drafter.errors import BadInput
from drafter.formats.docx import reader
from drafter.formats.docx.styles import Style, Styles
from drafter.formats.options import Options, Sources
from drafter.formats.registry import FORMATS
from drafter.workspace import Workspace
from drafter.workspace.export import names_in_words, render
from tests.builders import corpus, draft, paragraph
from tests.formats.libreoffice import needs_office
from tests.formats.outlines import WordFile, text

SIGN = "Qx"
"""Stands in each party's name, and in nothing else."""
NAMES = ("QxEU", "Qx & <w:p>", "Ünited Qxates", "QxG77 and China", "שQxל", "Qx\\{{ x }}\"'")
A, B, C, D, E, F = NAMES
STAND: dict[str, Any] = {
    "by": (A,),
    "supported_by": (B, C),
    "opposed_by": (D,),
    "reserved_by": (E, F),
    "date": "2026-05-01",
    "note": A,
}
INNER = Text.of("inner ", Alternatives("alt2", (Option(text=Text.of("one")), Option(text=Text.of("two"), by=(B,)))))


def made() -> Draft:
    """A draft that has every kind of place for a name."""
    contested = Alternatives("alt1", (Option(text=INNER), Option(text=Text.of("outer"), **STAND), Option(by=(F,))))
    first = replace(
        paragraph("a", Text.of("We ", contested, " act.")),
        links=(Link("NO 1(a)", Treatment.MERGED, True, f"{A} can't have it"), Link("SO 9", Treatment.ADAPTED)),
        status=Status.PENDING,
        pending=C,
        note=f"Ask {A}",
        children=(paragraph("aa", Text.of("To ", contested)),),
    )
    agreed = replace(paragraph("b", "We agree."), status=Status.INFORMALS, agreed_on="2026-05-03", meeting=f"at {B}")
    whole = [
        replace(
            paragraph(f"p{kind}"),
            proposals=(Proposal(id=f"{A}-{kind}", kind=ProposalKind(kind), target=target, **STAND),),
        )
        for kind, target in (("add", ""), ("delete", ""), ("move", "justice"), ("alternative", "b"))
    ]
    settled = Settled(
        id="s", paragraph="b", kind=ProposalKind.AMEND, wording=f"{A} said", outcome=Outcome.DROPPED, **STAND
    )
    return replace(
        draft(first, agreed, *whole),
        set_aside=(SetAside("NO 2(a)", f"{A} is against it"),),
        silenced=(Silenced("run", f"for {B}", "a"),),
        settled=(settled,),
    )


@pytest.fixture
def work(tmp_path: Path) -> Workspace:
    return Workspace(corpus(), made(), tmp_path / "draft.yaml")


def unpacked(data: bytes) -> bytes:
    """All that stands in a file; of a package, the names of its parts and their content."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        extra = [info.comment + info.extra for info in package.infolist()]
        # LibreOffice adds a picture of the first page: packed bytes, in which any two letters may stand.
        names = [name for name in package.namelist() if not name.endswith(".png")]
        return b"\n".join([*extra, *(name.encode() + package.read(name) for name in names)])


DECLARATIONS = [suffix for suffix, known in FORMATS.items() if not known.tables_only and suffix not in (".pdf", ".odt")]


@pytest.mark.parametrize("sources", Sources)
@pytest.mark.parametrize("suffix", DECLARATIONS)
def test_the_text_for_the_public_names_nobody_anywhere_in_the_file(
    work: Workspace, suffix: str, sources: Sources
) -> None:
    options = Options(sources, tuple(AnnexKind), view=UNATTRIBUTED)
    data = unpacked(render(work, suffix, options))
    assert SIGN.encode() not in data
    assert SIGN.encode() in unpacked(render(work, suffix, options._replace(view=ATTRIBUTED)))


@needs_office
def test_nor_does_what_libreoffice_makes_of_it(work: Workspace) -> None:
    data = unpacked(render(work, ".odt", Options(Sources.COMMENTS, tuple(AnnexKind), view=UNATTRIBUTED)))
    assert b"application/vnd.oasis.opendocument.text" in data and b"We agree." in data
    assert SIGN.encode() not in data


@pytest.mark.parametrize("only", AnnexKind)
@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".docx"])
def test_nor_does_a_table_alone(work: Workspace, suffix: str, only: AnnexKind) -> None:
    assert SIGN.encode() not in unpacked(render(work, suffix, Options(only=only, view=UNATTRIBUTED)))


def test_the_text_for_the_public_has_the_brackets_and_the_levels(work: Workspace) -> None:
    written = render(work, ".md", Options(Sources.NONE, view=UNATTRIBUTED)).decode()
    assert r"We \[inner \[one\] \[two\]\] \[outer\] act\. \[Pending\]".replace(r"\.", ".") in written
    assert r"We agree. \[Agreed in informals, 3 May 2026\]" in written
    assert r"\[Text padd.\]" in written and r"\[move to the beginning of “On justice”\]" in written
    assert "Unattributed text" in written


def test_a_bracket_that_cannot_be_read_keeps_the_text_from_the_public(work: Workspace) -> None:
    typed = replace(made(), parts=draft(paragraph("a", Text.of("We [act - QxEU"))).parts)
    held = Workspace(corpus(), typed, work.file.path)
    with pytest.raises(BadInput, match="OP1 has a square bracket that can't be read"):
        render(held, ".md", Options(view=UNATTRIBUTED))
    assert b"QxEU" in render(held, ".md", Options(view=ATTRIBUTED))


def test_words_that_name_a_party_are_told(work: Workspace) -> None:
    named = replace(
        made(), parts=(*made().parts[:2], replace(made().parts[2], paragraphs=(paragraph("o", f"With {A}, we act."),)))
    )
    assert names_in_words(Workspace(corpus(), named, work.file.path)) == {"OP5": (A,)}
    assert names_in_words(work) == {}


@pytest.mark.parametrize(
    ("view", "words", "line"),
    [
        (ATTRIBUTED, "", ""),
        (BASE, "We inner one act.", "Text before the open proposals"),
        (LONGEST, "We inner one act.", "Text with the longest of the alternatives"),
        (View(ViewKind.PARTY, (A,)), "We outer act.", f"Text as proposed by {A}"),
    ],
)
def test_a_file_says_which_view_it_is(work: Workspace, view: View, words: str, line: str) -> None:
    page = json.loads(render(work, ".json", Options(view=view)))
    assert page["masthead"][-1] == (line or "Third Invented Congress")
    first = next(block for block in page["blocks"] if block.get("id") == "a")
    assert not words or (first["text"], first["runs"]) == (words, [words])
    data = render(work, ".docx", Options(view=view))
    known = reader.manifest(data)
    assert known and page["view"] == known.view == view.name
    header = text(WordFile(data).xml("header"))
    assert header.startswith(f"Unofficial draft. {line}" if line else "Unofficial draft")


def test_a_party_without_a_word_has_no_view(work: Workspace) -> None:
    with pytest.raises(BadInput, match="XX says nothing in this draft"):
        render(work, ".md", Options(view=View(ViewKind.PARTY, ("XX",))))


def test_the_rolling_text_in_json_has_base_runs_and_proposals(work: Workspace) -> None:
    blocks = json.loads(render(work, ".json"))["blocks"]
    by_id = {block["id"]: block for block in blocks if block["type"] == "paragraph"}
    assert by_id["a"]["text"] == "We inner one act."
    assert by_id["a"]["runs"][1]["options"][1]["supported_by"] == [B, C]
    assert by_id["padd"]["text"] == "Text padd."
    assert by_id["padd"]["proposals"][0]["by"] == [A]
    assert (by_id["b"]["agreed_on"], by_id["b"]["meeting"]) == ("2026-05-03", f"at {B}")


def test_paragraphs_that_are_proposed_leave_the_others_their_numbers(work: Workspace) -> None:
    for view, refs in (
        (ATTRIBUTED, ["OP1", "OP1 (a)", "OP2", "OP2 bis", "OP3", "OP4", "OP4 alt"]),
        (BASE, ["OP1", "OP1 (a)", "OP2", "OP3", "OP4"]),
    ):
        assert [block.ref for block in work.outline_in(view).paragraphs] == refs


@pytest.mark.parametrize(
    ("party", "words"),
    [
        ("EU", "We one act."),
        ("eu", "We one act."),
        ("United States", "We two act."),
        ("Mexico", "We three act."),  # it speaks for itself
        ("FR", "We one act."),  # by its group
    ],
)
def test_groups_speak_for_their_members_who_may_speak_for_themselves(tmp_path: Path, party: str, words: str) -> None:
    proposed = [Option(text=Text.of("one"), by=("EU",)), Option(text=Text.of("two"), by=("US",))]
    proposed.append(Option(text=Text.of("three"), by=("CN",), supported_by=("MX",)))
    alternatives = Alternatives("x", (Option(text=Text.of("none")), *proposed))
    held = draft(paragraph("a", Text.of("We ", alternatives, " act.")))
    options = Options(view=View.named(f"party:{party}") or BASE)
    made = json.loads(render(Workspace(corpus(), held, tmp_path / "d.yaml"), ".json", options))
    assert [block["text"] for block in made["blocks"] if block["type"] == "paragraph"] == [words]


def test_word_has_a_style_for_each_look_of_a_level_and_takes_the_user_s_own(work: Workspace) -> None:
    agreed = replace(paragraph("a", "We agree."), status=Status.INFORMALS, agreed_on="2026-05-03", number="1")
    gone = replace(paragraph("b", "Gone."), status=Status.DELETED, number="2")
    held = Workspace(corpus(), draft(agreed, gone), work.file.path)
    file = WordFile(render(held, ".docx", Options(Sources.NONE)))
    names = set(file.style_names.values())
    assert {"Level Agreed in informals", "Status Tag (Agreed in informals)"} <= names
    assert not any("Agreed ad ref" in name for name in names), "what no paragraph has needs no style"
    lines = file.lines()
    assert lines[-2][1:] == ("1.", "We agree. [Agreed in informals, 3 May 2026]")
    assert lines[-1][1:] == ("2.", "[deleted]")
    styles = Styles(etree.fromstring(file.parts["word/styles.xml"]))
    before = len(styles.element)
    assert styles.on_level(None, Level("Agreed in informals", Colour.GREEN)) == styles.on_level(
        None, Level("agreed in Informals", Colour.RED)
    ), "a style of that name comes before the colour"
    assert len(styles.element) == before
    assert styles.on_level(Style.STATUS, Level("Open")) == styles[Style.STATUS]
    assert styles.on_level(None, Level("Open")) == ""
