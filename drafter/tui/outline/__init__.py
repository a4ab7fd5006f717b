"""The Outline pane: parts and paragraphs, their words, sources and numbers."""
