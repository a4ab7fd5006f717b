"""Report wording to declaration wording, offered with the difference."""

import pytest

from drafter.draft.layout import Kind
from drafter.draft.word_difference import Fate, marked
from drafter.review import adaptation as module
from drafter.review.adaptation import adaptation
from drafter.review.checks import Rule, RuleKind
from drafter.review.checks.form import gerund
from drafter.review.checks.words import mentioned
from drafter.storage import checks_yaml

RULES = checks_yaml.load()
UNODC = "United Nations Office on Drugs and Crime (UNODC)"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Strengthen cooperation.", "We will strengthen cooperation."),
        ("Further strengthen cooperation.", "We will further strengthen cooperation."),
        ("Request UNODC to continue.", f"We request the {UNODC} to continue."),
        ("The Kyoto declaration should highlight the role of citizens.", "We highlight the role of citizens."),
        ("Train officials in the region.", "We will train officials."),
        ("Encourage the countries of the region to act", "We encourage Member States to act."),
        ("Train judges; It was noted that time is short.", "We will train judges; time is short."),
        ("Recognise organisations.", "We recognize organizations."),
        ("We will act.", "We will act."),
        ("The role of judges is great.", "The role of judges is great."),
        ("UNODC should act.", f"We request the {UNODC} to act."),
        ("[Strengthen cooperation]", "[We will strengthen cooperation]"),
        ("Act. Strengthen it. Emphasize it.", "We will act. We will strengthen it. We emphasize it."),
        ("Act. Strength matters. Must it? May they.", "We will act. Strength matters. Must it? May they."),
        ("7", "7."),
    ],
)
def test_operative_paragraphs(text: str, said: str) -> None:
    assert adaptation(text, Kind.OP, RULES).text == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Emphasize the role of judges.", "Emphasizing the role of judges,"),
        ("Strengthen cooperation.", "Determined to strengthen cooperation,"),
        ("Recalling the past;", "Recalling the past;"),
        ("Bearing in mind the past.", "Bearing in mind the past,"),
    ],
)
def test_preambular_paragraphs(text: str, said: str) -> None:
    assert adaptation(text, Kind.PP, RULES).text == said


SHOULD = "The Kyoto declaration should highlight trust, and should "


@pytest.mark.parametrize(
    ("kind", "depth", "text", "said"),
    [
        (Kind.OP, 0, f"{SHOULD}encourage States to act", "We highlight trust, and encourage States to act."),
        (Kind.OP, 0, f"{SHOULD}also build it", "We highlight trust, and will build it."),
        (Kind.OP, 1, f"{SHOULD}encourage States to act", "To highlight trust, and to encourage States to act;"),
        (Kind.PP, 0, f"{SHOULD}encourage States to act", "Highlighting trust, and encouraging States to act,"),
        (Kind.PP, 0, f"{SHOULD}build it", "Highlighting trust, and determined to build it,"),
    ],
)
def test_what_the_same_subject_should_do_as_well_is_said_as_the_opening_is(
    kind: Kind, depth: int, text: str, said: str
) -> None:
    assert adaptation(text, kind, RULES, depth=depth).text == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("should stress it; should promote it; and should act", "We stress it; will promote it; and will act."),
        (
            "should promote it. The declaration should stress it and should urge us",
            "We will promote it. We stress it and urge us.",
        ),
        ("should stress what is new and should urge us", "We stress what is new and should urge us."),
        ("should ask whom they trust and should urge us", "We will ask whom they trust and should urge us."),
        ("should stress how States act and should report", "We stress how States act and should report."),
        (
            "should invite States; they should act and should act now",
            "We invite States; they should act and should act now.",
        ),
        ("should stress it, and States should act", "We stress it, and States should act."),
        ("should stress it and should be short", "We stress it and should be short."),
        ("should stress it; should resources permit, we act", "We stress it; should resources permit, we act."),
    ],
)
def test_only_where_it_is_certain_who_should(text: str, said: str) -> None:
    assert adaptation(f"The declaration {text}", Kind.OP, RULES).text == said


def test_who_should_stays_where_the_sentence_opens_otherwise() -> None:
    text = "The Congress should act and should report."
    assert adaptation(text, Kind.OP, RULES).text == text


def test_sub_paragraphs_and_the_words_that_govern_them() -> None:
    assert adaptation("Strengthen cooperation.", Kind.OP, RULES, depth=1).text == "To strengthen cooperation."
    assert adaptation("Strengthen cooperation", Kind.OP, RULES, depth=1).text == "To strengthen cooperation;"
    assert adaptation("Endeavour.", Kind.OP, RULES, governs=True).text == "We will endeavour:"


def test_the_difference_is_shown_and_is_one_stretch_where_nothing_is_to_be_done() -> None:
    assert marked(adaptation("Train judges.", Kind.OP, RULES).difference) == "[-Train-]{+We will train+} judges."
    (only,) = adaptation("We will act.", Kind.OP, RULES).difference
    assert only.fate is Fate.SAME


def test_without_rules_only_the_opening_and_the_end_are_changed() -> None:
    assert adaptation("Recognise organisations in the region.", Kind.OP, []).text == (
        "We will recognise organisations in the region."
    )


def test_what_has_no_suggestion_stays_for_somebody_to_reword() -> None:
    text = "We act; such training was recommended."
    assert adaptation(text, Kind.OP, RULES).text == text


def test_gerunds() -> None:
    assert [gerund(verb) for verb in ("recognize", "call", "agree")] == ["recognizing", "calling", "agreeing"]


def test_suggestions_that_chase_each_other_come_to_an_end() -> None:
    there = Rule("a", RuleKind.WORDS, "", words=("black -> white",))
    back = Rule("b", RuleKind.WORDS, "", words=("white -> black",))
    grows = Rule("c", RuleKind.WORDS, "", words=("more -> more more",))
    assert adaptation("We see black.", Kind.OP, [there, back]).text == "We see black."
    assert adaptation("We see more.", Kind.OP, [grows]).text.count("more") == 2**5


def test_suggestions_that_make_a_text_ever_longer_are_left() -> None:
    grows = [Rule(str(number), RuleKind.PATTERN, "", pattern=r"\w+", suggestion=r"\g<0> \g<0>") for number in range(30)]
    assert 500 < len(adaptation("We act.", Kind.OP, grows).text) <= 1_030


def test_a_long_sentence_is_looked_at_once_however_often_it_says_should(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = []

    class Clauses:
        def search(self, text: str, start: int = 0, end: int | None = None) -> None:
            looked.append((len(text) if end is None else end) - start)

    monkeypatch.setattr(module, "_CLAUSE", Clauses())
    text = "We note this" + "; should encourage them" * 1_000
    assert adaptation(text, Kind.OP, RULES).text.count("; encourage") == 1_000
    assert sum(looked) < len(text)


def test_blanks_before_a_sign_do_not_shift_the_suggestions_before_it() -> None:
    said = adaptation("Recognise organisations  ; organise them in the region ; act", Kind.OP, RULES).text
    assert said == "We recognize organizations; and we will organize them; act."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Member States should strengthen cooperation.", "We will strengthen cooperation."),
        ("The Commission should consider the matter.", "We invite the Commission to consider the matter."),
        ("UNODC should train judges.", f"We request the {UNODC} to train judges."),
        ("Building on practice, explore new ways.", "Building on practice, we will explore new ways."),
        ("In this regard, nothing follows.", None),
        ("Underline data and consider taking steps.", "We underline data and will consider taking steps."),
        ("Underline the need to train and consider the cost.", "We underline the need to train and consider the cost."),
        ("Underline data and highlight the cost.", "We underline data and highlight the cost."),
        ("The view was expressed that judges need training.", None),
        ("The Congress should focus on threats.", None),
        ("Efforts were useful.", None),
    ],
)  # fmt: skip
def test_the_actor_is_kept_and_what_no_words_mend_is_declined(text: str, said: str | None) -> None:
    made = adaptation(text, Kind.OP, RULES)
    assert made.text == (said or text)
    assert bool(made.declined) == (said is None)


def test_an_acronym_that_was_mentioned_needs_no_words() -> None:
    known = mentioned(["We thank UNODC and its NGOs."])
    assert known == {"UNODC", "NGO"}
    assert adaptation("Thank UNODC.", Kind.OP, RULES, known=known).text == "We will thank UNODC."
    assert adaptation("Use UNODC’s tools.", Kind.OP, RULES).text == "We will use UNODC’s tools."
    assert adaptation("Acts.", Kind.PP, RULES, depth=1).declined == ""
