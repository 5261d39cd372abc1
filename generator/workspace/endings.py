"""The names of specs."""

import os
from collections.abc import Sequence

ENDINGS = (".yaml", ".yml")
"""How they end."""


def names_in(folder: str) -> Sequence[str]:
    """The names in a folder that may be those of specs, in order; none if it is not there."""
    try:
        return sorted(name for name in os.listdir(folder) if name.endswith(ENDINGS))
    except (FileNotFoundError, NotADirectoryError):
        return []
