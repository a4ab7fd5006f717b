"""Whatever two people did to a draft, merging loses nothing, favours nobody, and ends."""

import re
from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from drafter.draft.draft import MAX_DEPTH, Draft, Paragraph
from drafter.negotiation.merge import merge
from drafter.storage import draft_yaml
from tests.draft.edited import CORPUS, apart
from tests.examples import examples

Three = tuple[Draft, Draft, Draft]
NAMES = ("EU", "G77")


def bare(*texts: str) -> list[str]:
    """The words alone: brackets may stand between a word and the sign beside it."""
    return re.findall(r"\w+", " ".join(texts))


def said(made: Draft) -> list[str]:
    """Every word that the draft holds, wherever it stands."""
    texts = [made.front.title, made.front.place, *(part.title for part in made.parts), *made.reasons.values()]
    for spot in made.spots.values():
        one = spot.paragraph
        texts += [one.written, one.note, one.pending, *(link.missing for link in one.links)]
    return bare(*texts)


def words(paragraph: Paragraph) -> list[str]:
    return bare(paragraph.written, paragraph.note)


@given(apart(), st.booleans())
@examples(150)
def test_merging_is_symmetric_but_for_the_names(three: Three, decided: bool) -> None:
    base, one, two = three
    merged, mirrored = (
        merge(base, one, two, NAMES, decided=decided),
        merge(base, two, one, NAMES[::-1], decided=decided),
    )
    assert merged == mirrored


@given(apart())
@examples(150)
def test_what_only_one_side_did_is_taken_as_it_is(three: Three) -> None:
    base, one, _ = three
    assert merge(base, one, base).draft == one
    assert merge(base, base, one).draft == one
    assert not merge(base, one, base).contested


@given(apart())
@examples(150)
def test_merging_is_idempotent(three: Three) -> None:
    base, one, two = three
    merged = merge(base, one, two, NAMES).draft
    assert merge(base, merged, merged, NAMES).draft == merged
    assert merge(one, merged, one, NAMES).draft == merged
    assert merge(two, two, merged, NAMES).draft == merged


@given(apart(), st.booleans())
@examples(150)
def test_every_word_that_a_side_wrote_is_in_the_result(three: Three, decided: bool) -> None:
    base, one, two = three
    merged = merge(base, one, two, NAMES, decided=decided).draft
    have = Counter(said(merged))
    for side in (one, two):
        for id, spot in side.spots.items():
            was = base.spots.get(id)
            written = Counter(words(spot.paragraph)) - Counter(words(was.paragraph) if was else [])
            assert not written - have, (id, written - have)
        for id, reason in side.reasons.items():
            if base.reasons.get(id) != reason:
                assert not Counter(bare(reason)) - have
    for id in one.spots.keys() & two.spots.keys() & merged.spots.keys():
        awaited = {side.spots[id].paragraph.pending for side in (one, two)}
        if len(awaited) == 1:
            found = merged.spots[id].paragraph
            assert not Counter(bare(*awaited)) - Counter(bare(found.pending, found.note)), "nobody stopped waiting"


@given(apart())
@examples(150)
def test_every_paragraph_stays_that_a_side_added_or_changed(three: Three) -> None:
    base, one, two = three
    merged = merge(base, one, two, NAMES).draft
    for side, other in ((one, two), (two, one)):
        for id, spot in side.spots.items():
            was = base.spots.get(id)
            if was is None or id in other.spots or was.paragraph.written != spot.paragraph.written:
                assert id in merged.spots
            if id in merged.spots and id in other.spots:
                assert set(spot.paragraph.sources) & set(other.spots[id].paragraph.sources) <= set(
                    merged.spots[id].paragraph.sources
                )


@given(apart())
@examples(150)
def test_the_result_is_a_draft_that_can_be_kept(three: Three) -> None:
    merged = merge(*three).draft
    assert len(merged.spots) == len(set(merged.spots))
    assert max((spot.depth for spot in merged.spots.values()), default=0) <= MAX_DEPTH
    assert draft_yaml.read(draft_yaml.dump(merged).encode(), Path("merged.yaml"), CORPUS) == merged
    assert not set(merged.reasons) & merged.claimed
