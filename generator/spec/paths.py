"""Data paths with {parameter} in them."""

import re

from generator import expression
from generator.contract.model import Type
from generator.contract.types import TYPES
from generator.contract.values import Expression, Literal, Scalar, Value

_HOLE = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def holes(path: str) -> tuple[tuple[str, int, int], ...]:
    """The parameters that a path names, with the offsets of their names."""
    return tuple((found[1], found.start(1), found.end(1)) for found in _HOLE.finditer(path))


def filled(path: str, defaults: dict[str, Scalar | None]) -> str:
    """A path with its parameters' defaults.

    A parameter without default gives a folder that does not exist: a run that was sent no path has
    to fail, and must not score all days at once.
    """
    return _HOLE.sub(lambda found: _default(found[1], defaults[found[1]]), path)


def _default(name: str, default: Scalar | None) -> str:
    return f"{name}-was-not-given" if default is None else str(default)


def computed(path: str, types: dict[str, Type]) -> Value:
    """A path as the factory computes it from its pipeline's parameters."""
    if not holes(path):
        return Literal(path)
    parts = []
    for i, text in enumerate(_HOLE.split(path)):
        if i % 2:
            value = f"pipeline().parameters.{text}"
            parts.append(
                value if types[text] is Type.STRING else TYPES[types[text]].sent_v1.format(value)
            )
        elif text:
            parts.append(expression.quote(text))
    whole = parts[0] if len(parts) == 1 else f"concat({','.join(parts)})"
    return Expression(expression.canonical("@" + whole))


def split(path: str) -> tuple[str, str]:
    """The folders of a path before the first that varies, and the rest."""
    folders = path.split("/")
    first = next((i for i, folder in enumerate(folders) if _HOLE.search(folder)), len(folders))
    return "/".join(folders[:first]), "/".join(folders[first:])
