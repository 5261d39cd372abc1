"""How black lays out the lines of this package's templates: asked once, and shipped.

The first run anywhere, as every one in CI, would spend most of its time on asking again. The table
holds for the one version of black that was asked; with another, black is asked as ever. It is made
by `make layouts`, and the tests put each of its lines to black.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypedDict

from generator import product

FILE = Path(__file__).with_name("layouts.json")


class Table(TypedDict):
    """The file: of each layout the width, the text, and what black makes of it, null for itself."""

    black: str
    layouts: Sequence[tuple[int, str, str | None]]


def shipped() -> Mapping[tuple[int, str], str]:
    """What black makes of a text of a width, if it is this black."""
    return _by(product.BLACK)


@cache
def _by(black: str) -> Mapping[tuple[int, str], str]:
    table: Table = json.loads(FILE.read_bytes())
    if table["black"] != black:
        return {}
    return {(width, text): text if made is None else made for width, text, made in table["layouts"]}
