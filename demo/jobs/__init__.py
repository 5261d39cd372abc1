"""The three jobs, played on real data with what the specs compiled to."""
