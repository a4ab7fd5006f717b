"""A draft as a file: any draft comes back as it was, and a file that can't be used says where and why."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.draft.draft import Draft, Front, Link, Paragraph, Quoted, SetAside, Status, Treatment
from drafter.draft.source_changes import with_quotes
from drafter.draft.text import Alternatives, Option, Text
from drafter.errors import BadInput
from drafter.review.checks import silence
from drafter.storage import draft_yaml
from drafter.workspace import Workspace
from tests.builders import HOSTILE, corpus, draft, paragraph
from tests.examples import PLAIN, examples

CORPUS = corpus()
IDS = [recommendation.id for recommendation in CORPUS.recommendations]

words = st.text(PLAIN, min_size=1, max_size=200).filter(lambda text: bool(text.strip()))
notes = st.text(PLAIN, max_size=60)
parties = st.lists(st.sampled_from(["EU", "G77", "US", "JP"]), unique=True, max_size=2).map(tuple)
stands: dict[str, Any] = {
    **dict.fromkeys(("by", "supported_by", "opposed_by", "reserved_by"), parties),
    "date": st.sampled_from(["", "2026-03-02"]),
    "note": notes,
}


def texts(depth: int = 3) -> st.SearchStrategy[Text]:
    """Texts with alternatives that stand in one another."""
    if not depth:
        return words.map(Text.of)
    option = st.builds(Option, text=st.one_of(st.just(Text()), texts(depth - 1)), **stands)
    alternatives = st.builds(Alternatives, st.uuids().map(str), st.lists(option, min_size=2, max_size=3).map(tuple))
    runs = st.lists(alternatives, max_size=2).flatmap(lambda found: words.map(lambda text: Text.of(text, *found)))
    return st.one_of(words.map(Text.of), runs)


links = st.builds(Link, st.sampled_from(IDS), st.sampled_from(Treatment), st.booleans(), notes)


def paragraphs(depth: int = 2) -> st.SearchStrategy[tuple[Paragraph, ...]]:
    children = paragraphs(depth - 1) if depth else st.just(())
    sources = st.lists(links, max_size=3).map(tuple)
    one = st.builds(
        Paragraph, st.uuids().map(str), texts(), sources, children, st.sampled_from(Status), notes, notes
    )  # fmt: skip
    return st.lists(one, max_size=3).map(tuple)


@st.composite
def any_draft(draw: st.DrawFn) -> Draft:
    made = draft(*draw(paragraphs()), preamble=draw(paragraphs(1)))
    aside = draw(st.lists(st.builds(SetAside, st.sampled_from(IDS), words), max_size=3))
    front = draw(st.builds(Front, notes, notes, notes, notes, notes, notes))
    return replace(made, set_aside=tuple(aside), front=front)


def load(tmp_path: Path, text: str) -> Draft:
    path = tmp_path / "draft.yaml"
    path.write_bytes(text.encode())
    return draft_yaml.load(path, CORPUS)


@examples(50)
@given(any_draft())
def test_any_draft_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, made: Draft) -> None:
    path = tmp_path_factory.getbasetemp() / "draft.yaml"
    path.write_bytes(draft_yaml.dump(made).encode())
    assert draft_yaml.load(path, CORPUS) == made


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("drafter: 2 # mine\n", True),
        ("drafter: 2\n# mine", True),
        ("# mine\ndrafter: 2\n", True),
        ("# drafter keeps this revision as it was: {}\ndrafter: 2\n", False),
        ("title: a#b\n", False),
        ("title: 'a # b'\n", False),
        ("title: >-\n  a\n  # b\n", False),
    ],
)
def test_a_comment_is_told_from_a_sign_in_a_text(text: str, holds: bool) -> None:
    assert draft_yaml.has_comments(text.encode()) is holds


def test_a_person_can_read_it() -> None:
    made = draft(
        replace(paragraph("p-1", "We protect victims.", "NO 1(b)"), note="Ask capital.", status=Status.AD_REF),
        preamble=(paragraph("p-2", HOSTILE),),
    )
    assert draft_yaml.dump(replace(made, set_aside=(SetAside("SO 9", "Not ours."),), front=Front(place="Vienna"))) == (
        Path(__file__).parent / "readable-draft.yaml"
    ).read_text(encoding="utf-8")


def test_a_citation_in_a_file_may_be_written_in_any_way(tmp_path: Path) -> None:
    text = draft_yaml.dump(draft(paragraph("p1", "", "NO 1(b)"))).replace("NO 1(b)", "no 1 (B)")
    assert load(tmp_path, text).cited_in == {"NO 1(b)": ("p1",)}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("drafter: 2", "drafter: 9", "draft.yaml:1: A newer drafter wrote this file (format 9; this one reads 2)"),
        ("drafter: 2\n", "", "draft.yaml:1: This is not a draft"),
        ("corpus: invented", "corpus: other", "draft.yaml:3: This draft was made with the corpus “other”"),
        ("treatment: adapted", "treatment: stolen", "draft.yaml:21: `treatment` can't be “stolen”. It is one of: verb"),
        ("id: p2", "id: p1", "draft.yaml:22: The id “p1” stands twice"),
        ("text: Text p2.", "text: ''", "draft.yaml:23: `text` is empty"),
        ("kind: PP", "kind: QQ", "draft.yaml:8: `kind` can't be “QQ”. It is one of: PP, OP"),
        ("text: Text p2.", "test: Text p2.", "draft.yaml:23: `test` is not known here"),
        ("parts:\n", "parts: []\nold:\n", "The draft has no parts"),
    ],
)
def test_a_file_that_cannot_be_used_says_where_and_why(tmp_path: Path, old: str, new: str, fault: str) -> None:
    text = draft_yaml.dump(draft(paragraph("p1", "", "NO 1(b)"), paragraph("p2")))
    assert old in text
    with pytest.raises(BadInput) as caught:
        load(tmp_path, text.replace(old, new, 1))
    assert fault in str(caught.value)


@pytest.mark.parametrize(("cited", "id"), [("NO 9(z)", "NO 9(z)"), ("[no 9 (z)]", "no 9(z)"), ("NO 1(b", "NO 1(b")])
def test_a_recommendation_that_the_corpus_lacks_stays_in_the_draft(tmp_path: Path, cited: str, id: str) -> None:
    """It may have another id since, or be gone; `Workspace.remark` says so."""
    made = replace(draft(paragraph("p1", "", "NO 2(a)")), quoted=(Quoted("NO 2(a)", "Share data."),))
    text = draft_yaml.dump(made).replace("NO 2(a)", f"'{cited}'")
    opened = load(tmp_path, text)
    assert (opened.cited_in, opened.quoted) == ({id: ("p1",)}, (Quoted(id, "Share data."),))
    assert load(tmp_path, draft_yaml.dump(opened)) == opened


def test_sub_paragraphs_deeper_than_the_fields_degrees_are_refused(tmp_path: Path) -> None:
    deep = paragraph("p0")
    for place in range(1, 6):
        deep = paragraph(f"p{place}", children=(deep,))
    with pytest.raises(BadInput, match="deeper than 4 degrees"):
        load(tmp_path, draft_yaml.dump(draft(deep)))


def test_drafts_are_found_by_their_first_line_the_newest_first(tmp_path: Path) -> None:
    Workspace.new(tmp_path / "old.yaml", corpus())
    Workspace.new(tmp_path / "new.yml", corpus())
    os.utime(tmp_path / "old.yaml", (1, 1))
    (tmp_path / "other.yaml").write_text("something: else\ndrafter: 2\n", encoding="utf-8")
    (tmp_path / "commented.yaml").write_text("# by hand\n\ndrafter: 2\n", encoding="utf-8")
    os.utime(tmp_path / "commented.yaml", (2, 2))
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "bytes.yaml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "notes.txt").write_text("drafter: 2", encoding="utf-8")
    assert [path.name for path in draft_yaml.found_in(tmp_path)] == ["new.yml", "commented.yaml", "old.yaml"]
    assert draft_yaml.found_in(tmp_path / "nowhere") == []


def test_a_draft_keeps_what_it_silenced_and_quoted(tmp_path: Path) -> None:
    made = with_quotes(draft(paragraph("p1", "", "SO 9", "NO 1(a)")), CORPUS)
    made = silence(silence(made, "run", "Not yet."), "acronym", "All know it.", "p1")
    path = tmp_path / "draft.yaml"
    path.write_text(draft_yaml.dump(made), encoding="utf-8")
    assert draft_yaml.load(path, CORPUS) == made
    assert draft_yaml.dump(made).endswith(
        "silenced:\n- rule: run\n  reason: Not yet.\n- rule: acronym\n  reason: All know it.\n  paragraph: p1\n"
        "quoted:\n- recommendation: NO 1(a)\n  text: Train judges.\n"
        "- recommendation: SO 9\n  text: Build {{ institutions }} & trust.\n"
    )


def test_a_draft_without_them_is_written_as_before() -> None:
    text = draft_yaml.dump(draft(paragraph("p1", "", "SO 9")))
    assert "silenced" not in text
    assert "quoted" not in text
