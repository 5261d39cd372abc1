"""Scripts for those who work on Scorewright; none of them is part of the package."""
