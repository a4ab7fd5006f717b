"""What is printed, and nothing of how: outline, tables, annexes, templates."""
