"""The outline as a JSON file, for other programs. What commands print as JSON is in document/json_views.py."""

from __future__ import annotations

import json
from collections.abc import Iterable

from drafter.corpus.plain_text import escaped
from drafter.document import json_views
from drafter.document.outline import Block, Heading, Outline, OutlineParagraph, Sentence, SourceRow
from drafter.document.table import Annex, AnnexBlock, Items, Passage, Table, Title, undrawn
from drafter.formats.options import Sources

VERSION = 1
"""Goes up when a key changes its meaning or goes; a new key leaves it as it is."""


def render(outline: Outline, annexes: Iterable[Annex] = (), sources: Sources = Sources.FOOTNOTES) -> str:
    """The outline under these keys, in this order, with a line end at the end.

    - `format`: VERSION; `draft`, `corpus`: ids; `view`: "attributed", "unattributed", "base", "longest",
      "party:EU"; `title`; `masthead`: lines; `mapping`: the mapping's title or "".
    - `blocks`, in the document's order, each with its `type`:
      `heading` (`id`, `text`); `sentence` (`name`, `text`);
      `paragraph` (`id`, `ref`, `label`, `kind`: "PP" or "OP", `depth`: 0 to 4, `text`: its base wording, `runs`: its
      words and alternatives as below, `note`: its footnote or "", `status`: its tag or "",
      `agreed_on`: YYYY-MM-DD or "", `meeting`: that agreed to it or "", `sources`: [`id`,
      `treatment`, `partly`, `missing`, `contested`, `vouched`, `why`], `proposals` for the whole paragraph, where
      there are: [`id`, `kind`, `target` and a stand]).
    - `runs`, in order: strings, and alternatives (`id`, `options`: [`runs` and a stand]). A stand: `by`,
      `supported_by`, `opposed_by`, `reserved_by`: lists of parties; `date`: YYYY-MM-DD or ""; `note`.
    - `sources`, the table of sources: `id`, `region`, `citation`, `text`, `partly`,
      `paragraphs`: [`id`, `ref`, `treatment`].
    - `annexes`: `id`, `title`, `blocks`, each with its `type`: `title` (`level`, `text`), `text` (`text`),
      `items` ([`citation`, `text`]), `table` (`title`, `columns`, `rows`: lists of texts; a row of one text heads
      those after it).

    A clean text (`Sources.NONE`) has no `note`, no `sources` and no table of sources. The user's private remarks are
    not in it.
    """
    clean = sources is Sources.NONE
    value = {
        "format": VERSION,
        "draft": outline.draft,
        "corpus": outline.corpus,
        "view": outline.view.name,
        "title": outline.title,
        "masthead": list(outline.masthead),
        "mapping": outline.mapping,
        "blocks": [_block(block, clean) for block in outline.blocks],
        "sources": [] if clean else [_row(row) for row in outline.sources],
        "annexes": [_annex(annex) for annex in annexes],
    }
    return escaped(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def _block(block: Block, clean: bool) -> dict[str, object]:
    match block:
        case Heading():
            return {"type": "heading", "id": block.id, "text": block.text}
        case Sentence():
            return {"type": "sentence", "name": block.name, "text": block.text}
        case OutlineParagraph():
            return _paragraph(block, clean)


def _paragraph(paragraph: OutlineParagraph, clean: bool) -> dict[str, object]:
    return {
        "type": "paragraph",
        "id": paragraph.id,
        "ref": paragraph.ref,
        "label": paragraph.label,
        "kind": str(paragraph.kind),
        "depth": paragraph.depth,
        "text": paragraph.runs.base,
        "runs": json_views.runs(paragraph.runs),
        "note": "" if clean else paragraph.note,
        "status": paragraph.status,
        "agreed_on": paragraph.agreed_on,
        "meeting": paragraph.meeting,
        "sources": [
            {
                "id": source.id,
                "treatment": str(source.treatment),
                "partly": source.partly,
                "missing": source.missing,
                "contested": source.contested,
                "vouched": source.vouched,
                "why": source.why,
            }
            for source in (() if clean else paragraph.sources)
        ],
        **({"proposals": [json_views.proposal(each) for each in paragraph.proposals]} if paragraph.proposals else {}),
    }


def _annex(annex: Annex) -> dict[str, object]:
    return {"id": annex.id, "title": annex.title, "blocks": [_annex_block(block) for block in annex.blocks]}


def _annex_block(block: AnnexBlock) -> dict[str, object]:
    match block:
        case Title():
            return {"type": "title", "level": block.level, "text": block.text}
        case Passage():
            return {"type": "text", "text": block.text}
        case Items():
            items = [
                {"citation": item.citation, "text": item.text}
                | ({"attributes": dict(item.attributes)} if item.attributes else {})
                for item in block.items
            ]
            return {"type": "items", "items": items}
        case Table():
            table = undrawn(block)
            return {
                "type": "table",
                "title": table.title,
                "columns": [column.title for column in table.columns],
                "rows": [[cell.text for cell in row.cells] for row in table.rows],
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
