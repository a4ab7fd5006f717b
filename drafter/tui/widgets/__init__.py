"""Widgets that know nothing of drafts: rows with a cursor, bars of things to click."""
