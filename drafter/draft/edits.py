"""What can be done to a draft. Each function returns a new draft, or raises EditRefused and leaves all as it was.

New paragraphs get the ids that the caller brings: making them up would need chance, which has no place in the model.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from drafter.corpus.corpus import Corpus
from drafter.draft import tree
from drafter.draft.bracket_notation import read, reread
from drafter.draft.draft import MAX_DEPTH, Draft, Front, Link, Paragraph, Part, SetAside, Spot, Status, Treatment
from drafter.draft.layout import Kind, Layout, PartPlan
from drafter.draft.numbering import counted_with
from drafter.draft.section_changes import last_part, titles
from drafter.draft.text import Text
from drafter.draft.tree import Place
from drafter.errors import EditRefused


def new_draft(id: str, layout: Layout, corpus: Corpus) -> Draft:
    """An empty draft with the layout's parts.

    A mapping's section that no part takes goes where the layout says `rest`, else to the last operative part.
    """
    plans = _planned(layout, corpus)
    named = {section for plan in plans for section in plan.takes}
    rest = [section.id for section in corpus.sorted_sections if section.id not in named]
    operative = [plan for plan in plans if plan.kind is Kind.OP]
    home = next((plan for plan in plans if "rest" in plan.takes), operative[-1])
    known = {section.id for section in corpus.sections}
    parts = tuple(
        Part(
            plan.id,
            plan.title,
            plan.kind,
            tuple(section for section in plan.takes if section in known) + (tuple(rest) if plan is home else ()),
            plan.heading,
        )
        for plan in plans
    )
    return Draft(id, layout.id, corpus.id, parts, sections=titles(corpus))


def _planned(layout: Layout, corpus: Corpus) -> tuple[PartPlan, ...]:
    """The layout's parts; for another corpus than the one that it counts sections of, a part for each section instead
    of those that take some: nobody's points are printed under the headings of another congress. Nor does a draft get
    the headings of what is put beside its own corpus.
    """
    sections = [section for section in corpus.sorted_sections or corpus.sections if not section.corpus]
    if layout.corpus in ("", corpus.id) or not sections:
        return layout.parts
    kept = [plan._replace(takes=()) for plan in layout.parts if not plan.takes or plan.kind is not Kind.OP]
    headed = any(plan.heading for plan in layout.parts if plan.takes)
    own = [PartPlan(f"section-{each.id}", each.title, Kind.OP, (each.id,), headed) for each in sections]
    return (*kept, *own)


def home(draft: Draft, corpus: Corpus, recommendation: str, theme: str | None = None) -> Place:
    """Where a recommendation goes by itself: the part that takes its theme's section, among its like.

    It stands after the last paragraph there that takes up an earlier point of the mapping, else before the first that
    takes up a later one, else at the end. `theme` is the id of the theme
    that the user was looking at; without one, the first that lists the recommendation counts.
    """
    part = _part_of(draft, corpus, theme or corpus.themes_of[recommendation][0].id)
    sourced = [index for index, paragraph in enumerate(part.paragraphs) if paragraph.links]
    order = corpus.order
    earlier = [
        index
        for index in sourced
        if any(order.get(source, len(order)) <= order[recommendation] for source in part.paragraphs[index].sources)
    ]
    return Place(part.id, earlier[-1] + 1 if earlier else sourced[0] if sourced else None)


def joint_home(draft: Draft, corpus: Corpus, recommendations: Sequence[str], theme: str | None = None) -> Place:
    """Where one paragraph of several recommendations goes by itself: the part to which most of them belong, among their
    like. Where several parts have as many, the one of the theme that the user was looking at, else of the first.
    """
    belong = {id: _parts_of(draft, corpus, id) for id in recommendations}
    votes = Counter(part for parts in belong.values() for part in parts)
    looked_at = [_part_of(draft, corpus, theme).id] if theme else []
    part = max((*looked_at, *votes), key=lambda id: votes[id])  # of as many, the first
    first = next(id for id, parts in belong.items() if part in parts)
    return home(draft, corpus, first, belong[first][part])


def belonging(draft: Draft, corpus: Corpus, recommendations: Iterable[str], part: str) -> int:
    """How many of the recommendations belong to the part with this id by one of their themes."""
    return sum(part in _parts_of(draft, corpus, id) for id in recommendations if id in corpus.by_id)


def _parts_of(draft: Draft, corpus: Corpus, recommendation: str) -> dict[str, str]:
    """The ids of the parts to which a recommendation belongs, each with the first theme by which it does."""
    themes = [theme.id for theme in corpus.themes_of[recommendation]]
    return {_part_of(draft, corpus, theme).id: theme for theme in reversed(themes)}


def _part_of(draft: Draft, corpus: Corpus, theme: str) -> Part:
    """The part that takes the theme's section; the last operative one where none does."""
    section = corpus.section_of[theme]
    return next((part for part in draft.parts if section.id in part.takes), None) or last_part(draft)


def take_up(
    draft: Draft,
    corpus: Corpus,
    ids: Sequence[str],
    new_ids: Sequence[str],
    place: Place | None = None,
    theme: str | None = None,
) -> Draft:
    """The draft with a paragraph for each recommendation, word for word, at the place or where each belongs.

    Those that are taken up already are passed over, and refused where nothing else is left. What was set aside no
    longer is. `new_ids` has an id for each of `ids`.
    """
    fresh = {id: new for id, new in zip(ids, new_ids, strict=True) if id not in draft.claimed}
    if not fresh:
        raise EditRefused(f"{', '.join(ids)}: already taken up." if ids else "No recommendation is chosen.")
    for offset, (id, new) in enumerate(fresh.items()):
        paragraph = Paragraph(new, Text.of(corpus.by_id[id].text), (Link(id),))
        if place is None:
            where = home(draft, corpus, id, theme)
        else:
            where = Place(place.container, None if place.index is None else place.index + offset)
        draft = tree.insert(draft, [paragraph], where)
    return bring_back(draft, fresh)


def take_up_merged(
    draft: Draft,
    corpus: Corpus,
    ids: Sequence[str],
    new_id: str,
    place: Place | None = None,
    theme: str | None = None,
    text: str = "",
    missing: Mapping[str, str] | None = None,
) -> Draft:
    """The draft with one paragraph that takes up all these recommendations, their texts one after another, to reword.

    The words are the sources' own, a text that several share standing once; or `text`, where one is given. Those that
    `missing` names are taken up partly only, and it says what of them is missing.
    """
    ids = list(dict.fromkeys(ids))
    if len(ids) < 2:
        raise EditRefused("Merging takes two recommendations or more.")
    words = text.strip()
    said = read(words, new_id) if words else _joined(Text.of(corpus.by_id[id].text) for id in ids)
    lacks = missing or {}
    links = tuple(Link(id, Treatment.MERGED, id in lacks, lacks.get(id, "").strip()) for id in ids)
    paragraph = Paragraph(new_id, said, links)
    return bring_back(tree.insert(draft, [paragraph], place or joint_home(draft, corpus, ids, theme)), ids)


def retype(draft: Draft, corpus: Corpus, ids: Collection[str]) -> Draft:
    """The draft with paragraphs of the preamble as operative ones, and operative ones at the end of the preamble.

    A preambular one goes where its first source belongs, else to the first operative part. Refuses sub-paragraphs,
    which are what the paragraph above them is, and a draft that has only one kind of part.
    """
    for id in tree.topmost(draft, ids):
        here = tree.spot(draft, id)
        if here.depth:
            raise EditRefused("A sub-paragraph is of the kind of the paragraph that it stands under; outdent it.")
        draft = tree.move(draft, [id], _other_kind(draft, corpus, here))
    return draft


def _other_kind(draft: Draft, corpus: Corpus, here: Spot) -> Place:
    others = [part for part in draft.parts if part.kind is not here.part.kind]
    if not others:
        raise EditRefused("The draft has no part of the other kind.")
    known = [source for source in here.paragraph.sources if source in corpus.by_id]
    if here.part.kind is Kind.PP and known:
        place = home(draft, corpus, known[0])
        return place if place.container != here.part.id else Place(others[0].id)
    return Place(others[-1].id if here.part.kind is Kind.OP else others[0].id)


def add(draft: Draft, text: str, new_id: str, place: Place) -> Draft:
    """The draft with a paragraph of the user's own."""
    return tree.insert(draft, [Paragraph(new_id, read(_worded(text), new_id))], place)


def reword(draft: Draft, corpus: Corpus, id: str, text: str) -> Draft:
    """The draft with the paragraph's text replaced; a link is verbatim or adapted by what the text now is. Alternatives
    are written as `bracket_notation` writes them; those that stay keep what is known of them.

    A text that was agreed is reopened: nobody agreed to the new one.
    """

    def how(paragraph: Paragraph) -> Paragraph:
        text = typed(words, paragraph, corpus)
        if text == paragraph.text:
            return replace(paragraph, links=retreated(paragraph.links, text, corpus))
        return reopened(replace(paragraph, text=text, links=retreated(paragraph.links, text, corpus)))

    words = _worded(text)
    return tree.change(draft, id, how)


def typed(words: str, paragraph: Paragraph, corpus: Corpus) -> Text:
    """The text that somebody has made of the paragraph's. A source's words stay as they are, square brackets and all:
    those are no alternatives of this draft.
    """
    for source in paragraph.sources:
        if source in corpus.by_id and corpus.by_id[source].text == words:
            return Text.of(words)
    return reread(words, paragraph.text, paragraph.id)


def unread(draft: Draft, corpus: Corpus) -> tuple[str, ...]:
    """The ids of the paragraphs in which a square bracket stands that can't be read as alternatives, and isn't a
    source's own.
    """

    def is_quoted(paragraph: Paragraph) -> bool:
        sources = (corpus.by_id.get(source) for source in paragraph.sources)
        return any(source and source.text == paragraph.wording for source in sources)

    spots = draft.standing.items()
    return tuple(id for id, spot in spots if spot.paragraph.text.unread and not is_quoted(spot.paragraph))


def retreated(links: tuple[Link, ...], text: Text, corpus: Corpus) -> tuple[Link, ...]:
    """The links as verbatim or adapted, by the text; merged and chapeau links are the user's own word and stay."""

    def by_text(link: Link) -> Link:
        if link.treatment not in (Treatment.VERBATIM, Treatment.ADAPTED):
            return link
        source = corpus.by_id.get(link.recommendation)
        same = source is not None and source.text == text.base
        return replace(link, treatment=Treatment.VERBATIM if same else Treatment.ADAPTED)

    return tuple(by_text(link) for link in links)


def merge(draft: Draft, ids: Collection[str]) -> Draft:
    """The draft with several paragraphs as one, which stands where the first stood and keeps its id.

    Texts follow one another, the same text once; links become merged ones; sub-paragraphs and notes come along, and so
    does a bracket: what nobody agreed to is not agreed because it is merged. Of frozen numbers, one stays that was no
    addition's: `3`, not `2 bis`.
    """
    merging = tree.topmost(draft, ids)
    if len(merging) < 2:
        raise EditRefused("Merging takes two paragraphs or more, none of them a sub-paragraph of another.")
    merged_from = [draft.spots[id].paragraph for id in merging]
    first, *others = merged_from
    awaited = [paragraph.pending for paragraph in merged_from if paragraph.pending]
    status = united_status({paragraph.status for paragraph in merged_from})
    merged = replace(
        first,
        status=status,
        pending=", ".join(dict.fromkeys(awaited)) if status is Status.PENDING else "",
        number=united_number(draft, [draft.spots[id] for id in merging]),
        text=_joined(paragraph.text for paragraph in merged_from),
        links=united_links(link for paragraph in merged_from for link in paragraph.links),
        children=tuple(child for paragraph in merged_from for child in paragraph.children),
        note="\n".join(paragraph.note for paragraph in merged_from if paragraph.note),
    )
    draft = tree.remove(draft, [paragraph.id for paragraph in others])
    return _checked_depth(tree.change(draft, first.id, lambda _: merged), merged)


def united_number(draft: Draft, merging: Sequence[Spot]) -> str:
    """The number of paragraphs that became one; empty where the first of them is counted. Only of those that followed
    one another: with the number of one farther on, it would stand before lower ones.
    """
    first, *others = merging
    known = [first]
    for spot in others:
        if counted_with(draft, spot) == counted_with(draft, first) and spot.index == known[-1].index + 1:
            known.append(spot)
    numbers = [spot.paragraph.number for spot in known if spot.paragraph.number]
    return min(numbers, key=lambda number: " " in number) if first.paragraph.number else ""


def united_status(statuses: Collection[Status]) -> Status:
    """Where the negotiation of paragraphs stands that became one: bracketed or pending if one of them is; agreed only
    if all are, in the same way.
    """
    if len(statuses) == 1:
        return next(iter(statuses))
    return next((status for status in (Status.BRACKETED, Status.PENDING) if status in statuses), Status.OPEN)


def reopened(paragraph: Paragraph) -> Paragraph:
    """The paragraph, no longer agreed if it was."""
    if not paragraph.status.agreed:
        return paragraph
    return replace(paragraph, status=Status.REOPENED, agreed_on="", meeting="")


def united_links(links: Iterable[Link]) -> tuple[Link, ...]:
    """One link a recommendation, as merged; wholly taken up where one of them takes up the whole, and by the user's
    word where he gave it for one of them.
    """
    kept: dict[str, Link] = {}
    for link in links:
        known = kept.get(link.recommendation)
        if known is None or _reach(link) > _reach(known):
            treatment = link.treatment if link.treatment is Treatment.CHAPEAU else Treatment.MERGED
            kept[link.recommendation] = replace(link, treatment=treatment)
    return tuple(kept.values())


def _reach(link: Link) -> tuple[bool, bool]:
    """How much of the recommendation the link says is taken up; the more, the higher."""
    return not link.partly, link.vouched


def _checked_depth(draft: Draft, paragraph: Paragraph) -> Draft:
    if draft.spots[paragraph.id].depth + tree.height(paragraph) > MAX_DEPTH:
        raise EditRefused("The sub-paragraphs would stand deeper than the four degrees that there are.")
    return draft


def split(draft: Draft, corpus: Corpus, id: str, at: int, new_id: str) -> Draft:
    """The draft with the paragraph cut in two before the character `at`. Each source goes with the half that has its
    words, or with both; what was agreed as a whole is reopened.

    The sub-paragraphs and the note stay with the second half, which the words after the cut govern.
    """
    whole = tree.spot(draft, id)
    if whole.paragraph.proposals:
        raise EditRefused("Something is proposed for it as a whole; settle that before you cut it.")
    old = reopened(whole.paragraph)
    head, tail = _cut(old.text, at, new_id)
    first = replace(old, text=head, links=halved(old.links, head, tail, corpus), children=(), note="")
    second = replace(old, id=new_id, text=tail, links=halved(old.links, tail, head, corpus))
    draft = tree.change(draft, id, lambda _: first)
    return tree.insert(draft, [second], Place(whole.container, whole.index + 1))


def _cut(text: Text, at: int, new_id: str) -> tuple[Text, Text]:
    words = text.written
    head, tail = words[:at].rstrip(), words[at:].lstrip()
    if not head or not tail:
        raise EditRefused("There must be words on both sides of the cut.")
    if text.plain:
        return Text.of(head), Text.of(tail)
    halves = reread(head, text, new_id), reread(tail, text, new_id)
    if sum(1 for half in halves for _ in half.all_alternatives()) < sum(1 for _ in text.all_alternatives()):
        raise EditRefused("Cut outside the square brackets: alternatives stay together.")
    return halves


_HALF = 3
"""How many times less of a source's words one half of a paragraph may have and still cite it."""


def halved(links: Iterable[Link], text: Text, other: Text, corpus: Corpus) -> tuple[Link, ...]:
    """Those of a paragraph's links that go with one half of its text."""
    from drafter.draft.kept_words import share_kept  # loaded when somebody cuts: a start needs nothing of it

    def goes(link: Link) -> bool:
        source = corpus.by_id.get(link.recommendation)
        if source is None or link.treatment is Treatment.CHAPEAU:
            return True
        return share_kept(source.text, text.base) * _HALF >= share_kept(source.text, other.base)

    return retreated(_alone(filter(goes, links)), text, corpus)


def _alone(links: Iterable[Link]) -> tuple[Link, ...]:
    """The links; one that is left of several is no longer merged with any."""
    left = tuple(links)
    alone = len(left) == 1 and left[0].treatment is Treatment.MERGED
    return (replace(left[0], treatment=Treatment.ADAPTED),) if alone else left


def emptied(paragraph: Paragraph) -> Paragraph:
    """What is left of a paragraph that was taken out of a draft whose numbers are frozen: its number and its note."""
    return Paragraph(paragraph.id, status=Status.DELETED, note=paragraph.note, number=paragraph.number)


def remove(draft: Draft, ids: Collection[str]) -> Draft:
    """The draft without these paragraphs; what they took up is no longer taken up by them."""
    return tree.remove(draft, tree.topmost(draft, ids))


def cite(draft: Draft, id: str, recommendation: str, treatment: Treatment = Treatment.ADAPTED) -> Draft:
    """The draft with one more recommendation among the paragraph's sources; citing it again sets its treatment. What
    was set aside no longer is, unless it is cited for the chapeau only.
    """
    link = Link(recommendation, treatment)

    def how(paragraph: Paragraph) -> Paragraph:
        if recommendation in paragraph.sources:
            links = tuple(
                replace(known, treatment=treatment) if known.recommendation == recommendation else known
                for known in paragraph.links
            )
            return replace(paragraph, links=links)
        return replace(paragraph, links=(*paragraph.links, link))

    cited = tree.change(draft, id, how)
    return cited if treatment is Treatment.CHAPEAU else bring_back(cited, [recommendation])


def uncite(draft: Draft, corpus: Corpus, id: str, recommendation: str) -> Draft:
    """The draft with the recommendation no longer among the paragraph's sources."""
    _link(tree.spot(draft, id), recommendation)

    def how(paragraph: Paragraph) -> Paragraph:
        others = _alone(link for link in paragraph.links if link.recommendation != recommendation)
        return replace(paragraph, links=retreated(others, paragraph.text, corpus))

    return tree.change(draft, id, how)


def mark_partly(draft: Draft, id: str, recommendation: str, partly: bool, missing: str = "") -> Draft:
    """The draft saying that the paragraph takes up only part of the recommendation (or, not partly, the whole, as far
    as its words show it: nobody vouches for it any more).
    """
    return _relinked(draft, id, recommendation, partly=partly, missing=missing.strip() if partly else "")


def vouch(draft: Draft, id: str, recommendation: str, why: str) -> Draft:
    """The draft saying that the paragraph takes up the whole recommendation, whatever its words show. Refuses an empty
    reason, and a source that gives the chapeau only.
    """
    if not why.strip():
        raise EditRefused("To count a point as reflected against its words needs a reason.")
    if _link(tree.spot(draft, id), recommendation).treatment is Treatment.CHAPEAU:
        raise EditRefused(f"{recommendation} gives the chapeau only, which takes nothing up; change that first.")
    return _relinked(draft, id, recommendation, vouched=True, why=why.strip())


def _relinked(
    draft: Draft,
    id: str,
    recommendation: str,
    *,
    partly: bool = False,
    missing: str = "",
    vouched: bool = False,
    why: str = "",
) -> Draft:
    """The draft with this said of the paragraph's link, and nothing of what was said of it before."""
    old = _link(tree.spot(draft, id), recommendation)
    new = replace(old, partly=partly, missing=missing, vouched=vouched, why=why)

    def how(paragraph: Paragraph) -> Paragraph:
        return replace(paragraph, links=tuple(new if link is old else link for link in paragraph.links))

    return tree.change(draft, id, how)


def _link(spot: Spot, recommendation: str) -> Link:
    for link in spot.paragraph.links:
        if link.recommendation == recommendation:
            return link
    raise EditRefused(f"The paragraph doesn't take up {recommendation}.")


def set_aside(draft: Draft, ids: Sequence[str], reason: str) -> Draft:
    """The draft with these recommendations left out on purpose. Refuses one that is taken up, and an empty reason."""
    why_not = why_not_aside(draft, ids)
    if why_not:
        raise EditRefused(why_not)
    if not reason.strip():
        raise EditRefused("Setting a recommendation aside needs a reason.")
    if not ids:
        raise EditRefused("No recommendation is chosen.")
    kept = bring_back(draft, ids).set_aside
    return replace(draft, set_aside=(*kept, *(SetAside(id, reason.strip()) for id in dict.fromkeys(ids))))


def why_not_aside(draft: Draft, ids: Iterable[str]) -> str:
    """Why these recommendations can't be set aside, whatever the reason: what is taken up; empty where they can."""
    taken = ", ".join(id for id in ids if id in draft.claimed)
    return f"{taken}: taken up in the draft; remove it there before setting it aside." if taken else ""


def bring_back(draft: Draft, ids: Collection[str]) -> Draft:
    """The draft with none of these recommendations set aside."""
    return replace(draft, set_aside=tuple(aside for aside in draft.set_aside if aside.recommendation not in ids))


def annotate(draft: Draft, id: str, note: str) -> Draft:
    """The draft with this note on the paragraph; an empty one takes it away."""
    return tree.change(draft, id, lambda paragraph: replace(paragraph, note=note.strip()))


def set_status(draft: Draft, id: str, status: Status, pending: str = "") -> Draft:
    """The draft with the paragraph's negotiation status; `pending` names the delegation whose word is awaited.

    Refuses to call a paragraph agreed in which something is open.
    """
    if status.agreed and tree.spot(draft, id).paragraph.contested:
        raise EditRefused("It can't be agreed while something is open in it: settle that first.")
    awaited = pending.strip() if status is Status.PENDING else ""

    def how(paragraph: Paragraph) -> Paragraph:
        kept = status.agreed and paragraph.status is status
        when, where = (paragraph.agreed_on, paragraph.meeting) if kept else ("", "")
        return replace(paragraph, status=status, pending=awaited, agreed_on=when, meeting=where)

    return tree.change(draft, id, how)


def set_front(draft: Draft, front: Front) -> Draft:
    """The draft with this front matter."""
    return replace(draft, front=front)


def retitle(draft: Draft, id: str, title: str) -> Draft:
    """The draft with a part's title changed."""
    tree.part(draft, id)
    if not title.strip():
        raise EditRefused("A part needs a title.")
    parts = (replace(part, title=title.strip()) if part.id == id else part for part in draft.parts)
    return replace(draft, parts=tuple(parts))


def _worded(text: str) -> str:
    if not text.strip():
        raise EditRefused("A paragraph needs words; to take it out, remove it.")
    return text.strip()


def _joined(texts: Iterable[Text]) -> Text:
    first, *others = dict.fromkeys(texts)
    return Text.of(first, *(run for text in others for run in (" ", text)))
