"""Every edit of a draft as one step: take up, cite and set aside recommendations; word, move and number paragraphs."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import astuple, replace
from functools import reduce

from drafter.corpus.corpus import Corpus
from drafter.corpus.plain_text import forbidden
from drafter.draft import edits, numbering, source_changes, tree
from drafter.draft.draft import Draft, Front, Paragraph, Status, Treatment
from drafter.draft.layout import Kind
from drafter.draft.tree import Place
from drafter.errors import BadInput, EditRefused, Problem
from drafter.review.reflection import Reach
from drafter.workspace.draft_history import DraftHistory, ParagraphNames, PerDraft, joined, new_id, quoted_beginning

_SHARES = (("partly", True), ("wholly", False))
_KINDS = {Kind.PP: "preambular", Kind.OP: "operative"}


def _reaching(draft: Draft, id: str, source: str, reach: Reach, said: str) -> Draft:
    """The draft with the source cited so."""
    if reach is Reach.BACKGROUND:
        return edits.cite(draft, id, source, Treatment.CHAPEAU)
    links = tree.spot(draft, id).paragraph.links
    known = next((link for link in links if link.recommendation == source), None)
    if known is None or known.treatment is Treatment.CHAPEAU:
        draft = edits.cite(draft, id, source)
    if reach is Reach.WHOLLY and said:
        return edits.vouch(draft, id, source, said)
    return edits.mark_partly(draft, id, source, reach is Reach.PARTLY, said)


def _reaching_in_all(
    draft: Draft, reaches: Mapping[str, Mapping[str, Reach]], said: Mapping[str, Mapping[str, str]]
) -> Draft:
    """As `_reaching`, in several paragraphs. Each is changed in a draft of its own, with what it stands under: each
    change of a long one costs a look at all its paragraphs.
    """
    for id in reaches:
        tree.spot(draft, id)
    parts = []
    for part in draft.parts:
        changed = list[Paragraph]()
        for paragraph in part.paragraphs:
            draft = replace(draft, parts=(replace(part, paragraphs=(paragraph,)),))
            for each in paragraph.whole():
                for source, reach in reaches.get(each.id, {}).items():
                    draft = _reaching(draft, each.id, source, reach, said.get(each.id, {}).get(source, ""))
            changed += draft.parts[0].paragraphs
        parts.append(replace(part, paragraphs=tuple(changed)))
    return replace(draft, parts=tuple(parts))


def _how(reaches: Mapping[str, Reach], said: Mapping[str, str]) -> str:
    """`wholly`; `A wholly; B, C partly` where they differ."""
    groups: dict[str, list[str]] = {}
    for source, reach in reaches.items():
        how = "counted as reflected" if reach is Reach.WHOLLY and said.get(source) else str(reach)
        groups.setdefault(how, []).append(source)
    return "; ".join(how if len(groups) == 1 else f"{', '.join(ids)} {how}" for how, ids in groups.items())


def _shares(missing: Mapping[str, str]) -> str:
    """` (A, B partly; C wholly)`, by what is said to be missing of each source; empty where nothing is said of any."""
    shares = {
        share: [source for source, words in missing.items() if bool(words) is partly] for share, partly in _SHARES
    }
    marked = "; ".join(f"{joined(ids)} {share}" for share, ids in shares.items() if ids)
    return f" ({marked})" if marked else ""


class Edits:
    """The edits of a draft. Each is one step and returns the step's name, worded to follow “Undone: …”.

    Raises EditRefused for an edit that makes no sense, BadInput for text with control characters; the draft is then
    unchanged.
    """

    def __init__(self, corpus: Corpus, history: DraftHistory, refs: PerDraft[dict[str, str]]) -> None:
        self._corpus = corpus
        self._history = history
        self._names = ParagraphNames(history, refs)

    def take_up(self, ids: Sequence[str], place: Place | None = None, theme: str | None = None) -> str:
        """Add a paragraph with each recommendation's text, at the place, or where its theme belongs (None)."""
        fresh = [id for id in ids if id not in self._history.draft.claimed]
        new = [new_id("p") for _ in ids]
        return self._history.step(
            lambda draft: edits.take_up(draft, self._corpus, ids, new, place, theme), f"take up {joined(fresh or ids)}"
        )

    def take_up_open(self, ids: Sequence[str], theme: str | None = None) -> str:
        """Take up those of the recommendations that are not yet reviewed. Raises EditRefused where none is left."""
        draft = self._history.draft
        left = [id for id in ids if id not in draft.claimed and id not in draft.reasons]
        if not left:
            raise EditRefused("Everything in this list is taken up or set aside already.")
        return self.take_up(left, theme=theme)

    def take_up_merged(
        self,
        ids: Sequence[str],
        place: Place | None = None,
        theme: str | None = None,
        text: str = "",
        missing: Mapping[str, str] | None = None,
    ) -> str:
        """Take up several recommendations in one paragraph, their texts joined; `history.newest` is its id.

        `text`, if given, is used instead of their texts. `missing` has, by recommendation, the words that the text
        lacks: those recommendations count as partly taken up.
        """
        for words in (text, *(missing or {}).values()):
            check_text(words)
        new = new_id("p")
        return self._history.step(
            lambda draft: edits.take_up_merged(draft, self._corpus, ids, new, place, theme, text, missing),
            f"merge {joined(ids)} into one paragraph",
        )

    def take_up_worded(
        self, ids: Sequence[str], text: str, place: Place, missing: Mapping[str, str] | None = None
    ) -> str:
        """Take up one recommendation, or several, in one paragraph of this text; `history.newest` is its id. Of
        several, `missing` is as in `take_up_merged`.
        """
        if len(ids) > 1:
            return self.take_up_merged(ids, place, text=text, missing=missing)
        check_text(text)
        new = new_id("p")

        def taken_up(draft: Draft) -> Draft:
            return edits.reword(edits.take_up(draft, self._corpus, ids, [new], place), self._corpus, new, text)

        return self._history.step(taken_up, f"take up {joined(ids)}")

    def cite(self, id: str, recommendation: str, treatment: Treatment = Treatment.ADAPTED) -> str:
        """Add a recommendation to a paragraph's sources, or set the treatment of one that is there."""
        known = self._corpus.get(recommendation).id
        return self._history.step(
            lambda draft: edits.cite(draft, id, known, treatment), f"cite {known} in {self._names.of(id)} ({treatment})"
        )

    def cite_all(self, id: str, recommendations: Sequence[str]) -> str:
        """Add several recommendations to a paragraph's sources; those that are there already stay as they are."""
        known = [self._corpus.get(citation).id for citation in recommendations]
        cited = self._history.draft.spots[id].paragraph.sources if id in self._history.draft.spots else ()
        fresh = [source for source in known if source not in cited]
        if not fresh:
            raise EditRefused(f"{self._names.of(id)} cites {joined(known)} already.")
        return self._history.step(
            lambda draft: reduce(lambda so_far, source: edits.cite(so_far, id, source), fresh, draft),
            f"cite {joined(fresh)} in {self._names.of(id)}",
        )

    def cite_as(self, id: str, reaches: Mapping[str, Reach], said: Mapping[str, str] | None = None) -> str:
        """Cite recommendations in a paragraph, or say of those that it cites how much of them it takes up. `said` has
        what is missing of one that is taken up partly, and why one counts of which hardly a word stands there.
        """
        words = said or {}
        for text in words.values():
            check_text(text)
        known = {self._corpus.get(citation).id: reach for citation, reach in reaches.items()}
        return self._history.step(
            lambda draft: reduce(
                lambda so_far, source: _reaching(so_far, id, source, known[source], words.get(source, "")),
                known,
                draft,
            ),
            f"cite {joined(list(known))} in {self._names.of(id)} ({_how(known, words)})",
        )

    def cite_in_all(
        self, reaches: Mapping[str, Mapping[str, Reach]], said: Mapping[str, Mapping[str, str]] | None = None
    ) -> str:
        """As `cite_as`, in several paragraphs as one step: `reaches` and `said` are by the paragraph's id."""
        words = said or {}
        for texts in words.values():
            for text in texts.values():
                check_text(text)
        ids = [source for sources in reaches.values() for source in sources]
        return self._history.step(
            lambda draft: _reaching_in_all(draft, reaches, words),
            f"cite {joined(ids)} in {joined([self._names.of(id) for id in reaches])}",
        )

    def uncite(self, id: str, recommendation: str) -> str:
        return self._history.step(
            lambda draft: edits.uncite(draft, self._corpus, id, recommendation),
            f"no longer cite {recommendation} in {self._names.of(id)}",
        )

    def mark_partly(self, id: str, recommendation: str, partly: bool, missing: str = "") -> str:
        """Mark a recommendation as partly or wholly taken up in a paragraph; `missing` are the words left out."""
        check_text(missing)
        share = "partly" if partly else "wholly"
        return self._history.step(
            lambda draft: edits.mark_partly(draft, id, recommendation, partly, missing),
            f"mark {recommendation} as {share} taken up in {self._names.of(id)}",
        )

    def set_aside(self, ids: Sequence[str], reason: str) -> str:
        check_text(reason)
        return self._history.step(lambda draft: edits.set_aside(draft, ids, reason), f"set aside {joined(ids)}")

    def bring_back(self, ids: Sequence[str]) -> str:
        """Undo setting recommendations aside."""
        return self._history.step(lambda draft: edits.bring_back(draft, ids), f"bring back {joined(ids)}")

    def acknowledge(self, ids: Sequence[str]) -> str:
        """Accept that these sources changed: the draft keeps their present words to compare with."""
        return self._history.step(
            lambda draft: source_changes.acknowledge(draft, self._corpus, ids),
            f"acknowledge the change of {joined(ids)}",
        )

    def take_new_words(self, id: str) -> str:
        """Change in the paragraphs that cite this source what changed in its words. Refuses where that can be done in
        none of them; where it can't in some, the step's name says so, and the change is still to be acknowledged.
        """
        from drafter.draft import renewed_words  # few sources change

        made, left = renewed_words.take_new_words(self._history.draft, self._corpus, id)
        others = self._names.all(left)
        if made is self._history.draft:
            raise EditRefused(
                f"{others} {'say' if len(left) > 1 else 'says'} it in other words, or something is open there: reword "
                "it yourself, then acknowledge the change."
            )
        done = [each for each in self._history.draft.cited_in.get(id, ()) if each not in left]
        where = f" in {self._names.all(done)}{''.join(map(self._names.reopened, done))}" if done else ""
        name = f"take the new words of {id}{where}{f'; not in {others}, which words it otherwise' if left else ''}"
        return self._history.step(lambda _: made, name)

    def follow(self, ids: Mapping[str, str]) -> str:
        """Have other recommendations in the place of some: new ids by the old ones, all at once."""
        known = {old: self._corpus.get(new).id for old, new in ids.items()}
        return self._history.step(
            lambda draft: source_changes.follow(draft, self._corpus, known),
            f"follow {joined([f'{old} to {new}' for old, new in known.items()])}",
        )

    def add(self, text: str, place: Place) -> str:
        """Add a paragraph of the user's own."""
        check_text(text)
        return self._history.step(
            lambda draft: edits.add(draft, text, new_id("p"), place), f"add a paragraph: {quoted_beginning(text)}"
        )

    def reword(self, id: str, text: str, missing: Mapping[str, str] | None = None) -> str:
        """Replace a paragraph's text. `missing` has, by source, the words that the text lacks: that source counts as
        partly taken up, or as wholly where the words are empty.
        """
        missing_by_source = missing or {}
        for words in (text, *missing_by_source.values()):
            check_text(words)

        name = f"reword {self._names.of(id)}{_shares(missing_by_source)}{self._names.reopened(id)}"
        return self._history.step(lambda draft: self._reworded(draft, id, text, missing_by_source), name)

    def _reworded(self, draft: Draft, id: str, text: str, missing: Mapping[str, str]) -> Draft:
        draft = edits.reword(draft, self._corpus, id, text)
        for source, words in missing.items():
            draft = edits.mark_partly(draft, id, source, bool(words), words)
        return draft

    def merge(self, ids: Collection[str], text: str = "", missing: Mapping[str, str] | None = None) -> str:
        """Merge paragraphs into the first of them. `text`, if given, is used instead of their texts, and `missing` is
        as in `reword`.
        """
        for words in (text, *(missing or {}).values()):
            check_text(words)
        merged = edits.merge(self._history.draft, ids)
        if text.strip():
            first = tree.topmost(self._history.draft, ids)[0]
            merged = self._reworded(merged, first, text, missing or {})
        kept = {spot.paragraph.status for id, spot in merged.spots.items() if id in ids} | {Status.OPEN}
        before = dict.fromkeys(self._history.draft.spots[id].paragraph.status for id in ids)
        words = ", ".join(str(status) for status in before if status not in kept)
        name = f"merge {self._names.all(ids)}{f' (no longer {words})' if words else ''}{_shares(missing or {})}"
        return self._history.step(lambda _: merged, name)

    def split(self, id: str, at: int) -> str:
        """Split a paragraph in two; `at` is the offset in its text where the second begins."""
        new, name = new_id("p"), f"break {self._names.of(id)} in two{self._names.reopened(id)}"
        return self._history.step(lambda draft: edits.split(draft, self._corpus, id, at, new), name)

    def remove(self, ids: Collection[str]) -> str:
        spots = self._history.draft.spots
        statuses = dict.fromkeys(spot.paragraph.status for id, spot in spots.items() if id in ids)
        agreed = [str(status) for status in statuses if status.agreed]
        lost = f" ({', '.join(agreed)})" if agreed else ""
        return self._history.step(lambda draft: edits.remove(draft, ids), f"remove {self._names.all(ids)}{lost}")

    def move(self, ids: Collection[str], place: Place) -> str:
        return self._history.step(lambda draft: tree.move(draft, ids, place), f"move {self._names.all(ids)}")

    def shift(self, ids: Collection[str], by: int) -> str:
        """Move paragraphs up (-1) or down (+1) by one."""
        way = "up" if by < 0 else "down"
        return self._history.step(lambda draft: tree.shift(draft, ids, by), f"move {self._names.all(ids)} {way}")

    def indent(self, id: str) -> str:
        """Make a paragraph a sub-paragraph of the one before it."""
        moved = tree.indent(self._history.draft, id)
        name = f"make {self._names.of(id)} a sub-paragraph of {self._names.of(moved.spots[id].container)}"
        return self._history.step(lambda _: moved, name)

    def outdent(self, id: str) -> str:
        """Move a sub-paragraph out of the paragraph that holds it."""
        moved = tree.outdent(self._history.draft, id)
        holder = self._history.draft.spots[id].container
        return self._history.step(lambda _: moved, f"move {self._names.of(id)} out of {self._names.of(holder)}")

    def retype(self, ids: Collection[str]) -> str:
        """Move paragraphs from the preamble to the operative part their theme belongs to, or the other way round."""
        moved = edits.retype(self._history.draft, self._corpus, ids)
        kinds = {moved.spots[id].part.kind for id in ids}
        what = " and ".join(_KINDS[kind] for kind in Kind if kind in kinds)
        return self._history.step(lambda _: moved, f"make {self._names.all(ids)} {what}")

    def annotate(self, id: str, note: str) -> str:
        check_text(note)
        name = (
            f"write a note on {self._names.of(id)}" if note.strip() else f"take the note on {self._names.of(id)} away"
        )
        return self._history.step(lambda draft: edits.annotate(draft, id, note), name)

    def set_status(self, ids: Collection[str], status: Status, pending: str = "") -> str:
        """Set where the negotiation of paragraphs stands. Refuses to agree what has something open in it."""
        check_text(pending)
        if status.agreed:
            from drafter.negotiation.settling import why_not_agreed  # loaded when somebody negotiates

            for id in ids:
                why_not = why_not_agreed(self._history.draft, id)
                if why_not:
                    raise EditRefused(f"{self._names.of(id)}: {why_not}")

        def marked(draft: Draft) -> Draft:
            return reduce(lambda so_far, id: edits.set_status(so_far, id, status, pending), ids, draft)

        return self._history.step(marked, f"mark {self._names.all(ids)} as {status}")

    def set_front(self, front: Front) -> str:
        """Change the front matter: title, symbol, dates, agenda items, and what else only the user can know."""
        for value in astuple(front):
            check_text(value)
        return self._history.step(lambda draft: edits.set_front(draft, front), "change the front matter")

    def retitle(self, part: str, title: str) -> str:
        check_text(title)
        return self._history.step(lambda draft: edits.retitle(draft, part, title), f"change the heading “{title}”")

    def freeze_numbers(self) -> str:
        """Freeze every paragraph's number as it now is: what is added later becomes `7 bis`, `7 ter`."""
        return self._history.step(numbering.freeze, "freeze the numbers")

    def thaw_numbers(self) -> str:
        """Let the paragraphs be counted again."""
        return self._history.step(numbering.thaw, "count the paragraphs again")

    def set_number(self, id: str, number: str) -> str:
        """Freeze one paragraph's number as this text, `6 alt`; an empty one lets it be counted again."""
        check_text(number)
        to = f" to {number.strip()}" if number.strip() else ""
        name = f"set the number of {self._names.of(id)}{to}"
        return self._history.step(lambda draft: numbering.set_number(draft, id, number), name)

    def silence(self, rule: str, reason: str, paragraph: str = "") -> str:
        """Silence a check, in one paragraph or in the whole draft, with the reason."""
        # The checks are loaded when they are used: a start needs none of them.
        from drafter.review.checks import silence

        check_text(reason)
        return self._history.step(
            lambda draft: silence(draft, rule, reason, paragraph), f"silence the check “{rule}”{self._in(paragraph)}"
        )

    def unsilence(self, rule: str, paragraph: str = "") -> str:
        from drafter.review.checks import unsilence

        return self._history.step(
            lambda draft: unsilence(draft, rule, paragraph), f"hear the check “{rule}” again{self._in(paragraph)}"
        )

    def _in(self, paragraph: str) -> str:
        return f" in {self._names.of(paragraph)}" if paragraph else ""


def check_text(text: str) -> None:
    """Raise BadInput for text with control characters, which no file may hold."""
    control = forbidden(text)
    if control:
        raise BadInput(Problem("", None, f"There is a control character ({control[1]}) in the text.", "Take it out."))
