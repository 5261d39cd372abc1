"""As much of Azure Resource Manager as a factory's template needs: its expressions and its escape,
and templates that deploy others.

Text within [ and ] is an expression, unless it begins with [[, which stands for [.
(Page "Syntax and expressions in ARM templates".)
"""

import re
from collections.abc import Iterator, Mapping
from typing import cast

from generator.contract.values import Json

Object = dict[str, Json]

_TYPES: Mapping[str, type] = {
    "string": str,
    "secureString": str,
    "int": int,
    "bool": bool,
    "object": dict,
    "array": list,
}
_TOKEN = re.compile(r"\s*(?:'((?:[^']|'')*)'|(\w+)\s*\(|([,)])|(\d+))")


class Deployment:
    """A template and the values of its parameters. `used` are the parameters that it has read.

    Raises:
        KeyError: there is no such parameter, variable or function.
        AssertionError: a value is not of its parameter's type, or an expression does not parse.
    """

    def __init__(self, template: Object, values: Mapping[str, Json]) -> None:
        self.template = template
        self.used: set[str] = set()
        self._declared = cast("dict[str, Object]", template["parameters"])
        self._values = {name: self._checked(name, value) for name, value in values.items()}

    def resources(self) -> list[Object]:
        """The resources with everything evaluated."""
        return cast("list[Object]", self._evaluated(self.template["resources"]))

    def _checked(self, name: str, value: Json) -> Json:
        kind = str(self._declared[name]["type"])
        assert type(value) is _TYPES[kind], f"{name} is a {kind}, and {value!r} is none"
        return value

    def _evaluated(self, data: Json) -> Json:
        if isinstance(data, str):
            return self._text(data)
        if isinstance(data, list):
            return [self._evaluated(item) for item in data]
        if isinstance(data, dict):
            return {name: self._evaluated(value) for name, value in data.items()}
        return data

    def _text(self, text: str) -> Json:
        if not (text.startswith("[") and text.endswith("]")):
            return text
        if text.startswith("[["):
            return text[1:]
        value, end = self._expression(text, 1)
        assert end == len(text) - 1, f"{text} goes on behind its end"
        return value

    def _expression(self, text: str, start: int) -> tuple[Json, int]:
        """The value of an expression, and where it ends."""
        token = _TOKEN.match(text, start)
        assert token, f"{text} does not parse at {start}"
        literal, function, _, number = token.groups()
        if literal is not None:
            return literal.replace("''", "'"), token.end()
        if number is not None:
            return int(number), token.end()
        assert function, f"{text} lacks a value at {start}"
        arguments, end = [], token.end()
        while True:
            value, end = self._expression(text, end)
            arguments.append(value)
            token = _TOKEN.match(text, end)
            assert token, f"{text} does not parse at {end}"
            assert token[3], f"{text} lacks a comma at {end}"
            end = token.end()
            if token[3] == ")":
                return self._called(function, arguments), end

    def _called(self, function: str, arguments: list[Json]) -> Json:
        if function == "concat":
            return "".join(map(str, arguments))
        if function == "take":
            text, length = arguments
            return str(text)[: int(str(length))]
        if function == "resourceId":
            return "/".join(map(str, arguments))
        (name,) = map(str, arguments)
        if function == "parameters":
            self.used.add(name)
            return self._values[name]
        known = cast("Object", self.template["variables"])
        return self._evaluated({"variables": known}[function][name])


def linked(
    master: Object, values: Mapping[str, Json], files: Mapping[str, Object]
) -> Iterator[Deployment]:
    """The deployments that a master makes, in their order.

    Args:
        master: the template.
        values: the values of its parameters.
        files: the templates that it links to, by their addresses.
    """
    done: set[str] = set()
    for each in Deployment(master, values).resources():
        assert each["type"] == "Microsoft.Resources/deployments"
        assert set(cast("list[str]", each["dependsOn"])) <= done, "waits for a later deployment"
        done.add(f"{each['type']}/{each['name']}")
        properties = cast("dict[str, Object]", each["properties"])
        given = cast("dict[str, Object]", properties["parameters"])
        template = files[str(properties["templateLink"]["uri"])]
        assert template["contentVersion"] == properties["templateLink"]["contentVersion"]
        yield Deployment(template, {name: entry["value"] for name, entry in given.items()})
