"""What accepting or refusing every change makes of a file, told from its XML and nothing else."""

from __future__ import annotations

from lxml import etree

from tests.robust.room.parts import MAIN, W, parsed, unpacked

_COME, _GONE = (f"{W}ins", f"{W}moveTo"), (f"{W}del", f"{W}moveFrom")
_SIGNS = {f"{W}tab": " ", f"{W}br": " "}


def paragraphs(document: bytes, accept: bool) -> list[str]:
    """The words of each paragraph outside tables and the contents; those that have none are left out."""
    body = parsed(unpacked(document)[MAIN])[0]
    found, words = [], ""
    for element in body.iterchildren():
        if element.tag == f"{W}tbl" or next(element.iter(f"{W}hyperlink"), None) is not None:
            words = ""
            continue
        for paragraph in [element] if element.tag == f"{W}p" else element.iterfind(f"{W}sdtContent/{W}p"):
            words += _words(paragraph, accept)
            if _ends(paragraph, accept):
                found.append(words)
                words = ""
    return [each for each in found if each.strip()]


def _ends(paragraph: etree._Element, accept: bool) -> bool:
    """Whether its end stays."""
    marks = paragraph.find(f"{W}pPr/{W}rPr")
    if marks is None:
        return True
    return not any(each.tag in (_GONE if accept else _COME) for each in marks)


def _words(element: etree._Element, accept: bool) -> str:
    found = ""
    for each in element:
        if each.tag in (f"{W}t", f"{W}delText"):
            found += each.text or ""
        elif each.tag in _SIGNS:
            found += _SIGNS[each.tag]
        elif each.tag not in (*(_GONE if accept else _COME), f"{W}pPr", f"{W}rPr"):
            found += _words(each, accept)
    return found
