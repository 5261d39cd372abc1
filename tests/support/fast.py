"""Compiling the same things very often: what takes the time is done once, or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest

from generator.compiler import compile as module
from generator.render import python_language
from generator.render.layout import Skeleton

_BUILDERS = {name: cache(getattr(module, name)) for name in ("AmlBuilder", "FactoryBuilder")}


@contextmanager
def fast() -> Iterator[None]:
    """Templates are read once, and Python files are not laid out."""
    with pytest.MonkeyPatch.context() as patch:
        for name, builder in _BUILDERS.items():
            patch.setattr(module, name, builder)
        patch.setattr(python_language, "_laid_out", Skeleton.filled)
        yield
