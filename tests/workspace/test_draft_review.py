"""What screens and commands ask about a draft: computed once for each version, undone like everything else."""

from pathlib import Path

import pytest

from drafter.corpus.corpus import Corpus
from drafter.document.coverage_points import balance, points
from drafter.draft.source_changes import changed_sources
from drafter.draft.tree import Place
from drafter.errors import BadInput
from drafter.review.combine import combination
from drafter.review.coverage import Selection
from drafter.storage import checks_yaml, corpus_yaml
from drafter.workspace import Workspace
from drafter.workspace.draft_review import CorpusReview, DraftReview
from drafter.workspace.export import coverage_report
from tests.builders import corpus

CORPUS = corpus()


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace.new(tmp_path / "draft.yaml", CORPUS)
    made.edits.take_up(["NO 1(a)"])
    return made


def test_findings_and_strips_follow_the_draft_and_are_kept_while_it_stays(workspace: Workspace) -> None:
    review = DraftReview(workspace)
    (id,) = workspace.draft.spots
    first, support = review.checked, review.regional_support
    assert {finding.rule for finding in first.of(id)} == {"opening-op"}
    assert review.checked is first
    assert review.regional_support is support
    assert support[id].text == "NO −SO"
    finding = first.of(id)[0]
    workspace.edits.reword(id, finding.applied(workspace.draft.spots[id].paragraph.written) or "")
    assert workspace.draft.spots[id].paragraph.written == "We will train judges."
    assert review.checked.of(id) == ()
    workspace.history.undo()
    assert review.checked == first


def test_silencing_a_check_is_a_step_that_can_be_undone(workspace: Workspace) -> None:
    review = DraftReview(workspace)
    assert workspace.edits.silence("opening-op", "Not yet.") == "silence the check “opening-op”"
    assert {finding.rule for finding in review.checked.silenced} == {"opening-op"}
    assert workspace.edits.unsilence("opening-op") == "hear the check “opening-op” again"
    assert review.checked.silenced == ()
    workspace.history.undo()
    workspace.history.undo()
    assert workspace.draft.silenced == ()
    with pytest.raises(BadInput, match="control character"):
        workspace.edits.silence("opening-op", "\x1b")


def test_rules_beside_the_draft_count_unless_others_are_named(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / checks_yaml.NAME).write_text("drafter-checks: 1\noff: [opening-op]\n", encoding="utf-8")
    assert DraftReview(workspace).checked.of(next(iter(workspace.draft.spots))) == ()
    assert DraftReview(workspace, rules=[]).rule(" opening-op ").id == "opening-op"
    with pytest.raises(BadInput, match="There is no check “opening-op”"):
        DraftReview(workspace).rule("opening-op")


def test_a_proposal_is_taken_up_as_one_step(workspace: Workspace) -> None:
    said = combination(CORPUS, ["NO 1(b)", "SO 7(b)"])
    workspace.edits.take_up_merged(said.ids, text=said.text)
    assert workspace.draft.spots[workspace.history.newest or ""].paragraph.written == said.text
    workspace.history.undo()
    assert set(workspace.draft.cited_in) == {"NO 1(a)"}


def test_partners_and_contrasts_are_read_from_the_corpus() -> None:
    review = CorpusReview(CORPUS)
    assert [id for id, _ in review.convergence.partners["NO 1(a)"]] == ["SO 7(a)"]
    assert "SO 9" not in review.convergence.partners
    assert review.contrasts_of(["NO 1(a)"]) == ()


def test_balance_and_points_come_from_the_same_coverage(workspace: Workspace) -> None:
    found = workspace.coverage
    assert [share.covered for share in balance(found, CORPUS.regions)] == [1, 0]
    chosen = points(CORPUS, workspace.draft, found, Selection(("SO",)))
    assert [point.id for point in chosen] == ["SO 7(a)", "SO 7(b)", "SO 9"]


def test_adapting_knows_the_paragraphs_kind_and_place(workspace: Workspace) -> None:
    review = DraftReview(workspace)
    (id,) = workspace.draft.spots
    assert review.adaptation(id).text == "We will train judges."
    workspace.edits.add("Strengthen courts.", Place(id))
    assert review.adaptation(workspace.history.newest or "").text == "To strengthen courts."
    assert review.adaptation(id).text == "We will train judges:"
    workspace.edits.add("Emphasize justice.", Place("preamble"))
    assert review.adaptation(workspace.history.newest or "").text == "Emphasizing justice,"


def test_adapting_spells_out_what_no_paragraph_before_mentions_any_more(workspace: Workspace) -> None:
    review = DraftReview(workspace)
    workspace.edits.add("We thank UNODC.", Place("prevention"))
    first = workspace.history.newest or ""
    workspace.edits.add("We support UNODC.", Place("prevention"))
    second = workspace.history.newest or ""
    assert review.adaptation(second) is review.adaptation(second)
    assert review.adaptation(second).text == "We support UNODC."
    workspace.edits.remove([first])
    assert "Office on Drugs and Crime (UNODC)" in review.adaptation(second).text
    workspace.history.undo()
    assert review.adaptation(second).text == "We support UNODC."


def test_a_changed_source_is_noticed_when_the_draft_is_opened_with_the_new_edition(workspace: Workspace) -> None:
    workspace.file.save()
    edition = corpus({"NO 1(a)": "Train every judge."})
    again = Workspace.open(workspace.file.path, edition)
    assert not again.file.unsaved
    assert [source.id for source in changed_sources(again.draft, edition)] == ["NO 1(a)"]
    again.edits.add("We act.", Place("prevention"))
    assert [source.id for source in changed_sources(again.draft, edition)] == ["NO 1(a)"]
    again.edits.acknowledge(["NO 1(a)"])
    assert not changed_sources(again.draft, edition)
    again.history.undo()
    assert [source.id for source in changed_sources(again.draft, edition)] == ["NO 1(a)"]


def test_an_edit_that_changes_nothing_is_no_step_even_in_a_draft_without_quotes(workspace: Workspace) -> None:
    from dataclasses import replace

    old = Workspace(CORPUS, replace(workspace.draft, quoted=()), workspace.file.path)
    (id,) = old.draft.spots
    old.edits.reword(id, old.draft.spots[id].paragraph.written)
    assert old.history.steps.past == ()


@pytest.mark.parametrize("suffix", [".csv", ".md", ".json", ".html", ".docx", ".xlsx"])
def test_a_report_of_coverage_in_every_format(workspace: Workspace, suffix: str) -> None:
    data = coverage_report(workspace, Selection(("NO",)), suffix)
    assert len(data) > 100
    if suffix in (".csv", ".md"):
        assert "Selection: NO." in data.decode()
        assert "SO 9" not in data.decode()


def test_another_format_is_refused(workspace: Workspace) -> None:
    with pytest.raises(BadInput, match="not a format"):
        coverage_report(workspace, Selection(), ".rtf")


def test_a_real_corpus_is_read_from_its_file_and_its_convergence_kept(tmp_path: Path, cache_folder: Path) -> None:
    path = tmp_path / "corpus.yaml"
    path.write_text(corpus_yaml.dump(CORPUS), encoding="utf-8")
    loaded: Corpus = corpus_yaml.load(path)
    assert CorpusReview(loaded).convergence == CorpusReview(CORPUS).convergence
    assert len(list(cache_folder.glob("convergence-*"))) == 1
