"""The value of every parameter at every hop, from the trigger to the script."""

import json
from collections.abc import Iterable, Mapping

from msgspec import Struct

from generator.expression import Json

TRIGGER, PIPELINE, ACTIVITY, AML, SCRIPT = HOPS = (
    "trigger",
    "pipeline",
    "activity",
    "aml",
    "script",
)
"""The hops, in the order in which a value takes them."""


class Row(Struct, frozen=True):
    """A name, with its value as text at each hop at which it is known."""

    name: str
    values: Mapping[str, str]


def rows(hops: Mapping[str, Mapping[str, Json]]) -> tuple[Row, ...]:
    """One row for each name, in the order in which the hops first have it.

    Args:
        hops: the values by name, by hop. What another hop calls by another name is another row.
    """
    names = dict.fromkeys(name for hop in HOPS for name in hops.get(hop, {}))
    return tuple(
        Row(name, {hop: spelled(hops[hop][name]) for hop in HOPS if name in hops.get(hop, {})})
        for name in names
    )


def merged(parts: Iterable[Mapping[str, Json]]) -> dict[str, Json]:
    """The values of several activities or steps at one hop; those that differ are all told."""
    found: dict[str, list[Json]] = {}
    for part in parts:
        for name, value in part.items():
            if value not in found.setdefault(name, []):
                found[name].append(value)
    return {
        name: values[0] if len(values) == 1 else ", ".join(map(spelled, values))
        for name, values in found.items()
    }


def spelled(value: Json) -> str:
    """A value as a table shows it: text as it is, all else as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
