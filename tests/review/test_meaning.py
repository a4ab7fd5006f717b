"""What texts mean, as a model reads them: here a model that knows letters, so that any machine has it."""

from collections.abc import Sequence

import numpy as np
import pytest

from drafter.review.convergence import convergence
from drafter.review.meaning import Matrix, MeaningMatching, meaning
from drafter.review.trace import Match, Tracer
from drafter.review.wording import bare_texts
from tests import builders


class Letters:
    """A word is cut after its fifth letter; a piece means its letters."""

    def read(self, text: str) -> tuple[Sequence[str], Matrix]:
        cut = [[word[:5], *([f"##{word[5:]}"] if word[5:] else [])] for word in text.casefold().split()]
        pieces = [piece for word in cut for piece in word]
        return pieces, np.array([[piece.count(chr(97 + at)) for at in range(26)] for piece in pieces]).reshape(-1, 26)


def matching(*texts: str) -> MeaningMatching:
    return MeaningMatching([meaning(text, Letters()) for text in texts], Letters())


def test_words_that_carry_matter_have_a_row_each() -> None:
    read = meaning("the training of prosecutors", Letters())
    assert read.words == ("train", "prosecutor")
    assert (read.rows.shape, read.rows.dtype, read.whole.shape) == ((2, 26), np.int8, (1, 26))


def test_a_text_is_most_like_itself_and_nothing_is_like_nothing() -> None:
    texts = matching("train judges", "share data", "of the")
    assert texts.likeness("train judges") == pytest.approx([1, texts.likeness("train judges")[1], 0], abs=0.02)
    assert texts.likeness("judges train")[0] > 0.98
    assert texts.likeness("…") == texts.likeness("") == [0, 0, 0]
    assert all(0 <= alike <= 1 for alike in texts.likeness("quite another text"))


def test_a_rare_word_weighs_more_than_one_that_every_text_has() -> None:
    texts = matching("judges xyz", "judges kkk", "judges qqq")
    first, second, _ = texts.likeness("judges kkk")
    assert second > first
    assert texts.likeness("xyz")[0] > texts.likeness("judges")[0] - 0.5


def test_among_one_another_texts_are_as_alike_from_either_side() -> None:
    alike = matching("train judges", "share data", "of the").among()
    assert alike[0][1] == alike[1][0]
    assert (alike[0][0], alike[2][2]) == (pytest.approx(1, abs=1e-4), 0)


class SecondMeant(MeaningMatching):
    """As if every text meant the second one."""

    def likeness(self, text: str) -> list[float]:
        return [float(place == 1) for place in range(len(super().likeness(text)))]

    def among(self) -> list[list[float]]:
        return [[float({one, two} == {0, 5}) for two in range(6)] for one in range(6)]


def test_trace_and_convergence_count_it() -> None:
    corpus = builders.corpus()
    meant = SecondMeant([meaning(text, Letters()) for text in bare_texts(corpus)], Letters())
    tracer, words = Tracer(corpus, meaning=meant), Tracer(corpus)
    said = "Quite other words for the very same demand."
    assert words.matches(said) == ()
    assert [match.id for match in tracer.matches(said)] == [corpus.recommendations[1].id]
    assert tracer.trace(builders.draft()).by_meaning
    assert not words.trace(builders.draft()).by_meaning
    to_the_letter = corpus.recommendations[0]
    assert tracer.matches(to_the_letter.text)[0] == Match(to_the_letter.id, 1.0)
    found, by_words = convergence(corpus, meant), convergence(corpus)
    pair = {corpus.recommendations[0].id, corpus.recommendations[5].id}
    assert pair in [{each.a, each.b} for each in (*found.pairs, *found.perhaps)]
    assert pair not in [{each.a, each.b} for each in (*by_words.pairs, *by_words.perhaps)]
    assert (found.by_meaning, by_words.by_meaning) == (True, False)
