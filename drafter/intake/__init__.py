"""Documents made by others, read into values and problems."""
