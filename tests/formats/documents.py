"""Three drafts for whole documents: everything taken up, nothing at all, and hostile words wherever words can stand."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from drafter.corpus.corpus import Corpus, Region
from drafter.document.annexes import Work, annexes
from drafter.document.outline import outline
from drafter.document.table import AnnexKind
from drafter.draft import edits, numbering, tree
from drafter.draft.draft import Draft, Front, Link, Status, Treatment
from drafter.draft.layout import Layout
from drafter.draft.tree import Place
from drafter.formats.registry import Options, Sources, render
from drafter.review.coverage import coverage
from drafter.storage import corpus_yaml, folders, layout_folder
from tests import builders
from tests.formats.outlines import HOSTILE

ALL = tuple(kind for kind in AnnexKind if kind is not AnnexKind.OVERVIEW)
"""Those that the draft alone gives."""
REAL = corpus_yaml.load(folders.CORPUS)


def work(draft: Draft, corpus: Corpus, layout: Layout) -> Work:
    return Work(corpus, draft, lambda: coverage(corpus, draft), outline(draft, corpus, layout))


@cache
def full(name: str = "kyoto") -> Work:
    """All 249 recommendations, some as sub-paragraphs, some partly, numbers frozen and paragraphs added since."""
    layout = layout_folder.load(name)
    ids = [one.id for one in REAL.recommendations]
    draft = edits.new_draft("d-full", layout, REAL)
    draft = edits.take_up(draft, REAL, ids, [f"p-{place}" for place in range(len(ids))])
    part = next(part for part in draft.parts if len(part.paragraphs) > 12)
    for place in range(1, 6):
        draft = tree.move(draft, [part.paragraphs[place].id], Place(part.paragraphs[0].id))
    draft = numbering.freeze(draft)
    at = draft.spots[part.paragraphs[6].id]
    draft = edits.add(draft, "We add [one - US / none - EU].", "new-1", Place(part.id, at.index + 1))
    draft = edits.add(draft, "We add another; and:", "new-2", Place(part.id, at.index + 2))
    draft = edits.add(draft, "To do so.", "new-3", Place("new-2"))
    draft = edits.remove(draft, [part.paragraphs[9].id])
    draft = edits.add(draft, "Recalling also the past,", "new-4", Place(draft.parts[0].id))
    draft = edits.mark_partly(draft, "p-20", ids[20], True, "a part of it")
    draft = edits.set_status(draft, "p-30", Status.PENDING, "US")
    return work(draft, REAL, layout)


@cache
def empty() -> Work:
    layout = layout_folder.load("kyoto")
    return work(edits.new_draft("d-empty", layout, REAL), REAL, layout)


@cache
def hostile() -> Work:
    ids = list(builders.TEXTS)
    corpus = builders.corpus(dict(zip(ids, HOSTILE, strict=False)))
    regions = tuple(Region(one.code, HOSTILE[3], HOSTILE[0], one.symbol) for one in corpus.regions)
    corpus = replace(corpus, regions=regions, title=HOSTILE[2], congress=HOSTILE[4])
    paragraphs = tuple(
        replace(
            builders.paragraph(f"{text[:5]}{place}", text),
            links=(Link(ids[place % 5], Treatment.MERGED, True, text),),
            status=Status.PENDING,
            pending=text,
            note="PRIVATE",
        )
        for place, text in enumerate(HOSTILE)
    )
    draft = builders.draft(*paragraphs, preamble=(builders.paragraph("q", HOSTILE[0]),))
    parts = tuple(replace(part, title=text) for part, text in zip(draft.parts, HOSTILE[10:], strict=False))
    front = Front(*HOSTILE[:6])
    draft = replace(draft, parts=parts, front=front)
    draft = edits.set_aside(draft, [ids[5]], HOSTILE[0])
    layout = layout_folder.load("kyoto")._replace(lead_in=HOSTILE[0])
    return work(draft, corpus, layout)


WORKS = {"full": full, "doha": lambda: full("doha"), "empty": empty, "hostile": hostile}


def document(of: Work, suffix: str, sources: Sources = Sources.FOOTNOTES, kinds: tuple[AnnexKind, ...] = ALL) -> bytes:
    options = Options(sources, kinds, line_numbers=True)
    return render(of.outline, suffix, annexes=annexes(kinds, of), options=options)


def alone(of: Work, suffix: str, kind: AnnexKind) -> bytes:
    found = annexes([kind], of)[0]
    cover = of.outline._replace(title=found.title, blocks=())
    return render(cover, suffix, annexes=(found._replace(title=""),))
