"""Words that came back from the room as a draft's text: brackets are alternatives, and parties have codes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace

from drafter.corpus.corpus import Corpus
from drafter.draft.bracket_notation import like_a_name, reread
from drafter.draft.text import Alternatives, Text, renamed
from drafter.errors import EditRefused


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
        text = reread(words, before, paragraph, lambda name: like_a_name(name) or self.party(name) is not None)
        if text is before or text.plain:
            return text
        names = ((name, self.party(name)) for name in text.parties)
        text = renamed(text, {name: code for name, code in names if code and code != name})
        known = {(option.text.base.strip(), option.by) for each in before.all_alternatives() for option in each.options}
        return _dated(text, known, date) if date else text


def _dated(text: Text, known: Collection[tuple[str, tuple[str, ...]]], date: str) -> Text:
    """The text, its proposed options of this date where they have none and were not known before."""

    def of_run(run: str | Alternatives) -> str | Alternatives:
        if isinstance(run, str):
            return run
        options = (replace(option, text=_dated(option.text, known, date)) for option in run.options)
        return Alternatives(
            run.id,
            tuple(
                replace(option, date=date)
                if option.by and not option.date and (option.text.base.strip(), option.by) not in known
                else option
                for option in options
            ),
        )

    return text if text.plain else Text(tuple(map(of_run, text.runs)))


def without_alternatives(text: Text, ids: Collection[str]) -> Text:
    """The text without the alternatives of these ids among its runs, so that no other text takes them for its own."""
    return Text.of(*(run for run in text.runs if isinstance(run, str) or run.id not in ids))


def same_words(one: str, other: str) -> bool:
    """Whether two wordings differ at most in blank space."""
    return one.split() == other.split()


def unwrapped(before: str, written: str, now: str) -> str:
    """The words as they are now, without the brackets around a paragraph that is proposed: those are no words of it.
    `before` is how the file went out, and `written` how the draft has it.
    """
    if same_words(before, written):
        return now
    head, found, tail = before.partition(written)
    if not found:
        raise EditRefused("The file shows only one wording of what is open in it; change the words in drafter.")
    if not (now.startswith(head) and now.endswith(tail) and len(now) > len(head) + len(tail)):
        raise EditRefused("The brackets around the paragraph were changed; settle its proposal in drafter.")
    return now[len(head) : len(now) - len(tail)].strip()
