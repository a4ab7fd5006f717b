"""Every construct of every grammar that somebody else may write, grown by nesting, repetition and alternation: it is
read, or refused with a message, within ten seconds of the processor.

`DRAFTER_GROWTH` says how far; the nightly run says 3,000.
"""

from __future__ import annotations

import os
import time

import pytest

from tests.robust.fuzz import SLOW
from tests.robust.readers import stands

GROWTH = int(os.environ.get("DRAFTER_GROWTH", "200"))
_DRAFT = (
    "drafter: 1\nid: d-1\ncorpus: invented\nlayout: kyoto\nparts:\n- id: a\n  title: A\n  kind: OP\n  paragraphs:\n"
    "  - id: p\n    text: >-\n      {}\n"
)
_RULE = "drafter-checks: 1\nrules:\n- id: own\n  kind: pattern\n  why: So.\n  pattern: '{}'\n"
_LIST = "IV. Acts\n\n{} [NO 1(a)]\n"
CONSTRUCTS: dict[str, tuple[str, list[tuple[str, str, str, str]]]] = {
    "notation": ("{}", [("[", "act", "]", " / "), ("[act - ", "EU", "]", ", "), ("[X][", "y", "]", " - EU; US / ")]),
    "draft": (_DRAFT, [("[", "act", " - EU]", " / "), ('"', "a", '"', ", ")]),
    "checks": (
        _RULE,
        [
            ("(", "a", ")", "|"),
            ("(?:", "a?", ")*", "|"),
            ("[", "a", "]", "-"),
            (".?", "a", "~", "|"),
            ("(?=", "", ")", ""),
        ],
    ),
    "sentence": (
        "{}",
        [("{{ (", "1", ") }}", " ~ "), ("{% if 1 %}", "x", "{% endif %}", "{% elif 1 %}"), ("{{ [", "1", "] }}", ",")],
    ),
    "search": ("{}", [("(", "law", ")", " OR "), ('"', "rule of", '"', " AND "), ("NOT ", "law", "", " NOT ")]),
    "markdown": (
        "{}",
        [("- ", "act", "\n  ", "\n"), ("> ", "act", "\n", "\n"), ("**", "act", "**", "*"), ("[", "a", "](b)", "|")],
    ),
    "page": (
        "{}",
        [
            ("<ol><li>", "act", "</li></ol>", "<li>"),
            ("<table><tr><td>", "a", "</table>", "<td>"),
            ("<b>", "a", "</b>", "<p>"),
        ],
    ),
    "annexpage": (
        "<h1>All</h1>{} [NO 1(a)]",
        [("<ul><li>", "act", "</ul>", "<li>"), ("<table><tr><td>", "a", "</table>", "<td>")],
    ),
    "text": ("{}", [("(a) ", "act", ";\n", "\n"), ("1. ", "act", ".\n", "\n\n"), ("[", "act", "]", " / ")]),
    "list": (_LIST, [("[", "NO 1(a)", "]", "; "), ("(", "a", ")", "\n"), ("\u2022 ", "act", "\n", "\n\n")]),
    "table": ("Text,Region\n{}\n", [('"', "act", '"', ","), ('""', "a", '""', "\n")]),
    "body": (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>',
        [
            ("<w:ins>", "<w:r><w:t>a</w:t></w:r>", "</w:ins>", "<w:p/>"),
            ("<w:tbl><w:tr><w:tc>", "<w:p/>", "</w:tc></w:tr></w:tbl>", "<w:p/>"),
            ("<w:p>", "<w:r><w:t>a</w:t></w:r>", "</w:p>", "<w:r/>"),
        ],
    ),
}
CASES = [(reader, place) for reader, (_, kinds) in CONSTRUCTS.items() for place in range(len(kinds))]


@pytest.mark.parametrize(("reader", "place"), CASES)
def test_a_construct_that_grows_is_read_or_refused_in_time(reader: str, place: int) -> None:
    frame, kinds = CONSTRUCTS[reader]
    begins, middle, ends, between = kinds[place]
    for grown in (
        begins * GROWTH + middle + ends * GROWTH,
        f"{begins}{middle}{ends}" * GROWTH,
        begins + between.join([middle] * GROWTH) + ends,
        f"{begins}{middle}{between}" * GROWTH,
        begins * GROWTH,
    ):
        began = time.process_time()
        stands(reader, frame.replace("{}", grown, 1).encode())
        assert time.process_time() - began < SLOW
