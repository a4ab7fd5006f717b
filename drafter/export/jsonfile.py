"""The outline as JSON, for other programs."""

from __future__ import annotations

import json

from drafter.model.outline import Block, Heading, Outline, OutlineParagraph, Sentence, SourceRow

VERSION = 1
"""Goes up when a key changes its meaning or goes; a new key leaves it as it is."""


def render(outline: Outline) -> str:
    """The outline under these keys, in this order, with a line end at the end.

    - `format`: VERSION; `draft`, `corpus`: ids; `title`; `masthead`: lines; `mapping`: the mapping's title or "".
    - `blocks`, in the document's order, each with its `type`:
      `heading` (`id`, `text`); `sentence` (`name`, `text`);
      `paragraph` (`id`, `ref`, `label`, `kind`: "PP" or "OP", `depth`: 0 to 4, `text`, `note`: its footnote or "",
      `status`: its tag or "", `sources`: [`id`, `treatment`, `partly`, `missing`]).
    - `sources`, the table of sources: `id`, `region`, `citation`, `text`, `partly`,
      `paragraphs`: [`id`, `ref`, `treatment`].

    The user's private remarks are not in it.
    """
    value = {
        "format": VERSION,
        "draft": outline.draft,
        "corpus": outline.corpus,
        "title": outline.title,
        "masthead": list(outline.masthead),
        "mapping": outline.mapping,
        "blocks": [_block(block) for block in outline.blocks],
        "sources": [_row(row) for row in outline.sources],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _block(block: Block) -> dict[str, object]:
    match block:
        case Heading():
            return {"type": "heading", "id": block.id, "text": block.text}
        case Sentence():
            return {"type": "sentence", "name": block.name, "text": block.text}
        case OutlineParagraph():
            return _paragraph(block)


def _paragraph(paragraph: OutlineParagraph) -> dict[str, object]:
    return {
        "type": "paragraph",
        "id": paragraph.id,
        "ref": paragraph.ref,
        "label": paragraph.label,
        "kind": str(paragraph.kind),
        "depth": paragraph.depth,
        "text": paragraph.text,
        "note": paragraph.note,
        "status": paragraph.status,
        "sources": [
            {"id": source.id, "treatment": str(source.treatment), "partly": source.partly, "missing": source.missing}
            for source in paragraph.sources
        ],
    }


def _row(row: SourceRow) -> dict[str, object]:
    return {
        "id": row.id,
        "region": row.region,
        "citation": row.citation,
        "text": row.text,
        "partly": row.partly,
        "paragraphs": [{"id": id, "ref": ref, "treatment": str(how)} for id, ref, how in row.paragraphs],
    }
