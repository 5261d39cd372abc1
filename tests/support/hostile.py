"""Texts that break out of the place that they stand in, wherever somebody forgot to encode."""

import re
from collections.abc import Mapping

import yaml

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
    return '"' + re.sub(r'[^ !#-\[\]-~]', _escaped, text) + '"'


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def with_text(spec: str, way: tuple[str, ...], is_name: bool, text: str) -> str:
    """A spec with another text at a place: of a value, or of the name that leads to it."""
    node = yaml.compose(spec, yaml.SafeLoader)
    key = node
    for step in way:
        if isinstance(node, yaml.SequenceNode):
            node = node.value[int(step)]
        else:
            assert isinstance(node, yaml.MappingNode)
            key, node = next(pair for pair in node.value if pair[0].value == step)
    at = key if is_name else node
    assert at is not None
    return spec[: at.start_mark.index] + quoted(text) + spec[at.end_mark.index :]
