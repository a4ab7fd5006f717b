"""What is drawn holds nothing that a terminal would act on, or that turns the order of another column."""

from rich.segment import ControlType, Segment
from textual.color import Color

from drafter.tui.harmless_lines import HarmlessLines


def drawn(*texts: str) -> list[str]:
    control = Segment("", None, [(ControlType.BELL,)])
    line = HarmlessLines().apply([control, *map(Segment, texts)], Color(0, 0, 0))
    assert line[0] is control
    return [segment.text for segment in line[1:]]


def test_a_segment_has_what_its_own_script_needs_and_no_more() -> None:
    arabic = "تؤكد \u2067العربية\u2069"
    assert drawn("plain", arabic) == ["plain", arabic]
    assert drawn("تؤكد \u2067العربية", " │ ", "We\u2069 act\x9b") == ["تؤكد العربية", " │ ", "We act"]
    assert drawn("a\u202eb\u2066c\u2069\u200e") == ["abc"]
