"""What is said of types: what was expected, what was found, which names there are."""

import json
import re
from collections.abc import Collection, Mapping

from generator.contract.pipelines import FactoryData
from generator.contract.values import Expression, Literal
from generator.diagnostics import nearest
from generator.factory.types.notation import Kind

EXPECTED: Mapping[Kind, str] = {
    "any": "a value",
    "string": "text",
    "integer": "an integer",
    "number": "a number",
    "boolean": "true or false",
}
_LISTED = 8
"""How many names a hint lists: more are no help."""


def known(word: str, names: Collection[str], what: str) -> str:
    """The hint for a name that there is not: the nearest, or those that there are."""
    near = nearest(word, names)
    return f"did you mean {near!r}?" if near else f"{what}: {listed(names)}"


def listed(names: Collection[str]) -> str:
    """Names in a row, in their order; of many the first ones."""
    if not names:
        return "nothing"
    first = ", ".join(sorted(names)[:_LISTED])
    more = len(names) - _LISTED
    return f"{first} and {more} more" if more > 0 else first


def found(data: FactoryData) -> str:
    """What stands at a place where it cannot."""
    if isinstance(data, Mapping):
        return "a mapping"
    if isinstance(data, list):
        return "a sequence"
    if isinstance(data, Expression):
        return "an expression"
    value = data.value if isinstance(data, Literal) else None
    if value is None:
        return "nothing"
    return f"the text {shortened(value)}" if isinstance(value, str) else json.dumps(value)


def shortened(text: str) -> str:
    """Text as a diagnostic quotes it: never a wall."""
    return repr(text if len(text) <= 60 else text[:57] + "...")


def advice(kind: Kind, value: object) -> str:
    """How a scalar of another type is written as the one that was expected; "" if not at all."""
    if kind == "string" and isinstance(value, bool | int | float):
        return f'write "{json.dumps(value)}"'
    if isinstance(value, str) and kind != "string" and _reads_as(kind, value):
        return "drop the quotes"
    return ""


def _reads_as(kind: Kind, text: str) -> bool:
    pattern = {"boolean": "true|false", "integer": r"-?\d+", "number": r"-?\d+(\.\d+)?"}
    return re.fullmatch(pattern.get(kind, ""), text) is not None
