"""Values in the spelling of Data Factory's documents."""

from collections.abc import Mapping
from typing import cast

from generator import expression
from generator.contract.pipelines import FactoryData
from generator.contract.values import Expression, Json, Literal


def plain(value: object) -> object:
    """A value as it stands in most places: an expression is an object, literal text is escaped."""
    if isinstance(value, Expression):
        return {"value": value.text, "type": "Expression"}
    return escaped(value.value) if isinstance(value, Literal) else value


def inline(value: object) -> object:
    """A value as it stands in a Web activity's body and in a trigger: an expression is its text."""
    if isinstance(value, Expression):
        return value.text
    return escaped(value.value) if isinstance(value, Literal) else value


def spelled(data: FactoryData) -> Json:
    """Decided data as they stand below `typeProperties`."""
    if isinstance(data, Mapping):
        return {name: spelled(value) for name, value in data.items()}
    if isinstance(data, list):
        return [spelled(value) for value in data]
    return cast("Json", plain(data))


def escaped(data: Json) -> Json:
    """Literal data, so that Data Factory evaluates no text in them."""
    if isinstance(data, str):
        return expression.escape(data)
    if isinstance(data, Mapping):
        return {name: escaped(value) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [escaped(value) for value in data]
    return data
