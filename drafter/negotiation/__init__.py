"""What happens to a draft once others have it: versions that went apart, made one again."""
