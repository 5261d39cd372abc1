"""Whatever is wrong, wherever: the checker's verdict is that of the SDK's own types.

Real factories are judged in `test_corpus.py`; here it is good examples with one thing changed, at
every depth, and any JSON at all.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import Path
from generator.factory.types import Kind, check_properties, property_names, secret_properties
from generator.factory.types.table import table
from tests.factory_types.examples import EXAMPLES
from tests.support.typed_properties import INNER, Typed, sdk_faults

INSTEAD: tuple[object, ...] = (None, True, 1, 1.5, "x", "@x()", [], ["x"], {}, {"type": "x"})


def refused(typed: Typed) -> bool:
    found = check_properties("data_factory", typed.kind, typed.type, typed.decided, ("here",))
    return any(finding.severity == "error" for finding in found)


def example(type_: str) -> dict[str, Any]:
    """An example with no activities inside, but with the properties for them."""
    inner = INNER & property_names("data_factory", "activity", type_)
    properties: dict[str, Any] = json.loads(json.dumps(EXAMPLES[type_]))
    return {**properties, **{name: [] for name in inner}}


def ways(data: object, way: Path = ()) -> Iterator[Path]:
    """The ways to all values inside of others."""
    entries = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data) if isinstance(data, list) else ()
    )
    for step, value in entries:
        yield (*way, step)
        yield from ways(value, (*way, step))


def changes(type_: str) -> Iterator[dict[str, Any]]:
    """An example with each of its values missing, otherwise, and under another name."""
    for way in ways(example(type_)):
        for instead in (*INSTEAD, ...):
            properties: Any = example(type_)
            here = properties
            for step in way[:-1]:
                here = here[step]
            if instead is not ...:
                here[way[-1]] = instead
            elif isinstance(here, dict):
                here[f"{way[-1]}s"] = here.pop(way[-1])
            else:
                del here[way[-1]]
            yield properties


@pytest.mark.parametrize("type_", EXAMPLES)
def test_on_examples_with_one_change(type_: str) -> None:
    different = [
        properties
        for properties in changes(type_)
        if refused(typed := Typed("activity", type_, properties)) != bool(sdk_faults(typed))
    ]
    assert different == []


WORDS = ["type", "value", "referenceName", "x", "LinkedServiceReference", "AzureKeyVaultSecret"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(WORDS),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(WORDS), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize("kind", ["linkedService", "dataset", "activity"])
@settings(deadline=None, derandomize=True, database=None)
@given(data=st.data())
def test_on_any_json(kind: Kind, data: st.DataObject) -> None:
    """But for secrets, about which the checker leaves the word to another."""
    types = table("data_factory")
    typed_ones = sorted(name for name in types.sections[kind] if types.properties(kind, name))
    type_ = data.draw(st.sampled_from(typed_ones))
    names = property_names("data_factory", kind, type_)
    names -= secret_properties("data_factory", kind, type_)
    some = st.dictionaries(st.sampled_from(["x", *sorted(names)]), JSON, max_size=4)
    typed = Typed(kind, type_, data.draw(some))
    assert refused(typed) == bool(sdk_faults(typed)), sdk_faults(typed)
