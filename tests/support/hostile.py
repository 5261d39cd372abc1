"""Texts that break out of the place that they stand in, wherever somebody forgot to encode."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath

import yaml

from generator.diagnostics import Place
from tests.support.language import NAME
from tests.support.projects import Texts

HOSTILE: Mapping[str, str] = {
    "double quote": 'a"b',
    "single quote": "it's",
    "all quotes": "'\"`",
    "three double quotes": '"""',
    "three single quotes": "'''",
    "code behind quotes": '"""\nimport os\n"""',
    "braces": "{x}",
    "template value": "{{ x }}",
    "template statement": "{% for x in y %}",
    "template comment": "{# x #}",
    "interpolation": "a@{x}",
    "leading at": "@x",
    "call": "@concat('a')b",
    "two ats": "@@",
    "escaped at": "@@x",
    "escaped brace": "a@@{x}",
    "three ats": "@@@{x}",
    "bracket": "[",
    "closing bracket": "]",
    "ARM call": "[concat('a')]",
    "ARM parameter": "[parameters('x')]",
    "ARM escaped": "[[x]]",
    "ARM break": "', parameters('x'), '",
    "dash": "-x",
    "YAML item": "- x",
    "YAML key": "a: b",
    "YAML tag": "!!python/name:os.system",
    "YAML anchor": "&a *a",
    "comment": "# x",
    "trailing comment": "a # x",
    "newline": "a\nb: c",
    "carriage return": "a\rb",
    "next line": "a\u0085b",
    "line separators": "a\u2028b\u2029c",
    "null": "a\0b",
    "controls": "a\x01\x1b\x7fb",
    "byte order mark": "\ufeffa",
    "backslash": "a\\",
    "backslashes": "\\\\n\\x41\\N{BULLET}\\'",
    "AML input": "${{inputs.x}}",
    "shell": "$(x) `x` ; x | x",
    "percent": "%0A%s%(x)s",
    "way out": "../..",
    "absolute": "/etc/passwd",
    "very long": "x" * 5_000,
    "unicode": "\U0001f697 \u00df \u00bd \u0130",
    "right to left": "\u202ea\u200fb\u2066",
}


def quoted(text: str) -> str:
    """Any text as a YAML scalar between double quotes, in ASCII."""
    return '"' + re.sub(r"[^ !#-\[\]-~]", _escaped, text) + '"'


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


@dataclass(frozen=True)
class Spot:
    """A place of a file where text stands: a value, or the name that leads to it."""

    file: PurePosixPath
    way: tuple[str, ...]
    leaf: str

    @property
    def is_name(self) -> bool:
        return self.leaf.endswith(NAME)


@dataclass(frozen=True)
class Changed:
    """Specs with other texts at some spots, and where these stand now."""

    texts: Texts
    spans: Mapping[Spot, tuple[int, int]]

    def at(self, place: Place) -> set[Spot]:
        """The spots that a place is in."""
        text = self.texts.get(place.file, "")
        lines = text.split("\n")[: place.line - 1]
        offset = sum(len(line) + 1 for line in lines) + place.column - 1
        return {
            spot
            for spot, (start, end) in self.spans.items()
            if spot.file == place.file and start <= offset < end
        }


def with_texts(specs: Texts, changes: Mapping[Spot, str]) -> Changed:
    """Write a text at each of some spots, between double quotes."""
    result, spans = dict(specs), {}
    for file, spec in specs.items():
        spots = {_span(spec, spot): spot for spot in changes if spot.file == file}
        moved, pieces, last = 0, [], 0
        for (start, end), spot in sorted(spots.items()):
            new = quoted(changes[spot])
            pieces += [spec[last:start], new]
            spans[spot] = (start + moved, start + moved + len(new))
            moved, last = moved + len(new) - (end - start), end
        result[file] = "".join([*pieces, spec[last:]])
    return Changed(result, spans)


@cache
def _span(spec: str, spot: Spot) -> tuple[int, int]:
    node = key = _composed(spec)
    for step in spot.way:
        if isinstance(node, yaml.SequenceNode):
            node = node.value[int(step)]
        else:
            assert isinstance(node, yaml.MappingNode)
            key, node = next(pair for pair in node.value if pair[0].value == step)
    at = key if spot.is_name else node
    return at.start_mark.index, at.end_mark.index


@cache
def _composed(spec: str) -> yaml.Node:
    node = yaml.compose(spec, yaml.SafeLoader)
    assert node is not None
    return node
