"""The four panes of the main screen. Each shows the workspace and turns keys into calls on it."""
