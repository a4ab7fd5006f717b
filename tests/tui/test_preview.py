"""The document as it will be written, and the ways to and from the outline."""

from drafter.draft.draft import Status
from drafter.draft.layout import Colour
from drafter.tui.outline.paragraph_display import LEVEL_STYLES
from drafter.tui.preview import preview_rows
from drafter.workspace import Workspace
from tests.builders import TEXTS
from tests.tui.conftest import Opener


async def test_the_preview_is_the_outline_with_masthead_headings_and_notes(at: Opener, begun: Workspace) -> None:
    begun.edits.set_status([next(iter(begun.draft.spots))], Status.AD_REF)
    rows = {row.id: row.plain for row in preview_rows(begun.outline)}
    first = next(iter(begun.draft.spots))
    assert rows[first].startswith(f"1. {TEXTS['NO 1(b)']}¹ [Agreed ad ref]\n¹ Report of the Northern Meeting")
    assert "Advancing crime prevention" in rows["prevention"]
    async with at(begun, size=(130, 60)) as desk:
        await desk.press("4")
        for line in begun.outline.masthead:
            assert line in desk.shown("#document")
        assert TEXTS["NO 1(b)"] in desk.text


async def test_the_preview_follows_the_outline_and_goes_back(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.press("2", "end", "up", "up", "4")
        cursor = desk.outline.cursor
        await desk.press("2")
        desk.outline.paragraphs.go(list(begun.draft.spots)[1])
        await desk.press("4")
        assert desk.preview.document.cursor == list(begun.draft.spots)[1] != cursor
        await desk.press("down", "enter")
        assert (desk.main.panes.scope, desk.outline.cursor) == ("outline", list(begun.draft.spots)[2])


async def test_a_double_click_in_the_preview_goes_to_the_outline(at: Opener, begun: Workspace) -> None:
    async with at(begun, size=(130, 60)) as desk:
        await desk.press("4")
        row = next(y for y, line in enumerate(desk.lines(desk.preview.document)) if "Mine own." in line)
        await desk.pilot.click("#document", offset=(20, row), times=2)
        await desk.pilot.pause()
        assert begun.refs[desk.outline.cursor or ""] == "OP3"


async def test_the_preview_shows_the_text_in_another_view(at: Opener, begun: Workspace) -> None:
    first = next(iter(begun.draft.spots))
    begun.edits.reword(first, "We [act - EU / wait - US].")
    async with at(begun, size=(130, 60)) as desk:
        await desk.press("4")
        assert "We [act - EU / wait - US]." in desk.text
        await desk.press("v")
        assert "As EU wants it" in desk.text and "As US wants it" in desk.text
        await desk.press("end", "enter")
        assert "Text as proposed by US" in desk.text
        assert "We wait." in desk.text
        await desk.press("v", "home", "down", "enter")
        assert "Unattributed text" in desk.text
        assert "We [act] [wait]." in desk.text


async def test_agreed_paragraphs_are_on_their_colour_and_say_the_level(begun: Workspace) -> None:
    first = next(iter(begun.draft.spots))
    begun.edits.set_status([first], Status.INFORMALS)
    row = next(row for row in preview_rows(begun.outline) if row.id == first)
    colours = {str(span.style) for span in row.content.spans}
    assert f"bold {LEVEL_STYLES[Colour.YELLOW]}" in colours
    assert "[Agreed in informals]" in row.plain
