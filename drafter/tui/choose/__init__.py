"""The Choose pane: themes, points, search, filters."""
