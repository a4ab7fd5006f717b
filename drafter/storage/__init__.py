"""Our own files (corpora, drafts, layouts) as values, and back."""
