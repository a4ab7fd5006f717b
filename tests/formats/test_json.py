"""JSON: stable keys, text as it is."""

from __future__ import annotations

import json

from tests.formats.outlines import HOSTILE, SMALL, hostile, whole


def test_hostile_text_passes_to_the_letter() -> None:
    value = json.loads(whole(hostile(), ".json"))
    assert [block["text"] for block in value["blocks"] if block["type"] == "paragraph"] == list(HOSTILE)


def test_letters_of_any_script_are_readable() -> None:
    assert "السلام" in whole(hostile(), ".json").decode()


def test_the_keys_are_those_that_other_programs_rely_on() -> None:
    value = json.loads(whole(SMALL, ".json"))
    assert list(value) == [
        "format", "draft", "corpus", "view", "title", "masthead", "mapping", "blocks", "sources", "annexes",
    ]  # fmt: skip
    paragraph = next(block for block in value["blocks"] if block["type"] == "paragraph")
    assert list(paragraph) == [
        "type",
        "id",
        "ref",
        "label",
        "kind",
        "depth",
        "text",
        "runs",
        "note",
        "status",
        "agreed_on",
        "meeting",
        "sources",
    ]
    assert list(paragraph["sources"][0]) == ["id", "treatment", "partly", "missing", "contested", "vouched", "why"]
    assert list(value["sources"][0]) == ["id", "region", "citation", "text", "partly", "paragraphs"]
    assert value["sources"][0]["paragraphs"] == [{"id": "b2", "ref": "OP1", "treatment": "merged"}]
