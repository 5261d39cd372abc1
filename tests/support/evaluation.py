"""Data Factory's expressions, evaluated without anything of the generator.

Only what the generator itself writes: constants, concat, string, toLower, uriComponent, the
parameters of the pipeline and its variables. (Page "Expressions and functions in Azure Data
Factory".)
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_TOKEN = re.compile(r"\s*(?:'((?:[^']|'')*)'|([A-Za-z_]\w*)|([().,]))")
_UNRESERVED = re.compile(rb"[A-Za-z0-9._~-]")


class NotEvaluated(Exception):
    """The factory would refuse a text, or it needs more than this knows."""


@dataclass(frozen=True)
class Run:
    """What a pipeline's expressions can read."""

    parameters: Mapping[str, Any] = field(default_factory=dict)
    variables: Mapping[str, Any] = field(default_factory=dict)

    def value(self, text: str) -> Any:
        """What the factory makes of a string in a document."""
        if text.startswith("@@"):
            return text[1:]
        if text.startswith("@") and text != "@" and not text.startswith("@{"):
            return _Expression(self, text[1:]).whole()
        return self._interpolated(text)

    def data(self, content: Any) -> Any:
        """What the factory makes of data, Expression objects included."""
        if isinstance(content, str):
            return self.value(content)
        if isinstance(content, list):
            return [self.data(item) for item in content]
        if not isinstance(content, dict):
            return content
        if content.keys() == {"value", "type"} and content["type"] == "Expression":
            return self.value(content["value"])
        return {name: self.data(inner) for name, inner in content.items()}

    def _interpolated(self, text: str) -> str:
        if "@{" in text.replace("@@{", ""):
            raise NotEvaluated(text)
        return text.replace("@@{", "@{")


class _Expression:
    def __init__(self, run: Run, text: str) -> None:
        self.run, self.text, self.position = run, text, 0

    def whole(self) -> Any:
        value = self.one()
        if self.text[self.position :].strip():
            raise NotEvaluated(self.text)
        return value

    def one(self) -> Any:
        constant, name, _ = self.token()
        if constant is not None:
            return constant.replace("''", "'")
        if name == "pipeline":
            return self.parameter()
        if name is None or self.token()[2] != "(":
            raise NotEvaluated(self.text)
        arguments = [self.one()]
        while (symbol := self.token()[2]) == ",":
            arguments.append(self.one())
        if symbol != ")":
            raise NotEvaluated(self.text)
        return self.called(name, arguments)

    def token(self) -> tuple[str | None, str | None, str | None]:
        found = _TOKEN.match(self.text, self.position)
        if not found:
            raise NotEvaluated(self.text)
        self.position = found.end()
        return found[1], found[2], found[3]

    def parameter(self) -> Any:
        """The rest of `pipeline().parameters.name`."""
        symbols = [self.token()[2] for _ in "()."]
        kind, point, name = self.token()[1], self.token()[2], self.token()[1]
        if (*symbols, kind, point) != ("(", ")", ".", "parameters", ".") or name is None:
            raise NotEvaluated(self.text)
        return self.run.parameters[name]

    def called(self, name: str, arguments: list[Any]) -> Any:
        if name == "concat":
            return "".join(map(spelled, arguments))
        (value,) = arguments
        match name:
            case "string":
                return spelled(value)
            case "toLower":
                return spelled(value).lower()
            case "uriComponent":
                return "".join(map(_byte, spelled(value).encode()))
            case "variables":
                return self.run.variables[value]
        raise NotEvaluated(name)


def _byte(code: int) -> str:
    byte = bytes([code])
    return byte.decode() if _UNRESERVED.fullmatch(byte) else f"%{code:02X}"


def spelled(value: Any) -> str:
    """A value as .NET spells it: True, 1 for 1.0, 1E-07, 1E+20."""
    if not isinstance(value, float):
        return str(value)
    text = str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return text.upper()
