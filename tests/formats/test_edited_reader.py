"""A Word file as others left it: every way in which Word and its like keep what was done to it."""

from __future__ import annotations

from io import BytesIO
from itertools import count, groupby
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.document.edited_document import EditedComment, EditedDocument, EditedParagraph, EditedRun, Mark
from drafter.errors import BadInput
from drafter.formats.docx import edited_reader, open_ranges, reader, story_walk
from drafter.formats.options import Sources
from tests.formats import libreoffice
from tests.formats.documents import document, full
from tests.formats.word_xml import made, related, run, xml

AYE = 'w:id="1" w:author="Aye" w:date="2026-11-28T14:00:00Z"'
BEA = 'w:id="1" w:author="Bea" w:date="2026-11-29T01:00:00+05:00"'
A, B = Mark("Aye", "2026-11-28"), Mark("Bea", "2026-11-29")


def read(body: str, **parts: bytes) -> EditedDocument:
    return edited_reader.read(made(body, related(**parts)), "a.docx")


def only(inner: str) -> EditedParagraph:
    (paragraph,) = read(f"<w:p>{inner}</w:p>").paragraphs
    return paragraph


def gone(words: str) -> str:
    return f"<w:r><w:delText>{words}</w:delText></w:r>"


# Runs


def test_what_was_inserted_and_deleted_comes_with_who_did_it_and_when() -> None:
    found = only(
        f"{run('We ')}<w:del {AYE}>{gone('urge')}</w:del><w:ins {BEA}>{run('in')}{run('vite')}</w:ins>{run(' all.')}"
    )
    assert found.runs == (
        EditedRun("We "),
        EditedRun("urge", deleted=A),
        EditedRun("invite", inserted=B),
        EditedRun(" all."),
    )
    assert (found.refused, found.accepted) == ("We urge all.", "We invite all.")


@pytest.mark.parametrize(
    "inner",
    [
        f"<w:ins {AYE}>{run('in')}<w:del {BEA}>{gone('out')}</w:del></w:ins>",
        f"<w:ins {AYE}>{run('in')}</w:ins><w:del {BEA}><w:ins {AYE}>{gone('out')}</w:ins></w:del>",
        f"<w:ins {AYE}>{run('in')}<w:r><w:rPr><w:del {BEA}/></w:rPr><w:delText>out</w:delText></w:r></w:ins>",
    ],
    ids=["as Word does", "the other way round", "in the run"],
)
def test_what_one_inserted_another_may_delete(inner: str) -> None:
    assert only(inner).runs == (EditedRun("in", A), EditedRun("out", A, B))


def test_a_change_within_another_ones_is_read_and_said() -> None:
    found = read(f"<w:p><w:del {AYE}>{gone('one')}<w:del {BEA}>{gone('two')}</w:del>{gone('three')}</w:del></w:p>")
    assert found.paragraphs[0].runs == (
        EditedRun("one", None, A),
        EditedRun("two", None, B),
        EditedRun("three", None, A),
    )
    assert found.left_out == (
        "A change within somebody else’s of the same kind is read as if it stood alone, behind “one”.",
    )


def test_moved_words_say_which_move_took_them() -> None:
    start, end = '<w:moveFromRangeStart w:id="7" w:name="move1"/>', '<w:moveFromRangeEnd w:id="7"/>'
    there, ends = '<w:moveToRangeStart w:id="8" w:name="move1"/>', '<w:moveToRangeEnd w:id="8"/>'
    body = (
        f"{start}<w:p><w:pPr><w:rPr><w:moveFrom {AYE}/></w:rPr></w:pPr><w:moveFrom {AYE}>{run('Go.')}</w:moveFrom>"
        "</w:p>"
        f"{end}<w:p>{run('Stay.')}</w:p>"
        f"<w:p><w:pPr><w:rPr><w:moveTo {AYE}/></w:rPr></w:pPr>{there}<w:moveTo {AYE}>{run('G')}"
        f"<w:del {BEA}>{gone('o')}</w:del></w:moveTo><w:ins {BEA}>{run('i')}</w:ins>{ends}"
        f"<w:moveTo {AYE}>{run('!')}</w:moveTo></w:p>"
    )
    first, _, last = read(body).paragraphs
    assert first.runs == (EditedRun("Go.", None, A, "move1"),)
    assert first.end_deleted == A
    assert last.end_inserted == A
    assert last.runs == (
        EditedRun("G", A, None, "move1"),
        EditedRun("o", A, B, "move1"),
        EditedRun("i", B),
        EditedRun("!", A),
    )


def test_ranges_of_moves_that_never_end_or_share_an_id_do_no_harm() -> None:
    start = '<w:moveFromRangeStart w:id="{}" w:name="{}"/>'
    end = '<w:moveFromRangeEnd w:id="{}"/>'
    moved = f"<w:moveFrom {AYE}>{run('x')}</w:moveFrom>"
    inner = (
        start.format(1, "a") + start.format(1, "b") + moved + end.format(1) + moved + end.format(9)
        + start.format(2, "c") + start.format(3, "d") + end.format(2) + moved + end.format(3) + moved
    )  # fmt: skip
    assert [each.moved for each in only(inner).runs] == ["b", "", "d", ""]


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("2026-11-28T14:00:00Z", "2026-11-28"),
        ("2026-11-28", "2026-11-28"),
        (" 2026-02-28T14:00", "2026-02-28"),
        ("0000-00-00T00:00:00Z", ""),
        ("0-00-00T00:00:00Z", ""),
        ("2026-02-30T00:00:00Z", ""),
        ("2026-11-281", ""),
        ("٢٠٢٦-١١-٢٨", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_a_day_is_one_that_the_calendar_has_or_none(date: str, day: str) -> None:
    assert only(f'<w:ins w:author="Aye" w:date="{date}">{run("x")}</w:ins>').runs[0].inserted == Mark("Aye", day)


@pytest.mark.parametrize(
    ("said", "author"),
    [
        ('w:author="Delegation of&#9;&#133;X &#x202E; "', "Delegation of X"),
        ('w:author="&#x200B;"', ""),
        ("", ""),
        (f'w:author="{"x" * 300}"', "x" * 200),
        ('w:author="سارا\u200cنام"', "سارا\u200cنام"),
    ],
)
def test_an_author_has_no_control_signs(said: str, author: str) -> None:
    assert only(f"<w:del {said}>{gone('x')}</w:del>").runs[0].deleted == Mark(author)


def test_words_are_read_to_the_letter_wherever_runs_are_cut() -> None:
    inner = (
        f"{run('one')}<w:proofErr w:type='spellStart'/>{run('tow')}<w:proofErr w:type='spellEnd'/>"
        "<w:r><w:lastRenderedPageBreak/><w:t xml:space='preserve'> a\nb </w:t><w:tab/><w:t>c</w:t><w:br/></w:r>"
        "<w:r><w:noBreakHyphen/><w:softHyphen/><w:sym w:font='Times' w:char='20AC'/></w:r>"
    )
    assert only(inner).runs == (EditedRun("onetow a b  c \u2011\u00ad€"),)


def test_runs_have_the_names_of_their_styles() -> None:
    styles = xml("styles", '<w:style w:styleId="x7"><w:name w:val="Status Tag"/></w:style><w:style w:styleId="x8"/>')
    body = (
        '<w:p><w:r><w:rPr><w:rStyle w:val="x7"/><w:rPrChange><w:rPr><w:rStyle w:val="x9"/></w:rPr></w:rPrChange>'
        f'</w:rPr><w:t>[Agreed]</w:t></w:r><w:r><w:rPr><w:rStyle w:val="x8"/></w:rPr><w:t>b</w:t></w:r>{run("c")}</w:p>'
    )
    (found,) = read(body, styles=styles).paragraphs
    assert found.runs == (EditedRun("[Agreed]", style="Status Tag"), EditedRun("b", style="x8"), EditedRun("c"))


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        (f"<w:sdt><w:sdtPr><w:rPr><w:rStyle w:val='x'/></w:rPr></w:sdtPr><w:sdtContent>{run('held')}</w:sdtContent>"
         "</w:sdt>", "held"),
        (f"<w:smartTag>{run('smart')}</w:smartTag><w:customXml>{run('own')}</w:customXml>", "smartown"),
        (f"<w:hyperlink>{run('linked')}</w:hyperlink>", "linked"),
        (f"<w:fldSimple w:instr=' PAGE '>{run('7')}</w:fldSimple>", "7"),
        ("<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> IF </w:instrText></w:r>"
         f"<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
         f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{run('hidden')}<w:r><w:fldChar w:fldCharType='end'/></w:r>"
         f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{run('shown')}<w:r><w:fldChar w:fldCharType='end'/></w:r>",
         "shown"),
        (f"<w:r><w:fldChar w:fldCharType='begin'/></w:r>{run('never ends')}", "never ends"),
        (f"<w:r><w:fldChar w:fldCharType='end'/></w:r>{run('never began')}", "never began"),
        (f"<mc:AlternateContent><mc:Choice>{run('new')}</mc:Choice><mc:Fallback>{run('old')}</mc:Fallback>"
         "</mc:AlternateContent>", "new"),
        (f"<mc:AlternateContent><mc:Choice/><mc:Choice>{run('b')}</mc:Choice><mc:Fallback>{run('c')}</mc:Fallback>"
         "</mc:AlternateContent>", "b"),
        (f"<mc:AlternateContent><mc:Choice><w14:x/></mc:Choice><mc:Fallback>{run('old')}</mc:Fallback>"
         "</mc:AlternateContent>", "old"),
        ("<w:r><w:ruby><w:rt><w:r><w:t>kan</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby>"
         "</w:r>", "漢"),
        ("<w:pPr><w:tabs><w:tab w:val='left' w:pos='1'/></w:tabs></w:pPr><w:r><w:t>no tab</w:t></w:r>", "no tab"),
        ("<w:r><w:t>a&#x85;b</w:t></w:r>", "ab"),
        (f"{run(chr(0x200D))}{run('می' + chr(0x200D))}", "می" + chr(0x200D)),
    ],
    ids=["sdt", "tags", "link", "simple field", "fields", "no end", "no begin", "choice", "second choice", "fallback",
         "ruby", "tab stops", "control", "placeholder"],
)  # fmt: skip
def test_words_are_read_once_wherever_they_are_kept(inner: str, words: str) -> None:
    assert only(inner).accepted == words


# Paragraphs


def test_paragraph_marks_are_inserted_and_deleted_too() -> None:
    mark = "<w:p><w:pPr><w:rPr><w:{0} {1}/></w:rPr></w:pPr>{2}</w:p>"
    first, second, third = read(mark.format("ins", AYE, run("a")) + mark.format("del", BEA, "") + "<w:p/>").paragraphs
    assert (first.end_inserted, first.end_deleted, first.runs) == (A, None, (EditedRun("a"),))
    assert (second.end_inserted, second.end_deleted) == (None, B)
    assert (third.end_inserted, third.end_deleted) == (None, None)


def test_a_row_or_a_cell_that_is_inserted_or_deleted_is_all_that_stands_in_it() -> None:
    cell = f"<w:tc><w:p>{run('x')}</w:p></w:tc>"
    body = (
        f"<w:tbl><w:tr><w:trPr><w:ins {AYE}/></w:trPr>{cell}</w:tr><w:tr><w:trPr><w:del {BEA}/></w:trPr>{cell}</w:tr>"
        f"<w:tr><w:tc><w:tcPr><w:cellDel {AYE}/></w:tcPr><w:p>{run('x')}</w:p></w:tc>{cell}</w:tr></w:tbl>"
        f"<w:p>{run('x')}</w:p>"
    )
    found = read(body).paragraphs
    assert [(each.runs[0].inserted, each.runs[0].deleted) for each in found] == [
        (A, None), (None, B), (None, A), (None, None), (None, None),
    ]  # fmt: skip
    assert [(each.end_inserted, each.end_deleted) for each in found[:3]] == [(A, None), (None, B), (None, A)]
    assert [each.rows for each in found] == [(1,), (2,), (3,), (3,), ()]


def test_bookmarks_between_paragraphs_belong_to_the_next_one() -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="{}"/>'
    body = (
        f"{mark.format('a')}<w:p>{mark.format('b')}{run('x')}{mark.format('c')}</w:p><w:bookmarkEnd w:id='1'/>"
        f"<w:p/>{mark.format('d')}<w:tbl>{mark.format('e')}<w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
        f"<w:p><w:ins {AYE}>{mark.format('f')}</w:ins></w:p>{mark.format('g')}"
    )
    assert [each.bookmarks for each in read(body).paragraphs] == [("a", "b", "c"), (), ("d", "e"), ("f", "g")]


def test_a_change_of_style_or_list_says_who_made_it_and_what_was_is_not_taken_for_what_is() -> None:
    styles = xml("styles", '<w:style w:styleId="Sub"><w:name w:val="Sub-paragraph 1"/></w:style>')
    body = (
        f'<w:p><w:pPr><w:pStyle w:val="Sub"/><w:pPrChange {AYE}><w:pPr><w:pStyle w:val="Operative"/></w:pPr>'
        "</w:pPrChange></w:pPr></w:p>"
    )
    (found,) = read(body, styles=styles).paragraphs
    assert (found.style, found.placed) == ("Sub-paragraph 1", A)


def test_labels_and_levels_are_those_of_lists_and_a_tracked_number_is_no_change_of_words() -> None:
    numbering = xml(
        "numbering",
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
        '<w:lvlText w:val="(%2)"/></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>',
    )
    at = f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{{}}"/><w:numId w:val="5"/><w:ins {AYE}/></w:numPr></w:pPr>{{}}</w:p>'
    box = (
        f"<w:r><w:pict><v:textbox><w:txbxContent>{at.format(0, run('box'))}</w:txbxContent></v:textbox></w:pict></w:r>"
    )
    found = read(at.format(0, run("x")) + at.format(1, run("y")) + at.format(0, box + run("z")), numbering=numbering)
    assert [(each.accepted, each.label, each.depth) for each in found.paragraphs] == [
        ("x", "1.", 0), ("y", "(a)", 1), ("box", "3.", 0), ("z", "2.", 0),
    ]  # fmt: skip
    assert all(each.end_inserted is None and each.runs[0].kept for each in found.paragraphs)


def test_a_text_box_stands_before_its_paragraph_and_is_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:rPr><w:rStyle w:val='s'/></w:rPr><w:t>Boxed</w:t></w:r></w:p></w:txbxContent>"
    inner = (
        f"{run('a')}<w:ins {AYE}><w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent><w:t>b</w:t></w:r></w:ins>"
    )
    boxed, around = read(f"<w:p>{inner}</w:p>").paragraphs
    assert (boxed.runs, boxed.end_inserted) == ((EditedRun("Boxed", A, style="s"),), A)
    assert (around.runs, around.end_inserted) == ((EditedRun("a"), EditedRun("b", A)), None)


# Notes


def notes(kind: str, *inner: str) -> bytes:
    return xml(f"{kind}s", "".join(f'<w:{kind} w:id="{id}">{each}</w:{kind}>' for id, each in enumerate(inner)))


def cited(id: int, kind: str = "footnote", more: str = "") -> str:
    return f'<w:r><w:{kind}Reference w:id="{id}"{more}/></w:r>'


def test_notes_are_read_as_they_are_and_as_they_were() -> None:
    footnotes = notes(
        "footnote",
        f"<w:p><w:r><w:footnoteRef/><w:tab/></w:r>{run('para. 62 (')}<w:del {AYE}>{gone('a')}</w:del>"
        f"<w:ins {AYE}>{run('b')}</w:ins>{run(').')}</w:p>",
        f"<w:p><w:pPr><w:rPr><w:ins {AYE}/></w:rPr></w:pPr>{run('one')}</w:p><w:p>{run('two')}</w:p>",
        f"<w:p><w:pPr><w:rPr><w:del {AYE}/></w:rPr></w:pPr>{run('one')}</w:p><w:p>{run('two')}{cited(0)}</w:p>",
    )
    endnotes = notes("endnote", f"<w:p>{run('At the end.')}</w:p>")
    deleted, inserted = f"<w:del {BEA}>{cited(1)}</w:del>", f"<w:ins {AYE}>{cited(0, 'endnote')}</w:ins>"
    body = f"<w:p>{run('x')}{cited(0)}{deleted}{cited(2)}{inserted}</w:p>"
    (found,) = read(body, footnotes=footnotes, endnotes=endnotes).paragraphs
    assert found.runs == (
        EditedRun("x"),
        EditedRun("", note="para. 62 (b).", note_before="para. 62 (a).", note_label="Footnote 1", note_changed=A),
        EditedRun("", None, B, note="one two", note_before="onetwo", note_label="Footnote 2", note_changed=A),
        EditedRun("", note="onetwo", note_before="one two", note_label="Footnote 2", note_changed=A),
        EditedRun("", A, note="At the end.", note_before="At the end.", note_label="Endnote 3"),
    )
    assert found.accepted == "x"


def test_a_notes_own_mark_is_no_text_and_a_mark_without_note_is_said() -> None:
    footnotes = notes("footnote", f"<w:p>{run('Starred.')}</w:p>")
    star = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="0"/><w:t>*</w:t></w:r>'
    found = read(f"<w:p>{run('x')}{star}{run('y')}{cited(8)}{cited(9)}</w:p>{cited(0)}", footnotes=footnotes)
    assert found.paragraphs[0].accepted == "xy"
    assert [each.note for each in found.paragraphs[0].runs] == ["", "Starred.", ""]
    assert found.left_out == ("2 marks of notes that aren’t there are left out, the first behind “xy”.",)


def test_fields_that_never_end_in_a_note_do_not_reach_into_the_next() -> None:
    begins = "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
    ends = "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    inner = [f"<w:p>{begins}{run('one')}</w:p>", f"<w:p>{ends}{begins}{run('no')}{ends}{run('two')}</w:p>"]
    (found,) = read(f"<w:p>{cited(0)}{cited(1)}</w:p>", footnotes=notes("footnote", *inner)).paragraphs
    assert [each.note for each in found.runs] == ["one", "two"]


# Comments


def comment(id: int, *lines: str, who: str = AYE) -> str:
    inner = "".join(f'<w:p w14:paraId="0000A{id}{place}">{run(line)}</w:p>' for place, line in enumerate(lines))
    return f'<w:comment {who.replace("""w:id="1" """, "")} w:id="{id}">{inner}</w:comment>'


def on(id: int, inner: str) -> str:
    return (
        f'<w:commentRangeStart w:id="{id}"/>{inner}<w:commentRangeEnd w:id="{id}"/>'
        f'<w:r><w:commentReference w:id="{id}"/></w:r>'
    )


def extended(*entries: tuple[str, str, str]) -> bytes:
    said = (f'<w15:commentEx w15:paraId="{id}" w15:paraIdParent="{of}" w15:done="{done}"/>' for id, of, done in entries)
    return xml("commentsEx", "".join(said), "w15")


def test_comments_come_with_the_words_they_are_put_to_their_answers_and_whether_they_are_settled() -> None:
    comments = xml("comments", comment(0, "Why?", "Line two.") + comment(1, "So.", who=BEA) + comment(2, "Else."))
    threads = extended(("0000a01", "", "1"), ("0000A10", "0000A01", "0"), ("0000A20", "FFFFFFFF", "0"))
    body = f"<w:p>{run('We ')}{on(0, on(1, run('urge')))}{on(2, '')}</w:p>"
    found = read(body, comments=comments, commentsExtended=threads)
    assert found.comments == (
        EditedComment("0", "Aye", "2026-11-28", "Why?\nLine two.", "urge", "", True),
        EditedComment("1", "Bea", "2026-11-29", "So.", "urge", "0", True),
        EditedComment("2", "Aye", "2026-11-28", "Else.", "", "", False),
    )
    assert found.paragraphs[0].comments == ("0", "1", "2")


def test_a_comment_on_many_paragraphs_begins_in_the_first() -> None:
    deleted = [f"<w:del {AYE}>{gone(words)}</w:del>" for words in ("x", "all")]
    body = (
        f'<w:commentRangeStart w:id="0"/><w:p>{run("a")}{deleted[0]}</w:p><w:p>{run("b")}'
        f'<w:commentRangeEnd w:id="0"/>{run("c")}</w:p><w:p>{on(1, deleted[1])}</w:p>'
        '<w:p><w:commentRangeStart w:id="2"/></w:p><w:r><w:commentReference w:id="3"/></w:r>'
    )
    comments = xml("comments", "".join(comment(id, "x") for id in range(5)))
    found = read(body, comments=comments)
    assert [each.comments for each in found.paragraphs] == [("0",), (), ("1",), ("2", "3")]
    assert [each.about for each in found.comments] == ["a b", "all", "", "", ""]


def test_comments_on_notes_belong_to_the_paragraph_that_cites_them() -> None:
    found = read(
        f"<w:p>{cited(0)}</w:p>",
        footnotes=notes("footnote", f"<w:p>{on(4, run('para. 1'))}</w:p>"),
        comments=xml("comments", comment(4, "Sure?")),
    )
    assert found.paragraphs[0].comments == ("4",)
    assert found.comments[0].about == "para. 1"


def test_comments_that_answer_each_other_in_a_ring_answer_none() -> None:
    comments = xml("comments", "".join(comment(id, "x") for id in range(6)))
    ring = [("0000A00", "0000A10"), ("0000A10", "0000A20"), ("0000A20", "0000A10"), ("0000A30", "0000A30"),
            ("0000A40", "0000A50"), ("0000A40", "0000A00")]  # fmt: skip
    found = read("<w:p/>", comments=comments, commentsExtended=extended(*((*pair, "0") for pair in ring)))
    assert [each.answers for each in found.comments] == ["", "", "", "", "5", ""]


def test_of_two_notes_or_comments_with_one_id_the_first_counts() -> None:
    twice = xml("comments", comment(0, "first") + comment(0, "second"))
    again = xml("footnotes", "".join(f'<w:footnote w:id="0"><w:p>{run(x)}</w:p></w:footnote>' for x in ("one", "two")))
    found = read(f"<w:p>{cited(0)}{on(0, run('a'))}{on(0, run('b'))}</w:p>", comments=twice, footnotes=again)
    assert [(each.text, each.about) for each in found.comments] == [("first", "a")]
    assert [each.note for each in found.paragraphs[0].runs] == ["one", ""]
    assert found.paragraphs[0].comments == ("0",)
    assert found.left_out == ("2 notes or comments with another’s number are left out.",)


# The file around


def test_a_file_says_its_title_and_an_export_its_manifest_wherever_the_part_is() -> None:
    data = document(full(), ".docx", kinds=())
    found = edited_reader.read(data, "a.docx")
    assert found.title == full().outline.title
    assert found.manifest is not None
    assert found.manifest == reader.manifest(data)
    anchors = {name for paragraph in found.paragraphs for name in paragraph.bookmarks}
    assert len(anchors) >= len(found.manifest.paragraphs) > 200
    manifest = b'<manifest xmlns="urn:drafter:manifest:1" draft="d"><paragraph id="p" ref="OP1" hash="h"/></manifest>'
    others = {"word/customXml/data9.xml": manifest, "customXml/item8.xml": b"<broken"}
    moved = edited_reader.read(made(parts=others), "a.docx").manifest
    assert moved is not None
    assert (moved.draft, moved.view, moved.paragraphs[0].ref) == ("d", "attributed", "OP1")
    assert edited_reader.read(made(), "a.docx").manifest is None


def test_strict_open_xml_is_read_too() -> None:
    old, new = (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        (b"http://purl.oclc.org/ooxml/wordprocessingml/main"),
    )
    strict = xml("document", f"<w:body><w:p>{run('strict')}</w:p></w:body>").replace(old, new)
    assert edited_reader.read(made(parts={"word/document.xml": strict}), "a.docx").paragraphs[0].accepted == "strict"


def test_what_could_not_be_read_is_said() -> None:
    inner = (
        f"{run('See')}<w:r><w:drawing/></w:r><w:r><w:pict/></w:r><w:r><w:object/></w:r><m:oMath><m:r><m:t>x</m:t></m:r>"
        "</m:oMath><w:r><w:sym w:font='Wingdings' w:char='F0FC'/><w:sym w:char='x'/><w:delText>old</w:delText></w:r>"
    )
    found = read(f"<w:p>{inner}</w:p><w:altChunk/><w:r><w:t>out</w:t></w:r>", footnotes=b"<broken", header=xml(
        "hdr", f"<w:p><w:ins {AYE}>{run('x')}</w:ins></w:p>"
    ))  # fmt: skip
    assert found.left_out == (
        "3 pictures or drawings are left out, the first behind “See”.",
        "An equation is left out, behind “See”.",
        "2 signs of symbol fonts are left out, the first behind “See”.",
        "A deleted text without a deletion is left out, behind “See”.",
        "A file within the file is left out.",
        "A text outside of any paragraph is left out.",
        "What is tracked in headers and footers is left out.",
        "The file’s part word/others/footnotes.xml can’t be read, and is left out.",
    )
    assert found.paragraphs[0].accepted == "See"


@pytest.mark.parametrize("sources", list(Sources))
def test_an_export_is_read_with_nothing_tracked_and_nothing_left_out(sources: Sources) -> None:
    found = edited_reader.read(document(full(), ".docx", sources), "a.docx")
    assert not found.left_out
    assert all(run.kept and run.note == run.note_before for each in found.paragraphs for run in each.runs)
    assert all((each.end_inserted, each.end_deleted, each.placed) == (None, None, None) for each in found.paragraphs)
    assert bool(found.comments) == (sources is Sources.COMMENTS)
    assert all(each.about for each in found.comments)


def test_the_plain_reader_reads_the_same_words() -> None:
    data = document(full(), ".docx")
    edited = edited_reader.read(data, "a.docx").paragraphs
    for plain, paragraph in zip(reader.read(data, "a.docx"), edited, strict=True):
        assert plain.text == paragraph.accepted
        assert len(plain.notes) == sum(bool(each.note_label) for each in paragraph.runs)


def test_a_document_that_python_docx_saved_is_read() -> None:
    stream = BytesIO()
    written = docx.Document()
    written.add_heading("Head", 1)
    paragraph = written.add_paragraph("Some ")
    marked = paragraph.add_run("words")
    written.add_comment(marked, "Why?", author="Aye", initials="A")
    written.add_table(1, 1).cell(0, 0).text = "cell"
    written.core_properties.title = "A  title"
    written.save(stream)
    found = edited_reader.read(stream.getvalue(), "a.docx")
    assert [(each.accepted, each.style) for each in found.paragraphs] == [
        ("Head", "heading 1"), ("Some words", ""), ("cell", ""),
    ]  # fmt: skip
    assert [(each.author, each.text, each.about) for each in found.comments] == [("Aye", "Why?", "words")]
    assert found.title == "A title"


@libreoffice.needs_office
@pytest.mark.parametrize("sources", [Sources.FOOTNOTES, Sources.COMMENTS])
def test_what_libreoffice_saves_is_read_as_it_went_out(tmp_path: Path, sources: Sources) -> None:
    before = document(full(), ".docx", sources, kinds=())
    ours, theirs = (edited_reader.read(data, "a.docx") for data in (before, libreoffice.saved(before, tmp_path)))
    assert theirs.manifest == ours.manifest
    assert not theirs.left_out
    assert [plainly(each) for each in theirs.paragraphs] == [plainly(each) for each in ours.paragraphs]
    assert [(each.author, each.text, each.about) for each in theirs.comments] == [
        (each.author, each.text, each.about) for each in ours.comments
    ]


def plainly(paragraph: EditedParagraph) -> tuple[object, ...]:
    notes = tuple((run.note, run.note_label) for run in paragraph.runs if run.note_label)
    runs = all(run.kept for run in paragraph.runs)
    said = paragraph.refused, paragraph.style.lower(), paragraph.bookmarks, paragraph.label, paragraph.depth
    return (*said, paragraph.rows, runs, notes, len(paragraph.comments))


# Whatever comes

WHO = st.sampled_from([None, Mark("Aye", "2026-11-28"), Mark("Bea"), Mark("", "")])
RUNS = st.lists(st.tuples(st.text("ab ]\u00e9", min_size=1, max_size=4), WHO, WHO, st.sampled_from(["", "s"])))


def tracked(name: str, mark: Mark | None, inner: str) -> str:
    if mark is None:
        return inner
    date = f' w:date="{mark.date}T00:00:00Z"' if mark.date else ""
    return f'<w:{name} w:id="1" w:author="{mark.author}"{date}>{inner}</w:{name}>'


@given(RUNS, st.booleans())
def test_any_changes_are_read_as_what_they_are(
    runs: list[tuple[str, Mark | None, Mark | None, str]], outwards: bool
) -> None:
    written = []
    for words, inserted, deleted, style in runs:
        look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
        name = "t" if deleted is None else "delText"
        inner = f'<w:r>{look}<w:{name} xml:space="preserve">{words}</w:{name}></w:r>'
        changes = [("ins", inserted), ("del", deleted)]
        for kind, mark in changes if outwards else reversed(changes):
            inner = tracked(kind, mark, inner)
        written.append(inner)
    found = only("".join(written))
    united = groupby(runs, key=lambda run: run[1:])
    assert found.runs == tuple(
        EditedRun("".join(words for words, *_ in group), inserted, deleted, style=style)
        for (inserted, deleted, style), group in united
    )
    assert found.with_those_of(lambda _mark: True) == found.accepted
    assert found.with_those_of(lambda _mark: False) == found.refused


_NAMES = """
    p pPr pStyle numPr ilvl numId rPr rStyle pPrChange rPrChange r t delText instrText tab br sym ins del
    moveFrom moveTo moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd bookmarkStart fldChar
    fldSimple hyperlink sdt sdtPr sdtContent footnoteReference footnote comment commentRangeStart commentRangeEnd
    commentReference tbl tr trPr tc tcPr cellIns cellDel drawing txbxContent pict altChunk ruby rt body
"""
_TAGS = st.sampled_from(
    [*(f"w:{name}" for name in _NAMES.split()), "mc:AlternateContent", "mc:Choice", "mc:Fallback", "m:oMath"]
)
_SAID = st.sampled_from(
    ['w:id="0" w:name="a" w:author="Aye"', 'w:id="1" w:author="Bea" w:val="1"', 'w:fldCharType="begin"',
     'w:fldCharType="separate"', 'w:fldCharType="end"', 'w:val="s" w:char="41" w:customMarkFollows="1"', ""]
)  # fmt: skip
Tree = tuple[str, str, list["Tree"]]
_TREES: st.SearchStrategy[Tree] = st.recursive(
    st.tuples(_TAGS, _SAID, st.just([])),
    lambda inner: st.tuples(_TAGS, _SAID, st.lists(inner, max_size=5)),
    max_leaves=30,
)


@given(st.lists(_TREES, max_size=6))
def test_elements_in_any_order_are_read_once_or_not_at_all(trees: list[Tree]) -> None:
    signs = (chr(number) for number in count(0x4E00))

    def written(tree: Tree) -> str:
        tag, said, inner = tree
        words = next(signs) if tag in ("w:t", "w:delText") else ""
        return f"<{tag} {said}>{words}{''.join(map(written, inner))}</{tag}>"

    notes = xml("footnotes", "".join(map(written, trees)))
    found = read("".join(map(written, trees)), footnotes=notes, comments=notes.replace(b"footnotes", b"comments"))
    words = "".join(run.text for paragraph in found.paragraphs for run in paragraph.runs)
    read_signs = [sign for sign in words if ord(sign) >= 0x4E00]
    assert len(set(read_signs)) == len(read_signs)


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (f"<w:p>{f'<w:ins {AYE}>' * 100_000}{run('x')}{'</w:ins>' * 100_000}</w:p>", "nested too deeply"),
        ("<w:p/>" * 11, "more than 10 paragraphs"),
        ("<w:p>", "its XML is broken"),
    ],
    ids=["nested", "many", "broken"],
)
def test_what_is_no_document_to_be_read_is_refused_by_name(
    body: str, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(story_walk, "MOST_PARAGRAPHS", 10)
    monkeypatch.setattr(edited_reader, "MOST_PARAGRAPHS", 10)
    with pytest.raises(BadInput, match=rf"a\.docx: .*{what}"):
        read(body)


def test_tables_within_tables_are_read_as_long_as_they_are_not_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(story_walk, "MOST_PARAGRAPHS", 10)
    table = "<w:tbl><w:tr><w:tc>{}<w:p/></w:tc></w:tr></w:tbl>"
    nested = table
    for _ in range(3):
        nested = table.format(nested)
    assert len(reader.table_rows(made(table.format(table.format(""))), "a.docx")) == 2
    with pytest.raises(BadInput, match=r"a\.docx: .*more than"):
        reader.table_rows(made(nested.format(table.format(""))), "a.docx")


@pytest.mark.parametrize("part", ["styles", "numbering"])
def test_without_styles_and_lists_nothing_is_understood(part: str) -> None:
    with pytest.raises(BadInput, match=r"a\.docx: .*its XML is broken"):
        read("<w:p/>", **{part: b"<w:broken"})


def test_comments_without_end_are_put_to_what_can_be_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_ranges, "_MOST_ABOUT", 1_000)
    monkeypatch.setattr(open_ranges, "LONGEST_ABOUT", 600)
    starts = "".join(f'<w:commentRangeStart w:id="{id}"/>' for id in range(3))
    ends = "".join(f'<w:commentRangeEnd w:id="{id}"/>' for id in range(3))
    comments = xml("comments", "".join(comment(id, "x") for id in range(3)))
    found = read(f"<w:p>{starts}{run('word ') * 1_000}{ends}</w:p>", comments=comments)
    assert [len(each.about) for each in found.comments] == [600, 600, 0]
    assert found.comments[0].about.endswith(" word…")
    assert len(found.left_out) == 1
