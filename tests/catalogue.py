"""What the source marks for translation, and the catalogues that hold it.

`python -m tests.catalogue fr` brings `drafter/tui/languages/fr.po` up to date: what is new in the source comes in with
an empty translation, what is no longer there goes. For a language that has no catalogue yet it begins one.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from drafter.draft.draft import Outcome, Status, Treatment
from drafter.review.coverage import Disposition
from drafter.storage import catalogue

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ROOT / "drafter" / "tui" / "languages"
WORDS: tuple[type[StrEnum], ...] = (Disposition, Treatment, Status, Outcome)
"""What the screens show by `word`."""
_MARKS = {"tr": (0,), "later": (0,), "tr_count": (0, 1), "Phrase": (0, 1), "Command": (2, 3)}
"""What marks sentences, and which of its arguments are some."""
_HEAD = "Language: {}\nContent-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=n > 1;\n"
"""Of a new catalogue; which number takes which form is to be set by hand."""

Message = tuple[str, ...]
"""A sentence; with its other form where it counts something."""


def marked(path: Path) -> Iterator[tuple[ast.Call, list[ast.expr]]]:
    """Each call in a source file that marks sentences, with what it marks."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _MARKS:
            places = _MARKS[node.func.id]
            yield node, [node.args[place] for place in places if place < len(node.args)]


def messages() -> dict[Message, str]:
    """Every sentence that the source marks, with the file where it stands first."""
    found: dict[Message, str] = {}
    for path in sorted((ROOT / "drafter").rglob("*.py")):
        where = path.relative_to(ROOT).as_posix()
        calls = sorted(marked(path), key=lambda call: (call[0].lineno, call[0].col_offset))
        for call, arguments in calls:
            texts = [str(text.value) for text in arguments if isinstance(text, ast.Constant)]
            apart = isinstance(call.func, ast.Name) and call.func.id == "Command"
            for message in [(text,) for text in texts] if apart else [tuple(texts)] if texts else []:
                found.setdefault(message, where)
    for values in WORDS:
        for value in values:
            found.setdefault((value.value,), f"{values.__module__.replace('.', '/')}.py")
    return found


def held(language: str) -> dict[Message, list[str]]:
    """What a catalogue has for each sentence: its forms. The head stands under the empty sentence."""
    path = LANGUAGES / f"{language}.po"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return {tuple(english.split("\0")): forms.split("\0") for english, forms in catalogue.messages(text)}


def written(entries: Mapping[Message, list[str]], places: Mapping[Message, str]) -> str:
    """The catalogue as text, in the order of the source."""
    head = "".join(f"\n{_quoted(line)}" for line in entries[("",)][0].splitlines(keepends=True))
    blocks = [f'msgid ""\nmsgstr ""{head}']
    for message, place in places.items():
        lines = [f"#: {place}", f"msgid {_quoted(message[0])}"]
        forms = entries.get(message) or [""] * len(message)
        if len(message) == 1:
            lines.append(f"msgstr {_quoted(forms[0])}")
        else:
            lines += [f"msgid_plural {_quoted(message[1])}"]
            lines += [f"msgstr[{number}] {_quoted(text)}" for number, text in enumerate(forms)]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def main() -> None:
    """Bring the catalogues of the languages named up to date."""
    for language in sys.argv[1:]:
        path, places = LANGUAGES / f"{language}.po", messages()
        entries = {("",): [_HEAD.format(language)], **held(language)}
        path.parent.mkdir(exist_ok=True)
        path.write_text(written(entries, places), encoding="utf-8")
        empty = sum(not any(entries.get(message, [])) for message in places)
        sys.stdout.write(f"{path}: {len(places)} sentences, {empty} to translate\n")


if __name__ == "__main__":
    main()
