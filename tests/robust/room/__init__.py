"""A room that edits the Word file: what people do to an exported document, and what is then true of it.

Nothing of drafter's own reading or writing of Word files is used: what was done is known from having done it.
"""
