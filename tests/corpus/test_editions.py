"""Two editions of a corpus: every point is found again, by its words first, and every difference is told."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from drafter.corpus.corpus import Corpus, Region, Section, Theme
from drafter.corpus.editions import HeadingChange, PointFate, compare, likeness, successors
from tests.builders import corpus, recommendation

OLD = corpus()
WORDS = ["judges", "prisons", "victims", "data", "borders", "oceans", "forests", "cultures", "youth", "ports"]


def edition(*points: tuple[str, str], sections: tuple[Section, ...] = (), regions: tuple[Region, ...] = ()) -> Corpus:
    """These points, under one theme where no sections are given."""
    theme = Theme("1", "", "Message", tuple(id for id, _ in points))
    recommendations = tuple(recommendation(id, text) for id, text in points)
    made = replace(OLD, recommendations=recommendations, regions=regions or OLD.regions)
    return replace(made, sections=sections or (Section("1", "General", (theme,)),))


def fates(earlier: Corpus, later: Corpus) -> dict[tuple[str, str], tuple[PointFate, ...]]:
    return {
        (change.before.id if change.before else "", change.after.id if change.after else ""): change.fates
        for change in compare(earlier, later).points
    }


def test_an_edition_is_no_other_than_itself() -> None:
    found = compare(OLD, OLD)
    assert found.is_empty and found.unchanged == len(OLD.recommendations)


def test_a_point_put_in_gives_the_others_other_letters_and_no_other_words() -> None:
    earlier = edition(("NO 1(a)", "Train judges."), ("NO 1(b)", "Protect all victims."))
    later = edition(("NO 1(a)", "Keep data."), ("NO 1(b)", "Train judges."), ("NO 1(c)", "Protect all victims."))
    assert fates(earlier, later) == {
        ("", "NO 1(a)"): (PointFate.ADDED,),
        ("NO 1(a)", "NO 1(b)"): (PointFate.RELETTERED,),
        ("NO 1(b)", "NO 1(c)"): (PointFate.RELETTERED,),
    }


def test_words_that_changed_are_known_by_what_is_left_of_them_under_their_id_or_another() -> None:
    earlier = edition(
        ("NO 1(a)", "Train judges and prosecutors in every region."), ("NO 1(b)", "Protect victims of trafficking."),
        ("NO 1(c)", "Share data."), ("NO 2", "Ratify the convention."),
    )  # fmt: skip
    later = edition(
        ("NO 1(a)", "Build prisons."), ("NO 1(b)", "Protect victims of all trafficking."),
        ("NO 1(d)", "Train judges and prosecutors in all regions."), ("NO 1(c)", "Share no more."),
    )  # fmt: skip
    assert fates(earlier, later) == {
        ("NO 1(b)", "NO 1(b)"): (PointFate.REWORDED,),
        ("NO 1(a)", "NO 1(d)"): (PointFate.REWORDED, PointFate.RELETTERED),
        ("NO 1(c)", "NO 1(c)"): (PointFate.REWORDED,),
        ("", "NO 1(a)"): (PointFate.ADDED,),
        ("NO 2", ""): (PointFate.GONE,),
    }
    found = successors(earlier.recommendations, later)
    assert not found["NO 1(a)"].same_words and 0.6 < found["NO 1(a)"].likeness < 1


def test_the_same_words_of_another_region_are_another_point_until_the_region_is_gone() -> None:
    earlier = edition(("NO 1(a)", "Train judges."))
    assert fates(earlier, edition(("SO 1(a)", "Train judges."))) == {
        ("NO 1(a)", ""): (PointFate.GONE,),
        ("", "SO 1(a)"): (PointFate.ADDED,),
    }
    renamed = edition(("SO 1(a)", "Train judges."), regions=(OLD.regions[1],))
    assert fates(earlier, renamed) == {("NO 1(a)", "SO 1(a)"): (PointFate.RELETTERED,)}
    assert compare(earlier, renamed).headings == (
        HeadingChange("NO, North: Report of the Northern Meeting (A/X/1)", ""),
    )


def test_a_section_put_in_front_moves_nothing_and_a_theme_with_another_title_is_the_same_theme() -> None:
    ocean = Section("1", "Oceans", (Theme("1", "", "Oceans", ()),))
    renamed = Section("3", "Justice", (OLD.sections[1].themes[0], OLD.sections[1].themes[1]._replace(title="Skills")))
    later = replace(OLD, sections=(ocean, OLD.sections[0], renamed, OLD.sections[2]))
    later = replace(later, sections=tuple(_placed(section, place) for place, section in enumerate(later.sections, 1)))
    found = compare(OLD, later)
    assert not found.points
    assert found.headings == (
        HeadingChange("Justice – II. Capacity", "Justice – II. Skills"), HeadingChange("", "Oceans"),
    )  # fmt: skip


def _placed(section: Section, place: int) -> Section:
    themes = tuple(theme._replace(id=f"{place}.{theme.number}") for theme in section.themes)
    return section._replace(id=str(place), themes=themes)


def test_a_point_under_other_themes_says_which_list_it_and_which_no_longer() -> None:
    victims, capacity = OLD.sections[1].themes
    without = Section("2", "Law", (victims._replace(placements=("SO 7(b)",)), capacity))
    data = Section("3", "Data", (OLD.sections[2].themes[0]._replace(placements=("NO 2(a)", "SO 9", "NO 1(b)")),))
    found = compare(OLD, replace(OLD, sections=(OLD.sections[0], without, data)))
    (change,) = found.points
    assert (change.fates, change.left, change.joined) == (
        (PointFate.MOVED,), ("Justice – I. Victims",), ("Data – I. Statistics",)
    )  # fmt: skip
    assert [str(change.after) for change in found.headings] == ["Law – I. Victims", "Law – II. Capacity"]
    assert found.counts[PointFate.MOVED] == 1 and found.unchanged == len(OLD.recommendations) - 1


def test_a_theme_that_is_gone_is_told() -> None:
    found = compare(OLD, replace(OLD, sections=OLD.sections[:2]))
    assert HeadingChange("Data – I. Statistics", "") in found.headings
    assert [change.left for change in found.points] == [("Data – I. Statistics",)] * 2


def test_texts_without_words_are_alike_where_they_are_the_same() -> None:
    assert likeness("", "") == 1 and likeness("?", "!") == 0
    assert likeness("打击跨国有组织犯罪", "打击跨国犯罪") > 0.5


@given(st.permutations(WORDS), st.integers(0, len(WORDS)), st.sampled_from(["", " and more"]))
def test_every_point_is_found_again_whatever_its_letter_is_now(order: list[str], kept: int, more: str) -> None:
    earlier = edition(*((f"NO 1({chr(97 + at)})", f"Protect {word} better.") for at, word in enumerate(WORDS)))
    words = {word: f"Protect {word} better{more}." for word in order[:kept]}
    later = edition(*((f"NO 1({chr(97 + at)})", text) for at, text in enumerate([*words.values(), "Count whatever."])))
    where = {word: f"NO 1({chr(97 + at)})" for at, word in enumerate(words)}
    found = successors(earlier.recommendations, later)
    assert len({each.id for each in found.values()}) == len(found)
    if not more:
        same = {id: each.id for id, each in found.items() if each.same_words}
        assert same == {f"NO 1({chr(97 + at)})": where[word] for at, word in enumerate(WORDS) if word in where}
