"""Paragraphs move about the draft and none is ever lost, doubled, or put where none can stand."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.draft import edits, tree
from drafter.draft.draft import MAX_DEPTH, Draft, Paragraph
from drafter.draft.tree import Place
from drafter.errors import EditRefused
from drafter.workspace.draft_history import Steps
from tests.builders import corpus, draft, paragraph

CORPUS = corpus()


def shape(made: Draft) -> str:
    """The draft's paragraphs as text: parts in order, sub-paragraphs in brackets."""

    def of(paragraphs: tuple[Paragraph, ...]) -> str:
        return " ".join(one.id + (f"({of(one.children)})" if one.children else "") for one in paragraphs)

    return " | ".join(of(part.paragraphs) for part in made.parts)


def _size(one: Paragraph) -> int:
    return 1 + sum(_size(child) for child in one.children)


def three() -> Draft:
    return draft(paragraph("a", children=(paragraph("a1"), paragraph("a2"))), paragraph("b"), paragraph("c"))


@pytest.mark.parametrize(
    ("ids", "place", "result"),
    [
        (["c"], Place("justice", 0), " | c a(a1 a2) b | "),
        (["a"], Place("justice"), " | b c a(a1 a2) | "),
        (["a"], Place("justice", 2), " | b a(a1 a2) c | "),
        (["a", "c"], Place("other"), " | b | a(a1 a2) c"),
        (["b", "c"], Place("a", 1), " | a(a1 b c a2) | "),
        (["a1"], Place("preamble", 5), "a1 | a(a2) b c | "),
        (["a", "a1"], Place("justice", 1), " | a(a1 a2) b c | "),
        (["a2", "a1"], Place("a", 0), " | a(a1 a2) b c | "),
    ],
)
def test_moves_to_a_place_counted_before_the_move(ids: list[str], place: Place, result: str) -> None:
    assert shape(tree.move(three(), ids, place)) == result


@pytest.mark.parametrize(
    ("ids", "by", "result"),
    [
        (["b"], -1, " | b a(a1 a2) c | "),
        (["b"], 1, " | a(a1 a2) c b | "),
        (["a", "b"], 1, " | c a(a1 a2) b | "),
        (["c"], 1, " | a(a1 a2) b | c"),
        (["a"], -1, "a(a1 a2) | b c | "),
        (["a2"], -1, " | a(a2 a1) b c | "),
    ],
)
def test_shifts_by_one_and_on_into_the_next_part(ids: list[str], by: int, result: str) -> None:
    assert shape(tree.shift(three(), ids, by)) == result


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (lambda made: tree.shift(made, ["a1", "b"], 1), "one part"),
        (lambda made: tree.shift(made, ["a2"], 1), "outdent"),
        (lambda made: tree.shift(tree.move(made, ["c"], Place("other")), ["c"], 1), "end of the draft"),
        (lambda made: tree.shift(tree.move(made, ["c"], Place("preamble")), ["c"], -1), "beginning of the draft"),
        (lambda made: tree.move(made, ["a"], Place("a1")), "into itself"),
        (lambda made: tree.move(made, ["a"], Place("a")), "into itself"),
        (lambda made: tree.move(made, ["a"], Place("x")), "no paragraph “x”"),
        (lambda made: tree.move(made, [], Place("justice")), "No paragraph is chosen"),
        (lambda made: tree.move(made, ["x"], Place("justice")), "no paragraph “x”"),
        (lambda made: tree.remove(made, ["x"]), "no paragraph “x”"),
        (lambda made: tree.indent(made, "a"), "Nothing stands before"),
        (lambda made: tree.outdent(made, "a"), "not a sub-paragraph"),
    ],
)
def test_refuses_what_makes_no_sense(edit: Callable[[Draft], Draft], why: str) -> None:
    with pytest.raises(EditRefused, match=why):
        edit(three())


def test_indents_under_the_sibling_before_and_outdents_after_the_parent() -> None:
    made = tree.indent(three(), "b")
    assert shape(made) == " | a(a1 a2 b) c | "
    made = tree.indent(made, "a2")
    assert shape(made) == " | a(a1(a2) b) c | "
    assert shape(tree.outdent(made, "a2")) == " | a(a1 a2 b) c | "
    assert shape(tree.outdent(three(), "a1")) == " | a(a2) a1 b c | "


def test_sub_paragraphs_go_no_deeper_than_the_fields_four_degrees() -> None:
    made = draft(*(paragraph(f"p{place}") for place in range(MAX_DEPTH + 2)))
    for place in range(1, MAX_DEPTH + 1):
        made = tree.move(made, [f"p{place}"], Place(f"p{place - 1}"))
    assert made.spots[f"p{MAX_DEPTH}"].depth == MAX_DEPTH
    with pytest.raises(EditRefused, match="no deeper"):
        tree.move(made, [f"p{MAX_DEPTH + 1}"], Place(f"p{MAX_DEPTH}"))
    assert list(tree.ancestors(made, "p2")) == ["p1", "p0"]


KINDS = ("take", "theme", "merge", "add", "split", "move", "shift", "indent", "outdent", "remove", "cite", "aside",
         "back", "reword", "note")  # fmt: skip


@st.composite
def an_edit(draw: st.DrawFn) -> Callable[[Draft, str], Draft]:
    """Any edit on any paragraphs, by their place in the draft, so that most of them make sense."""
    one, two, number = draw(st.integers(0, 9)), draw(st.integers(0, 9)), draw(st.integers(0, 5))
    kind = draw(st.sampled_from(KINDS))
    names = [recommendation.id for recommendation in CORPUS.recommendations]

    def apply(made: Draft, new: str) -> Draft:
        spots = list(made.spots) or ["none"]
        first, second = spots[one % len(spots)], spots[two % len(spots)]
        containers = [part.id for part in made.parts] + spots
        place = Place(containers[two % len(containers)], number)
        name = names[number]
        actions: dict[str, Callable[[], Draft]] = {
            "take": lambda: edits.take_up(made, CORPUS, [name], [new], place),
            "theme": lambda: edits.take_up(made, CORPUS, names, [f"{new}.{id}" for id in names]),
            "merge": lambda: edits.merge(made, [first, second]),
            "add": lambda: edits.add(made, f"Own words {number}.", new, place),
            "split": lambda: edits.split(made, CORPUS, first, number, new),
            "move": lambda: tree.move(made, [first, second], place),
            "shift": lambda: tree.shift(made, [first], 1 if number % 2 else -1),
            "indent": lambda: tree.indent(made, first),
            "outdent": lambda: tree.outdent(made, first),
            "remove": lambda: edits.remove(made, [first]),
            "cite": lambda: edits.cite(made, first, name),
            "aside": lambda: edits.set_aside(made, [name], "Why."),
            "back": lambda: edits.bring_back(made, [name]),
            "reword": lambda: edits.reword(made, CORPUS, first, f"Reworded {number}."),
            "note": lambda: edits.annotate(made, first, f"Note {number}."),
        }
        return actions[kind]()

    return apply


@given(st.lists(an_edit(), max_size=30))
def test_any_edits_keep_the_draft_whole_and_as_many_undos_give_the_first_draft(
    changes: list[Callable[[Draft, str], Draft]],
) -> None:
    history = Steps.of(three())
    for number, change in enumerate(changes):
        try:
            history = history.then(change(history.value, f"n{number}"), "edit")
        except EditRefused:
            continue
        made = history.value
        assert len(made.spots) == sum(_size(one) for part in made.parts for one in part.paragraphs), (
            "an id stands twice"
        )
        assert all(spot.depth <= MAX_DEPTH and spot.paragraph.written.strip() for spot in made.spots.values())
        assert not set(made.reasons) & set(made.cited_in)
    last, steps = history, len(history.past)
    for _ in range(steps):
        history = history.undo()
    assert history.value == three()
    for _ in range(steps):
        history = history.redo()
    assert history == last


@given(
    st.sampled_from(["a", "a1", "b", "c"]), st.sampled_from(["preamble", "justice", "other", "b"]), st.integers(0, 5)
)
def test_a_move_loses_and_doubles_nothing(id: str, container: str, index: int) -> None:
    before = three()
    if id == container:
        return
    after = tree.move(before, [id], Place(container, index))
    assert sorted(after.spots) == sorted(before.spots)
    assert after.spots[id].container == container
    assert after.spots[id].paragraph == before.spots[id].paragraph
