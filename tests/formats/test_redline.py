"""A redline: accept all gives the new document, refuse all the old one."""

from __future__ import annotations

import random
import re
import struct
import zlib
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from drafter.document.edited_document import Mark
from drafter.document.tracked import BlockFate
from drafter.errors import BadInput
from drafter.formats.docx.redline import TextChange, redline
from drafter.formats.docx.redlining import paragraph_redline
from drafter.formats.docx.redlining.change_marks import ChangeIds
from tests.formats.tracked_changes import R, W, changes, ids, said, settle, tree
from tests.formats.word_files import Block, Note, Paragraph, Table, Xml, p, word_file

ME = Mark("Chair", "2026-11-28")
LONG = "This paragraph is long enough that one may be sure that it has moved and was not written again."


def checked(old: bytes, new: bytes) -> bytes:
    made = redline(old, new, ME).data
    assert said(made, accept=True) == said(new)
    assert said(made, accept=False) == said(old)
    counted = Counter(ids(made))
    assert not [id for id, times in counted.items() if times > 1]
    return made


def kinds(made: bytes) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for (kind, _), number in changes(made).items():
        counted[kind] += number
    return dict(counted)


TAB = Xml("<w:r><w:tab/></w:r>")
FIELD = Xml(
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
LINK = Xml('<w:hyperlink w:anchor="x"><w:r><w:t>a link</w:t></w:r></w:hyperlink>')
CELL = Table((((p("A"),),),))
CONTROL = Xml(
    '<w:sdt><w:sdtPr><w:tag w:val="x"/></w:sdtPr><w:sdtContent><w:r><w:t>in a control</w:t></w:r></w:sdtContent>'
    "</w:sdt>"
)
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
FORMULA = Xml(f'<m:oMath xmlns:m="{_MATH}"><m:r><m:t>x</m:t></m:r></m:oMath>')
HEARD = Note("A note, para. 1.")

PAIRS: dict[str, tuple[tuple[Block, ...], tuple[Block, ...], dict[str, int]]] = {
    "nothing": ((p("One."),), (p("One."),), {}),
    "a word": ((p("One two three."),), (p("One other three."),), {"ins": 1, "del": 1}),
    "a paragraph came": ((p("One."), p("Two.")), (p("One."), p("And."), p("Two.")), {"ins": 2}),
    "a paragraph went": ((p("One."), p("And."), p("Two.")), (p("One."), p("Two.")), {"del": 2}),
    "the last went": ((p("One."), p("Two.", style="Other")), (p("One."),), {"del": 2, "pPrChange": 1}),
    "the last came": ((p("One."),), (p("One."), p("Two.", style="Other")), {"ins": 2, "pPrChange": 1}),
    "all is new": ((p("One."), p("Two.")), (p("Something else altogether."),), {"ins": 1, "del": 3}),
    "a style": ((p("One.", style="Other"),), (p("One.", style="Clause"),), {"pPrChange": 1}),
    "a level": ((p("One.", level=0),), (p("One.", level=1),), {"pPrChange": 1}),
    "a note came": ((p("One."),), (p("One", HEARD, "."),), {"ins": 2}),
    "a note went": ((p("One", HEARD, "."),), (p("One."),), {"del": 2}),
    "a note changed": ((p("One", HEARD),), (p("One", Note("A note, para. 2.")),), {"ins": 1, "del": 1}),
    "one of two notes": ((p("One", HEARD, Note("X."), "."),), (p("One", Note("X."), "."),), {"del": 2}),
    "an endnote": ((p("One", Note("E.", "endnote")), p("Z")), (p("Z"),), {"del": 3}),
    "moved": ((p("One."), p(LONG), p("Two.")), (p("One."), p("Two."), p(LONG), p("End.")), {}),
    "a field": ((p("Page ", FIELD, "."), p("Z")), (p("Page."), p("Z")), {"del": 1}),
    "a link": ((p("See ", LINK, "."),), (p("See."),), {"del": 2}),
    "a control": ((p("One and two and more ", CONTROL), p("Z")), (p("One and two and more"), p("Z")), {"del": 2}),
    "a formula": ((p("One ", FORMULA), p("Z")), (p("One"), p("Z")), {"del": 1}),
    "a tab": ((p("One", TAB, "two"),), (p("One two"),), {}),
    "before a table": ((p("One."), p("Two."), CELL, p("Z")), (p("One."), CELL, p("Z")), {"del": 2}),
    "a row": (
        (Table((((p("A one"),), (p("B"),)), ((p("C"),), (p("D"),)))), p("Z")),
        (Table((((p("A two"),), (p("B"),)), ((p("X"),), (p("Y"),)), ((p("C"),), (p("D"),)))), p("Z")),
        {},
    ),
    "a table went": ((p("A"), CELL, p("Z")), (p("A"), p("Z")), {}),
    "a table came": ((p("A"), p("Z")), (p("A"), CELL, p("Z")), {}),
}  # fmt: skip


@pytest.mark.parametrize("name", PAIRS)
def test_accepted_it_is_the_new_one_and_refused_the_old_one(name: str) -> None:
    old, new, wanted = PAIRS[name]
    made = checked(word_file(*old, first_note=5), word_file(*new))
    checked(word_file(*new), word_file(*old))
    if wanted or name == "nothing":
        assert kinds(made) == wanted
    assert {author for _, author in changes(made)} <= {"Chair"}


WORDS = ("We", "recall", "the", "rule", "of", "law", "and", "decide", ",", "R&D <x>", "été", "\U000f0000")
pieces = st.lists(
    st.one_of(
        st.sampled_from(WORDS).map(lambda word: f"{word} "),
        st.sampled_from(WORDS).map(lambda word: f"{word} "),
        st.builds(Note, st.sampled_from(("AP 1.", "AP 2.", "EP 3 (a).")), st.sampled_from(("footnote", "endnote"))),
        st.sampled_from((TAB, FIELD, LINK)),
    ),
    max_size=8,
).map(tuple)
paragraphs = st.builds(Paragraph, pieces, st.sampled_from(("", "Clause", "Other")), st.sampled_from((None, None, 0, 1)))
cells = st.lists(paragraphs, min_size=1, max_size=2).map(tuple)
tables = st.integers(1, 2).flatmap(
    lambda width: st.builds(
        Table, st.lists(st.lists(cells, min_size=width, max_size=width).map(tuple), min_size=1, max_size=3).map(tuple)
    )
)
documents = st.lists(st.one_of(paragraphs, paragraphs, paragraphs, tables), max_size=6).map(
    lambda blocks: (*blocks, p("End."))
)


@given(documents, documents)
def test_any_two_documents(old: tuple[Block, ...], new: tuple[Block, ...]) -> None:
    checked(word_file(*old, first_note=3), word_file(*new, ids="Y"))


@given(documents, st.randoms(use_true_random=False))
def test_a_document_and_an_edited_one(old: tuple[Block, ...], chance: random.Random) -> None:
    checked(word_file(*old), word_file(*changed(list(old), chance, HEARD)))


def changed(blocks: list[Block], chance: random.Random, *notes: Note) -> list[Block]:
    """The blocks after some edits; `notes` are cited in paragraphs that came."""
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(blocks))
        block = blocks[place]
        match chance.randrange(5):
            case 0 if len(blocks) > 1 and isinstance(blocks[place - 1], Paragraph):
                del blocks[place]
            case 1:
                blocks.insert(place, p("An inserted one", *notes))
            case 2:
                blocks.insert(chance.randrange(len(blocks)), block)
            case _ if isinstance(block, Paragraph):
                words = list(block.pieces)
                words.insert(chance.randint(0, len(words)), "new words ")
                blocks[place] = Paragraph(tuple(words), block.style, block.level)
    return [*blocks, p("The end.")] if isinstance(blocks[-1], Table) else blocks


def test_the_same_two_give_the_same_bytes() -> None:
    old, new = word_file(p("One", HEARD), p(LONG)), word_file(p(LONG), p("Two", HEARD))
    assert redline(old, new, ME).data == redline(old, new, ME).data


def test_styles_are_known_by_name_and_missing_ones_come_along() -> None:
    old = word_file(p("One.", style="Heading1"), p("Two.", style="Clause"), p("End."))
    few = {"Normal": "Normal", "Head": "Heading 1"}
    made = checked(old, word_file(p("Two."), p("New.", style="Head"), p("End."), styles=few))
    names = [style.find(f"{W}name").get(f"{W}val") for style in tree(made, "styles").iterfind(f"{W}style")]
    assert names == ["Normal", "Heading 1", "Clause"]


def test_a_paragraph_of_no_style_keeps_the_one_of_its_file() -> None:
    other = {"Normal": "Standard", "Clause": "Clause"}
    checked(word_file(p("One."), p("Two."), p("End.")), word_file(p("Two."), p("End."), styles=other))


def test_a_list_that_the_new_file_has_not_comes_along() -> None:
    bare = docx_with_picture("A text.")
    made = checked(word_file(p("One.", level=1), p("A text.")), bare)
    numbers = {each.get(f"{W}val") for each in tree(made, "document").iter(f"{W}numId")}
    known = {each.get(f"{W}numId") for each in tree(made, "numbering").iterfind(f"{W}num")}
    assert numbers and numbers <= known


def test_a_file_without_styles_or_lists_gets_what_it_needs() -> None:
    old, new = word_file(p("One.", style="Clause"), p("Two.", level=1), p("End.")), word_file(p("End."))
    bare = without(without(new, "styles"), "numbering")
    made = redline(old, bare, ME).data
    assert said(made, accept=False) == said(old)
    assert said(made, accept=True) == [(None, "", ["End."])]


def without(data: bytes, part: str) -> bytes:
    """The file without one of its parts, and what names it."""
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(stream, "w") as other:
        for name in package.namelist():
            if name != f"word/{part}.xml":
                naming = rf"<(Override|Relationship) [^>]*{part}\.xml[^>]*/>"
                other.writestr(name, re.sub(naming, "", package.read(name).decode()))
    return stream.getvalue()


def test_a_day_that_is_none_is_left_out() -> None:
    made = redline(word_file(p("One.")), word_file(p("Two.")), Mark("A", "some day")).data
    assert {each.get(f"{W}date") for each in tree(made, "document").iter(f"{W}ins")} == {None}


def docx_with_picture(*texts: str, picture: bytes = b"") -> bytes:
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    if picture:
        document.add_picture(BytesIO(picture))
    document.add_paragraph("End.")
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def png(shade: int) -> bytes:
    """A picture of one point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes((0, shade))))
        + chunk(b"IEND", b"")
    )


def test_a_picture_that_went_comes_along() -> None:
    black, white = png(0), png(255)
    made = redline(docx_with_picture("One.", picture=black), docx_with_picture("One.", picture=white), ME).data
    assert kinds(made) == {"ins": 1, "del": 1}
    with ZipFile(BytesIO(made)) as package:
        pictures = {package.read(name) for name in package.namelist() if name.endswith(".png")}
    assert pictures == {black, white}
    parts = docx.Document(BytesIO(made)).part.related_parts
    shown = [parts[each.get(f"{R}embed")].blob for each in tree(made, "document").iter("{*}blip")]
    assert shown == [black, white]


def test_the_same_picture_stays() -> None:
    same = docx_with_picture("One.", picture=png(0)), docx_with_picture("Two.", "One.", picture=png(0))
    assert kinds(redline(*same, ME).data) == {"ins": 2}


TRACKED = Xml(
    '<w:ins w:id="7" w:author="A" w:date="2026-01-01T00:00:00Z"><w:r><w:t>in</w:t></w:r></w:ins>'
    '<w:del w:id="8" w:author="A"><w:r><w:delText>out</w:delText></w:r></w:del>'
)
MARK_WENT = '<w:rPr><w:del w:id="9" w:author="A"/></w:rPr>'


def test_changes_that_were_tracked_before_count_as_accepted() -> None:
    old = word_file(p("One ", TRACKED), p("Half ", properties=MARK_WENT), p("and half."), p("End."))
    new = word_file(p("One ", TRACKED, " more"), p("Half and half."), p("End."))
    made = redline(old, new, ME).data
    assert changes(made) == {("ins", "Chair"): 1}
    assert said(made, accept=False) == said(old, accept=True)
    assert said(made, accept=True) == said(new, accept=True)


@pytest.mark.parametrize("row", ["ins", "del"])
def test_rows_that_were_tracked_before_count_as_accepted(row: str) -> None:
    table = Table((((p("A"),),), ((p("B"),),)))
    plain = word_file(table, p("End."))
    marked = _with(plain, '<w:tr><w:tc><w:tcPr/><w:p><w:r><w:t xml:space="preserve">B', row)
    made = redline(marked, plain, ME).data
    assert said(made, accept=True) == said(plain)
    assert said(made, accept=False) == said(marked, accept=True)


def _with(data: bytes, start: str, row: str) -> bytes:
    """The row that begins so, tracked."""
    marked = start.replace("<w:tr>", f'<w:tr><w:trPr><w:{row} w:id="1" w:author="A"/></w:trPr>')
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(stream, "w") as other:
        for name in package.namelist():
            text = package.read(name).decode()
            assert name != "word/document.xml" or start in text
            other.writestr(name, text.replace(start, marked))
    return stream.getvalue()


def test_a_section_break_goes_with_its_paragraph() -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rId9"/><w:pgSz w:w="1" w:h="2"/></w:sectPr>'
    old = word_file(p("One."), p("Two.", properties=section), p("End."))
    made = checked(old, word_file(p("One."), p("Two."), p("End.")))
    found = tree(made, "document").find(f"{W}body/{W}p/{W}pPr/{W}sectPr")
    assert [each.tag for each in found] == [f"{W}pgSz"]


def test_a_content_control_in_a_paragraph_is_exchanged_as_a_whole() -> None:
    other = Xml(CONTROL.text.replace("a ", "another "))
    assert kinds(checked(word_file(p("One ", CONTROL)), word_file(p("One ", other)))) == {"del": 1, "ins": 1}


CONTENTS = (
    p(Xml(FIELD_BEGINS := '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC </w:instrText></w:r>'
          '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'), "One"),
    p("Two", Xml(FIELD_ENDS := '<w:r><w:fldChar w:fldCharType="end"/></w:r>')),
)  # fmt: skip


def field_marks(data: bytes, *, accept: bool | None = None) -> list[str]:
    root = tree(data, "document")
    if accept is not None:
        settle(root, accept=accept)
    return [each.get(f"{W}fldCharType") for each in root.iter(f"{W}fldChar")]


def test_contents_that_went_or_came_leave_nothing_of_their_field() -> None:
    made = checked(word_file(p("A"), *CONTENTS, p("Z")), word_file(p("A"), p("Z")))
    assert field_marks(made, accept=True) == []
    made = checked(word_file(p("A"), p("Z")), word_file(p("A"), *CONTENTS, p("Z")))
    assert field_marks(made, accept=False) == []


def test_no_field_of_contents_that_changed_stays_open() -> None:
    fewer = (p(Xml(FIELD_BEGINS), "Two", Xml(FIELD_ENDS)),)
    more = (CONTENTS[0], p("More"), CONTENTS[1])
    for old, new in ((CONTENTS, fewer), (fewer, CONTENTS), (CONTENTS, more), (more, CONTENTS)):
        made = redline(word_file(p("A"), *old, p("Z")), word_file(p("A"), *new, p("Z")), ME).data
        for accept in (None, True, False):
            marks = Counter(field_marks(made, accept=accept))
            assert marks["begin"] == marks["end"]
        assert field_marks(made, accept=True).count("begin") == 1


def test_bookmarks_and_comments_of_the_new_file_stay_and_names_are_unique() -> None:
    def marked(text: str, *names: str) -> Paragraph:
        starts = "".join(f'<w:bookmarkStart w:id="{n}" w:name="{name}"/>' for n, name in enumerate(names))
        return p(Xml(starts), text, Xml("".join(f'<w:bookmarkEnd w:id="{n}"/>' for n in range(len(names)))))

    comment = Xml('<w:commentRangeStart w:id="0"/><w:r><w:t>said</w:t></w:r><w:commentRangeEnd w:id="0"/>')
    old = word_file(marked("A paragraph that goes.", "gone", "both"), p("Stays ", comment), p("End."))
    new = word_file(p("Stays ", comment, " more"), marked("Another one that is new.", "both"), p("End."))
    root = tree(checked(old, new), "document")
    assert [each.get(f"{W}name") for each in root.iter(f"{W}bookmarkStart")] == ["gone", "both"]
    assert len(list(root.iter(f"{W}bookmarkEnd"))) == 2
    assert len(list(root.iter(f"{W}commentRangeStart"))) == 1


def test_words_keep_their_looks() -> None:
    bold = Xml("<w:r><w:rPr><w:b/></w:rPr><w:t>We decide </w:t></w:r>")
    made = checked(word_file(p(bold, "that")), word_file(p(Xml(bold.text.replace("decide", "recall")), "that")))
    runs = [each for each in tree(made, "document").iter(f"{W}r") if each.find(f"{W}rPr/{W}b") is not None]
    assert ["".join(each.itertext()) for each in runs] == ["We ", "decide", "recall", " "]


def test_each_change_has_its_author() -> None:
    def whose(change: TextChange) -> Mark:
        seen.append(change)
        return Mark(f"{change.deleted}>{change.inserted}", "2026-11-01T10:00:00Z")

    seen: list[TextChange] = []
    place = Xml('<w:bookmarkStart w:id="1" w:name="here"/><w:bookmarkEnd w:id="1"/>')
    made = redline(
        word_file(p("a b c d e", place), p("Z")), word_file(p("a x c d y", place), p("Q R"), p("Z")), whose
    ).data
    assert {author for _, author in changes(made)} == {"b>x", "e>y", ">Q R"}
    assert [change.bookmarks for change in seen[:2]] == [("here",), ("here",)]
    assert {each.get(f"{W}date") for each in tree(made, "document").iter(f"{W}ins")} == {"2026-11-01T10:00:00Z"}


def test_an_author_whose_name_has_signs_that_no_file_can_hold_loses_those() -> None:
    made = redline(word_file(p("One.")), word_file(p("Two.")), Mark("A\x00\x1b<B>\ud800", "2026-01-01")).data
    assert {author for _, author in changes(made)} == {"A<B>"}


def test_the_paragraphs_of_one_document_need_no_file() -> None:
    old, new = (
        etree.fromstring(f'<w:p xmlns:w="{W[1:-1]}"><w:r><w:t>{text}</w:t></w:r></w:p>') for text in ("a b", "a c")
    )
    before = etree.tostring(old)
    made = paragraph_redline.redlined(old, new, lambda came, went: Mark(f"{went}>{came}"), ChangeIds(40))
    assert etree.tostring(old) == before
    assert [(each.tag, each.get(f"{W}id"), each.get(f"{W}author")) for each in made.iter(f"{W}del", f"{W}ins")] == [
        (f"{W}del", "40", "b>c"),
        (f"{W}ins", "41", "b>c"),
    ]


@pytest.mark.parametrize("whole", [paragraph_redline.inserted, paragraph_redline.deleted])
def test_a_whole_paragraph_is_tracked_with_its_mark(whole: Callable[..., Any]) -> None:
    paragraph = etree.fromstring(f'<w:p xmlns:w="{W[1:-1]}"><w:r><w:t>a b</w:t></w:r></w:p>')
    tag = {"inserted": "ins", "deleted": "del"}[whole.__name__]
    made = whole(paragraph, Mark("A"), ChangeIds())
    assert len(list(made.iter(f"{W}{tag}"))) == 2
    assert made.find(f"{W}pPr/{W}rPr/{W}{tag}") is not None


@pytest.mark.parametrize("place", [0, 1])
def test_a_file_that_can_not_be_read_is_named(place: int) -> None:
    files = [word_file(p("One.")), word_file(p("One."))]
    files[place] = b"no Word file"
    with pytest.raises(BadInput, match=r"(old|new)\.docx"):
        redline(files[0], files[1], ME, ("old.docx", "new.docx"))


@pytest.mark.parametrize(
    "texts", [("a " * 20_000 + "b", "c " + "a " * 19_000), ("x " + "a b " * 900, "y " + "a c " * 900)]
)
def test_words_that_are_all_the_same_take_no_time(texts: tuple[str, str]) -> None:
    """To align each with each would take minutes."""
    old, new = (word_file(*(p(text, str(place)) for place in range(30)), p("Z")) for text in texts)
    checked(old, new)


def test_paragraphs_that_all_changed_are_found_again() -> None:
    texts = [f"Paragraph {place} says that {place * 7} of {place * 3} are to be counted" for place in range(400)]
    old = word_file(*(p(text, " here.") for text in texts))
    new = word_file(*(p(text, " there.") for text in texts))
    assert kinds(checked(old, new)) == {"ins": 400, "del": 400}


def test_what_was_done_is_counted() -> None:
    stays, moved = p("We all stay."), p("This paragraph of nine words goes to another place.")
    rows = ((p("A"),), (p("B"),)), ((p("C"),), (p("D"),))
    table, longer = Table(rows), Table((((p("A"),), (p("B too"),)), ((p("E F"),), (p("G"),)), rows[1]))
    made = redline(
        word_file(moved, stays, p("One two three."), table, p("It goes away."), p("End.")),
        word_file(stays, p("One two four."), longer, p("End."), moved, p("Came last.")),
        ME,
    )
    assert made.paragraphs == {
        BlockFate.CAME: 1, BlockFate.WENT: 1, BlockFate.MOVED_TO: 1, BlockFate.MOVED_FROM: 1, BlockFate.CHANGED: 2,
    }  # fmt: skip
    assert made.rows == {BlockFate.CAME: 1}
    assert made.accepted == ((), ())
    again = redline(made.data, made.data, ME)
    assert (again.paragraphs, again.rows, again.accepted) == ({}, {}, (("Chair",), ("Chair",)))
