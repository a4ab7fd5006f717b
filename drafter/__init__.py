"""drafter: from the recommendations of regional meetings to a draft declaration that cites its sources."""

__version__ = "0.1.0"
