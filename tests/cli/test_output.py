"""Tables and text on a terminal: what rich would print, to the letter."""

import io
import sys
from collections.abc import Callable, Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from drafter.cli import output
from drafter.draft.word_difference import Fate, Stretch

WORDS = st.lists(
    st.text(st.sampled_from("aW-–“é漢👩🏽 "), max_size=14) | st.just("\n") | st.just("crime\n\nprevention "), max_size=6
)
TEXTS = WORDS.map(" ".join)
TABLES = st.integers(1, 4).flatmap(
    lambda columns: st.lists(st.lists(TEXTS, min_size=columns, max_size=columns), min_size=1, max_size=4)
)


def by_rich(printed: Text | Table, width: int) -> str:
    file = io.StringIO()
    Console(file=file, width=width, markup=False, emoji=False, highlight=False, force_terminal=False).print(printed)
    return file.getvalue()


def table_by_rich(cells: Sequence[Sequence[str]], right: Sequence[int], title: str, width: int) -> str:
    table = Table(box=box.SIMPLE_HEAD, title=Text(title) if title else None, title_justify="left", pad_edge=False)
    for place, name in enumerate(cells[0]):
        table.add_column(Text(name), justify="right" if place in right else "left", overflow="fold")
    for row in cells[1:]:
        table.add_row(*map(Text, row))
    return by_rich(table, width)


def printed(print_it: Callable[[], None], width: int) -> str:
    with pytest.MonkeyPatch.context() as patched:
        file = io.StringIO()
        patched.setattr(output, "WIDTH_OF_A_FILE", width)
        patched.setattr(sys, "stdout", file)
        print_it()
        return file.getvalue()


@given(TEXTS, st.integers(3, 40))
@example("We will  prevent crime, ", 7)
def test_text_is_wrapped_as_rich_wraps_it(text: str, width: int) -> None:
    assert printed(lambda: output.print_text(text), width) == by_rich(Text(text), width)


@given(TABLES, st.sets(st.integers(0, 3)), TEXTS, st.integers(24, 70))
def test_a_table_is_laid_out_as_rich_lays_it_out(
    cells: list[list[str]], right: set[int], title: str, width: int
) -> None:
    ours = printed(lambda: output.print_table(cells[0], cells[1:], right=sorted(right), title=title), width)
    assert ours == table_by_rich(cells, sorted(right), title, width)


def test_a_table_with_colours_and_data_hold_no_more_than_they_show() -> None:
    gone = output.compared((Stretch(Fate.OUT, "a\u202e"),))
    shown = printed(lambda: output.print_coloured_table(["a\x1b[31m"], [["b\x9b"], [gone]]), 60)
    assert [f"<U+{code}>" in shown for code in ("001B", "009B", "202E")] == [True] * 3
    assert printed(lambda: output.print_json("\x9b\u202e\u2066"), 60) == '"\\u009b\\u202e\\u2066"\n'


def test_many_columns_of_figures_come_in_several_tables(capsys: pytest.CaptureFixture[str]) -> None:
    """Each with the columns of words before them, and every figure once."""
    codes = [f"R{place:02}" for place in range(40)]
    rows = [
        [f"2.{row}", "A theme with a title that is longer than it might be", *range(100, 140), 999] for row in (1, 2)
    ]
    output.print_table(["", "Theme", *codes, "all"], rows, right=range(2, 43))
    printed = capsys.readouterr().out
    words = printed.split()
    assert [word for word in words if word[0] == "R"] == codes
    assert [word for word in words if word.isdigit() and len(word) == 3].count("139") == 2 and words.count("999") == 2
    assert words.count("Theme") > 1 and words.count("2.2") == words.count("Theme")
    assert max(map(len, printed.splitlines())) <= output.WIDTH_OF_A_FILE


def test_a_pair_of_signs_that_a_line_break_parts_is_left_out_and_one_in_a_line_stays() -> None:
    words = "تؤكد \u2067العربية\u2069"
    assert words in printed(lambda: output.print_table(["a", "b"], [[words, "1"]]), 40)
    narrow = printed(lambda: output.print_table(["a", "b"], [["تؤكد \u2067العربية هنا\u2069", "1"]]), 14)
    assert not {"\u2067", "\u2069"} & set(narrow)
    coloured = printed(lambda: output.print_coloured_table(["a"], [[words]]), 60)
    assert "العربية" in coloured
    assert not {"\u2067", "\u2069"} & set(coloured)


class _Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_document_is_printed_as_it_is_but_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "We act\u202e;\n\tnow.\n"
    assert printed(lambda: output.print_document(text), 60) == text
    screen = _Screen()
    monkeypatch.setattr(sys, "stdout", screen)
    output.print_document(text.encode())
    assert screen.getvalue() == "We act<U+202E>;\n\tnow.\n"
