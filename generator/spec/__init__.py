"""The spec language: YAML in, jobs out, with the place of every value."""
