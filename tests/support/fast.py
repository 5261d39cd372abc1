"""Compiling the same things very often: what takes the time is done once, or not at all."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache

import pytest

from generator.compiler import compile as module
from generator.compiler import contracts
from generator.contract.model import Calls, Read
from generator.factory.read import Document
from generator.render import python_language
from generator.render.layout import Skeleton
from generator.spec import load, places
from generator.spec.decode import Decoded, decode
from generator.spec.nodes import Mapping as Root
from generator.spec.source import read

Builders = Mapping[str, Callable[..., object]]


def new_builders() -> Builders:
    """Builders that read no template twice, and have read none yet."""
    return {
        name: cache(getattr(module, name))
        for name in ("AmlBuilder", "DeployBuilder", "FactoryBuilder")
    }


_BUILDERS = new_builders()
_read = lru_cache(64)(read)
"""Of the files of a project, a test changes one or two."""


@lru_cache(64)
def _decoded(cls: type[object], root: "_Same") -> Decoded[object]:
    return decode(cls, root.node)


@dataclass(frozen=True, slots=True)
class _Same:
    """A tree that is compared by being the same, which takes no time."""

    node: Root

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.node is other.node

    def __hash__(self) -> int:
        return id(self.node)


def _decode(cls: type[object], root: Root) -> Decoded[object]:
    return _decoded(cls, _Same(root))


@contextmanager
def specs_read_once() -> Iterator[None]:
    """A spec that did not change is not read again."""
    with pytest.MonkeyPatch.context() as patch:
        for reader in (load, places):
            patch.setattr(reader, "read", _read)
        patch.setattr(load, "decode", _decode)
        yield


@contextmanager
def fast(builders: Builders = _BUILDERS) -> Iterator[None]:
    """Templates and specs are read once, and Python files are not laid out."""
    with specs_read_once(), pytest.MonkeyPatch.context() as patch:
        for name, builder in builders.items():
            patch.setattr(module, name, builder)
        patch.setattr(python_language, "_laid_out", Skeleton.filled)
        yield


@contextmanager
def read_once() -> Iterator[None]:
    """A half of a contract is read once from the same text of the same file.

    Of a project in which one file is edited, all others are as they were.
    """
    known: dict[str, Read[Calls]] = {}

    def read_calls(document: Document, triggers: Sequence[Document]) -> Read[Calls]:
        documents = (document, *triggers)
        asked = json.dumps([[str(each.file), each.content] for each in documents])
        if asked not in known:
            known[asked] = really_read(document, triggers)
        return known[asked]

    really_read = contracts.read_calls
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(contracts, "read_calls", read_calls)
        patch.setattr(contracts, "read_offers", cache(contracts.read_offers))
        yield
