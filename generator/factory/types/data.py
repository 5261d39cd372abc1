"""Decided data, seen as the checks of types see them."""

from collections.abc import Mapping

from generator.contract.pipelines import FactoryData
from generator.contract.values import Expression, Literal, Undecided


def opened(data: FactoryData) -> FactoryData:
    """The same data with lists and mappings outside of literals, one level deep."""
    if isinstance(data, Literal) and isinstance(data.value, Mapping):
        return {name: Literal(value) for name, value in data.value.items()}
    if isinstance(data, Literal) and isinstance(data.value, list):
        return [Literal(value) for value in data.value]
    return data


def is_computed(data: FactoryData) -> bool:
    """Whether only a run knows what stands there: an expression, as text or as Studio's object."""
    if isinstance(data, Expression | Undecided):
        return True
    return isinstance(data, Mapping) and data.keys() == {"type", "value"} and is_expression(data)


def is_expression(data: Mapping[str, FactoryData]) -> bool:
    """Whether an object says of itself that it is an expression."""
    return (word(data.get("type")) or "").casefold() == "expression"


def word(data: FactoryData | None) -> str | None:
    """The text that stands there; None if it is no text, or not known."""
    return data.value if isinstance(data, Literal) and isinstance(data.value, str) else None
