"""Printing what `scorewright show` found."""
