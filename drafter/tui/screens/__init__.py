"""The screens: the start, the main screen, the help."""
