"""What came with a Word file: shown edit by edit, decided on, and taken home as one step."""
