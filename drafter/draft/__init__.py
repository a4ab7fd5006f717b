"""The draft as values: its text, its edits, its numbers, its history. Knows no file, no clock, no screen."""
