"""What every command prints and writes, kept as files: a change of the code that changes any of it is seen at once.

`python -m tests.golden --write` writes the files under `expected/` again, for a change that is meant.
"""
