"""Other values for a leaf of the language, as its schema allows them, likely ones first."""

import re
from collections.abc import Iterable, Iterator

from generator.spec import forms
from generator.spec.nodes import Scalar
from tests.support.language import Leaf, Schema
from tests.support.spots import spelled


def others(leaf: Leaf, node: Scalar, known: Iterable[str] = ()) -> Iterator[str]:
    """What can be written in place of a scalar; `known` are texts that may stand there, too."""
    yield from dict.fromkeys(each for each in _others(leaf.schema, node, known))


def _others(schema: Schema, node: Scalar, known: Iterable[str]) -> Iterator[str]:
    value = forms.core(forms.Raw(node.text, node.plain))
    kinds = schema.get("type", ["string", "number", "boolean"])
    if "enum" in schema:
        yield from (word for word in schema["enum"] if word != node.text)
    elif kinds == "boolean" or (isinstance(value, bool) and "boolean" in kinds):
        yield "false" if node.text.lower() == "true" else "true"
    elif kinds in ("integer", "number") or (
        isinstance(value, int | float) and not {"boolean", "number"} - {*kinds}
    ):
        assert isinstance(value, int | float)
        yield from map(str, _numbers(value, schema))
    else:
        yield from (spelled(text) for text in _texts(node.text, known) if _fits(text, schema))


def _numbers(value: float, schema: Schema) -> Iterator[float]:
    low, high = schema.get("minimum", -1e9), schema.get("maximum", 1e9)
    yield from (each for each in (value + 1, value - 1, value / 2) if low <= each <= high)


def _texts(value: str, known: Iterable[str]) -> Iterator[str]:
    """Texts like a text: with another digit, longer, a pattern that means the same."""
    if value.startswith("@") and not value.startswith(("@@", "@{")):
        yield f"@concat('x', {value[1:]})"
        yield f"@if(true, {value[1:]}, {value[1:]})"
    else:
        for found in reversed([*re.finditer("[0-9]", value)]):
            yield value[: found.start()] + str((int(found[0]) + 1) % 10) + value[found.end() :]
        yield from (f"{value}x", f"{value}/x", f"(?:{value})")
    yield from (text for text in known if text != value)


def _fits(text: str, schema: Schema) -> bool:
    long = schema.get("minLength", 0) <= len(text) <= schema.get("maxLength", 1_000)
    return long and re.search(schema.get("pattern", ""), text) is not None


def renamed(texts: Iterable[tuple[str, str]], old: str, new: str) -> Iterator[tuple[str, str]]:
    """Texts by their names, in which a word is another wherever it stands."""
    word = rf"(?<![A-Za-z0-9_]){re.escape(old)}(?![A-Za-z0-9_])"
    for name, text in texts:
        yield name, re.sub(word, lambda _: new, text)
