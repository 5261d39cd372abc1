"""A script that a step runs."""
