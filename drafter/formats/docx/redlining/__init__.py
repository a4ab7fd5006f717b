"""What a redline is made of: the content of blocks and paragraphs, their alignment, the marks of tracked changes."""
