"""Examples labelled by hand, to measure judgement by. `python -m tests.labelled` prints the figures."""
