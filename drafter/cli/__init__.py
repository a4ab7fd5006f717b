"""The command line: parse, call, print. Knows no rule, and loads the screens only when they open."""

from drafter.cli.root import drafter

__all__ = ["drafter"]
