"""The screens speak the languages that they have catalogues for; every sentence is marked, and translated."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from drafter.errors import BadInput, EditRefused
from drafter.phrases import Phrase
from drafter.storage.settings import Settings
from drafter.storage.ui_state import UiState
from drafter.tui import tongue
from drafter.tui.session import Session
from drafter.tui.tongue import moment, number, shown, speak, tr, tr_count
from drafter.workspace import Workspace
from tests import catalogue
from tests.tui.conftest import Opener

SHOWING = {"notify", "warn", "inform", "complain", "say", "Button", "Box", "Static", "Plain"}
"""What shows the words that it is given."""


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    speak(tongue.ENGLISH)


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def ends(text: str) -> tuple[bool, bool]:
    return text[:1].isspace(), text[-1:].isspace()


@pytest.mark.parametrize("language", [code for code in tongue.languages() if code != tongue.ENGLISH])
def test_a_catalogue_has_every_sentence_and_no_other_with_the_same_places(language: str) -> None:
    wanted, held = catalogue.messages(), catalogue.held(language)
    held.pop(("",))
    assert not [message for message in wanted if not all(held.get(message, [""]))], (
        f"python -m tests.catalogue {language}"
    )
    assert not held.keys() - wanted.keys(), f"python -m tests.catalogue {language}"
    odd = [
        (message, form)
        for message, forms in held.items()
        for form in forms
        if places(form) != places(message[-1]) or (ends(form)[1] != ends(message[0])[1])
    ]
    assert not odd


def test_what_is_marked_is_constant_and_what_is_shown_is_marked() -> None:
    wrong = []
    for path in sorted((catalogue.ROOT / "drafter").rglob("*.py")):
        where = path.relative_to(catalogue.ROOT)
        wrong += [f"{where}:{call.lineno}" for call, texts in catalogue.marked(path) for text in texts if is_made(text)]
        if where.parts[1] == "tui":
            wrong += [f"{where}:{line}" for line in unmarked(path)]
    assert not wrong


def is_made(text: ast.expr) -> bool:
    return isinstance(text, ast.JoinedStr | ast.BinOp)


def unmarked(path: Path) -> Iterator[int]:
    """Lines where a widget or a notice is given words as they are."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0]
            words = first.value if isinstance(first, ast.Constant) else ""
            if name in SHOWING and isinstance(words, str) and any(sign.isalpha() for sign in words):
                yield node.lineno


def test_a_phrase_of_a_room_below_is_english_there_and_translated_here() -> None:
    refused = EditRefused(Phrase("{count} points", count=Phrase("about {pages} pages", pages=3)))
    assert str(refused) == "about 3 pages points"
    speak("fr")
    assert shown(refused) == "environ 3 pages points"
    assert shown(Phrase("{number} paragraph", "{number} paragraphs", count=2, number=2)) == "2 paragraphes"
    assert shown("{count} points") == "{count} points", "what others wrote is never looked up"


def test_figures_and_dates_are_written_as_the_language_does() -> None:
    from datetime import datetime

    when = datetime(2026, 3, 6, 8, 5)
    assert (number(1234), moment(when)) == ("1,234", "06 March 2026, 08:05")
    speak("fr")
    assert (number(1234), moment(when)) == ("1\u00a0234", "06 mars 2026, 08:05")
    loaded = tr_count("{count} recommendation is loaded.", "{count} recommendations are loaded.", 0)
    assert loaded == "0 recommandation est chargée."
    assert tr("") == ""


@pytest.mark.parametrize(
    ("set_", "spoken"),
    [("de:fr_CA.UTF-8", "fr"), ("C.UTF-8", "en"), ("en_GB:fr", "en"), ("fr_FR@euro", "fr"), ("../fr", "en")],
)
def test_the_environment_is_asked_as_gettext_asks_it(set_: str, spoken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LANGUAGE")
    monkeypatch.setenv("LC_ALL", "")
    monkeypatch.setenv("LC_MESSAGES", set_)
    assert Session(Settings(), UiState()).language == spoken


def test_the_settings_name_a_language_that_is_spoken() -> None:
    assert Session(Settings(language="fr"), UiState()).language == "fr"
    with pytest.raises(BadInput, match="They speak en, fr"):
        Session(Settings(language="xx"), UiState())


async def test_the_screens_in_french(begun: Workspace, at: Opener) -> None:
    session = Session(Settings(language="fr"), UiState(tour=True, own_way=True))
    async with at(begun, session=session, size=(80, 24)) as desk:
        assert "1 Choisir" in desk.text
        assert "Retenir" in desk.keys
        await desk.press("2")
        assert "3 paragraphes" in desk.text
        await desk.press("question_mark")
        assert "Retenez dans le projet" in desk.text.replace("\n", " ")
