"""What is said about a draft: coverage, regional support, convergence, trace, checks, wording."""
