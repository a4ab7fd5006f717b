"""A document as bytes: Word, PDF, Markdown, HTML, JSON, CSV, XLSX. Knows nothing of drafts."""
