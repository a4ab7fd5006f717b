"""What can be done to a draft: every edit gives a new draft, or is refused and leaves all as it was."""

from dataclasses import replace

import pytest

from drafter.corpus.corpus import UNSORTED, unsorted_section
from drafter.draft import edits
from drafter.draft.bracket_notation import read
from drafter.draft.draft import Draft, Front, Link, Part, Proposal, ProposalKind, SetAside, Status, Treatment, treatment
from drafter.draft.layout import Kind, Layout, PartPlan
from drafter.draft.text import Text
from drafter.draft.tree import Place
from drafter.errors import EditRefused
from tests.builders import corpus, draft, layout, paragraph

CORPUS = corpus()


def texts(made: Draft, part: str) -> list[str]:
    return [one.written for one in made.part_by_id[part].paragraphs]


def ids(made: Draft, part: str) -> list[str]:
    return [one.id for one in made.part_by_id[part].paragraphs]


class TestNewDraft:
    def test_has_the_layouts_parts_and_the_rest_of_the_sections_goes_where_the_layout_says(self) -> None:
        made = edits.new_draft("d", layout(), CORPUS)
        assert [(part.id, part.kind, part.takes, part.heading) for part in made.parts] == [
            ("preamble", Kind.PP, ("1",), False),
            ("justice", Kind.OP, ("2",), True),
            ("other", Kind.OP, ("3",), True),
        ]

    def test_without_a_word_of_the_rest_it_goes_to_the_last_operative_part(self) -> None:
        plan = Layout("x", "X", (PartPlan("a", "A", Kind.OP, ("2", "9")), PartPlan("b", "B", Kind.OP)), {})
        made = edits.new_draft("d", plan, CORPUS)
        assert [part.takes for part in made.parts] == [("2",), ("1", "3")]

    def test_of_another_corpus_than_the_layouts_each_section_has_a_part_under_its_own_title(self) -> None:
        plan = layout()._replace(corpus="another")
        made = edits.new_draft("d", plan, CORPUS)
        own = [(f"section-{each.id}", each.title, (each.id,)) for each in CORPUS.sections]
        assert [(part.id, part.title, part.takes) for part in made.parts] == [("preamble", "Preamble", ()), *own]
        waits = replace(CORPUS, sections=(*CORPUS.sections, *unsorted_section(["SO 9"])))
        assert edits.new_draft("d", plan, waits) == made, "what is not sorted yet has no part"
        alone = replace(CORPUS, sections=unsorted_section(CORPUS.by_id))
        assert edits.new_draft("d", plan, alone).parts[-1].takes == (UNSORTED,)
        assert edits.new_draft("d", plan._replace(corpus=CORPUS.id), CORPUS) == edits.new_draft("d", layout(), CORPUS)


class TestTakeUp:
    def test_goes_to_the_part_that_takes_its_themes_section_word_for_word(self) -> None:
        made = edits.take_up(draft(), CORPUS, ["NO 1(b)", "NO 1(a)", "SO 9"], ["p1", "p2", "p3"])
        assert texts(made, "justice") == ["Protect victims [of all crimes]."]
        assert texts(made, "preamble") == ["Train judges."]
        assert texts(made, "other") == ["Build {{ institutions }} & trust."]
        assert made.spots["p1"].paragraph.links == (Link("NO 1(b)", Treatment.VERBATIM),)

    def test_stands_in_the_order_of_the_mapping_whatever_the_order_of_choosing(self) -> None:
        made = draft()
        for name in ("SO 7(a)", "NO 1(b)", "SO 7(b)"):
            made = edits.take_up(made, CORPUS, [name], [name])
        assert ids(made, "justice") == ["NO 1(b)", "SO 7(b)", "SO 7(a)"]

    def test_paragraphs_of_ones_own_keep_their_place_before_it(self) -> None:
        made = edits.take_up(draft(paragraph("own")), CORPUS, ["SO 7(a)"], ["p1"])
        assert ids(made, "justice") == ["own", "p1"]

    def test_goes_to_a_chosen_place_in_the_order_of_choosing(self) -> None:
        made = edits.take_up(
            draft(paragraph("x"), paragraph("y")), CORPUS, ["SO 9", "NO 1(a)"], ["p1", "p2"], Place("justice", 1)
        )
        assert ids(made, "justice") == ["x", "p1", "p2", "y"]
        made = edits.take_up(draft(paragraph("x")), CORPUS, ["SO 9", "NO 1(a)"], ["p1", "p2"], Place("x"))
        assert [child.id for child in made.spots["x"].paragraph.children] == ["p1", "p2"]

    def test_the_theme_that_the_user_looks_at_decides_the_part(self) -> None:
        made = edits.take_up(draft(), CORPUS, ["NO 1(b)"], ["p1"], theme="3.I")
        assert ids(made, "other") == ["p1"]

    def test_what_is_taken_up_already_is_passed_over_and_alone_refused(self) -> None:
        made = edits.take_up(draft(), CORPUS, ["SO 9"], ["p1"])
        again = edits.take_up(made, CORPUS, ["SO 9", "NO 2(a)"], ["p2", "p3"])
        assert ids(again, "other") == ["p3", "p1"]
        with pytest.raises(EditRefused, match="SO 9: already taken up"):
            edits.take_up(made, CORPUS, ["SO 9"], ["p2"])
        with pytest.raises(EditRefused, match="No recommendation is chosen"):
            edits.take_up(made, CORPUS, [], [])

    def test_the_same_recommendation_chosen_twice_is_taken_up_once(self) -> None:
        made = edits.take_up(draft(), CORPUS, ["SO 9", "SO 9"], ["p1", "p2"])
        assert texts(made, "other") == [CORPUS.by_id["SO 9"].text]

    def test_what_was_set_aside_no_longer_is(self) -> None:
        made = edits.take_up(edits.set_aside(draft(), ["SO 9"], "No."), CORPUS, ["SO 9"], ["p1"])
        assert made.set_aside == ()

    def test_a_section_that_no_part_takes_goes_to_the_last_operative_part_or_to_the_last_there_is(self) -> None:
        bare = replace(draft(), parts=(Part("a", "A", Kind.OP), Part("b", "B", Kind.PP)))
        assert ids(edits.take_up(bare, CORPUS, ["SO 9"], ["p1"]), "a") == ["p1"]
        bare = replace(draft(), parts=(Part("a", "A", Kind.PP), Part("b", "B", Kind.PP)))
        assert ids(edits.take_up(bare, CORPUS, ["SO 9"], ["p1"]), "b") == ["p1"]


class TestMerging:
    def test_recommendations_are_merged_into_one_paragraph_with_their_own_words(self) -> None:
        made = edits.take_up_merged(draft(), CORPUS, ["NO 1(b)", "SO 7(b)"], "p1")
        assert texts(made, "justice") == ["Protect victims [of all crimes]. Protect victims."]
        assert made.spots["p1"].paragraph.links == (
            Link("NO 1(b)", Treatment.MERGED), Link("SO 7(b)", Treatment.MERGED),
        )  # fmt: skip

    def test_one_paragraph_of_several_parts_goes_where_most_of_its_points_belong(self) -> None:
        two, one_each = ["NO 1(a)", "NO 2(a)", "SO 9"], ["NO 1(a)", "NO 2(a)"]
        assert edits.joint_home(draft(), CORPUS, two) == Place("other")
        assert edits.joint_home(draft(), CORPUS, one_each) == Place("preamble"), "of as many, where the first belongs"
        assert edits.joint_home(draft(), CORPUS, one_each, "3.I") == Place("other"), "or the theme looked at"
        assert edits.joint_home(draft(), CORPUS, two, "1") == Place("other"), "though that is another"
        assert edits.joint_home(draft(other=(paragraph("c", "C", "SO 9"),)), CORPUS, two) == Place("other", 0)
        assert edits.belonging(draft(), CORPUS, [*two, "XX 1(a)"], "other") == 2

    def test_merging_takes_two(self) -> None:
        with pytest.raises(EditRefused, match="two recommendations"):
            edits.take_up_merged(draft(), CORPUS, ["NO 1(b)", "NO 1(b)"], "p1")
        with pytest.raises(EditRefused, match="two paragraphs"):
            edits.merge(draft(paragraph("p1", children=(paragraph("p2"),))), ["p1", "p2"])

    @pytest.mark.parametrize(
        ("statuses", "status"),
        [
            ((Status.OPEN, Status.BRACKETED, Status.PENDING), Status.BRACKETED),
            ((Status.AD_REF, Status.PENDING, Status.PENDING), Status.PENDING),
            ((Status.AD_REF, Status.AD_REF, Status.AD_REF), Status.AD_REF),
            ((Status.AD_REF, Status.INFORMALS, Status.INFORMALS), Status.OPEN),
            ((Status.PENDING, Status.PENDING, Status.PENDING), Status.PENDING),
        ],
    )
    def test_a_merged_paragraph_is_no_more_agreed_than_its_parts(
        self, statuses: tuple[Status, ...], status: Status
    ) -> None:
        parts = [
            replace(paragraph(f"p{n}", "X."), status=one, pending=f"D{n % 2}" if one is Status.PENDING else "")
            for n, one in enumerate(statuses)
        ]
        merged = edits.merge(draft(*parts), ["p0", "p1", "p2"]).spots["p0"].paragraph
        awaited = ", ".join(dict.fromkeys(one.pending for one in parts if one.pending))
        assert (merged.status, merged.pending) == (status, awaited if status is Status.PENDING else "")

    def test_paragraphs_merge_into_the_first_with_links_sub_paragraphs_and_notes(self) -> None:
        one = replace(paragraph("p1", "Same.", "NO 1(b)", children=(paragraph("c1"),)), note="one")
        two = replace(paragraph("p2", "Same.", "SO 9", "NO 1(b)", children=(paragraph("c2"),)), note="two")
        three = replace(paragraph("p3", "Else."), links=(Link("SO 7(a)", Treatment.CHAPEAU),))
        made = edits.merge(draft(one, two, other=(three,)), ["p3", "p2", "p1"])
        merged = made.spots["p1"].paragraph
        assert (merged.written, merged.note, [child.id for child in merged.children]) == (
            "Same. Else.", "one\ntwo", ["c1", "c2"],
        )  # fmt: skip
        assert {link.recommendation: link.treatment for link in merged.links} == {
            "NO 1(b)": Treatment.MERGED, "SO 9": Treatment.MERGED, "SO 7(a)": Treatment.CHAPEAU,
        }  # fmt: skip
        assert list(made.spots) == ["p1", "c1", "c2"]

    def test_what_one_of_them_takes_up_wholly_is_taken_up_wholly(self) -> None:
        one = replace(paragraph("p1"), links=(Link("SO 9", partly=True, missing="trust"),))
        two = replace(paragraph("p2"), links=(Link("SO 9"),))
        for pair in ((one, two), (two, one)):
            merged = edits.merge(draft(*pair), ["p1", "p2"]).spots[pair[0].id].paragraph
            assert merged.links == (Link("SO 9", Treatment.MERGED),)
        both = edits.merge(draft(one, replace(one, id="p2")), ["p1", "p2"]).spots["p1"].paragraph
        assert both.links == (Link("SO 9", Treatment.MERGED, partly=True, missing="trust"),)

    def test_refuses_sub_paragraphs_that_would_stand_too_deep(self) -> None:
        deep = paragraph("d0", children=(paragraph("d1", children=(paragraph("d2"),)),))
        low = paragraph("s0", children=(paragraph("s1", children=(paragraph("s2", children=(paragraph("s3"),)),)),))
        with pytest.raises(EditRefused, match="deeper"):
            edits.merge(draft(low, deep), ["s3", "d0"])


class TestWording:
    def test_a_reworded_text_is_adapted_and_verbatim_again_when_it_is_put_back(self) -> None:
        made = edits.take_up(draft(), CORPUS, ["SO 9"], ["p1"])
        made = edits.reword(made, CORPUS, "p1", "We build trust.")
        assert made.spots["p1"].paragraph.links == (Link("SO 9", Treatment.ADAPTED),)
        made = edits.reword(made, CORPUS, "p1", " Build {{ institutions }} & trust. ")
        assert made.spots["p1"].paragraph.links == (Link("SO 9", Treatment.VERBATIM),)

    def test_merged_and_chapeau_links_stay_what_the_user_said(self) -> None:
        made = edits.cite(draft(paragraph("p1")), "p1", "SO 9", Treatment.MERGED)
        assert edits.reword(made, CORPUS, "p1", "x").spots["p1"].paragraph.links[0].treatment is Treatment.MERGED

    def test_a_link_to_nowhere_counts_as_adapted(self) -> None:
        made = edits.reword(draft(replace(paragraph("p1"), links=(Link("XX 1"),))), CORPUS, "p1", "x")
        assert made.spots["p1"].paragraph.links[0].treatment is Treatment.ADAPTED
        assert treatment(Link("XX 1"), made.spots["p1"].paragraph, CORPUS) is Treatment.ADAPTED

    def test_a_file_that_says_verbatim_of_other_words_is_not_believed(self) -> None:
        claimed = replace(paragraph("p1", "Other words."), links=(Link("SO 9"),))
        assert treatment(claimed.links[0], claimed, CORPUS) is Treatment.ADAPTED
        honest = replace(claimed, text=Text.of(CORPUS.by_id["SO 9"].text))
        assert treatment(honest.links[0], honest, CORPUS) is Treatment.VERBATIM
        assert treatment(Link("SO 9", Treatment.MERGED), claimed, CORPUS) is Treatment.MERGED

    def test_nothing_is_called_agreed_while_something_is_open_in_it(self) -> None:
        made = draft(paragraph("p1", "X."))
        made = edits.reword(made, CORPUS, "p1", "We [act - EU / wait - US].")
        with pytest.raises(EditRefused, match="something is open in it"):
            edits.set_status(made, "p1", Status.AD_REF)
        assert edits.set_status(made, "p1", Status.BRACKETED).spots["p1"].paragraph.status is Status.BRACKETED

    @pytest.mark.parametrize(
        ("before", "after"),
        [(Status.INFORMALS, Status.REOPENED), (Status.AD_REF, Status.REOPENED), (Status.BRACKETED, Status.BRACKETED)],
    )
    def test_an_agreed_text_that_is_changed_is_reopened(self, before: Status, after: Status) -> None:
        made = edits.set_status(draft(paragraph("p1", "Text here.")), "p1", before)
        assert edits.reword(made, CORPUS, "p1", "Other words.").spots["p1"].paragraph.status is after
        assert edits.reword(made, CORPUS, "p1", " Text here. ").spots["p1"].paragraph.status is before
        halves = edits.split(made, CORPUS, "p1", 5, "p2").spots
        assert [halves[id].paragraph.status for id in ("p1", "p2")] == [after, after]

    def test_brackets_that_nobody_can_read_are_told_but_not_a_sources_own(self) -> None:
        corpus_with_brackets = corpus({"NO 1(a)": "Train] judges."})
        made = draft(
            paragraph("p1", "Train] judges.", "NO 1(a)"),
            paragraph("p2", "Train] judges.", "SO 9", "XX 1"),
            paragraph("p3", read("Train [all - EU] judges.", "p3")),
            replace(paragraph("p4", "Train] judges."), status=Status.DELETED),
        )
        assert edits.unread(made, corpus_with_brackets) == ("p2",)

    def test_a_paragraph_needs_words(self) -> None:
        with pytest.raises(EditRefused, match="needs words"):
            edits.reword(draft(paragraph("p1")), CORPUS, "p1", " \n ")
        with pytest.raises(EditRefused, match="needs words"):
            edits.add(draft(), "", "p1", Place("justice"))

    def test_a_paragraph_of_ones_own_has_no_source(self) -> None:
        made = edits.add(draft(paragraph("x")), " Mine. ", "p1", Place("justice", 0))
        assert texts(made, "justice") == ["Mine.", "Text x."]
        assert made.spots["p1"].paragraph.links == ()


class TestSplitting:
    def test_a_paragraph_that_is_proposed_or_may_go_is_not_cut(self) -> None:
        whole = replace(paragraph("p1"), proposals=(Proposal(id="x", kind=ProposalKind.DELETE, by=("EU",)),))
        with pytest.raises(EditRefused, match="settle that before"):
            edits.split(draft(whole), CORPUS, "p1", 3, "p2")

    def test_each_source_goes_with_the_half_that_has_its_words(self) -> None:
        links = (
            Link("NO 1(a)", Treatment.MERGED),
            Link("SO 7(b)", Treatment.MERGED),
            Link("SO 7(a)", Treatment.CHAPEAU),
            Link("XX 1", Treatment.MERGED),
        )
        whole = replace(paragraph("p1", "Train judges. Protect victims."), links=links)
        made = edits.split(draft(whole), CORPUS, "p1", 14, "p2")
        assert made.spots["p1"].paragraph.sources == ("NO 1(a)", "SO 7(a)", "XX 1")
        assert made.spots["p2"].paragraph.sources == ("SO 7(b)", "SO 7(a)", "XX 1")

    def test_a_source_that_is_left_alone_is_merged_with_none(self) -> None:
        links = (Link("NO 1(a)", Treatment.MERGED), Link("SO 7(b)", Treatment.MERGED))
        whole = replace(paragraph("p1", "Train judges. We will protect victims."), links=links)
        made = edits.split(draft(whole), CORPUS, "p1", 14, "p2")
        assert made.spots["p1"].paragraph.links == (Link("NO 1(a)", Treatment.VERBATIM),)
        assert made.spots["p2"].paragraph.links == (Link("SO 7(b)", Treatment.ADAPTED),)
        left = edits.uncite(draft(whole), CORPUS, "p1", "NO 1(a)").spots["p1"].paragraph
        assert left.links == (Link("SO 7(b)", Treatment.ADAPTED),)

    def test_a_source_of_which_neither_has_a_word_goes_with_both(self) -> None:
        made = edits.split(draft(paragraph("p1", "Share. Data.", "SO 9")), CORPUS, "p1", 6, "p2")
        assert [spot.paragraph.sources for spot in made.spots.values()] == [("SO 9",), ("SO 9",)]

    def test_cuts_the_text_and_both_halves_keep_a_source_that_is_in_both(self) -> None:
        whole = replace(paragraph("p1", "Train judges. Judges train.", children=(paragraph("c1"),)), note="n")
        made = edits.split(draft(replace(whole, links=(Link("NO 1(a)"),))), CORPUS, "p1", 14, "p2")
        first, second = made.spots["p1"].paragraph, made.spots["p2"].paragraph
        assert (first.written, second.written) == ("Train judges.", "Judges train.")
        assert (first.children, first.note, second.note) == ((), "", "n")
        assert [child.id for child in second.children] == ["c1"]
        assert first.links == (Link("NO 1(a)", Treatment.VERBATIM),)
        assert second.links == (Link("NO 1(a)", Treatment.ADAPTED),)

    @pytest.mark.parametrize("at", [0, 100, -1000])
    def test_refuses_a_cut_that_leaves_no_words_on_one_side(self, at: int) -> None:
        with pytest.raises(EditRefused, match="both sides"):
            edits.split(draft(paragraph("p1")), CORPUS, "p1", at, "p2")

    def test_alternatives_go_whole_into_one_half_and_keep_their_ids(self) -> None:
        text = read("We [should - EU / shall - US] act. We [also - JP] train.", "p1")
        made = edits.split(draft(paragraph("p1", text)), CORPUS, "p1", text.written.index("We [also"), "p2")
        first, second = made.spots["p1"].paragraph.text, made.spots["p2"].paragraph.text
        assert (first.written, second.written) == ("We [should - EU / shall - US] act.", "We [also - JP] train.")
        assert [*first.alternatives, *second.alternatives] == list(text.alternatives)

    @pytest.mark.parametrize("before", ["should", "/", "shall", "US]", "also", "- JP", "JP]"])
    def test_refuses_a_cut_through_alternatives(self, before: str) -> None:
        text = read("We [should - EU / shall - US] act. We [also - JP] train.", "p1")
        with pytest.raises(EditRefused, match="outside the square brackets"):
            edits.split(draft(paragraph("p1", text)), CORPUS, "p1", text.written.index(before), "p2")


class TestSources:
    def test_citing_adds_a_source_once_and_citing_again_sets_its_treatment(self) -> None:
        made = edits.cite(edits.set_aside(draft(paragraph("p1", "", "NO 2(a)")), ["SO 9"], "No."), "p1", "SO 9")
        assert made.spots["p1"].paragraph.sources == ("NO 2(a)", "SO 9")
        assert made.set_aside == ()
        made = edits.cite(made, "p1", "SO 9", Treatment.CHAPEAU)
        assert [link.treatment for link in made.spots["p1"].paragraph.links] == [Treatment.ADAPTED, Treatment.CHAPEAU]

    def test_uncites_and_refuses_what_is_not_cited(self) -> None:
        made = edits.uncite(draft(paragraph("p1", "", "NO 2(a)", "SO 9")), CORPUS, "p1", "NO 2(a)")
        assert made.spots["p1"].paragraph.sources == ("SO 9",)
        with pytest.raises(EditRefused, match="doesn't take up"):
            edits.uncite(made, CORPUS, "p1", "NO 2(a)")

    def test_marks_what_is_missing_and_forgets_it_when_the_whole_is_taken_up(self) -> None:
        made = edits.mark_partly(draft(paragraph("p1", "", "NO 2(a)", "SO 9")), "p1", "SO 9", True, " trust ")
        assert made.spots["p1"].paragraph.links[1] == Link("SO 9", Treatment.ADAPTED, True, "trust")
        made = edits.vouch(made, "p1", "SO 9", " Said so. ")
        assert made.spots["p1"].paragraph.links[1] == Link("SO 9", Treatment.ADAPTED, vouched=True, why="Said so.")
        made = edits.mark_partly(made, "p1", "SO 9", False, "trust")
        assert made.spots["p1"].paragraph.links[1] == Link("SO 9", Treatment.ADAPTED)

    def test_vouching_needs_a_reason_and_more_than_a_chapeau_and_survives_a_merge(self) -> None:
        made = draft(paragraph("p1", "", "NO 2(a)", "SO 9"), paragraph("p2", "", "SO 9"))
        with pytest.raises(EditRefused, match="needs a reason"):
            edits.vouch(made, "p1", "SO 9", " ")
        with pytest.raises(EditRefused, match="chapeau only"):
            edits.vouch(edits.cite(made, "p1", "SO 9", Treatment.CHAPEAU), "p1", "SO 9", "x")
        merged = edits.merge(edits.vouch(made, "p2", "SO 9", "x"), ["p1", "p2"])
        assert merged.spots["p1"].paragraph.links[1] == Link("SO 9", Treatment.MERGED, vouched=True, why="x")

    def test_what_is_cited_for_the_chapeau_only_may_be_set_aside(self) -> None:
        aside = edits.set_aside(draft(paragraph("p1")), ["SO 9"], "No.")
        made = edits.cite(aside, "p1", "SO 9", Treatment.CHAPEAU)
        assert made.reasons == {"SO 9": "No."}
        assert (made.claimed, made.cited_in) == (frozenset(), {"SO 9": ("p1",)})
        assert edits.set_aside(made, ["SO 9"], "Still no.").reasons == {"SO 9": "Still no."}

    def test_setting_aside_needs_a_reason_and_something_that_is_not_taken_up(self) -> None:
        made = edits.set_aside(draft(), ["SO 9", "SO 9"], " Not ours. ")
        assert made.set_aside == (SetAside("SO 9", "Not ours."),)
        assert edits.set_aside(made, ["SO 9"], "Better.").reasons == {"SO 9": "Better."}
        assert edits.bring_back(made, ["SO 9"]).set_aside == ()
        for wrong, why in (((["SO 9"], " "), "reason"), (([], "x"), "chosen")):
            with pytest.raises(EditRefused, match=why):
                edits.set_aside(draft(), *wrong)
        with pytest.raises(EditRefused, match="SO 9: taken up in the draft"):
            edits.set_aside(draft(paragraph("p1", "", "SO 9")), ["SO 9"], "x")


class TestTheRest:
    def test_removing_a_paragraph_frees_what_it_took_up(self) -> None:
        made = edits.remove(draft(paragraph("p1", "", "SO 9", children=(paragraph("c1"),)), paragraph("p2")), ["p1"])
        assert list(made.spots) == ["p2"]
        assert made.cited_in == {}

    def test_a_note_a_status_a_heading_and_the_front_matter_are_kept(self) -> None:
        made = edits.annotate(draft(paragraph("p1")), "p1", " Ask capital. ")
        made = edits.set_status(made, "p1", Status.PENDING, " Utopia ")
        assert (made.spots["p1"].paragraph.note, made.spots["p1"].paragraph.pending) == ("Ask capital.", "Utopia")
        made = edits.set_status(made, "p1", Status.AD_REF, "Utopia")
        assert (made.spots["p1"].paragraph.status, made.spots["p1"].paragraph.pending) == (Status.AD_REF, "")
        made = edits.set_front(edits.retitle(made, "justice", " Of justice "), Front(place="Vienna"))
        assert (made.part_by_id["justice"].title, made.front.place) == ("Of justice", "Vienna")

    def test_unknown_paragraphs_and_parts_are_refused_by_name(self) -> None:
        with pytest.raises(EditRefused, match="no paragraph “p9”"):
            edits.annotate(draft(), "p9", "x")
        with pytest.raises(EditRefused, match="no part “x”; it has preamble, justice, other"):
            edits.retitle(draft(), "x", "y")
        with pytest.raises(EditRefused, match="needs a title"):
            edits.retitle(draft(), "justice", " ")


class TestRetyping:
    def test_a_preambular_paragraph_goes_where_its_source_belongs(self) -> None:
        made = edits.retype(draft(preamble=(paragraph("q1", "", "NO 2(a)"),)), CORPUS, ["q1"])
        assert ids(made, "other") == ["q1"]

    def test_without_a_source_or_where_that_belongs_in_the_preamble_it_goes_to_the_first_operative_part(self) -> None:
        made = draft(preamble=(paragraph("q1"), paragraph("q2", "", "NO 1(a)"), paragraph("q3", "", "XX 1")))
        assert ids(edits.retype(made, CORPUS, ["q1", "q2", "q3"]), "justice") == ["q1", "q2", "q3"]

    def test_an_operative_paragraph_goes_to_the_end_of_the_preamble(self) -> None:
        made = draft(paragraph("p1", "", "SO 9"), preamble=(paragraph("q1"),))
        assert ids(edits.retype(made, CORPUS, ["p1"]), "preamble") == ["q1", "p1"]

    def test_sub_paragraphs_and_drafts_with_one_kind_of_part_are_refused(self) -> None:
        made = draft(paragraph("p1", children=(paragraph("p2"),)))
        with pytest.raises(EditRefused, match="of the kind of the paragraph that it stands under"):
            edits.retype(made, CORPUS, ["p2"])
        with pytest.raises(EditRefused, match="no part of the other kind"):
            edits.retype(replace(made, parts=made.parts[1:]), CORPUS, ["p1"])
