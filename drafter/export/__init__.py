"""An outline as bytes: Word, Markdown, HTML, JSON. Knows nothing of drafts."""
