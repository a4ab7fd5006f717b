"""The guided first draft: the way through what converges, stop by stop."""
