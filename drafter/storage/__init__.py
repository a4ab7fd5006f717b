"""Reads and writes drafter's own files: corpora, drafts, layouts, check rules, settings, and what it keeps in the state
and cache folders. User's files are opened here only; may import the values, and no screen or format.
"""
