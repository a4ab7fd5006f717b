"""What depends on the script that a text is written in: blanks, capital letters, the signs that end a sentence.

The language of a text is in `languages`; a script is seen by its signs.
"""

from __future__ import annotations

import re

HAN = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""The letters that stand without blanks between words, Chinese and Japanese, for a set in a regular expression."""
_WIDE = f"{HAN}\u3000-\u3004\u3008-\u303f\u31c0-\u31ef\ufe30-\ufe4f\uff00-\uff60"
"""These and their punctuation, which brings its own room."""
_IS_WIDE = f"[{_WIDE}]"
_NO_BLANK = rf"(?<=[{_WIDE}])\s*\n\s*(?=[{_WIDE}]|\w)|(?<=\w)\s*\n\s*(?=[{_WIDE}])"
SENTENCE_ENDS = ".!?;。！？；؟؛۔"
"""The signs that end a sentence, or a recommendation in a list of them."""
CLAUSE_ENDS = ",:，、：،"
"""The signs after which a sentence goes on."""
_LATIN = str.maketrans({"，": ",", "、": ",", "،": ",", "；": ";", "؛": ";", "。": ".", "۔": ".", "：": ":"})


def latin_sign(sign: str) -> str:
    """The sign that the Latin script has in its place: a full stop for `。`; any other sign is its own."""
    return sign.translate(_LATIN)


_ARABIC = "[\u0600-\u06ff]"
_OWN_SIGNS = {_IS_WIDE: {",": "，", ";": "；", ".": "。", ":": "："}, _ARABIC: {",": "،", ";": "؛"}}


def sign_in(text: str, sign: str) -> str:
    """The sign as the script of the text's last letter has it: `。` for a full stop."""
    last = next((letter for letter in reversed(text) if letter.isalpha()), "")
    if last.isascii():
        return sign
    return next((signs.get(sign, sign) for script, signs in _OWN_SIGNS.items() if re.match(script, last)), sign)


def needs_no_blank(before: str, after: str) -> bool:
    """Whether two lines of a text are joined without a blank: one has no blanks between its words, where they meet."""
    left, right = before[-1:], after[:1]
    if left.isascii() and right.isascii():
        return False
    if re.match(_IS_WIDE, left):
        return right.isalnum() or bool(re.match(_IS_WIDE, right))
    return left.isalnum() and bool(re.match(_IS_WIDE, right))


def on_one_line(text: str) -> str:
    """The text with one blank for each white space, and none for a line's end where its script has no blanks."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(re.sub(_NO_BLANK, "", text).split())


def may_be_capital(sign: str) -> bool:
    """Whether a sentence or a heading may begin with the letter: a capital, or one of a script that has none."""
    return sign.isupper() or (sign.isalpha() and not sign.islower())
