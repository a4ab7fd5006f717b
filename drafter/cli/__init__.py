"""The command line: parses arguments, calls the workspace, prints. Holds no rule about drafts; loads the screens only
to open them.
"""

from drafter.cli.root import drafter

__all__ = ["drafter"]
