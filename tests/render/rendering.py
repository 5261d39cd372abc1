"""What the tests of rendering share: templates in a folder, hostile values, other readers."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml
from hypothesis import settings
from hypothesis import strategies as st

from generator.render import TemplateFault, Templates

# The same examples each time, and no limit of time: a failure is a defect and nothing else.
steady = settings(deadline=None, derandomize=True, max_examples=200)


def write(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def templates(
    folder: Path,
    files: Mapping[str, str],
    plain: Callable[[object], object] = lambda value: value,
    filters: Mapping[str, Callable[..., object]] | None = None,
) -> Templates:
    return Templates(write(folder, files), plain, filters or {})


def render(folder: Path, name: str, text: str, /, **values: object) -> object:
    """What one template gives, by the language that its name tells."""
    made = templates(folder, {name: text})
    if name.endswith(".json.j2"):
        return made.json(name, **values)
    return (made.python if name.endswith(".py.j2") else made.yaml)(name, **values)


def fault(folder: Path, name: str, text: str, /, **values: object) -> TemplateFault:
    """The fault of one template."""
    with pytest.raises(TemplateFault) as caught:
        render(folder, name, text, **values)
    return caught.value


FRAGMENTS = [
    *('"', "'", '"""', "'''", "\\", "\\\\", "\\n", "\\x41", "\\u0041", "\\N{DIGIT ONE}", "`", "#"),
    *("{", "}", "{{", "}}", "{{ x }}", "{%", "%}", "{% raw %}", "{#", "#}", "[", "]", "(", ")"),
    *("@", "@{", "@@", "@{pipeline().RunId}", "[concat(", "[[", "${{inputs.x}}", "$(x)"),
    *("\n", "\r", "\r\n", "\t", "\0", "\x07", "\x0b", "\x0c", "\x1b[0m", "\x1c", "\x7f"),
    *("\x80", "\x85", "\x9f", "\xa0", "\xad", "\u2028", "\u2029", "\u200b", "\u202e", "\u3000"),
    *("\ufeff", "\ufffe", "\uffff", "\ufffd", "\U0001f600", "\U0010ffff", "é", "日本"),
    *("\ue000x.json.j2:1\ue002", "\ue000", "\ue001", "\ue002", "\ua66e", "\ua66el31\ua66e"),
    *(
        "!!python/object/apply:os.system",
        "!tag ",
        "&a ",
        "*a",
        "%YAML 1.2",
        "---",
        "...",
        "- ",
        "? ",
    ),
    *(": ", " #", "|", ">", "<<", "=", "~", "null", "yes", "on", "true", "y", ".inf", ".nan"),
    *("1", "-1", "1e3", "0x1f", "0o17", "0b1", "1_000", "12:30:45", "2024-01-01", "1.", ".5", "+1"),
    *('f"{x}"', "rb''", 'b"', "lambda: 0", "__import__('os')", ";", "\\\n", "#\n", "if x:", "None"),
    *(',1,": 0', '","x":"', "/*", "*/", "//", "</script>", "a b", " ", "", "azureml:x:1"),
]
"""Pieces of text that mean something to somebody."""

texts = st.one_of(
    st.lists(st.sampled_from(FRAGMENTS), max_size=6).map("".join),
    st.text(max_size=20),
    st.sampled_from(FRAGMENTS).map(lambda piece: piece * 300),
)
scalars = st.one_of(
    texts,
    texts,
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([1e16, 1e-7, -0.0, 5e-324, 1.7976931348623157e308, 2**64, -(10**40)]),
)
data = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(texts, inner, max_size=4),
    ),
    max_leaves=12,
)


def as_json(value: object) -> object:
    """Data as JSON holds them: it has no tuples."""
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    return [as_json(item) for item in value] if isinstance(value, list | tuple) else value


class Core(yaml.SafeLoader):
    """A reader of YAML 1.2 with its core schema, as its specification (10.3.2) has it."""


Core.yaml_implicit_resolvers = {}  # none of YAML 1.1's


def _tag(kind: str, pattern: str, convert: Callable[[str], object]) -> None:
    tag = f"tag:yaml.org,2002:{kind}"
    Core.add_implicit_resolver(tag, re.compile(rf"(?:{pattern})\Z"), None)
    Core.add_constructor(tag, lambda loader, node: convert(str(node.value)))


_BASES = {"0o": 8, "0x": 16}
_tag("null", "null|Null|NULL|~|", lambda text: None)
_tag("bool", "true|True|TRUE|false|False|FALSE", lambda text: text.lower() == "true")
_tag("int", "[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", lambda text: int(text, _BASES.get(text[:2], 10)))
_NUMBER = r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
_NO_NUMBER = r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
_tag("float", f"{_NUMBER}|{_NO_NUMBER}", lambda text: float(re.sub(r"\.(?=[inIN])", "", text)))


def yaml_1_2(text: str) -> object:
    """The data of a text, read with the core schema of YAML 1.2."""
    return yaml.load(text, Loader=Core)
