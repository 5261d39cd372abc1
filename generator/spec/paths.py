"""Data paths with {parameter} in them."""

import re
from collections.abc import Mapping

from generator import expression
from generator.contract.values import Expression, Literal, Scalar, Value

_HOLE = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def holes(path: str) -> tuple[tuple[str, int, int], ...]:
    """The parameters that a path names, with the offsets of their names."""
    return tuple((found[1], found.start(1), found.end(1)) for found in _HOLE.finditer(path))


def filled(path: str, defaults: Mapping[str, Scalar | None]) -> str:
    """A path with its parameters' defaults.

    A parameter without default gives a folder that does not exist: a run that was sent no path has
    to fail, and must not score all days at once.
    """
    return _HOLE.sub(lambda found: _default(found[1], defaults.get(found[1])), path)


def _default(name: str, default: Scalar | None) -> str:
    return f"{name}-was-not-given" if default is None else str(default)


def computed(path: str, values: Mapping[str, Value]) -> Value:
    """A path as the factory computes it, of a value for the text of each hole."""
    parts: list[str] = []
    known = ""
    for i, text in enumerate(_HOLE.split(path)):
        value = values[text] if i % 2 else Literal(text)
        if isinstance(value, Literal):
            known += str(value.value)
            continue
        assert isinstance(value, Expression)
        parts += [expression.quote(known)] if known else []
        parts.append(value.text.removeprefix("@"))
        known = ""
    parts += [expression.quote(known)] if known and parts else []
    if not parts:
        return Literal(known)
    whole = parts[0] if len(parts) == 1 else f"concat({','.join(parts)})"
    return Expression(expression.canonical("@" + whole))


def split(path: str) -> tuple[str, str]:
    """The folders of a path before the first that varies, and the rest."""
    folders = path.split("/")
    first = next((i for i, folder in enumerate(folders) if _HOLE.search(folder)), len(folders))
    return "/".join(folders[:first]), "/".join(folders[first:])
