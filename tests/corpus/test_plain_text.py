"""Control characters are found; every script and sign is let through."""

import json

import pytest

from drafter.corpus.plain_text import (
    decode,
    direction_signs,
    escaped,
    forbidden,
    harmless,
    told_apart,
    undirected,
    without_misleading,
)
from drafter.errors import BadInput
from tests.builders import HOSTILE


@pytest.mark.parametrize("text", ["", HOSTILE, "line\nline\ttab", "\U0001f468\u200d\U0001f469"])
def test_any_script_any_sign(text: str) -> None:
    assert forbidden(text) is None
    assert harmless(text) == text


@pytest.mark.parametrize(
    ("text", "line", "name"),
    [("\x1b[31m", 1, "U+001B"), ("a\nb\x00", 2, "U+0000"), ("\x9b", 1, "U+009B"), ("\ud800", 1, "U+D800")],
)
def test_control_characters_are_named_with_their_line(text: str, line: int, name: str) -> None:
    assert forbidden(text) == (line, name)
    assert f"<{name}>" in harmless(text)


def test_what_has_others_read_backwards_is_a_sign_of_texts_and_shown_by_its_name() -> None:
    text = "a\u202eb\u202dc\x9b"
    assert forbidden(text[:-1]) is None
    assert harmless(text) == "a<U+202E>b<U+202D>c<U+009B>"
    assert without_misleading(text) == "abc"
    assert json.loads(escaped(json.dumps(text, ensure_ascii=False))) == text
    assert escaped(json.dumps(text, ensure_ascii=False)).isascii()


DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize("sign", DIRECTIONS)
def test_a_sign_of_direction_may_stand_in_a_text_and_is_shown_by_name_where_no_script_needs_it(sign: str) -> None:
    text = f"Paras. 28{sign} 30"
    assert forbidden(text) is None
    assert harmless(text) == undirected(text) == f"Paras. 28<U+{ord(sign):04X}> 30"
    assert without_misleading(text) == "Paras. 28 30"
    assert json.loads(escaped(json.dumps(text, ensure_ascii=False))) == text
    assert escaped(json.dumps(text, ensure_ascii=False)).isascii()
    assert direction_signs(f"{text}{sign}") == (sign,)


@pytest.mark.parametrize(
    "text",
    [
        "تؤكد\u200f الدول (A/RES/74/1\u200e) دعمها", "ש\u061c", "قرار \u2066A/CONF.234/16\u2069 المعتمد",
        "\u2067العربية \u2068UNODC\u2069 هنا\u2069", "\u202bالعربية\u202c and \u202aEnglish\u202c",
    ],
)  # fmt: skip
def test_what_a_right_to_left_text_needs_is_shown_as_it_is(text: str) -> None:
    assert harmless(text) == text
    assert without_misleading(f"{text}\n{text}") == f"{text}\n{text}"
    assert not set(undirected(text)) & set("\u202a\u202b\u202c\u2066\u2067\u2068\u2069")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("عربي \u2067x", "عربي <U+2067>x"), ("عربي x\u2069", "عربي x<U+2069>"),
        ("عربي \u202ex\u202c", "عربي <U+202E>x<U+202C>"),
        ("عربي \u2067x\u202cy", "عربي <U+2067>x<U+202C>y"), ("\u2067عربي\n\u2069x", "<U+2067>عربي\n<U+2069>x"),
    ],
)  # fmt: skip
def test_what_goes_on_beyond_its_line_is_shown_by_name(text: str, shown: str) -> None:
    assert harmless(text) == shown


def test_a_files_bytes_are_text_without_mark_and_with_one_kind_of_line_end() -> None:
    assert decode(b"\xef\xbb\xbfa\r\nb\rc\n", "a.txt") == "a\nb\nc\n"
    assert decode(HOSTILE.encode(), "a.txt") == HOSTILE


def test_other_bytes_are_refused_with_their_line() -> None:
    with pytest.raises(BadInput, match="not UTF-8") as refused:
        decode(b"one\ntwo\n\xff", "a.txt")
    assert "a.txt" in str(refused.value)
    assert "3" in str(refused.value)


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("cp1252", "WINDOWS-1252"),
        ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16-LE"), ("utf-16-be", "UTF-16-BE"),
    ],
)  # fmt: skip
def test_what_others_saved_is_read_in_its_encoding(encoding: str, name: str) -> None:
    assert told_apart("Trafic d’êtres humains\r\nà l’étranger".encode(encoding), "a.txt") == (
        "Trafic d’êtres humains\nà l’étranger",
        name,
    )


@pytest.mark.parametrize("data", ["Предупреждение преступности".encode("koi8-r"), b"a\x81b"])
def test_another_encoding_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput, match="neither in UTF-8"):
        told_apart(data, "a.txt")
