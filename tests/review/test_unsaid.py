"""What a text says of a source, and what two texts both ask for."""

import pytest

from drafter.corpus.formula import formula
from drafter.review.unsaid import asked_already, is_silent, missing, unsaid
from drafter.storage import corpus_yaml, folders

KYOTO = corpus_yaml.load(folders.CORPUS)
JUDGES = "We will train all judges in rural districts to hear victims with patience."


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("Train judges in hearing victims, through open courts in many small towns; share all known data, including.",
         ("through open courts in many small towns", "share all known data")),
        ("Train all judges in rural districts to hear victims with patience.", ()),
        # A clause of which most is there: several words in a row, a number, a reserve.
        ("Train all judges in rural districts and mountain villages to hear victims with patience.",
         ("mountain villages",)),
        ("Train three judges in rural districts to hear victims with patience, as appropriate.",
         ("three judges in rural districts to", "as appropriate")),
        ("Train judges in rural districts to hear victims kindly with patience.", ()),
        # One of which half is: from the first word that is lost to the last.
        ("Train judges in mountain villages to hear poor victims in court.",
         ("mountain villages to hear poor victims in court",)),
        # What is asked must be asked in one place, and is then told with what goes with it.
        ("Build old mountain villages, in particular for small children.",
         ("Build old mountain villages, in particular for small children",)),
        ("Train judges in rural districts for some crimes.", ("for some crimes",)),
    ],
)  # fmt: skip
def test_what_a_text_doesn_t_say_is_told_in_the_source_s_own_words(source: str, left: tuple[str, ...]) -> None:
    assert unsaid(source, JUDGES) == left


def test_words_of_every_text_show_little() -> None:
    source, text = "Enhance efforts to promote fisheries policing.", "We will enhance efforts to promote justice."
    assert unsaid(source, text, formula(KYOTO)) == ("Enhance efforts to promote fisheries policing",)
    assert unsaid("Act.", "") == ("Act",) and unsaid("", "") == ()


def test_a_comprehensive_approach_here_and_crime_prevention_there_are_no_comprehensive_crime_prevention() -> None:
    """Of a pair of the mapping, what one asks for though its words stand in the other."""
    assert missing(KYOTO, ["A 29(h)"], KYOTO.by_id["AP 26(b)"].text)["A 29(h)"][0].startswith(
        "Strengthen, develop, strengthen and implement"
    )
    assert missing(KYOTO, ["A 29(h)"], KYOTO.by_id["A 29(h)"].text) == {}


def test_who_says_next_to_nothing_of_a_source_is_silent() -> None:
    assert is_silent("Build courts in every town.", ["Build courts in every town"])
    assert not is_silent("Build courts in every town, and train judges there.", ["Build courts in every town"])


def test_what_is_asked_for_already_is_named_in_the_text_s_words() -> None:
    standing = [("OP1", JUDGES), ("OP2", "We will share data."), ("OP3", "We will act.")]
    assert asked_already("We will build courts; and train judges in rural districts.", standing) == {
        "OP1": "train judges in rural districts"
    }
    assert asked_already("We will share data.", standing) == {}, "alike by chance, so short"
