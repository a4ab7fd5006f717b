"""A redline: accept all gives the new document, refuse all the old one."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.document.edited_document import Mark
from drafter.formats.docx.redline import redline
from tests.formats.tracked_changes import changes, ids, said
from tests.formats.word_files import Block, Note, Paragraph, Table, Xml, p, word_file

ME = Mark("Chair", "2026-11-28")
LONG = "This paragraph is long enough that one may be sure that it has moved and was not written again."


def checked(old: bytes, new: bytes) -> bytes:
    made = redline(old, new, ME)
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
    checked(word_file(*old), word_file(*_edited(list(old), chance)))


def _edited(blocks: list[Block], chance: random.Random) -> list[Block]:
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(blocks))
        block = blocks[place]
        match chance.randrange(5):
            case 0 if len(blocks) > 1 and isinstance(blocks[place - 1], Paragraph):
                del blocks[place]
            case 1:
                blocks.insert(place, p("An inserted one", HEARD))
            case 2:
                blocks.insert(chance.randrange(len(blocks)), block)
            case _ if isinstance(block, Paragraph):
                words = list(block.pieces)
                words.insert(chance.randint(0, len(words)), "new words ")
                blocks[place] = Paragraph(tuple(words), block.style, block.level)
    return [*blocks, p("The end.")] if isinstance(blocks[-1], Table) else blocks


def test_the_same_two_give_the_same_bytes() -> None:
    old, new = word_file(p("One", HEARD), p(LONG)), word_file(p(LONG), p("Two", HEARD))
    assert redline(old, new, ME) == redline(old, new, ME)
