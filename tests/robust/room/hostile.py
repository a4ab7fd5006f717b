"""Word files made to do harm, or made by a program that had gone wrong: each is an export with something done to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from tests.robust.room.pages import Hand, Remark, with_remarks
from tests.robust.room.parts import MAIN, NOTES, Parts, packed, unpacked

_BY = 'w:id="7" w:author="Ann" w:date="2026-05-01T10:00:00Z"'
Way = Callable[[Parts], Parts]


def _put(parts: Parts, xml: str, within: bool = True) -> Parts:
    """XML at the end of the first paragraph that has a bookmark, or behind that paragraph."""
    main = parts[MAIN]
    start = main.index(b'w:name="_drafter_')
    at = main.index(b"</w:p>", start) + (0 if within else len(b"</w:p>"))
    return {**parts, MAIN: main[:at] + xml.encode() + main[at:]}


def _run(text: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def _ins(text: str, author: str = "Ann", date: str = "2026-05-01T10:00:00Z", id: str = "7") -> str:
    return f'<w:ins w:id="{id}" w:author="{author}" w:date="{date}">{_run(text)}</w:ins>'


def _nested(deep: int) -> Way:
    return lambda parts: _put(parts, f"<w:ins {_BY}>" * deep + _run(" within") + "</w:ins>" * deep)


def _entities(parts: Parts) -> Parts:
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE w:document [<!ENTITY a0 "ha">{lines}]>'.encode()
    found = _put(parts, _run("&a9;"))
    return {**found, MAIN: found[MAIN].replace(b"<w:document", doctype + b"<w:document", 1)}


def _same_ids(parts: Parts) -> Parts:
    main = re.sub(rb'(<w:bookmark(?:Start|End) w:id=")\d+', rb"\g<1>1", parts[MAIN])
    added = "".join(_ins(f" word {n}", author=f"A{n % 3}", id="1") for n in range(9))
    remarks = [Remark("1", Hand(f"C{n}", "2026-05-01"), f"Remark {n}.") for n in range(5)]
    around = '<w:commentRangeStart w:id="1"/><w:commentRangeEnd w:id="1"/>' * 2
    return with_remarks(_put({**parts, MAIN: main}, added + around), remarks)


def _answers_in_a_circle(parts: Parts) -> Parts:
    remarks = [Remark(str(n), Hand("Ann", "2026-05-01"), f"Remark {n}.", str((n + 1) % 3)) for n in range(3)]
    around = "".join(f'<w:commentRangeStart w:id="{n}"/><w:commentRangeEnd w:id="{n}"/>' for n in range(3))
    return with_remarks(_put(parts, around), remarks)


def _twice(parts: Parts) -> Parts:
    """Every paragraph of the text twice, with the bookmarks and all."""
    main = re.sub(rb"<w:p><w:pPr><w:pStyle w:val=\"(?:Op|Sub|Pre).*?</w:p>", rb"\g<0>\g<0>", parts[MAIN])
    return {**parts, MAIN: main}


def _no_such_notes(parts: Parts) -> Parts:
    return {**parts, MAIN: re.sub(rb'(footnoteReference w:id=")', rb"\g<1>9", parts[MAIN])}


def _note_in_itself(parts: Parts) -> Parts:
    reference = b'<w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    return {**parts, NOTES: parts[NOTES].replace(b"</w:p>", reference)}


def _paragraphs(count: int) -> Way:
    def way(parts: Parts) -> Parts:
        one = '<w:p><w:pPr><w:pStyle w:val="OperativeParagraph"/></w:pPr>{}</w:p>'
        added = (one.format(_ins(f"We add {n}.") if n % 3 else _run(f"We say {n}.")) for n in range(count))
        return _put(parts, "".join(added), within=False)

    return way


def _insertions(count: int) -> Way:
    return lambda parts: _put(parts, "".join(_ins(f" {n}", f"A{n % 9}") for n in range(count)))


def _comments(count: int) -> Way:
    def way(parts: Parts) -> Parts:
        around = "".join(f'<w:commentRangeStart w:id="{n}"/><w:commentRangeEnd w:id="{n}"/>' for n in range(count))
        return with_remarks(
            _put(parts, around),
            [
                Remark(str(n), Hand("Ann", "2026-05-01"), f"Remark {n}.", str(n - 1) if n % 5 else "")
                for n in range(count)
            ],
        )

    return way


WAYS: dict[str, Way] = {
    "nothing": lambda parts: parts,
    "entities that multiply": _entities,
    "100,000 insertions in one another": _nested(100_000),
    "200 insertions in one another": _nested(200),
    "10,000 insertions in a row": _insertions(10_000),
    "100,000 insertions in a row": _insertions(100_000),
    "a deletion in an insertion in a deletion": lambda parts: _put(
        parts, f"<w:del {_BY}><w:ins {_BY}><w:del {_BY}>{_run('gone', 'delText')}</w:del></w:ins></w:del>"
    ),
    "ids that collide": _same_ids,
    "ids that are no numbers": lambda parts: _put(
        parts, _ins(" x", id="") + _ins(" y", id="-9" * 99) + _ins(" z", id="é")
    ),
    "dates of the year 0": lambda parts: _put(
        parts,
        _ins(" a", date="0000-00-00T00:00:00Z")
        + _ins(" b", date="0000-01-01")
        + _ins(" c", date="99999-12-31T99:99:99Z"),
    ),
    "dates that are none": lambda parts: _put(
        parts, _ins(" a", date="today") + _ins(" b", date="") + _ins(" c", date="-")
    ),
    "authors with control signs": lambda parts: _put(
        parts,
        _ins(" a", "A&#9;nn&#10;B&#13;")
        + _ins(" b", "\u202egnorts\u202c \u200b\ufeff\u0085")
        + _ins(" c", "x" * 100_000)
        + _ins(" d", "[red]Ann[/] {{ x }} &lt;b&gt;")
        + _ins(" e", " "),
    ),
    "words with control signs": lambda parts: _put(parts, _ins(" a&#9;b&#13;\u202ec\u0085\ufffe"[:-1] + "\u2028d")),
    "answers in a circle": _answers_in_a_circle,
    "every paragraph twice": _twice,
    "notes that are not there": _no_such_notes,
    "notes that cite themselves": _note_in_itself,
    "a move that leads nowhere": lambda parts: _put(
        parts,
        f'<w:moveFromRangeStart w:id="5" w:name="m" w:author="Ann"/><w:moveFrom {_BY}>{_run("away")}</w:moveFrom>',
    ),
    "2,000 brackets in one another": lambda parts: _put(parts, _ins(" " + "[a " * 2_000 + "]" * 2_000)),
    "10,000 brackets": lambda parts: _put(parts, _ins(" [a / b - EU]" * 10_000)),
    "100,000 brackets": lambda parts: _put(parts, _ins(" [a / b - EU]" * 100_000)),
    "brackets that nobody closes": lambda parts: _put(parts, _ins(" [" * 50_000)),
    "20,000 other words": lambda parts: _put(
        {**parts, MAIN: re.sub(rb">[^<]{40,}<", b">word<", parts[MAIN])},
        _run(" ".join(f"w{n * 7919 % 1_000}" for n in range(20_000))),
    ),
    "a word of a million signs": lambda parts: _put(parts, _ins(" " + "x" * 1_000_000)),
    "2,000 comments": _comments(2_000),
    "20,000 comments": _comments(20_000),
    "3,000 paragraphs": _paragraphs(3_000),
    "30,000 paragraphs": _paragraphs(30_000),
    "no text at all": lambda parts: {**parts, MAIN: re.sub(rb"<w:p>.*</w:p>", b"<w:p/>", parts[MAIN], flags=re.DOTALL)},
}


def made(name: str, document: bytes) -> bytes:
    return packed(WAYS[name](unpacked(document)))


def bomb(document: bytes) -> bytes:
    """A part that swells to a gigabyte."""
    found = BytesIO(document)
    with ZipFile(found, "a", ZIP_DEFLATED) as package, package.open("word/media/image1.xml", "w") as part:
        part.write(b"<a>")
        for _ in range(1_000):
            part.write(b" " * 1_000_000)
    return found.getvalue()
