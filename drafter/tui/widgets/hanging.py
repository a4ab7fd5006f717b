"""A text whose lines all begin under its first word, the lead (a mark, a number) standing alone to the left."""

from __future__ import annotations

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual


class Hanging(Visual):
    """Lead and body side by side. In a column too narrow for that, the lead gets a third at most."""

    def __init__(self, lead: Content, body: Content) -> None:
        self._lead = lead
        self._body = body

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        indent = self._indent(width)
        blank = Strip.blank(indent, style.rich_style)
        lead = self._lead.truncate(indent).render_strips(indent, 1, style, options) if indent else []
        body = self._body.render_strips(max(1, width - indent), height, style, options)
        lefts = [lead[0].adjust_cell_length(indent, style.rich_style) if lead else blank, *([blank] * len(body))]
        return [Strip.join([left, right]) for left, right in zip(lefts, body, strict=False)]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return self._lead.cell_length + self._body.get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        return self._body.get_height(rules, max(1, width - self._indent(width)))

    def _indent(self, width: int) -> int:
        return min(self._lead.cell_length, width // 3)
