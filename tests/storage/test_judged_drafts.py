"""What was silenced and what the sources said stand in the draft's file, and old files are read without them."""

from pathlib import Path

from drafter.draft.source_changes import with_quotes
from drafter.review.checks import silence
from drafter.storage import draft_yaml
from tests.builders import corpus, draft, paragraph

CORPUS = corpus()


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
