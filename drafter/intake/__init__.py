"""Reads documents made by others into values and problems. Takes texts and bytes; opens no file."""
