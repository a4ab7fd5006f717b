"""Building a corpus from files: what they are taken for, what is found and doubtful, and what settles it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from drafter.storage import corpus_yaml
from tests.builders import corpus
from tests.cli.conftest import Command
from tests.intake.samples import LIST

DOUBTFUL = LIST + "\nOil\n•\n\nSave oil. [C 3]\n"
"""Whether “Oil” heads a section, or a part of the theme above it, nothing says."""


def test_a_preview_shows_what_is_found_and_what_is_doubtful_until_the_about_file_says(drafter: Command) -> None:
    Path("list.txt").write_text(DOUBTFUL, encoding="utf-8")
    Path("about.yaml").write_text("title: Light\n", encoding="utf-8")
    said = drafter("corpus", "build", "list.txt", "--about", "about.yaml", "--preview")
    assert said.code == 0
    assert "list.txt: text in UTF-8, taken for a list." in said.out
    assert "4 recommendations" in said.out
    assert "Doubtful, and to be settled before the corpus can be written (1)" in said.out
    assert "list.txt:19: What the heading “Oil” heads isn't sure." in " ".join(said.out.split())
    assert '--settle "Oil=theme", or =section, or =part of the theme above' in " ".join(said.out.split())
    refused = drafter("corpus", "build", "list.txt", "--about", "about.yaml", "-o", "c.yaml")
    assert (refused.code, Path("c.yaml").exists()) == (2, False)
    settled = drafter("corpus", "build", "list.txt", "--about", "about.yaml", "-o", "c.yaml", "--settle", "Oil=section")
    assert settled.code == 0
    assert Path("about.yaml").read_text() == 'title: Light\nheadings:\n- {heading: "Oil", is: section}\n'
    assert "title: Oil" in Path("c.yaml").read_text(encoding="utf-8")
    clear = drafter("corpus", "build", "list.txt", "--about", "about.yaml", "--preview")
    assert "Nothing is doubtful." in clear.err


def test_columns_are_named_on_the_command_line_or_refused(drafter: Command) -> None:
    Path("t.csv").write_text("Ref;What;Who\n1;Save oil.;C\n", encoding="utf-8")
    named = 'text="What", id=Ref,region=Who'
    assert drafter("corpus", "build", "t.csv", "--columns", named, "-o", "c.yaml").code == 0
    assert "id: C 1" in Path("c.yaml").read_text(encoding="utf-8")
    said = drafter("corpus", "report", "t.csv", "--columns", "words=What")
    assert (said.code, "is none of: text=HEAD, id=HEAD" in said.err) == (2, True)
    unsure = drafter("corpus", "report", "t.csv")
    assert (unsure.code, "What this file holds isn't sure" in unsure.err) == (2, True)
    forced = drafter("corpus", "report", "--table", "t.csv")
    assert (forced.code, "No row says which column holds the recommendations" in forced.err) == (2, True)
    Path("about.yaml").write_text("columns: {text: What, id: Ref, region: Who}\n", encoding="utf-8")
    assert drafter("corpus", "report", "t.csv", "--about", "about.yaml").code == 0


def test_answers_are_kept_in_the_about_file_beside_what_stands_there(drafter: Command) -> None:
    Path("list.txt").write_text(DOUBTFUL, encoding="utf-8")
    Path("a.yaml").write_text("# ours\nheadings:\n- {heading: Gas, is: part}\ntitle: Light\n", encoding="utf-8")
    build = ("corpus", "build", "list.txt", "--preview")
    said = drafter(*build, "--about", "a.yaml", "--settle", "Oil=theme", "--settle", 'A "b"=parts')
    assert (said.code, "Nothing is doubtful." in said.err) == (0, True)
    assert Path("a.yaml").read_text() == (
        '# ours\nheadings:\n- {heading: "Oil", is: theme}\n- {like: "A \\"b\\"", are: part}\n'
        "- {heading: Gas, is: part}\ntitle: Light\n"
    )
    again = drafter(*build, "--about", "a.yaml", "--settle", "Oil=section")
    assert "Oil" in [line.strip() for line in again.out.splitlines()]
    kept = drafter(*build, "--settle", "Oil=theme")
    assert "Nothing is doubtful." in kept.err, "without a name, it is about.yaml beside the files"
    assert "Nothing is doubtful." in drafter(*build).err
    assert "is none of: HEADING=section" in drafter(*build, "--settle", "Oil").err
    assert drafter(*build, "--about", "new.yaml", "--settle", "Oil=part").code == 0
    Path("b.yaml").write_text("headings: []\n", encoding="utf-8")
    assert "stand on one line" in drafter(*build, "--about", "b.yaml", "--settle", "Oil=part").err


def test_two_editions_are_compared_on_the_screen_as_data_and_in_a_file(drafter: Command) -> None:
    Path("old.yaml").write_text(corpus_yaml.dump(corpus()), encoding="utf-8")
    title = corpus().regions[0]._replace(report="Report of the North")
    new = replace(corpus({"NO 2(a)": "Share more data."}), regions=(title, corpus().regions[1]))
    Path("new.yaml").write_text(corpus_yaml.dump(new), encoding="utf-8")
    said = drafter("corpus", "compare", "old.yaml", "new.yaml")
    assert said.code == 0
    assert "Recommendations: reworded: 1; unchanged: 5." in said.out
    assert "Share{+ more+} data." in said.out and "Report of the [-Northern Meeting-]{+North+}" in said.out
    data = drafter("corpus", "compare", "old.yaml", "new.yaml", "--format", "json").data
    (point,) = data["recommendations"]
    assert (point["old"], point["new"], point["happened"]) == ("NO 2(a)", "NO 2(a)", ["reworded"])
    assert data["headings"][0]["new"] == "NO, North: Report of the North (A/X/1)"
    written = drafter("corpus", "compare", "old.yaml", "new.yaml", "-o", "c.csv")
    assert (written.code, "Share" in Path("c.csv").read_text(encoding="utf-8")) == (0, True)
    assert "There is no difference." in drafter("corpus", "compare", "old.yaml", "old.yaml").err


def test_what_a_table_says_besides_goes_along_into_what_is_compiled_and_back(drafter: Command) -> None:
    rows = 'NE 1(a);Save oil.;Oil;I. Gas;France;16\nNE 1(b);=Burn it;Oil;II. Air;;"7; 8"\n'
    Path("t.csv").write_text(f"Ref;Recommendation;Section;Theme;State under review;SDG\n{rows}", encoding="utf-8")
    assert drafter("corpus", "build", "t.csv", "-o", "a.yaml").code == 0
    corpus = corpus_yaml.load(Path("a.yaml"))
    assert corpus.by_id["NE 1(b)"].attributes == (("SDG", "7; 8"),)
    for suffix in ("csv", "xlsx", "json"):
        assert drafter("compile", "--corpus", "a.yaml", "-o", f"o.{suffix}").code == 0
    assert '"attributes"' in Path("o.json").read_text(encoding="utf-8")
    for suffix in ("csv", "xlsx"):
        assert drafter("corpus", "build", f"o.{suffix}", "-o", f"{suffix}.yaml").code == 0
        again = corpus_yaml.load(Path(f"{suffix}.yaml"))
        assert (again.sections, again.recommendations) == (corpus.sections, corpus.recommendations)
