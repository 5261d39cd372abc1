"""Paths as a reader sees them from the current folder."""

import os
from pathlib import Path


def from_here(text: str) -> str:
    """A text in which what lies below the current folder is named from there."""
    return text.replace(f"{Path.cwd()}{os.sep}", "")
