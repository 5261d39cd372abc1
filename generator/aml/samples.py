"""Values for a job's generated test: what its contract has to understand, and what to refuse."""

import re
from collections.abc import Iterator

from msgspec import Struct

from generator.contract.job import Parameter
from generator.contract.model import Type
from generator.contract.types import encode
from generator.contract.values import Scalar

_TEXTS = (
    "a",
    "A",
    "1",
    "2024-01-01",
    "2024-01-01T00:00:00Z",
    "2024",
    "a/b",
    "a.csv",
    "a1",
    "0.1",
    "a-b",
    "a_b",
)
_NOT_TEXTS = ("?", "a?", "", "0")


class Sample(Struct, frozen=True):
    """A value of a parameter, and one of its spellings on a command line."""

    name: str
    text: str
    value: Scalar


def good_value(parameter: Parameter) -> Scalar | None:
    """A value that the parameter accepts: its default, or one made up; None if none is known."""
    if parameter.default is not None:
        return parameter.default
    if parameter.type is Type.BOOLEAN:
        return True
    if parameter.type is Type.STRING:
        return next((text for text in _TEXTS if _fits(parameter, text)), None)
    low, high = parameter.minimum, parameter.maximum
    value = low if low is not None else high if high is not None else 1
    return int(value) if parameter.type is Type.INTEGER else float(value)


def _fits(parameter: Parameter, text: str) -> bool:
    return parameter.pattern is None or re.search(parameter.pattern, text) is not None


def _within(parameter: Parameter, value: float) -> bool:
    low, high = parameter.minimum, parameter.maximum
    return (low is None or low <= value) and (high is None or value <= high)


def spelled(parameter: Parameter, value: Scalar) -> Sample:
    """A value as it stands on a command line."""
    if parameter.type is Type.NUMBER:
        value = float(value)
    text = encode(str(value)) if parameter.encoded else str(value)
    return Sample(parameter.name, text, value)


def spellings(parameter: Parameter) -> Iterator[Sample]:
    """Spellings that Data Factory and the SDKs have been seen to make."""
    value = good_value(parameter)
    if value is not None:
        yield spelled(parameter, value)
    if parameter.type is Type.BOOLEAN:
        for text in ("True", "true", "False", "false"):
            yield Sample(parameter.name, text, text.lower() == "true")
    elif parameter.type is Type.NUMBER:
        for text in ("1", "1E-07", "-1E-07"):
            if _within(parameter, float(text)):
                yield Sample(parameter.name, text, float(text))
    elif parameter.type is Type.INTEGER:
        if _within(parameter, -1):
            yield Sample(parameter.name, "-1", -1)
    elif parameter.encoded and parameter.pattern is None:
        yield spelled(parameter, "-a 'b' \"c\" %\nd")


def refused(parameter: Parameter) -> Iterator[Sample]:
    """Texts that are no values of the parameter."""
    for text in _refused_texts(parameter):
        yield Sample(parameter.name, text, text)


def _refused_texts(parameter: Parameter) -> Iterator[str]:
    if parameter.encoded:
        yield "plain"
    elif parameter.type is Type.STRING:
        yield from [text for text in _NOT_TEXTS if not _fits(parameter, text)][:1]
    elif parameter.type is Type.BOOLEAN:
        yield "yes"
    else:
        yield "many"
        if parameter.minimum is not None:
            yield str(parameter.minimum - 1)
        if parameter.maximum is not None:
            yield str(parameter.maximum + 1)
