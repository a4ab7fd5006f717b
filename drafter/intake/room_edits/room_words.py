"""Words that came back from the room as a draft's text: brackets are alternatives, and parties have codes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace

from drafter.corpus.corpus import Corpus
from drafter.draft.bracket_notation import like_a_name, reread
from drafter.draft.text import Alternatives, Option, Text, renamed


@dataclass(frozen=True, slots=True)
class RoomWords:
    """Reads what the room wrote."""

    corpus: Corpus
    party: Callable[[str], str | None]
    """The code of the party with this name; None where nobody has it."""

    def read(self, words: str, paragraph: str, before: Text, sources: Iterable[str], date: str = "") -> Text:
        """The text that the words write, `before` having been what stood there. Alternatives and options that are still
        there keep their ids, dates and notes; new options are of this date. A source's words have no alternatives.
        """
        if any(source in self.corpus.by_id and self.corpus.by_id[source].text == words for source in sources):
            return Text.of(words)
        there = set(before.parties)
        text = reread(
            words,
            before,
            paragraph,
            lambda name: like_a_name(name) or name in there or self.party(name) is not None,
        )
        if text is before or text.plain:
            return text
        names = ((name, self.party(name)) for name in text.parties)
        text = renamed(text, {name: code for name, code in names if code and code != name})
        known = {(option.text.base.strip(), option.by) for each in before.all_alternatives() for option in each.options}

        def of(_: Alternatives, option: Option) -> str:
            new = option.by and not option.date and (option.text.base.strip(), option.by) not in known
            return date if new else option.date

        return _dated(text, of)


def dated_as(text: Text, other: Text) -> Text:
    """The text, the options that the other has too having their days there."""
    days = {(each.id, option.by): option.date for each in other.all_alternatives() for option in each.options}
    return _dated(text, lambda alternatives, option: days.get((alternatives.id, option.by), option.date))


def _dated(text: Text, day: Callable[[Alternatives, Option], str]) -> Text:
    """The text, each option having the day that this says."""

    def of_run(run: str | Alternatives) -> str | Alternatives:
        if isinstance(run, str):
            return run
        options = (replace(each, text=_dated(each.text, day), date=day(run, each)) for each in run.options)
        return Alternatives(run.id, tuple(options))

    return text if text.plain else Text(tuple(map(of_run, text.runs)))


def without_alternatives(text: Text, ids: Collection[str]) -> Text:
    """The text without the alternatives of these ids among its runs, so that no other text takes them for its own."""
    return Text.of(*(run for run in text.runs if isinstance(run, str) or run.id not in ids))


def proposed_whole(text: Text) -> Option | None:
    """The option by which a new paragraph is proposed that stands in brackets as a whole, `[X - EU]`; None for one that
    doesn't.
    """
    run = text.runs[0] if len(text.runs) == 1 else ""
    if isinstance(run, str) or len(run.options) != 2 or run.base.text or run.base.parties:
        return None
    return next(option for option in run.options if option is not run.base)
