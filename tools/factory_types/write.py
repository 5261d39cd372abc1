"""The tables as files: sorted, a definition a line, so that a new SDK makes a readable diff."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tools.factory_types import data_factory, synapse
from tools.factory_types.table import Table

FOLDER = Path(__file__).parents[2] / "generator" / "factory" / "types"
TARGETS: Mapping[Path, Callable[[], Table]] = {
    FOLDER / "data_factory.json": data_factory.extract,
    FOLDER / "synapse.json": synapse.extract,
}


def printed(table: Table) -> str:
    """The text of a table's file, with nothing that its sections do not lead to."""
    reachable = table.reachable()
    unions = {name: {"key": u.key, "members": u.members} for name, u in table.unions.items()}
    parts: dict[str, Mapping[str, object]] = {
        **table.sections,
        "enums": table.enums,
        "unions": unions,
        "definitions": table.definitions,
    }
    texts = [f'"source": {json.dumps(table.source)}']
    for name, entries in parts.items():
        kept = {k: v for k, v in entries.items() if name in table.sections or k in reachable}
        texts.append(f'"{name}": {{\n' + ",\n".join(_lines(kept)) + "\n}")
    return "{\n" + ",\n".join(texts) + "\n}\n"


def _lines(entries: Mapping[str, object]) -> Iterator[str]:
    for name in sorted(entries):
        yield f'"{name}": {json.dumps(entries[name], sort_keys=True)}'
