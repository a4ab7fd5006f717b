"""The Coverage pane: totals by region and a heat map of themes and regions."""
