"""What the paragraphs of a draft reflect: read, taken as links, written as a table."""
