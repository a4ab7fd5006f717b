"""Blanks at which no line of a citation ends: `para. 62 (a)`, `[LAC 40(m)]`, `OP7 bis`.

They are put in where Word's text is written, and are blanks again where it is read: no value has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from drafter.draft.numerals import ADDED

if TYPE_CHECKING:  # what writes a file reads none
    from drafter.document.edited_document import EditedParagraph

NO_BREAK = "\u00a0"


def _pattern(blank: str) -> re.Pattern[str]:
    """Such blanks. The sign comes first: a search leaps from blank to blank, where a look behind would stop at every
    letter; and what follows is looked at before what goes before.
    """
    return re.compile(
        rf"{blank}(?:(?=\d)(?:(?<=\bpara\.{blank})|(?<=\bparas\.{blank}))"  # para. 62
        rf"|(?=\(\w{{1,4}}\))(?<=[\d)]{blank})"  # 62 (a), OP7 (a) (i)
        rf"|(?=(?:{'|'.join(ADDED)}|alt)\b)(?<=\d{blank})"  # 7 bis
        rf"|(?=\d{{1,9}}(?:\(\w|[\];]|$))(?<=[^\W\d_]{blank}))"  # AP 62(a), AP 62
    )


_KEPT, _LET_GO = _pattern(" "), _pattern(NO_BREAK)
_CITED = re.compile(rf"\[[^\W\d_]+{NO_BREAK}\d[^\[\]]*\](?=(?:\s*\[[^\[\]]*\])*\s*\Z)")
"""A citation behind a text, with the brackets around it; before nothing but the status."""


def kept_together(text: str) -> str:
    """What cites, or names paragraphs, with such blanks."""
    return _KEPT.sub(NO_BREAK, text)


def all_kept_together(texts: Iterable[str]) -> Iterator[str]:
    """The same of a text in stretches."""
    texts = list(texts)
    return _cut(kept_together("".join(texts)), texts)


def _cut(whole: str, stretches: Iterable[str]) -> Iterator[str]:
    """A text in pieces as long as these."""
    return (whole[start:end] for start, end in pairwise(accumulate(map(len, stretches), initial=0)))


def let_go(text: str) -> str:
    """A text with blanks alone where `kept_together` puts others: what was written with it, and what was written
    without, compare alike.
    """
    return _LET_GO.sub(" ", text) if NO_BREAK in text else text


def plain(text: str) -> str:
    """A text with blanks alone."""
    return text.replace(NO_BREAK, " ") if NO_BREAK in text else text


def with_plain_citations(paragraph: EditedParagraph) -> EditedParagraph:
    """A paragraph with blanks alone in what cites its sources behind its text: it has a style of its own, which a
    program may have dropped. What else stands there is somebody's own.
    """
    if not any(NO_BREAK in run.text for run in paragraph.runs):
        return paragraph
    styled = [plain(run.text) if run.style.casefold() == _STYLE else run.text for run in paragraph.runs]
    text = _CITED.sub(lambda cited: plain(cited[0]), "".join(styled))
    runs = (replace(run, text=piece) for run, piece in zip(paragraph.runs, _cut(text, styled), strict=True))
    return replace(paragraph, runs=tuple(runs))


_STYLE = "inline source"
"""The name of that style, which `styles` has too: reading a file loads none of what writes one."""
