"""Public data for the three jobs of this repository, fetched when wanted and never committed."""
