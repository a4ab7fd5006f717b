"""The corpus as values: recommendations, themes, placements, search, likeness. Knows no file and no draft."""
