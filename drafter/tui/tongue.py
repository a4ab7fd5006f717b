"""The language of the screens: every sentence that they show goes through here.

A sentence is marked by the call that shows it, `tr("Saved in {path}", path=path)`; one that stands in a constant by
`later`, and is looked up when it is shown; one that a room below made, a `Phrase`, by `shown`. Marked text is a
constant of drafter's own: what users and corpora wrote stands in the places, and is never looked up.
"""

from __future__ import annotations

import os
from datetime import date, datetime
from enum import StrEnum
from gettext import NullTranslations
from pathlib import Path

from drafter.phrases import Phrase

ENGLISH = "en"
_CATALOGUES = Path(__file__).with_name("languages")
_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""Where gettext looks for the user's language: the first of these that is set."""

_english = NullTranslations()
_spoken = _english
"""What is spoken in this process: each has one user."""


def languages() -> list[str]:
    """The languages that the screens speak, English first."""
    return [ENGLISH, *sorted(path.stem for path in _CATALOGUES.glob("*.po"))]


def of_environment() -> str:
    """The first of the languages that the environment asks for and the screens speak, else English."""
    asked = next((value for name in _VARIABLES if (value := os.environ.get(name))), "")
    codes = [locale.partition(".")[0].partition("@")[0].partition("_")[0] for locale in asked.split(":")]
    return next((code for code in codes if code == ENGLISH or (_CATALOGUES / f"{code}.po").is_file()), ENGLISH)


def speak(language: str) -> None:
    """Speak one of the languages from now on. English needs nothing."""
    global _spoken
    if language == ENGLISH:
        _spoken = _english
    else:
        from drafter.storage import catalogue

        _spoken = catalogue.load(_CATALOGUES / f"{language}.po")


def later(english: str) -> str:
    """The same; marks a constant that `tr` looks up when it is shown."""
    return english


def tr(english: str, /, **values: object) -> str:
    """The sentence in the language spoken, the values in its places; those of a `Phrase` are in it."""
    if isinstance(english, Phrase):
        return shown(english)
    words = _spoken.gettext(english) if english else ""  # a catalogue has its own head under the empty text
    return words.format(**values) if values else words


def tr_count(one: str, many: str, count: int, /, **values: object) -> str:
    """As `tr`, in the form for so many; the place for their number is `{count}`."""
    return _spoken.ngettext(one, many, count).format(count=count, **values)


def shown(words: object) -> str:
    """What a room below says, or an error, in the language spoken where it is a `Phrase`; else as it is."""
    text = str(words)
    if not isinstance(text, Phrase):
        return text
    values = {name: shown(value) for name, value in text.values.items()}
    if text.plural:
        count = int(str(text.values["count"]))
        return _spoken.ngettext(text.pattern, text.plural, count).format(**values)
    return tr(text.pattern, **values)


def word(value: StrEnum) -> str:
    """The word for one of the values that a room below tells apart: `taken up`, `bracketed`."""
    return tr(value.value)


def number(count: int) -> str:
    """`1,234`, as the language writes it."""
    between = tr("1,000")[1:-3]
    return f"{count:,}".replace(",", between)


_MONTHS = (
    later("January"), later("February"), later("March"), later("April"), later("May"), later("June"), later("July"),
    later("August"), later("September"), later("October"), later("November"), later("December"),
)  # fmt: skip


_SHORT_MONTHS = (
    later("Jan"), later("Feb"), later("Mar"), later("Apr"), later("May"), later("Jun"), later("Jul"), later("Aug"),
    later("Sep"), later("Oct"), later("Nov"), later("Dec"),
)  # fmt: skip


def short_date(day: date) -> str:
    """`3 Mar 2026`, as the language writes it."""
    return tr("{day} {month} {year}", day=day.day, month=tr(_SHORT_MONTHS[day.month - 1]), year=day.year)


def capitalized(words: str) -> str:
    """The words with a capital letter at the beginning, the rest as it is."""
    return f"{words[:1].upper()}{words[1:]}"


def moment(when: datetime, *, seconds: bool = False) -> str:
    """`29 November 2026, 16:45`, as the language writes it."""
    time = f"{when:%H:%M:%S}" if seconds else f"{when:%H:%M}"
    return tr(
        "{day} {month} {year}, {time}", day=f"{when:%d}", month=tr(_MONTHS[when.month - 1]), year=when.year, time=time
    )
