"""Joining the steps: specs in, artifacts out."""
