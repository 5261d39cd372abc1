"""What was expected and what was found, in the words of diagnostics."""

import re
from collections.abc import Mapping as AbstractMapping
from dataclasses import Field, fields, is_dataclass
from enum import StrEnum
from typing import cast, get_origin

from generator.spec.forms import NULLS, Duration, Moment, Range, Raw, Text
from generator.spec.hints import Hint, is_choice, required, unwrapped
from generator.spec.nodes import Mapping, Node, Scalar, Sequence

_SIMPLE = {int: "an integer", float: "a number", bool: "true or false", str: "text"}


def expected(hint: Hint) -> str:
    """What can stand at a place of a type."""
    kind, constraint = unwrapped(hint)
    if isinstance(constraint, Text):
        return constraint.about
    if kind in _SIMPLE:
        return _SIMPLE[kind] + _bounds(constraint)
    if kind in (Duration, Moment):
        return kind.ABOUT
    if is_choice(kind):
        return f"one of {choices(cast('type[StrEnum]', kind))}"
    if get_origin(kind) is tuple:
        return "a sequence"
    if get_origin(kind) is AbstractMapping:
        return "a mapping"
    if kind is not Raw and isinstance(kind, type) and is_dataclass(kind):
        needed = [item.name for item in fields(kind) if required(item)]
        return f"a mapping with {', '.join(needed)}" if needed else "a mapping of keys"
    return "a single value"


def found(node: Node) -> str:
    """What stands at a place instead."""
    if isinstance(node, Mapping):
        return "a mapping"
    if isinstance(node, Sequence):
        return "a sequence"
    if is_nothing(node):
        return "nothing"
    shown = shortened(node.text)
    return shown if node.plain else f"the text {shown}"


def is_nothing(node: Node) -> bool:
    """Whether nothing stands there, or a word for it."""
    return isinstance(node, Scalar) and node.plain and node.text in NULLS


def shortened(text: str) -> str:
    """Text as a diagnostic quotes it: never a wall."""
    return repr(text if len(text) <= 60 else text[:57] + "...")


def choices(kind: type[StrEnum]) -> str:
    """The words of an enumeration."""
    return ", ".join(member.value for member in kind)


def addition(item: Field[object], hint: Hint) -> str:
    """What to add where a required key is missing."""
    kind, _ = unwrapped(hint)
    about: str = item.metadata["about"]
    if is_choice(kind) or kind in (Duration, Moment):
        about = expected(hint)
    return f"add `{item.name}: ...`, {about[0].lower()}{about[1:].rstrip('.')}"


def count(allowed: Range) -> str:
    """How many entries a mapping can have."""
    low, high = f"{allowed.minimum:g}", f"{allowed.maximum:g}"
    if low == high:
        return f"exactly {low} entry" if low == "1" else f"exactly {low} entries"
    return f"{low} to {high} entries"


def instead(text: str, form: Text) -> str:
    """The nearest text of a form, if spelling alone keeps it from being one; else ""."""
    snake, kebab = (re.sub("[^a-z0-9]+", dash, text.lower()).strip(dash) for dash in "_-")
    slashes = "/".join(part.strip() for part in text.split("/") if part.strip())
    for candidate in (re.sub(r"\s", "", text), slashes, snake, kebab):
        if (
            form.minimum <= len(candidate) <= min(form.maximum, 100)
            and candidate
            and re.search(form.pattern, candidate)
        ):
            return f"did you mean {candidate!r}?"
    return ""


def _bounds(constraint: object) -> str:
    if not isinstance(constraint, Range):
        return ""
    low, high = constraint.minimum, constraint.maximum
    if low is not None and high is not None:
        return f" from {low:,} to {high:,}"
    if low is not None:
        return f" of at least {low:,}"
    return "" if high is None else f" of at most {high:,}"
