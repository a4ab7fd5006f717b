"""Words are cut into the longest pieces that a model's vocabulary has."""

from drafter.corpus.word_pieces import UNKNOWN, WordPieces
from drafter.storage import word_lists

SMALL = WordPieces([UNKNOWN, "prison", "imp", "##ris", "##rison", "##ment", "cafe", "’", "-", "2"])


def test_the_longest_piece_comes_first() -> None:
    assert SMALL.cut("Imprisonment") == ["imp", "##rison", "##ment"]
    assert SMALL.number["##ment"] == 5


def test_capitals_accents_and_marks() -> None:
    assert SMALL.cut("PRISON’-CAFÉ 2") == ["prison", "’", "-", "cafe", "2"]


def test_a_word_that_cannot_be_cut_is_one_unknown_piece() -> None:
    assert SMALL.cut("prisoner") == [UNKNOWN]
    assert SMALL.cut("x" * 200) == [UNKNOWN]
    assert SMALL.cut(" \n") == []


def test_the_vocabulary_that_comes_with_drafter() -> None:
    pieces = WordPieces(word_lists.word_pieces())
    assert (len(pieces.number), pieces.number["[CLS]"], pieces.number[UNKNOWN]) == (30_522, 101, 100)
    assert pieces.cut("Recidivism at 2 °C") == ["rec", "##idi", "##vis", "##m", "at", "2", "°c"]
