"""Modal dialogs. Each takes a value and returns a value, or None; the caller does the work."""
