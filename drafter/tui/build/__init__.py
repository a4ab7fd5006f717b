"""The screen on which a corpus is built from files."""
